"""Sentences: where they end, what they are about, and that they can be quoted."""

from __future__ import annotations

from reportkit.claims import Topic, sentences
from reportkit.prose import squeeze


def _read(text):
    return sentences(squeeze(1, text))


def test_a_line_break_inside_a_sentence_is_no_end():
    found = _read("全年收到申请11\n件，办结10件。")
    assert [sentence.text for sentence in found] == ["全年收到申请11件,办结10件。"]


def test_a_short_heading_on_its_own_line_ends():
    found = _read("（一）主动公开\n公开64条\n（二）依申请公开\n收到11件")
    assert [sentence.topic for sentence in found] == [
        Topic.PUBLISHING, Topic.PUBLISHING, Topic.REQUESTS, Topic.REQUESTS,
    ]  # fmt: skip


def test_the_topic_lasts_for_the_paragraphs_below_its_heading():
    found = _read("（二）依申请公开。收到11件。\n办结10件。\n（三）政府信息管理。制发2件。")
    assert [sentence.topic for sentence in found][2:] == [
        Topic.REQUESTS, Topic.MANAGEMENT, Topic.MANAGEMENT,
    ]  # fmt: skip


def test_a_numbered_item_sets_the_topic():
    found = _read("一是主动公开，全年64条。二是依申请公开，收到11件。")
    assert [sentence.topic for sentence in found] == [Topic.PUBLISHING, Topic.REQUESTS]


def test_the_raw_characters_are_found_again():
    (found,) = _read("收到 １１ 件，\n办结。")
    assert found.raw(2, 5) == "１１ 件"


def test_a_sentence_knows_the_one_before_in_its_paragraph():
    first, second, third = _read("公开62条。其中网站31条。\n另一段。")
    assert second.follows is first
    assert third.follows is None
