"""Slips in the dates of a report: signature and publication.

References
----------
《条例》 article 49: departments before 31 January, governments at county level and above before
31 March.
"""

from __future__ import annotations

import calendar
import dataclasses
import datetime
from typing import TYPE_CHECKING

from reportkit.lessons._fault import Expected, Planted
from reportkit.lessons.operations._printed import reading_of
from reportkit.report import Organ

if TYPE_CHECKING:
    from reportkit.lessons._draft import Draft
    from reportkit.lessons._fault import Fault
    from reportkit.specimens import Draw

__all__ = ["file_of_last_year", "published_first", "published_late", "signed_early", "signed_late"]

# First day of the lunar year; the eve and six days after it are a holiday.
_NEW_YEAR = {
    2020: (1, 25), 2021: (2, 12), 2022: (2, 1), 2023: (1, 22), 2024: (2, 10), 2025: (1, 29),
    2026: (2, 17), 2027: (2, 6), 2028: (1, 26), 2029: (2, 13), 2030: (2, 3),
}  # fmt: skip
_SATURDAY = 5
_WEEK = 7


def signed_early(draft: Draft, fault: Fault, draw: Draw) -> Planted | None:
    """Sign before the reported year is over.

    Notes
    -----
    ``given.way`` is ``copied`` (the year of last year's signature) or ``december``.
    """
    signed, year = draft.report.issued_on, draft.report.year
    if signed is None or year is None or not draft.take("issued_on", "published_on"):
        return None
    if fault.given["way"] == "copied":
        wrong = _in_year(signed, signed.year - 1)
    else:
        wrong = datetime.date(year, 12, draw.between(11, 30))
    draft.report = draft.report.replace(issued_on=wrong)
    return _dated(fault, "issued_on", wrong, signed)


def signed_late(draft: Draft, fault: Fault, draw: Draw) -> Planted | None:
    """Sign after the deadline; nothing says when it was published."""
    signed, limit = draft.report.issued_on, _deadline(draft)
    if signed is None or limit is None or draft.report.published_on is not None:
        return None
    if _is_off(limit) != ("DT-07" in {fault.rule, *fault.also}):
        return None
    if not draft.take("issued_on", "published_on"):
        return None
    wrong = limit + datetime.timedelta(days=draw.between(2, 40))
    draft.report = draft.report.replace(issued_on=wrong)
    return _dated(fault, "issued_on", wrong, signed)


def published_late(draft: Draft, fault: Fault, draw: Draw) -> Planted | None:
    """Publish after the deadline what was signed in time."""
    signed, limit = draft.report.issued_on, _deadline(draft)
    if signed is None or limit is None or signed > limit:
        return None
    if _is_off(limit) != ("DT-07" in {fault.rule, *fault.also}):
        return None
    if not draft.take("issued_on", "published_on"):
        return None
    wrong = limit + datetime.timedelta(days=draw.between(2, 25))
    draft.report = draft.report.replace(published_on=wrong)
    return _dated(fault, "published_on", wrong, draft.specimen.report.published_on or signed)


def published_first(draft: Draft, fault: Fault, draw: Draw) -> Planted | None:
    """Publish some days before the day of the signature."""
    signed, year = draft.report.issued_on, draft.report.year
    if signed is None or year is None:
        return None
    most = min((signed - datetime.date(year + 1, 1, 1)).days, 12)
    if most < 1 or not draft.take("issued_on", "published_on"):
        return None
    wrong = signed - datetime.timedelta(days=draw.between(1, most))
    draft.report = draft.report.replace(published_on=wrong)
    planted = _dated(fault, "published_on", wrong, signed)
    return dataclasses.replace(planted, places=("published_on", "issued_on"))


def file_of_last_year(draft: Draft, fault: Fault, draw: Draw) -> Planted | None:  # noqa: ARG001
    """Name the file after the year before."""
    year, agency = draft.report.year or 0, draft.report.agency
    if not draft.take("file"):
        return None
    wrong = f"{agency}{year - 1}年政府信息公开工作年度报告.docx"
    reading = dataclasses.replace(reading_of(draft.report), file=wrong)
    draft.report = draft.report.replace(reading=reading)
    return Planted(
        fault=fault,
        expected=(Expected(rule=fault.rule),),
        places=("file",),
        wrong=wrong,
        right=f"{agency}{year}年政府信息公开工作年度报告.docx",
    )


# -------------------------------------------------------------------------------------- parts
def _dated(fault: Fault, place: str, wrong: datetime.date, right: datetime.date) -> Planted:
    return Planted(
        fault=fault,
        expected=tuple(Expected(rule=rule) for rule in (fault.rule, *fault.also)),
        places=(place,),
        wrong=_said(wrong),
        right=_said(right),
    )


def _said(day: datetime.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _in_year(day: datetime.date, year: int) -> datetime.date:
    """Return the same day of another year; 29 February becomes the 28th."""
    last = calendar.monthrange(year, day.month)[1]
    return datetime.date(year, day.month, min(day.day, last))


def _deadline(draft: Draft) -> datetime.date | None:
    year, kind = draft.report.year, draft.report.kind
    if year is None or kind is None:
        return None
    return datetime.date(year + 1, 3 if kind is Organ.GOVERNMENT else 1, 31)


def _is_off(day: datetime.date) -> bool:
    """Whether nobody works that day: a weekend, or the Spring Festival."""
    first = _NEW_YEAR.get(day.year)
    festival = first is not None and -1 <= (day - datetime.date(day.year, *first)).days < _WEEK
    return festival or day.weekday() >= _SATURDAY
