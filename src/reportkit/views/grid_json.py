"""Grid <-> JSON: how a table travels inside a notebook's outputs.

Only what a final report prints is kept: no marks and no notes.

>>> from reportkit import form
>>> from reportkit.grid import layout
>>> grid = layout(form.load("2021").tables["t4"])
>>> load(dump(grid)) == grid
True
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from reportkit.form import CellId
from reportkit.grid import Grid, GridCell, Role

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["dump", "load", "unmarked"]

_MOST = 100_000  # places of a grid; a damaged span must not fill the memory


def unmarked(grid: Grid) -> Grid:
    """Return the grid without marks and notes."""
    return grid.map(lambda cell: replace(cell, mark="", note=""))


def dump(grid: Grid) -> dict[str, Any]:
    """Return the grid as a JSON object; spans of 1 are left out."""
    return {
        "caption": grid.caption,
        "header": grid.header_rows,
        "cells": [_cell_out(cell) for cell in grid.cells],
    }


def _cell_out(cell: GridCell) -> dict[str, Any]:
    data: dict[str, Any] = {"r": cell.row, "c": cell.column, "text": cell.text, "is": cell.role}
    if cell.rowspan > 1:
        data["rs"] = cell.rowspan
    if cell.colspan > 1:
        data["cs"] = cell.colspan
    if cell.cell:
        data["cell"] = cell.cell
    return data


def load(data: Mapping[str, Any]) -> Grid:
    """Make a grid of its JSON object.

    Raises
    ------
    ValueError
        If a part is missing, or the places do not make a table.
    """
    grid = Grid(
        cells=tuple(_cell_in(item) for item in data["cells"]),
        header_rows=int(data["header"]),
        caption=str(data["caption"]),
    )
    places = sum(cell.rowspan * cell.colspan for cell in grid.cells)
    if places != grid.height * grid.width or places > _MOST:
        message = "表格的单元格没有铺满，或者互相重叠"
        raise ValueError(message)
    return grid


def _cell_in(data: Mapping[str, Any]) -> GridCell:
    row, column = int(data["r"]), int(data["c"])
    rowspan, colspan = int(data.get("rs", 1)), int(data.get("cs", 1))
    if min(row, column, rowspan - 1, colspan - 1) < 0:
        message = "表格里有负的位置"
        raise ValueError(message)
    return GridCell(
        row=row,
        column=column,
        text=str(data["text"]),
        rowspan=rowspan,
        colspan=colspan,
        role=Role(data["is"]),
        cell=CellId(str(data["cell"])) if data.get("cell") else None,
    )
