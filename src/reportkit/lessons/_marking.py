"""Mark an answer: where, which rule, what value; the check itself is the judge of a value.

>>> marked = mark(exercise, Answer(claims=(Claim(place="t3.R3_1.tot", rule="T3-03", value="7"),)))
... # doctest: +SKIP
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from reportkit.lessons._mending import answers_figure, mendings, mends, same
from reportkit.lessons._rewriting import rewritten
from reportkit.text import parse_cell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportkit.lessons._exercise import Exercise
    from reportkit.lessons._fault import Planted

__all__ = ["Answer", "Claim", "Marked", "MarkedFault", "Outcome", "mark"]

PLACE, RULE, VALUE, FALSE_ALARM, HINT = 2, 1, 1, 1, 1
"""Points for the place, the rule and the value; the price of a false alarm and of a hint."""


class Outcome(StrEnum):
    """What became of one planted fault, or of one claim."""

    RIGHT = "right"
    WRONG = "wrong"
    NOT_ATTEMPTED = "not-attempted"
    UNCHECKABLE = "uncheckable"

    @property
    def label(self) -> str:
        """The Chinese word."""
        return {
            "right": "对",
            "wrong": "错",
            "not-attempted": "没有作答",
            "uncheckable": "无法判定",
        }[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One thing a learner says is wrong: the place, the rule, and what should stand there."""

    place: str
    rule: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a learner answered: claims, or that there is no fault; and the hints that were taken.

    Notes
    -----
    `hints` is the number of hints taken for the planted fault of the same position (0 to 3).
    """

    claims: tuple[Claim, ...] = ()
    none_wrong: bool = False
    hints: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedFault:
    """A planted fault and what the learner said of it."""

    planted: Planted
    claim: Claim | None
    place: Outcome
    rule: Outcome
    value: Outcome
    points: int
    most: int

    @property
    def outcome(self) -> Outcome:
        """Right where all that was asked is right."""
        asked = [self.place, self.rule, *([self.value] if self.planted.fault.valued else [])]
        if Outcome.UNCHECKABLE in asked:
            return Outcome.UNCHECKABLE
        if self.claim is None:
            return Outcome.NOT_ATTEMPTED
        return Outcome.RIGHT if set(asked) == {Outcome.RIGHT} else Outcome.WRONG


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A marked answer.

    Notes
    -----
    `false_alarms` are claims about places where nothing is wrong; `unknown` are claims about
    places or rules that do not exist.  `points` is never below 0; `most` is what was to be had.
    """

    faults: tuple[MarkedFault, ...]
    false_alarms: tuple[Claim, ...]
    unknown: tuple[Claim, ...]
    points: int
    most: int


def mark(exercise: Exercise, answer: Answer) -> Marked:
    """Mark an answer.

    Notes
    -----
    The place counts 2 points, the rule 1 and the value 1 where one is asked; each false alarm and
    each hint costs 1, also a hint that was asked for when nothing was left to find.  In a sound
    report “没有错误” is worth 4 points.  A value is right if it is what stood there, or if with it
    the findings of the fault vanish and no others come.  Who points at a second place of the same
    fault by the same rule loses nothing.
    """
    known = [claim for claim in answer.claims if claim.place in exercise.places]
    unknown = tuple(claim for claim in answer.claims if claim not in known)
    meant = _meant(exercise, known)
    hints = (*answer.hints, *[0] * len(exercise.planted))
    marked = [
        _marked(exercise, planted, meant.get(at), hints[at])
        for at, planted in enumerate(exercise.planted)
    ]
    alarms = tuple(claim for claim in known if not _hits(exercise, claim, meant.values()))
    most = sum(fault.most for fault in marked) or PLACE + RULE + VALUE
    points = sum(fault.points for fault in marked)
    if not exercise.planted:
        points = most if answer.none_wrong and not answer.claims else 0
    points -= FALSE_ALARM * len(alarms) + HINT * sum(answer.hints[len(exercise.planted) :])
    return Marked(
        faults=tuple(marked),
        false_alarms=alarms,
        unknown=unknown,
        points=max(points, 0),
        most=most,
    )


def _meant(exercise: Exercise, claims: Iterable[Claim]) -> dict[int, Claim]:
    """Return for each fault that was found its claim; one with the right rule goes first.

    Two faults can stand in one sentence: each claim is about one of them.
    """
    left, meant = list(claims), {}
    for exact in (True, False):
        for at, planted in enumerate(exercise.planted):
            fitting = (
                claim
                for claim in left
                if claim.place in planted.places
                and (not exact or _rule(planted, claim) is Outcome.RIGHT)
            )
            if at not in meant and (claim := next(fitting, None)) is not None:
                meant[at] = claim
                left.remove(claim)
    return meant


def _hits(exercise: Exercise, claim: Claim, meant: Iterable[Claim]) -> bool:
    """Whether a claim is about a fault, if only once more."""
    return any(claim is one for one in meant) or any(
        claim.place in planted.places and _rule(planted, claim) is Outcome.RIGHT
        for planted in exercise.planted
    )


def _marked(exercise: Exercise, planted: Planted, claim: Claim | None, hints: int) -> MarkedFault:
    most = PLACE + RULE + (VALUE if planted.fault.valued else 0)
    if claim is None:
        none = Outcome.NOT_ATTEMPTED
        return MarkedFault(
            planted=planted, claim=None, place=none, rule=none, value=none, points=0, most=most
        )
    rule = _rule(planted, claim)
    value = _value(exercise, planted, claim)
    points = PLACE + (RULE if rule is Outcome.RIGHT else 0)
    if planted.fault.valued and value is Outcome.RIGHT:
        points += VALUE
    points = max(points - HINT * hints, 0)
    return MarkedFault(
        planted=planted,
        claim=claim,
        place=Outcome.RIGHT,
        rule=rule,
        value=value,
        points=points,
        most=most,
    )


def _rule(planted: Planted, claim: Claim) -> Outcome:
    if not claim.rule:
        return Outcome.NOT_ATTEMPTED
    named = {expected.rule for expected in planted.expected} | {planted.fault.rule}
    return Outcome.RIGHT if claim.rule in named else Outcome.WRONG


def _value(exercise: Exercise, planted: Planted, claim: Claim) -> Outcome:
    if not planted.fault.valued:
        return Outcome.UNCHECKABLE if claim.value else Outcome.NOT_ATTEMPTED
    if not claim.value.strip():
        return Outcome.NOT_ATTEMPTED
    if _stood_there(exercise, planted, claim):
        return Outcome.RIGHT
    if not planted.expected:
        return Outcome.UNCHECKABLE  # a case marked by hand, by a rule that the check leaves open
    if not answers_figure(planted, claim.value):
        return Outcome.WRONG
    whole = rewritten(exercise, claim.place, claim.value)
    reports = [whole] if whole else mendings(exercise, planted, claim.place, claim.value)
    right = any(mends(exercise, planted, report) for report in reports)
    return Outcome.RIGHT if right else Outcome.WRONG


def _stood_there(exercise: Exercise, planted: Planted, claim: Claim) -> bool:
    """Whether a value is what stood at the place before the fault; each cell has its own."""
    sound, report = exercise.sound, exercise.report
    right = planted.right
    if sound is not None and claim.place in report.values and _is_figure(right):
        held = {p: sound[p] for p in planted.places if p in sound.values and p in report.values}
        changed = {place: value.text for place, value in held.items() if value != report[place]}
        if changed:
            return claim.place in changed and same(claim.value, changed[claim.place])
    return right is not None and same(claim.value, right)


def _is_figure(text: str | None) -> bool:
    """Whether a right value is the figure of a cell, not a label or a sentence."""
    return text is not None and parse_cell(text, "money").number is not None
