"""Every notebook runs from top to bottom without a person."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

import samples
from reportkit import project

FOLDER = Path(__file__).parents[1] / "notebooks"


def _run(book, folder):
    NotebookClient(book, timeout=60, resources={"metadata": {"path": str(folder)}}).execute()
    shown = {
        cell.id: "".join(output.data.get("text/html", "") for output in cell.outputs)
        for cell in book.cells
        if cell.cell_type == "code"
    }
    assert all(
        output.output_type != "stream" for cell in book.cells for output in cell.get("outputs", ())
    )
    return shown


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.ipynb")), ids=lambda path: path.stem)
def test_a_notebook_of_the_project_runs(path, tmp_path):
    book = nbformat.read(path, as_version=4)
    relative = any("../" in cell.source for cell in book.cells)
    assert "<" in "".join(_run(book, path.parent if relative else tmp_path).values())


def test_the_notebook_for_drawing_up_a_report_shows_the_form(tmp_path):
    book = nbformat.read(FOLDER / "01-编制年度报告.ipynb", as_version=4)
    shown = _run(book, tmp_path)
    assert shown["section-3"].count("<tr") == 28
    assert shown["editor"].count("<table") == 3


def test_the_notebook_of_a_new_project_runs(tmp_path):
    folder = project.create(tmp_path, samples.filled())
    shown = _run(nbformat.read(folder / project.NOTEBOOK, as_version=4), folder)
    assert "2024年1月15日" in shown["signature"]
    assert samples.filled().title in re.sub("<[^>]*>", "", shown["front"])
    for section in samples.filled().sections:
        assert section.heading in shown[f"section-{section.no}"]
