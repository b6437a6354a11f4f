"""Lists that break a total down: N条，其中A a条、B b条, also in several levels.

A list is taken as it is meant: to which total it belongs, where it ends, whether it is openly
partial (主要包括, 等).  Whether the parts add up, the rules say.

>>> found = breakdowns(squeeze(1, "公开信息14条：其中政策9条、通知5条。"))
>>> found[0].total.number, [part.quantity.number for part in found[0].parts]
(14, [9, 5])
"""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from reportkit.claims._changes import is_change, is_last_year
from reportkit.claims._mentions import mentions
from reportkit.claims._sentences import Sentence, sentences

if TYPE_CHECKING:
    from decimal import Decimal

    from reportkit.claims._numbers import Quantity
    from reportkit.prose import Prose

__all__ = ["Breakdown", "Part", "breakdowns"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One item of a list: its name and figure."""

    name: str
    quantity: Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakdown:
    """A total with its parts.

    Notes
    -----
    `head` is the text in front of the total.  `partial` is set where the text says that the list
    names only some parts; `closed` where it cannot be meant as partial (an item 其他, or figures
    in brackets behind the total).  `fits`
    says that the parts add up, at some place where the list may end; `said` that words such as
    其中 make it a list.  `quote` is the exact text from total to last part,
    `total_start`, `start` and `end` the places of total and parts in the section's text.
    """

    head: str
    total: Quantity
    parts: tuple[Part, ...]
    partial: bool
    closed: bool
    fits: bool
    said: bool
    quote: str
    section: int
    total_start: int
    start: int
    end: int

    @property
    def sum(self) -> int | Decimal:
        """The sum of the parts."""
        return sum((part.quantity.number for part in self.parts), 0)


# What opens a list behind its total.  A bracket opens one only around several figures.
_OPEN = re.compile(
    "(?:[,;:(]?(?:在)?(?P<a>其中)|[,:(](?P<b>(?:主要)?(?:包括|包含|涵盖|涉及|有)|分别(?:为"
    "|是)|具体(?:为|是|包括)?|按[^,;。(]{2,10}分))"
    "(?:,|:)?(?P<rest>主要(?:是|有|为)?|包括|包含)?|(?P<c>:)"
)
_OPENING = re.compile("其中|[,:(](?:主要|包|涵|涉|有|分别|具体|按)|[:(]")
_LEADS_ON = re.compile("(?:其中)[,:]?(?P<rest>主要(?:是|有|为)?|包括|包含)?")
_PARTIAL = re.compile("主要|较多|最多|居多|为主|重点公开|部分(?!公开)|如[:：]")
_PARTIAL_END = re.compile("等(?:[^级待候额同]|$)")
_OTHER = re.compile("其他|其它|其余|剩余|另")
_SHARES = frozenset(("%", "个百分点", "倍", "‰"))
_BREAK = re.compile(
    "(?:^|,)(?:已|均|全部|同比|较|共|累计|全年|发布|开展|召开|组织|回应|举办|制发|另外"
    "|同时|此外|无|未|上年|按|还|并|实际|实收)"
)
_SUMMED = re.compile(
    "(?:以上)?(?:累计|合计|共计|总计)(?:主动)?(?:公开|发布)?(?:各类|各项)?(?:政府"
    "|政务)?(?:信息)?(?:数|总数)?"
)
_NOT_PART = re.compile("增加|增长|减少|下降|同比|较|上年|去年|比|结转|每|访问|阅读|点击|粉丝|关注")
_AND = re.compile("和|及|与|以及")
_HIDDEN = "\x00"
_ASIDE = re.compile(r"\([^()]*\)")


@lru_cache(maxsize=64)
def breakdowns(prose: Prose) -> tuple[Breakdown, ...]:
    """Return every list of a text that belongs to one total, inner lists too."""
    found: list[Breakdown] = []
    for sentence in sentences(prose):
        if sentence.quantities:
            found += _Reader(sentence).read()
    return tuple(found)


class _Reader:
    """Reads the lists of one sentence."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.text = sentence.text
        self.flat = _flat(sentence.text)
        self.counts = _counts(sentence)

    def read(self) -> list[Breakdown]:
        """Return the lists found in the sentence."""
        found = [*self._led_on(), self._parallel(), self._summed_up()]
        opened = _OPENING.search(self.text)
        for index, total in enumerate(self.counts if opened else ()):
            found += self._in_brackets(total)
            found.append(self._behind(index))
        return [item for item in found if item is not None]

    def _led_on(self) -> list[Breakdown | None]:
        """Read a sentence that begins with 其中 and breaks down the one before, unit by unit."""
        match = _LEADS_ON.match(self.text)
        if not match:
            return []
        units = dict.fromkeys(q.unit for q in self.counts)
        totals = [total for total in map(self._total_before, units) if total is not None]
        word = match["rest"] or ""
        lists = [
            self._list(total, self._head_before(total), match.end(), len(self.text), word)
            for total in totals
        ]
        return [found for found in lists if found and not self._is_of_an_earlier(found)]

    def _is_of_an_earlier(self, found: Breakdown) -> bool:
        """Whether a list is too long for the last total and may be of one before that."""
        before = self.sentence.follows
        if before is None or found.sum <= found.total.number:
            return False
        same = (q.number for q in _counts(before) if q.unit == found.total.unit)
        return any(number >= found.sum for number in same)

    def _parallel(self) -> Breakdown | None:
        """Read a sentence that breaks down the one before without saying so: A栏14条;B栏20条."""
        if self.text.count(";") < 2 or self.sentence.follows is None:
            return None
        segments = _pieces(self.text, 0, len(self.text), ";")
        if len(segments) < 3 or _LEADS_ON.match(self.text) or not self.counts:
            return None
        total = self._total_before(self.counts[0].unit)
        if total is None:
            return None
        found = self._list(total, self._head_before(total), 0, len(self.text), "")
        whole = found is not None and len(found.parts) == len(segments)
        return dataclasses.replace(found, said=False) if found and whole else None

    def _summed_up(self) -> Breakdown | None:
        """Read parts that come before their total: 网站45条，公众号19条，合计64条."""
        shown = [q for q in self.counts if self.flat[q.start] != _HIDDEN]
        if len(shown) < 3:
            return None
        total = shown[-1]
        parts = [q for q in shown[:-1] if q.unit == total.unit]
        clause = self.text[max(shown[-2].end, self._clause(total.start)) : total.start]
        if len(parts) != len(shown) - 1 or not _SUMMED.fullmatch(clause):
            return None
        ends = [0, *(q.end for q in parts)]
        items = [
            Part(name=self.text[a : q.start].strip("、,;"), quantity=q)
            for a, q in zip(ends, parts, strict=False)
        ]
        if any(_OPEN.search(item.name) or _NOT_PART.search(item.name) for item in items):
            return None
        return Breakdown(
            head=self.text[: total.start],
            total=total,
            parts=tuple(items),
            partial=False,
            closed=False,
            fits=sum(q.number for q in parts) == total.number,
            said=False,
            quote=self.sentence.raw(0, total.end),
            section=self.sentence.section,
            total_start=self.sentence.places[total.start],
            start=self.sentence.places[parts[0].start],
            end=self.sentence.places[parts[-1].end - 1] + 1,
        )

    def _total_before(self, unit: str) -> Quantity | None:
        before = self.sentence.follows
        if before is None:
            return None
        flat = _flat(before.text)
        totals = [q for q in _counts(before) if q.unit == unit and flat[q.start] != _HIDDEN]
        return totals[-1] if totals else None

    def _head_before(self, total: Quantity) -> str:
        return self.sentence.follows.text[: total.start] if self.sentence.follows else ""

    def _in_brackets(self, total: Quantity) -> list[Breakdown]:
        """Read N件（甲a件、乙b件）."""
        if not self.text.startswith("(", total.end):
            return []
        stop = _closing(self.text, total.end + 1)
        words = _OPEN.match(self.text, total.end)
        start = words.end() if words else total.end + 1
        found = self._list(total, self.text[: total.start], start, stop, words[0] if words else "")
        if found is None or len(found.parts) < 2:
            return []
        return [dataclasses.replace(found, closed=not found.partial)]

    def _behind(self, index: int) -> Breakdown | None:
        """Read N件，其中…: the list goes on to the end of the sentence, bracket or item."""
        total = self.counts[index]
        inside = self.flat[total.start] == _HIDDEN
        shown = self.text if inside else self.flat
        limit = _closing(self.text, total.end) if inside else len(self.text)
        later = (q for q in self.counts[index + 1 :] if q.unit == total.unit
                 and (inside or self.flat[q.start] != _HIDDEN))  # fmt: skip
        following = min(limit, next((q.start for q in later), limit))
        match = _OPEN.search(shown, total.end, following)
        between = shown[total.end : match.start()] if match else ""
        if (
            not match
            or re.search("[;。]", between)
            or ((match["c"] or match["b"]) and between.strip(_HIDDEN))
        ):
            return None
        words = (match["a"] or match["b"] or "") + (match["rest"] or "")
        return self._list(total, self.text[: total.start], match.end(), limit, words)

    def _list(
        self, total: Quantity, head: str, start: int, stop: int, word: str
    ) -> Breakdown | None:
        items, fits = self._items(total, start, stop)
        if not items:
            return None
        last = items[-1].quantity.end
        words = self.text[start:last]
        ending = self.text[last : last + 3].lstrip("、,")
        partial = bool(_PARTIAL.search(word + words) or _PARTIAL_END.match(ending))
        until = min((self.text.find(mark, last, stop) % (stop + 1) for mark in ";。"), default=stop)
        beside = [q for q in self.counts if start <= q.start < until]
        beside = [
            q for q in beside if self.flat[q.start] != _HIDDEN or self.flat[total.start] == _HIDDEN
        ]
        mixed = any(q.unit not in {"", total.unit} for q in beside)
        here = self.text.startswith(head) and total.start < start
        begin = self._clause(total.start) if here else 0
        return Breakdown(
            head=head,
            total=total,
            parts=items,
            partial=partial or (mixed and not self._alternates(items, beside)),
            closed=any(_OTHER.search(item.name) for item in items),
            fits=fits,
            said=True,
            quote=self.sentence.raw(begin, last),
            section=self.sentence.section,
            total_start=self._total_place(total, head),
            start=self.sentence.places[items[0].quantity.start],
            end=self.sentence.places[last - 1] + 1,
        )

    def _total_place(self, total: Quantity, head: str) -> int:
        here = self.text.startswith(head) and total in self.counts
        sentence = self.sentence if here or self.sentence.follows is None else self.sentence.follows
        return sentence.places[total.start]

    def _alternates(self, items: tuple[Part, ...], beside: list[Quantity]) -> bool:
        """Whether every item has the same two units: 甲局1件，收取420元；乙局2件，收取290元."""
        units = {q.unit for q in beside}
        return len(units) == 2 and len(beside) == 2 * len(items)

    def _clause(self, place: int) -> int:
        return max(self.text.rfind(stop, 0, place) for stop in ",;。:(") + 1

    def _items(self, total: Quantity, start: int, stop: int) -> tuple[tuple[Part, ...], bool]:
        """Take the items of a list, and say whether they add up at a place where it may end."""
        segments = _pieces(self.text, start, stop, ";")
        first = [q for q in self.counts if segments[0][0] <= q.start < segments[0][1]]
        first = [q for q in first if q.unit == total.unit and self.flat[q.start] != _HIDDEN]
        nested = bool(_OPEN.search(self.text, first[0].end if first else start, segments[0][1]))
        if len(segments) > 1 and (nested or len(first) == 1):
            pieces = segments
        else:
            cut = [p for s in segments for p in _pieces(self.text, *s, ",、")]
            pieces = [p for piece in cut for p in self._unjoined(*piece)]
        items: list[Part] = []
        for piece in pieces:
            part = self._part(total, *piece)
            if part is None:
                continue
            if items and self._ends(items[-1].quantity.end, part.quantity.start):
                break
            items.append(part)
        sums = list(accumulate(part.quantity.number for part in items))
        ends = [
            place
            for place, added in enumerate(sums)
            if place
            and added == total.number
            and self._may_end(items, place, whole=pieces is segments)
        ]
        if ends:
            items = items[: ends[0] + 1]
        fits = bool(ends)
        if len(segments) > 1 and pieces is not segments and not fits:
            items = [part for part in items if part.quantity.end <= segments[0][1]]
        return tuple(items), fits

    def _unjoined(self, start: int, stop: int) -> list[tuple[int, int]]:
        """Cut a piece behind a figure that 和 joins with the next: 政策9条和通知5条."""
        inside = [q for q in self.counts if start <= q.start < stop]
        cuts = [
            q.end
            for q in inside[:-1]
            if _AND.match(self.text, q.end) and self.flat[q.start] != _HIDDEN
        ]
        return list(pairwise((start, *cuts, stop)))

    def _may_end(self, items: list[Part], place: int, *, whole: bool) -> bool:
        """Whether a list may end at an item: the last one, or one that no 、 follows."""
        if place == len(items) - 1:
            return True
        return not whole and self.text[items[place].quantity.end] != "、"

    def _part(self, total: Quantity, start: int, stop: int) -> Part | None:
        found = (q for q in self.counts if start <= q.start < stop and q.unit in {total.unit, ""})
        quantity = next(found, None)
        if quantity is None:
            return None
        name = self.text[start : quantity.start].strip("、,;")
        return None if _NOT_PART.search(name) else Part(name=name, quantity=quantity)

    def _ends(self, last: int, start: int) -> bool:
        """Whether the words between two figures leave the list (…4条，全年发布解读3条)."""
        between = self.text[last:start]
        return bool(_BREAK.search(between.rpartition("、")[2] if "、" in between else between))


def _counts(sentence: Sentence) -> list[Quantity]:
    """Return the figures of a sentence that count something of this year: no shares, no changes."""
    told = (m for m in mentions(sentence) if not is_change(m) and not is_last_year(m))
    return [m.quantity for m in told if m.quantity.unit not in _SHARES]


def _flat(text: str) -> str:
    """Hide what stands in brackets; places stay."""
    return _ASIDE.sub(lambda match: _HIDDEN * len(match[0]), text) if "(" in text else text


def _closing(text: str, start: int) -> int:
    depth = 0
    for place in range(start, len(text)):
        if text[place] == "(":
            depth += 1
        elif text[place] == ")":
            if depth == 0:
                return place
            depth -= 1
    return len(text)


def _pieces(text: str, start: int, stop: int, marks: str) -> list[tuple[int, int]]:
    """Cut at the marks that stand outside brackets."""
    found, depth, begin = [], 0, start
    for place in range(start, stop):
        char = text[place]
        if char == "(":
            depth += 1
        elif char == ")":
            depth -= 1
        elif depth == 0 and char in marks:
            found.append((begin, place))
            begin = place + 1
    found.append((begin, stop))
    return found
