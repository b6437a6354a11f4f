"""Find a report and faults that go together: as many as were asked for, never fewer in silence.

Some faults need a report of their own sort (no requests in two years, a lawsuit still open); others
get into each other's way.  So reports are tried one after another, in an order that the draws
alone decide: the same draws give the same exercise everywhere.

>>> len(compose([faults()["T3-03.total"]], 1, Draw("a")).planted)  # doctest: +SKIP
1
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportkit.lessons._draft import Draft
from reportkit.lessons._exercise import harvest, sow
from reportkit.lessons._lesson import LessonError
from reportkit.specimens import specimen

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reportkit.lessons._exercise import Exercise
    from reportkit.lessons._fault import Fault, Planted
    from reportkit.specimens import Draw

__all__ = ["compose", "compose_again"]

_STARTS = 12
"""How many kinds of faults are tried as the first one."""
_REPORTS = 160
"""How many reports are tried until one has a place for the first fault."""
_SHORT = 4
"""How many reports are tried in which the first fault, but not all others have a place."""
_OTHERS = 10
"""How many other reports are tried for the same kinds of faults."""
_SEEDS = 10**6


def compose(
    kinds: Sequence[Fault], count: int, draw: Draw, weights: Mapping[str, float] | None = None
) -> Exercise:
    """Plant `count` faults of different rules into one report.

    Parameters
    ----------
    kinds
        Which kinds come into question.
    count
        How many faults; fewer only where `kinds` have not so many rules.
    draw
        Which kinds, which report, and where in it.
    weights
        Rule -> how often its faults should come, 1 being usual.

    Raises
    ------
    LessonError
        If no report was found that has a place for so many.
    """
    count = min(count, len({kind.rule for kind in kinds}))
    if not count:
        return harvest(Draft(specimen(draw.below(_SEEDS))), [])
    for start in range(_STARTS):
        tried = draw.part("start", start)
        order = _ordered(kinds, tried.part("order"), weights or {})
        made = _from_first(order, count, tried)
        if made is not None:
            return made
    message = f"没有找到能放下{count}处错误的报告，请换一个序号。"
    raise LessonError(message)


def compose_again(exercise: Exercise, draw: Draw) -> Exercise:
    """Plant the same kinds of faults into another report, or elsewhere in the same one.

    Parameters
    ----------
    exercise
        One that `compose` made.
    draw
        Which report, and where in it.
    """
    kinds = [planted.fault for planted in exercise.planted]
    wishes = {key: value for kind in kinds for key, value in kind.wishes.items()}
    wishes.setdefault("kind", exercise.report.kind)
    wishes.setdefault("format", exercise.report.format)
    for at in range(_OTHERS):
        seed = draw.part("report", at).below(_SEEDS)
        made = _all(Draft(specimen(seed, **wishes)), kinds, draw.part(at))
        if made is not None:
            return made
    return _elsewhere(exercise, kinds, draw)


def _elsewhere(exercise: Exercise, kinds: Sequence[Fault], draw: Draw) -> Exercise:
    """Plant the kinds at other places of the same report, as far as it has others."""
    if exercise.specimen is None:
        return exercise
    for at in range(_OTHERS):
        made = _all(Draft(exercise.specimen), kinds, draw.part("same", at))
        if made is not None:
            return made
    return exercise


def _ordered(kinds: Sequence[Fault], draw: Draw, weights: Mapping[str, float]) -> list[Fault]:
    """Return the kinds in a drawn order; those of a rule share the rule's weight."""
    rules = [kind.rule for kind in kinds]
    left = {kind.id: kind for kind in kinds}
    heavy = {kind.id: weights.get(kind.rule, 1.0) / rules.count(kind.rule) for kind in kinds}
    order = []
    while left:
        kind = draw.weighted(list(left.values()), [heavy[name] for name in left])
        order.append(left.pop(kind.id))
    return order


def _from_first(order: Sequence[Fault], count: int, draw: Draw) -> Exercise | None:
    """Look for a report with a place for the first fault, and add others in their order."""
    short = 0
    for at in range(_REPORTS):
        tried = draw.part("report", at)
        draft = Draft(specimen(tried.below(_SEEDS), **order[0].wishes))
        first = sow(draft, order[0], tried.part(order[0].id))
        if first is None:
            continue
        planted = [first]
        for kind in order[1:]:
            if len(planted) == count:
                break
            known = {done.fault.rule for done in planted}
            done = None if kind.rule in known else sow(draft, kind, tried.part(kind.id))
            planted += [done] if done else []
        if len(planted) == count:
            return harvest(draft, planted)
        short += 1
        if short == _SHORT:
            return None
    return None


def _all(draft: Draft, kinds: Sequence[Fault], draw: Draw) -> Exercise | None:
    """Plant every kind, or return None."""
    planted: list[Planted] = []
    for kind in kinds:
        done = sow(draft, kind, draw.part(kind.id))
        if done is None:
            return None
        planted.append(done)
    return harvest(draft, planted)
