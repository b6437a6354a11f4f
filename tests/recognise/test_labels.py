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
