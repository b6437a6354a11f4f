"""What officials read about the tables: one sentence each, both sides, the right cells."""

from __future__ import annotations

from hypothesis import assume, given, settings
from hypothesis import strategies as st

import samples
from reportkit.check import check
from reportkit.form import load
from reportkit.rules import Case, by_id
from strategies import consistent


def _messages(report, rule: str, *, previous=None) -> list[str]:
    return [f.message for f in check(report, previous=previous) if f.rule == rule]


def _emptied(report, table: str):
    return report.replace(dict.fromkeys(report.tables[table].cells))


def test_an_empty_table_is_told_in_one_sentence() -> None:
    report = _emptied(samples.filled(), "t3")
    assert _messages(report, "T3-04") == ["表三175格全部空白，请逐格填数，没有的填0。"]
    assert [f.rule for f in check(report) if f.rule.startswith("T3")] == ["T3-04"]


def test_a_blank_that_hides_a_figure_names_the_sums_that_do_not_hold() -> None:
    report = samples.filled().replace({"t3.R3_2.nat": None})
    assert _messages(report, "T3-04") == [
        "表三“部分公开·自然人”空白，按0计算时自然人列、“部分公开”行的勾稽关系不成立，请补填实际件数。"
    ]


def test_a_blank_row_is_told_once_and_its_equations_stay_silent() -> None:
    report = samples.filled().replace(
        dict.fromkeys(samples.filled().tables["t3"].row_cells("R3_3_1"), "")
    )
    assert [f.rule for f in check(report)] == ["T3-04"]


def test_the_same_row_is_never_reported_for_blanks_and_for_its_total_alone() -> None:
    row = samples.filled().tables["t3"].row_cells("R1")
    report = samples.filled().replace(dict.fromkeys(row[:-1]))
    assert {f.rule for f in check(report)} == {"T3-09"}


def test_a_slash_is_a_slash_and_not_a_zero() -> None:
    report = samples.filled().replace({"t2.rule.issued": "/"})
    assert _messages(report, "T2-01") == ["表二“规章·制发”画了斜杠，请补填，没有的填0。"]


def test_the_carry_over_is_told_with_the_figures_of_both_years() -> None:
    previous = samples.last_year().replace({"t3.R4.nat": 3, "t3.R4.tot": 3})
    report = samples.filled().replace({"t3.R2.nat": 2, "t3.R2.tot": 3})
    assert _messages(report, "CY-01", previous=previous) == [
        "自然人列：上年报告结转下年度3件，本年报告上年结转2件，差1。"
    ]


def test_many_sudden_changes_make_one_finding_that_names_all_cells() -> None:
    names = samples.filled().tables["t3"].row_cells("R1")
    previous = samples.last_year().replace(dict.fromkeys(names, 400))
    found = [
        f
        for f in check(samples.filled().replace(dict.fromkeys(names, 4)), previous=previous)
        if f.rule == "CY-05"
    ]
    assert len(found) == 1
    assert set(names) <= set(found[0].cells)
    assert "等7处" in found[0].message


def test_a_report_of_another_organ_is_said_and_nothing_is_compared() -> None:
    other = samples.last_year().replace(agency="白水县财政局")
    result = check(samples.filled().replace({"t3.R2.nat": 9}), previous=other)
    reasons = {item.needs for item in result.not_assessable if item.rule.startswith("CY")}
    assert reasons == {"青禾县林业局的上年度报告（现在给的是白水县财政局的）"}
    assert not [f for f in result if f.rule.startswith("CY")]


def test_displaced_figures_are_told_with_the_move_that_mends_them() -> None:
    report = samples.filled()
    row = report.tables["t3"].row_cells("R1")
    figures = [report[name].number for name in row]
    moved = report.replace(dict(zip(row, figures[1:] + figures[:1], strict=True)))
    assert _messages(moved, "T3-08") == [
        "表三的数据疑似错位：把“新收”行的数向右移一格，全部勾稽关系恰好成立。"
    ]


@given(consistent(), st.data())
@settings(max_examples=60, deadline=None)
def test_a_row_moved_by_one_place_is_always_recognised(report, data) -> None:
    rows = [
        cells
        for cells in map(report.tables["t3"].row_cells, report.tables["t3"].row_keys)
        if any(report[name].number for name in cells)
    ]
    assume(rows)
    row = data.draw(st.sampled_from(rows))
    figures = [report[name].number for name in row]
    step = data.draw(st.sampled_from((1, -1)))
    moved = report.replace(
        {name: figures[(place + step) % len(row)] for place, name in enumerate(row)}
    )
    faults = list(by_id("T3-08").run(Case(report=moved)))
    assert len(faults) == 1


@given(consistent())
@settings(max_examples=40, deadline=None)
def test_a_consistent_report_has_no_fault_of_filling_in(report) -> None:
    """Whatever the figures, none of the rules on cells alone speaks up."""
    for rule in ("T2-01", "T3-04", "T3-05", "T3-09", "T4-02"):
        assert list(by_id(rule).run(Case(report=report))) == []


def test_every_blank_cell_is_named_by_exactly_one_rule() -> None:
    """Blank each cell in turn: one finding on blanks names it and nothing else."""
    blanks = {"T2-01", "T3-04", "T3-09", "T4-02"}
    for name in load("2021").cells:
        found = [f for f in check(samples.filled().replace({name: ""})) if f.rule in blanks]
        assert [f.cells for f in found] == [(name,)]
