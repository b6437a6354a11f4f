"""The columns as a table's heading prints them: their order, and where they stand in the grid."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from reportkit.document import Flow
from reportkit.recognise._order import Heading, read_heading

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reportkit.form import Block, Table
    from reportkit.recognise._items import Field, Item
    from reportkit.recognise._labels import Label

__all__ = ["blocks_by_row", "columns_beside", "headed_columns", "printed_headings"]

_PLAIN = Heading()


def printed_headings(
    table: Table, items: Sequence[Item], row_label: Callable[[Field], Label | None]
) -> dict[str, Heading]:
    """Return, by row key, what the heading says where it is not simply the form's.

    Parameters
    ----------
    table
        The table as the form has it.
    items
        The items of the table, headings included.
    row_label
        Tells which row a field names.
    """
    orders: dict[str, Heading] = {}
    printed: dict[int, Heading] = {}
    heading: list[Item] = []
    blocks = blocks_by_row(table)
    for item in items:
        if not item.labels:
            continue
        row = _row_of(item, row_label)
        if row is None:
            heading += [] if _has_figures(item) else [item]
            continue
        key = row.key
        if key in blocks:
            number, block = blocks[key]
            if heading:
                printed[number] = read_heading(block, heading[-block.columns.depth :])
            if printed.get(number, _PLAIN) != _PLAIN:
                orders[key] = printed[number]
        heading = []
    return orders


def _row_of(item: Item, row_label: Callable[[Field], Label | None]) -> Label | None:
    """Return the last row that an item names."""
    for cell in reversed(item.fields):
        if cell.labels and (label := row_label(cell)):
            return label
    return None


def _has_figures(item: Item) -> bool:
    return any(cell.is_value and not cell.is_blank for cell in item.fields)


def blocks_by_row(table: Table) -> dict[str, tuple[int, Block]]:
    """Return the block, and its number, that each row stands in."""
    return {
        leaf.key: (number, block)
        for number, block in enumerate(table.blocks)
        for leaf in block.rows.leaves
    }


def headed_columns(
    table: Table, items: Sequence[Item], row_label: Callable[[Field], Label | None]
) -> dict[tuple[int, str], tuple[int, ...]]:
    """Return where the columns of the form stand in the grid, by table of the file and row key.

    Parameters
    ----------
    table
        The table as the form has it.
    items
        The items of the table, headings included.
    row_label
        Tells which row a field names.

    Returns
    -------
    dict
        Grid columns, from 1, in the order of the form.  Only for tables whose spans are known and
        whose heading has every column, in order and, where it has two lines, without a gap: so
        it shows that its spans are right.  One more column is named: the last that the heading
        has a cell in.
    """
    found: dict[tuple[int, str], tuple[int, ...]] = {}
    headed: dict[tuple[int, int], tuple[int, ...]] = {}
    heading: list[Item] = []
    blocks = blocks_by_row(table)
    for item in items:
        if item.flow is not Flow.SPANNED or not item.labels:
            continue
        row = _row_of(item, row_label)
        if row is None:
            heading.append(item)
            continue
        key, file_table = row.key, item.place.table
        if key in blocks:
            number, block = blocks[key]
            if heading:
                lines = [i for i in heading if i.place.table == file_table]
                headed[file_table, number] = _standing(block, lines[-block.columns.depth :])
            if headed.get((file_table, number)):
                found[file_table, key] = headed[file_table, number]
        heading = []
    return found


def columns_beside(
    items: Sequence[Item], row_label: Callable[[Field], Label | None]
) -> dict[int, frozenset[int]]:
    """Return the grid columns, by table of the file, that a heading names and no form has.

    占比, 上年数, 行次: what stands below such words is no cell of the form.
    """
    found: dict[int, set[int]] = {}
    begun: set[int] = set()
    for item in items:
        table = item.place.table
        if item.flow is not Flow.SPANNED or table in begun:
            continue
        if any(cell.labels and row_label(cell) for cell in item.fields):
            begun.add(table)
        elif item.labels:
            found.setdefault(table, set()).update(
                at for at, cell in enumerate(item.fields, start=1)
                if cell.text and not cell.labels and not cell.is_value
            )  # fmt: skip
    return {table: frozenset(columns) for table, columns in found.items() if columns}


def _standing(block: Block, heading: Sequence[Item]) -> tuple[int, ...]:
    """Read off where each column of a block stands; nothing where that is not certain."""
    places: dict[str, tuple[int, int]] = {}
    for line, item in enumerate(heading):
        for at, cell in enumerate(item.fields, start=1):
            for label in cell.labels:
                if label.table == block.table and label.kind == "column":
                    places.setdefault(label.key, (at, line))
    last = max((at for item in heading for at, cell in enumerate(item.fields, start=1)
                if cell.text is not None), default=0)  # fmt: skip
    official = [leaf.key for leaf in block.columns.leaves]
    if any(key not in places for key in official):
        return ()
    columns = tuple(places[key][0] for key in official)
    if any(one >= other for one, other in pairwise(columns)):
        return ()
    if block.columns.depth > 1:
        lines = {places[key][1] for key in official}
        if len(lines) == 1 or columns[-1] - columns[0] >= len(columns):
            return ()
    return (*columns, last)
