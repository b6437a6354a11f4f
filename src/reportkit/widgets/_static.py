"""The front end of the widgets: plain JavaScript and CSS, joined without any build.

The files under ``static/`` are stretches of ES modules, in the order of their names; the last of
a module exports it.  Editor and lessons share what makes elements and the colours.

>>> "export default" in script(), "export default" in lesson_script()
(True, True)
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

__all__ = ["ended", "lesson_script", "lesson_style", "script", "style"]

_FOLDER = Path(__file__).parent / "static"


@cache
def script() -> str:
    """Return the ES module of the editor."""
    return _joined("[0-9]*.js")


@cache
def style() -> str:
    """Return the style sheet of the editor."""
    return _joined("editor.css")


@cache
def lesson_script() -> str:
    """Return the ES module of the exercises and examinations."""
    return _joined("10-dom.js", "lesson-*.js")


@cache
def lesson_style() -> str:
    """Return the style sheet of the exercises and examinations."""
    return _joined("editor.css", "lesson.css")


@cache
def ended() -> str:
    """Return the ES module that stands in place of an editor whose report was opened anew."""
    return _joined("ended.js")


def _joined(*patterns: str) -> str:
    paths = [path for pattern in patterns for path in sorted(_FOLDER.glob(pattern))]
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)
