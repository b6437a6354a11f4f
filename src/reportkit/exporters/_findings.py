"""The result of a check as a file to keep or to pass on: a page, a workbook, or data.

>>> export_findings(report, findings, "检查结果.xlsx")  # doctest: +SKIP
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reportkit import results, store
from reportkit.errors import ExportError
from reportkit.results import Checked
from reportkit.views import findings_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportkit.finding import Findings
    from reportkit.report import Report

__all__ = ["export_findings"]


def _workbook(row: Checked, _report: Report) -> bytes:
    from reportkit.exporters import _findings_xlsx  # noqa: PLC0415  only for this kind of file

    return _findings_xlsx.render([row])


_WRITERS: dict[str, Callable[[Checked, Report], bytes]] = {
    ".html": lambda row, report: findings_page(report, row.findings, name=row.file).encode(),
    ".xlsx": _workbook,
    ".json": lambda row, _report: results.dumps([row]).encode(),
}


def export_findings(
    report: Report, findings: Findings, path: str | Path, *, name: str = ""
) -> Path:
    """Write the result of a check to `path`, whole or not at all.

    Parameters
    ----------
    report
        The report that was checked.
    findings
        What the check gave.
    path
        Where to; its ending says what: ``.html``, ``.xlsx`` or ``.json``.
    name
        What the report is called in the file, such as its file name; by default its title.

    Returns
    -------
    Path
        The file that was written.

    Raises
    ------
    ExportError
        If the ending is unknown.
    StoreError
        If the place cannot be written to.
    """
    target = Path(path)
    write = _WRITERS.get(target.suffix.casefold())
    if write is None:
        message = f"不知道怎样保存“{target.name}”：文件名应以 {'、'.join(_WRITERS)} 之一结尾。"
        raise ExportError(message)
    row = Checked(file=name or report.title or "年度报告", report=report, findings=findings)
    return store.write_atomically(target, write(row, report))
