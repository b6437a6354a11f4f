"""PDF files with a damaged part are refused: pdfium would show blank cells and say nothing."""

from __future__ import annotations

import base64
import zlib

import pytest

from pdfs_raw import HELVETICA, page, pdf, words
from reportkit.document import Paragraph
from reportkit.errors import DamagedFile
from reportkit.readers._pdf import read_pdf
from reportkit.readers._pdf._torn import torn

_TEXT = words(*((20, 20 + 9 * n, f"line {n * n}") for n in range(28)))
_PACKED = zlib.compress(_TEXT, 9)


def _file(packed: bytes, filters: bytes = b"/FlateDecode", *others: bytes) -> bytes:
    content = b"<</Filter%s/Length %d>>\nstream\n%s\nendstream" % (filters, len(packed), packed)
    return pdf([
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Resources%s/Contents 4 0 R>>" % HELVETICA,
        content,
        *others,
    ])  # fmt: skip


def _changed(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 0x10]) + data[at + 1 :]


@pytest.mark.parametrize("at", range(3, len(_PACKED), 7))
def test_a_page_with_a_changed_byte_is_refused(at: int) -> None:
    with pytest.raises(DamagedFile, match="损坏"):
        read_pdf(_file(_changed(_PACKED, at)), "a.pdf")


def test_a_page_that_ends_too_early_is_refused() -> None:
    with pytest.raises(DamagedFile, match="损坏"):
        read_pdf(_file(_PACKED[:-20]), "a.pdf")


@pytest.mark.parametrize("data", [_file(_PACKED), _file(_PACKED[:-4]), _file(_PACKED + b"\r\n\0")])
def test_a_page_that_lacks_nothing_but_its_checksum_is_read(data: bytes) -> None:
    read = read_pdf(data, "a.pdf").blocks
    assert "line 729" in [block.text for block in read if isinstance(block, Paragraph)]


def test_a_page_packed_as_text_is_looked_at_too() -> None:
    both = b"[/ASCII85Decode/FlateDecode]"
    assert not torn(_file(base64.a85encode(_PACKED) + b"~>", both))
    assert torn(_file(base64.a85encode(_changed(_PACKED, 30)) + b"~>", both))


def test_a_damaged_font_is_noticed_where_all_else_is_whole() -> None:
    font = zlib.compress(b"\x00\x01\x00\x00" + bytes(range(256)) * 20)
    about = b"<</Length1 5124/Filter/FlateDecode>>\nstream\n%s\nendstream"
    assert not torn(_file(_PACKED, b"/FlateDecode", about % font), only_fonts=True)
    assert torn(_file(_PACKED, b"/FlateDecode", about % _changed(font, 60)), only_fonts=True)


def test_a_file_without_packed_parts_is_whole() -> None:
    assert not torn(page(words((20, 50, "third"))))
