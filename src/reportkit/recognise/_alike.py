"""Tables that stand like one read before: what stands where is known, only the figures differ.

Where a table's words, blanks and spans leave no doubt, its figures play no part in what stands
where.  Thousands of reports come out of the same few templates, so the places are worked out once
for each and remembered; a table that is in any doubt is never remembered, but read anew each time.

>>> reading = read_alike("t3", items, "2021", "年报.html")  # doctest: +SKIP
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from reportkit.document import Flow, Place
from reportkit.form import CellId, load
from reportkit.recognise._items import Field
from reportkit.recognise._tables import TableReading, find_cells, format_of, judge
from reportkit.report import Deviation, Origin, Value
from reportkit.text import parse_cell

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    from reportkit.recognise._items import Item

__all__ = ["read_alike"]

_LEARNT_AT = 2  # a table that never comes again is not worth the learning
_MOST = 128  # tables remembered; each takes about 30 kB
_LONGEST = 9  # digits of a figure; what is longer is looked at itself
_FIGURE = "0"  # stands for every figure in a shape
_STAND_IN = 10**9  # stand-ins are longer than any figure, so that none is taken for another
_ROW = 10**6  # more than a row has fields


class _Cell(NamedTuple):
    """Where a cell of the form stands: in which item and which of its fields, both from 0."""

    name: CellId
    holds: str
    item: int
    field: int
    inferred: str


class _Layout(NamedTuple):
    """What is known of all tables of one shape; deviations with their item and column."""

    format: str
    cells: tuple[_Cell, ...]
    deviations: tuple[tuple[Deviation, tuple[int, int] | None], ...]


class _Memory:
    """The shapes that came last, how often they came, and what is known of them."""

    def __init__(self) -> None:
        self._times: dict[Hashable, int] = {}
        self._layouts: dict[Hashable, _Layout | None] = {}

    def recall(
        self, shape: Hashable, key: str, items: Sequence[Item], usual: str
    ) -> _Layout | None:
        """Return what is known of a shape, learning it when it has come often enough."""
        times = self._times.pop(shape, 0) + 1
        self._times[shape] = times
        if times == 1 and len(self._times) > _MOST:
            forgotten = next(iter(self._times))
            del self._times[forgotten]
            self._layouts.pop(forgotten, None)
        if times == _LEARNT_AT:
            self._layouts[shape] = _learnt(key, items, usual)
        return self._layouts.get(shape)


_memory = _Memory()


def read_alike(
    key: str, items: Sequence[Item], usual: str, file: str, *, pictured: str = ""
) -> TableReading:
    """Read one table in the format that its labels tell, with the result of `read_table`.

    Parameters
    ----------
    key
        ``"t2"``, ``"t3"`` or ``"t4"``.
    items
        The items that belong to the table; none where the document lacks it.
    usual
        The format where the labels tell none.
    file
        Name of the file, for the origins.
    pictured
        What there is to say of pictures in which a missing table may be.
    """
    shape = _shape(key, items, usual)
    layout = None if shape is None else _memory.recall(shape, key, items, usual)
    if layout is None:
        reading = find_cells(key, items, format_of(key, items, usual), file, pictured=pictured)
    else:
        reading = _filled(layout, key, items, file)
    judge(reading, items)
    return reading


def _shape(key: str, items: Sequence[Item], usual: str) -> Hashable | None:
    """Return all that decides what stands where, or None for tables whose spans are not known."""
    if not items:
        return None
    first = items[0].place
    shape: list[Hashable] = [key, usual]
    for item in items:
        if item.flow is Flow.SPANNED:
            page, table, row, _ = item.place
            shape += (page - first.page, table - first.table, row)
            shape.append(tuple([_FIGURE if _is_figure(c.text) else c.text for c in item.fields]))
        elif item.flow is None:
            shape.append(item.text)
        else:
            return None
    return tuple(shape)


def _is_figure(text: str | None) -> bool:
    return bool(text) and text.isdigit() and len(text) <= _LONGEST and text.isascii()


def _filled(layout: _Layout, key: str, items: Sequence[Item], file: str) -> TableReading:
    """Take what stands in the places of a layout."""
    reading = TableReading(load(layout.format).tables[key])
    values = reading.values
    for name, holds, at, column, inferred in layout.cells:
        item = items[at]
        page, number, row, _ = item.place
        read = parse_cell(item.fields[column].text or "", holds)
        origin = Origin(file, Place(page, number, row, column + 1), inferred)
        values[name] = Value(read.number, read.kind, read.text, origin)
    for deviation, where in layout.deviations:
        place = items[where[0]].place.at(where[1]) if where else None
        reading.deviations.append(replace(deviation, place=place))
    return reading


# ---------------------------------------------------------------- learning


def _learnt(key: str, items: Sequence[Item], usual: str) -> _Layout | None:
    """Work out a layout with stand-ins for the figures; nothing where anything is in doubt."""
    stand_ins = [_with_stand_ins(item, n) for n, item in enumerate(items)]
    format_ = format_of(key, stand_ins, usual)
    reading = find_cells(key, stand_ins, format_, "")
    rows = [n for n, item in enumerate(items) if item.flow is Flow.SPANNED]
    at = {items[n].place: n for n in rows}
    if reading.unread or reading.leftovers or len(at) < len(rows):
        return None
    cells = [_cell(reading, name, stand_ins, at) for name in reading.values]
    told = [_told(deviation, at) for deviation in reading.deviations]
    if None in cells or None in told:
        return None
    return _Layout(format_, tuple(filter(None, cells)), tuple(filter(None, told)))


def _with_stand_ins(item: Item, number: int) -> Item:
    """Return a row with another number for every figure, no number twice in a table."""
    if item.flow is not Flow.SPANNED:
        return item
    fields = [
        Field(str(_STAND_IN + number * _ROW + n), (), is_value=True, is_blank=False)
        if _is_figure(cell.text)
        else cell
        for n, cell in enumerate(item.fields)
    ]
    return item._replace(fields=tuple(fields))


def _cell(
    reading: TableReading, name: CellId, items: Sequence[Item], at: Mapping[Place, int]
) -> _Cell | None:
    """Say where a value was taken from, if it is what stands there."""
    value = reading.values[name]
    if value.origin is None or value.origin.place.at(0) not in at:
        return None
    row, column = at[value.origin.place.at(0)], value.origin.place.column - 1
    holds = reading.table.cells[name].holds
    text = items[row].fields[column].text or ""
    if value != replace(value, text=parse_cell(text, holds).text):
        return None
    return _Cell(name, holds, row, column, value.origin.inferred)


def _told(
    deviation: Deviation, at: Mapping[Place, int]
) -> tuple[Deviation, tuple[int, int] | None] | None:
    """Say where a deviation stands; nothing if that is not known or if it may name figures."""
    place = deviation.place
    if deviation.kind not in {"label", "subtotal"} or (place and place.at(0) not in at):
        return None
    return deviation, (at[place.at(0)], place.column) if place else None
