"""Days on which a report can be signed and published: working days before the deadline.

>>> _is_working_day(datetime.date(2025, 1, 30))
False
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from reportkit.report import Organ

if TYPE_CHECKING:
    from reportkit.specimens._draw import Draw

__all__ = ["signed_and_published"]

# First and last day off at the Spring Festival, about.
_FESTIVAL = {
    2020: ((1, 24), (2, 2)), 2021: ((2, 11), (2, 17)), 2022: ((1, 31), (2, 6)),
    2023: ((1, 21), (1, 27)), 2024: ((2, 9), (2, 17)), 2025: ((1, 28), (2, 4)),
    2026: ((2, 15), (2, 23)), 2027: ((2, 5), (2, 12)),
}  # fmt: skip
_PUBLISHED = 0.5
"""Share of the reports whose day of publication is known."""


def signed_and_published(
    year: int, kind: Organ, draw: Draw
) -> tuple[datetime.date, datetime.date | None]:
    """Draw the day of signature of a report about a year, and perhaps that of publication."""
    start = datetime.date(year + 1, 1, 6)
    end = datetime.date(year + 1, 3, 29) if kind is Organ.GOVERNMENT else _last_of_january(year + 1)
    days = [day for at in range((end - start).days + 1)
            if _is_working_day(day := start + datetime.timedelta(at))]  # fmt: skip
    least = 12 if kind is Organ.GOVERNMENT else 0
    signed = draw.between(least, len(days) - 2)
    if not draw.chance(_PUBLISHED):
        return days[signed], None
    return days[signed], days[min(signed + draw.between(0, 4), len(days) - 1)]


def _last_of_january(year: int) -> datetime.date:
    """Return the last usual day: before the festival where it falls into January."""
    first = _FESTIVAL.get(year, ((2, 1), (2, 7)))[0]
    day = datetime.date(year, *first) - datetime.timedelta(1)
    return min(day, datetime.date(year, 1, 29))


def _is_working_day(day: datetime.date) -> bool:
    first, last = _FESTIVAL.get(day.year, ((2, 1), (2, 7)))
    off = datetime.date(day.year, *first) <= day <= datetime.date(day.year, *last)
    return day.weekday() < 5 and not off
