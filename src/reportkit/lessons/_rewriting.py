"""A learner may type the whole sentence anew instead of the few words that are wrong in it.

>>> rewritten(exercise, "s1.4", "全年新收政府信息公开申请7件。")  # doctest: +SKIP
"""

from __future__ import annotations

import dataclasses
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportkit.lessons._exercise import Exercise
    from reportkit.report import Report

__all__ = ["rewritten"]

_MARKS = "。！？；”’）"
_ALIKE = 0.6  # share of two texts that is the same if one is the other, mended


def rewritten(exercise: Exercise, place: str, value: str) -> Report | None:
    """Return the report with a whole sentence typed anew.

    Returns
    -------
    Report or None
        None where the place is no sentence, or what was typed is not the sentence mended but
        only some words of it.
    """
    sentence = exercise.places.get(place, "")
    section, dot, _ = place[1:].partition(".")
    if not (place.startswith("s") and dot and section.isdigit() and sentence):
        return None
    if SequenceMatcher(None, sentence, value, autojunk=False).ratio() < _ALIKE:
        return None
    typed = value.strip()
    if sentence[-1] in _MARKS and typed[-1] not in _MARKS:
        typed += sentence[-1]  # or the next sentence would become part of this one
    return _with_sentence(exercise.report, int(section), sentence, typed)


def _with_sentence(report: Report, no: int, old: str, new: str) -> Report:
    if no == 0:
        return report.replace(introduction=report.introduction.replace(old, new, 1))
    sections = tuple(
        dataclasses.replace(section, text=section.text.replace(old, new, 1))
        if section.no == no
        else section
        for section in report.sections
    )
    return report.replace(sections=sections)
