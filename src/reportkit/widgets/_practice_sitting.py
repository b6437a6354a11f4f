"""One exercise being worked on: what is answered so far, the hints that were given, the marks.

>>> from reportkit.lessons import exercise
>>> sitting = Sitting(exercise(4, seed=417))
>>> sitting.say_none(none=True)
>>> sitting.answer.none_wrong
True
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportkit.catalogue import catalogue
from reportkit.lessons import Answer, Claim, LessonError, hints, mark

if TYPE_CHECKING:
    from reportkit.lessons import Exercise, Marked

__all__ = ["PRICE", "Sitting"]

PRICE = 1
"""Points that a hint costs."""

_STEPS = 3  # hints for each planted fault


class Sitting:
    """An exercise and a learner's answer to it.

    Parameters
    ----------
    exercise
        What is worked on.
    most
        How many claims there may be.

    Attributes
    ----------
    claims : list of Claim
        What the learner says is wrong, in the order in which it was written down.
    none_wrong : bool
        Whether the learner says that nothing is wrong.
    told : list of str
        The hints that were given, in order.
    marked : Marked or None
        The marks, after handing in.
    """

    def __init__(self, exercise: Exercise, *, most: int = 10) -> None:
        self.exercise = exercise
        self.most = most
        self.claims: list[Claim] = []
        self.none_wrong = False
        self.told: list[str] = []
        self.marked: Marked | None = None
        self._hints = [0] * (len(exercise.planted) + 1)  # the last: when nothing was left to find

    @property
    def answer(self) -> Answer:
        """The answer as it stands; without hints it does not tell how many faults there are."""
        hints = self.given if any(self.given) else ()
        return Answer(claims=tuple(self.claims), none_wrong=self.none_wrong, hints=hints)

    @property
    def given(self) -> tuple[int, ...]:
        """The hints given for each planted fault, and last those when nothing was left to find."""
        return tuple(self._hints)

    @property
    def begun(self) -> bool:
        """Whether there is anything to hand in."""
        return bool(self.claims) or self.none_wrong

    def claim(self, place: str, rule: str, value: str = "", *, at: int | None = None) -> None:
        """Write down that something is wrong; the same place and rule again is a correction.

        Parameters
        ----------
        place, rule, value
            Where, which rule, and what should stand there.
        at
            The claim that this one is instead of, by its place in the list.

        Raises
        ------
        LessonError
            If there is no such place or rule, or there are too many claims.
        """
        self._open()
        if place not in self.exercise.places:
            _refuse("报告里没有这个位置，请在左边的报告上点一下。")
        if rule not in catalogue():
            _refuse("还没有选规则：请选一条最贴切的。")
        value = value.strip()
        if value == self.exercise.places[place].strip():  # left as it was; １ for 1 is a change
            value = ""
        if at is None:
            at = next((n for n, c in enumerate(self.claims) if _same_claim(c, place, rule)), None)
        if at is None or not 0 <= at < len(self.claims):
            at = len(self.claims)
        if at >= self.most:
            _refuse(f"最多记{self.most}处。请先删掉没有把握的，再记新的。")
        self.claims[at : at + 1] = [Claim(place=place, rule=rule, value=value)]
        rest = [c for n, c in enumerate(self.claims) if n == at or not _same_claim(c, place, rule)]
        self.claims, self.none_wrong = rest, False

    def withdraw(self, at: int) -> None:
        """Take a claim back, by its place in the list.

        Raises
        ------
        LessonError
            If there is no such claim.
        """
        self._open()
        if not 0 <= at < len(self.claims):
            _refuse("这一条已经删掉了。")
        del self.claims[at]

    def say_none(self, *, none: bool) -> None:
        """Answer that nothing is wrong, or take that back.

        Raises
        ------
        LessonError
            If something is written down already.
        """
        self._open()
        if none and self.claims:
            _refuse(f"已经记下{len(self.claims)}处问题。要答“没有错误”，请先把它们删掉。")
        self.none_wrong = none

    def hint(self) -> str:
        """Give the next hint for the first fault that is not found yet, and note its price.

        Notes
        -----
        Where nothing is left to find, a hint says so and costs the same: otherwise asking would
        be a free way to learn that an answer is complete.
        """
        self._open()
        pointed = {claim.place for claim in self.claims}
        planted = enumerate(self.exercise.planted)
        left = [at for at, fault in planted if pointed.isdisjoint(fault.places)]
        for at in left:
            if self._hints[at] < _STEPS:
                self._hints[at] += 1
                return self._tell(_worded(self.exercise, at, self._hints[at] - 1))
        if left:
            return self._tell(_ALL_GIVEN)
        self._hints[-1] = 1
        return self._tell(_NOTHING_LEFT)

    def _tell(self, said: str) -> str:
        if said not in self.told:
            self.told.append(said)
        return said

    @property
    def price(self) -> int:
        """Points that the hints have cost so far, at most."""
        return PRICE * sum(self._hints)

    def mark(self, *, blank: bool = False) -> Marked:
        """Mark the answer; after that nothing can be changed.

        Parameters
        ----------
        blank
            Whether an answer that says nothing may be marked.

        Raises
        ------
        LessonError
            If nothing was answered.
        """
        self._open()
        if not (self.begun or blank):
            _refuse("还没有作答。找到问题请点那一处记下来；认为都对，请选“没有错误”。")
        self.marked = mark(self.exercise, self.answer)
        return self.marked

    def _open(self) -> None:
        if self.marked is not None:
            _refuse("这道题已经核对过，不能再改答案。")


_NOTHING_LEFT = "没有更多的提示了：问题可能已经找全，也可能本来就没有。再通读一遍，就可以核对答案。"
_ALL_GIVEN = "这一处的提示都给过了，最后一条已经说出了位置，再看看那里。"


def _same_claim(claim: Claim, place: str, rule: str) -> bool:
    return (claim.place, claim.rule) == (place, rule)


def _worded(exercise: Exercise, at: int, step: int) -> str:
    """Word a hint; the second is the rule itself."""
    said = hints(exercise, at)[step]
    return f"想一想这条规则：{said}" if step == 1 else said


def _refuse(sentence: str) -> None:
    raise LessonError(sentence)
