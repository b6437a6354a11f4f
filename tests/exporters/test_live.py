"""Live figures: what is printed shows them, and nothing is written where one is missing."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import nbformat
import pytest

import reportkit as rk
import samples
from reportkit import project, store
from reportkit.errors import ExportError
from reportkit.exporters import export
from reportkit.figures import resolved
from reportkit.views.parts import MIME, section

if TYPE_CHECKING:
    from pathlib import Path

    from reportkit.report import Report

KINDS = [".html", ".pdf", ".docx", ".xlsx"]


def live(reference: str = "t3.R1.tot", no: int = 1) -> Report:
    """Return the sample with a live figure in one section."""
    report = samples.filled()
    sentence = f"全年新收申请{{{{ {reference} }}}}件。"
    sections = (dataclasses.replace(s, text=sentence) if s.no == no else s for s in report.sections)
    return report.replace(sections=tuple(sections))


@pytest.mark.parametrize("suffix", KINDS)
def test_every_file_shows_the_figure(suffix: str, tmp_path: Path) -> None:
    back = rk.load(export(live(), tmp_path / f"a{suffix}"))
    assert back == resolved(live())
    assert back.sections[0].text == "全年新收申请11件。"


@pytest.mark.parametrize("suffix", KINDS)
def test_a_figure_that_is_missing_stops_the_export_with_its_place(
    suffix: str, tmp_path: Path
) -> None:
    report = live(no=5).replace({"t3.R1.tot": ""})
    with pytest.raises(
        ExportError, match=r"没有导出：第五部分里的“\{\{ t3\.R1\.tot \}\}”.*还没有数"
    ):
        export(report, tmp_path / f"a{suffix}")
    assert not list(tmp_path.iterdir())


def test_an_unknown_reference_stops_the_export_and_the_nearest_is_named(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"没有“t3\.R1\.total”这一格，您要的是不是"):
        export(live("t3.R1.total"), tmp_path / "a.pdf")


def test_a_missing_figure_of_the_introduction_is_placed(tmp_path: Path) -> None:
    report = samples.filled().replace({"t2.permit": ""}, introduction="许可{{ t2.permit }}件。")
    with pytest.raises(ExportError, match="标题或引言"):
        export(report, tmp_path / "a.html")


def test_saved_data_keep_the_reference_and_released_data_the_figure(tmp_path: Path) -> None:
    draft = store.load(export(live(), tmp_path / "a.json"))
    final = store.load(export(live(), tmp_path / "b.json", release=True))
    assert draft == live()
    assert final.sections[0].text == "全年新收申请11件。"


def test_a_piece_of_a_notebook_shows_the_figure_and_knows_its_data() -> None:
    before, after = section(live(), 1), section(live().replace({"t3.R1.tot": 12}), 1)
    assert "新收申请11件" in before._repr_html_()
    assert "新收申请12件" in after._repr_html_()
    assert before.data != after.data


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a project whose narrative has a live figure; its notebook was never run."""
    return project.create(tmp_path / "年报", live())


def test_a_notebook_prints_the_figure_of_now(folder: Path, tmp_path: Path) -> None:
    first = rk.load(export(folder / "report.ipynb", tmp_path / "a.docx"))
    store.save(live().replace({"t3.R1.tot": 12}), folder / "report.json")
    second = rk.load(export(folder / "report.ipynb", tmp_path / "b.docx"))
    assert first.sections[0].text == "全年新收申请11件。"
    assert second.sections[0].text == "全年新收申请12件。"


def test_an_added_cell_may_have_live_figures_too(folder: Path, tmp_path: Path) -> None:
    book = nbformat.read(folder / "report.ipynb", 4)
    book.cells.append(nbformat.v4.new_markdown_cell("另有许可{{ t2.permit }}件。"))
    nbformat.write(book, folder / "report.ipynb")
    page = export(folder / "report.ipynb", tmp_path / "a.html").read_text(encoding="utf-8")
    assert "另有许可126件。" in page


def test_a_notebook_with_a_missing_figure_is_not_printed(folder: Path, tmp_path: Path) -> None:
    store.save(live().replace({"t3.R1.tot": ""}), folder / "report.json")
    with pytest.raises(ExportError, match="第一部分"):
        export(folder / "report.ipynb", tmp_path / "a.pdf")


def test_a_saved_piece_with_an_open_reference_is_not_printed() -> None:
    """Even where the data are not known: a notebook that is converted by itself."""
    report = live().replace({"t3.R1.tot": ""})
    shown = nbformat.v4.new_output(
        "execute_result", data=section(report, 1)._repr_mimebundle_(), execution_count=1
    )
    assert MIME in shown.data
    cell = nbformat.v4.new_code_cell("x", outputs=[shown], execution_count=1)
    from reportkit.exporters import _notebook  # noqa: PLC0415  only here

    with pytest.raises(ExportError, match="没有找到数据"):
        _notebook.collect(nbformat.v4.new_notebook(cells=[cell]), None)
