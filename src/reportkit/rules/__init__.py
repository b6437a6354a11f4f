"""The rules of the field, in the order of the catalogue.

Each family has a module; families do not import each other.

>>> [rule.id for rule in RULES][:2]  # doctest: +SKIP
['ST-01', 'ST-02']
"""

from __future__ import annotations

from functools import cache

from reportkit.rules import (
    blanks,
    consistency,
    contents,
    copying,
    dates,
    equations,
    facts,
    fees,
    names,
    narrative,
    opening,
    order,
    privacy,
    requests,
    spelling,
    structure,
    substance,
    table2,
    table_shape,
    tables,
    text_years,
    traces,
    wording,
    years,
)
from reportkit.rules._rule import Case, Entry, Fault, Rule, Undecided, catalogue, rule

__all__ = [
    "RULES",
    "Case",
    "Entry",
    "Fault",
    "Rule",
    "Undecided",
    "by_id",
    "catalogue",
    "rule",
    "waiting",
]

_AREAS = ("ST", "T2", "T3", "T4", "CY", "NA", "DT", "PV", "WD")

RULES: tuple[Rule, ...] = tuple(
    sorted(
        (
            *structure.RULES,
            *table_shape.RULES,
            *contents.RULES,
            *opening.RULES,
            *dates.RULES,
            *text_years.RULES,
            *equations.RULES,
            *table2.RULES,
            *tables.RULES,
            *requests.RULES,
            *years.RULES,
            *narrative.RULES,
            *consistency.RULES,
            *fees.RULES,
            *substance.RULES,
            *facts.RULES,
            *copying.RULES,
            *privacy.RULES,
            *traces.RULES,
            *wording.RULES,
            *blanks.RULES,
            *spelling.RULES,
            *order.RULES,
            *names.RULES,
        ),
        key=lambda item: (_AREAS.index(item.id[:2]), item.id),
    )
)


def by_id(id: str) -> Rule:  # noqa: A002  the field's own word
    """Return the rule called `id`.

    Raises
    ------
    KeyError
        If no rule has this id.
    """
    for item in RULES:
        if item.id == id:
            return item
    raise KeyError(id)


@cache
def waiting() -> tuple[Entry, ...]:
    """Return the entries of the catalogue that cannot be run, for want of what they need."""
    able = {item.id for item in RULES}
    return tuple(entry for entry in catalogue().values() if entry.id not in able)
