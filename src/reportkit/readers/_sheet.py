"""A sheet of a spreadsheet while it is read: texts by place, merged ranges, and rows out of them.

Only cells that hold something are kept, so that the size of a sheet does not matter; what is
beyond any report is refused.

>>> sheet = Sheet(title="表二", number=1)
>>> sheet.texts[0, 0] = "规章"
>>> to_rows(sheet).rows[0].texts
('规章',)
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from decimal import Decimal

from reportkit.document import Flow, Place, Row, Rows
from reportkit.errors import DamagedFile
from reportkit.text import print_number

__all__ = ["Sheet", "number_text", "to_rows"]

_MOST_COLUMNS = 400
_MOST_CELLS = 400_000
_MOST_ROWS = 20_000
_PRECISION = 15  # digits that spreadsheets keep; the rest is noise of binary fractions


@dataclass(slots=True, kw_only=True)
class Sheet:
    """Texts by (row, column) and merged ranges (top, left, bottom, right), all from 0."""

    title: str
    number: int
    hidden: bool = False
    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    pictures: int = 0


def number_text(number: float) -> str:
    """Write a number of a spreadsheet as its cell shows it: 3 for 3.0, 12.6, no exponent.

    >>> number_text(3.0), number_text(12.599999999999999), number_text(1e20)
    ('3', '12.6', '100000000000000000000')
    """
    exact = Decimal(f"{number:.{_PRECISION}g}")
    return print_number(int(exact) if exact == exact.to_integral_value() else exact)


def to_rows(sheet: Sheet) -> Rows:
    """Turn a sheet into rows of equal width, empty rows and empty columns outside left out.

    Raises
    ------
    DamagedFile
        If the sheet holds more than any report.
    """
    filled = {place: text for place, text in sheet.texts.items() if text}
    if not filled:
        return Rows(rows=(), flow=Flow.SPANNED)
    columns = {column for _, column in filled}
    left, right = min(columns), max(columns)
    numbers = sorted({row for row, _ in filled})
    if (
        len(numbers) > _MOST_ROWS
        or right - left >= _MOST_COLUMNS
        or len(numbers) * (right - left + 1) > _MOST_CELLS
    ):
        message = f"工作表“{sheet.title}”的行或列太多，不像一份年度报告。"
        raise DamagedFile(message, hint="请删去报告以外的内容，另存后再读。")
    covered = _covered(sheet.merged, numbers, left, right)
    lines: dict[int, list[str | None]] = {row: [""] * (right - left + 1) for row in numbers}
    for (row, column), text in filled.items():
        lines[row][column - left] = text
    for row, column in covered:
        lines[row][column - left] = None
    rows = tuple(
        Row(texts=tuple(texts), place=Place(table=sheet.number, row=row + 1))
        for row, texts in lines.items()
    )
    return Rows(rows=rows, flow=Flow.SPANNED)


def _covered(
    merged: list[tuple[int, int, int, int]], numbers: list[int], left: int, right: int
) -> set[tuple[int, int]]:
    """Return the places under a span in the rows that are kept.

    Raises
    ------
    DamagedFile
        If spans overlap so much that there are more places than cells.
    """
    places: set[tuple[int, int]] = set()
    left_over = _MOST_CELLS
    for top, first, bottom, end in merged:
        inside = numbers[bisect_left(numbers, top) : bisect_right(numbers, bottom)]
        columns = range(max(first, left), min(end, right) + 1)
        left_over -= 1 + len(inside) * len(columns)
        if left_over < 0:
            message = "工作表里合并的单元格太多，不像一份年度报告。"
            raise DamagedFile(message)
        places.update((row, column) for row in inside for column in columns)
        places.discard((top, first))
    return places
