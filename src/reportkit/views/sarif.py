"""Checked files -> SARIF 2.1.0, the format in which code scanners hand on their findings.

Every rule of the catalogue is described; a finding names its cells as logical locations and, in a
text file, its line.  What could not be decided is a result of kind ``open``, what a person set
aside is suppressed with the reason, and what could not be read is a notification.

>>> from reportkit.results import Checked
>>> to_dict([Checked(file="a.txt", error="a.txt 是空文件。")])["version"]
'2.1.0'
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from reportkit.catalogue import CERTAINTY, Entry, catalogue
from reportkit.decisions import Decision, Verdict
from reportkit.finding import Severity
from reportkit.views import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportkit.finding import Finding, NotAssessable
    from reportkit.report import Report
    from reportkit.results import Checked

__all__ = ["dumps", "to_dict"]

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_LINES = {".txt", ".md"}  # files whose origin is a line that an editor can show
_TITLE = 0


def dumps(rows: Iterable[Checked], *, version: str = "") -> str:
    """Return the rows as SARIF text that ends with a line break."""
    return json.dumps(to_dict(rows, version=version), ensure_ascii=False, indent=1) + "\n"


def to_dict(rows: Iterable[Checked], *, version: str = "") -> dict[str, Any]:
    """Return the rows as one SARIF run.

    Parameters
    ----------
    rows
        One a file, as `reportkit.results` has them; files that could not be read included.
    version
        Version of reportkit, where it is to be named.

    Notes
    -----
    Severities are error, warning and note.  A relative path stays relative, so that a log can be
    read on another computer.
    """
    rows = list(rows)
    unread = [notice for row in rows for notice in _notices(row)]
    run = {
        "tool": {"driver": _driver(version)},
        "language": "zh-CN",
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": {"uri": _uri(row.file)}} for row in rows],
        "invocations": [
            {
                "executionSuccessful": all(row.error is None for row in rows),
                "toolExecutionNotifications": unread,
            }
        ],
        "results": [result for no, row in enumerate(rows) for result in _results(no, row)],
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _driver(version: str) -> dict[str, Any]:
    named = {"name": "reportkit", **({"semanticVersion": version} if version else {})}
    return {**named, "rules": [_rule(entry) for entry in catalogue().values()]}


def _rule(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "shortDescription": {"text": entry.statement},
        "fullDescription": {"text": entry.why or entry.statement},
        "help": {"text": f"怎么改：{entry.fix}\n依据：{entry.basis}。{CERTAINTY[entry.certainty]}"},
        "defaultConfiguration": {"level": _LEVELS[entry.severity]},
        "properties": {"tags": [entry.area]},
    }


def _results(no: int, row: Checked) -> list[dict[str, Any]]:
    decisions = row.findings.decisions
    found = [_result(no, row, item, decisions.get(item.fingerprint)) for item in row.findings]
    return [*found, *(_open(no, row, item) for item in row.findings.not_assessable)]


def _result(no: int, row: Checked, finding: Finding, made: Decision | None) -> dict[str, Any]:
    facts = {"expected": finding.expected, "found": finding.found, "quote": finding.quote}
    data: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": list(catalogue()).index(finding.rule),
        "kind": "fail",
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [_location(no, row, finding)],
        "partialFingerprints": {"reportkit/v1": finding.fingerprint},
        "properties": {key: value for key, value in facts.items() if value is not None},
    }
    if made is not None and made.verdict is Verdict.DISMISSED:
        said = {"kind": "external", "status": "accepted", "justification": words.decided(made)}
        data["suppressions"] = [said]
    return data


def _open(no: int, row: Checked, item: NotAssessable) -> dict[str, Any]:
    return {
        "ruleId": item.rule,
        "ruleIndex": list(catalogue()).index(item.rule),
        "kind": "open",
        "level": "none",
        "message": {"text": f"没有判断：待补{item.needs}。"},
        "locations": [{"physicalLocation": _physical(no, row.file)}],
    }


def _location(no: int, row: Checked, finding: Finding) -> dict[str, Any]:
    physical = _physical(no, row.file)
    line = _line(row.report, finding) if row.report and Path(row.file).suffix in _LINES else 0
    if line:
        physical["region"] = {"startLine": line}
    logical = [_cell(name, row.report) for name in finding.cells]
    if finding.section is not None:
        logical.append(_section(finding.section))
    return {"physicalLocation": physical} | ({"logicalLocations": logical} if logical else {})


def _physical(no: int, file: str) -> dict[str, Any]:
    return {"artifactLocation": {"uri": _uri(file), "index": no}}


def _line(report: Report, finding: Finding) -> int:
    """Return the line of the first cell that was read from one, or 0."""
    values = (report[name] for name in finding.cells)
    return next((v.origin.place.row for v in values if v.origin and v.origin.place.row), 0)


def _cell(name: str, report: Report | None) -> dict[str, str]:
    return {"name": words.place(name, report), "fullyQualifiedName": name, "kind": "value"}


def _section(no: int) -> dict[str, str]:
    name = "标题和引言" if no == _TITLE else f"第{'一二三四五六'[no - 1]}部分"
    return {"name": name, "fullyQualifiedName": f"section-{no}", "kind": "text"}


def _notices(row: Checked) -> Iterable[dict[str, Any]]:
    where = [{"physicalLocation": {"artifactLocation": {"uri": _uri(row.file)}}}]
    if row.error is not None:
        yield {"level": "error", "message": {"text": row.error}, "locations": where}
    for unread in row.findings.unread:
        said = words.unread_sentence(unread, row.report)
        yield {"level": "warning", "message": {"text": f"没有读出：{said}"}, "locations": where}


def _uri(file: str) -> str:
    path = Path(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix(), errors="replace")
