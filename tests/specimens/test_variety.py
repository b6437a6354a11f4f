"""Specimens differ as offices do."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from reportkit.report import Organ
from reportkit.similarity import dice
from reportkit.specimens import Specimen, specimen

COUNT = 200


@pytest.fixture(scope="module")
def many() -> list[Specimen]:
    return [specimen(seed) for seed in range(COUNT)]


def _bare(one: Specimen, role: str) -> str:
    """Return a phrase without names and figures."""
    text = one.phrase(role).text
    for name in one.words.values():
        text = text.replace(name, "■") if len(name) > 1 else text
    return re.sub(r"\d+", "0", text)


def test_openings_differ(many: list[Specimen]) -> None:
    assert len({_bare(one, "opening") for one in many}) >= 150


@pytest.mark.parametrize(("role", "least"), [
    ("basis", 12), ("period", 6), ("contact", 15), ("disclosed", 150), ("requests", 40),
    ("management", 150), ("platform", 150), ("supervision", 190), ("problems", 150),
    ("redress", 190), ("measures", 150), ("others", 10),
])  # fmt: skip
def test_every_role_is_written_in_many_ways(many: list[Specimen], role: str, least: int) -> None:
    assert len({_bare(one, role) for one in many}) >= least


def test_kinds_and_forms_come(many: list[Specimen]) -> None:
    kinds = Counter(one.report.kind for one in many)
    forms = Counter(one.report.format for one in many)
    years = Counter(one.report.year for one in many)
    assert set(kinds) == set(Organ)
    assert min(kinds.values()) >= 10
    assert forms["2019"] >= 8
    assert set(years) == {2020, 2022, 2023, 2024, 2025}


def test_headings_are_marked_in_different_ways(many: list[Specimen]) -> None:
    firsts = Counter()
    for one in many:
        text = one.phrase("requests").text
        firsts[re.match(r"（二）|2\.|[^，]{2,12}方面，|", text)[0][-2:]] += 1
    assert len(firsts) == 4


def test_two_years_of_an_office_are_not_copied(many: list[Specimen]) -> None:
    for one in many[:60]:
        for no in (1, 5):
            assert dice(one.report.section(no).text, one.previous.section(no).text) < 0.75


def test_problems_differ_between_the_years(many: list[Specimen]) -> None:
    for one in many[:60]:
        problems = one.phrase("problems").text
        assert problems not in one.previous.section(5).text


def test_two_offices_do_not_share_their_text(many: list[Specimen]) -> None:
    texts = [one.report.section(1).text for one in many[:30]]
    pairs = [dice(a, b) for place, a in enumerate(texts) for b in texts[:place]]
    assert max(pairs) < 0.7
