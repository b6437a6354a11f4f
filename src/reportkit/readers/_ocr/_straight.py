"""A picture of a page set straight: how far it slants, and which tables its lines make.

Knows pixels and lines; how lines make tables is told by the reader of PDF files, in points.

>>> sheet = straighten(pixels, 2.8)  # doctest: +SKIP
>>> [grid.shape for grid in sheet.grids]  # doctest: +SKIP
[(26, 10)]
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from reportkit._optional import require
from reportkit.readers._pdf._drawing import Ruling
from reportkit.readers._pdf._grids import grids

if TYPE_CHECKING:
    from reportkit.readers._pdf._grids import Grid

__all__ = ["Sheet", "straighten"]

_STEEPEST = 3.0  # degrees that a page may slant
_STEPS = ((0.25, _STEEPEST), (0.05, 0.25), (0.01, 0.05))  # degrees: fineness, and how far
_BREADTH = 1200  # pixels in which the slant is looked for
_NEIGHBOURHOOD = 12.0  # points around a pixel that its darkness is compared with
_DARKER = 14  # of 255: by how much ink must be darker than its neighbourhood
_DARKEST = 40  # of 255: print is darker, however grainy the paper
_GRAINY, _SOFTENED = 3.0, 1.0  # of 255: noise from which pixels are softened, and how far they are
_TIMES_NOISE = 4
_LEVEL, _PLUMB = 16.0, 12.0  # points: shorter strokes are of characters
_HOLE = 1.2  # points: a gap that noise makes in a line
_THICKEST = 5.0  # points
_HALO, _INKED = 0.7, 0.6  # points beside a line that are its edge; ink beyond, both sides together
_TOUCHES = 1.5  # points that the end of a line may miss the line across
_BESIDE = 2.5  # points from the middle of a border that its line may take
_LONG = 60.0  # points: a table has lines longer than any stroke of a heading


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A straight page: grey pixels without the lines of its tables, its ink, and the tables.

    `scale` is how many pixels make a point; `ink` is 255 where something is written.  Tables are
    in points.
    """

    grey: Any
    ink: Any
    grids: tuple[Grid, ...]
    scale: float

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        height, width = self.grey.shape
        return width / self.scale, height / self.scale

    def without_tables(self) -> Sheet:
        """Return the page with nothing written in its tables."""
        ink = self.ink.copy()
        for grid in self.grids:
            top, bottom = (round(y * self.scale) for y in (grid.ys[0], grid.ys[-1]))
            left, right = (round(x * self.scale) for x in (grid.xs[0], grid.xs[-1]))
            ink[top : bottom + 1, left : right + 1] = 0
        return replace(self, ink=ink)


def straighten(pixels: Any, scale: float) -> Sheet:  # noqa: ANN401  untyped library
    """Turn a page upright, and part the lines of its tables from its writing.

    Parameters
    ----------
    pixels
        Grey values, height × width, 0 being black.
    scale
        Pixels per point.
    """
    cv2 = require("cv2", extra="ocr")
    grey = _turned(cv2, pixels, -_slant(cv2, pixels))
    ink = _ink(cv2, grey, scale)
    hole = round(_HOLE * scale) if _noise(cv2, grey) > _GRAINY else 1
    level = _strokes(cv2, ink, (round(_LEVEL * scale), 1), hole)
    plumb = _strokes(cv2, ink, (1, round(_PLUMB * scale)), hole)
    touched = tuple(
        cv2.dilate(strokes, _brush(cv2, *[2 * round(_TOUCHES * scale) + 1] * 2))
        for strokes in (level, plumb)
    )
    upright = _rulings(cv2, plumb.T.copy(), ink.T, touched[0].T, scale)
    found = _tables(
        (
            *_rulings(cv2, level, ink, touched[1], scale),
            *(Ruling(y0, x0, y1, x1) for x0, y0, x1, y1 in upright),
        )
    )
    lines = cv2.dilate(_near_borders(level, plumb, found, scale), _brush(cv2, 3, 3))
    grey[lines > 0] = int(require("numpy", extra="ocr").median(grey))
    ink[lines > 0] = 0
    return Sheet(grey=grey, ink=ink, grids=found, scale=scale)


def _tables(rulings: tuple[Ruling, ...]) -> tuple[Grid, ...]:
    """Return the tables of a page; strokes of large characters make none, nor do frames."""
    long = [(ruling.y0 + ruling.y1) / 2 for ruling in rulings if ruling.x1 - ruling.x0 > _LONG]
    large = [
        grid
        for grid in grids(rulings)
        if sum(grid.ys[0] - _BESIDE <= y <= grid.ys[-1] + _BESIDE for y in long) >= 2
    ]
    return tuple(g for g in large if not any(g.encloses(other) for other in large))


def _near_borders(level: Any, plumb: Any, found: tuple[Grid, ...], scale: float) -> Any:  # noqa: ANN401  untyped library
    """Return the strokes that stand where a table has its borders."""
    kept = level & 0
    reach = round(_BESIDE * scale)
    for grid in found:
        left, right = (round(x * scale) for x in (grid.xs[0], grid.xs[-1]))
        top, bottom = (round(y * scale) for y in (grid.ys[0], grid.ys[-1]))
        across = slice(max(left - reach, 0), right + reach)
        down = slice(max(top - reach, 0), bottom + reach)
        for y in (round(y * scale) for y in grid.ys):
            rows = slice(max(y - reach, 0), y + reach + 1)
            kept[rows, across] |= level[rows, across]
        for x in (round(x * scale) for x in grid.xs):
            columns = slice(max(x - reach, 0), x + reach + 1)
            kept[down, columns] |= plumb[down, columns]
    return kept


def _ink(cv2: Any, grey: Any, scale: float) -> Any:  # noqa: ANN401  untyped library
    """Return 255 where a pixel is darker than its neighbourhood by more than noise may make it."""
    around = int(_NEIGHBOURHOOD * scale) | 1
    noise = _noise(cv2, grey)
    if noise > _GRAINY:
        grey = cv2.GaussianBlur(grey, (0, 0), _SOFTENED)
    darker = min(max(_DARKER, round(_TIMES_NOISE * noise)), _DARKEST)
    return cv2.adaptiveThreshold(
        grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, around, darker
    )


def _noise(cv2: Any, grey: Any) -> float:  # noqa: ANN401  untyped library
    """Return by how much pixels of the paper usually differ from their neighbours."""
    numpy = require("numpy", extra="ocr")
    return float(numpy.mean(numpy.minimum(cv2.absdiff(grey, cv2.medianBlur(grey, 5)), 20)))


def _brush(cv2: Any, width: int, height: int) -> Any:  # noqa: ANN401  untyped library
    return cv2.getStructuringElement(cv2.MORPH_RECT, (width, height))


def _strokes(cv2: Any, ink: Any, size: tuple[int, int], hole: int) -> Any:  # noqa: ANN401  untyped library
    """Keep what runs on for the given size along one axis."""
    mend = (hole, 1) if size[1] == 1 else (1, hole)
    closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, _brush(cv2, *mend))
    return cv2.morphologyEx(closed, cv2.MORPH_OPEN, _brush(cv2, *size))


def _rulings(cv2: Any, strokes: Any, ink: Any, across: Any, scale: float) -> list[Ruling]:  # noqa: ANN401  untyped library
    """Return the level strokes that are thin ruling lines.

    A short one must run from line to line, `across` being where such lines are near, and have
    paper above and below: figures side by side make strokes as well.
    """
    _, _, boxes, _ = cv2.connectedComponentsWithStats(strokes, connectivity=8)
    found = []
    for x, y, width, height, _ in boxes[1:].tolist():
        ends = across[y : y + height, x].any() and across[y : y + height, x + width - 1].any()
        whole = width > _LONG * scale or (ends and _bare(ink, (x, y, width, height), scale))
        if whole and height <= _THICKEST * scale:
            found.append(Ruling(x / scale, y / scale, (x + width) / scale, (y + height) / scale))
    return found


def _bare(ink: Any, box: tuple[int, int, int, int], scale: float) -> bool:  # noqa: ANN401  untyped library
    """Whether a stroke stands alone; one that runs through figures has ink on both sides."""
    x, y, width, height = box
    halo, reach = round(_HALO * scale), round(_BESIDE * scale)
    above = ink[max(y - halo - reach, 0) : max(y - halo, 0), x : x + width]
    below = ink[y + height + halo : y + height + halo + reach, x : x + width]
    return sum(float(side.mean()) for side in (above, below) if side.size) <= _INKED * 255


# ---------------------------------------------------------------- slant


def _slant(cv2: Any, pixels: Any) -> float:  # noqa: ANN401  untyped library
    """Return by how many degrees the lines of a page run down to the right.

    Where lines of text and of tables lie level, rows of pixels differ most from one another.
    """
    factor = min(1.0, _BREADTH / pixels.shape[1])
    small = cv2.resize(pixels, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    ink = _ink(cv2, small, small.shape[1] / 595)
    best = 0.0
    for step, reach in _STEPS:
        tried = [best + step * i for i in range(-round(reach / step), round(reach / step) + 1)]
        best = max(tried, key=lambda angle: _contrast(cv2, ink, angle))
    return best


def _contrast(cv2: Any, ink: Any, angle: float) -> float:  # noqa: ANN401  untyped library
    numpy = require("numpy", extra="ocr")
    rows = _turned(cv2, ink, -angle, fast=True).sum(axis=1, dtype=numpy.float64)
    return float(numpy.square(numpy.diff(rows)).sum())


def _turned(cv2: Any, pixels: Any, angle: float, *, fast: bool = False) -> Any:  # noqa: ANN401  untyped library
    """Turn pixels clockwise by some degrees around their middle, keeping their size."""
    if not fast and abs(angle) < _STEPS[-1][0] / 2:
        return pixels.copy()
    height, width = pixels.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -angle, 1.0)
    paper = 0 if fast else 255
    how = cv2.INTER_NEAREST if fast else cv2.INTER_CUBIC
    return cv2.warpAffine(pixels, matrix, (width, height), flags=how,
                          borderMode=cv2.BORDER_CONSTANT, borderValue=paper)  # fmt: skip
