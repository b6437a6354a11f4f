"""``reportkit check``: one or many reports against every rule that can be decided.

A file that cannot be read is a row like the others.  The exit status tells the worst of all
files: 2 if one could not be read, else 1 if one has errors or unread cells, else 0.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from reportkit import profile, results
from reportkit.check import check
from reportkit.cli._parser import CHECK_FORMATS
from reportkit.errors import ReportkitError
from reportkit.loading import load
from reportkit.results import Checked
from reportkit.store import write_atomically
from reportkit.views import findings_page, findings_text
from reportkit.views.overview import overview_page

if TYPE_CHECKING:
    from argparse import Namespace

    from reportkit.report import Report

__all__ = ["run"]


def run(args: Namespace) -> int:
    """Check the files and write the result."""
    args.profile = profile.load(args.profile)
    args.previous = load(args.previous) if args.previous else None
    rows = [_row(file, args) for file in args.files]
    _write(rows, args)
    for row in rows:
        if row.error is not None:
            print(row.error, file=sys.stderr)  # noqa: T201  the command line speaks
    if any(row.error is not None for row in rows):
        return 2
    return 0 if all(row.sound for row in rows) else 1


def _row(file: str, args: Namespace) -> Checked:
    try:
        report = load(file)
    except ReportkitError as error:
        return Checked(file=file, error=str(error))
    if args.published:
        report = report.replace(published_on=args.published)
    previous = args.previous if _belongs(args.previous, report, args) else None
    findings = check(report, previous=previous, profile=args.profile)
    return Checked(file=file, report=report, findings=findings)


def _belongs(previous: Report | None, report: Report, args: Namespace) -> bool:
    """Whether last year's report is to be held against this one.

    With one file the user says so; with several, only the organ of the same name is meant.
    """
    if previous is None or len(args.files) == 1:
        return previous is not None
    return previous.agency == report.agency


def _write(rows: list[Checked], args: Namespace) -> None:
    text = _WRITERS[_format(args)](rows)
    if args.output:
        write_atomically(args.output, text.encode("utf-8", "backslashreplace"))
        print(f"检查结果已写入 {args.output}")  # noqa: T201  the command line speaks
    else:
        sys.stdout.write(text)


def _format(args: Namespace) -> str:
    if args.format:
        return str(args.format)
    suffix = Path(args.output or "").suffix.lstrip(".").lower()
    return suffix if suffix in CHECK_FORMATS else "text"


def _text(rows: list[Checked]) -> str:
    texts = [
        findings_text(row.findings, row.report, name=row.file if len(rows) > 1 else "")
        for row in rows
        if row.error is None
    ]
    return "\n".join(texts)


def _html(rows: list[Checked]) -> str:
    if len(rows) == 1 and rows[0].report is not None:
        return findings_page(rows[0].report, rows[0].findings, name=rows[0].file)
    return overview_page(rows)


_WRITERS = {"text": _text, "json": results.dumps, "html": _html}
