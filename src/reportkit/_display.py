"""How values show themselves in a notebook, without knowing the views.

Values of the core call `to_html`; `reportkit.views` registers the drawing for each type.  So the
core does not import the views, and a notebook still shows tables.
"""

from __future__ import annotations

from functools import singledispatch
from html import escape

__all__ = ["to_html"]


@singledispatch
def to_html(value: object) -> str:
    """Return the HTML that stands for `value`; a plain repr where nothing is registered."""
    return f"<pre>{escape(repr(value))}</pre>"
