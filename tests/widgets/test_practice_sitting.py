"""Working at one exercise: claims, “没有错误”, hints and their price, marks."""

from __future__ import annotations

import pytest

import lesson_samples
from lesson_samples import CELL, OTHER
from reportkit.lessons import LessonError, Outcome
from reportkit.widgets._practice_sitting import Sitting


@pytest.fixture
def sitting():
    return Sitting(lesson_samples.exercise())


def _right(sitting):
    """Answer everything as it should be."""
    word = lesson_samples.sentence(sitting.exercise)
    sitting.claim(CELL, "T3-03", sitting.exercise.planted[0].right)
    sitting.claim(word, "WD-03", "不公开为例外")


def test_a_full_answer_gets_full_marks(sitting):
    _right(sitting)
    marked = sitting.mark()
    assert (marked.points, marked.most) == (8, 8)


def test_the_same_place_and_rule_again_is_a_correction(sitting):
    sitting.claim(CELL, "T3-03", "1")
    sitting.claim(CELL, "T3-03", "2")
    assert [claim.value for claim in sitting.claims] == ["2"]


def test_a_claim_is_changed_in_its_place(sitting):
    sitting.claim(CELL, "T3-03", "1")
    sitting.claim(OTHER, "NA-01")
    sitting.claim(CELL, "T3-02", "2", at=0)
    assert [(claim.rule, claim.value) for claim in sitting.claims] == [
        ("T3-02", "2"),
        ("NA-01", ""),
    ]


def test_two_claims_never_say_the_same(sitting):
    sitting.claim(CELL, "T3-03")
    sitting.claim(CELL, "T3-02")
    sitting.claim(CELL, "T3-02", at=0)
    assert [claim.rule for claim in sitting.claims] == ["T3-02"]


def test_what_stands_there_already_is_no_value(sitting):
    sitting.claim(CELL, "T3-03", sitting.exercise.places[CELL])
    assert sitting.claims[0].value == ""


def test_another_way_to_write_it_is_a_value(sitting):
    wide = sitting.exercise.places[CELL].translate({ord("0") + n: ord("０") + n for n in range(10)})
    sitting.claim(CELL, "T3-05", wide)
    assert sitting.claims[0].value == wide


def test_a_claim_is_taken_back(sitting):
    sitting.claim(CELL, "T3-03")
    sitting.withdraw(0)
    assert sitting.claims == []


def test_a_claim_that_is_gone_cannot_be_taken_back(sitting):
    with pytest.raises(LessonError, match="已经删掉"):
        sitting.withdraw(0)


@pytest.mark.parametrize(
    ("place", "rule", "said"),
    [("t9.R1", "T3-03", "没有这个位置"), (CELL, "", "还没有选规则"), (CELL, "X-1", "还没有选规则")],
)
def test_a_place_or_rule_that_is_none_is_refused(sitting, place, rule, said):
    with pytest.raises(LessonError, match=said):
        sitting.claim(place, rule)


def test_there_is_a_limit_of_claims():
    sitting = Sitting(lesson_samples.exercise(), most=2)
    sitting.claim(CELL, "T3-03")
    sitting.claim(OTHER, "T3-03")
    with pytest.raises(LessonError, match="最多记2处"):
        sitting.claim("title", "T3-03")


def test_nothing_wrong_and_something_wrong_exclude_each_other(sitting):
    sitting.claim(CELL, "T3-03")
    with pytest.raises(LessonError, match="先把它们删掉"):
        sitting.say_none(none=True)
    sitting.withdraw(0)
    sitting.say_none(none=True)
    sitting.claim(CELL, "T3-03")
    assert sitting.none_wrong is False


def test_nothing_wrong_is_right_in_a_sound_report():
    sitting = Sitting(lesson_samples.sound())
    sitting.say_none(none=True)
    assert sitting.mark().points == 4


def test_hints_grow_stronger_and_pass_over_what_is_found(sitting):
    sitting.claim(CELL, "T3-02")
    said = [sitting.hint() for _ in range(3)]
    assert said[0] == "再看看这一处？"
    assert "以公开为常态" in said[1]
    assert "第一部分" in said[2]
    assert (sitting.given, sitting.price) == ((0, 3, 0), 3)


def test_after_three_hints_the_place_is_known_and_no_more_is_charged(sitting):
    for _ in range(6):
        sitting.hint()
    assert "提示都给过了" in sitting.hint()
    assert sitting.price == 6


def test_a_hint_when_nothing_is_left_costs_as_any_other(sitting):
    _right(sitting)
    assert "没有更多的提示" in sitting.hint()
    assert "没有更多的提示" in sitting.hint()
    assert (sitting.price, sitting.mark().points) == (1, 7)


def test_in_a_sound_report_a_hint_tells_no_more_than_elsewhere(sitting):
    _right(sitting)
    sound = Sitting(lesson_samples.sound())
    assert sound.hint() == sitting.hint()


def test_an_empty_answer_is_not_marked(sitting):
    with pytest.raises(LessonError, match="还没有作答"):
        sitting.mark()


def test_an_empty_answer_may_be_handed_in_where_that_is_meant(sitting):
    marked = sitting.mark(blank=True)
    assert {fault.outcome for fault in marked.faults} == {Outcome.NOT_ATTEMPTED}


@pytest.mark.parametrize("act", ["claim", "withdraw", "none", "hint", "mark"])
def test_after_marking_nothing_can_be_changed(sitting, act):
    _right(sitting)
    sitting.mark()
    acts = {
        "claim": lambda: sitting.claim(OTHER, "T3-03"),
        "withdraw": lambda: sitting.withdraw(0),
        "none": lambda: sitting.say_none(none=False),
        "hint": sitting.hint,
        "mark": sitting.mark,
    }
    with pytest.raises(LessonError, match="已经核对过"):
        acts[act]()


def test_without_hints_an_answer_does_not_tell_how_many_faults_there_are(sitting):
    assert sitting.answer.hints == ()
