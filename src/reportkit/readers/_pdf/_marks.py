"""The text of a page as marks: strokes of characters written without a gap, and where they are.

Places come from the advance of each character, so that neighbours touch whatever their ink.

>>> marks = read_marks(pdfium, layer, view)  # doctest: +SKIP
>>> marks[0].text  # doctest: +SKIP
'一、总体情况'
"""

from __future__ import annotations

import ctypes
import math
import statistics
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportkit.readers._pdf._view import View

__all__ = ["Mark", "quarter_turns", "read_marks"]

_SPACES = frozenset(
    " \u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"
)
_DROPPED = frozenset("\t\r\n\f\v\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u2060\ufeff")
_SKIPPED = _SPACES | _DROPPED
# One glyph of a font serves for all of these, and writers name it by any of them; pdfium itself
# writes U+0002 for a hyphen at the end of a line.
_HYPHENS = frozenset("\u0002\u00ad\u2010\u2011\ufffe")
_UNKNOWN = "\ufffd"  # a glyph whose meaning the file does not tell
_TALL = 2.6  # times the usual height, or times the size
_FLAT = 0.7  # of the usual height or of the size: the box is that of the ink
_DESCENT = 0.15  # of the size, below the line on which characters stand
_LAST_NARROW = "\u2e7f"  # behind it, characters are as wide as their size
_LEVEL = 0.02  # radians that a text may slant
_SAMPLES = 40  # characters of a page whose direction is asked for
_BACK, _GAP, _STEP = -0.3, 0.12, 0.25  # of the height: how far the next of a mark may stand off


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


def quarter_turns(pdfium: Any, page: Any, layer: Any, count: int) -> int:  # noqa: ANN401  untyped library
    """Return how often a page must be turned right for its text to stand upright."""
    angles = [
        pdfium.FPDFText_GetCharAngle(layer, i)
        for i in range(0, count, count // _SAMPLES + 1)
        if not pdfium.FPDFText_IsGenerated(layer, i)
    ]
    if not angles:
        return int(pdfium.FPDFPage_GetRotation(page)) % 4
    return int(statistics.mode(round(angle / (math.pi / 2)) % 4 for angle in angles))


def read_marks(pdfium: Any, layer: Any, count: int, view: View) -> list[Mark]:  # noqa: ANN401  untyped library
    """Join the characters of a page that follow one another without a gap.

    Parameters
    ----------
    pdfium, layer
        The raw interface, and the handle of the page's text.
    count
        How many characters the text has.
    view
        How the page is seen; what is outside it is left out, as is text that slants.
    """
    text = _characters(pdfium, layer, count)
    return _Reader(pdfium, layer, text, view).marks() if text else []


def _characters(pdfium: Any, layer: Any, count: int) -> str:  # noqa: ANN401  untyped library
    """Return one character for each place of the text layer."""
    if count < 1:
        return ""
    buffer = (ctypes.c_ushort * (count + 1))()
    pdfium.FPDFText_GetText(layer, 0, count, buffer)
    text = bytes(buffer)[: 2 * count].decode("utf-16-le", "replace")
    if len(text) == count and "\x00" not in text and max(text) <= "\uffff":
        return text
    get = pdfium.FPDFText_GetUnicode
    return "".join(_character(get(layer, i)) for i in range(count))


def _character(code: int) -> str:
    valid = 0 < code < 0xD800 or 0xDFFF < code < 0x110000
    return chr(code) if valid else _UNKNOWN


class _Reader:
    """Holds the characters of one page and their boxes: sides in the file, a list each."""

    def __init__(self, pdfium: Any, layer: Any, text: str, view: View) -> None:  # noqa: ANN401  untyped library
        self.pdfium, self.layer, self.text, self.view = pdfium, layer, text, view
        boxes = (pdfium.FS_RECTF * len(text))()
        loose, size = pdfium.FPDFText_GetLooseCharBox, ctypes.sizeof(pdfium.FS_RECTF)
        first, at = boxes[0], ctypes.byref
        for i, c in enumerate(text):
            if c not in _SKIPPED:
                loose(layer, i, at(first, i * size))
        sides: list[float] = list(memoryview(boxes).cast("B").cast("f"))
        self.left, self.top, self.right, self.bottom = (sides[k::4] for k in range(4))
        self._mend([i for i, c in enumerate(text) if c not in _SKIPPED])

    def _mend(self, inked: Sequence[int]) -> None:
        """Set right the boxes that pdfium gets wrong.

        It forgets to scale those of vertical fonts (seen: twenty times their size), and gives
        characters of Type 3 fonts (which browsers print with) the box of their ink.
        """
        heights = [self.top[i] - self.bottom[i] for i in inked]
        if not heights:
            return
        usual = statistics.median(heights[:: len(heights) // 200 + 1])
        least, most = _FLAT * usual, _TALL * usual
        for i, tall in zip(inked, heights, strict=True):
            if least < tall < most:
                continue
            size = self._size(i)
            if tall > _TALL * size:
                self.left[i], self.bottom[i], self.right[i], self.top[i] = self._ink(i)
            elif tall < _FLAT * size:
                x, y = self._origin(i)
                self.bottom[i], self.top[i] = y - _DESCENT * size, y + (1 - _DESCENT) * size
                if self.text[i] > _LAST_NARROW:
                    self.left[i], self.right[i] = x, x + size

    def _size(self, i: int) -> float:
        """Return the size in points that a character is set in."""
        matrix = self.pdfium.FS_MATRIX()
        size = float(self.pdfium.FPDFText_GetFontSize(self.layer, i))
        if not self.pdfium.FPDFText_GetMatrix(self.layer, i, ctypes.byref(matrix)):
            return size
        return size * math.hypot(matrix.a, matrix.b)

    def _origin(self, i: int) -> tuple[float, float]:
        x, y = ctypes.c_double(), ctypes.c_double()
        self.pdfium.FPDFText_GetCharOrigin(self.layer, i, ctypes.byref(x), ctypes.byref(y))
        return x.value, y.value

    def _ink(self, i: int) -> tuple[float, float, float, float]:
        box = [ctypes.c_double() for _ in range(4)]
        self.pdfium.FPDFText_GetCharBox(self.layer, i, *map(ctypes.byref, box))
        left, right, bottom, top = (side.value for side in box)
        return left, bottom, right, top

    def marks(self) -> list[Mark]:
        """Join characters: each that stands right behind the last, level with it and as tall."""
        lefts, rights, bottoms, tops = self.left, self.right, self.bottom, self.top
        generated = self.pdfium.FPDFText_IsGenerated
        found: list[Mark | None] = []
        run: list[int] = []
        blank = spaced = False
        right = bottom = top = height = 0.0
        upright = self.view.turns == 0
        for i, c in enumerate(self.text):
            if c in _SKIPPED:
                blank = blank or (c in _SPACES and not generated(self.layer, i))
                continue
            if (
                run and not blank and upright
                and _BACK * height < lefts[i] - right < _GAP * height
                and -_STEP * height < bottoms[i] - bottom < _STEP * height
                and -_STEP * height < tops[i] - top < _STEP * height
            ):  # fmt: skip
                run.append(i)
            else:
                if run:
                    found.append(self._mark(run, spaced=spaced))
                run, spaced, blank = [i], blank, False
                bottom, top = bottoms[i], tops[i]
                height = top - bottom
            right = rights[i]
        if run:
            found.append(self._mark(run, spaced=spaced))
        return [mark for mark in found if mark]

    def _mark(self, run: list[int], *, spaced: bool) -> Mark | None:
        """Make a mark of a run of characters, unless it is out of sight or slants."""
        first, last, view = run[0], run[-1], self.view
        x0, y0, x1, y1 = view.box(self.left[first], self.bottom[first], self.right[last],
                                  self.top[first])  # fmt: skip
        width, height = view.size
        if not (0 <= (x0 + x1) / 2 <= width and 0 <= (y0 + y1) / 2 <= height):
            return None
        angle = self.pdfium.FPDFText_GetCharAngle(self.layer, first)
        if abs(math.remainder(angle, math.pi / 2)) > _LEVEL:
            return None  # a watermark across the page
        xs = (x0,) if len(run) == 1 else tuple(self.left[i] - view.left for i in run)
        word = "".join(_read(self.text[i]) for i in run)
        return Mark(word, x0, y0, x1, y1, xs, spaced, first)


def _read(character: str) -> str:
    if character in _HYPHENS:
        return "-"
    if character < " " or "\ue000" <= character <= "\uf8ff":
        return _UNKNOWN
    return character
