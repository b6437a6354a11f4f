"""Readers turn a file into a Document: what stands where, meaning nothing yet.

Which reader a file gets depends on what its first bytes are, not on its name.

>>> read("2023年报.txt")  # doctest: +SKIP
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reportkit.errors import DamagedFile, ReadError, UnsupportedFormat
from reportkit.readers._decode import decode, sniff
from reportkit.readers._txt import read_text

if TYPE_CHECKING:
    from reportkit.document import Document

__all__ = ["LARGEST", "decode", "fetch", "read", "read_text", "sniff"]

LARGEST = 32 * 2**20  # bytes; the largest real report seen has 3 MB

_ANSWERS = {
    "png": "图片（PNG）",
    "jpg": "图片（JPG）",
    "gif": "图片（GIF）",
    "bmp": "图片（BMP）",
    "pdf": "PDF 文件",
    "zip": "Word、Excel 或压缩文件",
    "ole": "旧版 Word、Excel 或 WPS 文件（.doc、.xls、.wps、.et）",
    "rar": "压缩文件",
    "7z": "压缩文件",
    "gz": "压缩文件",
    "rtf": "RTF 文件",
}


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


def read(path: str | Path) -> Document:
    """Read a file into a Document.

    Raises
    ------
    ReadError
        If the file cannot be opened, is damaged, or is of a kind that is not read.
    """
    data, name = fetch(path), Path(path).name
    kind = sniff(data)
    if kind != "text":
        message = f"“{name}”是{_ANSWERS[kind]}，目前只能读文本和 report.json。"
        raise UnsupportedFormat(message, hint="请打开后全选、复制，粘贴到文本文件里再读。")
    return read_text(decode(data, name), name)
