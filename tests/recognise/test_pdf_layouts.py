"""Reports printed as PDF in many styles: a figure is read right or its row is unread."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import samples
from layouts import scattered
from pdfs import STYLES, render
from pdfs_html import CHROMIUM, LOOKS, SOFFICE, chromium, page, soffice
from reportkit.exporters import _docx, _typst
from reportkit.readers._pdf import read_pdf
from reportkit.recognise import recognise
from reportkit.text import Kind
from reportkit.views.parts import parts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reportkit.report import Report

# Without lines between its columns a table does not say which of them a blank belongs to.
UNRULED = ["only level lines", "only upright lines", "no lines", "three lines",
           "no lines between figures", "framed, no lines below", "shaded rows"]  # fmt: skip
RULED = [style for style in STYLES if style not in UNRULED]
REPORTS = {"filled": samples.filled, "trial": samples.trial, "last_year": samples.last_year}


def _read(data: bytes) -> Report:
    return recognise(read_pdf(data, "a.pdf"))


def _wrong(report: Report, read: Report) -> list[str]:
    return [
        f"{name}: {read[name].text!r}, should be {value.text!r}"
        for name, value in report.values.items()
        if read[name].kind is not Kind.UNREADABLE
        and (read[name].number, read[name].kind) != (value.number, value.kind)
    ]


def _share_read(report: Report, read: Report) -> float:
    kinds = [read[name].kind for name in report.values]
    return 1 - kinds.count(Kind.UNREADABLE) / len(kinds)


@pytest.mark.parametrize("style", RULED)
@pytest.mark.parametrize("name", REPORTS)
def test_a_report_with_ruled_tables_is_read_whole(style: str, name: str) -> None:
    report = REPORTS[name]()
    read = _read(render(report, style))
    assert read.unread == ()
    assert _wrong(report, read) == []
    assert [s.heading for s in read.sections] == [s.heading for s in report.sections]
    assert [s.text for s in read.sections] == [s.text for s in report.sections]
    assert read.introduction == report.introduction
    assert (read.title, read.year, read.agency) == (report.title, report.year, report.agency)
    assert (read.signed_by, read.issued_on) == (report.signed_by, report.issued_on)


@pytest.mark.parametrize(("seed", "style"), list(enumerate(2 * RULED)))
def test_blanks_and_marks_in_ruled_tables_are_read_in_their_places(style: str, seed: int) -> None:
    report = scattered(samples.trial() if seed % 3 == 0 else samples.filled(), seed)
    read = _read(render(report, style))
    assert _wrong(report, read) == []
    assert read.unread == ()


@pytest.mark.parametrize("style", UNRULED)
@pytest.mark.parametrize("seed", range(4))
def test_no_figure_of_a_table_without_lines_is_wrong(style: str, seed: int) -> None:
    report = scattered(samples.trial() if seed % 3 == 0 else samples.filled(), seed)
    assert _wrong(report, _read(render(report, style))) == []


@pytest.mark.parametrize("style", UNRULED)
@pytest.mark.parametrize("name", REPORTS)
def test_a_full_table_without_lines_is_read(style: str, name: str) -> None:
    report = REPORTS[name]()
    read = _read(render(report, style))
    assert _wrong(report, read) == []
    assert _share_read(report, read) > 0.9


@pytest.mark.parametrize("seed", range(6))
def test_what_we_print_is_read_back(seed: int) -> None:
    report = scattered(samples.filled(), seed) if seed else samples.filled()
    read = _read(_typst.render(parts(report), system_fonts=False))
    assert _wrong(report, read) == []
    assert read.unread == ()
    assert [s.text for s in read.sections] == [s.text for s in report.sections]


@pytest.mark.skipif(CHROMIUM is None, reason="no browser here")
@pytest.mark.parametrize(("seed", "look"), list(enumerate(LOOKS)))
def test_a_page_printed_by_a_browser_is_read(look: str, seed: int, tmp_path: Path) -> None:
    report = scattered(samples.filled(), seed) if seed else samples.filled()
    read = _read(chromium(page(report, look), tmp_path))
    assert _wrong(report, read) == []
    assert read.unread == ()


def _word(report: Report, folder: Path) -> Path:
    source = folder / "report.docx"
    source.write_bytes(_docx.render(parts(report)))
    return source


def _web(report: Report, folder: Path) -> Path:
    source = folder / "report.html"
    text = page(report, "collapsed").replace("<table", "<table border=1")
    source.write_text(text, encoding="utf-8")
    return source


@pytest.mark.skipif(SOFFICE is None, reason="no office program here")
@pytest.mark.parametrize("seed", [0, 1])
@pytest.mark.parametrize("source", [_word, _web], ids=["word", "web"])
def test_a_document_printed_by_an_office_program_is_read(
    source: Callable[[Report, Path], Path], seed: int, tmp_path: Path
) -> None:
    report = scattered(samples.filled(), seed) if seed else samples.filled()
    read = _read(soffice(source(report, tmp_path), tmp_path))
    assert _wrong(report, read) == []
    assert read.unread == ()


@pytest.mark.skipif(SOFFICE is None, reason="no office program here")
@pytest.mark.parametrize("look", ["collapsed", "large"])
@pytest.mark.parametrize("seed", [0, 1])
def test_an_office_print_without_lines_gives_no_wrong_figure(
    look: str, seed: int, tmp_path: Path
) -> None:
    report = scattered(samples.filled(), seed) if seed else samples.filled()
    source = tmp_path / "report.html"
    source.write_text(page(report, look), encoding="utf-8")
    assert _wrong(report, _read(soffice(source, tmp_path))) == []
