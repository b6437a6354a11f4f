"""The equations of a report as one linear system: what is broken, and what a change does to it.

Every equation is a row, every cell that occurs in one is a column with +1 (left) or −1 (right).
Nothing here knows why a figure may be wrong.

>>> balance = balance_of(report)  # None where every equation holds  # doctest: +SKIP
>>> balance.mended({"t3.R1.nat": 3})  # doctest: +SKIP
frozenset({0, 14})
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from reportkit.text import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reportkit.form import CellId, Equation
    from reportkit.report import Report

__all__ = ["RULE_OF_KIND", "Balance", "Number", "balance_of", "whole"]

Number = int | Decimal

RULE_OF_KIND = {"E1": "T3-01", "E2": "T3-02", "E3": "T3-03", "E4": "T4-01"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """The usable equations of a report with what is missing in each.

    Notes
    -----
    An equation with an unread cell is not usable.  `numbers` reads a cell without a figure
    (blank, slash, dash, word) as 0, tentatively.  `gaps` has left − right of every broken
    equation, by its place in `equations`; `signs` has the usable equations of each cell, `members`
    the cells of each usable equation.
    """

    report: Report
    equations: tuple[Equation, ...]
    numbers: Mapping[CellId, Number]
    gaps: Mapping[int, Number]
    signs: Mapping[CellId, tuple[tuple[int, int], ...]]
    members: Mapping[int, frozenset[CellId]]
    blank: frozenset[CellId]
    unread: frozenset[CellId]

    def mended(self, new: Mapping[CellId, Number]) -> frozenset[int]:
        """Return the equations that `new` mends: all that it touches, or else none.

        Parameters
        ----------
        new
            The figures that would stand in these cells.
        """
        effect: dict[int, Number] = {}
        for name, number in new.items():
            added = number - self.numbers[name]
            if added:
                for at, sign in self.signs.get(name, ()):
                    effect[at] = effect.get(at, 0) + sign * added
        gaps = self.gaps
        if any(change and change != -gaps.get(at, 0) for at, change in effect.items()):
            return frozenset()
        return frozenset(at for at, change in effect.items() if change)

    def allowed(self, new: Mapping[CellId, Number]) -> bool:
        """Whether every cell can be read and every figure is a whole number, not negative."""
        return self.unread.isdisjoint(new) and all(whole(number) for number in new.values())

    def limited(self, gaps: Iterable[int]) -> Balance:
        """Return the same system with only some of its gaps still to be explained."""
        return replace(self, gaps={at: self.gaps[at] for at in gaps})

    def firm(self) -> Balance:
        """Return the part of the system that needs no blank cell read as 0."""
        blank, unread = self.blank, self.unread
        return _system(
            self.report, self.equations, self.numbers, self.gaps, blank, unread,
            unusable=blank | unread,
        )  # fmt: skip

    def rules(self, mends: Iterable[int]) -> tuple[str, ...]:
        """Return the rules that state these equations, in order."""
        return tuple(sorted({RULE_OF_KIND[self.equations[at].kind] for at in mends}))


def balance_of(report: Report) -> Balance | None:
    """Set up the system of a report, or return None where every equation holds."""
    equations = report.equations
    numbers: dict[CellId, Number] = {
        name: 0 if value.number is None else value.number for name, value in report.values.items()
    }
    number = numbers.__getitem__
    gaps = {
        at: gap
        for at, equation in enumerate(equations)
        if (gap := sum(map(number, equation.left)) - sum(map(number, equation.right)))
    }
    if not gaps:
        return None
    unread = frozenset(n for n, v in report.values.items() if v.kind is Kind.UNREADABLE)
    blank = frozenset(n for n, v in report.values.items() if v.number is None) - unread
    return _system(report, equations, numbers, gaps, blank, unread, unusable=unread)


def _system(  # noqa: PLR0913, PLR0917  the fields of the system, made in this one place
    report: Report,
    equations: tuple[Equation, ...],
    numbers: Mapping[CellId, Number],
    gaps: Mapping[int, Number],
    blank: frozenset[CellId],
    unread: frozenset[CellId],
    *,
    unusable: frozenset[CellId],
) -> Balance:
    signs: dict[CellId, tuple[tuple[int, int], ...]] = {}
    members: dict[int, frozenset[CellId]] = {}
    for at, equation in enumerate(equations):
        if not unusable.isdisjoint(equation.cells):
            continue
        members[at] = frozenset(equation.cells)
        for sign, side in ((1, equation.left), (-1, equation.right)):
            for name in side:
                signs[name] = (*signs.get(name, ()), (at, sign))
    return Balance(
        report=report,
        equations=equations,
        numbers=numbers,
        gaps={at: gap for at, gap in gaps.items() if at in members},
        signs=signs,
        members=members,
        blank=blank,
        unread=unread,
    )


def whole(number: Number) -> bool:
    """Whether a number counts something: whole and not negative."""
    return number >= 0 and number == int(number)
