"""A score sheet: what somebody reached, rule by rule, as Word or PDF to keep.

>>> write_score(exercise, marked, "成绩单.pdf", name="学员")  # doctest: +SKIP
"""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from reportkit.catalogue import catalogue
from reportkit.exporters._parts import write_parts
from reportkit.lessons._grids import plain_table
from reportkit.lessons._hints import place_name
from reportkit.views import words
from reportkit.views.parts import Part, PartKind

if TYPE_CHECKING:
    from reportkit.lessons._exercise import Exercise
    from reportkit.lessons._marking import Marked, MarkedFault

__all__ = ["grade_word", "score_parts", "write_score"]

_GRADES = ((90, "优秀"), (75, "良好"), (60, "合格"), (0, "还需练习"))


def grade_word(points: int, most: int) -> str:
    """Return the word for a share of the points: 优秀、良好、合格、还需练习."""
    percent = points * 100 / most
    return next(word for least, word in _GRADES if percent >= least)


def write_score(
    exercise: Exercise,
    marked: Marked,
    path: str | Path,
    *,
    name: str = "",
    on: datetime.date | None = None,
) -> Path:
    """Write the score sheet of a paper as docx or pdf.

    Parameters
    ----------
    exercise, marked
        The paper and how it was marked.
    path
        Where to; its ending says what.
    name
        Who it was; a line to fill in by hand where not given.
    on
        The day; today where not given.

    Raises
    ------
    ExportError
        If the ending is neither ``.docx`` nor ``.pdf``.
    """
    day = on or datetime.date.today()  # noqa: DTZ011  the calendar on the wall
    return write_parts(score_parts(exercise, marked, name=name, on=day), Path(path))


def score_parts(
    exercise: Exercise, marked: Marked, *, name: str, on: datetime.date
) -> tuple[Part, ...]:
    """Return the score sheet as the parts of a document."""
    percent = int(marked.points * 100 / marked.most + 0.5)
    lines = [_line(exercise, no, item) for no, item in enumerate(marked.faults, start=1)]
    said = (
        f"{name or '＿＿＿＿＿＿'}：完成政府信息公开工作年度报告查错试卷（编号{exercise.number}），"
        f"得{marked.points}分，满分{marked.most}分，折合百分制{percent}分，"
        f"评定为“{grade_word(marked.points, marked.most)}”。"
    )
    right = sum(item.outcome.value == "right" for item in marked.faults)
    told = f"报告里有{len(lines)}处错误，全部答对的{right}处；误报{len(marked.false_alarms)}处。"
    if not lines:
        told = f"这份报告没有错误；误报{len(marked.false_alarms)}处。"
    grid = plain_table(
        ("序号", "位置", "规则", "位置对", "规则对", "写法对", "得分"), lines, "逐处得分"
    )
    return (
        Part(kind=PartKind.TITLE, text="政府信息公开工作年度报告查错练习成绩单"),
        Part(kind=PartKind.TEXT, text=said),
        Part(kind=PartKind.TEXT, text=told),
        *([Part(kind=PartKind.TABLE, text="逐处得分", grid=grid)] if lines else []),
        *_advice(marked),
        Part(kind=PartKind.DATE, text=words.day(on), date=on.isoformat(), indent=4.0),
    )


def _line(exercise: Exercise, no: int, item: MarkedFault) -> tuple[str, ...]:
    place = place_name(exercise, item.planted.places[0]) if item.planted.places else ""
    value = item.value.label if item.planted.fault.valued else "不要求"
    return (
        str(no),
        place,
        item.planted.fault.rule,
        item.place.label,
        item.rule.label,
        value,
        f"{item.points}/{item.most}",
    )


def _advice(marked: Marked) -> tuple[Part, ...]:
    """Name the rules to look at again, in plain words."""
    missed = dict.fromkeys(
        item.planted.fault.rule for item in marked.faults if item.outcome.value != "right"
    )
    if not missed:
        return (Part(kind=PartKind.TEXT, text="各处都答对了，请保持。"),)
    known = catalogue()
    return (
        Part(kind=PartKind.HEADING, text="建议再看的规则", level=1),
        *(
            Part(kind=PartKind.TEXT, text=f"{rule}　{known[rule].statement}{known[rule].fix}")
            for rule in missed
        ),
    )
