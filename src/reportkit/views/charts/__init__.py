"""Charts of a report: their figures, drawn as SVG without a browser or any library.

A `Chart` is data: it is drawn the same for the page, the PDF and Word, gives its table to those
who cannot see it, and becomes a plotly figure for a notebook.  Colours are those of Okabe and Ito,
and every bar has its number, so colour never tells anything alone.  Nothing here knows the parts
of the final report.

>>> draw(outcomes(report))[:4]  # doctest: +SKIP
'<svg'
"""

from __future__ import annotations

from reportkit.views.charts._chart import Chart, Row, Shape, dump, load, says, table
from reportkit.views.charts._draw import WIDTH, draw, height
from reportkit.views.charts._figures import (
    CHARTS,
    applicants,
    carry_over,
    key_figures,
    outcomes,
    years,
)
from reportkit.views.charts._plotly import figure

__all__ = [
    "CHARTS",
    "WIDTH",
    "Chart",
    "Row",
    "Shape",
    "applicants",
    "carry_over",
    "draw",
    "dump",
    "figure",
    "height",
    "key_figures",
    "load",
    "outcomes",
    "says",
    "table",
    "years",
]
