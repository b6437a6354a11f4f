"""Own cases: a real report in which a trainer marked what is wrong, as an exercise file.

>>> case = make_case(report, [Mark(place="t3.R1.tot", rule="T3-03", reason="总计没有加上企业。")])
... # doctest: +SKIP
>>> save_case(case, "案例.json")  # doctest: +SKIP
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportkit import store
from reportkit.catalogue import catalogue
from reportkit.errors import StoreError
from reportkit.form import nearest
from reportkit.lessons._exercise import Exercise
from reportkit.lessons._fault import Expected, Fault, Planted
from reportkit.lessons._lesson import LessonError
from reportkit.lessons._places import places

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportkit.report import Report

__all__ = ["Mark", "load_case", "make_case", "marks_of", "save_case"]

_SCHEMA = "reportkit/case@1"
_LARGEST = 20_000_000  # bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What a trainer marked: the place, the rule, why it is wrong, and what is right.

    `right` is empty where no single value is right; then learners are not asked for one.
    """

    place: str
    rule: str
    reason: str
    right: str = ""


def make_case(
    report: Report, marks: Sequence[Mark], *, previous: Report | None = None, title: str = ""
) -> Exercise:
    """Make an exercise of a report and the places that were marked in it.

    Parameters
    ----------
    report
        Any report; it is not changed.
    marks
        What is wrong with it; none, if learners are to see that nothing is.
    previous
        Last year's report, shown beside it.
    title
        What the case is called.

    Raises
    ------
    LessonError
        If a place or a rule does not exist, or a reason is missing.

    Notes
    -----
    A rule that the check does not decide may be named too; then a value that differs from
    `Mark.right` is “无法判定”, never wrong.
    """
    known = places(report)
    bare = Exercise(report=report, planted=(), previous=previous, number=title or "自编案例")
    planted = tuple(_planted(bare, known, mark) for mark in marks)
    return Exercise(report=report, planted=planted, previous=previous, number=bare.number)


def _planted(exercise: Exercise, known: dict[str, str], mark: Mark) -> Planted:
    if mark.place not in known:
        message = f"报告里没有“{mark.place}”这个位置。"
        raise LessonError(message)
    if mark.rule not in catalogue():
        near = "、".join(nearest(mark.rule, tuple(catalogue())))
        message = f"没有规则“{mark.rule}”{f'，您要的是不是 {near}' if near else ''}？"
        raise LessonError(message)
    if not mark.reason.strip():
        message = f"“{mark.place}”还没有写为什么错：请写一句理由，学员核对答案时会看到。"
        raise LessonError(message)
    fault = Fault(
        id=f"{mark.rule}.自编",
        rule=mark.rule,
        operation="",
        level=1,
        says=mark.reason.replace("{", "{{").replace("}", "}}"),
        ask="逐项对照规则，再看一遍。",
        valued=bool(mark.right.strip()),
    )
    section, quote = _words(exercise.report, mark.place, known[mark.place])
    return Planted(
        fault=fault,
        expected=_expected(exercise, mark, known[mark.place]),
        places=(mark.place,),
        section=section,
        quote=quote,
        wrong=known[mark.place],
        right=mark.right.strip() or None,
    )


def _words(report: Report, place: str, said: str) -> tuple[int | None, str]:
    """Return section and words of a sentence; None for any other place."""
    if place in report.values or not place[1:2].isdigit() or place[0] != "s":
        return None, ""
    return int(place[1:].partition(".")[0]), said


def _expected(exercise: Exercise, mark: Mark, said: str) -> tuple[Expected, ...]:
    """Return what the check itself finds at the place by the rule, to judge other values by."""
    return tuple(
        Expected(rule=finding.rule, cells=finding.cells, quote=finding.quote or "")
        for finding in exercise.found
        if finding.rule == mark.rule
        and (mark.place in finding.cells or (finding.quote and finding.quote in said))
    )


def marks_of(case: Exercise) -> tuple[Mark, ...]:
    """Return the marks that a case was made of."""
    return tuple(
        Mark(
            place=item.places[0],
            rule=item.fault.rule,
            reason=item.fault.says.replace("{{", "{").replace("}}", "}"),
            right=item.right or "",
        )
        for item in case.planted
    )


def save_case(case: Exercise, path: str | Path) -> Path:
    """Write a case as one JSON file, whole or not at all.

    Raises
    ------
    StoreError
        If the place cannot be written to.
    """
    data: dict[str, Any] = {
        "schema": _SCHEMA,
        "title": case.number,
        "report": store.to_dict(case.report),
        "previous": store.to_dict(case.previous) if case.previous else None,
        "marks": [asdict(mark) for mark in marks_of(case)],
    }
    text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    return store.write_atomically(Path(path), text.encode())


def load_case(path: str | Path) -> Exercise:
    """Read a case.

    Raises
    ------
    LessonError
        If it is none, damaged or too large.
    """
    source = Path(path)
    try:
        if source.stat().st_size > _LARGEST:
            message = f"{source.name} 太大，不像是案例文件。"
            raise LessonError(message)
        data = {"schema": "", **json.loads(source.read_text(encoding="utf-8"))}
        if data["schema"] != _SCHEMA:
            message = f"{source.name} 不是案例文件。"
            raise LessonError(message)
        report = store.from_dict(data["report"], name=source.name)
        previous = data.get("previous")
        last = store.from_dict(previous, name=source.name) if previous else None
        marks = [Mark(**{key: str(value) for key, value in item.items()}) for item in data["marks"]]
        return make_case(report, marks, previous=last, title=str(data["title"]))
    except OSError as error:
        message = f"{source.name} 打不开（{error.strerror}）。"
        raise LessonError(message) from error
    except (ValueError, KeyError, TypeError, AttributeError, StoreError) as error:
        message = f"{source.name} 不是案例文件，或者已经损坏。"
        raise LessonError(message) from error
