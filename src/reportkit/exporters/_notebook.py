"""Notebook -> parts: what its cells show, in their order, and never stale figures.

Pieces (`reportkit.views.parts.Piece`) and pictures (PNG) are taken from the outputs, Markdown
cells are read; code, other outputs and cells tagged ``drop`` are left out.  If an output is
missing, or was made from other data than ``report.json`` holds now, the notebook is run afresh
first, on a copy.

>>> parts_of("report.ipynb")  # doctest: +SKIP
"""

from __future__ import annotations

import ast
import base64
import copy
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportkit._optional import require
from reportkit.errors import ExportError
from reportkit.exporters import _markdown
from reportkit.exporters._live import insist
from reportkit.figures import resolve
from reportkit.loading import load
from reportkit.views import sheet
from reportkit.views.parts import MIME, Part, PartKind, Piece, digest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportkit.report import Report

__all__ = ["collect", "data_file", "parts_of", "read", "report_of"]

DROP, PARAMETERS = "drop", {"parameters", "injected-parameters"}
DATA = "report.json"
_PASTED = "attachment:"
_NOT_PRINTED = {"application/vnd.plotly.v1+json", "image/svg+xml", "image/jpeg"}
_LONGEST_RUN = 600  # seconds for one cell


def read(path: str | Path) -> Any:  # noqa: ANN401  nbformat's nodes are untyped
    """Read a notebook file.

    Raises
    ------
    ExportError
        If there is no such file, or it is no notebook.
    """
    nbformat = require("nbformat", extra="export")
    try:
        return nbformat.reads(Path(path).read_text(encoding="utf-8-sig"), as_version=4)
    except OSError as error:
        message = f"打不开笔记本 {path}（{error.strerror or error}）。"
        raise ExportError(message) from error
    except Exception as error:  # nbformat raises what json and jsonschema raise
        message = f"{Path(path).name} 不是完整的笔记本文件。"
        raise ExportError(
            message, hint="请用备份的笔记本，或用 reportkit new 新建一个。"
        ) from error


def parts_of(path: str | Path) -> tuple[Part, ...]:
    """Return the parts that the notebook at `path` shows (see `collect`)."""
    return collect(read(path), Path(path).parent)


def report_of(path: str | Path) -> Report:
    """Return the report that the notebook at `path` works on.

    Raises
    ------
    ExportError
        If its data file is not there.
    ReadError, StoreError
        If the data file is no report.
    """
    file = data_file(read(path), Path(path).parent)
    if not file.exists():
        message = f"找不到笔记本的数据文件 {file.name}，不能核对这份报告。"
        raise ExportError(message, hint="请把数据文件和笔记本放在同一个文件夹里。")
    return load(file)


def collect(notebook: Any, folder: Path | None) -> tuple[Part, ...]:  # noqa: ANN401  nbformat
    """Return the parts that a notebook shows, after running it where its outputs are not current.

    Parameters
    ----------
    notebook
        The notebook; it is not changed.
    folder
        Where it stands.  None where that is not known: then nothing can be run or compared, and
        its outputs are taken as they are.

    Raises
    ------
    ExportError
        If a cell fails, the notebook shows nothing of a report, it has no outputs and cannot
        be run, or a live figure (in Markdown cells too) cannot be resolved.
    """
    report = None
    if folder is not None:
        file = data_file(notebook, folder)
        report = load(file) if file.exists() else None
    if not _is_current(notebook, digest(report) if report else None):
        if folder is None:
            message = "这个笔记本还没有运行过，没有可以导出的内容。"
            raise ExportError(message, hint="请先点“运行所有单元格”，保存后再导出。")
        notebook = _run(notebook, folder)
    if not any(True for cell in _printed(notebook) for _ in _pieces(cell)):
        message = "笔记本里没有报告的内容，没有可以导出的。"
        raise ExportError(message, hint="请保留 rk.front、rk.section、rk.signature 这几个单元格。")
    found = (part for cell in _printed(notebook) for part in _cell_parts(cell, report, folder))
    return insist(tuple(found), report)


def data_file(notebook: Any, folder: Path) -> Path:  # noqa: ANN401  nbformat
    """Return the data file that the notebook names in its parameters, or ``report.json``."""
    name = DATA
    for cell in notebook.cells:
        if cell.cell_type == "code" and PARAMETERS & _tags(cell):
            name = _assigned(cell.source, "FILE") or name
    return folder / name


def _assigned(source: str, name: str) -> str | None:
    """Return the text that a cell assigns to `name`; the cell is parsed, not run."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return None
    for statement in tree.body:
        if isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Constant):
            names = [target.id for target in statement.targets if isinstance(target, ast.Name)]
            if name in names and isinstance(statement.value.value, str):
                return statement.value.value
    return None


def _tags(cell: Any) -> set[str]:  # noqa: ANN401  nbformat
    return set(cell.metadata.get("tags", ()))


def _printed(notebook: Any) -> Iterator[Any]:  # noqa: ANN401  nbformat
    return (cell for cell in notebook.cells if DROP not in _tags(cell))


def _is_current(notebook: Any, current: str | None) -> bool:  # noqa: ANN401  nbformat
    """Whether every cell has been run without error, all on the data of now."""
    made_from: set[str] = set()
    for cell in _printed(notebook):
        if cell.cell_type != "code" or not cell.source.strip():
            continue
        failed = any(output.output_type == "error" for output in cell.outputs)
        if cell.execution_count is None or failed:
            return False
        made_from |= {str(piece.get("data")) for piece in _pieces(cell)}
    return made_from == {current} if current else len(made_from) == 1


def _pieces(cell: Any) -> Iterator[Any]:  # noqa: ANN401  nbformat
    for output in cell.get("outputs", ()):
        piece = output.get("data", {}).get(MIME)
        if isinstance(piece, dict):
            yield piece


def _cell_parts(
    cell: Any,  # noqa: ANN401  nbformat
    report: Report | None,
    folder: Path | None,
) -> Iterator[Part]:
    if cell.cell_type == "markdown":
        source = resolve(cell.source, report) if report else cell.source
        yield from _markdown.parts(source, partial(_pasted, cell, folder))
    yield from _pictures(cell)
    for piece in _pieces(cell):
        try:
            yield from Piece.from_json(piece).parts
        except ValueError as error:
            message = f"笔记本里保存的报告内容不完整（{error}）。"
            raise ExportError(message, hint="请点“运行所有单元格”，保存后再导出。") from error


def _pasted(cell: Any, folder: Path | None, address: str, says: str) -> Part:  # noqa: ANN401  nbformat
    """Return a picture of a Markdown cell: pasted into it, or a file below the notebook's folder.

    Raises
    ------
    ExportError
        If it is neither, or no PNG: what the notebook shows must not be missing in print.
    """
    name, says = address.removeprefix(_PASTED), says or "图片"
    if address.startswith(_PASTED):
        png = cell.get("attachments", {}).get(name, {}).get("image/png")
        if isinstance(png, str):
            return _picture("".join(png.split()), says)
    elif folder is not None and "://" not in address:
        file = (folder / address).resolve()
        if file.is_relative_to(folder.resolve()) and file.is_file():
            return _picture(base64.b64encode(file.read_bytes()).decode(), says)
    message = f"没有导出：笔记本里的图片“{name}”印不出来。"
    raise ExportError(message, hint="请把 PNG 图片直接粘贴到单元格里，或者放在同一个文件夹里。")


def _pictures(cell: Any) -> Iterator[Part]:  # noqa: ANN401  nbformat
    """Yield the pictures of a cell; what a picture shows is said by the cell's ``alt``.

    Raises
    ------
    ExportError
        If a chart of another kind stands there, which would silently be missing in print.
    """
    for output in cell.get("outputs", ()):
        data = output.get("data", {})
        png = data.get("image/png")
        if isinstance(png, str):
            yield _picture("".join(png.split()), str(cell.metadata.get("alt", "图表")))
        elif _NOT_PRINTED & set(data) and MIME not in data:
            message = "没有导出：笔记本里有一张只能在屏幕上看的图，印不出来。"
            hint = "请改用 reportkit.views.chart；只在屏幕上看的，给这个单元格加上 drop 标签。"
            raise ExportError(message, hint=hint)


def _picture(png: str, says: str) -> Part:
    try:
        sheet.picture_size(base64.b64decode(png, validate=True))
    except ValueError as error:
        message = "笔记本里有一张图片已损坏，没有导出。"
        raise ExportError(message, hint="请点“运行所有单元格”，保存后再导出。") from error
    return Part(kind=PartKind.PICTURE, text=says, picture=png)


def _run(notebook: Any, folder: Path) -> Any:  # noqa: ANN401  nbformat
    """Run a copy of the notebook in its folder."""
    nbclient = require("nbclient", extra="export")
    fresh = copy.deepcopy(notebook)
    client = nbclient.NotebookClient(
        fresh,
        timeout=_LONGEST_RUN,
        kernel_name=_kernel(fresh),
        resources={"metadata": {"path": str(folder)}},
        store_widget_state=False,
        extra_arguments=["--log-level=ERROR"],  # a clerk can do nothing about its warnings
    )
    try:
        client.execute()
    except nbclient.exceptions.CellExecutionError as error:
        message = f"笔记本有一个单元格运行出错，没有导出：{error.ename}：{error.evalue}"
        raise ExportError(message) from error
    except (nbclient.exceptions.CellTimeoutError, nbclient.exceptions.DeadKernelError) as error:
        message = "笔记本没有运行完（超时或内核中断），没有导出。"
        raise ExportError(
            message, hint="请在 JupyterLab 里打开它，点“运行所有单元格”看看。"
        ) from error
    return fresh


def _kernel(notebook: Any) -> str:  # noqa: ANN401  nbformat
    """Return the notebook's kernel where it is installed here, else the usual Python."""
    specs = require("jupyter_client.kernelspec", extra="export")
    name = notebook.metadata.get("kernelspec", {}).get("name", "")
    return name if name in specs.KernelSpecManager().find_kernel_specs() else "python3"
