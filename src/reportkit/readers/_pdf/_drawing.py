"""What is drawn on a page: straight lines along the axes, and pictures.

Lines come as strokes, as edges of boxes, or as thin filled bars, alone or hundreds in one
drawing, on the page or in forms on it; all become `Ruling`.

>>> drawing = read_drawing(pdfium, page, view, "第1页")  # doctest: +SKIP
"""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from reportkit.errors import DamagedFile
from reportkit.readers._pdf._direct import address, direct
from reportkit.readers._pdf._view import IDENTITY, Box, Matrix, View

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["MOST_LINES", "Drawing", "Ruling", "read_drawing"]

MOST_LINES = 40_000  # drawn on one page; the largest real table has 700
_DEEPEST = 8  # forms inside forms
_THICKEST = 4.0  # points
_EDGES_OF_A_BOX = 6


class Ruling(NamedTuple):
    """A straight line or thin bar along an axis, as the box that it fills."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(slots=True)
class Drawing:
    """Lines and pictures; `covered` is the share of the page that its largest picture takes.

    `hidden` says that the page's text is there to be searched and not to be seen.
    """

    rulings: list[Ruling] = field(default_factory=list)
    pictures: int = 0
    covered: float = 0.0
    hidden: bool = False


def read_drawing(pdfium: Any, page: Any, view: View, called: str) -> Drawing:  # noqa: ANN401  untyped library
    """Collect lines and pictures of a page and of the forms on it.

    Raises
    ------
    DamagedFile
        If more is drawn than any printed page has.
    """
    reader = _Reader(pdfium, view, called)
    count = pdfium.FPDFPage_CountObjects(page)
    get, at = direct(pdfium, "FPDFPage_GetObject", "at", "at", int), address(page)
    reader.walk([get(at, i) for i in range(count)], IDENTITY, 0)
    return reader.done()


class _Reader:
    def __init__(self, pdfium: Any, view: View, called: str) -> None:  # noqa: ANN401  untyped library
        self.pdfium, self.view, self.called = pdfium, view, called
        self.drawing = Drawing()
        self.texts: list[int] = []
        self.seen = 0
        self.sides = [ctypes.c_float() for _ in range(4)]
        self.at_sides = [ctypes.byref(side) for side in self.sides]

    def walk(self, things: Sequence[int], matrix: Matrix, depth: int) -> None:
        """Go through the objects of a page or form, given as addresses."""
        pdfium = self.pdfium
        kind_of = direct(pdfium, "FPDFPageObj_GetType", int, "at")
        text, path = pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_PATH
        for at in things:
            kind = kind_of(at)
            if kind == text:
                self.texts.append(at)
                continue
            thing = ctypes.cast(at, pdfium.FPDF_PAGEOBJECT)
            self._count(1)
            if kind == path:
                self._path(thing, matrix)
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                self._picture(thing, matrix)
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
                inner = matrix.after(self._matrix(thing))
                count = pdfium.FPDFFormObj_CountObjects(thing)
                parts = [address(pdfium.FPDFFormObj_GetObject(thing, i)) for i in range(count)]
                self.walk(parts, inner, depth + 1)

    def done(self) -> Drawing:
        """Return what was found; ask how text is shown only where a picture may be a scan."""
        if self.drawing.covered > _SCAN and self.texts:
            mode = direct(self.pdfium, "FPDFTextObj_GetTextRenderMode", int, "at")
            unseen = sum(mode(text) == _INVISIBLE for text in self.texts)
            self.drawing.hidden = unseen > len(self.texts) / 2
        return self.drawing

    def _count(self, more: int) -> None:
        self.seen += more
        if self.seen > MOST_LINES:
            message = f"{self.called}画了{MOST_LINES}条以上的线，不像一份年度报告。"
            raise DamagedFile(message)

    def _matrix(self, thing: Any) -> Matrix:  # noqa: ANN401  untyped library
        raw = self.pdfium.FS_MATRIX()
        if not self.pdfium.FPDFPageObj_GetMatrix(thing, ctypes.byref(raw)):
            return IDENTITY
        return Matrix(raw.a, raw.b, raw.c, raw.d, raw.e, raw.f)

    def _box(self, thing: Any, matrix: Matrix) -> Box | None:  # noqa: ANN401  untyped library
        if not self.pdfium.FPDFPageObj_GetBounds(thing, *self.at_sides):
            return None
        left, bottom, right, top = self.sides
        box = self.view.box(*matrix.box(left.value, bottom.value, right.value, top.value))
        return box if math.isfinite(sum(box)) else None

    def _picture(self, thing: Any, matrix: Matrix) -> None:  # noqa: ANN401  untyped library
        self.drawing.pictures += 1
        width, height = self.view.size
        if (box := self._box(thing, matrix)) and width * height > 0:
            share = (box[2] - box[0]) * (box[3] - box[1]) / (width * height)
            self.drawing.covered = max(self.drawing.covered, share)

    def _path(self, thing: Any, matrix: Matrix) -> None:  # noqa: ANN401  untyped library
        pdfium = self.pdfium
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(thing, ctypes.byref(fill), ctypes.byref(stroke))
        box = self._box(thing, matrix) if fill.value or stroke.value else None
        if box is None:
            return
        if _thin(box):
            self.drawing.rulings.append(Ruling(*box))
            return
        edges = pdfium.FPDFPath_CountSegments(thing)
        if stroke.value or edges > _EDGES_OF_A_BOX:
            self._count(edges)
            for outline in self._outlines(thing, edges, matrix.after(self._matrix(thing))):
                self._edges(outline, stroked=bool(stroke.value))

    def _outlines(
        self,
        thing: Any,  # noqa: ANN401  untyped library
        count: int,
        matrix: Matrix,
    ) -> Iterator[list[tuple[float, float]]]:
        """Take a drawing apart into the outlines that it is made of."""
        pdfium = self.pdfium
        x, y = ctypes.c_float(), ctypes.c_float()
        outline: list[tuple[float, float]] = []
        for i in range(count):
            segment = pdfium.FPDFPath_GetPathSegment(thing, i)
            pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
            if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
                if outline:
                    yield outline
                outline = []
            outline.append(matrix.point(x.value, y.value))
            if pdfium.FPDFPathSegment_GetClose(segment):
                outline.append(outline[0])
        if outline:
            yield outline

    def _edges(self, outline: list[tuple[float, float]], *, stroked: bool) -> None:
        """Keep each stroked edge of an outline, or the whole where it is a thin filled bar."""
        pieces = list(map(list, zip(outline, outline[1:], strict=False))) if stroked else [outline]  # noqa: RUF007  lists are wanted
        for piece in pieces:
            xs, ys = [p[0] for p in piece], [p[1] for p in piece]
            box = self.view.box(min(xs), min(ys), max(xs), max(ys))
            if math.isfinite(sum(box)) and _thin(box):
                self.drawing.rulings.append(Ruling(*box))


_SCAN = 0.5  # of the page under one picture
_INVISIBLE = 3  # text rendering mode 3 of ISO 32000, 9.3.6: neither filled nor stroked


def _thin(box: Box) -> bool:
    return min(box[2] - box[0], box[3] - box[1]) <= _THICKEST
