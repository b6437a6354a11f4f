"""Tables drawn with characters keep their cells, merged and blank ones too."""

from __future__ import annotations

import pytest

from reportkit.document import Flow, Paragraph, Rows
from reportkit.readers import read_text
from reportkit.readers._txt_drawn import drawn_tables, is_rule

_MERGED = """\
+--------------+----------------+------+
| 申请人情况                    | 总计 |
+--------------+----------------+      |
| 自然人       | 商业           |      |
|              | 企业           |      |
+==============+================+======+
| 7            |                | 7    |
+--------------+----------------+------+
"""


def _rows(text: str) -> list[tuple[str | None, ...]]:
    return [
        row.texts
        for block in read_text(text, "a.md").blocks
        if isinstance(block, Rows)
        for row in block.rows
    ]


def test_a_frame_shows_merged_cells_and_words_over_two_lines() -> None:
    assert _rows(_MERGED) == [
        ("申请人情况", None, "总计"),
        ("自然人", "商业企业", None),
        ("7", "", "7"),
    ]


def test_rows_of_a_frame_are_of_a_table_whose_spans_are_known() -> None:
    block = read_text(_MERGED, "a.md").blocks[0]
    assert isinstance(block, Rows)
    assert block.flow is Flow.SPANNED


def test_places_in_a_frame_are_lines_of_the_file() -> None:
    block = read_text("甲\n\n" + _MERGED, "a.md").blocks[1]
    assert isinstance(block, Rows)
    assert [row.place.row for row in block.rows] == [4, 6, 9]


def test_a_frame_without_rules_between_has_lines_for_rows() -> None:
    text = "┌────────┬────┐\n│ 规章   │ 2  │\n│ 许可   │    │\n│ 处罚   │ 4  │\n└────────┴────┘\n"
    assert _rows(text) == [("规章", "2"), ("许可", ""), ("处罚", "4")]


def test_chinese_characters_may_count_as_one_column() -> None:
    assert _rows("+----+---+\n| 规章 | 2 |\n+----+---+\n| 许可 | 3 |\n+----+---+\n") == [
        ("规章", "2"),
        ("许可", "3"),
    ]


def test_a_frame_whose_lines_end_unevenly_is_read_by_its_pipes() -> None:
    text = "+-----+---+\n| 规章 | 2 |\n+-----+----+\n| 许可 | 3 |\n"
    assert not drawn_tables(text.split("\n"))
    assert _rows(text) == [("规章", "2"), ("许可", "3")]


def test_dashes_show_the_columns_and_blank_cells_stay() -> None:
    text = (
        "  -------- ------ ------\n  规章            12\n\n  规范文件 3\n  -------- ------ ------\n"
    )
    assert _rows(text) == [("规章", "", "12"), ("规范文件", "3", "")]


def test_a_heading_stands_above_the_dashes() -> None:
    text = "信息内容   件数\n---------- ------\n行政许可   12\n行政处罚   3\n\n以上为本年数据。\n"
    assert _rows(text) == [("信息内容", "件数"), ("行政许可", "12"), ("行政处罚", "3")]
    assert isinstance(read_text(text, "a.txt").blocks[-1], Paragraph)


def test_a_word_across_two_columns_is_in_no_table() -> None:
    assert not drawn_tables(["---- ----", "行政规范性文件", "---- ----"])


@pytest.mark.parametrize("line", ["---- ----", "  =====  ===", "├────┼───┤", "+---+", "-" * 40])
def test_rules_are_no_text(line: str) -> None:
    assert is_rule(line)
    assert len(read_text(f"甲\n{line}\n\n乙\n", "a.txt").blocks) == 2


@pytest.mark.parametrize("line", ["---", "——", "- 3 -", "行政许可 ---- 3", ""])
def test_marks_and_page_numbers_are_no_rules(line: str) -> None:
    assert not is_rule(line)


def test_a_cell_with_nothing_but_the_end_of_a_line_is_blank() -> None:
    assert _rows("+------+---+\n| 规章 | \\ |\n+------+---+\n| 许可 | 3 |\n+------+---+\n") == [
        ("规章", ""),
        ("许可", "3"),
    ]
