"""Every rule against its cases: sentences about a report, and what must be found.

The cases stand in ``cases/<rule id>.toml``.  Each names what differs from a consistent report and
which cells, or which quoted text, the rule must name; an empty list means that it stays silent.

Keys of a case
--------------
``says``      what the case is about, one sentence
``base``      ``filled`` (2021, the default) or ``trial`` (2019)
``cells``     table of cell = what stands there (a number, or a text such as "/" or "")
``facts``     title, agency, year, kind, issued_on, published_on, period, signed_by, introduction
``text``      table of section number = its text;  ``heading`` likewise
``swap``      table of old = new text, replaced in introduction, title and all sections
``drop``      section numbers that the report lacks
``previous``  table of cells of last year's report, or ``true`` for last year as it is
``previous_base``  ``trial`` where last year's report has the form of 2019 too
``previous_text``  table of section number = its text in last year's report
``peers``     reports of other organs: list of tables with agency, year and text
``profile``   table of profile keys
``reading``   table: ``deviations`` (list of tables with kind, table, row, printed, expected),
              ``headings``, ``tables``, ``pictures``, ``leftovers``, ``meta``
``unread``    list of rows such as "t3.R1", or of cells such as "t2.rule.valid", that were not read
``finds``     list of lists: the cells that each expected finding names (in any order)
``quotes``    list of texts that the findings quote, in order of the report
``severity``  severity that every finding must have
``count``     number of findings where neither cells nor quotes are of interest
``undecided`` true where the rule must say that it cannot be decided
"""

from __future__ import annotations

import dataclasses
import datetime
import tomllib
from pathlib import Path

import pytest

import samples
from reportkit.check import check
from reportkit.form import CellId, load
from reportkit.profile import Profile
from reportkit.report import UNREAD, Deviation, Organ, Reading, Report, Unread
from reportkit.rules import RULES, Case, by_id

CASES = Path(__file__).parent / "cases"


def _cases() -> list[tuple[str, dict]]:
    found = []
    for path in sorted(CASES.glob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        found += [
            pytest.param(path.stem, case, id=f"{path.stem}-{case['says']}") for case in data["case"]
        ]
    return found


def _with_facts(report: Report, facts: dict) -> Report:
    facts = dict(facts)
    for key in ("issued_on", "published_on"):
        if facts.get(key):
            facts[key] = datetime.date.fromisoformat(facts[key])
        elif key in facts:
            facts[key] = None
    if "period" in facts:
        days = [datetime.date.fromisoformat(day) if day else None for day in facts["period"]]
        facts["period"] = (days[0], days[1]) if days else None
    if "kind" in facts:
        facts["kind"] = Organ(facts["kind"]) if facts["kind"] else None
    return report.replace(**{key: value if value != "" else None for key, value in facts.items()})


def _with_text(report: Report, case: dict) -> Report:
    texts, headings, swap = case.get("text", {}), case.get("heading", {}), case.get("swap", {})

    def changed(text: str) -> str:
        for old, new in swap.items():
            text = text.replace(old, new)
        return text

    for old in swap:
        everything = [report.introduction, report.title or "", *(s.text for s in report.sections)]
        assert any(old in text for text in everything), f"nothing to swap: {old}"
    sections = tuple(
        dataclasses.replace(
            s,
            text=changed(texts.get(str(s.no), s.text)),
            heading=headings.get(str(s.no), s.heading),
        )
        for s in report.sections
        if s.no not in case.get("drop", [])
    )
    return report.replace(
        sections=sections,
        introduction=changed(report.introduction),
        title=changed(report.title or "") or None,
    )


def _with_unread(report: Report, rows: list[str]) -> Report:
    values, unread = dict(report.values), list(report.unread)
    for name in rows:
        table, row = name.split(".", 1)
        cells = report.tables[table].row_cells(row)
        if not cells:
            row, cells = row.split(".")[0], (CellId(name),)
        for cell in cells:
            values[CellId(cell)] = UNREAD
        unread.append(Unread(table=table, row=row, reason="测试"))
    return dataclasses.replace(report, values=values, unread=tuple(unread))


def build(case: dict) -> tuple[Report, Report | None, Profile]:
    """Make the report, last year's report and the profile of a case."""
    report = samples.trial() if case.get("base") == "trial" else samples.filled()
    report = report.replace(case.get("cells", {}))
    report = _with_text(_with_facts(report, case.get("facts", {})), case)
    report = _with_unread(report, case.get("unread", []))
    if "reading" in case:
        data = dict(case["reading"])
        data["deviations"] = tuple(Deviation(**d) for d in data.get("deviations", []))
        data = {key: tuple(v) if isinstance(v, list) else v for key, v in data.items()}
        data.setdefault("headings", tuple(s.heading for s in report.sections))
        data.setdefault("tables", ("t2", "t3", "t4"))
        report = dataclasses.replace(report, reading=Reading(file="样例.txt", **data))
    previous = None
    if case.get("previous"):
        previous = samples.last_year()
        if case.get("previous_base") == "trial":
            previous = samples.trial().replace(year=report.year - 1)
        if isinstance(case["previous"], dict):
            previous = previous.replace(case["previous"])
        previous = _with_text(previous, {"text": case.get("previous_text", {})})
    profile = dict(case.get("profile", {}))
    return report, previous, Profile(**profile)


def _peers(case: dict) -> tuple[Report, ...]:
    """Make the reports of other organs: `filled` under another name, with other texts."""
    found = []
    for peer in case.get("peers", []):
        facts = {key: peer[key] for key in ("agency", "year") if key in peer}
        found.append(_with_text(samples.filled().replace(**facts), {"text": peer.get("text", {})}))
    return tuple(found)


@pytest.mark.parametrize(("rule", "case"), _cases())
def test_case(rule: str, case: dict) -> None:
    report, previous, profile = build(case)
    result = check(report, previous=previous, profile=profile, peers=_peers(case))
    findings = [finding for finding in result if finding.rule == rule]
    shown = [(finding.message, finding.cells, finding.quote) for finding in findings]
    if "finds" in case:
        expected = sorted(sorted(cells) for cells in case["finds"])
        assert sorted(sorted(finding.cells) for finding in findings) == expected, shown
    if "quotes" in case:
        assert [finding.quote for finding in findings] == case["quotes"], shown
    if "count" in case:
        assert len(findings) == case["count"], shown
    if not {"finds", "quotes", "count"} & set(case):
        assert not findings, shown
    if "severity" in case:
        assert {finding.severity.value for finding in findings} == {case["severity"]}, shown
    undecided = any(item.rule == rule for item in result.not_assessable)
    assert undecided == case.get("undecided", undecided), result.not_assessable
    texts = [report.introduction, report.title or "", *(s.text for s in report.sections)]
    texts += [s.heading for s in report.sections]
    for finding in findings:
        if finding.quote is not None and report.reading is None:
            assert any(finding.quote in text for text in texts), finding.quote


@pytest.mark.parametrize("rule", [rule.id for rule in RULES])
def test_every_rule_has_cases(rule: str) -> None:
    """At least two cases that must be found and two that must stay silent."""
    data = tomllib.loads((CASES / f"{rule}.toml").read_text(encoding="utf-8"))
    found = [c for c in data["case"] if c.get("finds") or c.get("quotes") or c.get("count")]
    silent = [c for c in data["case"] if c not in found and not c.get("undecided")]
    assert len(found) >= 2
    assert len(silent) >= 2


def test_a_consistent_report_has_no_findings() -> None:
    for report, previous in ((samples.filled(), samples.last_year()), (samples.trial(), None)):
        result = check(report, previous=previous)
        assert [(finding.rule, finding.message) for finding in result] == []


def test_rules_never_fail_on_an_empty_report() -> None:
    report = Report.empty(load("2021"), year=2023)
    for rule in RULES:
        list(by_id(rule.id).run(Case(report=report, previous=report)))
