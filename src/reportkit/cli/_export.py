"""``reportkit export``: the final report; ``--release`` refuses one that is not in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportkit.exporters import export

if TYPE_CHECKING:
    from argparse import Namespace

__all__ = ["run"]


def run(args: Namespace) -> int:
    """Write the final report."""
    raise NotImplementedError
