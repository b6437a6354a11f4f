r"""Sentences of a section with what they are about, before any number is looked at.

A sentence knows its squeezed text, its place, the topic of the paragraph it stands in (from the
sub-heading in front of it), and its quantities.  Hard line breaks inside a sentence, as PDF files
leave them, are no ends.

>>> [s.text for s in sentences(squeeze(1, "（二）依申请公开。收到申请\n2 件。"))]
['(二)依申请公开。', '收到申请2件。']
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from reportkit.claims._numbers import Quantity, scan

if TYPE_CHECKING:
    from reportkit.prose import Prose

__all__ = ["Sentence", "Topic", "sentences"]


class Topic(StrEnum):
    """What a paragraph is about, by its sub-heading."""

    NONE = ""
    PUBLISHING = "publishing"
    REQUESTS = "requests"
    MANAGEMENT = "management"
    PLATFORM = "platform"
    GUARANTEE = "guarantee"
    CASES = "cases"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sentence:
    """One sentence: squeezed `text`, where it stands in the report, and its quantities."""

    prose: Prose
    text: str
    places: tuple[int, ...]
    topic: Topic
    follows: Sentence | None
    quantities: tuple[Quantity, ...]

    @property
    def section(self) -> int:
        """The number of the section, 0 for title and introduction."""
        return self.prose.section

    def raw(self, start: int, end: int) -> str:
        """Return the exact characters of the report behind ``text[start:end]``."""
        return self.prose.raw[self.places[start] : self.places[end - 1] + 1]


_MARK = r"\([一二三四五六七八九十]{1,3}\)|[一二三四五六七八九十]{1,3}、|\d{1,2}[.、](?!\d)"
_MARKS_BEGIN = frozenset("(一二三四五六七八九十0123456789")
_HEADING = re.compile(rf"^(?:{_MARK})([^,;。:\d]{{2,24}}?)(?:情况|方面|工作)?(?:[,;。:\d]|$)")
_ITEM = re.compile(r"^(?:[一二三四五六七八九十]是)?([^,;。:\d]{2,20})[,;。:]")
_ENDED = re.compile(r"[。!?;:]$")
_BEGINS = re.compile(rf"{_MARK}|[一二三四五六七八九十]是")
_SHORT_LINE = re.compile(rf"(?:{_MARK})[^,;。:]{{2,24}}$")
_SENTENCE = re.compile(r"[^。!?！？\n]+[。!?！？]?[”\")]*")
_TOPICS = (
    (re.compile("复议|诉讼"), Topic.CASES),
    (re.compile("申请"), Topic.REQUESTS),
    (re.compile("信息管理|资源管理"), Topic.MANAGEMENT),
    (re.compile("平台|渠道|网站"), Topic.PLATFORM),
    (re.compile("监督|保障|考核"), Topic.GUARANTEE),
    (re.compile("主动公开|信息公开|公开情况"), Topic.PUBLISHING),
)
_ANY_TOPIC = re.compile("|".join(words.pattern for words, _ in _TOPICS))

_BY_SECTION = {2: Topic.PUBLISHING, 3: Topic.REQUESTS, 4: Topic.CASES}


@lru_cache(maxsize=64)
def sentences(prose: Prose) -> tuple[Sentence, ...]:
    """Return the sentences of a text, each with the one before it in the same paragraph."""
    text, places = _unbroken(prose)
    found: list[Sentence] = []
    topic, last_end = _BY_SECTION.get(prose.section, Topic.NONE), 0
    for match in _SENTENCE.finditer(text):
        start, end = match.span()
        new_paragraph = "\n" in text[last_end:start]
        heading = _HEADING.match(match[0]) if match[0][0] in _MARKS_BEGIN else None
        if heading:
            kept = topic if heading[0][0].isdigit() else Topic.NONE
            topic = _topic(heading[1], kept)
        elif item := _ITEM.match(match[0]):
            topic = _topic(item[1], topic)
        follows = found[-1] if found and not (new_paragraph or heading) else None
        found.append(
            Sentence(
                prose=prose,
                text=match[0],
                places=places[start:end],
                topic=topic,
                follows=follows,
                quantities=scan(match[0]),
            )
        )
        last_end = end
    return tuple(found)


def _topic(title: str, otherwise: Topic) -> Topic:
    if not _ANY_TOPIC.search(title):
        return otherwise
    return next(topic for words, topic in _TOPICS if words.search(title))


def _unbroken(prose: Prose) -> tuple[str, tuple[int, ...]]:
    """Drop the line breaks that stand inside a sentence."""
    lines: list[tuple[str, int, int]] = []
    start = 0
    text, places = prose.text, prose.places
    for line in text.split("\n"):
        lines.append((line, start, start + len(line)))
        start += len(line) + 1
    lines = [item for item in lines if item[0]]
    kept: list[str] = []
    where: list[int] = []
    for number, (line, begin, end) in enumerate(lines):
        kept.append(line)
        where.extend(places[begin:end])
        if number + 1 < len(lines) and _breaks(line, lines[number + 1][0]):
            kept.append("\n")
            where.append(places[end])
    return "".join(kept), tuple(where)


def _breaks(line: str, following: str) -> bool:
    return bool(_ENDED.search(line) or _BEGINS.match(following) or _SHORT_LINE.match(line))
