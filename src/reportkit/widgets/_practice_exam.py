"""The desk behind an examination on screen: a whole paper, no hints, the marks after handing in.

>>> desk = ExamDesk("1-2-417A", folder=None)
>>> desk.everything()["state"]["number"]
'1-2-417A'
"""

from __future__ import annotations

import secrets
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from reportkit.errors import ReportkitError
from reportkit.lessons import LEVELS, RECORDS, LessonError, PaperNumber, Records, paper
from reportkit.lessons._score import write_score
from reportkit.lessons.trainer import AnswerSheet, read_answer, write_answer
from reportkit.specimens import EDITION
from reportkit.widgets._practice_seat import Message, Seat
from reportkit.widgets._practice_sitting import Sitting
from reportkit.widgets._release import file_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reportkit.lessons import Exercise

__all__ = ["ExamDesk", "drawn_number"]

_MOST = 12  # answers, as many as the printed answer sheet has lines
_LONGEST = 40  # characters of a name
_SEEDS = 10_000
_ENDINGS = ("pdf", "docx")
_CHANGES = {"claim", "withdraw", "none"}


def drawn_number(level: int) -> str:
    """Draw the number of a paper.

    Raises
    ------
    LessonError
        If there is no such level.
    """
    if level not in LEVELS:
        message = f"没有难度{level}：难度是1（入门）、2（熟练）、3（精通）。"
        raise LessonError(message)
    return str(PaperNumber(EDITION, level, secrets.randbelow(_SEEDS), "A"))


class ExamDesk(Seat):
    """What somebody works at who sits an examination.

    Parameters
    ----------
    number
        The number of the paper.
    folder
        Where the answer file, the score sheet and the records are written; None writes nothing.
    marks
        Whether the score and the explanations are shown after handing in; a trainer who grades
        the answer files leaves them out.

    Raises
    ------
    LessonError
        If it is no number of a paper.
    """

    kind = "exam"
    title = "查错考试"

    def __init__(self, number: str, *, folder: str | Path | None = ".", marks: bool = True) -> None:
        super().__init__(Sitting(paper(number), most=_MOST))
        self.level = PaperNumber.read(number).level
        self.folder = None if folder is None else Path(folder)
        self.marks = marks
        self.name = ""
        self.file: Path | None = None
        self.notice = ""
        self._resume()

    @property
    def exercise(self) -> Exercise:
        """The paper."""
        return self.sitting.exercise

    def news(self) -> Message:
        """Return the state, for whoever has the sheet already."""
        told = super().news()
        if not self.marks and told["result"]:
            told["result"] = {"quiet": True, "marks": {}}
        return {
            **told,
            "level": LEVELS[self.level],
            "name": self.name,
            "notice": self.notice,
            "file": self.file.name if self.file else "",
            "endings": list(_ENDINGS) if self.folder and self.marks else [],
        }

    def hand_in(self) -> None:
        """Mark the answer, write the answer file and the records.

        Raises
        ------
        ReportkitError
            If a file cannot be written; then nothing is handed in.
        """
        if self.folder is not None and self.sitting.marked is None:
            self.file = write_answer(self._sheet(), self._free(f"答卷-{self._stem()}", "json"))
        marked = self.sitting.mark(blank=True)
        if self.folder is not None and self.marks:
            records = Records(self.folder / RECORDS)
            records.add(self.exercise, marked, name=self.name)
        self._forget()

    def score(self, ending: str) -> Path:
        """Write the score sheet.

        Raises
        ------
        LessonError
            If nothing is handed in yet, or there is no such kind of file.
        ExportError
            If the file cannot be written.
        """
        marked = self.sitting.marked
        if marked is None or not self.marks or self.folder is None or ending not in _ENDINGS:
            message = "交卷以后才有成绩单；由老师统一阅卷的，成绩单由老师发。"
            raise LessonError(message)
        path = self.folder / f"成绩单-{self._stem()}.{ending}"
        return write_score(self.exercise, marked, path, name=self.name)

    def _do(self, message: Message) -> Message:
        match message["do"]:
            case "name":
                self._call(str(message["name"]))
            case "hand-in":
                self.hand_in()
            case "fresh":
                self._begin_anew()
            case "file" | "score":
                return _sent(self._wanted(message))
            case _:
                more = super()._do(message)
                if message["do"] in _CHANGES:
                    self._keep()
                return more
        return {}

    def _begin_anew(self) -> None:
        """Put an answer aside that somebody else left."""
        if self.sitting.marked is None:
            self.sitting = Sitting(self.exercise, most=_MOST)
            self.name = self.notice = ""
            self._forget()

    @property
    def _draft(self) -> Path | None:
        """Where an answer is kept that is not handed in: a page that is reloaded begins anew."""
        return (
            self.folder / ".reportkit" / f"考试-{self.exercise.number}.json"
            if self.folder
            else None
        )

    def _keep(self) -> None:
        self.notice = ""
        if self._draft is not None:
            with suppress(OSError, ReportkitError):  # the answer itself is still here
                self._draft.parent.mkdir(exist_ok=True)
                write_answer(self._sheet(), self._draft)

    def _forget(self) -> None:
        if self._draft is not None:
            with suppress(OSError):
                self._draft.unlink(missing_ok=True)

    def _resume(self) -> None:
        """Go on with an answer that was not handed in."""
        if self._draft is None or not self._draft.exists():
            return
        with suppress(ReportkitError):  # damaged: begin anew
            kept = read_answer(self._draft)
            for claim in kept.answer.claims:
                self.sitting.claim(claim.place, claim.rule, claim.value)
            self.sitting.say_none(none=kept.answer.none_wrong)
            self.name = kept.name
            self.notice = "这是上次没有交的答案，可以接着做。"

    def _call(self, name: str) -> None:
        if self.sitting.marked is not None:
            message = "已经交卷，姓名不能再改。"
            raise LessonError(message)
        self.name = " ".join(name.split())[:_LONGEST]
        self._keep()

    def _wanted(self, message: Mapping[str, object]) -> Path:
        if message["do"] == "score":
            return self.score(str(message.get("as")))
        if self.file is None:
            text = "交卷以后才有答卷文件。"
            raise LessonError(text)
        return self.file

    def _sheet(self) -> AnswerSheet:
        answer = self.sitting.answer
        return AnswerSheet(paper=self.exercise.number, name=self.name, answer=answer)

    def _stem(self) -> str:
        name = file_name(self.name) if self.name else "未写姓名"
        return f"{self.exercise.number}-{name}"

    def _free(self, stem: str, ending: str) -> Path:
        """Return a path that is free: an earlier answer is never written over."""
        folder = self.folder or Path()
        names = (stem, *(f"{stem}（{at}）" for at in range(2, 1000)))
        found = (folder / f"{name}.{ending}" for name in names)
        return next(path for path in found if not path.exists())

    def _drawing(self) -> Message:
        return {**super()._drawing(), "course": False}


def _sent(path: Path) -> Message:
    try:
        content = path.read_bytes()
    except OSError as error:
        message = f"{path.name} 打不开（{error.strerror}）。"
        raise ReportkitError(message) from error
    return {"made": {"name": path.name}, "buffers": [content]}
