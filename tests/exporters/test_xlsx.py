"""The workbook: the official form with live totals that never hide a printed one."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

import samples
from reportkit.exporters import _xlsx
from reportkit.form import load

if TYPE_CHECKING:
    from reportkit.report import Report

R1_TOT, R3_7_NAT, R3_7_TOT = "J5", "D28", "J28"


def _open(report: Report, *, values: bool = False) -> Any:
    return openpyxl.load_workbook(io.BytesIO(_xlsx.render(report)), data_only=values)


def _row(page: Any, number: int) -> list[object]:
    return [cell.value for cell in page[number]]


def test_the_form_stands_on_three_sheets_after_the_text() -> None:
    assert _open(samples.filled()).sheetnames == ["正文", "表二", "表三", "表四"]


def test_table_three_is_merged_as_the_form() -> None:
    page = _open(samples.filled())["表三"]
    merged = {str(area) for area in page.merged_cells.ranges}
    assert {"A2:C4", "D2:J2", "E3:I3", "A7:A28", "B9:B16", "A5:C5"} <= merged
    assert _row(page, 5)[0] == "一、本年新收政府信息公开申请数量"


def test_totals_are_formulas_with_their_value() -> None:
    formulas = _open(samples.filled())["表三"]
    values = _open(samples.filled(), values=True)["表三"]
    assert formulas[R1_TOT].value == "=SUM(D5:I5)"
    assert formulas[R3_7_NAT].value == "=SUM(D7:D27)"
    assert (values[R1_TOT].value, values[R3_7_NAT].value, values[R3_7_TOT].value) == (11, 7, 10)


def test_a_printed_total_that_is_not_the_sum_stays_as_it_stands() -> None:
    page = _open(samples.filled().replace({"t3.R1.tot": 12}))["表三"]
    assert page[R1_TOT].value == 12


def test_a_total_over_a_cell_without_number_stays_as_it_stands() -> None:
    page = _open(samples.filled().replace({"t3.R1.oth": ""}))["表三"]
    assert page[R1_TOT].value == 11
    assert page["I5"].value is None


def test_a_slash_is_text_and_a_blank_is_blank() -> None:
    page = _open(samples.filled().replace({"t2.rule.issued": "", "t2.rule.valid": "/"}))["表二"]
    assert _row(page, 4) == ["规章", None, 0, "/"]


def test_a_figure_that_excel_would_round_is_kept_as_text() -> None:
    page = _open(samples.filled().replace({"t2.fee": "12345678901.123456"}))["表二"]
    assert page["B15"].value == "12345678901.123456"


def test_text_that_looks_like_a_formula_stays_text() -> None:
    report = samples.filled().replace({"t2.rule.valid": "=1+1"}, introduction="=cmd|' /C calc'!A0")
    book = _open(report)
    assert (book["表二"]["D4"].data_type, book["正文"]["A2"].data_type) == ("s", "s")


def test_cells_accept_only_what_they_may_hold() -> None:
    rules = {
        str(rule.sqref): (rule.type, rule.errorTitle)
        for rule in _open(samples.filled())["表二"].data_validations.dataValidation
    }
    assert rules["B4"] == ("whole", "请填数字")
    assert rules["B15"][0] == "decimal"


@pytest.mark.parametrize("format", ["2021", "2019"])
def test_a_blank_form_has_every_total_and_no_figure(format: str) -> None:  # noqa: A002  its name
    book = openpyxl.load_workbook(io.BytesIO(_xlsx.blank_form(load(format))))
    cells = [cell for page in book for row in page for cell in row]
    formulas = [cell.value for cell in cells if cell.data_type == "f"]
    rows = len(load(format).tables["t3"].row_keys)
    assert book.sheetnames == ["表二", "表三", "表四"]
    assert len(formulas) == rows + 6 + 3  # each row, each column but the last, each kind of case
    assert not [cell for cell in cells if cell.data_type == "n" and cell.value is not None]


def test_the_narrative_is_there_in_order() -> None:
    page = _open(samples.filled())["正文"]
    texts = [cell.value for cell in page["A"]]
    assert texts[0] == "青禾县林业局2023年政府信息公开工作年度报告"
    assert [text for text in texts if text in {s.heading for s in samples.filled().sections}] == [
        section.heading for section in samples.filled().sections
    ]
    assert texts[-1] == "2024年1月15日"
