"""The charts of a report as pieces for a notebook, and as the page of charts behind the report.

>>> appendix(report, previous=last_year)  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportkit.errors import ReportkitError
from reportkit.figures import resolved
from reportkit.form import nearest
from reportkit.views.charts import CHARTS, years
from reportkit.views.parts import Part, PartKind, piece

if TYPE_CHECKING:
    from reportkit.report import Report
    from reportkit.views.charts import Chart
    from reportkit.views.parts import Piece

__all__ = ["appendix", "appendix_parts", "chart"]

_YEARS = "years"


def chart(report: Report, name: str, *, previous: Report | None = None) -> Piece:
    """Return one chart for a cell of the notebook; it is printed where the cell stands.

    Parameters
    ----------
    report
        The report.
    name
        One of the names in `reportkit.views.charts.CHARTS`, or ``years``.
    previous
        The report of the year before, for ``years``.

    Raises
    ------
    ReportkitError
        If there is no such chart, or it needs the report of the year before.
    """
    if name == _YEARS:
        if previous is None:
            message = "与上年度相比的图需要上年度报告。"
            raise ReportkitError(message, hint="请写成 previous=rk.load(上年度报告)。")
        return piece(report, (_part(years(resolved(report), previous)),))
    if name not in CHARTS:
        near = nearest(name, (*CHARTS, _YEARS))
        message = f"没有“{name}”这种图，有 {'、'.join((*CHARTS, _YEARS))}。"
        raise ReportkitError(message, hint=f"您要的是不是 {near[0]}？" if near else "")
    return piece(report, (_part(CHARTS[name](report)),))


def appendix(report: Report, *, previous: Report | None = None) -> Piece:
    """Return the page of charts (图解) for the last cell of the notebook."""
    return piece(report, appendix_parts(report, previous))


def appendix_parts(report: Report, previous: Report | None = None) -> tuple[Part, ...]:
    """Return the page of charts: a heading on a new page and four charts, or five."""
    drawn = [make(report) for make in CHARTS.values()]
    drawn += [years(report, previous)] if previous is not None else []
    heading = Part(kind=PartKind.HEADING, text="图解", level=1, new_page=True)
    return heading, *map(_part, drawn)


def _part(chart: Chart) -> Part:
    return Part(kind=PartKind.CHART, text=chart.title, chart=chart)
