"""A PDF with pages of text and pages that are pictures: named and left unread, or read in order."""

from __future__ import annotations

import io
from importlib.util import find_spec

import pytest

import pdfs
import samples
import scans
from reportkit.readers import _ocr
from reportkit.readers._pdf import read_pdf
from reportkit.recognise import recognise
from reportkit.text import Kind

pypdfium2 = pytest.importorskip("pypdfium2")
_OCR = find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def _mixed(*scanned: int) -> bytes:
    """Set the sample, some of its pages (from 0) as pictures."""
    report = samples.filled()
    book = pypdfium2.PdfDocument(pdfs.render(report, "plain"))
    for number in scanned:
        picture = scans.scanned_pdf([scans.pages(report, dpi=200)[number]], dpi=200)
        book.import_pages(pypdfium2.PdfDocument(picture), index=number)
        book.del_page(number + 1)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def _pages_of_table_three() -> list[int]:
    document = read_pdf(pdfs.render(samples.filled(), "plain"), "a.pdf")
    report = recognise(document)
    rows = [value.origin for name, value in report.values.items() if name.startswith("t3.")]
    return sorted({origin.place.page - 1 for origin in rows if origin})


def test_without_the_extra_scanned_tables_are_named_and_unread(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(_ocr, "available", lambda: False)
    scanned = _pages_of_table_three()
    document = read_pdf(_mixed(*scanned), "a.pdf")
    assert document.scanned == tuple(number + 1 for number in scanned)
    report = recognise(document)
    assert report.title == samples.filled().title
    reasons = {row.reason for row in report.unread if row.table == "t3"}
    pages = "、".join(str(number + 1) for number in scanned)
    (reason,) = reasons
    assert reason.startswith(f"没有找到表三：第{pages}页是扫描的图片，没有文字，请对照原件填写")
    assert "pip install 'reportkit[ocr]'" in reason


def test_a_picture_beside_text_is_no_scanned_page() -> None:
    document = read_pdf(pdfs.render(samples.filled(), "watermark"), "a.pdf")
    assert document.scanned == ()
    assert recognise(document).unread == ()


@pytest.mark.skipif(not _OCR, reason="the ocr extra is not installed")
def test_with_the_extra_scanned_pages_are_read_in_their_places() -> None:
    report, scanned = samples.filled(), _pages_of_table_three()
    document = read_pdf(_mixed(*scanned), "a.pdf")
    read = recognise(document)
    right = [
        read[name].kind is Kind.UNREADABLE or read[name].number == value.number
        for name, value in report.values.items()
    ]
    assert all(right)
    assert sum(v.kind is Kind.UNREADABLE for v in read.values.values()) < 10
    assert [section.no for section in read.sections] == [1, 2, 3, 4, 5, 6]
    for name, value in read.values.items():
        if value.origin is not None and value.kind is not Kind.UNREADABLE:
            assert bool(value.origin.inferred) == (value.origin.place.page - 1 in scanned), name
