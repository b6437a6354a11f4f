"""Exercises and examinations on screen: thin widgets over a desk each.

The widgets carry messages and nothing else; see `reportkit.widgets._practice_desk`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import anywidget
from IPython.display import display

from reportkit.lessons import RECORDS
from reportkit.lessons.trainer import load_case
from reportkit.views import report_html
from reportkit.views.html import details, tag
from reportkit.widgets._guard import guarded
from reportkit.widgets._practice_case import CaseDesk
from reportkit.widgets._practice_desk import PracticeDesk
from reportkit.widgets._practice_exam import ExamDesk, drawn_number
from reportkit.widgets._static import lesson_script, lesson_style

if TYPE_CHECKING:
    from reportkit.lessons import Exercise, Marked
    from reportkit.report import Report
    from reportkit.widgets._practice_seat import Seat

__all__ = ["CaseMaker", "Exam", "Practice"]


class _Paper(anywidget.AnyWidget):
    """What practice and examination have in common: messages there and back."""

    _esm = lesson_script()
    _css = lesson_style()
    _name = ""
    _desk: Seat

    @property
    def marked(self) -> Marked | None:
        """The marks of what is on the screen, or None before handing in."""
        return self._desk.sitting.marked

    @property
    def number(self) -> str:
        """The number of what is on the screen."""
        return self._desk.sitting.exercise.number

    def _handle_custom_msg(self, content: dict[str, Any], buffers: list[memoryview]) -> None:
        """Answer one message of the front end."""
        del buffers  # nothing is sent along with a message
        told = {"n": content.get("n"), "by": content.get("by")}
        with guarded(lambda said: self._complain(said, told), Path(".reportkit")):
            answer = self._desk.act(content)
            self.send(answer, answer.pop("buffers", None))

    def _complain(self, sentence: str, told: dict[str, Any]) -> None:
        news = {"is": "patch", "patch": self._desk.news()}
        self.send({**news, "say": sentence, "bad": True, **told})

    def _ipython_display_(self) -> None:
        """Show the widget; a reader without a kernel is told what to do."""
        bundle = self._repr_mimebundle_()
        data = dict(bundle[0] if isinstance(bundle, tuple) else bundle or {})
        data["text/plain"] = f"{self._name}　{self.number}"
        data["text/html"] = self._drawn()
        display(data, raw=True)

    def _drawn(self) -> str:
        """Draw the report for those who see no widget, with the number to do it again."""
        said = tag("p", _WITHOUT_KERNEL.format(self._name, self.number))
        report = report_html(self._desk.sitting.exercise.report)
        return tag("div", said, details("要检查的报告", report))


class Practice(_Paper):
    """Do the exercises of a lesson: find what is wrong in a report, with hints and explanations.

    Parameters
    ----------
    source
        The number of a lesson (1 to 10), an exercise, or the file of an own case.
    level
        The level to begin with: 1 入门, 2 熟练, 3 精通; it follows how it goes.
    seed
        The seed of the first exercise; drawn where not given.
    records
        The file in which it is written down how it went; None keeps no records.

    Raises
    ------
    LessonError
        If there is no such lesson or level.

    Examples
    --------
    >>> Practice(4)  # doctest: +SKIP
    """

    _name = "练习"

    def __init__(
        self,
        source: int | Exercise | str | Path,
        *,
        level: int = 1,
        seed: int | None = None,
        records: str | Path | None = RECORDS,
    ) -> None:
        super().__init__()
        if isinstance(source, str | Path):
            source = load_case(source)
        self._desk = PracticeDesk(source, level=level, seed=seed, records=records)


class Exam(_Paper):
    """Sit an examination: a whole paper, no hints, the score after handing in.

    Parameters
    ----------
    number
        The number of the paper, such as ``"1-2-417A"``; drawn where not given.
    level
        The level of a drawn paper: 1 入门, 2 熟练, 3 精通.
    folder
        Where the answer file, the score sheet and the records are written; None writes nothing.
    marks
        Whether the score and the explanations are shown after handing in; False leaves them to
        the trainer, who grades the answer files.

    Raises
    ------
    LessonError
        If it is no number of a paper, or there is no such level.

    Examples
    --------
    >>> Exam("1-2-417A")  # doctest: +SKIP
    """

    _name = "考试"

    def __init__(
        self,
        number: str | None = None,
        *,
        level: int = 2,
        folder: str | Path | None = ".",
        marks: bool = True,
    ) -> None:
        super().__init__()
        self._desk = ExamDesk(number or drawn_number(level), folder=folder, marks=marks)


class CaseMaker(_Paper):
    """Make an exercise of a real report: point at what is wrong, choose the rule, say why, save.

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

    Examples
    --------
    >>> CaseMaker("年报.docx", "案例.json")  # doctest: +SKIP
    """

    _name = "编案例"

    def __init__(
        self,
        source: Report | str | Path,
        path: str | Path,
        *,
        previous: Report | str | Path | None = None,
    ) -> None:
        super().__init__()
        self._desk = CaseDesk(source, path, previous=previous)


_WITHOUT_KERNEL = "{}{}没有运行。请打开这个笔记本，点“运行 → 运行所有单元格”。"
