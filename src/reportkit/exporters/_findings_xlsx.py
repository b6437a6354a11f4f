"""Checked files -> a workbook to work through: summary, findings, undecided rules, unread rows.

Text is written as text and never as a formula or a link, whatever it looks like.  This module
words nothing of its own but the headings.

>>> render(rows)[:2]  # doctest: +SKIP
b'PK'
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reportkit._optional import require
from reportkit.catalogue import catalogue
from reportkit.finding import Severity
from reportkit.views import words
from reportkit.views.sheet import em_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reportkit.finding import Finding
    from reportkit.results import Checked

__all__ = ["render"]

_LINE, _HIGHEST = 15.0, 400.0  # points; Excel refuses rows above 409
_MOST = 32_000  # characters of a cell; Excel refuses files with more than 32,767
_IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_COLOURS = {Severity.ERROR: "#FDE3E1", Severity.WARNING: "#FFF2CC", Severity.INFO: "#E6F0FF"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """One sheet: its name, headings with widths in characters, and its rows."""

    name: str
    columns: tuple[tuple[str, int], ...]
    rows: list[tuple[object, ...]]


def render(rows: Sequence[Checked]) -> bytes:
    """Write the workbook.

    Parameters
    ----------
    rows
        One a file, as `reportkit.results` has them; files that could not be read included.

    Raises
    ------
    MissingLibrary
        If xlsxwriter is not installed.
    """
    xlsxwriter = require("xlsxwriter", extra="export")
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"title": "年度报告检查结果"})
        styles = _styles(book)
        for sheet in (_summary(rows), _found(rows), _undecided(rows), _unread(rows)):
            _write(book.add_worksheet(sheet.name), sheet, styles)
    return buffer.getvalue()


def _styles(book: Any) -> dict[str, Any]:  # noqa: ANN401  untyped library
    cell = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#999999"}
    colours = {s.label: book.add_format({**cell, "bg_color": _COLOURS[s]}) for s in Severity}
    head = {**cell, "bold": True, "bg_color": "#DDDDDD"}
    return {"": book.add_format(cell), "head": book.add_format(head), **colours}


def _write(page: Any, sheet: _Sheet, styles: dict[str, Any]) -> None:  # noqa: ANN401  untyped library
    for place, (heading, width) in enumerate(sheet.columns):
        page.set_column(place, place, width)
        page.write_string(0, place, heading, styles["head"])
    widths = [width for _, width in sheet.columns]
    for line, row in enumerate(sheet.rows, start=1):
        page.set_row(line, _height(row, widths))
        for place, content in enumerate(row):
            if isinstance(content, int):
                page.write_number(line, place, content, styles[""])
            else:
                text = _IMPOSSIBLE.sub("", str(content or ""))[:_MOST]
                page.write_string(line, place, text, styles.get(text, styles[""]))
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, max(len(sheet.rows), 1), len(sheet.columns) - 1)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)


def _height(row: tuple[object, ...], widths: list[int]) -> float:
    """Return the height in points that shows the wrapped text whole; not every program finds it."""
    pairs = zip(row, widths, strict=True)
    lines = (-(-2 * em_width(str(text or "")) // (width - 1)) for text, width in pairs)
    return min(_LINE * max(1.0, *lines), _HIGHEST)


def _summary(rows: Sequence[Checked]) -> _Sheet:
    columns = (("文件", 36), ("单位", 24), ("年度", 8), *((s.label, 8) for s in Severity),
               ("经核实不作问题", 10), ("未读出", 8), ("未能判断", 10), ("说明", 48))  # fmt: skip
    return _Sheet(name="汇总", columns=columns, rows=[_standing(row) for row in rows])


def _standing(row: Checked) -> tuple[object, ...]:
    if row.error is not None:
        return (row.file, *[""] * 8, row.error)
    there = [finding.severity for finding in row.findings.open()]
    report = row.report
    return (
        row.file,
        report.agency if report else "",
        report.year if report and report.year else "",
        *(there.count(severity) for severity in Severity),
        len(row.findings.dismissed),
        len(row.findings.unread),
        len({item.rule for item in row.findings.not_assessable}),
        words.summary(row.findings),
    )


def _found(rows: Sequence[Checked]) -> _Sheet:
    columns = (("序号", 6), ("文件", 24), ("单位", 20), ("级别", 7), ("规则", 8), ("问题", 60),
               ("位置", 28), ("原文", 40), ("应为", 16), ("现为", 16), ("怎么改", 40), ("依据", 36),
               ("处理意见", 30))  # fmt: skip
    found = ((row, finding) for row in rows for finding in row.findings)
    lines = [(no, *_line(row, finding)) for no, (row, finding) in enumerate(found, start=1)]
    return _Sheet(name="问题", columns=columns, rows=lines)


def _line(row: Checked, finding: Finding) -> Iterator[object]:
    made = row.findings.decisions.get(finding.fingerprint)
    place = [fact.text for fact in words.facts(finding, row.report) if fact.name == "位置"]
    yield from (row.file, row.report.agency if row.report else "")
    yield from (finding.severity.label, finding.rule, finding.message)
    yield from (place[0] if place else "", finding.quote, finding.expected, finding.found)
    yield from (finding.fix, finding.basis, words.decided(made) if made else "")


def _undecided(rows: Sequence[Checked]) -> _Sheet:
    columns = (("文件", 36), ("规则", 8), ("规则内容", 60), ("待补材料", 40))
    lines: Iterable[tuple[object, ...]] = (
        (row.file, item.rule, catalogue()[item.rule].statement, item.needs)
        for row in rows
        for item in row.findings.not_assessable
    )
    return _Sheet(name="未能判断", columns=columns, rows=list(lines))


def _unread(rows: Sequence[Checked]) -> _Sheet:
    columns = (("文件", 36), ("没有读出的内容", 100))
    lines: list[tuple[object, ...]] = [
        (row.file, words.unread_sentence(item, row.report))
        for row in rows
        for item in row.findings.unread
    ]
    return _Sheet(name="未读出", columns=columns, rows=lines)
