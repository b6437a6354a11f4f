"""Whether figures of table 3 look as if they stood in the wrong row or column.

A slip may by chance leave a table that one shift or one exchange of neighbours would mend as well;
who learns could not tell what happened, so such a slip is not planted.

>>> looks_displaced(report)  # doctest: +SKIP
False
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from reportkit.lessons.operations._following import number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reportkit.form import Table
    from reportkit.report import Report

__all__ = ["looks_displaced"]

Figures = dict[str, int]


def looks_displaced(report: Report) -> bool:
    """Whether an equation of table 3 is broken, and moving one line makes all of them hold."""
    table = report.tables["t3"]
    held: Figures = {str(name): number(report, name) for name in table.cells}
    if _hold(table, held):
        return False
    return any(_hold(table, held | moved) for moved in _moves(table, held))


def _hold(table: Table, figures: Mapping[str, int]) -> bool:
    return all(
        sum(figures[name] for name in e.left) == sum(figures[name] for name in e.right)
        for e in table.equations
    )


def _moves(table: Table, held: Figures) -> Iterator[Figures]:
    """Yield every row, or all of them, moved by one; every two neighbouring lines exchanged."""
    rows = [[str(name) for name in line.values()] for line in table.lines.values()]
    for step in (1, -1):
        shifted = [_shifted(row, held, step) for row in rows]
        yield from shifted
        yield {name: count for row in shifted for name, count in row.items()}
    for lines in (rows, [list(column) for column in zip(*rows, strict=True)]):
        for one, other in pairwise(lines):
            yield {
                name: held[partner]
                for pair in zip(one, other, strict=True)
                for name, partner in (pair, pair[::-1])
            }


def _shifted(row: list[str], held: Figures, step: int) -> Figures:
    return {name: held[row[(at + step) % len(row)]] for at, name in enumerate(row)}
