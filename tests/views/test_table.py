"""Grids of a report: what stands there, and the marks of the findings."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import samples
from reportkit.finding import Finding, Severity
from reportkit.form import CellId
from reportkit.report import UNREAD
from reportkit.views.table import UNREAD_TEXT, table, tables

if TYPE_CHECKING:
    from reportkit.grid import Grid, GridCell


def _cell(grid: Grid, name: str) -> GridCell:
    return next(cell for cell in grid.cells if cell.cell == name)


def test_blank_and_slash_stand_as_they_are() -> None:
    report = samples.filled().replace({"t2.rule.issued": "", "t2.rule.valid": "/"})
    grid = table(report, "t2")
    assert _cell(grid, "t2.rule.issued").text == ""
    assert _cell(grid, "t2.rule.valid").text == "/"


def test_an_unread_cell_says_so_and_is_never_zero() -> None:
    report = samples.filled()
    values = {**report.values, CellId("t3.R1.nat"): UNREAD}
    cell = _cell(table(dataclasses.replace(report, values=values), "t3"), "t3.R1.nat")
    assert (cell.text, cell.mark) == (UNREAD_TEXT, "unread")
    assert "对照原文" in cell.note


def test_figures_are_shown_as_printed() -> None:
    report = samples.filled().replace({"t2.permit": "1,260件", "t2.fee": "12.600000"})
    grid = table(report, "t2")
    assert _cell(grid, "t2.permit").text == "1,260件"
    assert _cell(grid, "t2.fee").text == "12.600000"


def test_the_heaviest_finding_gives_the_mark_and_all_give_the_note() -> None:
    found = [
        Finding(rule="B", severity=Severity.INFO, message="轻。", cells=("t3.R1.nat",)),
        Finding(rule="A", severity=Severity.ERROR, message="重。", cells=("t3.R1.nat",)),
    ]
    cell = _cell(table(samples.filled(), "t3", found), "t3.R1.nat")
    assert (cell.mark, cell.note) == ("error", "重。\n轻。")


def test_cells_without_a_finding_carry_no_mark() -> None:
    assert not any(cell.mark or cell.note for cell in table(samples.filled(), "t3").cells)


def test_the_caption_names_table_and_section() -> None:
    captions = [grid.caption for grid in tables(samples.filled())]
    assert captions[1] == "表三　收到和处理政府信息公开申请情况"
    assert len(captions) == 3


def test_the_trial_form_has_its_own_rows() -> None:
    assert (table(samples.trial(), "t3").height, table(samples.filled(), "t3").height) == (26, 28)
