"""Check a report against every rule that can be decided.

>>> findings = check(report, previous=last_year)  # doctest: +SKIP
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from typing import TYPE_CHECKING

from reportkit.figures import resolved
from reportkit.finding import Finding, Findings, NotAssessable, Severity
from reportkit.profile import NATIONAL, Profile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportkit.catalogue import Entry
    from reportkit.report import Report
    from reportkit.rules import Case, Fault, Rule

__all__ = ["check"]


def check(
    report: Report,
    *,
    previous: Report | None = None,
    profile: Profile = NATIONAL,
    peers: tuple[Report, ...] = (),
) -> Findings:
    """Run every rule over a report.

    Parameters
    ----------
    report
        The report to check.
    previous
        The same organ's report of the year before; without it the rules across years are not
        assessable.
    profile
        Local deadlines, limits and severities.
    peers
        Reports of other organs, to see whether passages were copied; the report itself and other
        years of the same organ may be among them.

    Returns
    -------
    Findings
        Errors first; what could not be decided, with what it needs; proposed repairs.
    """
    # All rules with their patterns: most of the start-up, and not wanted before the first check.
    from reportkit.repair import propose  # noqa: PLC0415
    from reportkit.rules import RULES, Case, Undecided, waiting  # noqa: PLC0415
    from reportkit.rules._rule import NEEDS  # noqa: PLC0415

    report = resolved(report)
    case = Case(report=report, previous=previous, profile=profile, peers=peers)
    findings: list[Finding] = []
    undecided: dict[NotAssessable, None] = {}
    for item in RULES:
        if item.id in profile.rules_off or not _concerns(item.entry, case):
            continue
        lacking = [NEEDS[need] for need in item.entry.needs if case.lacks(need)]
        if lacking:
            undecided[NotAssessable(rule=item.id, needs="、".join(lacking))] = None
            continue
        for verdict in item.run(case):
            if isinstance(verdict, Undecided):
                undecided[NotAssessable(rule=item.id, needs=verdict.needs)] = None
            else:
                findings.append(_finding(item, verdict, profile))
    for entry in waiting():
        if entry.id not in profile.rules_off and _concerns(entry, case):
            needs = "、".join(NEEDS[need] for need in entry.needs)
            undecided[NotAssessable(rule=entry.id, needs=needs)] = None
    findings.sort(key=lambda finding: finding.severity.rank)
    return Findings(
        items=tuple(_told_apart(findings)),
        not_assessable=tuple(undecided),
        repairs=propose(report),
        unread=report.unread,
        decisions=report.decisions,
    )


def _told_apart(findings: list[Finding]) -> Iterator[Finding]:
    """Yield the findings, numbered where the facts are the same: each has its own fingerprint."""
    seen: Counter[str] = Counter()
    for finding in findings:
        before = seen[finding.fingerprint]
        seen[finding.fingerprint] += 1
        yield dataclasses.replace(finding, occurrence=before) if before else finding


def _concerns(entry: Entry, case: Case) -> bool:
    """Whether a rule is about reports of this form and organs of this kind."""
    if case.report.format not in entry.formats:
        return False
    return not entry.organs or case.organ is None or case.organ.value in entry.organs


def _finding(item: Rule, fault: Fault, profile: Profile) -> Finding:
    entry = item.entry
    local = profile.severities.get(item.id)
    return Finding(
        rule=item.id,
        severity=Severity(local) if local else fault.severity or entry.severity,
        message=fault.message,
        cells=fault.cells,
        section=fault.section,
        quote=fault.quote,
        expected=None if fault.expected is None else str(fault.expected),
        found=None if fault.found is None else str(fault.found),
        basis=entry.basis,
        fix=entry.fix,
    )
