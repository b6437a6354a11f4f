"""Load a report from any file that is read: the public `load`.

>>> report = load("2023年报.docx")  # doctest: +SKIP
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from reportkit import store

if TYPE_CHECKING:
    from reportkit.report import Report

__all__ = ["load", "load_all", "load_bytes"]

# the mark of our own files, wherever the key stands
_OWN = re.compile(r'^\s*\{.*"schema"\s*:\s*"reportkit/report@', re.DOTALL)
_BEFORE_JSON = b"\xef\xbb\xbf \t\r\n"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def load(path: str | Path) -> Report:
    """Load a report from a file, whatever its form.

    Parameters
    ----------
    path
        A web page, Word, PDF, Excel, text or Markdown file, an executed notebook, or a
        ``report.json`` of reportkit.  What the file is, is told by its content, not its name.

    Returns
    -------
    Report
        What was read for certain; ``unread`` names the rest, with reasons.

    Raises
    ------
    ReadError
        If the file cannot be opened or read, or holds no report, or more than one.
    StoreError
        If it is a broken ``report.json``.
    """
    from reportkit.readers import fetch  # noqa: PLC0415  as below

    return load_bytes(fetch(path), Path(path).name)


def load_all(path: str | Path) -> tuple[Report, ...]:
    """Load every report of a page or text that holds several, in their order.

    Raises
    ------
    ReadError
        If the file cannot be opened or read, or holds no report.
    """
    from reportkit.readers import fetch, read_bytes  # noqa: PLC0415  as below
    from reportkit.recognise import recognise_all  # noqa: PLC0415

    return recognise_all(read_bytes(fetch(path), Path(path).name))


def load_bytes(data: bytes, name: str) -> Report:
    """Load a report from the bytes of a file, as `load` does; `name` is what messages call it.

    Raises
    ------
    ReadError, StoreError
        As `load`.
    """
    # Readers and labels are not wanted before the first file.
    from reportkit.readers import decode, read_bytes  # noqa: PLC0415
    from reportkit.recognise import recognise  # noqa: PLC0415

    if data.lstrip(_BEFORE_JSON).startswith(b"{") or data[:2] in _UTF16:
        text = decode(data, name)
        if _OWN.search(text):
            return store.loads(text, name=name)
    return recognise(read_bytes(data, name))
