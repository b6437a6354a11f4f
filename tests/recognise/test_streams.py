"""Rows without separators: figures that are in pieces or missing are never made up."""

from __future__ import annotations

import pytest

from reportkit.readers import read_text
from reportkit.recognise import recognise
from reportkit.text import Kind

_NEW = "一、本年新收政府信息公开申请数量"
_OLD = "二、上年结转政府信息公开申请数量"
_OPEN = "（一）予以公开"
_LAST = "四、结转下年度继续办理"


def _report(*lines: str) -> dict[str, int | None]:
    text = "\n".join(["三、收到和处理政府信息公开申请情况", *lines, "五、存在的主要问题及改进情况"])
    report = recognise(read_text(text, "a.txt"))
    return {name: value.number for name, value in report.values.items()} | {  # type: ignore[misc]
        f"{name}?": value.kind is Kind.UNREADABLE for name, value in report.values.items()
    }


def _row(label: str, figures: str) -> list[str]:
    return [label, *figures.split()]


def test_digits_with_blanks_between_are_not_a_blank_row() -> None:
    found = _report(_NEW, "1 5", "3", *_row(_OLD, "0 0 0 0 0 0 0"), *_row(_LAST, "0 0 0 0 0 0 0"))
    assert found["t3.R1.nat?"]
    assert found["t3.R1.tot?"]
    assert found["t3.R2.tot"] == 0


def test_rows_beside_one_with_too_many_figures_need_their_sum() -> None:
    found = _report(
        *_row(_NEW, "1 2 0 0 0 0 0 1 2"),
        *_row(_OLD, "1 3 0 0 0 0 1"),
        *_row(_OPEN, "2 1 0 0 0 0 3"),
        *_row(_LAST, "0 0 0 0 0 0 0"),
    )
    assert found["t3.R1.nat?"]
    assert found["t3.R2.nat?"], "13 without the blank cell that vanished"
    assert found["t3.R3_1.tot"] == 3


def test_a_page_number_behind_the_last_row_casts_no_doubt() -> None:
    found = _report(*_row(_NEW, "1 3 0 0 0 0 1"), *_row(_LAST, "0 0 0 0 0 0 0 4"))
    assert found["t3.R1.com"] == 3


@pytest.mark.parametrize("label", ["行政处罚：—", "行政处罚 /", "行政处罚,－,,"])
def test_a_mark_behind_a_label_is_no_blank(label: str) -> None:
    text = f"二、主动公开政府信息情况\n第二十条第（六）项\n本年处理决定数量\n{label}\n行政强制\n3\n"
    report = recognise(read_text(text, "a.txt"))
    assert report["t2.penalty"].kind is not Kind.BLANK


def test_words_between_the_figures_of_a_line_leave_it_unread() -> None:
    found = _report(
        f"{_NEW} 1 0 0 0 0 0 1", f"{_OLD} 0 5 见附件 0 0 1 3 8", f"{_LAST} 0 0 0 0 0 0 0"
    )
    assert found["t3.R1.tot"] == 1
    assert found["t3.R2.nat?"]


def test_a_word_for_none_is_a_cell_of_a_line() -> None:
    found = _report(f"{_NEW} 1 无 0 0 0 0 1", f"{_LAST} 0 0 0 0 0 0 0")
    assert (found["t3.R1.nat"], found["t3.R1.com"], found["t3.R1.tot"]) == (1, None, 1)
    assert not found["t3.R1.com?"]


def test_numbers_in_pieces_in_one_table_cast_doubt_on_the_others() -> None:
    lines = [
        *("二、主动公开政府信息情况", "信息内容", "本年制发件数", "本年废止件数", "现行有效件数"),
        *_row("行政规范性文件", "2 4 0"),
        "三、收到和处理政府信息公开申请情况",
        *_row(_NEW, "1 2 0 0 0 0 0 1 2"),
        *_row(_LAST, "0 0 0 0 0 0 0"),
    ]
    report = recognise(read_text("\n".join(lines), "a.txt"))
    assert report["t2.norm.issued"].kind is Kind.UNREADABLE
    whole = recognise(read_text("\n".join(lines).replace("1\n2\n", "12\n"), "a.txt"))
    assert whole["t2.norm.issued"].number == 2


def test_a_change_behind_a_label_is_no_part_of_it() -> None:
    text = (
        "二、主动公开政府信息情况\n信息内容 上一年项目数量 本年增/减 处理决定数量\n"
        "行政许可 5 1 6\n行政处罚 零 减少 3 4 1\n行政强制 0 0 0\n"
    )
    report = recognise(read_text(text, "a.txt"))
    assert report["t2.permit.prev"].number == 5
    assert report["t2.penalty.prev"].kind is Kind.UNREADABLE


def test_a_numeral_of_a_label_set_letter_by_letter_is_no_figure() -> None:
    lines = [
        *_row(_NEW, "1 0 0 0 0 0 1"),
        *_row(_OLD, "0 0 0 0 0 0 0"),
        *"三、本年度办理结果",
        *_row(_OPEN, "1 0 0 0 0 0 1"),
    ]
    found = _report(*lines, *_row(_LAST, "0 0 0 0 0 0 0"))
    assert found["t3.R2.tot"] == 0
    assert found["t3.R3_1.tot"] == 1
