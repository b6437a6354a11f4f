"""Automatic numbers of Word: the “一、” that stands before a paragraph but not in its text.

Counts as Word counts: one counter a level and list, deeper levels begin anew.  Bullets and kinds
of numbers that are not known give no text; nothing is invented.

>>> spell(21, "chineseCounting")
'二十一'
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportkit.readers._docx_inline import W

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from lxml.etree import _Element

__all__ = ["Numbering", "numbered_styles", "spell"]

_HAN = "〇一二三四五六七八九"
_CHINESE = {"chineseCounting", "chineseCountingThousand", "japaneseCounting",
            "taiwaneseCounting", "taiwaneseCountingThousand", "ideographDigital",
            "koreanDigital2", "japaneseDigitalTenThousand", "taiwaneseDigital",
            "chineseLegalSimplified", "ideographLegalTraditional"}  # fmt: skip
_ROWS = {
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
    "decimalEnclosedCircle": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedCircleChinese": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedParen": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
    "decimalEnclosedFullstop": "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
    "lowerLetter": "abcdefghijklmnopqrstuvwxyz",
    "upperLetter": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
}
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_DECIMAL = {"", "decimal", "decimalHalfWidth", "decimalZero"}
_PLACE = re.compile("%([1-9])")
_STYLE = re.compile(rb"<(?:\w+:)?style\s")
_STYLE_ID = re.compile(rb"""styleId=["']([^"']*)""")
_BASED_ON = re.compile(rb"""basedOn\s[^>]*?val=["']([^"']*)""")
_LIST = re.compile(rb"""numId\s[^>]*?val=["']([^"']*)""")
_LEVEL = re.compile(rb"""ilvl\s[^>]*?val=["']([^"']*)""")
_LEVELS = 9
_MOST = 99  # what is numbered higher is no heading
_LONGEST_CHAIN = 20  # styles based on styles


def spell(number: int, kind: str) -> str:
    """Write a number as a list of this kind shows it; empty where the kind is not known."""
    if not 0 < number <= _MOST:
        return str(number) if kind in _DECIMAL else ""
    if kind in _DECIMAL:
        return f"{number:02d}" if kind == "decimalZero" else str(number)
    if kind in {"decimalFullWidth", "decimalFullWidth2"}:
        return str(number).translate(_FULL_WIDTH)
    if kind in _CHINESE:
        tens, ones = divmod(number, 10)
        before = (_HAN[tens] if tens > 1 else "") + "十" if tens else ""
        return before + (_HAN[ones] if ones else "")
    row = _ROWS.get(kind, "")
    return row[number - 1] if number <= len(row) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Level:
    kind: str
    text: str
    start: int
    style: str = ""


@dataclass(slots=True)
class _List:
    """One list of the document: its levels, and which counters it moves."""

    counters: list[int]
    levels: dict[int, _Level]
    restarts: dict[int, int] = field(default_factory=dict)
    begun: bool = False


class Numbering:
    """Says which number stands before a paragraph.

    Parameters
    ----------
    numbering
        Root of the part with the lists.
    styles
        List and level of the styles that number their paragraphs: see `numbered_styles`.
    """

    def __init__(self, numbering: _Element, styles: Mapping[str, tuple[str, str | None]]) -> None:
        """Read the lists."""
        self._lists = _lists(numbering)
        self._styles = styles

    def before(self, style: str, own: _Element | None) -> str:
        """Return the number before a paragraph, and count it.

        Parameters
        ----------
        style
            Identifier of the paragraph's style, or empty.
        own
            The paragraph's own numbering (``w:numPr``), or None.
        """
        if own is None and style not in self._styles:
            return ""
        inherited = self._styles.get(style, ("", None))
        found = self._lists.get(_val(own, "numId") or inherited[0])
        if found is None:
            return ""
        given = _val(own, "ilvl") or inherited[1]
        return _count(found, _level_number(found, given, style))


def _level_number(found: _List, given: str | None, style: str) -> int:
    if given is not None:
        return int(given) if given.isdecimal() and len(given) == 1 else 0
    return next((n for n, level in found.levels.items() if style and level.style == style), 0)


def _count(found: _List, number: int) -> str:
    level = found.levels.get(number)
    if level is None:
        return ""
    counters = found.counters
    if not found.begun:
        found.begun = True
        for restarted, start in found.restarts.items():
            counters[restarted] = start - 1
            counters[restarted + 1 :] = [-1] * (_LEVELS - restarted - 1)
    for above in range(number + 1):
        if counters[above] < 0:
            begin = found.levels.get(above)
            counters[above] = (begin.start if begin else 1) - (above == number)
    counters[number] += 1
    counters[number + 1 :] = [-1] * (_LEVELS - number - 1)
    return _shown(found, level)


def _shown(found: _List, level: _Level) -> str:
    """Put the counters into the pattern of a level, or give nothing."""
    if level.kind in {"bullet", "none"}:
        return ""
    missing = False

    def number(match: re.Match[str]) -> str:
        nonlocal missing
        at = int(match[1]) - 1
        kind = found.levels[at].kind if at in found.levels else level.kind
        written = spell(found.counters[at], kind)
        missing = missing or not written
        return written

    text = _PLACE.sub(number, level.text)
    if missing:
        return ""
    return f"{text} " if text[-1:].isascii() and text[-1:].isalnum() else text


def _val(parent: _Element | None, name: str) -> str | None:
    child = parent.find(W + name) if parent is not None else None
    return child.get(W + "val") if child is not None else None


def _lists(root: _Element) -> dict[str, _List]:
    abstract = {
        each.get(W + "abstractNumId", ""): (_levels(each), [-1] * _LEVELS)
        for each in root.findall(W + "abstractNum")
    }
    found: dict[str, _List] = {}
    for num in root.findall(W + "num"):
        levels, counters = abstract.get(_val(num, "abstractNumId") or "", ({}, [-1] * _LEVELS))
        one = _List(counters=counters, levels=dict(levels))
        for override in num.findall(W + "lvlOverride"):
            at = override.get(W + "ilvl", "")
            if at.isdecimal() and int(at) < _LEVELS:
                one.levels |= _levels(override)
                start = _val(override, "startOverride")
                if start and start.isdecimal():
                    one.restarts[int(at)] = int(start)
        found[num.get(W + "numId", "")] = one
    return found


def _levels(parent: _Element) -> dict[int, _Level]:
    levels: dict[int, _Level] = {}
    for each in parent.findall(W + "lvl"):
        at, start = each.get(W + "ilvl", ""), _val(each, "start") or "1"
        if at.isdecimal() and int(at) < _LEVELS:
            levels[int(at)] = _Level(
                kind=_val(each, "numFmt") or "",
                text=_val(each, "lvlText") or "",
                start=int(start) if start.isdecimal() else 1,
                style=_val(each, "pStyle") or "",
            )
    return levels


def numbered_styles(sheet: bytes, used: AbstractSet[str]) -> dict[str, tuple[str, str | None]]:
    """Return list and level of the styles that number their paragraphs, own or inherited.

    Parameters
    ----------
    sheet
        The part with the styles, as bytes: it is often far larger than the text, and these few
        facts are all that is wanted of it.
    used
        Identifiers of the styles that matter.
    """
    if b"numPr" not in sheet:
        return {}
    first = _STYLE.search(sheet)
    parts = sheet.split(first[0])[1:] if first else []
    styles = {_found(_STYLE_ID, part): part for part in parts}
    found: dict[str, tuple[str, str | None]] = {}
    for name in used:
        at = name
        for _ in range(_LONGEST_CHAIN):
            style = styles.get(at, b"")
            if b"numPr" in style:
                found[name] = (_found(_LIST, style), _found(_LEVEL, style) or None)
                break
            at = _found(_BASED_ON, style)
    return {name: numbered for name, numbered in found.items() if numbered[0]}


def _found(pattern: re.Pattern[bytes], style: bytes) -> str:
    match = pattern.search(style)
    return match[1].decode(errors="replace") if match else ""
