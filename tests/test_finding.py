"""Findings as a value: picking out what belongs together."""

from __future__ import annotations

import reportkit as rk
import samples


def _broken():
    report = samples.filled().replace({"t4.A.total": 2, "t3.R2.nat": 2, "t3.R2.tot": 2})
    return rk.check(report, previous=samples.last_year())


def test_one_family_of_rules_can_be_picked_out():
    findings = _broken()
    assert {finding.rule[:3] for finding in findings} >= {"T4-", "T3-"}
    assert [finding.rule for finding in findings.only("T4")] == ["T4-01"]


def test_what_was_not_decided_stays_with_its_family():
    findings = rk.check(samples.filled())
    assert {item.rule[:3] for item in findings.only("CY").not_assessable} == {"CY-"}
    assert findings.only("T4").not_assessable == ()


def test_a_family_does_not_take_in_one_whose_name_begins_alike():
    assert len(_broken().only("T")) == 0


def test_decisions_go_along():
    findings = _broken()
    assert findings.only("T4").decisions is findings.decisions
