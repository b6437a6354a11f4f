"""What a person can do in the editor: one small function for each kind of message.

Each takes the desk (session, keeper, what is being loaded) and the message, changes the session
and returns what to answer besides the changed state.  Nothing here knows the widget library.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from reportkit import project
from reportkit.editing import content_of, paste
from reportkit.errors import ReportkitError
from reportkit.figures import names, value_of
from reportkit.widgets import _loading, _release, _versions
from reportkit.widgets._rows import explanation, rows
from reportkit.widgets._state import figure_text, repair_key

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from reportkit.report import Report
    from reportkit.widgets._desk import Desk

__all__ = ["ACTIONS"]

Message = dict[str, Any]


def _enter(desk: Desk, message: Message) -> Message:
    contents = {str(place): str(text) for place, text in message["at"].items()}
    if "agency" in contents or "year" in contents:
        contents = _with_title(desk.session.report, contents)
    desk.enter(contents, edit=message.get("edit"))
    return {}


def _with_title(report: Report, contents: Mapping[str, str]) -> dict[str, str]:
    """Let title, signature and period follow the organ's name and year, as long as they did."""

    def titled(agency: str, year: str) -> str:
        return project.title_of(agency, int(year)) if agency and year.isdigit() else ""

    old = content_of(report, "agency"), content_of(report, "year")
    new = contents.get("agency", old[0]), contents.get("year", old[1]).removesuffix("年")
    found = {**contents}
    if (report.title or "") == titled(*old):
        found["title"] = titled(*new)
    if (report.signed_by or "") == old[0]:
        found["signed_by"] = new[0]
    if new[1] != old[1] and len(new[1]) == 4 and new[1].isdigit():
        found["period"] = f"{new[1]}-01-01/{new[1]}-12-31"
    return found


def _splice(desk: Desk, message: Message) -> Message:
    """Change a stretch of a text; offsets count UTF-16 units, as browsers do."""
    place = str(message["place"])
    units = content_of(desk.session.report, place).encode("utf-16-le", "surrogatepass")
    if len(units) // 2 != message["length"]:
        return {"stale": place}
    start, end = int(message["from"]) * 2, int(message["to"]) * 2
    put = str(message["text"]).encode("utf-16-le", "surrogatepass")
    text = (units[:start] + put + units[end:]).decode("utf-16-le", "surrogatepass")
    desk.enter({place: text}, edit=message.get("edit"))
    desk.showing("texts", place, text)
    told = {key: message[key] for key in ("place", "from", "to", "text", "by")}
    return {"splice": told}


def _paste(desk: Desk, message: Message) -> Message:
    report = desk.session.report
    table = report.tables[report.cell(str(message["cell"])).table]
    pasted = paste(table, str(message["text"]), str(message["cell"]))
    if pasted.ignored and not message.get("sure") and pasted.contents and not pasted.labelled:
        question = f"{pasted.message.rstrip('。')}：这一块比表格大。只填表格里的部分吗？"
        return {"ask": question, "again": {**message, "sure": True}}
    desk.enter({str(cell): text for cell, text in pasted.contents.items()}, label="粘贴")
    return {"say": pasted.message}


def _undo(desk: Desk, _message: Message) -> Message:
    change = desk.session.undo()
    return {"went": list(change.before)} if change else {"say": "没有可以撤销的了。"}


def _redo(desk: Desk, _message: Message) -> Message:
    change = desk.session.redo()
    return {"went": list(change.after)} if change else {"say": "没有可以重做的了。"}


def _totals(desk: Desk, message: Message) -> Message:
    count = len(desk.session.fill_totals((str(message["table"]),)).after)
    return {"say": f"已填入合计，改了{count}格。" if count else "合计都已经对上。"}


def _zeros(desk: Desk, message: Message) -> Message:
    count = len(desk.session.fill_blanks(str(message["table"])).after)
    if not count:
        return {"say": "除了合计，没有空着的格子。"}
    return {"say": f"已把{count}个空格填成0；合计请再点“填入合计”。填错了可以撤销。"}


def _mend(desk: Desk, message: Message) -> Message:
    for repair in desk.session.findings.repairs:
        if repair_key(repair.cells) == message["repair"]:
            change = desk.session.mend(repair)
            return {"say": "已经改好，可以撤销。", "went": list(change.after)}
    text = "这条建议已经过时，没有改动。"
    raise ReportkitError(text)


def _decide(desk: Desk, message: Message) -> Message:
    row = next((row for row in rows(desk.session) if row.key == message["finding"]), None)
    if row is None:
        text = "这个问题已经不在了。"
        raise ReportkitError(text)
    desk.session.decide(row.finding, str(message["verdict"]), reason=str(message.get("reason", "")))
    return {}


def _why(_desk: Desk, message: Message) -> Message:
    rule = str(message["rule"])
    return {"why": {"rule": rule, "parts": explanation(rule)}}


def _names(desk: Desk, _message: Message) -> Message:
    """Return every reference with its Chinese name and what it shows now."""
    report = desk.session.report
    listed = names(report).items()
    return {"names": [[n, label, figure_text(value_of(n, report))] for n, label in listed]}


def _carry(desk: Desk, _message: Message) -> Message:
    """Fill last year's carry-over into this year's row, on request."""
    previous = desk.session.previous
    if previous is None:
        text = "还没有载入上年度报告。"
        raise ReportkitError(text)
    change = desk.session.enter(project.carried(previous, desk.session.report), label="填上年结转")
    count = len(change.after)
    return {"say": f"已按上年报告填入上年结转，改了{count}格。" if count else "上年结转已经一致。"}


def _ping(desk: Desk, _message: Message) -> Message:
    desk.touch()
    today = datetime.datetime.now().astimezone().date()
    return {"pong": today.isoformat()}


ACTIONS: dict[str, Callable[[Desk, Message], Message]] = {
    "enter": _enter,
    "splice": _splice,
    "paste": _paste,
    "undo": _undo,
    "redo": _redo,
    "totals": _totals,
    "zeros": _zeros,
    "mend": _mend,
    "decide": _decide,
    "why": _why,
    "names": _names,
    "carry": _carry,
    "ping": _ping,
    **_loading.ACTIONS,
    **_release.ACTIONS,
    **_versions.ACTIONS,
}
"""Kind of message -> what is done."""
