"""The desk of the exercises: what the screen is told, when, and what is written down."""

from __future__ import annotations

import json

import pytest

import lesson_samples
from lesson_samples import CELL, OTHER
from reportkit.lessons import LessonError, Records
from reportkit.widgets._practice_desk import PracticeDesk


@pytest.fixture
def desk():
    return PracticeDesk(lesson_samples.exercise(number="我的案例"))


@pytest.fixture
def course(tmp_path):
    return PracticeDesk(4, seed=417, records=tmp_path / "记录.jsonl")


def _do(desk, what, **more):
    return desk.act({"do": what, "n": 1, "by": "a", **more})


def _text(told):
    return json.dumps(told, ensure_ascii=False)


def test_the_key_stays_in_the_kernel_until_marks_are_given(desk):
    planted = desk.sitting.exercise.planted
    told = _text(desk.everything()) + _text(_do(desk, "claim", place=OTHER, rule="NA-01"))
    for secret in (planted[1].fault.says, planted[1].fault.ask, "planted", "WD-03.x", "outcome"):
        assert secret not in told
    assert planted[1].fault.says in _text(_do(desk, "hand-in"))


def test_the_sheet_travels_once(desk):
    assert "drawing" in _do(desk, "open")
    assert "drawing" not in _do(desk, "claim", place=CELL, rule="T3-03")


def test_the_answer_on_screen_follows(desk):
    told = _do(desk, "claim", place=CELL, rule="T3-03", value="9")["patch"]
    assert told["claims"][0]["name"].startswith("表三“予以公开")
    assert told["claims"][0]["value"] == "9"
    assert _do(desk, "withdraw", at=0)["patch"]["claims"] == []
    assert _do(desk, "none", none=True)["patch"]["none"] is True


def test_marks_name_every_outcome(desk):
    _do(desk, "claim", place=CELL, rule="T3-03", value="99999")
    _do(desk, "claim", place=OTHER, rule="NA-01")
    result = _do(desk, "hand-in")["patch"]["result"]
    assert [fault["label"] for fault in result["faults"]] == ["错", "没有作答"]
    assert result["marks"] == {
        OTHER: "alarm",
        CELL: "wrong",
        lesson_samples.sentence(desk.sitting.exercise): "missed",
    }
    assert result["alarms"][0]["near"] is False


def test_an_explanation_has_basis_certainty_and_cure(desk):
    _do(desk, "none", none=True)
    fault = _do(desk, "hand-in")["patch"]["result"]["faults"][0]
    assert fault["explanation"].startswith("这一行的总计错写成")
    assert {"依据", "可靠程度", "怎么改"} <= set(fault["about"])


def test_a_second_rule_at_a_faulty_place_is_told_apart_from_a_false_alarm(desk):
    _do(desk, "claim", place=CELL, rule="T3-03")
    _do(desk, "claim", place=CELL, rule="T3-04")
    result = _do(desk, "hand-in")["patch"]["result"]
    assert [(claim["rule"], claim["near"]) for claim in result["alarms"]] == [("T3-04", True)]
    assert result["marks"][CELL] == "wrong"


@pytest.mark.parametrize(
    ("claims", "word"),
    [
        ([(CELL, "T3-03", True), (None, "WD-03", True)], "全对"),
        ([(CELL, "T3-03", True), (None, "WD-03", True), (OTHER, "NA-01", False)], "误报扣了分"),
        ([(CELL, "T3-03", True), (None, "WD-01", False)], "再看看规则"),
        ([(CELL, "T3-03", True), (None, "WD-03", False)], "下次把应当怎样写也写上"),
        ([(CELL, "T3-03", True)], "找到了1处"),
        ([(OTHER, "T3-03", False)], "不要紧"),
    ],
)
def test_the_verdict_fits(desk, claims, word):
    planted = {CELL: desk.sitting.exercise.planted[0], None: desk.sitting.exercise.planted[1]}
    for place, rule, valued in claims:
        where = place or lesson_samples.sentence(desk.sitting.exercise)
        _do(desk, "claim", place=where, rule=rule, value=planted[place].right if valued else "")
    assert word in _do(desk, "hand-in")["patch"]["result"]["verdict"]


def test_an_exercise_of_ones_own_has_no_next(desk):
    drawing = desk.everything()["drawing"]
    assert (drawing["title"], drawing["course"]) == ("我的案例", False)
    with pytest.raises(LessonError, match="没有下一题"):
        _do(desk, "next")
    _do(desk, "claim", place=CELL, rule="T3-03")
    assert _do(desk, "again")["state"]["claims"] == []


def test_a_lesson_goes_on_with_other_exercises(course):
    told = _do(course, "next")
    assert told["state"]["number"] != "1-K4-1-417"
    assert told["drawing"]["number"] == told["state"]["number"]


def test_a_number_is_opened(course):
    assert _do(course, "number", number="1-K4-2-417")["state"]["level"] == "熟练"


def test_the_rules_of_the_lesson_stand_first(course):
    groups = course.everything()["drawing"]["rules"]
    assert groups[0]["label"] == "本课的规则"
    assert {rule[:2] for rule, _ in groups[0]["rules"]} == {"T3"}
    listed = [rule for group in groups for rule, _ in group["rules"]]
    assert len(listed) == len(set(listed)) > 60
    assert not [rule for rule in listed if rule.startswith("AG")]


def test_how_it_went_is_written_down_once(course):
    _do(course, "none", none=True)
    told = _do(course, "hand-in")["patch"]
    count = len(list(Records(course.records.path)))
    assert count == max(len(course.sitting.exercise.planted), 1)
    assert told["done"]["exercises"] == 1
    _do(course, "again")
    _do(course, "none", none=True)
    _do(course, "hand-in")
    assert len(list(Records(course.records.path))) == count


def test_mastery_is_shown_and_cleared(course):
    while not course.sitting.exercise.planted:
        _do(course, "next")
    planted = course.sitting.exercise.planted[0]
    _do(
        course, "claim", place=planted.places[0], rule=planted.fault.rule, value=planted.right or ""
    )
    told = _do(course, "hand-in")["patch"]
    assert [planted.fault.rule, "在进步", 1, 100] in told["mastery"]
    cleared = _do(course, "clear")
    assert cleared["patch"]["mastery"] == []
    assert not course.records.path.exists()


def test_records_that_cannot_be_written_do_not_cost_the_marks(tmp_path):
    desk = PracticeDesk(4, seed=417, records=tmp_path / "no" / "such" / "folder.jsonl")
    _do(desk, "none", none=True)
    with pytest.raises(LessonError, match="练习记录没有写进去"):
        _do(desk, "hand-in")
    assert desk.news()["result"]["most"]


def test_whoever_wants_no_records_gets_none(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    desk = PracticeDesk(4, seed=417, records=None)
    _do(desk, "none", none=True)
    _do(desk, "hand-in")
    assert list(tmp_path.iterdir()) == []


def test_a_lesson_that_does_not_exist_is_refused():
    with pytest.raises(LessonError, match="没有第11课"):
        PracticeDesk(11)


def test_a_message_that_nobody_knows_is_a_defect(desk):
    with pytest.raises(KeyError):
        _do(desk, "no such thing")
