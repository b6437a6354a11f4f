"""Items: a document as one stream of lines and rows, with what each of their texts may be.

Recognition works on this stream: every row of a table and every paragraph is one item.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from reportkit.document import NOT_CALCULATED, Document, Flow, Paragraph, Place
from reportkit.recognise._broken import whole_words
from reportkit.recognise._headings import may_hold_heading, split_headings
from reportkit.recognise._labels import Label, labels
from reportkit.text import Kind, parse_cell

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportkit.document import Row

__all__ = ["Field", "Item", "field_of", "is_value", "items"]

_LONG = 60
_LONGEST_FIGURE = 9  # digits; what is longer is looked at itself
_LEAST_INDEX = 4  # rows; table 4 has three of heading and one of figures
_WORDS = {"无", "没有", "未发生", "不涉及", "暂无", "未统计"}
# a figure with the mark of a note, or a second figure in brackets: no number, but no label either
_NOTED = re.compile(r"\d[\d,，]*(?:\.\d+)?\s*(?:[（(][\w*※]{1,4}[）)]|[①-⑳*※＊†¹²³])")
_PAGE_NUMBER = re.compile(
    r"^\s*(?:[-—–_·]+\s*\d{1,3}\s*[-—–_·]+|第\s*\d{1,3}\s*页(?:\s*共\s*\d{1,3}\s*页)?)\s*$"
)
_DIGITS_APART = re.compile(r"(?<=\d)\n(?=\d)")  # two figures in a cell are not made one


class Field(NamedTuple):
    """One text of an item: `text` None under a span; `labels` what it may be.

    `is_value` tells whether it may stand in a cell for a figure: a number, a mark for none and a
    blank may; so may the words that offices write for none.  `is_figure` tells whether it is
    nothing but a few digits.  A report has hundreds of fields, so they and items are the lightest
    kind of value.
    """

    text: str | None
    labels: tuple[Label, ...]
    is_value: bool
    is_blank: bool
    is_figure: bool = False


class Item(NamedTuple):
    """One row or line.  `flow` is None for a line of running text.

    `text` joins the texts of the fields, `labels` is everything that one of them may be.
    """

    fields: tuple[Field, ...]
    place: Place
    flow: Flow | None
    text: str
    labels: tuple[Label, ...]
    heading: str = ""

    @property
    def is_line(self) -> bool:
        """Whether it is running text, not a row."""
        return self.flow is None


_COVERED = Field(None, (), is_value=False, is_blank=False)


def items(document: Document) -> list[Item]:
    """Flatten a document into items; texts in one cell of a layout table become lines."""
    return list(_items(document))


def _items(document: Document) -> Iterator[Item]:
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield from _lines(block.text, block.place)
            continue
        if block.flow is Flow.CELLS:
            for row in block.rows:
                yield from _cell(row.texts[0] or "", row.place)
            continue
        read = [(row, _fields(row.texts)) for row in _without_index(block.rows)]
        for row, fields in whole_words(read, field_of):
            shown = [cell for cell in fields if cell.text]
            filled = [cell for cell in shown if not cell.is_blank]
            if len(filled) == 1 and _is_text(filled[0], len(fields)):
                for line in (filled[0].text or "").split("\n"):
                    yield from _lines(line, row.place)
            else:
                text = "　".join([cell.text or "" for cell in shown])
                found = tuple([label for cell in shown if cell.labels for label in cell.labels])
                yield Item(fields, row.place, block.flow, text, found)


def _without_index(rows: Sequence[Row]) -> Sequence[Row]:
    """Leave out a first column that counts all rows, heading included, as programs write it.

    The first row may name the columns, and then has nothing there.
    """
    first = [(row.texts[0] if row.texts else None) or "" for row in rows]
    counted = first if first[:1] != [""] else first[1:]
    if len(first) < _LEAST_INDEX or counted[0] not in {"0", "1"}:
        return rows
    if counted != [str(int(counted[0]) + n) for n in range(len(counted))]:
        return rows
    return [replace(row, texts=(None, *row.texts[1:])) for row in rows]


def _is_text(cell: Field, width: int) -> bool:
    """Whether the only text of a row is running text, not a label or a lone figure of a table."""
    text = cell.text or ""
    if len(text) > _LONG:
        return True
    if cell.labels:
        return False
    return width == 1 or parse_cell(text).kind is Kind.WORD


def _fields(texts: Sequence[str | None]) -> tuple[Field, ...]:
    """Return what `field_of` says of each text; a call less for all but the long ones."""
    return tuple([
        _COVERED if text is None else _short_field(text) if len(text) <= _LONG else field_of(text)
        for text in texts
    ])  # fmt: skip


def field_of(text: str | None) -> Field:
    """Say of a text what it may be."""
    if text is None:
        return _COVERED
    if len(text) <= _LONG:
        return _short_field(text)
    blank = text.isspace()
    return Field(text, labels().match(text), is_value=blank, is_blank=blank)


@lru_cache(maxsize=8192)  # labels and figures come again in every report
def _short_field(text: str) -> Field:
    if not text.strip():
        return Field(text, (), is_value=True, is_blank=True)
    if text.isascii() and text.isdigit() and len(text) <= _LONGEST_FIGURE:
        return Field(text, (), is_value=True, is_blank=False, is_figure=True)
    found = labels().match(text)
    return Field(text, found, is_value=not found and _may_stand_in_a_cell(text), is_blank=False)


def is_value(text: str) -> bool:
    """Whether a text is a figure, a mark for none, or a word that offices write for none."""
    return text in _WORDS or parse_cell(text, "delta").kind is not Kind.WORD


def _may_stand_in_a_cell(text: str) -> bool:
    if is_value(text.strip()) or text.strip() == NOT_CALCULATED:
        return True
    return _NOTED.fullmatch(text.strip()) is not None


def _lines(text: str, place: Place) -> Iterator[Item]:
    """Split a paragraph where a heading of the six stands inside it."""
    bare = text.strip()
    if not bare:
        return
    if len(bare) > _LONG and not may_hold_heading(text):  # as most paragraphs are
        cell = field_of(text)
        yield Item((cell,), place, None, text, cell.labels)
        return
    for part, heading in split_headings(text):
        if heading:
            cell = Field(part, (), is_value=False, is_blank=False)
            yield Item((cell,), place, None, part, (), heading)
        elif part.strip() and not _PAGE_NUMBER.match(part):
            cell = field_of(part)
            yield Item((cell,), place, None, part, cell.labels)


def _cell(text: str, place: Place) -> Iterator[Item]:
    """Give a cell of a stream; lines of prose that stand before it become lines of text."""
    lines = [line for line in text.split("\n") if not _PAGE_NUMBER.match(line)]
    cut = max(
        (i + 1 for i, line in enumerate(lines) if len(line) > _LONG or _ends_text(line)), default=0
    )
    cut = _where_label_begins(lines, cut)
    for line in lines[:cut]:
        yield from _lines(line, place)
    rest = _DIGITS_APART.sub(" ", "\n".join(lines[cut:])).replace("\n", "")
    if rest or not cut:
        cell = field_of(rest)
        yield Item((cell,), place, Flow.CELLS, rest, cell.labels)


def _where_label_begins(lines: list[str], cut: int) -> int:
    """Return the line with which the label of a cell begins, if text stands before it."""
    if len(lines) - cut < 2 or labels().match("".join(lines[cut:])):
        return cut
    begins = (at for at in range(cut + 1, len(lines)) if labels().match("".join(lines[at:])))
    return next(begins, cut)


def _ends_text(line: str) -> bool:
    if labels().match(line):
        return False
    return line.endswith("。") or any(heading for _, heading in split_headings(line))
