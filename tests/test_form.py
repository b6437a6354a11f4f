"""The forms as data: cells, equations, names."""

from __future__ import annotations

import pytest

from reportkit.axis import Axis, Entry
from reportkit.errors import FormError, UnknownCell
from reportkit.form import FORMATS, load


@pytest.mark.parametrize(
    ("format_", "cells", "equations"), [("2021", (10, 175, 15), 42), ("2019", (22, 161, 15), 40)]
)
def test_cells_and_equations_are_those_of_the_official_form(
    format_: str, cells: tuple[int, ...], equations: int
) -> None:
    form = load(format_)
    assert tuple(len(table.cells) for table in form.tables.values()) == cells
    assert len(form.equations) == equations


@pytest.mark.parametrize("format_", FORMATS)
def test_every_equation_is_about_known_cells(format_: str) -> None:
    form = load(format_)
    for equation in form.equations:
        assert set(equation.cells) <= set(form.cells)
        assert not set(equation.left) & set(equation.right)


def test_the_balance_is_the_one_printed_in_the_corner_of_the_form() -> None:
    equation = load("2021").equations[0]
    assert (equation.kind, equation.along) == ("E1", "自然人")
    assert equation.left == ("t3.R1.nat", "t3.R2.nat")
    assert equation.right == ("t3.R3_7.nat", "t3.R4.nat")


def test_the_sum_of_outcomes_takes_every_leaf_and_no_group() -> None:
    outcomes = next(e for e in load("2021").equations if e.kind == "E2")
    assert len(outcomes.left) == 21
    assert "t3.R3_3.nat" not in outcomes.left


@pytest.mark.parametrize("format_", FORMATS)
def test_labels_of_a_table_are_told_apart(format_: str) -> None:
    for table in load(format_).tables.values():
        names = [cell.place for cell in table.cells.values()]
        assert len(set(names)) == len(names)


def test_an_unknown_cell_names_its_neighbours() -> None:
    with pytest.raises(UnknownCell, match=r"t3\.R1\.tot") as caught:
        load("2021").cell("t3.R1.total")
    assert isinstance(caught.value, KeyError)


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(FormError, match="2020"):
        load("2020")


def test_a_key_used_twice_is_refused() -> None:
    entry = Entry(key="a", label="甲")
    with pytest.raises(FormError, match="重复"):
        Axis(entries=(entry, entry))


def test_spans_follow_from_the_tree() -> None:
    leaf = Entry(key="a", label="甲")
    group = Entry(
        key="g", label="组", children=(Entry(key="b", label="乙"), Entry(key="c", label="丙"))
    )
    axis = Axis(entries=(leaf, group))
    placed = {p.entry.key: (p.level, p.start, p.across, p.levels) for p in axis.placed()}
    assert placed == {"a": (0, 0, 1, 2), "g": (0, 1, 2, 1), "b": (1, 1, 1, 1), "c": (1, 2, 1, 1)}
