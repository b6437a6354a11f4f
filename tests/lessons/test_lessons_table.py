"""The table of what is taught: every rule with faults, exercise, hints and explanation."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path

from reportkit.lessons import faults
from reportkit.rules import RULES

ROOT = Path(__file__).parents[2]


@cache
def _page():
    spec = importlib.util.spec_from_file_location("table", ROOT / "scripts" / "lessons_table.py")
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    return script.page()


def _rows():
    lines = (line for line in _page().splitlines() if line.startswith("| ") and "---" not in line)
    return [line.strip("| ").split(" | ") for line in lines if not line.startswith("| 错误")]


def test_every_rule_and_every_kind_of_fault_stands_there():
    assert {row[0] for row in _rows()} == set(faults())
    assert {row[0].partition(".")[0] for row in _rows()} == {rule.id for rule in RULES}


def test_no_cell_is_empty():
    assert {len(row) for row in _rows()} == {7}
    assert all(cell.strip() for row in _rows() for cell in row)


def test_the_page_is_up_to_date():
    """Run scripts/docs where this fails."""
    page = ROOT / "docs" / "zh" / "课程与规则.md"
    assert page.read_text(encoding="utf-8") == _page()
