"""A table of a remembered shape gives what it gives when it is read anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import samples
from html_layouts import LAYOUTS, marked, render
from layouts import scattered
from office import EXCEL, WORD
from reportkit.document import Document, Flow, Place, Row, Rows
from reportkit.readers import read_bytes
from reportkit.recognise import _alike, _recognise, recognise
from reportkit.recognise._items import items

if TYPE_CHECKING:
    from reportkit.report import Report

_WRITERS = {
    **{f"html {code}": lambda report, code=code: render(report, code) for code in LAYOUTS},
    **{f"docx {code}": write for code, write in WORD.items()},
    **{f"xlsx {code}": write for code, write in EXCEL.items()},
}


@pytest.fixture
def memory(monkeypatch: pytest.MonkeyPatch) -> _alike._Memory:
    fresh = _alike._Memory()
    monkeypatch.setattr(_alike, "_memory", fresh)
    return fresh


def _reports() -> list[Report]:
    full = [samples.filled(), samples.trial()]
    return [*full, *(scattered(one, 3) for one in full), *(marked(one, 4) for one in full)]


@pytest.mark.parametrize("code", _WRITERS)
@pytest.mark.usefixtures("memory")
def test_every_layout_is_read_as_it_is_anew(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    documents = [read_bytes(_WRITERS[code](report), "a") for report in _reports()]
    again = [[recognise(document) for _ in range(3)][-1] for document in documents]
    monkeypatch.setattr(_alike, "_LEARNT_AT", 0)
    monkeypatch.setattr(_alike, "_memory", _alike._Memory())
    anew = [recognise(document) for document in documents]
    assert [repr(report) for report in again] == [repr(report) for report in anew]


def test_a_shape_is_learnt_when_it_comes_again_and_serves_other_figures(
    memory: _alike._Memory,
) -> None:
    report = samples.filled()
    other = report.replace({"t3.R1.nat": 987, "t3.R1.tot": 988})
    assert memory._layouts == {}
    for one in (report, report, other):
        read = recognise(read_bytes(render(one, "spans"), "a.html"))
    assert sum(layout is not None for layout in memory._layouts.values()) == 3
    assert (read["t3.R1.nat"].number, read["t3.R1.tot"].number) == (987, 988)


@pytest.mark.usefixtures("memory")
def test_values_say_where_they_stand_in_their_own_file() -> None:
    """Another table before it moves a table, and not what is read of it."""
    page = render(samples.filled(), "spans")
    before = "<body><table><tr><td>索引号</td><td>A1</td></tr><tr><td>分类</td><td>年报</td></tr></table>"
    moved = page.replace(b"<body>", before.encode())
    reports = [recognise(read_bytes(source, "a.html")) for source in (page, page, moved, page)]
    places = [r["t3.R1.nat"].origin.place for r in reports if r["t3.R1.nat"].origin]
    assert places[2] == places[0]._replace(table=places[0].table + 1)
    assert places[3] == places[1] == places[0]
    assert reports[2].values == reports[0].values


def _with_row_twice(figures: tuple[str, str]) -> Document:
    label = "本年新收政府信息公开申请数量"
    rows = [Row(texts=("一、" + label, *(first, *"000000")), place=Place(table=1, row=n))
            for n, first in enumerate(figures, 1)]  # fmt: skip
    return Document(name="a", blocks=(Rows(rows=tuple(rows), flow=Flow.SPANNED),))


@pytest.mark.usefixtures("memory")
def test_where_figures_decide_nothing_is_remembered() -> None:
    """A row that stands there twice is read if its figures are the same, and else is not."""
    same, other = (_with_row_twice(figures) for figures in (("4", "4"), ("4", "5")))
    for document, kinds in ((same, "number"), (other, "unreadable"), (same, "number")):
        for _ in range(3):
            read = _recognise(document, items(document))
            assert read["t3.R1.nat"].kind == kinds


def test_what_came_longest_ago_is_forgotten(
    memory: _alike._Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_alike, "_MOST", 4)
    documents = [read_bytes(render(samples.filled(), code), "a") for code in ("spans", "fillers")]
    for document in (*documents, *documents):
        recognise(document)
    assert len(memory._times) == 4
    assert len(memory._layouts) <= 4


def test_a_huge_table_is_not_kept_in_memory(memory: _alike._Memory) -> None:
    report = samples.filled()
    page = render(report, "spans")
    filler = "<tr><td>备注</td><td>" + "长" * 100 + "</td></tr>"
    huge = page.replace(b"</table>", (filler * 300 + "</table>").encode())
    for _ in range(3):
        read = recognise(read_bytes(huge, "a.html"))
    assert max(len(str(shape)) for shape in (*memory._times, "")) < 20_000
    assert {name: v.number for name, v in read.values.items() if v.number is not None}.items() <= {
        name: v.number for name, v in report.values.items()
    }.items()
