"""``reportkit export``: the final report; ``--release`` refuses one that is not in order.

One report goes into the file that is named; several go into a folder.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from reportkit.cli._parser import UsageError
from reportkit.errors import ExportError
from reportkit.exporters import EXPORTERS, export, stand_ins
from reportkit.loading import load

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable

    from reportkit.exporters._many import Exported

__all__ = ["run"]

_REFUSED = 3


def run(args: Namespace) -> int:
    """Write the final report, or those of many files."""
    return _one(args) if len(args.sources) == 1 else _many(args)


def _one(args: Namespace) -> int:
    aside: list[str] = []
    previous = load(args.previous) if args.previous else None
    try:
        path = export(
            args.sources[0], args.output, release=args.release, portal=args.portal,
            appendix=args.appendix, previous=previous, template=args.template, tell=aside.append,
        )  # fmt: skip
    except ExportError as error:
        if not error.refused:
            raise
        print(error, file=sys.stderr)  # noqa: T201  the command line speaks
        return _REFUSED
    print(f"已生成 {path}")  # noqa: T201  the command line speaks
    _name_fonts([path.suffix.casefold()])
    if aside:
        listed = "\n".join(f"  {sentence}" for sentence in aside)
        print(f"以下{len(aside)}处错误经人工核实，没有改动：\n{listed}")  # noqa: T201
    return 0


def _name_fonts(endings: Iterable[str]) -> None:
    """Say which official fonts this computer lacks, as they change how a PDF looks."""
    lacking = stand_ins() if ".pdf" in endings else {}
    by_font: dict[str, list[str]] = {}
    for official, used in lacking.items():
        by_font.setdefault(used, []).append(official)
    said = [f"没有{'、'.join(names)}，用 {used} 代替" for used, names in by_font.items()]
    if said:
        print(f"电脑上{'；'.join(said)}。")  # noqa: T201  the command line speaks


def _many(args: Namespace) -> int:
    """Write many reports; the exit status tells the worst: 2 unreadable, 3 refused."""
    if Path(args.output).suffix.casefold() in EXPORTERS:
        message = f"导出多份报告时，-o 后面要写文件夹，现在是“{args.output}”。"
        raise UsageError(message)
    if args.portal or args.appendix or args.template or args.previous:
        message = "导出多份报告时，不能用 --portal、--appendix、--template 和 --previous。"
        raise UsageError(message, hint="请逐份导出。")
    from reportkit.exporters import export_many  # noqa: PLC0415  processes only for many

    status = 0
    made = export_many(args.sources, args.output, args.to, release=args.release)
    for number, row in enumerate(made, start=1):
        print(f"{number}/{len(args.sources)} {_said(row)}", flush=True)  # noqa: T201
        if row.error is not None:
            print(row.error, file=sys.stderr)  # noqa: T201  the command line speaks
            status = 2 if status == 2 or not row.refused else _REFUSED
    _name_fonts(args.to)
    return status


def _said(row: Exported) -> str:
    if row.error is not None:
        return f"没有生成：{row.source}"
    return f"已生成 {'、'.join(map(str, row.files))}"
