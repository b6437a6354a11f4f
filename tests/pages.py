"""Reports as plain web pages, for rules that go by what a page shows and the data do not keep.

One line a row, so that a case can change, cut or add a row of a table with a few words.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from reportkit.views import words
from reportkit.views.table import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportkit.report import Report

__all__ = ["edited", "page"]


def page(report: Report) -> str:
    """Write the report as a page."""
    return "\n".join(
        [
            f'<html><head><meta charset="utf-8"><title>{escape(report.title)}</title></head><body>',
            f"<h1>{escape(report.title)}</h1>",
            *(f"<p>{escape(line)}</p>" for line in report.introduction.splitlines()),
            *_sections(report),
            f"<p>{escape(report.signed_by)}</p>",
            f"<p>{words.day(report.issued_on)}</p>",
            "</body></html>",
        ]
    )


def _sections(report: Report) -> Iterator[str]:
    for section in report.sections:
        yield f"<h2>{section.heading}</h2>"
        yield from (f"<p>{escape(line)}</p>" for line in section.text.splitlines())
        for key, form in report.tables.items():
            if form.section == section.no:
                yield _table(report, key)


def _table(report: Report, key: str) -> str:
    lines = []
    for row in table(report, key).rows():
        cells = (
            f'<td rowspan="{cell.rowspan}" colspan="{cell.colspan}">{escape(cell.text)}</td>'
            for cell in row
        )
        lines.append(
            f"<tr>{''.join(cells)}</tr>".replace(' rowspan="1"', "").replace(' colspan="1"', "")
        )
    return f'<table id="{key}">\n' + "\n".join(lines) + "\n</table>"


def edited(html: str, case: dict) -> str:
    """Change a page as a case says.

    Keys: ``swap`` (table of old = new text, first place), ``cut`` (rows that hold one of these
    texts go), ``picture`` (tables that are a picture instead).
    """
    for key in case.get("picture", []):
        start = html.index(f'<table id="{key}">')
        end = html.index("</table>", start) + len("</table>")
        html = f'{html[:start]}<p><img src="{key}.png"></p>{html[end:]}'
    for text in case.get("cut", []):
        lines = html.split("\n")
        kept = [line for line in lines if not (line.startswith("<tr>") and text in line)]
        assert len(kept) < len(lines), f"nothing to cut: {text}"
        html = "\n".join(kept)
    for old, new in case.get("swap", {}).items():
        assert old in html, f"nothing to swap: {old}"
        html = html.replace(old, new, 1)
    return html
