"""The front end of the widgets: plain JavaScript and CSS, joined without any build.

Every file under ``static/`` is a stretch of one ES module, in the order of the names; the last
one exports it.

>>> "export default" in script()
True
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

__all__ = ["script", "style"]

_FOLDER = Path(__file__).parent / "static"


@cache
def script() -> str:
    """Return the ES module of the editor."""
    return _joined("*.js")


@cache
def style() -> str:
    """Return the style sheet of the editor."""
    return _joined("*.css")


def _joined(pattern: str) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(_FOLDER.glob(pattern)))
