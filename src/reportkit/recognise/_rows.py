"""Rows of a table out of its items: which row, and what stands in each of its cells.

What a layout leaves open is not decided: the row is then unread, with the reason.  Blank cells
keep their places only in layouts that are known, or proven by the table itself, to keep them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportkit.document import Flow, Place
from reportkit.recognise._aligned import aligned_tables, cells_below
from reportkit.recognise._columns import columns_beside, headed_columns, printed_headings
from reportkit.recognise._continued import CUT_OFF, is_cut_off, lacks_figures, reaches_down
from reportkit.recognise._labels import Label, is_numbered
from reportkit.recognise._line import Line
from reportkit.recognise._repeated import without_repeats

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportkit.form import Table
    from reportkit.recognise._items import Field, Item


_ENOUGH_ROWS = 12
_NEARLY_ALL = 0.9
_ENOUGH_ALIKE = 3  # rows of one shape that show it to be the table's own

__all__ = ["RowFound", "RowReader", "Taken", "read_rows", "take"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowFound:
    """A row as it was found: its cells' texts in the order of the columns, or why not.

    `printed` is the label as it stands there; `inferred` says why a row without its own label
    was taken for this one; `under` marks a row without a label below one whose label reaches down
    to it, `cut` one that may be the rest of the last row on the page before; `columns` are the
    keys that `texts` belong to, where the printed columns are not those of the form.
    """

    key: str
    printed: str
    texts: tuple[str, ...] | None
    places: tuple[Place, ...] = ()
    reason: str = ""
    raw: str = ""
    inferred: str = ""
    columns: tuple[str, ...] = ()
    under: bool = False
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """Where a row's cells begin among the fields behind its label, or why that is unknown."""

    offset: int | None
    reason: str = ""


def take(  # noqa: PLR0911  one return a case reads best
    values: Sequence[Field], count: int, *, keeps_blanks: bool, known: int | None = None
) -> Taken:
    """Find the `count` cells of a row among the fields behind its label.

    Parameters
    ----------
    values
        The fields behind the label: figures, marks and blanks.
    count
        How many cells the row has in the form.
    keeps_blanks
        Whether blank cells are known to stand where they belong.
    known
        Offset at which full rows of the same length have their cells, or None.
    """
    filled = [i for i, value in enumerate(values) if not value.is_blank]
    if len(values) < count:
        return Taken(None, f"这一行只读到{len(values)}格，应有{count}格")
    if not filled:
        return Taken(0)
    if filled[-1] - filled[0] >= count:
        return _too_many(values, filled, count)
    if len(filled) == count or count == 1:
        return Taken(filled[0])
    if filled == [0] and len(values) > count:
        return Taken(None, "这一行只有一个数字，可能是合并的格，分不清属于哪一列")
    if not keeps_blanks:
        return Taken(None, "空白格的位置不能确定，分不清数字属于哪一列")
    fits = [o for o in range(len(values) - count + 1) if o <= filled[0] and filled[-1] < o + count]
    if known in fits:
        return Taken(known)
    if len(fits) == 1:
        return Taken(fits[0])
    return Taken(None, "空白格太多，分不清数字属于哪一列")


def _too_many(values: Sequence[Field], filled: list[int], count: int) -> Taken:
    """Accept a single cell repeated over the columns it spans; nothing else fits."""
    if count == 1 and len({values[i].text for i in filled}) == 1:
        return Taken(filled[0])
    return Taken(None, f"这一行有{len(filled)}个数字，应有{count}格")


@dataclass(slots=True)
class RowReader:
    """Collects the rows of one table (2 or 3).

    `rows` holds what was found, in the order of the document; `strays` are rows of figures whose
    label the form does not have; `subtotals` are group rows that carry figures.  `orders` names,
    by row, the columns as the printed heading has them, where that differs from the form, and
    `guesses` why they want checking.  `parted`: see `reportkit.recognise._whole`.
    """

    table: Table
    rows: list[RowFound] = field(default_factory=list)
    strays: list[tuple[str, Place]] = field(default_factory=list)
    subtotals: list[tuple[Label, str, Place]] = field(default_factory=list)
    orders: dict[str, tuple[str, ...]] = field(default_factory=dict)
    guesses: dict[str, str] = field(default_factory=dict)
    parted: bool = False
    keys: list[str] = field(init=False)
    counts: dict[str, int] = field(init=False)
    _known: dict[str, tuple[Label | None, bool]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Note the table's rows in order and how many cells each has."""
        self.counts = {
            leaf.key: len(block.columns.leaves)
            for block in self.table.blocks
            for leaf in block.rows.leaves
        }
        self.keys = list(self.counts)

    def row_label(self, cell: Field) -> Label | None:
        """Return the row or group that a field names, or None.

        A word that also names a column (其他, 总计) is a row where it is numbered, or where it
        follows the row that comes before it in the form.
        """
        if not cell.labels:
            return None
        text = cell.text or ""
        if text not in self._known:
            self._known[text] = self._told(cell.labels, text)
        label, alone = self._known[text]
        return label if label is None or alone or self._next(label) else None

    def _told(self, found: Sequence[Label], text: str) -> tuple[Label | None, bool]:
        """Return the row that a text may name, and whether the text alone says so."""
        mine = [
            label
            for label in found
            if label.table == self.table.key and self.table.format in label.formats
        ]
        rows = [label for label in mine if label.kind in {"row", "group"}]
        if not rows:
            return None, True
        return rows[0], len(mine) == len(rows) or is_numbered(text)

    def _next(self, label: Label) -> bool:
        last = self.rows[-1].key if self.rows else ""
        return last in self.keys and self.keys[self.keys.index(last) + 1 :][:1] == [label.key]

    def add(self, label: Label, printed: str, cells: Sequence[tuple[Field, Place]],
            taken: Taken) -> None:  # fmt: skip
        """Keep a row whose cells were found at an offset, or were not."""
        count = self.width(label.key)
        raw = "　".join([printed, *[cell.text or "" for cell, _ in cells]])
        if taken.offset is None:
            self.rows.append(RowFound(key=label.key, printed=printed, texts=None,
                                      reason=taken.reason, raw=raw))  # fmt: skip
            return
        chosen = cells[taken.offset : taken.offset + count]
        self.rows.append(
            RowFound(
                key=label.key,
                printed=printed,
                texts=tuple([cell.text or "" for cell, _ in chosen]),
                places=tuple([place for _, place in chosen]),
                raw=raw,
                inferred=self.guesses.get(label.key, ""),
                columns=self.orders.get(label.key, ()),
            )
        )

    def width(self, key: str) -> int:
        """Return how many cells a row has as printed: fewer where a column was left out."""
        return len(self.orders[key]) if key in self.orders else self.counts[key]

    def add_unlabelled(
        self, cells: Sequence[tuple[Field, Place]], *, under: bool = False, cut: bool = False
    ) -> None:
        """Keep a row of figures without a label, to be placed by its order later."""
        full = [(cell, place) for cell, place in cells if under or not cell.is_blank]
        self.rows.append(
            RowFound(
                key="",
                printed="",
                texts=tuple(cell.text or "" for cell, _ in full),
                places=tuple(place for _, place in full),
                raw="　".join(cell.text or "" for cell, _ in full),
                under=under,
                cut=cut,
            )
        )


def read_rows(reader: RowReader, items: Sequence[Item]) -> None:
    """Read items that are whole rows: tabs, pipes or real cells between their fields."""
    items = without_repeats(reader.table, items, reader.row_label)
    headings = printed_headings(reader.table, items, reader.row_label)
    reader.orders = {key: heading.order for key, heading in headings.items() if heading.order}
    reader.guesses = {key: heading.guess for key, heading in headings.items() if heading.guess}
    doubts = {key: heading.doubt for key, heading in headings.items()}
    lines = [_split(reader, item) for item in items]
    _distrust_short_headings(reader, lines)
    keeps = any(item.flow in {Flow.TABBED, Flow.SPANNED} for item in items) or any(
        _proves_places(line.cells) for line in lines
    )
    known: dict[tuple[int, int], int] = {}
    headed: dict[tuple[int, str], tuple[int, ...]] = {}
    others: dict[int, frozenset[int]] = {}
    aligned: set[int] = set()
    shifted: set[int] = set()
    short: set[int] = set()
    if not _is_full(reader, lines):
        known = _offsets(reader, lines)
        short = _shorter(reader, lines)
        whole = [line for n, line in enumerate(lines) if n not in short]
        headed = _proven(reader, headed_columns(reader.table, items, reader.row_label), whole)
        aligned = aligned_tables(lines, headed)
        others = columns_beside(items, reader.row_label)
        shifted = _shifted(reader, lines) | _overhanging(headed, lines)
        shifted |= _of_other_length(lines)
    for n, line in enumerate(lines):
        at, cells = line.at, line.cells
        label = line.label or (reader.row_label(at) if at else None)
        printed = at.text or "" if at else ""
        if label is None:
            _read_unlabelled(reader, lines, n)
        elif label.kind == "group":
            if line.filled:
                reader.subtotals.append((label, printed, cells[0][1]))
        else:
            under = headed.get((line.item.place.table, label.key), ())
            beside = others.get(line.item.place.table, frozenset())
            even = line.item.place.table in aligned
            below = cells_below(line.item, at, under[:-1], beside, even=even)
            if reason := doubts.get(label.key, "") or _unclear(
                cells, shifted=n in shifted, short=n in short, below=below
            ):
                taken = Taken(None, reason)
            elif lacks_figures(lines, n):
                taken = Taken(None, CUT_OFF)
            elif below:
                taken = Taken(0)
            else:
                count = reader.width(label.key)
                offset = known.get((count, len(cells)))
                taken = take([cell for cell, _ in cells], count, keeps_blanks=keeps, known=offset)
            found = below if below and taken.offset is not None else cells
            reader.add(label, printed, found, taken)


def _read_unlabelled(reader: RowReader, lines: Sequence[Line], n: int) -> None:
    """Keep a row that has figures and no label of the form."""
    line = lines[n]
    spread, cut = reaches_down(lines, n), is_cut_off(lines, n)
    enough = line.filled > 1 and line.filled in reader.counts.values()
    if (line.at is None and (enough or (spread and line.filled))) or cut:
        reader.add_unlabelled(line.cells, under=spread, cut=cut)
    elif line.at is not None and line.filled > 1 and not line.at.labels:
        raw = "　".join([line.at.text or "", *(value.text or "" for value, _ in line.cells)])
        reader.strays.append((raw.strip(), line.cells[0][1]))


def _unclear(
    cells: Sequence[tuple[Field, Place]],
    *,
    shifted: bool,
    short: bool,
    below: Sequence[tuple[Field, Place]] | None,
) -> str:
    """Say why a row cannot be told to stand in its columns; nothing where that is open."""
    if shifted:
        return "这一行比别的行多出空白格，分不清数字属于哪一列"
    if short:
        return "这一行比别的行少一格，分不清少的是哪一列"
    if not below and cells and not cells[0][0].is_value:
        return "行名后面是文字，分不清数字属于哪一列"
    return ""


def _is_full(reader: RowReader, lines: Sequence[Line]) -> bool:
    """Whether every row has a figure in each cell, so that no place is in doubt.

    Blanks around the figures raise none if all rows of a table end alike.
    """
    rows = [line for line in lines if line.label is not None and line.label.kind != "group"]
    for line in rows:
        count = reader.width(line.label.key) if line.label else 0
        if line.filled != count or not all(cell.is_value for cell, _ in line.cells):
            return False
    if all(len(line.cells) == line.filled for line in rows):
        return True
    ends = {(line.item.place.table, line.cells[-1][1].column) for line in rows}
    return (
        len(ends) == len({table for table, _ in ends})
        and all(_is_unbroken(line.cells) for line in rows)
        and not any(line.filled for line in lines if line.label is None)
    )


def _is_unbroken(cells: Sequence[tuple[Field, Place]]) -> bool:
    """Whether no blank stands between the figures."""
    filled = [i for i, (cell, _) in enumerate(cells) if not cell.is_blank]
    return not filled or filled[-1] - filled[0] < len(filled)


def _shifted(reader: RowReader, lines: Sequence[Line]) -> set[int]:
    """Find rows with a blank cell too many, which may stand before or between their figures.

    Rows with fillers come in numbers; one that alone, or with one other, has more cells than the
    form and ends elsewhere than its neighbours has been shifted by a stray cell.
    """
    shapes: dict[int, tuple[int, int, int, int]] = {}
    sizes: Counter[tuple[int, int]] = Counter()
    for n, line in enumerate(lines):
        item, label, cells = line.item, line.label, line.cells
        if item.flow is Flow.SPANNED and label is not None and label.kind == "row" and cells:
            count = reader.width(label.key)
            shapes[n] = (item.place.table, count, len(cells), cells[-1][1].column)
            sizes[item.place.table, count] += 1
    alike = Counter(shapes.values())
    return {
        n
        for n, shape in shapes.items()
        if 1 < shape[1] < shape[2]
        and alike[shape] < min(_ENOUGH_ALIKE, sizes[shape[:2]])
        and 0 < lines[n].filled < shape[1]
    }


def _shorter(reader: RowReader, lines: Sequence[Line]) -> set[int]:
    """Find rows that lack a cell where most have more than the form: no telling which they lack.

    A row with all its figures lacks nothing but a filler, where no row has more than those.
    """
    rows: dict[tuple[int, int], dict[int, Line]] = {}
    for n, line in enumerate(lines):
        if line.item.flow is not Flow.SPANNED:
            continue  # lines of text are told by how many fields they have in all
        if line.label is not None and line.label.kind == "row" and line.cells:
            shape = line.item.place.table, reader.width(line.label.key)
            rows.setdefault(shape, {})[n] = line
    found: set[int] = set()
    for (_, count), group in rows.items():
        usual, alike = Counter(len(line.cells) for line in group.values()).most_common(1)[0]
        if usual <= count or alike < _ENOUGH_ALIKE or alike * 2 <= len(group):
            continue
        fillers = all(line.filled <= count for line in group.values())
        found |= {
            n
            for n, line in group.items()
            if len(line.cells) < usual and line.filled and not (fillers and line.filled == count)
        }
    return found


def _of_other_length(lines: Sequence[Line]) -> set[int]:
    """Find rows of text with a field more or less than nearly all others, and blanks in them."""
    lengths = {
        n: len(line.item.fields)
        for n, line in enumerate(lines)
        if line.item.flow is not Flow.SPANNED and line.label is not None
        and line.label.kind == "row" and line.cells
    }  # fmt: skip
    if len(lengths) < _ENOUGH_ROWS:
        return set()
    usual, rows = Counter(lengths.values()).most_common(1)[0]
    if rows < len(lengths) * _NEARLY_ALL:
        return set()
    return {
        n
        for n, length in lengths.items()
        if length != usual and 0 < lines[n].filled < len(lines[n].cells)
    }


def _distrust_short_headings(reader: RowReader, lines: Sequence[Line]) -> None:
    """Keep the form's columns where rows have more figures than the heading has columns."""
    for line in lines:
        columns = reader.orders.get(line.label.key) if line.label else None
        if columns and line.filled > len(columns):
            whole = {k: v for k, v in reader.orders.items() if len(v) == reader.counts[k]}
            reader.orders = whole
            return


def _proven(
    reader: RowReader, headed: dict[tuple[int, str], tuple[int, ...]], lines: Sequence[Line]
) -> dict[tuple[int, str], tuple[int, ...]]:
    """Keep what the headings say of columns if no full row stands elsewhere."""
    for line in lines:
        if line.label is None or line.filled != reader.counts.get(line.label.key):
            continue
        filled = tuple(place.column for cell, place in line.cells if not cell.is_blank)
        columns = headed.get((line.item.place.table, line.label.key), (*filled, 0))[:-1]
        if line.label.key in reader.orders or columns != filled:
            return {}
    return headed


def _overhanging(headed: dict[tuple[int, str], tuple[int, ...]], lines: Sequence[Line]) -> set[int]:
    """Find the few rows with cells beyond the last cell of their heading: after a stray one.

    Where many rows have such cells, the table is wider than its heading, and they are fillers.
    """
    rows, beyond = 0, set()
    for n, line in enumerate(lines):
        under = headed.get((line.item.place.table, line.label.key)) if line.label else None
        if under:
            rows += 1
            if any(cell.text is not None for cell in line.item.fields[under[-1] :]):
                beyond.add(n)
    return beyond if rows >= _ENOUGH_ROWS and len(beyond) * 3 < rows else set()


def _split(reader: RowReader, item: Item) -> Line:
    """Part a row into the field that names it and the fields behind that."""
    words = [n for n, cell in enumerate(item.fields) if not cell.is_value and cell.text is not None]
    last, label = words[-1] if words else -1, None
    for n in reversed(words):
        label = reader.row_label(item.fields[n])
        if label is not None:
            last = n
            break
    at = item.fields[last] if words else None
    page, table, row, _ = item.place
    behind = [
        (cell, Place(page, table, row, column))
        for column, cell in enumerate(item.fields[last + 1 :], start=last + 2)
        if cell.text is not None
    ]
    first = next((i for i, (cell, _) in enumerate(behind) if cell.is_value), len(behind))
    filled = len([cell for cell, _ in behind[first:] if not cell.is_blank])
    if label is None or label.kind == "group" or filled == reader.width(label.key):
        behind = behind[first:]
    else:
        filled = len([cell for cell, _ in behind if not cell.is_blank])
    return Line(item, at, label, behind, filled)


def _proves_places(cells: Sequence[tuple[Field, Place]]) -> bool:
    """Whether a blank before a figure shows that this table keeps its blank cells in place."""
    filled = [i for i, (cell, _) in enumerate(cells) if not cell.is_blank]
    return len(filled) > 1 and filled[-1] - filled[0] >= len(filled)


def _offsets(reader: RowReader, lines: Sequence[Line]) -> dict[tuple[int, int], int]:
    """Learn from full rows where the cells begin in rows of a given length."""
    seen: dict[tuple[int, int], set[int]] = {}
    for line in lines:
        if line.label is None or line.label.kind == "group":
            continue
        count = reader.width(line.label.key)
        filled = [i for i, (cell, _) in enumerate(line.cells) if not cell.is_blank]
        if len(filled) == count and filled[-1] - filled[0] == count - 1:
            seen.setdefault((count, len(line.cells)), set()).add(filled[0])
    return {shape: offsets.pop() for shape, offsets in seen.items() if len(offsets) == 1}
