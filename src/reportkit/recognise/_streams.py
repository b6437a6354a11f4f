"""Rows out of a stream of cells: one cell a line, with or without a pipe behind it.

With pipes, blank cells are there; without any separator they have vanished, so that only a row
with all its figures, or none, can be read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportkit.document import Flow
from reportkit.recognise._items import Field, field_of
from reportkit.recognise._labels import Label
from reportkit.recognise._rows import RowReader, Taken, take
from reportkit.recognise._whole import PARTED, adds_up

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportkit.document import Place
    from reportkit.recognise._items import Item

__all__ = ["read_stream"]

_Run = tuple[Label, str, list[tuple["Field", "Place"]]]
_NUMERALS = {"一", "二", "三", "四"}
_ENOUGH_LINES = 12
# a label with a mark behind it, as in 行政处罚：—, has a cell that no separator parts from it
_ENDS_WITH_MARK = re.compile(r"[-—–−－/／\\,，:：;；]\s*$")


def read_stream(reader: RowReader, items: Sequence[Item]) -> None:
    """Read items that are single cells, one after the other."""
    piped = any(item.flow is Flow.CELLS for item in items)
    lost = not piped and _lines_were_lost(items)
    runs, strays, worded = _runs(reader, items)
    longer = [len(cells) > reader.counts.get(la.key, len(cells)) for la, _, cells in runs]
    astray = strays or any(longer)
    reader.parted = parted = not piped and any(longer[:-1])
    for i, (label, printed, cells) in enumerate(runs):
        if label.kind == "group":
            if any(not cell.is_blank for cell, _ in cells):
                reader.subtotals.append((label, printed, cells[0][1]))
            continue
        count = reader.counts[label.key]
        if not cells and (piped or i == len(runs) - 1):
            taken = Taken(None, "只读到行名，没有读到数字")
        elif not cells and (i in worded or _ENDS_WITH_MARK.search(printed)):
            taken = Taken(None, "行名后面是文字，没有读到数字")
        elif (
            parted
            and len(cells) == count
            and not adds_up(reader.table, label.key, [cell.text or "" for cell, _ in cells])
        ):
            taken = Taken(None, PARTED)
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


@dataclass(slots=True)
class _Runs:
    """The cells of a stream by rows: each row label with the figures that follow it.

    `worded` are the runs behind which stand words of no label instead of figures.
    """

    order: RowReader
    runs: list[_Run] = field(default_factory=list)
    worded: set[int] = field(default_factory=set)
    broken: str = ""

    def take(self, item: Item) -> None:
        """Take in the next cell: a figure, a label, or words that may be the piece of one."""
        cell = item.fields[0]
        if not cell.is_value or cell.labels:
            self._name(cell)
        elif self.broken:
            self._note_words(unless=cell.is_blank)
        elif self.runs:
            self.runs[-1][2].append((cell, item.place))

    def _name(self, cell: Field) -> None:
        label = self.order.row_label(cell)
        text = cell.text or ""
        if text.startswith("、") and self._ends_with_numeral():
            self.broken = self.runs[-1][2].pop()[0].text or ""
        if label is None and self.broken and not cell.labels:
            text = self.broken + text
            label = self.order.row_label(field_of(text))
        else:
            self._note_words(unless=not self.broken)
        self.broken = "" if label is not None or cell.labels else text
        if label is not None:
            self.runs.append((label, text, []))
            if label.kind == "row":
                self.order.add(label, text, [], Taken(None))
        elif cell.labels:
            self.runs.append((_NO_ROW, text, []))

    def _ends_with_numeral(self) -> bool:
        """Whether the last figure may be the 三 of 三、本年度办理结果, set letter by letter."""
        cells = self.runs[-1][2] if self.runs else []
        return bool(cells) and cells[-1][0].text in _NUMERALS

    def _note_words(self, *, unless: bool) -> None:
        if not unless:
            self.worded.add(len(self.runs) - 1)

    def end(self) -> None:
        """Note the words with which the stream ends."""
        self._note_words(unless=not self.broken)


def _runs(reader: RowReader, items: Sequence[Item]) -> tuple[list[_Run], bool, set[int]]:
    """Group a stream of cells by rows.

    Also says whether there are figures that follow no row, and which rows have words for figures.
    """
    found = _Runs(RowReader(reader.table))
    for item in items:
        found.take(item)
    found.end()
    strays = [cell for label, _, cells in found.runs if label is _NO_ROW for cell, _ in cells]
    kept = [n for n, run in enumerate(found.runs) if run[0] is not _NO_ROW]
    worded = {n for n, at in enumerate(kept) if at in found.worded}
    return [found.runs[n] for n in kept], any(not cell.is_blank for cell in strays), worded


_BLANK = field_of("")
# what collects the figures behind a heading of columns, so that no row gets them
_NO_ROW = Label(table="", kind="group", key="", text="", formats=())
