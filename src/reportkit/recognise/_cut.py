"""Files that break off inside a table: the last figure may have lost its last digits.

Crawlers and text stores cut long pages anywhere.  What stands at the very end of a file counts
only where the row's own sum bears it out.

>>> doubt_last_row(reading, items[-1])  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportkit.recognise._whole import adds_up
from reportkit.report import UNREAD, Unread
from reportkit.text import Kind

if TYPE_CHECKING:
    from reportkit.recognise._items import Item
    from reportkit.recognise._tables import TableReading

__all__ = ["doubt_last_row"]

_CUT = "文件在这一行断开，最后一个数字可能不完整，请对照原件填写"


def doubt_last_row(reading: TableReading, last: Item) -> None:
    """Leave the row unread with which a report ends in sections two or three, if no sum holds.

    Parameters
    ----------
    reading
        The table that the file ends with; changed in place.
    last
        The last item of the file.
    """
    table = reading.table
    for key in table.lines:
        names = tuple(table.lines[key].values())
        values = [reading.values[name] for name in names]
        end = values[-1].origin
        if end is None or end.place.at(0) != last.place.at(0):
            continue
        if values[-1].kind is not Kind.BLANK and adds_up(
            table, key, [v.text or "0" for v in values]
        ):
            continue
        reading.values.update(dict.fromkeys(names, UNREAD))
        row = table.cells[names[0]].row_key
        reading.unread.append(Unread(table=table.key, row=row, reason=_CUT, text=last.text))
