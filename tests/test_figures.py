"""Live figures: text that shows what stands in the tables."""

from __future__ import annotations

import dataclasses

import pytest

import samples
from reportkit import figures


def test_a_reference_shows_the_figure_of_its_cell() -> None:
    text = "{{ year }}年，{{agency}}新收申请{{ t3.R1.tot }}件，收费{{ t2.fee }}万元。"
    shown = figures.resolve(text, samples.filled())
    assert shown == "2023年，青禾县林业局新收申请11件，收费12.6万元。"


def test_sums_over_groups_that_the_form_does_not_print() -> None:
    report = samples.filled().replace({"t4.B.total": 2, "t4.C.total": 3})
    assert figures.value_of("t3.R3_3.tot", report) == 1
    assert figures.value_of("t4.litigation.total", report) == 5


@pytest.mark.parametrize("reference", ["t3.R1.total", "os.system", "t3"])
def test_what_is_no_reference_stays_and_is_told(reference: str) -> None:
    section = dataclasses.replace(samples.filled().sections[0], text=f"收到{{{{ {reference} }}}}件")
    report = samples.filled().replace(sections=(section,))
    assert figures.resolved(report).sections[0].text == section.text
    (told,) = figures.unresolved(report)
    assert (told.section, told.reference) == (1, reference)
    assert "没有" in told.reason


def test_a_blank_cell_gives_no_figure_never_a_zero() -> None:
    report = samples.filled().replace({"t3.R1.tot": ""}, introduction="收到{{ t3.R1.tot }}件")
    assert figures.resolved(report).introduction == "收到{{ t3.R1.tot }}件"
    assert "还没有数" in figures.unresolved(report)[0].reason


def test_every_reference_has_a_chinese_name_and_a_value() -> None:
    report = samples.filled()
    for reference, name in figures.names(report).items():
        assert name
        assert figures.value_of(reference, report) is not None


def test_a_report_without_references_is_returned_as_it_is() -> None:
    assert figures.resolved(samples.filled()) is samples.filled()
