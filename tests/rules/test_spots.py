"""Spots in a text: sentences, names out of the way, places summed up, word lists."""

from __future__ import annotations

import re

import pytest

from reportkit.errors import ProfileError
from reportkit.profile import NATIONAL, WORD_LISTS, Profile
from reportkit.prose import squeeze
from reportkit.rules._spots import HELD, before, counted, excerpt, sentence_at, unnamed
from reportkit.rules._words import listed, table
from reportkit.rules.spelling import _slips


def test_the_sentence_around_a_place() -> None:
    text = "公开64条。培训2次!\n考核4次"
    found = [text[slice(*sentence_at(text, text.index(word)))] for word in ("公", "培", "考")]
    assert found == ["公开64条。", "培训2次!", "考核4次"]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("见《政务信息公开办法》，", "见，"),
        ("转发《关于印发《办法》的通知》。", "转发。"),
        ("在“政务公开”栏目发布", "在栏目发布"),
        ("坚持“公开是常态”", "坚持“公开是常态”"),
        ("网址https://a.gov.cn/xx，", "网址，"),
        ("邮箱xxgk@a.gov.cn。", "邮箱。"),
    ],
)
def test_names_and_addresses_are_covered(text: str, kept: str) -> None:
    covered = unnamed(text)
    assert len(covered) == len(text)
    assert covered.replace(HELD, "").replace("的通知》", "") == kept


def test_characters_before_a_match() -> None:
    match = re.search("丙", "甲乙丙")
    assert match is not None
    assert (before("甲乙丙", match), before("甲乙丙", match, 9)) == ("乙", "甲乙")


def test_places_are_summed_up_in_order() -> None:
    assert counted([5, 1, 5]) == "第一部分1处、第五部分2处"


def test_a_long_quotation_is_cut() -> None:
    prose = squeeze(1, "甲" * 60)
    assert excerpt(prose, 0, 60) == "甲" * 40


def test_a_profile_lengthens_a_list() -> None:
    profile = Profile(words={"generic": ("兄弟单位",)})
    assert "兄弟单位" in listed("generic", profile)
    assert "兄弟单位" not in listed("generic", NATIONAL)


@pytest.mark.parametrize("name", WORD_LISTS)
def test_every_list_that_a_profile_may_lengthen_exists(name: str) -> None:
    assert listed(name, NATIONAL)


def test_an_unknown_list_is_refused() -> None:
    with pytest.raises(ProfileError, match="没有“slip”"):
        Profile(words={"slip": ("甲=乙",)})


def test_a_slip_needs_its_right_writing() -> None:
    with pytest.raises(ProfileError, match="错=对"):
        Profile(words={"slips": ("统计限自",)})


def test_every_listed_slip_differs_from_what_is_right() -> None:
    for entry in listed("slips", NATIONAL):
        wrong, _, right = entry.partition("=")
        assert wrong != right


def test_the_terms_hold_none_of_their_own_slips() -> None:
    """A right term must not be taken for a slip of another."""
    wrong, allowed = listed("slips", NATIONAL), listed("allowed", NATIONAL)
    for term in {*table("terms")["terms"], *table("terms")["rigid"]}:
        assert [*_slips(squeeze(1, f"{term}。"), wrong, allowed)] == [], term
