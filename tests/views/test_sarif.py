"""SARIF: the parts that readers of SARIF rely on."""

from __future__ import annotations

import datetime
import json

import samples
from reportkit.catalogue import catalogue
from reportkit.check import check
from reportkit.decisions import decide
from reportkit.document import Place
from reportkit.finding import Severity
from reportkit.report import Origin, Unread, Value
from reportkit.results import Checked
from reportkit.text import Kind
from reportkit.views.sarif import dumps, to_dict

LEVELS = {"error", "warning", "note", "none"}


def _row(file="年 报.txt", report=None, **changes):
    report = (report or samples.filled()).replace(changes)
    return Checked(file=file, report=report, findings=check(report))


def _run(*rows):
    return to_dict(rows, version="1.0.0")["runs"][0]


def _failed(run):
    return [result for result in run["results"] if result["kind"] == "fail"]


def test_the_log_has_the_shape_of_the_standard():
    data = to_dict([_row(**{"t4.A.total": 2}), Checked(file="b", error="b 是空文件。")])
    assert data["version"] == "2.1.0"
    assert data["$schema"].endswith("sarif-2.1.0.json")
    (run,) = data["runs"]
    assert run["tool"]["driver"]["name"] == "reportkit"
    for result in run["results"]:
        assert result["level"] in LEVELS
        assert result["message"]["text"]
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        for location in result["locations"]:
            place = location["physicalLocation"]["artifactLocation"]
            assert run["artifacts"][place["index"]]["location"]["uri"] == place["uri"]


def test_every_rule_is_described():
    rules = _run(_row())["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(catalogue())
    assert all(rule["shortDescription"]["text"] and rule["help"]["text"] for rule in rules)
    assert {rule["defaultConfiguration"]["level"] for rule in rules} <= LEVELS - {"none"}


def test_a_finding_names_its_cells_and_its_file():
    (result,) = _failed(_run(_row(**{"t4.A.total": 2})))
    logical = result["locations"][0]["logicalLocations"]
    assert "t4.A.total" in {item["fullyQualifiedName"] for item in logical}
    assert "表四“行政复议·总计”" in {item["name"] for item in logical}
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "%E5%B9%B4%20%E6%8A%A5.txt"


def test_a_text_file_has_the_line_where_it_is_known():
    came = Origin("年 报.txt", Place(row=77))
    value = Value(2, Kind.NUMBER, "2", came)
    broken = samples.filled().replace({"t4.A.keep": value})
    (result,) = _failed(_run(_row(report=broken)))
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 77}
    (result,) = _failed(_run(_row("a.docx", report=broken)))
    assert "region" not in result["locations"][0]["physicalLocation"]


def test_what_cannot_be_decided_is_open_and_never_passed():
    run = _run(_row())
    opened = {result["ruleId"] for result in run["results"] if result["kind"] == "open"}
    assert opened == {item.rule for item in check(samples.filled()).not_assessable}


def test_what_a_person_set_aside_is_suppressed_with_the_reason():
    report = samples.filled().replace(published_on=datetime.date(2024, 2, 6))
    report = decide(report, check(report)[0], "dismissed", reason="有批准延期的文件")
    (result,) = _failed(_run(_row(report=report)))
    assert "有批准延期的文件" in result["suppressions"][0]["justification"]


def test_what_could_not_be_read_is_a_notification():
    report = samples.filled().replace(unread=(Unread(table="t3", row="R4", reason="没有找到"),))
    run = _run(Checked(file="b", error="b 是空文件。"), _row(report=report))
    said = run["invocations"][0]
    assert said["executionSuccessful"] is False
    assert [notice["level"] for notice in said["toolExecutionNotifications"]] == [
        "error",
        "warning",
    ]


def test_severities_are_levels():
    found = {
        finding.severity for finding in check(samples.filled().replace({"t2.rule.valid": "/"}))
    }
    assert Severity.WARNING in found
    assert "warning" in {r["level"] for r in _failed(_run(_row(**{"t2.rule.valid": "/"})))}


def test_hostile_text_stays_text(tmp_path):
    report = samples.filled().replace(title='"}],"x":"\u2028</script>')
    row = Checked(file='a"b\\c.txt', report=report, findings=check(report))
    assert json.loads(dumps([row]))["runs"][0]["artifacts"]
    absolute = Checked(file=str(tmp_path / "a b.txt"), error="坏")
    assert _run(absolute)["artifacts"][0]["location"]["uri"].startswith("file:///")
