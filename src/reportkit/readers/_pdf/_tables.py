"""Grids and marks to rows: what stands in each cell of a ruled table.

Lines of one cell are joined, Chinese without a blank between.  Where figures in one place show
that lines are missing which the eye puts there, the table cannot be trusted and is given up: its
text is then read line by line.

>>> fill(grid, marks)  # doctest: +SKIP
[('规章', '0', '0', '0')]
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportkit.readers._pdf._lines import Line, apart, cell_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportkit.readers._pdf._grids import Cell, Grid
    from reportkit.readers._pdf._marks import Mark

__all__ = ["fill"]

_FIGURES = re.compile(r"[\d０-９.,，+\-—－/%\s]+")
_SEVERAL = re.compile(r"[^\s+\-－]\s+\S")
_MARGIN = 14.0  # points left free in a cell by a line that is full: its padding on both sides
_WORDS = re.compile("[A-Za-z]$")


def fill(grid: Grid, marks: Sequence[Mark]) -> list[tuple[str | None, ...]] | None:
    """Return the texts of each row; covered places None.

    Parameters
    ----------
    grid
        The table.
    marks
        The text in it.

    Returns
    -------
    list or None
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
    for cell, inside in held.items():
        width = grid.xs[cell.column + cell.colspan] - grid.xs[cell.column]
        text = _joined(cell_lines(inside), width) if inside else ""
        if text is None:
            return None
        texts[cell.row][cell.column] = text
    return [tuple(row) for row in texts]


def _within_columns(grid: Grid, mark: Mark) -> list[Mark]:
    """Take figures apart that run over a border; a label too long for its cell stays whole."""
    if len(mark.text) == 1 or not _FIGURES.fullmatch(mark.text):
        return [mark]
    crossed = any(mark.x0 < x - 1 and x + 1 < mark.x1 for x in grid.xs[1:-1])
    return apart(mark) if crossed else [mark]


def _joined(found: Sequence[Line], width: float) -> str | None:
    """Join the lines of a cell; None where it holds more than one figure."""
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
