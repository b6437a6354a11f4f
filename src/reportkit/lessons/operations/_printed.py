"""The report as a file that was read: what is printed otherwise than in the form, or not at all.

A learner sees what stands in the reading's deviations; cells without a legible figure are unread,
as they are after a real file was read.

>>> deviate(draft, Deviation(kind="label", …))  # doctest: +SKIP
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from reportkit.report import UNREAD, Reading, Unread

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportkit.lessons._draft import Draft
    from reportkit.report import Deviation, Report

__all__ = ["deviate", "lose_cells", "lose_table", "official_label", "reading_of"]


def reading_of(report: Report) -> Reading:
    """Return how the report was read; one without any deviation where it came from no file."""
    if report.reading is not None:
        return report.reading
    return Reading(
        file=f"{report.title}.docx",
        headings=tuple(section.heading for section in report.sections),
        tables=tuple(report.tables),
    )


def deviate(draft: Draft, *deviations: Deviation) -> None:
    """Let the document print something otherwise than the form."""
    reading = reading_of(draft.report)
    reading = dataclasses.replace(reading, deviations=(*reading.deviations, *deviations))
    draft.report = draft.report.replace(reading=reading)


def lose_cells(draft: Draft, cells: Iterable[str], reason: str) -> None:
    """Let no figure be read in some cells; their rows are unread."""
    names = list(cells)
    rows = dict.fromkeys((name.split(".")[0], name.split(".")[1]) for name in names)
    unread = [Unread(table=table, row=row, reason=reason) for table, row in rows]
    draft.report = draft.report.replace(
        dict.fromkeys(names, UNREAD), unread=(*draft.report.unread, *unread)
    )


def lose_table(draft: Draft, key: str, reason: str) -> None:
    """Let a whole table be missing in the document."""
    lose_cells(draft, draft.report.tables[key].cells, reason)
    reading = reading_of(draft.report)
    tables = tuple(name for name in reading.tables if name != key)
    draft.report = draft.report.replace(reading=dataclasses.replace(reading, tables=tables))


def official_label(report: Report, table: str, key: str) -> str:
    """Return the label that the form has for a row or a column of a table."""
    for block in report.tables[table].blocks:
        for entry in (*block.rows.walk(), *block.columns.walk()):
            if entry.key == key:
                return entry.label
    message = f"{table} has no row or column {key}"
    raise KeyError(message)
