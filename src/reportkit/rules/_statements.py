"""What a claim of the text must equal in the tables, and how the difference is told.

>>> side = row_total(case, "R1")  # doctest: +SKIP
>>> side.number, side.place  # doctest: +SKIP
(11, '表三“新收·总计”')
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from reportkit.claims import Claim, Metric, read_claims
from reportkit.form import CellId, load
from reportkit.rules._prose import ordinal
from reportkit.rules._rule import Case, Fault, Undecided
from reportkit.text import print_number

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from reportkit.finding import Severity

__all__ = [
    "Side",
    "apart",
    "cells_side",
    "claims_of",
    "contradiction",
    "row_total",
    "rows_total",
    "shown",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """The side of the tables: cells, their sum (None where one holds no number), their names."""

    cells: tuple[str, ...]
    number: int | Decimal | None
    place: str

    def undecided(self, case: Case) -> Undecided:
        """Say that the cells cannot be compared with."""
        return Undecided(case.unread(*self.cells) or f"{self.place}的数字")


def claims_of(case: Case, *metrics: Metric) -> list[Claim]:
    """Return the claims of some metrics that can be held against the tables."""
    return [c for c in read_claims(case.report) if c.metric in metrics and c.compares]


def row_total(case: Case, key: str, columns: Iterable[str] = ("tot",)) -> Side | None:
    """Return the total of a row or group of table three; None where the form lacks it."""
    found = _row(case.report.tables["t3"].format, key, tuple(columns))
    return None if found is None else cells_side(case, *found)


@cache
def _row(form: str, key: str, columns: tuple[str, ...]) -> tuple[tuple[str, ...], str] | None:
    """Return the cells of a row or group of table three, and how people call them together."""
    table = load(form).tables["t3"]
    block = table.blocks[0]
    entry = next((e for e in block.rows.walk() if e.key == key), None)
    if entry is None:
        return None
    cells = tuple(f"t3.{leaf.key}.{column}" for leaf in entry.leaves for column in columns)
    if len(cells) == 1:
        return cells, table.cells[CellId(cells[0])].place
    if len(columns) == 1:
        column = block.columns.leaf(columns[0]).spoken
        return cells, f"{table.name}“{entry.spoken}”{column}"
    column = block.columns.path(columns[0])[-2].spoken
    return cells, f"{table.name}“{entry.spoken}·{column}”"


def rows_total(case: Case, *keys: str, columns: Iterable[str] = ("tot",)) -> Side | None:
    """Return the sum of several rows or groups of table three."""
    columns = tuple(columns)
    sides = [side for key in keys if (side := row_total(case, key, columns)) is not None]
    if len(sides) != len(keys):
        return None
    if len(sides) == 1:
        return sides[0]
    cells = tuple(cell for side in sides for cell in side.cells)
    return cells_side(case, cells, "与".join(side.place for side in sides) + "之和")


def cells_side(case: Case, cells: tuple[str, ...], place: str = "") -> Side:
    """Return the sum of some cells under a name."""
    number = case.sum(tuple(CellId(cell) for cell in cells))
    return Side(cells=cells, number=number, place=place or "与".join(map(case.place, cells)))


def contradiction(
    claim: Claim, side: Side, what: str, *, severity: Severity | None = None, hint: str = ""
) -> Fault:
    """Word how a claim differs from the tables: both figures, the place, the difference."""
    number = side.number if side.number is not None else 0
    difference = apart(claim.number, number)
    sums = "合计" if len(side.cells) > 1 and "之和" not in side.place else ""
    unit = claim.unit or "件"
    message = (
        f"{ordinal(claim.section)}写{what}{shown(claim.number)}{unit}，{side.place}{sums}为"
        f"{shown(number)}件，相差{shown(difference)}{hint}。"
    )
    return Fault(
        message=message,
        cells=side.cells,
        section=claim.section,
        quote=claim.quote,
        expected=number,
        found=claim.number,
        severity=severity,
    )


def apart(one: int | Decimal, other: int | Decimal) -> int | Decimal:
    """Return how far two numbers are apart."""
    return one - other if one > other else other - one


def shown(number: int | Decimal) -> str:
    """Print a number for a sentence."""
    return print_number(number)
