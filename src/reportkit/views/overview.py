"""Many checked files -> one page: how each of them stands, then the findings of each.

>>> from reportkit.results import Checked
>>> "a.txt 是空文件" in overview_page([Checked(file="a.txt", error="a.txt 是空文件。")])
True
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportkit.views import words
from reportkit.views.findings import findings_html
from reportkit.views.html import Html, tag
from reportkit.views.page import body, document

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportkit.results import Checked

__all__ = ["overview_page"]

_WHOLE = 50  # reports on one page; a page of a thousand would take a browser minutes


def overview_page(rows: Sequence[Checked]) -> str:
    """Write one page for all files that were checked.

    Parameters
    ----------
    rows
        One a file, as `reportkit.results` has them; files that could not be read included.  Up
        to 50 files are shown with their whole report, marked; of more only the findings.

    Returns
    -------
    str
        A whole HTML document.
    """
    title = f"核对结果（{len(rows)}个文件）"
    items = (
        tag("li", tag("a", row.file, href=f"#file-{no}"), f"　{_standing(row)}")
        for no, row in enumerate(rows, start=1)
    )
    whole = len(rows) <= _WHOLE
    parts = [part for no, row in enumerate(rows, start=1) for part in _row(no, row, whole=whole)]
    return document(title, tag("main", tag("h1", title), tag("ol", *items), *parts))


def _standing(row: Checked) -> str:
    return "没有读出来" if row.error is not None else words.summary(row.findings)


def _row(no: int, row: Checked, *, whole: bool) -> tuple[Html, ...]:
    head = tag("h2", row.file, id=f"file-{no}")
    if row.error is not None:
        return head, tag("p", row.error)
    title = tag("p", (row.report.title or "") if row.report else "")
    if whole and row.report is not None:
        return head, title, *body(row.report, row.findings, page=f"r{no}-")
    return head, title, findings_html(row.findings, row.report)
