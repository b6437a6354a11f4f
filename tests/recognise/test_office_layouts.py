"""However Word or Excel lays a report out, a figure is read right or its row is left unread."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import samples
from layouts import scattered
from office import EXCEL, WORD, _merged, p, tbl, tc, word
from reportkit.readers import read_bytes
from reportkit.recognise import recognise
from reportkit.text import Kind

if TYPE_CHECKING:
    from reportkit.report import Report

_REPORTS = {"filled": samples.filled(), "trial": samples.trial()}
_WRITERS = {f"docx {name}": write for name, write in WORD.items()} | {
    f"xlsx {name}": write for name, write in EXCEL.items()
}


_SPANS_KNOWN = [n for n in _WRITERS if "lost" not in n and "empty" not in n]


def _read(layout: str, report: Report) -> Report:
    return recognise(read_bytes(_WRITERS[layout](report), "a"))


def _wrong(report: Report, read: Report) -> list[str]:
    return [
        f"{name}: {read[name].text!r}, should be {value.text!r}"
        for name, value in report.values.items()
        if read[name].kind is not Kind.UNREADABLE
        and (read[name].number, read[name].kind) != (value.number, value.kind)
    ]


@pytest.mark.parametrize("layout", _WRITERS)
@pytest.mark.parametrize("name", _REPORTS)
def test_a_full_report_is_read_whole(layout: str, name: str) -> None:
    report = _REPORTS[name]
    read = _read(layout, report)
    assert read.unread == ()
    assert _wrong(report, read) == []
    assert read.format == report.format
    assert [s.heading for s in read.sections] == [s.heading for s in report.sections]
    assert [s.text for s in read.sections] == [s.text for s in report.sections]
    assert (read.title, read.year, read.agency) == (report.title, report.year, report.agency)
    assert read.issued_on == report.issued_on
    assert read.introduction == report.introduction


@pytest.mark.parametrize("layout", _WRITERS)
@pytest.mark.parametrize("seed", range(16))
def test_no_figure_is_ever_wrong(layout: str, seed: int) -> None:
    base = samples.trial() if seed % 3 == 0 else samples.filled()
    report = scattered(base, seed)
    read = _read(layout, report)
    assert _wrong(report, read) == []


@pytest.mark.parametrize("layout", _SPANS_KNOWN)
@pytest.mark.parametrize("seed", range(8))
def test_blank_cells_keep_their_places_where_spans_are_known(layout: str, seed: int) -> None:
    report = scattered(samples.filled(), seed)
    read = _read(layout, report)
    share = sum(v.kind is not Kind.UNREADABLE for v in read.values.values()) / len(read.values)
    assert share >= 0.99


def test_a_stray_cell_in_a_row_moves_no_figure() -> None:
    report = samples.filled().replace({"t3.R3_2.oth": 1, "t3.R3_2.tot": ""})
    table = _merged(report, "t3")
    row = next(row for row in table if "（二）部分公开" in "".join(row))
    row.insert(-2, tc(p("")))
    body = p("三、收到和处理政府信息公开申请情况") + tbl(table)
    read = recognise(read_bytes(word(body), "a"))
    assert [n for n in _wrong(report, read) if n.startswith("t3")] == []
    assert "R3_2" in {row.row for row in read.unread}


def test_a_word_before_the_figures_moves_none_of_them() -> None:
    changes = {"t3.R1.nat": "见附件", "t3.R2.tot": "", "t3.R4.nat": "另行统计", "t3.R4.tot": ""}
    report = samples.filled().replace(changes)
    for layout in _WRITERS:
        assert _wrong(report, _read(layout, report)) == [], layout
