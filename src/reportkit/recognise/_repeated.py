"""Merged cells that stand in every column they span: only the first is a cell of the table.

Converters write 本年增/减 | 本年增/减 for one cell of two columns, and its figure twice below.

>>> without_repeats(table, items, reader.row_label)  # doctest: +SKIP
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from reportkit.recognise._columns import blocks_by_row

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reportkit.form import Table
    from reportkit.recognise._items import Field, Item
    from reportkit.recognise._labels import Label

__all__ = ["without_repeats"]

_Keys = tuple[str, ...]


def without_repeats(
    table: Table, items: Sequence[Item], row_label: Callable[[Field], Label | None]
) -> list[Item]:
    """Cover the repeats in rows that stand below a heading which repeats its columns alike.

    Parameters
    ----------
    table
        The table as the form has it.
    items
        The rows of the table, headings included.
    row_label
        Tells which row a field names.
    """
    if not any(item.labels and _repeats(item) for item in items):
        return list(items)
    kept: list[Item] = []
    heading: _Keys = ()
    blocks = blocks_by_row(table)
    for item in items:
        rows = [la for cell in item.fields if cell.labels and (la := row_label(cell))]
        if rows and rows[-1].key in blocks:
            official = [leaf.key for leaf in blocks[rows[-1].key][1].columns.leaves]
            whole = [key for key in dict.fromkeys(heading) if key] == official
            kept.append(_covered(item, heading) if whole and len(official) > 1 else item)
            continue
        if item.labels:
            heading = tuple(_column(table, cell) for cell in item.fields)
        kept.append(item)
    return kept


def _repeats(item: Item) -> bool:
    """Whether words of a heading stand twice side by side."""
    return any(one.labels and one.text == two.text for one, two in pairwise(item.fields))


def _column(table: Table, cell: Field) -> str:
    keys = (la.key for la in cell.labels if la.table == table.key and la.kind == "column")
    return next(keys, "")


def _covered(item: Item, heading: _Keys) -> Item:
    """Cover what a row repeats where its heading does; nothing where not all repeats are alike."""
    fields = item.fields
    again = [n for n, key in enumerate(heading) if key and n and heading[n - 1] == key]
    if len(fields) != len(heading) or any(fields[n].text != fields[n - 1].text for n in again):
        return item
    return item._replace(
        fields=tuple(
            cell._replace(text=None, labels=(), is_value=False, is_blank=False)
            if n in again
            else cell
            for n, cell in enumerate(fields)
        )
    )
