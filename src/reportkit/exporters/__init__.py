"""The final report as a file: web page, PDF, Word, Excel or the data themselves.

Every writer takes the same parts (`reportkit.views.parts`), so all files show the same.  Heavy
libraries are imported only by the writer that needs them.

>>> export(report, "2023年报.pdf")  # doctest: +SKIP
"""

from __future__ import annotations

import dataclasses
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from reportkit import store
from reportkit.check import check
from reportkit.errors import ExportError
from reportkit.exporters._release import cleared
from reportkit.exporters._source import Source, source_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportkit.exporters._findings import export_findings
    from reportkit.exporters._many import export_many
    from reportkit.exporters._package import package
    from reportkit.exporters._verify import verify
    from reportkit.report import Report

__all__ = [
    "EXPORTERS",
    "Source",
    "export",
    "export_findings",
    "export_many",
    "package",
    "stand_ins",
    "verify",
]


def _write_html(source: Source) -> bytes:
    if source.portal:
        from reportkit.exporters import _portal  # noqa: PLC0415  only for this kind of file

        return _portal.render(source.parts())
    from reportkit.exporters import _html  # noqa: PLC0415  only for this kind of file

    return _html.render(source.parts(), template=source.template)


def _write_pdf(source: Source) -> bytes:
    from reportkit.exporters import _typst  # noqa: PLC0415  only for this kind of file

    return _typst.render(source.parts(), template=source.template)


def _write_docx(source: Source) -> bytes:
    from reportkit.exporters import _docx  # noqa: PLC0415  only for this kind of file

    return _docx.render(source.parts(), template=source.template)


def _write_xlsx(source: Source) -> bytes:
    from reportkit.exporters import _xlsx  # noqa: PLC0415  only for this kind of file

    return _xlsx.render(source.printed())


def _write_json(source: Source) -> bytes:
    return store.dumps(source.data()).encode()


EXPORTERS: dict[str, Callable[[Source], bytes]] = {
    ".html": _write_html,
    ".pdf": _write_pdf,
    ".docx": _write_docx,
    ".xlsx": _write_xlsx,
    ".json": _write_json,
}
"""Ending of the file -> what writes it."""


def export(  # noqa: PLR0913  each is a choice of the user
    source: Report | str | Path,
    path: str | Path,
    *,
    release: bool = False,
    portal: bool = False,
    appendix: bool = False,
    previous: Report | None = None,
    template: str | Path | None = None,
    tell: Callable[[str], None] = lambda _sentence: None,
) -> Path:
    """Write the final report to `path`, whole or not at all.

    Parameters
    ----------
    source
        A report, the path of a notebook, or the path of any file that `reportkit.load` reads.
    path
        Where to; its ending says what: one of the keys of `EXPORTERS`.
    release
        Refuse a report that has findings of severity error, or cells that could not be read.
        An error that a person has set aside with a reason does not count, unless its rule is
        plain arithmetic.  What people decided is not written into a released file, and live
        figures are resolved in released data too.
    portal
        Write a page (``.html``) for the editor of a web site: one piece with inline styles, no
        script, no picture and no names.
    appendix
        Add a page of charts (图解) behind the report: page, PDF and Word only.
    previous
        The organ's report of the year before: for the check of a release and the charts.
    template
        A folder with the office's own templates (see ``docs/templates.md``).
    tell
        Called at a release with a sentence for each error that was set aside.

    Returns
    -------
    Path
        The file that was written.

    Raises
    ------
    ExportError
        If the ending is unknown or does not fit `portal`, a live figure cannot be resolved, the
        report must not be released (``refused`` is then True), or it cannot be written in this
        form.
    ReadError, StoreError
        If the source cannot be read, or the place cannot be written to.
    """
    target = Path(path)
    write = EXPORTERS.get(target.suffix.casefold())
    if write is None:
        known = "、".join(EXPORTERS)
        message = f"不知道怎样导出“{target.name}”：文件名应以 {known} 之一结尾。"
        raise ExportError(message)
    if portal and write is not _write_html:
        message = f"供网站编辑器粘贴的只能是网页，“{target.name}”应以 .html 结尾。"
        raise ExportError(message)
    given = dataclasses.replace(
        source_of(source), portal=portal, template=_folder(template) if template else None
    )
    if release:
        given = _released(given, previous, tell)
    if appendix:
        from reportkit.views.appendix import appendix_parts  # noqa: PLC0415  only when asked for

        given = given.with_more(lambda report: appendix_parts(report, previous))
    return store.write_atomically(target, write(given))


def _folder(template: str | Path) -> Path:
    folder = Path(template)
    if not folder.is_dir():
        message = f"找不到模板文件夹 {folder}。"
        raise ExportError(message)
    return folder


def _released(given: Source, previous: Report | None, tell: Callable[[str], None]) -> Source:
    report = given.data()
    for sentence in cleared(report, check(report, previous=previous)):
        tell(sentence)
    bare = given.printed().replace(decisions={})
    return dataclasses.replace(given, data=lambda: bare)


def stand_ins() -> dict[str, str]:
    """Return the official fonts that this computer lacks, and what a PDF shows instead.

    Raises
    ------
    MissingLibrary
        If typst or the fonts that come with the package are not installed.
    """
    from reportkit.exporters import _typst  # noqa: PLC0415  only when asked for

    return _typst.stand_ins()


_ELSEWHERE = {
    "ReportDocxExporter": "_nbconvert",
    "ReportHTMLExporter": "_nbconvert",
    "ReportPDFExporter": "_nbconvert",
    "export_findings": "_findings",
    "export_many": "_many",
    "package": "_package",
    "verify": "_verify",
    "write_parts": "_parts",
}


def __getattr__(name: str) -> object:
    # The entry points of nbconvert name these here; importing nbconvert takes about a second.
    if name in _ELSEWHERE:
        return getattr(import_module(f"reportkit.exporters.{_ELSEWHERE[name]}"), name)
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)
