"""The workbook of findings: every sheet complete, nothing of it taken as a formula."""

from __future__ import annotations

import io

import openpyxl

import samples
from reportkit.check import check
from reportkit.decisions import decide
from reportkit.exporters._findings_xlsx import render
from reportkit.report import Unread
from reportkit.results import Checked


def _row(file="a.txt", **changes):
    report = samples.filled().replace(changes)
    return Checked(file=file, report=report, findings=check(report))


def _sheets(*rows):
    book = openpyxl.load_workbook(io.BytesIO(render(rows)))
    return {page.title: [list(row) for row in page.iter_rows(values_only=True)] for page in book}


def test_there_is_a_sheet_for_each_question():
    assert list(_sheets(_row())) == ["汇总", "问题", "未能判断", "未读出"]


def test_the_summary_counts_each_file():
    head, first, second = _sheets(_row(**{"t4.A.total": 2}), Checked(file="b", error="b 是空文件。"))["汇总"]  # fmt: skip
    told = dict(zip(head, first, strict=True))
    assert (told["文件"], told["单位"], told["年度"]) == ("a.txt", samples.AGENCY, 2023)
    assert (told["错误"], told["警告"], told["提示"]) == (1, 0, 0)
    assert second[0] == "b"
    assert second[-1] == "b 是空文件。"


def test_a_finding_is_a_row_with_both_sides():
    head, row = _sheets(_row(**{"t4.A.total": 2}))["问题"]
    told = dict(zip(head, row, strict=True))
    assert (told["级别"], told["规则"], told["应为"], told["现为"]) == ("错误", "T4-01", "1", "2")
    assert "表四" in told["位置"]
    assert told["依据"]


def test_findings_can_be_filtered_and_headings_stay():
    book = openpyxl.load_workbook(io.BytesIO(render([_row(**{"t4.A.total": 2})])))
    page = book["问题"]
    assert page.auto_filter.ref == "A1:M2"
    assert page.freeze_panes == "A2"
    assert page["F2"].alignment.wrap_text


def test_no_text_becomes_a_formula_or_a_link():
    rows = [_row('=HYPERLINK("http://x","y")', **{"t3.R1.nat": "=1+1"}), _row("http://x/年报.txt")]
    book = openpyxl.load_workbook(io.BytesIO(render(rows)))
    cells = [cell for page in book for row in page.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]


def test_text_that_excel_refuses_is_cut_or_cleaned():
    assert (
        _sheets(Checked(file="a", error="坏\x00\ud800字" + "长" * 40_000))["汇总"][1][-1][:2]
        == "坏字"
    )


def test_what_was_not_decided_or_read_is_told():
    report = samples.filled().replace(unread=(Unread(table="t3", row="R4", reason="没有找到"),))
    sheets = _sheets(Checked(file="a", report=report, findings=check(report)))
    assert {row[1] for row in sheets["未能判断"][1:]} >= {"CY-01"}
    assert "结转下年度" in sheets["未读出"][1][1]


def test_what_a_person_set_aside_is_listed_with_the_reason():
    report = samples.filled().replace({"t4.A.total": 2})
    report = decide(report, check(report)[0], "dismissed", reason="已核对", by="王某")
    head, row = _sheets(Checked(file="a", report=report, findings=check(report)))["问题"]
    assert "已核对" in dict(zip(head, row, strict=True))["处理意见"]
