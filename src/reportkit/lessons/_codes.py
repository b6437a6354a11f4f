"""Short codes for places, for paper and for answer sheets in Excel: 表三5G, 一4, 引2, 标题三.

On paper the rows of a table are numbered, its columns have letters, and the sentences of each
part are numbered; a code is what a person reads off and writes down.

>>> Codes(report).code("t3.R1.nat")  # doctest: +SKIP
'表三1A'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportkit.form import CellId
from reportkit.grid import layout
from reportkit.lessons._places import groups, places
from reportkit.text import normalise

if TYPE_CHECKING:
    from reportkit.report import Report

__all__ = ["Codes"]

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_PARTS = "引一二三四五六七八九"
_FACTS = {
    "title": "标题",
    "signed_by": "落款单位",
    "issued_on": "落款日期",
    "published_on": "发布日期",
    "file": "文件",
}


class Codes:
    """The codes of every place of a report, both ways.

    Parameters
    ----------
    report
        The report of an exercise.
    """

    def __init__(self, report: Report) -> None:
        self._cells = _cells(report)
        self._groups = {
            name: cells for t in report.tables.values() for name, cells in groups(t).items()
        }
        self._codes = {place: self._made(place) for place in places(report)}
        self._places = {code: place for place, code in self._codes.items()}

    def code(self, place: str) -> str:
        """Return the code of a place.

        Raises
        ------
        KeyError
            If the report has no such place.
        """
        return self._codes[place]

    def place(self, written: str) -> str:
        """Return the place of a code as a person wrote it; what is no code is returned as it is.

        Full-width letters, white space and lower case do not matter.
        """
        return self._places.get(normalise(written).upper(), written.strip())

    def row(self, name: CellId) -> int:
        """Return the number of a cell's row in its table, from 1."""
        return self._cells[name][0]

    def letter(self, name: CellId) -> str:
        """Return the letter of a cell's column in its table."""
        return _LETTERS[self._cells[name][1]]

    def _made(self, place: str) -> str:
        if place in _FACTS:
            return _FACTS[place]
        if place[0] == "h":
            return f"标题{_PARTS[int(place[1:])]}"
        if place[0] == "s":
            section, _, sentence = place[1:].partition(".")
            return f"{_PARTS[int(section)]}{sentence}"
        table, _, rest = place.partition(".")
        return f"表{_PARTS[int(table[1:])]}{self._in_table(place) if rest else ''}"

    def _in_table(self, place: str) -> str:
        """Return row and column of a cell, the row of a label, the rows of a group: 1A, 1, 5-12."""
        if place in self._cells:
            row, column = self._cells[CellId(place)]
            return f"{row}{_LETTERS[column]}"
        if place in self._groups:
            rows = [self._cells[cell][0] for cell in self._groups[place]]
            return f"{rows[0]}-{rows[-1]}"
        return str(next(self._cells[c][0] for c in self._cells if c.startswith(f"{place}.")))


def _cells(report: Report) -> dict[CellId, tuple[int, int]]:
    """Return row (from 1) and column (from 0) of every cell within its table, as it is printed.

    A table of one row without a label has its groups for rows, so that letters stay few.
    """
    found: dict[CellId, tuple[int, int]] = {}
    for table in report.tables.values():
        values = [cell for cell in layout(table).cells if cell.cell is not None]
        single = len({cell.row for cell in values}) == 1
        rows: dict[object, list[CellId]] = {}
        for cell in sorted(values, key=lambda cell: (cell.row, cell.column)):
            name = cell.cell
            if name is not None:
                rows.setdefault(name.rpartition(".")[0] if single else cell.row, []).append(name)
        for number, names in enumerate(rows.values(), start=1):
            found |= {name: (number, column) for column, name in enumerate(names)}
    return found
