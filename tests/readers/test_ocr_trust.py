"""A figure of a picture is kept only where two readings and its ink agree."""

from __future__ import annotations

import pytest

from reportkit.readers._ocr._recogniser import Reading
from reportkit.readers._ocr._trust import UNREAD, Line, trusted


def _line(text: str, *, again: str | None = None, sure: float = 0.99, **ink: object) -> Line:
    readings = Reading(text, sure), Reading(text if again is None else again, sure)
    digits, dots = sum(map(str.isdigit, text)), sum(c in ".," for c in text)
    shown = {"tall": digits, "dots": dots, "slender": 0.7 * len(text)} | ink
    return Line(readings=readings, **shown)


@pytest.mark.parametrize(
    "text", ["0", "12", "55326", "8.719830", "1,234,567", "+4", "/", "-", "无"]
)
def test_a_figure_read_twice_alike_is_kept(text: str) -> None:
    assert trusted([_line(text)]) == (text, 0.99)


def test_a_figure_that_is_not_sure_is_unread_and_says_how_sure_it_was() -> None:
    assert trusted([_line("12", sure=0.62)]) == (UNREAD, 0.62)


def test_two_readings_that_differ_are_none() -> None:
    assert trusted([_line("67364", again="57364")]) == (UNREAD, 0.0)


@pytest.mark.parametrize("text", ["O", "l2", "一", "口", "", "1.600", "1,600", "12.", "1 2", "?"])
def test_what_may_be_another_figure_is_unread(text: str) -> None:
    assert trusted([_line(text)])[0] == UNREAD


def test_a_digit_that_the_reading_leaves_out_is_seen_in_the_ink() -> None:
    assert trusted([_line("1", tall=2)])[0] == UNREAD
    assert trusted([_line("15", dots=1)])[0] == UNREAD
    assert trusted([_line("111", tall=1, slender=0.7)])[0] == UNREAD


def test_digits_that_touch_are_as_wide_as_digits_are() -> None:
    assert trusted([_line("86404", tall=4)])[0] == "86404"


@pytest.mark.parametrize(
    ("text", "side"), [("17", "left"), ("71", "right"), ("1", "left"), ("7", "level")]
)
def test_a_piece_of_a_ruling_line_is_not_taken_for_a_digit(text: str, side: str) -> None:
    assert trusted([_line(text, **{side: True})])[0] == UNREAD
    assert trusted([_line("4", left=True, right=True)])[0] == "4"


def test_figures_on_two_lines_of_a_cell_are_not_one() -> None:
    assert trusted([_line("1"), _line("2")])[0] == UNREAD


def test_words_are_kept_for_the_form_to_know() -> None:
    assert trusted([_line("三、本", sure=0.7), _line("年度")]) == ("三、本年度", 0.7)
