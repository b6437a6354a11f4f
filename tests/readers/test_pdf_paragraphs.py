"""Lines of a page to paragraphs: only where the page leaves no doubt."""

from __future__ import annotations

import pytest

from reportkit.readers._pdf._lines import Line
from reportkit.readers._pdf._paragraphs import paragraphs

_LEFT, _RIGHT, _WIDTH, _SIZE = 90.0, 505.0, 595.0, 16.0


def _lines(*texts: str, at: tuple[float, ...] = ()) -> list[Line]:
    """Set texts one below the other, each from the margin or from its own place."""
    found = []
    for n, text in enumerate(texts):
        left = at[n] if n < len(at) else _LEFT
        wide = sum(1 if ord(c) > 0xFF else 0.5 for c in text) * _SIZE
        top = 100.0 + 28 * n
        found.append(Line(text, left, top, min(left + wide, _RIGHT), top + _SIZE, _SIZE))
    return found


def _read(*texts: str, at: tuple[float, ...] = ()) -> list[str]:
    return [p.text for p in paragraphs(_lines(*texts, at=at), _WIDTH, ())]


_FULL = "全局围绕中心工作推进公开并且主动公开各类政府信息共六"
_INDENT = _LEFT + 2 * _SIZE


def test_a_full_line_goes_on() -> None:
    assert _read(_FULL, "十四条。") == [_FULL + "十四条。"]


@pytest.mark.parametrize(
    "heading", ["二、主动公开政府信息情况", "二．主动公开政府信息情况", "第二部分 主动公开"]
)
def test_a_heading_begins_a_paragraph_below_a_full_line(heading: str) -> None:
    assert _read(_FULL, heading) == [_FULL, heading]


def test_a_title_in_the_middle_is_no_paragraph_with_the_line_below() -> None:
    title = "青禾县林业局2023年政府信息公开"
    middle = (_WIDTH - 15 * _SIZE) / 2
    texts = (title, "总体情况", _FULL)
    assert _read(*texts, at=(middle,)) == list(texts)


def test_a_title_that_fills_its_line_goes_on_in_the_middle() -> None:
    title = "青禾县林业局关于二三年度的2023年政府信息公开工作年度"
    assert _read(title, "报告", at=(_LEFT, _WIDTH / 2 - _SIZE)) == [title + "报告"]


def test_a_number_without_room_at_the_end_of_a_line_goes_on() -> None:
    texts = ("如有疑问请与办公室联系，地址松涛路，电话：", "0599-6621870。", _FULL)
    assert _read(*texts, at=(_INDENT, _LEFT, _INDENT))[0] == "".join(texts[:2])


def test_a_page_of_short_lines_has_no_full_one() -> None:
    texts = ("三、收到和处理政府信息公开申请情况", "该部分以表格报告。")
    assert _read(*texts) == list(texts)
