"""For a notebook: the official tables with their marks, and a file beside what was read of it.

>>> from reportkit.finding import Findings
>>> marked_tables(report, Findings(items=()))  # doctest: +SKIP
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from reportkit import readers
from reportkit.document import Paragraph
from reportkit.finding import Severity
from reportkit.views import sheet, words
from reportkit.views.findings import badge
from reportkit.views.html import Html, Look, details, lines, table, tag
from reportkit.views.table import table as table_grid

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reportkit.document import Document
    from reportkit.finding import Finding, Findings
    from reportkit.report import Report

__all__ = ["Shown", "files_written", "marked_tables", "source_and_reading"]

_BOX = "color:#1a1a1a;background-color:#ffffff;padding:8px 12px;font-size:14px;line-height:1.6"
_PANE = (
    "vertical-align:top;text-align:left;white-space:normal;width:50%;padding:0 8px;"
    "color:#1a1a1a;background-color:#ffffff;border:1px solid #999999"
)
_SCROLL = "height:460px;overflow:auto"
_RED = "margin:2px 0;color:#8c0016;background-color:#ffffff"
_MOST = 600  # parts of the source that are shown
_LACKING = "没有读出"


@dataclass(frozen=True, slots=True)
class Shown:
    """Something to look at in a notebook cell."""

    html: Html

    def _repr_html_(self) -> str:
        return self.html


def marked_tables(report: Report, findings: Findings) -> Shown:
    """Show the official tables with the marks of the findings, each with its sentences below.

    Parameters
    ----------
    report
        The report.
    findings
        What `reportkit.check` gave; what a person has set aside is not marked.
    """
    live = findings.open()
    parts = [part for key in report.tables for part in _table(report, key, live)]
    signs = (piece for severity in Severity for piece in (badge(severity), " "))
    head = tag("p", "标记：", *signs, "没有标记的格子没有发现问题。", style="margin:0")
    return Shown(tag("div", head, *parts, style=_BOX))


def _table(report: Report, key: str, findings: Sequence[Finding]) -> Iterator[Html]:
    grid = table_grid(report, key, findings)
    look = Look(widths=sheet.column_widths(grid), size="13px")
    yield tag("div", table(grid, look), style="overflow-x:auto")
    here = [finding for finding in findings if _about(finding, report, key)]
    for finding in here:
        sentence = f" {finding.rule}　{finding.message}"
        yield tag("p", badge(finding.severity), sentence, style="margin:2px 0")


def _about(finding: Finding, report: Report, key: str) -> bool:
    return any(name in report.tables[key].cells for name in finding.cells)


def source_and_reading(path: str | Path, report: Report) -> Shown:
    """Show a file as it stands on the left, and what was read of it on the right.

    Parameters
    ----------
    path
        The file that the report was loaded from.
    report
        What `reportkit.load` read of it; rows that were not read for certain come first.

    Raises
    ------
    ReadError
        If the file can no longer be read.
    """
    own = report.reading is None  # a saved report: there is nothing to hold it against
    source = () if own else _source(readers.read(path))
    left = source or [tag("p", "这是本软件自己的数据文件，没有另外的原文。")]
    names = ("原文", "读出的内容")
    heads = (tag("th", name, style=f"{_PANE};padding:4px 8px", scope="col") for name in names)
    panes = (
        tag("td", _scrolled(name, content), style=_PANE)
        for name, content in zip(names, (left, _reading(report)), strict=True)
    )
    style = "border-collapse:collapse;width:100%;table-layout:fixed"
    both = tag("table", tag("tr", *heads), tag("tr", *panes), style=style)
    return Shown(tag("div", *_unread(report), both, style=_BOX))


def _scrolled(name: str, content: Iterable[Html]) -> Html:
    return tag("div", *content, style=_SCROLL, tabindex=0, role="region", aria_label=name)


def _unread(report: Report) -> Iterator[Html]:
    if not report.unread:
        yield tag("p", "三张表的每一行都读出来了。", style="margin:0 0 4px")
        yield from _to_check(report)
        return
    said = f"有{len(report.unread)}行没有读出，请对照原文补填："
    yield tag("p", tag("strong", said), style=_RED)
    for row in report.unread:
        yield tag("p", words.unread_sentence(row, report), style=_RED)
    yield from _to_check(report)


def _to_check(report: Report) -> Iterator[Html]:
    for said in words.to_check(report):
        yield tag("p", said, style="margin:0 0 4px")


def _source(document: Document) -> list[Html]:
    """Write the lines of a file: paragraphs as such, rows as rows of a table."""
    shown: list[Html] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            shown.append(tag("p", block.text, style="margin:4px 0"))
        else:
            rows = (_row(row.texts) for row in block.rows)
            style = "border-collapse:collapse;margin:4px 0;font-size:12px"
            shown.append(tag("table", *rows, style=style))
    return shown[:_MOST]


def _row(texts: Sequence[str | None]) -> Html:
    style = "border:1px solid #bbbbbb;padding:1px 4px;text-align:left;white-space:normal"
    color = "color:#1a1a1a;background-color:#ffffff"
    cells = (tag("td", text or "", style=f"{style};{color}") for text in texts)
    return tag("tr", *cells, style=color)


def _reading(report: Report) -> Iterator[Html]:
    date = words.day(report.issued_on) if report.issued_on else _LACKING
    facts = (
        f"标题：{report.title or _LACKING}",
        f"单位：{report.agency or _LACKING}",
        f"年度：{report.year or _LACKING}",
        f"落款：{report.signed_by or _LACKING}　{date}",
        f"格式：{report.form.document}",
    )
    yield tag("p", lines(facts), style="margin:4px 0")
    if report.introduction:
        yield details("引言", tag("p", lines(report.introduction.splitlines())))
    for section in report.sections:
        if section.text:
            said = f"{section.heading}（{len(section.text)}字）"
            yield details(said, tag("p", lines(section.text.splitlines())))
    for key in report.tables:
        grid = table_grid(report, key)
        look = Look(size="11px", widths=sheet.column_widths(grid))
        yield tag("div", table(grid, look), style="overflow-x:auto")


def files_written(*paths: str | Path) -> Shown:
    """Say which files were written, each with a link to save it elsewhere.

    JupyterLab itself cannot open a workbook: without `download` a click ends in an error.
    """
    links = (
        tag("a", path.name, href=quote(path.name), download=path.name, style="color:#0b4f9e")
        for path in map(Path, paths)
    )
    said = tag("p", "已保存在这个笔记本所在的文件夹里；点文件名可以另存一份：", style="margin:0")
    listed = tag("ul", *(tag("li", link) for link in links), style="margin:4px 0")
    return Shown(tag("div", said, listed, style=_BOX))
