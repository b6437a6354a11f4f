"""Load a report from any file that is read: the public `load`.

>>> load("report.json")  # doctest: +SKIP
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reportkit import store

if TYPE_CHECKING:
    from reportkit.report import Report

__all__ = ["load"]


def load(path: str | Path) -> Report:
    """Load a report from a file of any supported form."""
    return store.load(Path(path))
