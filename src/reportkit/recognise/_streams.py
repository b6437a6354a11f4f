"""Rows out of a stream of cells: one cell a line, with or without a pipe behind it.

With pipes, blank cells are there; without any separator they have vanished, so that only a row
with all its figures, or none, can be read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportkit.document import Flow
from reportkit.recognise._items import Field, field_of
from reportkit.recognise._labels import Label
from reportkit.recognise._rows import RowReader, Taken, take

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportkit.document import Place
    from reportkit.recognise._items import Item

__all__ = ["read_stream"]

_ENOUGH_LINES = 12


def read_stream(reader: RowReader, items: Sequence[Item]) -> None:
    """Read items that are single cells, one after the other."""
    piped = any(item.flow is Flow.CELLS for item in items)
    lost = not piped and _lines_were_lost(items)
    runs, strays = _runs(reader, items)
    astray = strays or any(len(cells) > reader.counts.get(la.key, len(cells))
                           for la, _, cells in runs)  # fmt: skip
    for i, (label, printed, cells) in enumerate(runs):
        if label.kind == "group":
            if any(not cell.is_blank for cell, _ in cells):
                reader.subtotals.append((label, printed, cells[0][1]))
            continue
        count = reader.counts[label.key]
        if not cells and (piped or i == len(runs) - 1):
            taken = Taken(None, "只读到行名，没有读到数字")
        elif piped:
            taken = take([cell for cell, _ in cells], count, keeps_blanks=True, known=0)
        else:
            taken = _bare(len(cells), count, lost=lost, astray=astray)
        vanished = [(_BLANK, items[0].place)] * count if taken.offset is not None else []
        reader.add(label, printed, cells or vanished, taken)


def _lines_were_lost(items: Sequence[Item]) -> bool:
    """Whether repeated lines were removed on the way: a table always repeats words or zeros."""
    texts = [item.text for item in items]
    return len(texts) >= _ENOUGH_LINES and len(set(texts)) == len(texts)


def _bare(found: int, count: int, *, lost: bool, astray: bool) -> Taken:
    """Judge a row whose blank cells have vanished from the text.

    A row without figures is blank, but not where figures are `astray`, away from the rows.
    """
    if lost:
        return Taken(None, "抓取网页时重复的行已经丢失，数字读不出来")
    if not found and astray:
        return Taken(None, "数字没有跟在行名后面，分不清属于哪一行")
    if found in {0, count}:
        return Taken(0)
    return Taken(None, f"空白格已从文字里消失，{found}个数字分不清属于{count}列中的哪一列")


def _runs(
    reader: RowReader, items: Sequence[Item]
) -> tuple[list[tuple[Label, str, list[tuple[Field, Place]]]], bool]:
    """Group a stream of cells: each row label with the figures that follow it.

    Also says whether there are figures that follow no row.
    """
    runs: list[tuple[Label, str, list[tuple[Field, Place]]]] = []
    broken = ""
    order = RowReader(reader.table)
    for item in items:
        cell = item.fields[0]
        if cell.is_value and not cell.labels:
            if runs and not broken:
                runs[-1][2].append((cell, item.place))
            continue
        label = order.row_label(cell)
        text = cell.text or ""
        if label is None and broken and not cell.labels:
            text = broken + text
            label = order.row_label(field_of(text))
        if label is not None:
            runs.append((label, text, []))
            if label.kind == "row":
                order.add(label, text, [], Taken(None))
            broken = ""
        else:
            broken = "" if cell.labels else text
            if cell.labels:
                runs.append((_NO_ROW, text, []))
    strays = [cell for label, _, cells in runs if label is _NO_ROW for cell, _ in cells]
    rows = [run for run in runs if run[0] is not _NO_ROW]
    return rows, any(not cell.is_blank for cell in strays)


_BLANK = field_of("")
# what collects the figures behind a heading of columns, so that no row gets them
_NO_ROW = Label(table="", kind="group", key="", text="", formats=())
