"""The desk behind the exercises on screen: one lesson, its exercises, answers and records.

No browser and no widget library: messages come in as dictionaries, the screen goes out as JSON.
The key of an exercise stays here until it is marked.

>>> desk = PracticeDesk(4, seed=417)
>>> desk.everything()["state"]["number"]
'1-K4-1-417'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportkit.lessons import LEVELS, Exercise, LessonError
from reportkit.lessons._records import RECORDS, Records
from reportkit.widgets._practice_course import Course
from reportkit.widgets._practice_sheet import sheet
from reportkit.widgets._practice_sitting import Sitting
from reportkit.widgets._practice_told import answer_told, marks_told, rule_groups

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["PracticeDesk", "answered"]

Message = dict[str, Any]


class PracticeDesk:
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

    def __init__(
        self,
        source: int | Exercise,
        *,
        level: int = 1,
        seed: int | None = None,
        records: str | Path | None = RECORDS,
    ) -> None:
        self.course: Course | None = None
        if isinstance(source, Exercise):
            self.sitting = Sitting(source)
        else:
            self.course = Course(source, level=level, seed=seed)
            self.sitting = Sitting(self.course.first())
        self.records = None if records is None or not self.course else Records(records)
        self.notice = ""
        self._seen: set[str] = set()
        self._done = {"exercises": 0, "points": 0, "most": 0}

    @property
    def _course(self) -> Course:
        if self.course is None:
            message = "这是单独的一道题，没有下一题。"
            raise LessonError(message)
        return self.course

    def everything(self) -> Message:
        """Return the whole screen: the sheet of the exercise, and the state."""
        return {"is": "state", "drawing": self._drawing(), "state": self.news()}

    def news(self) -> Message:
        """Return the state, for whoever has the sheet already."""
        return {
            "number": self.sitting.exercise.number,
            "level": self._level(),
            "done": dict(self._done),
            "notice": self.notice,
            "mastery": list(self._mastery()),
            **answer_told(self.sitting),
            "result": marks_told(self.sitting),
        }

    def act(self, message: Message) -> Message:
        """Do what a message asks for and return what the screen shows after it.

        Raises
        ------
        LessonError
            If it cannot be done; then nothing is changed.
        """
        before = self.sitting
        said = self._do(message)
        known = {"n": message.get("n"), "by": message.get("by"), "did": message["do"]}
        fresh = self.sitting is not before or message["do"] == "open"
        told = self.everything() if fresh else {"is": "patch", "patch": self.news()}
        return {**told, **known, **({"say": said} if said else {})}

    def _do(self, message: Message) -> str:
        if answered(self.sitting, message):
            return ""
        match message["do"]:
            case "hint":
                self.sitting.hint()
            case "hand-in":
                self.hand_in()
            case "next":
                self._begin(self._course.next(self.records.weights() if self.records else {}))
            case "number":
                self._begin(self._course.numbered(str(message["number"])))
            case "again":
                self._begin(self.sitting.exercise)
            case "clear":
                return self._clear()
            case other:
                raise KeyError(other)
        return ""

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
            hints = self.sitting.answer.hints[: len(marked.faults)]
            self.records.add(exercise, marked, hints=hints)

    def _clear(self) -> str:
        if self.records is not None:
            self.records.clear()
        return "练习记录已经清除。"

    def _begin(self, exercise: Exercise) -> None:
        self.sitting = Sitting(exercise)
        self.notice = ""

    def _drawing(self) -> Message:
        exercise = self.sitting.exercise
        course = self.course
        own = course.lesson.rules if course else ()
        return {
            "kind": "practice",
            "number": exercise.number,
            "title": f"第{course.lesson.no}课　{course.lesson.title}" if course else "查错练习",
            "course": course is not None,
            "records": self.records is not None,
            "rules": rule_groups(own, {planted.fault.rule for planted in exercise.planted}),
            **sheet(exercise),
        }

    def _level(self) -> str:
        parts = self.sitting.exercise.number.split("-")
        return LEVELS.get(int(parts[2]), "") if len(parts) == 4 else ""

    def _mastery(self) -> list[list[Any]]:
        """Return for each rule of the lesson that was tried: id, word, attempts, share of right."""
        if self.course is None or self.records is None:
            return []
        known = self.records.mastery()
        rules = self.course.lesson.rules or tuple(known)
        return [
            [rule, known[rule].label, known[rule].tried, round(known[rule].share * 100)]
            for rule in rules
            if rule in known
        ]


def answered(sitting: Sitting, message: Mapping[str, Any]) -> bool:
    """Do what practice and examination have in common; False where a message is something else."""
    match message["do"]:
        case "claim":
            value = str(message.get("value", ""))
            sitting.claim(str(message["place"]), str(message["rule"]), value)
        case "withdraw":
            sitting.withdraw(int(message["at"]))
        case "none":
            sitting.say_none(none=bool(message["none"]))
        case "open" | "ping":
            pass
        case _:
            return False
    return True
