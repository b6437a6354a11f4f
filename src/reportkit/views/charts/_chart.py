"""The data of a chart, its words for those who do not see it, its table and its JSON.

>>> says(Chart(shape=Shape.BARS, title="申请人", rows=(Row(label="自然人", values=(8,)),)))
'自然人8件。'
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from reportkit.grid import Grid, GridCell, Role

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Chart", "Row", "Shape", "dump", "load", "says", "shown", "table"]

_NO_FIGURE = "未填"
_MOST_ROWS = 40


class Shape(StrEnum):
    """How a chart is drawn."""

    TILES = "tiles"
    FLOW = "flow"
    STEPS = "steps"
    BARS = "bars"
    PAIRS = "pairs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One thing that a chart counts: its name and a figure in each series.

    Notes
    -----
    A figure is None where the report has none; it is never taken as 0.  `role` tells a flow what
    comes in (``in``) and goes out (``out``), and steps what adds and takes away (``in``, ``out``)
    and what is left (``end``).
    """

    label: str
    values: tuple[int | None, ...]
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart: its rows, the names of its series (of one, none) and a remark below it.

    Counts are in 件.
    """

    shape: Shape
    title: str
    rows: tuple[Row, ...]
    series: tuple[str, ...] = ()
    note: str = ""


def shown(value: int | None) -> str:
    """Return a figure as it is printed; one that is missing says so."""
    return _NO_FIGURE if value is None else str(value)


def says(chart: Chart) -> str:
    """Say everything that the chart shows, in one or two sentences."""
    said = []
    for row in chart.rows:
        if chart.series:
            pairs = zip(chart.series, row.values, strict=True)
            said.append(row.label + "、".join(f"{name}{_counted(v)}" for name, v in pairs))
        else:
            said.append(row.label + "".join(map(_counted, row.values)))
    return "；".join(said) + "。" + chart.note


def _counted(value: int | None) -> str:
    return shown(value) + ("" if value is None else "件")


def table(chart: Chart) -> Grid:
    """Return the figures of the chart as a table: one row each, one column a series.

    Returns
    -------
    Grid
        1 + rows × 1 + series, the first row its header.
    """
    heads = ("项目", *(chart.series or ("件数",)))
    cells = [
        GridCell(row=0, column=x, text=text, role=Role.HEADER if x else Role.CORNER)
        for x, text in enumerate(heads)
    ]
    for y, row in enumerate(chart.rows, start=1):
        cells.append(GridCell(row=y, column=0, text=row.label, role=Role.STUB))
        cells += [
            GridCell(row=y, column=x, text=shown(value), role=Role.VALUE)
            for x, value in enumerate(row.values, start=1)
        ]
    return Grid(cells=tuple(cells), header_rows=1, caption=chart.title)


def dump(chart: Chart) -> dict[str, Any]:
    """Return the chart as a JSON object."""
    rows = [{"label": r.label, "values": list(r.values), "role": r.role} for r in chart.rows]
    return {"shape": chart.shape.value, "title": chart.title, "rows": rows,
            "series": list(chart.series), "note": chart.note}  # fmt: skip


def load(data: Mapping[str, Any]) -> Chart:
    """Make a chart of its JSON object.

    Raises
    ------
    ValueError, KeyError, TypeError, AttributeError
        If it is no chart.
    """
    series = tuple(str(name) for name in data["series"])
    rows = tuple(_row(row, len(series) or 1) for row in data["rows"][:_MOST_ROWS])
    return Chart(
        shape=Shape(data["shape"]),
        title=str(data["title"]),
        rows=rows,
        series=series,
        note=str(data["note"]),
    )


def _row(data: Mapping[str, Any], series: int) -> Row:
    values = tuple(None if value is None else int(value) for value in data["values"])
    if len(values) != series:
        message = f"应有{series}个数"
        raise ValueError(message)
    return Row(label=str(data["label"]), values=values, role=str(data["role"]))
