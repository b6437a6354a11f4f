"""Operations on the text: a phrase says something else than it should."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportkit.lessons._fault import Expected, Planted

if TYPE_CHECKING:
    from reportkit.lessons._draft import Draft
    from reportkit.lessons._fault import Fault
    from reportkit.specimens import Draw

__all__ = ["phrase_swap"]


def phrase_swap(draft: Draft, fault: Fault, draw: Draw) -> Planted | None:
    """Put other words into one phrase.

    Notes
    -----
    ``given.swaps`` is a list of ``[role, old, new]``; one that this report has is drawn.
    """
    swaps = [
        (phrase, old, new)
        for role, old, new in fault.given["swaps"]
        if (phrase := draft.phrase(role)) and old in phrase.text and draft.free(role)
    ]
    if not swaps:
        return None
    phrase, old, new = draw.choice(swaps)
    draft.take(phrase.role)
    draft.swap(phrase.section, phrase.text, phrase.text.replace(old, new, 1))
    rules = (fault.rule, *fault.also)
    return Planted(
        fault=fault,
        expected=tuple(Expected(rule=rule, quote=new) for rule in rules),
        section=phrase.section,
        quote=new,
        wrong=new,
        right=old,
    )
