"""Notebooks: what their cells show is printed, in order, and never from old data."""

from __future__ import annotations

import io
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import docx
import nbformat
import pytest
from lxml import html
from nbconvert.exporters import get_exporter

import samples
from reportkit import store
from reportkit.errors import ExportError
from reportkit.exporters import _notebook, export
from reportkit.views.parts import MIME, PartKind, front, parts, section, signature

if TYPE_CHECKING:
    from pathlib import Path

V4 = nbformat.v4


def _tagged(cell: Any, *tags: str) -> Any:
    cell.metadata["tags"] = list(tags)
    return cell


def _shown(source: str, piece: Any) -> Any:
    output = V4.new_output("execute_result", data=piece._repr_mimebundle_(), execution_count=1)
    return V4.new_code_cell(source, outputs=[output], execution_count=1)


def _ran(source: str, *tags: str) -> Any:
    return _tagged(V4.new_code_cell(source, execution_count=1), *tags)


def notebook(*, run: bool) -> Any:
    """Make the notebook that a new project has, run on the sample or not at all."""
    report = samples.filled()
    pieces = [("rk.front(report)", front(report))]
    pieces += [(f"rk.section(report, {no})", section(report, no)) for no in range(1, 7)]
    pieces.append(("rk.signature(report)", signature(report)))
    cells = [
        _tagged(V4.new_markdown_cell("# 使用说明"), "drop"),
        _ran('FILE = "report.json"', "parameters"),
        _ran("import reportkit as rk\nreport = rk.load(FILE)"),
        _ran("rk.check(report)", "drop"),
        *(_shown(source, piece) for source, piece in pieces),
    ]
    if not run:
        for cell in cells:
            if cell.cell_type == "code":
                cell.outputs, cell.execution_count = [], None
    metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    return V4.new_notebook(cells=cells, metadata=metadata)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Make a project folder whose notebook has been run."""
    store.save(samples.filled(), tmp_path / "report.json")
    nbformat.write(notebook(run=True), tmp_path / "report.ipynb")
    return tmp_path


def _no_run(*_: object) -> None:
    message = "must not be run"
    raise AssertionError(message)


def test_a_current_notebook_is_taken_as_it_is(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_notebook, "_run", _no_run)
    assert _notebook.parts_of(project / "report.ipynb") == parts(samples.filled())


def test_markdown_is_printed_in_its_place_and_dropped_cells_are_not(project: Path) -> None:
    book = notebook(run=True)
    book.cells.insert(5, V4.new_markdown_cell("另有说明。"))
    texts = [part.text for part in _notebook.collect(book, project)]
    assert texts[2] == "另有说明。"
    assert texts[3] == "一、总体情况"
    assert "使用说明" not in texts


def test_the_order_of_the_cells_is_the_order_of_the_report(project: Path) -> None:
    book = notebook(run=True)
    book.cells[4:6] = reversed(book.cells[4:6])
    assert _notebook.collect(book, project)[0].text == "一、总体情况"


def test_a_cell_taken_out_is_not_printed(project: Path) -> None:
    book = notebook(run=True)
    del book.cells[7]
    found = _notebook.collect(book, project)
    assert [part.text[:2] for part in found if part.kind is PartKind.TABLE] == ["表二", "表四"]


def test_a_notebook_that_was_never_run_is_run(project: Path) -> None:
    nbformat.write(notebook(run=False), project / "report.ipynb")
    assert _notebook.parts_of(project / "report.ipynb") == parts(samples.filled())
    after = nbformat.read(project / "report.ipynb", 4)
    assert not any(cell.get("outputs") for cell in after.cells)  # the file itself is not touched


def test_old_figures_are_never_printed(project: Path) -> None:
    newer = samples.filled().replace({"t2.permit": 4321})
    store.save(newer, project / "report.json")
    assert _notebook.parts_of(project / "report.ipynb") == parts(newer)


def test_the_data_file_is_the_one_the_notebook_names(project: Path) -> None:
    book = notebook(run=True)
    book.cells[1].source = 'FILE = "甲.json"'
    assert _notebook.data_file(book, project).name == "甲.json"
    book.cells[1].source = "FILE = open('x')  # never run to find out"
    assert _notebook.data_file(book, project).name == "report.json"


def test_a_failing_cell_is_said_in_one_sentence(project: Path) -> None:
    book = notebook(run=False)
    book.cells[2].source = "raise ValueError('没有这个文件')"
    with pytest.raises(ExportError, match=r"单元格运行出错.*ValueError：没有这个文件"):
        _notebook.collect(book, project)


PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="


def _picture(png: str) -> Any:
    output = V4.new_output("display_data", data={"image/png": png, "text/plain": "<Figure>"})
    return V4.new_code_cell(
        "chart()", outputs=[output], execution_count=1, metadata={"alt": "近三年申请"}
    )


@pytest.mark.parametrize("suffix", [".html", ".pdf", ".docx"])
def test_a_picture_is_printed_in_its_place(suffix: str, project: Path) -> None:
    book = notebook(run=True)
    book.cells.insert(6, _picture(PNG))
    found = _notebook.collect(book, project)
    at = [part.kind for part in found].index(PartKind.PICTURE)
    assert (found[at].text, found[at + 1].text) == ("近三年申请", "二、主动公开政府信息情况")
    nbformat.write(book, project / "report.ipynb")
    plain = export(samples.filled(), project / f"plain{suffix}").stat().st_size
    assert export(project / "report.ipynb", project / f"a{suffix}").stat().st_size > plain


@pytest.mark.parametrize("png", ["AAAA", "x", '"><script>'])
def test_a_damaged_picture_is_said(png: str, project: Path) -> None:
    book = notebook(run=True)
    book.cells.insert(6, _picture(png))
    with pytest.raises(ExportError, match="图片已损坏"):
        _notebook.collect(book, project)


def test_a_notebook_of_unknown_place_is_taken_as_it_is() -> None:
    assert _notebook.collect(notebook(run=True), None) == parts(samples.filled())
    with pytest.raises(ExportError, match="还没有运行过"):
        _notebook.collect(notebook(run=False), None)


def test_pieces_of_different_data_are_never_mixed() -> None:
    book = notebook(run=True)
    other = section(samples.filled().replace({"t2.permit": 4321}), 2)
    book.cells[6] = _shown("rk.section(report, 2)", other)
    with pytest.raises(ExportError):
        _notebook.collect(book, None)


def test_a_notebook_without_a_report_is_refused(project: Path) -> None:
    book = V4.new_notebook(cells=[V4.new_markdown_cell("你好")])
    with pytest.raises(ExportError, match="没有报告的内容"):
        _notebook.collect(book, project)


def test_a_damaged_piece_is_refused(project: Path) -> None:
    book = notebook(run=True)
    book.cells[4].outputs[0].data[MIME]["parts"][0]["kind"] = "script"
    with pytest.raises(ExportError, match="不完整"):
        _notebook.collect(book, project)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b'{"cells": 3}'])
def test_a_broken_file_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.ipynb"
    path.write_bytes(content)
    with pytest.raises(ExportError, match="不是完整的笔记本"):
        export(path, tmp_path / "a.pdf")


def test_a_missing_notebook_is_said(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="打不开笔记本"):
        export(tmp_path / "a.ipynb", tmp_path / "a.pdf")


@pytest.mark.parametrize("suffix", [".html", ".pdf", ".docx", ".json"])
def test_notebook_and_report_give_the_same_file(suffix: str, project: Path) -> None:
    one = export(project / "report.ipynb", project / f"a{suffix}").read_bytes()
    assert one == export(samples.filled(), project / f"b{suffix}").read_bytes()


def test_a_notebook_is_released_only_without_errors(project: Path) -> None:
    assert export(project / "report.ipynb", project / "a.html", release=True).exists()
    store.save(samples.filled().replace({"t3.R1.nat": 9}), project / "report.json")
    with pytest.raises(ExportError, match="T3-01"):
        export(project / "report.ipynb", project / "b.html", release=True)


def test_a_notebook_without_data_is_not_released(project: Path) -> None:
    (project / "report.json").unlink()
    assert export(project / "report.ipynb", project / "a.html").exists()
    with pytest.raises(ExportError, match=r"找不到笔记本的数据文件 report\.json"):
        export(project / "report.ipynb", project / "b.html", release=True)


@pytest.mark.parametrize(
    ("name", "ending"), [("html", ".html"), ("pdf", ".pdf"), ("docx", ".docx")]
)
def test_nbconvert_finds_the_exporters(name: str, ending: str, project: Path) -> None:
    exporter = get_exporter(f"report_{name}")()
    output, resources = exporter.from_filename(str(project / "report.ipynb"))
    direct = export(samples.filled(), project / f"direct{ending}").read_bytes()
    assert resources["output_extension"] == ending
    assert (output.encode() if isinstance(output, str) else output) == direct


def test_the_page_of_nbconvert_shows_no_code_and_calls_nobody(project: Path) -> None:
    output, _ = get_exporter("report_html")().from_filename(str(project / "report.ipynb"))
    page = html.document_fromstring(output)
    assert "rk." not in page.text_content()
    assert not page.xpath("//script|//link|//img|//@src|//@href")


def test_an_office_can_use_a_template_of_its_own_name(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(project))
    folder = project / "nbconvert" / "templates" / "office"
    folder.mkdir(parents=True)
    (folder / "conf.json").write_text('{"base_template": "reportkit"}', encoding="utf-8")
    (folder / "report.css").write_text("main { color: #222222; }", encoding="utf-8")
    exporter = get_exporter("report_html")(template_name="office")
    output, _ = exporter.from_filename(str(project / "report.ipynb"))
    assert "main { color: #222222; }" in output
    assert "一、总体情况" in output


def test_the_word_file_of_nbconvert_opens(project: Path) -> None:
    output, _ = get_exporter("report_docx")().from_filename(str(project / "report.ipynb"))
    assert len(docx.Document(io.BytesIO(output)).tables) == 3


def test_nbconvert_works_from_the_command_line(project: Path) -> None:
    command = [sys.executable, "-m", "nbconvert", "--to", "report_pdf", "report.ipynb"]
    done = subprocess.run(command, cwd=project, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert (project / "report.pdf").read_bytes().startswith(b"%PDF-")


def test_importing_the_exporters_loads_no_heavy_library() -> None:
    code = (
        "import sys, reportkit.exporters as e\n"
        "heavy = {'nbconvert', 'nbformat', 'typst', 'docx', 'jinja2', 'xlsxwriter', 'lxml'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
        "assert e.ReportPDFExporter.__name__ == 'ReportPDFExporter'\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
