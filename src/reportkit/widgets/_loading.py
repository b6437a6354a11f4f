"""Loading a report on screen: bytes in pieces, source beside reading, doubtful rows, taking over.

What was read waits as a session of its own until a person takes it over, as this year's report
or as last year's.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from reportkit import store
from reportkit.document import Paragraph
from reportkit.editing import Session
from reportkit.errors import ReadError, ReportkitError
from reportkit.loading import load_bytes
from reportkit.readers import LARGEST, read_bytes
from reportkit.text import Kind
from reportkit.views import words
from reportkit.widgets._drawing import drawing
from reportkit.widgets._state import reading_state

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportkit.document import Document
    from reportkit.report import Report
    from reportkit.widgets._desk import Desk

__all__ = ["ACTIONS", "Incoming"]

_SHOWN = 600  # lines of the source that are shown

Message = dict[str, Any]


@dataclass(slots=True, kw_only=True)
class Incoming:
    """A file on its way in: its bytes so far, then what was read of it."""

    name: str
    size: int
    purpose: str
    pieces: list[bytes] = field(default_factory=list)
    session: Session | None = None


def _file(desk: Desk, message: Message) -> Message:
    """Begin a file: its name and size come before its bytes."""
    size, name = int(message["size"]), str(message["name"])
    if size > LARGEST:
        text = f"“{name}”有 {size / 2**20:.0f} MB，超过 {LARGEST // 2**20} MB，不像一份年度报告。"
        raise ReadError(text)
    desk.incoming = Incoming(name=name, size=size, purpose=str(message["purpose"]))
    return {}


def _piece(desk: Desk, message: Message) -> Message:
    """Take the next bytes; after the last of them, read the file."""
    incoming = _incoming(desk)
    incoming.pieces += [bytes(buffer) for buffer in message["buffers"]]
    arrived = sum(map(len, incoming.pieces))
    if arrived < incoming.size:
        return {"arrived": arrived}
    return _read(desk, b"".join(incoming.pieces))


def _text(desk: Desk, message: Message) -> Message:
    """Read pasted text."""
    data = str(message["text"]).encode("utf-8", "replace")
    purpose = str(message["purpose"])
    desk.incoming = Incoming(name="粘贴的文字", size=len(data), purpose=purpose)
    return _read(desk, data)


def _read(desk: Desk, data: bytes) -> Message:
    incoming = _incoming(desk)
    incoming.pieces = []
    report = load_bytes(data, incoming.name)
    incoming.session = Session(report, profile=desk.session.profile)
    own = report.reading is None  # a saved report: there is nothing to hold it against
    return {"reading": _shown(incoming, [] if own else _lines(read_bytes(data, incoming.name)))}


def _lines(document: Document) -> list[Message]:
    """Return the lines of the source for the screen: paragraphs, and rows of cells."""
    lines: list[Message] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            lines.append({"text": block.text})
        else:
            lines += [{"row": [text or "" for text in row.texts]} for row in block.rows]
    return lines[:_SHOWN]


def _shown(incoming: Incoming, source: list[Message]) -> Message:
    session = _session(incoming)
    report = session.report
    return {
        "name": incoming.name,
        "purpose": incoming.purpose,
        "source": source,
        "drawing": drawing(report),
        "state": reading_state(session),
        "facts": _facts(report),
        "doubts": _doubts(report),
    }


def _facts(report: Report) -> list[list[str]]:
    return [
        ["标题", report.title or "没有读出"],
        ["单位", report.agency or "没有读出"],
        ["年度", str(report.year or "没有读出")],
        ["落款日期", words.day(report.issued_on) if report.issued_on else "没有读出"],
        ["格式", report.form.document],
        *[
            [section.heading, f"{len(section.text)}字" if section.text else "没有文字"]
            for section in report.sections
        ],
    ]


def _doubts(report: Report) -> list[Message]:
    """Return the rows that were not read, with their cells to be filled in, and what to check."""
    unread: list[Message] = [
        {
            "said": words.unread_sentence(row, report),
            "text": row.text,
            "cells": [
                name
                for name in report.tables[row.table].row_cells(row.row)
                if report.values[name].kind is Kind.UNREADABLE
            ],
        }
        for row in report.unread
    ]
    return unread + [{"said": said, "text": "", "cells": []} for said in words.to_check(report)]


def _settle(desk: Desk, message: Message) -> Message:
    """Fill in a cell of what was read."""
    session = _session(_incoming(desk))
    session.enter({str(cell): str(text) for cell, text in message["at"].items()})
    left = sum(value.kind is Kind.UNREADABLE for value in session.report.values.values())
    return {"settled": {"state": reading_state(session), "left": left}}


def _adopt(desk: Desk, _message: Message) -> Message:
    """Take over what was read, as this year's report or as last year's."""
    incoming = _incoming(desk)
    report = _session(incoming).report
    desk.incoming = None
    if incoming.purpose == "previous":
        return _adopt_previous(desk, report)
    if desk.keeper:
        desk.keeper.keep(desk.session.report)
    desk.session.take_over(report)
    say = f"已采用“{incoming.name}”。原来的内容可以从“版本”里找回。"
    return {"whole": True, "say": say}


def _adopt_previous(desk: Desk, report: Report) -> Message:
    year, wanted = report.year, (desk.session.report.year or 0) - 1
    if year and wanted > 0 and year != wanted:
        text = f"上年度报告应当是{wanted}年度的，这份是{year}年度的，没有采用。"
        raise ReportkitError(text)
    desk.session.previous = report
    if desk.keeper:
        desk.keeper.folder.mkdir(parents=True, exist_ok=True)
        store.save(report, desk.keeper.folder / "previous.json")
    return {"say": "已载入上年度报告：表格里小字是上年的数，检查时会前后对照。"}


def _incoming(desk: Desk) -> Incoming:
    if desk.incoming is None:
        text = "没有正在载入的文件，请重新选择文件。"
        raise ReportkitError(text)
    return desk.incoming


def _session(incoming: Incoming) -> Session:
    if incoming.session is None:
        text = "文件还没有读完，请稍等。"
        raise ReportkitError(text)
    return incoming.session


def _drop(desk: Desk, _message: Message) -> Message:
    desk.incoming = None
    return {}


ACTIONS: dict[str, Callable[[Desk, Message], Message]] = {
    "file": _file,
    "piece": _piece,
    "text": _text,
    "settle": _settle,
    "adopt": _adopt,
    "drop": _drop,
}
