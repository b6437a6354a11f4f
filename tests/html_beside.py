"""One table of a report as HTML with more in it than the form has, as some offices print it."""

from __future__ import annotations

from dataclasses import replace
from html import escape

from html_tables import Table, rows_of, spans, table_html
from reportkit.grid import Grid, GridCell, Role

_DEEP, _WIDE = 28, 10  # table 3


def _has_figures(row: list[GridCell]) -> bool:
    return any(cell.role is Role.VALUE for cell in row)


def _with_column(grid: Grid, name: str, at: int, texts: list[str]) -> str:
    """Add a column to table 3: `at` in front of the labels (0), of the figures (1) or at the end."""
    if grid.width != _WIDE:
        return spans(grid)
    rows, left = rows_of(grid), list(texts)
    for row in rows:
        if _has_figures(row):
            text = left.pop(0) if left else ""
            first = next(i for i, cell in enumerate(row) if cell.role is Role.VALUE)
            row.insert((0, first, len(row))[at], replace(row[0], text=text, rowspan=1, colspan=1))
    heading = replace(rows[0][0], text=name, rowspan=grid.header_rows, colspan=1)
    rows[0].insert((0, 1, len(rows[0]))[at], heading)
    return table_html(rows)


def numbered(grid: Grid) -> str:
    """A column 序号 in front."""
    return _with_column(grid, "序号", 0, [str(n) for n in range(1, _DEEP)])


def coded(grid: Grid) -> str:
    """A column 行次 between labels and figures."""
    return _with_column(grid, "行次", 1, [f"{n:02d}" for n in range(1, _DEEP)])


def shares(grid: Grid) -> str:
    """A column 占比 behind 总计."""
    return _with_column(grid, "占比", 2, [f"{n}.5%" for n in range(1, _DEEP)])


def last_year(grid: Grid) -> str:
    """A column 上年数 behind 总计."""
    return _with_column(grid, "上年数", 2, [str(n % 4) for n in range(1, _DEEP)])


def remarks(grid: Grid) -> str:
    """A column 备注 behind 总计, words in some rows."""
    return _with_column(grid, "备注", 2, ["见附件", "", "含上年转来3件", "", "", "已公开"])


def column_numbers(grid: Grid) -> str:
    """A line that numbers the columns below the heading."""
    rows: Table = rows_of(grid)
    if grid.header_rows:
        one = replace(rows[-1][-1], role=Role.HEADER, rowspan=1, colspan=1)
        stub = [replace(one, text="栏次", colspan=3)] if grid.width == _WIDE else []
        count = grid.width - 3 * len(stub)
        rows.insert(grid.header_rows, stub + [replace(one, text=str(n + 1)) for n in range(count)])
    return table_html(rows)


def results_in_rows(grid: Grid) -> str:
    """Table 4 with its groups of cases as rows."""
    if grid.header_rows == 0 or grid.width == _WIDE:
        return spans(grid)
    rows = rows_of(grid)
    one = replace(rows[-1][0], text="", role=Role.STUB)
    figures, leaves = rows[-1], rows[1][:5]
    names = [[replace(one, text=rows[0][0].text, colspan=2)],
             [replace(one, text=rows[0][1].text, rowspan=2), replace(one, text=rows[1][5].text)],
             [replace(one, text=rows[1][6].text)]]  # fmt: skip
    top = [replace(one, text="类别", colspan=2), *(replace(c, rowspan=1) for c in leaves)]
    return table_html([top, *(n + figures[5 * i : 5 * i + 5] for i, n in enumerate(names))])


def named_results(grid: Grid) -> str:
    """The only row of table 4 has a name, 件数."""
    rows = rows_of(grid)
    if grid.header_rows and grid.width != _WIDE:
        name = replace(rows[0][0], text="类别", rowspan=grid.header_rows, colspan=1)
        rows[0].insert(0, name)
        rows[-1].insert(0, replace(name, text="件数", rowspan=1))
    return table_html(rows)


def top_broken(grid: Grid) -> str:
    """The words of the uppermost heading of table 4 stand in two rows."""
    rows = rows_of(grid)
    if grid.header_rows == 0 or grid.width == _WIDE:
        return spans(grid)
    pieces = [[replace(cell, text=cell.text[a:b]) for cell in rows[0]] for a, b in ((0, 2), (2, 4))]
    return table_html([*pieces, *rows[1:]])


def noted(grid: Grid) -> str:
    """Labels carry the marks of notes."""

    def inner(cell: GridCell) -> str:
        mark = "" if cell.role is Role.VALUE else "<sup>①</sup>" if len(cell.text) > 5 else "*"
        return escape(cell.text) + mark

    return table_html(rows_of(grid), inner)


def figures_below(grid: Grid) -> str:
    """Figures stand one line below their label, which reaches down to them."""
    out: Table = []
    for row in rows_of(grid):
        if not _has_figures(row) or grid.width != _WIDE:
            out.append(row)
            continue
        labels = [replace(cell, rowspan=2 * cell.rowspan) for cell in row if cell.role is Role.STUB]
        figures = [cell for cell in row if cell.role is Role.VALUE]
        out += [labels + [replace(cell, text="") for cell in figures], figures]
    return table_html(out)
