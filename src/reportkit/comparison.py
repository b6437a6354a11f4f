"""Two years' figures side by side, cell by cell.

A cell that holds no number in one of the years has no difference: nothing is taken for 0.  This
module compares; whether a change is plausible is for the rules (CY-01 to CY-06).

>>> from reportkit import form
>>> from reportkit.report import Report
>>> report = Report.empty(form.load("2021"), year=2023).replace({"t3.R1.tot": 11})
>>> last = Report.empty(form.load("2021"), year=2022).replace({"t3.R1.tot": 8})
>>> compare(report, last)["t3.R1.tot"].difference
3
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from reportkit import _display
from reportkit.form import CellId, unknown_cell

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reportkit.form import Cell, Table
    from reportkit.report import Report, Value

__all__ = ["Comparison", "Pair", "compare"]

_TENTH = Decimal("0.1")
_NOT_COMPARED = frozenset({"delta"})  # a change against a year that is in neither report


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One cell in both years; `before` is None where last year's form has no such cell."""

    cell: Cell
    now: Value
    before: Value | None

    @property
    def difference(self) -> int | Decimal | None:
        """The number of this year less that of last year; None where one of them is no number."""
        if self.before is None or self.now.number is None or self.before.number is None:
            return None
        return self.now.number - self.before.number

    @property
    def share(self) -> Decimal | None:
        """The difference in per cent of last year's number, to one place; None from 0."""
        difference = self.difference
        if difference is None or self.before is None or not self.before.number:
            return None
        share = Decimal(difference) * 100 / Decimal(self.before.number)
        return share.quantize(_TENTH, rounding=ROUND_HALF_UP)

    @property
    def nought(self) -> bool:
        """Whether both years say 0."""
        return self.before is not None and self.now.number == 0 == self.before.number


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two reports side by side.

    Notes
    -----
    `pairs` has the cells of this year's tables, in order.  A table whose columns mean something
    else in the two years is left out, and named in `left_out`.
    """

    report: Report
    previous: Report
    pairs: Mapping[CellId, Pair]
    left_out: tuple[str, ...] = ()

    def __getitem__(self, name: str) -> Pair:
        """Return one cell in both years.

        Raises
        ------
        UnknownCell
            If the cell is not compared.
        """
        try:
            return self.pairs[CellId(name)]
        except KeyError:
            known = {key: pair.cell for key, pair in self.pairs.items()}
            raise unknown_cell(name, known) from None

    def __iter__(self) -> Iterator[Pair]:
        """Yield the cells in order."""
        return iter(self.pairs.values())

    @property
    def objections(self) -> tuple[str, ...]:
        """What speaks against comparing these two reports, in sentences; often nothing."""
        return tuple(_objections(self.report, self.previous))

    def _repr_html_(self) -> str:
        return _display.to_html(self)


def compare(report: Report, previous: Report) -> Comparison:
    """Compare a report with the one of the year before, cell by cell.

    Parameters
    ----------
    report
        This year's report.
    previous
        Last year's report.  That it is of the same organ and the year before is not required;
        `Comparison.objections` says where it is not.

    Returns
    -------
    Comparison
        Every cell of this year's tables with both values; counts in 件, ``t2.fee`` in 万元.
        Table 2 is left out where the two years follow different forms.
    """
    pairs: dict[CellId, Pair] = {}
    left_out: list[str] = []
    for key, table in report.tables.items():
        if not _same_columns(table, previous.tables[key]):
            left_out.append(table.name)
            continue
        for name, cell in table.cells.items():
            if cell.holds not in _NOT_COMPARED:
                before = previous.values.get(name)
                pairs[name] = Pair(cell=cell, now=report.values[name], before=before)
    return Comparison(report=report, previous=previous, pairs=pairs, left_out=tuple(left_out))


def _same_columns(table: Table, other: Table) -> bool:
    """Tell whether the columns of a table mean the same in both years' forms."""
    here, there = (
        [[leaf.key for leaf in block.columns.leaves] for block in each.blocks]
        for each in (table, other)
    )
    return here == there


def _objections(report: Report, previous: Report) -> Iterator[str]:
    # All rules come along, and whoever only prints a report needs none.
    from reportkit.rules._agency import differ  # noqa: PLC0415

    if differ(report.agency, previous.agency):
        yield f"两份报告的单位不同：本年是{report.agency}，上年是{previous.agency}。"
    if report.year and previous.year and previous.year != report.year - 1:
        yield f"上年度报告应当是{report.year - 1}年度的，给出的是{previous.year}年度的。"
    for whose, each in (("本年", report), ("上年", previous)):
        if each.unread:
            yield f"{whose}报告有{len(each.unread)}行没有读出，这些行不作比较。"
