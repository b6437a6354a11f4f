"""Numbers of papers and exercises: what they say, and how people type them.

>>> str(PaperNumber.read(" １—2—417b "))
'1-2-417B'
>>> ExerciseNumber.read("1-K4-2-417").lesson
4
"""

from __future__ import annotations

import re
from typing import NamedTuple

from reportkit.lessons._lesson import LessonError
from reportkit.specimens import EDITION
from reportkit.text import normalise

__all__ = ["ExerciseNumber", "PaperNumber", "typed"]

_PAPER = re.compile(r"([0-9]+)-([1-3])-([0-9]{1,9})([AB]?)")
_EXERCISE = re.compile(r"([0-9]+)-K([0-9]+)-([1-3])-([0-9]{1,9})")
_DASHES = re.compile("[‐‑‒–—―−]")


def typed(text: str) -> str:
    """Return a number as it is printed: plain dashes and letters, no white space."""
    return _DASHES.sub("-", normalise(text)).upper()


class PaperNumber(NamedTuple):
    """What the number of a paper says."""

    edition: int
    level: int
    seed: int
    variant: str

    def __str__(self) -> str:
        """Write the number as it is printed on the paper."""
        return f"{self.edition}-{self.level}-{self.seed}{self.variant}"

    @classmethod
    def read(cls, text: str) -> PaperNumber:
        """Read a number as people type it.

        Raises
        ------
        LessonError
            If it is no number of a paper, or of an edition that this version does not make.
        """
        match = _PAPER.fullmatch(typed(text))
        if not match:
            message = f"“{text}”不是试卷编号：编号写成“版本-难度-序号”，例如“{EDITION}-2-417”。"
            raise LessonError(message)
        _same_edition(f"试卷编号“{text}”", match[1])
        return cls(EDITION, int(match[2]), int(match[3]), match[4] or "A")


class ExerciseNumber(NamedTuple):
    """What the number of an exercise says."""

    edition: int
    lesson: int
    level: int
    seed: int

    def __str__(self) -> str:
        """Write the number as it is shown above the exercise."""
        return f"{self.edition}-K{self.lesson}-{self.level}-{self.seed}"

    @classmethod
    def read(cls, text: str) -> ExerciseNumber:
        """Read a number as people type it.

        Raises
        ------
        LessonError
            If it is no number of an exercise, or of an edition that this version does not make.
        """
        match = _EXERCISE.fullmatch(typed(text))
        if not match:
            example = f"{EDITION}-K4-2-417"
            message = f"“{text.strip()}”不是题号。题号写成“版本-K课次-难度-序号”，例如“{example}”。"
            raise LessonError(message)
        _same_edition(f"题号“{text.strip()}”", match[1])
        return cls(EDITION, int(match[2]), int(match[3]), int(match[4]))


def _same_edition(named: str, edition: str) -> None:
    if int(edition) != EDITION:
        message = (
            f"{named}是第{edition}版题库的，本软件出的是第{EDITION}版的题，请用出题时的软件版本。"
        )
        raise LessonError(message)
