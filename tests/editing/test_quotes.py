"""Quotes of findings are found again in a text that has live figures."""

from __future__ import annotations

import pytest

import samples
from reportkit.editing import references, span_of

TEXT = "全年新收{{ t3.R1.tot }}件，办结10件。又收{{t3.R2.tot}}件，办结10件。"


@pytest.mark.parametrize(
    ("quote", "raw"),
    [
        ("新收11件", "新收{{ t3.R1.tot }}件"),
        ("1件，办结10件。又", "{{ t3.R1.tot }}件，办结10件。又"),
        ("办结10件", "办结10件"),
        ("又收1件", "又收{{t3.R2.tot}}件"),
    ],
)
def test_a_quote_leads_to_the_references_behind_it(quote: str, raw: str) -> None:
    start, end = span_of(TEXT, quote, samples.filled())
    assert TEXT[start:end] == raw


def test_the_second_of_two_equal_passages() -> None:
    start, end = span_of(TEXT, "办结10件", samples.filled(), occurrence=1)
    assert (start, TEXT[start:end]) == (TEXT.rindex("办结"), "办结10件")


@pytest.mark.parametrize("quote", ["", "结案10件"])
def test_what_does_not_stand_there_has_no_place(quote: str) -> None:
    assert span_of(TEXT, quote, samples.filled()) is None


def test_references_are_told_with_their_places() -> None:
    assert [name for _, _, name in references(TEXT)] == ["t3.R1.tot", "t3.R2.tot"]
    assert all(TEXT[start:end].startswith("{{") for start, end, _ in references(TEXT))
