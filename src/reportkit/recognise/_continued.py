"""Rows of figures without a label: which may belong to the row above them.

>>> is_cut_off(lines, 7)  # doctest: +SKIP
True
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportkit.document import Flow
from reportkit.recognise._labels import strict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportkit.recognise._line import Line

__all__ = ["CUT_OFF", "is_cut_off", "lacks_figures", "reaches_down"]

CUT_OFF = "这一行像是被分页断开了，分不清另一页的数字是不是它的"


def reaches_down(lines: Sequence[Line], n: int) -> bool:
    """Whether the cell with the label of a row above covers its place in a row without one."""
    item = lines[n].item
    if item.flow is not Flow.SPANNED or lines[n].at is not None:
        return False
    above = next((line for line in reversed(lines[:n]) if line.at is not None), None)
    if above is None or above.item.place.table != item.place.table:
        return False
    place = next(i for i, cell in enumerate(above.item.fields) if cell is above.at)
    return place < len(item.fields) and item.fields[place].text is None


def is_cut_off(lines: Sequence[Line], n: int) -> bool:
    """Whether a row without a label may be the rest of the last one on the page before.

    It begins a table of the file.  Words in it are the end of a label, or all that the row
    before lacks.
    """
    line = lines[n]
    if not line.filled or (line.at is not None and line.at.labels) or _counts(line):
        return False
    above = next((row for row in reversed(lines[:n]) if row.label is not None), None)
    if above is None or above.label is None or above.label.kind == "group":
        return False
    if above.item.place.table == line.item.place.table:
        return False
    return (
        line.at is None
        or not above.filled
        or strict(line.at.text or "") in strict(above.label.text)
    )


def lacks_figures(lines: Sequence[Line], n: int) -> bool:
    """Whether a row without figures begins a page, and figures without a label end the last."""
    above = next((line for line in reversed(lines[:n]) if line.at is not None or line.filled), None)
    return (
        not lines[n].filled
        and above is not None
        and above.at is None
        and above.item.place.table != lines[n].item.place.table
        and not _counts(above)
    )


def _counts(line: Line) -> bool:
    """Whether a row only numbers the columns of its table, as programs do."""
    texts = [cell.text for cell, _ in line.cells if not cell.is_blank]
    return len(texts) > 1 and any(
        texts == [str(n) for n in range(begin, begin + len(texts))] for begin in (0, 1)
    )
