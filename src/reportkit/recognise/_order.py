"""In which order a heading prints the columns, and whether that is certain.

A heading whose words are all understood orders the columns; one word that is not known stands for
the one column that is missing.  Another order than the form's is believed only where the cells of
the heading stand as they must: columns of one group side by side, below their group.  Where that is
not so, or more is unknown, the form's order is only assumed, and not even that where the known
words stand in another one.

>>> read_heading(block, items).order  # doctest: +SKIP
('nat', 'res', 'com', 'pub', 'law', 'oth', 'tot')
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportkit.document import Flow
from reportkit.recognise._labels import core

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportkit.axis import Entry
    from reportkit.form import Block
    from reportkit.recognise._items import Item

__all__ = ["UNKNOWN_ORDER", "Heading", "is_out_of_order", "read_heading"]

UNKNOWN_ORDER = "表头各列的次序和表样不同，分不清数字属于哪一列"
_GUESS = "表头有认不出的列名，按表样的次序认定，请核对"
_Places = dict[str, tuple[int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """The columns as printed, empty where they are the form's; `doubt` if they cannot be told.

    `guess` says why the order wants checking.
    """

    order: tuple[str, ...] = ()
    doubt: str = ""
    guess: str = ""


def read_heading(block: Block, lines: Sequence[Item]) -> Heading:
    """Read the columns off the lines of a heading."""
    official = tuple(leaf.key for leaf in block.columns.leaves)
    places, foreign = _places(block, lines)
    known = [key for key in official if key in places]
    if len(official) < 2 or not known or (len(known) < 2 and not foreign):
        return Heading()
    missing = [key for key in official if key not in places]
    guess = ""
    if len(missing) == len(foreign) == 1:
        places[missing.pop()], guess = foreign[0], _GUESS
    spanned = all(item.flow is Flow.SPANNED for item in lines)
    order = tuple(_arranged(block.columns.entries, places, spanned=spanned))
    in_order = order == tuple(key for key in official if key in places)
    if missing and (foreign or len(missing) > 1):
        if not in_order:
            return Heading(doubt=UNKNOWN_ORDER)
        return Heading(guess=_GUESS if len(foreign) >= len(missing) else "")
    if not in_order and not _is_proven(block.columns.entries, places, lines):
        read = sorted((key for key in official if key in places), key=lambda key: places[key])
        broken = missing or guess or is_out_of_order(block, read)
        return Heading(doubt=UNKNOWN_ORDER) if broken else Heading(guess=_GUESS)
    return Heading() if order == official else Heading(order=order, guess=guess)


def _places(block: Block, lines: Sequence[Item]) -> tuple[_Places, list[tuple[int, int]]]:
    """Return where the columns and their groups stand, as (line, place), and unknown words."""
    keys = {entry.key for entry in block.columns.walk()}
    places: _Places = {}
    foreign: list[tuple[int, int]] = []
    for line, item in enumerate(lines):
        for at, cell in enumerate(item.fields):
            if cell.text is None or cell.is_blank:
                continue
            mine = [label for label in cell.labels if label.table == block.table]
            found = [la.key for la in mine if la.kind in {"column", "columns"} and la.key in keys]
            if found:
                places.setdefault(found[0], (line, at))
            elif not mine and not cell.is_value and (line or at or _is_piece(block, cell.text)):
                foreign.append((line, at))
    return places, foreign


def _is_piece(block: Block, text: str) -> bool:
    """Whether the word in the corner is the end of a column's name, broken off by a line end."""
    return any(core(leaf.label).endswith(core(text)) for leaf in block.columns.leaves)


def _arranged(entries: Iterable[Entry], places: _Places, *, spanned: bool) -> list[str]:
    """Return the columns found, in the order printed where their places can be compared.

    Places in different lines can be compared only where the columns of a table line up.
    """
    found = []
    for entry in entries:
        inner = _arranged(entry.children, places, spanned=spanned) if entry.children else (
            [entry.key] if entry.key in places else [])  # fmt: skip
        if inner:
            own = places.get(entry.key)
            first = min((places[key] for key in inner), key=lambda place: place[1])
            found.append((own or (first if spanned else None), inner))
    known = [place for place, _ in found if place is not None]
    if len(known) == len(found) and (spanned or len({line for line, _ in known}) == 1):
        found.sort(key=lambda one: one[0][1] if one[0] else 0)
    return [key for _, inner in found for key in inner]


def _is_proven(entries: Iterable[Entry], places: _Places, lines: Sequence[Item]) -> bool:
    """Whether columns that have the same group stand side by side, and the groups above theirs.

    One cell more or less in a heading moves all behind it, so that they seem to stand below others.
    """
    named = [entry for entry in entries if entry.children or entry.key in places]
    if any(entry.key not in places for entry in named):
        return False
    if len({places[entry.key][0] for entry in named}) > 1:
        return False
    groups = [entry for entry in named if entry.children]
    return all(
        _is_below(entry, [other for other in named if other is not entry], places, lines)
        and _is_proven(entry.children, places, lines)
        for entry in groups
    )


def _is_below(
    group: Entry, others: Sequence[Entry], places: _Places, lines: Sequence[Item]
) -> bool:
    """Whether the columns of a group begin where it begins, and none of another is among them."""
    line, at = places[group.key]
    inner = [places[entry.key] for entry in group.children if entry.key in places]
    if not inner or any(lines[one].place.table != lines[line].place.table for one, _ in inner):
        return False
    if any(item.flow is not Flow.SPANNED for item in lines):
        return True
    last = max(column for _, column in inner)
    return min(column for _, column in inner) == at and not any(
        at < places[entry.key][1] <= last for entry in others
    )


def is_out_of_order(block: Block, keys: Sequence[str]) -> bool:
    """Whether columns that have the same group are named in another order than the form's."""
    official = [leaf.key for leaf in block.columns.leaves]
    groups = [block.columns.entries, *(e.children for e in block.columns.walk() if e.children)]
    for group in groups:
        mine = [entry.key for entry in group if not entry.children and entry.key in official]
        named = list(dict.fromkeys(key for key in keys if key in mine))
        if named != [key for key in mine if key in named]:
            return True
    return False
