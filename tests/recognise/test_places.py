"""A blank cell too many or too few: the row is unread or asks to be checked, never shifted."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import pytest

import samples
from layouts import LAYOUTS, expanded, grid_of
from reportkit.grid import GridCell, Role
from reportkit.readers import read_text
from reportkit.readers._html import read_html
from reportkit.recognise import recognise
from reportkit.text import Kind

if TYPE_CHECKING:
    from reportkit.report import Report

_WITH_BLANKS = ("page", "tabs", "A0", "A2", "A4", "A5", "A6", "A7", "A8")
_Cells = list[tuple[GridCell | None, str]]


def _figures(row: _Cells) -> list[int]:
    return [i for i, (cell, _) in enumerate(row) if cell is not None and cell.role is Role.VALUE]


def _changed(row: _Cells, *, drop: int | None, add: int | None) -> _Cells:
    """Return the row without its figure cell `drop`, and with a blank cell at `add`."""
    row, places = list(row), _figures(row)
    cell = row[places[0]][0]
    if drop is not None:
        assert not row[places[drop]][1]
        del row[places[drop]]
    if add is not None:
        row.insert(places[0] + add, (cell, ""))
    return row


def _read(report: Report, name: str, layout: str, **change: int | None) -> Report:
    """Read a report of which one row has lost a blank cell, or gained one, or both."""
    tables = {key: expanded(grid_of(report, key)) for key in ("t2", "t3", "t4")}
    rows = tables[name[:2]]
    at = next(
        i for i, row in enumerate(rows)
        if any(cell and cell.cell and cell.cell.startswith(f"{name}.") for cell, _ in row)
    )  # fmt: skip
    rows[at] = _changed(rows[at], **{"drop": None, "add": None, **change})
    parts = [report.title or ""]
    for section in report.sections:
        parts += [section.heading, *section.text.split("\n")]
        if key := {2: "t2", 3: "t3", 4: "t4"}.get(section.no):
            made = _page(tables[key]) if layout == "page" else LAYOUTS[layout](tables[key])
            parts += [*made, ""]
    if layout == "page":
        page = "".join(part if part[:1] == "<" else f"<p>{part}</p>" for part in parts)
        return recognise(read_html(page.encode(), "a.html"))
    return recognise(read_text("\n".join(parts), "a.txt"))


def _page(rows: list[_Cells]) -> list[str]:
    lines = (
        "".join(f"<td rowspan={cell.rowspan} colspan={cell.colspan}>{escape(text)}</td>"
                for cell, text in row if cell is not None)
        for row in rows
    )  # fmt: skip
    return ["<table>", *(f"<tr>{line}</tr>" for line in lines), "</table>"]


def _silently_wrong(report: Report, read: Report) -> list[str]:
    return [
        f"{name}: {read[name].text!r}, should be {value.text!r}"
        for name, value in report.values.items()
        if read[name].kind is not Kind.UNREADABLE
        and (read[name].number, read[name].kind) != (value.number, value.kind)
        and not ((origin := read[name].origin) and origin.inferred)
    ]


def _sparse(*, table: str = "", blank: bool = True) -> Report:
    """Return the sample with the zeros of a table left blank."""
    report = samples.filled()
    zeros = [name for name, value in report.values.items() if value.number == 0]
    return report.replace({name: "" for name in zeros if blank and name.startswith(table)})


@pytest.mark.parametrize("layout", _WITH_BLANKS)
@pytest.mark.parametrize("add", [1, 3, 6])
@pytest.mark.parametrize("drop", [2, 5])
def test_a_blank_lost_and_one_gained_in_a_row_of_table_three(
    layout: str, add: int, drop: int
) -> None:
    report = _sparse(table="t3")
    assert _silently_wrong(report, _read(report, "t3.R3_1", layout, drop=drop, add=add)) == []


@pytest.mark.parametrize("layout", _WITH_BLANKS)
@pytest.mark.parametrize("change", [
    {"add": 1}, {"add": 4}, {"add": 15}, {"drop": 1}, {"drop": 13},
    {"drop": 1, "add": 4}, {"drop": 6, "add": 0}, {"drop": 14, "add": 2},
], ids=str)  # fmt: skip
def test_blanks_lost_or_gained_in_table_four(layout: str, change: dict[str, int]) -> None:
    for report in (_sparse(), samples.filled().replace({f"t4.{n}": "" for n in _SOME})):
        assert _silently_wrong(report, _read(report, "t4.A", layout, **change)) == []


_SOME = ("A.fix", "B.fix", "B.other", "C.open", "C.total")


@pytest.mark.parametrize("layout", [layout for layout in _WITH_BLANKS if layout != "A0"])
def test_blank_zeros_of_table_three_whose_sums_hold_are_read_for_certain(layout: str) -> None:
    report = _sparse()
    read = _read(report, "t4.A", layout)
    told = [read[name].origin for name in report.values if name[:2] == "t3"]
    assert _silently_wrong(report, read) == []
    assert [row for row in read.unread if row.table != "t2"] == []
    assert not any(origin is not None and origin.inferred for origin in told)


def test_a_moved_blank_that_the_sums_show_is_unread_and_says_so() -> None:
    read = _read(_sparse(), "t3.R3_1", "page", drop=2, add=1)
    assert [(row.table, row.row) for row in read.unread] == [("t3", "R3_1")]
    assert "挪动空白格就能对上" in read.unread[0].reason
    assert read.unread[0].text == "5　□　1　□　1　□　7"


def test_sums_that_are_wrong_however_blanks_stand_leave_a_row_read() -> None:
    report = _sparse().replace({"t3.R3_1.tot": 70})
    read = _read(report, "t3.R3_1", "page")
    assert read.unread == ()
    assert read["t3.R3_1.tot"].number == 70


def test_a_zero_and_a_blank_that_may_have_changed_places_ask_to_be_checked() -> None:
    report = samples.filled().replace({"t3.R3_5_1.res": ""})
    read = _read(report, "t3.R3_5_1", "page", drop=2, add=4)
    origin = read["t3.R3_5_1.pub"].origin
    assert origin is not None
    assert "请核对" in origin.inferred
    assert read["t3.R3_5_2.pub"].origin is not None
    assert not read["t3.R3_5_2.pub"].origin.inferred


def test_columns_that_most_rows_leave_blank_need_no_checking() -> None:
    """Offices write the zeros of a row below 总计 only."""
    report = samples.filled()
    idle = [name for name, value in report.values.items()
            if name.startswith("t3.") and not name.endswith(".tot") and value.number == 0]  # fmt: skip
    read = _read(report.replace(dict.fromkeys(idle, "")), "t4.A", "page")
    assert read.unread == ()
    origin = read["t3.R3_5_1.tot"].origin
    assert origin is not None
    assert not origin.inferred


@pytest.mark.parametrize("layout", ["page", "tabs", "A4", "A4m", "A7"])
@pytest.mark.parametrize("add", [0, 15])
def test_a_complete_row_of_table_four_with_a_filler_is_read(layout: str, add: int) -> None:
    report = samples.filled()
    read = _read(report, "t4.A", layout, add=add)
    assert [row for row in read.unread if row.table == "t4"] == []
    assert _silently_wrong(report, read) == []


def test_halves_of_table_four_that_are_no_groups_are_unread() -> None:
    row = [str(n) for n in (1, 0, 0, 0, 1, *[0] * 10)]
    cells = ["".join(f"<td>{text}</td>" for text in part) for part in (row[:14], row[14:])]
    page = (
        "<p>四、政府信息公开行政复议、行政诉讼情况</p><table><tr><td>行政复议</td><td>行政诉讼</td></tr>"
        f"<tr>{cells[0]}</tr><tr>{cells[1]}</tr></table>"
    )
    read = recognise(read_html(f"<p>{samples.filled().title}</p>{page}".encode(), "a.html"))
    assert {row.row for row in read.unread if row.table == "t4"} == {"A", "B", "C"}
