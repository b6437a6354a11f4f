"""A session of editing: the report as it is now, what was changed, and what follows from it.

>>> session = Session(report)  # doctest: +SKIP
>>> session.enter({"t3.R1.nat": "4"}).after  # doctest: +SKIP
{'t3.R1.nat': '4'}
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from reportkit.check import check
from reportkit.decisions import decide
from reportkit.editing._change import Change, apply, content_of
from reportkit.form import TABLES
from reportkit.profile import NATIONAL, Profile
from reportkit.text import Kind, print_number

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from decimal import Decimal

    from reportkit.finding import Finding, Findings, Repair
    from reportkit.report import Report

__all__ = ["Balance", "Session"]

_REMEMBERED = 200  # actions that can be undone


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """One column of table 3: what came in against what went out; None where a figure lacks."""

    column: str
    label: str
    came: int | Decimal | None
    went: int | Decimal | None

    @property
    def difference(self) -> int | Decimal | None:
        """What came in less what went out, or None where it cannot be told."""
        return None if self.came is None or self.went is None else self.came - self.went


class Session:
    """A report being edited.

    Parameters
    ----------
    report
        The report to begin with.
    previous
        Last year's report of the same organ, for comparison and the rules across years.
    profile
        Local deadlines, limits and severities.
    """

    def __init__(
        self, report: Report, *, previous: Report | None = None, profile: Profile = NATIONAL
    ) -> None:
        self._report = report
        self._previous = previous
        self.profile = profile
        self._done: deque[Change] = deque(maxlen=_REMEMBERED)
        self._undone: list[Change] = []

    @property
    def report(self) -> Report:
        """The report as it is now."""
        return self._report

    @property
    def previous(self) -> Report | None:
        """Last year's report, if it was given."""
        return self._previous

    @previous.setter
    def previous(self, report: Report | None) -> None:
        self._previous = report
        self._forget()

    @property
    def changes(self) -> tuple[Change, ...]:
        """The actions that can be undone, oldest first."""
        return tuple(self._done)

    @property
    def undone(self) -> tuple[Change, ...]:
        """The actions that can be done again, the next one last."""
        return tuple(self._undone)

    @cached_property
    def findings(self) -> Findings:
        """What is wrong with the report as it is now."""
        return check(self._report, previous=self._previous, profile=self.profile)

    def enter(
        self, contents: Mapping[str, str], *, label: str = "填写", continues: bool = False
    ) -> Change:
        """Put contents into places as one action that can be undone.

        Parameters
        ----------
        contents
            Text by place (see `reportkit.editing._change`); what stands there already is no
            change.
        label
            How the action is called in the list of changes.
        continues
            Whether this goes on with the last action, as the next key of one word does: both
            are then undone together.

        Returns
        -------
        Change
            What was changed; empty if nothing was.

        Raises
        ------
        ReportkitError
            If a place or a content cannot be taken; then nothing is changed.
        """
        before = {place: content_of(self._report, place) for place in contents}
        changed = {place: text for place, text in contents.items() if text != before[place]}
        change = Change(label=label, before={p: before[p] for p in changed}, after=changed)
        if changed:
            self._report = apply(self._report, changed)
            self._note(change, continues=continues)
            self._undone.clear()
            self._forget()
        return change

    def _note(self, change: Change, *, continues: bool) -> None:
        if not (continues and self._done):
            self._done.append(change)
            return
        last = self._done.pop()
        before = {**change.before, **last.before}
        after = {**last.after, **change.after}
        moved = [place for place, text in after.items() if text != before[place]]
        if moved:
            whole = {place: before[place] for place in moved}, {p: after[p] for p in moved}
            self._done.append(Change(label=last.label, before=whole[0], after=whole[1]))

    def decide(self, finding: Finding, verdict: str, *, reason: str = "", by: str = "") -> Change:
        """Note what a person decided about a finding, as one action; no verdict withdraws it.

        Raises
        ------
        ReportkitError
            If the verdict is unknown, or a reason is required and missing.
        """
        place = f"decision.{finding.fingerprint}"
        if not verdict:
            return self.enter({place: ""}, label="撤回处理意见")
        decided = decide(self._report, finding, verdict, reason=reason, by=by or None)
        return self.enter({place: content_of(decided, place)}, label="处理意见")

    def take_over(self, report: Report) -> None:
        """Go on with another report, such as one that was loaded; earlier actions are forgotten."""
        self._report = report
        self._done.clear()
        self._undone.clear()
        self._forget()

    def resume(self, changes: tuple[Change, ...]) -> None:
        """Take up the actions of an earlier session as far as they led to this report."""
        fitting: list[Change] = []
        state = self._report
        for change in reversed(changes):
            if any(content_of(state, place) != text for place, text in change.after.items()):
                break
            state = apply(state, change.before)
            fitting.append(change)
        self._done = deque(reversed(fitting), maxlen=_REMEMBERED)

    def undo(self) -> Change | None:
        """Take back the last action; return it, or None if there is none."""
        if not self._done:
            return None
        change = self._done.pop()
        self._report = apply(self._report, change.before)
        self._undone.append(change)
        self._forget()
        return change

    def redo(self) -> Change | None:
        """Do again what was taken back last; return it, or None if there is nothing."""
        if not self._undone:
            return None
        change = self._undone.pop()
        self._report = apply(self._report, change.after)
        self._done.append(change)
        self._forget()
        return change

    def mend(self, repair: Repair) -> Change:
        """Apply a proposed repair as one action that can be undone."""
        return self.enter({cell: str(number) for cell, number in repair.cells}, label="采用建议")

    def computed(self) -> dict[str, int | Decimal]:
        """Return what each total would be as the sum of its parts, where all parts are numbers."""
        totals: dict[str, int | Decimal] = {}
        for equation in self._report.equations:
            if len(equation.right) != 1:
                continue
            parts = [self._report.number(name) for name in equation.left]
            numbers = [number for number in parts if number is not None]
            if len(numbers) == len(parts):
                totals[equation.right[0]] = sum(numbers)
        return totals

    def fill_totals(self, tables: Collection[str] = TABLES) -> Change:
        """Put the computed totals into the total cells, on request, as one action.

        Totals of rows are filled first, then the totals that are sums of these.

        Parameters
        ----------
        tables
            Keys of the tables whose totals are filled.
        """
        filled = self.computed()
        report = apply(self._report, {n: print_number(value) for n, value in filled.items()})
        again = Session(report).computed()
        return self.enter(
            {
                name: print_number(value)
                for name, value in {**filled, **again}.items()
                if self._report.cell(name).table in tables
            },
            label="填入合计",
        )

    def fill_blanks(self, table: str) -> Change:
        """Put 0 into every blank cell of a table but its totals, on request, as one action.

        Whoever asks for it says that nothing happened there; a cell that could not be read, or
        holds a slash or a word, stays as it is.
        """
        totals = {e.right[0] for e in self._report.equations if len(e.right) == 1}
        cells = self._report.tables[table].cells
        blank = [
            name
            for name in cells
            if name not in totals and self._report.values[name].kind is Kind.BLANK
        ]
        return self.enter(dict.fromkeys(blank, "0"), label="空格填0")

    def balances(self) -> tuple[Balance, ...]:
        """Return the balance of each column of table 3, in order."""
        found = []
        for equation in self._report.equations:
            if equation.kind == "E1":
                came = self._sum(equation.left)
                went = self._sum(equation.right)
                found.append(
                    Balance(column=equation.key, label=equation.along, came=came, went=went)
                )
        return tuple(found)

    def _sum(self, names: tuple[str, ...]) -> int | Decimal | None:
        numbers = [self._report.number(name) for name in names]
        known = [number for number in numbers if number is not None]
        return sum(known) if len(known) == len(numbers) else None

    def _forget(self) -> None:
        self.__dict__.pop("findings", None)
