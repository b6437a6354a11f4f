"""Charts and pictures that somebody put into the notebook: printed in their place, or refused."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import nbformat
import pytest

import reportkit as rk
import samples
from reportkit import project
from reportkit.errors import ExportError
from reportkit.exporters import _notebook, export
from reportkit.views.charts import Shape
from reportkit.views.parts import PartKind

if TYPE_CHECKING:
    from pathlib import Path

PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
V4 = nbformat.v4


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return project.create(tmp_path / "年报", samples.filled())


def _add(folder: Path, *cells: nbformat.NotebookNode) -> Path:
    path = folder / "report.ipynb"
    book = nbformat.read(path, 4)
    book.cells += cells
    nbformat.write(book, path)
    return path


def _pasted(address: str, **attachments: dict[str, str]) -> nbformat.NotebookNode:
    return V4.new_markdown_cell(f"见下图。\n\n![近三年申请]({address})", attachments=attachments)


def test_a_chart_of_ours_is_printed_in_every_form(folder: Path, tmp_path: Path) -> None:
    code = "from reportkit.views import chart\nchart(report, 'outcomes')"
    path = _add(folder, V4.new_code_cell(code))
    (drawn,) = [part for part in _notebook.parts_of(path) if part.kind is PartKind.CHART]
    assert drawn.chart is not None
    assert drawn.chart.shape is Shape.FLOW
    for suffix in (".html", ".pdf", ".docx"):
        plain = export(samples.filled(), tmp_path / f"a{suffix}").stat().st_size
        made = export(path, tmp_path / f"b{suffix}")
        assert made.stat().st_size > plain
        assert rk.load(made) == samples.filled()


def test_a_pasted_picture_is_printed_below_its_paragraph(folder: Path) -> None:
    path = _add(folder, _pasted("attachment:image.png", **{"image.png": {"image/png": PNG}}))
    *_, text, picture = _notebook.parts_of(path)
    assert (text.text, picture.kind, picture.text) == ("见下图。", PartKind.PICTURE, "近三年申请")


def test_a_picture_beside_the_notebook_is_printed(folder: Path) -> None:
    (folder / "图 一.png").write_bytes(base64.b64decode(PNG))
    path = _add(folder, _pasted("%E5%9B%BE%20%E4%B8%80.png"))
    assert _notebook.parts_of(path)[-1].picture == PNG


@pytest.mark.parametrize(
    "address",
    ["attachment:none.png", "没有.png", "https://x.example/a.png", "../外面.png", "/etc/hostname"],
)
def test_a_picture_that_cannot_be_printed_stops_the_export(address: str, folder: Path) -> None:
    (folder.parent / "外面.png").write_bytes(base64.b64decode(PNG))
    with pytest.raises(ExportError, match="印不出来"):
        _notebook.parts_of(_add(folder, _pasted(address)))


def test_a_file_that_is_no_png_stops_the_export(folder: Path) -> None:
    (folder / "a.png").write_bytes(b"<svg/>")
    with pytest.raises(ExportError, match="图片已损坏"):
        _notebook.parts_of(_add(folder, _pasted("a.png")))


@pytest.mark.parametrize(
    ("kind", "shown"),
    [("application/vnd.plotly.v1+json", {"data": []}), ("image/svg+xml", "<svg/>")],
)
def test_a_chart_for_the_screen_only_is_never_dropped_in_silence(
    kind: str, shown: object, folder: Path
) -> None:
    output = V4.new_output("display_data", data={kind: shown, "text/plain": "图"})
    cell = V4.new_code_cell("figure", outputs=[output], execution_count=1)
    with pytest.raises(ExportError, match="只能在屏幕上看"):
        list(_notebook._pictures(cell))
    dropped = V4.new_code_cell("1", metadata={"tags": ["drop"]})
    assert _notebook.parts_of(_add(folder, dropped))
