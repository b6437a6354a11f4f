"""What people decided about findings: confirmed, set aside with a reason, or commented.

Decisions stand in ``report.json`` under the fingerprint of their finding, so they survive further
checks and changes elsewhere in the report.  When the fact itself changes, its finding has another
fingerprint and is shown again; the old decision is kept and told as outdated.  This module never
checks anything.

>>> report = decide(report, finding, "dismissed", reason="台账核对无误")  # doctest: +SKIP
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from reportkit.errors import ReportkitError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportkit.finding import Finding
    from reportkit.report import Report

__all__ = ["Decision", "Decisions", "Verdict", "decide", "dismisses", "outdated", "withdraw"]


class Verdict(StrEnum):
    """What a person said of a finding."""

    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    COMMENTED = "commented"

    @property
    def label(self) -> str:
        """The Chinese word."""
        return {"confirmed": "确认有误", "dismissed": "核实无误", "commented": "备注"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One person's word on one finding.

    Notes
    -----
    `rule` and `message` are those of the finding when it was decided, so that the decision can
    still be read when the finding is gone.  `by` is a name or an office, where given.
    """

    verdict: Verdict
    rule: str
    message: str
    on: datetime.date
    reason: str = ""
    by: str | None = None

    def __post_init__(self) -> None:
        """Refuse a decision that nobody could understand later."""
        if self.verdict is not Verdict.CONFIRMED and not self.reason.strip():
            what = "备注" if self.verdict is Verdict.COMMENTED else "理由"
            message = f"把问题记为“{self.verdict.label}”时，要写明{what}。"
            raise ReportkitError(message)


Decisions = Mapping[str, Decision]
"""Fingerprint of a finding -> what was decided about it."""


def decide(  # noqa: PLR0913  a decision has these facts
    report: Report,
    finding: Finding,
    verdict: Verdict | str,
    *,
    reason: str = "",
    by: str | None = None,
    on: datetime.date | None = None,
) -> Report:
    """Return the report with a decision about one of its findings, in place of an earlier one.

    Parameters
    ----------
    report, finding
        The report and what `reportkit.check` found in it.
    verdict
        ``confirmed``, ``dismissed`` or ``commented``.
    reason
        Why; required except where the finding is confirmed.
    by
        Who decides: a name or an office.
    on
        The day; today where not given.

    Raises
    ------
    ReportkitError
        If the verdict is unknown, or a reason is required and missing.
    """
    if verdict not in {item.value for item in Verdict}:
        known = "、".join(f"{item.value}（{item.label}）" for item in Verdict)
        message = f"不认识的处理意见“{verdict}”，只能是 {known}。"
        raise ReportkitError(message)
    made = Decision(
        verdict=Verdict(verdict),
        rule=finding.rule,
        message=finding.message,
        on=on or datetime.datetime.now().astimezone().date(),
        reason=reason.strip(),
        by=by,
    )
    return report.replace(decisions={**report.decisions, finding.fingerprint: made})


def withdraw(report: Report, fingerprint: str) -> Report:
    """Return the report without the decision about the finding of this fingerprint."""
    kept = {key: made for key, made in report.decisions.items() if key != fingerprint}
    return report.replace(decisions=kept)


def dismisses(decisions: Decisions, finding: Finding) -> bool:
    """Whether a person has set the finding aside, and the fact is still the same."""
    made = decisions.get(finding.fingerprint)
    return made is not None and made.verdict is Verdict.DISMISSED


def outdated(decisions: Decisions, findings: Iterable[Finding]) -> Decisions:
    """Return the decisions whose finding is no longer there: mended, or a changed fact."""
    present = {finding.fingerprint for finding in findings}
    return {key: made for key, made in decisions.items() if key not in present}
