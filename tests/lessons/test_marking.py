"""Marking: the check is the judge of a value, false alarms cost, nothing is below zero."""

from __future__ import annotations

import pytest

import samples
from papers import exercise, full_answer
from reportkit.lessons import Answer, Claim, Exercise, Outcome, mark


def test_everything_right_is_all_points():
    marked = mark(exercise(), full_answer())
    assert (marked.points, marked.most) == (8, 8)
    assert [item.outcome for item in marked.faults] == [Outcome.RIGHT, Outcome.RIGHT]


def test_nothing_answered_is_not_attempted():
    marked = mark(exercise(), Answer())
    assert marked.points == 0
    assert {item.outcome for item in marked.faults} == {Outcome.NOT_ATTEMPTED}


def test_saying_that_nothing_is_wrong_of_a_faulty_report_is_no_point():
    assert mark(exercise(), Answer(none_wrong=True)).points == 0


def test_saying_that_nothing_is_wrong_of_a_sound_report_is_all_points():
    sound = Exercise(report=samples.filled(), planted=())
    marked = mark(sound, Answer(none_wrong=True))
    assert marked.points == marked.most == 4


def test_a_false_alarm_costs_a_point():
    extra = Claim(place="t3.R1.nat", rule="T3-01", value="9")
    marked = mark(exercise(), Answer(claims=(*full_answer().claims, extra)))
    assert marked.points == 7
    assert marked.false_alarms == (extra,)


def test_a_place_that_does_not_exist_is_named_and_costs_nothing():
    marked = mark(exercise(), Answer(claims=(Claim(place="t9.R1.nat", rule="T3-01"),)))
    assert [claim.place for claim in marked.unknown] == ["t9.R1.nat"]
    assert marked.false_alarms == ()


@pytest.mark.parametrize("rule", ["T3-03", "T3-02"])
def test_every_rule_that_the_fault_breaks_is_right(rule):
    claim = Claim(place="t3.R3_1.tot", rule=rule, value="7")
    assert mark(exercise(), Answer(claims=(claim,))).faults[0].rule is Outcome.RIGHT


def test_another_rule_is_wrong_but_the_place_counts():
    claim = Claim(place="t3.R3_1.tot", rule="T3-05", value="7")
    marked = mark(exercise(), Answer(claims=(claim,))).faults[0]
    assert (marked.place, marked.rule, marked.points) == (Outcome.RIGHT, Outcome.WRONG, 3)


@pytest.mark.parametrize("value", ["７", " 7 ", "7"])
def test_width_and_blanks_of_a_number_do_not_matter(value):
    claim = Claim(place="t3.R3_1.tot", rule="T3-03", value=value)
    assert mark(exercise(), Answer(claims=(claim,))).faults[0].value is Outcome.RIGHT


@pytest.mark.parametrize("value", ["8", "七八", "9"])
def test_a_number_that_mends_nothing_is_wrong(value):
    claim = Claim(place="t3.R3_1.tot", rule="T3-03", value=value)
    assert mark(exercise(), Answer(claims=(claim,))).faults[0].value is Outcome.WRONG


def test_other_words_that_mend_the_sentence_are_right():
    claim = Claim(place="s1.1", rule="WD-03", value="以不公开为例外")
    assert mark(exercise(), Answer(claims=(claim,))).faults[1].value is Outcome.RIGHT


def test_hints_cost_but_no_fault_falls_below_zero():
    answer = Answer(claims=full_answer().claims, hints=(1, 3))
    assert [item.points for item in mark(exercise(), answer).faults] == [3, 1]
    many = Answer(claims=(Claim(place="t3.R3_1.tot"),), hints=(3,))
    assert mark(exercise(), many).points == 0
