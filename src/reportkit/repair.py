"""Broken equations -> the smallest changes that mend them: proposals only."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportkit.finding import Repair
    from reportkit.report import Report

__all__ = ["propose"]


def propose(report: Report) -> tuple[Repair, ...]:
    """Return the smallest repairs of the report's broken equations, best first."""
    del report
    return ()
