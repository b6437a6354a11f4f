"""PDF files with a text layer: lines of running text, and ruled tables with their merged cells.

Text is taken where it stands on the page, not in the order of the file.  Lines that cross make
tables; what has no lines is given line by line.  A page that is only a picture has no text: it is
recognised where the ``ocr`` extra is installed.  Without it, a file of such pages is refused, and
among pages of text they are named and left unread.

>>> read_pdf(data, "2023.pdf").blocks[0].text  # doctest: +SKIP
'洪泽区人民政府'
"""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from reportkit._optional import require
from reportkit.document import Document, Flow, Paragraph, Place, Row, Rows
from reportkit.errors import DamagedFile, UnsupportedFormat
from reportkit.readers._pdf._file import MOST_PAGES, information, opened
from reportkit.readers._pdf._furniture import running
from reportkit.readers._pdf._isolated import read_isolated
from reportkit.readers._pdf._layout import Page, lay_out
from reportkit.readers._pdf._paragraphs import paragraphs
from reportkit.readers._pdf._sheet import read_sheet
from reportkit.readers._pdf._tables import continued
from reportkit.readers._pdf._tame import tame
from reportkit.readers._pdf._torn import torn
from reportkit.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportkit.readers._pdf._file import OpenFile
    from reportkit.readers._pdf._lines import Line
    from reportkit.readers._pdf._sheet import Sheet
    from reportkit.readers._pdf._tables import Table

__all__ = ["MOST_PAGES", "blocks", "read_here", "read_pdf"]

_SECONDS = 50
_MOST = 500_000  # strokes of text and lines in a file; a report of 30 pages has 10,000
_ONE_AT_A_TIME = threading.Lock()  # pdfium must not be called from two threads
_PAGE_NUMBER = 12  # characters: 第 3 页 共 5 页


def read_pdf(data: bytes, name: str) -> Document:
    """Read a PDF.

    Parameters
    ----------
    data
        The whole file.
    name
        What messages call the file.

    Returns
    -------
    Document
        A `Paragraph` for each line, or for lines that certainly make one paragraph; numbers leave
        one out before a line that is set off, as a blank line would.  `Rows` with
        `Flow.SPANNED` for each ruled table of each page.  Heads and feet that stand on every
        page are left out.

    Raises
    ------
    DamagedFile
        If the file is broken or beyond the limits of a report.
    UnsupportedFormat
        If the file needs a password, or has pictures of pages and no text, and the ``ocr``
        extra is not installed.
    MissingLibrary
        If pypdfium2 is not installed.
    """
    plain = tame(data)
    if torn(data, only_fonts=plain):
        message = f"“{name}”有一部分已损坏，读不完整。"
        raise DamagedFile(message, hint="请重新下载，或用原来的文档再导出一份 PDF。")
    document = read_here(data, name) if plain else read_isolated(data, name)
    if not document.blocks and document.pictures:
        return _scanned(data, name)
    return _with_scanned_pages(document, data) if document.scanned else document


def read_here(data: bytes, name: str) -> Document:
    """Read a PDF in this process; see `read_pdf`.  A scanned one has pictures and no blocks."""
    pdfium = require("pypdfium2.raw", extra="pdf")
    with _ONE_AT_A_TIME, opened(pdfium, data, name) as file:
        sheets = _sheets(pdfium, file)
        meta = information(pdfium, file.handle)
    if not any(sheet.marks or sheet.pictures for sheet in sheets):
        message = f"“{name}”里没有文字，也没有图片。"
        raise DamagedFile(message, hint="请确认选对了文件。")
    return Document(
        name=name,
        blocks=tuple(blocks([lay_out(sheet) for sheet in sheets])),
        pictures=sum(sheet.pictures for sheet in sheets),
        scanned=tuple(n for n, sheet in enumerate(sheets, 1) if _is_picture(sheet)),
        meta=meta,
    )


def _sheets(pdfium: Any, file: OpenFile) -> list[Sheet]:  # noqa: ANN401  untyped library
    """Read all pages, within limits of time and of what a report can hold."""
    sheets: list[Sheet] = []
    held, end = 0, time.monotonic() + _SECONDS
    for number in range(1, file.count + 1):
        with file.page(number) as page:
            sheets.append(read_sheet(pdfium, page, number, file.name))
        held += len(sheets[-1].marks) + len(sheets[-1].rulings)
        if held > _MOST or time.monotonic() > end:
            message = f"“{file.name}”读到第{number}页还没有读完，内容太多，不像一份年度报告。"
            raise DamagedFile(message)
    return sheets


def _is_picture(sheet: Sheet) -> bool:
    """Whether a page is a picture, with no text or only its number."""
    return sheet.pictures > 0 and sum(len(mark.text) for mark in sheet.marks) <= _PAGE_NUMBER


def _with_scanned_pages(document: Document, data: bytes) -> Document:
    """Put what is recognised on the scanned pages among the text of the others, page by page."""
    # It needs numpy, and this module.
    from reportkit.readers import _ocr  # noqa: PLC0415

    if not _ocr.available():
        return document
    taken = sum(isinstance(block, Rows) for block in document.blocks)
    read = _ocr.read_scan(data, document.name, pages=document.scanned, tables_before=taken)
    both = sorted((*document.blocks, *read.blocks), key=_page_of)
    return replace(document, blocks=tuple(both), confidence=read.confidence)


def _page_of(block: Paragraph | Rows) -> int:
    return block.place.page if isinstance(block, Paragraph) else block.rows[0].place.page


def _scanned(data: bytes, name: str) -> Document:
    """Read a file of pictures, where that can be done."""
    # It needs numpy, and this module.
    from reportkit.readers import _ocr  # noqa: PLC0415

    if _ocr.available():
        return _ocr.read_scan(data, name)
    message = f"“{name}”是扫描件：每一页都是图片，没有可以读取的文字。"
    hint = f"请用原来的 Word 文档或网页，或者由原来的文档直接导出 PDF。{_ocr.HINT}"
    raise UnsupportedFormat(message, hint=hint)


def blocks(pages: list[Page], tables_before: int = 0) -> Iterator[Paragraph | Rows]:
    """Give lines and tables of all pages in reading order, tables counted after a number."""
    left_out = running([page.lines for page in pages], [page.height for page in pages])
    kept = [
        [line for i, line in enumerate(page.lines) if (n, i) not in left_out]
        for n, page in enumerate(pages)
    ]
    tables = [list(page.tables) for page in pages]
    _join_over_pages(kept, tables)
    count = tables_before
    for n, page in enumerate(pages):
        things: list[tuple[float, Paragraph | Rows]] = []
        for part in paragraphs(kept[n], page.width, [table.y0 for table in tables[n]]):
            if text := clean(part.text):
                place = Place(page=n + 1, row=part.row)
                things.append((part.y, Paragraph(text=text, place=place)))
        for table in tables[n]:
            count += 1
            rows = tuple(
                Row(texts=texts, place=Place(page=n + 1, table=count, row=r))
                for r, texts in enumerate(table.rows, start=1)
            )
            things.append((table.y0, Rows(rows=rows, flow=Flow.SPANNED)))
        things.sort(key=lambda thing: thing[0])
        yield from (block for _, block in things)


def _join_over_pages(lines: list[list[Line]], tables: list[list[Table]]) -> None:
    """Join each row that is cut by the end of a page; only page numbers may stand between."""
    head: Table | None = None
    for n, (here, there) in enumerate(pairwise(tables)):
        if not here or not there:
            head = None
            continue
        if len(here) > 1 or head is None:
            head = here[-1]
        below = [line for line in lines[n] if line.y0 > here[-1].y0]
        above = [line for line in lines[n + 1] if line.y0 < there[0].y0]
        if any(len(line.text) > _PAGE_NUMBER for line in (*below, *above)):
            head = None
            continue
        here[-1], there[0] = continued(here[-1], there[0], head)
