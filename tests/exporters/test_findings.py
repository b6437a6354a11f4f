"""The result of a check as a file: page, workbook, data."""

from __future__ import annotations

import json

import openpyxl
import pytest

import reportkit as rk
import samples
from reportkit.errors import ExportError
from reportkit.exporters import export_findings


@pytest.fixture
def wrong():
    report = samples.filled().replace({"t4.A.total": 2})
    return report, rk.check(report)


def test_the_page_has_the_finding_and_the_report(wrong, tmp_path):
    path = export_findings(*wrong, tmp_path / "检查结果.html", name="a.docx")
    page = path.read_text(encoding="utf-8")
    assert "T4-01" in page
    assert "文件：a.docx" in page


def test_the_workbook_has_a_line_for_each_finding(wrong, tmp_path):
    book = openpyxl.load_workbook(export_findings(*wrong, tmp_path / "检查结果.xlsx"))
    rows = list(book["问题"].iter_rows(values_only=True))
    assert len(rows) == 1 + len(wrong[1])
    assert rows[1][1] == samples.filled().title


def test_the_data_are_findings_of_the_published_schema(wrong, tmp_path):
    path = export_findings(*wrong, tmp_path / "检查结果.json")
    assert json.loads(path.read_text(encoding="utf-8"))["schema"] == "reportkit/findings@1"


def test_another_ending_is_refused_in_one_sentence(wrong, tmp_path):
    with pytest.raises(ExportError, match=r"应以 .html、.xlsx、.json 之一结尾"):
        export_findings(*wrong, tmp_path / "检查结果.doc")
    assert list(tmp_path.iterdir()) == []
