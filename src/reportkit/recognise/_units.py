"""Money whose heading names another unit than the form: it is not read as if it were in 万元.

>>> refuse_other_units(reading, items)  # doctest: +SKIP
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportkit.report import UNREAD, Unread
from reportkit.text import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportkit.recognise._items import Item
    from reportkit.recognise._tables import TableReading

__all__ = ["refuse_other_units"]

_UNIT = re.compile(r"[（(]\s*(?:(?:金额)?单位\s*[:：]?\s*)?((?:万|千|百|百万|亿)?元)\s*[)）]")


def refuse_other_units(reading: TableReading, items: Sequence[Item]) -> None:
    """Leave a sum of money unread where its column or row names a unit that is not the form's.

    Parameters
    ----------
    reading
        A table as it was read; changed in place.
    items
        Its items, heading included.

    Notes
    -----
    A unit in the cell itself goes before the heading, and nothing is converted but what it says;
    zero is zero in every unit.
    """
    for name, cell in reading.table.cells.items():
        value = reading.values[name]
        if cell.holds != "money" or value.kind is Kind.UNREADABLE or not value.number:
            continue
        if "元" in value.text or not (unit := _other_unit(cell.column.label, cell.row.key, items)):
            continue
        reason = f"表上写的单位是“{unit}”，表样的单位是“{cell.unit}”，请换算后填写"
        reading.unread.append(
            Unread(table=cell.table, row=cell.row_key, reason=reason, text=value.text)
        )
        reading.values[name] = UNREAD


def _other_unit(column: str, row: str, items: Sequence[Item]) -> str:
    """Return the unit that the heading or the label of a cell names, if it is not the form's."""
    official = _UNIT.search(column)
    for item in items:
        for field in item.fields if item.labels else ():
            if not field.labels or "元" not in (field.text or ""):
                continue
            mine = any(label.text == column or label.key == row for label in field.labels)
            found = _UNIT.search(field.text or "") if mine else None
            if found and official and found[1] != official[1]:
                return found[1]
    return ""
