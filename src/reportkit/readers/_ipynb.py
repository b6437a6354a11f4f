"""Executed notebooks: what their cells show, read like a web page; no code is run or read.

>>> read_ipynb(b'{"nbformat": 4, "cells": []}', "report.ipynb").blocks
()
"""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING, Any

from reportkit.errors import DamagedFile
from reportkit.readers._decode import decode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportkit.document import Document

__all__ = ["is_notebook", "read_ipynb"]

_LEFT_OUT = "drop"  # the tag of cells that are not part of the report


def is_notebook(text: str) -> bool:
    """Whether a text is the JSON of a notebook."""
    return text.lstrip().startswith("{") and '"nbformat"' in text and '"cells"' in text


def read_ipynb(data: bytes, name: str) -> Document:
    """Read the Markdown cells and the shown results of a notebook, in their order.

    Raises
    ------
    DamagedFile
        If the file is no whole notebook.
    """
    from reportkit.readers._html import read_html  # noqa: PLC0415  lxml only when it is needed

    try:
        cells = json.loads(decode(data, name))["cells"]
        shown = "\n".join(_shown(cells))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        message = f"“{name}”不是完整的笔记本文件，读不出来。"
        raise DamagedFile(message, hint="请在 JupyterLab 里打开它，保存后再试。") from error
    return read_html(f"<html><body>{shown}</body></html>".encode(), name)


def _shown(cells: list[dict[str, Any]]) -> Iterator[str]:
    for cell in cells:
        if _LEFT_OUT in cell.get("metadata", {}).get("tags", ()):
            continue
        if cell["cell_type"] == "markdown":
            lines = _joined(cell["source"]).splitlines()
            yield from (f"<p>{escape(line.lstrip('# '))}</p>" for line in lines)
        elif cell["cell_type"] == "code":
            yield from (_result(output) for output in cell.get("outputs", ()))


def _result(output: dict[str, Any]) -> str:
    """Return what an output shows: its HTML, else its text; messages and errors are left out."""
    data = output.get("data", {})
    if "text/html" in data:
        return _joined(data["text/html"])
    text = _joined(data.get("text/plain", ""))
    return "".join(f"<p>{escape(line)}</p>" for line in text.splitlines())


def _joined(source: str | list[str]) -> str:
    return source if isinstance(source, str) else "".join(source)
