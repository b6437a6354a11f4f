"""What readers could not tell for certain: cells of pictures, and characters without a meaning.

A cell that was found and is not legible leaves its row unread, its other cells as they are.  All
that was recognised in a picture is marked as inferred, and nothing there is taken from a table
whose cells are not known.

>>> settle(reading, {Place(page=1, table=1, row=2, column=3): 0.98})  # doctest: +SKIP
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportkit.document import NOT_CALCULATED
from reportkit.report import UNREAD, Unread
from reportkit.text import Kind

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from reportkit.document import Place
    from reportkit.recognise._tables import TableReading
    from reportkit.report import Value

__all__ = ["settle"]

_SEVERAL = re.compile(r"[+\-]?\d[\d,.]*(?:\s+[\d.][\d,.]*)+\s*(?:件|条|个|份|元|万元)?")


def settle(
    reading: TableReading,
    confidence: Mapping[Place, float] | None,
    scanned: Collection[int] = (),
) -> None:
    """Mark what is inferred, and name the rows in which a cell is not legible.

    Parameters
    ----------
    reading
        A table as it was read; changed in place.
    confidence
        How sure the reading of each cell of a picture is; None where no text was recognised.
    scanned
        The pages that are pictures; all if empty.
    """
    table = reading.table
    _refuse_broken(reading)
    legible = all(value.kind is not Kind.UNREADABLE for value in reading.values.values())
    if confidence is None and legible:
        return
    for row in table.row_keys:
        reason = ""
        for name in table.row_cells(row):
            value = reading.values[name]
            if value.origin is None:
                continue
            of_picture = not scanned or value.origin.place.page in scanned
            settled, why = _settled(value, confidence if of_picture else None)
            reading.values[name] = settled
            reason = reason or why
        if reason:
            reading.unread.append(Unread(table=table.key, row=row, reason=reason))


def _refuse_broken(reading: TableReading) -> None:
    """Leave unread what is several figures, or a sum that the file does not tell."""
    told = {row.row for row in reading.unread}
    for name, value in reading.values.items():
        if value.kind is not Kind.WORD:
            continue
        if value.text == NOT_CALCULATED:
            reason = "公式没有算出结果，请用 Excel 或 WPS 打开、保存后再读，或者对照原件填写"
        elif _SEVERAL.fullmatch(value.text):
            reason = "一格里有几个数字，可能是断开的，请对照原件填写"
        else:
            continue
        row = reading.table.cells[name].row_key
        reading.values[name] = UNREAD
        if row not in told:
            told.add(row)
            reading.unread.append(
                Unread(table=reading.table.key, row=row, reason=reason, text=value.text)
            )


def _settled(value: Value, confidence: Mapping[Place, float] | None) -> tuple[Value, str]:
    """Return a value as it may be kept, and why it is not legible, if so."""
    origin = value.origin
    sure = None if confidence is None or origin is None else confidence.get(origin.place)
    if origin is None or (confidence is None and value.kind is not Kind.UNREADABLE):
        return value, ""
    if confidence is None:
        return UNREAD._replace(origin=origin), "有不能识别的字，请对照原件填写"
    if sure is None:
        return UNREAD._replace(
            origin=origin
        ), "图片里的这一行没有表格线，数字属于哪一格不能确认，请对照原件填写"
    if value.kind is Kind.UNREADABLE:
        told = f"（{sure:.2f}）" if sure else ""
        return UNREAD._replace(origin=origin), f"图片识别把握不足{told}，请对照原件填写"
    inferred = f"图片文字识别，置信度{sure:.2f}，请核对"
    return value._replace(origin=origin._replace(inferred=inferred)), ""
