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
from reportkit.report import Origin, Value
from reportkit.text import parse_cell

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    from reportkit.recognise._items import Item
    from reportkit.report import Deviation

__all__ = ["read_alike"]

_LEARNT_AT = 2  # a table that never comes again is not worth the learning
_MOST = 128  # tables remembered; each takes about 30 kB
_LARGEST = 20_000  # fields and characters; the tables of a real report stay below 3,000
_FIGURE = "0"  # stands for every figure in a shape
_STAND_IN = 10**9  # stand-ins are longer than any figure, so that none is taken for another
_ROW = 10**6  # more than a row has fields


class _Cell(NamedTuple):
    """Where a cell of the form stands: in which item and which of its fields, both from 0.

    `place` is where it stood in the file that the layout was learnt from.
    """

    name: CellId
    holds: str
    item: int
    field: int
    place: Place
    inferred: str


class _Layout(NamedTuple):
    """What is known of all tables of one shape; `start` is the place of the first item."""

    format: str
    start: Place
    cells: tuple[_Cell, ...]
    deviations: tuple[Deviation, ...]


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
    """Read one table in the format that its labels tell, `usual` where they tell none.

    Takes what `find_cells` takes, and gives what `find_cells` and `judge` give.
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
    """Return all that decides what stands where; None where spans are not known, or too large."""
    if not items or sum(len(item.fields) + len(item.text) for item in items) > _LARGEST:
        return None
    first = items[0].place
    shape: list[Hashable] = [key, usual]
    for item in items:
        if item.flow is Flow.SPANNED:
            page, table, row, _ = item.place
            shape += (page - first.page, table - first.table, row)
            shape.append(tuple([_FIGURE if cell.is_figure else cell.text for cell in item.fields]))
        elif item.flow is None:
            shape.append(item.text)
        else:
            return None
    return tuple(shape)


def _filled(layout: _Layout, key: str, items: Sequence[Item], file: str) -> TableReading:
    """Take what stands in the places of a layout."""
    reading = TableReading(load(layout.format).tables[key])
    values = reading.values
    start, known = items[0].place, layout.start
    pages, tables = start.page - known.page, start.table - known.table
    moved = bool(pages or tables)
    for name, holds, at, column, place, inferred in layout.cells:
        read = parse_cell(items[at].fields[column].text or "", holds)
        here = _moved(place, pages, tables) if moved else place
        values[name] = Value(read.number, read.kind, read.text, Origin(file, here, inferred))
    for deviation in layout.deviations:
        where = deviation.place and _moved(deviation.place, pages, tables)
        reading.deviations.append(replace(deviation, place=where))
    return reading


def _moved(place: Place, pages: int, tables: int) -> Place:
    return Place(place.page + pages, place.table + tables, place.row, place.column)


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
    if any(not _is_same_everywhere(deviation, at) for deviation in reading.deviations):
        return None
    cells = [_cell(reading, name, stand_ins, at) for name in reading.values]
    if None in cells:
        return None
    whole = tuple(filter(None, cells))
    return _Layout(format_, items[0].place, whole, tuple(reading.deviations))


def _with_stand_ins(item: Item, number: int) -> Item:
    """Return a row with another number for every figure, no number twice in a table."""
    if item.flow is not Flow.SPANNED:
        return item
    fields = [
        Field(str(_STAND_IN + number * _ROW + n), (), is_value=True, is_blank=False)
        if cell.is_figure
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
    place = value.origin.place
    row, column = at[place.at(0)], place.column - 1
    holds = reading.table.cells[name].holds
    text = items[row].fields[column].text or ""
    if value != value._replace(text=parse_cell(text, holds).text):
        return None
    return _Cell(name, holds, row, column, place, value.origin.inferred)


def _is_same_everywhere(deviation: Deviation, at: Mapping[Place, int]) -> bool:
    """Whether a deviation names no figure, and stands in a row of known place."""
    place = deviation.place
    return deviation.kind in {"label", "subtotal"} and (place is None or place.at(0) in at)
