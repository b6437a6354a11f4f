"""The final report as a file: web page, PDF, Word, Excel or the data themselves.

Every writer takes the same parts (`reportkit.views.parts`), so all files show the same.  Heavy
libraries are imported only by the writer that needs them.

>>> export(report, "2023年报.pdf")  # doctest: +SKIP
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from reportkit import store
from reportkit.catalogue import catalogue
from reportkit.check import check
from reportkit.errors import ExportError
from reportkit.finding import Severity
from reportkit.loading import load
from reportkit.report import Report
from reportkit.text import Kind
from reportkit.views import words
from reportkit.views.parts import parts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reportkit.views.parts import Part

__all__ = ["EXPORTERS", "Source", "export", "stand_ins"]

_NAMED = 3  # faults that the refusal of a release names


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What is exported: the report, or the notebook around it.

    Notes
    -----
    Both answers are worked out when asked for: running a notebook is slow, and its data are
    needed only for a release and for the files of figures.
    """

    report: Callable[[], Report]
    parts: Callable[[], tuple[Part, ...]]


def _write_html(source: Source) -> bytes:
    from reportkit.exporters import _html  # noqa: PLC0415  only for this kind of file

    return _html.render(source.parts())


def _write_pdf(source: Source) -> bytes:
    from reportkit.exporters import _typst  # noqa: PLC0415  only for this kind of file

    return _typst.render(source.parts())


def _write_docx(source: Source) -> bytes:
    from reportkit.exporters import _docx  # noqa: PLC0415  only for this kind of file

    return _docx.render(source.parts())


def _write_xlsx(source: Source) -> bytes:
    from reportkit.exporters import _xlsx  # noqa: PLC0415  only for this kind of file

    return _xlsx.render(source.report())


def _write_json(source: Source) -> bytes:
    return store.dumps(source.report()).encode()


EXPORTERS: dict[str, Callable[[Source], bytes]] = {
    ".html": _write_html,
    ".pdf": _write_pdf,
    ".docx": _write_docx,
    ".xlsx": _write_xlsx,
    ".json": _write_json,
}
"""Ending of the file -> what writes it."""


def export(
    source: Report | str | Path,
    path: str | Path,
    *,
    release: bool = False,
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
        plain arithmetic.  What people decided is not written into a released file.
    tell
        Called at a release with a sentence for each error that was set aside.

    Returns
    -------
    Path
        The file that was written.

    Raises
    ------
    ExportError
        If the ending is unknown, the report must not be released (``refused`` is then True), or
        it cannot be written in this form.
    ReadError, StoreError
        If the source cannot be read, or the place cannot be written to.
    """
    target = Path(path)
    write = EXPORTERS.get(target.suffix.casefold())
    if write is None:
        known = "、".join(EXPORTERS)
        message = f"不知道怎样导出“{target.name}”：文件名应以 {known} 之一结尾。"
        raise ExportError(message)
    given = _source(source)
    if release:
        report = given.report()
        for sentence in _cleared(report):
            tell(sentence)
        bare = report.replace(decisions={})
        given = replace(given, report=lambda: bare)
    return store.write_atomically(target, write(given))


def stand_ins() -> dict[str, str]:
    """Return the official fonts that this computer lacks, and what a PDF shows instead.

    Raises
    ------
    MissingLibrary
        If typst or the fonts that come with the package are not installed.
    """
    from reportkit.exporters import _typst  # noqa: PLC0415  only when asked for

    return _typst.stand_ins()


def _source(source: Report | str | Path) -> Source:
    if isinstance(source, Report):
        report = source
        return Source(report=lambda: report, parts=lambda: parts(report))
    path = Path(source)
    if path.suffix.casefold() == ".ipynb":
        from reportkit.exporters import _notebook  # noqa: PLC0415  only for notebooks

        return Source(
            report=lambda: _notebook.report_of(path), parts=lambda: _notebook.parts_of(path)
        )
    loaded = load(path)
    return Source(report=lambda: loaded, parts=lambda: parts(loaded))


def _cleared(report: Report) -> list[str]:
    """Return a sentence for each error that was set aside.

    Raises
    ------
    ExportError
        If the report has other errors or unread cells, naming the first of them.
    """
    findings = check(report)
    aside = [item for item in findings.dismissed if not catalogue()[item.rule].firm]
    errors = (f"{e.rule} {e.message.rstrip('。')}" for e in findings.errors if e not in aside)
    faults = [*_unread(report), *errors]
    if faults:
        more = f"等 {len(faults)} 处" if len(faults) > _NAMED else ""
        message = f"这份报告还不能正式发布：{'；'.join(faults[:_NAMED])}{more}。"
        hint = (
            "请改正后再发布；确属误报的，可以写明理由记为“核实无误”；"
            "不作正式发布（release）时，可以先导出草稿。"
        )
        raise ExportError(message, hint=hint, refused=True)
    made = ((item, report.decisions[item.fingerprint]) for item in aside)
    return [
        f"{item.rule} {item.message}{words.decided(decision)}"
        for item, decision in made
        if item.severity is Severity.ERROR
    ]


def _unread(report: Report) -> Iterator[str]:
    """Name the rows that were not read, and cells that were not read in other rows."""
    for row in report.unread:
        yield f"没有读出 {words.unread_sentence(row, report).rstrip('。')}"
    rows = {(row.table, row.row) for row in report.unread}
    for name, cell in report.cells.items():
        lost = report.values[name].kind is Kind.UNREADABLE
        if lost and (cell.table, cell.row_key) not in rows:
            yield f"没有读出 {cell.place}"


_NBCONVERT = ("ReportDocxExporter", "ReportHTMLExporter", "ReportPDFExporter")


def __getattr__(name: str) -> object:
    # The entry points of nbconvert name these here; importing nbconvert takes about a second.
    if name in _NBCONVERT:
        return getattr(import_module("reportkit.exporters._nbconvert"), name)
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)
