"""The running text of a report: title, introduction, sections, signature and page furniture.

>>> text = read_narrative(items)  # doctest: +SKIP
>>> [section.heading for section in text.sections]  # doctest: +SKIP
['一、总体情况', '二、主动公开政府信息情况']
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from reportkit.recognise._dates import find_date, find_period, is_date_line
from reportkit.recognise._facts import organ_in, year_of
from reportkit.recognise._furniture import ends_article, is_furniture, is_page_data, published_in
from reportkit.recognise._headings import (
    is_numbered_heading,
    numeral_of,
    section_counted,
    section_of,
)
from reportkit.recognise._paragraphs import fixed_width, join, width
from reportkit.recognise._title import (
    LONGEST_TITLE,
    find_title,
    is_area_line,
    is_organ_line,
    may_be_title,
    without_prefix,
)
from reportkit.report import Section
from reportkit.text import normalise

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from reportkit.recognise._items import Item

__all__ = ["Narrative", "read_narrative", "split_reports"]

_LEAST_CONTENTS = 3
_SECTIONS = 6
_LEAST_COUNTED = 4
# a day that is not whole: the month alone, or with digits lost
_BROKEN_DAY = re.compile(
    "20\\d{2}年\\d{0,2}月(?:\\d{0,2}日)?|二[〇○零一二三四五六七八九]{3}年[一二三四五六七八九十]{1,3}月"
)
_CONTENTS = re.compile(r"目\s*录|.{2,40}[.…·．]{3,}\s*\d{0,3}")
_DAY_BEGINS = re.compile(r"(?=\d{4}\s*[年.\-/]|二[〇○零0])")
_SEALED = re.compile(r"[（(](?:盖章|公章|印章|章)[)）]")
_SIGNS = re.compile(r"\d[-/.]\d")
_SIGNS_ONLY = re.compile(r"\d{4}([-/.])\d{1,2}\1\d{1,2}")
_ADDRESS_OF_PAGE = re.compile(
    r"(?:来源|原文|链接|原文链接|url)?\s*[:：]?\s*https?://[!-~]+", re.IGNORECASE
)
_SIGNATURE_LINES = 8
_NEAR = 12  # items of section one in which the period may stand
_FOOT_LINES = 80
_TELLS_NO_WIDTH = 22  # characters; shorter lines are not looked at for their width


@dataclass(slots=True)
class Narrative:
    """The running text in its parts; `headings` are all of level one as printed, in order.

    `front` is what stands above section one, the page's own words included; `period` is found only
    there and right below.
    """

    title: str | None = None
    introduction: str = ""
    sections: list[Section] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    signed_by: str | None = None
    issued_on: datetime.date | None = None
    published_on: datetime.date | None = None
    period: tuple[datetime.date | None, datetime.date | None] | None = None
    front: list[str] = field(default_factory=list)


def read_narrative(items: Sequence[Item]) -> Narrative:
    """Sort the items of one report that belong to no table into the parts of the report."""
    narrative = Narrative()
    marks = _headings(items)
    full = _width_of_lines(items)
    first = marks[0][0] if marks else _foot_of(items)
    _front(narrative, items[:first], items[first : first + _NEAR], full)
    ends = [start for start, _ in marks[1:]] + [len(items)]
    for (start, no), end in zip(marks, ends, strict=False):
        body = list(items[start + 1 : end])
        if end == len(items):
            body = _without_signature(narrative, body)
        lines = [(item.text, item.place.row) for item in body if not is_furniture(item.text)]
        heading = " ".join(items[start].text.split())
        narrative.headings.append(heading)
        narrative.sections.append(Section(no=no, heading=heading, text=join(lines, full)))
    return narrative


def _width_of_lines(items: Sequence[Item]) -> float:
    """Return the width at which the lines of a report were wrapped; 0 where none stand close."""
    if not any(two.place.row == one.place.row + 1 for one, two in pairwise(items)):
        return 0
    return fixed_width([(item.text, item.place.row) for item in items if _is_of_report(item)])


def _is_of_report(item: Item) -> bool:
    """Whether a line is running text of the report, whose width may tell how it was wrapped."""
    text = item.text
    if not item.is_line:
        return False
    return len(text) <= _TELLS_NO_WIDTH or not (_is_of_page(text) or may_be_title(text))


def _headings(items: Sequence[Item]) -> list[tuple[int, int]]:
    """Return index and section number of each heading; a table of contents is none."""
    found: list[tuple[int, int]] = []
    for i, item in enumerate(items):
        if item.heading:
            found.append((i, section_of(item.heading)))
        elif item.is_line and is_numbered_heading(item.text):
            expected = numeral_of(items[found[-1][0]].text) + 1 if found else 1
            if numeral_of(item.text) == expected:
                found.append((i, expected))
    return _apart(items, _without_contents(found)) if found else _counted(items)


def _apart(items: Sequence[Item], marks: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give a part that the form has not a number behind the six, if one of these comes later.

    六、下一年工作思路 stands before 七、其他需要报告的事项, which is section six.
    """
    behind = max([_SECTIONS, *(no for _, no in marks)]) + 1
    kept: list[tuple[int, int]] = []
    later: set[int] = set()
    for at, no in reversed(marks):
        if items[at].heading:
            later.add(no)
            kept.append((at, no))
        else:
            kept.append((at, behind if no in later else no))
    return kept[::-1]


def _counted(items: Sequence[Item]) -> list[tuple[int, int]]:
    """Return headings counted in figures: most of the six, in order, with text between them."""
    lines = ((i, section_counted(item.text)) for i, item in enumerate(items) if item.is_line)
    found = [(i, no) for i, no in lines if no]
    in_order = all(one[1] < two[1] for one, two in pairwise(found))
    apart = sum(two[0] > one[0] + 1 for one, two in pairwise(found))
    return found if in_order and len(found) >= _LEAST_COUNTED and apart else []


def _without_contents(found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Drop a list of contents: headings one right below the other that all come again later."""
    kept, n = [], 0
    last = {no: at for at, (_, no) in enumerate(found)}
    while n < len(found):
        end = n + 1
        while (
            end < len(found)
            and found[end][0] == found[end - 1][0] + 1
            and found[end][1] > found[end - 1][1]
        ):
            end += 1
        again = all(last[no] >= end for _, no in found[n:end])
        if end - n < _LEAST_CONTENTS or not again:
            kept += found[n:end]
        n = end
    return kept


def split_reports(items: Sequence[Item]) -> list[list[Item]]:
    """Part a stream that holds several reports, each from its title on; one report stays whole."""
    marks = _headings(items)
    starts = [n for n, (_, no) in enumerate(marks) if no == 1]
    cuts = [0]
    for one, two in pairwise(starts):
        if any(no > 2 for _, no in marks[one:two]):
            last = marks[two - 1][0] + 1
            cuts.append(last + _title_begins(items[last : marks[two][0]]))
    return [list(items[a:b]) for a, b in pairwise([*cuts, len(items)])]


def _title_begins(items: Sequence[Item]) -> int:
    """Return where the title of the next report begins between two reports."""
    end, title = find_title(items)
    if title is None:
        return len(items)
    for start in range(max(0, end - 3), end):
        text = "".join("".join(without_prefix(i.text).split()) for i in items[start:end])
        if text == title:
            return start
    return end - 1


# ---------------------------------------------------------------- before section one


def _front(
    narrative: Narrative, items: Sequence[Item], behind: Sequence[Item], full: float
) -> None:
    """Read title, introduction and dates from what stands before the first section."""
    narrative.front = [item.text for item in items]
    text = "\n".join(item.text for item in (*items, *behind))
    period = narrative.period = find_period(text)
    told = year_of(None, period[0].year if period and period[0] else None, text)
    start, title = find_title(items, told)
    narrative.title = title
    narrative.published_on = published_in(narrative.front)
    kept: list[tuple[str, int]] = []
    for i, item in enumerate(items):
        text = item.text
        if i < start or item.heading or _is_of_page(text) or _CONTENTS.fullmatch(text.strip()):
            continue
        if is_date_line(text):
            _take_day(narrative, text)
        elif title is None and not kept and not _reads_as_text(text, full):
            continue
        elif title and i == start and is_organ_line(text):
            narrative.signed_by = "".join(text.split())
        elif item.is_line or len(text) > LONGEST_TITLE:
            kept.append((text, item.place.row))
    narrative.introduction = join(kept, full)


def _foot_of(items: Sequence[Item]) -> int:
    """Return where the foot of the page begins in a text without headings."""
    last = max((i for i, item in enumerate(items) if "。" in item.text), default=len(items))
    behind = range(last + 1, len(items))
    return next((i for i in behind if ends_article(items[i].text)), len(items))


def _is_of_page(text: str) -> bool:
    """Whether a line above section one is the page's, its own address included."""
    return (
        is_furniture(text)
        or is_page_data(text)
        or _ADDRESS_OF_PAGE.fullmatch(text.strip()) is not None
    )


def _take_day(narrative: Narrative, text: str) -> None:
    """Take a day above section one: written with signs it is the page's, else the signature's."""
    if _SIGNS_ONLY.fullmatch(text.strip()):
        narrative.published_on = narrative.published_on or find_date(text)
    else:
        narrative.issued_on = find_date(text)


def _reads_as_text(text: str, full: float) -> bool:
    """Whether a line above section one is the introduction's, where no title tells."""
    if may_be_title("".join(text.split())):
        return False
    return "。" in text or len(text) > LONGEST_TITLE // 2 or bool(full and width(text) > full - 3)


# ---------------------------------------------------------------- the end


def _without_signature(narrative: Narrative, body: list[Item]) -> list[Item]:
    """Cut signature, date, the foot of the page and what follows them off the last section."""
    end = next((i for i, item in enumerate(body) if _ends_report(item.text)), len(body))
    kept, foot = body[:end], body[end:]
    while kept and is_page_data(kept[-1].text):
        foot.insert(0, kept.pop())
    if narrative.published_on is None:
        narrative.published_on = published_in([item.text for item in foot])
    organ = organ_in(narrative.title or "") or ""
    at = _signature(narrative, kept, organ)
    if at is None:
        _signature(narrative, foot, organ, sure=True)
    return kept if at is None else kept[:at]


def _ends_report(text: str) -> bool:
    """Whether a line is of the foot: a button, or the name of a file or another report."""
    line = "".join(text.split())
    return ends_article(text) or ("20" in line and may_be_title(line))


def _signature(
    narrative: Narrative, body: list[Item], organ: str, *, sure: bool = False
) -> int | None:
    """Find who signed and when; return where the signature begins.

    A date alone is the signature's only near the end; further up it must stand with an organ, as
    below it the foot of a web page may follow.  `sure` asks for the organ of the title.
    """
    for i in range(len(body) - 1, max(-1, len(body) - 1 - _FOOT_LINES), -1):
        text = body[i].text
        if is_page_data(text) or not (is_date_line(text) or _BROKEN_DAY.fullmatch(normalise(text))):
            continue
        before = _DAY_BEGINS.split(text, maxsplit=1)[0]
        above = i - 1
        while above >= 0 and _SEALED.fullmatch(body[above].text.strip()):
            above -= 1
        signer = _signer(before, organ)
        start = i
        if not signer and above >= 0:
            signer = _signer(body[above].text, organ, dated=True)
            start = above if signer else i
        if sure and _SIGNS.search(text):
            continue  # a day written with signs, as in a list of links
        if (not signer and (sure or len(body) - i > _SIGNATURE_LINES)) or (
            sure and not (organ and organ in signer)
        ):
            continue
        narrative.issued_on = find_date(text) or narrative.issued_on
        narrative.signed_by = signer or narrative.signed_by
        return start
    return None if sure else _organ_alone(narrative, body, organ)


def _organ_alone(narrative: Narrative, body: list[Item], organ: str) -> int | None:
    """Take a signature without a day: the last line, behind a full stop, is an organ."""
    while body and is_furniture(body[-1].text):
        body.pop()
    if len(body) < 2 or not body[-2].text.rstrip().endswith(("。", "）", ")")):
        return None
    signer = _signer(body[-1].text, organ, dated=True)
    if not signer:
        return None
    narrative.signed_by = signer
    return len(body) - 1


def _signer(text: str, organ: str, *, dated: bool = False) -> str:
    """Return the organ that a line names and nothing else, without the mark of its seal."""
    name = "".join(_SEALED.sub("", text).split())
    is_name = is_organ_line(name) or (dated and is_area_line(name)) or (organ and name == organ)
    return name if is_name else ""
