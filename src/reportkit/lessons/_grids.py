"""Plain tables for papers and score sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportkit.grid import Grid, GridCell, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["plain_table"]


def plain_table(header: Sequence[str], lines: Iterable[Sequence[str]], caption: str) -> Grid:
    """Lay out a table with one header row, text in every cell."""
    cells = [
        GridCell(row=0, column=at, text=text, role=Role.HEADER) for at, text in enumerate(header)
    ]
    cells += [
        GridCell(row=row, column=at, text=text, role=Role.TEXT)
        for row, line in enumerate(lines, start=1)
        for at, text in enumerate(line)
    ]
    return Grid(cells=tuple(cells), header_rows=1, caption=caption)
