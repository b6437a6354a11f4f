"""A report is a value: changes give new ones, blank is not zero, frames carry official labels."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

import pandas as pd
import pytest

import samples
from reportkit.errors import UnknownCell
from reportkit.form import load
from reportkit.report import UNREAD, Report, Unread, Value
from reportkit.text import Kind


def test_a_change_gives_a_new_report() -> None:
    report = samples.filled()
    changed = report.replace({"t3.R1.nat": 99})
    assert changed["t3.R1.nat"].number == 99
    assert report["t3.R1.nat"].number == 8


def test_a_report_is_frozen() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        samples.filled().agency = "别的局"  # type: ignore[misc]


def test_an_empty_report_has_blank_cells_never_zeros() -> None:
    report = Report.empty(load("2021"))
    assert {value.kind for value in report.values.values()} == {Kind.BLANK}
    assert len(report.sections) == 6


def test_unknown_cells_are_refused_with_the_nearest_names() -> None:
    with pytest.raises(UnknownCell, match="您要的是不是"):
        samples.filled().replace({"t3.R1.natt": 1})
    with pytest.raises(UnknownCell):
        samples.filled()["t9.x"]


@pytest.mark.parametrize(
    ("content", "number", "text"),
    [
        (4, 4, "4"),
        ("４", 4, "４"),
        (None, None, ""),
        ("/", None, "/"),
        (0.5, Decimal("0.5"), "0.5"),
    ],
)
def test_values_keep_what_stood_there(content: object, number: object, text: str) -> None:
    value = Value.of(content)  # type: ignore[arg-type]
    assert (value.number, value.text) == (number, text)


def test_a_row_that_is_filled_in_is_no_longer_unread() -> None:
    cells = load("2021").tables["t3"].row_cells("R1")
    values = {**samples.filled().values, **dict.fromkeys(cells, UNREAD)}
    report = dataclasses.replace(
        samples.filled(), values=values, unread=(Unread(table="t3", row="R1", reason="测试"),)
    )
    partly = report.replace(dict.fromkeys(cells[:6], 0))
    assert partly.unread == report.unread
    assert partly.replace({cells[6]: 0}).unread == ()


def test_the_frame_of_table_three_has_official_labels() -> None:
    frame = samples.filled().frame("t3")
    assert frame.shape == (25, 7)
    assert frame.loc["一、本年新收政府信息公开申请数量", "自然人"] == 8
    assert frame.columns[-1] == "总计"


def test_the_frame_keeps_what_is_no_number_as_missing() -> None:
    frame = samples.filled().replace({"t3.R1.nat": "/"}).frame("t3")
    assert frame.loc["一、本年新收政府信息公开申请数量", "自然人"] is pd.NA


def test_the_frame_of_table_four_has_a_row_a_group() -> None:
    frame = samples.filled().frame("t4")
    assert list(frame.index) == ["行政复议", "未经复议直接起诉", "复议后起诉"]
    assert frame.loc["行政复议", "结果维持"] == 1


def test_the_frame_of_table_two_keeps_money_exact() -> None:
    frame = samples.filled().replace({"t2.fee": "12.500000"}).frame("t2")
    assert frame.loc["行政事业性收费"].dropna().item() == Decimal("12.500000")
