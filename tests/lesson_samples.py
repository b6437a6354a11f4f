"""Small exercises for the tests of the screen, whatever kinds of faults the lessons have."""

from __future__ import annotations

import dataclasses

from reportkit.lessons import Exercise, Expected, Fault, Planted
from reportkit.specimens import specimen

__all__ = ["CELL", "OTHER", "exercise", "sentence", "sound"]

CELL = "t3.R3_1.tot"
"""Where a total is one too high."""
OTHER = "s0.1"
"""A sentence in which nothing is wrong."""


def exercise(*, number: str = "", shows: tuple[str, ...] = ()) -> Exercise:
    """Make a report with a wrong total in table 3 and a wrong word in the first section."""
    made = specimen(7)
    right = made.report.number(CELL)
    wrong = int(right or 0) + 1
    sections = tuple(
        dataclasses.replace(s, text=s.text.replace("不公开为例外", "公开为例外", 1))
        if s.no == 1
        else s
        for s in made.report.sections
    )
    report = made.report.replace({CELL: wrong}, sections=sections)
    total = Planted(
        fault=_fault("T3-03", "这一行的总计错写成{wrong}，应当是{right}。"),
        expected=(Expected(rule="T3-03", cells=(CELL,)), Expected(rule="T3-02", cells=(CELL,))),
        places=(CELL,),
        wrong=str(wrong),
        right=str(right),
    )
    word = Planted(
        fault=_fault("WD-03", "漏了一个“不”字。"),
        expected=(Expected(rule="WD-03", quote="公开为例外"),),
        places=(_place(report, "公开为例外"),),
        section=1,
        quote="公开为例外",
        wrong="公开为例外",
        right="不公开为例外",
    )
    return Exercise(
        report=report,
        planted=(total, word),
        sound=made.report,
        previous=made.previous,
        number=number,
        shows=shows,
    )


def sentence(made: Exercise) -> str:
    """Return the place of the sentence in which a word is missing."""
    return made.planted[1].places[0]


def sound() -> Exercise:
    """Make an exercise in which nothing is wrong."""
    made = specimen(7)
    return Exercise(report=made.report, planted=(), previous=made.previous)


def _fault(rule: str, says: str) -> Fault:
    return Fault(id=f"{rule}.x", rule=rule, operation="", level=1, says=says, ask="再看看这一处？")


def _place(report, words: str) -> str:
    places = Exercise(report=report, planted=()).places
    return next(name for name, text in places.items() if name.startswith("s1.") and words in text)
