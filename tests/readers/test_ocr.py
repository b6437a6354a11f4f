"""Scans and pictures: every figure right or unread; skipped where the `ocr` extra is absent."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

import pytest

import samples
import scans
from layouts import scattered
from reportkit.errors import DamagedFile
from reportkit.readers import read_bytes
from reportkit.recognise import recognise
from reportkit.text import Kind

if TYPE_CHECKING:
    from reportkit.report import Report

pytest.importorskip("rapidocr", reason="the ocr extra is not installed")
pytest.importorskip("onnxruntime", reason="the ocr extra is not installed")


def _wrong(report: Report, read: Report) -> list[str]:
    return [
        f"{name}: {read[name].text!r}, should be {value.text!r}"
        for name, value in report.values.items()
        if read[name].kind is not Kind.UNREADABLE
        and (read[name].number, read[name].kind) != (value.number, value.kind)
    ]


def _share(read: Report) -> float:
    return sum(v.kind is not Kind.UNREADABLE for v in read.values.values()) / len(read.values)


_SCANS = {
    "clean": (0, {}, 0.97),
    "slanting and grainy": (1, {"slant": 1.0, "grain": 8.0}, 0.85),
    "coarse": (2, {"dpi": 100}, 0.9),
}


@pytest.mark.timeout(400)
@pytest.mark.parametrize("name", _SCANS)
def test_a_scan_is_read_without_a_wrong_figure(name: str) -> None:
    seed, how, least = _SCANS[name]
    report = scattered(samples.filled(), seed) if seed else samples.filled()
    data = scans.scanned_pdf(scans.pages(report, **how), how.get("dpi", 150))
    read = recognise(read_bytes(data, "a.pdf"))
    assert _wrong(report, read) == []
    assert _share(read) >= least
    named = {(unread.table, unread.row) for unread in read.unread}
    for cell, value in read.values.items():
        if value.kind is Kind.UNREADABLE:
            table, row, *_ = cell.split(".")
            assert (table, row) in named
        else:
            assert "请核对" in value.origin.inferred
    assert (read.agency, read.year) == (report.agency, report.year)


@pytest.mark.timeout(400)
def test_a_table_without_lines_in_a_picture_gives_no_figure() -> None:
    report = samples.filled()
    picture = scans.pages(report, style="no lines")[1]
    read = recognise(read_bytes(scans.as_file(picture), "a.png"))
    assert _wrong(report, read) == []
    assert not any(value.number is not None for value in read.values.values())


@pytest.mark.timeout(400)
@pytest.mark.parametrize("kind", ["JPEG", "BMP"])
def test_a_picture_of_any_kind_is_read(kind: str) -> None:
    report = samples.filled()
    picture = scans.pages(report, dpi=100)[-1].crop((0, 0, 827, 400))
    document = read_bytes(scans.as_file(picture, kind), "a")
    assert document.pictures == 1
    assert document.confidence is not None


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(200),
        b"\xff\xd8\xff\xe0" + bytes(200),
        b"BM" + bytes(100),
        b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", struct.pack(">IIBBBBB", 50_000, 50_000, 8, 0, 0, 0, 0))
        + _chunk(b"IDAT", zlib.compress(bytes(10**6))) + _chunk(b"IEND", b""),
    ],
    ids=["png", "jpg", "bmp", "huge"],
)  # fmt: skip
def test_a_broken_or_huge_picture_is_one_sentence(data: bytes) -> None:
    with pytest.raises(DamagedFile, match=r"^“a”"):
        read_bytes(data, "a")
