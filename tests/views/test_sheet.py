"""Measures of the printed sheet."""

from __future__ import annotations

import pytest

import samples
from reportkit.grid import Grid, GridCell, Role
from reportkit.views import sheet
from reportkit.views.table import table


def test_a_short_title_stays_on_one_line() -> None:
    assert sheet.title_lines("某县2023年工作报告") == ("某县2023年工作报告",)


def test_a_long_title_breaks_before_the_year() -> None:
    lines = sheet.title_lines("青禾县林业局2023年政府信息公开工作年度报告")
    assert lines == ("青禾县林业局", "2023年政府信息公开工作年度报告")


def test_a_title_that_begins_with_the_year_is_cut_where_the_name_ends() -> None:
    lines = sheet.title_lines("2023年青禾县林业和草原局政府信息公开工作年度报告")
    assert lines == ("2023年青禾县林业和草原局", "政府信息公开工作年度报告")


def test_a_long_name_is_cut_after_places_and_offices() -> None:
    name = (
        "内蒙古自治区鄂尔多斯市东胜区经济技术开发区管理委员会自然资源和规划建设综合行政执法局筹备处"
    )
    lines = sheet.title_lines(name + "2023年政府信息公开工作年度报告")
    assert [line[-3:] for line in lines] == ["东胜区", "委员会", "筹备处", "度报告"]


def test_no_line_of_a_title_is_too_long() -> None:
    lines = sheet.title_lines("某" * 45 + "2023年政府信息公开工作年度报告")
    assert all(sheet.em_width(line) <= 20 for line in lines)
    assert "".join(lines) == "某" * 45 + "2023年政府信息公开工作年度报告"


def test_the_authors_own_line_breaks_are_kept() -> None:
    assert sheet.title_lines("某县\n年度报告") == ("某县", "年度报告")


@pytest.mark.parametrize("key", ["t2", "t3", "t4"])
def test_columns_fill_the_text_width(key: str) -> None:
    widths = sheet.column_widths(table(samples.filled(), key))
    assert sum(widths) == pytest.approx(sheet.TEXT_WIDTH)


def test_the_labels_of_table_three_get_the_widest_column() -> None:
    widths = sheet.column_widths(table(samples.filled(), "t3"))
    assert max(widths) == widths[2]
    assert min(widths[3:]) > 30


def test_a_long_figure_gets_room_from_the_others() -> None:
    report = samples.filled().replace({"t4.A.keep": 12345678901})
    grid = table(report, "t4")
    widths = sheet.column_widths(grid)
    cell = next(cell for cell in grid.cells if cell.cell == "t4.A.keep")
    assert sheet.fitted(cell, widths, 10.5) == 10.5
    assert sum(widths) == pytest.approx(sheet.TEXT_WIDTH)


def test_figures_that_cannot_get_room_are_set_smaller() -> None:
    long = dict.fromkeys(samples.filled().tables["t3"].row_cells("R1"), 12345678901)
    grid = table(samples.filled().replace(long), "t3")
    widths = sheet.column_widths(grid)
    cell = next(cell for cell in grid.cells if cell.cell == "t3.R1.nat")
    size = sheet.fitted(cell, widths, 9.0)
    assert 4.0 <= size < 9.0
    assert sheet.em_width(cell.text) * size <= widths[cell.column]
    assert min(widths) > 20


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("商业企业", 3.3, ("商业", "企业")),
        ("社会公益组织", 4.2, ("社会公益", "组织")),
        ("（三）不予公开", 3.3, ("（三）", "不予", "公开")),
        ("自然人", 3.3, ("自然人",)),
        ("三、本年度办理结果", 3.3, ("三、本年度办理结果",)),
        ("12345678901", 3.3, ("12345678901",)),
    ],
)
def test_labels_break_where_words_end(text: str, room: float, lines: tuple[str, ...]) -> None:
    assert sheet.label_lines(text, room) == lines


def test_a_short_name_is_centred_over_the_date() -> None:
    name, date = sheet.closing_indents("某县某局", "2024年1月15日")
    assert date == 4
    middle = name + sheet.em_width("某县某局") / 2
    assert middle == pytest.approx(date + sheet.em_width("2024年1月15日") / 2)


def test_a_long_name_stands_two_characters_from_the_edge() -> None:
    assert sheet.closing_indents("某某县自然资源和规划局", "2024年1月15日") == (2.0, 4.0)


def _png(width: int, height: int) -> bytes:
    sides = width.to_bytes(4) + height.to_bytes(4)
    return b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + sides + b"\x08"


def test_a_picture_keeps_its_size_or_is_made_to_fit() -> None:
    assert sheet.picture_size(_png(400, 200)) == (300, 150)
    assert sheet.picture_size(_png(4000, 2000)) == pytest.approx((442.2, 221.1))
    assert sheet.picture_size(_png(100, 4000))[1] == pytest.approx(560)
    with pytest.raises(ValueError, match="PNG"):
        sheet.picture_size(b"GIF89a" + bytes(40))


def test_an_address_is_a_long_run() -> None:
    assert sheet.has_long_run("见http://www.example.gov.cn/col/index.html。")
    assert not sheet.has_long_run("电话：0599-6621870，共 12 件。")


def test_a_grid_of_one_blank_cell_can_be_measured() -> None:
    grid = Grid(cells=(GridCell(row=0, column=0, text="", role=Role.TEXT),))
    assert sheet.column_widths(grid) == (pytest.approx(sheet.TEXT_WIDTH),)
