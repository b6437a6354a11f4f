"""Figures of two years that hold every equation, within each year and between them.

Last year's and this year's figures differ as an office's do: nothing jumps tenfold, and not
nearly all figures are the same.  Where a draw comes out otherwise, the next one is taken.

>>> last, this = figures(who, 2024, draw)  # doctest: +SKIP
>>> this.cells["t3.R2.tot"] == last.cells["t3.R4.tot"]  # doctest: +SKIP
True
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from reportkit.form import FORMATS, load
from reportkit.specimens._cases import cases
from reportkit.specimens._documents import documents
from reportkit.specimens._fees import Fees, fees
from reportkit.specimens._requests import requests

if TYPE_CHECKING:
    from reportkit.form import Form
    from reportkit.specimens._draw import Draw
    from reportkit.specimens._organs import Who

__all__ = ["Year", "figures", "form_of"]

Cells = dict[str, int | str]

_TRIES = 60
_JUMP, _FROM = 10, 20
_SAME, _LEAST = 0.7, 3


class Year(NamedTuple):
    """The figures of one year: every cell of the form, and the fee, which stands in no table."""

    form: Form
    cells: Cells
    fees: Fees


def form_of(year: int) -> Form:
    """Return the form that a report about a year is made on."""
    forms = [load(key) for key in FORMATS]
    return next((form for form in forms if form.first_year <= year), forms[-1])


def figures(who: Who, year: int, draw: Draw) -> tuple[Year, Year]:
    """Return last year's and this year's figures."""
    for at in range(_TRIES):
        last, this = _drawn(who, year, draw.part(at))
        if _can_follow(last.cells, this.cells):
            break
    return last, this


def _drawn(who: Who, year: int, draw: Draw) -> tuple[Year, Year]:
    forms = form_of(year - 1), form_of(year)
    tables = requests(forms, who, draw.part("t3"))
    asked = [table["t3.R1.tot"] + table["t3.R2.tot"] for table in tables]
    suits = cases(year, (asked[0], asked[1]), draw.part("t4"))
    papers = documents(who, (forms[0].format, forms[1].format), draw.part("t2"))
    made = []
    for at, form in enumerate(forms):
        fee = fees(asked[at] if form.format == "2021" else 0, draw.part("fees", at))
        cells: Cells = {**papers[at], **tables[at], **suits[at]}
        made.append(Year(form, _with_fee(cells, fee), fee))
    return made[0], made[1]


def _with_fee(cells: Cells, fee: Fees) -> Cells:
    """Enter what the fee changes in the tables: money collected, requests that lapsed."""
    if not fee.notices:
        return cells
    charged = Decimal(cells["t2.fee"]) + Decimal(fee.collected) / 10000
    cells["t2.fee"] = f"{charged.normalize():f}"
    lapsed = min(fee.unpaid, int(cells["t3.R3_1.nat"]))
    for column in ("nat", "tot"):
        for row, change in (("R3_1", -lapsed), ("R3_6_2", lapsed)):
            cells[f"t3.{row}.{column}"] = int(cells[f"t3.{row}.{column}"]) + change
    return cells


def _can_follow(last: Cells, this: Cells) -> bool:
    """Whether this year's figures may well come after last year's."""
    same = both = 0
    for name, now in this.items():
        before = last.get(name, 0)
        if isinstance(now, str) or isinstance(before, str):
            known = name == "t2.fee" and before not in {0, "0"}
            both, same = both + known, same + (known and now == before)
            continue
        if not before:
            continue
        low, high = (now, before) if now < before else (before, now)
        if high >= _FROM and low * _JUMP <= high:
            return False
        if now and not name.endswith((".tot", ".total")) and ".R3_7." not in name:
            both, same = both + 1, same + (now == before)
    return same < _LEAST or same <= both * _SAME
