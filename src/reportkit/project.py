"""A project folder: ``report.json`` with the data, ``report.ipynb`` to show and print them.

The notebook is thin and holds no figures; whoever loses it makes a new one.  This module knows
neither the command line nor the exporters.

>>> folder = create("2024年报", draft(agency="某县某局", year=2024))  # doctest: +SKIP
"""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from reportkit import form, store
from reportkit._optional import require
from reportkit.errors import ReportkitError, StoreError
from reportkit.report import Report
from reportkit.text import print_number

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from reportkit.form import Form
    from reportkit.report import Organ

__all__ = ["DATA", "NOTEBOOK", "carried", "create", "draft", "notebook", "title_of"]

DATA = "report.json"
NOTEBOOK = "report.ipynb"

# What one year hands on to the next (format.md, Y1): row of the old report -> row of the new one.
_CARRIED = ("t3", "R4", "R2")

_WELCOME = """\
### 怎样使用这个页面

1. 点菜单“**运行 → 运行所有单元格**”（英文界面是 *Run → Run All Cells*），等几秒钟，\
下面就会出现填报的表格。
2. 像在电子表格里一样填写；边填边检查，改动自动保存，标题旁边写着“已保存”和时间。
3. 填完点右上角的“**生成报告**”，得到网页、PDF 和 Word 三种文件，存在同一个文件夹里。

下次接着填：打开这个页面，再“运行所有单元格”一次。\
数据都在同一文件夹的 `report.json` 里，这个页面本身不存数据。"""

_BELOW = """\
### 正式报告的样子

从这里往下就是要发布的内容。上面改过以后，再“运行所有单元格”一次，这里就会更新。"""
# Clerks see what a cell shows, not its code; a click on the bar beside it shows the code.
_HIDDEN = {"jupyter": {"source_hidden": True}}


def draft(
    *, agency: str, year: int, kind: Organ | None = None, previous: Report | None = None
) -> Report:
    """Start the report of an organ about one year.

    Parameters
    ----------
    agency
        Full name of the organ.
    year
        The year that is reported, not the year of publication.
    kind
        What kind of organ it is, where known.
    previous
        The organ's report about the year before; its carry-over becomes this year's, column by
        column, as printed there.  A cell that holds no number there stays blank.

    Returns
    -------
    Report
        Title, period and headings set; every other cell blank.

    Raises
    ------
    ReportkitError
        If the organ has no name, no form is known for the year, or `previous` is about another
        year.
    """
    if not agency:
        message = "单位名称不能为空。"
        raise ReportkitError(message)
    report = Report.empty(
        _form(year),
        agency=agency,
        year=year,
        kind=kind,
        title=title_of(agency, year),
        signed_by=agency,
        period=(datetime.date(year, 1, 1), datetime.date(year, 12, 31)),
    )
    return report if previous is None else report.replace(carried(previous, report))


def title_of(agency: str, year: int) -> str:
    """Return the standard title of an organ's report about one year."""
    return f"{agency}{year}年政府信息公开工作年度报告"


def carried(previous: Report, report: Report) -> dict[str, str]:
    """Return what last year's report hands on: contents by cell of this year's report.

    A cell that holds no number there is left out.

    Raises
    ------
    ReportkitError
        If `previous` is not about the year before.
    """
    if previous.year not in {None, (report.year or 0) - 1}:
        message = f"上年度报告应当是{(report.year or 0) - 1}年度的，给出的是{previous.year}年度的。"
        raise ReportkitError(message)
    table, source, target = _CARRIED
    pairs = zip(
        previous.tables[table].row_cells(source),
        report.tables[table].row_cells(target),
        strict=True,
    )
    numbers = ((new, previous.number(old)) for old, new in pairs)
    return {name: print_number(number) for name, number in numbers if number is not None}


def _form(year: int) -> Form:
    """Return the form that is in force for reports about `year`."""
    forms = [form.load(name) for name in form.FORMATS]
    for item in forms:
        if item.first_year <= year <= (item.last_year or year):
            return item
    first = min(item.first_year for item in forms)
    message = f"没有{year}年度的报告格式，最早是{first}年度。"
    raise ReportkitError(
        message, hint="年度指报告所反映的年份，例如2024年1月发布的是2023年度报告。"
    )


def create(folder: str | Path, report: Report) -> Path:
    """Write the report and its notebook into `folder`, which is made where it is missing.

    Raises
    ------
    StoreError
        If the folder has a project already, or cannot be written to; nothing is overwritten.
    """
    target = Path(folder)
    there = [name for name in (DATA, NOTEBOOK) if (target / name).exists()]
    if there:
        message = f"文件夹 {target} 里已经有 {'和'.join(there)}，没有覆盖。"
        raise StoreError(message, hint="请换一个文件夹。")
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"建不了文件夹 {target}（{error.strerror or error}）。"
        raise StoreError(message) from error
    store.write_atomically(target / NOTEBOOK, _text(notebook(report)).encode())
    store.save(report, target / DATA)
    return target


def notebook(report: Report) -> NotebookNode:
    """Make the notebook that shows and prints `report`, one call a cell.

    Notes
    -----
    Exporters act on tags only: ``drop`` keeps a cell out of the final report, ``parameters``
    marks the one cell that names the file.  Code is folded away.  Cell ids are fixed, so that
    the same call gives the same file.
    """
    v4 = require("nbformat.v4", extra="notebook")
    code, text = v4.new_code_cell, v4.new_markdown_cell
    sections = [
        code(f"rk.section(report, {section.no})", id=f"section-{section.no}", metadata=_HIDDEN)
        for section in report.form.sections
    ]
    book: NotebookNode = v4.new_notebook(
        cells=[
            text(_WELCOME, id="welcome", metadata={"tags": ["drop"]}),
            code(
                f'FILE = "{DATA}"',
                id="parameters",
                metadata={"tags": ["parameters"], **_HIDDEN},
            ),
            code(
                "from reportkit.widgets import Editor\n\nEditor(FILE)",
                id="editor",
                metadata={"tags": ["drop"], **_HIDDEN},
            ),
            text(_BELOW, id="below", metadata={"tags": ["drop"]}),
            code("import reportkit as rk\n\nreport = rk.load(FILE)", id="load", metadata=_HIDDEN),
            code("rk.front(report)", id="front", metadata=_HIDDEN),
            *sections,
            code("rk.signature(report)", id="signature", metadata=_HIDDEN),
        ],
        metadata={
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
            "title": report.title or "",
        },
    )
    return book


def _text(book: NotebookNode) -> str:
    text: str = require("nbformat", extra="notebook").writes(book)
    return text if text.endswith("\n") else text + "\n"
