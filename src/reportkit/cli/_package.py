"""``reportkit package``: everything that is handed in with a report, in one zip."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from reportkit.errors import ExportError
from reportkit.exporters import package
from reportkit.loading import load

if TYPE_CHECKING:
    from argparse import Namespace

__all__ = ["run"]

_REFUSED = 3


def run(args: Namespace) -> int:
    """Write the package; refuse a report that is not in order."""
    aside: list[str] = []
    previous = load(args.previous) if args.previous else None
    try:
        path = package(
            args.source, args.output, previous=previous, draft=args.draft, tell=aside.append
        )
    except ExportError as error:
        if not error.refused:
            raise
        print(error, file=sys.stderr)  # noqa: T201  the command line speaks
        return _REFUSED
    print(f"已生成报送包 {path}")  # noqa: T201  the command line speaks
    if aside:
        listed = "\n".join(f"  {sentence}" for sentence in aside)
        print(f"以下{len(aside)}处错误经人工核实，没有改动：\n{listed}")  # noqa: T201
    return 0
