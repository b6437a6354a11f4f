"""Text that a line crosses out on a page: it is not part of what the page says.

Only a line that is as long as the characters it crosses, and crosses them at half their height,
strikes them out; the lines of tables are longer, and underlines stand lower.

>>> kept = without_struck(sheet.marks, sheet.rulings)  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportkit.readers._pdf._drawing import Ruling
    from reportkit.readers._pdf._marks import Mark

__all__ = ["without_struck"]

_BAND = 4.0  # points: marks are looked up by the bands that their middle reaches into
_THIN = 2.0  # points
_MIDDLE = 0.3  # of the height, from above and from below
_OVER = 0.35  # of the height that a line may be longer or shorter than what it strikes


def without_struck(marks: Sequence[Mark], rulings: Sequence[Ruling]) -> list[Mark]:
    """Return the marks of a page without the characters that are struck out."""
    level = [line for line in rulings if line.y1 - line.y0 <= _THIN < line.x1 - line.x0]
    if not level or not marks:
        return list(marks)
    bands: dict[int, list[int]] = {}
    for n, mark in enumerate(marks):
        height = mark.y1 - mark.y0
        top, bottom = mark.y0 + _MIDDLE * height, mark.y1 - _MIDDLE * height
        for band in range(int(top / _BAND), int(bottom / _BAND) + 1):
            bands.setdefault(band, []).append(n)
    struck: dict[int, set[int]] = {}
    for line in level:
        for n, characters in _crossed(line, marks, bands):
            struck.setdefault(n, set()).update(characters)
    if not struck:
        return list(marks)
    return [kept for n, mark in enumerate(marks) for kept in _rest(mark, struck.get(n, set()))]


def _crossed(
    line: Ruling, marks: Sequence[Mark], bands: dict[int, list[int]]
) -> list[tuple[int, list[int]]]:
    """Return the characters that a line strikes out, by mark; none where it is another line."""
    y = (line.y0 + line.y1) / 2
    found: list[tuple[int, list[int]]] = []
    starts, ends, height = [], [], 0.0
    for n in bands.get(int(y / _BAND), ()):
        mark = marks[n]
        height = mark.y1 - mark.y0
        if mark.x1 <= line.x0 or mark.x0 >= line.x1:
            continue
        if not mark.y0 + _MIDDLE * height <= y <= mark.y1 - _MIDDLE * height:
            continue
        sides = [*mark.xs, mark.x1]
        inside = [
            i for i in range(len(mark.xs)) if line.x0 <= (sides[i] + sides[i + 1]) / 2 <= line.x1
        ]
        if inside:
            found.append((n, inside))
            starts.append(sides[inside[0]])
            ends.append(sides[inside[-1] + 1])
    slack = _OVER * height
    fits = found and abs(min(starts) - line.x0) <= slack and abs(max(ends) - line.x1) <= slack
    return found if fits else []


def _rest(mark: Mark, struck: set[int]) -> Iterator[Mark]:
    """Yield what is left of a mark: a run of characters each."""
    if not struck or len(mark.xs) != len(mark.text):
        yield mark
        return
    sides = [*mark.xs, mark.x1]
    start = 0
    for end in [*sorted(struck), len(mark.text)]:
        if end > start:
            yield mark._replace(
                text=mark.text[start:end],
                x0=sides[start],
                x1=sides[end],
                xs=mark.xs[start:end],
                spaced=mark.spaced if not start else True,
            )
        start = end + 1
