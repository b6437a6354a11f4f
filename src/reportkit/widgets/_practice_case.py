"""The desk behind own cases: a trainer marks what is wrong in a real report and saves it.

>>> desk = CaseDesk("年报.docx", "案例.json")  # doctest: +SKIP
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from reportkit.lessons import Claim, Exercise, LessonError
from reportkit.lessons.trainer import Mark, load_case, make_case, marks_of, save_case
from reportkit.loading import load
from reportkit.report import Report
from reportkit.widgets._practice_seat import Message, Seat
from reportkit.widgets._practice_sitting import Sitting
from reportkit.widgets._practice_told import claim_told

__all__ = ["CaseDesk"]

_MOST = 40
_LONGEST = 60  # characters of a title


class CaseDesk(Seat):
    """A report in which a trainer marks places, and the file that it becomes.

    Parameters
    ----------
    source
        A report, or a file that it is read from.
    path
        Where the case is saved; one that is there already is gone on with.
    previous
        Last year's report, shown beside it.

    Raises
    ------
    ReadError
        If a report cannot be read.
    LessonError
        If there is a file of that name which is no case.
    """

    kind = "case"
    title = "编自己的案例"

    def __init__(
        self,
        source: Report | str | Path,
        path: str | Path,
        *,
        previous: Report | str | Path | None = None,
    ) -> None:
        self.path = Path(path)
        self.marks: list[Mark] = []
        self.saved = self.path.exists()
        if self.saved:
            case = load_case(self.path)
            self.marks = list(marks_of(case))
            bare = replace(case, planted=())
        else:
            report = source if isinstance(source, Report) else load(source)
            last = load(previous) if isinstance(previous, str | Path) else previous
            name = report.title or self.path.stem
            bare = Exercise(report=report, planted=(), previous=last, number=name[:_LONGEST])
        super().__init__(Sitting(bare))

    def news(self) -> Message:
        """Return the state, for whoever has the sheet already."""
        exercise = self.sitting.exercise
        return {
            **super().news(),
            "claims": [self._told(mark) for mark in self.marks],
            "most": _MOST,
            "name": exercise.number,
            "file": self.path.name if self.saved else "",
        }

    def save(self) -> Path:
        """Write the case.

        Raises
        ------
        ReportkitError
            If a mark cannot be, or the file cannot be written.
        """
        bare = self.sitting.exercise
        case = make_case(bare.report, self.marks, previous=bare.previous, title=bare.number)
        path = save_case(case, self.path)
        self.saved = True
        return path

    def _told(self, mark: Mark) -> Message:
        claim = Claim(place=mark.place, rule=mark.rule, value=mark.right)
        return {**claim_told(self.sitting.exercise, claim), "reason": mark.reason}

    def _do(self, message: Message) -> Message:
        match message["do"]:
            case "claim":
                self._mark(message)
            case "withdraw":
                self._withdraw(int(message["at"]))
            case "name":
                name = " ".join(str(message["name"]).split())[:_LONGEST]
                self.sitting.exercise = replace(self.sitting.exercise, number=name or "自编案例")
                self.saved = False
            case "save":
                return {"say": f"案例存好了：{self.save().name}"}
            case _:
                return super()._do(message)
        return {}

    def _withdraw(self, at: int) -> None:
        if not 0 <= at < len(self.marks):
            message = "这一处已经删掉了。"
            raise LessonError(message)
        del self.marks[at]
        self.saved = False

    def _drawing(self) -> Message:
        return {**super()._drawing(), "number": "", "course": False}

    def _mark(self, message: Message) -> None:
        """Put a mark down; one at the same place by the same rule is replaced."""
        exercise = self.sitting.exercise
        place, rule = str(message["place"]), str(message["rule"])
        right = str(message.get("value", "")).strip()
        made = Mark(
            place=place,
            rule=rule,
            reason=str(message.get("reason", "")).strip(),
            right="" if right == exercise.places.get(place, "").strip() else right,
        )
        make_case(exercise.report, [made])  # raises where it cannot be
        kept = [
            mark
            for at, mark in enumerate(self.marks)
            if at != message.get("at") and (mark.place, mark.rule) != (place, rule)
        ]
        if len(kept) >= _MOST:
            message_ = f"一个案例最多标{_MOST}处。"
            raise LessonError(message_)
        self.marks = [*kept, made]
        self.saved = False
