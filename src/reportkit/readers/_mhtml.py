"""Web archives (.mht, .mhtml): Word's and Excel's 单个文件网页, and what browsers save.

An archive is a mail whose parts are pages and pictures; all its pages are read, in their order.

>>> read_mhtml(data, "年报.mht")  # doctest: +SKIP
"""

from __future__ import annotations

import email
import email.policy
from typing import TYPE_CHECKING

from reportkit.document import Document
from reportkit.errors import DamagedFile

if TYPE_CHECKING:
    from email.message import Message

__all__ = ["is_mhtml", "read_mhtml"]

_PAGES = {"text/html", "application/xhtml+xml"}
_HEADS = (b"mime-version:", b"from:", b"subject:", b"date:", b"content-type:",
          b"content-location:", b"snapshot-content-location:")  # fmt: skip
_MOST_PARTS = 2000


def is_mhtml(data: bytes) -> bool:
    """Whether the bytes begin like a web archive: the head of a mail of several parts."""
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    begins = head.startswith(_HEADS)
    return begins and b"multipart/" in head


def read_mhtml(data: bytes, name: str) -> Document:
    """Read a web archive.

    Parameters
    ----------
    data
        The whole archive.
    name
        The file's name, kept as origin.

    Raises
    ------
    DamagedFile
        If no page is found in it, or if it is nested beyond reason.
    """
    from reportkit.readers._html import read_pages  # noqa: PLC0415  lxml, for archives only

    try:
        message = email.message_from_bytes(data.lstrip(b"\xef\xbb\xbf \t\r\n"),
                                           policy=email.policy.compat32)  # fmt: skip
        pages, pictures = _parts(message)
    except RecursionError as error:
        raise _damaged(name) from error
    if not pages:
        raise _damaged(name)
    document = read_pages(pages, name)
    return Document(name=name, blocks=document.blocks, meta=document.meta,
                    pictures=document.pictures or pictures)  # fmt: skip


def _parts(message: Message) -> tuple[list[bytes], int]:
    """Return the pages of an archive that are not empty, and the number of its pictures."""
    pages: list[bytes] = []
    pictures = 0
    for n, part in enumerate(message.walk()):
        if n == _MOST_PARTS:
            break
        if part.get_content_maintype() == "image":
            pictures += 1
        elif part.get_content_type() in _PAGES:
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes) and payload.strip():
                pages.append(payload)
    return pages, pictures


def _damaged(name: str) -> DamagedFile:
    message = f"“{name}”是网页归档文件，但里面没有找到能读的网页。"
    return DamagedFile(message, hint="请用浏览器或 Word 打开后，另存为网页（.html）再试。")
