"""Characters that a line crosses out are not read; lines of tables and underlines strike nothing."""

from __future__ import annotations

import pytest

from reportkit.readers._pdf._drawing import Ruling
from reportkit.readers._pdf._marks import Mark
from reportkit.readers._pdf._struck import without_struck


def _mark(text: str) -> Mark:
    """Return a text of ten points a character, at (100, 50), ten high."""
    xs = tuple(100.0 + 10 * i for i in range(len(text)))
    return Mark(text=text, x0=100.0, y0=50.0, x1=xs[-1] + 10, y1=60.0, xs=xs, spaced=False, order=1)


def _left(text: str, x0: float, x1: float, y: float = 55.0) -> list[str]:
    return [mark.text for mark in without_struck([_mark(text)], [Ruling(x0, y, x1, y + 0.6)])]


@pytest.mark.parametrize(
    ("x0", "x1", "left"),
    [(100, 110, ["26"]), (120, 130, ["12"]), (110, 120, ["1", "6"]), (98, 132, [])],
)
def test_what_a_line_crosses_is_left_out(x0: float, x1: float, left: list[str]) -> None:
    assert _left("126", x0, x1) == left


@pytest.mark.parametrize(
    ("x0", "x1", "y"), [(100, 130, 59.5), (100, 130, 50.5), (40, 300, 55), (126, 180, 55)]
)
def test_underlines_and_lines_of_tables_strike_nothing(x0: float, x1: float, y: float) -> None:
    assert _left("126", x0, x1, y) == ["126"]


def test_one_line_over_two_words_strikes_both() -> None:
    one, two = _mark("12"), _mark("3")._replace(x0=124.0, x1=134.0, xs=(124.0,))
    assert without_struck([one, two], [Ruling(100, 55, 134, 55.6)]) == []
