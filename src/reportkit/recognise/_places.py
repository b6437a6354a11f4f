"""Whether figures among blank cells stand where they belong.

A row that has both figures and blank cells may have lost a blank cell in one place and gained one
in another, and still have as many cells as the form.  The printed sums confirm the places, or
leave them in doubt; they never choose another reading.

>>> confirm(reading)  # doctest: +SKIP
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from reportkit.form import load
from reportkit.report import UNREAD, Unread
from reportkit.text import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from decimal import Decimal

    from reportkit.form import CellId
    from reportkit.recognise._tables import TableReading
    from reportkit.report import Value

__all__ = ["confirm"]

_ENOUGH_ALIKE = 3  # rows whose blank cells stand alike confirm each other
_ALL_HOLD, _LOSS = 1000, -1000
_SHIFTED = "这一行的空白格像是错了位：合计对不上，挪动空白格就能对上，请对照原件填写"
_UNCONFIRMED = "这一行有空白格，合计不能印证各数字所在的列，请核对"

_Sums = dict[int, "Decimal | int | None"]


def confirm(reading: TableReading) -> None:
    """Judge every row of a table in which figures and blank cells stand side by side.

    Parameters
    ----------
    reading
        A table as it was read; changed in place.  A row is unread if it breaks printed sums that
        all hold once one of its blank cells is moved; where such a move is no worse than what was
        read, the values are marked as inferred.
    """
    lines = [tuple(line.values()) for line in reading.table.lines.values()]
    mixed = [cells for cells in lines if _is_mixed(reading, cells)]
    if not mixed:
        return
    patterns = Counter(_pattern(reading, cells) for cells in mixed)
    sums = _sums(reading)
    for cells in mixed:
        gain = max(_gains(reading, cells, sums), default=_LOSS)
        if gain == _ALL_HOLD:
            _leave_unread(reading, cells)
        elif gain >= 0 and not _is_usual(patterns, _pattern(reading, cells)):
            _mark(reading, cells)


def _is_usual(patterns: Counter[tuple[bool, ...]], one: tuple[bool, ...]) -> bool:
    """Whether most rows with blank cells have them in the same columns."""
    return patterns[one] >= _ENOUGH_ALIKE and 2 * patterns[one] > patterns.total()


def _is_mixed(reading: TableReading, cells: Sequence[CellId]) -> bool:
    kinds = {reading.values[name].kind for name in cells}
    return Kind.BLANK in kinds and len(kinds) > 1 and Kind.UNREADABLE not in kinds


def _pattern(reading: TableReading, cells: Sequence[CellId]) -> tuple[bool, ...]:
    return tuple(reading.values[name].kind is Kind.BLANK for name in cells)


@cache
def _terms(format_: str, key: str) -> Mapping[CellId, tuple[tuple[int, int], ...]]:
    """Return, by cell, the equations it stands in (by number), each with its sign."""
    found: dict[CellId, tuple[tuple[int, int], ...]] = {}
    for number, equation in enumerate(load(format_).tables[key].equations):
        for side, sign in ((equation.left, 1), (equation.right, -1)):
            for name in side:
                found[name] = (*found.get(name, ()), (number, sign))
    return found


def _sums(reading: TableReading) -> _Sums:
    """Return what each equation is out by, blanks and marks as nothing; None if one is unread."""
    sums: _Sums = {}
    for number, equation in enumerate(reading.table.equations):
        if any(reading.values[name].kind is Kind.UNREADABLE for name in equation.cells):
            sums[number] = None
        else:
            left = sum(reading.values[name].number or 0 for name in equation.left)
            sums[number] = left - sum(reading.values[name].number or 0 for name in equation.right)
    return sums


def _gains(reading: TableReading, cells: Sequence[CellId], sums: _Sums) -> Iterator[int]:
    """Yield, for each place to which a blank cell may belong, how many more equations would hold.

    `_ALL_HOLD` stands for a move that mends everything that the row has a part in breaking.
    """
    terms = _terms(reading.table.format, reading.table.key)
    values = [reading.values[name] for name in cells]
    for moved in _moved(values):
        changes: dict[int, Decimal | int] = {}
        for name, old, new in zip(cells, values, moved, strict=True):
            step = (new.number or 0) - (old.number or 0)
            for number, sign in terms.get(name, ()) if step else ():
                changes[number] = changes.get(number, 0) + sign * step
        yield _gain([(sums[number], change) for number, change in changes.items() if change])


def _gain(changes: Sequence[tuple[Decimal | int | None, Decimal | int]]) -> int:
    """Count the equations that hold after a change less those that held before."""
    known = [(out_by, change) for out_by, change in changes if out_by is not None]
    if known and all(out_by + change == 0 for out_by, change in known):
        return _ALL_HOLD
    return sum((out_by + change == 0) - (out_by == 0) for out_by, change in known)


def _moved(values: list[Value]) -> Iterator[list[Value]]:
    """Yield the row with one of its blank cells in another place, each order once."""
    blanks = [i for i, value in enumerate(values) if value.kind is Kind.BLANK]
    seen: set[tuple[tuple[Kind, str], ...]] = set()
    for blank in blanks:
        rest = [*values[:blank], *values[blank + 1 :]]
        for place in range(len(values)):
            moved = [*rest[:place], values[blank], *rest[place:]]
            told = tuple((value.kind, value.text) for value in moved)
            if told not in seen and moved != values:
                seen.add(told)
                yield moved


def _leave_unread(reading: TableReading, cells: Sequence[CellId]) -> None:
    text = "　".join(reading.values[name].text or "□" for name in cells)
    for key in dict.fromkeys(reading.table.cells[name].row_key for name in cells):
        reading.unread.append(Unread(table=reading.table.key, row=key, reason=_SHIFTED, text=text))
    reading.values.update(dict.fromkeys(cells, UNREAD))


def _mark(reading: TableReading, cells: Sequence[CellId]) -> None:
    for name in cells:
        value = reading.values[name]
        if value.origin is not None and not value.origin.inferred:
            origin = value.origin._replace(inferred=_UNCONFIRMED)
            reading.values[name] = value._replace(origin=origin)
