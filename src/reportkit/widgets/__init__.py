"""Widgets for notebooks: the official form, exercises and examinations on screen.

>>> from reportkit.widgets import Editor, Practice
>>> Editor("report.json")  # doctest: +SKIP
>>> Practice(4)  # doctest: +SKIP
"""

from __future__ import annotations

from reportkit.widgets._editor import Editor
from reportkit.widgets._practice import Practice

__all__ = ["Editor", "Practice"]
