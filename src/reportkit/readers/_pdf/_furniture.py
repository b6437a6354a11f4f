"""Running heads and feet: lines that stand in the same place on every page.

A line goes only if it stands at the top or bottom edge of every page but perhaps the first, with
the same words; figures in it may count the pages and nothing else.

>>> running([[head, text], [head, other]], heights)  # doctest: +SKIP
{(0, 0), (1, 0)}
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportkit.readers._pdf._lines import Line

__all__ = ["running"]

_EDGE = 0.2  # of the page's height, at the top and at the bottom
_SAME = 3.0  # points that a head may move from page to page
_DEEP = 3  # lines of a head or foot
_NUMBER = re.compile(r"\d+")
_COUNTED = re.compile(r"\d+\s*/\s*\d+")  # 1 / 5
_FIGURES = re.compile(r"[\d.,/\-]+(?:\s+[\d.,/\-]+)+")  # may be a row of a table


def running(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> set[tuple[int, int]]:
    """Return page and index of each line that belongs to a head or foot.

    Parameters
    ----------
    pages
        The lines outside tables of each page, from top to bottom; at least two pages tell.
    heights
        Of the pages, in points.
    """
    found: set[tuple[int, int]] = set()
    if len(pages) < 2:
        return found
    for i, line in _edge(pages[1], heights[1]):
        same = [(1, i)]
        for page in (n for n in range(len(pages)) if n != 1):
            at = next((j for j, other in _edge(pages[page], heights[page])
                       if _alike(line, other, page - 1)), None)  # fmt: skip
            if at is not None:
                same.append((page, at))
            elif page or len(pages) == 2:
                break
        else:
            found.update(same)
    return found


def _edge(page: Sequence[Line], height: float) -> list[tuple[int, Line]]:
    """Return the lines at the edges of a page."""
    first, last = height * _EDGE, height * (1 - _EDGE)
    return [
        (i, line)
        for i, line in enumerate(page)
        if ((i < _DEEP and line.y1 < first) or (i >= len(page) - _DEEP and line.y0 > last))
        and (_COUNTED.fullmatch(line.text) or not _FIGURES.fullmatch(line.text))
    ]


def _alike(one: Line, two: Line, pages: int) -> bool:
    """Whether two lines are the same head, `pages` pages apart."""
    if abs(one.y0 - two.y0) > _SAME or _NUMBER.sub("#", one.text) != _NUMBER.sub("#", two.text):
        return False
    pairs = zip(_NUMBER.findall(one.text), _NUMBER.findall(two.text), strict=True)
    if _COUNTED.fullmatch(one.text) and one.text == two.text:
        return False
    return all(a == b or int(b) - int(a) == pages for a, b in pairs)
