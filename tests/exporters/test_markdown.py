"""Markdown cells as parts of the report."""

from __future__ import annotations

import pytest

from reportkit.exporters._markdown import parts
from reportkit.views.parts import PartKind


@pytest.mark.parametrize(
    ("source", "level"), [("# 甲", 1), ("## 甲", 2), ("### 甲", 3), ("##### 甲", 3)]
)
def test_headings(source: str, level: int) -> None:
    (part,) = parts(source)
    assert (part.kind, part.text, part.level) == (PartKind.HEADING, "甲", level)


def test_lines_of_a_paragraph_are_joined_and_emphasis_is_plain() -> None:
    (part,) = parts("这是**重要**的\n一段`话`，见[附件](http://x.example)。")
    assert part.text == "这是重要的一段话，见附件。"


def test_paragraphs_stay_apart() -> None:
    assert [part.text for part in parts("甲。\n\n乙。  \n丙。")] == ["甲。", "乙。", "丙。"]


def test_ordered_items_are_numbered_and_others_get_a_dash() -> None:
    assert [part.text for part in parts("3. 甲\n4. 乙")] == ["3.甲", "4.乙"]
    assert [part.text for part in parts("- 甲\n- 乙\n  1. 丙")] == ["——甲", "——乙", "1.丙"]


def test_a_table_becomes_a_grid_with_a_header() -> None:
    (part,) = parts("| 项目 | 数量 |\n|---|---|\n| 培训 | 3 |")
    assert part.grid is not None
    assert [[cell.text for cell in row] for row in part.grid.rows()] == [
        ["项目", "数量"],
        ["培训", "3"],
    ]
    assert part.grid.header_rows == 1


def test_raw_html_pictures_and_code_are_left_out() -> None:
    source = "<script>alert(1)</script>\n\n甲<img src=x>![图](http://x.example/a.png)乙\n\n```\nimport os\n```"
    assert [part.text for part in parts(source)] == ["甲乙"]


def test_an_empty_cell_gives_nothing() -> None:
    assert parts(" \n\n---\n") == ()
