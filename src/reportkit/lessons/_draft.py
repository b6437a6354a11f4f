"""A sound report while faults are planted into it: what it says now, and what is already taken.

Two faults in one report must not touch the same cells or sentences, or nobody could tell which
finding belongs to which.  Every operation takes what it changes, and what cites it, before.

>>> draft = Draft(specimen(7))
>>> draft.take("t3.nat"), draft.take("t3.nat")
(True, False)
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from reportkit.lessons.operations._following import same_figures
from reportkit.profile import NATIONAL

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportkit.profile import Profile
    from reportkit.report import Report
    from reportkit.specimens import Phrase, Specimen

__all__ = ["Draft"]


class Draft:
    """A report that faults are planted into.

    Parameters
    ----------
    specimen
        The sound report to begin with.

    Attributes
    ----------
    report, previous : Report
        As they are now.
    peers : tuple of Report
        Reports of other organs beside it.
    profile : Profile
        What is local.
    """

    def __init__(self, specimen: Specimen) -> None:
        self.specimen = specimen
        self.report: Report = specimen.report
        self.previous: Report | None = specimen.previous
        self.peers: tuple[Report, ...] = ()
        self.profile: Profile = NATIONAL
        self._taken: set[str] = set()
        self._promises: list[Callable[[Draft], bool]] = [_of_usual_length, _of_this_year]

    def free(self, *zones: str) -> bool:
        """Whether none of the zones, nor what they are part of or hold, is taken."""
        return not any(_meet(zone, taken) for zone in zones for taken in self._taken)

    def take(self, *zones: str) -> bool:
        """Take zones for a fault; False, and nothing taken, if one of them is taken.

        A zone is any name that operations agree on: a cell (``t3.R1.nat``), a role of a phrase
        (``requests``), a part (``t3``, ``title``, ``heading.3``).  A part holds what begins with
        its name and a dot: who takes ``t3`` takes every cell of table 3.
        """
        if not self.free(*zones):
            return False
        self._taken.update(zones)
        return True

    def insist(self, promise: Callable[[Draft], bool]) -> None:
        """Have something hold from now on, whatever other faults change.

        What depends on a whole section, such as a topic that it lacks, cannot be taken as a zone.
        """
        self._promises.append(promise)

    @property
    def sound(self) -> bool:
        """Whether everything holds that was insisted on."""
        return all(promise(self) for promise in self._promises)

    def copy(self) -> Draft:
        """Return the draft as it is now, to come back to."""
        kept = Draft(self.specimen)
        kept.restore(self)
        return kept

    def restore(self, kept: Draft) -> None:
        """Come back to what the draft was."""
        self.report, self.previous = kept.report, kept.previous
        self.peers, self.profile = kept.peers, kept.profile
        self._taken, self._promises = set(kept._taken), list(kept._promises)

    def citing(self, *cells: str) -> tuple[str, ...]:
        """Return the roles of the phrases that cite one of the cells."""
        wanted = set(cells)
        return tuple(p.role for p in self.specimen.phrases if wanted.intersection(p.cites))

    def phrase(self, role: str) -> Phrase | None:
        """Return a phrase that still stands as it was made, or None."""
        phrase = self.specimen.phrase(role)
        if phrase is None or phrase.text not in self.text(phrase.section):
            return None
        return phrase

    def text(self, section: int) -> str:
        """Return the text of a section as it is now; 0 is the introduction."""
        if section == 0:
            return self.report.introduction
        found = self.report.section(section)
        return found.text if found else ""

    def swap(self, section: int, old: str, new: str) -> None:
        """Put new words into the text of a section in place of the first `old`."""
        text = self.text(section).replace(old, new, 1)
        if section == 0:
            self.report = self.report.replace(introduction=text)
            return
        sections = tuple(
            dataclasses.replace(s, text=text) if s.no == section else s
            for s in self.report.sections
        )
        self.report = self.report.replace(sections=sections)


def _meet(one: str, other: str) -> bool:
    """Whether two zones are the same, or one is part of the other."""
    return one == other or one.startswith(f"{other}.") or other.startswith(f"{one}.")


def _of_usual_length(draft: Draft) -> bool:
    """Whether section one is neither too long nor too short, unless a fault took its length."""
    length = len("".join(draft.text(1).split()))
    limits = draft.profile.section_one_least, draft.profile.section_one_most
    old = draft.specimen.report.format != "2021"
    return old or not draft.free("length") or limits[0] <= length <= limits[1]


def _of_this_year(draft: Draft) -> bool:
    """Whether the figures are not nearly all last year's, unless a fault copied them."""
    copied = not draft.free("copied")
    return copied or not draft.previous or not same_figures(draft.report, draft.previous)
