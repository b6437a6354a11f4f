"""Findings as JSON: the shape that other programs build on, and its published schema."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import jsonschema
import pytest

import reportkit
import samples
from reportkit import results, store
from reportkit.check import check
from reportkit.decisions import decide
from reportkit.finding import Finding, Findings, Repair, Severity
from reportkit.report import Unread
from reportkit.results import Checked

SCHEMAS = Path(reportkit.__file__).parent / "schemas"


def _validate(data, name):
    schema = json.loads((SCHEMAS / f"{name}-1.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(data)


def _checked(report=None, **facts):
    report = report or samples.filled()
    return Checked(file="a.txt", report=report, findings=check(report, **facts))


def test_a_broken_equation_is_told_with_both_sides_and_its_cells():
    row = _checked(samples.filled().replace({"t4.A.total": 2}))
    found = results.to_dict([row])["reports"][0]["findings"]
    finding = next(item for item in found if item["rule"] == "T4-01")
    assert finding["severity"] == "error"
    assert finding["status"] == "failed"
    assert (finding["expected"], finding["found"], finding["section"]) == ("1", "2", 4)
    assert "t4.A.total" in finding["cells"]


def test_the_summary_adds_up_all_files():
    broken = samples.filled().replace({"t4.A.total": 2})
    data = results.to_dict([_checked(broken), _checked(broken), _checked()])
    assert data["summary"]["error"] == 2 * len(check(broken).errors) > 0


def test_an_unreadable_file_is_a_row_with_its_sentence():
    data = results.to_dict([Checked(file="b.txt", error="b.txt 是空文件。"), _checked()])
    assert [row["status"] for row in data["reports"]] == ["unreadable", "checked"]
    assert data["reports"][0]["error"] == "b.txt 是空文件。"
    _validate(data, "findings")


def test_repairs_and_unread_rows_are_told():
    findings = Findings(
        items=(Finding(rule="T3-01", severity=Severity.ERROR, message="不平。"),),
        repairs=(Repair(cells=(("t3.R4.nat", 3),), restores=("T3-01",), why="少抄1件。"),),
        unread=(Unread(table="t3", row="R3_6_3", reason="没有找到", text="3. 其他"),),
    )
    data = results.to_dict([Checked(file="a", report=samples.filled(), findings=findings)])
    assert data["reports"][0]["repairs"][0]["cells"] == {"t3.R4.nat": 3}
    assert data["reports"][0]["unread"][0]["row"] == "R3_6_3"
    _validate(data, "findings")


def test_what_cannot_be_decided_is_told_and_not_passed():
    needs = {item["rule"] for item in results.to_dict([_checked()])["reports"][0]["not_assessable"]}
    assert needs == {item.rule for item in check(samples.filled()).not_assessable}


@pytest.mark.parametrize("report", [samples.filled(), samples.last_year(), samples.trial()])
def test_every_report_fits_the_published_schema(report):
    _validate(store.to_dict(report), "report")


@pytest.mark.parametrize("name", ["cells", "unread", "schema"])
def test_the_schema_refuses_a_report_that_lacks_a_part(name):
    data = store.to_dict(samples.filled())
    del data[name]
    with pytest.raises(jsonschema.ValidationError):
        _validate(data, "report")


def test_the_schema_refuses_a_figure_that_is_a_float():
    data = store.to_dict(samples.filled())
    data["cells"]["t3.R1.nat"] = 1.5
    with pytest.raises(jsonschema.ValidationError):
        _validate(data, "report")


def test_findings_of_a_faulty_report_fit_the_published_schema():
    report = samples.filled().replace({"t3.R1.nat": 9, "t2.rule.valid": "/", "t4.A.total": None})
    _validate(results.to_dict([_checked(report, previous=samples.last_year())]), "findings")


def test_a_fault_keeps_its_fingerprint_over_runs():
    report = samples.filled().replace({"t4.A.total": 2})
    assert results.dumps([_checked(report)]) == results.dumps([_checked(report)])


def test_a_row_is_sound_only_if_all_was_read_and_nothing_is_an_error():
    warned = Findings(items=(Finding(rule="CY-02", severity=Severity.WARNING, message="。"),))
    unread = Findings(items=(), unread=(Unread(table="t3", row="R1", reason="没有找到"),))
    assert Checked(file="a", findings=warned).sound
    assert not Checked(file="a", findings=unread).sound
    assert not Checked(file="a", error="打不开。").sound


def test_a_decision_about_a_changed_fact_fits_the_published_schema():
    late = samples.filled().replace(published_on=datetime.date(2024, 2, 9))
    finding = next(item for item in check(late) if item.rule == "DT-02")
    decided = decide(late, finding, "dismissed", reason="按批准的期限")
    data = results.to_dict([_checked(decided.replace(published_on=datetime.date(2024, 3, 9)))])
    assert data["reports"][0]["outdated_decisions"][0]["status"] == "changed"
    _validate(data, "findings")
