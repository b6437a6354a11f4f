"""Quantities in prose: how numbers are written, how exact they are, what is none."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportkit.claims import Exactness, scan


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("公开1,600条", 1600, "条"),
        ("收到三件", 3, "件"),
        ("收到十二件", 12, "件"),
        ("一百零五件", 105, "件"),
        ("壹拾件", 10, "件"),
        ("占12.50%", Decimal("12.50"), "%"),
        ("总金额0.12万元", 1200, "元"),
        ("22起", 22, "起"),
        ("1件次", 1, "件次"),
        ("政务微信公开政府信息数170,", 170, ""),
        ("12345热线1729件", 1729, "件"),
    ],
)
def test_a_number_with_its_unit(text, number, unit):
    (found,) = scan(text)
    assert (found.number, found.unit, found.exactness) == (number, unit, Exactness.EXACT)


@pytest.mark.parametrize(
    ("text", "exactness"),
    [
        ("约30件", Exactness.ABOUT),
        ("200余条", Exactness.ABOUT),
        ("18万余条", Exactness.ABOUT),
        ("1.2万条", Exactness.ABOUT),
        ("30件左右", Exactness.ABOUT),
        ("近百件", Exactness.ABOUT),
        ("至少3件", Exactness.AT_LEAST),
        ("3件以上", Exactness.AT_LEAST),
        ("不足10件", Exactness.AT_MOST),
        ("20至30件", Exactness.RANGE),
        ("三四件", Exactness.RANGE),
    ],
)
def test_how_exact_a_number_is_meant(text, exactness):
    assert [quantity.exactness for quantity in scan(text)] == [exactness]


@pytest.mark.parametrize(
    "text",
    [
        "第20条",
        "第二十条",
        "2023年1月12日",
        "20个工作日",
        "0577-61887208",
        "5·15",
        "三审三校",
        "两微一端",
        "每一件申请",
        "统一公开",
    ],
)
def test_what_is_no_quantity(text):
    assert scan(text) == ()


def test_decimals_are_those_printed():
    assert [quantity.decimals for quantity in scan("占57.10%,占57%")] == [2, 0]


@given(st.integers(min_value=0, max_value=10**9))
def test_a_printed_number_is_read_back(number):
    (plain,), (grouped,) = scan(f"收到{number}件"), scan(f"收到{number:,}件")
    assert plain.number == grouped.number == number
