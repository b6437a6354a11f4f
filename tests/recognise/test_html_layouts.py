"""Whatever a web page looks like, a figure is read right or its row is left unread."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

import samples
from html_layouts import LAYOUTS, marked, render
from layouts import scattered
from reportkit.readers._html import read_html
from reportkit.readers._mhtml import is_mhtml, read_mhtml
from reportkit.recognise import recognise
from reportkit.text import Kind

if TYPE_CHECKING:
    from reportkit.report import Report

_REPORTS = {"filled": samples.filled(), "trial": samples.trial(), "last_year": samples.last_year()}
_LEAST_READ = 0.99


def _read(data: bytes) -> Report:
    return recognise((read_mhtml if is_mhtml(data) else read_html)(data, "a.html"))


def _wrong(report: Report, read: Report) -> list[str]:
    return [
        f"{name}: {read[name].text!r}, should be {value.text!r}"
        for name, value in report.values.items()
        if read[name].kind is not Kind.UNREADABLE
        and (read[name].number, read[name].kind) != (value.number, value.kind)
    ]


@pytest.mark.parametrize("code", [code for code, layout in LAYOUTS.items() if layout.whole])
@pytest.mark.parametrize("name", _REPORTS)
def test_a_full_report_is_read_whole(code: str, name: str) -> None:
    report = _REPORTS[name]
    read = _read(render(report, code))
    assert _wrong(report, read) == []
    assert read.unread == ()
    assert read.format == report.format
    assert [s.heading for s in read.sections] == [s.heading for s in report.sections]
    assert [s.text for s in read.sections] == [s.text for s in report.sections]
    assert (read.title, read.year, read.agency) == (report.title, report.year, report.agency)
    assert read.issued_on == report.issued_on
    assert read.introduction == report.introduction


@pytest.mark.parametrize("code", LAYOUTS)
def test_no_figure_is_ever_wrong(code: str) -> None:
    for seed in range(9):
        base = samples.trial() if seed % 3 == 0 else samples.filled()
        report = scattered(base, seed) if seed % 2 else marked(base, seed)
        read = _read(render(report, code))
        assert _wrong(report, read) == []
        unread = {(row.table, row.row) for row in read.unread}
        for cell, value in read.values.items():
            table, row = cell.split(".")[:2]
            assert (value.kind is Kind.UNREADABLE) == ((table, row) in unread)


def test_nearly_every_figure_is_read(capsys: pytest.CaptureFixture[str]) -> None:
    right = total = 0
    for code in LAYOUTS:
        of_layout = []
        for seed in range(4):
            base = samples.trial() if seed == 0 else samples.filled()
            report = scattered(base, seed) if seed % 2 else marked(base, seed)
            read = _read(render(report, code))
            of_layout += [value.kind is not Kind.UNREADABLE for value in read.values.values()]
        right, total = right + sum(of_layout), total + len(of_layout)
        with capsys.disabled():
            pass
    assert right / total >= _LEAST_READ


@pytest.mark.parametrize("at", range(7))
def test_a_stray_blank_cell_among_the_figures_leaves_the_row_unread(at: int) -> None:
    report = samples.filled().replace({"t3.R3_2.com": "", "t3.R3_2.tot": "", "t3.R3_2.nat": 41})
    start, row = render(report, "spans").decode().split("<td>41</td>")
    cells = ["<td>41</td>", *re.findall("<td>[^<]*</td>", row.split("</tr>")[0])]
    behind = row[len("".join(cells[1:])) :]
    page = start + "".join([*cells[:at], "<td></td>", *cells[at:]]) + behind
    read = _read(page.encode())
    assert [(r.table, r.row) for r in read.unread] == [("t3", "R3_2")]
    assert _wrong(report, read) == []
