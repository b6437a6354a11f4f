"""Every real document of the shared corpus: right or unread, never wrong; skipped where absent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import reportkit as rk
from corpus_truth import documents, expected_cells, score, truth_of

if TYPE_CHECKING:
    from pathlib import Path

DOCUMENTS = documents()

# What no reader can tell from the text: blank cells that may have been moved or have vanished.
AMBIGUOUS = {
    "datong_weather_2023": 3,
    "kazuo_health_2025": 6,
    "yongkang_transport_2020": 9,
    "zhoushan_veterans_2020": 28,
}

pytestmark = pytest.mark.skipif(not DOCUMENTS, reason="the shared corpus is not here")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_no_cell_of_a_real_document_is_wrong(path: Path) -> None:
    assert score(rk.load(path), truth_of(path)).wrong == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_cell_that_can_be_told_is_read(path: Path) -> None:
    report, truth = rk.load(path), truth_of(path)
    missing = len(expected_cells(truth, report)) - score(report, truth).right
    assert missing == AMBIGUOUS.get(path.stem, 0)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_facts_of_a_real_document_are_right_or_none(path: Path) -> None:
    report, truth = rk.load(path), truth_of(path)
    assert report.year in {truth["year"], None}
    if truth.get("title"):
        assert report.title == truth["title"]
    if truth.get("period"):
        told = [str(day) for day in report.period] if report.period else truth["period"]
        assert told == truth["period"]
    if truth.get("published"):
        assert str(report.published_on) in {truth["published"], "None"}


def test_the_seed_is_read_whole() -> None:
    seeds = sorted((DOCUMENTS[0].parents[2] / "seed").glob("*.txt"))
    report = rk.load(seeds[0])
    assert {value.number for value in report.values.values()} == {0}
    assert len(report.values) == 200
    assert report.unread == ()
    assert (report.agency, report.year, str(report.kind)) == (
        "乐清市新居民服务中心",
        2023,
        "department",
    )
    assert str(report.issued_on) == "2023-01-12"
    assert report.contact.phone == "0577-61887208"
    assert report.contact.email == "yqsxjm@126.com"
    assert report.contact.website == "http://www.yueqing.gov.cn/"
    assert [s.heading for s in report.sections] == [s.heading for s in report.form.sections]
    joined = ("时注意文件公开属性", "从源头上确保公开实效", "起草科室要将规范性文件草案")
    text = "".join(section.text for section in report.sections)
    assert all(words in text for words in joined)


def test_the_seed_has_the_faults_that_a_careful_reviewer_finds() -> None:
    seeds = sorted((DOCUMENTS[0].parents[2] / "seed").glob("*.txt"))
    findings = rk.check(rk.load(seeds[0]))
    assert {"DT-01", "ST-06", "ST-09", "ST-10"} <= {finding.rule for finding in findings}
    assert not any(finding.rule in {"T3-01", "T3-02", "T3-03", "T4-01"} for finding in findings)
    assert findings.repairs == ()
