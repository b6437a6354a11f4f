"""Words of a table's heading that stand broken over two or three rows, put together again.

商业 | 科研 above 企业 | 机构 is one row of labels.  Only what gives a label of the form, letter for
letter, is joined; all else stays as it stands.

>>> rows = whole_words(rows, _field)  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportkit.document import Flow
from reportkit.recognise._labels import core, labels

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reportkit.document import Row
    from reportkit.recognise._items import Field, Item

__all__ = ["whole_words", "with_whole_labels"]

_MOST_ROWS = 3
_LONGEST_PIECE = 8  # characters; the longest words of a heading have nine

_Read = tuple["Row", tuple["Field", ...]]


def whole_words(rows: Sequence[_Read], field: Callable[[str | None], Field]) -> list[_Read]:
    """Join the words that are broken over rows.

    Parameters
    ----------
    rows
        Rows of a table with their fields.
    field
        Makes a field of a text.

    Returns
    -------
    list
        The same rows; those of which every word went into the row above are left out.
    """
    kept: list[_Read] = []
    at = 0
    while at < len(rows):
        row, fields = rows[at]
        below = _rest(rows, at) if _has_pieces(fields) else []
        joined, used = _joined(fields, below, field) if below else (fields, [])
        kept.append((row, joined))
        for (lower, _), left in zip(rows[at + 1 :], used, strict=False):
            if any(cell.text and not cell.is_blank for cell in left):
                kept.append((lower, left))
        at += 1 + len(used)
    return kept


def with_whole_labels(items: Sequence[Item]) -> list[Item]:
    """Give rows their label of which the beginning stands in the line above by itself.

    Browsers copy a cell of two lines so: 行政规范性, and below it 文件 with the figures.
    """
    whole: list[Item] = []
    for item in items:
        whole.append(_with_label(whole[-1], item) if whole and whole[-1].is_line else item)
    return whole


def _with_label(above: Item, item: Item) -> Item:
    """Return a row with the label that it has together with the line above, if there is one."""
    first = item.fields[0]
    if item.flow is not Flow.TABBED or above.place.row != item.place.row - 1:
        return item
    if above.labels or first.labels or not _is_piece(first) or not _is_piece(above.fields[0]):
        return item
    text = above.text + (first.text or "")
    found = labels().of_core(core(text))
    if not found:
        return item
    label = first._replace(text=text, labels=found)
    return item._replace(fields=(label, *item.fields[1:]), labels=(*found, *item.labels))


def _has_pieces(fields: tuple[Field, ...]) -> bool:
    """Whether a row has words of no label, and no figures."""
    pieces = False
    for cell in fields:
        if cell.is_value:
            if not cell.is_blank:
                return False
        elif not pieces and cell.text and not cell.labels:
            pieces = _is_piece(cell)
    return pieces


def _is_piece(cell: Field) -> bool:
    return bool(cell.text) and not cell.is_value and len(cell.text or "") <= _LONGEST_PIECE


def _rest(rows: Sequence[_Read], at: int) -> list[tuple[Field, ...]]:
    """Return the fields of the rows below that may hold the other pieces."""
    found = []
    for _, fields in rows[at + 1 : at + _MOST_ROWS]:
        if not _has_pieces(fields):
            break
        found.append(fields)
    return found


def _joined(
    fields: tuple[Field, ...],
    below: list[tuple[Field, ...]],
    field: Callable[[str | None], Field],
) -> tuple[tuple[Field, ...], list[tuple[Field, ...]]]:
    """Return a row with whole words, and what is left of the rows that the pieces came from."""
    top, rest = list(fields), [list(row) for row in below]
    used = 0
    for column, cell in enumerate(fields):
        text = cell.text or ""
        for n, row in enumerate(rest if _is_piece(cell) else [], start=1):
            piece = row[column] if column < len(row) else cell
            if not _is_piece(piece) or piece.labels:
                break
            text += piece.text or ""
            if labels().of_core(core(text)):
                top[column] = field(text)
                for upper in rest[:n]:
                    upper[column] = field(None)
                used = max(used, n)
                break
    return tuple(top), [tuple(row) for row in rest[:used]]
