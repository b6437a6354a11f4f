"""Dates as reports write them: 2024年1月12日, 二〇二四年一月十二日, 2024-01-12.

>>> find_date("2024 年 1 月 12 日")
datetime.date(2024, 1, 12)
"""

from __future__ import annotations

import datetime
import re

from reportkit.text import chinese_number, normalise

__all__ = ["find_date", "find_period", "is_date_line"]

_DIGITS = r"(?<!\d)(\d{4})年(\d{1,2})月(\d{1,2})日?"
_SIGNS = r"(?<!\d)(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?!\d)"
_HAN = (
    r"([二一][〇○零0OО一二三四五六七八九]{3})年"
    r"([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_CLOSE = r"(?<!\d)(20\d{2})(\d{2})(\d{2})(?!\d)"
_PATTERNS = tuple(re.compile(pattern) for pattern in (_DIGITS, _SIGNS, _HAN, _CLOSE))
_LINE = re.compile(
    rf"^(?P<organ>[^\d,。;:]{{0,60}}?)(?:日期:|落款:)?[\[(]?(?:{_DIGITS}|{_SIGNS}|{_HAN})[\])]?$"
)
_PERIOD = re.compile(
    r"(?<!\d)(\d{4})年(\d{1,2})月(\d{1,2})日(?:\(含\))?(?:0?0时|零时)?(?:起|开始)?,?(?:到|至|截至|截止|—|-|~|―|–)+"
    r"(?:(\d{4})年|[同本当]年)?(\d{1,2})月(\d{1,2})日"
)
_YEAR = re.compile(r"(?<!\d)(?:\d\s*){4}年")
_SIGNED_YEAR = re.compile(r"(?<!\d)20\d{2}(?=[./-]\d{1,2}[./-]\d)")
_SIGNED_PERIOD = re.compile(
    r"(?<!\d)(20\d{2})([./-])(\d{1,2})\2(\d{1,2})日?(?:到|至|—|-|~|―|–)+"
    r"(?:(20\d{2})\2)?(\d{1,2})\2(\d{1,2})(?!\d)"
)
_PERIOD_LENGTH = 80  # characters as written, blanks included
_LONGEST_LINE = 80  # characters without blanks


def find_date(text: str) -> datetime.date | None:
    """Return the first date in a text, or None; a day that no calendar has is no date."""
    plain = normalise(text)
    for pattern in _PATTERNS:
        # 2020-01-23 14:59 must keep its blank, 2024 年 1 月 must lose its
        if match := pattern.search(text) or pattern.search(plain):
            return _date(*match.groups())
    return None


def is_date_line(text: str) -> bool:
    """Whether a line is a date and nothing else, or the name of an organ and a date."""
    if len(text) > _LONGEST_LINE and len("".join(text.split())) > _LONGEST_LINE:
        return False  # before it is normalised, which takes longer
    plain = normalise(text)
    return len(plain) <= _LONGEST_LINE and _LINE.match(plain) is not None


def find_period(text: str) -> tuple[datetime.date | None, datetime.date | None] | None:
    """Return first and last day of the period that the text says its figures cover."""
    for start in _YEAR.finditer(text):
        # only where a year stands: to normalise a whole report takes longer than its tables
        match = _PERIOD.match(normalise(text[start.start() : start.start() + _PERIOD_LENGTH]))
        if match:
            year, month, day, last_year, last_month, last_day = match.groups()
            return _date(year, month, day), _date(last_year or year, last_month, last_day)
    for start in _SIGNED_YEAR.finditer(text):
        plain = normalise(text[start.start() : start.start() + _PERIOD_LENGTH])
        if match := _SIGNED_PERIOD.match(plain):
            year, _, month, day, last_year, last_month, last_day = match.groups()
            return _date(year, month, day), _date(last_year or year, last_month, last_day)
    return None


def _date(year: str, month: str, day: str) -> datetime.date | None:
    try:
        return datetime.date(_whole(year), _whole(month), _whole(day))
    except ValueError:
        return None


def _whole(text: str) -> int:
    if text.isdigit():
        return int(text)
    folded = re.sub("[○零0OО]", "〇", text)
    return chinese_number(folded) or 0
