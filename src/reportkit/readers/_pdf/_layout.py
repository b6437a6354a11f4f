"""One page: which of its text is in tables, what its lines are, and in which order they stand.

>>> page = lay_out(sheet)  # doctest: +SKIP
>>> page.lines[0].text, len(page.tables)  # doctest: +SKIP
('一、总体情况', 1)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportkit.readers._pdf._grids import Grid, grids
from reportkit.readers._pdf._lines import Line, lines
from reportkit.readers._pdf._struck import without_struck
from reportkit.readers._pdf._tables import Table, fill

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportkit.readers._pdf._sheet import Sheet

__all__ = ["Page", "lay_out"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The lines outside tables and the tables, each from top to bottom."""

    width: float
    height: float
    lines: tuple[Line, ...]
    tables: tuple[Table, ...]


def lay_out(sheet: Sheet) -> Page:
    """Sort the text of a page into lines and tables."""
    marks, tables = without_struck(sheet.marks, sheet.rulings), []
    for whole in _innermost(grids(sheet.rulings)):
        grid = whole.within(sheet.width)
        if grid is None:
            continue
        inside, outside = grid.part(marks)
        table = fill(grid, inside) if inside else None
        if table is not None:
            tables.append(table)
            marks = outside
    return Page(
        width=sheet.width, height=sheet.height, lines=tuple(lines(marks)), tables=tuple(tables)
    )


def _innermost(found: Sequence[Grid]) -> list[Grid]:
    """Leave out tables that only lay out the page: those with a table inside."""
    return [grid for grid in found if not any(grid.encloses(other) for other in found)]
