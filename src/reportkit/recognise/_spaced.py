"""Tables as the text layer of a PDF gives them: words and figures with blanks between.

A label too long for its cell stands before and after its figures, vertical labels come letter by
letter, so rows are found by their figures and named by the label pieces around them, in the
order of the form.  Where pieces and order do not settle a row, it is left unread.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from reportkit.document import Place
from reportkit.form import load
from reportkit.recognise._items import is_value
from reportkit.recognise._labels import core
from reportkit.recognise._rows import RowFound
from reportkit.recognise._whole import PARTED, adds_up
from reportkit.text import normalise, parse_cell, simplify

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportkit.recognise._items import Item
    from reportkit.recognise._rows import RowReader

__all__ = ["figures_of", "is_spaced", "read_spaced"]

_TORN = "这一行上下另有没有行名的数字，可能是同一格里断开的"
_WORDS_BETWEEN = "数字之间有别的文字，分不清数字属于哪一列"
_BEGUN_CELL = re.compile(r"[\d增减零无]")
_NUMBER = re.compile(r"(?<![\d.])\d(?=[.、,](?!\d))")  # of a row within its group
_NO_LETTER = re.compile("[^\u4e00-\u9fff]+")
_LEAST_PIECE = 3  # characters of a label that must stand beside its figures


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A line with figures at its end: its own words, and the lines of words before it.

    `above` and `below` are the words beside single figures on the lines up to the next such line.
    """

    figures: tuple[str, ...]
    words: str
    before: str
    place: Place
    raw: str
    doubt: str = ""
    above: tuple[str, ...]
    below: tuple[str, ...]


def figures_of(text: str) -> tuple[str, tuple[str, ...]]:
    """Part a line into its words and the run of figures, or words for none, at its end."""
    parts = text.split()
    at = len(parts)
    while at and is_value(parts[at - 1]):
        at -= 1
    return " ".join(parts[:at]), tuple(parts[at:])


def is_spaced(items: Sequence[Item], counts: set[int]) -> bool:
    """Whether the lines hold rows of figures with blanks between them."""
    wide = max(counts)
    lines = [item for item in items if item.is_line]
    if any(len(figures_of(item.text)[1]) == wide for item in lines):
        return True
    return any(
        words and len(figures) == 1 for words, figures in (figures_of(i.text) for i in lines)
    )


def read_spaced(reader: RowReader, items: Sequence[Item]) -> None:
    """Read the rows of table 2 or 3 from lines of words and figures."""
    for part in _parts(reader, items):
        _name(reader, _lines(reader, [item for item in part if item.is_line]))


def _parts(reader: RowReader, items: Sequence[Item]) -> list[list[Item]]:
    """Cut where the columns are headed anew: at blocks of table 2; table 3 stays whole."""
    if len(reader.table.blocks) == 1:
        return [list(items)]
    parts: list[list[Item]] = [[]]
    for item in items:
        if any(label.kind == "title" for label in item.labels):
            parts.append([])
        parts[-1].append(item)
    return parts


def _lines(reader: RowReader, items: Sequence[Item]) -> list[_Line]:
    """Find the lines with figures: a row's, whole or not, or a single one behind a row's label.

    A line that has lost figures, or holds those of two rows, keeps its row from taking another's.
    """
    counts = set(reader.counts.values())
    found: list[tuple[tuple[str, ...], str, Item, str]] = []
    words: list[str] = []
    between: list[str] = [""]
    pieces: list[list[str]] = [[]]  # words beside single figures
    for item in items:
        before, figures = figures_of(item.text)
        if inner := _figures_between(before):
            figures = (*inner, *figures)
        if len(figures) in counts or len(figures) > 1 or (figures and _own_row(reader, before)):
            found.append((figures, before, item, _WORDS_BETWEEN if inner else ""))
            between[-1] = "".join(words)
            between.append("")
            pieces.append([])
            words = []
        else:
            words.append(item.text)
            if figures and item.text.strip() != str(item.place.page):
                pieces[-1].append(before)
    between[-1] = "".join(words)
    return [
        _Line(
            figures=figures,
            words=before,
            before=between[i],
            place=item.place,
            raw=item.text,
            doubt=doubt,
            above=tuple(pieces[i]),
            below=tuple(pieces[i + 1]),
        )
        for i, (figures, before, item, doubt) in enumerate(found)
    ]


def _figures_between(words: str) -> tuple[str, ...]:
    """Return the figures that stand in a row before other words: two rows run into one line."""
    parts = words.split()
    figures = [parse_cell(part).number is not None for part in parts]
    if not any(one and other for one, other in pairwise(figures)):
        return ()
    return tuple(part for part, is_figure in zip(parts, figures, strict=True) if is_figure)


def _own_row(reader: RowReader, words: str) -> str | None:
    """Return the row whose whole label stands on the line itself, or None."""
    plain = core(words)
    if not plain:
        return None
    return next((key for key in reader.keys if plain in _spellings(reader, key)), None)


def _name(reader: RowReader, lines: list[_Line]) -> None:
    """Give each line of figures its row: labels first, then what order leaves no choice in."""
    keys: list[str | None] = []
    at = 0
    most = max(reader.counts.values())
    parted = any(len(line.figures) > most for line in lines)
    # two lines of a printed page may have run together instead
    reader.parted |= parted and not any(line.place.page for line in lines)
    for line in lines:
        key = _by_label(reader, line, at)
        keys.append(key)
        if key is not None:
            at = reader.keys.index(key) + 1
    told = list(keys)
    for i, key in enumerate(told):
        if key is None:
            keys[i] = _by_order(reader, keys, i)
    for i, (key, line) in enumerate(zip(keys, lines, strict=True)):
        if key is None:
            reader.strays.append((line.raw, line.place))
            continue
        inferred = "" if told[i] else "行名在原文中断开，按前后次序认定"
        near = [n for n in (i - 1, i + 1) if 0 <= n < len(lines)]
        torn = (
            any(keys[n] is None and _may_be_of(reader, key, lines[n].words) for n in near)
            or any(keys[n] == key and lines[n].figures != line.figures for n in near)
            or any(_may_be_of(reader, key, words) for words in line.below)
            or "" in line.above
        )
        doubted = replace(line, doubt=line.doubt or _TORN) if torn else line
        reader.rows.append(_row(reader, key, doubted, inferred, parted=parted))


def _may_be_of(reader: RowReader, key: str, words: str) -> bool:
    """Whether figures may be part of those of a row: beside them stands at most some of its label.

    The label of the group that the row is in may stand there too.
    """
    own = _letters(words)
    return any(
        own in _letters(entry.label)
        for block in reader.table.blocks
        for entry in block.rows.walk()
        if entry.key == key or entry.children
    )


@lru_cache(maxsize=1024)  # labels come again with every row
def _letters(text: str) -> str:
    return _NO_LETTER.sub("", simplify(normalise(text)))


def _row(reader: RowReader, key: str, line: _Line, inferred: str, *, parted: bool) -> RowFound:
    count, found = reader.counts[key], len(line.figures)
    whole = not parted or count == 1 or adds_up(reader.table, key, line.figures)
    reason = line.doubt or ("" if whole or found != count else PARTED)
    if not reason and any(
        _goes_on_with_figures(line.words, one) for one in _spellings(reader, key)
    ):
        reason = _WORDS_BETWEEN
    if reason:
        return RowFound(key=key, printed="", texts=None, reason=reason, raw=line.raw)
    if found > count:
        reason = f"这一行有{found}个数字，应有{count}格"
        return RowFound(key=key, printed="", texts=None, reason=reason, raw=line.raw)
    if found < count:
        reason = f"空白格已从文字里消失，{found}个数字分不清属于{count}列中的哪一列"
        return RowFound(key=key, printed="", texts=None, reason=reason, raw=line.raw)
    places = tuple(
        Place(page=line.place.page, table=line.place.table, row=line.place.row, column=n + 1)
        for n in range(count)
    )
    return RowFound(key=key, printed="", texts=line.figures, places=places, raw=line.raw,
                    inferred=inferred)  # fmt: skip


def _goes_on_with_figures(words: str, label: str) -> bool:
    """Whether behind a label stand words with which a cell begins, as in 行政许可 减少 3 4."""
    _, found, behind = core(words).partition(label)
    return bool(found) and _BEGUN_CELL.search(behind) is not None


def _by_label(reader: RowReader, line: _Line, start: int) -> str | None:
    """Return the row whose label stands on the line, or begins on the lines before it."""
    own = core(line.words)
    if own:
        alike = _numbered_alike(reader, line.words)
        for key in (key for key in reader.keys[start:] if key in alike):
            if any(own == label or (len(label) >= _LEAST_PIECE and own.endswith(label))
                   for label in _spellings(reader, key)):  # fmt: skip
                return key
    around = core(line.before + line.words)
    begun = {key: max((_begun(label, around) for label in _spellings(reader, key)), default=(-1, 0))
             for key in _numbered_alike(reader, line.before + line.words)}  # fmt: skip
    last = max(begun, key=lambda key: begun[key])
    return last if begun[last] > (-1, 0) and _goes_on(reader, last, own) else None


def _numbered_alike(reader: RowReader, words: str) -> list[str]:
    """Return the rows that have the number printed with a label: 1. and 2. may begin alike."""
    printed = _NUMBER.findall(normalise(words))
    alike = [
        leaf.key
        for block in reader.table.blocks
        for leaf in block.rows.leaves
        if printed and _NUMBER.match(leaf.label) and leaf.label.startswith(printed[-1])
    ]
    return alike or reader.keys


def _goes_on(reader: RowReader, key: str, own: str) -> bool:
    """Whether words beside figures may be of a label, or of the groups that stand beside it.

    Where the lines between are lost, a label is followed by the end of another.
    """
    groups = _groups_of(reader.table.format, reader.table.key)
    pairs = ["".join(pair) for pair in pairwise(own)]
    return any(pair in label for label in _spellings(reader, key) for pair in pairs) or any(
        own in group for group in groups
    )


def _spellings(reader: RowReader, key: str) -> tuple[str, ...]:
    return _rows_of(reader.table.format, reader.table.key).get(key, ())


@cache
def _rows_of(format_: str, table: str) -> dict[str, tuple[str, ...]]:
    """Return what the label of each row of a table may be, as it is compared."""
    return {
        leaf.key: tuple(core(text) for text in (leaf.label, *leaf.aliases))
        for block in load(format_).tables[table].blocks
        for leaf in block.rows.leaves
    }


@cache
def _groups_of(format_: str, table: str) -> tuple[str, ...]:
    """Return the labels of the groups of rows of a table, as they are compared."""
    blocks = load(format_).tables[table].blocks
    return tuple(core(e.label) for block in blocks for e in block.rows.walk() if e.children)


def _begun(label: str, around: str) -> tuple[int, int]:
    """Return where a label begins in the words and how much of it is there; (-1, 0) if too little.

    The cell's width may have broken it off, but half of it must be there.
    """
    least = max(_LEAST_PIECE, len(label) // 2)
    long = next((n for n in range(len(label), least - 1, -1) if label[:n] in around), 0)
    return (around.rfind(label[:long]), long) if long else (-1, 0)


def _by_order(reader: RowReader, keys: list[str | None], i: int) -> str | None:
    """Return the row that must stand here because exactly the rows around it are named."""
    before = next((key for key in reversed(keys[:i]) if key), None)
    after = next((key for key in keys[i + 1 :] if key), None)
    if before is None or after is None:
        return None
    low, high = reader.keys.index(before), reader.keys.index(after)
    unnamed = len([key for key in keys[keys.index(before) + 1 : keys.index(after)] if key is None])
    return reader.keys[low + 1] if high - low - 1 == unnamed else None
