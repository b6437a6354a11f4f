"""Labels are found by their words, whatever the printing; a figure glued to one is no part of it."""

from __future__ import annotations

import pytest

from reportkit.recognise._labels import labels


@pytest.mark.parametrize(
    "text", ["行政规范性文件3", "2.其他法律行政法规禁止公开 0", "行政事业性收费12"]
)
def test_a_label_with_a_figure_behind_it_is_no_label(text: str) -> None:
    assert labels().match(text) == ()


def test_a_label_with_a_slip_is_found() -> None:
    assert [label.key for label in labels().match("2.其他法律行政止公开")] == ["R3_3_2"]


@pytest.mark.parametrize(
    "mark", ["①", "（①）", "*", "[1]", "〔12〕", "[注1]", "注2", " 注①", "【3】"]
)
def test_the_mark_of_a_note_is_no_part_of_a_label(mark: str) -> None:
    assert [label.key for label in labels().match(f"行政强制{mark}")] == ["coercion"]
