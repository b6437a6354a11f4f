"""Codes: short, different for each place, and read as people write them."""

from __future__ import annotations

import pytest

import samples
from reportkit.lessons._codes import Codes
from reportkit.lessons._places import places


@pytest.mark.parametrize("report", [samples.filled(), samples.trial()], ids=["2021", "2019"])
def test_every_place_has_its_own_code_and_back(report):
    codes = Codes(report)
    found = {place: codes.code(place) for place in places(report)}
    assert len(set(found.values())) == len(found)
    assert {place: codes.place(code) for place, code in found.items()} == {p: p for p in found}


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("t3.R1.nat", "表三1A"),
        ("t3.R4.tot", "表三25G"),
        ("t4.B.open", "表四2D"),
        ("t2.fee", "表二6A"),
        ("t3.R1", "表三1"),
        ("t3", "表三"),
        ("s1.4", "一4"),
        ("s0.1", "引1"),
        ("h5", "标题五"),
        ("issued_on", "落款日期"),
    ],
)
def test_codes_read_off_the_paper(place, code):
    assert Codes(samples.filled()).code(place) == code


@pytest.mark.parametrize("written", ["表三1a", "表三１Ａ", " 表三 1A "])
def test_width_case_and_blanks_do_not_matter(written):
    assert Codes(samples.filled()).place(written) == "t3.R1.nat"


def test_what_is_no_code_stays_as_it_was_written():
    assert Codes(samples.filled()).place("第三张表") == "第三张表"
