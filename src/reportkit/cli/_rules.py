"""``reportkit rules``: the catalogue of rules as one table."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from reportkit.store import write_atomically
from reportkit.views import rule_pages

if TYPE_CHECKING:
    from argparse import Namespace

__all__ = ["run"]

_WRITERS = {
    "text": rule_pages.as_text,
    "json": rule_pages.as_json,
    "markdown": rule_pages.as_markdown,
}
_SUFFIXES = {".json": "json", ".md": "markdown"}


def run(args: Namespace) -> int:
    """Write the table."""
    suffix = Path(args.output or "").suffix.lower()
    text = _WRITERS[args.format or _SUFFIXES.get(suffix, "text")]()
    if args.output:
        write_atomically(args.output, text.encode())
        print(f"规则表已写入 {args.output}")  # noqa: T201  the command line speaks
    else:
        sys.stdout.write(text)
    return 0
