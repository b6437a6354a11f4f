"""The three tables out of their items: values of every cell, what was not read, and why.

>>> reading = find_cells("t3", items, "2021", "年报.html")  # doctest: +SKIP
>>> judge(reading, items)  # doctest: +SKIP
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from reportkit.document import Flow, Place
from reportkit.form import FORMATS, CellId, Table, load
from reportkit.recognise._broken import with_whole_labels
from reportkit.recognise._continued import CUT_OFF
from reportkit.recognise._doubted import rows_below_other_headings
from reportkit.recognise._labels import strict
from reportkit.recognise._order import UNKNOWN_ORDER
from reportkit.recognise._places import confirm
from reportkit.recognise._results import find_results
from reportkit.recognise._rows import RowFound, RowReader, read_rows
from reportkit.recognise._spaced import is_spaced, read_spaced
from reportkit.recognise._spans import tokens
from reportkit.recognise._streams import read_stream
from reportkit.recognise._units import refuse_other_units
from reportkit.report import UNREAD, Deviation, Origin, Unread, Value
from reportkit.text import parse_cell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportkit.recognise._items import Item

__all__ = ["TableReading", "find_cells", "format_of", "judge"]

_ONE_BETWEEN = 2  # places from a row to the next but one
_BELOW = "下一行是没有行名的数字，可能属于这一行，分不清数字属于哪一列"
_SPREAD = "数字比行名低一行，按行名所占的格认定，请核对"


@dataclass(slots=True)
class TableReading:
    """What was read of one table: a value for every cell of the form, unread rows, deviations.

    `parted` tells that numbers of the text are in pieces (see `reportkit.recognise._whole`).
    """

    table: Table
    values: dict[CellId, Value] = field(default_factory=dict)
    unread: list[Unread] = field(default_factory=list)
    deviations: list[Deviation] = field(default_factory=list)
    leftovers: list[str] = field(default_factory=list)
    parted: bool = False


def format_of(key: str, items: Sequence[Item], fallback: str) -> str:
    """Tell which format a table has by the labels that only one format knows."""
    votes = dict.fromkeys(FORMATS, 0)
    for item in items:
        texts = [cell.labels for cell in item.fields] if item.labels else []
        if item.is_line:
            texts += [hit for _, hit in tokens(item)]
        for found in filter(None, texts):
            if len(found) == 1 and len(found[0].formats) > 1:
                continue
            mine = {f for label in found if label.table == key for f in label.formats}
            if len(mine) == 1 and not any(label.kind == "column" and label.table == "t3"
                                          for label in found):  # fmt: skip
                votes[mine.pop()] += 1
    if key == "t3" and not votes["2021"]:
        return max((fallback, *FORMATS), key=lambda name: _rows_explained(name, items))
    best = max(votes, key=lambda name: votes[name])
    return best if votes[best] else fallback


def _rows_explained(format_: str, items: Sequence[Item]) -> tuple[int, int]:
    """Count the rows of figures that a format has a place for, less those it has none for.

    The trial form gives figures to (六)其他处理 itself, the later one to three rows below it.
    Where these rows are blank, the rows that lack before the last one tell, if labels are whole.
    """
    reader = RowReader(load(format_).tables["t3"])
    _read(reader, items)
    _place_unlabelled(reader)
    figures = sum(bool(row.texts) for row in reader.rows)
    found = {row.key for row in reader.rows}
    last = max((n for n, key in enumerate(reader.keys) if key in found), default=0)
    is_grid = any(not item.is_line for item in items)
    lacking = sum(key not in found for key in reader.keys[:last]) if is_grid else 0
    return figures - len(reader.strays) - len(reader.subtotals), -lacking


def find_cells(
    key: str, items: Sequence[Item], format_: str, file: str, *, pictured: str = ""
) -> TableReading:
    """Find what stands in each cell of a table; `judge` then looks at the figures.

    Parameters
    ----------
    key
        ``"t2"``, ``"t3"`` or ``"t4"``.
    items
        The items that belong to the table; none where the document lacks it.
    format_
        The format whose rows and columns are looked for.
    file
        Name of the file, for the origins.
    pictured
        What there is to say of pictures in which a missing table may be.

    Notes
    -----
    Where every row has its own label and place, no figure has a part in where it is put.
    """
    reading = TableReading(load(format_).tables[key])
    if not items:
        _missing(reading, pictured)
    elif key == "t4":
        _read_results(reading, items, file)
    else:
        reader = RowReader(reading.table)
        _read(reader, items)
        _place_unlabelled(reader)
        _settle(reading, reader, file)
        reading.parted = reader.parted
    _note_columns(reading, items)
    return reading


def judge(reading: TableReading, items: Sequence[Item]) -> None:
    """Leave unread or mark what its own figures contradict or do not confirm."""
    confirm(reading)
    refuse_other_units(reading, items)


def _read(reader: RowReader, items: Sequence[Item]) -> None:
    grid = {Flow.TABBED, Flow.PIPED, Flow.SPANNED}
    whole = [i for i in with_whole_labels(items) if i.flow in grid]
    if whole:
        read_rows(reader, whole)
        _doubt_broken_rows(reader, items)
        return
    if any(item.flow is Flow.CELLS for item in items):
        read_stream(reader, items)
    elif is_spaced(items, set(reader.counts.values())):
        read_spaced(reader, items)
    else:
        read_stream(reader, items)
    doubted = rows_below_other_headings(reader.table, items, RowReader(reader.table).row_label)
    if doubted:
        reader.rows = [
            replace(row, texts=None, reason=UNKNOWN_ORDER) if row.key in doubted else row
            for row in reader.rows
        ]


def _doubt_broken_rows(reader: RowReader, items: Sequence[Item]) -> None:
    """Leave rows unread whose figures may stand in the line below, by themselves.

    Below a blank row that is any figure; below one that ends blank, the rest of a row.
    """
    figure_below, rest_below = set[Place](), set[Place]()
    for one, other in pairwise(items):
        if other.is_line and other.fields[0].is_value:
            figure_below.add(one.place.at(0))
        elif _is_rest(other) and other.flow is one.flow and one.fields[-1].is_blank:
            figures = sum(not cell.is_blank for cell in other.fields)
            if figures not in reader.counts.values():
                rest_below.add(one.place.at(0))
    for n, row in enumerate(reader.rows):
        place = row.places[0].at(0) if row.places and row.texts else None
        if place in rest_below or (place in figure_below and not any(row.texts or ())):
            reader.rows[n] = replace(row, texts=None, reason=_BELOW)


def _is_rest(item: Item) -> bool:
    """Whether a line of tabs begins blank and holds nothing but figures."""
    fields = item.fields
    return (
        item.flow is Flow.TABBED
        and fields[0].is_blank
        and all(cell.is_value for cell in fields)
        and not all(cell.is_blank for cell in fields)
    )


def _missing(reading: TableReading, pictured: str) -> None:
    table = reading.table
    reading.deviations.append(
        Deviation(kind="missing-table", table=table.key, row="", printed="", expected=table.name)
    )
    _leave_unread(reading, table.row_keys, f"没有找到{table.name}{pictured}")


def _leave_unread(reading: TableReading, rows: Sequence[str], reason: str, text: str = "") -> None:
    for row in rows:
        reading.unread.append(Unread(table=reading.table.key, row=row, reason=reason, text=text))
        for name in reading.table.row_cells(row):
            reading.values[name] = UNREAD


def _place_unlabelled(reader: RowReader) -> None:
    """Name rows without a label where the rows before and after leave only one choice."""
    rows = reader.rows
    for i, row in enumerate(rows):
        if row.key:
            continue
        label = max((n for n in range(i) if not rows[n].under), default=-1)
        if row.under and label >= 0 and rows[label].key:
            rows[label] = _spread(reader, rows[label], row)
            continue
        before = next((n for n in range(i - 1, -1, -1) if rows[n].key), None)
        after = next((n for n in range(i + 1, len(rows)) if rows[n].key), None)
        key = _between(reader, before, after)
        if key and row.texts and len(row.texts) == reader.counts[key]:
            rows[i] = RowFound(key=key, printed="", texts=row.texts, places=row.places, raw=row.raw,
                               inferred="行名缺失，按前后次序认定")  # fmt: skip
        else:
            reader.strays.append((row.raw, row.places[0] if row.places else Place()))
            if row.cut:
                rows[label] = replace(rows[label], texts=None, reason=CUT_OFF,
                                      raw=f"{rows[label].raw}；{row.raw}")  # fmt: skip


def _is_spread(row: RowFound) -> bool:
    """Whether the figures of a row may stand on the lines below its label."""
    if row.inferred == _SPREAD:
        return True
    return bool(row.key) and row.texts is not None and not any(row.texts)


def _spread(reader: RowReader, label: RowFound, figures: RowFound) -> RowFound:
    """Give a row without figures those of the line that its label reaches down to."""
    texts = figures.texts
    several = label.inferred or not _is_spread(label)
    if several or texts is None or len(texts) != reader.width(label.key):
        reason = "行名旁边有几行数字，分不清是哪一行的"
        return replace(label, texts=None, reason=reason, raw=f"{label.raw}；{figures.raw}")
    return replace(label, texts=texts, places=figures.places, raw=figures.raw, inferred=_SPREAD)


def _between(reader: RowReader, before: int | None, after: int | None) -> str | None:
    """Return the one row that the form has between two others of which one follows the other.

    Figures behind a row that has none of its own may be that row's, so they have no name then.
    """
    rows = reader.rows
    if before is None or after is None or after - before > _ONE_BETWEEN or not rows[before].texts:
        return None
    low, high = reader.keys.index(rows[before].key), reader.keys.index(rows[after].key)
    return reader.keys[low + 1] if high - low == _ONE_BETWEEN else None


def _settle(reading: TableReading, reader: RowReader, file: str) -> None:
    """Turn found rows into values; a row found twice with other figures is not read."""
    table = reading.table
    found: dict[str, RowFound] = {}
    for row in reader.rows:
        if not row.key:
            continue
        old = found.get(row.key)
        if old is None or old.texts is None:
            found[row.key] = row
        elif row.texts is not None and row.texts != old.texts:
            found[row.key] = RowFound(key=row.key, printed=row.printed, texts=None,
                                      reason="这一行出现了两次，数字不同",
                                      raw=f"{old.raw}；{row.raw}")  # fmt: skip
    for key in reader.keys:
        kept = found.get(key)
        if kept is None:
            _leave_unread(reading, [key], f"{table.name}里没有找到这一行")
            reading.deviations.append(
                Deviation(kind="missing-row", table=table.key, row=key, printed="",
                          expected=_official(table, key))
            )  # fmt: skip
        elif kept.texts is None:
            _leave_unread(reading, [key], kept.reason, kept.raw)
            reading.deviations.append(
                Deviation(kind="width", table=table.key, row=key, printed=kept.raw,
                          expected=kept.reason)
            )  # fmt: skip
        else:
            _keep(reading, key, kept, file)
    for text, place in reader.strays:
        reading.leftovers.append(text)
        reading.deviations.append(
            Deviation(kind="extra-row", table=table.key, row="", printed=text, expected="",
                      place=place)
        )  # fmt: skip
    for label, text, place in reader.subtotals:
        reading.deviations.append(
            Deviation(kind="subtotal", table=table.key, row=label.key, printed=text,
                      expected=label.text, place=place)
        )  # fmt: skip


def _keep(reading: TableReading, key: str, row: RowFound, file: str) -> None:
    table = reading.table
    line = table.lines[key]
    columns = row.columns or tuple(line)
    for column, text, place in zip(columns, row.texts or (), row.places, strict=True):
        name = line[column]
        read = parse_cell(text, table.cells[name].holds)
        origin = Origin(file, place, row.inferred)
        reading.values[name] = Value(read.number, read.kind, read.text, origin)
    missing = [column for column in line if column not in columns]
    if missing:
        label = table.cells[line[missing[0]]].column.label
        reason = f"{table.name}缺少“{label}”一列"
        reading.unread.append(Unread(table=table.key, row=key, reason=reason, text=row.raw))
        reading.values.update(dict.fromkeys((line[name] for name in missing), UNREAD))
    official = _official(table, key)
    if row.printed and strict(row.printed) != strict(official):
        reading.deviations.append(
            Deviation(
                kind="label",
                table=table.key,
                row=key,
                printed=row.printed,
                expected=official,
                place=row.places[0] if row.places else None,
            )
        )


def _official(table: Table, key: str) -> str:
    return table.cells[next(iter(table.lines[key].values()))].row.label


def _read_results(reading: TableReading, items: Sequence[Item], file: str) -> None:
    """Read the one row of table 4."""
    cells, reason = find_results(reading.table, items)
    if cells is None:
        raw = "　".join(item.text for item in items)[:200]
        _leave_unread(reading, reading.table.row_keys, reason, raw)
        return
    for name, (cell, place) in zip(reading.table.cells, cells, strict=True):
        read = parse_cell(cell.text or "")
        reading.values[name] = Value(read.number, read.kind, read.text, Origin(file, place))


# ---------------------------------------------------------------- columns


def _note_columns(reading: TableReading, items: Sequence[Item]) -> None:
    """Note headings of columns that are printed otherwise than in the form."""
    table, seen = reading.table, set()
    official = {entry.key: entry.label for block in table.blocks for entry in block.columns.walk()}
    for item in items:
        for cell in item.fields if item.labels else ():
            if len(cell.labels) != 1 or cell.text is None:
                continue
            label = cell.labels[0]
            if label.kind not in {"column", "columns"} or label.table != table.key:
                continue
            if label.key not in official or table.format not in label.formats:
                continue
            if strict(cell.text) != strict(label.text) and (label.key, cell.text) not in seen:
                seen.add((label.key, cell.text))
                reading.deviations.append(
                    Deviation(kind="label", table=table.key, row=label.key, printed=cell.text,
                              expected=label.text, place=item.place)
                )  # fmt: skip
