"""Answers as people give them: a whole sentence typed anew, two faults in one sentence, hints."""

from __future__ import annotations

import pytest

from reportkit.lessons import Answer, Claim, Outcome, faults, mark, plant
from reportkit.specimens import Draw, specimen


@pytest.fixture(scope="module")
def exercise():
    return plant(specimen(7), [faults()["WD-03.principle"]], Draw("a"))


def _claim(exercise, value="", rule="WD-03"):
    return Claim(place=exercise.planted[0].places[0], rule=rule, value=value)


def _marked(exercise, *claims, **more):
    return mark(exercise, Answer(claims=claims, **more))


def test_a_whole_sentence_typed_anew_is_right(exercise):
    sentence = exercise.places[exercise.planted[0].places[0]]
    value = sentence.replace("公开为例外", "不公开为例外")
    assert _marked(exercise, _claim(exercise, value)).faults[0].value is Outcome.RIGHT


def test_a_sentence_with_the_fault_still_in_it_is_wrong(exercise):
    sentence = exercise.places[exercise.planted[0].places[0]]
    assert _marked(exercise, _claim(exercise, f"{sentence}谢谢")).faults[0].value is Outcome.WRONG


def test_of_two_claims_about_a_place_the_right_rule_counts(exercise):
    marked = _marked(exercise, _claim(exercise, rule="WD-01"), _claim(exercise))
    assert marked.faults[0].rule is Outcome.RIGHT
    assert [claim.rule for claim in marked.false_alarms] == ["WD-01"]


def test_a_hint_after_everything_is_found_costs_as_well(exercise):
    plain = _marked(exercise, _claim(exercise, "不公开为例外"))
    hinted = _marked(exercise, _claim(exercise, "不公开为例外"), hints=(0, 1))
    assert (plain.points, hinted.points) == (4, 3)


def test_a_hint_in_a_sound_report_costs_as_well():
    sound = plant(specimen(7), [], Draw("a"))
    assert mark(sound, Answer(none_wrong=True, hints=(1,))).points == 3
