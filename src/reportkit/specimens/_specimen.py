"""Put a specimen together: organ, figures of two years, and the text that cites them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from reportkit.form import load
from reportkit.report import Contact, Organ, Report, Section, Value
from reportkit.specimens._calendar import signed_and_published
from reportkit.specimens._draw import Draw
from reportkit.specimens._facts import KnownFacts
from reportkit.specimens._figures import Year, figures, form_of
from reportkit.specimens._issues import issues
from reportkit.specimens._listing import add_lists
from reportkit.specimens._manner import manner
from reportkit.specimens._organs import Who, organ
from reportkit.specimens._prose import Phrase, Teller, phrases
from reportkit.specimens._tables import data

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reportkit.specimens._manner import Manner

__all__ = ["Phrase", "Specimen", "specimen"]

_TRIAL = 0.12
"""Share of the specimens in the trial form."""
_FIRST = 2020
"""The first year whose last year's report had a form, too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Specimen:
    """A sound report, last year's sound report, and what is known of how they were made.

    Notes
    -----
    `phrases` are this year's, in order; each stands in the report exactly as `text` says.
    `words` are the names used in it: ``agency``, ``self`` (我局), ``place`` (青禾县),
    ``office``, ``site``, ``phone``, ``street`` and others.
    """

    seed: int
    report: Report
    previous: Report
    phrases: tuple[Phrase, ...]
    words: Mapping[str, str]

    def phrase(self, role: str) -> Phrase | None:
        """Return the phrase with a role, or None where this report has none."""
        return next((phrase for phrase in self.phrases if phrase.role == role), None)


def specimen(
    seed: int,
    *,
    format: str | None = None,  # noqa: A002  the field's own word
    kind: Organ | str | None = None,
    year: int | None = None,
) -> Specimen:
    """Make a sound report and the one of the year before.

    Parameters
    ----------
    seed
        Any int; the same seed and the same wishes give the same specimen.
    format
        ``"2021"`` or ``"2019"``; drawn where not given (mostly 2021).
    kind
        What kind of organ, such as ``"government"``; drawn where not given.
    year
        The reported year, from 2020 on; drawn where not given.  Last year's report is on the
        form of its own year: that of 2021 follows one in the trial form.

    Returns
    -------
    Specimen
        Two reports in which no rule finds anything.

    Raises
    ------
    ValueError
        If the year is before 2020, or its report has another form than the wished one.
    """
    draw = Draw("specimen", seed, format or "", kind or "", year or "")
    told = _year(format, year, draw.part("year"))
    who = organ(draw.part("organ"), Organ(kind) if kind else None)
    years = figures(who, told, draw.part("figures"))
    way = manner(draw.part("manner"), who.shape)
    facts = [_facts(who, way, (told - 1 + at, at), years, draw) for at in (0, 1)]
    facts[1].drawn["last.total"] = facts[0].number("total")
    chosen = issues(facts[1], way, draw.part("issues"))
    tellers = (Teller(facts[0], way, chosen.last, chosen.before),
               Teller(facts[1], way, chosen.now, chosen.last))  # fmt: skip
    made = [_written(who, told - 1 + at, years[at], tellers[at], draw) for at in (0, 1)]
    return Specimen(
        seed=seed,
        previous=made[0][0],
        report=made[1][0],
        phrases=made[1][1],
        words=who.words,
    )


def _year(format: str | None, year: int | None, draw: Draw) -> int:  # noqa: A002
    """Return the year to report about."""
    if year is None:
        trial = format == load("2019").format or (format is None and draw.chance(_TRIAL))
        return _FIRST if trial else draw.between(2022, 2025)
    if year < _FIRST or (format and form_of(year).format != format):
        message = f"no specimen about {year} in the form of {format}: the first year is {_FIRST}"
        raise ValueError(message)
    return year


def _facts(
    who: Who, way: Manner, when: tuple[int, int], years: tuple[Year, Year], specimen_draw: Draw
) -> KnownFacts:
    """Gather what the text of a year may say; `when` is the year and 0 for last, 1 for this."""
    year, at = when
    draw, form = specimen_draw.part("facts", year), years[at].form
    subjects = draw.part("subjects").sample(who.subjects, 4)
    words = {
        **who.words,
        "year": str(year),
        "next": str(year + 1),
        "lastyear": str(year - 1),
        "number": form.document,
        "notice": data("introduction")["notices"][form.format],
        "act": "《中华人民共和国政府信息公开条例》",
        "bureau": "办公室" if who.kind is Organ.GOVERNMENT else who.words["office"],
        "subjects": "、".join(subjects[: draw.part("count").between(2, 3)]),
        "subject": subjects[0],
        "subject2": subjects[3],
        "by": years[at].fees.by,
    }
    facts = KnownFacts(years[at], years[0] if at else None, words, _tags(who, way, at, years))
    fee = years[at].fees
    facts.drawn |= {"notices": fee.notices, "notified": fee.notified, "collected": fee.collected}
    add_lists(facts, who, draw.part("lists"))
    return facts


def _tags(who: Who, way: Manner, at: int, years: tuple[Year, Year]) -> frozenset[str]:
    """Return what holds of a report besides its figures, as conditions ask for it."""
    found = {who.kind.value, who.shape, years[at].form.format, way.style, who.words["self"]}
    found.add(who.words["agency"].partition(who.words["place"])[2])
    asked = all(int(year.cells["t3.R1.tot"]) >= 2 for year in years)
    told = {
        "asked": asked,
        "mixed": years[0].form is not years[1].form,
        "han": way.numerals,
        "local": who.kind is Organ.TOWNSHIP,
        "county": who.level == "县",
        "whole": who.words["whole"] != "本单位",
    }
    return frozenset(found | {tag for tag, holds in told.items() if holds})


def _written(
    who: Who, year: int, figures: Year, teller: Teller, draw: Draw
) -> tuple[Report, tuple[Phrase, ...]]:
    """Write the report of a year."""
    said = tuple(phrases(teller, draw.part("prose", year)))
    agency = who.words["agency"]
    texts = _texts(said)
    signed, published = signed_and_published(year, who.kind, draw.part("days", year))
    first = draw.part("title").chance(0.85)
    report = Report(
        tables=figures.form.tables,
        values={name: _value(figures.cells.get(name, 0), cell.holds)
                for name, cell in figures.form.cells.items()},
        agency=agency,
        year=year,
        kind=who.kind,
        title=f"{agency}{year}年{_NAME}" if first else f"{year}年{agency}{_NAME}",
        signed_by=agency,
        issued_on=signed,
        published_on=published,
        period=(datetime.date(year, 1, 1), datetime.date(year, 12, 31)),
        contact=_contact(who, texts.get(0, "")),
        introduction=texts.get(0, ""),
        sections=tuple(
            Section(no=s.no, heading=s.heading, text=texts.get(s.no, ""))
            for s in figures.form.sections
        ),
    )  # fmt: skip
    return report, said


_NAME = "政府信息公开工作年度报告"


@lru_cache(maxsize=4096)
def _value(content: int | str, holds: str) -> Value:
    return Value.of(content, holds)


def _contact(who: Who, introduction: str) -> Contact:
    """Return how the organ can be reached, as far as its introduction says."""
    ways = {"phone": "phone", "address": "street", "email": "email", "website": "website"}
    known = {key: who.words[word] for key, word in ways.items() if who.words[word] in introduction}
    return Contact(**known)


def _texts(said: Iterable[Phrase]) -> dict[int, str]:
    """Put the phrases together: section -> its text, paragraphs as lines."""
    texts: dict[int, dict[int, str]] = {}
    for phrase in said:
        paragraphs = texts.setdefault(phrase.section, {})
        paragraphs[phrase.paragraph] = paragraphs.get(phrase.paragraph, "") + phrase.text
    return {no: "\n".join(paragraphs.values()) for no, paragraphs in texts.items()}
