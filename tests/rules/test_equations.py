"""The equations of the form hold what they promise, whatever the figures."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

import samples
from reportkit.check import check
from reportkit.form import load
from reportkit.report import UNREAD
from reportkit.rules import Case, by_id
from strategies import consistent, with_one_fault

_EQUATIONS = ("T3-01", "T3-02", "T3-03", "T4-01")
_GUESSES = ("T3-06", "T3-08")  # what may have happened where an equation is broken


def _found(report, rules):
    case = Case(report=report)
    return [(rule, verdict) for rule in rules for verdict in by_id(rule).run(case)]


@given(consistent())
@settings(max_examples=60, deadline=None)
def test_a_consistent_report_breaks_no_equation(report) -> None:
    assert _found(report, (*_EQUATIONS, *_GUESSES)) == []


@given(with_one_fault())
@settings(max_examples=150, deadline=None)
def test_one_changed_cell_is_found_and_named_by_every_finding(faulty) -> None:
    report, cell = faulty
    found = _found(report, (*_EQUATIONS, *_GUESSES))
    assert found
    assert all(cell in fault.cells for _, fault in found)


@given(with_one_fault())
@settings(max_examples=60, deadline=None)
def test_a_finding_shows_two_different_sides(faulty) -> None:
    report, _ = faulty
    for _, fault in _found(report, _EQUATIONS):
        assert fault.expected != fault.found
        assert str(fault.expected) in fault.message
        assert str(fault.found) in fault.message


@given(with_one_fault())
@settings(max_examples=60, deadline=None)
def test_an_unread_cell_is_never_judged(faulty) -> None:
    report, cell = faulty
    unread = report.replace({cell: UNREAD})
    for _, verdict in _found(unread, (*_EQUATIONS, *_GUESSES)):
        assert cell not in getattr(verdict, "cells", ())


@pytest.mark.parametrize(("form", "number"), [("2021", 42), ("2019", 40)])
def test_every_equation_of_the_form_is_checked_by_one_rule(form: str, number: int) -> None:
    """Break all equations at once: each gives one finding, all 42 or 40 of them."""
    equations = load(form).equations
    report = samples.filled() if form == "2021" else samples.trial()
    ends = {e.right[0]: i for i, e in enumerate(equations) if e.kind != "E1"}
    broken = report.replace({name: 100_000 + 1000 * i**2 for name, i in ends.items()})
    faults = [fault for _, fault in _found(broken, _EQUATIONS)]
    assert len(faults) == len(equations) == number


def test_the_message_of_the_balance_is_worded_as_published() -> None:
    """The interface shows this sentence, character for character."""
    report = samples.filled().replace(
        {"t3.R1.nat": 10, "t3.R2.nat": 2, "t3.R3_7.nat": 9, "t3.R4.nat": 4}
    )
    finding = next(f for f in check(report) if f.rule == "T3-01" and "t3.R1.nat" in f.cells)
    assert finding.message == (
        "自然人列：新收10＋上年结转2＝12，而办理结果总计9＋结转下年度4＝13，差1。"
    )
    assert (finding.expected, finding.found, finding.section) == ("13", "12", 3)
    assert finding.cells == ("t3.R1.nat", "t3.R2.nat", "t3.R3_7.nat", "t3.R4.nat")
