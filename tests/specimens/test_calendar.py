"""Signature and publication: working days of January, for governments of the first quarter."""

from __future__ import annotations

import datetime

import pytest

from reportkit.report import Organ
from reportkit.specimens import Draw, specimen
from reportkit.specimens._calendar import signed_and_published


@pytest.mark.parametrize("kind", list(Organ))
@pytest.mark.parametrize("year", range(2019, 2027))
def test_days_are_in_time(kind: Organ, year: int) -> None:
    last = (3, 31) if kind is Organ.GOVERNMENT else (1, 31)
    for seed in range(40):
        signed, published = signed_and_published(year, kind, Draw(seed))
        assert signed.year == year + 1
        assert signed.weekday() < 5
        assert signed <= (published or signed) <= datetime.date(year + 1, *last)


def test_about_half_tell_when_they_were_published() -> None:
    told = sum(specimen(seed).report.published_on is not None for seed in range(200))
    assert 70 < told < 130


def test_nobody_signs_in_the_spring_festival() -> None:
    days = {signed_and_published(2024, Organ.GOVERNMENT, Draw(seed))[0] for seed in range(300)}
    assert not [
        day for day in days if datetime.date(2025, 1, 28) <= day <= datetime.date(2025, 2, 4)
    ]
