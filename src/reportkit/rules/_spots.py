"""Spots in a text: the sentence around a place, names out of the way, places summed up.

>>> sentence_at("一。二三。", 2)
(2, 5)
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from reportkit.rules._prose import ordinal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportkit.prose import Prose

__all__ = ["HELD", "before", "counted", "excerpt", "sentence_at", "unnamed", "without_addresses"]

HELD = "\ue000"
"""Stands for each character of a name or address that is not to be read as running text."""

# Patterns begin with a character, not with a condition: so they are found many times faster.
_TITLES = re.compile(r"《[^《》\n]*(?:《[^《》\n]*》[^《》\n]*)*》|〈[^〈〉\n]*〉")
_NAMES = re.compile(
    r"[“\"「][^“”\"「」\n]{1,24}[”\"」](?=(?:等|的)?(?:政务|信息)?(?:专?栏|平台|板块|版块|模块|频道|网站?|微信|微博|公众号|视频号"
    r"|专区|系统|小程序|账号|品牌|活动|专题|机制|模式))"
)
_ADDRESSES = re.compile(r"https?://[A-Za-z0-9_./?=&%#:~+-]+|www\.[A-Za-z0-9_./?=&%#:~-]+")
_MAIL = re.compile(r"[A-Za-z0-9_.+-]+@[A-Za-z0-9_.-]+")
_ENDS = "。!?\n"


@lru_cache(maxsize=64)
def unnamed(text: str) -> str:
    """Cover titles in 《》, quoted names of columns and the like, and addresses; length stays."""
    for pattern in (_TITLES, _NAMES):
        text = pattern.sub(lambda match: HELD * len(match[0]), text)
    return without_addresses(text)


@lru_cache(maxsize=64)
def without_addresses(text: str) -> str:
    """Cover addresses of pages and mailboxes; length stays."""
    for pattern in (_ADDRESSES, *((_MAIL,) if "@" in text else ())):
        text = pattern.sub(lambda match: HELD * len(match[0]), text)
    return text


def before(text: str, match: re.Match[str], length: int = 1) -> str:
    """Return the characters before a match, fewer at the beginning of the text."""
    return text[max(match.start() - length, 0) : match.start()]


def sentence_at(text: str, place: int) -> tuple[int, int]:
    """Return start and end of the sentence around a place, its mark included."""
    start = max(text.rfind(mark, 0, place) for mark in _ENDS) + 1
    ends = [end for end in (text.find(mark, place) for mark in _ENDS) if end >= 0]
    end = min(ends, default=len(text))
    return start, min(end + 1, len(text)) if text[end : end + 1] != "\n" else end


def excerpt(prose: Prose, start: int, end: int, most: int = 40) -> str:
    """Quote a stretch of the report, cut after `most` characters."""
    return prose.quote(start, min(end, start + most))


def counted(sections: Iterable[int]) -> str:
    """Sum up where something stands: 第一部分1处、第五部分3处."""
    found = Counter(sections)
    return "、".join(f"{ordinal(no)}{found[no]}处" for no in sorted(found))
