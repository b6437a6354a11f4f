"""How much of one text stands in another: fingerprints of short passages, and equal sentences.

A fingerprint is the set of the smallest hashes of neighbouring passages, so that the same passage
gives the same mark wherever it stands, and a report has some hundred marks.  Numbers, marks and
blanks do not count.  This module knows neither reports nor rules.

>>> one, other = "全年公开信息64条，办结申请3件。", "全年公开信息52条，办结申请1件。"
>>> share(fingerprint(one), fingerprint(other))
1.0
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Collection", "dice", "fingerprint", "plain", "share"]

_IGNORED = re.compile(r"[\d\W_]+")
_LENGTH = 6  # characters of a passage
_WINDOW = 4  # neighbouring passages of which one is kept


def plain(text: str) -> str:
    """Return only the characters and letters of a text: no figures, marks or blanks."""
    return _IGNORED.sub("", text)


@lru_cache(maxsize=4096)
def fingerprint(text: str) -> frozenset[int]:
    """Return the marks of a text; a text shorter than a passage has none.

    Notes
    -----
    Of every four neighbouring passages of six characters the one with the smallest hash is kept
    (winnowing), so two texts with nine characters in common share at least one mark.

    References
    ----------
    Schleimer, Wilkerson, Aiken: Winnowing, SIGMOD 2003.
    """
    letters = plain(text)
    hashes = [
        crc32(letters[i : i + _LENGTH].encode("utf-16-le"))
        for i in range(len(letters) - _LENGTH + 1)
    ]
    if len(hashes) <= _WINDOW:
        return frozenset(hashes)
    shifted = (hashes[i:] for i in range(_WINDOW))
    return frozenset(map(min, zip(*shifted, strict=False)))


def share(one: frozenset[int], other: frozenset[int]) -> float:
    """Return which share of `one` stands in `other`, between 0 and 1."""
    return len(one & other) / len(one) if one else 0.0


def dice(one: str, other: str, length: int = 3) -> float:
    """Return how alike two short texts are, between 0 and 1, by their passages of `length`."""
    first, second = _passages(plain(one), length), _passages(plain(other), length)
    both = len(first) + len(second)
    return 2 * len(first & second) / both if both else 0.0


def _passages(letters: str, length: int) -> set[str]:
    return {letters[i : i + length] for i in range(len(letters) - length + 1)}


@dataclass(frozen=True, slots=True)
class Collection:
    """Fingerprints of many texts, ready to be asked how much of a text stands in each.

    `marks` are those of each text without boilerplate; `boilerplate` the marks that stand in so
    many of the texts that they prove nothing.
    """

    marks: tuple[frozenset[int], ...]
    boilerplate: frozenset[int]
    holders: dict[int, tuple[int, ...]]

    @classmethod
    def of(cls, texts: Sequence[str], *, spread: float = 0.2, least: int = 8) -> Collection:
        """Take the fingerprints of many texts.

        Parameters
        ----------
        texts
            The texts, in an order that the answers keep.
        spread
            Share of the texts from which on a mark is boilerplate.
        least
            Number of texts below which nothing is boilerplate.
        """
        prints = [fingerprint(text) for text in texts]
        found = Counter(mark for marks in prints for mark in marks)
        most = max(least, spread * len(texts))
        common = frozenset(mark for mark, count in found.items() if count >= most)
        own = tuple(marks - common for marks in prints)
        holders: dict[int, list[int]] = {}
        for place, marks in enumerate(own):
            for mark in marks:
                holders.setdefault(mark, []).append(place)
        return cls(own, common, {mark: tuple(places) for mark, places in holders.items()})

    def shares(self, text: str) -> dict[int, float]:
        """Return for each text of the collection that has marks of `text` the share it has."""
        marks = fingerprint(text) - self.boilerplate
        hits = Counter(place for mark in marks for place in self.holders.get(mark, ()))
        return {place: count / len(marks) for place, count in hits.items()}
