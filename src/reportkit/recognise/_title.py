"""The title of a report among the lines above section one: one line, or two or three.

>>> may_be_title("某县某局2023年政府信息公开工作年度报告")
True
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportkit.recognise._furniture import is_furniture, is_page_data
from reportkit.text import normalise, simplify

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportkit.recognise._items import Item

__all__ = [
    "LONGEST_TITLE",
    "find_title",
    "is_area_line",
    "is_organ_line",
    "may_be_title",
    "without_prefix",
]

LONGEST_TITLE = 60
_LINES = 5
_END = re.compile(
    r"(?:年度报告|工作报告|年报|报告|告年度报)(?:[（(](?:\d{4}[^（）()]*|[^（）()\d]{1,8})[)）])?$"
)
# what the last line of a title may hold of it
_RESTS = frozenset(
    ("告", "报告", "度报告", "年度报告", "作年度报告", "工作年度报告", "年报", "的报告")
)
_YEAR = re.compile(r"20\d{2}(?=年)")
_PREFIX = re.compile(r"^(?:标\s*题|名\s*称)\s*[:：]\s*")
_BEHIND = re.compile(
    r"(?<=[告报])[\s\u3000]+(?:[\[【(（]?\s*\d{4}\s*[-年./]|发布|时间|日期|来源|浏览|字号|字体|作者).*$"
)
_ORGAN_END = re.compile(
    "(?:局|委员会|委|办公室|办|中心|政府|厅|部|院|署|会|站|队|所|处|馆|乡|镇|街道|苏木|办事处|管委会|公司|学校|中学|小学"
    "|大学|集团|社|庭|库|海关|分行|支行|场|团|校|台|园)$"
)


_AREA = re.compile("[\u4e00-\u9fff]{1,20}[省市县区旗州盟]")


def find_title(items: Sequence[Item], told: int | None = None) -> tuple[int, str | None]:
    """Return where the text behind the title begins, and the title.

    `told` is the year that the text tells of: of two titles, that of the year is meant.
    """
    best: tuple[float, int, str] | None = None
    lines = ["".join(without_prefix(item.text).split()) for item in items]
    for i, item in enumerate(items):
        line = lines[i]
        first = i
        if i and line in _RESTS and "信息公开" in lines[i - 1]:
            first, line = i - 1, lines[i - 1] + line
        if not may_be_title(line) or _is_of_page(item.text) or _is_of_list(lines, i, told):
            continue
        title = _with_lines_before(items, first, line)
        year = re.search(r"\d{4}年", title)
        score = 2 * bool(year) + ("工作年度报告" in title) + i / 1000
        score += 2 * (not _lacks_organ(title))
        score += 4 * (told is not None and f"{told}年" in title)
        if best is None or score > best[0]:
            best = (score, i + 1, title)
    return (best[1], best[2]) if best else (0, None)


def without_prefix(text: str) -> str:
    """Return a line without the 标题： before it and what the page tells behind it."""
    return _BEHIND.sub("", _PREFIX.sub("", text.strip()))


def may_be_title(line: str) -> bool:
    """Whether a line without blanks may be the title of a report."""
    if len(line) > LONGEST_TITLE:
        return False
    if "報告" in line:
        line = simplify(line)
    return (
        ("信息公开" in line or "政务公开" in line)
        and _END.search(line) is not None
        and not re.search(r"[。>＞|；;《》/:：]|做好|印发|要求", line)
        and not line.startswith(("按照", "根据", "依据", "现将", "现公布"))
    )


def is_organ_line(text: str) -> bool:
    """Whether a line is nothing but the name of an organ."""
    if len(text) > LONGEST_TITLE and len("".join(text.split())) > LONGEST_TITLE:
        return False  # before it is normalised, which takes longer
    plain = simplify(normalise(text))
    return (
        3 <= len(plain) <= LONGEST_TITLE
        and bool(_ORGAN_END.search(plain))
        and not re.search(r"[,。:;!?《》<>|\"]", plain)
    )


def is_area_line(text: str) -> bool:
    """Whether a line is nothing but the name of a place, as governments call themselves."""
    return _AREA.fullmatch(normalise(text)) is not None


def _is_of_page(text: str) -> bool:
    return is_furniture(text) or (is_page_data(text) and _PREFIX.match(text.strip()) is None)


def _is_of_list(lines: list[str], i: int, told: int | None) -> bool:
    """Whether a line is one of several links, to the reports of years that are not meant."""
    year = _YEAR.search(lines[i])
    if year and year[0] == str(told):
        return False
    beside = [_YEAR.search(line) for line in lines[max(0, i - 1) : i + 2] if may_be_title(line)]
    return year is not None and any(other and other[0] != year[0] for other in beside)


def _lacks_organ(line: str) -> bool:
    rest = re.sub(r"^20\d{2}年度?", "", line)
    return rest.startswith(("政府信息", "政务", "信息公开"))


def _with_lines_before(items: Sequence[Item], i: int, line: str) -> str:
    """Put the lines before in front where the title is set in two or three lines.

    Lines of one paragraph belong together however many they are.
    """
    for at in range(i - 1, max(-1, i - 1 - _LINES), -1):
        before = "".join(items[at].text.split())
        if _one_paragraph(items[at], items[i]) and len(before) + len(line) <= 2 * LONGEST_TITLE:
            line = before + line
            continue
        if at < i - 2:
            break
        fits = is_organ_line(before) or is_area_line(before) or before.endswith(("年", "年度"))
        told = len(before) + len(line) <= LONGEST_TITLE and not _is_of_page(items[at].text)
        if not (_wants_more(line) and fits and told):
            break
        line = before + line
    return line


def _wants_more(line: str) -> bool:
    """Whether a title begins with the year or with 政府信息公开, so that its organ is missing."""
    return line.startswith(("政府信息", "信息公开", "政务公开", "关于20")) or _lacks_organ(line)


def _one_paragraph(item: Item, other: Item) -> bool:
    """Whether two lines are set apart only by a break inside a paragraph (Word)."""
    lines = item.is_line and other.is_line and item.place == other.place
    return lines and not re.search(r"[。；：，]", item.text)
