"""The ground truth of the shared corpus as cells of the form, and the score of a reading."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportkit.form import load
from reportkit.text import Kind, parse_cell

if TYPE_CHECKING:
    from reportkit.report import Report

SHARED = Path(__file__).resolve().parents[2] / "shared"

_T2_ROWS = {
    "规章": "rule",
    "行政规范性文件": "norm",
    "规范性文件": "norm",
    "行政许可": "permit",
    "其他对外管理服务事项": "service",
    "行政处罚": "penalty",
    "行政强制": "coercion",
    "行政事业性收费": "fee",
    "行政事业性收费_万元": "fee",
    "政府集中采购": "purchase",
}


def documents() -> list[Path]:
    """Return every document of the corpus that has a ground truth."""
    found = sorted((SHARED / "corpus").glob("*/*.expected.json"))
    return [
        path
        for truth in found
        for path in sorted(truth.parent.glob(truth.name.replace(".expected.json", ".*")))
        if not path.name.endswith(".json")
    ]


def truth_of(path: Path) -> dict[str, Any]:
    """Return the ground truth beside a document."""
    return json.loads((path.parent / f"{path.stem}.expected.json").read_text(encoding="utf-8"))


def expected_cells(truth: dict[str, Any], report: Report) -> dict[str, Any]:
    """Return what the ground truth says of cells: an int, a text as printed, or None for blank."""
    cells: dict[str, Any] = {}
    for label, values in (truth.get("table2") or {}).items():
        row = _T2_ROWS[label]
        names = report.tables["t2"].row_cells(row)
        listed = values if isinstance(values, list) else [values]
        cells.update(zip(names, listed, strict=True))
    for key, values in (truth.get("table3") or {}).items():
        row = "R" + key.replace(".", "_")
        cells.update(zip(report.tables["t3"].row_cells(row), values, strict=True))
    if truth.get("table4"):
        names = list(load("2021").tables["t4"].cells)
        cells.update(zip(names, truth["table4"], strict=True))
    return cells


@dataclass
class Score:
    """How a reading compares with the truth: cells right, unread and wrong."""

    right: int = 0
    unread: int = 0
    wrong: list[str] = field(default_factory=list)


def score(report: Report, truth: dict[str, Any]) -> Score:
    """Compare every cell with the truth; a cell that truth calls ambiguous must be unread."""
    result = Score()
    doubtful = {_T2_ROWS.get(row, row) for row in truth.get("ambiguous_rows", [])}
    expected = expected_cells(truth, report)
    for name, value in report.values.items():
        row = name.split(".")[1]
        if value.kind is Kind.UNREADABLE:
            result.unread += 1
        elif row in doubtful:
            result.wrong.append(f"{name} is ambiguous, read as {value.text!r}")
        elif name not in expected:
            result.wrong.append(f"{name} is not in the text, read as {value.text!r}")
        elif _same(value, expected[name], report.cell(name).holds):
            result.right += 1
        else:
            result.wrong.append(f"{name}: {value.text!r}, should be {expected[name]!r}")
    return result


def _same(value: Any, expected: Any, holds: str) -> bool:
    if expected is None:
        return value.number is None and value.kind is Kind.BLANK
    if isinstance(expected, str):
        read = parse_cell(expected, holds)
        return (value.number, value.kind) == (read.number, read.kind)
    return value.number is not None and float(value.number) == float(expected)
