"""A graded class as a page and as an Excel workbook: table, people × rules, hardest rules.

Every coloured cell has its word or sign too, so the colours may be missed.

>>> write_results(result, "成绩.xlsx")  # doctest: +SKIP
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportkit import store
from reportkit._optional import require
from reportkit.catalogue import catalogue
from reportkit.lessons._marking import Outcome
from reportkit.views.html import Html, tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportkit.lessons.trainer._grading import ClassResult, Graded

__all__ = ["to_html", "write_results"]

_SIGNS = {
    Outcome.RIGHT: "✓",
    Outcome.WRONG: "✗",
    Outcome.NOT_ATTEMPTED: "○",
    Outcome.UNCHECKABLE: "？",
}
_COLOURS = {
    Outcome.RIGHT: "#D9EAD3",
    Outcome.WRONG: "#F9CB9C",
    Outcome.NOT_ATTEMPTED: "#EEEEEE",
    Outcome.UNCHECKABLE: "#D0E0F5",
}
_LEGEND = "✓ 对　✗ 找到了但规则或者写法不对　○ 没有找到　？ 无法判定"
_HEADER = ("名次", "姓名", "试卷", "得分", "满分", "百分比", "误报", "文件")


def _line(place: int, row: Graded) -> tuple[object, ...]:
    return (
        place,
        row.sheet.name or "（没有写姓名）",
        row.sheet.paper,
        row.marked.points,
        row.marked.most,
        row.percent,
        len(row.marked.false_alarms) + len(row.marked.unknown),
        row.sheet.file,
    )


def _places(rows: Sequence[Graded]) -> list[int]:
    """Return the place of each row; the same share is the same place."""
    return [sum(other.percent > row.percent for other in rows) + 1 for row in rows]


def to_html(result: ClassResult) -> str:
    """Return the whole result as a piece of a page."""
    average = result.average
    head = (
        f"共批改{len(result.rows)}份答卷，平均{average:.0f}分（按百分制）。"
        if average is not None
        else "没有批改出答卷。"
    )
    pieces = [tag("p", head)]
    if result.rows:
        lines = [_line(*pair) for pair in zip(_places(result.rows), result.rows, strict=True)]
        pieces += [tag("h4", "成绩"), _table(_HEADER, lines)]
        pieces += [tag("h4", "每个人、每条规则"), tag("p", _LEGEND), _heat_map(result)]
        pieces += [tag("h4", "最难的规则"), _table(_HARD, _hard_lines(result))]
    if result.refused:
        lines = [(item.file, item.reason) for item in result.refused]
        pieces += [tag("h4", "没有批改的文件"), _table(("文件", "原因"), lines)]
    return str(tag("div", *pieces, style="font-size:14px;line-height:1.6"))


_HARD = ("规则", "内容", "问到", "答对", "答对率", "没有找到")


def _hard_lines(result: ClassResult) -> list[tuple[object, ...]]:
    return [
        (item.rule, catalogue()[item.rule].statement, item.asked, item.right,
         f"{item.share * 100:.0f}%", item.missed)
        for item in result.hardest
    ]  # fmt: skip


_CELL = "border:1px solid #999;padding:2px 8px;text-align:{}"


def _table(header: Sequence[str], lines: Iterable[Sequence[object]]) -> Html:
    head = tag(
        "tr", *(tag("th", name, scope="col", style=_CELL.format("center")) for name in header)
    )
    body = [
        tag("tr", *(
            tag("td", str(item), style=_CELL.format("right" if isinstance(item, int) else "left"))
            for item in line
        ))
        for line in lines
    ]  # fmt: skip
    return _scrolled(tag("table", tag("thead", head), tag("tbody", *body), style=_COLLAPSE))


_COLLAPSE = "border-collapse:collapse;color:#000;background:#fff"


def _scrolled(table: Html) -> Html:
    return tag(
        "div", table, style="overflow-x:auto", tabindex="0", role="region", aria_label="表格"
    )


def _heat_map(result: ClassResult) -> Html:
    names = [tag("th", rule, scope="col", style=_CELL.format("center")) for rule in result.rules]
    head = tag("tr", tag("th", "姓名", scope="col", style=_CELL.format("center")), *names)
    body = []
    for row in result.rows:
        cells = [
            tag("th", row.sheet.name or row.sheet.file, scope="row", style=_CELL.format("left"))
        ]
        for rule in result.rules:
            outcome = row.outcomes.get(rule)
            colour = f";background:{_COLOURS[outcome]}" if outcome else ""
            said = {"title": f"{rule}：{outcome.label}"} if outcome else {}
            sign = _SIGNS[outcome] if outcome else ""
            cells.append(tag("td", sign, style=_CELL.format("center") + colour, **said))
        body.append(tag("tr", *cells))
    return _scrolled(tag("table", tag("thead", head), tag("tbody", *body), style=_COLLAPSE))


def write_results(result: ClassResult, path: str | Path) -> Path:
    """Write the class as an Excel workbook: 成绩、人和规则、难点、没有批改.

    Raises
    ------
    StoreError
        If the place cannot be written to.
    MissingLibrary
        If xlsxwriter is not installed.
    """
    xlsxwriter = require("xlsxwriter", extra="xlsx")
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        lines = [_line(*pair) for pair in zip(_places(result.rows), result.rows, strict=True)]
        _sheet(book, "成绩", _HEADER, lines, (6, 16, 16, 8, 8, 8, 8, 36))
        _heat_sheet(book, result)
        _sheet(book, "难点", _HARD, _hard_lines(result), (10, 70, 8, 8, 8, 10))
        refused = [(item.file, item.reason) for item in result.refused]
        _sheet(book, "没有批改的文件", ("文件", "原因"), refused, (40, 80))
    return store.write_atomically(Path(path), buffer.getvalue())


def _sheet(
    book: Any,  # noqa: ANN401  xlsxwriter
    name: str,
    header: Sequence[str],
    lines: Iterable[Sequence[object]],
    widths: Sequence[int],
) -> None:
    page = book.add_worksheet(name)
    cell = {"border": 1, "text_wrap": True, "valign": "top"}
    head = book.add_format({**cell, "bold": True, "bg_color": "#DDDDDD"})
    plain = book.add_format(cell)
    for column, (title, width) in enumerate(zip(header, widths, strict=True)):
        page.set_column(column, column, width)
        page.write_string(0, column, title, head)
    for row, line in enumerate(lines, start=1):
        for column, item in enumerate(line):
            if isinstance(item, int):
                page.write_number(row, column, item, plain)
            else:
                page.write_string(row, column, str(item), plain)
    page.freeze_panes(1, 0)


def _heat_sheet(book: Any, result: ClassResult) -> None:  # noqa: ANN401  xlsxwriter
    page = book.add_worksheet("人和规则")
    cell = {"border": 1, "align": "center"}
    head = book.add_format({**cell, "bold": True, "bg_color": "#DDDDDD"})
    colours = {o: book.add_format({**cell, "bg_color": _COLOURS[o]}) for o in Outcome}
    plain = book.add_format(cell)
    page.set_column(0, 0, 18)
    page.set_column(1, max(len(result.rules), 1), 7)
    page.write_string(0, 0, "姓名", head)
    for column, rule in enumerate(result.rules, start=1):
        page.write_string(0, column, rule, head)
    for row, graded in enumerate(result.rows, start=1):
        page.write_string(row, 0, graded.sheet.name or graded.sheet.file, plain)
        for column, rule in enumerate(result.rules, start=1):
            outcome = graded.outcomes.get(rule)
            if outcome:
                page.write_string(row, column, _SIGNS[outcome], colours[outcome])
            else:
                page.write_blank(row, column, None, plain)
    page.write_string(len(result.rows) + 2, 0, _LEGEND)
    page.freeze_panes(1, 1)
