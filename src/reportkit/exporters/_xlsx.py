"""The Excel form: the official tables to fill in, or filled in with a report.

Merged headers come from `grid.layout`, formulas from the form's equations.  A formula stands only
where it gives what is printed; a printed figure is never replaced by a computed one.  Texts are
always written as texts, so nothing from a loaded file becomes a formula.  What is written is read
back by `reportkit.recognise.own_form`.

>>> write_form("填报表.xlsx")  # doctest: +SKIP
"""

from __future__ import annotations

import datetime
import io
from typing import TYPE_CHECKING

from reportkit import store
from reportkit._optional import require
from reportkit.exporters._xlsx_pages import write_facts, write_texts
from reportkit.exporters._xlsx_style import Styles
from reportkit.exporters._xlsx_table import write_table
from reportkit.form import load
from reportkit.report import Report

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["render", "write_form"]

_CREATED = datetime.datetime(2000, 1, 1)  # noqa: DTZ001  the same bytes for the same report
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def write_form(
    path: str | Path,
    report: Report | None = None,
    format: str = "2021",  # noqa: A002  the field's own word
) -> Path:
    """Write the Excel form to a file, whole or not at all.

    Parameters
    ----------
    path
        Where to.
    report
        What is filled in; an empty form where None.
    format
        The format of an empty form, ``"2021"`` or ``"2019"``.

    Returns
    -------
    Path
        The file that was written.

    Raises
    ------
    FormError
        If there is no such format.
    StoreError
        If the place cannot be written to.
    """
    return store.write_atomically(path, render(report, format))


def render(report: Report | None = None, format: str = "2021") -> bytes:  # noqa: A002  the field's own word
    """Write the Excel form: sheets 基本信息, 文字部分 and one for each table.

    Returns
    -------
    bytes
        An xlsx file, the same for the same report.

    Raises
    ------
    MissingLibrary
        If xlsxwriter is not installed.
    """
    given = report if report is not None else Report.empty(load(format))
    buffer = io.BytesIO()
    workbook = require("xlsxwriter", extra="xlsx").Workbook(buffer, _OPTIONS)
    workbook.set_properties({"title": given.title or "", "created": _CREATED})
    workbook.set_calc_mode("auto")
    styles = Styles(workbook)
    write_facts(workbook.add_worksheet("基本信息"), styles, given)
    write_texts(workbook.add_worksheet("文字部分"), styles, given)
    for key, table in given.tables.items():
        write_table(workbook.add_worksheet(table.name), styles, given, key)
    workbook.close()
    return buffer.getvalue()
