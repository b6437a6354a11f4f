"""What is exported: a report, a file with one, or the notebook around it.

Both answers of a `Source` are worked out when asked for and once: running a notebook is slow, and
its data are needed only for a release and for the files of figures.

>>> source_of(report).parts()[0].text  # doctest: +SKIP
'某县某局2023年政府信息公开工作年度报告'
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from reportkit.exporters._live import insist
from reportkit.figures import resolved
from reportkit.loading import load
from reportkit.report import Report
from reportkit.views.parts import parts

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportkit.views.parts import Part

__all__ = ["Source", "source_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The report and what is printed of it.

    Notes
    -----
    `data` gives the report as it is saved, `parts` what is printed, every live figure resolved.
    `template` is the office's folder of templates, where it has one; `portal` asks for the page
    that editors of web sites take.
    """

    data: Callable[[], Report]
    parts: Callable[[], tuple[Part, ...]]
    template: Path | None = None
    portal: bool = False

    def printed(self) -> Report:
        """Return the report as people read it: live figures resolved.

        Raises
        ------
        ExportError
            If one cannot be.
        """
        report = self.data()
        insist(parts(report), report)
        return resolved(report)

    def with_more(self, more: Callable[[Report], tuple[Part, ...]]) -> Source:
        """Return a source that prints further parts behind its own."""
        return dataclasses.replace(
            self, parts=lambda: (*self.parts(), *more(resolved(self.data())))
        )


def source_of(given: Report | str | Path) -> Source:
    """Return the source that a report, a notebook or any file with a report is.

    Raises
    ------
    ReadError, StoreError
        If a file (but no notebook, which is read later) cannot be read.
    """
    if not isinstance(given, Report):
        path = Path(given)
        if path.suffix.casefold() == ".ipynb":
            from reportkit.exporters import _notebook  # noqa: PLC0415  only for notebooks

            return Source(
                data=cache(lambda: _notebook.report_of(path)),
                parts=cache(lambda: _notebook.parts_of(path)),
            )
        given = load(path)
    report = given
    return Source(data=lambda: report, parts=lambda: insist(parts(report), report))
