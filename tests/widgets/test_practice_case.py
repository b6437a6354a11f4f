"""Own cases on screen: marks need a reason, are kept by place and rule, and end in one file."""

from __future__ import annotations

import pytest

import samples
from reportkit.errors import ReportkitError
from reportkit.lessons import Answer, Claim, mark
from reportkit.lessons.trainer import load_case
from reportkit.widgets._practice_case import CaseDesk


@pytest.fixture
def desk(tmp_path):
    return CaseDesk(samples.filled(), tmp_path / "案例.json", previous=samples.last_year())


def _mark(desk, **more):
    said = {"do": "claim", "place": "t3.R1.tot", "rule": "T3-03", "value": "12", "reason": "漏加。"}
    return desk.act({**said, **more})


def test_the_screen_shows_the_report_and_no_number(desk):
    screen = desk.everything()
    assert screen["drawing"]["kind"] == "case"
    assert screen["drawing"]["number"] == ""
    assert screen["state"]["name"] == samples.filled().title


def test_a_mark_is_told_with_its_reason(desk):
    told = _mark(desk)["patch"]["claims"]
    assert [(item["place"], item["value"], item["reason"]) for item in told] == [
        ("t3.R1.tot", "12", "漏加。")
    ]


def test_a_mark_without_a_reason_is_refused_and_nothing_is_changed(desk):
    with pytest.raises(ReportkitError, match="为什么错"):
        _mark(desk, reason=" ")
    assert desk.marks == []


def test_the_same_place_and_rule_again_is_a_correction(desk):
    _mark(desk)
    _mark(desk, reason="漏加了企业。")
    assert [item.reason for item in desk.marks] == ["漏加了企业。"]


def test_what_stands_there_already_is_no_right_value(desk):
    _mark(desk, value="11")
    assert desk.marks[0].right == ""


def test_a_saved_case_is_an_exercise(desk):
    _mark(desk)
    desk.act({"do": "name", "name": "  案例一 "})
    assert "案例.json" in desk.act({"do": "save"})["say"]
    case = load_case(desk.path)
    assert case.number == "案例一"
    claim = Claim(place="t3.R1.tot", rule="T3-03", value="12")
    assert mark(case, Answer(claims=(claim,))).points == 4


def test_a_saved_case_is_gone_on_with(desk):
    _mark(desk)
    desk.act({"do": "save"})
    again = CaseDesk(samples.last_year(), desk.path)
    assert [item.place for item in again.marks] == ["t3.R1.tot"]
    assert again.sitting.exercise.report == samples.filled()
    again.act({"do": "withdraw", "at": 0})
    assert again.news()["claims"] == []
    assert again.news()["file"] == ""


def test_a_mark_is_changed_in_the_list(desk):
    _mark(desk)
    told = _mark(desk, rule="T3-02", at=0)["patch"]["claims"]
    assert [item["rule"] for item in told] == ["T3-02"]


def test_a_mark_that_is_gone_is_not_taken_back_again(desk):
    with pytest.raises(ReportkitError, match="已经删掉了"):
        desk.act({"do": "withdraw", "at": 0})
