"""Headings of lines and streams: where their words contradict the form, no row below is read.

Such layouts have lost which words stand side by side, so their order can be doubted but not read.

>>> rows_below_other_headings(table, items, reader.row_label)  # doctest: +SKIP
frozenset()
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportkit.recognise._columns import blocks_by_row
from reportkit.recognise._labels import labels as known_labels
from reportkit.recognise._order import is_out_of_order
from reportkit.recognise._spaced import figures_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reportkit.form import Table
    from reportkit.recognise._items import Field, Item
    from reportkit.recognise._labels import Label

__all__ = ["rows_below_other_headings"]


def rows_below_other_headings(
    table: Table, items: Sequence[Item], row_label: Callable[[Field], Label | None]
) -> frozenset[str]:
    """Return the rows below headings whose words, one after the other, contradict the form.

    Parameters
    ----------
    table
        The table as the form has it.
    items
        The items of the table, headings included.
    row_label
        Tells which row a field names.
    """
    blocks, seen, found = blocks_by_row(table), list[str](), set[int]()
    for item in items:
        labels, key = item.labels, ""
        if item.is_line and not labels:
            words, figures = figures_of(item.text)
            labels = tuple(la for word in words.split() for la in known_labels().match(word))
            named = [la.key for la in labels if la.key in blocks] if figures else []
            # a label that is broken stands in the only block, if there is only one
            key = (named or [next(iter(blocks)) if len(table.blocks) == 1 else ""])[-1]
            key = key if figures else ""
        else:
            rows = [la.key for cell in item.fields if cell.labels and (la := row_label(cell))]
            key = rows[-1] if rows else ""
        if not key:
            seen += [la.key for la in labels if la.table == table.key and la.kind == "column"]
            continue
        number, block = blocks.get(key, (0, None))
        if block and seen and is_out_of_order(block, seen):
            found.add(number)
        seen = []
    return frozenset(key for key, (number, _) in blocks.items() if number in found)
