r"""Flattened text: what remains of a report when it is pasted or crawled as plain text.

Tables come as lines with tabs, as lines with pipes, or as one cell a line with a pipe behind it.
This reader finds where cells begin and end, keeps every blank cell that has left a trace, and
gives lines without separators as paragraphs; it does not know the form.

>>> read_text("规章 | 0 | 0 | 0 |\n", "a.txt").blocks[0].flow
<Flow.PIPED: 'piped'>
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from reportkit.document import Document, Flow, Paragraph, Place, Row, Rows
from reportkit.text import clean, unradical

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["read_text"]

_PIPES = re.compile("[|｜│┃]")
_RULE_ROW = re.compile(r"^[\s|:+\-—=]*-{3,}[\s|:+\-—=]*$")
# signs of a Markdown heading or of bold type
_MARKDOWN = re.compile(r"^\s{0,3}#{1,6}\s+|\*\*(?=\S)|(?<=\S)\*\*")
_GAP = 6  # lines without a pipe that one cell, or a heading between tables, may take
_SHARE_OF_ROWS = 0.2


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
    lines = [unradical(line) for line in text.split("\n")]
    zones = _pipe_zones(lines)
    blocks: list[Paragraph | Rows] = []
    at = 0
    for start, end in [*zones, (len(lines), len(lines))]:
        blocks.extend(_without_pipes(lines, at, start))
        if start < end:
            blocks.extend(_with_pipes(lines, start, end))
        at = end
    return Document(name=name, blocks=tuple(blocks))


def _pipe_zones(lines: list[str]) -> list[tuple[int, int]]:
    """Find runs of lines that a table with pipes takes, small gaps included."""
    at = [i for i, line in enumerate(lines) if _PIPES.search(line)]
    zones: list[list[int]] = []
    for i in at:
        if zones and _filled(lines, zones[-1][1], i) <= _GAP:
            zones[-1][1] = i + 1
        else:
            zones.append([i, i + 1])
    for i, zone in enumerate(zones):
        before = zones[i - 1][1] if i else 0
        zone[0] = _first_cell(lines, zone[0], before)
    return [(start, end) for start, end in zones]


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
    for i in range(start, end):
        line = lines[i].strip()
        if not line or _RULE_ROW.match(line):
            continue
        if not _PIPES.search(line):
            if run:
                yield Rows(rows=tuple(run), flow=Flow.PIPED)
                run = []
            yield _paragraph(lines[i], i)
            continue
        cells = _cells(line)
        if _PIPES.match(line) and len(cells) > 1:
            cells = cells[1:]
        if not cells[-1].strip() and len(cells) > 1:
            cells = cells[:-1]
        run.append(Row(texts=tuple(clean(cell) for cell in cells), place=Place(row=i + 1)))
    if run:
        yield Rows(rows=tuple(run), flow=Flow.PIPED)


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
                open_lines.append(clean(part))
            text = "\n".join(open_lines)
            rows.append(Row(texts=(text,), place=Place(row=(opened if text else i) + 1)))
            open_lines = []
        if parts[-1].strip():
            opened = opened if open_lines else i
            open_lines.append(clean(parts[-1]))
    if open_lines:
        rows.append(Row(texts=("\n".join(open_lines),), place=Place(row=opened + 1)))
    yield Rows(rows=tuple(rows), flow=Flow.CELLS)


def _without_pipes(lines: list[str], start: int, end: int) -> Iterator[Paragraph | Rows]:
    kept = [i for i in range(start, end) if lines[i].strip()]
    for tabbed, run in groupby(kept, key=lambda i: _is_row(lines[i])):
        if not tabbed:
            yield from (_paragraph(lines[i], i) for i in run)
            continue
        rows = tuple(
            Row(texts=tuple(clean(cell) for cell in lines[i].split("\t")), place=Place(row=i + 1))
            for i in run
        )
        yield Rows(rows=rows, flow=Flow.TABBED)


def _is_row(line: str) -> bool:
    """Whether tabs part the line into cells; a tab that only indents a paragraph does not."""
    return "\t" in line.lstrip("\t ") or line.startswith("\t\t")


def _paragraph(line: str, i: int) -> Paragraph:
    return Paragraph(text=clean(_MARKDOWN.sub("", line)), place=Place(row=i + 1))
