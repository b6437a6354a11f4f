"""How values show themselves in a notebook, without knowing the views.

Values of the core call `to_html`; `reportkit.views` registers the drawing for each type with
`draw`.  So the core does not know the views, and they are loaded when something is first shown.
"""

from __future__ import annotations

from functools import singledispatch
from importlib import import_module

__all__ = ["draw", "to_html"]


def to_html(value: object) -> str:
    """Return the HTML that stands for `value`; a plain repr where nothing is registered."""
    import_module("reportkit.views")
    return draw(value)


@singledispatch
def draw(value: object) -> str:
    """Draw a value of any type; `reportkit.views` registers how."""
    from html import escape  # noqa: PLC0415  only for what the views do not know

    return f"<pre>{escape(repr(value))}</pre>"
