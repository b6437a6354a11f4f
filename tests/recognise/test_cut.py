"""Files that break off inside a table give no figure that may have lost digits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import samples
from layouts import render
from reportkit.readers import read_text
from reportkit.recognise import recognise
from reportkit.text import Kind

if TYPE_CHECKING:
    from reportkit.report import Report


def _cut_behind(label: str, cells: str) -> Report:
    text = render(samples.filled(), "A0")
    at = text.index(f"{label}\t")
    return recognise(read_text(text[:at] + label + cells, "a.txt"))


def test_a_last_figure_that_its_sum_does_not_bear_out_is_unread() -> None:
    report = _cut_behind("一、本年新收政府信息公开申请数量", "\t\t\t7\t5\t0\t0\t0\t0\t1")
    assert report["t3.R1.tot"].kind is Kind.UNREADABLE
    assert any("断开" in row.reason for row in report.unread if row.row == "R1")


def test_a_last_row_whose_sum_holds_is_read() -> None:
    report = _cut_behind("一、本年新收政府信息公开申请数量", "\t\t\t7\t5\t0\t0\t0\t0\t12")
    assert report["t3.R1.tot"].number == 12


@pytest.mark.parametrize("cells", ["\t14", "\t"])
def test_a_last_figure_without_a_sum_is_unread(cells: str) -> None:
    report = _cut_behind("行政许可", cells)
    assert report["t2.permit"].kind is Kind.UNREADABLE


def test_a_file_of_tables_alone_may_end_with_a_row() -> None:
    text = "第二十条第（八）项\t\n信息内容\t本年收费金额（单位：万元）\n行政事业性收费\t14.5"
    assert str(recognise(read_text(text, "a.txt"))["t2.fee"].number) == "14.5"


def test_the_rows_before_the_cut_are_read() -> None:
    report = _cut_behind("行政许可", "\t14")
    assert report["t2.rule.issued"] == samples.filled()["t2.rule.issued"]


def test_a_page_number_between_cells_is_no_cell() -> None:
    text = render(samples.filled(), "A5").replace("（三）不予公开 |", "- 3 -\n（三）不予公开 |")
    assert recognise(read_text(text, "a.txt")).values == samples.filled().values


def test_words_of_other_places_for_information_are_known() -> None:
    text = render(samples.filled(), "A0").replace("信息", "資訊")
    assert not recognise(read_text(text, "a.txt")).unread
