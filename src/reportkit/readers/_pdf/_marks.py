"""What stands on a page of a PDF: strokes of text, ruling lines and pictures, with their places.

This is the only module that speaks with pdfium.  Places are in points, x to the right and y
down from the upper left corner of the page as it is seen, whatever the page's rotation.

>>> sheet = read_sheet(pdfium, page, 1, "a.pdf")  # doctest: +SKIP
"""

from __future__ import annotations

import ctypes
import itertools
import math
import statistics
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from reportkit.errors import DamagedFile

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["MOST_CHARACTERS", "MOST_LINES", "Mark", "Ruling", "Sheet", "read_sheet"]

MOST_CHARACTERS = 60_000  # on one page; a full page of small print has 5,000
MOST_LINES = 40_000  # drawn on one page; the largest real table has 700
_DEEPEST = 8  # forms inside forms
_SPACES = frozenset(
    " \u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"
)
_DROPPED = frozenset("\t\r\n\f\v\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u2060\ufeff")
# A font draws all of these with one glyph, and writers name it by any of them; pdfium itself
# writes U+0002 for a hyphen at the end of a line.
_HYPHENS = dict.fromkeys("\u0002\u00ad\u2010\u2011\ufffe", "-")
_UNKNOWN = "\ufffd"  # a glyph whose meaning the file does not tell
_TOO_TALL = 2.6  # times the usual height: the box of a vertical font that pdfium gets wrong
_LEVEL = 0.02  # radians that a text may slant


class Mark(NamedTuple):
    """A stroke of text written without a gap: `xs` holds where each character begins.

    `spaced` says that the file has a blank in front; `order` counts through the page.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    xs: tuple[float, ...]
    spaced: bool
    order: int


class Ruling(NamedTuple):
    """A straight line or thin bar along an axis, as the box that it fills."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(slots=True)
class Sheet:
    """One page: its size, text, lines, and pictures.

    `covered` is the share of the page that its largest picture takes; `hidden` counts the
    characters that are in the file but not visible.
    """

    width: float
    height: float
    marks: list[Mark] = field(default_factory=list)
    rulings: list[Ruling] = field(default_factory=list)
    pictures: int = 0
    covered: float = 0.0
    hidden: int = 0


def read_sheet(pdfium: Any, page: Any, number: int, name: str) -> Sheet:  # noqa: ANN401  untyped library
    """Read one loaded page.

    Parameters
    ----------
    pdfium
        The raw interface of pypdfium2.
    page
        Handle of the page.
    number, name
        What messages call page and file.

    Raises
    ------
    DamagedFile
        If the page holds more than any printed page can.
    """
    layer = pdfium.FPDFText_LoadPage(page)
    try:
        reader = _PageReader(pdfium, page, layer, f"“{name}”第{number}页")
        reader.objects()
        reader.text()
    finally:
        pdfium.FPDFText_ClosePage(layer)
    return reader.sheet


class _Box(NamedTuple):
    left: float
    bottom: float
    right: float
    top: float


class _PageReader:
    """Reads one page; holds how the file's coordinates turn into those of the sheet."""

    def __init__(self, pdfium: Any, page: Any, layer: Any, called: str) -> None:  # noqa: ANN401  untyped library
        self.pdfium, self.page, self.layer, self.called = pdfium, page, layer, called
        rect = pdfium.FS_RECTF()
        if not pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(rect)):
            rect.right, rect.top = 595.0, 842.0
        self.view = _Box(rect.left, rect.bottom, rect.right, rect.top)
        self.count = max(pdfium.FPDFText_CountChars(layer), 0) if layer else 0
        if self.count > MOST_CHARACTERS:
            message = f"{called}有{self.count}个字，不像一份年度报告。"
            raise DamagedFile(message)
        self.turn = self._quarter_turns()
        width, height = self.view.right - self.view.left, self.view.top - self.view.bottom
        self.sheet = Sheet(*((height, width) if self.turn % 2 else (width, height)))
        self.seen = 0

    # ------------------------------------------------------------ places

    def _turned(self, left: float, bottom: float, right: float, top: float) -> _Box:
        """Return a box in the coordinates of the sheet: x0, y0, x1, y1."""
        view = self.view
        if self.turn == 0:
            return _Box(left - view.left, view.top - top, right - view.left, view.top - bottom)
        if self.turn == 1:
            return _Box(
                bottom - view.bottom, left - view.left, top - view.bottom, right - view.left
            )
        if self.turn == 2:
            return _Box(
                view.right - right, bottom - view.bottom, view.right - left, top - view.bottom
            )
        return _Box(view.top - top, view.right - right, view.top - bottom, view.right - left)

    # ------------------------------------------------------------ lines and pictures

    def objects(self) -> None:
        """Collect ruling lines and pictures of the page and of the forms on it."""
        pdfium = self.pdfium
        count = pdfium.FPDFPage_CountObjects(self.page)
        at = (pdfium.FPDFPage_GetObject(self.page, i) for i in range(count))
        self._walk(at, _IDENTITY, 0)

    def _walk(self, found: Iterator[Any], matrix: _Matrix, depth: int) -> None:
        pdfium = self.pdfium
        kind_of, text = pdfium.FPDFPageObj_GetType, pdfium.FPDF_PAGEOBJ_TEXT
        for thing in found:
            kind = kind_of(thing)
            if kind == text:
                continue
            self.seen += 1
            if self.seen > MOST_LINES:
                message = f"{self.called}画了{MOST_LINES}条以上的线，不像一份年度报告。"
                raise DamagedFile(message)
            if kind == pdfium.FPDF_PAGEOBJ_PATH:
                self._path(thing, matrix)
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                self._picture(thing, matrix)
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
                inner = matrix.after(self._matrix(thing))
                count = pdfium.FPDFFormObj_CountObjects(thing)
                parts = (pdfium.FPDFFormObj_GetObject(thing, i) for i in range(count))
                self._walk(parts, inner, depth + 1)

    def _matrix(self, thing: Any) -> _Matrix:  # noqa: ANN401  untyped library
        raw = self.pdfium.FS_MATRIX()
        if not self.pdfium.FPDFPageObj_GetMatrix(thing, ctypes.byref(raw)):
            return _IDENTITY
        return _Matrix(raw.a, raw.b, raw.c, raw.d, raw.e, raw.f)

    def _bounds(self, thing: Any, matrix: _Matrix) -> _Box | None:  # noqa: ANN401  untyped library
        box = [ctypes.c_float() for _ in range(4)]
        if not self.pdfium.FPDFPageObj_GetBounds(thing, *map(ctypes.byref, box)):
            return None
        left, bottom, right, top = (part.value for part in box)
        return self._turned(*matrix.box(left, bottom, right, top))

    def _picture(self, thing: Any, matrix: _Matrix) -> None:  # noqa: ANN401  untyped library
        self.sheet.pictures += 1
        box = self._bounds(thing, matrix)
        area = self.sheet.width * self.sheet.height
        if box and area > 0:
            share = (box.right - box.left) * (box.top - box.bottom) / area
            self.sheet.covered = max(self.sheet.covered, share)

    def _path(self, thing: Any, matrix: _Matrix) -> None:  # noqa: ANN401  untyped library
        pdfium = self.pdfium
        segments = pdfium.FPDFPath_CountSegments(thing)
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(thing, ctypes.byref(fill), ctypes.byref(stroke))
        if not (fill.value or stroke.value):
            return
        box = self._bounds(thing, matrix)
        if box is None:
            return
        if _thin(box):
            self.sheet.rulings.append(Ruling(*box))
        elif stroke.value or segments > _SEGMENTS_OF_A_BOX:
            self._segments(thing, segments, matrix.after(self._matrix(thing)), bool(stroke.value))

    def _segments(self, thing: Any, count: int, matrix: _Matrix, stroked: bool) -> None:  # noqa: ANN401, FBT001  untyped library
        """Take a drawing apart: every stroked edge, or every thin bar among filled ones."""
        self.seen += count
        if self.seen > MOST_LINES:
            message = f"{self.called}画了{MOST_LINES}条以上的线，不像一份年度报告。"
            raise DamagedFile(message)
        pdfium = self.pdfium
        x, y = ctypes.c_float(), ctypes.c_float()
        outline: list[tuple[float, float]] = []
        for i in range(count):
            segment = pdfium.FPDFPath_GetPathSegment(thing, i)
            kind = pdfium.FPDFPathSegment_GetType(segment)
            pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
            if kind == pdfium.FPDF_SEGMENT_MOVETO:
                self._outline(outline, stroked)
                outline = []
            outline.append(matrix.point(x.value, y.value))
            if pdfium.FPDFPathSegment_GetClose(segment):
                outline.append(outline[0])
        self._outline(outline, stroked)

    def _outline(self, points: list[tuple[float, float]], stroked: bool) -> None:  # noqa: FBT001  passed on
        if len(points) < 2:
            return
        pieces = [points] if not stroked else [list(pair) for pair in itertools.pairwise(points)]
        for piece in pieces:
            xs, ys = [p[0] for p in piece], [p[1] for p in piece]
            box = self._turned(min(xs), min(ys), max(xs), max(ys))
            if _thin(box):
                self.sheet.rulings.append(Ruling(*box))

    # ------------------------------------------------------------ text

    def text(self) -> None:
        """Collect the page's text as marks."""
        if self.count:
            self._marks(self.layer, self._characters(self.layer, self.count))

    def _quarter_turns(self) -> int:
        """Return how often the page must be turned right for its text to stand upright."""
        pdfium = self.pdfium
        angles = [
            pdfium.FPDFText_GetCharAngle(self.layer, i)
            for i in range(0, self.count, self.count // _SAMPLES + 1)
            if not pdfium.FPDFText_IsGenerated(self.layer, i)
        ]
        if not angles:
            return int(pdfium.FPDFPage_GetRotation(self.page)) % 4
        turns = [round(angle / (math.pi / 2)) % 4 for angle in angles]
        return int(statistics.mode(turns))

    def _characters(self, layer: Any, count: int) -> str:  # noqa: ANN401  untyped library
        """Return one character for each place of the text layer."""
        pdfium = self.pdfium
        buffer = (ctypes.c_ushort * (count + 1))()
        pdfium.FPDFText_GetText(layer, 0, count, buffer)
        text = bytes(buffer)[: 2 * count].decode("utf-16-le", "replace")
        if len(text) == count and not any("\ud800" <= c <= "\udfff" or c > "\uffff" for c in text):
            return text
        get = pdfium.FPDFText_GetUnicode
        codes = (get(layer, i) for i in range(count))
        return "".join(
            _UNKNOWN if c > _LAST_CODE or 0xD800 <= c <= 0xDFFF else chr(c) for c in codes
        )

    def _boxes(self, layer: Any, text: str) -> list[_Box | None]:  # noqa: ANN401  untyped library
        """Return the box of each character, None for blanks; as wide as its advance."""
        loose, rect = self.pdfium.FPDFText_GetLooseCharBox, self.pdfium.FS_RECTF()
        where = ctypes.byref(rect)
        boxes: list[_Box | None] = []
        for i, c in enumerate(text):
            if c in _SPACES or c in _DROPPED:
                boxes.append(None)
            else:
                loose(layer, i, where)
                boxes.append(_Box(rect.left, rect.bottom, rect.right, rect.top))
        heights = [box.top - box.bottom for box in boxes if box]
        if not heights:
            return boxes
        least, most = 0.01, _TOO_TALL * statistics.median(heights)
        for i, box in enumerate(boxes):
            if box and not least < box.top - box.bottom < most:
                boxes[i] = self._tight(layer, i) or box
        return boxes

    def _tight(self, layer: Any, i: int) -> _Box | None:  # noqa: ANN401  untyped library
        box = [ctypes.c_double() for _ in range(4)]
        left, right, bottom, top = box
        if not self.pdfium.FPDFText_GetCharBox(layer, i, *map(ctypes.byref, box)):
            return None
        if right.value <= left.value or top.value <= bottom.value:
            return None
        return _Box(left.value, bottom.value, right.value, top.value)

    def _marks(self, layer: Any, text: str) -> None:  # noqa: ANN401  untyped library
        """Join characters that follow one another without a gap."""
        boxes = self._boxes(layer, text)
        start, spaced, blank = -1, False, False
        last: _Box | None = None
        upright = self.turn == 0
        for i, box in enumerate(boxes):
            if box is None:
                blank = blank or (
                    text[i] in _SPACES and not self.pdfium.FPDFText_IsGenerated(layer, i)
                )
                continue
            if last is not None and not blank and upright and _follows(last, box):
                last = box
                continue
            if start >= 0:
                self._mark(text, boxes, range(start, i), spaced=spaced)
            start, spaced, blank, last = i, blank, False, box
        if start >= 0:
            self._mark(text, boxes, range(start, len(boxes)), spaced=spaced)

    def _mark(self, text: str, boxes: list[_Box | None], span: range, *, spaced: bool) -> None:
        """Keep a run of characters as a mark, unless it is out of sight or slants."""
        kept = [(text[i], box) for i in span if (box := boxes[i])]
        first, last = kept[0][1], kept[-1][1]
        x0, y0, x1, y1 = self._turned(first.left, first.bottom, last.right, first.top)
        sheet = self.sheet
        if not (0 <= (x0 + x1) / 2 <= sheet.width and 0 <= (y0 + y1) / 2 <= sheet.height):
            sheet.hidden += len(kept)
            return
        angle = self.pdfium.FPDFText_GetCharAngle(self.layer, span.start)
        if abs(math.remainder(angle, math.pi / 2)) > _LEVEL:
            return  # a watermark across the page
        xs = tuple(box.left - self.view.left for _, box in kept) if len(kept) > 1 else (x0,)
        word = "".join(_read(c) for c, _ in kept)
        sheet.marks.append(Mark(word, x0, y0, x1, y1, xs, spaced, span.start))


def _read(character: str) -> str:
    if character in _HYPHENS:
        return "-"
    if character < " " or "\ue000" <= character <= "\uf8ff":
        return _UNKNOWN
    return character


def _follows(last: _Box, box: _Box) -> bool:
    """Whether a character stands right behind the last, on the same line and of the same size."""
    height = last.top - last.bottom
    gap = box.left - last.right
    return (
        -0.3 * height < gap < 0.12 * height
        and abs(box.bottom - last.bottom) < 0.25 * height
        and abs(box.top - last.top) < 0.25 * height
    )


_THICKEST = 4.0  # points
_SEGMENTS_OF_A_BOX = 6
_SAMPLES = 40  # characters of a page whose direction is asked for
_LAST_CODE = 0x10FFFF


def _thin(box: _Box) -> bool:
    return min(box.right - box.left, box.top - box.bottom) <= _THICKEST


@dataclass(frozen=True, slots=True)
class _Matrix:
    """How the coordinates of a form become those of its page."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point lies."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def box(self, left: float, bottom: float, right: float, top: float) -> _Box:
        """Return the box around a turned box."""
        if self is _IDENTITY:
            return _Box(left, bottom, right, top)
        corners = [self.point(x, y) for x in (left, right) for y in (bottom, top)]
        xs, ys = [p[0] for p in corners], [p[1] for p in corners]
        return _Box(min(xs), min(ys), max(xs), max(ys))

    def after(self, first: _Matrix) -> _Matrix:
        """Return the matrix that does `first` and then this one."""
        if self is _IDENTITY:
            return first
        x, y = self.point(first.e, first.f)
        return _Matrix(
            self.a * first.a + self.c * first.b,
            self.b * first.a + self.d * first.b,
            self.a * first.c + self.c * first.d,
            self.b * first.c + self.d * first.d,
            x,
            y,
        )


_IDENTITY = _Matrix(1, 0, 0, 1, 0, 0)
