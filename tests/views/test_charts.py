"""Charts: the figures of the report, never a guessed one, and told without colours too."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

import balanced
import layouts
import samples
from reportkit.errors import ReportkitError
from reportkit.form import FORMATS, load
from reportkit.report import Report
from reportkit.views import appendix, chart, charts
from reportkit.views.charts import CHARTS, Chart, Row, Shape, dump, says
from reportkit.views.parts import PartKind, from_json, to_html, to_json

if TYPE_CHECKING:
    from collections.abc import Callable

SVG = "{http://www.w3.org/2000/svg}"
ALL: dict[str, Callable[[Report], Chart]] = {
    **CHARTS,
    "years": lambda report: charts.years(report, samples.last_year()),
}


def _drawn(chart: Chart) -> ET.Element:
    return ET.fromstring(charts.draw(chart))  # noqa: S314  drawn by ourselves


def _words(chart: Chart) -> str:
    return " ".join(text.text or "" for text in _drawn(chart).iter(f"{SVG}text"))


def _figures(chart: Chart) -> dict[str, int | None]:
    return {row.label: row.values[-1] for row in chart.rows}


def test_key_figures_are_the_totals() -> None:
    assert list(_figures(charts.key_figures(samples.filled())).values()) == [11, 1, 10, 2, 1, 0]


def test_lawsuits_of_both_kinds_are_added() -> None:
    report = samples.filled().replace({"t4.B.total": 3, "t4.C.total": 4})
    assert _figures(charts.key_figures(report))["行政诉讼"] == 7


def test_outcomes_are_those_of_the_form_in_its_order() -> None:
    found = _figures(charts.outcomes(samples.filled()))
    assert list(found) == ["新收", "上年结转", "予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "其他处理", "结转下年度"]  # fmt: skip
    assert list(found.values()) == [11, 1, 7, 1, 1, 1, 0, 0, 2]


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("seed", range(6))
def test_what_comes_in_goes_out_where_the_report_is_consistent(format: str, seed: int) -> None:  # noqa: A002
    rows = charts.outcomes(balanced.balanced(format, seed)).rows
    coming = sum(row.values[0] or 0 for row in rows if row.role == "in")
    assert coming == sum(row.values[0] or 0 for row in rows if row.role == "out")


def test_applicants_are_those_of_the_new_requests() -> None:
    assert list(_figures(charts.applicants(samples.filled())).values()) == [8, 2, 0, 0, 1, 0]


def test_the_year_before_stands_beside() -> None:
    made = charts.years(samples.filled(), samples.last_year())
    assert made.series == ("2022年", "2023年")
    assert made.rows[0] == Row(label="新收", values=(7, 11))


@pytest.mark.parametrize("name", ALL)
def test_a_missing_figure_is_said_and_never_0(name: str) -> None:
    blank = Report.empty(load("2021"), year=2023)
    made = ALL[name](blank)
    assert all(row.values[-1] is None for row in made.rows)
    if name != "outcomes":  # which has nothing to draw
        assert "未填" in _words(made)
    assert "未填" in says(made)


def test_blank_rows_of_a_group_are_told() -> None:
    report = samples.filled().replace({"t3.R3_3_1.tot": "", "t3.R3_3_2.tot": "/"})
    made = charts.outcomes(report)
    assert _figures(made)["不予公开"] == 1
    assert made.note == "有2格没有填数，未计入。"
    assert "%" not in _words(made)


def test_figures_that_do_not_add_up_are_told() -> None:
    made = charts.carry_over(samples.filled().replace({"t3.R1.tot": 15}))
    assert "不相等，请先核对表三" in _words(made)
    assert "不相等" not in _words(charts.carry_over(samples.filled()))


@pytest.mark.parametrize("name", ALL)
def test_every_figure_and_name_is_written_beside_its_mark(name: str) -> None:
    made = ALL[name](samples.filled())
    for row in made.rows:
        assert row.label in _words(made)
        assert all(re.search(rf"(?<!\d){value}(?!\d)", _words(made)) for value in row.values)


@pytest.mark.parametrize("name", ALL)
def test_a_drawing_says_what_it_shows_and_calls_nobody(name: str) -> None:
    root = _drawn(ALL[name](samples.filled()))
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title")
    assert re.search(r"\d件", root.findtext(f"{SVG}desc") or "")
    attributes = {key for element in root.iter() for key in element.attrib}
    assert not attributes & {"id", "class", "href", "onclick"}
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        "svg", "title", "desc", "rect", "path", "text"
    }  # fmt: skip


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("name", ALL)
def test_nothing_is_drawn_beyond_the_edge(name: str, seed: int) -> None:
    source = samples.filled() if seed % 2 else samples.trial()
    made = ALL[name](layouts.scattered(source, seed))
    for element in _drawn(made).iter(f"{SVG}rect"):
        x, y, width, height = (float(element.get(k, "0")) for k in ("x", "y", "width", "height"))
        assert 0 <= x <= x + width <= charts.WIDTH + 0.01
        assert 0 <= y <= y + height <= charts.height(made) + 0.01
    for element in _drawn(made).iter(f"{SVG}text"):
        assert 0 <= float(element.get("y", "0")) <= charts.height(made)


def test_labels_of_small_flows_do_not_meet() -> None:
    report = samples.filled().replace({"t3.R3_1.tot": 90000, "t3.R1.tot": 90004})
    texts = _drawn(charts.outcomes(report)).iter(f"{SVG}text")
    places = sorted(float(t.get("y", "0")) for t in texts if float(t.get("x", "0")) > 300)
    assert all(low - high >= 11 for high, low in pairwise(places))


def test_the_same_report_gives_the_same_drawing() -> None:
    for make in ALL.values():
        assert charts.draw(make(samples.filled())) == charts.draw(make(samples.filled()))


def test_hostile_words_stay_words() -> None:
    bad = Chart(shape=Shape.BARS, title="<script>", rows=(Row(label='"><a>', values=(1,)),))
    assert "<script>" not in charts.draw(bad)
    assert '"><a>' in _words(bad)


@pytest.mark.parametrize("name", ALL)
def test_the_table_has_the_figures_of_the_drawing(name: str) -> None:
    made = ALL[name](samples.filled())
    grid = charts.table(made)
    assert grid.height == len(made.rows) + 1
    assert [c.text for c in grid.cells if c.column == grid.width - 1][1:] == [
        str(row.values[-1]) for row in made.rows
    ]


@pytest.mark.parametrize("name", ALL)
def test_a_chart_comes_back_from_its_json(name: str) -> None:
    (part,) = chart(samples.filled(), name, previous=samples.last_year()).parts
    assert from_json(json.loads(json.dumps(to_json(part)))) == part


@pytest.mark.parametrize("key", ["shape", "rows", "title", "series"])
def test_a_damaged_chart_is_refused(key: str) -> None:
    data = dump(charts.key_figures(samples.filled())) | {key: 7}
    if key == "title":
        data = {k: v for k, v in data.items() if k != key}
    with pytest.raises(ValueError, match=r".") as caught:
        from_json({"kind": "chart", "text": "", "chart": data})
    assert isinstance(caught.value, ValueError)


def test_the_appendix_is_a_page_of_its_own_with_all_charts() -> None:
    found = appendix(samples.filled(), previous=samples.last_year()).parts
    assert (found[0].kind, found[0].text, found[0].new_page) == (PartKind.HEADING, "图解", True)
    assert [part.chart.shape for part in found[1:] if part.chart] == [
        Shape.TILES, Shape.FLOW, Shape.STEPS, Shape.BARS, Shape.PAIRS
    ]  # fmt: skip
    assert len(appendix(samples.filled()).parts) == 5


def test_a_chart_in_a_page_brings_its_table() -> None:
    (part,) = chart(samples.filled(), "applicants").parts
    page = to_html(part, page=True)
    assert page.count("<svg") == page.count("<table") == 1
    assert "看数据表" in page


def test_an_unknown_chart_is_said_with_the_nearest() -> None:
    with pytest.raises(ReportkitError, match=r"没有“outcome”这种图.*您要的是不是 outcomes？"):
        chart(samples.filled(), "outcome")
    with pytest.raises(ReportkitError, match="需要上年度报告"):
        chart(samples.filled(), "years")


@pytest.mark.parametrize("name", ALL)
def test_the_plotly_figure_has_the_same_figures(name: str) -> None:
    pytest.importorskip("plotly")
    made = ALL[name](samples.filled())
    figure = charts.figure(made).to_plotly_json()
    assert figure["layout"]["title"]["text"] == made.title
    data = json.dumps(figure["data"], ensure_ascii=False, default=list)
    for row in made.rows:
        if made.shape is not Shape.FLOW or row.values[0]:
            assert row.label in data
            assert all(str(value) in data for value in row.values)
