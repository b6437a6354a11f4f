"""Whatever the layout, a figure is read right or its row is left unread; never a wrong one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import samples
from layouts import LAYOUTS, render, scattered
from reportkit.readers import read_text
from reportkit.recognise import recognise
from reportkit.text import Kind

if TYPE_CHECKING:
    from reportkit.report import Report

_REPORTS = {"filled": samples.filled(), "trial": samples.trial(), "last_year": samples.last_year()}


def _wrong(report: Report, read: Report) -> list[str]:
    return [
        f"{name}: {read[name].text!r}, should be {value.text!r}"
        for name, value in report.values.items()
        if read[name].kind is not Kind.UNREADABLE
        and (read[name].number, read[name].kind) != (value.number, value.kind)
    ]


@pytest.mark.parametrize("code", LAYOUTS)
@pytest.mark.parametrize("name", _REPORTS)
def test_a_full_report_is_read_whole(code: str, name: str) -> None:
    report = _REPORTS[name]
    read = recognise(read_text(render(report, code), "a.txt"))
    assert read.unread == ()
    assert _wrong(report, read) == []
    assert read.format == report.format
    assert [s.heading for s in read.sections] == [s.heading for s in report.sections]
    assert [s.text for s in read.sections] == [s.text for s in report.sections]
    assert (read.title, read.year, read.agency) == (report.title, report.year, report.agency)
    assert read.issued_on == report.issued_on
    assert read.reading is not None
    assert read.reading.deviations == ()


@pytest.mark.parametrize("code", LAYOUTS)
@pytest.mark.parametrize("seed", range(24))
def test_no_figure_is_ever_wrong(code: str, seed: int) -> None:
    base = samples.trial() if seed % 3 == 0 else samples.filled()
    report = scattered(base, seed)
    read = recognise(read_text(render(report, code), "a.txt"))
    assert _wrong(report, read) == []
    unread = {(row.table, row.row) for row in read.unread}
    for name, value in read.values.items():
        table, row = name.split(".")[:2]
        assert (value.kind is Kind.UNREADABLE) == ((table, row) in unread)


@pytest.mark.parametrize("code", ["tabs", "A0", "A2", "A4", "A5", "A6", "A7", "A8"])
def test_blank_cells_are_read_where_the_layout_keeps_them(code: str) -> None:
    changes = {"t3.R1.com": "", "t3.R3_1.nat": "", "t2.norm.repealed": "", "t4.A.fix": ""}
    report = samples.filled().replace(changes)
    read = recognise(read_text(render(report, code), "a.txt"))
    assert _wrong(report, read) == []
    assert read.unread == ()
    assert read["t3.R1.com"].kind is Kind.BLANK
