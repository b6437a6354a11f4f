"""What a learner did, as JSON lines in one local file; nothing personal unless a name was typed.

>>> records = Records("练习记录.jsonl")  # doctest: +SKIP
>>> records.add(exercise, mark(exercise, answer))  # doctest: +SKIP
"""

from __future__ import annotations

import datetime
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from reportkit.lessons._lesson import LessonError
from reportkit.lessons._marking import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportkit.lessons._exercise import Exercise
    from reportkit.lessons._marking import Marked

__all__ = ["RECORDS", "Attempt", "Mastery", "Records"]

RECORDS = "练习记录.jsonl"
"""The usual name of the file, in the folder where one works."""

_RECENT = 5  # attempts at a rule that count
_MASTERED = 0.8  # share of them that is right
_OFTEN, _SELDOM = 4.0, 0.5  # how often a rule comes that is not known, or is mastered


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One planted fault (or one sound report, then `rule` is empty) and what became of it.

    `at` is local time in ISO form, to the second.
    """

    at: str
    exercise: str
    rule: str
    fault: str
    outcome: Outcome
    points: int
    most: int
    hints: int = 0
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mastery:
    """How well a rule is known: attempts at it, and the share of right ones of the last five."""

    rule: str
    tried: int
    share: float

    @property
    def mastered(self) -> bool:
        """Whether three or more attempts were made and four of the last five were right."""
        return self.tried >= 3 and self.share >= _MASTERED

    @property
    def label(self) -> str:
        """The Chinese word."""
        return "已掌握" if self.mastered else "在进步" if self.share >= 0.5 else "要再练"


class Records:
    """The file of what was done; made with the first attempt.

    Parameters
    ----------
    path
        Where it is.
    """

    def __init__(self, path: str | Path = RECORDS) -> None:
        self.path = Path(path)

    def add(
        self,
        exercise: Exercise,
        marked: Marked,
        *,
        hints: tuple[int, ...] = (),
        name: str = "",
        at: datetime.datetime | None = None,
    ) -> tuple[Attempt, ...]:
        """Write down what became of every fault of an exercise.

        Raises
        ------
        LessonError
            If the file cannot be written; the exercise itself is not lost by that.
        """
        moment = (at or datetime.datetime.now()).isoformat(timespec="seconds")  # noqa: DTZ005  the clock on the wall
        made = tuple(_attempts(exercise, marked, hints, name, moment))
        lines = "".join(json.dumps(asdict(item), ensure_ascii=False) + "\n" for item in made)
        try:
            with self.path.open("a+b") as file:
                file.write(_fresh_line(file) + lines.encode())
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            message = f"练习记录没有写进去：{self.path}（{error.strerror}）。这道题的成绩不受影响。"
            raise LessonError(message) from error
        return made

    def __iter__(self) -> Iterator[Attempt]:
        """Yield every attempt, oldest first; a damaged line is passed over."""
        try:
            lines = self.path.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return
        for line in lines:
            try:
                data = json.loads(line)
                yield Attempt(**{**data, "outcome": Outcome(data["outcome"])})
            except (ValueError, TypeError, KeyError):
                continue

    def mastery(self) -> dict[str, Mastery]:
        """Return for every rule that was tried how well it is known."""
        tried: dict[str, list[bool]] = {}
        for attempt in self:
            if attempt.rule and attempt.outcome is not Outcome.UNCHECKABLE:
                tried.setdefault(attempt.rule, []).append(attempt.outcome is Outcome.RIGHT)
        return {
            rule: Mastery(rule=rule, tried=len(all_), share=_share(all_[-_RECENT:]))
            for rule, all_ in sorted(tried.items())
        }

    def weights(self) -> dict[str, float]:
        """Return how often each rule should come, for `exercise`: what is not known, more often."""
        return {
            rule: _SELDOM if known.mastered else 1 + (_OFTEN - 1) * (1 - known.share)
            for rule, known in self.mastery().items()
        }

    def clear(self) -> None:
        """Delete the file with everything in it."""
        self.path.unlink(missing_ok=True)


def _attempts(
    exercise: Exercise, marked: Marked, hints: tuple[int, ...], name: str, at: str
) -> Iterator[Attempt]:
    for no, item in enumerate(marked.faults):
        yield Attempt(
            at=at,
            exercise=exercise.number,
            rule=item.planted.fault.rule,
            fault=item.planted.fault.id,
            outcome=item.outcome,
            points=item.points,
            most=item.most,
            hints=hints[no] if no < len(hints) else 0,
            name=name,
        )
    if not marked.faults:
        right = marked.points == marked.most
        yield Attempt(
            at=at,
            exercise=exercise.number,
            rule="",
            fault="",
            outcome=Outcome.RIGHT if right else Outcome.WRONG,
            points=marked.points,
            most=marked.most,
            name=name,
        )


def _share(right: list[bool]) -> float:
    return sum(right) / len(right) if right else 0.0


def _fresh_line(file: BinaryIO) -> bytes:
    """Return a line end where the last writing was cut off in the middle of a line."""
    if file.seek(0, os.SEEK_END) == 0:
        return b""
    file.seek(-1, os.SEEK_END)
    return b"" if file.read(1) == b"\n" else b"\n"
