"""What stands in the cells: blanks, odd spellings, changed labels (T2-01, T2-05, T3-04, …).

These rules look at how the tables are filled in, not at what the figures mean.  Cells that could
not be read are left out: the report says itself that they are unread.  Faults are put together
row by row, and for the whole table where many rows share one fault.

>>> [rule.id for rule in RULES]
['T2-01', 'T2-05', 'T3-04', 'T3-05', 'T3-07', 'T3-09', 'T4-02']
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportkit.finding import Severity
from reportkit.rules._rule import Case, Fault, Verdicts, rule
from reportkit.text import Kind, print_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from decimal import Decimal

    from reportkit.form import Cell, CellId, Equation, Table
    from reportkit.report import Value

__all__ = ["RULES"]

_MANY = 3  # more rows than this with one fault make one finding
_NONE = frozenset({"无", "没有", "未发生", "不涉及", "暂无", "零报告", "无数据", "N/A", "n/a"})
_LEFT_OUT = {
    Kind.BLANK: "空白",
    Kind.SLASH: "画了斜杠",
    Kind.DASH: "画了横线",
    Kind.WORD: "写了“无”一类的字",
}
_THOUSANDS = re.compile(r"\d{1,3}([,，]\d{3})+(\.\d+)?")


@rule("T2-01")
def figures_of_table2(case: Case) -> Verdicts:
    """Every cell of table 2 holds a number; counts are whole and not negative.

    A slash in the row 规章 only earns a warning: many organs have no power to make them.
    Changes (``delta``) that are not numbers belong to T2-07.

    Wrong: 规章 / / /
    Right: 规章 0 0 0
    """
    table = case.report.tables["t2"]
    if _is_empty(case, table):
        yield _nothing_filled_in(case, table, None)
        return
    missing = _cells(case, table, lambda cell, value: _is_missing(value) and not (
        cell.holds == "delta" and value.kind is Kind.WORD))  # fmt: skip
    kinds = {name: case.report.values[name].kind for name in missing}
    for kind in dict.fromkeys(kinds.values()):
        for row in _by_row(cell for name, cell in missing.items() if kinds[name] is kind):
            mild = kind is Kind.SLASH and row[0].row_key == "rule"
            yield Fault(
                message=f"{_spot(table, row)}{_LEFT_OUT[kind]}，应当填数，没有的填0。",
                cells=_names(row),
                section=table.section,
                severity=Severity.WARNING if mild else None,
            )
    yield from _misspelt(case, table)


@rule("T2-05")
def labels_of_table2(case: Case) -> Verdicts:
    """Rows and columns of table 2 are called as in the form.

    Wrong: 规范性文件（指有正式文号的文件）
    Right: 行政规范性文件
    """
    table = case.report.tables["t2"]
    for printed, expected, key in _deviations(case, table, "label"):
        named = [cell for cell in table.cells.values() if key in {cell.row_key, cell.column.key}]
        kind = "行名" if not named or named[0].row_key == key else "列名"
        yield Fault(
            message=f"{table.name}的{kind}写成“{printed}”，表样是“{expected}”。",
            cells=_names(named),
            section=table.section,
            quote=printed,
            expected=expected,
            found=printed,
        )


@rule("T3-04")
def blanks_of_table3(case: Case) -> Verdicts:
    """No cell of table 3 is left blank; what did not happen is 0.

    It is a warning as long as the equations hold with blanks taken as 0, an error where they do
    not, or where the table holds no figure at all.  Rows with a total alone belong to T3-09.

    Wrong: seven blank cells in the row of new requests.
    Right: seven zeros.
    """
    table = case.report.tables["t3"]
    if _is_empty(case, table):
        yield _nothing_filled_in(case, table, Severity.ERROR)
        return
    totals_only = {name for equation in _with_total_alone(case) for name in equation.left}
    missing = _cells(
        case, table, lambda cell, value: _is_missing(value) and cell.id not in totals_only
    )
    yield from _left_out(case, table, missing)


@rule("T3-05")
def figures_of_table3(case: Case) -> Verdicts:
    """All figures of table 3 are whole numbers and not negative.

    An odd spelling of a clear number (full width, with 件) is a warning; a separator of thousands
    is allowed.

    Wrong: −1; 2件
    Right: 0; 2
    """
    yield from _misspelt(case, case.report.tables["t3"])


@rule("T3-07")
def subtotals_of_table3(case: Case) -> Verdicts:
    """Group rows, (三) to (六) of table 3, carry no figures.

    Wrong: a line （三）不予公开 with a subtotal of 4.
    Right: （三）不予公开 is only the label over its rows.
    """
    table = case.report.tables["t3"]
    for printed, expected, _key in _deviations(case, table, "subtotal"):
        label = expected or printed
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
    if len(found) > _MANY:
        rows = "、".join(f"“{equation.along}”" for equation in found[:_MANY])
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
    if _is_empty(case, table):
        yield _nothing_filled_in(case, table, None)
        return
    yield from _left_out(case, table, _cells(case, table, lambda _, value: _is_missing(value)))
    yield from _misspelt(case, table)


# ------------------------------------------------------------------ blanks


def _is_missing(value: Value) -> bool:
    """Whether nothing was filled in: blank, a stroke, or a word for nothing."""
    if value.number is not None or value.kind is Kind.UNREADABLE:
        return False
    return value.kind is not Kind.WORD or value.text in _NONE


def _is_empty(case: Case, table: Table) -> bool:
    """Whether every cell of the table was left out."""
    return all(_is_missing(case.report.values[name]) for name in table.cells)


def _nothing_filled_in(case: Case, table: Table, severity: Severity | None) -> Fault:
    kinds = {case.report.values[name].kind for name in table.cells}
    how = _LEFT_OUT[kinds.pop()] if len(kinds) == 1 else "没有填数"
    return Fault(
        message=f"{table.name}{len(table.cells)}格全部{how}，应当逐格填数，没有的填0。",
        cells=tuple(table.cells),
        section=table.section,
        severity=severity,
    )


def _left_out(case: Case, table: Table, missing: dict[CellId, Cell]) -> Verdicts:
    """Yield the rows with blanks: errors where the equations do not hold with 0, else warnings."""
    if not missing:
        return
    unequal = [
        e for e in table.equations if any(n in missing for n in e.cells) and not _holds(case, e)
    ]
    grave: list[tuple[list[Cell], list[Equation]]] = []
    mild: list[tuple[list[Cell], list[Equation]]] = []
    for row in _by_row(missing.values()):
        broken = [e for e in unequal if any(cell.id in e.cells for cell in row)]
        (grave if broken else mild).append((row, broken))
    for rows, severity in ((grave, Severity.ERROR), (mild, Severity.WARNING)):
        if len(rows) > _MANY:
            every = [cell for row, _ in rows for cell in row]
            broken = [e for e in unequal if any(e in some for _, some in rows)]
            yield _blank_fault(
                table, _rows_spot(table, [row for row, _ in rows]), every, broken, severity
            )
            continue
        for row, broken in rows:
            how = _LEFT_OUT[case.report.values[row[0].id].kind]
            yield _blank_fault(table, f"{_spot(table, row)}{how}", row, broken, severity)


def _blank_fault(
    table: Table, start: str, cells: list[Cell], broken: list[Equation], severity: Severity
) -> Fault:
    advice = "没有发生的应当填0"
    if broken:
        along = "、".join(_along(equation) for equation in broken[:_MANY])
        more = "等" if len(broken) > _MANY else ""
        advice = f"按0计算时{along}{more}的勾稽关系不成立，请补填实际件数"
    return Fault(
        message=f"{start}，{advice}。",
        cells=_names(cells),
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
            if value.number is None and not _is_missing(value):
                return True
            total += value.number or 0
        sides.append(total)
    return sides[0] == sides[1]


def _with_total_alone(case: Case) -> Iterator[Equation]:
    """Yield the rows of table 3, as their E3, that hold a positive total and nothing else."""
    values = case.report.values
    for equation in case.report.tables["t3"].equations:
        if equation.kind == "E3" and _is_missing(values[equation.left[0]]):
            total = values[equation.right[0]].number
            if total and total > 0 and all(_is_missing(values[name]) for name in equation.left):
                yield equation


# ------------------------------------------------------------------ spellings


@dataclass(frozen=True, slots=True)
class _Slip:
    """A way of writing a figure wrongly: what is said of it, and how much it weighs."""

    what: str
    advice: str
    severity: Severity = Severity.ERROR


_WORD = _Slip("不是数字", "请改为阿拉伯数字")
_NEGATIVE = _Slip("是负数", "这里不能填负数")
_FRACTION = _Slip("是小数", "件数应当是整数")
_SPELLING = _Slip("不是规范的数字", "请改写为不带单位的半角阿拉伯数字", Severity.WARNING)


def _slip(cell: Cell, value: Value) -> _Slip | None:
    """Say what is wrong with the way a figure is written; changes belong to T2-07."""
    number = value.number
    if cell.holds == "delta" or value.kind is Kind.UNREADABLE:
        return None
    if number is None:
        unclear = value.kind is Kind.WORD and value.text not in _NONE and cell.holds != "amount"
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


def _misspelt(case: Case, table: Table) -> Verdicts:
    slips = {}
    for name, cell in table.cells.items():
        found = _slip(cell, case.report.values[name])
        if found:
            slips[name] = found
    for slip in dict.fromkeys(slips.values()):
        rows = _by_row(table.cells[name] for name in slips if slips[name] is slip)
        groups = [[cell for row in rows for cell in row]] if len(rows) > _MANY else rows
        for cells in groups:
            yield Fault(
                message=f"{_written(case, table, cells)}{slip.what}，{slip.advice}。",
                cells=_names(cells),
                section=table.section,
                severity=slip.severity,
                found="、".join(case.value(cell.id).text for cell in cells),
                expected=_meant(case, cells) if slip is _SPELLING else None,
            )


def _written(case: Case, table: Table, cells: list[Cell]) -> str:
    """Word cells with what stands in them: 表三“新收·自然人”写成“2件”，."""
    if len(cells) == 1:
        return f"{cells[0].place}写成“{case.value(cells[0].id).text}”，"
    listed = "、".join(f"{cell.place}“{case.value(cell.id).text}”" for cell in cells[:_MANY])
    listed = listed.replace(f"、{table.name}", "、")
    return f"{listed}{f'等{len(cells)}格' if len(cells) > _MANY else ''}"


def _meant(case: Case, cells: list[Cell]) -> str:
    numbers = (case.number(cell.id) for cell in cells)
    return "、".join(print_number(number) for number in numbers if number is not None)


# ------------------------------------------------------------------ cells, rows and labels


def _cells(case: Case, table: Table, wanted: Callable[[Cell, Value], bool]) -> dict[CellId, Cell]:
    values = case.report.values
    return {name: cell for name, cell in table.cells.items() if wanted(cell, values[name])}


def _by_row(cells: Iterable[Cell]) -> list[list[Cell]]:
    rows: dict[str, list[Cell]] = {}
    for cell in cells:
        rows.setdefault(cell.row_key, []).append(cell)
    return list(rows.values())


def _names(cells: Iterable[Cell]) -> tuple[str, ...]:
    return tuple(cell.id for cell in cells)


def _row_name(table: Table, cell: Cell) -> str:
    """Return what people call the row of a cell; in table 4 it is the group of columns."""
    if cell.row.key:
        return cell.row.spoken
    return table.blocks[0].columns.path(cell.column.key)[-2].spoken


def _spot(table: Table, row: list[Cell]) -> str:
    """Word some cells of one row: 表三“新收”行的自然人、商业企业."""
    if len(row) == 1:
        return row[0].place
    unit = "行" if row[0].row.key else "组"
    start = f"{table.name}“{_row_name(table, row[0])}”{unit}"
    if len(row) == sum(cell.row_key == row[0].row_key for cell in table.cells.values()):
        return f"{start}{len(row)}格全部"
    return f"{start}的{'、'.join(cell.column.spoken for cell in row)}"


def _rows_spot(table: Table, rows: list[list[Cell]]) -> str:
    named = "、".join(f"“{_row_name(table, row[0])}”" for row in rows[:_MANY])
    return f"{table.name}有{len(rows)}行（{named}等）共{sum(map(len, rows))}格没有填数"


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
