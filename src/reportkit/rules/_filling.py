"""How the cells of a table are filled in: what was left out, and what is written oddly.

The rules on blanks and spellings of all three tables share this.  Faults are put together row by
row, and for the whole table where many rows share one fault.  Cells that could not be read are
left out: the report says itself that they are unread.

>>> missing = cells_where(case, table, lambda cell, value: is_missing(value))  # doctest: +SKIP
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportkit.finding import Severity
from reportkit.rules._rule import Case, Fault, Verdicts
from reportkit.text import Kind, print_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from decimal import Decimal

    from reportkit.form import Cell, CellId, Equation, Table
    from reportkit.report import Value

__all__ = [
    "MANY",
    "by_row",
    "cells_where",
    "how_left_out",
    "is_empty",
    "is_missing",
    "left_out",
    "misspelt",
    "names_of",
    "nothing_filled_in",
    "rows_spot",
    "spot",
]

MANY = 3  # more rows than this with one fault make one finding
NONE = frozenset({"无", "没有", "未发生", "不涉及", "暂无", "零报告", "无数据", "N/A", "n/a"})
_LEFT_OUT = {
    Kind.BLANK: "空白",
    Kind.SLASH: "画了斜杠",
    Kind.DASH: "画了横线",
}
_THOUSANDS = re.compile(r"\d{1,3}([,，]\d{3})+(\.\d+)?")


# ------------------------------------------------------------------ blanks


def is_missing(value: Value) -> bool:
    """Whether nothing was filled in: blank, a stroke, or a word for nothing."""
    if value.number is not None or value.kind is Kind.UNREADABLE:
        return False
    return value.kind is not Kind.WORD or value.text in NONE


def is_empty(case: Case, table: Table) -> bool:
    """Whether every cell of the table was left out."""
    return all(is_missing(case.report.values[name]) for name in table.cells)


def nothing_filled_in(case: Case, table: Table, severity: Severity | None) -> Fault:
    """Make the one fault of a table in which nothing was filled in."""
    hows = {how_left_out(case, cell) for cell in table.cells.values()}
    how = hows.pop() if len(hows) == 1 else "没有填数"
    return Fault(
        message=f"{table.name}{len(table.cells)}格全部{how}，请逐格填数，没有的填0。",
        cells=tuple(table.cells),
        section=table.section,
        severity=severity,
    )


def how_left_out(case: Case, cell: Cell) -> str:
    """Say what stands where a figure should: 空白, 画了斜杠, 写了“无”."""
    value = case.value(cell.id)
    return _LEFT_OUT.get(value.kind, f"写了“{value.text}”")


def left_out(case: Case, table: Table, missing: dict[CellId, Cell]) -> Verdicts:
    """Yield the rows with blanks: errors where the equations do not hold with 0, else warnings."""
    if not missing:
        return
    unequal = [
        e for e in table.equations if any(n in missing for n in e.cells) and not _holds(case, e)
    ]
    grave: list[tuple[list[Cell], list[Equation]]] = []
    mild: list[tuple[list[Cell], list[Equation]]] = []
    for row in by_row(missing.values()):
        broken = [e for e in unequal if any(cell.id in e.cells for cell in row)]
        (grave if broken else mild).append((row, broken))
    for rows, severity in ((grave, Severity.ERROR), (mild, Severity.WARNING)):
        if len(rows) > MANY:
            every = [cell for row, _ in rows for cell in row]
            broken = [e for e in unequal if any(e in some for _, some in rows)]
            yield _blank_fault(
                table, rows_spot(table, [row for row, _ in rows]), every, broken, severity
            )
            continue
        for row, broken in rows:
            start = f"{spot(table, row)}{how_left_out(case, row[0])}"
            yield _blank_fault(table, start, row, broken, severity)


def _blank_fault(
    table: Table, start: str, cells: list[Cell], broken: list[Equation], severity: Severity
) -> Fault:
    advice = "没有发生的应当填0"
    if broken:
        along = "、".join(_along(equation) for equation in broken[:MANY])
        more = "等" if len(broken) > MANY else ""
        advice = f"按0计算时{along}{more}的勾稽关系不成立，请补填实际件数"
    return Fault(
        message=f"{start}，{advice}。",
        cells=names_of(cells),
        section=table.section,
        severity=severity,
    )


def _along(equation: Equation) -> str:
    words = {"E1": "{}列", "E2": "{}列", "E3": "“{}”行", "E4": "{}"}
    return words[equation.kind].format(equation.along)


def _holds(case: Case, equation: Equation) -> bool:
    """Whether an equation holds with blanks as 0; True where a cell says something unclear."""
    sides = []
    for names in (equation.left, equation.right):
        total: int | Decimal = 0
        for name in names:
            value = case.report.values[name]
            if value.number is None and not is_missing(value):
                return True
            total += value.number or 0
        sides.append(total)
    return sides[0] == sides[1]


# ------------------------------------------------------------------ spellings


@dataclass(frozen=True, slots=True)
class _Slip:
    """A way of writing a figure wrongly: what is said of it, and how much it weighs."""

    advice: str
    severity: Severity = Severity.ERROR


_WORD = _Slip("不是数字，请改为阿拉伯数字")
_NEGATIVE = _Slip("不能是负数，请核实")
_FRACTION = _Slip("件数应当是整数，请核实")
_SPELLING = _Slip("请改写为半角阿拉伯数字，不带单位", Severity.WARNING)


def _slip(cell: Cell, value: Value) -> _Slip | None:
    """Say what is wrong with the way a figure is written; changes belong to T2-07."""
    number = value.number
    if cell.holds == "delta" or value.kind is Kind.UNREADABLE:
        return None
    if number is None:
        unclear = value.kind is Kind.WORD and value.text not in NONE and cell.holds != "amount"
        return _WORD if unclear else None
    if number < 0:
        return _NEGATIVE
    if cell.holds == "count" and not isinstance(number, int):
        return _FRACTION
    return _SPELLING if not value.plain and _is_odd(cell, value) else None


def _is_odd(cell: Cell, value: Value) -> bool:
    """Whether a clear number is written oddly; 元 and 万元 in cells for money are T2-04, T2-08."""
    if cell.holds == "amount" or (cell.holds == "money" and value.text.endswith("元")):
        return False
    return not _THOUSANDS.fullmatch(value.text)


def misspelt(case: Case, table: Table) -> Verdicts:
    """Yield what is written oddly or cannot be, one fault for each kind of slip and row."""
    slips = {}
    for name, cell in table.cells.items():
        found = _slip(cell, case.report.values[name])
        if found:
            slips[name] = found
    for slip in dict.fromkeys(slips.values()):
        rows = by_row(table.cells[name] for name in slips if slips[name] is slip)
        groups = [[cell for row in rows for cell in row]] if len(rows) > MANY else rows
        for cells in groups:
            yield Fault(
                message=f"{_written(case, table, cells)}，{slip.advice}。",
                cells=names_of(cells),
                section=table.section,
                severity=slip.severity,
                found="、".join(case.value(cell.id).text for cell in cells),
                expected=_meant(case, cells) if slip is _SPELLING else None,
            )


def _written(case: Case, table: Table, cells: list[Cell]) -> str:
    """Word cells with what stands in them: 表三“新收·自然人”写成“2件”."""
    some = [f"{cell.place}写成“{case.value(cell.id).text}”" for cell in cells[:MANY]]
    listed = "、".join(some).replace(f"、{table.name}", "、")
    return f"{listed}等{len(cells)}格" if len(cells) > MANY else listed


def _meant(case: Case, cells: list[Cell]) -> str:
    numbers = (case.number(cell.id) for cell in cells)
    return "、".join(print_number(number) for number in numbers if number is not None)


# ------------------------------------------------------------------ cells, rows and labels


def cells_where(
    case: Case, table: Table, wanted: Callable[[Cell, Value], bool]
) -> dict[CellId, Cell]:
    """Return the cells whose definition and value meet a test, in order."""
    values = case.report.values
    return {name: cell for name, cell in table.cells.items() if wanted(cell, values[name])}


def by_row(cells: Iterable[Cell]) -> list[list[Cell]]:
    """Put cells together by row, in order."""
    rows: dict[str, list[Cell]] = {}
    for cell in cells:
        rows.setdefault(cell.row_key, []).append(cell)
    return list(rows.values())


def names_of(cells: Iterable[Cell]) -> tuple[str, ...]:
    """Return the cells' names."""
    return tuple(cell.id for cell in cells)


def _row_name(table: Table, cell: Cell) -> str:
    """Return what people call the row of a cell; in table 4 it is the group of columns."""
    if cell.row.key:
        return cell.row.spoken
    return table.blocks[0].columns.path(cell.column.key)[-2].spoken


def spot(table: Table, row: list[Cell]) -> str:
    """Word some cells of one row: 表三“新收”行的自然人、商业企业."""
    if len(row) == 1:
        return row[0].place
    unit = "行" if row[0].row.key else "组"
    start = f"{table.name}“{_row_name(table, row[0])}”{unit}"
    if len(row) == sum(cell.row_key == row[0].row_key for cell in table.cells.values()):
        return f"{start}{len(row)}格全部"
    return f"{start}的{'、'.join(cell.column.spoken for cell in row)}"


def rows_spot(table: Table, rows: list[list[Cell]]) -> str:
    """Word many rows with blanks by their number and the first of them."""
    named = "、".join(f"“{_row_name(table, row[0])}”" for row in rows[:MANY])
    return f"{table.name}有{len(rows)}行（{named}等）共{sum(map(len, rows))}格没有填数"
