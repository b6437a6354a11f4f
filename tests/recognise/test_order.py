"""Headings that print the columns in another order: read by their words, doubted, or checked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

import html_tables
import samples
from layouts import LAYOUTS, expanded, grid_of
from reportkit.grid import GridCell, Role
from reportkit.readers import read_text
from reportkit.readers._html import read_html
from reportkit.recognise import recognise
from reportkit.text import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportkit.report import Report

_Table = list[list[GridCell]]


def _report() -> Report:
    return samples.filled().replace({
        "t3.R1.res": 1, "t3.R1.tot": 12, "t4.A.fix": 2, "t4.A.total": 3, "t4.C.open": 4,
        "t4.C.total": 4, "t2.norm.issued": 3,
    })  # fmt: skip


def _swapped(rows: _Table, one: int, other: int, words: dict[str, str] | None = None) -> _Table:
    """Exchange two columns of the grid, and call columns otherwise."""
    place = {one: other, other: one}
    return [
        sorted(
            (replace(cell, column=place.get(cell.column, cell.column) if cell.colspan == 1
                     else cell.column,
                     text=(words or {}).get(cell.text, cell.text)) for cell in row),
            key=lambda cell: cell.column,
        )
        for row in rows
    ]  # fmt: skip


def _read(table: str, change: Callable[[_Table], _Table]) -> Report:
    report, parts = _report(), []
    for section in report.sections:
        parts += [f"<p>{text}</p>" for text in (section.heading, *section.text.split("\n"))]
        if key := {2: "t2", 3: "t3", 4: "t4"}.get(section.no):
            rows = html_tables.rows_of(grid_of(report, key))
            parts.append(html_tables.table_html(change(rows) if key == table else rows))
    page = "".join([f"<p>{report.title}</p>", *parts])
    return recognise(read_html(page.encode(), "a.html"))


def _wrong(read: Report) -> list[str]:
    return [
        name for name, value in _report().values.items()
        if read[name].kind is not Kind.UNREADABLE and read[name].number != value.number
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("table", "one", "other", "words"),
    [
        ("t3", 4, 5, {}),
        ("t3", 3, 9, {}),
        ("t3", 4, 5, {"其他": "别的组织"}),
        ("t2", 1, 3, {}),
        ("t2", 1, 3, {"本年废止件数": "作废件数"}),
        ("t4", 0, 1, {}),
        ("t4", 10, 14, {}),
    ],
    ids=str,
)
def test_columns_in_another_order_are_read_by_their_heading(
    table: str, one: int, other: int, words: dict[str, str]
) -> None:
    first = slice(0, 4) if table == "t2" else slice(None)

    def change(rows: _Table) -> _Table:
        rows[first] = _swapped(rows[first], one, other, words)
        return rows

    read = _read(table, change)
    assert read.unread == ()
    assert _wrong(read) == []


def test_groups_of_table_four_in_another_order_are_read_by_their_heading() -> None:
    def litigation_first(rows: _Table) -> _Table:
        return [
            [cell for cell in row if cell.column >= 5] + [cell for cell in row if cell.column < 5]
            for row in rows
        ]

    read = _read("t4", litigation_first)
    assert read.unread == ()
    assert _wrong(read) == []


def test_another_order_with_unknown_words_is_unread() -> None:
    words = {"其他": "别的组织", "社会公益组织": "民间团体"}
    read = _read("t3", lambda rows: _swapped(rows, 4, 5, words))
    assert {row.row for row in read.unread} == set(_report().tables["t3"].row_keys)
    assert "次序和表样不同" in read.unread[0].reason


def test_unknown_words_in_their_places_are_read_and_ask_to_be_checked() -> None:
    words = {"商业企业": "公司", "科研机构": "研究院所"}
    read = _read("t3", lambda rows: _swapped(rows, 4, 4, words))
    assert _wrong(read) == []
    origin = read["t3.R1.com"].origin
    assert origin is not None
    assert origin.inferred.startswith("表头有认不出的列名")


def test_a_result_named_twice_leaves_table_four_unread() -> None:
    read = _read("t4", lambda rows: _swapped(rows, 1, 1, {"结果纠正": "尚未审结"}))
    assert {row.row for row in read.unread} == {"A", "B", "C"}


@pytest.mark.parametrize("code", ["A5", "A10", "A11", "L1"])
@pytest.mark.parametrize(("table", "one", "other"), [("t3", 4, 5), ("t2", 1, 3), ("t4", 0, 1)])
def test_lines_below_a_heading_in_another_order_are_unread(
    code: str, table: str, one: int, other: int
) -> None:
    report, parts = _report(), []
    for section in report.sections:
        parts += [section.heading, *section.text.split("\n")]
        if key := {2: "t2", 3: "t3", 4: "t4"}.get(section.no):
            rows = expanded(grid_of(report, key))
            for row in rows if key == table else []:
                if all(row[n][0] and row[n][0].colspan == 1 for n in (one, other)):
                    row[one], row[other] = row[other], row[one]
            parts += [*LAYOUTS[code](rows), ""]
    read = recognise(read_text("\n".join([report.title or "", *parts]), "a.txt"))
    assert _wrong(read) == []
    assert {row.table for row in read.unread} == {table}


@pytest.mark.parametrize("role", [Role.HEADER, Role.STUB])
@pytest.mark.parametrize("unit", ["元", "亿元"])
def test_money_in_another_unit_than_the_form_is_unread(role: Role, unit: str) -> None:
    def change(rows: _Table) -> _Table:
        official, label = "本年收费金额（单位：万元）", "行政事业性收费"
        words = (
            {official: f"本年收费金额（单位：{unit}）"}
            if role is Role.HEADER
            else {official: "本年收费金额", label: f"{label}（{unit}）"}
        )
        return _swapped(rows, 1, 1, words)

    read = _read("t2", change)
    assert [(row.table, row.row) for row in read.unread] == [("t2", "fee")]
    assert f"单位是“{unit}”" in read.unread[0].reason
    assert read.unread[0].text == "12.6"


def test_a_unit_in_the_cell_goes_before_that_of_the_heading() -> None:
    words = {"本年收费金额（单位：万元）": "本年收费金额（元）", "12.6": "126000元"}
    read = _read("t2", lambda rows: _swapped(rows, 1, 1, words))
    assert read.unread == ()
    assert _wrong(read) == []
