"""An exercise: a report with planted faults, and every place a learner can point at.

Places are named like cells: ``t3.R1.nat`` a cell, ``t3.R1`` a row's label, ``t3`` a table,
``s1.4`` the fourth sentence of section one (``s0.1`` of the introduction), ``h3`` a heading,
``title``, ``signed_by``, ``issued_on``, ``published_on``, and ``file`` for what the file hides.

>>> exercise = plant(specimen(7), [faults()["T3-03.total"]], Draw("a"))
>>> exercise.planted[0].rule  # doctest: +SKIP
'T3-03'
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from reportkit.catalogue import catalogue
from reportkit.check import check
from reportkit.lessons import operations
from reportkit.lessons._draft import Draft
from reportkit.lessons._places import places, touching
from reportkit.lessons.operations._gaps import NoFigure
from reportkit.profile import NATIONAL, Profile

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reportkit.finding import Findings
    from reportkit.lessons._fault import Fault, Planted
    from reportkit.report import Report
    from reportkit.specimens import Draw, Specimen

__all__ = ["Exercise", "harvest", "plant", "sow"]


@dataclass(frozen=True, kw_only=True)
class Exercise:
    """A report in which faults are to be found; none, where `planted` is empty.

    Notes
    -----
    `sound` is the report before the faults, `specimen` all that is known of it; both are None
    where a real report was marked by hand.
    `shows` are the parts a learner sees: ``"head"`` (title, introduction, signature), ``"s1"`` …
    ``"s6"``, ``"t2"``, ``"t3"``, ``"t4"``, ``"previous"``; empty means everything.
    """

    report: Report
    planted: tuple[Planted, ...]
    sound: Report | None = None
    previous: Report | None = None
    profile: Profile = NATIONAL
    peers: tuple[Report, ...] = ()
    number: str = ""
    shows: tuple[str, ...] = ()
    specimen: Specimen | None = None

    @cached_property
    def places(self) -> Mapping[str, str]:
        """Every place that can be pointed at -> what stands there."""
        return places(self.report)

    @cached_property
    def found(self) -> Findings:
        """What the check finds in the exercise as it is given."""
        return self.findings()

    def findings(self, report: Report | None = None) -> Findings:
        """Check the exercise's report, or a mended one, with all that belongs to it."""
        return check(
            report or self.report,
            previous=self.previous,
            profile=self.profile,
            peers=self.peers,
        )


def plant(specimen: Specimen, kinds: Sequence[Fault], draw: Draw) -> Exercise:
    """Plant one fault of each kind, as far as the report has a place for it.

    Parameters
    ----------
    specimen
        A sound report.
    kinds
        Which faults, in order; one that does not suit the report, or finds no free place in it,
        is left out.
    draw
        Where in the report, and with which wrong value.
    """
    draft = Draft(specimen)
    done = [sow(draft, kind, draw.part(kind.id, at)) for at, kind in enumerate(kinds)]
    return harvest(draft, [planted for planted in done if planted is not None])


def sow(draft: Draft, kind: Fault, draw: Draw) -> Planted | None:
    """Plant a fault into a draft; None, and nothing changed, where it does not suit."""
    if not _suits(kind, draft.specimen.report):
        return None
    kept = draft.copy()
    try:
        done: Planted | None = getattr(operations, kind.operation)(draft, kind, draw)
    except NoFigure:  # another fault has made the figure illegible, or the form lacks it
        done = None
    if done is None or not draft.sound:
        draft.restore(kept)
        return None
    return done


def harvest(draft: Draft, planted: Sequence[Planted]) -> Exercise:
    """Make the exercise of a draft into which all faults are planted."""
    report = _as_read(draft.report)
    return Exercise(
        report=report,
        planted=tuple(_placed(report, fault) for fault in planted),
        sound=draft.specimen.report,
        previous=draft.previous,
        profile=draft.profile,
        peers=draft.peers,
        specimen=draft.specimen,
    )


def _as_read(report: Report) -> Report:
    """Let the reading tell the headings that the document has now, if it was read from one."""
    if report.reading is None:
        return report
    headings = tuple(section.heading for section in report.sections)
    return report.replace(reading=dataclasses.replace(report.reading, headings=headings))


def _suits(kind: Fault, report: Report) -> bool:
    """Whether a report is such as the fault wishes, and its rule is about such reports."""
    entry = catalogue()[kind.rule]
    organ = report.kind.value if report.kind else ""
    facts = {"format": report.format, "year": report.year, "kind": organ}
    return (
        all(facts[key] == value for key, value in kind.base.items())
        and report.format in entry.formats
        and (not entry.organs or organ in entry.organs)
    )


def _placed(report: Report, planted: Planted) -> Planted:
    """Add the sentences that the wrong words stand in, now that no more text will change."""
    if planted.section is None or not planted.quote:
        return planted
    found = list(touching(report, planted.section, planted.quote))
    for section, quote in planted.beside:
        found += touching(report, section, quote) if quote else [f"h{section}"]
    return dataclasses.replace(planted, places=tuple(dict.fromkeys((*planted.places, *found))))
