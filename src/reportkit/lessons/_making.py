"""Make exercises from numbers: the same number gives the same exercise everywhere.

``1-K4-2-417`` is an exercise (edition 1, lesson 4, level 2, seed 417); ``1-2-417A`` is a paper
(edition 1, level 2, seed 417, variant A).

>>> exercise(4, level=1, seed=417).number
'1-K4-1-417'
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from reportkit.lessons._fault import faults
from reportkit.lessons._lesson import LEVELS, LessonError, lesson
from reportkit.lessons._numbers import ExerciseNumber, PaperNumber
from reportkit.lessons._planting import compose, compose_again
from reportkit.specimens import EDITION, Draw

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reportkit.lessons._exercise import Exercise

__all__ = ["exercise", "paper"]

_FAULTS = {1: (1, 1), 2: (1, 2), 3: (2, 3)}
"""Level -> fewest and most faults in an exercise."""
_PAPER_FAULTS = {1: 4, 2: 7, 3: 10}
"""Level -> faults in a paper."""
_SOUND = 0.12
"""Share of exercises without any fault: “没有错误” must be a possible answer."""


def exercise(
    no: int, *, level: int = 1, seed: int = 0, weights: Mapping[str, float] | None = None
) -> Exercise:
    """Make an exercise of a lesson.

    Parameters
    ----------
    no
        Which lesson, 1 to 10.
    level
        1 to 3.
    seed
        Any int from 0.
    weights
        Rule id -> how often its faults should come, 1 being usual; what a learner does not know
        well comes more often.

    Raises
    ------
    LessonError
        If there is no such lesson or level.
    """
    if level not in LEVELS:
        message = f"没有难度{level}：难度是1（入门）、2（熟练）、3（精通）。"
        raise LessonError(message)
    chosen = lesson(no)
    draw = Draw("exercise", EDITION, no, level, seed)
    every = [faults()[name] for name in chosen.faults]
    most = max(level, min(kind.level for kind in every))  # a lesson may have no easy ones
    kinds = [kind for kind in every if kind.level <= most]
    number = str(ExerciseNumber(EDITION, no, level, seed))
    count = 0 if draw.chance(_SOUND) else draw.between(*_FAULTS[level])
    made = compose(kinds, count, draw, weights)
    return dataclasses.replace(made, number=number, shows=chosen.shows)


def paper(number: str) -> Exercise:
    """Make the report of a paper; its variants A and B hold the same kinds of faults.

    Raises
    ------
    LessonError
        If it is no number of a paper.
    """
    told = PaperNumber.read(number)
    draw = Draw("paper", told.edition, told.level, told.seed)
    kinds = [fault for fault in faults().values() if fault.level <= told.level]
    made = compose(kinds, _PAPER_FAULTS[told.level], draw)
    if told.variant != "A":
        made = compose_again(made, draw.part("variant", told.variant))
    return dataclasses.replace(made, number=str(told))
