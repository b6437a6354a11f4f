"""Report + findings -> grids with the figures as they stand and the marks of the findings.

>>> from reportkit import form
>>> from reportkit.report import Report
>>> report = Report.empty(form.load("2021"))
>>> table(report, "t3").height
28
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportkit.grid import Grid, GridCell, layout, replace_cells, with_texts
from reportkit.text import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportkit.finding import Finding
    from reportkit.form import CellId
    from reportkit.report import Report

__all__ = ["UNREAD_TEXT", "table", "tables"]

UNREAD_TEXT = "未读出"
_UNREAD_NOTE = "这一格没有读出来，请对照原文补填。"


def table(report: Report, key: str, findings: Iterable[Finding] = ()) -> Grid:
    """Lay out one table of a report with its figures and marks.

    Parameters
    ----------
    report
        The report.
    key
        ``"t2"``, ``"t3"`` or ``"t4"``.
    findings
        Findings to mark.  A cell takes the mark of its heaviest finding; its note has the
        sentences of all of them.

    Returns
    -------
    Grid
        As `reportkit.grid.layout`, value cells filled.  Blank and slash are shown as they stand;
        a cell that was not read says so and never shows 0.
    """
    form = report.tables[key]
    marked = _by_cell(findings)
    section = report.form.section(form.section)
    grid = with_texts(layout(form), lambda name: _shown(report, name))

    def finished(cell: GridCell) -> GridCell:
        if cell.cell is None:
            return cell
        found = marked.get(cell.cell, [])
        unread = report.values[cell.cell].kind is Kind.UNREADABLE
        mark = found[0].severity.value if found else "unread" if unread else ""
        notes = [_UNREAD_NOTE] if unread else []
        return replace(cell, mark=mark, note="\n".join([*notes, *(f.message for f in found)]))

    filled = tuple(finished(cell) for cell in grid.cells)
    named = replace(grid, caption=f"{form.name}　{section.title}")
    return replace_cells(named, filled)


def tables(report: Report, findings: Iterable[Finding] = ()) -> tuple[Grid, ...]:
    """Lay out all tables of a report, in order."""
    found = tuple(findings)
    return tuple(table(report, key, found) for key in report.tables)


def _shown(report: Report, name: CellId) -> str:
    value = report.values[name]
    if value.kind is Kind.UNREADABLE:
        return UNREAD_TEXT
    return value.shown


def _by_cell(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    marked: dict[str, list[Finding]] = {}
    for finding in sorted(findings, key=lambda finding: finding.severity.rank):
        for name in dict.fromkeys(finding.cells):
            marked.setdefault(name, []).append(finding)
    return marked
