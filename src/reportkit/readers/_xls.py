"""Old Excel files (.xls, .et) through python-calamine, in a process of its own.

Error values and formulas that were never calculated come out of it as blanks.

>>> list(sheets_of(data, "2019年报.xls"))  # doctest: +SKIP
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

from reportkit.errors import DamagedFile, UnsupportedFormat
from reportkit.readers import _xls_child
from reportkit.readers._sheet import Sheet, number_text
from reportkit.text import clean, unradical

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["sheets_of"]

_SECONDS = 30  # a whole report takes a tenth of one
_AGAIN = "请用 Excel 打开检查，另存为 .xlsx 后再读。"


def sheets_of(data: bytes, name: str) -> Iterator[Sheet]:
    """Read every sheet of an old Excel file.

    Raises
    ------
    DamagedFile
        If the file is broken or beyond the limits.
    UnsupportedFormat
        If it is encrypted.
    """
    for number, found in enumerate(json.loads(_answer(data, name)), start=1):
        sheet = Sheet(title=found["title"], number=number, hidden=found["hidden"])
        sheet.merged = [tuple(merge) for merge in found["merged"]]
        for row, column, kind, value in found["cells"]:
            sheet.texts[row, column] = number_text(value) if kind == "number" else _text(value)
        yield sheet


def _text(value: str) -> str:
    return clean(unradical(value.replace("\r\n", "\n").replace("\r", "\n")))


def _answer(data: bytes, name: str) -> bytes:
    """Return what the other process says of the file."""
    try:
        done = subprocess.run(  # noqa: S603  our own module; the file is only its input
            [sys.executable, "-P", _xls_child.__file__],
            input=data, capture_output=True, timeout=_SECONDS, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        message = f"“{name}”读了 {_SECONDS} 秒还没有读完，可能已损坏。"
        raise DamagedFile(message, hint=_AGAIN) from error
    if done.returncode == _xls_child.PASSWORD:
        message = f"“{name}”设有密码，打不开。"
        raise UnsupportedFormat(message, hint="请用 Excel 打开，去掉密码另存后再读。")
    if done.returncode == _xls_child.TOO_LARGE:
        message = f"“{name}”里有的工作表行或列太多，不像一份年度报告。"
        raise DamagedFile(message, hint="请删去报告以外的内容，另存后再读。")
    if done.returncode:
        message = f"“{name}”已损坏，读不出来。"
        raise DamagedFile(message, hint=_AGAIN)
    return done.stdout
