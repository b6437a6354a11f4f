"""Fingerprints: what is the same, what is not, and what stands everywhere."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportkit.similarity import Collection, dice, fingerprint, plain, share

_A = "由法规股统一接收登记，实行双人审核，答复文书使用统一样式，逐件归档备查。"
_B = "在县政府门户网站设立林业专题，分类公开办事指南和补贴标准，每周检查链接。"
_C = "水库水位每日公布两次，编印节水手册，向用水户免费发放，河道采砂许可全部上网。"


def test_figures_and_marks_do_not_count() -> None:
    assert plain("全年 64 条，共3件。") == "全年条共件"
    assert fingerprint("全年公开信息64条，答复3件") == fingerprint("全年公开信息 52 条。答复1件")


def test_the_same_text_is_shared_in_full() -> None:
    assert share(fingerprint(_A), fingerprint(_B + _A + _C)) >= 0.9


def test_other_texts_share_nothing() -> None:
    assert share(fingerprint(_A), fingerprint(_C)) == 0


def test_a_short_text_has_no_marks() -> None:
    assert fingerprint("公开64条") == frozenset()
    assert share(fingerprint(""), fingerprint(_A)) == 0


@given(st.text(alphabet="公开信息申请答复网站专栏培训考核解读征求意见", min_size=12, max_size=60))
def test_a_passage_is_found_wherever_it_stands(passage: str) -> None:
    """Winnowing keeps at least one mark of every passage of nine characters."""
    assert fingerprint(passage) & fingerprint(_B + passage + _C)


@given(st.text(), st.text())
def test_likeness_lies_between_none_and_all(one: str, other: str) -> None:
    assert 0 <= dice(one, other) <= 1
    assert dice(one, other) == dice(other, one)


def test_likeness_of_a_text_to_itself() -> None:
    assert dice(_A, _A) == 1
    assert dice(_A, _A.replace("双人", "逐级")) > 0.8


def test_a_collection_says_who_has_a_text() -> None:
    collection = Collection.of([_A + _B, _C, _B])
    shares = collection.shares(_A)
    assert set(shares) == {0}
    assert shares[0] >= 0.9


def test_what_stands_in_many_texts_proves_nothing() -> None:
    many = [
        _B + f"第{chr(0x4E00 + 40 * n)}{chr(0x4E10 + 40 * n)}项工作由专人负责到底"
        for n in range(10)
    ]
    collection = Collection.of(many, least=8)
    assert fingerprint(_B) <= collection.boilerplate
    assert collection.shares(_B) == {}
