"""Web pages: what a reader of the page would see, as paragraphs and tables.

Reads pages as published, as pasted from Word, and as Excel saves them under the name .xls.
Nothing of a page is run or fetched; the form of the report is not known here.

>>> read_html("<p>一、总体情况</p>".encode(), "a.html").blocks[0].text
'一、总体情况'
"""

from __future__ import annotations

import codecs

from reportkit.document import Document
from reportkit.errors import UnsupportedFormat
from reportkit.readers._decode import decode
from reportkit.readers._html_flow import flow_of
from reportkit.readers._html_tables import BlockMaker
from reportkit.readers._html_tree import parse

__all__ = ["read_html", "read_pages"]

_BROKEN = "\ufffd"
_CHARACTERS_PER_FAULT = 500
_PIECE = 2**15  # bytes that are decoded at once


def read_html(data: bytes, name: str) -> Document:
    """Read a web page.

    Parameters
    ----------
    data
        The page as it is stored; the encoding is told by the bytes, not by what the page says.
    name
        The file's name, kept as origin.

    Returns
    -------
    Document
        Paragraphs, and `Flow.SPANNED` rows for the tables that hold data.  `Place.row` counts
        the lines of the running text (with one between paragraphs), or the rows of a table.

    Raises
    ------
    DamagedFile
        If the page is empty, or beyond the limits on nesting and spans.
    UnsupportedFormat
        If the bytes are no text.
    """
    return read_pages([data], name)


def read_pages(pages: list[bytes], name: str) -> Document:
    """Read several pages as one document, as frames and sheets of a workbook are saved."""
    maker = BlockMaker(name)
    meta: dict[str, str] = {}
    pictures = 0
    for data in pages:
        page = parse(_in_utf8(data, name), name)
        maker.add(flow_of(page, name))
        meta = {**page.meta, **meta}
        pictures += page.pictures
    return Document(name=name, blocks=tuple(maker.blocks), pictures=pictures, meta=meta)


def _in_utf8(data: bytes, name: str) -> bytes:
    """Return a page in UTF-8, most are already; a few broken bytes spoil only their words."""
    if b"\0" not in data and not data.startswith(codecs.BOM_UTF8) and _is_utf8(data):
        return data
    return _decoded(data, name).encode(errors="replace")


def _is_utf8(data: bytes) -> bool:
    """Whether all bytes are UTF-8; piece by piece, as the text of a whole page is not needed."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for at in range(0, len(data), _PIECE):
            decoder.decode(data[at : at + _PIECE])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _decoded(data: bytes, name: str) -> str:
    try:
        return decode(data, name)
    except UnsupportedFormat:
        texts = [data.decode(encoding, errors="replace") for encoding in ("utf-8", "gb18030")]
        best = min(texts, key=lambda text: text.count(_BROKEN))
        if best.count(_BROKEN) > len(best) // _CHARACTERS_PER_FAULT:
            raise
        return best
