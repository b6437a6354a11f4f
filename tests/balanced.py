"""Made-up reports whose tables hold every equation, and single faults in them, from a seed.

Figures are as sparse as in real reports: most units have few requests, most of them from
individuals, most outcomes are disclosure.  `balanced(format, seed)` is always the same report.
"""

from __future__ import annotations

import random
from functools import cache
from typing import TYPE_CHECKING

from reportkit.form import CellId, load
from reportkit.report import Report

if TYPE_CHECKING:
    from collections.abc import Iterator

_SIZES = (0, 1, 3, 8, 25, 90, 400, 1600)
_COLUMN_WEIGHTS = (80, 12, 1, 2, 2, 3)  # individuals first, as in published reports
_GROUPS = ("A", "B", "C")


@cache
def balanced(format: str, seed: int) -> Report:  # noqa: A002  the field's own word
    """Return a report whose equations all hold, blank in table 2."""
    rng = random.Random(f"{format}/{seed}")
    report = Report.empty(
        load(format), agency="青禾县林业局", year=2023 if format == "2021" else 2020
    )
    return report.replace({**_table3(report, rng), **_table4(rng)})


def _table3(report: Report, rng: random.Random) -> dict[str, int]:
    rows = list(dict.fromkeys(n.split(".")[1] for n in report.tables["t3"].cells))
    outcomes = [row for row in rows if row not in {"R1", "R2", "R3_7", "R4"}]
    columns = [n.split(".")[2] for n in report.tables["t3"].row_cells("R1")][:-1]
    figures = dict.fromkeys(((row, column) for row in rows for column in columns), 0)
    weights = [8, 4, *(rng.random() ** 2 for _ in outcomes[2:])]
    for _ in range(rng.choice(_SIZES)):
        row = rng.choices(outcomes, weights)[0]
        figures[row, rng.choices(columns, _COLUMN_WEIGHTS)[0]] += 1
    for column in columns:
        done = sum(figures[row, column] for row in outcomes)
        left_open = rng.randint(0, done // 6 + 1) if done else 0
        figures["R3_7", column], figures["R4", column] = done, left_open
        figures["R2", column] = rng.randint(0, min(done + left_open, done // 8 + 1))
        figures["R1", column] = done + left_open - figures["R2", column]
    found = {f"t3.{row}.{column}": number for (row, column), number in figures.items()}
    totals = {f"t3.{row}.tot": sum(figures[row, column] for column in columns) for row in rows}
    return {**found, **totals}


def _table4(rng: random.Random) -> dict[str, int]:
    found = {}
    for group in _GROUPS:
        parts = [rng.choice((0, 0, 0, 1, 2, rng.randint(0, 40))) for _ in range(4)]
        names = ("keep", "fix", "other", "open", "total")
        found |= dict(zip((f"t4.{group}.{n}" for n in names), (*parts, sum(parts)), strict=True))
    return found


def faults(seed: int, *, rounds: int) -> Iterator[tuple[Report, CellId, int]]:
    """Yield a consistent report, a cell and the wrong figure for it: every cell, every round."""
    rng = random.Random(seed)
    for turn in range(rounds):
        for format in ("2021", "2019"):  # noqa: A001  the field's own word
            cells = [n for n in balanced(format, 0).values if n[:2] in {"t3", "t4"}]
            for at, name in enumerate(cells):
                report = balanced(format, (turn * 200 + at) % 60)
                number = report[name].number
                assert isinstance(number, int)
                yield report, name, rng.choice(wrong_figures(number, rng))


def wrong_figures(number: int, rng: random.Random) -> list[int]:
    """Return one wrong figure for each kind of fault that the number allows."""
    digits = str(number)
    kinds = {
        "swapped digits": int(digits[1] + digits[0] + digits[2:]) if number > 9 else number,
        "one more": number + 1,
        "one less": max(number - 1, 0),
        "times ten": number * 10,
        "a digit dropped": int(digits[:-1] or 0),
        "zeroed": 0,
        "any": rng.randint(0, 60),
    }
    return [wrong for wrong in kinds.values() if wrong != number] or [number + 1]
