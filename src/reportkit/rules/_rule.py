"""What a rule is: a small function beside an entry of the catalogue.

A rule reads a `Case` and yields a `Fault` for each thing that is wrong, or `Undecided` where it
cannot tell.  It never reads a file or the clock, and never passes what it did not see.  Severity,
legal basis, wording for people and examples stand in ``catalogue/*.toml``.

>>> @rule("T3-01")
... def balance(case: Case) -> Verdicts:
...     '''What came in equals what went out.'''
...     yield Undecided("上年度报告")
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportkit.catalogue import NEEDS, Entry, catalogue
from reportkit.profile import NATIONAL, Profile
from reportkit.text import Kind

if TYPE_CHECKING:
    from decimal import Decimal

    from reportkit.finding import Severity
    from reportkit.form import CellId
    from reportkit.report import Organ, Reading, Report, Value

__all__ = [
    "NEEDS",
    "Case",
    "Entry",
    "Fault",
    "Rule",
    "Undecided",
    "Verdicts",
    "catalogue",
    "rule",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What a rule may look at: the report, last year's, other organs' and the local profile."""

    report: Report
    previous: Report | None = None
    profile: Profile = field(default=NATIONAL)
    peers: tuple[Report, ...] = ()

    def value(self, name: str) -> Value:
        """Return what stands in a cell."""
        return self.report[name]

    def number(self, name: str) -> int | Decimal | None:
        """Return the number in a cell, or None where none was read."""
        return self.report[name].number

    def sum(self, names: tuple[CellId, ...]) -> int | Decimal | None:
        """Add the cells, or return None if one of them holds no number."""
        total: int | Decimal = 0
        for name in names:
            number = self.report.values[name].number
            if number is None:
                return None
            total += number
        return total

    def is_unread(self, *names: str) -> bool:
        """Whether one of the cells could not be read, so that nothing can be said of it."""
        return any(self.report[name].kind is Kind.UNREADABLE for name in names)

    def unread(self, *names: str) -> str:
        """Say which row among the cells could not be read; empty where all were.

        >>> case.unread("t3.R4.nat")  # doctest: +SKIP
        '表三“结转下年度”（没有读出）'
        """
        for name in names:
            if self.is_unread(name):
                row, dot, _ = self.place(name).partition("·")
                return f"{row}{'”' if dot else ''}（没有读出）"
        return ""

    def place(self, name: str) -> str:
        """Return how people call the cell: 表三“新收·自然人”."""
        return self.report.cell(name).place

    @property
    def reading(self) -> Reading | None:
        """How the report was read, or None where it did not come from a document."""
        return self.report.reading

    @property
    def organ(self) -> Organ | None:
        """What kind of organ reports, from the profile or the report."""
        from reportkit.report import Organ  # noqa: PLC0415  used for this one conversion

        return Organ(self.profile.kind) if self.profile.kind else self.report.kind

    def lacks(self, need: str) -> bool:
        """Whether the case lacks what a rule needs (a key of `NEEDS`); some can never be given."""
        present = {
            "previous": self.previous is not None,
            "reading": self.report.reading is not None,
            "organ": self.organ is not None,
            "published": self.report.published_on is not None,
            "peers": bool(self.peers),
        }
        return not present.get(need, False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that breaks the rule: the sentence for people, and the facts behind it.

    `severity` is given only where it differs from the catalogue's.
    """

    message: str
    cells: tuple[str, ...] = ()
    section: int | None = None
    quote: str | None = None
    expected: object = None
    found: object = None
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Undecided:
    """The rule cannot be decided (in part); `needs` says in Chinese what is missing."""

    needs: str


Verdicts = Iterator[Fault | Undecided]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule that can be run: its function and its entry in the catalogue."""

    id: str
    run: Callable[[Case], Verdicts]

    @property
    def entry(self) -> Entry:
        """What the catalogue says of the rule."""
        return catalogue()[self.id]

    @property
    def statement(self) -> str:
        """The first line of the rule's docstring, for developers."""
        return (self.run.__doc__ or "").strip().split("\n", 1)[0]


def rule(id: str) -> Callable[[Callable[[Case], Verdicts]], Rule]:  # noqa: A002  the field's word
    """Make a rule of a function that reads a case and yields what is wrong."""

    def make(run: Callable[[Case], Verdicts]) -> Rule:
        return Rule(id=id, run=run)

    return make
