"""What the sentences of one report may say: its figures with their cells, its names, its draws.

Names in templates are short (``new`` for ``t3.R1.tot``); a cell's own name works too.  Behind a
name may stand: ``%`` for the share of all handled requests (``people%new``: of the new ones),
``~`` for the change against last year in percent, ``+`` for the same in numbers, both without a
sign.  ``last.`` in front asks for last year's figure, ``a+b`` is a sum.

>>> facts.say("refused", "", draw)  # doctest: +SKIP
('3', ('t3.R3_3_1.tot', 't3.R3_3_2.tot', …))
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import TYPE_CHECKING

from reportkit.form import load

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reportkit.specimens._draw import Draw
    from reportkit.specimens._figures import Year

__all__ = ["KnownFacts", "han"]

_DRAWN = re.compile(r"(\d+)-(\d+)")
_PARTS = re.compile(r"(.+?)([%~+])(\w*)")
_CONDITION = re.compile(r"([^≥≤=≠]+)([≥≤=≠])(.+)")
_HAN = ("零", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十")

_SHORT = {
    "new": ("t3.R1.tot",),
    "brought": ("t3.R2.tot",),
    "done": ("t3.R3_7.tot",),
    "left": ("t3.R4.tot",),
    "due": ("t3.R1.tot", "t3.R2.tot"),
    "people": ("t3.R1.nat",),
    "companies": ("t3.R1.com",),
    "reviews": ("t4.A.total",),
    "direct": ("t4.B.total",),
    "after": ("t4.C.total",),
    "suits": ("t4.B.total", "t4.C.total"),
    "litigated": ("t4.A.total", "t4.B.total", "t4.C.total"),
    "suits.keep": ("t4.B.keep", "t4.C.keep"),
    "suits.fix": ("t4.B.fix", "t4.C.fix"),
    "suits.other": ("t4.B.other", "t4.C.other"),
    "suits.open": ("t4.B.open", "t4.C.open"),
    "issued": ("t2.norm.issued",),
    "repealed": ("t2.norm.repealed",),
    "valid": ("t2.norm.valid",),
    "rules.issued": ("t2.rule.issued",),
    "rules.valid": ("t2.rule.valid",),
    "unpaid": ("t3.R3_6_2.tot",),
}
_REPEATED = (
    "trainings",
    "graphic",
    "pictures",
    "readings",
    "dead",
    "changed",
    "hearings",
    "average",
)
"""Drawn figures that a later sentence repeats where an earlier one told them, else 0."""
_BOTH = ("granted", "partly")
_GROUPS = {
    "granted": "R3_1",
    "partly": "R3_2",
    "refused": "R3_3",
    "unable": "R3_4",
    "unhandled": "R3_5",
    "otherwise": "R3_6",
}
_DECISIONS = {"permits": "permit", "penalties": "penalty", "coercions": "coercion"}


@cache
def _cells(format: str) -> dict[str, tuple[str, ...]]:  # noqa: A002  the field's own word
    """Return the cells behind every short name, in a form."""
    form = load(format)
    block = form.tables["t3"].blocks[0]
    found = {name: cells for name, cells in _SHORT.items() if cells[0] in form.cells}
    for name, key in _GROUPS.items():
        entry = next(e for e in block.rows.walk() if e.key == key)
        found[name] = tuple(f"t3.{leaf.key}.tot" for leaf in entry.leaves)
    found["opened"] = tuple(cell for name in _BOTH for cell in found[name])
    group = next(e for e in block.columns.walk() if e.key == "organisations")
    found["bodies"] = tuple(f"t3.R1.{leaf.key}" for leaf in group.leaves)
    for name, key in _DECISIONS.items():
        cell = f"t2.{key}" if f"t2.{key}" in form.cells else f"t2.{key}.decisions"
        found[name] = (cell,)
    return found


def han(number: int) -> str:
    """Write a small count as it is said before a measure word: 两."""
    return _HAN[number] if 0 < number < len(_HAN) else str(number)


class KnownFacts:
    """The facts of one report.

    Parameters
    ----------
    year
        This year's figures.
    last
        Last year's, or None where they are not known.
    words
        Names, by the words that templates use for them.
    tags
        What holds of the report besides figures: kind, form, style.

    Attributes
    ----------
    drawn : dict of str to int
        Figures that no table has, by name; a sentence draws one, later ones repeat it.
    made : dict of str to tuple
        Parts of sentences that were made beforehand, with the cells that they tell.
    """

    def __init__(
        self, year: Year, last: Year | None, words: Mapping[str, str], tags: frozenset[str]
    ) -> None:
        self._now = year.cells
        self._before = last.cells if last else {}
        self._format = year.form.format
        self._format_before = (last or year).form.format
        self.words = dict(words)
        self.tags = tags
        self.drawn: dict[str, int] = dict.fromkeys(_REPEATED, 0)
        self._sums: dict[str, int] = {}
        self.made: dict[str, tuple[str, tuple[str, ...]]] = {}

    def number(self, name: str) -> int:
        """Return a figure: a drawn one, one of the tables, or last year's.

        Raises
        ------
        KeyError
            If nothing is known by that name.
        """
        if name in self.drawn:
            return self.drawn[name]
        if name not in self._sums:
            self._sums[name] = self._sum(name)
        return self._sums[name]

    def _sum(self, name: str) -> int:
        if name.startswith("last."):
            plain = name.removeprefix("last.")
            cells = _cells(self._format_before).get(plain, (plain,))
            return sum(int(self._before.get(cell, 0)) for cell in cells)
        return sum(int(self._now.get(cell, 0)) for cell in self.cells(name))

    def cells(self, name: str) -> tuple[str, ...]:
        """Return the cells that a name stands for; none for a drawn figure."""
        if name in self.drawn:
            return ()
        found = _cells(self._format).get(name)
        if found is None and name not in self._now:
            raise KeyError(name)
        return found or (name,)

    def say(self, name: str, form: str, draw: Draw) -> tuple[str, tuple[str, ...]]:
        """Return what stands for a name in a sentence, and the cells that it tells."""
        if name in self.made:
            return self.made[name]
        if name in self.words:
            return self.words[name], ()
        if drawn := _DRAWN.match(form):
            low, high = int(drawn[1]), int(drawn[2])
            self.drawn[name] = draw.between(low, max(low, high))
        if "%" in name or name[-1] in "~+":
            part, how, whole = _PARTS.fullmatch(name).groups()  # type: ignore[union-attr]  # matches
            return self.compared(part, how, form, whole or "done")
        if name == "t2.fee":
            return str(self._now[name]), (name,)
        parts = name.split("+")
        number = sum(self.number(part) for part in parts)
        cells = tuple(cell for part in parts for cell in self.cells(part.removeprefix("last.")))
        small = form.endswith("h") and "han" in self.tags
        return (han(number) if small else str(number)), cells

    def compared(
        self, name: str, how: str, form: str, whole: str = "done"
    ) -> tuple[str, tuple[str, ...]]:
        """Return a share or a change, to so many decimals, and the cells that it tells."""
        now, cells = self.number(name), self.cells(name)
        step = Decimal(1).scaleb(-int(form or 1))
        if how == "%":
            rate = Decimal(100 * now) / self.number(whole)
            return str(rate.quantize(step, ROUND_HALF_UP)), (*cells, *self.cells(whole))
        before = self.number(f"last.{name}")
        if how == "+":
            return str(abs(now - before)), cells
        rate = abs(Decimal(100 * now) / before - 100)
        return str(rate.quantize(step, ROUND_HALF_UP)), cells

    def hold(self, conditions: str) -> bool:
        """Whether all conditions hold.

        Notes
        -----
        ``left`` is true of a figure that is not 0, ``!left`` of 0; ``left≥2``, ``left≤2``,
        ``left=2`` and ``left≠last.left`` as written; ``new↑`` and ``new↓`` where there are more
        or fewer than last year; ``@township`` where the report has the tag.
        """
        return all(self._holds(*condition) for condition in _conditions(conditions))

    def _holds(self, name: str, how: str, other: str) -> bool:
        if how == "@":
            return (name in self.tags) is not bool(other)
        one = self.number(name)
        than = int(other) if other.isdigit() else self.number(other)
        return {"≥": one >= than, "≤": one <= than, "=": one == than, "≠": one != than,
                "↑": one > than, "↓": one < than}[how]  # fmt: skip


@cache
def _conditions(conditions: str) -> tuple[tuple[str, str, str], ...]:
    """Take conditions apart: name, how to compare, with what."""
    return tuple(_condition(condition) for condition in conditions.split())


def _condition(text: str) -> tuple[str, str, str]:
    if "@" in text:
        return text.lstrip("!@"), "@", "not" if text.startswith("!") else ""
    if text[-1] in "↑↓":
        return text[:-1], text[-1], f"last.{text[:-1]}"
    if match := _CONDITION.fullmatch(text):
        return match[1], match[2], match[3]
    return text.removeprefix("!"), "=" if text.startswith("!") else "≠", "0"
