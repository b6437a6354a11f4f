"""A document: what a reader found in a file, in reading order, meaning nothing yet.

Readers produce documents; `recognise` gives them meaning.  A reader keeps text as written, spans
and places; it guesses nothing, drops no blank cell and converts no number.

>>> document = Document(name="a.txt", blocks=(Paragraph(text="一、总体情况", place=Place(row=1)),))
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["NOT_CALCULATED", "Document", "Flow", "Paragraph", "Place", "Row", "Rows"]

NOT_CALCULATED = "（公式未计算）"  # what stands for a cell whose formula was never worked out


class Place(NamedTuple):
    """Where something stood in the file; all counts start at 1, 0 means not known.

    `row` is the line of a text, or the row of a table or sheet.  A report has hundreds of places,
    so this is the lightest kind of value.
    """

    page: int = 0
    table: int = 0
    row: int = 0
    column: int = 0

    def at(self, column: int) -> Place:
        """Return the place of a field of this row."""
        return Place(self.page, self.table, self.row, column)

    def __str__(self) -> str:
        """Say the place in Chinese."""
        words = (
            (self.page, "第{}页"),
            (self.table, "第{}张表"),
            (self.row, "第{}行"),
            (self.column, "第{}格"),
        )
        return "".join(word.format(number) for number, word in words if number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A line or paragraph of running text, as written."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of cells.  `texts` has one entry a field; a field under a span is None.

    Notes
    -----
    A row keeps every field that the file shows, blanks included.  Where the file has spans,
    the row is expanded to the full width of its table: the anchor's place holds its text and
    each covered place holds None.  Where the file lost its spans (flattened text), the row is as
    long as it stands there.
    """

    texts: tuple[str | None, ...]
    place: Place


class Flow(StrEnum):
    """How far the rows of a table can be trusted.

    SPANNED
        Real table: spans known, every row as wide as the table, columns line up.
    TABBED
        One line a row, tabs between cells: spans lost, blank cells in their places.
    PIPED
        One line a row, pipes between cells: spans lost, blank cells in place or moved to the end.
    CELLS
        One cell a line with a pipe behind it: where rows end is unknown, blank cells are kept.
    """

    SPANNED = "spanned"
    TABBED = "tabbed"
    PIPED = "piped"
    CELLS = "cells"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """A run of rows that stand together as a table."""

    rows: tuple[Row, ...]
    flow: Flow


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Paragraphs and tables of a file in reading order.

    `pictures` counts images, `meta` holds what the file says of itself (title, dates, author).
    `scanned` names pages that are only a picture, from 1; without `confidence` they were not read.
    `confidence` is there where text was recognised in a picture: how sure the reading of each
    cell of a table is, from 0 to 1, by the cell's place; U+FFFD stands for what is not certain.
    """

    name: str
    blocks: tuple[Paragraph | Rows, ...]
    pictures: int = 0
    meta: dict[str, str] = field(default_factory=dict)
    scanned: tuple[int, ...] = ()
    confidence: Mapping[Place, float] | None = None
