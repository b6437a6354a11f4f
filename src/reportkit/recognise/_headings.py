"""Headings of level one: the six of the form, others, and headings run into a paragraph.

>>> section_of("五、存在问题及改进情况")
5
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import cache, lru_cache

from reportkit.form import load
from reportkit.recognise._labels import core, labels
from reportkit.text import normalise, simplify

__all__ = [
    "is_numbered_heading",
    "may_hold_heading",
    "numeral_of",
    "section_counted",
    "section_of",
    "split_headings",
]

_NUMERAL = re.compile(
    r"^\s*(?:第([一二三四五六七八九十])(?:部分|章)\s*[:：、]?|([一二三四五六七八九十])\s*[、．.])\s*(\S.*)$"
)
_BRACKETED = re.compile(r"^\s*[（(]|^\s*\d")
_COUNTED = re.compile(r"^\s*(?:([1-6])\s*[.、．]|[（(]([一二三四五六])[)）])\s*(\S{2,40})$")
_LOST = re.compile(r"^\s*、\s*(\S.*)$")
_NUMERALS = "一二三四五六七八九十"
# most lines have none, so the numeral is looked for first and what stands before it then
_INLINE_START = re.compile("[一二三四五六](?:、|．|部分)")
_LONGEST = 45
_RATIO = 0.8
_RATIO_ALONE = 0.9
_YEAR = re.compile(r"20\d{2}年度?(?=[\u4e00-\u9fff]{2})")
_SENTENCE = re.compile("[。；;!！?？]|，.*，")


@cache
def _titles() -> dict[str, int]:
    """Return the core of every accepted heading with its section number."""
    return {
        core(spelling): section.no
        for section in load("2021").sections
        for spelling in (section.title, *section.aliases)
    }


def section_of(text: str) -> int:
    """Return the number of the section that this line is the heading of, or 0.

    The words decide; the numeral may be lost or wrong, but without a numeral only the exact
    official heading or a long spelling counts.
    """
    line = text.strip().strip("【】")
    return _section_of(line) if 0 < len(line) <= _LONGEST else 0


@lru_cache(maxsize=8192)  # headings and sub-headings come again in every report
def _section_of(line: str) -> int:
    ended = line.endswith("。")  # of a heading word by word, or of a sentence behind it
    line = _YEAR.sub("", line.removesuffix("。"))
    if _SENTENCE.search(line) or _BRACKETED.match(line):
        return 0
    match = _NUMERAL.match(line) or _LOST.match(line)
    plain = core(match.group(match.lastindex or 0)) if match else core(line)
    if any(label.kind in {"row", "group"} for label in labels().match(line)):
        return 0
    found = _titles().get(plain, 0)
    if found and (match or _official(plain)):
        return found
    return _nearly(plain, numeral_of(line)) if match and not ended else 0


def _official(plain: str) -> bool:
    """Whether the words alone are a heading: the official ones."""
    return any(plain == core(section.title) for section in load("2021").sections)


def _nearly(plain: str, numeral: int) -> int:
    """Return the section with nearly this heading; without its numeral it must be nearer."""
    scores = sorted(
        ((SequenceMatcher(None, plain, title, autojunk=False).ratio(), no)
         for title, no in _titles().items()), reverse=True,
    )  # fmt: skip
    if scores[0][0] < (_RATIO if numeral in {0, scores[0][1]} else _RATIO_ALONE):
        return 0
    rivals = [ratio for ratio, no in scores if no != scores[0][1]]
    return scores[0][1] if scores[0][0] - rivals[0] > 0.05 else 0


def section_counted(text: str) -> int:
    """Return the section that 1.总体情况 or （一）总体情况 is the heading of, or 0.

    Only where nothing else is a heading; in introductions such lines are a list.
    """
    match = _COUNTED.match(text)
    if match is None:
        return 0
    number = int(match[1]) if match[1] else _NUMERALS.index(match[2]) + 1
    return number if _titles().get(core(match[3])) == number else 0


def numeral_of(text: str) -> int:
    """Return the number that a heading begins with, or 0."""
    match = _NUMERAL.match(text)
    return _NUMERALS.index(match[1] or match[2]) + 1 if match else 0


def is_numbered_heading(text: str) -> bool:
    """Whether the line looks like some heading of level one: 七、2022年工作思路."""
    line = text.strip()
    if len(line) > _LONGEST or not _NUMERAL.match(line):
        return False
    if _SENTENCE.search(line) or line.endswith(("：", ":")):
        return False
    return not labels().match(line)


@cache
def _inline() -> re.Pattern[str]:
    """Match an official or accepted heading with its numeral inside a running line."""
    titles = [
        spelling
        for section in load("2021").sections
        for spelling in (section.title, *section.aliases)
    ]
    titles.sort(key=len, reverse=True)
    words = "|".join(re.escape(title) for title in titles)
    number = r"(?:第[一二三四五六]部分\s?[:：]?|[一二三四五六]\s?[、．])\s?"
    return re.compile(rf"(?:(?<=^)|(?<=[。；\s])){number}(?:{words})(?:[：:。]|(?=\s|[（(]一|$))")


def may_hold_heading(text: str) -> bool:
    """Whether a line that is too long to be a heading may have one inside it."""
    return _INLINE_START.search(text) is not None


def split_headings(text: str) -> list[tuple[str, str]]:
    """Split a line into (text, heading) parts; `heading` is empty for what is no heading."""
    if section_of(text):
        return [(text, text)]
    if not _INLINE_START.search(text):
        return [(text, "")]
    plain = simplify(text)
    if normalise(plain) != normalise(text):
        return [(text, "")]
    parts: list[tuple[str, str]] = []
    at = 0
    for match in _inline().finditer(text):
        parts.append((text[at : match.start()].strip(), ""))
        parts.append((match.group().strip(), match.group().strip()))
        at = match.end()
    parts.append((text[at:].strip(), ""))
    return [part for part in parts if part[0]]
