"""Items: a document as one stream of lines and rows, with what each of their texts may be.

Recognition works on this stream: every row of a table and every paragraph is one item.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from reportkit.document import Document, Flow, Paragraph, Place
from reportkit.recognise._broken import whole_words
from reportkit.recognise._headings import split_headings
from reportkit.recognise._labels import Label, labels
from reportkit.text import Kind, parse_cell

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Field", "Item", "items"]

_LONG = 60
_WORDS = {"无", "没有", "未发生", "不涉及", "暂无", "未统计"}
_PAGE_NUMBER = re.compile(
    r"^\s*(?:[-—–_·]+\s*\d{1,3}\s*[-—–_·]+|第\s*\d{1,3}\s*页(?:\s*共\s*\d{1,3}\s*页)?)\s*$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One text of an item: `text` None under a span; `labels` what it may be."""

    text: str | None
    labels: tuple[Label, ...] = ()
    is_value: bool = field(init=False, compare=False)
    is_blank: bool = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """Tell once whether the text may stand in a cell for a figure, and whether it is blank.

        A number, a mark for none and a blank may; so may the words that offices write for none.
        """
        text = self.text
        blank = text is not None and not text.strip()
        value = blank or (text is not None and not self.labels and _may_stand_in_a_cell(text))
        object.__setattr__(self, "is_blank", blank)
        object.__setattr__(self, "is_value", value)


def _may_stand_in_a_cell(text: str) -> bool:
    return parse_cell(text, "delta").kind is not Kind.WORD or text.strip() in _WORDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One row or line.  `flow` is None for a line of running text.

    `text` joins the texts of the fields, `labels` is everything that one of them may be.
    """

    fields: tuple[Field, ...]
    place: Place
    flow: Flow | None
    heading: str = ""
    text: str = field(init=False, compare=False)
    labels: tuple[Label, ...] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """Join the texts and the labels once."""
        text = "　".join([cell.text for cell in self.fields if cell.text])
        found = tuple([label for cell in self.fields for label in cell.labels])
        object.__setattr__(self, "text", text)
        object.__setattr__(self, "labels", found)

    @property
    def is_line(self) -> bool:
        """Whether it is running text, not a row."""
        return self.flow is None


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
        read = [(row, tuple(map(_field, row.texts))) for row in block.rows]
        for row, fields in whole_words(read, _field):
            filled = [cell for cell in fields if cell.text and not cell.is_blank]
            if len(filled) == 1 and _is_text(filled[0], len(fields)):
                for line in (filled[0].text or "").split("\n"):
                    yield from _lines(line, row.place)
            else:
                yield Item(fields=fields, place=row.place, flow=block.flow)


def _is_text(cell: Field, width: int) -> bool:
    """Whether the only text of a row is running text, not a label or a lone figure of a table."""
    text = cell.text or ""
    if len(text) > _LONG:
        return True
    if cell.labels:
        return False
    return width == 1 or parse_cell(text).kind is Kind.WORD


def _field(text: str | None) -> Field:
    if text is None or len(text) <= _LONG:
        return _short_field(text)
    return Field(text=text, labels=labels().match(text))


@lru_cache(maxsize=8192)  # labels and figures come again in every report
def _short_field(text: str | None) -> Field:
    if text is None or not text.strip():
        return Field(text=text)
    return Field(text=text, labels=labels().match(text))


def _lines(text: str, place: Place) -> Iterator[Item]:
    """Split a paragraph where a heading of the six stands inside it."""
    if not text.strip():
        return
    for part, heading in split_headings(text):
        if heading:
            yield Item(fields=(Field(text=part),), place=place, flow=None, heading=heading)
        elif part.strip() and not _PAGE_NUMBER.match(part):
            yield Item(fields=(_field(part),), place=place, flow=None)


def _cell(text: str, place: Place) -> Iterator[Item]:
    """Give a cell of a stream; lines of prose that stand before it become lines of text."""
    lines = text.split("\n")
    cut = max(
        (i + 1 for i, line in enumerate(lines) if len(line) > _LONG or _ends_text(line)), default=0
    )
    cut = _where_label_begins(lines, cut)
    for line in lines[:cut]:
        yield from _lines(line, place)
    rest = "".join(lines[cut:])
    if rest or not cut:
        yield Item(fields=(_field(rest),), place=place, flow=Flow.CELLS)


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
