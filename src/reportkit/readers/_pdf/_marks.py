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

from reportkit.readers._pdf._direct import address, direct

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
_HYPHENS = "\u0002\u00ad\u2010\u2011\ufffe"
_UNKNOWN = "\ufffd"  # a glyph whose meaning the file does not tell
_NOWHERE = -1e6  # points, out of every page
_READ = {
    **dict.fromkeys([*range(0x20), *range(0xE000, 0xF900)], _UNKNOWN),
    **dict.fromkeys(map(ord, _HYPHENS), "-"),
}
_TALL = 2.6  # times the usual height, or times the size
_FLAT = 0.7  # of the usual height or of the size: the box is that of the ink
_DESCENT = 0.15  # of the size, below the line on which characters stand
_LAST_NARROW = "\u2e7f"  # behind it, characters are as wide as their size
_LEVEL = 0.02  # radians that a text may slant
_SLANTS = 2  # characters that follow one another level at most where a text slants
_SAMPLES = 16  # characters of a page whose direction is asked for
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
    # angles run clockwise, and what stands a quarter too far is turned three quarters on
    turns = [-round(angle / (math.pi / 2)) % 4 for angle in angles if math.isfinite(angle)]
    return int(statistics.mode(turns) if turns else pdfium.FPDFPage_GetRotation(page) % 4)


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
        self.read = text.translate(_READ)
        self.twice_wide, self.twice_high = (2 * side for side in view.size)
        boxes = (pdfium.FS_RECTF * len(text))()
        loose = direct(pdfium, "FPDFText_GetLooseCharBox", int, "at", int, "at")
        self.angle = direct(pdfium, "FPDFText_GetCharAngle", float, "at", int)
        self.at = address(layer)
        first, size = ctypes.addressof(boxes), ctypes.sizeof(pdfium.FS_RECTF)
        for i, c in enumerate(text):
            if c not in _SKIPPED:
                loose(self.at, i, first + i * size)
        sides: list[float] = list(memoryview(boxes).cast("B").cast("f"))
        if not math.isfinite(sum(sides)):  # a broken matrix: these characters are nowhere
            sides = [side if math.isfinite(side) else _NOWHERE for side in sides]
        self.left, self.top, self.right, self.bottom = (sides[k::4] for k in range(4))
        inked = [i for i, c in enumerate(text) if c not in _SKIPPED]
        if view.turns:
            self._turn(inked)
        self._mend(inked)

    def _turn(self, inked: Sequence[int]) -> None:
        """Let the boxes of turned text begin where the character does.

        pdfium gives them the right size and puts some of them a character too far back.
        """
        for i in inked:
            x, y = self._origin(i)
            if self.view.turns == 1:
                self.bottom[i], self.top[i] = y, y + self.top[i] - self.bottom[i]
            elif self.view.turns == 2:
                self.left[i], self.right[i] = x - self.right[i] + self.left[i], x
            else:
                self.bottom[i], self.top[i] = y - self.top[i] + self.bottom[i], y

    def _mend(self, inked: Sequence[int]) -> None:
        """Set right the boxes that pdfium gets wrong.

        It forgets to scale those of vertical fonts (seen: twenty times their size), and gives
        characters of Type 3 fonts (which browsers print with) the box of their ink.
        """
        if not inked or self.view.turns:
            return
        heights = [self.top[i] - self.bottom[i] for i in inked]
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
        found: list[Mark | None] = []
        start, end, blank, spaced = -1, -1, False, False
        right = bottom = top = back = gap = step = 0.0
        upright = self.view.turns == 0
        for i, c in enumerate(self.text):
            if c in _SKIPPED:
                blank = blank or (c in _SPACES and self._written(i))
                continue
            left = lefts[i]
            if (
                i == end and not blank and upright
                and back < left - right < gap
                and -step < bottoms[i] - bottom < step
                and -step < tops[i] - top < step
            ):  # fmt: skip
                end, right = i + 1, rights[i]
                continue
            if start >= 0:
                found.append(self._mark(start, end, spaced=spaced))
            start, end, spaced, blank = i, i + 1, blank, False
            bottom, top, right = bottoms[i], tops[i], rights[i]
            height = top - bottom
            back, gap, step = _BACK * height, _GAP * height, _STEP * height
        if start >= 0:
            found.append(self._mark(start, end, spaced=spaced))
        return [mark for mark in found if mark]

    def _written(self, i: int) -> bool:
        """Whether a blank is in the file; pdfium adds others where it sees a gap."""
        return not self.pdfium.FPDFText_IsGenerated(self.layer, i)

    def _mark(self, start: int, end: int, *, spaced: bool) -> Mark | None:
        """Make a mark of a run of characters, unless it is out of sight or slants."""
        view = self.view
        x0, y0, x1, y1 = view.box(self.left[start], self.bottom[start], self.right[end - 1],
                                  self.top[start])  # fmt: skip
        if not (0 <= x0 + x1 <= self.twice_wide and 0 <= y0 + y1 <= self.twice_high):
            return None
        angle = self.angle(self.at, start) if end - start <= _SLANTS else 0.0
        if angle and not abs(math.fmod(angle + _LEVEL, math.pi / 2)) < 2 * _LEVEL:
            return None  # a watermark across the page
        if end - start == 1:
            xs: tuple[float, ...] = (x0,)
        else:
            xs = tuple([x - view.left for x in self.left[start:end]])
        return Mark(self.read[start:end], x0, y0, x1, y1, xs, spaced, start)
