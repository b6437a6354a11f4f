"""A report as a notebook shows it: what it is, its text and its tables, closed until opened.

>>> from reportkit import form
>>> from reportkit.report import Report
>>> "某县某局" in report_html(Report.empty(form.load("2021"), agency="某县某局"))
True
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportkit.views import words
from reportkit.views.html import Html, Look, details, table, tag
from reportkit.views.table import tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportkit.report import Report

__all__ = ["report_html"]

_BOX = "color:#1a1a1a;background-color:#ffffff;padding:8px 12px;font-size:14px;line-height:1.6"


def report_html(report: Report) -> Html:
    """Write a report with inline styles, for a notebook cell.

    Parameters
    ----------
    report
        The report.  Cells that could not be read are marked; nothing is checked.
    """
    title = report.title or f"{report.agency or '（单位名称未读出）'}{report.year or ''}年度报告"
    unread = [
        tag("p", words.unread_sentence(row, report), style="margin:0;color:#8c0016")
        for row in report.unread
    ]
    return tag(
        "div",
        tag("p", tag("strong", title), style="margin:0"),
        tag("p", "　".join(_facts(report)), style="margin:0"),
        *unread,
        *(tag("p", said, style="margin:0") for said in words.to_check(report)),
        *_texts(report),
        *(
            details(grid.caption, _wide(table(grid, Look(caption=False))))
            for grid in tables(report)
        ),
        style=_BOX,
    )


def _facts(report: Report) -> Iterator[str]:
    yield f"单位：{report.agency or '未读出'}"
    yield f"年度：{report.year or '未读出'}"
    yield f"格式：{report.form.document}"
    yield f"落款日期：{words.day(report.issued_on) if report.issued_on else '未读出'}"
    if report.unread:
        yield f"没有读出的行：{len(report.unread)}"


def _texts(report: Report) -> Iterator[Html]:
    if report.introduction:
        yield details("引言", *_paragraphs(report.introduction))
    for section in report.sections:
        if section.text:
            yield details(section.heading, *_paragraphs(section.text))


def _paragraphs(text: str) -> Iterator[Html]:
    for line in text.splitlines():
        if line.strip():
            yield tag("p", line, style="margin:4px 0;text-indent:2em")


def _wide(content: Html) -> Html:
    return tag("div", content, style="overflow-x:auto")
