"""Dates of the report itself: signature, publication and period, DT-01 to DT-03, DT-06, DT-07.

A rule here never reads the clock; what it compares are the dates of the report with each other,
with the year reported about and with the deadlines of the profile.

>>> [rule.id for rule in RULES][:2]
['DT-01', 'DT-02']
"""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

from reportkit.finding import Severity
from reportkit.report import Organ
from reportkit.rules._prose import prose_of
from reportkit.rules._rule import NEEDS, Case, Fault, Undecided, Verdicts, rule
from reportkit.rules._scope import before_any_form

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportkit.rules._prose import Prose

__all__ = ["RULES"]

# ------------------------------------------------------------------ signature and publication
_USUAL_MONTHS = 3  # reports are signed from January to March


@rule("DT-01")
def not_before_the_end(case: Case) -> Verdicts:
    """Nothing is signed or published before the reported year is over.

    Wrong: a report about 2023 signed on 12 January 2023.
    Right: a report about 2023 signed on 12 January 2024.
    """
    year, signed = case.report.year, case.report.issued_on
    if year is None or signed is None:
        yield Undecided("报告年度" if year is None else "落款日期")
    dates = (("落款日期", signed, "落款"), ("发布日期", case.report.published_on, "发布"))
    for name, day, act in dates:
        if year is not None and day is not None and day.year <= year:
            old = act == "落款" and day.year == year and day.month <= _USUAL_MONTHS
            yield Fault(
                message=f"{name}{_say(day)}早于报告期结束（{year}年12月31日），{year}年度报告最早只能在"
                f"{year + 1}年1月1日{act}{'；可能是沿用了上年的落款' if old else ''}。",
                expected=f"{year + 1}年1月1日或以后",
                found=_say(day),
            )


@rule("DT-02")
def in_time(case: Case) -> Verdicts:
    """The report is published by the deadline of its kind of organ.

    31 January for departments, 31 March for governments at county level and above.
    Without the date of publication a late signature is a warning, and one in time proves
    nothing.  Where the kind of organ is not known, only what is late for every kind is late.
    Reports about the years before 2019 had another deadline.

    Wrong: a county department's report about 2025 published on 5 February 2026.
    Right: published on 20 January 2026.
    """
    year, published = case.report.year, case.report.published_on
    day = published or case.report.issued_on
    if year is None or day is None:
        yield Undecided("报告年度" if year is None else NEEDS["published"])
        return
    if before_any_form(case):
        yield Undecided("2019年度及以后的报告（以前的发布期限不同）")
        return
    limits = _deadlines(case, year)
    late = [limit for limit in limits if _as_tuple(day) > limit]
    if len(late) == len(limits):
        yield _late(case, day, max(limits), year)
    elif late:
        yield Undecided(NEEDS["organ"])
    elif published is None:
        yield Undecided(NEEDS["published"])


def _deadlines(case: Case, year: int) -> set[tuple[int, int, int]]:
    """Return the last day in time, or the days that are possible if the organ is unknown."""
    kinds = [case.organ] if case.organ else list(Organ)
    return {(year + 1, *case.profile.deadline(kind.value)) for kind in kinds}


def _as_tuple(day: datetime.date) -> tuple[int, int, int]:
    return day.year, day.month, day.day


def _late(case: Case, day: datetime.date, limit: tuple[int, int, int], year: int) -> Fault:
    published = case.report.published_on is not None
    name = "发布日期" if published else "落款日期"
    due = "{}年{}月{}日".format(*limit)
    who = "县级以上地方人民政府" if case.organ is Organ.GOVERNMENT else "部门和乡镇、街道"
    who = who if case.organ else "即使按县级以上地方人民政府的期限"
    holiday = "；遇节假日也不顺延" if _why_off(*limit) else ""
    return Fault(
        message=f"{name}{_say(day)}晚于期限：{year}年度报告，{who}应当在{due}前发布{holiday}。",
        expected=f"{due}前",
        found=_say(day),
        severity=None if published else Severity.WARNING,
    )


@rule("DT-06")
def signed_before_published(case: Case) -> Verdicts:
    """What is published was signed before, or on the same day.

    Wrong: published on 20 January, signed on 30 January.
    Right: signed on 20 January, published on 22 January.
    """
    signed, published = case.report.issued_on, case.report.published_on
    if signed is None or published is None:
        yield Undecided("落款日期" if signed is None else NEEDS["published"])
    elif published < signed:
        yield Fault(
            message=f"发布日期{_say(published)}早于落款日期{_say(signed)}，不能先发布后成文；"
            "如果是发布后改过内容，应当注明更正。",
            expected=f"{_say(signed)}或以后",
            found=_say(published),
        )


# First day of the lunar year (month, day); the eve and six days after it are taken as holidays.
_NEW_YEAR = {
    2020: (1, 25), 2021: (2, 12), 2022: (2, 1), 2023: (1, 22), 2024: (2, 10), 2025: (1, 29),
    2026: (2, 17), 2027: (2, 6), 2028: (1, 26), 2029: (2, 13), 2030: (2, 3), 2031: (1, 23),
    2032: (2, 11), 2033: (1, 31), 2034: (2, 19), 2035: (2, 8),
}  # fmt: skip
_HOLIDAY = range(-1, 7)
_WEEKEND = 5


@rule("DT-07")
def deadline_on_a_holiday(case: Case) -> Verdicts:
    """A deadline on a weekend or in the Spring Festival holiday calls for an earlier date.

    Said of a report that is being written, neither signed nor published, and of one that came
    after such a deadline: to others it is no use, least of all to old pages without a date.
    Exchange of working days is announced year by year and is not known here.

    Wrong: published on 5 February 2025, after the holiday.
    Right: published on 24 January 2025.
    """
    year = case.report.year
    if year is None:
        yield Undecided("报告年度")
        return
    day = case.report.published_on or case.report.issued_on
    kind = case.organ or Organ.DEPARTMENT
    limit = (year + 1, *case.profile.deadline(kind.value))
    reason = _why_off(*limit)
    concerned = case.reading is None if day is None else _as_tuple(day) > limit
    if reason and concerned and not before_any_form(case):
        yield _earlier(datetime.date(*limit), reason)


def _earlier(limit: datetime.date, reason: str) -> Fault:
    """Name the last day before the deadline on which people are at work."""
    day = limit
    while _why_off(day.year, day.month, day.day):
        day -= datetime.timedelta(days=1)
    return Fault(
        message=f"发布期限{_say(limit)}{reason}，条例没有顺延的规定，"
        f"宜在{day.month}月{day.day}日（{_weekday(day)}）以前发布。",
        expected=f"{_say(day)}以前",
    )


def _why_off(year: int, month: int, day: int) -> str:
    """Say why nobody works that day, or nothing."""
    try:
        date = datetime.date(year, month, day)
    except ValueError:  # a profile may say 02-30
        return ""
    if year in _NEW_YEAR and (date - datetime.date(year, *_NEW_YEAR[year])).days in _HOLIDAY:
        return "在春节假期内"
    return f"是{_weekday(date)}" if date.weekday() >= _WEEKEND else ""


def _weekday(day: datetime.date) -> str:
    return f"星期{'一二三四五六日'[day.weekday()]}"


# -------------------------------------------------------------------------------- the period
_PERIOD = re.compile(
    r"(\d{4,6})[年./-](\d{1,2})[月./-](\d{1,2})日?(?:0时)?[起始开,、]*[至到—–\-~～一]+"
    r"(?:(\d{4,6})[年./-])?(\d{1,2})[月./-](\d{1,2})日?"
)
_WHOLE_YEAR = re.compile(r"(?:统计|数据).{0,8}?(\d{4})年(?:度|全年|1月份?[至到—–\-~～一]+12月)")
_PERIOD_WORDS = re.compile("统计|数据|期限|时限|报告期")
_MENTION = re.compile("统计(?:期|时|起止)|统计限|数据.{0,10}(?:期|时)[限段间]")
_CUT_OFF = re.compile(r"截[至止](?:日期|时间)?[为是到至]?(?:\d{4}年)?12月31日")


@rule("DT-03")
def period(case: Case) -> Verdicts:
    """The figures cover 1 January to 31 December of the reported year.

    Every period in the text is compared, and the period of the report's facts where the text has
    none.  A period that cannot be read (figures lost) is undecided; none at all is a hint.

    Wrong: a report about 2024 with 2023年1月1日至2024年12月31日.
    Right: 2024年1月1日至2024年12月31日.
    """
    year = case.report.year
    if year is None:
        yield Undecided("报告年度")
        return
    printed = [*_printed_periods(case)]
    right = (year, 1, 1), (year, 12, 31)
    for prose, match, days in printed:
        if days != right:
            quote = prose.quote(match.start(), match.end())
            yield _wrong_period(year, prose.section, quote, quote)
    known = case.report.period
    if known and all(known):
        facts = tuple(_as_tuple(day) for day in known if day)
        if facts != right and facts not in [days for _, _, days in printed]:
            shown = "至".join(_say(day) for day in known if day)
            yield _wrong_period(year, 0, shown, None)
    elif not printed:
        yield from _no_period(case, year)


def _printed_periods(
    case: Case,
) -> Iterator[tuple[Prose, re.Match[str], tuple[tuple[int, ...], tuple[int, ...]]]]:
    for prose in prose_of(case.report):
        for match in _PERIOD.finditer(prose.text):
            start = max(prose.text.rfind("。", 0, match.start()), match.start() - 40, 0)
            if _PERIOD_WORDS.search(prose.text, start, match.end() + 6):
                a, b, c, d, e, f = match.groups()
                yield prose, match, ((int(a), int(b), int(c)), (int(d or a), int(e), int(f)))


def _wrong_period(year: int, section: int, shown: str, quote: str | None) -> Fault:
    right = f"{year}年1月1日至{year}年12月31日"
    return Fault(
        message=f"统计期限写的是“{shown}”，{year}年度报告应当是{right}。",
        section=section,
        quote=quote,
        expected=right,
        found=shown,
    )


def _no_period(case: Case, year: int) -> Verdicts:
    """Judge a text without two dates: another wording, figures lost, or nothing at all."""
    texts = prose_of(case.report)
    for prose in texts:
        whole = _WHOLE_YEAR.search(prose.text)
        if whole and int(whole[1]) != year:
            quote = prose.quote(whole.start(), whole.end())
            yield _wrong_period(year, prose.section, quote, quote)
        if whole or _CUT_OFF.search(prose.text):
            return
    if any(_MENTION.search(prose.text) for prose in texts):
        yield Undecided("统计期限的起止日期（没有读出）")
    else:
        message = f"没有写统计期限，宜写明{year}年1月1日至12月31日。"
        yield Fault(message=message, section=0, severity=Severity.INFO)


def _say(day: datetime.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


RULES = (not_before_the_end, in_time, period, signed_before_published, deadline_on_a_holiday)
