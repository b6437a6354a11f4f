"""Draws that come out the same everywhere: on every machine, in every version of Python.

Only ``random.Random.random`` is promised to stay the same between versions; everything here is
made of it, and the seed is a digest of the key.

>>> Draw("paper", 7).below(100) == Draw("paper", 7).below(100)
True
"""

from __future__ import annotations

import hashlib
import random
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Draw"]

T = TypeVar("T")


class Draw:
    """A row of draws that belongs to a key.

    Parameters
    ----------
    *key
        What the draws are for; another key gives other draws.
    """

    def __init__(self, *key: object) -> None:
        self.key = key
        digest = hashlib.sha256("\x1f".join(map(str, key)).encode()).digest()
        self._next = random.Random(int.from_bytes(digest, "big")).random  # noqa: S311  no secret

    def part(self, *key: object) -> Draw:
        """Return the draws of a part: they stay the same whatever is drawn elsewhere."""
        return Draw(*self.key, *key)

    def below(self, end: int) -> int:
        """Draw an int from 0 up to, without, `end`."""
        return int(self._next() * end)

    def between(self, low: int, high: int) -> int:
        """Draw an int from `low` up to and with `high`."""
        return low + self.below(high - low + 1)

    def chance(self, share: float) -> bool:
        """Draw True in `share` of all cases."""
        return self._next() < share

    def choice(self, items: Sequence[T]) -> T:
        """Draw one of the items."""
        return items[self.below(len(items))]

    def weighted(self, items: Sequence[T], weights: Sequence[float]) -> T:
        """Draw one of the items; a heavier one more often."""
        left = self._next() * sum(weights)
        for item, weight in zip(items, weights, strict=True):
            left -= weight
            if left < 0:
                return item
        return items[-1]

    def sample(self, items: Sequence[T], count: int) -> list[T]:
        """Draw `count` different items, in the order in which they were drawn."""
        rest = list(items)
        return [rest.pop(self.below(len(rest))) for _ in range(min(count, len(rest)))]

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """Return all items in a drawn order."""
        return self.sample(items, len(items))
