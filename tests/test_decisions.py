"""Decisions of people: kept by fingerprint, shown again when the fact changes."""

from __future__ import annotations

import dataclasses
import datetime
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import samples
from reportkit import results, store
from reportkit.check import check
from reportkit.decisions import Verdict, decide, withdraw
from reportkit.errors import ExportError, ReportkitError, StoreError
from reportkit.exporters import export
from reportkit.results import Checked
from reportkit.views import findings_html, findings_page, findings_text
from rules import test_cases

if TYPE_CHECKING:
    from reportkit.report import Report

DAY = datetime.date(2024, 1, 20)
WHOLE = {"NA-16", "NA-17"}  # rules about how much of the whole text was copied
CASES = Path(__file__).parent / "rules" / "cases"
FAULTY = [
    pytest.param(path.stem, case, id=f"{path.stem}-{case['says']}")
    for path in sorted(CASES.glob("*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    if case.get("finds") or case.get("quotes") or case.get("count")
]


def _late() -> Report:
    """Return a report that was published too late: one error, which a person may set aside."""
    return samples.filled().replace(published_on=datetime.date(2024, 2, 6))


def _dismissed(report: Report, rule: str) -> Report:
    found = next(item for item in check(report) if item.rule == rule)
    return decide(report, found, "dismissed", reason="1月30日已在公报发布", by="法规股", on=DAY)


def test_a_decision_is_saved_and_loaded(tmp_path):
    report = _dismissed(_late(), "DT-02")
    loaded = store.load(store.save(report, tmp_path / "report.json"))
    assert loaded == report
    (made,) = loaded.decisions.values()
    assert (made.verdict, made.by, made.on, made.rule) == ("dismissed", "法规股", DAY, "DT-02")


def test_a_report_without_decisions_is_saved_as_before():
    assert "decisions" not in store.to_dict(samples.filled())


@pytest.mark.parametrize("verdict", ["dismissed", "commented"])
def test_setting_aside_and_commenting_need_words(verdict):
    found = check(_late())[0]
    with pytest.raises(ReportkitError, match="要写明"):
        decide(_late(), found, verdict, reason="  ")


def test_confirming_needs_no_reason():
    report = decide(_late(), check(_late())[0], Verdict.CONFIRMED, on=DAY)
    assert check(report).open() == check(report).items


def test_an_unknown_verdict_is_one_sentence():
    with pytest.raises(ReportkitError, match="不认识的处理意见“ignored”"):
        decide(_late(), check(_late())[0], "ignored", reason="无")


def test_what_is_set_aside_is_found_as_before_but_not_open():
    report = _dismissed(_late(), "DT-02")
    assert check(report).items == check(_late()).items
    assert check(report).open() == ()
    assert [item.rule for item in check(report).dismissed] == ["DT-02"]


def test_an_edit_elsewhere_leaves_the_decision():
    report = _dismissed(_late(), "DT-02").replace({"t2.permit": 127}, title="另一个标题")
    assert [item.rule for item in check(report).dismissed] == ["DT-02"]


def test_a_changed_fact_is_shown_again_and_the_old_decision_kept():
    report = _dismissed(_late(), "DT-02").replace(published_on=datetime.date(2024, 2, 20))
    found = check(report)
    assert [item.rule for item in found.open()] == ["DT-02"]
    assert [made.reason for made in found.outdated.values()] == ["1月30日已在公报发布"]


def test_a_decision_can_be_withdrawn():
    report = _dismissed(_late(), "DT-02")
    assert withdraw(report, *report.decisions).decisions == {}


@pytest.mark.parametrize("write", [findings_html, findings_text])
def test_views_fold_what_is_set_aside_and_say_why(write):
    report = _dismissed(_late(), "DT-02")
    shown = write(check(report), report)
    assert "没有发现问题" in shown
    assert "经人工核实" in shown
    assert "核实无误（法规股，2024年1月20日）：1月30日已在公报发布" in shown


def test_views_tell_outdated_decisions():
    report = _dismissed(_late(), "DT-02").replace(published_on=DAY)
    for shown in (findings_page(report, check(report)), findings_text(check(report), report)):
        assert "内容已变化的处理意见" in shown


def test_the_json_of_findings_names_the_decision():
    report = _dismissed(_late(), "DT-02")
    row = results.to_dict([Checked(file="a", report=report, findings=check(report))])["reports"][0]
    assert row["findings"][0]["decision"]["verdict"] == "dismissed"


@pytest.mark.parametrize(
    ("published", "status"), [(datetime.date(2024, 3, 1), "changed"), (DAY, "gone")]
)
def test_the_json_of_findings_names_a_decision_whose_fact_has_changed(published, status):
    report = _dismissed(_late(), "DT-02")
    (old,) = report.decisions
    report = report.replace(published_on=published)
    row = results.to_dict([Checked(file="a", report=report, findings=check(report))])["reports"][0]
    now = [item["fingerprint"] for item in row["findings"] if item["rule"] == "DT-02"]
    (told,) = row["outdated_decisions"]
    assert (told["fingerprint"], told["rule"], told["status"]) == (old, "DT-02", status)
    assert (told["now"], told["decision"]["verdict"]) == (now, "dismissed")


def test_the_json_of_findings_is_as_before_where_no_fact_has_changed():
    report = _dismissed(_late(), "DT-02")
    data = results.to_dict([Checked(file="a", report=report, findings=check(report))])
    assert "outdated_decisions" not in data["reports"][0]


@pytest.mark.parametrize("change", [{"verdict": "x"}, {"reason": ""}, {"on": "2024-13-01"}])
def test_a_broken_decision_is_a_broken_file(change):
    data = store.to_dict(_dismissed(_late(), "DT-02"))
    (made,) = data["decisions"].values()
    made |= change
    with pytest.raises(StoreError, match="读不出来"):
        store.from_dict(data)


# ---------------------------------------------------------------- release


def test_an_error_that_was_set_aside_is_released_and_told(tmp_path):
    report = samples.filled().replace(issued_on=datetime.date(2023, 1, 12))
    told: list[str] = []
    for item in check(report).errors:
        report = decide(report, item, "dismissed", reason="签发单日期如此", on=DAY)
    export(report, tmp_path / "a.json", release=True, tell=told.append)
    assert told
    assert all("签发单日期如此" in sentence for sentence in told)
    assert store.load(tmp_path / "a.json").decisions == {}


def test_arithmetic_cannot_be_set_aside(tmp_path):
    report = _dismissed(samples.filled().replace({"t4.A.total": 2}), "T4-01")
    with pytest.raises(ExportError, match="T4-01"):
        export(report, tmp_path / "a.json", release=True)


def test_a_comment_sets_nothing_aside(tmp_path):
    report = samples.filled().replace(issued_on=datetime.date(2023, 1, 12))
    report = decide(report, check(report).errors[0], "commented", reason="待查", on=DAY)
    with pytest.raises(ExportError, match="DT-01"):
        export(report, tmp_path / "a.json", release=True)


# ---------------------------------------------------------------- fingerprints


@pytest.mark.parametrize(("rule", "case"), FAULTY)
def test_fingerprints_are_unique_and_outlive_an_edit_elsewhere(rule, case):
    """Another telephone number and one more paragraph in section six change no fact.

    Findings about section six or the whole text are about what was edited.
    """
    report, previous, profile, *_ = test_cases.build(case)
    found = {item.fingerprint: item for item in check(report, previous=previous, profile=profile)}
    assert len(found) == len(check(report, previous=previous, profile=profile))
    edited = report.replace(
        contact=dataclasses.replace(report.contact, phone="0599-6621871"),
        sections=tuple(
            dataclasses.replace(s, text=f"{s.text}\n以上内容由办公室负责解释。") if s.no == 6 else s
            for s in report.sections
        ),
    )
    again = {i.fingerprint for i in check(edited, previous=previous, profile=profile)}
    mine = {k: item for k, item in found.items() if item.rule == rule and rule not in WHOLE}
    placed = {k: i for k, i in mine.items() if i.cells or i.quote or i.section not in {None, 6}}
    assert [item for key, item in placed.items() if key not in again and item.section != 6] == []


def test_the_same_sentence_twice_is_two_findings_with_two_fingerprints():
    report = samples.filled()
    text = "截至2023年12月13日，累计公开信息37条。"
    doubled = tuple(
        dataclasses.replace(s, text=f"{s.text}\n{text}\n{text}") if s.no == 1 else s
        for s in report.sections
    )  # fmt: skip
    found = [item for item in check(report.replace(sections=doubled)) if item.rule == "DT-05"]
    assert len({item.fingerprint for item in found}) == len(found)


@given(count=st.integers(0, 400), permits=st.integers(0, 400))
@settings(max_examples=40, deadline=None)
def test_other_figures_do_not_touch_the_fingerprint_of_a_fault(count, permits):
    broken = samples.filled().replace({"t4.A.total": 9})
    edited = broken.replace({"t2.permit": permits, "t3.R3_4_2.nat": count})

    def of(report: Report) -> set[str]:
        return {item.fingerprint for item in check(report) if item.rule == "T4-01"}

    assert of(edited) == of(broken)
