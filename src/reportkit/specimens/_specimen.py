"""Put a specimen together: organ, figures of two years, and the text that cites them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from reportkit.form import load
from reportkit.report import Contact, Organ, Report, Section
from reportkit.specimens._draw import Draw
from reportkit.specimens._figures import figures
from reportkit.specimens._organs import organ
from reportkit.specimens._prose import phrases

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Phrase", "Specimen", "specimen"]


class Phrase(NamedTuple):
    """A stretch of the text with one task: its role, where it stands, and the cells it cites.

    `section` is 0 for the introduction; `paragraph` counts from 0 within the section.
    """

    role: str
    section: int
    paragraph: int
    text: str
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Specimen:
    """A sound report, last year's sound report, and what is known of how they were made.

    Notes
    -----
    `phrases` are this year's, in order; each stands in the report exactly as `text` says.
    `words` are the names used in it: ``agency``, ``self`` (我局), ``place`` (青禾县),
    ``office``, ``site``, ``phone``, ``street``.
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
    kind: Organ | None = None,
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
        What kind of organ; drawn where not given.
    year
        The reported year; drawn where not given.

    Returns
    -------
    Specimen
        Two reports of the same form in which no rule finds anything.
    """
    draw = Draw("specimen", seed, format or "", kind or "", year or "")
    form = load(format or "2021")
    told = year or (2020 if form.format == "2019" else draw.between(2022, 2025))
    who = organ(draw.part("organ"), kind)
    last, this = figures(form, draw.part("figures"))
    reports = []
    made: tuple[Phrase, ...] = ()
    for at, cells in ((told - 1, last), (told, this)):
        report = Report.empty(
            form,
            agency=who.words["agency"],
            year=at,
            kind=who.kind,
            title=f"{who.words['agency']}{at}年政府信息公开工作年度报告",
            signed_by=who.words["agency"],
            issued_on=datetime.date(at + 1, 1, draw.between(9, 22)),
            period=(datetime.date(at, 1, 1), datetime.date(at, 12, 31)),
            contact=Contact(phone=who.words["phone"], address=who.words["street"]),
        ).replace(cells)
        made = tuple(
            Phrase(*phrase) for phrase in phrases(report, who.words, draw.part("prose", at))
        )
        reports.append(_with_text(report, made))
    return Specimen(
        seed=seed, previous=reports[0], report=reports[1], phrases=made, words=who.words
    )


def _with_text(report: Report, made: tuple[Phrase, ...]) -> Report:
    texts: dict[int, dict[int, str]] = {}
    for phrase in made:
        paragraphs = texts.setdefault(phrase.section, {})
        paragraphs[phrase.paragraph] = paragraphs.get(phrase.paragraph, "") + phrase.text
    joined = {no: "\n".join(paragraphs.values()) for no, paragraphs in texts.items()}
    sections = tuple(
        Section(no=s.no, heading=s.heading, text=joined.get(s.no, "")) for s in report.sections
    )
    return report.replace(introduction=joined.get(0, ""), sections=sections)
