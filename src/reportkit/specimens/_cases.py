"""Table four of two years: reviews and lawsuits over disclosure.

Cases come from requests; what is open at the end of a year stands in the next one too.

>>> cases(2024, (12, 9), draw)[1]["t4.B.total"]  # doctest: +SKIP
0
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportkit.specimens._draw import Draw

__all__ = ["cases"]

Counts = dict[str, int]

_FIELDS = ("keep", "fix", "other", "open")
_WEIGHTS = (56, 12, 20, 12)
_REVIEW_FIRST = 2024
"""From this year on a refusal goes to review before it goes to court (行政复议法, article 23)."""


def cases(year: int, asked: tuple[int, int], draw: Draw) -> tuple[Counts, Counts]:
    """Return last year's and this year's figures of table four.

    Parameters
    ----------
    year
        This year.
    asked
        Last year's and this year's requests, new and carried in.
    draw
        For these figures.
    """
    last = _year(draw, year - 1, asked[0], {})
    open_then = {group: last[f"t4.{group}.open"] for group in "ABC"}
    return last, _year(draw, year, asked[1], open_then)


def _year(draw: Draw, year: int, asked: int, before: Counts) -> Counts:
    reviews = _some(draw, asked, 0.05) + before.get("A", 0)
    direct = _some(draw, asked, 0.015) if year < _REVIEW_FIRST else 0
    found = {
        "A": _group(draw, reviews, before.get("A", 0)),
        "B": _group(draw, direct + before.get("B", 0), before.get("B", 0)),
    }
    if year >= _REVIEW_FIRST - 1:
        found["B"] = _decided(found["B"])
    decided = reviews - found["A"]["open"]
    after = min(_some(draw, asked, 0.02), decided) + before.get("C", 0)
    found["C"] = _group(draw, after if decided else before.get("C", 0), before.get("C", 0))
    if not decided:
        found["C"] = _decided(found["C"])
    return {
        f"t4.{group}.{field}": number
        for group, fields in found.items()
        for field, number in {**fields, "total": sum(fields.values())}.items()
    }


def _some(draw: Draw, asked: int, share: float) -> int:
    """Draw how many requests end in a case."""
    if asked > 60:
        return round(asked * share * (0.4 + draw.below(120) / 100))
    return sum(draw.chance(share) for _ in range(asked))


def _group(draw: Draw, number: int, old: int) -> Counts:
    """Spread cases over their results; the old ones are decided by now."""
    found = dict.fromkeys(_FIELDS, 0)
    for at in range(number):
        weights = _WEIGHTS if at >= old else (*_WEIGHTS[:3], 0)
        found[draw.weighted(_FIELDS, weights)] += 1
    return found


def _decided(fields: Counts) -> Counts:
    """Return the same cases with none of them open."""
    return {**fields, "other": fields["other"] + fields["open"], "open": 0}
