"""The way from the screen to the finished files: what stands in the way, then the files."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportkit.catalogue import catalogue
from reportkit.errors import ExportError
from reportkit.exporters import export
from reportkit.figures import resolved, unresolved
from reportkit.finding import Severity
from reportkit.text import Kind
from reportkit.views import words
from reportkit.widgets._drawing import FACTS
from reportkit.widgets._rows import rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reportkit.editing import Session
    from reportkit.report import Report
    from reportkit.widgets._desk import Desk

__all__ = ["ACTIONS", "file_name", "obstacles"]

Message = dict[str, Any]

_ENDINGS = ("html", "pdf", "docx")
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
_LONGEST = 80  # characters of a file's name


def obstacles(session: Session) -> Iterator[Message]:
    """Yield what still stands in the way of a release, each with the place to mend it."""
    report = session.report
    yield from _unread(report)
    for lost in unresolved(report):
        place = f"section.{lost.section}" if lost.section else "introduction"
        said = f"文中的 {{{{ {lost.reference} }}}} 显示不出数：{lost.reason}。"
        yield {"text": said, "tab": place if lost.section else FACTS, "place": place}
    for found in rows(session):
        aside = found.settled and not catalogue()[found.finding.rule].firm
        if found.finding.severity is Severity.ERROR and not aside:
            said = f"{found.finding.rule}　{found.finding.message}"
            yield {"text": said, "tab": found.tab, "place": found.place, "finding": found.key}


def _unread(report: Report) -> Iterator[Message]:
    """Yield the rows that were not read, and cells that were not read in other rows."""
    for row in report.unread:
        table = report.tables[row.table]
        cells = table.row_cells(row.row)
        said = f"没有读出：{words.unread_sentence(row, report)}"
        yield {"text": said, "tab": f"section.{table.section}", "place": cells[0] if cells else ""}
    rows_told = {(row.table, row.row) for row in report.unread}
    for name, cell in report.cells.items():
        lost = report.values[name].kind is Kind.UNREADABLE
        if lost and (cell.table, cell.row_key) not in rows_told:
            tab = f"section.{report.tables[cell.table].section}"
            yield {"text": f"没有读出：{cell.place}。", "tab": tab, "place": name}


def file_name(title: str) -> str:
    """Return a title as the name of a file that every system takes."""
    return _FORBIDDEN.sub("", title).strip(" .")[:_LONGEST] or "年度报告"


def _release(desk: Desk, _message: Message) -> Message:
    session = desk.session
    warnings = [
        row for row in rows(session) if row.finding.severity is Severity.WARNING and not row.settled
    ]
    return {
        "release": {
            "obstacles": list(obstacles(session)),
            "warnings": len(warnings),
            "folder": str(desk.folder or ""),
        }
    }


def _generate(desk: Desk, message: Message) -> Message:
    """Write one of the three files into the folder of the report, and send it along."""
    ending = str(message["ending"])
    if ending not in _ENDINGS:
        text = f"不生成“{ending}”文件。"
        raise ExportError(text)
    release = bool(message.get("release"))
    left = sum(1 for _ in obstacles(desk.session))
    if release and left:
        text = f"还有{left}处要先改正，没有生成正式报告。"
        raise ExportError(text, refused=True)
    report = resolved(desk.session.report)
    name = file_name(report.title or "年度报告") + ("" if release else "（草稿）")
    target = (desk.folder or Path.cwd()) / f"{name}.{ending}"
    written = export(report, target, release=release, previous=desk.session.previous)
    desk.save(version=True)
    made = {"name": written.name, "path": str(written), "ending": ending}
    return {"made": made, "buffers": [written.read_bytes()]}


ACTIONS: dict[str, Callable[[Desk, Message], Message]] = {
    "release": _release,
    "generate": _generate,
}
