"""Tables drawn with characters: frames of `+--+` or `┌──┐`, and columns below rules of dashes.

Converters draw them when they turn a Word file or a page into plain text or Markdown.  A frame
shows where cells end and which are merged; rules show where columns begin.  Chinese characters are
two columns wide for most programs and one for some, so both are tried, and what fits neither is
no drawn table.

>>> lines = ["+------+---+", "| 规章 | 2 |", "+------+---+", "| 合并     |", "+----------+"]
>>> [row.texts for row in drawn_tables(lines)[0].rows.rows]
[('规章', '2'), ('合并', None)]
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from reportkit.document import Flow, Place, Row, Rows
from reportkit.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Drawn", "drawn_tables", "is_rule", "unescaped"]

_TO_ASCII = str.maketrans(
    dict.fromkeys("─━═┄┈╌", "-")
    | dict.fromkeys("│┃║┆┊", "|")
    | dict.fromkeys("┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝╒╤╕╞╪╡╘╧╛╓╥╖╟╫╢╙╨╜┏┳┓┣╋┫┗┻┛┠┨┯┷┿╂┝┥╭╮╰╯", "+")
)
_RULE_BEGINS = re.compile(r"^\+|\+[-=]")
_OF_FRAMES = frozenset("+-=:| \t")
_STROKE = re.compile("--|==|[─━═┄┈╌]{2}")  # what every rule has
_RULES = re.compile(r"\s*(?:-{3,}|={3,})(?:\s+(?:-{3,}|={3,}))+\s*")
_LONG_RULE = re.compile(r"\s*(?:-{10,}|={10,})\s*")
_DASHES = re.compile(r"[-=]+")
_ESCAPED = re.compile(r"\\([-+*_#.()\[\]{}!>~`$])")
_HARD_BREAK = "\\"  # what pandoc makes of a cell with nothing but an end of line
_FILLER = "\0"  # the second column that a wide character takes
_FEWEST_RULES = 3  # a frame with no more of them has lines for rows
_FEWEST_EDGES, _MOST_EDGES = 3, 100
_MOST_LINES = 400  # the lines of one table; table 3 drawn with a line for each word stays below
_MOST_TRIES = 100  # lines that look like the beginning of a table and are none


_Corner = tuple[int, int]  # a row and a column, from 0


@dataclass(frozen=True, slots=True)
class Drawn:
    """A table and the lines that it takes, the first and the one behind the last, from 0."""

    start: int
    end: int
    rows: Rows


def unescaped(text: str) -> str:
    """Return a text without the backslashes that Markdown writes before signs of its own."""
    return _ESCAPED.sub(r"\1", text) if "\\" in text else text


def is_rule(line: str) -> bool:
    """Whether a line only parts others: a ruler of dashes, or the frame of a table."""
    if not _STROKE.search(line):
        return False
    plain = line.translate(_TO_ASCII)
    if _RULES.fullmatch(plain) or _LONG_RULE.fullmatch(plain):
        return True
    return "+" in plain and _is_frame(plain)


def _is_frame(plain: str) -> bool:
    """Whether a line is nothing but pieces of a frame."""
    return ("---" in plain or "===" in plain) and _OF_FRAMES.issuperset(plain)


def drawn_tables(lines: Sequence[str]) -> list[Drawn]:
    """Find the tables that are drawn in the lines of a text, in their order."""
    found: list[Drawn] = []
    at = tries = 0
    while at < len(lines) and tries < _MOST_TRIES:
        drawn = None
        if _STROKE.search(lines[at]):
            tries += 1
            drawn = _framed(lines, at, len(found) + 1) or _ruled(lines, at)
        if drawn is not None and (not found or drawn.start >= found[-1].end):
            found.append(drawn)
            at, tries = drawn.end, 0
        else:
            at += 1
    return found


def _columns(line: str, *, wide: bool) -> str:
    """Return a line with one character for each column that it takes on a screen."""
    if line.isascii() or not wide:
        return line
    return "".join(c + _FILLER if unicodedata.east_asian_width(c) in "WF" else c for c in line)


def _text(pieces: Iterator[str]) -> str:
    """Join the lines of a cell; Chinese words that a line end has broken need no blank."""
    text = ""
    for piece in pieces:
        part = unescaped(clean(piece.replace(_FILLER, "")))
        if text and part:
            text += part if text[-1] > "\u2e7f" and part[0] > "\u2e7f" else f" {part}"
        else:
            text += part
    return "" if text == _HARD_BREAK else text


# ---------------------------------------------------------------- frames


def _framed(lines: Sequence[str], at: int, number: int) -> Drawn | None:
    """Read the table whose frame begins with a line; None where the lines do not fit it."""
    top = lines[at].translate(_TO_ASCII).strip()
    if not (top.startswith("+") and top.endswith("+") and _is_frame(top)):
        return None
    if top.count("+") > _MOST_EDGES:
        return None
    end = at
    while end < len(lines) and end - at < _MOST_LINES and lines[end].strip()[:1].translate(
        _TO_ASCII
    ) in {"+", "|"}:  # fmt: skip
        end += 1
    for wide in (True, False):
        drawn = [_columns(line.strip(), wide=wide) for line in lines[at:end]]
        plain = [line.translate(_TO_ASCII) for line in drawn]
        rows = _Frame(drawn, plain).rows(at, number) if len({*map(len, drawn)}) == 1 else None
        if rows:
            merged = any(
                None in row.texts for row in rows
            )  # if not, they may have been taken apart
            flow = Flow.SPANNED if merged else Flow.TABBED
            return Drawn(at, end, Rows(rows=tuple(rows), flow=flow))
    return None


class _Frame:
    """A frame: where its columns and rows begin, and which of the places between are one cell."""

    def __init__(self, lines: list[str], plain: list[str]) -> None:
        self._lines, self._plain = lines, plain
        self._rules = [n for n, line in enumerate(plain) if _RULE_BEGINS.search(line)]
        full = [n for n in self._rules if _is_frame(plain[n])]
        self._edges = sorted({x for n in full for x, c in enumerate(plain[n]) if c == "+"})
        if len(self._rules) <= _FEWEST_RULES:
            marks = [n for n in range(len(plain)) if n not in self._rules]
            self._bands = [(n, n + 1) for n in marks]
        else:
            self._bands = [(a + 1, b) for a, b in pairwise(self._rules) if b > a + 1]

    def rows(self, start: int, number: int) -> list[Row] | None:
        """Return the rows with None in places that another cell covers; None if cells are odd."""
        ends = self._rules[:1] + self._rules[-1:]
        if (
            ends != [0, len(self._lines) - 1]
            or not self._bands
            or (not _FEWEST_EDGES <= len(self._edges) <= _MOST_EDGES)
        ):
            return None
        spans = list(pairwise(self._edges))
        owner: dict[_Corner, _Corner] = {}
        for y, band in enumerate(self._bands):
            for x in range(len(spans)):
                left, above = self._is_open_left(band, x), self._is_open_above(y, x)
                if left is None or above is None:
                    return None
                one = owner[y, x - 1] if left else (y, x)
                other = owner[y - 1, x] if above else (y, x)
                owner[y, x] = min(one, other)
        boxes = _boxes(owner)
        if boxes is None:
            return None
        return [
            Row(
                texts=tuple(
                    self._content((y, x), boxes[y, x]) if (y, x) in boxes else None
                    for x in range(len(spans))
                ),
                place=Place(table=number, row=start + self._bands[y][0] + 1),
            )
            for y in range(len(self._bands))
        ]

    def _is_open_left(self, band: tuple[int, int], x: int) -> bool | None:
        """Whether no line parts a place from the one before; None where only some lines do."""
        signs = {self._plain[n][self._edges[x]] for n in range(*band)}
        if x == 0 or signs == {"|"}:
            return None if x == 0 and signs - {"|", "+"} else False
        return None if "|" in signs else True

    def _is_open_above(self, y: int, x: int) -> bool | None:
        """Whether no rule parts a place from the one above; None where it is only begun."""
        if y == 0 or self._bands[y - 1][1] == self._bands[y][0]:
            return False
        rule = self._plain[self._bands[y][0] - 1][self._edges[x] + 1 : self._edges[x + 1]]
        if set(rule) <= set("-=:+"):
            return False
        return None if _DASHES.fullmatch(rule[:3]) else True

    def _content(self, begins: _Corner, ends: _Corner) -> str:
        """Return the text of a cell, over all rows and columns that it takes."""
        first, last = self._bands[begins[0]][0], self._bands[ends[0]][1]
        left, right = self._edges[begins[1]] + 1, self._edges[ends[1] + 1]
        return _text(line[left:right] for line in self._lines[first:last])


def _boxes(owner: dict[_Corner, _Corner]) -> dict[_Corner, _Corner] | None:
    """Return the last place of each cell by its first; None where one takes no rectangle."""
    taken: dict[_Corner, list[_Corner]] = {}
    for place, of in owner.items():
        taken.setdefault(of, []).append(place)
    boxes: dict[_Corner, _Corner] = {}
    for (top, left), places in taken.items():
        bottom, right = max(y for y, _ in places), max(x for _, x in places)
        if len(places) != (bottom - top + 1) * (right - left + 1):
            return None
        boxes[top, left] = bottom, right
    return boxes


# ---------------------------------------------------------------- rules


def _ruled(lines: Sequence[str], at: int) -> Drawn | None:
    """Read the table whose columns the dashes of a line show; None where lines do not fit them."""
    if not _RULES.fullmatch(lines[at].translate(_TO_ASCII)):
        return None
    begins = [match.start() for match in _DASHES.finditer(lines[at].translate(_TO_ASCII))]
    start, end, blanks = _extent(lines, at)
    body = [n for n in range(start, end) if not is_rule(lines[n])]
    for wide in (True, False):
        split = [(n, _fields(_columns(lines[n], wide=wide), begins)) for n in body]
        if any(lines[n].strip() and not fields for n, fields in split):
            continue
        rows = _ruled_rows(split, apart=blanks)
        return Drawn(start, end, Rows(rows=tuple(rows), flow=Flow.TABBED)) if rows else None
    return None


def _extent(lines: Sequence[str], at: int) -> tuple[int, int, bool]:
    """Return where a table with a ruler begins and ends, and whether blank lines part its rows."""
    ruler = lines[at].split()
    last = min(len(lines), at + _MOST_LINES)
    rulers = [n for n in range(at + 1, last) if lines[n].split() == ruler]
    bottom = next((n for n in range(at + 1, last) if _LONG_RULE.fullmatch(lines[n])), None)
    top = next((n for n in range(at - 1, max(-1, at - 8), -1) if _LONG_RULE.fullmatch(lines[n])),
               None)  # fmt: skip
    if top is not None and bottom is not None:
        start, end = top, bottom + 1
    elif rulers:
        second = rulers[1] if len(rulers) > 1 and rulers[0] - at <= _FEWEST_RULES + 1 else rulers[0]
        start, end = at, second + 1
    else:
        start = at - 1 if at and lines[at - 1].strip() else at
        end = next((n for n in range(at + 1, last) if not lines[n].strip()), last)
    blanks = sum(not lines[n].strip() for n in range(start, end))
    return start, end, 4 * blanks > end - start


def _fields(line: str, begins: Sequence[int]) -> list[str]:
    """Cut a line where columns begin; nothing where a word stands across."""
    if any(line[x - 1 : x].strip() for x in begins if x):
        return []
    return [line[a:b] for a, b in pairwise([*begins, max(len(line), begins[-1])])]


def _ruled_rows(split: Sequence[tuple[int, list[str]]], *, apart: bool) -> list[Row]:
    """Make rows of the lines, one of each, or of each run between blank lines."""
    groups: list[list[tuple[int, list[str]]]] = []
    fresh = True
    for n, fields in split:
        if not any(field.strip(f"{_FILLER} ") for field in fields):
            fresh = True
            continue
        if fresh or not apart:
            groups.append([])
        groups[-1].append((n, fields))
        fresh = False
    return [
        Row(
            texts=tuple(_text(iter(pieces)) for pieces in zip(*(f for _, f in group), strict=True)),
            place=Place(row=group[0][0] + 1),
        )
        for group in groups
    ]
