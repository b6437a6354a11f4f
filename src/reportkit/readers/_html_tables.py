"""Blocks out of the flow of a page: which tables hold data, and which only arrange the page.

A row whose cells hold articles or whole tables is dissolved into what it holds; every other row
stays a row, at the place it has in its table.  The judgement is by content and row by row,
because pages put the article into the last row of their table of index numbers.

>>> blocks = blocks_of(flow_of(parse(source, "a.html"), "a.html"), "a.html")  # doctest: +SKIP
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from reportkit.document import Flow as RowFlow
from reportkit.document import Paragraph, Place, Row, Rows
from reportkit.errors import DamagedFile
from reportkit.readers._html_flow import HtmlTable, Line
from reportkit.readers._txt import read_text

if TYPE_CHECKING:
    from reportkit.readers._html_flow import Cell, Flow, TableRow

__all__ = ["BlockMaker", "blocks_of"]

WIDEST = 200  # columns; the widest real table of a report has 15
MOST_PLACES = 20_000  # places that spans may add to those the page has cells for
_BARS = re.compile(r"\S\s*[\t|│┃].*[\t|│┃]|-{3}\s+-{3}|-\+-")
_LONG = 120  # characters; labels with their explanations stay below
_LONG_TITLE = 40
_MANY_LINES = 5
_LEAST_ROW = 2  # filled short cells that make a row
_MENU_LINKS = 3


def blocks_of(flow: Flow, name: str) -> tuple[Paragraph | Rows, ...]:
    """Return paragraphs and runs of rows in reading order.

    Parameters
    ----------
    flow
        What the page holds.
    name
        What messages call the file.

    Raises
    ------
    DamagedFile
        If the spans of a table make more places than a report can have.
    """
    maker = BlockMaker(name)
    maker.add(flow)
    return tuple(maker.blocks)


class BlockMaker:
    """Collects blocks and counts lines and tables on the way, over several pages if need be."""

    def __init__(self, name: str) -> None:
        """Begin with the first line and the first table."""
        self.blocks: list[Paragraph | Rows] = []
        self._name = name
        self._line = 0
        self._tables = 0

    def add(self, flow: Flow) -> None:
        """Add a flow: of a page, or of a cell that only arranges the page."""
        typed: list[Line] = []
        for part in flow:
            if isinstance(part, Line) and part.typed:
                typed.append(part)
                continue
            if typed:
                self._add_typed(typed)
            if isinstance(part, HtmlTable):
                self._add_table(part)
            else:
                self._add_line(part)
        self._add_typed(typed)

    def _add_typed(self, lines: list[Line]) -> None:
        """Add lines that were typed with their blanks; there may be tables of tabs or bars."""
        if any(_BARS.search(line.typed) for line in lines):
            text = read_text("\n".join(line.typed for line in lines), self._name)
            for block in text.blocks:
                self.blocks.append(_moved(block, self._line, self._tables))
                tables = block.rows[0].place.table if isinstance(block, Rows) else 0
                self._tables += bool(tables)
            self._line += len(lines)
        else:
            for line in lines:
                self._add_line(line)
        lines.clear()

    def _add_line(self, line: Line) -> None:
        """Count a `<br>` as one line and the space between blocks as two, as it looks."""
        self._line += 1 if line.near else 2
        self.blocks.append(Paragraph(text=line.text, place=Place(row=self._line)))

    def _add_table(self, table: HtmlTable) -> None:
        if _is_menu(table):
            return
        if all(len(row.cells) <= 1 for row in table.rows):
            for row in table.rows:
                self._dissolve(row)
            return
        for row in table.rows:
            row.cells = _spread_out(row.cells)
        number = self._tables + 1
        run: list[Row] = []
        behind: list[Cell] = []
        for at, (row, texts) in enumerate(zip(table.rows, _grid(table, self._name), strict=True)):
            whole = [c for c in row.cells if (c.flow or len(c.text) > _LONG) and _is_whole(c)]
            if (whole and len(_filled(row)) - len(whole) < _LEAST_ROW) or _is_prose(row):
                self._end(run, behind)
                self._dissolve(row)
            elif row.cells:
                run.append(Row(texts=texts, place=Place(table=number, row=at + 1)))
                behind += whole
        self._end(run, behind)

    def _end(self, run: list[Row], behind: list[Cell]) -> None:
        """Keep a run of rows, and behind it what stood in their cells and is no text of a cell."""
        if any(any(row.texts) for row in run):
            self.blocks.append(Rows(rows=tuple(run), flow=RowFlow.SPANNED))
            self._tables = run[0].place.table
        for cell in behind:
            self.add(cell.parts)
        run.clear()
        behind.clear()

    def _dissolve(self, row: TableRow) -> None:
        for cell in row.cells:
            self.add(cell.parts)


def _moved(block: Paragraph | Rows, line: int, tables: int) -> Paragraph | Rows:
    """Return a block of a text within a page with the places that it has in the page."""
    if isinstance(block, Paragraph):
        return replace(block, place=block.place._replace(row=block.place.row + line))
    rows = [
        replace(row, place=row.place._replace(row=row.place.row + line))
        if not row.place.table
        else replace(row, place=row.place._replace(table=tables + 1))
        for row in block.rows
    ]
    return replace(block, rows=tuple(rows))


def _is_menu(table: HtmlTable) -> bool:
    """Whether the table holds nothing but links."""
    cells = [cell for row in table.rows for cell in row.cells]
    if any(cell.text for cell in cells):
        return False
    parts = [part for cell in cells for part in cell.parts]
    return len(parts) >= _MENU_LINKS and all(isinstance(p, Line) and p.links for p in parts)


def _spread_out(cells: list[Cell]) -> list[Cell]:
    """Put the cells of a table of one row, beside a label, in the place of the cell it fills."""
    if not [cell for cell in cells if cell.flow] or not any(map(_text, cells)):
        return cells
    spread: list[Cell] = []
    for cell in cells:
        inner = cell.flow[0] if cell.flow and len(cell.flow) == 1 else None
        rows = [row for row in inner.rows if row.cells] if isinstance(inner, HtmlTable) else []
        if len(rows) != 1 or len(rows[0].cells) > WIDEST:
            spread.append(cell)
            continue
        for one in rows[0].cells:
            one.rowspan = cell.rowspan
        taken = sum(one.colspan for one in rows[0].cells)
        rows[0].cells[-1].colspan += max(cell.colspan - taken, 0)
        spread += rows[0].cells
    return spread


def _filled(row: TableRow) -> list[Cell]:
    return [cell for cell in row.cells if cell.text or cell.flow]


def _is_whole(cell: Cell) -> bool:
    """Whether a cell holds paragraphs or a table of its own instead of a label or a figure."""
    if cell.flow is None:
        return len(cell.text) > _LONG
    lines = [part.text for part in cell.flow if isinstance(part, Line)]
    if len(lines) < len(cell.flow):
        return True
    size = sum(map(len, lines))
    return size > _LONG or (len(lines) >= _MANY_LINES and size > _LONG // 2)


def _is_prose(row: TableRow) -> bool:
    """Whether a row is one cell of several lines, too long for the title of a block."""
    filled = _filled(row)
    if len(filled) != 1 or filled[0].flow is None or len(filled[0].flow) == 1:
        return False
    return sum(len(p.text) for p in filled[0].flow if isinstance(p, Line)) > _LONG_TITLE


def _text(cell: Cell) -> str | None:
    """Return the text of a cell, its lines joined; None where the cell holds more than text."""
    if cell.flow is None and len(cell.text) <= _LONG:
        return cell.text
    if cell.flow is None or _is_whole(cell):
        return None
    text = ""
    for part in cell.flow:
        if isinstance(part, Line):
            text += part.text if not text or _is_wide(text[-1], part.text[0]) else f" {part.text}"
    return text


def _is_wide(before: str, after: str) -> bool:
    """Whether both characters are Chinese, so that no blank belongs between them."""
    return before > "\u2e7f" and after > "\u2e7f"


# ---------------------------------------------------------------- spans


def _grid(table: HtmlTable, name: str) -> list[tuple[str | None, ...]]:
    """Expand a table: rows × columns, a cell's text at its first place, None at all others.

    A `colspan` beyond `WIDEST` counts as 1; a `rowspan` ends with its section.  Columns in which
    no cell begins are left out.
    """
    placed: list[list[tuple[int, str | None]]] = []
    ends = _ends(table.rows)
    taken: list[int] = []  # for each column, the row at which the cell from above has ended
    spanned = 0
    for y, row in enumerate(table.rows):
        at, line = 0, []
        for cell in row.cells:
            while at < len(taken) and taken[at] > y:
                at += 1
            line.append((at, _text(cell)))
            across = cell.colspan if cell.colspan <= WIDEST else 1
            if cell.rowspan != 1 or across > 1:
                below = min(y + cell.rowspan, ends[y]) if cell.rowspan else ends[y]
                taken += [0] * (at + across - len(taken))
                taken[at : at + across] = [max(below, old) for old in taken[at : at + across]]
                spanned += across
            at += across
        placed.append(line)
        if spanned > MOST_PLACES:
            raise _too_wide(name)
    return _spread(placed, name)


def _spread(placed: list[list[tuple[int, str | None]]], name: str) -> list[tuple[str | None, ...]]:
    """Give every row all columns of the table in which some cell begins."""
    columns = {x: i for i, x in enumerate(sorted({x for line in placed for x, _ in line}))}
    if len(columns) * len(placed) > MOST_PLACES + 4 * sum(map(len, placed)):
        raise _too_wide(name)
    grid = []
    for line in placed:
        texts: list[str | None] = [None] * len(columns)
        for x, text in line:
            texts[columns[x]] = text
        grid.append(tuple(texts))
    return grid


def _ends(rows: list[TableRow]) -> list[int]:
    """Return for each row where its section ends."""
    ends = [len(rows)] * len(rows)
    for y in range(len(rows) - 2, -1, -1):
        ends[y] = ends[y + 1] if rows[y].section == rows[y + 1].section else y + 1
    return ends


def _too_wide(name: str) -> DamagedFile:
    message = (
        f"“{name}”里一张表格合并出来的格子超过 {MOST_PLACES} 个，不像年度报告的表格，没有读取。"
    )
    return DamagedFile(message)
