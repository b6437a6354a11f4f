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
from reportkit.views.page import document

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportkit.results import Checked

__all__ = ["overview_page"]


def overview_page(rows: Sequence[Checked]) -> str:
    """Write one page for all files that were checked.

    Parameters
    ----------
    rows
        One a file, as `reportkit.results` has them; files that could not be read included.

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
    parts = [part for no, row in enumerate(rows, start=1) for part in _row(no, row)]
    return document(title, tag("main", tag("h1", title), tag("ol", *items), *parts))


def _standing(row: Checked) -> str:
    return "没有读出来" if row.error is not None else words.summary(row.findings)


def _row(no: int, row: Checked) -> tuple[Html, ...]:
    head = tag("h2", row.file, id=f"file-{no}")
    if row.error is not None:
        return head, tag("p", row.error)
    title = (row.report.title or "") if row.report else ""
    return head, tag("p", title), findings_html(row.findings, row.report)
