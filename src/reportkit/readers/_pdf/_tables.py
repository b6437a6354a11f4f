"""Grids and marks to rows: what stands in each cell of a ruled table.

Lines of one cell are joined, Chinese without a blank between.  Where figures in one place show
that lines are missing which the eye puts there, the table cannot be trusted and is given up: its
text is then read line by line.

>>> fill(grid, marks).rows  # doctest: +SKIP
(('规章', '0', '0', '0'),)
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportkit.readers._pdf._lines import Line, apart, cell_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportkit.readers._pdf._grids import Cell, Grid
    from reportkit.readers._pdf._marks import Mark

__all__ = ["Table", "continued", "fill"]

_FIGURES = re.compile(r"[\d０-９.,，+\-—－/%\s]+")
_SEVERAL = re.compile(r"[^\s+\-－]\s+\S")
_MARGIN = 14.0  # points left free in a cell by a line that is full: its padding on both sides
_BEGINS = re.compile(r"\s*(?:\d+\s*[.、．,，]|[(（]?[一二三四五六七八九十\d]+[)）、])")
_WORDS = re.compile("[A-Za-z]$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A ruled table: the height its top stands at, and the texts of its rows, None under a span.

    `brimming` are the columns in whose last row the text fills its last line, and may go on.
    """

    y0: float
    rows: tuple[tuple[str | None, ...], ...]
    brimming: frozenset[int] = frozenset()


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
        None where the lines of the table do not part its figures.
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
    brimming = set()
    for cell, inside in held.items():
        width = grid.xs[cell.column + cell.colspan] - grid.xs[cell.column]
        found = cell_lines(inside) if inside else []
        text = _joined(found, width)
        if text is None:
            return None
        texts[cell.row][cell.column] = text
        if found and cell.row + cell.rowspan == rows and not _leaves_room(found[-1], width):
            brimming.add(cell.column)
    return Table(
        y0=grid.ys[0], rows=tuple(tuple(row) for row in texts), brimming=frozenset(brimming)
    )


def _within_columns(grid: Grid, mark: Mark) -> list[Mark]:
    """Take figures apart that run over a border; a label too long for its cell stays whole."""
    if len(mark.text) == 1 or not _FIGURES.fullmatch(mark.text):
        return [mark]
    crossed = any(mark.x0 < x - 1 and x + 1 < mark.x1 for x in grid.xs[1:-1])
    return apart(mark) if crossed else [mark]


def _joined(found: Sequence[Line], width: float) -> str | None:
    """Join the lines of a cell; None where it holds more than one figure."""
    if len(found) == 1 and " " not in found[0].text:
        return found[0].text
    if all(_FIGURES.fullmatch(line.text) for line in found):
        if any(_SEVERAL.search(line.text) for line in found):
            return None
        if any(_leaves_room(line, width) for line in found[:-1]):
            return None
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
    while again < min(len(after.rows), len(head.rows)) and after.rows[again] == head.rows[again]:
        again += 1
    if again == len(after.rows) or not _goes_on(table, after.rows[again]):
        return table, after
    rows = [list(row) for row in table.rows]
    for column, more in enumerate(after.rows[again]):
        anchor = next((row for row in reversed(rows) if row[column] is not None), None)
        if more and anchor is not None:
            anchor[column] = f"{anchor[column]}{more}"
    emptied = tuple(None if text is None else "" for text in after.rows[again])
    rest = (*after.rows[:again], emptied, *after.rows[again + 1 :])
    return replace(table, rows=tuple(map(tuple, rows))), replace(after, rows=rest)


def _goes_on(table: Table, row: tuple[str | None, ...]) -> bool:
    """Whether a row is the rest of a table's last: only words that filled their line go on."""
    if len(row) != len(table.rows[-1]):
        return False
    both = [
        (column, two)
        for column, (one, two) in enumerate(zip(table.rows[-1], row, strict=True))
        if one and two
    ]
    return bool(both) and all(
        column in table.brimming and not _FIGURES.fullmatch(two) and not _BEGINS.match(two)
        for column, two in both
    )
