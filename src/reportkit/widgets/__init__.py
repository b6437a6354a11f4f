"""Widgets for notebooks: the official form on screen, with the checks while one types.

>>> from reportkit.widgets import Editor
>>> Editor("report.json")  # doctest: +SKIP
"""

from __future__ import annotations

from reportkit.widgets._editor import Editor

__all__ = ["Editor"]
