"""Tables whose lines are lost: rows are told by their labels and numbers, never by chance."""

from __future__ import annotations

from typing import TYPE_CHECKING

import samples
from layouts import render
from reportkit.readers import read_text
from reportkit.recognise import recognise

if TYPE_CHECKING:
    from reportkit.report import Report

_REPORT = samples.filled().replace(
    {f"t3.{row}.com": n for n, row in enumerate(("R3_3_7", "R3_3_8", "R3_6_1", "R3_6_2"), start=3)}
)


def _read(edits: dict[str, str]) -> Report:
    """Read the report as lines, some of them put otherwise."""
    text = render(_REPORT, "L1")
    for one, other in edits.items():
        assert text.count(one) == 1, one
        text = text.replace(one, other)
    return recognise(read_text(text, "a.txt"))


def _unread(read: Report) -> list[str]:
    """Return the rows that are unread; all others must be right."""
    assert all(
        read[name] == value
        for name, value in _REPORT.values.items()
        if read[name].kind != "unreadable"
    )
    return [row.row for row in read.unread]


def test_labels_that_begin_alike_are_told_apart_by_their_numbers() -> None:
    read = _read({
        "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请": "1.申请",
        "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请":
            "人无正当理由逾期不补正\n2.申请",
        "3.其他": "人逾期未按收费通知要求缴纳费用\n3.其他",
    })  # fmt: skip
    assert _unread(read) == []


def test_a_label_above_its_figures_is_told_by_its_number() -> None:
    read = _read({"7.属于行政执法案卷 ": "7.属于行政\n", "8.属于行政查询事项 ": "执法案卷\n8.属于行政\n",
                  "（四）无法提供 ": "查询事项\n（四）无法提供 "})  # fmt: skip
    assert _unread(read) == []


def test_figures_broken_over_two_lines_leave_their_row_unread() -> None:
    whole = "一、本年新收政府信息公开申请数量 8 2 0 0 1 0 11"
    read = _read({whole: "12 11 10 12 14 17 80\n一、本年新收政府信息公开申请数量\n8 2 0 0 1 0 1"})
    assert "R1" in _unread(read)
    read = _read({whole: "一、本年新收政府信息公开 12 11 10 12 14 17 80\n申请数量 8 2 0 0 1 0 1"})
    assert "R1" in [row.row for row in read.unread]


def test_a_single_figure_broken_off_leaves_its_row_unread() -> None:
    whole = "四、结转下年度继续办理 2 0 0 0 0 0 2"
    read = _read({whole: "四、结转下年度继续办理 2 0 0 0 0 0 2\n7"})
    assert [row.row for row in read.unread] == ["R4"]


def test_a_heading_of_table_four_run_into_one_line_ends_no_table() -> None:
    read = _read({
        "结果维持 结果纠正 其他结果 尚未审结 总计 未经复议直接起诉 复议后起诉": "未经复议直接起诉 复议后起诉",
        "结果维持 结果纠正 其他结果 尚未审结 总计 结果维持 结果纠正 其他结果 尚未审结 总计":
            "结果维结果纠其他结尚未审总\n结果维结果纠其他结尚未审总 结果维结果纠其他结尚未审总持 正 果 结 计",
    })  # fmt: skip
    assert _unread(read) == []


def test_the_end_of_a_figure_beside_the_end_of_a_label_leaves_the_row_unread() -> None:
    whole = "一、本年新收政府信息公开申请数量 8 2 0 0 1 0 11"
    read = _read({whole: "一、本年新收政府信息公 8 2 0 0 1 0 1\n开申请数量 1"})
    assert [row.row for row in read.unread] == ["R1"]
    one = "三、本年度办理结果 （一）予以公开 5 1 0 0 1 0 7"
    read = _read({one: "三、本 （一）予以公开 5 1 0 0 1 0 7\n年度办 2\n理结果"})
    assert [row.row for row in read.unread] == ["R3_1"]


def test_a_label_in_brackets_beside_broken_figures_leaves_its_row_unread() -> None:
    whole = "（二）部分公开（区分处理的，只计这一情形，不计其他情形） 1 0 0 0 0 0 1"
    read = _read(
        {whole: "（二）部分公开 1 0 0 0 0 0 1\n（区分处理的， 3 3\n只计这一情形，不计其他情形）"}
    )
    assert [row.row for row in read.unread] == ["R3_2"]


def test_other_with_another_number_is_not_the_row_other() -> None:
    read = _read({"2.其他法律行政法规禁止公开 0": "2.其他 0",
                  "3.危及“三安全一稳定”": "法律行政法规禁止公开\n3.危及“三安全一稳定”"})  # fmt: skip
    assert _unread(read) in ([], ["R3_3_2"])
    assert read["t3.R3_6_3.com"] == _REPORT["t3.R3_6_3.com"]


def test_words_for_none_stand_for_figures() -> None:
    read = _read({"规章 0 0 0": "规章 无 2 无", "行政强制 3": "行政强制 无",
                  "二、上年结转政府信息公开申请数量 1 0 0 0 0 0 1":
                  "二、上年结转政府信息公开申请数量 1 无 无 无 无 无 1"})  # fmt: skip
    assert read.unread == ()
    assert [read[f"t2.rule.{c}"].text for c in ("issued", "repealed", "valid")] == ["无", "2", "无"]
    assert read["t2.coercion"].text == read["t3.R2.com"].text == "无"
