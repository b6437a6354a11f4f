"""Lists of parts: which total they belong to, where they end, whether they are partial."""

from __future__ import annotations

import pytest

from reportkit.claims._lists import breakdowns
from reportkit.prose import squeeze


def _lists(text):
    return breakdowns(squeeze(1, text))


def _numbers(text):
    return [(b.total.number, [p.quantity.number for p in b.parts]) for b in _lists(text)]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("公开64条，其中政策12条、动态52条。", [(64, [12, 52])]),
        ("公开64条（政策12条、动态52条）。", [(64, [12, 52])]),
        ("公开64条：政策12条、动态52条。", [(64, [12, 52])]),
        ("公开64条。其中，政策12条，动态52条。", [(64, [12, 52])]),
        ("公开64条，比上年增加9条，其中政策12条、动态52条。", [(64, [12, 52])]),
        ("公开64条，其中政策12条、动态52条，发布解读3条。", [(64, [12, 52])]),
        (
            "公开64条，其中政策12条（解读2条、其他10条）、动态52条。",
            [(12, [2, 10]), (64, [12, 52])],
        ),
        ("网站45条，公众号19条，共计64条。", [(64, [45, 19])]),
    ],
)
def test_parts_of_a_total(text, numbers):
    assert sorted(_numbers(text)) == numbers
    assert all(found.fits for found in _lists(text))


def test_three_levels():
    text = (
        "公开37条：其中甲栏14条：其中政策9条、通知5条；乙栏20条：其中机构6条、其他14条；丙栏3条。"
    )
    assert _numbers(text) == [(37, [14, 20, 3]), (14, [9, 5]), (20, [6, 14])]


def test_two_units_side_by_side_are_two_lists():
    text = (
        "对3件申请收取2230元。其中，甲局1件，收取880元；乙局1件，收取1080元；丙镇1件，收取270元。"
    )
    assert _numbers(text) == [(3, [1, 1, 1]), (2230, [880, 1080, 270])]


@pytest.mark.parametrize(
    "text", ["公开64条，主要包括政策12条、动态5条。", "公开64条，其中政策12条、动态5条等。"]
)
def test_openly_partial_lists(text):
    assert [found.partial for found in _lists(text)] == [True]


def test_an_item_for_the_rest_closes_a_list():
    assert [found.closed for found in _lists("公开64条，其中政策12条、其他30条。")] == [True]


def test_a_wrong_sum_does_not_fit():
    (found,) = _lists("公开64条，其中政策12条、其他30条。")
    assert (found.fits, found.sum) == (False, 42)
