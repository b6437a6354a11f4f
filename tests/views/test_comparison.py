"""Two years on screen: what a clerk sees of the comparison."""

from __future__ import annotations

import dataclasses

import samples
from reportkit.comparison import compare
from reportkit.form import CellId
from reportkit.report import UNREAD
from reportkit.views import comparison_html
from reportkit.views.comparison import comparison_grids


def _rows(grid):
    return {cells[0].text: [cell.text for cell in cells[1:]] for cells in grid.rows()}


def _table(now, before, number=1):
    comparison = compare(samples.filled().replace(now), samples.last_year().replace(before))
    return _rows(comparison_grids(comparison)[number])


def test_a_row_tells_both_years_the_difference_and_the_share():
    rows = _table({"t3.R1.tot": 11}, {"t3.R1.tot": 8})
    assert rows["项目"] == ["2022年", "2023年", "增减", "幅度"]
    assert rows["新收"] == ["8", "11", "+3", "+37.5%"]


def test_a_fall_has_its_sign_and_no_change_has_none():
    assert _table({"t3.R1.tot": 6}, {"t3.R1.tot": 8})["新收"] == ["8", "6", "-2", "-25.0%"]
    assert _table({"t3.R1.tot": 8}, {"t3.R1.tot": 8})["新收"] == ["8", "8", "0", "0%"]


def test_a_slash_and_a_blank_stand_as_they_are():
    assert _table({"t3.R1.tot": "/"}, {"t3.R1.tot": ""})["新收"] == ["空白", "/", "—", "—"]


def test_an_unread_cell_says_so():
    values = {**samples.filled().values, CellId("t3.R1.tot"): UNREAD}
    report = dataclasses.replace(samples.filled(), values=values)
    rows = _rows(comparison_grids(compare(report, samples.last_year()))[1])
    assert rows["新收"][1:] == ["未读出", "—", "—"]


def test_rows_that_are_nought_in_both_years_are_counted_only():
    grid = comparison_grids(compare(samples.filled(), samples.last_year()))[2]
    nought = sum(pair.nought for pair in compare(samples.filled(), samples.last_year())
                 if pair.cell.table == "t4")  # fmt: skip
    assert f"另有{nought}项两年都是0" in grid.caption
    assert grid.height == 1 + 15 - nought


def test_each_kind_of_applicant_is_there_when_asked_for():
    comparison = compare(samples.filled(), samples.last_year())
    (grid,) = comparison_grids(comparison, every_column=True)
    rows = _rows(grid)
    assert "新收·自然人" in rows
    assert not any("总计" in name and "办理结果" not in name for name in rows)


def test_money_tells_its_unit():
    rows = _table({"t2.fee": "12.6"}, {"t2.fee": "10.45"}, number=0)
    assert rows["行政事业性收费（万元）"] == ["10.45", "12.6", "+2.15", "+20.6%"]


def test_tables_of_two_formats_are_said_to_be_left_out():
    html = comparison_html(compare(samples.filled(), samples.trial()))
    assert "表二两年的格式不同" in html


def test_a_comparison_shows_itself_in_a_notebook():
    html = compare(samples.filled(), samples.last_year())._repr_html_()
    assert html.count("<table") == 4
    assert "<style" not in html


def test_text_of_a_file_is_never_markup():
    report = samples.filled().replace({"t3.R1.tot": "<b>11</b>"}).replace(agency="<i>甲局</i>")
    html = comparison_html(compare(report, samples.last_year()))
    assert "<b>11" not in html
    assert "<i>" not in html
    assert "&lt;b&gt;11" in html
