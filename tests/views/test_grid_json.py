"""Grids as JSON: there and back, and damaged ones refused."""

from __future__ import annotations

import dataclasses
import json

import pytest

import samples
from reportkit.views import grid_json
from reportkit.views.table import table


@pytest.mark.parametrize("key", ["t2", "t3", "t4"])
def test_there_and_back(key: str) -> None:
    grid = table(samples.filled(), key)
    assert grid_json.load(json.loads(json.dumps(grid_json.dump(grid)))) == grid


def test_marks_are_taken_off() -> None:
    grid = table(samples.filled(), "t2")
    marked = grid.map(lambda cell: dataclasses.replace(cell, mark="error", note="错"))
    assert marked != grid
    assert grid_json.unmarked(marked) == grid


def _one(**cell: object) -> dict[str, object]:
    return {
        "caption": "",
        "header": 0,
        "cells": [{"r": 0, "c": 0, "text": "", "is": "text"} | cell],
    }


@pytest.mark.parametrize(
    "cell", [{"r": -1}, {"c": 1}, {"rs": 0}, {"cs": 10**9, "rs": 10**9}, {"is": "script"}]
)
def test_a_damaged_grid_is_refused(cell: dict[str, object]) -> None:
    assert grid_json.load(_one()).width == 1
    with pytest.raises(ValueError, match=r"."):
        grid_json.load(_one(**cell))


def test_overlapping_cells_are_refused() -> None:
    data = _one()
    data["cells"] = data["cells"] * 2  # type: ignore[operator]
    with pytest.raises(ValueError, match="重叠"):
        grid_json.load(data)
