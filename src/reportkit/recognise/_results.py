"""The one row of figures of table 4: in one line, in two halves, or one cell after the other.

There is no other row to compare it with, so where figures and blank cells are mixed its cells
must be exactly those of the form, or stand below the columns that the heading prints.

>>> cells, reason = find_results(table, items)  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportkit.document import Flow, Place
from reportkit.grid import Role, layout
from reportkit.recognise._items import Field, field_of
from reportkit.recognise._results_order import in_form_order
from reportkit.recognise._spaced import figures_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportkit.form import Table
    from reportkit.recognise._items import Item

__all__ = ["find_results"]

_Run = list[tuple[Field, Place]]
_MOST_ALIKE = 4  # figures before a sum; 1, 2, 3 and 4 might be figures


def find_results(table: Table, items: Sequence[Item]) -> tuple[_Run | None, str]:
    """Find the cells of the row in the order of the form.

    Parameters
    ----------
    table
        Table 4 of a form.
    items
        The items of the table, heading included.

    Returns
    -------
    tuple
        The cells with their places, or None and the reason.
    """
    count = len(table.cells)
    runs = [run for run in _runs(items) if not _numbers_columns(run)]
    whole = [run for run in runs if len(run) >= count]
    if len({tuple(cell.text for cell, _ in run) for run in whole}) > 1:
        return None, f"有{len(whole)}行数字，分不清哪一行是本年度的"
    if whole:
        around = _own_table(table, items, whole[0])
        cells, reason = _cells(table, around, whole[0])
        return in_form_order(table, around, cells) if cells else (None, reason)
    if turned := _turned(table, items):
        return turned, ""
    if not runs and (blank := _blank_row(table, items)):
        return blank, ""
    short = [run for run in runs if any(not cell.is_blank for cell, _ in run)]
    groups = len(table.row_keys)
    if sum(len(run) for run in short) == count and all(
        len(run) % (count // groups) == 0 for run in short
    ):
        return in_form_order(table, items, [pair for run in short for pair in run])
    most = max((len(run) for run in short), default=0)
    return None, f"应有{count}个数字，只读到{most}个" if most else "没有读到数字"


def _blank_row(table: Table, items: Sequence[Item]) -> _Run:
    """Return the one row below a whole heading that has as many cells as the form, all blank."""
    named, found = 0, list[_Run]()
    for item in items:
        named += sum(bool(_name(cell)) for cell in item.fields)
        pairs = _pairs(item)
        if item.flow in {Flow.TABBED, Flow.PIPED, Flow.SPANNED} and len(pairs) == len(table.cells):
            found += [pairs] if all(cell.is_blank for cell, _ in pairs) else []
    return found[0] if found and named == len(table.cells) else []


def _own_table(table: Table, items: Sequence[Item], run: _Run) -> Sequence[Item]:
    """Return the items of the table of the file that a run stands in, if that has its own heading.

    Pages hold a table twice, for wide screens and for narrow ones.
    """
    number = run[0][1].table
    own = [item for item in items if item.place.table == number and item.flow is Flow.SPANNED]
    named = sum(bool(_name(cell)) for item in own for cell in item.fields)
    return own if named == len(table.cells) else items


def _numbers_columns(run: _Run) -> bool:
    """Whether a line only numbers the columns, 1, 2, 3 and so on; no figures and their sum do."""
    texts = [cell.text for cell, _ in run]
    return len(texts) > _MOST_ALIKE and texts == [str(n) for n in range(1, len(texts) + 1)]


def _turned(table: Table, items: Sequence[Item]) -> _Run:
    """Read a table whose groups of cases are rows and whose results are columns; none otherwise.

    Every group must have its own row, and the heading every result in the order of the form.
    """
    columns = table.blocks[0].columns
    groups = {entry.key: entry for entry in columns.walk()}
    found: dict[str, _Run] = {}
    headed = False
    for item in items:
        names = [_name(cell) for cell in item.fields if cell.labels]
        keys = [la.key for la in item.labels if la.table == table.key and la.kind == "columns"]
        wanted = [leaf.label for leaf in groups[table.row_keys[0]].leaves]
        pairs = _figures_behind(item)
        headed = headed or [name for name in names if name] == wanted
        if keys and keys[-1] in table.row_keys and headed and len(pairs) == len(wanted):
            if keys[-1] in found:
                return []
            found[keys[-1]] = pairs
    if set(found) != set(table.row_keys):
        return []
    return [pair for key in table.row_keys for pair in found[key]]


def _figures_behind(item: Item) -> _Run:
    """Return the cells behind the last label of a row, if all may hold figures."""
    pairs = _pairs(item)
    words = [n for n, (cell, _) in enumerate(pairs) if not cell.is_value]
    return pairs[words[-1] + 1 :] if words and pairs[words[-1]][0].labels else []


def _pairs(item: Item) -> _Run:
    place = item.place
    return [
        (cell, Place(page=place.page, table=place.table, row=place.row, column=i))
        for i, cell in enumerate(item.fields, start=1)
        if cell.text is not None
    ]


def _cells(table: Table, items: Sequence[Item], run: _Run) -> tuple[_Run | None, str]:
    """Take the cells of the form out of a run that has at least as many."""
    count = len(table.cells)
    filled = [i for i, (cell, _) in enumerate(run) if not cell.is_blank]
    streamed = items[-1].flow is Flow.CELLS
    if not filled or (len(run) == count and not (streamed and _lead(table, items))):
        return run[:count], ""
    if len(filled) > count:
        return None, f"这一行有{len(filled)}个数字，应有{count}格"
    if len(filled) == count and filled[-1] - filled[0] == count - 1:
        return run[filled[0] :][:count], ""
    below = _below_heading(table, items, run)
    beside = [cell for i, (cell, _) in enumerate(run) if i not in below]
    if not below or any(not cell.is_blank for cell in beside):
        return None, f"这一行有{len(run)}格，应有{count}格，空白格分不清是哪一列"
    return [pair for i, pair in enumerate(run) if i in below], ""


def _below_heading(table: Table, items: Sequence[Item], run: _Run) -> set[int]:
    """Return which cells of a run stand below the columns; none where that is not proven.

    The heading must have every column in order, in its last line or, where cells have places, in
    several, and begin and end where the run does.
    """
    at, official = run[0][1], [cell.column.label for cell in table.cells.values()]
    if items[-1].flow is Flow.CELLS:
        lead = _lead(table, items)
        return set(range(lead, len(run))) if len(run) - lead == len(official) else set()
    names: dict[int, str] = {}
    begins, ends = run[-1][1].column, run[0][1].column
    for item in items:
        if item.place.table != at.table or item.place.row >= at.row or item.flow is None:
            continue
        cells = [(i, f) for i, f in enumerate(item.fields, start=1) if f.text is not None]
        columns = {i: _name(cell) for i, cell in cells if cell.labels and _name(cell)}
        if not columns:
            continue
        if item.flow is not Flow.SPANNED:  # places can be told within one line only
            names, begins, ends = {}, cells[0][0], cells[-1][0]
        names |= columns
        begins, ends = min(begins, cells[0][0]), max(ends, cells[-1][0])
    whole = (begins, ends) == (run[0][1].column, run[-1][1].column)
    if whole and [names[i] for i in sorted(names)] == official:
        return {i for i, (_, place) in enumerate(run) if place.column in names}
    return set()


def _lead(table: Table, items: Sequence[Item]) -> int:
    """Count the blanks that stand in a stream between the heading and the first figure.

    They are the marks of the cells that spans cover in the heading's last line, or one bar that
    opens each line; the lines before show which.
    """
    heading = [row for row in layout(table).rows() if row[0].role is Role.HEADER]
    covered = [len(table.cells) - len(row) for row in heading]
    gaps = [_gap(items, row[-1].text) for row in heading[:-1]]
    if gaps == covered[:-1]:
        return covered[-1]
    return gaps[0] if len(set(gaps)) == 1 else 0


def _gap(items: Sequence[Item], label: str) -> int:
    """Count the blanks behind a heading."""
    after = (n for n, item in enumerate(items, 1) if _name(item.fields[0], "columns") == label)
    blanks = 0
    for item in items[next(after, len(items)) :]:
        if not item.fields[0].is_blank:
            break
        blanks += 1
    return blanks


def _name(cell: Field, kind: str = "column") -> str:
    return next((la.text for la in cell.labels if la.kind == kind and la.table == "t4"), "")


def _runs(items: Sequence[Item]) -> list[_Run]:
    """Collect runs of figures: the rows of a table, the words of a line, or a stream of cells."""
    runs: list[_Run] = []
    stream: _Run = []
    for item in items:
        if item.flow in {Flow.TABBED, Flow.PIPED, Flow.SPANNED}:
            pairs = _pairs(item)
            if pairs and not pairs[0][0].is_value and not pairs[0][0].labels:
                del pairs[0]  # 件数, the name of the only row
            if all(cell.is_value for cell, _ in pairs) and any(not c.is_blank for c, _ in pairs):
                runs.append(pairs)
            continue
        words, figures = figures_of(item.text)
        if not words and len(figures) > 1:
            runs.append([(field_of(text), item.place) for text in figures])
        elif item.fields[0].is_value:
            stream.append((item.fields[0], item.place))
        elif stream and any(not cell.is_blank for cell, _ in stream):
            runs.append(stream)
            stream = []
        else:
            stream = []
    return [*runs, stream] if stream else runs
