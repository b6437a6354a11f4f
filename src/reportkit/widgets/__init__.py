"""Widgets for notebooks: the official form, exercises and examinations on screen.

>>> from reportkit.widgets import Editor, Practice
>>> Editor("report.json")  # doctest: +SKIP
>>> Practice(4)  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportkit.widgets._editor import Editor

if TYPE_CHECKING:
    from reportkit.widgets._practice import CaseMaker, Exam, Practice

__all__ = ["CaseMaker", "Editor", "Exam", "Practice"]


def __getattr__(name: str) -> object:
    """Load the exercises when they are first used: the editor opens without them."""
    if name in {"CaseMaker", "Exam", "Practice"}:
        from reportkit.widgets import _practice  # noqa: PLC0415

        return getattr(_practice, name)
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)
