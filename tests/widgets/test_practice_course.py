"""The row of exercises: numbers that give the same exercise, levels that follow how it goes."""

from __future__ import annotations

import dataclasses

import pytest

import lesson_samples
from reportkit.lessons import Answer, LessonError, exercise, mark
from reportkit.widgets import _practice_course
from reportkit.widgets._practice_course import Course


def _marks(*, full):
    made = lesson_samples.sound()
    return mark(made, Answer(none_wrong=full))


def test_the_first_exercise_is_that_of_the_seed():
    assert Course(4, level=2, seed=417).first().number == "1-K4-2-417"


def test_the_same_seed_gives_the_same_row():
    def row():
        course = Course(4, seed=5)
        return [course.first().number, *(course.next({}).number for _ in range(4))]

    assert row() == row()
    assert len(set(row())) == 5


def test_every_exercise_is_made_from_its_number_alone():
    course = Course(4, seed=5)
    made = course.next({"T3-01": 4.0, "T3-03": 0.5})
    no, level, seed = made.number.split("-")[1:]
    assert exercise(int(no[1:]), level=int(level), seed=int(seed)).report == made.report


def test_without_a_seed_people_get_different_rows():
    numbers = {Course(4).first().number for _ in range(8)}
    assert len(numbers) > 1


@pytest.mark.parametrize("typed", ["1-K4-2-417", " 1-k4-2-417 ", "1－K4－2－417"])
def test_a_number_gives_its_exercise(typed):
    assert Course(4, seed=1).numbered(typed).number == "1-K4-2-417"


def test_a_bare_seed_means_this_lesson_and_level():
    assert Course(4, level=2, seed=1).numbered("417").number == "1-K4-2-417"


def test_the_level_of_a_number_is_gone_on_with():
    course = Course(4, seed=1)
    course.numbered("1-K4-3-417")
    assert course.next({}).number.startswith("1-K4-3-")


def test_a_number_of_another_lesson_leaves_the_lesson_as_it_is():
    course = Course(4, seed=1)
    assert course.numbered("1-K8-3-5").number == "1-K8-3-5"
    assert course.next({}).number.startswith("1-K4-1-")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("abc", "不是题号"),
        ("1-2-417A", "不是题号"),
        ("2-K4-1-5", "第2版题库"),
        ("1-K77-1-5", "没有第77课"),
    ],
)
def test_what_is_no_number_is_said_in_one_sentence(typed, said):
    with pytest.raises(LessonError, match=said):
        Course(4, seed=1).numbered(typed)


def test_two_full_marks_in_a_row_raise_the_level():
    course = Course(4, seed=1)
    assert course.took(_marks(full=True)) == ""
    assert "熟练" in course.took(_marks(full=True))
    assert course.level == 2
    assert course.took(_marks(full=True)) == ""


def test_less_than_half_lowers_the_level():
    course = Course(4, level=2, seed=1)
    assert "入门" in course.took(_marks(full=False))
    assert course.level == 1
    assert course.took(_marks(full=False)) == ""


def test_the_highest_level_stays():
    course = Course(4, level=3, seed=1)
    for _ in range(4):
        course.took(_marks(full=True))
    assert course.level == 3


def test_what_is_missed_comes_more_often(monkeypatch):
    plain = lesson_samples.sound()
    wanted = lesson_samples.exercise()

    def made(_no, *, level, seed):
        base = wanted if seed % 4 == 0 else plain
        return dataclasses.replace(base, number=f"1-K4-{level}-{seed}")

    monkeypatch.setattr(_practice_course, "exercise", made)

    def share(weights):
        course = Course(4, seed=1)
        return sum(bool(course.next(weights).planted) for _ in range(200)) / 200

    assert share({"T3-03": 4.0}) > share({}) + 0.15
