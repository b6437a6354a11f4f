"""For trainers: grade a class, make questions, and make exercises of real reports.

>>> grade("答卷")  # doctest: +SKIP
"""

from __future__ import annotations

from reportkit.lessons.trainer._answers import AnswerSheet, read_answer, write_answer, write_blank
from reportkit.lessons.trainer._cases import Mark, load_case, make_case, marks_of, save_case
from reportkit.lessons.trainer._grading import (
    ClassResult,
    Graded,
    HardItem,
    Refused,
    grade,
    grade_sheets,
)
from reportkit.lessons.trainer._papers import hand_in_examples, write_paper
from reportkit.lessons.trainer._quiz import Question, judgements, questions, write_questions
from reportkit.lessons.trainer._results import write_results

__all__ = [
    "AnswerSheet",
    "ClassResult",
    "Graded",
    "HardItem",
    "Mark",
    "Question",
    "Refused",
    "grade",
    "grade_sheets",
    "hand_in_examples",
    "judgements",
    "load_case",
    "make_case",
    "marks_of",
    "questions",
    "read_answer",
    "save_case",
    "write_answer",
    "write_blank",
    "write_paper",
    "write_questions",
    "write_results",
]
