"""Rows that the end of a page cuts in two: what stands on both pages is put together, or left."""

from __future__ import annotations

from reportkit.readers._pdf._lines import lines
from reportkit.readers._pdf._marks import Mark
from reportkit.readers._pdf._tables import Table, continued

_ALL = frozenset(range(4))
_XS = (10.0, 100.0, 130.0, 160.0, 190.0)
_OTHER: tuple[str | None, ...] = ("行政强制", "3", "4", "5")


def _table(*rows: tuple[str | None, ...], full: tuple[int, ...] = ()) -> Table:
    return Table(y0=0, rows=rows, brimming=frozenset(full), reaching=_ALL, xs=_XS)


def _joined(first: Table, after: Table) -> tuple[str | None, ...]:
    return continued(first, after, first)[0].rows[-1]


def test_figures_that_fill_their_cells_go_on_below_a_label_that_goes_on() -> None:
    first = _table(("本年处理", "36724", "2564", "7"), full=(0, 1, 2))
    after = _table(("决定数量", "8", "70", ""), _OTHER)
    here, there = continued(first, after, first)
    assert here.rows == (("本年处理决定数量", "367248", "256470", "7"),)
    assert there.rows == (("", "", "", ""), _OTHER)


def test_figures_go_on_where_the_label_is_whole() -> None:
    first = _table(("规章", "1369", "12003", "15"), full=(1,))
    assert _joined(first, _table(("", "7", "", ""), _OTHER)) == ("规章", "13697", "12003", "15")


def test_figures_that_leave_room_in_their_cells_do_not_go_on() -> None:
    first = _table(("规章", "1369", "12", "15"))
    assert _joined(first, _table(("", "7", "", ""), _OTHER)) == ("规章", "1369", "12", "15")


def test_a_label_goes_on_with_a_bracket() -> None:
    first = _table(("（二）部分公开", "3672", "1", "2"), full=(1,))
    after = _table(("（区分处理的）", "48", "", ""), _OTHER)
    assert _joined(first, after) == ("（二）部分公开（区分处理的）", "367248", "1", "2")


def test_a_row_that_begins_with_its_number_is_another() -> None:
    first = _table(("（二）部分公开", "3672", "1", "2"), full=(0, 1, 2, 3))
    after = _table(("（三）不予公开", "48", "1", "2"), _OTHER)
    assert _joined(first, after) == first.rows[0]


def test_figures_may_all_stand_on_the_next_page_or_their_label_may() -> None:
    label, figures = ("规章", "", "", ""), ("", "41,939", "2", "3")
    whole = ("规章", "41,939", "2", "3")
    assert _joined(_table(label), _table(figures, _OTHER)) == whole
    assert _joined(_table(figures), _table(label, _OTHER)) == whole


def test_a_row_without_figures_does_not_take_the_next_label() -> None:
    first = _table(("规章", "", "", ""))
    after = _table(("行政规范性文件", "", "", ""), _OTHER)
    assert _joined(first, after) == first.rows[0]


def test_a_row_named_on_the_second_page_has_no_figures_on_both() -> None:
    first = _table(("", "1369", "2", "3"), full=(1, 2, 3))
    assert _joined(first, _table(("规章", "7", "", ""), _OTHER)) == first.rows[0]


def test_a_row_of_other_cells_is_another() -> None:
    first = _table(("规章", "", "", ""))
    assert _joined(first, _table(("", "7", None, "8"), _OTHER)) == first.rows[0]


def test_columns_are_found_by_their_borders_where_a_page_has_fewer() -> None:
    first = Table(y0=0, rows=(("规章", "1369", "2"),), brimming=frozenset({1}),
                  reaching=frozenset({0, 1, 2}), xs=(10, 100, 145, 190))  # fmt: skip
    more = ("", None, "7", "")
    after = Table(y0=0, rows=(more, ("合计", "甲", "1", "2")), xs=(11, 60, 101, 146, 191))
    assert continued(first, after, first)[0].rows[-1] == ("规章", "13697", "2")


def test_a_heading_repeated_with_other_cells_is_passed_over() -> None:
    head: tuple[str | None, ...] = ("信息内容", "数量", None)
    first = Table(y0=0, rows=(head, ("规章", "1369", "2")), brimming=frozenset({1}),
                  reaching=frozenset({0, 1, 2}), xs=(10, 100, 145, 190))  # fmt: skip
    again = ("信息内容", None, "数量", None)
    rows = (again, ("", None, "7", ""), ("合计", "甲", "1", "2"))
    after = Table(y0=0, rows=rows, xs=(10, 60, 100, 145, 190))
    assert continued(first, after, first)[0].rows[-1] == ("规章", "13697", "2")


def test_a_mark_for_none_near_its_label_is_set_off_like_a_figure() -> None:
    label = Mark("规范性文件", 0, 0, 50, 10, (0, 10, 20, 30, 40), spaced=False, order=0)
    marks = [Mark(text, x, 0, x + 4, 10, (x,), spaced=False, order=x)
             for text, x in (("—", 52), ("6", 80), ("无", 110))]  # fmt: skip
    assert [line.text for line in lines([label, *marks])] == ["规范性文件 — 6 无"]
