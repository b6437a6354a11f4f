"""One official table on a sheet: labels, figures, totals as formulas, checks beside the print.

>>> write_table(sheet, styles, report, "t3")  # doctest: +SKIP
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from reportkit.exporters._xlsx_style import LINE, POINTS_A_CHARACTER, Styles, prepare
from reportkit.grid import GridCell, Role, layout, with_texts
from reportkit.readers._sheet import number_text
from reportkit.recognise.own_form import CHECKS, TABLE_TOP, UNREAD_TEXT
from reportkit.text import Kind
from reportkit.views import sheet as measures

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reportkit.form import CellId, Equation
    from reportkit.grid import Grid
    from reportkit.report import Report, Value

__all__ = ["write_table"]

_TOP = TABLE_TOP - 1  # from 0, as xlsxwriter counts
_LARGEST = 10**12
_PADDING = 6.0  # points left and right of a cell's text, together
_MEANINGS = {
    "E1": "新收＋上年结转＝办理结果总计＋结转下年度",
    "E2": "各项办理结果之和＝办理结果总计",
    "E4": "各项结果之和＝总计",
}
_COUNTED = {"count": ("integer", ">=", 0), "delta": ("integer", ">=", -_LARGEST),
            "money": ("decimal", ">=", 0)}  # fmt: skip
_ASKED = {
    "count": ("请填整数", "这里应填不小于0的整数，不带单位。没有数据可以留空。"),
    "delta": ("请填整数", "这里应填整数，减少的填负数，例如 -3。没有数据可以留空。"),
    "money": ("请填金额", "这里应填不小于0的数，单位为万元，最多六位小数。没有数据可以留空。"),
}


@dataclass(frozen=True, slots=True)
class _Figures:
    """The figures of a table as Excel sees them: only what is written as a number counts."""

    values: Mapping[CellId, Value]

    def number(self, name: CellId) -> Decimal | None:
        """Return the number that the cell is written with, or None."""
        value = self.values[name]
        if value.number is None or not _is_plain(value.text):
            return None
        return Decimal(value.text)

    def total(self, names: Iterable[CellId]) -> Decimal | None:
        """Add up as the formula does; None where it shows nothing."""
        found = [n for n in map(self.number, names) if n is not None]
        return sum(found, Decimal(0)) if found else None


def _is_plain(text: str) -> bool:
    """Whether a text written as a number is read back as the same text."""
    try:
        number = float(text)
    except ValueError:
        return False
    return abs(number) < _LARGEST and number_text(number) == text


def write_table(sheet: Any, styles: Styles, report: Report, key: str) -> None:  # noqa: ANN401  xlsxwriter
    """Write one table of a report.

    Parameters
    ----------
    sheet
        An empty sheet.
    styles
        The workbook's formats.
    report
        What is filled in.
    key
        ``"t2"``, ``"t3"`` or ``"t4"``.
    """
    table = report.tables[key]
    grid = with_texts(layout(table), lambda name: report.values[name].text)
    places = {cell.cell: cell for cell in grid.cells if cell.cell}
    figures = _Figures(report.values)
    size = measures.table_size(grid)
    widths = measures.column_widths(grid)
    formulas = _formulas(table.equations, places, figures)
    heading = report.form.section(table.section).heading
    _head(sheet, styles, heading, grid, totals=bool(formulas))
    for cell in grid.cells:
        if cell.cell is None:
            width = sum(widths[cell.column : cell.column + cell.colspan])
            _label(sheet, styles, cell, size, (width - _PADDING) / size)
        else:
            holds = table.cells[cell.cell].holds
            formula = formulas.get(cell.cell)
            _value(sheet, styles, cell, report.values[cell.cell], formula, size=size)
            _ask(sheet, cell, holds, locked=cell.cell in formulas)
    _checks(sheet, styles, table.equations, grid, figures)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width / POINTS_A_CHARACTER)
    for row, height in enumerate(_heights(grid, widths, size), start=_TOP):
        sheet.set_row(row, height)
    prepare(sheet, _TOP + grid.height, grid.width)
    first = min((cell.row for cell in places.values()), default=0)
    stub = min((cell.column for cell in places.values()), default=0)
    if grid.header_rows:
        sheet.repeat_rows(_TOP, _TOP + grid.header_rows - 1)
        sheet.freeze_panes(_TOP + first, stub)
    else:
        sheet.freeze_panes(_TOP, 0)


def _head(sheet: Any, styles: Styles, heading: str, grid: Grid, *, totals: bool) -> None:  # noqa: ANN401  xlsxwriter
    last = grid.width - 1
    sums = "灰色的格是合计，由公式算出。" if totals else ""
    note = f"请填浅黄色的格，没有数据留空，确实为零填 0。{sums}"
    sheet.merge_range(0, 0, 0, last, heading, styles.get("title"))
    sheet.merge_range(1, 0, 1, last, note, styles.get("note"))
    sheet.set_row(0, 30)
    sheet.set_row(1, 26)


def _label(sheet: Any, styles: Styles, cell: GridCell, size: float, room: float) -> None:  # noqa: ANN401  xlsxwriter
    """Write a label, broken where words end if its cell is narrow (`room` in em)."""
    left = cell.role is Role.STUB and cell.rowspan == 1
    style = styles.get("label", font_size=size, **({"align": "left"} if left else {}))
    text = "\n".join(measures.label_lines(cell.text, room))
    row, column = _TOP + cell.row, cell.column
    if cell.rowspan * cell.colspan > 1:
        end = (row + cell.rowspan - 1, column + cell.colspan - 1)
        sheet.merge_range(row, column, *end, "", style)
    sheet.write_string(row, column, text, style)


def _value(  # noqa: PLR0913  one cell with all that stands in it
    sheet: Any,  # noqa: ANN401  xlsxwriter
    styles: Styles,
    cell: GridCell,
    value: Value,
    formula: tuple[str, Decimal | None] | None,
    *,
    size: float,
) -> None:
    style = styles.get("total" if formula else "value", font_size=size)
    row, column = _TOP + cell.row, cell.column
    if cell.colspan > 1:
        sheet.merge_range(row, column, row, column + cell.colspan - 1, "", style)
    if formula:
        written, result = formula
        shown = "" if result is None else float(result)
        sheet.write_formula(row, column, written, style, shown)
    elif value.kind is Kind.UNREADABLE:
        sheet.write_string(row, column, UNREAD_TEXT, style)
    elif value.kind is Kind.NUMBER and _is_plain(value.text):
        sheet.write_number(row, column, float(value.text), style)
    elif value.text:
        sheet.write_string(row, column, value.text, style)
    else:
        sheet.write_blank(row, column, None, style)


def _ask(sheet: Any, cell: GridCell, holds: str, *, locked: bool) -> None:  # noqa: ANN401  xlsxwriter
    """Warn of what is no number; a slash that is meant can still be kept."""
    if locked or holds not in _COUNTED:
        return
    kind, criteria, least = _COUNTED[holds]
    title, message = _ASKED[holds]
    sheet.data_validation(
        _TOP + cell.row, cell.column, _TOP + cell.row, cell.column,
        {"validate": kind, "criteria": criteria, "value": least, "ignore_blank": True,
         "error_type": "warning", "error_title": title, "error_message": message},
    )  # fmt: skip


# ---------------------------------------------------------------- formulas


def _formulas(
    equations: Iterable[Equation], places: Mapping[CellId, GridCell], figures: _Figures
) -> dict[CellId, tuple[str, Decimal | None]]:
    """Return formula and result of each total whose formula gives what is printed."""
    found: dict[CellId, tuple[str, Decimal | None]] = {}
    for equation in equations:
        total = equation.right[0]
        if len(equation.right) > 1 or total in found:
            continue
        result = figures.total(equation.left)
        printed = figures.values[total]
        same = printed.kind is Kind.BLANK if result is None else figures.number(total) == result
        if same:
            parts = _ranges([places[name] for name in equation.left])
            found[total] = (f'=IF(COUNT({parts})=0,"",SUM({parts}))', result)
    return found


def _ranges(cells: Sequence[GridCell]) -> str:
    """Write places as ranges, cells below or beside each other in one."""
    left = sorted({(cell.column, cell.row) for cell in cells})
    runs: list[list[tuple[int, int]]] = []
    for column, row in left:
        if (
            runs
            and runs[-1][-1] in {(column, row - 1), (column - 1, row)}
            and _straight(runs[-1], column, row)
        ):
            runs[-1].append((column, row))
        else:
            runs.append([(column, row)])
    return ",".join(
        _name(*run[0]) if len(run) == 1 else f"{_name(*run[0])}:{_name(*run[-1])}" for run in runs
    )


def _straight(run: Sequence[tuple[int, int]], column: int, row: int) -> bool:
    return all(c == column for c, _ in run) or all(r == row for _, r in run)


def _name(column: int, row: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{_TOP + row + 1}"


# ---------------------------------------------------------------- checks


def _checks(
    sheet: Any,  # noqa: ANN401  xlsxwriter
    styles: Styles,
    equations: Sequence[Equation],
    grid: Grid,
    figures: _Figures,
) -> None:
    """Write what says whether an equation holds: beside its row, or below its column."""
    if not equations:
        return
    places = {cell.cell: cell for cell in grid.cells if cell.cell}
    below: dict[str, int] = {}
    for equation in equations:
        last = places[equation.right[0]]
        if equation.kind == "E3":
            row, column = last.row, grid.width
            _once(sheet, styles, grid)
        else:
            row = grid.height + 1 + below.setdefault(equation.kind, len(below))
            column = last.column
            label = styles.get("check label", text_wrap=False)
            sheet.write_string(_TOP + row, 0, f"{CHECKS}　{_MEANINGS[equation.kind]}", label)
        formula, result = _check(equation, places, figures)
        sheet.write_formula(_TOP + row, column, formula, styles.get("check"), result)


def _once(sheet: Any, styles: Styles, grid: Grid) -> None:  # noqa: ANN401  xlsxwriter
    sheet.write_string(_TOP, grid.width, CHECKS, styles.get("check label"))
    sheet.set_column(grid.width, grid.width, 10)


def _check(
    equation: Equation, places: Mapping[CellId, GridCell], figures: _Figures
) -> tuple[str, str]:
    """Return the formula that compares both sides, and what it shows now."""
    left = _ranges([places[name] for name in equation.left])
    right = _ranges([places[name] for name in equation.right])
    gap = f"SUM({left})-SUM({right})"
    formula = f'=IF(COUNT({left},{right})=0,"",IF(ROUND({gap},6)=0,"✓","差"&({gap})))'
    sums = figures.total(equation.left), figures.total(equation.right)
    if sums == (None, None):
        return formula, ""
    difference = (sums[0] or Decimal(0)) - (sums[1] or Decimal(0))
    return formula, f"差{number_text(float(difference))}" if difference else "✓"


def _heights(grid: Grid, widths: Sequence[float], size: float) -> list[float]:
    """Return heights in which every label fits, merged ones spread over their rows."""
    heights = [size * LINE + 6] * grid.height
    for cell in sorted(grid.cells, key=lambda cell: cell.rowspan):
        room = (sum(widths[cell.column : cell.column + cell.colspan]) - _PADDING) / size
        broken = measures.label_lines(cell.text, room)
        lines = sum(-(-measures.em_width(line) // max(1.0, room)) for line in broken)
        rows = range(cell.row, cell.row + cell.rowspan)
        lacking = lines * size * LINE + 6 - sum(heights[row] for row in rows)
        if lacking > 0:
            for row in rows:
                heights[row] += lacking / len(rows)
    return heights
