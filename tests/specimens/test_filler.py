"""Templates: names, ways, conditions, and the cells they tell."""

from __future__ import annotations

import pytest

from reportkit.specimens import Draw
from reportkit.specimens._facts import KnownFacts, han
from reportkit.specimens._fees import Fees
from reportkit.specimens._figures import Year, form_of
from reportkit.specimens._filler import Filled, fill, parse

CELLS = {"t3.R1.tot": 9, "t3.R1.nat": 7, "t3.R1.com": 2, "t3.R2.tot": 1, "t3.R3_7.tot": 8,
         "t3.R3_1.tot": 5, "t3.R3_4_1.tot": 2, "t3.R3_4_3.tot": 1, "t3.R4.tot": 2,
         "t3.R3_2.tot": 0, "t2.fee": "12.6"}  # fmt: skip
NO_FEE = Fees(0, 0, 0, 0, "")


def _facts(*tags: str) -> KnownFacts:
    cells = {**dict.fromkeys(form_of(2023).cells, 0), **CELLS}
    last = {**dict.fromkeys(form_of(2022).cells, 0), "t3.R1.tot": 6}
    now, before = Year(form_of(2023), cells, NO_FEE), Year(form_of(2022), last, NO_FEE)
    return KnownFacts(now, before, {"self": "我局"}, frozenset(tags))


def _said(template: str, *tags: str) -> str:
    return fill(template, _facts(*tags), Draw(1)).text


def test_names_and_figures() -> None:
    assert fill("{self}收到{new}件", _facts(), Draw(1)) == Filled("我局收到9件", ("t3.R1.tot",))


def test_a_group_of_rows_is_their_sum_and_cites_all() -> None:
    told = fill("无法提供{unable}件", _facts(), Draw(1))
    assert told.text == "无法提供3件"
    assert told.cites == ("t3.R3_4_1.tot", "t3.R3_4_2.tot", "t3.R3_4_3.tot")


def test_a_silent_name_only_cites() -> None:
    assert fill("全部办结{!left}", _facts(), Draw(1)) == Filled("全部办结", ("t3.R4.tot",))


def test_ways_are_drawn_and_nest() -> None:
    found = {fill("[甲|乙[丙|丁]|]", _facts(), Draw(seed)).text for seed in range(60)}
    assert found == {"甲", "乙丙", "乙丁", ""}


def test_conditions() -> None:
    assert _said("<left?结转{left}件|无结转>") == "结转2件"
    assert _said("<partly?甲|乙><new≥10?丙|丁><new≤9?戊>") == "乙丁戊"
    assert _said("<new≠last.new new↑?增加{new+}件>") == "增加3件"
    assert _said("<@town?镇><!@town?非镇>", "town") == "镇"


def test_a_drawn_figure_is_remembered() -> None:
    facts = _facts()
    text = fill("{courses:2-6}次，共{courses}次", facts, Draw(3)).text
    assert text == "{0}次，共{0}次".format(facts.number("courses"))
    assert 2 <= facts.number("courses") <= 6


def test_sums_of_drawn_figures() -> None:
    facts = _facts()
    assert fill("{!a:3-3}{!b:4-4}{a+b}篇", facts, Draw(1)).text == "7篇"


def test_shares_and_changes_are_rounded_half_up() -> None:
    assert _said("{granted%:2}%，{unable%}%") == "62.50%，37.5%"
    assert _said("{new~:1}%") == "50.0%"


def test_small_counts_in_chinese_where_the_office_does() -> None:
    assert _said("{left:h}件", "han") == "两件"
    assert _said("{left:h}件") == "2件"
    assert [han(number) for number in (1, 2, 10, 11)] == ["一", "两", "十", "11"]


def test_an_unknown_name_is_an_error() -> None:
    with pytest.raises(KeyError):
        _said("{nobody}")


@pytest.mark.parametrize("template", ["[甲|乙", "甲]", "<left?甲", "{", "甲|乙"])
def test_a_bracket_left_open_is_an_error(template: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse(template)
