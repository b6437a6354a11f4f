"""Whole reports of offices of many kinds: sound ones pass without a warning, and one fault is one.

The reports stand in ``data/whole_reports.toml``.  ``data/whole_right.toml`` changes a report into
another one that is as sound, ``data/whole_wrong.toml`` into one that has a fault.

Keys of a change
----------------
``of``     the report;  ``says`` what the case is about
``swap``   table of old = new text, in introduction, title and all sections
``add``    table of section number = a paragraph behind its text
``cells``  table of row or cell = what stands there
``facts``  title, agency, issued_on … instead of the report's
``finds``  table of rule = the cells that its finding names, or a part of what it quotes
"""

from __future__ import annotations

import dataclasses
import datetime
import tomllib
from pathlib import Path

import pytest

from reportkit.check import check
from reportkit.form import load
from reportkit.report import Organ, Report, Section

DATA = Path(__file__).parents[1] / "data"
FACTS = ("agency", "year", "kind")


def _load(name: str) -> dict:
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


REPORTS = _load("whole_reports")


def _cells(report: Report, told: dict) -> dict:
    """Spread rows over their cells: t3.R1 = [1, 0, …]."""
    found = {}
    for name, value in told.items():
        if not isinstance(value, list):
            found[name] = value
            continue
        cells = [cell for cell in report.cells if cell.startswith(f"{name}.")]
        found |= dict(zip(cells, value, strict=True))
    return found


def whole(key: str) -> Report:
    """Make a report out of its facts, cells and texts."""
    told = REPORTS[key]
    form = load("2019" if told.get("base") == "trial" else "2021")
    year, texts = told["year"], told["text"]
    report = Report.empty(
        form,
        agency=told["agency"],
        year=year,
        kind=Organ(told["kind"]),
        title=f"{told['agency']}{year}年政府信息公开工作年度报告",
        signed_by=told["agency"],
        issued_on=datetime.date(year + 1, 1, 22),
        period=(datetime.date(year, 1, 1), datetime.date(year, 12, 31)),
        introduction=texts["0"],
        sections=tuple(
            Section(no=s.no, heading=s.heading, text=texts.get(str(s.no), ""))
            for s in form.sections
        ),
    )
    zeros = dict.fromkeys(report.cells, 0)
    return report.replace({**zeros, **_cells(report, told["cells"])})


def changed(case: dict) -> Report:
    """Make the report of a case: another one with something changed."""
    report = whole(case["of"])
    report = report.replace(_cells(report, case.get("cells", {})))
    texts = {s.no: s.text for s in report.sections}
    for no, text in case.get("add", {}).items():
        texts[int(no)] += f"\n{text}"
    introduction, title = report.introduction, report.title or ""
    for old, new in case.get("swap", {}).items():
        assert any(old in text for text in (introduction, title, *texts.values())), old
        introduction, title = introduction.replace(old, new), title.replace(old, new)
        texts = {no: text.replace(old, new) for no, text in texts.items()}
    sections = (dataclasses.replace(s, text=texts[s.no]) for s in report.sections)
    facts = dict(case.get("facts", {}))
    if "issued_on" in facts:
        facts["issued_on"] = datetime.date.fromisoformat(facts["issued_on"])
    return report.replace(introduction=introduction, title=title, sections=tuple(sections)).replace(
        **facts
    )


def _grave(report: Report) -> list:
    return [finding for finding in check(report) if finding.severity.value != "info"]


def _cases(name: str) -> list:
    return [pytest.param(case, id=f"{case['of']}-{case['says']}") for case in _load(name)["case"]]


@pytest.mark.parametrize("key", REPORTS)
def test_a_sound_report_has_no_error_and_no_warning(key: str) -> None:
    assert [(f.rule, f.message) for f in _grave(whole(key))] == []


@pytest.mark.parametrize("case", _cases("whole_right"))
def test_another_right_wording_has_none_either(case: dict) -> None:
    assert [(f.rule, f.message) for f in _grave(changed(case))] == []


@pytest.mark.parametrize("case", _cases("whole_wrong"))
def test_a_fault_is_found_where_it_is_and_nothing_else(case: dict) -> None:
    shown = [(f.rule, f.message, f.cells, f.quote) for f in _grave(changed(case))]
    assert {rule for rule, *_ in shown} == set(case["finds"]), shown
    for rule, where in case["finds"].items():
        found = [(cells, quote or "") for name, _, cells, quote in shown if name == rule]
        if isinstance(where, list):
            assert any(set(where) <= set(cells) for cells, _ in found), shown
        else:
            assert any(where in quote for _, quote in found), shown
