"""Chart -> plotly figure, for a notebook; the same figures as the drawing.

plotly is imported only when a figure is asked for.

>>> figure(outcomes(report)).show()  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportkit._optional import require
from reportkit.views.charts._chart import Chart, Shape, says, shown
from reportkit.views.charts._paint import COLOURS, FONTS, INK, PAPER

if TYPE_CHECKING:
    from reportkit.views.charts._chart import Row

__all__ = ["figure"]


def figure(chart: Chart) -> Any:  # noqa: ANN401  plotly is optional
    """Make an interactive figure of a chart.

    Returns
    -------
    plotly.graph_objects.Figure
        Titles and labels in Chinese, numbers beside every bar.

    Raises
    ------
    MissingLibrary
        If plotly is not installed.
    """
    go = require("plotly.graph_objects", extra="notebook")
    made = go.Figure(_TRACES.get(chart.shape, _bars)(go, chart))
    made.update_layout(
        title={"text": chart.title, "subtitle": {"text": chart.note}},
        font={"family": FONTS, "color": INK},
        paper_bgcolor=PAPER, plot_bgcolor=PAPER, barmode="group",
        meta={"description": says(chart)},
        yaxis={"autorange": "reversed" if chart.shape is not Shape.STEPS else True},
    )  # fmt: skip
    return made


def _bars(go: Any, chart: Chart) -> list[Any]:  # noqa: ANN401  plotly is untyped
    names = chart.series or ("件数",)
    return [
        go.Bar(
            name=name, orientation="h",
            y=[row.label for row in chart.rows], x=[row.values[at] for row in chart.rows],
            text=[shown(row.values[at]) for row in chart.rows], textposition="outside",
            marker={
                "color": COLOURS[at],
                "pattern": {"shape": "/" if at < len(names) - 1 else ""},
            },
        )
        for at, name in enumerate(names)
    ]  # fmt: skip


def _steps(go: Any, chart: Chart) -> list[Any]:  # noqa: ANN401  plotly is untyped
    kinds = {"in": "relative", "out": "relative", "end": "total"}
    numbers = [_signed(row) for row in chart.rows]
    return [
        go.Waterfall(
            x=[row.label for row in chart.rows], y=numbers,
            measure=[kinds[row.role] for row in chart.rows],
            text=[shown(row.values[0]) for row in chart.rows], textposition="outside",
            increasing={"marker": {"color": COLOURS[0]}},
            decreasing={"marker": {"color": COLOURS[1]}},
            totals={"marker": {"color": COLOURS[2]}},
        )
    ]  # fmt: skip


def _signed(row: Row) -> int | None:
    number = row.values[0]
    return number if number is None or row.role != "out" else -number


def _flow(go: Any, chart: Chart) -> list[Any]:  # noqa: ANN401  plotly is untyped
    """Let everything that comes in flow through one node: who got what is not known."""
    rows = [row for row in chart.rows if row.values[0]]
    middle = len(rows)
    ends = [(at, middle) if row.role == "in" else (middle, at) for at, row in enumerate(rows)]
    return [
        go.Sankey(
            node={
                "label": [*(f"{row.label} {shown(row.values[0])}件" for row in rows), "应办理"],
                "color": [COLOURS[at % len(COLOURS)] for at in range(middle + 1)],
            },
            link={
                "source": [source for source, _ in ends],
                "target": [target for _, target in ends],
                "value": [row.values[0] for row in rows],
            },
        )
    ]


_TRACES = {Shape.FLOW: _flow, Shape.STEPS: _steps}
