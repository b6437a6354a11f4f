"""Slips in the list of sections that an introduction may give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportkit.lessons._fault import Expected, Planted

if TYPE_CHECKING:
    from reportkit.lessons._draft import Draft
    from reportkit.lessons._fault import Fault
    from reportkit.specimens import Draw

__all__ = ["sections_listed"]

_COUNTS = {5: "五", 6: "六"}


def sections_listed(draft: Draft, fault: Fault, draw: Draw) -> Planted | None:
    """List the sections in the introduction, one by another name or one left out.

    Notes
    -----
    ``given.names`` is a list of [number of the section, other name]; ``given.drops`` are the
    sections of which one is left out.
    """
    titles = {section.no: section.title for section in draft.report.form.sections}
    if "names" in fault.given:
        no, wrong = draw.choice(fault.given["names"])
        right, listed = titles[no], [*(titles | {no: wrong}).values()]
    else:
        no = draw.choice(fault.given["drops"])
        right, wrong = titles.pop(no), ""
        listed = list(titles.values())
    names = "、".join(listed)
    sentence = f"本报告由{names}{_COUNTS[len(listed)]}个部分组成。"
    if not draft.free(f"heading.{no}") or not _say(draft, sentence):
        return None
    draft.take(f"heading.{no}")  # a heading that is wrong in the same words would excuse the list
    return Planted(
        fault=fault,
        expected=(Expected(rule=fault.rule, quote=wrong or names),),
        section=0,
        quote=wrong or sentence,
        wrong=wrong or sentence,
        right=right,
    )


def _say(draft: Draft, sentence: str) -> bool:
    """Put the sentence in place of the list that is there, or behind the legal basis."""
    listed = draft.phrase("parts")
    if draft.specimen.phrase("parts") is not None:
        if listed is None or not draft.take("parts"):
            return False
        draft.swap(0, listed.text, sentence)
        return True
    before = draft.phrase("period")
    if before is None or before.section != 0 or not draft.take("parts", "period"):
        return False
    draft.swap(0, before.text, before.text + sentence)
    return True
