"""The Excel form of reportkit: its words, and the exact way back from it to a Report.

The form is written by the exporter and filled in by hand or by program.  As long as its labels
stand where the form has them, every cell is read by its place; a form that was rebuilt is left
to the general recognition, without the columns and rows that only check.

>>> report = read(document)  # doctest: +SKIP
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import replace as changed
from functools import cache
from typing import TYPE_CHECKING

from reportkit.document import NOT_CALCULATED, Document, Place, Row, Rows
from reportkit.form import FORMATS, TABLES, load
from reportkit.grid import layout
from reportkit.recognise._dates import find_date
from reportkit.recognise._labels import strict
from reportkit.report import UNREAD, Contact, Organ, Origin, Reading, Report, Section, Unread, Value
from reportkit.text import parse_cell

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping

    from reportkit.form import CellId, Table
    from reportkit.grid import GridCell

__all__ = [
    "CHECKS",
    "FACTS",
    "FORMAT",
    "GOES_ON",
    "INTRODUCTION",
    "KINDS",
    "MARK",
    "TABLE_TOP",
    "TEXTS",
    "UNREAD_ROW",
    "UNREAD_TEXT",
    "body_name",
    "heading_name",
    "read",
    "without_checks",
]

MARK = "政府信息公开工作年度报告填报表"
TEXTS = "报告的文字部分"
FORMAT = "报告格式"
CHECKS = "勾稽检查（不打印）"
INTRODUCTION = "引言"
GOES_ON = "（接上行）"
UNREAD_TEXT = "未读出"
UNREAD_ROW = "未读出的行"
TABLE_TOP = 3
"""Row of a table's sheet in which the official table begins, from 1."""

FACTS = {
    "agency": "单位名称",
    "year": "报告年度",
    "kind": "单位类别",
    "title": "报告标题",
    "signed_by": "落款单位",
    "issued_on": "落款日期",
    "published_on": "发布日期",
    "first_day": "统计期限（起）",
    "last_day": "统计期限（止）",
    "phone": "联系电话",
    "email": "电子邮箱",
    "address": "联系地址",
    "website": "网站",
}
"""Key of a fact -> what the form calls it, in the order of the sheet."""

KINDS = {
    Organ.DEPARTMENT: "部门及其他单位",
    Organ.TOWNSHIP: "乡镇、街道",
    Organ.GOVERNMENT: "县级以上地方人民政府",
}
_SECTION = re.compile(r"第(\d+)部分·(标题|正文)")


def heading_name(no: int) -> str:
    """Name the row that holds the heading of section `no`."""
    return f"第{no}部分·标题"


def body_name(no: int) -> str:
    """Name the row that holds the text of section `no`."""
    return f"第{no}部分·正文"


@dataclass(frozen=True, slots=True)
class _Page:
    """One sheet: its rows by their number, each with texts by column."""

    number: int
    rows: Mapping[int, tuple[str | None, ...]]

    def text(self, row: int, column: int) -> str | None:
        """Return what stands in a place, from 1 and 0; blank where nothing does."""
        texts = self.rows.get(row, ())
        return texts[column] if column < len(texts) else ""


def read(document: Document) -> Report | None:
    """Read a document exactly, if it is the form of reportkit and its tables are as written.

    Returns
    -------
    Report or None
        None where the document is something else, or its tables were rebuilt.

    Notes
    -----
    A total whose formula was never calculated is not given: it is blank, never computed here.
    """
    blocks = [block for block in document.blocks if isinstance(block, Rows) and block.rows]
    if not any(_opens(block, MARK) for block in blocks):
        return None
    pages = [_page(block) for block in blocks]
    facts = next((page for page in pages if _begins(page, MARK)), None)
    texts = next((page for page in pages if _begins(page, TEXTS)), None)
    if facts is None or texts is None:
        return None
    tables: dict[str, Table] = {}
    values: dict[CellId, Value] = {}
    formats = _formats(facts)
    for key in TABLES:
        found = _table(key, pages, formats.get(key))
        if found is None:
            return None
        tables[key], page = found
        values |= _values(tables[key], page, document.name)
    introduction, sections = _texts(texts)
    unread = _unread(facts, tables, values)
    reading = Reading(
        file=document.name,
        headings=tuple(section.heading for section in sections),
        tables=TABLES,
        pictures=document.pictures,
    )
    report = Report(tables=tables, values=values, introduction=introduction, sections=sections,
                    unread=unread, reading=reading)  # fmt: skip
    return changed(report, **_facts(facts))  # type: ignore[arg-type]  # one value of each kind


def without_checks(document: Document) -> Document:
    """Return the document without the columns and rows of the form that only check."""
    blocks = tuple(
        _unchecked(block) if isinstance(block, Rows) else block for block in document.blocks
    )
    return document if blocks == document.blocks else changed(document, blocks=blocks)


def _unchecked(block: Rows) -> Rows:
    columns = [row.texts.index(CHECKS) for row in block.rows if CHECKS in row.texts]
    width = min((column for column in columns if column), default=None)
    kept = [
        row for row in block.rows if not row.texts or not (row.texts[0] or "").startswith(CHECKS)
    ]
    if width is None and len(kept) == len(block.rows):
        return block
    return changed(block, rows=tuple(Row(texts=row.texts[:width], place=row.place) for row in kept))


def _page(block: Rows) -> _Page:
    return _Page(block.rows[0].place.table, {row.place.row: row.texts for row in block.rows})


def _opens(block: Rows, mark: str) -> bool:
    return any((text or "").startswith(mark) for text in block.rows[0].texts[:1])


def _begins(page: _Page, mark: str) -> bool:
    return (page.text(1, 0) or "").startswith(mark)


# ---------------------------------------------------------------- tables


def _formats(facts: _Page) -> dict[str, str]:
    """Return the format of each table as the form names it: one for all, or one each."""
    named = next((facts.text(row, 1) for row in facts.rows if facts.text(row, 0) == FORMAT), "")
    formats = [word for word in (named or "").split("、") if word in FORMATS]
    every = formats * len(TABLES) if len(formats) == 1 else formats
    return dict(zip(TABLES, every, strict=False))


def _table(key: str, pages: list[_Page], named: str | None) -> tuple[Table, _Page] | None:
    """Find the sheet that has a table, label for label, and the format of the table.

    The formats share some tables, so the one that the form names is tried first.
    """
    for format_ in sorted(FORMATS, key=lambda one: one != named):
        table = load(format_).tables[key]
        for page in pages:
            if _matches(table, page):
                return table, page
    return None


def _matches(table: Table, page: _Page) -> bool:
    return all(
        strict(page.text(TABLE_TOP + cell.row, cell.column) or "") == strict(cell.text)
        for cell in _cells(table.key, table.format)
        if cell.cell is None
    )


@cache
def _cells(key: str, format_: str) -> tuple[GridCell, ...]:
    """Return the cells of a table as the form lays it out."""
    return layout(load(format_).tables[key]).cells


def _values(table: Table, page: _Page, file: str) -> dict[CellId, Value]:
    values: dict[CellId, Value] = {}
    for cell in _cells(table.key, table.format):
        if cell.cell is None:
            continue
        row = TABLE_TOP + cell.row
        text = page.text(row, cell.column) or ""
        if text == UNREAD_TEXT:
            values[cell.cell] = UNREAD
            continue
        given = parse_cell("" if text == NOT_CALCULATED else text, table.cells[cell.cell].holds)
        place = Place(table=page.number, row=row, column=cell.column + 1)
        values[cell.cell] = Value(given.number, given.kind, given.text, Origin(file, place))
    return {name: values[name] for name in table.cells}


def _unread(
    facts: _Page, tables: Mapping[str, Table], values: Mapping[CellId, Value]
) -> tuple[Unread, ...]:
    """Return the rows that are still not read, with the reasons that the form remembers."""
    told = {
        facts.text(row, 1): (facts.text(row, 2) or "", facts.text(row, 3) or "")
        for row in facts.rows
        if facts.text(row, 0) == UNREAD_ROW
    }
    found: list[Unread] = []
    for key, table in tables.items():
        for row in table.row_keys:
            if any(values[name] == UNREAD for name in table.row_cells(row)):
                reason, text = told.get(f"{key}.{row}", ("原来的文件里没有读出这一行", ""))
                found.append(Unread(table=key, row=row, reason=reason, text=text))
    return tuple(found)


# ---------------------------------------------------------------- facts and texts


def _facts(page: _Page) -> dict[str, object]:
    said = {label: key for key, label in FACTS.items()}
    given: dict[str, str] = {}
    for row in page.rows:
        key = said.get(page.text(row, 0) or "")
        text = page.text(row, 1)
        if key and text and key not in given:
            given[key] = text
    first, last = _day(given.get("first_day")), _day(given.get("last_day"))
    year = re.match(r"\d{4}", given.get("year", ""))
    kinds = {name: kind for kind, name in KINDS.items()}
    return {
        "agency": given.get("agency"),
        "year": int(year[0]) if year else None,
        "kind": kinds.get(given.get("kind", "")),
        "title": given.get("title"),
        "signed_by": given.get("signed_by"),
        "issued_on": _day(given.get("issued_on")),
        "published_on": _day(given.get("published_on")),
        "period": (first, last) if first or last else None,
        "contact": Contact(
            **{key: given.get(key) for key in ("phone", "email", "address", "website")}
        ),
    }


def _day(text: str | None) -> datetime.date | None:
    return find_date(text) if text else None


def _texts(page: _Page) -> tuple[str, tuple[Section, ...]]:
    """Put the rows of the sheet of texts together: the introduction and the sections."""
    introduction, sections = "", []
    at = ""
    for row in sorted(page.rows):
        name, text = page.text(row, 0) or "", page.text(row, 1) or ""
        joint = "" if name == GOES_ON else "\n"
        match = _SECTION.fullmatch(name)
        if name == INTRODUCTION or match:
            at = match[2] if match else name
        if match and match[2] == "标题":
            sections.append(Section(no=int(match[1]), heading=text, text=""))
        elif at == INTRODUCTION:
            introduction = _joined(introduction, joint, text)
        elif at == "正文" and sections:
            last = sections[-1]
            sections[-1] = changed(last, text=_joined(last.text, joint, text))
    return introduction, tuple(sections)


def _joined(before: str, joint: str, text: str) -> str:
    return before + joint + text if before and text else before or text
