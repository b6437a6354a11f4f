"""Report -> Excel: the official form on three sheets with live totals, and the text on a first one.

A total is written as a formula, with its value, only where the printed total is the sum; another
printed total stays as it stands.  A column of table 3 whose balance does not hold turns red.

>>> render(report)[:2]  # doctest: +SKIP
b'PK'
"""

from __future__ import annotations

import datetime
import io
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from reportkit._optional import require
from reportkit.grid import Grid, GridCell, Role
from reportkit.report import Report
from reportkit.text import Kind
from reportkit.views import sheet
from reportkit.views.parts import PartKind, parts
from reportkit.views.table import table as table_grid

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reportkit.form import CellId, Equation, Form

__all__ = ["blank_form", "render"]

_POINTS_A_CHARACTER = 5.5  # Excel measures columns in digits of its standard font
_TEXT_COLUMN = 84
_MOST = 2**53  # Excel counts in floating point; what is larger is kept as text
_FONT = {"font_name": "仿宋", "valign": "vcenter", "text_wrap": True}


def render(report: Report) -> bytes:
    """Write a report as a workbook: 正文, 表二, 表三 and 表四.

    Parameters
    ----------
    report
        The report.

    Returns
    -------
    bytes
        The same for the same report.

    Raises
    ------
    MissingLibrary
        If xlsxwriter is not installed.
    """
    return _workbook(report, blank=False)


def blank_form(form: Form) -> bytes:
    """Write an empty form to fill in: totals are formulas, cells accept only what they may hold.

    Parameters
    ----------
    form
        The form of one format.
    """
    return _workbook(Report.empty(form), blank=True)


def _workbook(report: Report, *, blank: bool) -> bytes:
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with require("xlsxwriter", extra="export").Workbook(buffer, options) as book:
        # A fixed day, so that the same report gives the same bytes.
        created = report.issued_on or datetime.date(2000, 1, 1)
        title = next(part.text for part in parts(report) if part.kind is PartKind.TITLE)
        moment = datetime.datetime.combine(created, datetime.time())
        book.set_properties({"title": title, "author": "", "created": moment})
        if not blank:
            _text_sheet(book, report)
        for key in report.tables:
            _Form(book, report, key, blank=blank).write()
    return buffer.getvalue()


def _text_sheet(book: Any, report: Report) -> None:  # noqa: ANN401  xlsxwriter is untyped
    page = book.add_worksheet("正文")
    page.set_column(0, 0, _TEXT_COLUMN)
    looks = {
        PartKind.TITLE: book.add_format(
            {**_FONT, "font_size": 18, "bold": True, "align": "center"}
        ),
        PartKind.HEADING: book.add_format({**_FONT, "font_size": 14, "bold": True}),
        PartKind.TEXT: book.add_format({**_FONT, "font_size": 12, "indent": 2}),
    }
    closing = book.add_format({**_FONT, "font_size": 12, "align": "right"})
    shown = [part for part in parts(report) if part.kind is not PartKind.TABLE]
    for row, part in enumerate(shown):
        look = looks.get(part.kind, closing)
        page.write_string(row, 0, part.text, look)
        page.set_row(row, 22 * max(1, -int(-sheet.em_width(part.text) * 2 // _TEXT_COLUMN)))
    _print_setup(page)


def _print_setup(page: Any) -> None:  # noqa: ANN401  xlsxwriter is untyped
    page.set_paper(9)  # A4
    page.set_margins(left=0.8, right=0.8, top=1.0, bottom=1.0)
    page.fit_to_pages(1, 0)


class _Form:
    """One table of a report on a sheet of its own; its heading stands in the first row."""

    def __init__(self, book: Any, report: Report, key: str, *, blank: bool) -> None:  # noqa: ANN401  xlsxwriter is untyped
        self._report, self._form, self._blank = report, report.tables[key], blank
        self._page = book.add_worksheet(self._form.name)
        self._grid: Grid = table_grid(report, key)
        size = sheet.table_size(self._grid)
        base = {**_FONT, "border": 1, "font_size": size}
        self._label = book.add_format({**base, "align": "left"})
        self._middle = book.add_format({**base, "align": "center"})
        self._open = book.add_format({**base, "align": "center", "locked": False})
        self._total = book.add_format({**base, "align": "center", "bg_color": "#EDEDED"})
        self._heading = book.add_format({**_FONT, "font_size": 14, "bold": True})
        self._wrong = book.add_format({"bg_color": "#FDE3E1", "font_color": "#8C0016"})
        self._places = {c.cell: (c.row + 1, c.column) for c in self._grid.cells if c.cell}

    def write(self) -> None:
        """Write heading, cells, totals, rules for entry and the page setup."""
        section = self._report.form.section(self._form.section)
        self._page.merge_range(0, 0, 0, self._grid.width - 1, section.heading, self._heading)
        formulas = dict(self._formulas())
        for cell in self._grid.cells:
            self._write_cell(cell, formulas)
        self._measure()
        self._balance()
        self._page.freeze_panes(1 + self._grid.header_rows, 0)
        self._page.repeat_rows(0, self._grid.header_rows)
        _print_setup(self._page)

    def _write_cell(self, cell: GridCell, formulas: Mapping[CellId, tuple[str, Any]]) -> None:
        top, left = cell.row + 1, cell.column
        look = self._look(cell, formulas)
        if cell.rowspan > 1 or cell.colspan > 1:
            bottom, right = top + cell.rowspan - 1, left + cell.colspan - 1
            self._page.merge_range(top, left, bottom, right, "", look)
        if cell.cell is None:
            self._page.write_string(top, left, cell.text, look)
        elif cell.cell in formulas:
            formula, value = formulas[cell.cell]
            self._page.write_formula(top, left, formula, look, value)
        else:
            self._write_value(cell, top, left, look)
            self._accept(cell.cell, top, left)

    def _look(self, cell: GridCell, formulas: Mapping[CellId, tuple[str, Any]]) -> Any:  # noqa: ANN401  xlsxwriter is untyped
        if cell.cell in formulas:
            return self._total
        if cell.cell:
            return self._open
        return self._label if cell.role is Role.STUB and cell.rowspan == 1 else self._middle

    def _write_value(self, cell: GridCell, row: int, column: int, look: Any) -> None:  # noqa: ANN401  xlsxwriter is untyped
        number = self._report.number(str(cell.cell))
        if number is None and not cell.text:
            self._page.write_blank(row, column, None, look)
        elif number is None or not _is_exact(number):
            self._page.write_string(row, column, cell.text, look)
        else:
            self._page.write_number(row, column, number, look)

    def _accept(self, name: CellId, row: int, column: int) -> None:
        """Let Excel refuse what the cell may not hold."""
        holds = self._form.cells[name].holds
        if holds in {"count", "money"}:
            self._page.data_validation(row, column, row, column, {
                "validate": "integer" if holds == "count" else "decimal",
                "criteria": ">=",
                "value": 0,
                "error_title": "请填数字",
                "error_message": "这一格填不小于0的整数，没有的填0。" if holds == "count"
                else "这一格填不小于0的数，单位：万元，没有的填0。",
            })  # fmt: skip

    def _formulas(self) -> Iterator[tuple[CellId, tuple[str, Any]]]:
        """Yield the totals that are the sum they should be, or all of them in a blank form."""
        for equation in self._form.equations:
            if len(equation.right) == 1:
                total = self._report.values[equation.right[0]]
                parts = [self._report.values[name] for name in equation.left]
                sound = all(value.kind is Kind.NUMBER and value.plain for value in (*parts, total))
                numbers = [value.number for value in parts if value.number is not None]
                if self._blank or (sound and sum(numbers) == total.number):
                    yield equation.right[0], (self._sum(equation), total.number or 0)

    def _sum(self, equation: Equation) -> str:
        """Write the sum of an equation's left side, runs of cells as ranges."""
        xl = require("xlsxwriter.utility", extra="export")
        runs: list[list[tuple[int, int]]] = []
        for place in sorted(self._places[name] for name in equation.left):
            if runs and _follows(runs[-1], place):
                runs[-1].append(place)
            else:
                runs.append([place])
        ranges = (xl.xl_range(*run[0], *run[-1]) for run in runs)
        return f"=SUM({','.join(ranges)})"

    def _balance(self) -> None:
        """Colour the cells of a balance (E1) that does not hold."""
        xl = require("xlsxwriter.utility", extra="export")
        for equation in self._form.equations:
            if len(equation.right) > 1:
                left, right = (
                    "+".join(xl.xl_rowcol_to_cell(*self._places[name]) for name in side)
                    for side in (equation.left, equation.right)
                )
                rule = {"type": "formula", "criteria": f"={left}<>{right}", "format": self._wrong}
                for name in equation.cells:
                    self._page.conditional_format(*self._places[name], *self._places[name], rule)

    def _measure(self) -> None:
        """Set widths, and heights by the lines that labels need: Excel does not do it itself."""
        widths, size = sheet.column_widths(self._grid), sheet.table_size(self._grid)
        for column, width in enumerate(widths):
            self._page.set_column(column, column, width / _POINTS_A_CHARACTER)
        lines = [1.0] * self._grid.height
        for cell in self._grid.cells:
            need = -int(-sheet.em_width(cell.text) // (sheet.room(cell, widths, size) * 0.9))
            for row in range(cell.row, cell.row + cell.rowspan):
                lines[row] = max(lines[row], need / cell.rowspan)
        for row, count in enumerate(lines, start=1):
            self._page.set_row(row, size * (1.4 * count + 0.6))


def _is_exact(number: int | Decimal) -> bool:
    """Whether Excel, which counts in floating point, keeps every digit."""
    return -_MOST < number < _MOST and Decimal(repr(float(number))) == number


def _follows(run: list[tuple[int, int]], place: tuple[int, int]) -> bool:
    """Whether `place` lies behind the run in its row, or below it in its column."""
    (row, column), last = run[0], run[-1]
    in_row = place == (last[0], last[1] + 1) and last[0] == row
    return in_row or (place == (last[0] + 1, last[1]) and last[1] == column)
