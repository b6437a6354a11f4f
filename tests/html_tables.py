"""One table of a report as HTML, in the ways in which sites, Word and Excel write tables."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

from reportkit.grid import Grid, GridCell, Role

if TYPE_CHECKING:
    from collections.abc import Callable

Cells = list[GridCell]
Table = list[Cells]


def rows_of(grid: Grid) -> Table:
    """Return the cells that begin in each row."""
    return [list(row) for row in grid.rows()]


def text_html(text: str) -> str:
    """Write running text."""
    return escape(text, quote=False)


def plain(cell: GridCell) -> str:
    """Write what stands in a cell."""
    return escape(cell.text)


def cell_html(cell: GridCell, inner: str, *, tag: str = "td", spans: bool = True) -> str:
    """Write a cell."""
    given = ""
    if spans and cell.rowspan > 1:
        given += f' rowspan="{cell.rowspan}"'
    if spans and cell.colspan > 1:
        given += f' colspan="{cell.colspan}"'
    return f"<{tag}{given}>{inner}</{tag}>"


def table_html(rows: Table, inner: Callable[[GridCell], str] = plain, **options: object) -> str:
    """Write a table."""
    lines = ("".join(cell_html(cell, inner(cell), **options) for cell in row) for row in rows)  # type: ignore[arg-type]
    return "<table border=1>\n" + "\n".join(f"<tr>{line}</tr>" for line in lines) + "\n</table>"


def spans(grid: Grid) -> str:
    """The official form with its spans."""
    return table_html(rows_of(grid))


def spans_lost(grid: Grid) -> str:
    """A cell over several rows stands on its first row, without its span."""
    return table_html(rows_of(grid), spans=False)


def groups_filled(grid: Grid, text: Callable[[GridCell], str]) -> Table:
    """Put a cell into every place that a cell over several rows covers."""
    rows = rows_of(grid)
    for cell in grid.cells:
        for below in range(1, cell.rowspan):
            copy = replace(cell, row=cell.row + below, text=text(cell), rowspan=1)
            rows[cell.row + below].append(copy)
    return [
        [replace(cell, rowspan=1) for cell in sorted(row, key=lambda cell: cell.column)]
        for row in rows
    ]


def groups_repeated(grid: Grid) -> str:
    """Group labels (and the corner) stand in every row they cover."""
    return table_html(groups_filled(grid, lambda cell: cell.text))


def groups_empty(grid: Grid) -> str:
    """Empty cells stand where a group label covers a row."""
    return table_html(groups_filled(grid, lambda _: ""))


def all_filled(grid: Grid) -> str:
    """No spans at all: every covered place is an empty cell, to the right and below."""
    rows = groups_filled(grid, lambda _: "")
    wide = []
    for row in rows:
        line: Cells = []
        for cell in row:
            line.append(replace(cell, colspan=1))
            line += [replace(cell, text="", colspan=1, role=Role.TEXT)] * (cell.colspan - 1)
        wide.append(line)
    return table_html(wide)


def wider(grid: Grid) -> str:
    """The grid has one column more: the last cells of a row span two, or a filler follows."""
    rows = rows_of(grid)
    for i, row in enumerate(rows):
        last = row[-1]
        if i % 3:
            row[-1] = replace(last, colspan=last.colspan + 1)
        else:
            row.append(GridCell(row=last.row, column=last.column + 1, text=""))
    return table_html(rows)


def fillers(grid: Grid) -> str:
    """Every row of figures ends with two empty cells."""
    rows = rows_of(grid)
    for row in rows:
        if any(cell.role is Role.VALUE for cell in row):
            row.extend([GridCell(row=row[0].row, column=grid.width, text="")] * 2)
    return table_html(rows)


def _broken(mark: str) -> Callable[[GridCell], str]:
    def inner(cell: GridCell) -> str:
        text = cell.text
        if cell.role is Role.VALUE or len(text) < 4:
            return escape(text)
        parts = [escape(text[i : i + 2]) for i in range(0, len(text), 2)]
        if len(text) > 7:
            parts = [escape(text[:4]), escape(text[4:])]
        return mark.join(parts)

    return inner


def broken_by_br(grid: Grid) -> str:
    """Words of labels are broken by line breaks."""
    return table_html(rows_of(grid), _broken("<br>"))


def broken_by_blank(grid: Grid) -> str:
    """Words of labels are broken by blanks."""
    return table_html(rows_of(grid), _broken(" &nbsp;"))


def broken_by_p(grid: Grid) -> str:
    """Words of labels are broken into paragraphs."""
    inner = _broken("</p>\n<p>")
    return table_html(rows_of(grid), lambda cell: f"<p>{inner(cell)}</p>")


def header_in_two_rows(grid: Grid) -> str:
    """Words of the last header row are broken into two rows: 商业 | 科研, below it 企业 | 机构."""
    rows = rows_of(grid)
    out: Table = []
    for row in rows:
        if all(c.role is Role.HEADER and len(c.text) == 4 and c.colspan == 1 for c in row[:2]):
            out.append([replace(cell, text=cell.text[:2], rowspan=1) for cell in row])
            out.append([replace(cell, text=cell.text[2:], rowspan=1) for cell in row])
        else:
            out.append(row)
    return table_html(out)


_TD = (
    "<td width={width} valign=top style='width:{width}.6pt;border-top:none;border-left:none;\n  "
    "border-bottom:solid windowtext 1.0pt;border-right:solid windowtext 1.0pt;mso-border-top-alt:\n  "
    "solid windowtext .5pt;mso-border-left-alt:solid windowtext .5pt;mso-border-alt:solid windowtext"
    " .5pt;\n  padding:0cm 5.4pt 0cm 5.4pt;height:23.8pt'{spans}>"
)
_P = (
    '<p class=MsoNormal align=center style="margin-top:0cm;margin-bottom:.0001pt;text-align:center;\n  '
    "line-height:150%;mso-pagination:widow-orphan;text-autospace:none;mso-element:frame;\n  "
    'mso-element-wrap:around;mso-height-rule:exactly;vertical-align:middle">'
)
_SPAN = (
    '<span {lang}style="font-size:10.5pt;line-height:150%;font-family:仿宋_GB2312;mso-ascii-font-family:'
    "'Times New Roman';\n  mso-hansi-font-family:宋体;mso-bidi-font-family:宋体;color:black;"
    'mso-font-kerning:0pt;mso-bidi-font-weight:bold">'
)
_EN = "lang=EN-US "


_LATIN = re.compile(r"([!-~][ -~]*)")


def word_runs(text: str, style: str = _SPAN) -> str:
    """Write text as Word does: figures and Latin words in spans inside the Chinese around them."""
    if text == "\u00a0":
        return f"{style.format(lang=_EN)}<o:p>&nbsp;</o:p></span>"
    if text.isascii():
        return f"{style.format(lang=_EN)}{escape(text)}<o:p></o:p></span>"
    first, *others = [escape(part, quote=False) for part in _LATIN.split(text)]
    before = ""
    if not first:  # what begins with a figure begins with a span of its own
        before = f"{style.format(lang=_EN)}{others[0]}</span>"
        first, *others = others[1:]
    inner = "".join(
        f"<span lang=EN-US>{part}</span>" if i % 2 == 0 else part for i, part in enumerate(others)
    )
    end = "<span lang=EN-US><o:p></o:p></span></span>"
    return f"{before}{style.format(lang='')}{first}{inner}{end}"


def word_cell(cell: GridCell) -> str:
    """Write a cell as Word does: a number may be split over spans, a blank is a hard space."""
    given = f" rowspan={cell.rowspan}" * (cell.rowspan > 1)
    given += f" colspan={cell.colspan}" * (cell.colspan > 1)
    text = cell.text or "\u00a0"
    cut = len(text) // 2 if cell.role is Role.VALUE and len(text) > 1 else len(text)
    words = "".join(word_runs(part) for part in (text[:cut], text[cut:]) if part)
    return f"{_TD.format(width=40 + cell.column, spans=given)}\n  {_P}{words}</p>\n  </td>"


def word(grid: Grid) -> str:
    """A table pasted from Word."""
    lines = "\n".join(
        f" <tr style='mso-yfti-irow:{i};height:23.8pt'>\n  {''.join(map(word_cell, row))}\n </tr>"
        for i, row in enumerate(rows_of(grid))
    )
    return (
        "<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0 style='border-collapse:"
        f"collapse;border:none;mso-yfti-tbllook:1184'>\n{lines}\n</table>"
    )


def _pages(grid: Grid, parts: int, *, header: bool, text: Callable[[GridCell], str]) -> str:
    """Cut a table at a page's end, the cells over several rows with it."""
    rows = groups_filled(grid, text)
    first = next(i for i, row in enumerate(rows) if row[-1].role is Role.VALUE)
    size = max(1, (len(rows) - first) // parts + 1)
    out = []
    for n, at in enumerate(range(first, len(rows), size)):
        head = rows[:first] if header or not n else []
        out.append(table_html(head + rows[at : at + size]))
    return "\n<p>- 3 -</p>\n".join(out)


def two_pages(grid: Grid) -> str:
    """Cut in two, header not repeated, group label left empty."""
    return _pages(grid, 2, header=False, text=lambda _: "")


def three_pages(grid: Grid) -> str:
    """Cut in three, header and group labels repeated."""
    return _pages(grid, 3, header=True, text=lambda cell: cell.text)


def blocks_apart(grid: Grid) -> str:
    """Every block of table 2 is a table of its own."""
    parts: list[Table] = [[]]
    for row in rows_of(grid):
        if row[0].role is Role.TITLE and parts[-1]:
            parts.append([])
        parts[-1].append(row)
    return "\n".join(map(table_html, parts))


def halves(grid: Grid) -> str:
    """Table 4 as two tables: 行政复议 and the rest."""
    if grid.width != 15:
        return spans(grid)
    left = [[cell for cell in row if cell.column < 5] for row in rows_of(grid)]
    right = [[cell for cell in row if cell.column >= 5] for row in rows_of(grid)]
    return table_html(left) + "<p>&nbsp;</p>" + table_html(right)


def empty_rows(grid: Grid) -> str:
    """An empty row stands at the end and behind every title."""
    out: Table = []
    for row in rows_of(grid):
        out.append(row)
        if row[0].role is Role.TITLE:
            out.append([replace(row[0], text="", colspan=1)] * grid.width)
    out.append([GridCell(row=0, column=0, text="")] * grid.width)
    return table_html(out)


def no_end_tags(grid: Grid) -> str:
    """End tags of rows and cells are missing."""
    return re.sub("</t[drh]>", "", spans(grid))


def all_th(grid: Grid) -> str:
    """Every cell is a header cell."""
    return table_html(rows_of(grid), tag="th")


def upper(grid: Grid) -> str:
    """Tags and attributes in capitals, without quotes."""
    return re.sub(r"<[^<>]*>", lambda m: m.group().upper().replace('"', ""), spans(grid))


def with_sections(grid: Grid) -> str:
    """With thead and tbody."""
    text = spans(grid)
    head, rest = text.split("</tr>", 1)
    head = head.replace("<table border=1>", "<table><caption></caption><thead>")
    return f"{head}</tr></thead><tbody>{rest}".replace("</table>", "</tbody></table>")


def rowspan_too_large(grid: Grid) -> str:
    """A cell over several rows claims more rows than the table has."""
    return re.sub(r'rowspan="(\d+)"', lambda m: f'rowspan="{int(m[1]) + 40}"'
                  if int(m[1]) > 3 else m.group(), spans(grid))  # fmt: skip


def subtotals(grid: Grid) -> str:
    """The groups of table 3 have rows of figures of their own."""
    out: Table = []
    for row in rows_of(grid):
        group = next((c for c in row if c.role is Role.STUB and c.rowspan > 1 and c.column), None)
        if group is not None:
            figures = [replace(c, text="77") for c in row if c.role is Role.VALUE]
            lead = [replace(c, rowspan=c.rowspan + 20) for c in row if c.column < group.column]
            label = replace(group, rowspan=1, colspan=2)
            out.append([*lead, label, *figures])
            out.append([replace(c, rowspan=1, text="" if c is group else c.text)
                        for c in row if c.column >= group.column])  # fmt: skip
        else:
            out.append(row)
    return table_html(out, spans=True)


def other_order(grid: Grid) -> str:
    """The rows with a label of their own stand in another order."""
    rows = groups_filled(grid, lambda cell: cell.text)
    at = [
        i for i, row in enumerate(rows)
        if row[-1].role is Role.VALUE and sum(c.role is Role.STUB for c in row) == 1
    ]  # fmt: skip
    if grid.width == 10 and len(at) > 1:
        kept = [rows[i] for i in reversed(at)]
        for i, row in zip(at, kept, strict=True):
            rows[i] = row
    return table_html(rows)


def one_cell_a_row(grid: Grid) -> str:
    """A row without any request has one merged cell with a 0."""
    out: Table = []
    for row in rows_of(grid):
        figures = [cell for cell in row if cell.role is Role.VALUE]
        if len(figures) > 3 and {cell.text for cell in figures} == {"0"}:
            merged = replace(figures[0], colspan=sum(c.colspan for c in figures))
            out.append([*(cell for cell in row if cell.role is not Role.VALUE), merged])
        else:
            out.append(row)
    return table_html(out)


def nested_note(grid: Grid) -> str:
    """A cell of the header holds a table of its own, and every figure stands in one."""
    rows = rows_of(grid)

    def inner(cell: GridCell) -> str:
        if cell.role is Role.VALUE:
            return f"<table><tr><td>{escape(cell.text)}</td></tr></table>"
        return escape(cell.text)

    return table_html(rows, inner)


def struck(grid: Grid) -> str:
    """Old figures are struck out beside the new ones, notes are raised in the labels."""

    def inner(cell: GridCell) -> str:
        if cell.role is Role.VALUE:
            return f"<s>9</s><del>8</del>{escape(cell.text)}<span style='display: none'>7</span>"
        return escape(cell.text)

    return table_html(rows_of(grid), inner)


def fields(grid: Grid) -> str:
    """The page is a form to fill in: figures stand in entry fields."""

    def inner(cell: GridCell) -> str:
        if cell.role is Role.VALUE:
            return f'<input type="text" name="{cell.cell}" value="{escape(cell.text)}">'
        return escape(cell.text)

    return table_html(rows_of(grid), inner)
