"""Chinese text and numbers: what a cell says, and the form in which labels are compared."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportkit.text import (
    Kind,
    chinese_number,
    clean,
    normalise,
    parse_cell,
    print_number,
    simplify,
    unradical,
)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        (" 12 ", 12),
        ("１２", 12),
        ("1,600", 1600),
        ("１，６００", 1600),
        ("11,398,889", 11398889),
        ("12件", 12),
        ("3宗", 3),
        ("5。", 5),
        ("3万", 30000),
        ("十二", 12),
        ("〇", 0),
        ("-3", -3),
        ("2.5", Decimal("2.5")),
        ("3.0", 3),
        ("⼆", 2),
        ("\u200b7", 7),
        ("4\u00a0", 4),
    ],
)
def test_numbers_in_any_clear_spelling_are_read(text: str, number: int | Decimal) -> None:
    read = parse_cell(text)
    assert (read.number, read.kind) == (number, Kind.NUMBER)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", Kind.BLANK),
        ("\u3000", Kind.BLANK),
        ("&nbsp;", Kind.BLANK),
        ("/", Kind.SLASH),
        ("／", Kind.SLASH),
        ("-", Kind.DASH),
        ("——", Kind.DASH),
        ("无", Kind.WORD),
        ("1,23", Kind.WORD),
        ("12余", Kind.WORD),
        ("约5", Kind.WORD),
        ("1 2", Kind.WORD),
        ("１ ２", Kind.WORD),
        ("21 0 0", Kind.WORD),
        ("1 600", Kind.WORD),
        ("1\u2009600", Kind.WORD),
        ("1\t0", Kind.WORD),
        (" 12 ", Kind.NUMBER),
        ("12 件", Kind.NUMBER),
        ("+ 4", Kind.NUMBER),
        ("\ufffd", Kind.UNREADABLE),
        ("1\ufffd", Kind.UNREADABLE),
        ("=SUM(A1:A3)", Kind.WORD),
        ("#REF!", Kind.WORD),
    ],
)
def test_what_is_no_number_says_what_it_is(text: str, kind: Kind) -> None:
    read = parse_cell(text)
    assert read.kind is kind
    assert (read.number is None) == (kind is not Kind.NUMBER)


@pytest.mark.parametrize("text", ["1\n2", "1,600\n 35", "3.\n5"])
def test_figures_one_below_the_other_are_not_one_number(text: str) -> None:
    assert parse_cell(text).kind is Kind.WORD
    assert parse_cell("12\n件").number == 12


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("+4", 4),
        ("-71", -71),
        ("增加5", 5),
        ("减1", -1),
        ("减少12项", -12),
        ("未增未减", 0),
        ("无变化", 0),
    ],
)
def test_changes_are_read_with_their_sign(text: str, number: int) -> None:
    assert parse_cell(text, "delta").number == number


def test_words_for_no_change_are_words_in_a_cell_for_a_count() -> None:
    assert parse_cell("未增未减").number is None


@pytest.mark.parametrize(
    ("text", "number"),
    [("12.5", "12.5"), ("12.5万元", "12.5"), ("12500元", "1.25"), ("1.2亿元", "12000"), ("0", "0")],
)
def test_money_is_in_ten_thousand_yuan(text: str, number: str) -> None:
    assert parse_cell(text, "money").number == Decimal(number)


def test_an_amount_is_in_yuan_where_the_cell_names_a_unit() -> None:
    assert parse_cell("25.1万元", "amount").number == 251000
    assert parse_cell("709455.9元", "amount").number == Decimal("709455.9")
    assert parse_cell("251000", "amount").number == 251000


def test_the_text_of_a_cell_is_kept_as_it_stood() -> None:
    assert parse_cell(" １２件 ").text == "１２件"


@given(st.integers(min_value=-(10**15), max_value=10**15))
def test_a_printed_integer_reads_back(number: int) -> None:
    assert parse_cell(print_number(number)).number == number


@given(st.decimals(min_value=0, max_value=10**9, places=6))
def test_a_printed_amount_reads_back_exactly(number: Decimal) -> None:
    assert parse_cell(print_number(number), "money").number == number


@given(st.text(max_size=40))
def test_any_text_in_a_cell_is_taken_without_failing(text: str) -> None:
    read = parse_cell(text)
    assert (read.number is not None) == (read.kind is Kind.NUMBER)


@pytest.mark.parametrize(
    ("text", "number"),
    [("十", 10), ("二十三", 23), ("一百零五", 105), ("一千二百零三", 1203), ("三万五千", 35000),
     ("二〇二四", 2024), ("两", 2), ("一亿零五十", 100000050)],
)  # fmt: skip
def test_chinese_numbers(text: str, number: int) -> None:
    assert chinese_number(text) == number


def test_what_is_no_chinese_number_is_none() -> None:
    assert chinese_number("三安全") is None


def test_labels_are_compared_without_width_blanks_and_kinds_of_quotes() -> None:
    assert normalise("（一） 予以公开") == normalise("(一)予以公开")
    assert normalise("3.危及“三安全一稳定”") == normalise('3．危及"三安全一稳定"')


def test_radicals_of_pdf_text_become_characters() -> None:
    assert unradical("⾏政规范性⽂件⻅⻔⼾") == "行政规范性文件见门户"


def test_traditional_labels_become_simplified() -> None:
    assert simplify("其他對外管理服務事項") == "其他对外管理服务事项"
    assert simplify("規範性檔案") == "规范性文件"


def test_control_and_invisible_characters_are_dropped() -> None:
    assert clean("\ufeff a\x00b\u200b \u3000") == "ab"


@pytest.mark.parametrize("text", ["12¹", "5₂", "①", "12①", "㊀", "3❶"])
def test_the_mark_of_a_note_is_no_digit_of_the_number(text: str) -> None:
    read = parse_cell(text)
    assert (read.number, read.kind, read.text) == (None, Kind.WORD, text)
