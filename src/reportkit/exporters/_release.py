"""Fit to be signed or not: what stops a release, and what people have set aside.

>>> cleared(report, check(report))  # doctest: +SKIP
[]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportkit.catalogue import catalogue
from reportkit.errors import ExportError
from reportkit.finding import Severity
from reportkit.text import Kind
from reportkit.views import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportkit.finding import Findings
    from reportkit.report import Report

__all__ = ["cleared", "faults"]

_NAMED = 3  # faults that the refusal of a release names


def cleared(report: Report, findings: Findings) -> list[str]:
    """Return a sentence for each error that a person has set aside with a reason.

    Raises
    ------
    ExportError
        If the report has other errors or unread cells, naming the first of them; ``refused`` is
        then True.
    """
    found = faults(report, findings)
    if found:
        more = f"等 {len(found)} 处" if len(found) > _NAMED else ""
        message = f"这份报告还不能正式发布：{'；'.join(found[:_NAMED])}{more}。"
        hint = (
            "请改正后再发布；确属误报的，可以写明理由记为“核实无误”；"
            "只要草稿的，导出时不写 --release，打包时写 --draft。"
        )
        raise ExportError(message, hint=hint, refused=True)
    made = ((item, report.decisions[item.fingerprint]) for item in findings.dismissed)
    return [
        f"{item.rule} {item.message}{words.decided(decision)}"
        for item, decision in made
        if item.severity is Severity.ERROR
    ]


def faults(report: Report, findings: Findings) -> list[str]:
    """Return what stops a release: unread rows and cells, and errors that nobody may set aside."""
    aside = [item for item in findings.dismissed if not catalogue()[item.rule].firm]
    errors = (f"{e.rule} {e.message.rstrip('。')}" for e in findings.errors if e not in aside)
    return [*_unread(report), *errors]


def _unread(report: Report) -> Iterator[str]:
    """Name the rows that were not read, and cells that were not read in other rows."""
    for row in report.unread:
        yield f"没有读出 {words.unread_sentence(row, report).rstrip('。')}"
    rows = {(row.table, row.row) for row in report.unread}
    for name, cell in report.cells.items():
        lost = report.values[name].kind is Kind.UNREADABLE
        if lost and (cell.table, cell.row_key) not in rows:
            yield f"没有读出 {cell.place}"
