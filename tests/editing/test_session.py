"""Editing: one action at a time, undone and done again; totals only on request."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import reportkit as rk
import samples
from reportkit.editing import Session
from reportkit.errors import ReportkitError, UnknownCell
from reportkit.form import load
from reportkit.report import Report


def test_an_action_changes_the_report_and_its_findings() -> None:
    session = Session(samples.filled())
    assert len(session.findings) == 0
    session.enter({"t3.R4.nat": "1"})
    assert {f.rule for f in session.findings.errors} == {"T3-01", "T3-03"}
    assert session.report["t3.R4.nat"].number == 1


def test_a_repair_is_one_action_that_can_be_undone() -> None:
    session = Session(samples.filled())
    session.enter({"t3.R4.nat": "1"})
    session.mend(session.findings.repairs[0])
    assert session.report == samples.filled()
    session.undo()
    assert session.report["t3.R4.nat"].number == 1


def test_undo_and_redo_go_back_and_forth() -> None:
    session = Session(samples.filled())
    session.enter({"t3.R1.nat": "9", "t3.R1.tot": "12"})
    session.enter({"section.6": "无。"})
    assert session.undo() is not None
    assert session.undo() is not None
    assert session.report == samples.filled()
    assert session.undo() is None
    session.redo()
    session.redo()
    assert session.report["t3.R1.nat"].number == 9
    assert session.report.sections[5].text == "无。"
    assert session.redo() is None


def test_a_new_action_forgets_what_was_undone() -> None:
    session = Session(samples.filled())
    session.enter({"t3.R1.nat": "9"})
    session.undo()
    session.enter({"t3.R1.com": "3"})
    assert session.redo() is None


def test_what_is_the_same_is_no_action() -> None:
    session = Session(samples.filled())
    assert not session.enter({"t3.R1.nat": "8"}).after
    assert session.changes == ()


def test_text_and_blank_are_kept_as_typed() -> None:
    session = Session(samples.filled())
    session.enter({"t3.R1.nat": "８件", "t3.R1.com": "", "t2.rule.valid": "/"})
    assert session.report["t3.R1.nat"].text == "８件"
    assert session.report["t3.R1.com"].number is None
    session.undo()
    assert session.report == samples.filled()


def test_facts_are_places_too() -> None:
    session = Session(samples.filled())
    session.enter({"issued_on": "2024-01-20", "year": "2023年", "kind": "township",
                   "contact.phone": "0599-1", "title": "", "introduction": "甲"})  # fmt: skip
    report = session.report
    assert str(report.issued_on) == "2024-01-20"
    assert (report.year, str(report.kind), report.contact.phone) == (2023, "township", "0599-1")
    assert (report.title, report.introduction) == (None, "甲")
    session.undo()
    assert session.report == samples.filled()


@pytest.mark.parametrize("contents", [{"issued_on": "下周"}, {"year": "去年"}])
def test_what_cannot_be_taken_changes_nothing(contents: dict[str, str]) -> None:
    session = Session(samples.filled())
    with pytest.raises(ReportkitError):
        session.enter({"t3.R1.nat": "9", **contents})
    assert session.report == samples.filled()


def test_unknown_places_are_refused() -> None:
    with pytest.raises(UnknownCell):
        Session(samples.filled()).enter({"t3.R1.x": "9"})


def test_computed_totals_are_told_and_only_filled_on_request() -> None:
    session = Session(samples.filled().replace({"t3.R1.tot": 99, "t3.R3_7.nat": ""}))
    assert session.computed()["t3.R1.tot"] == 11
    assert session.report["t3.R1.tot"].number == 99
    session.fill_totals()
    assert session.report == samples.filled()


def test_totals_of_totals_are_filled_in_one_action() -> None:
    leaves = dict(samples.filled().values.items())
    totals = [e.right[0] for e in samples.filled().equations if len(e.right) == 1]
    session = Session(samples.filled().replace(dict.fromkeys(totals, "")))
    session.fill_totals()
    assert dict(session.report.values) == leaves
    assert len(session.changes) == 1


def test_the_balance_of_each_column_is_told() -> None:
    session = Session(samples.filled().replace({"t3.R4.nat": 1, "t3.R1.com": ""}))
    balances = {balance.column: balance for balance in session.balances()}
    assert balances["nat"].difference == 1
    assert balances["com"].difference is None
    assert balances["law"].difference == 0
    assert len(balances) == 7


def test_last_years_report_brings_the_rules_across_years() -> None:
    session = Session(samples.filled().replace({"t3.R2.nat": 2}))
    assert not any(finding.rule == "CY-01" for finding in session.findings)
    session.previous = samples.last_year()
    assert any(finding.rule == "CY-01" for finding in session.findings)


def test_actions_of_an_earlier_session_are_taken_up_where_they_fit() -> None:
    first = Session(samples.filled())
    first.enter({"t3.R1.nat": "9"})
    first.enter({"t3.R1.nat": "10"})
    second = Session(first.report)
    second.resume(first.changes)
    second.undo()
    second.undo()
    assert second.report == samples.filled()
    third = Session(samples.filled())
    third.resume(first.changes)
    assert third.changes == ()


_PLACES = ["t3.R1.nat", "t3.R4.tot", "t2.fee", "t4.A.keep", "section.1", "title"]
_ACTIONS = st.lists(
    st.one_of(
        st.dictionaries(st.sampled_from(_PLACES), st.text("0123/无 件", max_size=4), min_size=1),
        st.sampled_from(["undo", "redo"]),
    ),
    max_size=12,
)


@given(_ACTIONS)
@settings(max_examples=60, deadline=None)
def test_undoing_everything_always_leads_back(actions: list[object]) -> None:
    session = Session(samples.filled())
    for action in actions:
        if isinstance(action, dict):
            session.enter(action)
        elif action == "undo":
            session.undo()
        else:
            session.redo()
    while session.undo():
        pass
    assert session.report == samples.filled()


def test_from_an_empty_form_to_a_sound_report() -> None:
    session = Session(Report.empty(load("2021"), year=2023))
    session.enter({name: v.text for name, v in samples.filled().values.items()}, label="粘贴")
    assert dict(session.report.values) == dict(samples.filled().values)
    assert isinstance(rk.check(session.report), rk.Findings)


def test_the_keys_of_one_word_are_undone_together() -> None:
    session = Session(samples.filled())
    session.enter({"t3.R1.nat": "1"})
    session.enter({"t3.R1.nat": "12"}, continues=True)
    session.enter({"t3.R1.nat": "125"}, continues=True)
    assert len(session.changes) == 1
    session.undo()
    assert session.report == samples.filled()
    assert [change.after for change in session.undone] == [{"t3.R1.nat": "125"}]


def test_typing_that_leads_back_is_no_action() -> None:
    session = Session(samples.filled())
    session.enter({"t3.R1.nat": "1"})
    session.enter({"t3.R1.nat": "8"}, continues=True)
    assert session.changes == ()
    assert session.report == samples.filled()


def test_a_decision_is_an_action_that_can_be_undone() -> None:
    session = Session(samples.filled().replace({"t3.R4.nat": 1}))
    finding = session.findings.errors[0]
    session.decide(finding, "dismissed", reason="台账无误")
    assert session.findings.dismissed == (finding,)
    session.undo()
    assert session.findings.dismissed == ()
    session.redo()
    session.decide(finding, "")
    assert session.report.decisions == {}


@pytest.mark.parametrize("text", ["2024-01-05", "2024年1月5日", "2024.1.5", "２０２４/1/5"])
def test_a_day_may_be_written_as_people_write_it(text: str) -> None:
    session = Session(samples.filled())
    session.enter({"issued_on": text})
    assert str(session.report.issued_on) == "2024-01-05"


@pytest.mark.parametrize("text", ["2024-02-30", "一月五日"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ReportkitError, match="2024-01-15"):
        Session(samples.filled()).enter({"issued_on": text})


def test_the_period_is_a_place_too() -> None:
    session = Session(samples.filled())
    session.enter({"period": "2022-01-01/2022-12-31"})
    assert [str(day) for day in session.report.period] == ["2022-01-01", "2022-12-31"]
    session.enter({"period": ""})
    assert session.report.period is None
    while session.undo():
        pass
    assert session.report == samples.filled()


def test_blanks_become_zero_on_request_only_and_never_totals() -> None:
    blank = {"t3.R1.com": "", "t3.R1.res": "/", "t3.R1.tot": "", "t4.A.keep": ""}
    session = Session(samples.filled().replace(blank))
    change = session.fill_blanks("t3")
    assert change.after == {"t3.R1.com": "0"}
    assert session.report["t3.R1.res"].text == "/"
    session.undo()
    assert session.report["t3.R1.com"].number is None


def test_the_totals_of_one_table_are_filled() -> None:
    session = Session(samples.filled().replace({"t3.R1.tot": "", "t4.A.total": ""}))
    assert set(session.fill_totals(("t4",)).after) == {"t4.A.total"}
