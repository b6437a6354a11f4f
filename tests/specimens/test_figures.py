"""Figures of two years: every equation holds, one year goes on from the other, and most are small."""

from __future__ import annotations

import itertools
from collections import Counter
from decimal import Decimal
from functools import cache

import pytest

from reportkit.report import Organ, Report
from reportkit.specimens import Draw, specimen
from reportkit.specimens._cases import cases
from reportkit.specimens._fees import fees
from reportkit.specimens._figures import form_of

SEEDS = range(90)
COLUMNS = ("nat", "com", "res", "pub", "law", "oth", "tot")


@cache
def _both(**wish: object) -> list[tuple[Report, Report]]:
    found = [specimen(seed, **wish) for seed in SEEDS]
    return [(one.previous, one.report) for one in found]


def test_every_cell_is_filled_and_every_equation_holds() -> None:
    for report in itertools.chain(*_both()):
        assert all(value.number is not None for value in report.values.values())
        for equation in report.equations:
            left = sum(report.number(cell) for cell in equation.left)
            assert left == sum(report.number(cell) for cell in equation.right)
            assert left >= 0


def test_no_count_is_negative() -> None:
    for report in itertools.chain(*_both()):
        delta = {name for name, cell in report.cells.items() if cell.holds == "delta"}
        assert all(v.number >= 0 for name, v in report.values.items() if name not in delta)


def test_what_was_left_last_year_comes_in() -> None:
    for last, this in _both():
        for column in COLUMNS:
            assert this.number(f"t3.R2.{column}") == last.number(f"t3.R4.{column}")


def test_open_cases_stand_in_the_next_year() -> None:
    for last, this in _both():
        for group in "ABC":
            assert this.number(f"t4.{group}.total") >= last.number(f"t4.{group}.open")


def test_documents_in_force_follow() -> None:
    for last, this in _both(format="2021"):
        for row in ("rule", "norm"):
            issued, repealed, valid = (
                this.number(f"t2.{row}.{column}") for column in ("issued", "repealed", "valid")
            )
            assert valid == last.number(f"t2.{row}.valid") + issued - repealed


def test_items_of_the_trial_form_follow() -> None:
    for last, this in _both(format="2019"):
        for row in ("permit", "service", "penalty", "coercion", "fee"):
            before = last.number(f"t2.{row}.prev") + last.number(f"t2.{row}.delta")
            assert this.number(f"t2.{row}.prev") == before


def test_only_cities_make_rules() -> None:
    for _, this in _both():
        if this.format == "2021" and this.number("t2.rule.valid"):
            assert this.kind is Organ.GOVERNMENT
            assert this.agency.endswith("市人民政府")


def test_most_organs_have_few_requests_and_governments_many() -> None:
    asked = {kind: [this.number("t3.R1.tot") for _, this in _both(kind=kind)] for kind in Organ}
    few = [number for kind in (Organ.DEPARTMENT, Organ.TOWNSHIP) for number in asked[kind]]
    assert sum(number == 0 for number in few) > len(few) / 4
    assert sum(number <= 11 for number in few) > len(few) * 0.7
    assert max(few) > 20
    assert min(asked[Organ.GOVERNMENT]) >= 12
    assert max(asked[Organ.GOVERNMENT]) > 1000


def test_money_has_at_most_six_decimals() -> None:
    for _, this in _both(format="2021"):
        fee = this["t2.fee"]
        assert Decimal(fee.text) == fee.number
        assert -fee.number.as_tuple().exponent <= 6


def test_outcomes_of_many_kinds_come() -> None:
    seen = Counter(
        cell.split(".")[1]
        for _, this in _both(kind=Organ.GOVERNMENT)
        for cell, value in this.values.items()
        if cell.startswith("t3.R3") and value.number
    )
    assert len(seen) >= 18


@pytest.mark.parametrize("year", [2024, 2025])
def test_no_lawsuit_without_review_where_review_comes_first(year: int) -> None:
    for seed in range(60):
        last, this = cases(year, (900, 900), Draw(seed))
        assert this["t4.B.total"] == 0
        assert not last["t4.B.open"]


def test_lawsuits_after_a_review_need_a_decided_review() -> None:
    for seed, asked in itertools.product(range(40), (0, 3, 300)):
        for year in cases(2024, (asked, asked), Draw(seed)):
            decided = year["t4.A.keep"] + year["t4.A.fix"] + year["t4.A.other"]
            assert decided or not year["t4.C.open"]


def test_no_case_without_a_request() -> None:
    assert not any(cases(2023, (0, 0), Draw(1))[1].values())


def test_fees_are_lawful_amounts() -> None:
    found = [fees(400, Draw(seed)) for seed in range(300)]
    charged = [fee for fee in found if fee.notices]
    assert 30 < len(charged) < 120
    for fee in charged:
        assert fee.notified % (100 if fee.by == "按件" else 10) == 0
        assert 0 <= fee.collected <= fee.notified
        assert fee.unpaid <= fee.notices


def test_small_organs_charge_no_fee() -> None:
    assert not any(fees(11, Draw(seed)).notices for seed in range(50))


@pytest.mark.parametrize(
    ("year", "format"), [(2019, "2019"), (2020, "2019"), (2021, "2021"), (2025, "2021")]
)
def test_the_form_of_a_year(year: int, format: str) -> None:  # noqa: A002  the field's word
    assert form_of(year).format == format
