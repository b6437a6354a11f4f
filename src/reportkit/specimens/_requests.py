"""Table three of two years: requests, by kind of applicant and outcome, and what is carried over.

Every column balances, and this year begins with what last year left.  How many come depends on
the organ: most have none or a few, governments hundreds or thousands.

>>> last, this = requests(form, who, draw)  # doctest: +SKIP
>>> this["t3.R2.nat"] == last["t3.R4.nat"]  # doctest: +SKIP
True
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportkit.specimens._tables import data

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reportkit.form import Form
    from reportkit.specimens._draw import Draw
    from reportkit.specimens._organs import Who

__all__ = ["requests"]

_COLUMNS = {"nat": 84, "com": 10, "res": 0.4, "pub": 0.8, "law": 1.6, "oth": 3.2}
_MANY = 40
"""From how many on figures are spread by shares, not one by one."""
_SIZES = {
    "none": (0, 0),
    "few": (1, 11),
    "tens": (12, 75),
    "hundreds": (90, 780),
    "thousands": (1050, 5200),
}
_ASKED = {
    "rare": {"none": 66, "few": 32, "tens": 2},
    "some": {"none": 40, "few": 48, "tens": 12},
    "many": {"none": 10, "few": 42, "tens": 40, "hundreds": 8},
    "township": {"none": 58, "few": 36, "tens": 6},
    "street": {"none": 44, "few": 40, "tens": 16},
    "government 县": {"tens": 38, "hundreds": 62},
    "government 区": {"tens": 18, "hundreds": 76, "thousands": 6},
    "government 市": {"hundreds": 45, "thousands": 55},
}
"""How often requests come -> how often which size."""

Counts = dict[str, int]


def requests(forms: tuple[Form, Form], who: Who, draw: Draw) -> tuple[Counts, Counts]:
    """Return last year's and this year's figures of table three."""
    key = f"{who.asked} {who.level}" if who.shape == "government" else who.asked
    shares = _ASKED[key]
    size = draw.weighted(tuple(shares), tuple(shares.values()))
    new = draw.between(*_SIZES[size])
    last = _year(forms[0], who, draw.part("last"), _near(draw, new), {})
    left = {column: last[f"t3.R4.{column}"] for column in _COLUMNS}
    return last, _year(forms[1], who, draw.part("this"), new, left)


def _near(draw: Draw, new: int) -> int:
    """Draw last year's number beside this year's."""
    if not new:
        return draw.between(1, 4) if draw.chance(0.25) else 0
    if new <= 11:
        return draw.between(0, new + 3)
    return round(new * (0.7 + draw.below(60) / 100)) + draw.between(1, 3)


def _year(form: Form, who: Who, draw: Draw, new: int, brought: Mapping[str, int]) -> Counts:
    rows = tuple(row.key for row in form.tables["t3"].blocks[0].rows.leaves)
    ends = _ends(rows, who, draw)
    came = _spread(draw, tuple(_COLUMNS), tuple(_COLUMNS.values()), new)
    made: Counts = dict.fromkeys(form.tables["t3"].cells, 0)
    late = _left(draw, came, new)
    for column in _COLUMNS:
        old = brought.get(column, 0)
        done = came[column] + old - late[column]
        made[f"t3.R1.{column}"] = came[column]
        made[f"t3.R2.{column}"] = old
        made[f"t3.R4.{column}"] = late[column]
        made[f"t3.R3_7.{column}"] = done
        for row, number in _spread(draw, tuple(ends), tuple(ends.values()), done).items():
            made[f"t3.{row}.{column}"] = number
    for row in rows:
        made[f"t3.{row}.tot"] = sum(made[f"t3.{row}.{column}"] for column in _COLUMNS)
    return made


def _ends(rows: Sequence[str], who: Who, draw: Draw) -> dict[str, float]:
    """Return how often which outcome comes; the trial form has one row for all others."""
    usual = data("offices")["ends"][who.ends]
    kept = {row: usual[row] * (0.5 + draw.below(100) / 100) for row in rows if row in usual}
    if "R3_6" in rows:
        kept["R3_6"] = 6.0
    return kept


def _left(draw: Draw, came: Counts, new: int) -> Counts:
    """Draw how many of the new requests are unfinished at the end of the year."""
    left = dict.fromkeys(came, 0)
    if not new:
        return left
    share = draw.below(11) / 100
    wanted = round(new * share) if new > 11 else int(draw.chance(0.28)) + int(draw.chance(0.06))
    for column, number in came.items():
        taken = min(wanted, number if new <= 11 else number // 4)
        if column != "nat" and new > 11:
            taken = min(taken, draw.between(0, taken))
        left[column] = taken
        wanted -= taken
    return left


def _spread(draw: Draw, keys: Sequence[str], weights: Sequence[float], number: int) -> Counts:
    """Spread a number over keys: one by one, or large numbers by uneven shares."""
    found = dict.fromkeys(keys, 0)
    rest = number
    if number > _MANY:
        uneven = [weight * (0.75 + draw.below(50) / 100) for weight in weights]
        whole = sum(uneven)
        for key, weight in zip(keys, uneven, strict=True):
            found[key] = int(number * weight / whole)
        rest -= sum(found.values())
    for _ in range(rest):
        found[draw.weighted(keys, weights)] += 1
    return found
