"""The columns of table 4 as its heading prints them: groups of cases, and results in each.

>>> cells, reason = in_form_order(table, items, cells)  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportkit.document import Flow
from reportkit.recognise._order import UNKNOWN_ORDER, is_out_of_order
from reportkit.recognise._spans import tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportkit.document import Place
    from reportkit.form import Table
    from reportkit.recognise._items import Field, Item
    from reportkit.recognise._labels import Label

__all__ = ["in_form_order"]

_Run = list[tuple["Field", "Place"]]
_Where = tuple[int, int]


def in_form_order(table: Table, items: Sequence[Item], cells: _Run) -> tuple[_Run | None, str]:
    """Bring the cells of table 4, in the order printed, into the order of the form.

    Parameters
    ----------
    table
        Table 4 of a form.
    items
        Its items, heading included.
    cells
        As many cells as the form has.

    Returns
    -------
    tuple
        The cells, or None and the reason where the heading contradicts the form and does not
        tell the order.
    """
    official = [cell.column.label for cell in table.cells.values()]
    found, group_places = _printed(table, items)
    results, groups = [text for _, text in found.values()], list(group_places)
    lined_up = all(item.flow is Flow.SPANNED for item in items)
    if not lined_up:
        results = _whole_line(list(found.values()), len(official)) or results
    if _fits(results, official) and not _is_turned_round(table, items, groups, lined_up=lined_up):
        return cells, ""
    if not lined_up or len(results) != len(official) or sorted(groups) != sorted(table.row_keys):
        return None, UNKNOWN_ORDER
    each = len(official) // len(groups)
    if not _stand_below(found, group_places, each):
        return None, UNKNOWN_ORDER
    printed = {
        (group, results[n]): cells[n]
        for i, group in enumerate(groups)
        for n in range(i * each, (i + 1) * each)
    }
    wanted = [(cell.row_key, cell.column.label) for cell in table.cells.values()]
    if set(printed) != set(wanted):
        return None, UNKNOWN_ORDER
    return [printed[name] for name in wanted], ""


def _whole_line(results: Sequence[tuple[int, str]], count: int) -> list[str]:
    """Return the results of the last line that names them all, as where merged cells repeat."""
    lines: dict[int, list[str]] = {}
    for line, text in results:
        lines.setdefault(line, []).append(text)
    return next((texts for texts in reversed(lines.values()) if len(texts) == count), [])


def _fits(results: list[str], official: list[str]) -> bool:
    """Whether the results that are named stand in the order of the form, some perhaps left out."""
    left = iter(official)
    return all(name in left for name in results) or results == official[: len(results)]


def _is_turned_round(
    table: Table, items: Sequence[Item], groups: list[str], *, lined_up: bool
) -> bool:
    """Whether the groups of cases stand in another order than in the form."""
    if lined_up:
        return groups != [key for key in table.row_keys if key in groups]
    top = [entry.key for entry in table.blocks[0].columns.entries]
    named = [label.key for label, *_ in _labels(table, items) if label.key in top]
    return list(dict.fromkeys(named)) != [key for key in top if key in named] or is_out_of_order(
        table.blocks[0], groups
    )


def _printed(
    table: Table, items: Sequence[Item]
) -> tuple[dict[_Where, tuple[int, str]], dict[str, _Where]]:
    """Return the words for results with their lines by place, and the places of the groups.

    Both are from left to right; a group that is repeated in every place it spans has its first.
    """
    results: dict[_Where, tuple[int, str]] = {}
    groups: dict[str, _Where] = {}
    for label, where, line in _labels(table, items):
        if label.kind == "column":
            results[where] = line, label.text
        elif label.key in table.row_keys:
            groups[label.key] = min(where, groups.get(label.key, where))
    return dict(sorted(results.items())), dict(sorted(groups.items(), key=lambda one: one[1]))


def _stand_below(
    results: dict[_Where, tuple[int, str]], groups: dict[str, _Where], each: int
) -> bool:
    """Whether the results of each group stand in one line that begins where the group begins.

    One cell more or less in a heading moves all behind it, so that they seem to be another's.
    """
    places = list(results)
    return all(
        places[n * each] == where
        and len({results[place][0] for place in places[n * each : (n + 1) * each]}) == 1
        for n, where in enumerate(groups.values())
    )


def _labels(table: Table, items: Sequence[Item]) -> Iterator[tuple[Label, _Where, int]]:
    """Yield the labels of the heading with their places, a grid column or the order, and lines."""
    count = 0
    for line, item in enumerate(items):
        words = [cell.labels for cell in item.fields]
        if item.is_line and not item.labels:
            words = [found for _, found in tokens(item)]
        for at, found in enumerate(words):
            mine = [label for label in found if label.table == table.key]
            if mine:
                count += 1
                lined_up = item.flow is Flow.SPANNED
                yield mine[0], (item.place.table, at) if lined_up else (0, count), line
