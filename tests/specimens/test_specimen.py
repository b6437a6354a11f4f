"""Specimens are sound reports: no rule finds anything, and their phrases are where they say."""

from __future__ import annotations

import dataclasses
import itertools
import re
from functools import cache
from typing import TYPE_CHECKING

import pytest

from reportkit.check import check
from reportkit.report import Organ
from reportkit.specimens import Specimen, specimen
from reportkit.specimens._tables import data

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportkit.report import Report

WISHES = tuple(itertools.product(("2021", "2019"), Organ))
SEEDS = range(26)
ALWAYS = ("basis", "period", "contact", "opening", "disclosed", "requests", "request-work",
          "management", "platform", "supervision", "problems", "redress", "measures", "others")  # fmt: skip
SOMETIMES = ("parts", "decisions", "service", "reading", "channels", "applicants", "outcomes", "compare", "appeals")  # fmt: skip
REQUESTS = {"t3.R1.tot", "t3.R2.tot", "t3.R3_7.tot", "t3.R4.tot"}
NORMS = {"t2.norm.issued", "t2.norm.repealed", "t2.norm.valid"}


@cache
def _one(seed: int) -> Specimen:
    return specimen(seed)


def made(count: int = 60) -> list[Specimen]:
    return [_one(seed) for seed in range(count)]


@pytest.mark.parametrize(("format", "kind"), WISHES)
def test_no_rule_finds_anything(format: str, kind: Organ) -> None:  # noqa: A002  the field's word
    """Neither in this year's report, compared with last year's, nor in last year's."""
    for seed in SEEDS:
        one = specimen(seed, format=format, kind=kind)
        found = [*check(one.report, previous=one.previous), *check(one.previous)]
        assert not [(seed, finding.rule, finding.quote) for finding in found]


@pytest.mark.parametrize("year", range(2020, 2028))
def test_every_year_is_sound(year: int) -> None:
    for seed in range(5):
        one = specimen(seed, year=year)
        assert (one.report.year, one.previous.year) == (year, year - 1)
        assert not list(check(one.report, previous=one.previous))
        assert not list(check(one.previous))


def test_wishes_are_kept() -> None:
    for format, kind in WISHES:  # noqa: A001  the field's word
        one = specimen(3, format=format, kind=kind)
        assert (one.report.format, one.report.kind) == (format, kind)
        assert one.previous.format == format


def test_2021_follows_a_report_in_the_trial_form() -> None:
    one = specimen(3, year=2021)
    assert (one.report.format, one.previous.format) == ("2021", "2019")


@pytest.mark.parametrize("wish", [{"year": 2019}, {"year": 2024, "format": "2019"}])
def test_no_specimen_where_no_form_fits(wish: dict) -> None:
    with pytest.raises(ValueError, match="2020"):
        specimen(1, **wish)


def test_the_same_seed_gives_the_same_specimen() -> None:
    assert specimen(41) == specimen(41)
    assert specimen(41) != specimen(42)


def test_phrases_stand_once_and_in_order() -> None:
    for one in made():
        texts = {0: one.report.introduction, **{s.no: s.text for s in one.report.sections}}
        for section, found in itertools.groupby(one.phrases, key=lambda phrase: phrase.section):
            phrases = list(found)
            places = [texts[section].find(phrase.text) for phrase in phrases]
            assert places == sorted(places)
            assert min(places) == 0
            assert all(texts[section].count(phrase.text) == 1 for phrase in phrases)


def test_all_text_belongs_to_a_phrase() -> None:
    for one in made():
        told = len("".join(phrase.text for phrase in one.phrases))
        lines = {(phrase.section, phrase.paragraph) for phrase in one.phrases}
        breaks = len(lines) - len({section for section, _ in lines})
        report = one.report
        whole = len(report.introduction) + sum(len(section.text) for section in report.sections)
        assert whole == told + breaks


def test_roles_are_those_of_the_contract() -> None:
    for one in made(150):
        roles = [phrase.role for phrase in one.phrases]
        asked = ("norms", "fees") if one.report.format == "2021" else ()
        assert len(roles) == len(set(roles))
        assert {*ALWAYS, *asked} <= set(roles) <= {*ALWAYS, *asked, *SOMETIMES}


@pytest.mark.parametrize("role", SOMETIMES)
def test_every_optional_role_comes(role: str) -> None:
    assert any(one.phrase(role) for one in made(80))


def test_the_opening_quotes_the_principle() -> None:
    assert all("以公开为常态、不公开为例外" in one.phrase("opening").text for one in made())


def test_cites_are_cells() -> None:
    for one in made():
        assert all(cell in one.report.cells for phrase in one.phrases for cell in phrase.cites)


def test_requests_documents_and_fees_cite_their_cells_in_any_wording() -> None:
    for one in made(120):
        assert set(one.phrase("requests").cites) >= REQUESTS
        if one.report.format == "2021":
            assert set(one.phrase("norms").cites) >= NORMS
            assert "t3.R3_6_2.tot" in one.phrase("fees").cites


@pytest.mark.parametrize("role", ["requests", "decisions", "norms", "outcomes"])
def test_every_count_comes_from_the_cells_cited(role: str) -> None:
    for one in made(120):
        phrase = one.phrase(role)
        for number in re.findall(r"(\d+)件", phrase.text) if phrase else ():
            assert int(number) in _counts(one, phrase.cites), (phrase.text, number)


def _counts(one: Specimen, cites: tuple[str, ...]) -> set[int]:
    """Return the cited figures, sums that sentences tell, and last year's with the changes."""
    now = {cell: one.report.number(cell) for cell in cites}
    last = {cell: one.previous.number(cell) for cell in cites if cell in one.previous.cells}
    groups: dict[str, list[int]] = {}
    for cell, number in now.items():
        groups.setdefault(cell.rpartition(".")[0].rpartition("_")[0], []).append(number)
    bodies = [n for cell, n in now.items() if re.fullmatch(r"t3\.R1\.(?!nat|tot)...", cell)]
    pairs = [("t3.R1.tot", "t3.R2.tot"), ("t3.R3_1.tot", "t3.R3_2.tot")]
    return {
        *now.values(),
        *last.values(),
        *(abs(now[cell] - before) for cell, before in last.items()),
        *(sum(numbers) for numbers in groups.values()),
        *(now.get(a, 0) + now.get(b, 0) for a, b in pairs),
        sum(bodies),
    }


def test_figures_carried_into_the_text_of_last_year_too() -> None:
    """Last year's report is written with the same care as this year's."""
    for one in made(20):
        assert len(one.previous.introduction) > 60
        assert all(one.previous.section(no).text for no in (1, 5, 6))


def test_no_text_holds_a_mark_of_the_templates() -> None:
    for one in made(120):
        for report in (one.report, one.previous):
            whole = report.introduction + "".join(section.text for section in report.sections)
            assert not re.search(r"[\[\]{}<>|]|。。|，，|，。|：。|、、|；。|None", whole), whole


def test_section_one_is_of_the_usual_length() -> None:
    lengths = [len(one.report.section(1).text) for one in made(150)]
    assert min(lengths) >= 340
    assert max(lengths) <= 1000


def test_contact_is_what_the_introduction_says() -> None:
    for one in made():
        contact = one.report.contact
        told = (contact.phone, contact.email, contact.address, contact.website)
        assert any(told)
        assert all(way in one.report.introduction for way in told if way)


def test_redress_answers_the_problems_of_last_year() -> None:
    for one in made():
        for issue in data("issues")["issue"]:
            if issue["short"] in one.phrase("redress").text:
                problems = [_pattern(problem) for problem in issue["problem"]]
                told = one.previous.section(5).text
                assert any(re.search(problem, told) for problem in problems), issue["short"]


def _pattern(template: str) -> str:
    """Return a pattern of all that a template may say."""
    plain = re.split(r"\[[^\]]*\]|\{[^}]*\}|<[^>]*>", template)
    return ".*?".join(re.escape(part) for part in plain)


def test_blanks_and_widths_of_figures_change_nothing() -> None:
    """An office types 2023 年 or ２０２３年, and half-width marks."""
    ways = (lambda text: re.sub(r"(\d[\d.]*)", r" \1 ", text),
            lambda text: text.translate({ord(str(d)): chr(0xFF10 + d) for d in range(10)}),
            lambda text: text.translate(str.maketrans("，；：（）", ",;:()")))  # fmt: skip
    for seed, typed in itertools.product(range(12), ways):
        one = _one(seed)
        report, previous = _retyped(one.report, typed), _retyped(one.previous, typed)
        assert not list(check(report, previous=previous))


def _retyped(report: Report, typed: Callable[[str], str]) -> Report:
    sections = tuple(dataclasses.replace(s, text=typed(s.text)) for s in report.sections)
    return report.replace(introduction=typed(report.introduction), sections=sections)
