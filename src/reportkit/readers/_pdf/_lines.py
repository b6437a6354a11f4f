"""Marks to lines: which strokes of text stand on one line, and where its blanks are.

Blanks come from gaps, because many files have none; between Chinese characters and figures only
a wide gap is one, as setting programs put a quarter of a character there.

>>> [line.text for line in lines(marks)]  # doctest: +SKIP
['一、总体情况', '规章 0 0 0']
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, NamedTuple

from reportkit.text import unradical

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportkit.readers._pdf._marks import Mark

__all__ = ["Line", "apart", "cell_lines", "lines"]

_WIDE = 0.55  # of the height of a line: a gap that is a blank between any characters
_WORD = 0.17  # between Latin letters or figures
_WRITTEN = 0.1  # where the file itself has a blank
_PADDED = 0.3  # of a Chinese character: before a single figure at the end of a line
_BEFORE_OTHERS = 0.1  # of a Chinese character: before a figure that others follow
_FIGURE = re.compile(r"[+\-]?[\d０-９,.]+|[/／—–\-无]")  # or a mark for none
_NEAR = 0.4  # of the taller's height: middles this near are on one line
_AGAIN = 0.3  # of a character: drawn this near a second time, it is the same, made bold


class Line(NamedTuple):
    """One line as it is seen, its box, and how tall most of its characters are."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    height: float


def lines(marks: Sequence[Mark]) -> list[Line]:
    """Return the lines of a page or of a part of it, from top to bottom."""
    return [_line(row) for row in _rows(marks)]


def cell_lines(marks: Sequence[Mark]) -> list[Line]:
    """Return the lines of a cell of a table; letters set one below the other make one line."""
    if len(marks) == 1:
        return [_line(list(marks))]
    return _columns(marks) or lines(marks)


def _rows(marks: Sequence[Mark]) -> list[list[Mark]]:
    """Sort marks into lines by the height they stand at."""
    rows: list[list[Mark]] = []
    middle = height = 0.0
    for mark in sorted(marks, key=lambda m: m.y0 + m.y1):
        own, tall = (mark.y0 + mark.y1) / 2, mark.y1 - mark.y0
        if rows and own - middle < _NEAR * max(height, tall):
            rows[-1].append(mark)
        else:
            rows.append([mark])
            middle, height = own, tall
    return rows


def _line(marks: list[Mark]) -> Line:
    if len(marks) == 1:
        text, x0, y0, x1, y1, _, _, _ = marks[0]
        return Line(unradical(text), x0, y0, x1, y1, y1 - y0)
    marks.sort(key=lambda m: m.x0)
    if any(two.x0 < one.x1 - _AGAIN * (one.y1 - one.y0)
           for one, two in itertools.pairwise(marks)):  # fmt: skip
        marks = _single(marks)
    blanks = [_blank(one, two) for one, two in itertools.pairwise(marks)]
    _set_off_figures(marks, blanks)
    parts = [marks[0].text]
    for mark, blank in zip(marks[1:], blanks, strict=True):
        parts += [" ", mark.text] if blank else [mark.text]
    return Line(
        text=unradical("".join(parts)),
        x0=marks[0].x0,
        y0=min(mark.y0 for mark in marks),
        x1=max(mark.x1 for mark in marks),
        y1=max(mark.y1 for mark in marks),
        height=_height(marks),
    )


def _height(marks: Sequence[Mark]) -> float:
    longest = max(marks, key=lambda m: len(m.text))
    return longest.y1 - longest.y0


def _blank(one: Mark, two: Mark) -> bool:
    gap, height = two.x0 - one.x1, min(one.y1 - one.y0, two.y1 - two.y0)
    if gap > _WIDE * height:
        return True
    if two.spaced:
        return gap > _WRITTEN * height
    return gap > _WORD * height and one.text[-1].isascii() and two.text[0].isascii()


def _set_off_figures(marks: Sequence[Mark], blanks: list[bool]) -> None:
    """Put a blank before the first figure of a row, however near it stands to the label.

    Without lines between columns the padding of a cell may be hardly wider than the quarter of a
    character that stands between Chinese and figures in running text.
    """
    at = len(marks) - 1
    while at and blanks[at - 1] and _FIGURE.fullmatch(marks[at].text):
        at -= 1
    if at and _FIGURE.fullmatch(marks[at].text) and not marks[at - 1].text[-1].isascii():
        gap = marks[at].x0 - marks[at - 1].x1
        width = marks[at - 1].x1 - marks[at - 1].xs[-1]
        blanks[at - 1] = gap > (_PADDED if at == len(marks) - 1 else _BEFORE_OTHERS) * width


def _single(marks: list[Mark]) -> list[Mark]:
    """Take marks apart and drop what is drawn twice in the same place to look bold."""
    letters = sorted((letter for mark in marks for letter in apart(mark)), key=lambda m: m.x0)
    kept: list[Mark] = []
    for letter in letters:
        near = letter.x0 - _AGAIN * (letter.x1 - letter.x0)
        if not any(old.text == letter.text and old.x0 > near for old in kept[-3:]):
            kept.append(letter)
    return kept


def apart(mark: Mark) -> list[Mark]:
    """Return each character of a mark as a mark of its own."""
    if len(mark.xs) != len(mark.text) or len(mark.text) == 1:
        return [mark]
    ends = (*mark.xs[1:], mark.x1)
    return [
        mark._replace(text=c, x0=x0, x1=x1, xs=(x0,), spaced=mark.spaced and not i,
                      order=mark.order + i)
        for i, (c, x0, x1) in enumerate(zip(mark.text, mark.xs, ends, strict=True))
    ]  # fmt: skip


def _columns(marks: Sequence[Mark]) -> list[Line] | None:
    """Read a cell whose letters follow one another downwards or upwards, column by column.

    The order of the file tells the direction: text written in lines goes to the right first.
    """
    if any(len(mark.text) > 1 for mark in marks) or all(m.text.isascii() for m in marks):
        return None
    columns: list[list[Mark]] = []
    for mark in sorted(marks, key=lambda m: m.order):
        last = columns[-1][-1] if columns else None
        if last is not None and _same_column(last, mark):
            columns[-1].append(mark)
        else:
            columns.append([mark])
    if any(len(column) == 1 for column in columns) or any(
        one[0].x0 < two[0].x0 for one, two in itertools.pairwise(columns)
    ):
        return None
    return [_upright(column) for column in columns]


def _same_column(one: Mark, two: Mark) -> bool:
    width = max(one.x1 - one.x0, two.x1 - two.x0)
    apart_ = abs((one.x0 + one.x1) - (two.x0 + two.x1)) / 2
    return apart_ < width and abs(one.y0 - two.y0) > 0.3 * (one.y1 - one.y0)


def _upright(column: list[Mark]) -> Line:
    return Line(
        text=unradical("".join(mark.text for mark in column)),
        x0=min(mark.x0 for mark in column),
        y0=min(mark.y0 for mark in column),
        x1=max(mark.x1 for mark in column),
        y1=max(mark.y1 for mark in column),
        height=_height(column),
    )
