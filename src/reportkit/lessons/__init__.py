"""Learn and teach: exercises with planted faults, marked by the check itself.

>>> exercise = plant(specimen(7), [faults()["WD-03.principle"]], Draw("a"))
>>> [planted.fault.rule for planted in exercise.planted]
['WD-03']
"""

from __future__ import annotations

from reportkit.lessons._exercise import Exercise, plant
from reportkit.lessons._fault import Expected, Fault, Planted, faults
from reportkit.lessons._hints import explanation, hints, place_name
from reportkit.lessons._lesson import LEVELS, Lesson, LessonError, lesson, lessons
from reportkit.lessons._making import PaperNumber, exercise, paper
from reportkit.lessons._marking import Answer, Claim, Marked, MarkedFault, Outcome, mark

__all__ = [
    "LEVELS",
    "Answer",
    "Claim",
    "Exercise",
    "Expected",
    "Fault",
    "Lesson",
    "LessonError",
    "Marked",
    "MarkedFault",
    "Outcome",
    "PaperNumber",
    "Planted",
    "exercise",
    "explanation",
    "faults",
    "hints",
    "lesson",
    "lessons",
    "mark",
    "paper",
    "place_name",
    "plant",
]
