"""Wordings of officials against the rules on the text: right ones stay silent, wrong ones are found."""

from __future__ import annotations

import dataclasses
import tomllib
from pathlib import Path

import pytest

import samples
from reportkit.check import check
from reportkit.report import Organ, Report

DATA = Path(__file__).parents[1] / "data"
AREA = "NA"


def _load(name: str) -> dict:
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))


def _report(text: str, section: int = 1, **case) -> Report:
    report = samples.filled()
    if case.get("zero"):
        counts = [c for c in report.cells if c.startswith(("t3", "t4"))]
        report = report.replace(dict.fromkeys(counts, 0))
    report = report.replace(case.get("cells", {}))
    facts = dict(case.get("facts", {}))
    if "kind" in facts:
        facts["kind"] = Organ(facts["kind"])
    fee = samples.filled().section(6).text
    sections = tuple(
        dataclasses.replace(s, text=text if s.no == section else fee if s.no == 6 else "")
        for s in report.sections
    )
    return report.replace(sections=sections, **facts)


def _found(report: Report) -> list:
    rules = {"NA-01", "NA-02", "NA-03", "NA-04", "NA-05", "NA-06", "NA-07", "NA-11", "NA-12", "NA-13", "NA-14", "NA-19"}  # fmt: skip
    result = check(report, previous=samples.last_year())
    return [finding for finding in result if finding.rule in rules]


def _right() -> list:
    data = _load("right_wordings.toml")
    cases = [{"text": text} for text in data["section_one"]]
    cases += [{"text": text, "section": 6} for text in data["section_six"]]
    return cases + data["other"]


@pytest.mark.parametrize("case", [pytest.param(case, id=case["text"][:40]) for case in _right()])
def test_right_wordings_are_left_alone(case: dict) -> None:
    found = [f for f in _found(_report(**case)) if f.severity.value != "info"]
    assert [(f.rule, f.message, f.quote) for f in found] == []


def _wrong() -> list:
    return _load("wrong_wordings.toml")["case"]


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=f"{case['rule']}-{case['text'][:40]}") for case in _wrong()]
)
def test_wrong_wordings_are_found(case: dict) -> None:
    """The rule finds it, names the cells, and quotes words that hold the wrong figure."""
    case = dict(case)
    rule, quote, cells = case.pop("rule"), case.pop("quote", ""), case.pop("finds", None)
    report = _report(**case)
    found = [f for f in _found(report) if f.rule == rule]
    assert found, [(f.rule, f.message) for f in _found(report)]
    assert quote in (found[0].quote or "")
    assert found[0].quote is None or found[0].quote in report.section(case.get("section", 1)).text
    if cells is not None:
        assert sorted(found[0].cells) == sorted(cells)


def test_there_are_enough_wordings() -> None:
    assert len(_right()) >= 120
    assert len(_wrong()) >= 80
