"""The desk behind the exercises on screen: one lesson, its exercises, answers and records.

No browser and no widget library: messages come in as dictionaries, the screen goes out as JSON.
The key of an exercise stays here until it is marked.

>>> desk = PracticeDesk(4, seed=417)
>>> desk.everything()["state"]["number"]
'1-K4-1-417'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportkit.lessons import LEVELS, RECORDS, Exercise, LessonError, Records
from reportkit.widgets._practice_course import Course
from reportkit.widgets._practice_seat import Message, Seat
from reportkit.widgets._practice_sitting import Sitting

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["PracticeDesk"]


class PracticeDesk(Seat):
    """What a learner works at: exercises one after the other, marked at once.

    Parameters
    ----------
    source
        The number of a lesson, or an exercise of one's own.
    level, seed
        Where to begin; see `Course`.
    records
        The file in which it is written down how it went; None keeps no records.

    Raises
    ------
    LessonError
        If there is no such lesson or level.
    """

    kind = "practice"

    def __init__(
        self,
        source: int | Exercise,
        *,
        level: int = 1,
        seed: int | None = None,
        records: str | Path | None = RECORDS,
    ) -> None:
        self.course: Course | None = None
        self.records: Records | None = None
        self.notice = ""
        self._seen: set[str] = set()
        self._done = {"exercises": 0, "points": 0, "most": 0}
        if isinstance(source, Exercise):
            super().__init__(Sitting(source))
            self.title = source.number or "查错练习"
            return
        self.course = Course(source, level=level, seed=seed)
        super().__init__(Sitting(self.course.first()))
        self.title = f"第{self.course.lesson.no}课　{self.course.lesson.title}"
        self.rules = self.course.lesson.rules
        if records is not None:
            self.records = Records(records)

    def news(self) -> Message:
        """Return the state, for whoever has the sheet already."""
        return {
            **super().news(),
            "level": self._level(),
            "done": dict(self._done),
            "notice": self.notice,
            "mastery": list(self._mastery()),
        }

    def hand_in(self) -> None:
        """Mark the answer and write down how it went.

        Raises
        ------
        LessonError
            If nothing was answered, or the records cannot be written; the marks are there then.
        """
        marked = self.sitting.mark()
        exercise = self.sitting.exercise
        self._done["exercises"] += 1
        self._done["points"] += marked.points
        self._done["most"] += marked.most
        if exercise.number in self._seen:  # whoever has read the key learns nothing about himself
            return
        self._seen.add(exercise.number)
        self.notice = self.course.took(marked) if self.course else ""
        if self.records is not None:
            self.records.add(exercise, marked, hints=self.sitting.given)

    def _do(self, message: Message) -> Message:
        match message["do"]:
            case "hint":
                self.sitting.hint()
            case "hand-in":
                self.hand_in()
            case "next":
                weights = self.records.weights() if self.records else {}
                self._begin(self._on_course().next(weights))
            case "number":
                self._begin(self._on_course().numbered(str(message["number"])))
            case "again":
                self._begin(self.sitting.exercise)
            case "clear":
                return self._clear()
            case _:
                return super()._do(message)
        return {}

    def _on_course(self) -> Course:
        if self.course is None:
            message = "这是单独的一道题，没有下一题。"
            raise LessonError(message)
        return self.course

    def _begin(self, exercise: Exercise) -> None:
        self.sitting = Sitting(exercise)
        self.notice = ""

    def _clear(self) -> Message:
        if self.records is not None:
            self.records.clear()
        return {"say": "练习记录已经清除。"}

    def _drawing(self) -> Message:
        return {**super()._drawing(), "course": self.course is not None}

    def _level(self) -> str:
        if self.course is None:
            return ""
        return LEVELS[int(self.sitting.exercise.number.split("-")[2])]

    def _mastery(self) -> list[list[Any]]:
        """Return for each rule of the lesson that was tried: id, word, attempts, percent right."""
        if self.records is None:
            return []
        known = self.records.mastery()
        return [
            [rule, known[rule].label, known[rule].tried, round(known[rule].share * 100)]
            for rule in self.rules or known
            if rule in known
        ]
