"""Strips: the lines of writing in a cell or on a page, cut out for recognition.

>>> [strip.figures for strip in strips(sheet, (60.0, 80.0, 120.0, 95.0))]  # doctest: +SKIP
[2]
"""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from reportkit._optional import require

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportkit.readers._ocr._straight import Sheet

__all__ = ["Area", "Strip", "strips"]

_INSET = 0.8  # points inside the borders of a cell that are left out
_SPECK = 1.5  # points: what is smaller both ways may be noise, a dot, or part of a character
_DOT = 0.4  # square points that a decimal point has at least
_NOISE = 5.0  # square points of specks that are no writing
_THIN = 1.1  # points: remains of a ruling line
_NEAR = 1.2  # points: as near to a border, a 1 may be a piece of a line
_TALL = 0.6  # of a strip's height: what is as tall may be a figure
_USUAL = 8.0  # points: height of characters where nothing else tells
_AGAIN = 1.25  # times the usual height: strokes together no taller are one character (三)
_PADS = (0.2, 0.45)  # of a strip's height: paper left around it, for two readings
_SPLIT = 4.0  # times a strip's height: a gap this wide parts two texts


class Area(NamedTuple):
    """A box on the page, in points."""

    x0: float
    y0: float
    x1: float
    y1: float


class _Blot(NamedTuple):
    """Ink that hangs together, in pixels of the page."""

    x0: int
    y0: int
    x1: int
    y1: int
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """One line of writing: its pixels cut out twice, and where it stands in points.

    `tall` counts pieces of ink that reach over most of its height, `dots` those as small as a
    decimal point low in the line; `slender` is its width over its height.  `left`, `right` and
    `level` say that it comes near to a border of its cell at a side, above or below, so that
    what is left of a ruling line may be taken for part of it.
    """

    pictures: tuple[Any, ...]
    area: Area
    tall: int
    dots: int
    slender: float
    left: bool
    right: bool
    level: bool


def strips(sheet: Sheet, area: Area, *, inset: float = _INSET) -> list[Strip] | None:
    """Cut out the lines of writing in an area from top to bottom.

    Parameters
    ----------
    sheet
        The straight page.
    area
        The cell or part of the page.
    inset
        Points at its border that are left out.

    Returns
    -------
    list or None
        Empty where nothing is written; None where there are specks only, too many for noise.
    """
    scale = sheet.scale
    box = (round((area.x0 + inset) * scale), round((area.y0 + inset) * scale),
           round((area.x1 - inset) * scale), round((area.y1 - inset) * scale))  # fmt: skip
    if box[2] - box[0] < 2 or box[3] - box[1] < 2:
        return []
    blots = _blots(sheet, box)
    small = [blot for blot in blots if _extent(blot) < _SPECK * scale]
    large = [blot for blot in blots if _extent(blot) >= _SPECK * scale]
    if not large:
        return None if sum(blot.size for blot in small) > _NOISE * scale**2 else []
    return [
        _strip(sheet, group, small, box) for band in _bands(large, scale) for group in _parted(band)
    ]


def _extent(blot: _Blot) -> int:
    return max(blot.x1 - blot.x0, blot.y1 - blot.y0)


def _blots(sheet: Sheet, box: tuple[int, int, int, int]) -> list[_Blot]:
    cv2 = require("cv2", extra="ocr")
    x0, y0, x1, y1 = box
    _, _, stats, _ = cv2.connectedComponentsWithStats(sheet.ink[y0:y1, x0:x1], connectivity=8)
    found = [
        _Blot(x + x0, y + y0, x + x0 + w, y + y0 + h, size)
        for x, y, w, h, size in stats[1:].tolist()
    ]
    return [blot for blot in found if not _remains(blot, box, sheet.scale)]


def _remains(blot: _Blot, box: tuple[int, int, int, int], scale: float) -> bool:
    """Whether a blot is what was left of a ruling line, cut off by the border of a cell."""
    if blot.y1 - blot.y0 <= _THIN * scale:
        return blot.y0 <= box[1] + 1 or blot.y1 >= box[3] - 1
    if blot.x1 - blot.x0 <= _THIN * scale:
        return blot.x0 <= box[0] + 1 or blot.x1 >= box[2] - 1
    return False


# ---------------------------------------------------------------- lines


def _bands(blots: Sequence[_Blot], scale: float) -> list[list[_Blot]]:
    """Sort blots into lines: what overlaps in height, and strokes of one character."""
    bands: list[list[_Blot]] = []
    bottom = 0
    for blot in sorted(blots, key=lambda b: b.y0):
        if bands and blot.y0 < bottom:
            bands[-1].append(blot)
        else:
            bands.append([blot])
        bottom = max(bottom, blot.y1)
    usual = max(statistics.median(map(_height, bands)), _USUAL * scale)
    joined: list[list[_Blot]] = []
    for band in bands:
        if joined and _height(joined[-1] + band) <= _AGAIN * usual and (
            min(_height(joined[-1]), _height(band)) < 0.6 * usual
        ):  # fmt: skip
            joined[-1] += band
        else:
            joined.append(band)
    return joined


def _height(band: Sequence[_Blot]) -> int:
    return max(b.y1 for b in band) - min(b.y0 for b in band)


def _parted(band: list[_Blot]) -> list[list[_Blot]]:
    """Part a line where a wide gap shows that its texts have nothing to do with one another."""
    gap = _SPLIT * _height(band)
    groups: list[list[_Blot]] = []
    right = 0
    for blot in sorted(band, key=lambda b: b.x0):
        if groups and blot.x0 - right <= gap:
            groups[-1].append(blot)
        else:
            groups.append([blot])
        right = max(right, blot.x1)
    return groups


def _strip(sheet: Sheet, band: list[_Blot], specks: Sequence[_Blot],
           box: tuple[int, int, int, int]) -> Strip:  # fmt: skip
    x0, x1 = min(b.x0 for b in band), max(b.x1 for b in band)
    y0, y1 = min(b.y0 for b in band), max(b.y1 for b in band)
    height, scale = y1 - y0, sheet.scale
    low, near = y0 + height // 2, round(_NEAR * scale)
    dots = [
        b
        for b in specks
        if x0 < b.x0 and b.x1 < x1 and low <= b.y0 < y1 + height // 4 and b.size >= _DOT * scale**2
    ]
    return Strip(
        pictures=tuple(_cut(sheet, (x0, y0, x1, y1), box, round(pad * height)) for pad in _PADS),
        area=Area(x0 / scale, y0 / scale, x1 / scale, y1 / scale),
        tall=sum(b.y1 - b.y0 >= _TALL * height for b in band),
        dots=len(dots) + sum(
            b.y0 >= low and _extent(b) < height / 2 for b in band
        ),
        slender=(x1 - x0) / height,
        left=x0 <= box[0] + near,
        right=x1 >= box[2] - near,
        level=y0 <= box[1] + 1 or y1 >= box[3] - 1,
    )  # fmt: skip


def _cut(sheet: Sheet, inner: tuple[int, int, int, int], box: tuple[int, int, int, int],
         pad: int) -> Any:  # noqa: ANN401  untyped library  # fmt: skip
    """Cut out a line with paper around it, and no more of its neighbours than need be."""
    cv2 = require("cv2", extra="ocr")
    numpy = require("numpy", extra="ocr")
    near = max(2, round(0.6 * sheet.scale))
    x0, y0 = max(inner[0] - near, box[0], 0), max(inner[1] - near, box[1], 0)
    x1, y1 = min(inner[2] + near, box[2]), min(inner[3] + near, box[3])
    cut = sheet.grey[y0:y1, x0:x1]
    paper = int(numpy.percentile(cut, 90))
    framed = cv2.copyMakeBorder(cut, pad, pad, pad, pad, cv2.BORDER_CONSTANT, value=paper)
    return cv2.cvtColor(framed, cv2.COLOR_GRAY2BGR)
