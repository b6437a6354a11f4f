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

__all__ = ["join", "width"]

_ENDS = tuple("。！？!?；;：:…”』」）)")
_OPENS = re.compile(
    r"^\s*(?:[（(][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}、|\d{1,2}[.、．](?!\d)"
    r"|[一二三四五六七八九十]是|第[一二三四五六七八九十]+[，,、]|[●•■◆▪\-*]\s)"
)
# a numbered line that is a sentence has a pause in it; a long sub-heading has none
_NUMBERED = re.compile(r"^\s*(?:[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.、．])")
_PAUSE = re.compile("[，。；：,;:]")
_SHORT = 22  # characters; a line this short ends where its writer ended it
_WRAPPED = 3  # lines of nearly the same length, one under the other, that show a fixed width


def width(text: str) -> float:
    """Return the length of a line in full-width characters."""
    return sum(1 if ord(c) > 0xFF else 0.5 for c in text)


def join(lines: Sequence[tuple[str, int]]) -> str:
    """Join lines into paragraphs, one a line of the result.

    Parameters
    ----------
    lines
        Text and line number of each line; a gap in the numbers is a blank line.
    """
    full = _fixed_width(lines)
    paragraphs: list[str] = []
    last: tuple[str, int] | None = None
    for text, number in lines:
        if last is not None and _goes_on(last, text, number, full):
            paragraphs[-1] += text
        else:
            paragraphs.append(text)
        last = (text, number)
    return "\n".join(paragraphs)


def _fixed_width(lines: Sequence[tuple[str, int]]) -> float:
    """Return the width at which lines were wrapped, or 0 where each line is a paragraph."""
    broken = [
        width(text)
        for (text, number), (_, following) in itertools.pairwise(lines)
        if following == number + 1 and not text.endswith(_ENDS) and width(text) > _SHORT
    ]
    if len(broken) < _WRAPPED:
        return 0
    broken.sort()
    return broken[len(broken) // 2]


def _goes_on(last: tuple[str, int], text: str, number: int, full: float) -> bool:
    """Whether `text` continues the line before it."""
    before, at = last
    if _OPENS.match(text):
        # 一是 may stand anywhere in a sentence; only a full line that breaks off goes on with it
        return bool(full) and number == at + 1 and _breaks_off(before, full) and "是" in text[:2]
    if before.endswith(_ENDS):
        return bool(full) and number == at + 1 and width(before) >= full - 1.5
    return _breaks_off(before, full)


def _breaks_off(before: str, full: float) -> bool:
    """Whether a line ends inside a sentence: long, no full stop, and no heading of its own."""
    if before.endswith(tuple("。！？!?")):
        return False
    if full:
        return width(before) > full - 3
    heading = _NUMBERED.match(before) is not None and _PAUSE.search(before) is None
    return width(before) > _SHORT and not heading
