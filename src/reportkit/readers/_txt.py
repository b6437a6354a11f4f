r"""Flattened text: what remains of a report when it is pasted or crawled as plain text.

Tables come as lines with tabs, as lines with pipes, or as one cell a line with a pipe behind it.
This reader finds where cells begin and end, keeps every blank cell that has left a trace, and
gives lines without separators as paragraphs; it does not know the form.

>>> read_text("规章 | 0 | 0 | 0 |\n", "a.txt").blocks[0].flow
<Flow.PIPED: 'piped'>
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from reportkit.document import Document, Flow, Paragraph, Place, Row, Rows
from reportkit.readers._csv import read_commas
from reportkit.readers._txt_drawn import drawn_tables, is_rule, unescaped
from reportkit.text import clean, unradical

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["read_text"]

_PIPES = re.compile("[|｜│┃║]")
_OF_DELIMITERS = frozenset(" \t\u3000|｜:+-—=")  # what parts the heading of a Markdown table
# signs of a Markdown heading or of bold type
_MARKDOWN = re.compile(r"^\s{0,3}#{1,6}\s+|\*\*(?=\S)|(?<=\S)\*\*")
_GAP = 6  # lines without a pipe that one cell, or a heading between tables, may take
_SHARE_OF_ROWS = 0.2
_WIKI_MARK = re.compile(r"\{\||\|[-}]")
_FOLDED = 1000  # characters; a line with a whole table is longer
_MOST_FIGURES = 30  # figures behind figures; the longest row of the form has 15
_FIGURE = re.compile(r"[\d０-９]{1,9}|[/—–\-－]{1,2}")
_ENOUGH_ROWS = 5
_STRAY_ROWS = 2  # lines of another kind among the rows of a table


def read_text(text: str, name: str) -> Document:
    """Turn plain text into paragraphs and runs of rows.

    Parameters
    ----------
    text
        The decoded text.
    name
        The file's name, kept as origin.

    Returns
    -------
    Document
        Paragraphs for lines without separators (blank lines left out, their place kept by line
        numbers), `Flow.TABBED` and `Flow.PIPED` rows, `Flow.CELLS` for one cell a line.
    """
    sheet = read_commas(text)
    if sheet is not None:
        return Document(name=name, blocks=(sheet,))
    lines = _unfolded([unradical(line) for line in text.split("\n")])
    if any(line.startswith("{|") for line in lines):  # a table of a wiki, with marks between rows
        lines = ["" if _WIKI_MARK.match(line) else line for line in lines]
    if _has_broken_cells(lines):
        return Document(name=name, blocks=tuple(_pasted(lines)))
    lines = _rejoined(lines)
    step = 2 if _has_double_tabs(lines) else 1
    blocks: list[Paragraph | Rows] = []
    at = 0
    for drawn in drawn_tables(lines):
        blocks.extend(_blocks(lines, at, drawn.start, step))
        blocks.append(drawn.rows)
        at = drawn.end
    blocks.extend(_blocks(lines, at, len(lines), step))
    return Document(name=name, blocks=tuple(blocks))


def _has_broken_cells(lines: list[str]) -> bool:
    """Whether cells have lines of their own between tabs, as browsers copy tables of paragraphs."""
    tabs = [line for line in lines if "\t" in line]
    ends = [line for line in tabs if line.endswith("\t") and "\t" not in line[:-1].lstrip("\t")]
    return len(ends) >= _ENOUGH_ROWS and 2 * len(ends) > len(tabs)


def _pasted(lines: list[str]) -> Iterator[Paragraph | Rows]:
    """Read cells up to the tabs that close them; the last cell of a row has none behind it.

    Where a row ends is not known, so each line is a cell, and a blank one only before a tab.
    """
    tabs = [i for i, line in enumerate(lines) if "\t" in line]
    first, last = tabs[0], tabs[-1]
    while first and not lines[first].partition("\t")[0].strip():
        first -= 1
    while last < len(lines) - 1 and not lines[last].rpartition("\t")[2].strip():
        last += 1
    yield from (_paragraph(lines[i], i) for i in range(first) if lines[i].strip())
    yield Rows(rows=tuple(_cells_before_tabs(lines, first, last + 1)), flow=Flow.CELLS)
    yield from (_paragraph(lines[i], i) for i in range(last + 1, len(lines)) if lines[i].strip())


def _cells_before_tabs(lines: list[str], start: int, end: int) -> Iterator[Row]:
    filled = False
    for i in range(start, end):
        for n, part in enumerate(lines[i].split("\t")):
            text = _cleaned(part)
            if n and not filled:
                yield Row(texts=("",), place=Place(row=i + 1))
            filled = bool(text) or (filled and not n)
            if text:
                yield Row(texts=(text,), place=Place(row=i + 1))


def _blocks(lines: list[str], start: int, end: int, step: int) -> Iterator[Paragraph | Rows]:
    """Read lines between two drawn tables; `step` is the number of tabs between two cells."""
    for zone, close in [*_pipe_zones(lines, start, end), (end, end)]:
        yield from _without_pipes(lines, start, zone, step)
        if zone < close:
            yield from _with_pipes(lines, zone, close)
        start = close


def _unfolded(lines: list[str]) -> list[str]:
    """Give each word of its own line where a whole report stands in one, tables and all.

    Crawlers join the texts of a page so, and leave out those that are empty.
    """
    if max(map(len, lines)) < _FOLDED:
        return lines
    unfolded: list[str] = []
    for line in lines:
        separator = _separator(line) if len(line) >= _FOLDED else ""
        unfolded += re.split(separator, line) if separator else [line]
    return unfolded


def _separator(line: str) -> str:
    """Return what parts the words of a line with more figures together than any row has."""
    for sign in ("[|｜]", "\t", "\u3000", r"\s+"):
        figures = [_FIGURE.fullmatch(word.strip()) is not None for word in re.split(sign, line)]
        if sum(one and other for one, other in pairwise(figures)) > _MOST_FIGURES:
            return sign
    return ""


def _rejoined(lines: list[str]) -> list[str]:
    """Join rows that a blank cell with a line end in it has broken, as browsers copy them.

    Such a row ends with a tab and goes on with one, and has as many tabs as others that are whole.
    """
    tabbed = sum(_is_row(line) or line.startswith("\t") for line in lines)
    going_on = [line.startswith("\t") and line.count("\t") == 1 for line in lines]
    if sum(going_on) > max(_ENOUGH_ROWS, tabbed // 2):
        return _with_lines_below(lines, going_on)
    if not any(line.endswith("\t") for line in lines):
        return lines
    whole = Counter(line.count("\t") for line in lines if _is_row(line) and line == line.strip())
    usual = {count for count, times in whole.items() if times > 1}
    joined = list(lines)
    for i, line in enumerate(lines[:-1]):
        end = i + 1
        text = joined[i]
        while text.endswith("\t") and end < len(lines) and lines[end].startswith("\t"):
            text += lines[end]
            end += 1
        if end > i + 1 and line.count("\t") not in usual and text.count("\t") in usual:
            joined[i:end] = [text, *[""] * (end - i - 1)]
    return joined


def _with_lines_below(lines: list[str], going_on: list[bool]) -> list[str]:
    """Join lines that begin with their only tab to the lines before: each cell ended its line."""
    joined: list[str] = []
    for line, goes_on in zip(lines, going_on, strict=True):
        if goes_on and joined and joined[-1].strip():
            joined[-1] += line
        else:
            joined.append(line)
    return joined


def _has_double_tabs(lines: list[str]) -> bool:
    """Whether all cells have two tabs between them: every second field of every row is blank."""
    rows = [line.split("\t") for line in lines if _is_row(line) and not _PIPES.search(line)]
    return len(rows) >= _ENOUGH_ROWS and all(
        len(row) % 2 and not any(field.strip() for field in row[1::2]) for row in rows
    )


def _pipe_zones(lines: list[str], start: int, end: int) -> list[tuple[int, int]]:
    """Find runs of lines that a table with pipes takes, small gaps included."""
    at = [i for i in range(start, end) if _PIPES.search(lines[i])]
    zones: list[list[int]] = []
    for i in at:
        if zones and _filled(lines, zones[-1][1], i) <= _GAP:
            zones[-1][1] = i + 1
        else:
            zones.append([i, i + 1])
    for i, zone in enumerate(zones):
        before = zones[i - 1][1] if i else start
        zone[0] = _first_cell(lines, zone[0], before)
    return [(first, last) for first, last in zones]


def _filled(lines: list[str], start: int, end: int) -> int:
    return sum(1 for line in lines[start:end] if line.strip())


def _first_cell(lines: list[str], start: int, before: int) -> int:
    """Step back to the text that the first pipe of a zone closes, if it stands alone."""
    if _PIPES.split(lines[start], maxsplit=1)[0].strip():
        return start
    if len(_cells(lines[start])) > 1 and any(cell.strip() for cell in _cells(lines[start])):
        return start
    back = start - 1
    while back >= before and not lines[back].strip():
        back -= 1
    return back if back >= before else start


def _cells(line: str) -> list[str]:
    return _PIPES.split(line)


def _with_pipes(lines: list[str], start: int, end: int) -> Iterator[Paragraph | Rows]:
    """Read a zone row by row, or cell by cell where no line holds two cells."""
    piped = [line for line in lines[start:end] if _PIPES.search(line)]
    rows = sum(1 for line in piped if sum(1 for cell in _cells(line) if cell.strip()) > 1)
    if rows >= _SHARE_OF_ROWS * len(piped):
        yield from _flat_rows(lines, start, end)
    else:
        yield from _cell_stream(lines, start, end)


def _flat_rows(lines: list[str], start: int, end: int) -> Iterator[Paragraph | Rows]:
    run: list[Row] = []
    opened, closed = _are_framed(lines[start:end])
    for i in range(start, end):
        line = lines[i].strip()
        if not line or _is_delimiter(line) or is_rule(line):
            continue
        if not _PIPES.search(line):
            if run:
                yield Rows(rows=tuple(run), flow=Flow.PIPED)
                run = []
            yield _paragraph(lines[i], i)
            continue
        cells = _cells(line)
        if opened and _PIPES.match(line) and len(cells) > 1:
            cells = cells[1:]
        if closed and not cells[-1].strip() and len(cells) > 1:
            cells = cells[:-1]
        run.append(Row(texts=tuple(_cleaned(cell) for cell in cells), place=Place(row=i + 1)))
    if run:
        yield Rows(rows=tuple(run), flow=Flow.PIPED)


def _is_delimiter(line: str) -> bool:
    return "---" in line and _OF_DELIMITERS.issuperset(line)


def _are_framed(lines: list[str]) -> tuple[bool, bool]:
    """Whether a pipe opens, and whether one closes, the rows of a table.

    Where some begin or end without one, a pipe at the end of a row has a blank cell behind it.
    """
    rows = [line.strip() for line in lines if _PIPES.search(line)]
    few = min(max(_STRAY_ROWS, len(rows) // 10), len(rows) // 2)
    begun = sum(_PIPES.match(row) is None for row in rows)
    ended = sum(_PIPES.match(row[-1]) is None for row in rows)
    return begun <= few, ended <= few


def _cell_stream(lines: list[str], start: int, end: int) -> Iterator[Rows]:
    """Give each cell as a row of its own: text up to the pipe that closes it."""
    rows: list[Row] = []
    open_lines: list[str] = []
    opened = start
    for i in range(start, end):
        parts = _cells(lines[i])
        for part in parts[:-1]:
            if part.strip():
                opened = opened if open_lines else i
                open_lines.append(_cleaned(part))
            text = "\n".join(open_lines)
            rows.append(Row(texts=(text,), place=Place(row=(opened if text else i) + 1)))
            open_lines = []
        if parts[-1].strip():
            opened = opened if open_lines else i
            open_lines.append(_cleaned(parts[-1]))
    if open_lines:
        rows.append(Row(texts=("\n".join(open_lines),), place=Place(row=opened + 1)))
    yield Rows(rows=tuple(rows), flow=Flow.CELLS)


def _without_pipes(lines: list[str], start: int, end: int, step: int) -> Iterator[Paragraph | Rows]:
    kept = [i for i in range(start, end) if lines[i].strip() and not is_rule(lines[i])]
    for tabbed, run in groupby(kept, key=lambda i: _is_row(lines[i])):
        if not tabbed:
            yield from (_paragraph(lines[i], i) for i in run)
            continue
        rows = tuple(
            Row(
                texts=tuple(_cleaned(cell) for cell in lines[i].split("\t")[::step]),
                place=Place(row=i + 1),
            )
            for i in run
        )
        yield Rows(rows=rows, flow=Flow.TABBED)


def _is_row(line: str) -> bool:
    """Whether tabs part the line into cells; a tab that only indents a paragraph does not."""
    return "\t" in line.lstrip("\t ") or line.startswith("\t\t")


def _paragraph(line: str, i: int) -> Paragraph:
    return Paragraph(text=_cleaned(_MARKDOWN.sub("", line)), place=Place(row=i + 1))


def _cleaned(text: str) -> str:
    return clean(unescaped(text))
