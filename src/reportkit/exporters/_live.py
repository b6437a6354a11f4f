"""Live figures in what is about to be printed: all are shown, or nothing is written.

A reference that shows no figure would reach the reader as ``{{ t3.R1.tot }}``, so the export
stops and names its place.  This module knows parts and reports, no kind of file.

>>> insist(parts(report), report)  # doctest: +SKIP
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportkit.errors import ExportError
from reportkit.figures import REFERENCE, why_not
from reportkit.views.parts import PartKind

if TYPE_CHECKING:
    from reportkit.report import Report
    from reportkit.views.parts import Part

__all__ = ["insist"]

_NUMBER = re.compile("([一二三四五六七八九十]{1,2})、")


def insist(parts: tuple[Part, ...], report: Report | None) -> tuple[Part, ...]:
    """Return the parts as they are, if every live figure in them has been resolved.

    Parameters
    ----------
    parts
        What is to be printed.
    report
        The data, where known: they tell why a figure is missing.

    Raises
    ------
    ExportError
        If a reference is left; the sentence has its place, the reference and the reason.
    """
    place = "标题或引言"
    for part in parts:
        if part.kind is PartKind.HEADING and part.level == 1:
            place = _place(part.text)
        if left := REFERENCE.search(part.text):
            why = why_not(left[1], report) if report is not None else ""
            message = f"没有导出：{place}里的“{left[0]}”换不成数字（{why or '没有找到数据'}）。"
            raise ExportError(message, hint="请补上这个数，或者改正文字里的引用后再导出。")
    return parts


def _place(heading: str) -> str:
    number = _NUMBER.match(heading)
    return f"第{number[1]}部分" if number else f"“{heading}”这一部分"
