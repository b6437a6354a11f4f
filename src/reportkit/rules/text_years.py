"""Years and cut-off dates inside the text, DT-04 and DT-05.

Reports are written over those of the year before; what was forgotten shows as a year that speaks
of the organ's own work.  Patterns name what is a leftover and, as carefully, what is not.

>>> [rule.id for rule in RULES]
['DT-04', 'DT-05']
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportkit.finding import Severity
from reportkit.rules._prose import prose_of, squeeze
from reportkit.rules._rule import Case, Fault, Undecided, Verdicts, rule
from reportkit.text import normalise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportkit.rules._prose import Prose

__all__ = ["RULES"]

# ---------------------------------------------------------------------------- years left over
_START = re.compile(
    r"(?:^|[。;\n]|(?<!其中):|情况|方面)"
    r"(?:\([一二三四五六七八九十\d]{1,3}\)|[一二三四五六七八九十]{1,2}[是、])?$"
)
_BEFORE = 16  # characters before a year in which a start stands
_OWN = (
    "我(?!国)[一-鿿]|本(?!报告|年度)[一-鿿]|全[市县区镇乡街办局委州省年系]|共|累计|主动|通过"
    "|收到(?!的)|受理(?!的)"
    "|未收到|未发生|没有收到|深入|认真|积极|严格|坚持|按照|根据|围绕|紧紧|持续|不断"
    "|[一-鿿]{1,12}(?:局|办|委|镇|乡|街道|中心|人民政府)"
)
_STATES = re.compile(rf"(?P<year>\d{{4}}(?<!\d{{5}}))年度?,?(?={_OWN})")
_REPORTS = re.compile(
    r"(?:我[一-鿿]|本[一-鿿]{1,2}|全[市县区镇乡州省])[于在]?(?P<year>\d{4})年度?,?(?:全年)?"
    r"(?:共|累计|主动公开|收到|受理|未收到|未发生|没有收到|公开|发布)(?!的)"
)
_AS_OF = re.compile(r"截[至止]到?(?P<year>\d{4})年(?:年?底|末|12月(?:31日|底|末)?)")
_ABOUT = re.compile(
    r"(?P<year>\d{4})年度?(?:政府信息公开)?(?:工作)?(?:情况)?(?:年度)?(?:报告|年报|情况(?=.{0,6}报告))"
)
_YEARS = re.compile(r"\d{4}(?=年)")
_EVENT = re.compile(
    "印发|出台|修订|施行|成立|组建|挂牌|改革|启用|上线|建成|开通|获[得评]|荣获|结转|跨年|考核|评估|测评|绩效|通报"
    "|(?:制定|制发|公开|发布|收到|受理)的"
)
_FIGURES = re.compile(r"(?:公开|发布|收到|受理|办理|回应).{0,20}\d余?[条件篇]")
_AHEAD = re.compile("将|下一步|计划|拟|继续|进一步|力争|打算|着力|重点|要|努力|预算")
_EARLIER_REPORTS = re.compile("上年|上一年|以往|历年|往年|查[阅看询]")
_COMPARES = re.compile("上年|较|比|同期|新增")
_TREND = re.compile("近[两三五]年|历年|逐年|连续|[两三]年来")
_MENDED = re.compile("整改|已.{0,10}(?:解决|完成|改)|上年|去年|本年|今年")
_TITLES = re.compile("《[^《》]*》|〈[^〈〉]*〉")
_FIRST_WORDS = 8  # section one begins here, behind a sub-heading at most
_PLANS = 5  # from section five on the text looks ahead


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A phrase with a year: where it stands, its sentence and what follows in it."""

    pattern: re.Pattern[str]
    section: int
    start: int
    end: int
    year: int
    sentence: str
    rest: str
    following: str


@rule("DT-04")
def leftover_years(case: Case) -> Verdicts:
    """Title, introduction and text speak of the reported year, not of the one before.

    A year counts where it is the time of a statement of the organ itself (2022年，我局…), of a
    cut-off (截至2022年底) or of the report (2022年度报告).  Laws, document numbers, titles in 《》,
    comparisons (较2022年), last year's reports and budgets, history and plans for the year to come
    do not.  A sentence that also names the reported year tells the years apart and is left alone.

    Wrong: title 2024, text 2023年，我局共公开信息….
    Right: both 2024.
    """
    year = case.report.year
    if year is None:
        yield Undecided("报告年度")
        return
    yield from _title_year(case, year)
    for prose in prose_of(case.report):
        if set(_YEARS.findall(prose.text)) <= {str(year)}:
            continue
        found = {p.start: p for p in _phrases(prose) if p.year != year and not _excused(p, year)}
        for phrase in found.values():
            quote = prose.quote(phrase.start, phrase.end)
            yield Fault(
                message=f"“{quote}”写的是{phrase.year}年，报告年度是{year}年，疑为沿用旧稿没有改。",
                section=prose.section,
                quote=quote,
                expected=year,
                found=phrase.year,
            )


def _title_year(case: Case, year: int) -> Verdicts:
    """Compare the years in the title and, as a hint, in the name of the file."""
    printed = squeeze(0, case.report.title or "")
    for match in re.finditer(r"(\d{4})年", printed.text):
        if int(match[1]) != year:
            quote = printed.quote(match.start(), match.end())
            message = f"标题写的是{match[1]}年，与报告年度{year}年不符。"
            yield Fault(message=message, section=0, quote=quote, expected=year, found=match[1])
    named = re.search(r"(20\d\d)年(?!\d)", normalise(case.reading.file) if case.reading else "")
    if named and int(named[1]) not in {year, year + 1}:
        message = f"文件名里的年份是{named[1]}年，与报告年度{year}年不符。"
        yield Fault(
            message=message, section=0, expected=year, found=named[1], severity=Severity.INFO
        )


def _phrases(prose: Prose) -> Iterator[_Phrase]:
    """Yield each phrase that speaks of a year as the organ's or the report's own, in order."""
    text = _TITLES.sub(lambda match: "　" * len(match[0]), prose.text)
    patterns = (_STATES, _REPORTS, _AS_OF, *((_ABOUT,) if prose.section == 0 else ()))
    matches = [(pattern, match) for pattern in patterns for match in pattern.finditer(text)]
    for pattern, match in sorted(matches, key=lambda pair: pair[1].start("year")):
        start = match.start() if pattern is _AS_OF else match.start("year")
        if pattern is _STATES and not _START.search(text, max(start - _BEFORE, 0), start):
            continue
        first, last = _sentence(text, start)
        stop = re.compile("[,;。:\n　]").search(text, match.end(), match.end() + 16)
        end = stop.start() if stop else min(match.end() + 16, last)
        yield _Phrase(
            pattern, prose.section, start, max(end, match.end()), int(match["year"]),
            text[first:last], text[start:last], text[last + 1 : last + 12],
        )  # fmt: skip


def _sentence(text: str, place: int) -> tuple[int, int]:
    """Return start and end of the sentence around a place."""
    start = max(text.rfind(mark, 0, place) for mark in "。\n") + 1
    ends = [end for end in (text.find(mark, place) for mark in "。\n") if end >= 0]
    return start, min(ends, default=len(text))


def _excused(phrase: _Phrase, year: int) -> bool:
    """Whether the phrase speaks of another year than the reported one with good reason."""
    if f"{year}年" in phrase.sentence or _tells_a_trend(phrase):
        return True
    if phrase.pattern is _ABOUT:
        return bool(_EARLIER_REPORTS.search(phrase.sentence))
    if phrase.year > year:
        ahead = phrase.section >= _PLANS or _AHEAD.search(phrase.rest)
        return phrase.pattern is _AS_OF or bool(ahead)
    if phrase.pattern is _AS_OF:
        return bool(_COMPARES.search(phrase.sentence))
    return _is_history(phrase)


def _tells_a_trend(phrase: _Phrase) -> bool:
    """Whether the sentence runs over several years; up to a year's end 历年 is but a stock."""
    found = _TREND.search(phrase.sentence)
    return found is not None and (phrase.pattern is not _AS_OF or found[0] != "历年")


def _is_history(phrase: _Phrase) -> bool:
    """Whether the phrase tells of last year's problems, of a series of years or of an event."""
    mended = phrase.section >= _PLANS and _MENDED.search(phrase.rest)
    later = re.match(r"\D{0,3}(\d{4})年", phrase.following)
    opens = phrase.section == 1 and phrase.start <= _FIRST_WORDS  # nobody begins with last year
    series = later and int(later[1]) > phrase.year and not opens
    event = _EVENT.search(phrase.rest[:30]) and not _FIGURES.search(phrase.rest)
    return bool(mended or series or event)


# ------------------------------------------------------------------------------- early cut-off
_UNTIL = re.compile(
    r"截[至止]到?至?(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?:份|(?P<day>\d{1,2})[日号]|[底末中])?"
)
_TOTALS = re.compile("累计|共|总|全年|主动公开|收到|受理|办结|发布|公开")
_FIGURE = re.compile(r"\d余?[多余]?万?[条件篇次份项个期则人]")
_LATER = re.compile("征求意见|征集|意见|下半年|此后|其后|之后|整改|完成|到位|上半年|季度")


@rule("DT-05")
def early_cut_off(case: Case) -> Verdicts:
    """Totals of the year are counted up to 31 December.

    Only a cut-off inside the reported year that carries a total counts; section five may tell how
    far things have come.  Another year after 截至 is DT-04.

    Wrong: 截至2023年12月13日，累计公开信息….
    Right: 截至2023年12月31日，累计公开信息….
    """
    year = case.report.year
    if year is None:
        yield Undecided("报告年度")
        return
    for prose in prose_of(case.report):
        for match in _UNTIL.finditer(prose.text) if prose.section != 5 else ():
            day = _last_day(match, year)
            rest = prose.text[match.start() : _sentence(prose.text, match.start())[1]]
            if day and day < (year, 12, 31) and day[0] == year and _carries_total(rest):
                quote = prose.quote(match.start(), match.end())
                yield Fault(
                    message=f"“{quote}”：全年的数据应当统计到{year}年12月31日，不能提前截止。",
                    section=prose.section,
                    quote=quote,
                    expected=f"截至{year}年12月31日",
                    found=quote,
                )


def _last_day(match: re.Match[str], year: int) -> tuple[int, int, int] | None:
    """Return the day up to which the phrase counts: a month alone counts to its end."""
    of, month = int(match["year"] or year), int(match["month"])
    if not 1 <= month <= 12:
        return None
    middle = match[0].endswith("中")
    last = 15 if middle else calendar.monthrange(of, month)[1]
    return of, month, int(match["day"] or last)


def _carries_total(rest: str) -> bool:
    return bool(_TOTALS.search(rest) and _FIGURE.search(rest) and not _LATER.search(rest))


RULES = (leftover_years, early_cut_off)
