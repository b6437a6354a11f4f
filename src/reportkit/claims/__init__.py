"""What the running text of a report says in figures, as claims that can be held against tables.

A claim names what is counted, the number, its unit, year and scope, how exact it is meant, and
the exact place and words.  What is ambiguous is not a claim.  This package knows no rule and never
says whether a claim is true.

>>> claims = read_claims(report)  # doctest: +SKIP
>>> claims[0].metric, claims[0].number  # doctest: +SKIP
(<Metric.RECEIVED: 'received'>, 11)
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from reportkit.claims._cases import case_claims
from reportkit.claims._changes import change_claims, is_change
from reportkit.claims._claims import Claim, Metric, Scope, Year
from reportkit.claims._fees import fee_claims, is_about_fees
from reportkit.claims._lists import Breakdown, Part, breakdowns
from reportkit.claims._mentions import Teller, mentions
from reportkit.claims._numbers import Exactness, Quantity, scan
from reportkit.claims._publishing import publishing_claims
from reportkit.claims._requests import request_claims
from reportkit.claims._sentences import Sentence, Topic, sentences
from reportkit.claims._wordings import worded_claims
from reportkit.prose import prose_of
from reportkit.report import Organ

if TYPE_CHECKING:
    from reportkit.prose import Prose
    from reportkit.report import Report

__all__ = [
    "Breakdown",
    "Claim",
    "Exactness",
    "Metric",
    "Part",
    "Quantity",
    "Scope",
    "Sentence",
    "Topic",
    "Year",
    "is_about_fees",
    "read_breakdowns",
    "read_claims",
    "scan",
    "sentences",
]

_WHOLE_AREA = ("人民政府", "市", "县", "区", "旗", "州", "盟", "省")


def read_claims(report: Report) -> tuple[Claim, ...]:
    """Read what the text of a report claims, in order of the text.

    Parameters
    ----------
    report
        Introduction and sections are read; tables are not looked at.

    Returns
    -------
    tuple of Claim
        Each with its exact place; nothing where the text is ambiguous.
    """
    return _claims(prose_of(report), _teller(report.year, report.agency, report.kind))


def read_breakdowns(report: Report) -> tuple[Breakdown, ...]:
    """Read the lists that break a total down into parts, in order of the text."""
    return _lists(prose_of(report))


@lru_cache(maxsize=16)  # asked by dozens of rules
def _claims(texts: tuple[Prose, ...], teller: Teller) -> tuple[Claim, ...]:
    return tuple(claim for prose in texts for claim in _section_claims(prose, teller))


@lru_cache(maxsize=16)
def _lists(texts: tuple[Prose, ...]) -> tuple[Breakdown, ...]:
    return tuple(found for prose in texts for found in breakdowns(prose))


@lru_cache(maxsize=256)
def _teller(year: int | None, agency: str | None, kind: Organ | None) -> Teller:
    name = (agency or "").strip()
    township = kind is Organ.TOWNSHIP or name.removesuffix("人民政府").endswith(
        ("镇", "乡", "街道")
    )
    whole = kind is Organ.GOVERNMENT or (kind is None and name.endswith(_WHOLE_AREA))
    return Teller(year=year, agency=name, whole_area=whole and not township, township=township)


@lru_cache(maxsize=64)
def _section_claims(prose: Prose, teller: Teller) -> tuple[Claim, ...]:
    found: list[Claim] = []
    before: tuple[Claim, ...] = ()
    for sentence in sentences(prose):
        counted = _counted(teller, sentence)
        found += counted
        found += worded_claims(teller, sentence, counted)
        found += fee_claims(teller, sentence)
        earlier = before if sentence.follows is not None else ()
        found += change_claims(teller, sentence, counted, earlier)
        before = counted
    return tuple(found)


def _counted(teller: Teller, sentence: Sentence) -> tuple[Claim, ...]:
    """Read what a sentence counts; of two readings of a figure the first wins."""
    families = (request_claims, case_claims, publishing_claims)
    found = [claim for family in families for claim in family(teller, sentence)]
    if not found:
        return ()
    changes = {sentence.places[m.quantity.start] for m in mentions(sentence) if is_change(m)}
    told: dict[int, Claim] = {}
    several: list[Claim] = []
    for claim in found:
        if claim.start in changes:
            continue
        if claim.metric is Metric.CASE or claim.metric is Metric.ALL_UPHELD:
            several.append(claim)
        told.setdefault(claim.start, claim)
    counted = {*told.values(), *several} if several else told.values()
    return tuple(sorted(counted, key=lambda claim: (claim.start, claim.about)))
