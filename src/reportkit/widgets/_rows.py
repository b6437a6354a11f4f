"""Findings as rows of the list on screen: where a click leads, and what was decided.

A row is called by its rule and its place among the rule's findings (``T3-04.1``), which stays the
same while a fault shrinks cell by cell; so little travels while a person types.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reportkit.catalogue import CERTAINTY, catalogue
from reportkit.decisions import dismisses
from reportkit.widgets._drawing import FACTS

if TYPE_CHECKING:
    from reportkit.decisions import Decision
    from reportkit.editing import Session
    from reportkit.finding import Finding
    from reportkit.report import Report

__all__ = ["Row", "explanation", "rows"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One finding in the list: its name, its tab and place, whether a person set it aside."""

    key: str
    finding: Finding
    tab: str
    place: str
    settled: bool
    decision: Decision | None = None

    def to_json(self) -> dict[str, Any]:
        """Return what the front end shows; facts that are missing are left out."""
        finding, made = self.finding, self.decision
        facts = {
            "rule": finding.rule,
            "severity": finding.severity.value,
            "message": finding.message,
            "expected": finding.expected,
            "found": finding.found,
            "quote": finding.quote,
            "tab": self.tab,
            "place": self.place,
            "cell": finding.cells[0] if finding.cells else None,
            "settled": self.settled or None,
            "decision": (
                {"is": made.verdict.value, "label": made.verdict.label, "reason": made.reason}
                if made
                else None
            ),
        }
        return {name: fact for name, fact in facts.items() if fact is not None}


def rows(session: Session) -> tuple[Row, ...]:
    """Return the findings of a session as rows, errors first."""
    report, findings = session.report, session.findings
    count: Counter[str] = Counter()
    found = []
    for finding in findings:
        count[finding.rule] += 1
        tab, place = _place(finding, report)
        row = Row(
            key=f"{finding.rule}.{count[finding.rule]}",
            finding=finding,
            tab=tab,
            place=place,
            settled=dismisses(report.decisions, finding),
            decision=report.decisions.get(finding.fingerprint),
        )
        found.append(row)
    return tuple(found)


def explanation(rule: str) -> dict[str, str]:
    """Return why a rule is there: what it states, its legal basis, a wrong and a right example."""
    entry = catalogue().get(rule)
    if entry is None:
        return {}
    said = {
        "规则": entry.statement,
        "说明": entry.why,
        "依据": entry.basis,
        "可靠程度": CERTAINTY.get(entry.certainty, ""),
        "常见原因": entry.cause,
        "错误写法": entry.wrong,
        "正确写法": entry.right,
    }
    fix = {"怎么改": entry.fix}
    return {name: text for name, text in {**said, **fix}.items() if text}


def _place(finding: Finding, report: Report) -> tuple[str, str]:
    """Return the tab and the place that a click on the finding leads to."""
    if finding.section and finding.quote:
        return f"section.{finding.section}", f"section.{finding.section}"
    if finding.cells:
        table = report.cell(finding.cells[0]).table
        return f"section.{report.tables[table].section}", finding.cells[0]
    if finding.section:
        return f"section.{finding.section}", f"section.{finding.section}"
    if finding.quote and finding.quote in report.introduction:
        return FACTS, "introduction"
    if finding.quote and finding.quote in (report.title or ""):
        return FACTS, "title"
    return FACTS, "title" if finding.section == 0 else ""
