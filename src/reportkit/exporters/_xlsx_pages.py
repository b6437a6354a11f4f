"""The two sheets beside the tables: facts of the report, and its running text.

>>> write_facts(sheet, styles, report)  # doctest: +SKIP
>>> write_texts(sheet, styles, report)  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportkit.exporters._xlsx_style import LINE, TALLEST, Styles, prepare
from reportkit.recognise import own_form
from reportkit.views.sheet import em_width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportkit.report import Report

__all__ = ["write_facts", "write_texts"]

_SIZE = 10.5
_PER_LINE = 40  # characters of the running text on one line
_LONGEST = 900  # characters in one row: the most that fits its greatest height
_LOW = 24.0  # points
_EMPTY_ROOM = 120.0  # points for a section that is still to be written
_HINTS = {
    "agency": "单位全称",
    "year": "报告反映的年度，四位数字",
    "kind": "从下拉列表中选",
    "title": "例如：某县某局2023年政府信息公开工作年度报告",
    "issued_on": "例如：2024-01-15",
    "published_on": "例如：2024-01-22",
    "first_day": "例如：2023-01-01",
    "last_day": "例如：2023-12-31",
}


def write_facts(sheet: Any, styles: Styles, report: Report) -> None:  # noqa: ANN401  xlsxwriter
    """Write what the form asks about the organ and the report, one fact a row."""
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 46)
    sheet.set_column(2, 2, 26)
    sheet.merge_range(0, 0, 0, 2, own_form.MARK, styles.get("title"))
    sheet.set_row(0, 32)
    label, note, text = (
        styles.get("label"),
        styles.get("note"),
        styles.get("text", valign="vcenter"),
    )
    formats = [table.format for table in report.tables.values()]
    named = formats[0] if len(set(formats)) == 1 else "、".join(formats)
    sheet.write_string(1, 0, own_form.FORMAT, label)
    sheet.write_string(1, 1, named, styles.get("label", align="left"))
    sheet.write_string(1, 2, "请勿修改", note)
    facts = _facts(report)
    row = 1
    for row, (key, name) in enumerate(own_form.FACTS.items(), start=2):
        sheet.write_string(row, 0, name, label)
        _write(sheet, row, 1, facts.get(key, ""), text)
        sheet.write_string(row, 2, _HINTS.get(key, ""), note)
        sheet.set_row(row, 22 if em_width(facts.get(key, "")) < _SIZE * 2 else 40)
        if key == "kind":
            sheet.data_validation(row, 1, row, 1, _choice(list(own_form.KINDS.values())))
    for unread in report.unread:
        row += 1
        sheet.write_string(row, 0, own_form.UNREAD_ROW, label)
        sheet.write_string(row, 1, f"{unread.table}.{unread.row}", label)
        _write(sheet, row, 2, unread.reason, note)
        _write(sheet, row, 3, unread.text, note)
    prepare(sheet, row + 1, 3)


def _choice(words: list[str]) -> dict[str, object]:
    return {"validate": "list", "source": words, "error_title": "请选择",
            "error_message": "请从下拉列表中选一类。"}  # fmt: skip


def _facts(report: Report) -> dict[str, str]:
    first, last = report.period or (None, None)
    contact = report.contact
    given = {
        "agency": report.agency,
        "year": report.year,
        "kind": own_form.KINDS[report.kind] if report.kind else None,
        "title": report.title,
        "signed_by": report.signed_by,
        "issued_on": report.issued_on,
        "published_on": report.published_on,
        "first_day": first,
        "last_day": last,
        "phone": contact.phone,
        "email": contact.email,
        "address": contact.address,
        "website": contact.website,
    }
    return {key: str(fact) for key, fact in given.items() if fact is not None}


def write_texts(sheet: Any, styles: Styles, report: Report) -> None:  # noqa: ANN401  xlsxwriter
    """Write introduction and sections, a paragraph a row."""
    sheet.set_column(0, 0, 14)
    sheet.set_column(1, 1, 84)
    sheet.merge_range(0, 0, 0, 1, own_form.TEXTS, styles.get("title"))
    sheet.set_row(0, 32)
    for column, words in enumerate(("栏目", "内容（分段按 Alt＋Enter，或另起一行）")):
        sheet.write_string(1, column, words, styles.get("label", bold=True))
    tables = {own_form.body_name(table.section) for table in report.tables.values()}
    row = 1
    for row, (name, text) in enumerate(_rows(report), start=2):
        heading = name.endswith("标题")
        sheet.write_string(row, 0, name, styles.get("label", font_size=9))
        look = {"bold": True, "valign": "vcenter"} if heading else {}
        _write(sheet, row, 1, text, styles.get("text", **look))
        sheet.set_row(row, _height(text, low=heading or name in tables))
    prepare(sheet, row + 1, 2)
    sheet.freeze_panes(2, 0)
    sheet.repeat_rows(0, 1)


def _rows(report: Report) -> Iterator[tuple[str, str]]:
    yield from _named(own_form.INTRODUCTION, report.introduction)
    for section in report.sections:
        yield own_form.heading_name(section.no), section.heading
        yield from _named(own_form.body_name(section.no), section.text)


def _named(name: str, text: str) -> Iterator[tuple[str, str]]:
    """Give the paragraphs of a text, one a row; only the first row has the name."""
    for number, paragraph in enumerate(_paragraphs(text)):
        for start in range(0, max(1, len(paragraph)), _LONGEST):
            shown = own_form.GOES_ON if start else "" if number else name
            yield shown, paragraph[start : start + _LONGEST]


def _paragraphs(text: str) -> list[str]:
    """Part a text into paragraphs; an empty line stays with its neighbours."""
    found: list[str] = []
    empty = ""
    for line in text.split("\n"):
        if not line.strip() and found:
            empty += "\n" + line
        elif empty:
            found[-1] += f"{empty}\n{line}"
            empty = ""
        else:
            found.append(line)
    return found


def _height(text: str, *, low: bool) -> float:
    """Return a height in which the text fits, or room to write where it is still empty."""
    if not text:
        return _LOW if low else _EMPTY_ROOM
    lines = sum(-(-em_width(line) // _PER_LINE) or 1 for line in text.split("\n"))
    return min(TALLEST, max(lines * _SIZE * LINE + 8, _LOW))


def _write(sheet: Any, row: int, column: int, text: str, style: Any) -> None:  # noqa: ANN401  xlsxwriter
    if text:
        sheet.write_string(row, column, text, style)
    else:
        sheet.write_blank(row, column, None, style)
