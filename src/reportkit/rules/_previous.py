"""Whether last year's report can be compared with this year's: same organ, the year before.

>>> objection(case)  # doctest: +SKIP
'2022年度的报告（现在给的是2021年度的）'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportkit.rules._agency import differ
from reportkit.rules._rule import NEEDS

if TYPE_CHECKING:
    from reportkit.rules._rule import Case

__all__ = ["objection"]


def objection(case: Case) -> str:
    """Say what is needed instead of the given report of last year; empty where it fits."""
    report, previous = case.report, case.previous
    if previous is None:
        return NEEDS["previous"]
    if report.year and previous.year and previous.year != report.year - 1:
        return f"{report.year - 1}年度的报告（现在给的是{previous.year}年度的）"
    if differ(report.agency, previous.agency):
        return f"{report.agency}的上年度报告（现在给的是{previous.agency}的）"
    return ""
