"""Two years side by side, as tables: last year, this year, difference, share.

>>> from reportkit import form
>>> from reportkit.comparison import compare
>>> from reportkit.report import Report
>>> report = Report.empty(form.load("2021"), agency="某县某局", year=2023)
>>> "2023年" in comparison_html(compare(report, report.replace(year=2022)))
True
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportkit.grid import Grid, GridCell, Role
from reportkit.text import Kind, print_number
from reportkit.views.html import Html, Look, details, table, tag
from reportkit.views.table import UNREAD_TEXT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from reportkit.comparison import Comparison, Pair
    from reportkit.report import Value

__all__ = ["comparison_grids", "comparison_html"]

_BOX = "color:#1a1a1a;background-color:#ffffff;padding:8px 12px;font-size:14px;line-height:1.6"
_WARNED = "margin:2px 0;color:#8c0016;background-color:#ffffff"
_WIDTHS = (4.0, 1.0, 1.0, 1.0, 1.0)
_NOTE = (
    "“增减”是本年减上年，“幅度”以上年的数为100%；上年为0，或者有一年不是数字的，不计算。"
    "“—”表示算不出来。"
)
_ALL_COLUMNS = "tot"  # the column of table 3 that stands for all applicants
_UNKNOWN = "—"


def comparison_html(comparison: Comparison) -> Html:
    """Write both years with inline styles, for a notebook cell.

    Parameters
    ----------
    comparison
        What `reportkit.comparison.compare` gave.
    """
    warned = [tag("p", said, style=_WARNED) for said in comparison.objections]
    if comparison.left_out:
        named = "、".join(comparison.left_out)
        said = f"{named}两年的格式不同，栏目的含义不一样，没有列出。"
        warned.append(tag("p", said, style=_WARNED))
    shown = [table(grid, Look(widths=_WIDTHS)) for grid in comparison_grids(comparison)]
    folded = [
        details(f"{grid.caption}（点开查看）", table(grid, Look(caption=False, widths=_WIDTHS)))
        for grid in comparison_grids(comparison, every_column=True)
    ]
    note = tag("p", _NOTE, style="margin:4px 0 0;font-size:13px")
    return tag("div", *warned, *shown, *folded, note, style=_BOX)


def comparison_grids(comparison: Comparison, *, every_column: bool = False) -> tuple[Grid, ...]:
    """Lay out the comparison, one table for each table of the report.

    Parameters
    ----------
    comparison
        Both years.
    every_column
        Whether to give table 3 by kind of applicant; otherwise its totals, and the other tables.

    Returns
    -------
    tuple of Grid
        1 + rows × 5 each: what is counted, last year, this year, difference, share.  Rows that
        are 0 in both years are left out; how many, the caption says.
    """
    grids: list[Grid] = []
    for key, form in comparison.report.tables.items():
        pairs = [pair for pair in comparison if pair.cell.table == key]
        totals = [pair for pair in pairs if pair.cell.column.key == _ALL_COLUMNS]
        if totals:
            pairs = [pair for pair in pairs if pair not in totals] if every_column else totals
        if pairs and (totals or not every_column):
            title = comparison.report.form.section(form.section).title
            name = f"{form.name}　{title}"
            name += "：按申请人" if every_column else "（总计列）" if totals else ""
            grids.append(_grid(comparison, name, pairs))
    return tuple(grids)


def _grid(comparison: Comparison, name: str, pairs: Sequence[Pair]) -> Grid:
    shown = [pair for pair in pairs if not pair.nought]
    left = len(pairs) - len(shown)
    heads = ("项目", *_years(comparison), "增减", "幅度")
    cells = [
        GridCell(row=0, column=x, text=text, role=Role.HEADER if x else Role.CORNER)
        for x, text in enumerate(heads)
    ]
    for y, pair in enumerate(shown, start=1):
        cells += _line(y, pair)
    caption = f"{name}　（另有{left}项两年都是0，没有列出）" if left else name
    return Grid(cells=tuple(cells), header_rows=1, caption=caption)


def _line(y: int, pair: Pair) -> Iterator[GridCell]:
    name = pair.cell.place.partition("“")[2].rstrip("”").removesuffix(f"·{_total(pair)}")
    unit = "" if pair.cell.unit == "件" else f"（{pair.cell.unit}）"
    yield GridCell(row=y, column=0, text=name + unit, role=Role.STUB)
    texts = (
        _said(pair.before),
        _said(pair.now),
        _signed(pair.difference),
        _percent(pair.share),
    )
    for x, text in enumerate(texts, start=1):
        yield GridCell(row=y, column=x, text=text, role=Role.VALUE)


def _total(pair: Pair) -> str:
    """Return the name of the column of totals, which need not be said in each row."""
    return pair.cell.column.spoken if pair.cell.column.key == _ALL_COLUMNS else "\0"


def _years(comparison: Comparison) -> tuple[str, str]:
    before, now = comparison.previous.year, comparison.report.year
    return f"{before}年" if before else "上年", f"{now}年" if now else "本年"


def _said(value: Value | None) -> str:
    """Return what stood in a cell, or why nothing did."""
    if value is None:
        return "没有这一栏"
    if value.kind is Kind.UNREADABLE:
        return UNREAD_TEXT
    return value.shown or "空白"


def _signed(difference: int | Decimal | None) -> str:
    if difference is None:
        return _UNKNOWN
    sign = "+" if difference > 0 else ""
    return sign + print_number(difference)


def _percent(share: Decimal | None) -> str:
    if share is None:
        return _UNKNOWN
    return f"{share:+f}%" if share else "0%"
