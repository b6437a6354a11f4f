"""Which exercise comes next: the level follows how it went, what was missed comes more often.

Every exercise is made from its number alone.  What a learner does not know well decides only
which of a few drawn numbers is taken; so whoever types the number gets that very exercise.

>>> course = Course(4, seed=417)
>>> course.first().number
'1-K4-1-417'
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from reportkit.lessons import LEVELS, ExerciseNumber, exercise, lesson
from reportkit.lessons._numbers import typed
from reportkit.specimens import Draw

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reportkit.lessons import Exercise, Marked

__all__ = ["Course"]

_SEEDS = 10_000  # a number is short enough to be told on the telephone
_CANDIDATES = 6  # exercises from which the next one is drawn
_SELDOM = 0.2
_IN_A_ROW = 2  # full marks after which the level rises


class Course:
    """The row of exercises of one lesson.

    Parameters
    ----------
    no
        Which lesson.
    level
        The level to begin with.
    seed
        The seed of the first exercise; the others follow from it.  Drawn where not given.

    Raises
    ------
    LessonError
        If there is no such lesson or level.
    """

    def __init__(self, no: int, *, level: int = 1, seed: int | None = None) -> None:
        self.lesson = lesson(no)
        self.level = level
        self._seed = secrets.randbelow(_SEEDS) if seed is None else seed
        self._draw = Draw("course", no, level, self._seed)
        self._full = 0
        self._sound = False
        self._done: set[str] = set()

    def first(self) -> Exercise:
        """Make the first exercise."""
        return self._given(self._made(self._seed))

    def next(self, weights: Mapping[str, float]) -> Exercise:
        """Make the next exercise.

        Parameters
        ----------
        weights
            Rule id -> how often its faults should come, 1 being usual.
        """
        drawn = [self._made(self._draw.below(_SEEDS)) for _ in range(_CANDIDATES)]
        fresh = [item for item in drawn if item.number not in self._done] or drawn
        wanted = [_weight(item, weights, again=self._sound) for item in fresh]
        return self._given(self._draw.weighted(fresh, wanted))

    def numbered(self, text: str) -> Exercise:
        """Make the exercise of a number; a bare seed means this lesson and level.

        Raises
        ------
        LessonError
            If it is no number of an exercise, or of an edition that this version does not make.
        """
        plain = typed(text)
        if plain.isdigit() and len(plain) < 10:
            return self._given(self._made(int(plain)))
        _, no, level, seed = ExerciseNumber.read(text)
        made = exercise(no, level=level, seed=seed)
        if no == self.lesson.no:
            self._go_to(level)
        return self._given(made)

    def took(self, marked: Marked) -> str:
        """Let the level follow an answer; say so in a sentence, or return nothing."""
        self._full = self._full + 1 if marked.points == marked.most else 0
        if self._full >= _IN_A_ROW and self.level < max(LEVELS):
            self._go_to(self.level + 1)
            return f"连续两题得满分，下一题升到“{LEVELS[self.level]}”。"
        if marked.points * 2 < marked.most and self.level > min(LEVELS):
            self._go_to(self.level - 1)
            return f"下一题先回到“{LEVELS[self.level]}”，把基础打牢。"
        return ""

    def _go_to(self, level: int) -> None:
        if level != self.level:
            self.level, self._full = level, 0

    def _made(self, seed: int) -> Exercise:
        return exercise(self.lesson.no, level=self.level, seed=seed)

    def _given(self, made: Exercise) -> Exercise:
        self._done.add(made.number)
        self._sound = not made.planted
        return made


def _weight(made: Exercise, weights: Mapping[str, float], *, again: bool) -> float:
    """Return how much an exercise is wanted: as much as its most wanted rule.

    A sound report `again`, after one, is dull.
    """
    if not made.planted:
        return _SELDOM if again else 1.0
    return max(weights.get(planted.fault.rule, 1.0) for planted in made.planted)
