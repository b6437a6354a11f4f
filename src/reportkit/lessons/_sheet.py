"""The tables of an exercise as its document prints them: changed labels, lost rows, pictures.

What is printed otherwise than in the form stands in the report's reading; here it is drawn.

>>> shown_table(exercise.report, "t3").height  # doctest: +SKIP
28
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportkit.grid import Grid, GridCell, Role, replace_cells
from reportkit.text import Kind, normalise
from reportkit.views import grid_json
from reportkit.views.table import table

if TYPE_CHECKING:
    from reportkit.report import Deviation, Report

__all__ = ["PICTURE", "file_facts", "is_missing", "is_picture", "shown_table"]

PICTURE = "（这里是一张统计表的图片，看不清，也不能复制。）"
"""What stands in place of a table that the document has only as a picture."""

_FILE_FACTS = {
    "author": ("作者", "{}"),
    "Author": ("作者", "{}"),
    "creator": ("作者", "{}"),
    "lastModifiedBy": ("最后修改人", "{}"),
    "comments": ("批注", "{}处"),
    "changes": ("修订痕迹", "{}处"),
    "hidden": ("隐藏文字", "{}处"),
    "hiddenSheets": ("隐藏工作表", "{}"),
    "embedded": ("嵌入的文件", "{}个"),
}
"""Key of `reportkit.report.Reading.meta` -> what people call it; others are not shown."""

_LABELS = {Role.HEADER, Role.STUB, Role.TITLE, Role.CORNER}


def is_picture(report: Report, key: str) -> bool:
    """Whether the document has only a picture in place of a table."""
    return any(item.kind == "picture" and item.table == key for item in _deviations(report))


def is_missing(report: Report, key: str) -> bool:
    """Whether the document has no table where one should stand, not even a picture."""
    read = report.reading
    return read is not None and key not in read.tables and not is_picture(report, key)


def file_facts(report: Report) -> tuple[tuple[str, str], ...]:
    """Return what the file says of itself and of its hidden parts: name and words, in order."""
    reading = report.reading
    if reading is None:
        return ()
    named = [("文件名", reading.file)] if reading.file else []
    told = [(key, value) for key, value in reading.meta.items() if key in _FILE_FACTS and value]
    return (*named, *((_FILE_FACTS[k][0], _FILE_FACTS[k][1].format(v)) for k, v in told))


def shown_table(report: Report, key: str) -> Grid:
    """Lay out a table with its figures, labels and rows as the document prints them.

    Parameters
    ----------
    report
        The report of an exercise.
    key
        ``"t2"``, ``"t3"`` or ``"t4"``.
    """
    grid = grid_json.unmarked(table(report, key))
    for item in _deviations(report):
        if item.table == key:
            grid = _applied(grid, item)
    return _without_columns(grid, _lost_columns(report, key, grid))


def _deviations(report: Report) -> tuple[Deviation, ...]:
    return report.reading.deviations if report.reading else ()


def _applied(grid: Grid, item: Deviation) -> Grid:
    if item.kind == "extra-row" or (item.kind == "format" and not item.row):
        cell = GridCell(
            row=grid.height, column=0, text=item.printed, colspan=grid.width, role=Role.STUB
        )
        return replace_cells(grid, (*grid.cells, cell))
    if item.kind == "missing-row":
        gone = {cell.row for cell in grid.cells if _belongs(cell, item)}
        return _without(grid, gone)
    if item.kind == "width":
        return _ragged(grid, item)
    if item.kind not in {"label", "subtotal"}:
        return grid
    wanted = normalise(item.expected)

    def changed(cell: GridCell) -> GridCell:
        if cell.role not in _LABELS or not wanted or normalise(cell.text) != wanted:
            return cell
        return replace(cell, text=item.printed)

    return grid.map(changed)


def _belongs(cell: GridCell, item: Deviation) -> bool:
    return cell.cell is not None and cell.cell.startswith(f"{item.table}.{item.row}.")


def _without(grid: Grid, gone: set[int]) -> Grid:
    """Take rows out; what spans them becomes shorter."""
    cells = []
    for cell in grid.cells:
        rows = [r for r in range(cell.row, cell.row + cell.rowspan) if r not in gone]
        if rows:
            above = sum(r < rows[0] for r in gone)
            cells.append(replace(cell, row=rows[0] - above, rowspan=len(rows)))
    return replace_cells(grid, tuple(cells))


def _ragged(grid: Grid, item: Deviation) -> Grid:
    """Put what is printed into a row that has a cell too few: the last one is twice as wide."""
    cells = sorted((c for c in grid.cells if _belongs(c, item)), key=lambda cell: cell.column)
    printed = item.printed.split()[1 - len(cells) :]
    shown = dict(zip(cells, printed, strict=False))
    if len(printed) != len(cells) - 1:
        return grid
    last = cells[-2]
    wide = {last: replace(last, text=shown[last], colspan=last.colspan + cells[-1].colspan)}
    told = {cell: replace(cell, text=text) for cell, text in shown.items()} | wide
    kept = tuple(told.get(cell, cell) for cell in grid.cells if cell is not cells[-1])
    return replace_cells(grid, kept)


def _lost_columns(report: Report, key: str, grid: Grid) -> set[int]:
    """Return the columns in which nothing was read, beside others that were."""
    columns: dict[int, list[bool]] = {}
    for cell in grid.cells:
        if cell.cell is not None:
            blind = report[cell.cell].kind is Kind.UNREADABLE
            columns.setdefault(cell.column, []).append(blind)
    lost = {column for column, blind in columns.items() if len(blind) > 1 and all(blind)}
    one_block = len(report.tables[key].blocks) == 1
    return lost if one_block and len(lost) < len(columns) else set()


def _without_columns(grid: Grid, gone: set[int]) -> Grid:
    """Take columns out; what spans them becomes narrower."""
    cells = []
    for cell in grid.cells if gone else ():
        columns = [c for c in range(cell.column, cell.column + cell.colspan) if c not in gone]
        if columns:
            left = sum(c < columns[0] for c in gone)
            cells.append(replace(cell, column=columns[0] - left, colspan=len(columns)))
    return replace_cells(grid, tuple(cells)) if gone else grid
