"""Cells that stand below the columns of their heading: of which rows this is certain.

>>> cells_below(item, label, (4, 5, 6), frozenset(), even=False)  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportkit.document import Flow

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reportkit.document import Place
    from reportkit.recognise._items import Field, Item
    from reportkit.recognise._line import Line

__all__ = ["aligned_tables", "cells_below"]


def aligned_tables(
    lines: Sequence[Line], headed: Mapping[tuple[int, str], tuple[int, ...]]
) -> set[int]:
    """Return the tables without spans whose rows have kept the empty cells behind their labels.

    Parameters
    ----------
    lines
        The rows.
    headed
        Where the columns of the heading stand, by table of the file and row.

    Notes
    -----
    Rows that were moved to the left when their spans were lost have figures below no column, and
    none below the last: no row may be so, and one must show that it is not.
    """
    spanned = {line.item.place.table for line in lines if not _is_even(line.item)}
    moved, shown = set(spanned), set()
    for line in lines:
        table = line.item.place.table
        columns = headed.get((table, line.label.key), ())[:-1] if line.label else ()
        gap = columns[0] - 1 - _place_of(line) if columns else 0
        if gap <= 0:
            continue
        filled = [place.column for cell, place in line.cells if not cell.is_blank]
        if any(column < columns[0] for column in filled):
            moved.add(table)
        elif any(column in columns[-gap:] for column in filled):
            shown.add(table)
    return shown - moved


def _is_even(item: Item) -> bool:
    return item.flow is Flow.SPANNED and all(cell.text is not None for cell in item.fields)


def _place_of(line: Line) -> int:
    """Return the place, from 1, of the label of a row."""
    return max(
        (i for i, cell in enumerate(line.item.fields, start=1) if cell is line.at), default=0
    )


def cells_below(
    item: Item,
    at: Field | None,
    columns: tuple[int, ...],
    others: frozenset[int],
    *,
    even: bool,
) -> list[tuple[Field, Place]] | None:
    """Return the cells of a row that stand below the heading's columns, or None.

    Every one of them must be a cell, the row's label (`at`) must reach up to the first, and
    nothing may be written beside them but below columns that the form has not (`others`).  In a
    table without any spans (`even`), blank cells stand between the label and the first.
    """
    if not columns or len(item.fields) < columns[-1]:
        return None
    fields = dict(enumerate(item.fields, start=1))
    label = max(i for i, cell in fields.items() if cell is at)
    known = {*columns, *others}
    gap = [fields[i] for i in range(label + 1, columns[0]) if i not in others]
    beside = [cell for i, cell in fields.items() if i > columns[0] and i not in known]
    if label >= columns[0] or any(
        cell.text is not None and not (even and cell.is_blank) for cell in gap
    ):
        return None
    if any(cell.text and not cell.is_blank for cell in beside):
        return None
    if any(fields[i].text is None for i in columns):
        return None
    return [(fields[i], item.place.at(i)) for i in columns]
