"""Two years cell by cell: what is compared, what is not, and what is said about it."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

import pytest

import reportkit as rk
import samples
from reportkit.comparison import compare
from reportkit.errors import UnknownCell
from reportkit.report import Unread


def _compared(now, before, name="t3.R1.tot"):
    return compare(
        samples.filled().replace({name: now}), samples.last_year().replace({name: before})
    )[name]


def test_a_cell_has_its_difference_and_share():
    pair = _compared(11, 8)
    assert (pair.difference, pair.share) == (3, Decimal("37.5"))


def test_a_share_is_rounded_as_people_do():
    assert _compared(2, 3).share == Decimal("-33.3")
    assert _compared(2001, 2000).share == Decimal("0.1")


def test_from_nought_there_is_no_share():
    pair = _compared(3, 0)
    assert (pair.difference, pair.share) == (3, None)


@pytest.mark.parametrize("content", ["", "/", "—", "无"])
def test_what_is_no_number_has_no_difference(content):
    """A blank or a slash is never taken for 0."""
    for pair in (_compared(3, content), _compared(content, 3)):
        assert (pair.difference, pair.share, pair.nought) == (None, None, False)


def test_both_years_nought_is_told_from_blank():
    assert _compared(0, 0).nought
    assert not _compared(0, "").nought


def test_money_is_exact():
    assert _compared("12.6", "10.45", "t2.fee").difference == Decimal("2.15")


def test_every_cell_is_compared_in_order():
    assert list(compare(samples.filled(), samples.last_year()).pairs) == list(
        samples.filled().cells
    )


def test_a_table_whose_columns_mean_something_else_is_left_out():
    comparison = compare(samples.filled(), samples.trial())
    assert comparison.left_out == ("表二",)
    assert {pair.cell.table for pair in comparison} == {"t3", "t4"}


def test_a_row_that_the_trial_form_has_not_is_not_compared():
    pair = compare(samples.filled(), samples.trial())["t3.R3_6_1.tot"]
    assert (pair.before, pair.difference) == (None, None)


def test_changes_of_the_trial_form_are_not_compared():
    """本年增减 counts against a year that neither report is about."""
    pairs = compare(samples.trial(), samples.trial()).pairs
    assert "t2.permit.prev" in pairs
    assert "t2.permit.delta" not in pairs


def test_an_unknown_cell_is_refused_with_its_neighbours():
    with pytest.raises(UnknownCell, match=r"t3\.R9\.tot"):
        compare(samples.filled(), samples.last_year())["t3.R9.tot"]


def test_two_fitting_reports_meet_no_objection():
    assert compare(samples.filled(), samples.last_year()).objections == ()


def test_another_organ_and_another_year_are_said():
    other = samples.last_year().replace(agency="临江市教育局", year=2020)
    said = " ".join(compare(samples.filled(), other).objections)
    assert "单位不同" in said
    assert "应当是2022年度的，给出的是2020年度的" in said


def test_unread_rows_are_said():
    row = Unread(table="t3", row="R1", reason="没有找到这一行")
    report = dataclasses.replace(samples.filled(), unread=(row,))
    (said,) = compare(report, samples.last_year()).objections
    assert said == "本年报告有1行没有读出，这些行不作比较。"


def test_it_is_a_public_name():
    assert rk.compare is compare
