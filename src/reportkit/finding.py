"""Findings: what is wrong with a report, as data.

A finding names its rule, the cells or the text it is about, both sides of what should agree, and
one Chinese sentence.  This module knows neither rules nor reports.

>>> finding = Finding(rule="T3-01", severity=Severity.ERROR, message="新收与办结不平。")
>>> len(finding.fingerprint)
16
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, overload

from reportkit import _display
from reportkit._optional import require
from reportkit.decisions import dismisses, outdated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportkit.decisions import Decisions
    from reportkit.report import Unread

__all__ = ["Finding", "Findings", "NotAssessable", "Repair", "Severity"]


class Severity(StrEnum):
    """How much a finding weighs; the order is from heavy to light."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def label(self) -> str:
        """The Chinese word."""
        return {"error": "错误", "warning": "警告", "info": "提示"}[self.value]

    @property
    def rank(self) -> int:
        """0 for errors, 2 for hints: the order in which people read them."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is wrong, or very likely wrong, or worth a look.

    Notes
    -----
    `section` is 0 for title and introduction, 1 to 6, or None.  `quote` is the exact text of the
    report the finding is about.  `expected` and `found` are the two sides that should agree.
    `basis` and `fix` come from the rule's entry in the catalogue.  `occurrence` counts earlier
    findings with the same facts, such as one wrong sentence that stands there twice.
    """

    rule: str
    severity: Severity
    message: str
    cells: tuple[str, ...] = ()
    section: int | None = None
    quote: str | None = None
    expected: str | None = None
    found: str | None = None
    basis: str = ""
    fix: str = ""
    occurrence: int = 0

    @property
    def fingerprint(self) -> str:
        """16 hexadecimal digits that stay the same as long as the fault does.

        Severity, place and wording play no part, so a local severity, an edit elsewhere or a
        better sentence of a later version leaves it.  Only where a finding has no other facts
        does its sentence count.
        """
        import hashlib  # noqa: PLC0415  slow to load, and not wanted before the first finding

        facts = (*sorted(self.cells), self.quote, self.expected, self.found)
        parts = [self.rule, *facts] if any(facts) else [self.rule, self.message]
        if self.occurrence:
            parts.append(str(self.occurrence))
        joined = "\x1f".join("" if part is None else part for part in parts)
        return hashlib.sha256(joined.encode(errors="surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotAssessable:
    """A rule that could not be decided, and what it needs."""

    rule: str
    needs: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """A smallest change that mends broken equations: a proposal, never applied by itself.

    `cells` are the cells to change with their proposed numbers; `restores` the rules it mends.
    """

    cells: tuple[tuple[str, int], ...]
    restores: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings(Sequence[Finding]):
    """The result of a check: findings, what could not be decided, and proposed repairs.

    `decisions` are what people decided about findings of this report, as it was checked.
    """

    items: tuple[Finding, ...]
    not_assessable: tuple[NotAssessable, ...] = ()
    repairs: tuple[Repair, ...] = ()
    unread: tuple[Unread, ...] = ()
    decisions: Decisions = field(default_factory=dict)

    @overload
    def __getitem__(self, index: int) -> Finding: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Finding, ...]: ...
    def __getitem__(self, index: int | slice) -> Finding | tuple[Finding, ...]:
        """Return one finding, or several."""
        return self.items[index]

    def __len__(self) -> int:
        """Count the findings."""
        return len(self.items)

    def __iter__(self) -> Iterator[Finding]:
        """Yield the findings, errors first."""
        return iter(self.items)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings of severity error."""
        return self.of(Severity.ERROR)

    def of(self, severity: Severity) -> tuple[Finding, ...]:
        """Return the findings of one severity."""
        return tuple(finding for finding in self.items if finding.severity is severity)

    def only(self, family: str) -> Findings:
        """Return what belongs to one family of rules, such as ``CY`` for the comparison of years.

        Repairs and unread rows belong to the whole report and are left out.
        """
        return Findings(
            items=tuple(item for item in self.items if item.rule.startswith(f"{family}-")),
            not_assessable=tuple(
                item for item in self.not_assessable if item.rule.startswith(f"{family}-")
            ),
            decisions=self.decisions,
        )

    def open(self, decisions: Decisions | None = None) -> tuple[Finding, ...]:
        """Return the findings that no person has set aside.

        Parameters
        ----------
        decisions
            What people decided, by fingerprint; those of the checked report where not given.
        """
        made = self.decisions if decisions is None else decisions
        return tuple(finding for finding in self.items if not dismisses(made, finding))

    @property
    def dismissed(self) -> tuple[Finding, ...]:
        """The findings that a person has set aside, each for a reason."""
        return tuple(finding for finding in self.items if dismisses(self.decisions, finding))

    @property
    def outdated(self) -> Decisions:
        """The decisions whose finding is no longer there: mended, or a changed fact."""
        return outdated(self.decisions, self.items)

    def frame(self) -> Any:  # noqa: ANN401  pandas is optional
        """Return the findings as a pandas data frame, one row each, Chinese column names.

        Raises
        ------
        MissingLibrary
            If pandas is not installed.
        """
        from reportkit.frames import findings_frame  # noqa: PLC0415  pandas only when asked for

        require("pandas", extra="notebook")
        return findings_frame(self)

    def _repr_html_(self) -> str:
        return _display.to_html(self)
