"""Recognise: a Document becomes a Report, and what could not be placed is said.

This is the one step that knows both what stands where and what the form asks for.

>>> report = recognise(document)  # doctest: +SKIP
>>> report.unread  # doctest: +SKIP
()
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportkit.document import Document, Flow, Place, Row, Rows
from reportkit.errors import ReadError
from reportkit.form import FORMATS, TABLES, load
from reportkit.recognise import own_form
from reportkit.recognise._alike import read_alike
from reportkit.recognise._contact import contact_of
from reportkit.recognise._cut import doubt_last_row
from reportkit.recognise._dates import find_period
from reportkit.recognise._facts import agency_of, kind_of, organ_in, year_of
from reportkit.recognise._items import items as items_of
from reportkit.recognise._legible import settle
from reportkit.recognise._meta import published_of, title_of
from reportkit.recognise._narrative import Narrative, read_narrative, split_reports
from reportkit.recognise._spans import find_spans
from reportkit.recognise._tables import TableReading, find_cells, judge
from reportkit.recognise._whole import doubt_parted
from reportkit.report import Reading, Report
from reportkit.text import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reportkit.form import CellId, Table
    from reportkit.recognise._items import Item
    from reportkit.report import Value

_OPENING = 300  # characters of section one that may be an introduction
_FRONT = 5000  # characters before it at most

__all__ = ["recognise", "recognise_all", "recognise_block"]


def recognise(document: Document) -> Report:
    """Give a document its meaning as a report.

    Parameters
    ----------
    document
        What a reader found in a file.

    Returns
    -------
    Report
        Every cell of the form has a value; a cell that was not found or not read for certain is
        unreadable and its row stands in ``unread``.  ``report.reading`` says how the printed
        tables differ from the form and what was left over.

    Raises
    ------
    ReadError
        If nothing of a report was found, or more than one report.
    """
    own = own_form.read(document)
    if own is not None:
        return own
    parts = split_reports(items_of(own_form.without_checks(document)))
    if len(parts) > 1:
        line = parts[1][0].place.row
        message = f"“{document.name}”里不止一份报告（第二份从第{line}行开始，共{len(parts)}份）。"
        raise ReadError(message, hint="请把每份报告单独存成一个文件，再分别读取。")
    return _recognise(document, parts[0])


def recognise_all(document: Document) -> tuple[Report, ...]:
    """Give a document its meaning as one report or several, in their order.

    Raises
    ------
    ReadError
        If nothing of a report was found.
    """
    own = own_form.read(document)
    if own is not None:
        return (own,)
    parts = split_reports(items_of(own_form.without_checks(document)))
    return tuple(_recognise(document, part, alone=len(parts) == 1) for part in parts)


def _recognise(document: Document, items: list[Item], *, alone: bool = True) -> Report:
    """Recognise one report; what the file says of itself is said of a report that is `alone`."""
    meta = document.meta if alone else {}
    spans = find_spans(items)
    narrative = read_narrative(spans.prose)
    if not spans.tables and not narrative.sections and narrative.title is None:
        message = f"“{document.name}”里没有找到年度报告的内容：标题、六个部分和三张表都没有。"
        raise ReadError(message, hint="请确认选对了文件。")
    texts = [section.text for section in narrative.sections]
    text = "\n".join([*narrative.front, narrative.introduction, *texts])
    period = narrative.period or find_period(text)
    told = period[0].year if period and period[0] else None
    year = year_of(narrative.title, told, text)
    title = narrative.title or title_of(meta, year)
    year = year or year_of(title, told, text)
    tables = _tables(document, spans.tables, year)
    for key in ("t2", "t3") if narrative.sections else ():  # tables alone may end anywhere
        if spans.tables.get(key, [])[-1:] == items[-1:]:
            doubt_last_row(tables[key], items[-1])
    front = "\n".join(narrative.front)[:_FRONT]
    opening = "\n".join([front, *(text[:_OPENING] for text in texts[:1])])
    agency = agency_of(title, narrative.signed_by, text, opening, year)
    agency = agency or organ_in(title_of(meta, year) or "")
    prose = "\n".join([narrative.introduction, *texts])
    return Report(
        tables={key: reading.table for key, reading in tables.items()},
        values={name: v for reading in tables.values() for name, v in _in_order(reading).items()},
        agency=agency,
        year=year,
        kind=kind_of(agency, text),
        title=title,
        signed_by=narrative.signed_by,
        issued_on=narrative.issued_on,
        published_on=narrative.published_on or published_of(meta, year),
        period=period,
        contact=contact_of(prose),
        introduction=narrative.introduction,
        sections=tuple(narrative.sections),
        unread=tuple(row for reading in tables.values() for row in reading.unread),
        reading=_reading(document, tables, narrative, spans.tables),
    )


def recognise_block(table: Table, rows: Sequence[Sequence[str]]) -> dict[CellId, str] | None:
    """Say which cells of a table a copied block with row labels belongs to.

    Parameters
    ----------
    table
        The table the block goes to.
    rows
        The fields of the block, row by row.

    Returns
    -------
    dict or None
        Text by cell for every row that is read for certain; None where no row has a label.
    """
    texts = tuple(Row(texts=tuple(row), place=Place(row=i)) for i, row in enumerate(rows, 1))
    block = Rows(rows=texts, flow=Flow.TABBED)
    stream = items_of(Document(name="", blocks=(block,)))
    if not any(label.table == table.key for item in stream for label in item.labels):
        return None
    reading = find_cells(table.key, stream, table.format, "")
    judge(reading, stream)
    return {name: v.text for name, v in reading.values.items() if v.kind is not Kind.UNREADABLE}


def _tables(
    document: Document, spans: Mapping[str, list[Item]], year: int | None
) -> dict[str, TableReading]:
    """Read the three tables, each in the format that its own labels tell."""
    usual = next(
        (f for f in FORMATS if year is not None and year >= load(f).first_year), FORMATS[0]
    )
    pictured = _pictured(document)
    readings: dict[str, TableReading] = {}
    for key in TABLES:  # what table 2 is, the others are where their own labels tell nothing
        reading = read_alike(key, spans.get(key, []), usual, document.name, pictured=pictured)
        readings[key] = reading
        usual = readings[TABLES[0]].table.format
    doubt_parted(readings.values())
    for reading in readings.values():
        settle(reading, document.confidence, document.scanned)
    return readings


def _pictured(document: Document) -> str:
    """Say of the pictures in a file that a table may be in one of them, and what to do."""
    if document.scanned and document.confidence is None:
        pages = "、".join(map(str, document.scanned))
        return (
            f"：第{pages}页是扫描的图片，没有文字，请对照原件填写，"
            "或者安装图片识别功能（pip install 'reportkit[ocr]'）后再读"
        )
    return "，原文里可能是图片，请对照原件填写" if document.pictures else ""


def _in_order(reading: TableReading) -> dict[CellId, Value]:
    return {name: reading.values[name] for name in reading.table.cells}


def _reading(
    document: Document,
    tables: Mapping[str, TableReading],
    narrative: Narrative,
    spans: Mapping[str, list[Item]],
) -> Reading:
    return Reading(
        file=document.name,
        deviations=tuple(d for reading in tables.values() for d in reading.deviations),
        headings=tuple(narrative.headings),
        tables=tuple(key for key in TABLES if spans.get(key)),
        pictures=document.pictures,
        leftovers=tuple(text for reading in tables.values() for text in reading.leftovers),
        meta=document.meta,
    )
