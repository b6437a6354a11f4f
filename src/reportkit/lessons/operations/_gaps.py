"""Figures of a report by short names, and sentences with gaps filled from them.

``{R1}`` is the total of a row or group of table three, ``{R1.nat}`` one of its columns,
``{R1.org}`` all organisations together; ``{A}`` the total of a group of table four;
``{norm.issued}`` a cell of table two.  Gaps may add and subtract: ``{R1+R2}``.  What is known
besides (``{self}``, ``{slip}``, drawn figures) wins over the tables.

>>> Figures(specimen(7).report, {"self": "我局"}).fill("{self}新收申请{R1}件")  # doctest: +SKIP
'我局新收申请11件'
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reportkit.report import Report

__all__ = ["Figures", "NoFigure"]

_GAP = re.compile(r"\{([^{}]+)\}")
_TERM = re.compile(r"([+-]?)([^+-]+)")


class NoFigure(KeyError):
    """The report has no such figure, or it cannot be read: an operation on it does not suit."""


class Figures:
    """The figures of a report, asked for by short names.

    Parameters
    ----------
    report
        Where the figures stand.
    known
        What else gaps may name.

    Attributes
    ----------
    used : list of str
        The cells that were asked for so far.
    """

    def __init__(self, report: Report, known: Mapping[str, str | int] | None = None) -> None:
        self._report = report
        self._known = known or {}
        self.used: list[str] = []

    def number(self, sum_of: str) -> int:
        """Add up what short names stand for.

        Raises
        ------
        KeyError
            If the report has no such cell, or no whole number in it.
        """
        return sum(
            -self._one(name) if sign == "-" else self._one(name)
            for sign, name in _TERM.findall(sum_of.replace(" ", ""))
        )

    def fill(self, text: str) -> str:
        """Fill the gaps of a sentence.

        Raises
        ------
        KeyError
            If a gap can not be filled from this report.
        """
        return _GAP.sub(lambda gap: str(self._told(gap[1])), text)

    def cells(self, name: str) -> tuple[str, ...]:
        """Return the cells that a short name stands for.

        Raises
        ------
        KeyError
            If the report has none.
        """
        found = tuple(cell for cell in self._named(name) if cell in self._report.values)
        if not found:
            raise NoFigure(name)
        return found

    def _told(self, gap: str) -> str | int:
        told = self._known.get(gap)
        return self.number(gap) if told is None else told

    def _one(self, name: str) -> int:
        told = self._known.get(name)
        if told is not None:
            return int(told)
        if name.isdigit():
            return int(name)
        cells = self.cells(name)
        numbers = [self._report.number(cell) for cell in cells]
        if not all(isinstance(number, int) for number in numbers):
            raise NoFigure(name)
        self.used += cells
        return sum(int(number) for number in numbers if number is not None)

    def _named(self, name: str) -> list[str]:
        key, _, column = name.partition(".")
        if not key.startswith("R"):
            table4 = f"t4.{key}.{column or 'total'}"
            return [table4] if table4 in self._report.values else [f"t2.{name}"]
        leaves = [leaf.key for leaf in self._report.tables["t3"].blocks[0].columns.leaves]
        columns = leaves[1:-1] if column == "org" else [column or leaves[-1]]
        rows = [key]
        if f"t3.{key}.{columns[0]}" not in self._report.values:
            rows = [
                row.key
                for row in self._report.tables["t3"].blocks[0].rows.leaves
                if row.key.startswith(f"{key}_")
            ]
        return [f"t3.{row}.{one}" for row in rows for one in columns]
