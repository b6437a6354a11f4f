"""The official layout of the tables, computed from the form."""

from __future__ import annotations

import pytest

from reportkit.form import FORMATS, TABLES, load
from reportkit.grid import Role, layout


@pytest.mark.parametrize(
    ("format_", "table", "shape"),
    [("2021", "t2", (14, 4)), ("2021", "t3", (28, 10)), ("2021", "t4", (4, 15)),
     ("2019", "t2", (18, 4)), ("2019", "t3", (26, 10)), ("2019", "t4", (4, 15))],
)  # fmt: skip
def test_size_of_the_official_tables(format_: str, table: str, shape: tuple[int, int]) -> None:
    grid = layout(load(format_).tables[table])
    assert (grid.height, grid.width) == shape


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("table", TABLES)
def test_cells_tile_the_grid_without_gap_or_overlap(format_: str, table: str) -> None:
    grid = layout(load(format_).tables[table])
    places = [
        (cell.row + y, cell.column + x)
        for cell in grid.cells
        for y in range(cell.rowspan)
        for x in range(cell.colspan)
    ]
    assert sorted(places) == [(y, x) for y in range(grid.height) for x in range(grid.width)]


def test_merged_labels_of_table_three() -> None:
    cells = {cell.text: cell for cell in layout(load("2021").tables["t3"]).cells if cell.text}
    results = cells["三、本年度办理结果"]
    assert (results.rowspan, results.colspan) == (22, 1)
    assert cells["（三）不予公开"].rowspan == 8
    assert cells["一、本年新收政府信息公开申请数量"].colspan == 3
    assert cells["申请人情况"].colspan == 7
    assert cells["自然人"].rowspan == 2


def test_blocks_with_fewer_columns_stretch_the_last_one() -> None:
    grid = layout(load("2021").tables["t2"])
    permit = next(cell for cell in grid.cells if cell.cell == "t2.permit")
    assert permit.colspan == 3


def test_every_cell_of_the_form_has_its_place() -> None:
    table = load("2021").tables["t4"]
    values = [cell.cell for cell in layout(table).cells if cell.role is Role.VALUE]
    assert values == list(table.cells)
