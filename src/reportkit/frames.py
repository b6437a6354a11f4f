"""Data frames for people who know pandas: tables and findings with their Chinese labels.

Imported only when a frame is asked for, because pandas is slow to import.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from decimal import Decimal

    from reportkit.finding import Findings
    from reportkit.form import Block
    from reportkit.report import Report

__all__ = ["findings_frame", "table_frame"]


def table_frame(report: Report, table: str) -> pd.DataFrame:
    """Return one table of a report (see `reportkit.report.Report.frame`)."""
    blocks = report.tables[table].blocks
    if len(blocks) == 1 and len(blocks[0].rows.leaves) == 1:
        return _groups_frame(report, blocks[0])
    return pd.concat([_block_frame(report, block) for block in blocks])


def _block_frame(report: Report, block: Block) -> pd.DataFrame:
    columns = {}
    for column in block.columns.leaves:
        numbers = [report.number(block.cell_id(row.key, column.key)) for row in block.rows.leaves]
        columns[column.label] = _series(numbers, counts=column.holds in {"count", "delta"})
    frame = pd.DataFrame(columns)
    frame.index = pd.Index([row.label for row in block.rows.leaves], name=block.corner)
    return frame


def _groups_frame(report: Report, block: Block) -> pd.DataFrame:
    """Table 4: one row a group of columns (行政复议 …), one column a result."""
    groups = [entry for entry in block.columns.walk() if entry.children]
    groups = [group for group in groups if not any(child.children for child in group.children)]
    rows = {
        group.label: {
            leaf.label: report.number(block.cell_id("", leaf.key)) for leaf in group.children
        }
        for group in groups
    }
    frame = pd.DataFrame.from_dict(rows, orient="index")
    return frame.apply(lambda column: _series(list(column), counts=True).set_axis(column.index))


def _series(numbers: list[int | Decimal | None], *, counts: bool) -> pd.Series[Any]:
    if counts and all(number is None or isinstance(number, int) for number in numbers):
        whole: list[Any] = [pd.NA if number is None else number for number in numbers]
        return pd.Series(pd.array(whole, dtype="Int64"))
    return pd.Series([pd.NA if number is None else number for number in numbers], dtype="object")


def findings_frame(findings: Findings) -> pd.DataFrame:
    """Return the findings, one row each (see `reportkit.finding.Findings.frame`)."""
    columns = ["级别", "规则", "说明", "单元格", "部分", "原文", "应为", "实为", "依据", "改法"]
    rows = [
        (
            finding.severity.label,
            finding.rule,
            finding.message,
            "、".join(finding.cells),
            finding.section,
            finding.quote,
            finding.expected,
            finding.found,
            finding.basis,
            finding.fix,
        )
        for finding in findings
    ]
    return pd.DataFrame(rows, columns=columns).astype({"部分": "Int64"})
