"""An open PDF: its pages one by one, what it says of itself, and why it cannot be opened.

>>> with opened(pdfium, data, "a.pdf") as file, file.page(1) as page:  # doctest: +SKIP
...     sheet = read_sheet(pdfium, page, 1, "a.pdf")
"""

from __future__ import annotations

import ctypes
import re
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reportkit.errors import DamagedFile, UnsupportedFormat
from reportkit.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["MOST_PAGES", "OpenFile", "information", "opened"]

MOST_PAGES = 300
_TITLES = (
    "Title",
    "Author",
    "Subject",
    "Keywords",
    "Creator",
    "Producer",
    "CreationDate",
    "ModDate",
)
_MOST_NOTES = 1000  # on one page
_LONGEST = 1000  # characters of one entry
_DATE = re.compile(r"^D:(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\d{2})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenFile:
    """An open document; `handle` is pdfium's."""

    pdfium: Any  # the library has no types
    handle: Any
    count: int
    name: str

    @contextmanager
    def page(self, number: int) -> Iterator[Any]:
        """Load a page, the first being 1, and close it before the file is closed.

        Raises
        ------
        DamagedFile
            If it cannot be loaded.
        """
        page = self._load(number)
        if _has_fields(self.pdfium, page) and self.pdfium.FPDFPage_Flatten(page, 0):
            # what is filled in becomes part of the page, which shows it once it is loaded anew
            self.pdfium.FPDF_ClosePage(page)
            page = self._load(number)
        try:
            yield page
        finally:
            self.pdfium.FPDF_ClosePage(page)

    def _load(self, number: int) -> Any:  # noqa: ANN401  untyped library
        page = self.pdfium.FPDF_LoadPage(self.handle, number - 1)
        if not page:
            message = f"“{self.name}”第{number}页已经损坏，打不开。"
            raise DamagedFile(message, hint=_AGAIN)
        return page


def _has_fields(pdfium: Any, page: Any) -> bool:  # noqa: ANN401  untyped library
    """Whether fields to fill in, or notes typed on the page, belong to what is seen."""
    seen = {pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_FREETEXT}
    for i in range(min(pdfium.FPDFPage_GetAnnotCount(page), _MOST_NOTES)):
        note = pdfium.FPDFPage_GetAnnot(page, i)
        kind = pdfium.FPDFAnnot_GetSubtype(note)
        pdfium.FPDFPage_CloseAnnot(note)
        if kind in seen:
            return True
    return False


_AGAIN = "请重新下载，或用原来的文档再导出一份 PDF。"


@contextmanager
def opened(pdfium: Any, data: bytes, name: str) -> Iterator[OpenFile]:  # noqa: ANN401  untyped library
    """Open a PDF and close it in the end.

    Raises
    ------
    DamagedFile
        If it is broken, has no pages, or more than `MOST_PAGES`.
    UnsupportedFormat
        If it asks for a password or is encrypted in an unknown way.
    """
    handle = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not handle:
        raise _refusal(pdfium.FPDF_GetLastError(), pdfium, name)
    try:
        count = int(pdfium.FPDF_GetPageCount(handle))
        if count > MOST_PAGES:
            message = f"“{name}”有{count}页，超过{MOST_PAGES}页的上限，不像一份年度报告。"
            raise DamagedFile(message)
        if count < 1:
            message = f"“{name}”里一页也没有。"
            raise DamagedFile(message, hint=_AGAIN)
        yield OpenFile(pdfium=pdfium, handle=handle, count=count, name=name)
    finally:
        pdfium.FPDF_CloseDocument(handle)


def _refusal(code: int, pdfium: Any, name: str) -> DamagedFile | UnsupportedFormat:  # noqa: ANN401  untyped library
    if code == pdfium.FPDF_ERR_PASSWORD:
        message = f"“{name}”设了打开密码，不能读取。"
        return UnsupportedFormat(message, hint="请取消密码另存一份，再读取。")
    if code == pdfium.FPDF_ERR_SECURITY:
        message = f"“{name}”的加密方式不能识别，不能读取。"
        return UnsupportedFormat(message, hint="请取消加密另存一份，再读取。")
    message = f"“{name}”不是完整的 PDF 文件，可能没有下载完，或者已经损坏。"
    return DamagedFile(message, hint=_AGAIN)


def information(pdfium: Any, handle: Any) -> dict[str, str]:  # noqa: ANN401  untyped library
    """Return what the file says of itself; a date as 2024-01-15 09:30:00."""
    found = {title: _entry(pdfium, handle, title) for title in _TITLES}
    return {title: text for title, text in found.items() if text}


def _entry(pdfium: Any, handle: Any, title: str) -> str:  # noqa: ANN401  untyped library
    tag = title.encode()
    length = min(pdfium.FPDF_GetMetaText(handle, tag, None, 0), 2 * _LONGEST)
    if length <= 2:
        return ""
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDF_GetMetaText(handle, tag, buffer, length)
    text = clean(buffer.raw.decode("utf-16-le", "replace").rstrip("\x00"))
    return _date(text) if title.endswith("Date") else text


def _date(text: str) -> str:
    match = _DATE.match(text)
    if not match:
        return text
    year, *rest = match.groups()
    day = "-".join([year, *(part for part in rest[:2] if part)])
    time = ":".join(part for part in rest[2:] if part)
    return f"{day} {time}".strip()
