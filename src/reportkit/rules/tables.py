"""What stands in the cells: blanks, odd spellings, changed labels (T2-01, T2-05, T3-04, …).

These rules look at how the tables are filled in, not at what the figures mean.  Cells that could
not be read are left out: the report says itself that they are unread.  Faults are put together
row by row, and for the whole table where many rows share one fault.

>>> [rule.id for rule in RULES]
['T2-01', 'T2-05', 'T3-04', 'T3-05', 'T3-07', 'T3-09', 'T4-02']
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportkit.finding import Severity
from reportkit.rules._filling import (
    MANY,
    by_row,
    cells_where,
    how_left_out,
    is_empty,
    is_missing,
    left_out,
    misspelt,
    names_of,
    nothing_filled_in,
    rows_spot,
    spot,
)
from reportkit.rules._rule import Case, Fault, Verdicts, rule
from reportkit.rules._subtotals import is_subtotal
from reportkit.text import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportkit.form import Cell, Equation, Table

__all__ = ["RULES"]

_LONGEST = 24  # characters of a label that a message shows; the quote has all of them


@rule("T2-01")
def figures_of_table2(case: Case) -> Verdicts:
    """Every cell of table 2 holds a number; counts are whole and not negative.

    A slash in the row 规章 only earns a warning: many organs have no power to make them.
    Changes (``delta``) that are not numbers belong to T2-07.

    Wrong: 规章 / / /
    Right: 规章 0 0 0
    """
    table = case.report.tables["t2"]
    if is_empty(case, table):
        yield nothing_filled_in(case, table, None)
        return
    missing = cells_where(
        case,
        table,
        lambda cell, value: (
            is_missing(value) and not (cell.holds == "delta" and value.kind is Kind.WORD)
        ),
    )
    for kind in dict.fromkeys(case.report.values[name].kind for name in missing):
        rows = by_row(c for name, c in missing.items() if case.report.values[name].kind is kind)
        mild = [row for row in rows if kind is Kind.SLASH and row[0].row_key == "rule"]
        grave = [row for row in rows if row not in mild]
        yield from _rows_left_out(case, table, mild, Severity.WARNING)
        yield from _rows_left_out(case, table, grave, None)
    yield from misspelt(case, table)


def _rows_left_out(
    case: Case, table: Table, rows: list[list[Cell]], severity: Severity | None
) -> Iterator[Fault]:
    """Yield a fault for each row with cells left out; one for all where there are many."""
    spots = [f"{spot(table, row)}{how_left_out(case, row[0])}" for row in rows]
    if len(rows) > MANY:
        spots, rows = [rows_spot(table, rows)], [[cell for row in rows for cell in row]]
    for words, cells in zip(spots, rows, strict=True):
        yield Fault(
            message=f"{words}，请补填，没有的填0。",
            cells=names_of(cells),
            section=table.section,
            severity=severity,
        )


@rule("T2-05")
def labels_of_table2(case: Case) -> Verdicts:
    """Rows and columns of table 2 are called as in the form.

    Wrong: 规范性文件（指有正式文号的文件）
    Right: 行政规范性文件
    """
    table = case.report.tables["t2"]
    for printed, expected, key in _deviations(case, table, "label"):
        named = [cell for cell in table.cells.values() if key in {cell.row_key, cell.column.key}]
        kind = "列名" if any(cell.column.label == expected for cell in named) else "行名"
        yield Fault(
            message=f"{table.name}的{kind}写成“{_cut(printed)}”，表样是“{expected}”。",
            cells=names_of(named),
            section=table.section,
            quote=printed,
            expected=expected,
            found=printed,
        )


def _cut(text: str) -> str:
    """Cut a label with a long explanation down to what a sentence can hold."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}……"


@rule("T3-04")
def blanks_of_table3(case: Case) -> Verdicts:
    """No cell of table 3 is left blank; what did not happen is 0.

    It is a warning as long as the equations hold with blanks taken as 0, an error where they do
    not, or where the table holds no figure at all.  Rows with a total alone belong to T3-09.

    Wrong: seven blank cells in the row of new requests.
    Right: seven zeros.
    """
    table = case.report.tables["t3"]
    if is_empty(case, table):
        yield nothing_filled_in(case, table, Severity.ERROR)
        return
    totals_only = {name for equation in _with_total_alone(case) for name in equation.left}
    missing = cells_where(
        case, table, lambda cell, value: is_missing(value) and cell.id not in totals_only
    )
    yield from left_out(case, table, missing)


@rule("T3-05")
def figures_of_table3(case: Case) -> Verdicts:
    """All figures of table 3 are whole numbers and not negative.

    An odd spelling of a clear number (full width, with 件) is a warning; a separator of thousands
    is allowed.

    Wrong: −1; 2件
    Right: 0; 2
    """
    yield from misspelt(case, case.report.tables["t3"])


@rule("T3-07")
def subtotals_of_table3(case: Case) -> Verdicts:
    """Group rows, (三) to (六) of table 3, carry no figures.

    Wrong: a line （三）不予公开 with a subtotal of 4.
    Right: （三）不予公开 is only the label over its rows.
    """
    table = case.report.tables["t3"]
    reading = case.reading
    found = [d for d in reading.deviations if d.table == table.key] if reading else []
    groups = {(d.printed, d.expected) for d in found if d.kind == "subtotal"}
    for printed, _ in dict.fromkeys((d.printed, d.row) for d in found if is_subtotal(d)):
        label = next((e for p, e in groups if p == printed and e), printed.split()[0])
        yield Fault(
            message=f"{table.name}“{label}”是分组标题，表样没有数据格，却填了小计。",
            section=table.section,
            quote=printed or None,
        )


@rule("T3-09")
def totals_alone(case: Case) -> Verdicts:
    """No row of table 3 is filled in with its total alone.

    Wrong: six blanks and a total of 8.
    Right: individuals 8, all others 0, total 8.
    """
    table = case.report.tables["t3"]
    found = list(_with_total_alone(case))
    if len(found) > MANY:
        rows = "、".join(f"“{equation.along}”" for equation in found[:MANY])
        yield Fault(
            message=f"{table.name}有{len(found)}行（{rows}等）只填了总计，各类申请人都没有填。",
            cells=tuple(name for equation in found for name in equation.cells),
            section=table.section,
        )
        return
    for equation in found:
        total = case.number(equation.right[0])
        yield Fault(
            message=f"{table.name}“{equation.along}”行只填了总计{total}，各类申请人都没有填。",
            cells=equation.cells,
            section=table.section,
        )


@rule("T4-02")
def figures_of_table4(case: Case) -> Verdicts:
    """All 15 cells of table 4 hold a whole number that is not negative.

    Blanks are a warning as long as the totals hold with blanks taken as 0, else an error.

    Wrong: 5 and blanks.
    Right: 5 and zeros.
    """
    table = case.report.tables["t4"]
    if is_empty(case, table):
        yield nothing_filled_in(case, table, None)
        return
    yield from left_out(case, table, cells_where(case, table, lambda _, value: is_missing(value)))
    yield from misspelt(case, table)


def _with_total_alone(case: Case) -> Iterator[Equation]:
    """Yield the rows of table 3, as their E3, that hold a positive total and nothing else."""
    values = case.report.values
    for equation in case.report.tables["t3"].equations:
        if equation.kind == "E3" and is_missing(values[equation.left[0]]):
            total = values[equation.right[0]].number
            if total and total > 0 and all(is_missing(values[name]) for name in equation.left):
                yield equation


def _deviations(case: Case, table: Table, kind: str) -> Iterator[tuple[str, str, str]]:
    """Yield what was printed, what the form says and the key; each pair once."""
    reading = case.reading
    seen = set()
    for deviation in reading.deviations if reading else ():
        found = (deviation.printed, deviation.expected, deviation.row)
        if deviation.kind == kind and deviation.table == table.key and found not in seen:
            seen.add(found)
            yield found


RULES = (
    figures_of_table2,
    labels_of_table2,
    blanks_of_table3,
    figures_of_table3,
    subtotals_of_table3,
    totals_alone,
    figures_of_table4,
)
