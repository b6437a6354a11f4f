"""Which changes together explain what is broken: the smallest sets, part by part.

Changes are opaque here: each mends a set of equations and has a weight.  A cover mends every
equation of a part exactly once.

>>> parts(balance.gaps, changes)  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reportkit.repair._change import Change

__all__ = ["Cover", "parts", "smallest"]

Cover = tuple["Change", ...]
_DEEPEST = 3  # changes of one part that depend on each other
_MOST_STEPS = 2000


def parts(
    gaps: Iterable[int], changes: Sequence[Change]
) -> list[tuple[frozenset[int], list[Change]]]:
    """Split the broken equations into parts that no change links.

    Returns
    -------
    list
        Pairs of equations and the changes among them, in the order of the equations; an equation
        that no change mends is a part without changes.
    """
    left, found = set(gaps), []
    for start in sorted(left):
        if start not in left:
            continue
        part, within = {start}, []
        waiting = list(changes)
        while linked := [change for change in waiting if change.mends & part]:
            within += linked
            waiting = [change for change in waiting if not change.mends & part]
            part.update(*(change.mends for change in linked))
        left -= part
        found.append((frozenset(part), within))
    return found


def smallest(part: frozenset[int], changes: Sequence[Change]) -> list[Cover]:
    """Return the covers of least weight, the likeliest first.

    Notes
    -----
    A part of one equation cannot tell its cells apart; there heavier covers are kept behind.
    """
    steps = [0]
    covers = list(_covers(part, changes, steps))
    if not covers or steps[0] > _MOST_STEPS:
        return []
    least = min(map(_weight, covers))
    if len(part) > 1:
        covers = [cover for cover in covers if _weight(cover) == least]
    return sorted(covers, key=lambda cover: (_weight(cover), sum(c.rank for c in cover)))


def _weight(cover: Cover) -> int:
    return sum(change.weight for change in cover)


def _covers(
    part: frozenset[int], changes: Sequence[Change], steps: list[int], depth: int = 0
) -> Iterator[Cover]:
    """Yield every cover: take the lowest equation, try each change that mends it, go on."""
    if not part:
        yield ()
        return
    steps[0] += 1
    if depth == _DEEPEST or steps[0] > _MOST_STEPS:
        return
    fitting = [change for change in changes if change.mends <= part]
    lowest = min(part)
    for change in fitting:
        if lowest in change.mends:
            for others in _covers(part - change.mends, fitting, steps, depth + 1):
                yield (change, *others)
