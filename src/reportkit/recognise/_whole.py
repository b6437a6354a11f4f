"""Whether the figures of a row are whole, where nothing but blanks or line ends parts them.

Word sets the digits of a number in several spans, and some converters put each on a line of its
own; blank cells vanish, so that such a row may still have as many figures as the form.  Rows with
too many figures betray it; then only the sum printed in a row bears out its other figures.

>>> adds_up(table, "R1", ["1", "0", "0", "0", "0", "0", "1"])  # doctest: +SKIP
True
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportkit.report import UNREAD, Unread
from reportkit.text import Kind, parse_cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from decimal import Decimal

    from reportkit.form import CellId, Equation, Table
    from reportkit.recognise._tables import TableReading

__all__ = ["PARTED", "adds_up", "doubt_parted"]

_SEVERAL = 2
PARTED = "别的行数字太多，像是一个数字断成了几个，这一行的合计又不能印证，分不清数字"


def adds_up(table: Table, key: str, texts: Sequence[str]) -> bool:
    """Whether the sum that is printed in a row bears out its figures; a blank row needs none.

    Parameters
    ----------
    table
        The table as the form has it.
    key
        The row.
    texts
        What was found in it, as many as the row has cells.
    """
    line = table.lines[key]
    if len(texts) != len(line):
        return not texts
    read = [parse_cell(text).number for text in texts]
    numbers = {
        name: number for name, number in zip(line.values(), read, strict=True) if number is not None
    }
    own = [one for one in table.equations if numbers.keys() >= set(one.cells)]
    return bool(own) and len(numbers) == len(line) and all(_holds(one, numbers) for one in own)


def _holds(equation: Equation, numbers: Mapping[CellId, int | Decimal]) -> bool:
    left, right = ([numbers[name] for name in side] for side in (equation.left, equation.right))
    return sum(left) == sum(right)


def doubt_parted(readings: Iterable[TableReading]) -> None:
    """Leave unread what no sum bears out, in all tables of a text in which numbers are in pieces.

    Parameters
    ----------
    readings
        The tables of the text; changed in place.
    """
    tables = list(readings)
    if not any(reading.parted for reading in tables):
        return
    for reading in tables:
        for row in reading.table.row_keys:
            _doubt(reading, row)


def _doubt(reading: TableReading, row: str) -> None:
    """Leave one row unread if it has figures in more than one cell and no sum of its own holds."""
    table = reading.table
    names = table.row_cells(row)
    values = [reading.values[name] for name in names]
    given = [value for value in values if value.kind is not Kind.BLANK]
    if len(names) < _SEVERAL or not given or any(v.kind is Kind.UNREADABLE for v in given):
        return
    own = [one for one in table.equations if set(names) >= set(one.cells)]
    numbers = {
        name: value.number
        for name, value in zip(names, values, strict=True)
        if value.number is not None
    }
    if own and len(numbers) == len(names) and all(_holds(one, numbers) for one in own):
        return
    reading.values.update(dict.fromkeys(names, UNREAD))
    text = "　".join(value.text for value in values)
    reading.unread.append(Unread(table=table.key, row=row, reason=PARTED, text=text))
