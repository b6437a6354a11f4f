"""What the screen is told of rules, answers and marks, as small JSON.

>>> rule_groups(())[0]["label"]
'结构与内容'
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from reportkit.catalogue import catalogue
from reportkit.lessons import Outcome, explanation, place_name
from reportkit.rules import waiting
from reportkit.widgets._rows import explanation as about_rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reportkit.catalogue import Entry
    from reportkit.lessons import Claim, Exercise, Marked, MarkedFault
    from reportkit.widgets._practice_sitting import Sitting

__all__ = ["answer_told", "claim_told", "marks_told", "rule_groups"]

Told = dict[str, Any]

_OWN = "本课的规则"
_FEW = 2  # places of a missed fault that are shown


def rule_groups(own: Sequence[str], planted: Iterable[str] = ()) -> list[Told]:
    """Return the rules to choose from, a lesson's own first, the others by family.

    Parameters
    ----------
    own
        Rules of the lesson; none where the lesson is about all.
    planted
        Rules that are to be found; they are in the list even if the check cannot run them.
    """
    unable = {entry.id for entry in waiting()} - set(planted)
    able = [entry for entry in catalogue().values() if entry.id not in unable]
    first = [entry for entry in able if entry.id in own]
    rest = [entry for entry in able if entry.id not in own]
    groups = [{**_group(_OWN, first), "own": True}] if first else []
    by_area = groupby(rest, key=lambda entry: entry.id[:2])
    return groups + [_group(family[0].area, family) for _, made in by_area if (family := [*made])]


def _group(label: str, entries: Iterable[Entry]) -> Told:
    return {"label": label, "rules": [[entry.id, entry.statement] for entry in entries]}


def answer_told(sitting: Sitting) -> Told:
    """Return the answer as it stands: claims, “没有错误”, hints and what they cost."""
    return {
        "claims": [claim_told(sitting.exercise, claim) for claim in sitting.claims],
        "none": sitting.none_wrong,
        "hints": list(sitting.told),
        "price": sitting.price,
        "most": sitting.most,
    }


def claim_told(exercise: Exercise, claim: Claim) -> Told:
    """Return a claim with the names of its place and its rule."""
    return {
        "place": claim.place,
        "name": place_name(exercise, claim.place),
        "rule": claim.rule,
        "statement": catalogue()[claim.rule].statement,
        "value": claim.value,
    }


def marks_told(sitting: Sitting) -> Told | None:
    """Return the marks with explanations, or None as long as nothing is marked."""
    marked, exercise = sitting.marked, sitting.exercise
    if marked is None:
        return None
    wrong = {place for planted in exercise.planted for place in planted.places}
    return {
        "points": marked.points,
        "most": marked.most,
        "verdict": _verdict(marked, sitting),
        "faults": [
            _fault_told(exercise, fault, sitting.given[at])
            for at, fault in enumerate(marked.faults)
        ],
        "alarms": [
            {**claim_told(exercise, claim), "near": claim.place in wrong}
            for claim in marked.false_alarms
        ],
        "extra": sitting.given[-1],
        "sound": not exercise.planted,
        "none": sitting.none_wrong,
        "marks": dict(_marks(marked)),
    }


def _verdict(marked: Marked, sitting: Sitting) -> str:
    """Say in one kind sentence how it went."""
    count = len(marked.faults)
    found = sum(fault.claim is not None for fault in marked.faults)
    if not count:
        return _SOUND_RIGHT if sitting.none_wrong else _SOUND_WRONG
    if marked.points == marked.most:
        asked = any(fault.planted.fault.valued for fault in marked.faults)
        return f"全对！位置、规则{'和改法' if asked else ''}都说准了。"
    if all(fault.outcome is Outcome.RIGHT for fault in marked.faults):
        return "问题都找对了，只是提示或者误报扣了分。"
    if found == count:
        return _ALL_PLACES if _slips(marked) else _NO_VALUE
    return f"{count}处问题找到了{found}处，看看漏掉的在哪里。" if found else _NONE_FOUND


def _slips(marked: Marked) -> bool:
    """Whether a rule or a value is wrong, and not just left out."""
    return any(Outcome.WRONG in {fault.rule, fault.value} for fault in marked.faults if fault.claim)


_ALL_PLACES = "位置都找到了，再看看规则和改法错在哪里。"
_NO_VALUE = "位置都找到了。下次把应当怎样写也写上，就是满分。"
_SOUND_RIGHT = "判断正确：这份报告没有错误。没有错的不乱改，也是本领。"
_SOUND_WRONG = "这份报告没有错误。有怀疑时先用规则对一对，对得上就放心。"
_NONE_FOUND = "这次没有找到，不要紧：看完下面的讲解，再做一题就记住了。"


def _fault_told(exercise: Exercise, fault: MarkedFault, hints: int) -> Told:
    planted = fault.planted
    rule = planted.fault.rule
    places = [fault.claim.place] if fault.claim else planted.places[:_FEW]
    told: Told = {
        "outcome": fault.outcome.value,
        "label": fault.outcome.label,
        "places": list(planted.places),
        "name": "、".join(place_name(exercise, place) for place in places),
        "rule": rule,
        "statement": catalogue()[rule].statement,
        "explanation": explanation(exercise, planted),
        "about": about_rule(rule),
        "points": fault.points,
        "most": fault.most,
        "hints": hints,
        "asked": list(_asked(fault)),
    }
    if fault.claim is not None:
        told["claim"] = claim_told(exercise, fault.claim)
    if planted.fault.valued and planted.right:
        told["right"] = planted.right
    return told


def _asked(fault: MarkedFault) -> Iterator[list[str]]:
    """Yield name, outcome and its word for each of the things that were asked."""
    things = [("位置", fault.place), ("规则", fault.rule)]
    if fault.planted.fault.valued:
        things.append(("改法", fault.value))
    for name, outcome in things:
        yield [name, outcome.value, outcome.label]


def _marks(marked: Marked) -> Iterator[tuple[str, str]]:
    """Yield each place to be marked on the sheet and the mark."""
    for claim in marked.false_alarms:
        yield claim.place, "alarm"
    for fault in marked.faults:
        if fault.claim is not None:
            yield fault.claim.place, fault.outcome.value
        else:
            yield from ((place, "missed") for place in fault.planted.places[:_FEW])
