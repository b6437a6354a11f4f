"""The official tables with their marks, and a file beside what was read of it."""

from __future__ import annotations

import pytest

import html_layouts
import reportkit as rk
import samples
import shown
from reportkit import examples, store
from reportkit.decisions import decide
from reportkit.errors import ReadError
from reportkit.views import files_written, marked_tables, source_and_reading


@pytest.fixture
def wrong():
    report = samples.filled().replace({"t4.A.total": 2})
    return report, rk.check(report)


def test_all_three_tables_are_there_with_the_sentence_below_its_own(wrong):
    html = marked_tables(*wrong)._repr_html_()
    parts = html.split("<table")
    assert len(parts) == 4
    assert "T4-01" in parts[3]
    assert "差1" in parts[3].split("</table>")[1]


def test_the_wrong_cells_are_marked(wrong):
    report, findings = wrong
    assert marked_tables(report, findings).html.count(">错</sup>") == len(findings[0].cells)


def test_a_sound_report_has_no_mark():
    report = samples.filled()
    assert "<sup" not in marked_tables(report, rk.check(report)).html


def test_what_a_person_has_set_aside_is_not_marked():
    report = samples.filled()
    warned = report.replace({"t2.rule.issued": "/"})
    (finding,) = rk.check(warned)
    assert "<sup" in marked_tables(warned, rk.check(warned)).html
    decided = decide(warned, finding, "dismissed", reason="已与台账核对")
    assert "<sup" not in marked_tables(decided, rk.check(decided)).html


def test_source_and_reading_stand_side_by_side():
    html = source_and_reading(examples.PATH, rk.load(examples.PATH)).html
    source, reading = html.split("标题：", 1)
    assert "伐审批和国土绿化等群众关心的事项做好公开工作。" in source
    assert "年度：2023" in reading
    assert reading.count("<table") == 3


def test_a_fully_read_file_is_said_to_be():
    html = source_and_reading(examples.PATH, rk.load(examples.PATH)).html
    assert "三张表的每一行都读出来了。" in html


def test_rows_that_were_read_without_certainty_are_named(tmp_path):
    report = samples.filled().replace({"t3.R3_5_1.res": "", "t4.A.fix": ""})
    path = tmp_path / "a.html"
    path.write_bytes(html_layouts.render(report, "spans"))
    html = source_and_reading(path, rk.load(path)).html
    assert "三张表的每一行都读出来了。" in html
    said = (
        "请核对表三“信访举报投诉类申请”、表四“行政复议”、表四“未经复议直接起诉”、表四“复议后起诉”"
    )
    assert f"{said}：这一行有空白格，合计不能印证各数字所在的列。" in html


def test_rows_that_were_not_read_come_first(tmp_path):
    lines = examples.PATH.read_text(encoding="utf-8").splitlines()
    text = "\n".join(line for line in lines if not line.startswith("一、本年新收"))
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    report = rk.load(path)
    html = source_and_reading(path, report).html
    assert [row.row for row in report.unread] == ["R1"]
    assert html.index("有1行没有读出") < html.index("原文</th>")
    assert "未读出" in html


def test_a_file_of_our_own_has_no_source(tmp_path):
    store.save(samples.filled(), tmp_path / "report.json")
    html = source_and_reading(tmp_path / "report.json", samples.filled()).html
    assert "没有另外的原文" in html


def test_a_file_that_has_gone_is_said_in_one_sentence(tmp_path):
    with pytest.raises(ReadError, match="找不到文件"):
        source_and_reading(tmp_path / "a.txt", rk.load(examples.PATH))


def test_text_of_a_file_is_never_markup(tmp_path):
    path = tmp_path / "a.txt"
    text = examples.PATH.read_text(encoding="utf-8")
    path.write_text(text.replace("青禾县林业局", "<script>alert(1)</script>"), encoding="utf-8")
    report = rk.load(path)
    html = source_and_reading(path, report).html + marked_tables(report, rk.check(report)).html
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_written_files_are_named_with_links():
    html = files_written("out/检查 结果.xlsx").html
    assert 'href="%E6%A3%80%E6%9F%A5%20%E7%BB%93%E6%9E%9C.xlsx"' in html
    assert ">检查 结果.xlsx</a>" in html


def test_a_cell_that_was_not_read_says_so_in_the_marked_tables():
    report = shown.unread_draft()
    assert "未读出" in marked_tables(report, rk.check(report)).html
