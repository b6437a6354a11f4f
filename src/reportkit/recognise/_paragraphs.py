"""Paragraphs out of lines: what a page end or a fixed line width broke is joined again.

>>> join([("要求各科室起草文件时注", 1), ("意文件公开属性的选择。", 3)])
'要求各科室起草文件时注意文件公开属性的选择。'
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["fixed_width", "join", "width"]

_ENDS = tuple("。！？!?；;：:…”』」）)")
_OPENS = re.compile(
    r"^\s*(?:[（(][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}、|\d{1,2}[.、．](?!\d)"
    r"|[一二三四五六七八九十]是|第[一二三四五六七八九十]+[，,、]|[●•■◆▪\-*]\s)"
)
# a numbered line that is a sentence has a pause in it; a long sub-heading has none
_NUMBERED = re.compile(r"^\s*(?:[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.、．])")
# with what a sentence begins; a line that ends in a word of the second kind goes on even so
_BEGINS = re.compile(
    r"\s*(?:20\d{2}\s*年度?|截[至止]|全年|本年度|今年|下一步|同时[,，]|此外[,，]|另外[,，]|[我本](?:局|镇|乡|街道|委|办|单位))"
)
_WANTS_MORE = tuple("，,、：:自从至到由为于在对和与及或的是了将把被向以按据经年月")
_COUNTED = re.compile(r"\s*(\d{1,2})([.、．])(?!\d)")
_PAUSE = re.compile("[，。；：,;:]")
_SHORT = 22  # characters; a line this short ends where its writer ended it
_ALIKE = 3  # characters by which wrapped lines differ, as no sign may begin or end one
_SHARE_ALIKE = 0.7
_SHARE_WIDER = 0.05
_WORD = re.compile(r"[!-~]*")  # letters and figures stay together at the end of a line
_WRAPPED = 3  # lines of nearly the same length, one under the other, that show a fixed width


def width(text: str) -> float:
    """Return the length of a line in full-width characters."""
    return len(text) - len(text.encode("latin-1", "ignore")) / 2


def join(lines: Sequence[tuple[str, int]], full: float | None = None) -> str:
    """Join lines into paragraphs, one a line of the result.

    Parameters
    ----------
    lines
        Text and line number of each line; a gap in the numbers is a blank line.
    full
        The width at which the lines of the whole text were wrapped, 0 for none, if it is known.
    """
    full = full or fixed_width(lines)
    paragraphs: list[str] = []
    last: tuple[str, int] | None = None
    for text, number in lines:
        if last is not None and (
            _goes_on(last, text, number, full)
            or _counts_on(paragraphs[-1], last, text, number, full)
        ):
            paragraphs[-1] += text
        else:
            paragraphs.append(text)
        last = (text, number)
    return "\n".join(paragraphs)


def fixed_width(lines: Sequence[tuple[str, int]]) -> float:
    """Return the width at which lines were wrapped, or 0 where each line is a paragraph."""
    broken = [
        width(text)
        for (text, number), (_, following) in itertools.pairwise(lines)
        if following == number + 1 and not text.endswith(_ENDS) and width(text) > _SHORT
    ]
    if len(broken) < _WRAPPED:
        return 0
    broken.sort()
    usual = broken[len(broken) // 2]
    alike = sum(abs(one - usual) <= _ALIKE for one in broken)
    if alike < _SHARE_ALIKE * len(broken):
        return 0
    wider = sum(width(text) > usual + _ALIKE for text, _ in lines)
    return usual if wider <= _SHARE_WIDER * len(lines) else 0


def _goes_on(last: tuple[str, int], text: str, number: int, full: float) -> bool:
    """Whether `text` continues the line before it."""
    before, at = last
    if _OPENS.match(text):
        # 一是 may stand anywhere in a sentence; only a full line that breaks off goes on with it
        return bool(full) and number == at + 1 and _breaks_off(before, full) and "是" in text[:2]
    if not full and _BEGINS.match(text) and not before.endswith(_WANTS_MORE):
        return False
    word = _WORD.match(text)
    least = full - width(word[0]) if word and full else full
    if before.endswith(_ENDS):
        return bool(full) and number == at + 1 and width(before) >= least - 1.5
    return _breaks_off(before, least)


def _counts_on(paragraph: str, last: tuple[str, int], text: str, number: int, full: float) -> bool:
    """Whether an item goes on a list inside its paragraph: …：1.甲；2.乙； and below it 3.丙."""
    match = _COUNTED.match(text) if full else None
    if match is None or number != last[1] + 1 or width(last[0]) < full - _ALIKE:
        return False
    before = str(int(match[1]) - 1)
    return f"{before}{match[2]}" in paragraph[1:]


def _breaks_off(before: str, full: float) -> bool:
    """Whether a line ends inside a sentence: long, no full stop, and no heading of its own."""
    if before.endswith(tuple("。！？!?")):
        return False
    if full:
        return width(before) > full - 3
    heading = _NUMBERED.match(before) is not None and _PAUSE.search(before) is None
    return width(before) > _SHORT and not heading
