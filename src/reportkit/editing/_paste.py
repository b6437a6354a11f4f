r"""A block from Excel, WPS, Word or a web page -> contents of cells.

A block with row labels or headings goes where its labels say; a block of bare figures goes where
the person pasted it.  Totals are taken like any other cell: what was copied is what stands there.

>>> read_block("1\t2\r\n3\t4\r\n")
(('1', '2'), ('3', '4'))
"""

from __future__ import annotations

import csv
import io
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportkit.recognise import recognise_block
from reportkit.text import clean

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reportkit.form import CellId, Table

__all__ = ["Pasted", "paste", "read_block"]

_LARGEST = 10_000  # fields; no form has more than 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Pasted:
    """What a pasted block gives: contents by cell, what was ignored, and what to say.

    `labelled` tells whether its rows went where their labels say.
    """

    contents: Mapping[CellId, str]
    rows: int
    columns: int
    ignored: int
    message: str
    labelled: bool = False


def read_block(text: str) -> tuple[tuple[str, ...], ...]:
    """Part copied text into rows of fields: tabs, quoted fields with line breaks, ragged rows."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
    if text.count('"') % 2 == 0:  # a stray quote would swallow all that follows it
        with suppress(csv.Error):  # a field beyond the limits of csv
            rows = csv.reader(io.StringIO(text), delimiter="\t", quotechar='"')
            return tuple(tuple(clean(field) for field in row) for row in rows)
    return tuple(tuple(clean(field) for field in line.split("\t")) for line in text.split("\n"))


def paste(table: Table, text: str, anchor: str) -> Pasted:
    """Say what a copied block puts into which cells of a table.

    Parameters
    ----------
    table
        The table that is pasted into.
    text
        What was copied, as tab-separated text.
    anchor
        The cell that has the focus: where a block without labels begins.

    Returns
    -------
    Pasted
        With labels in the block, its rows go where the labels say; without, to the right of and
        below the anchor.  Fields that have no cell are counted as ignored, never wrapped.
    """
    rows = read_block(text)
    fields = sum(len(row) for row in rows)
    if fields > _LARGEST:
        message = f"粘贴的内容有{fields}格，远超过这张表，没有粘贴。"
        return Pasted(contents={}, rows=len(rows), columns=0, ignored=fields, message=message)
    labelled = recognise_block(table, rows)
    if labelled is not None:
        contents, ignored = labelled, _figures(rows) - len(labelled)
    else:
        contents, ignored = _at_anchor(table, rows, anchor)
    width = max((len(row) for row in rows), default=0)
    how = "，已按行名对齐" if labelled is not None else ""
    left = f"，忽略{ignored}格" if ignored > 0 else ""
    return Pasted(
        contents=contents,
        rows=len(rows),
        columns=width,
        ignored=max(ignored, 0),
        labelled=labelled is not None,
        message=f"粘贴{len(rows)}行×{width}列{how}，填入{len(contents)}格{left}。",
    )


def _figures(rows: Sequence[Sequence[str]]) -> int:
    """Count the fields that hold digits alone: what a person would miss if it were ignored."""
    return sum(field.replace(",", "").isdigit() for row in rows for field in row)


def _at_anchor(
    table: Table, rows: Sequence[Sequence[str]], anchor: str
) -> tuple[dict[CellId, str], int]:
    lines = _value_lines(table)
    start = next(
        ((y, line.index(cell)) for y, line in enumerate(lines) for cell in line if cell == anchor),
        None,
    )
    if start is None:
        return {}, sum(len(row) for row in rows)
    contents: dict[CellId, str] = {}
    ignored = 0
    for y, row in enumerate(rows, start[0]):
        for x, field in enumerate(row, start[1]):
            if y < len(lines) and x < len(lines[y]):
                contents[lines[y][x]] = field
            else:
                ignored += 1
    return contents, ignored


def _value_lines(table: Table) -> list[list[CellId]]:
    """Return the cells of a table line by line, as they stand on the screen."""
    return [
        [block.cell_id(row.key, column.key) for column in block.columns.leaves]
        for block in table.blocks
        for row in block.rows.leaves
    ]
