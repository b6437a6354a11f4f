"""``reportkit read``: a report in any supported form to JSON."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING

from reportkit import store
from reportkit.loading import load
from reportkit.views.words import row_name, to_check

if TYPE_CHECKING:
    from argparse import Namespace

    from reportkit.report import Report

__all__ = ["run"]

_FEW = 3  # rows that are named one by one


def run(args: Namespace) -> int:
    """Write the JSON; say on stderr which rows could not be read, or not with certainty."""
    report = load(args.file)
    if args.output:
        store.save(report, args.output)
        print(f"已写入 {args.output}")  # noqa: T201  the command line speaks
    else:
        sys.stdout.write(store.dumps(report))
    if report.unread:
        print(_unread(report), file=sys.stderr)  # noqa: T201
    for said in to_check(report):
        print(said, file=sys.stderr)  # noqa: T201
    return 0


def _unread(report: Report) -> str:
    """Say in one sentence which rows were not read, or how many of which table, and why."""
    told = Counter((row.table, row.reason.rstrip("。")) for row in report.unread)
    if len(report.unread) <= _FEW:
        parts = [f"{row_name(row, report)}（{row.reason.rstrip('。')}）" for row in report.unread]
    else:
        parts = [f"{report.tables[t].name}{count}行（{why}）" for (t, why), count in told.items()]
    return f"有{len(report.unread)}行没有读出：{'、'.join(parts)}。"
