"""A grid: cells with spans, the one shape that tables have while being read and written.

Readers turn files into grids; `layout` turns a block of the form into a grid; pages, Word tables
and screens are written from grids.  A grid knows where cells stand and what they are for, not
what their figures mean.

>>> from reportkit import form
>>> grid = layout(form.load("2021").tables["t4"])
>>> grid.height, grid.width
(4, 15)
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reportkit.form import Block, CellId, Table

__all__ = ["Grid", "GridCell", "Role", "layout"]


class Role(StrEnum):
    """What a cell of a laid-out table is for."""

    TITLE = "title"
    CORNER = "corner"
    HEADER = "header"
    STUB = "stub"
    VALUE = "value"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class GridCell:
    """One cell: its top left place, its spans (in rows and columns) and its text.

    `cell` names the form's cell for a `Role.VALUE`; `mark` is a severity, `note` its tooltip.
    """

    row: int
    column: int
    text: str
    rowspan: int = 1
    colspan: int = 1
    role: Role = Role.TEXT
    cell: CellId | None = None
    mark: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Cells on `height` rows × `width` columns; a place under a span holds no cell.

    `header_rows` rows at the top are repeated where a page breaks the table.
    """

    cells: tuple[GridCell, ...]
    header_rows: int = 0
    caption: str = ""
    height: int = field(init=False)
    width: int = field(init=False)

    def __post_init__(self) -> None:
        """Measure the grid."""
        height = max((c.row + c.rowspan for c in self.cells), default=0)
        width = max((c.column + c.colspan for c in self.cells), default=0)
        object.__setattr__(self, "height", height)
        object.__setattr__(self, "width", width)

    def rows(self) -> Iterator[tuple[GridCell, ...]]:
        """Yield the cells that begin in each row, left to right."""
        by_row: list[list[GridCell]] = [[] for _ in range(self.height)]
        for cell in self.cells:
            by_row[cell.row].append(cell)
        for row in by_row:
            yield tuple(sorted(row, key=lambda cell: cell.column))

    def map(self, change: Callable[[GridCell], GridCell]) -> Grid:
        """Return a grid of the same shape with every cell passed through `change`."""
        return replace_cells(self, tuple(change(cell) for cell in self.cells))


def replace_cells(grid: Grid, cells: tuple[GridCell, ...]) -> Grid:
    """Return `grid` with other cells, caption and header kept."""
    return Grid(cells=cells, header_rows=grid.header_rows, caption=grid.caption)


def layout(table: Table) -> Grid:
    """Lay out an empty table as the official form prints it, merged header included.

    Parameters
    ----------
    table
        One table of a form.

    Returns
    -------
    Grid
        For one block: header depth + rows by stub depth + columns (table 3: 28 × 10, table 4:
        4 × 15).  Several blocks (table 2) stand below each other, each under a title row; a
        block with fewer columns stretches its last one to the common width.

    References
    ----------
    国办公开办函〔2021〕30号, templates of sections two to four.
    """
    width = max(_block_width(block) for block in table.blocks)
    cells: list[GridCell] = []
    for block in table.blocks:
        top = max((c.row + c.rowspan for c in cells), default=0)
        cells.extend(_block_cells(block, top, width))
    header = table.blocks[0].columns.depth if len(table.blocks) == 1 else 0
    return Grid(cells=tuple(cells), header_rows=header, caption=table.name)


def _block_width(block: Block) -> int:
    return _stub_width(block) + len(block.columns.leaves)


def _stub_width(block: Block) -> int:
    """Columns that the row labels take; none where the only row has no label."""
    return block.rows.depth if any(entry.label for entry in block.rows.entries) else 0


def _block_cells(block: Block, top: int, width: int) -> Iterator[GridCell]:
    stub, depth, last = _stub_width(block), block.columns.depth, len(block.columns.leaves) - 1
    spare = width - _block_width(block)
    if block.title:
        yield GridCell(row=top, column=0, text=block.title, colspan=width, role=Role.TITLE)
        top += 1
    if stub:
        yield GridCell(
            row=top, column=0, text=block.corner, rowspan=depth, colspan=stub, role=Role.CORNER
        )
    for placed in block.columns.placed():
        end = placed.start + placed.across - 1
        yield GridCell(
            row=top + placed.level,
            column=stub + placed.start,
            text=placed.entry.label,
            rowspan=placed.levels,
            colspan=placed.across + (spare if end == last else 0),
            role=Role.HEADER,
        )
    top += depth
    if stub:
        for placed in block.rows.placed():
            yield GridCell(
                row=top + placed.start,
                column=placed.level,
                text=placed.entry.label,
                rowspan=placed.across,
                colspan=placed.levels,
                role=Role.STUB,
            )
    for y, row in enumerate(block.rows.leaves):
        for x, column in enumerate(block.columns.leaves):
            yield GridCell(
                row=top + y,
                column=stub + x,
                text="",
                colspan=1 + (spare if x == last else 0),
                role=Role.VALUE,
                cell=block.cell_id(row.key, column.key),
            )


def with_texts(grid: Grid, text_of: Callable[[CellId], str]) -> Grid:
    """Fill the value cells of a laid-out table."""

    def filled(cell: GridCell) -> GridCell:
        return replace(cell, text=text_of(cell.cell)) if cell.cell else cell

    return grid.map(filled)
