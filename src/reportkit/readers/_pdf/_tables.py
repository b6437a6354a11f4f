"""Grids and marks to rows: what stands in each cell of a ruled table.

Lines of one cell are joined, Chinese without a blank between.  Where figures in one place show
that lines are missing which the eye puts there, the table cannot be trusted and is given up: its
text is then read line by line.  So is a frame around lines of words and figures.

>>> fill(grid, marks).rows  # doctest: +SKIP
(('规章', '0', '0', '0'),)
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportkit.readers._pdf._lines import Line, apart, cell_lines

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from reportkit.readers._pdf._grids import Cell, Grid
    from reportkit.readers._pdf._marks import Mark

__all__ = ["Table", "continued", "fill"]

_FIGURES = re.compile(r"[\d０-９.,，+\-—－/%\s]+")
_SEVERAL = re.compile(r"[^\s+\-－]\s+\S")
_MARGIN = 14.0  # points left free in a cell by a line that is full: its padding on both sides
_BEGINS = re.compile(r"\s*(?:\d+\s*[.、．,，]|[(（]?[一二三四五六七八九十\d]+[)）、])")
_WORDS = re.compile("[A-Za-z]$")
_OPENS = re.compile("[（(“《]")  # what no label of a row begins with, but for its number
_VALUE = re.compile(rf"(?:{_FIGURES.pattern}|[无零〇一二三四五六七八九十百千万余件条]|个|份)+")
_FEW = 5  # of so many cells of a column one may hold several figures before lines are missing
_SPREAD = 2.0  # times the height: how far characters of one word may stand apart
_ENDS_IN_FIGURE = re.compile(r"\S\s+[\d０-９]\S*(?:\s|$)")
_NEAR = 3.0  # points: borders of two pages this near are the same column's


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A ruled table: the height its top stands at, and the texts of its rows, None under a span.

    `brimming` are the columns in whose last row the text fills its last line, and may go on;
    `reaching` are all that have a cell of their own in the last row, or one that comes down to
    it.  `xs` are the borders between the columns, the outer ones included.
    """

    y0: float
    rows: tuple[tuple[str | None, ...], ...]
    brimming: frozenset[int] = frozenset()
    reaching: frozenset[int] = frozenset()
    xs: tuple[float, ...] = ()


def fill(grid: Grid, marks: Sequence[Mark]) -> Table | None:
    """Return what stands in a table.

    Parameters
    ----------
    grid
        The table.
    marks
        The text in it.

    Returns
    -------
    Table or None
        None where the lines of the table do not part its figures.  Where they part nearly all,
        the figures in one cell stand there as they are, on lines of their own.
    """
    rows, columns = grid.shape
    owner: dict[tuple[int, int], Cell] = {
        (row, column): cell
        for cell in grid.cells
        for row in range(cell.row, cell.row + cell.rowspan)
        for column in range(cell.column, cell.column + cell.colspan)
    }
    held: dict[Cell, list[Mark]] = {cell: [] for cell in grid.cells}
    for mark in marks:
        for part in _within_columns(grid, mark):
            at = grid.place((part.x0 + part.x1) / 2, (part.y0 + part.y1) / 2)
            held[owner[at]].append(part)
    texts: list[list[str | None]] = [[None] * columns for _ in range(rows)]
    brimming, reaching = set(), set()
    figures: dict[int, list[tuple[str, ...]]] = {}
    spread = True
    for cell, inside in held.items():
        width = grid.xs[cell.column + cell.colspan] - grid.xs[cell.column]
        found = cell_lines(inside) if inside else []
        if _are_several(found, width):
            parts = tuple(part for line in found for part in line.text.split())
            text = "\n".join(parts)
            spread = spread and all(_is_close(line) for line in found)
        else:
            text = _joined(found)
            parts = (text,) if _VALUE.fullmatch(text) else ()
        if parts:
            figures.setdefault(cell.column, []).append(parts)
        texts[cell.row][cell.column] = text
        if cell.row + cell.rowspan == rows:
            reaching.add(cell.column)
            if found and not _leaves_room(found[-1], width):
                brimming.add(cell.column)
    if _lack_borders(figures.values(), spread=spread):
        return None
    if columns == 1 and any(_ENDS_IN_FIGURE.search(text or "") for text, *_ in texts):
        return None
    return Table(
        y0=grid.ys[0],
        rows=tuple(tuple(row) for row in texts),
        brimming=frozenset(brimming),
        reaching=frozenset(reaching),
        xs=grid.xs,
    )


def _within_columns(grid: Grid, mark: Mark) -> list[Mark]:
    """Take figures apart that run over a border; a label too long for its cell stays whole."""
    if len(mark.text) == 1 or not _FIGURES.fullmatch(mark.text):
        return [mark]
    crossed = any(mark.x0 < x - 1 and x + 1 < mark.x1 for x in grid.xs[1:-1])
    return apart(mark) if crossed else [mark]


def _lack_borders(columns: Collection[list[tuple[str, ...]]], *, spread: bool) -> bool:
    """Whether so many cells of a column hold several figures that lines must be missing.

    Digits that are spread in their cells, one figure of one digit and the next of three, look
    like several figures and lack nothing; `spread` says that they stand close enough for that.
    """
    several = [parts for column in columns for parts in column if len(parts) > 1]
    digits = all(len(part) == 1 for parts in several for part in parts)
    if spread and digits and any(len({len(parts) for parts in column}) > 1 for column in columns):
        return False
    return any(sum(len(parts) > 1 for parts in column) > len(column) / _FEW for column in columns)


def _is_close(line: Line) -> bool:
    """Whether the characters of a line stand no farther apart than those of a spread word."""
    return line.x1 - line.x0 < _SPREAD * line.height * len(line.text.split())


def _are_several(found: Sequence[Line], width: float) -> bool:
    """Whether a cell holds more than one figure."""
    if len(found) == 1 and " " not in found[0].text:
        return False
    return all(_FIGURES.fullmatch(line.text) for line in found) and (
        any(_SEVERAL.search(line.text) for line in found)
        or any(_leaves_room(line, width) for line in found[:-1])
    )


def _joined(found: Sequence[Line]) -> str:
    """Join the lines of a cell."""
    if len(found) == 1:
        return found[0].text
    text = ""
    for line in found:
        blank = " " if _WORDS.search(text) and line.text[:1].isascii() else ""
        text += blank + line.text
    return text


def _leaves_room(line: Line, width: float) -> bool:
    """Whether another figure had fitted on a line, so that the next line is no part of it."""
    figure = (line.x1 - line.x0) / max(len(line.text), 1)
    return width - (line.x1 - line.x0) > figure + _MARGIN


# ---------------------------------------------------------------- rows cut by the page


def continued(table: Table, after: Table, head: Table) -> tuple[Table, Table]:
    """Join a row that the end of a page cuts: its text goes on in the first row of the next.

    Parameters
    ----------
    table, after
        The last table of a page and the first of the next.
    head
        The table that `table` is itself the continuation of, or `table`: its first rows may be
        repeated on the new page.

    Returns
    -------
    tuple
        Both tables, the rest of the cut row blank in the second; or as they were.
    """
    again = 0
    while (again < min(len(after.rows), len(head.rows))
           and _shown(after.rows[again]) == _shown(head.rows[again])):  # fmt: skip
        again += 1
    if again == len(after.rows):
        return table, after
    rest = _by_column(table, after, after.rows[again])
    if not rest or not _goes_on(table, rest):
        return table, after
    rows = [list(row) for row in table.rows]
    for column, more in rest.items():
        anchor = next((row for row in reversed(rows) if row[column] is not None), None)
        if more and anchor is not None:
            anchor[column] = f"{anchor[column]}{more}"
    emptied = tuple(None if text is None else "" for text in after.rows[again])
    below = (*after.rows[:again], emptied, *after.rows[again + 1 :])
    return replace(table, rows=tuple(map(tuple, rows))), replace(after, rows=below)


def _shown(row: Sequence[str | None]) -> list[str]:
    return [text for text in row if text is not None]


def _by_column(table: Table, after: Table, row: Sequence[str | None]) -> dict[int, str]:
    """Return the texts of a row of `after` by the columns of `table`.

    A page on which no row parts the first cells has fewer columns.  Nothing where the row has
    not the cells with which `table` ends: it is another.
    """
    found: dict[int, str] = {}
    for column, text in enumerate(row):
        if text is None:
            continue
        at = column
        if table.xs and after.xs:
            near = _column_at(table, after.xs[column] - after.xs[-1] + table.xs[-1])
            if near is None and not text:
                continue  # a column of groups whose borders one of the pages has not
            at = -1 if near is None else near
        found[at] = text
    first = min(found, default=0)  # what stands before it may be a group without borders here
    return found if found.keys() == {n for n in table.reaching if n >= first} else {}


def _column_at(table: Table, x: float) -> int | None:
    """Return the column that begins at a place, or None."""
    return next((n for n, border in enumerate(table.xs[:-1]) if abs(border - x) < _NEAR), None)


def _goes_on(table: Table, rest: dict[int, str]) -> bool:
    """Whether texts are the rest of a table's last row.

    All that stands on both pages must go on from one to the other.  Where the row is named on
    the second page only, none of its figures may stand on both.
    """
    last = {
        column: next((row[column] for row in reversed(table.rows) if row[column] is not None), "")
        for column in rest
    }
    more = {column: text for column, text in rest.items() if text}
    both = [column for column in more if last[column]]
    if not more or not any(table.rows[-1]):
        return False
    if not all(_continues(table, column, more[column]) for column in both):
        return False
    named = any(not last[c] and not _VALUE.fullmatch(text) for c, text in more.items())
    return not (named and any(_VALUE.fullmatch(more[column]) for column in both))


def _continues(table: Table, column: int, text: str) -> bool:
    """Whether a text may go on with what the last row of a table has in a column.

    It does where that filled its line, or with a bracket; a new row begins with its number.
    """
    goes_on = column in table.brimming or _OPENS.match(text) is not None
    return goes_on and not _BEGINS.match(text)
