"""``reportkit read``: a report in any supported form to JSON."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from reportkit import store
from reportkit.loading import load

if TYPE_CHECKING:
    from argparse import Namespace

__all__ = ["run"]


def run(args: Namespace) -> int:
    """Write the JSON; say on stderr which rows could not be read."""
    report = load(args.file)
    if args.output:
        store.save(report, args.output)
        print(f"已写入 {args.output}")  # noqa: T201  the command line speaks
    else:
        sys.stdout.write(store.dumps(report))
    if report.unread:
        names = "、".join(f"{row.table}.{row.row}" for row in report.unread)
        print(f"有{len(report.unread)}行没有读出：{names}。", file=sys.stderr)  # noqa: T201
    return 0
