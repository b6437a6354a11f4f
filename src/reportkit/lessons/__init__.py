"""Learn and teach: exercises with planted faults, marked by the check itself.

>>> exercise = plant(specimen(7), [faults()["WD-03.principle"]], Draw("a"))
>>> [planted.fault.rule for planted in exercise.planted]
['WD-03']
"""

from __future__ import annotations

from reportkit.lessons._example import Example, example
from reportkit.lessons._exercise import Exercise, plant
from reportkit.lessons._fault import Expected, Fault, Planted, faults
from reportkit.lessons._hints import explanation, hints, place_name
from reportkit.lessons._lesson import (
    LEVELS,
    Lesson,
    LessonError,
    copy_notebooks,
    lesson,
    lessons,
)
from reportkit.lessons._making import exercise, paper
from reportkit.lessons._marking import Answer, Claim, Marked, MarkedFault, Outcome, mark
from reportkit.lessons._numbers import ExerciseNumber, PaperNumber
from reportkit.lessons._records import RECORDS, Attempt, Mastery, Records
from reportkit.lessons._score import grade_word, write_score

__all__ = [
    "LEVELS",
    "RECORDS",
    "Answer",
    "Attempt",
    "Claim",
    "Example",
    "Exercise",
    "ExerciseNumber",
    "Expected",
    "Fault",
    "Lesson",
    "LessonError",
    "Marked",
    "MarkedFault",
    "Mastery",
    "Outcome",
    "PaperNumber",
    "Planted",
    "Records",
    "copy_notebooks",
    "example",
    "exercise",
    "explanation",
    "faults",
    "grade_word",
    "hints",
    "lesson",
    "lessons",
    "mark",
    "paper",
    "place_name",
    "plant",
    "write_score",
]
