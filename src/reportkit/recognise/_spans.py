"""Which items belong to which table, and which are running text.

A table begins where one of its unmistakable labels stands and ends at the next heading, the next
table or at prose.  Site menus with words like 行政许可 begin no table.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from reportkit.form import FORMATS, load
from reportkit.recognise._headings import section_of
from reportkit.recognise._items import is_value
from reportkit.recognise._labels import Label, labels

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportkit.recognise._items import Item

__all__ = ["Spans", "find_spans", "tokens"]

_PROSE = 30  # characters of unknown text that end a table


@dataclass(slots=True)
class Spans:
    """The items of each table, and the items of the running text in order."""

    tables: dict[str, list[Item]] = field(default_factory=dict)
    prose: list[Item] = field(default_factory=list)


def tokens(item: Item) -> list[tuple[str, tuple[Label, ...]]]:
    """Split a line at its blanks; each word with what it may be."""
    words = item.text.split()
    return [(word, labels().match(word)) for word in words]


def find_spans(items: Iterable[Item]) -> Spans:
    """Sort items into tables and running text."""
    spans, active, section, closed = Spans(), "", 0, False
    for item in items:
        if item.heading:
            active, section = "", section_of(item.heading) or section
            spans.prose.append(item)
            continue
        start = _start(item, section, spans)
        if start and start != active:
            spans.tables.setdefault(start, []).extend(_broken_heading(spans.prose, start))
            active, closed = start, False
        if active and _is_prose(item, active, closed=closed):
            active = ""
        if not active:
            active, closed = _resumed(item, spans), False
        if active:
            spans.tables.setdefault(active, []).append(item)
            closed = closed or _closes(item, active)
        else:
            spans.prose.append(item)
    return spans


def _start(item: Item, section: int, spans: Spans) -> str:
    """Return the table that begins with this item, or an empty string."""
    found = item.labels
    if item.is_line and not found and len(item.text.split()) > 1:
        words = tokens(item)
        if all(hit or is_value(word) for word, hit in words):
            found = tuple(label for _, hit in words for label in hit)
    for label in found:
        begins, _ = _ends_of(label.table)
        if not begins:  # table 2: its titles and columns, if no other table has the same words
            if label.kind in {"title", "column"} and _only(found, label.table, label):
                return label.table
        elif _begins(label, found, section, spans):
            return label.table
    return ""


def _begins(label: Label, found: tuple[Label, ...], section: int, spans: Spans) -> bool:
    """Whether a label begins its table: by its own words, or where those above it are broken."""
    begins, ends = _ends_of(label.table)
    here = section == _section_of(label.table)
    if label.kind == "corner" or label.key in begins:
        # a table without a last row of its own has words that site menus have too
        return bool(ends) or here or "t3" in spans.tables
    return not ends and here and label.kind == "column" and _only(found, label.table, label)


def _broken_heading(prose: list[Item], table: str) -> list[Item]:
    """Take the words right above a table that are nothing but pieces of its heading."""
    at = len(prose)
    while at and not prose[at - 1].heading and _is_pieces(prose[at - 1].text, table):
        at -= 1
    pieces = prose[at:]
    del prose[at:]
    return pieces


def _is_pieces(text: str, table: str) -> bool:
    words = text.split()
    return bool(words) and all(any(word in whole for whole in _heading(table)) for word in words)


@cache
def _heading(table: str) -> tuple[str, ...]:
    """Return the words in the heading of a table that has no rows with names: table 4."""
    if _ends_of(table)[1] or not _ends_of(table)[0]:
        return ()
    columns = load(FORMATS[0]).tables[table].blocks[0].columns
    return tuple(entry.label for entry in columns.walk())


@cache
def _letters(table: str) -> frozenset[str]:
    """Return the characters that the heading of such a table is written with."""
    return frozenset("".join(_heading(table)))


@cache
def _ends_of(table: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the keys with which a printed table may begin, and those of its last rows."""
    forms = [load(name).tables[table] for name in FORMATS]
    begins = frozenset(key for form in forms for key in form.begins)
    return begins, frozenset(key for form in forms for key in form.ends)


@cache
def _section_of(table: str) -> int:
    return load(FORMATS[0]).tables[table].section


def _resumed(item: Item, spans: Spans) -> str:
    """Return the table that a row of figures goes on with, after text cut the table in two."""
    if item.flow is None or sum(cell.is_value for cell in item.fields) == 0:
        return ""
    for label in item.labels:
        if label.kind == "row" and label.table in spans.tables:
            return label.table
    return ""


def _only(found: tuple[Label, ...], table: str, label: Label) -> bool:
    """Whether the words of `label` mean this table and no other."""
    return not any(other.table != table and other.text == label.text for other in found)


def _is_prose(item: Item, table: str, *, closed: bool) -> bool:
    """Whether an item inside a table is running text; after its last row any words are."""
    if not item.is_line or item.labels:
        return False
    words = tokens(item)
    unknown = sum(len(word) for word, hit in words if not hit and not is_value(word))
    if not closed and unknown > _PROSE:  # the broken lines of narrow cells, run into one
        unknown -= sum(len(word) for word, _ in words if set(word) <= _letters(table))
    if any(hit for _, hit in words):
        return False
    return unknown > (0 if closed else _PROSE)


def _closes(item: Item, table: str) -> bool:
    """Whether the item is the last row of its table, so that words behind it are text."""
    last = _ends_of(table)[1]
    if not last:  # table 4: its one row of figures
        values = [field for field in item.fields if field.is_value and not field.is_blank]
        return len(values) >= 5 or (item.is_line and sum(is_value(w) for w, _ in tokens(item)) > 4)
    return any(label.key in last for label in item.labels) or (
        item.is_line and any(label.key in last for _, hit in tokens(item) for label in hit)
    )
