"""What people are told about findings, in words and without tags.

Pages, notebooks and the terminal all take their sentences from here, so they say the same.

>>> from reportkit.finding import Findings
>>> summary(Findings(items=()))
'没有发现问题。'
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportkit.catalogue import catalogue
from reportkit.errors import UnknownCell
from reportkit.finding import Severity
from reportkit.form import FORMATS
from reportkit.form import load as load_form
from reportkit.report import Unread

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable

    from reportkit.decisions import Decision
    from reportkit.finding import Finding, Findings, Repair
    from reportkit.report import Report

__all__ = [
    "Fact",
    "Undecided",
    "day",
    "decided",
    "facts",
    "outdated_sentence",
    "place",
    "places",
    "repair_sentence",
    "row_name",
    "summary",
    "to_check",
    "undecided",
    "unread_sentence",
]

_SURENESS = re.compile(r"，置信度[\d.]+")  # each cell of a picture has its own
_FEW = 4  # cells that are named in a line; more are counted


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing to know about a finding: what it is called, and what it says.

    `long` marks what may be closed until the reader opens it.
    """

    name: str
    text: str
    long: bool = False


@dataclass(frozen=True, slots=True)
class Undecided:
    """Rules that could not be decided for the same reason."""

    needs: str
    rules: tuple[str, ...]


def summary(findings: Findings) -> str:
    """Say in one or two sentences what the check came to, undecided rules included.

    What a person has set aside is not counted among the faults, but told.
    """
    there = [finding.severity for finding in findings.open()]
    counts = [(severity, there.count(severity)) for severity in Severity]
    found = "、".join(f"{severity.label}{count}处" for severity, count in counts if count)
    rules = len({item.rule for item in findings.not_assessable})
    sentences = [f"发现{found}。" if found else "没有发现问题。"]
    if findings.unread:
        sentences.append(f"有{len(findings.unread)}行数据没有读出，须对照原文补填。")
    if findings.dismissed:
        sentences.append(f"另有{len(findings.dismissed)}处经人工核实，不作问题。")
    if rules:
        sentences.append(f"另有{rules}条规则缺少材料，没有判断。")
    return "".join(sentences)


def place(name: str, report: Report | None = None) -> str:
    """Return how people call a cell: 表三“新收·自然人”; the name itself where no form has it."""
    if report is not None:
        try:
            return report.cell(name).place
        except UnknownCell:
            return name
    for form in FORMATS:
        cells = load_form(form).cells
        found = next((cell for key, cell in cells.items() if key == name), None)
        if found is not None:
            return found.place
    return name


def places(names: Iterable[str], report: Report | None = None) -> str:
    """Name cells one after the other, and their table only where it changes."""
    said, table = [], ""
    for full in (place(name, report) for name in names):
        start, quote, rest = full.partition("“")
        said.append(quote + rest if start == table and quote else full)
        table = start
    return "、".join(said)


def decided(made: Decision) -> str:
    """Say what a person decided.

    As in 核实无误（法规股，2024年1月20日）：已与台账逐件核对。
    """
    who = f"{made.by}，" if made.by else ""
    reason = f"：{made.reason}" if made.reason else ""
    return f"{made.verdict.label}（{who}{day(made.on)}）{reason}"


def outdated_sentence(made: Decision) -> str:
    """Say that a decision is about something that is there no longer."""
    return f"{made.rule}　{made.message.rstrip('。')}。原处理意见：{decided(made)}"


def facts(
    finding: Finding, report: Report | None = None, made: Decision | None = None
) -> tuple[Fact, ...]:
    """Return what there is to know about a finding besides its sentence, in reading order.

    Parameters
    ----------
    finding, report
        The finding, and the report it is about, which names cells more exactly.
    made
        What a person decided about it.
    """
    said: list[Fact] = [Fact("处理意见", decided(made))] if made else []
    many = len(finding.cells) > _FEW
    if finding.cells:
        named = places(finding.cells[:_FEW], report)
        said.append(Fact("位置", f"{named}等{len(finding.cells)}格" if many else named))
    elif finding.section is not None:
        said.append(Fact("位置", _section(finding.section, report)))
    if finding.quote:
        said.append(Fact("原文", f"“{finding.quote}”"))
    if finding.expected is not None:
        found = "" if finding.found is None else f"，现为 {finding.found}"
        said.append(Fact("应为", f"{finding.expected}{found}"))
    elif finding.found is not None:
        said.append(Fact("现为", finding.found))
    if finding.fix:
        said.append(Fact("怎么改", finding.fix))
    if finding.basis:
        said.append(Fact("依据", finding.basis, long=True))
    if many:
        said.append(Fact("全部单元格", places(finding.cells, report), long=True))
    return tuple(said)


def _section(no: int, report: Report | None) -> str:
    if no == 0:
        return "标题和引言"
    here = report.section(no) if report else None
    return here.heading if here else load_form(FORMATS[0]).section(no).heading


def repair_sentence(repair: Repair, report: Report | None = None) -> str:
    """Word a proposed repair: which cell from what to what, and which rules it mends."""
    changes = "，".join(_change(name, number, report) for name, number in repair.cells)
    return f"{changes}，可消除 {'、'.join(dict.fromkeys(repair.restores))}。{repair.why}"


def _change(name: str, number: int, report: Report | None) -> str:
    now = report[name].shown if report else ""
    return f"把{place(name, report)}" + (f"由 {now} 改为 {number}" if now else f"改为 {number}")


def undecided(findings: Findings) -> tuple[Undecided, ...]:
    """Group the rules that could not be decided by what they need.

    A rule of the catalogue is given with its statement.
    """
    groups: dict[str, list[str]] = {}
    for item in findings.not_assessable:
        entry = catalogue().get(item.rule)
        said = f"{item.rule}（{entry.statement.rstrip('。')}）" if entry else item.rule
        groups.setdefault(item.needs, []).append(said)
    return tuple(Undecided(needs, tuple(dict.fromkeys(rules))) for needs, rules in groups.items())


def unread_sentence(unread: Unread, report: Report | None = None) -> str:
    """Say which row was not read, why, and what stood there."""
    text = f"原文：“{unread.text}”。" if unread.text else ""
    return f"{row_name(unread, report)}：{unread.reason.rstrip('。')}。{text}"


def to_check(report: Report) -> tuple[str, ...]:
    """Say which rows were read, but not with certainty, and why; one sentence a reason."""
    rows: dict[str, dict[tuple[str, str], None]] = {}
    for name, value in report.values.items():
        if value.origin is not None and value.origin.inferred:
            reason = _SURENESS.sub("", value.origin.inferred).removesuffix("，请核对")
            cell = report.cell(name)
            rows.setdefault(reason, {})[cell.table, cell.row_key] = None
    return tuple(f"请核对{_rows_named(found, report)}：{why}。" for why, found in rows.items())


def _rows_named(rows: Iterable[tuple[str, str]], report: Report) -> str:
    """Name a few rows one by one, and count more of them by table."""
    named = [row_name(Unread(table=table, row=row, reason=""), report) for table, row in rows]
    if len(named) <= _FEW:
        return "、".join(named)
    count = Counter(table for table, _ in rows)
    return "、".join(f"{report.tables[table].name}{n}行" for table, n in count.items())


def row_name(unread: Unread, report: Report | None) -> str:
    """Name a row as its cells are named, without the column: 表三“新收”."""
    forms = [report.tables] if report else [load_form(form).tables for form in FORMATS]
    cells = [name for tables in forms for name in tables[unread.table].row_cells(unread.row)]
    named = place(cells[0], report) if cells else f"{unread.table}.{unread.row}"
    return named.rsplit("·", 1)[0] + "”" if "·" in named else named


def day(date: datetime.date) -> str:
    """Write a date as official texts do: 2024年1月15日."""
    return f"{date.year}年{date.month}月{date.day}日"
