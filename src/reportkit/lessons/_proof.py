"""Prove an exercise: what the check finds is what the planted faults must cause, and nothing else.

>>> mismatches(plant(specimen(7), [faults()["WD-03.principle"]], Draw("a")))  # doctest: +SKIP
[]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reportkit.lessons._mending import causes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportkit.lessons._exercise import Exercise

__all__ = ["Mismatch", "mismatches"]


class Mismatch(NamedTuple):
    """A declared finding that is missing (`kind` is the fault's), or one nobody declared."""

    kind: str
    rule: str
    sentence: str


def mismatches(exercise: Exercise) -> list[Mismatch]:
    """Return how the findings of an exercise differ from those that its faults declare."""
    return [*_missing(exercise), *_undeclared(exercise)]


def _missing(exercise: Exercise) -> Iterator[Mismatch]:
    findings = exercise.found
    for planted in exercise.planted:
        for expected in planted.expected:
            if not any(causes(expected, finding) for finding in findings):
                what = "、".join(expected.cells) or expected.quote
                yield Mismatch(planted.fault.id, expected.rule, f"没有查出：{what}")


def _undeclared(exercise: Exercise) -> Iterator[Mismatch]:
    declared = [expected for planted in exercise.planted for expected in planted.expected]
    for finding in exercise.found:
        if not any(causes(expected, finding) for expected in declared):
            kinds = "＋".join(planted.fault.id for planted in exercise.planted)
            yield Mismatch(kinds, finding.rule, f"没有声明：{finding.message}")
