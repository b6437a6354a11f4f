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

from reportkit.recognise._dates import find_date, is_date_line
from reportkit.recognise._headings import is_numbered_heading, numeral_of, section_of
from reportkit.recognise._paragraphs import join
from reportkit.report import Section
from reportkit.text import normalise

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from reportkit.recognise._items import Item

__all__ = ["Narrative", "is_organ_line", "may_be_title", "read_narrative", "split_reports"]

_LEAST_CONTENTS = 3
_FURNITURE = re.compile(
    r"^[\s•·●|]*(?:字号|字体|分享|打印|关闭|收藏|我要收藏|文章分享|返回|上一篇|下一篇|【?打印|扫一扫|附件"
    r"|版权所有|主办单位|承办单位|网站标识码|联系我们|网站地图|浏览次数|点击数|阅读|责任编辑|编辑"
    r"|您现在的位置|当前位置|首页|公共资源调用|打开适老化|无障碍|相关(?:链接|文档|附件)|政府信息公开年报$"
    r"|[\w ]*[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]ICP备).*$"
)
_META = re.compile(
    r"^[\s•·●|]*(?:标\s*题|名\s*称|索\s*引\s*号|文\s*号|发文日期|成文日期|生成日期|发布日期|发布时间|发布来源"
    r"|发布机构|所属机构|信息来源|来\s*源|作\s*者|时\s*间|日\s*期|公开方式|公开日期|公开范围|组配分类|主题分类"
    r"|关键[字词]|有效性|体裁)\s*[:：]"
)
_PUBLISHED = re.compile(
    r"(?:发布日期|发布时间|发文日期|公开日期|^[\s•·●|]*时\s*间|^[\s•·●|]*日\s*期|\s时间)\s*[:：]\s*"
)
_TITLE_END = re.compile(r"(?:年度报告|工作报告|年报|报告|告年度报)(?:[（(]\d{4}.*[)）])?$")
_TITLE_PREFIX = re.compile(r"^(?:标\s*题|名\s*称)\s*[:：]\s*")
_LONGEST_TITLE = 60
_ORGAN_END = re.compile(
    "(?:局|委员会|委|办公室|办|中心|政府|厅|部|院|署|会|站|队|所|处|馆|乡|镇|街道|办事处|管委会|公司|学校|大学|分局|总局|联合会|集团|社|庭|库)$"
)
_SIGNATURE_LINES = 8
_FOOT_LINES = 80


@dataclass(slots=True)
class Narrative:
    """The running text in its parts; `headings` are all of level one as printed, in order."""

    title: str | None = None
    introduction: str = ""
    sections: list[Section] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    signed_by: str | None = None
    issued_on: datetime.date | None = None
    published_on: datetime.date | None = None
    furniture: list[str] = field(default_factory=list)


def is_organ_line(text: str) -> bool:
    """Whether a line is nothing but the name of an organ."""
    plain = normalise(text)
    return (
        3 <= len(plain) <= 60
        and bool(_ORGAN_END.search(plain))
        and not re.search(r"[,。:;!?《》<>|\"]", plain)
    )


def read_narrative(items: Sequence[Item]) -> Narrative:
    """Sort the items of one report that belong to no table into the parts of the report."""
    narrative = Narrative()
    marks = _headings(items)
    first = marks[0][0] if marks else len(items)
    _front(narrative, items[:first])
    ends = [start for start, _ in marks[1:]] + [len(items)]
    for (start, no), end in zip(marks, ends, strict=False):
        body = list(items[start + 1 : end])
        if end == len(items):
            body = _without_signature(narrative, body)
        lines = [(item.text, item.place.row) for item in body if not _is_furniture(narrative, item)]
        heading = " ".join(items[start].text.split())
        narrative.headings.append(heading)
        narrative.sections.append(Section(no=no, heading=heading, text=join(lines)))
    return narrative


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
    return _without_contents(found)


def _without_contents(found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Drop a list of contents: headings one right below the other that all come again later."""
    kept, n = [], 0
    while n < len(found):
        end = n + 1
        while (
            end < len(found)
            and found[end][0] == found[end - 1][0] + 1
            and found[end][1] > found[end - 1][1]
        ):
            end += 1
        later = {no for _, no in found[end:]}
        if end - n < _LEAST_CONTENTS or not {no for _, no in found[n:end]} <= later:
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
    end, title = _title(items)
    if title is None:
        return len(items)
    for start in range(max(0, end - 3), end):
        text = "".join(
            "".join(_TITLE_PREFIX.sub("", i.text.strip()).split()) for i in items[start:end]
        )
        if text == title:
            return start
    return end - 1


def _is_furniture(narrative: Narrative, item: Item) -> bool:
    """Note and leave out what belongs to the page and not to the report."""
    if _FURNITURE.match(item.text) and len(item.text) < _LONGEST_TITLE:
        narrative.furniture.append(item.text)
        return True
    return False


# ---------------------------------------------------------------- before section one


def _front(narrative: Narrative, items: Sequence[Item]) -> None:
    """Read title, introduction and dates from what stands before the first section."""
    start, title = _title(items)
    narrative.title = title
    kept: list[tuple[str, int]] = []
    for i, item in enumerate(items):
        text = item.text
        if (match := _PUBLISHED.search(text)) and len(text) < 2 * _LONGEST_TITLE:
            narrative.published_on = narrative.published_on or find_date(text[match.end() :])
        if i < start or _META.match(text) or _is_furniture(narrative, item):
            continue
        if is_date_line(text):
            narrative.issued_on = find_date(text)
        elif title is None and not _reads_as_text(text):
            continue
        elif item.is_line or len(text) > _LONGEST_TITLE:
            kept.append((text, item.place.row))
    narrative.introduction = join(kept)


def _reads_as_text(text: str) -> bool:
    return "。" in text or len(text) > _LONGEST_TITLE // 2


def _title(items: Sequence[Item]) -> tuple[int, str | None]:
    """Return where the text behind the title begins, and the title."""
    best: tuple[float, int, str] | None = None
    for i, item in enumerate(items):
        line = "".join(_TITLE_PREFIX.sub("", item.text.strip()).split())
        if not may_be_title(line):
            continue
        title = _with_lines_before(items, i, line)
        score = 2 * bool(re.search(r"\d{4}年", title)) + ("工作年度报告" in title) + i / 1000
        score += 2 * (not title.startswith(("政府信息", "信息公开")) and not title[:4].isdigit())
        if best is None or score > best[0]:
            best = (score, i + 1, title)
    return (best[1], best[2]) if best else (0, None)


def may_be_title(line: str) -> bool:
    """Whether a line without blanks may be the title of a report."""
    return (
        len(line) <= _LONGEST_TITLE
        and "信息公开" in line
        and _TITLE_END.search(line) is not None
        and not re.search(r"[。>＞|；;《》]", line)
    )


def _with_lines_before(items: Sequence[Item], i: int, line: str) -> str:
    """Put the lines before in front where the title is set in two or three lines.

    Lines of one paragraph belong together however many they are.
    """
    for at in range(i - 1, max(-1, i - 1 - _TITLE_LINES), -1):
        before = "".join(items[at].text.split())
        if _one_paragraph(items[at], items[i]) and len(before) + len(line) <= 2 * _LONGEST_TITLE:
            line = before + line
            continue
        if at < i - 2:
            break
        lacks_organ = line.startswith(("政府信息", "信息公开")) or line[:4].isdigit()
        fits = is_organ_line(before) or before.endswith(("年", "年度"))
        if not (lacks_organ and fits and len(before) + len(line) <= _LONGEST_TITLE):
            break
        line = before + line
    return line


_TITLE_LINES = 5


def _one_paragraph(item: Item, other: Item) -> bool:
    """Whether two lines are set apart only by a break inside a paragraph (Word)."""
    lines = item.is_line and other.is_line and item.place == other.place
    return lines and not re.search(r"[。；：，]", item.text)


# ---------------------------------------------------------------- the end


def _without_signature(narrative: Narrative, body: list[Item]) -> list[Item]:
    """Cut signature, date and what follows them off the last section.

    A date alone is the signature's only near the end; further up it must stand with an organ, as
    below it the foot of a web page may follow.
    """
    for i in range(len(body) - 1, max(-1, len(body) - 1 - _FOOT_LINES), -1):
        text = body[i].text
        if not is_date_line(text):
            continue
        before = re.split(r"(?=\d{4}\s*[年.\-/]|二[〇○零0])", text, maxsplit=1)[0].strip()
        above = body[i - 1].text if i else ""
        organ = before if is_organ_line(before) else above if is_organ_line(above) else ""
        if not organ and len(body) - i > _SIGNATURE_LINES:
            continue
        narrative.issued_on = find_date(text) or narrative.issued_on
        if organ:
            narrative.signed_by = "".join(organ.split())
        return body[: i - 1] if organ and organ != before else body[:i]
    return body
