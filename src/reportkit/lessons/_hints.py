"""Hints of rising strength, and the explanation of a planted fault.

>>> len(hints(exercise(4, seed=1), 0))  # doctest: +SKIP
3
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportkit.catalogue import catalogue
from reportkit.lessons._places import groups
from reportkit.views import words

if TYPE_CHECKING:
    from reportkit.lessons._exercise import Exercise
    from reportkit.lessons._fault import Planted
    from reportkit.report import Report

__all__ = ["explanation", "hints", "place_name"]


def hints(exercise: Exercise, at: int) -> tuple[str, str, str]:
    """Return the three hints for a planted fault: a question, the rule, the place."""
    planted = exercise.planted[at]
    entry = catalogue()[planted.fault.rule]
    place = "、".join(place_name(exercise, name) for name in planted.places[:2])
    return planted.fault.ask, entry.statement, f"问题在这里：{place}。"


def explanation(exercise: Exercise, planted: Planted) -> str:
    """Say what was wrong and what is right, in one or two sentences."""
    names = [place_name(exercise, name) for name in planted.places[:2]]
    return planted.fault.says.format(
        wrong=planted.wrong,
        right=planted.right or "",
        place="、".join(names),
        cell=names[0] if names else "",
        quote=planted.quote,
    )


def place_name(exercise: Exercise, name: str) -> str:
    """Return how people call a place: 表三“新收·自然人”, 第一部分第4句."""
    report = exercise.report
    if name in report.values:
        return words.place(name, report)
    if name in _FACTS:
        return _FACTS[name]
    if name in report.tables:
        return report.tables[name].name
    section, _, sentence = name[1:].partition(".")
    if name.startswith("h"):
        return f"第{_NUMERALS[int(section)]}部分的标题"
    if name.startswith("s"):
        part = f"第{_NUMERALS[int(section)]}部分" if section != "0" else "引言"
        return f"{part}第{sentence}句"
    return _row_name(report, name)


def _row_name(report: Report, name: str) -> str:
    """Return how people call a row or a group of rows: 表三“新收”, 表三“不予公开”."""
    table = report.tables[name.partition(".")[0]]
    if name in groups(table):
        entries = (entry for block in table.blocks for entry in block.rows.walk())
        spoken = next(entry.spoken for entry in entries if name == f"{table.key}.{entry.key}")
        return f"{table.name}“{spoken}”"
    cells = [cell for cell in table.cells if cell.startswith(f"{name}.")]
    return words.place(cells[0], report).partition("·")[0] + "”" if cells else name


_NUMERALS = "〇一二三四五六七八九"
_FACTS = {
    "title": "标题",
    "signed_by": "落款单位",
    "issued_on": "落款日期",
    "published_on": "发布日期",
    "file": "文件本身",
}
