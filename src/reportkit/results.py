"""The result of checking files, as data for other programs: ``reportkit/findings@1``.

One row a file; a file that cannot be read is a row like the others and says why.  This module
words nothing for people (`reportkit.views` does) and reads no files.

>>> row = Checked(file="a.txt", error="a.txt 是空文件。")
>>> to_dict([row])["reports"][0]["status"]
'unreadable'
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reportkit.finding import Findings, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportkit.decisions import Decision, Decisions
    from reportkit.finding import Finding, Repair
    from reportkit.report import Report, Unread

__all__ = ["SCHEMA", "Checked", "dumps", "to_dict"]

SCHEMA = "reportkit/findings@1"
_NONE = Findings(items=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One file and what came of it: report and findings, or the error that stopped the reading."""

    file: str
    report: Report | None = None
    findings: Findings = _NONE
    error: str | None = None

    @property
    def sound(self) -> bool:
        """Whether the file was read in full and no finding is an error."""
        return self.error is None and not self.findings.errors and not self.findings.unread


def to_dict(rows: Iterable[Checked]) -> dict[str, Any]:
    """Return the rows as the JSON object of ``reportkit/findings@1``.

    Notes
    -----
    ``summary`` counts the findings of all files by severity; files that could not be read add
    nothing to it.  Every row has every key, so that a reader need not ask which are there; only
    ``outdated_decisions`` stands where people decided about a fact that is no longer the same.
    """
    rows = list(rows)
    return {
        "schema": SCHEMA,
        "reports": [_row(row) for row in rows],
        "summary": {
            severity.value: sum(len(row.findings.of(severity)) for row in rows)
            for severity in Severity
        },
    }


def dumps(rows: Iterable[Checked]) -> str:
    """Return the rows as JSON text that ends with a line break."""
    return json.dumps(to_dict(rows), ensure_ascii=False, indent=1) + "\n"


def _row(row: Checked) -> dict[str, Any]:
    findings = row.findings
    data: dict[str, Any] = {
        "file": row.file,
        "agency": row.report.agency if row.report else None,
        "year": row.report.year if row.report else None,
        "status": "checked" if row.error is None else "unreadable",
    }
    if row.error is not None:
        data["error"] = row.error
    data["findings"] = [_finding(finding, findings.decisions) for finding in findings]
    data["not_assessable"] = [
        {"rule": item.rule, "needs": item.needs} for item in findings.not_assessable
    ]
    data["repairs"] = [_repair(repair) for repair in findings.repairs]
    data["unread"] = [_unread(unread) for unread in findings.unread]
    if findings.outdated:
        data["outdated_decisions"] = [
            _outdated(key, made, findings) for key, made in findings.outdated.items()
        ]
    return data


def _finding(finding: Finding, decisions: Decisions) -> dict[str, Any]:
    data: dict[str, Any] = {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "status": "failed",
        "cells": list(finding.cells),
        "section": finding.section,
        "quote": finding.quote,
        "expected": finding.expected,
        "found": finding.found,
        "message": finding.message,
        "basis": finding.basis,
        "fix": finding.fix,
        "fingerprint": finding.fingerprint,
    }
    made = decisions.get(finding.fingerprint)
    if made is not None:
        data["decision"] = _decision(made)
    return data


def _decision(made: Decision) -> dict[str, Any]:
    return {
        "verdict": made.verdict.value,
        "reason": made.reason,
        "by": made.by,
        "on": made.on.isoformat(),
    }


def _outdated(fingerprint: str, made: Decision, findings: Findings) -> dict[str, Any]:
    """Tell a decision whose fact has changed, with what its rule finds now."""
    now = [
        finding.fingerprint
        for finding in findings
        if finding.rule == made.rule and finding.fingerprint not in findings.decisions
    ]
    return {
        "fingerprint": fingerprint,
        "rule": made.rule,
        "message": made.message,
        "decision": _decision(made),
        "status": "changed" if now else "gone",
        "now": now,
    }


def _repair(repair: Repair) -> dict[str, Any]:
    return {"cells": dict(repair.cells), "restores": list(repair.restores), "why": repair.why}


def _unread(unread: Unread) -> dict[str, str]:
    return {
        "table": unread.table,
        "row": unread.row,
        "reason": unread.reason,
        "text": unread.text,
    }
