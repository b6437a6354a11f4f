"""Reading a PDF in a process of its own, with limits on memory and time.

For files that are not `tame`: whatever pdfium does with them, the caller gets a Document or one
sentence.  Memory is limited where the system can do so (not on Windows), time everywhere.

>>> read_isolated(data, "a.pdf")  # doctest: +SKIP
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

from reportkit import errors
from reportkit.document import Document, Flow, Paragraph, Place, Row, Rows
from reportkit.errors import DamagedFile, ReadError

__all__ = ["answer", "read_isolated"]

_SECONDS = 60
_MEMORY = 900 * 2**20  # bytes
_PROGRAM = "from reportkit.readers._pdf._isolated import answer; answer()"


def read_isolated(data: bytes, name: str) -> Document:
    """Read a PDF in another process.

    Raises
    ------
    ReadError
        Whatever `read_pdf` raises; `DamagedFile` too where memory or time do not suffice.
    """
    paths = os.pathsep.join(path for path in sys.path if path)
    try:
        done = subprocess.run(  # noqa: S603  our own program
            [sys.executable, "-c", _PROGRAM],
            input=len(name.encode()).to_bytes(4, "big") + name.encode() + data,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            env={**os.environ, "PYTHONPATH": paths, "PYTHONIOENCODING": "utf-8"},
        )
    except subprocess.TimeoutExpired as error:
        message = f"“{name}”读了{_SECONDS}秒还没有读完，不像一份年度报告。"
        raise DamagedFile(message) from error
    try:
        told = json.loads(done.stdout)
    except ValueError as error:
        message = f"“{name}”展开后太大，或者已经损坏，不能读取。"
        hint = "请用原来的文档再导出一份 PDF。"
        raise DamagedFile(message, hint=hint) from error
    return _document(told, name)


def answer() -> None:
    """Read the file given on standard input, and write what is in it to standard output."""
    _limit_memory()
    given = sys.stdin.buffer.read()
    start = 4 + int.from_bytes(given[:4], "big")
    from reportkit.readers._pdf import read_here  # noqa: PLC0415  the two call one another

    try:
        told = _told(read_here(given[start:], given[4:start].decode()))
    except ReadError as error:
        told = {"error": type(error).__name__, "message": error.message, "hint": error.hint}
    sys.stdout.write(json.dumps(told))


def _limit_memory() -> None:
    try:
        import resource  # noqa: PLC0415  not on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def _told(document: Document) -> dict[str, Any]:  # values of JSON
    return {
        "pictures": document.pictures,
        "scanned": document.scanned,
        "meta": document.meta,
        "blocks": [
            [block.text, *_numbers(block.place)]
            if isinstance(block, Paragraph)
            else [[list(row.texts), *_numbers(row.place)] for row in block.rows]
            for block in document.blocks
        ],
    }


def _numbers(place: Place) -> tuple[int, int, int]:
    return place.page, place.table, place.row


def _document(told: dict[str, Any], name: str) -> Document:
    if "error" in told:
        raise getattr(errors, told["error"])(told["message"], hint=told["hint"])
    blocks: list[Paragraph | Rows] = []
    for block in told["blocks"]:
        if isinstance(block[0], str):
            blocks.append(Paragraph(text=block[0], place=_place(*block[1:])))
            continue
        rows = tuple(Row(texts=tuple(texts), place=_place(*at)) for texts, *at in block)
        blocks.append(Rows(rows=rows, flow=Flow.SPANNED))
    return Document(
        name=name,
        blocks=tuple(blocks),
        pictures=told["pictures"],
        scanned=tuple(told["scanned"]),
        meta=told["meta"],
    )


def _place(page: int, table: int, row: int) -> Place:
    return Place(page=page, table=table, row=row)
