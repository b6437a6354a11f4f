"""Readers turn a file into a Document: what stands where, meaning nothing yet.

Which reader a file gets depends on what its bytes are, not on its name.  Each reader imports its
library only when it is needed.

>>> read("2023年报.docx")  # doctest: +SKIP
"""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

from reportkit.errors import DamagedFile, ReadError, UnsupportedFormat
from reportkit.readers._decode import decode, sniff
from reportkit.readers._txt import read_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportkit.document import Document

__all__ = ["LARGEST", "READERS", "decode", "fetch", "kind_of", "read", "read_bytes", "read_text"]

LARGEST = 32 * 2**20  # bytes; the largest real report seen has 3 MB

# kind of file -> module and function that read it
READERS = {
    "html": ("_html", "read_html"),
    "mhtml": ("_mhtml", "read_mhtml"),
    "ipynb": ("_ipynb", "read_ipynb"),
    "docx": ("_docx", "read_docx"),
    "xlsx": ("_xlsx", "read_xlsx"),
    "xls": ("_xlsx", "read_xlsx"),
    "pdf": ("_pdf", "read_pdf"),
    "png": ("_ocr", "read_picture"),
    "jpg": ("_ocr", "read_picture"),
    "bmp": ("_ocr", "read_picture"),
}
_PICTURES = {"png", "jpg", "bmp"}  # read where the `ocr` extra is installed

# kinds that are known and not read: what they are, and what to do
_ANSWERS = {
    "png": ("图片（PNG）", "_picture"),
    "jpg": ("图片（JPG）", "_picture"),
    "gif": ("图片（GIF）", "_picture"),
    "bmp": ("图片（BMP）", "_picture"),
    "doc": ("旧版 Word 或 WPS 文档（.doc、.wps）", "_office"),
    "ppt": ("旧版演示文稿（.ppt、.dps）", "_office"),
    "ole": ("旧版 Word、Excel 或 WPS 文件", "_office"),
    "xlsb": ("二进制 Excel 工作簿（.xlsb）", "_office"),
    "encrypted": ("加了密码的 Office 文件", "_locked"),
    "pptx": ("演示文稿", "_office"),
    "ofd": ("OFD 版式文件", "_fixed"),
    "odt": ("OpenDocument 文档", "_office"),
    "ods": ("OpenDocument 表格", "_office"),
    "rtf": ("RTF 文档", "_office"),
    "zip": ("压缩文件", "_packed"),
    "rar": ("压缩文件", "_packed"),
    "7z": ("压缩文件", "_packed"),
    "gz": ("压缩文件", "_packed"),
}
_HINTS = {
    "_picture": "图片里的文字不能直接读，请提供 Word、Excel、网页或可以选中文字的 PDF。",
    "_office": "请用 WPS 或 Word、Excel 打开，另存为 docx、xlsx 或 PDF 后再读。",
    "_fixed": "请用 OFD 阅读软件打开，导出为 PDF 后再读。",
    "_locked": "请去掉打开密码，另存后再读。",
    "_packed": "请先解压，再读取其中的报告文件。",
}
_MARKUP = r"<\s*(?:!doctype\s+html|html|head|meta|body|table|div|p|span|h[1-6])\b"
_MARKUP_IN_TEXT = re.compile(_MARKUP, re.IGNORECASE)
_MARKUP_IN_BYTES = re.compile(_MARKUP.encode(), re.IGNORECASE)
_LOOKED_AT = 4096  # characters in which a web page shows itself


def fetch(path: str | Path) -> bytes:
    """Return the bytes of a file, within the limit of `LARGEST`.

    Raises
    ------
    ReadError
        If the file is missing, a folder, or cannot be opened.
    DamagedFile
        If the file is larger than any report.
    """
    source = Path(path)
    try:
        if source.is_dir():
            message = f"“{source}”是文件夹，不是文件。"
            raise ReadError(message, hint="请指定其中的一个报告文件。")
        size = source.stat().st_size
        if size > LARGEST:
            message = (
                f"“{source.name}”有 {size / 2**20:.0f} MB，超过 {LARGEST // 2**20} MB 的上限，"
                "不像一份年度报告。"
            )
            raise DamagedFile(message)
        return source.read_bytes()
    except FileNotFoundError as error:
        message = f"找不到文件“{source}”。"
        raise ReadError(message, hint="请检查文件名和所在的文件夹。") from error
    except OSError as error:
        message = f"打不开“{source}”（{error.strerror or error}）。"
        raise ReadError(message) from error


def kind_of(data: bytes, name: str) -> str:
    """Return what a file is by its bytes, such as ``docx``, ``pdf``, ``html`` or ``text``.

    Raises
    ------
    ReadError
        If the file is empty, no text, or a damaged container.
    """
    kind = sniff(data)
    if kind == "zip":
        archive = import_module("reportkit.readers._archive")
        return cast("str", archive.kind_of_archive(data, name))
    if kind == "ole":
        archive = import_module("reportkit.readers._archive")
        return cast("str", archive.kind_of_ole(data))
    return _kind_of_text(data, name) if kind == "text" else kind


def _kind_of_text(data: bytes, name: str) -> str:
    if import_module("reportkit.readers._mhtml").is_mhtml(data):
        return "mhtml"
    head = data[:_LOOKED_AT].lstrip()
    if not head.startswith(b"{") and _MARKUP_IN_BYTES.search(head):
        return "html"  # most pages show it without being decoded
    text = decode(data, name)
    if import_module("reportkit.readers._ipynb").is_notebook(text):
        return "ipynb"
    return "html" if _MARKUP_IN_TEXT.search(text[:_LOOKED_AT]) else "text"


def read(path: str | Path) -> Document:
    """Read a file into a Document.

    Raises
    ------
    ReadError
        If the file cannot be opened, is damaged, or is of a kind that is not read.
    """
    return read_bytes(fetch(path), Path(path).name)


def read_bytes(data: bytes, name: str) -> Document:
    """Read the bytes of a file into a Document; `name` is what messages call it.

    Raises
    ------
    ReadError
        If the bytes are damaged, or of a kind that is not read.
    """
    kind = kind_of(data, name)
    if kind == "text":
        return read_text(decode(data, name), name)
    ocr = import_module("reportkit.readers._ocr") if kind in _PICTURES else None
    if kind in READERS and (ocr is None or ocr.available()):
        module, function = READERS[kind]
        reader = getattr(import_module(f"reportkit.readers.{module}"), function)
        return cast("Callable[[bytes, str], Document]", reader)(data, name)
    what, hint = _ANSWERS.get(kind, ("不认识的文件", "_office"))
    message = f"“{name}”是{what}，不能直接读取。"
    raise UnsupportedFormat(message, hint=_HINTS[hint] + (ocr.HINT if ocr else ""))
