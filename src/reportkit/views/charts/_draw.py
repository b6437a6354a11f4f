"""Chart -> SVG: five shapes, all as wide as the text of an A4 page.

Lengths are points.  The same chart gives the same text, with its title and everything it shows in
words.

>>> draw(chart).startswith("<svg")  # doctest: +SKIP
True
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from reportkit.views.charts._chart import Chart, Shape, says, shown
from reportkit.views.charts._paint import (
    COLOURS,
    FONTS,
    INK,
    PAPER,
    WARNING,
    band,
    box,
    fitted,
    hatched,
    line,
    spread,
    words,
)
from reportkit.views.html import Html, tag

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from reportkit.views.charts._chart import Row

__all__ = ["WIDTH", "draw", "height"]

WIDTH = 442.0
"""Width of every chart in points: that of the text on the page."""

_HEAD = 20.0  # title
_FOOT = 14.0  # note
_FLOW, _STEPS, _TILES, _ROW, _PAIR = 108.0, 74.0, 46.0, 14.0, 19.0
_LABELS, _BARS = 84.0, 262.0  # labels left of the bars, and the longest bar


def draw(chart: Chart, *, style: str = "") -> str:
    """Draw a chart.

    Parameters
    ----------
    chart
        What to draw.
    style
        Inline style for a web page, which then decides on the size.

    Returns
    -------
    str
        One ``svg`` element: no script, no style sheet, no address and no names.
    """
    whole = height(chart)
    said = says(chart)
    parts = [words(0, 12, f"{chart.title}（件）", size=10.5), *_SHAPES[chart.shape](chart)]
    if note := chart.note or _unequal(chart):
        parts.append(words(0, whole - 3, note, size=8, colour=WARNING))
    size = {} if style else {"width": f"{WIDTH:g}", "height": f"{whole:g}"}
    drawn = tag(
        "svg", tag("title", chart.title), tag("desc", said), *parts,
        xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {WIDTH:g} {whole:g}",
        role="img", aria_label=f"{chart.title}：{said}",
        font_family=FONTS, style=style, **size,
    )  # fmt: skip
    return str(drawn)


def height(chart: Chart) -> float:
    """Return the height of the drawing in points."""
    rows = len(chart.rows)
    body = {
        Shape.TILES: _TILES,
        Shape.FLOW: _FLOW,
        Shape.STEPS: _STEPS,
        Shape.BARS: rows * _ROW,
        Shape.PAIRS: rows * _PAIR,
    }[chart.shape]
    return _HEAD + body + (_FOOT if chart.note or _unequal(chart) else 2)


def _unequal(chart: Chart) -> str:
    """Say that what came in is not what went out, where both are known."""
    if chart.shape not in {Shape.FLOW, Shape.STEPS} or chart.note:
        return ""
    sums = {"in": 0, "out": 0}
    for row in chart.rows:
        if row.values[0] is None:
            return "有的数没有填，图上只画出已填的。"
        sums["in" if row.role == "in" else "out"] += row.values[0]
    return "" if sums["in"] == sums["out"] else "收到的与办结、结转的不相等，请先核对表三。"


def _sum(rows: Iterable[Row]) -> int:
    return sum(row.values[0] or 0 for row in rows)


def _share(value: int | None, whole: int) -> str:
    return f"　{value / whole:.1%}" if value and whole else ""


def _tiles(chart: Chart) -> Iterator[Html]:
    step = WIDTH / max(len(chart.rows), 1)
    for at, row in enumerate(chart.rows):
        x, text = at * step, shown(row.values[0])
        colour = COLOURS[at % len(COLOURS)]
        yield box(x, _HEAD, step - 6, _TILES - 4, PAPER, stroke="#999999", stroke_width="0.6")
        yield box(x, _HEAD, 3, _TILES - 4, colour)
        yield words(
            x + step / 2 - 2, _HEAD + 24, text, size=fitted(text, step - 16, 19), anchor="middle"
        )
        size = fitted(row.label, step - 16, 9)
        yield words(x + step / 2 - 2, _HEAD + 38, row.label, size=size, anchor="middle")


def _bars(chart: Chart) -> Iterator[Html]:
    most = max((row.values[0] or 0 for row in chart.rows), default=0)
    whole = 0 if any(row.values[0] is None for row in chart.rows) else _sum(chart.rows)
    for at, row in enumerate(chart.rows):
        y, value = _HEAD + at * _ROW, row.values[0]
        yield _label(row, y + 10)
        length = _BARS * (value or 0) / max(most, 1)
        if value:
            yield box(_LABELS, y + 2, max(length, 0.6), _ROW - 4, COLOURS[0])
        yield words(_LABELS + length + 5, y + 10.5, shown(value) + _share(value, whole))


def _pairs(chart: Chart) -> Iterator[Html]:
    most = max((v or 0 for row in chart.rows for v in row.values), default=0)
    yield from _legend(chart)
    for at, row in enumerate(chart.rows):
        y = _HEAD + at * _PAIR
        yield _label(row, y + 13)
        for which, value in enumerate(row.values):
            top, length = y + 2 + which * 9, _BARS * (value or 0) / max(most, 1)
            paint = box if which else hatched
            if value:
                yield paint(_LABELS, top, max(length, 0.6), 8, COLOURS[0 if which else 3])
            yield words(_LABELS + length + 5, top + 7, shown(value), size=8)


def _legend(chart: Chart) -> Iterator[Html]:
    for which, name in enumerate(chart.series):
        x = WIDTH - 130 + which * 65
        yield (box if which else hatched)(x, 5, 12, 8, COLOURS[0 if which else 3])
        yield words(x + 16, 12, name, size=8.5)


def _label(row: Row, y: float) -> Html:
    return words(_LABELS - 6, y, row.label, size=fitted(row.label, _LABELS - 8, 9), anchor="end")


def _steps(chart: Chart) -> Iterator[Html]:
    """Draw what is there, what comes and what goes, each step where the last one ends.

    Figures that do not add up all stand on the ground.
    """
    level, steps, floating = 0, [], not _unequal(chart)
    for row in chart.rows:
        value = row.values[0] or 0
        start = 0 if row.role == "end" else level - value if row.role == "out" else level
        level = start if row.role == "out" else start + value
        start = start if floating else 0
        steps.append((row, start, start + value))
    most, foot, step = max([top for *_, top in steps] + [1]), _HEAD + _STEPS - 15, WIDTH / 4
    scale = (_STEPS - 30) / most
    signs = {"in": "＋", "out": "－", "end": "＝"}
    for at, (row, low, top) in enumerate(steps):
        x, y = at * step + 24, foot - top * scale
        paint = hatched if row.role == "out" else box
        colour = {"in": COLOURS[0], "out": COLOURS[3], "end": COLOURS[2]}[row.role]
        if row.values[0]:
            yield paint(x, y, step - 48, max((top - low) * scale, 0.8), colour)
        sign = signs[row.role] if at else ""
        middle = x + step / 2 - 24
        yield words(middle, y - 4, sign + shown(row.values[0]), anchor="middle", size=9.5)
        yield words(middle, foot + 12, row.label, anchor="middle")
    yield line([(0, foot), (WIDTH, foot)])


def _flow(chart: Chart) -> Iterator[Html]:
    """Draw all requests as one stream: from where they came, through one gate, to what they got."""
    coming = [row for row in chart.rows if row.role == "in"]
    going = [row for row in chart.rows if row.role == "out"]
    sums = [_sum(rows) for rows in (coming, going)]
    known = 0 if chart.note or _unequal(chart) else 1  # shares of what is not known are none
    if not any(sums):
        yield words(WIDTH / 2, _HEAD + _FLOW / 2, "本年度没有需要办理的申请。", anchor="middle")
        return
    room = _FLOW - 30
    scale, top, gate = room / max(sums), _HEAD + 16, 176.0
    yield box(gate, top, 9, max(sums) * scale, "#666666")
    yield words(gate + 4.5, top - 5, f"应办理{_due(coming)}", anchor="middle")
    yield from _side(coming, (96.0, gate), top, scale, 0)
    yield from _side(going, (gate + 9, 290.0), top, scale, sums[1] * known)


def _due(coming: list[Row]) -> str:
    known = all(row.values[0] is not None for row in coming)
    return f"{_sum(coming)}件" if known else "数没有填全"


def _side(
    rows: list[Row], edges: tuple[float, float], top: float, scale: float, whole: int
) -> Iterator[Html]:
    """Draw the bands of one side, labels at their outer edge."""
    left, right = edges
    coming = rows[0].role == "in"
    heights = [(row.values[0] or 0) * scale for row in rows]
    gap = (_FLOW - 30 + 12 - sum(heights)) / max(len(rows) - 1, 1)
    gap = min(gap, 7.0)
    inner = list(accumulate(heights, initial=top))
    outer = [y + at * gap - 6 for at, y in enumerate(inner[:-1])]
    middles = [y + high / 2 + 3 for y, high in zip(outer, heights, strict=True)]
    apart = 22.0 if coming else 11.5  # two lines, or one
    places = spread(middles, apart, _HEAD + 8, _HEAD + _FLOW - 2 - (10 if coming else 0))
    for at, (row, high) in enumerate(zip(rows, heights, strict=True)):
        colour = COLOURS[at % len(COLOURS)] if not coming else COLOURS[4 - at * 3]
        x = left if coming else right
        edge, gate = (x, outer[at], high), (right if coming else left, inner[at], high)
        if high:
            yield band(edge, gate, colour) if coming else band(gate, edge, colour)
            yield box(x - 6 if coming else x, outer[at], 6, max(high, 0.6), colour)
        text = f"{row.label}　{shown(row.values[0])}{_share(row.values[0], whole)}"
        place = x - 12 if coming else x + 22
        if coming:
            yield words(place, places[at], text.partition("　")[0], anchor="end", size=9)
            yield words(place, places[at] + 10, shown(row.values[0]), anchor="end", size=9)
        else:
            yield line([(x + 7, middles[at] - 3), (x + 19, places[at] - 3)], "#999999")
            yield words(place, places[at], text, colour=INK if row.values[0] else "#595959")


_SHAPES: dict[Shape, Callable[[Chart], Iterator[Html]]] = {
    Shape.TILES: _tiles,
    Shape.FLOW: _flow,
    Shape.STEPS: _steps,
    Shape.BARS: _bars,
    Shape.PAIRS: _pairs,
}
