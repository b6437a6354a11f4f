"""The strokes of a drawing: boxes, hatched boxes, words and bands, as SVG.

Everything that is written is escaped by `reportkit.views.html.tag`; no element has a name, so
several drawings may stand on one page.

>>> box(0, 0, 10, 5, "#0072B2")
'<rect x="0" y="0" width="10" height="5" fill="#0072B2"></rect>'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportkit.views.html import Html, tag
from reportkit.views.sheet import em_width

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "COLOURS",
    "FONTS",
    "INK",
    "PAPER",
    "WARNING",
    "band",
    "box",
    "fitted",
    "hatched",
    "line",
    "spread",
    "words",
]

COLOURS = ("#0072B2", "#E69F00", "#009E73", "#D55E00", "#56B4E9", "#CC79A7", "#8A8A00", "#666666")
"""Okabe and Ito's colours, the yellow darkened so that it shows on white."""

INK, PAPER, WARNING = "#1a1a1a", "#ffffff", "#8c0016"
FONTS = "Noto Sans SC, Source Han Sans SC, Microsoft YaHei, PingFang SC, SimHei, sans-serif"
_HATCH = 3.2  # between the lines of a hatched box


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def box(x: float, y: float, width: float, height: float, colour: str, **more: str) -> Html:
    """Draw a filled box."""
    return tag("rect", x=_n(x), y=_n(y), width=_n(width), height=_n(height), fill=colour, **more)


def hatched(x: float, y: float, width: float, height: float, colour: str) -> Html:
    """Draw a box of slanting lines, which is told from a filled one without its colour."""
    frame = box(x, y, width, height, PAPER, stroke=colour, stroke_width="0.8")
    strokes, start = [], _HATCH - height
    while start < width:
        left, right = max(start, 0.0), min(start + height, width)
        if right > left:
            top, low = y + height - (right - start), y + height - (left - start)
            strokes.append(f"M{_n(x + left)} {_n(low)}L{_n(x + right)} {_n(top)}")
        start += _HATCH
    lines = tag("path", d="".join(strokes), stroke=colour, stroke_width="0.7", fill="none")
    return Html(frame + lines)


def line(points: Sequence[tuple[float, float]], colour: str = INK) -> Html:
    """Draw a thin line."""
    path = "L".join(f"{_n(x)} {_n(y)}" for x, y in points)
    return tag("path", d=f"M{path}", stroke=colour, stroke_width="0.6", fill="none")


def band(left: tuple[float, float, float], right: tuple[float, float, float], colour: str) -> Html:
    """Draw a band from one upright edge to another; an edge is x, top and height."""
    (x1, y1, h1), (x2, y2, h2) = left, right
    mid = (x1 + x2) / 2
    path = (
        f"M{_n(x1)} {_n(y1)}C{_n(mid)} {_n(y1)} {_n(mid)} {_n(y2)} {_n(x2)} {_n(y2)}"
        f"L{_n(x2)} {_n(y2 + h2)}C{_n(mid)} {_n(y2 + h2)} {_n(mid)} {_n(y1 + h1)} "
        f"{_n(x1)} {_n(y1 + h1)}Z"
    )
    return tag("path", d=path, fill=colour, fill_opacity="0.35")


def words(  # noqa: PLR0913  a place, a size and a colour
    x: float, y: float, text: str, *, size: float = 9, anchor: str = "start", colour: str = INK
) -> Html:
    """Write a line of words whose foot stands at `y`."""
    return tag("text", text, x=_n(x), y=_n(y), font_size=_n(size), text_anchor=anchor, fill=colour)


def fitted(text: str, width: float, size: float) -> float:
    """Return the size at which a text fits into a width."""
    need = em_width(text) * size
    return size if need <= width else size * width / need


def spread(wanted: Sequence[float], apart: float, low: float, high: float) -> list[float]:
    """Move places apart until there is room between them, as little as the order allows."""
    placed: list[float] = []
    for place in wanted:
        placed.append(max(place, placed[-1] + apart if placed else low))
    for at in range(len(placed) - 1, -1, -1):
        limit = high if at == len(placed) - 1 else placed[at + 1] - apart
        placed[at] = min(placed[at], limit)
    return placed
