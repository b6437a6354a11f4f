"""Load a report from any file that is read: the public `load`.

>>> report = load("2023年报.docx")  # doctest: +SKIP
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from reportkit import store
from reportkit.readers import decode, fetch, read_bytes
from reportkit.recognise import recognise

if TYPE_CHECKING:
    from reportkit.report import Report

__all__ = ["load"]

_OWN = re.compile(rb'^\s*(?:\xef\xbb\xbf)?\s*\{\s*"schema"\s*:\s*"reportkit/report@')
_LOOKED_AT = 1024  # bytes


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
    data, name = fetch(path), Path(path).name
    if _OWN.search(data[:_LOOKED_AT]):
        return store.loads(decode(data, name), name=name)
    return recognise(read_bytes(data, name))
