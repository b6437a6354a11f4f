r"""Flattened text: what remains of a report when it is pasted or crawled as plain text.

Tables come as lines with tabs, as lines with pipes, or as one cell a line with a pipe behind it.
This reader finds where cells begin and end, keeps every blank cell that has left a trace, and
gives lines without separators as paragraphs; it does not know the form.

>>> read_text("规章 | 0 | 0 | 0 |\n", "a.txt").blocks[0].flow
<Flow.PIPED: 'piped'>
"""

from __future__ import annotations

import re
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
_FOLDED = 1000  # characters; a line with a whole table is longer
_MOST_FIGURES = 30  # figures behind figures; the longest row of the form has 15
_FIGURE = re.compile(r"[\d０-９]{1,9}|[/—–\-－]{1,2}")
_ENOUGH_ROWS = 5


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
    step = 2 if _has_double_tabs(lines) else 1
    blocks: list[Paragraph | Rows] = []
    at = 0
    for drawn in drawn_tables(lines):
        blocks.extend(_blocks(lines, at, drawn.start, step))
        blocks.append(drawn.rows)
        at = drawn.end
    blocks.extend(_blocks(lines, at, len(lines), step))
    return Document(name=name, blocks=tuple(blocks))


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

    Where most begin or end without one, a pipe at the end of a row has a blank cell behind it.
    """
    rows = [line.strip() for line in lines if _PIPES.search(line)]
    opened = sum(_PIPES.match(row) is not None for row in rows)
    closed = sum(_PIPES.match(row[-1]) is not None for row in rows)
    return 2 * opened >= len(rows), 2 * closed >= len(rows)


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
