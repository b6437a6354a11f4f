"""Parts -> HTML to paste into the editor of a web site: inline styles and nothing else.

Editors of web sites drop style sheets, scripts and names, and keep pictures elsewhere.  What is
written here has no ``class``, ``id``, script, link, picture or frame, and no page around it, so
nothing is lost when it is pasted.

>>> render(parts(report))[3:7]  # doctest: +SKIP
b'<div'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportkit.views import charts
from reportkit.views.html import BODY_FONTS, Look, table, tag
from reportkit.views.parts import PartKind, to_html

if TYPE_CHECKING:
    from reportkit.views.html import Html
    from reportkit.views.parts import Part

__all__ = ["render"]

_FRAME = f"font-family:{BODY_FONTS};font-size:21px;color:#000000;background-color:#ffffff"


def render(parts: tuple[Part, ...]) -> bytes:
    """Write the parts as one piece of HTML.

    Returns
    -------
    bytes
        UTF-8 that begins with its mark, so that a browser opens the bare piece rightly.

    Notes
    -----
    A picture becomes a line that says what it shows and has to be put in by hand; a chart becomes
    its table.
    """
    return f"{tag('div', *map(_shown, parts), style=_FRAME)}\n".encode("utf-8-sig")


def _shown(part: Part) -> Html:
    if part.kind is PartKind.PICTURE:
        return tag("p", f"（此处有图：{part.text}）", style="text-align:center;margin:8px 0")
    if part.chart is not None:
        return table(charts.table(part.chart), Look(size="16px"))
    return to_html(part)
