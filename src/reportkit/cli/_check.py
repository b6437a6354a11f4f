"""``reportkit check``: one or many reports against every rule that can be decided.

A file that cannot be read is a row like the others.  The exit status tells the worst of all
files: 2 if one could not be read, else 1 if one has errors or unread cells, else 0.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import reportkit
from reportkit import profile, results
from reportkit.checking import Against, check_files
from reportkit.cli._parser import CHECK_FORMATS, UsageError
from reportkit.errors import ReportkitError
from reportkit.loading import load
from reportkit.store import write_atomically
from reportkit.views import findings_page, findings_text, sarif
from reportkit.views.overview import overview_page

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterable, Iterator

    from reportkit.report import Report
    from reportkit.results import Checked

__all__ = ["run"]

_SUFFIXES = {**{name: name for name in CHECK_FORMATS}, "txt": "text"}
_TOLD = 10  # files; from here on a terminal shows how far the check has come


def run(args: Namespace) -> int:
    """Check the files and write the result."""
    kind = _format(args)
    if kind == "xlsx" and not args.output:
        message = "Excel 文件不能显示在屏幕上。"
        raise UsageError(message, hint="请用 -o 写明文件名，例如：-o 检查结果.xlsx。")
    against = Against(
        profile=profile.load(args.profile),
        previous=load(args.previous) if args.previous else None,
        peers=tuple(_peers(args.peers)),
        published=args.published,
        same_organ=len(args.files) > 1,
    )
    rows = list(_told(check_files(args.files, against), len(args.files)))
    _write(_WRITERS[kind](rows), args.output)
    for row in rows:
        if row.error is not None:
            print(row.error, file=sys.stderr)  # noqa: T201  the command line speaks
    if any(row.error is not None for row in rows):
        return 2
    return 0 if all(row.sound for row in rows) else 1


def _peers(given: Iterable[str]) -> Iterator[Report]:
    """Yield the reports that are meant; what is no report in a folder is told and left out."""
    for path in map(Path, given):
        if not path.is_dir():
            yield load(path)
            continue
        for file in sorted(p for p in path.iterdir() if p.is_file() and p.name[0] != "."):
            try:
                yield load(file)
            except ReportkitError as error:
                print(f"没有用作对照：{error}", file=sys.stderr)  # noqa: T201  the command line speaks


def _told(rows: Iterable[Checked], count: int) -> Iterable[Checked]:
    """Pass the rows on, and tell a terminal how far the check has come."""
    tell = count >= _TOLD and sys.stderr.isatty()
    for number, row in enumerate(rows, start=1):
        if tell:
            end = "\n" if number == count else "\r"
            print(f"已检查 {number}/{count} 个文件", end=end, file=sys.stderr, flush=True)  # noqa: T201
        yield row


def _write(content: bytes, output: str | None) -> None:
    if output:
        write_atomically(output, content)
        print(f"检查结果已写入 {output}")  # noqa: T201  the command line speaks
    else:
        sys.stdout.write(content.decode())


def _format(args: Namespace) -> str:
    if args.format:
        return str(args.format)
    return _SUFFIXES.get(Path(args.output or "").suffix.lstrip(".").lower(), "text")


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


def _xlsx(rows: list[Checked]) -> bytes:
    from reportkit.exporters import _findings_xlsx  # noqa: PLC0415  only for this format

    return _findings_xlsx.render(rows)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "backslashreplace")


_WRITERS: dict[str, Callable[[list[Checked]], bytes]] = {
    "text": lambda rows: _bytes(_text(rows)),
    "json": lambda rows: _bytes(results.dumps(rows)),
    "html": lambda rows: _bytes(_html(rows)),
    "xlsx": _xlsx,
    "sarif": lambda rows: _bytes(sarif.dumps(rows, version=reportkit.__version__)),
}
