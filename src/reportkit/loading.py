"""Load a report from any file that is read: the public `load`.

>>> report = load("2023年报.txt")  # doctest: +SKIP
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reportkit import store
from reportkit.readers import decode, fetch, read_text, sniff
from reportkit.readers import read as read_document
from reportkit.recognise import recognise

if TYPE_CHECKING:
    from reportkit.report import Report

__all__ = ["load", "read"]


def load(path: str | Path) -> Report:
    """Load a report from a file, whatever its supported form.

    Parameters
    ----------
    path
        A text as offices paste it, or a ``report.json`` of reportkit.

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
    return read(path)


def read(path: str | Path) -> Report:
    """Read by what the file is, not by its name."""
    data, name = fetch(path), Path(path).name
    if sniff(data) != "text":
        return recognise(read_document(path))
    text = decode(data, name)
    if text.lstrip().startswith("{") and '"schema"' in text:
        return store.loads(text, name=name)
    return recognise(read_text(text, name))
