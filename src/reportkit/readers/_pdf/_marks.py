"""The text of a page as marks: strokes of characters written without a gap, and where they are.

Places come from the advance of each character, so that neighbours touch whatever their ink.

>>> marks = read_marks(pdfium, layer, view)  # doctest: +SKIP
>>> marks[0].text  # doctest: +SKIP
'一、总体情况'
"""

from __future__ import annotations

import ctypes
import itertools
import math
import operator
import re
import statistics
from collections import deque
from typing import TYPE_CHECKING, Any, NamedTuple

from reportkit.readers._pdf._direct import address, direct

if TYPE_CHECKING:
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
_ODD = re.compile(rf"[\x00-\x08\x0e-\x1f\ue000-\uf8ff{_HYPHENS}]")
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
    angle = direct(pdfium, "FPDFText_GetCharAngle", float, "at", int)
    generated = direct(pdfium, "FPDFText_IsGenerated", int, "at", int)
    at = address(layer)
    angles = [angle(at, i) for i in range(0, count, count // _SAMPLES + 1) if not generated(at, i)]
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
    if len(text) == count and "\x00" not in text:  # no character takes two places
        return text
    get = pdfium.FPDFText_GetUnicode
    return "".join(_character(get(layer, i)) for i in range(count))


def _character(code: int) -> str:
    valid = 0 < code < 0xD800 or 0xDFFF < code < 0x110000
    return chr(code) if valid else _UNKNOWN


def _meant(odd: re.Match[str]) -> str:
    return "-" if odd[0] in _HYPHENS else _UNKNOWN


class _Reader:
    """Holds the characters of one page, which of them leave ink, and the boxes of those.

    Boxes are kept as their sides in the file, a list each, in the order of `inked`.
    """

    def __init__(self, pdfium: Any, layer: Any, text: str, view: View) -> None:  # noqa: ANN401  untyped library
        self.pdfium, self.layer, self.text, self.view = pdfium, layer, text, view
        self.read = _ODD.sub(_meant, text)
        self.inked = [i for i, c in enumerate(text) if c not in _SKIPPED]
        self.twice_wide, self.twice_high = (2 * side for side in view.size)
        self.angle = direct(pdfium, "FPDFText_GetCharAngle", float, "at", int)
        self.generated = direct(pdfium, "FPDFText_IsGenerated", int, "at", int)
        self.at = address(layer)
        sides = self._sides()
        self.left, self.top, self.right, self.bottom = (sides[k::4] for k in range(4))
        if view.turns:
            self._turn()
        else:
            self._mend()
        self.starts = [x - view.left for x in self.left] if view.left else self.left

    def _sides(self) -> list[float]:
        """Return left, top, right and bottom of each inked character, one behind the other."""
        loose = direct(self.pdfium, "FPDFText_GetLooseCharBox", int, "at", int, "at")
        boxes = (self.pdfium.FS_RECTF * len(self.inked))()
        places = itertools.count(ctypes.addressof(boxes), ctypes.sizeof(self.pdfium.FS_RECTF))
        deque(map(loose, itertools.repeat(self.at), self.inked, places), maxlen=0)
        sides: list[float] = list(memoryview(boxes).cast("B").cast("f"))
        if not math.isfinite(sum(sides)):  # a broken matrix: these characters are nowhere
            sides = [side if math.isfinite(side) else _NOWHERE for side in sides]
        return sides

    def _turn(self) -> None:
        """Let the boxes of turned text begin where the character does.

        pdfium gives them the right size and puts some of them a character too far back.
        """
        for k, i in enumerate(self.inked):
            x, y = self._origin(i)
            if self.view.turns == 1:
                self.bottom[k], self.top[k] = y, y + self.top[k] - self.bottom[k]
            elif self.view.turns == 2:
                self.left[k], self.right[k] = x - self.right[k] + self.left[k], x
            else:
                self.bottom[k], self.top[k] = y - self.top[k] + self.bottom[k], y

    def _mend(self) -> None:
        """Set right the boxes that pdfium gets wrong.

        It forgets to scale those of vertical fonts (seen: twenty times their size), and gives
        characters of Type 3 fonts (which browsers print with) the box of their ink.
        """
        heights = list(map(operator.sub, self.top, self.bottom))
        if not heights:
            return
        usual = statistics.median(heights[:: len(heights) // 200 + 1])
        least, most = _FLAT * usual, _TALL * usual
        if least < min(heights) and max(heights) < most:
            return
        for k, (i, tall) in enumerate(zip(self.inked, heights, strict=True)):
            if least < tall < most:
                continue
            size = self._size(i)
            if tall > _TALL * size:
                self.left[k], self.bottom[k], self.right[k], self.top[k] = self._ink(i)
            elif tall < _FLAT * size:
                x, y = self._origin(i)
                self.bottom[k], self.top[k] = y - _DESCENT * size, y + (1 - _DESCENT) * size
                if self.text[i] > _LAST_NARROW:
                    self.left[k], self.right[k] = x, x + size

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
        found: list[Mark | None] = []
        first = end = 0
        right = bottom = top = back = gap = step = 0.0
        upright = self.view.turns == 0
        lefts, rights, bottoms, tops = self.left, self.right, self.bottom, self.top
        for k, i in enumerate(self.inked):
            x0 = lefts[k]
            if (
                i == end and upright
                and back < x0 - right < gap
                and -step < bottoms[k] - bottom < step
                and -step < tops[k] - top < step
            ):  # fmt: skip
                end, right = i + 1, rights[k]
                continue
            if k:
                found.append(self._mark(first, k))
            first, end, right, bottom, top = k, i + 1, rights[k], bottoms[k], tops[k]
            height = top - bottom
            back, gap, step = _BACK * height, _GAP * height, _STEP * height
        if self.inked:
            found.append(self._mark(first, len(self.inked)))
        return [mark for mark in found if mark]

    def _mark(self, first: int, last: int) -> Mark | None:
        """Make a mark of some of the `inked`, unless it is out of sight or slants."""
        x0, y0, x1, y1 = self.view.box(self.left[first], self.bottom[first],
                                       self.right[last - 1], self.top[first])  # fmt: skip
        if not (0 <= x0 + x1 <= self.twice_wide and 0 <= y0 + y1 <= self.twice_high):
            return None
        start, end = self.inked[first], self.inked[last - 1] + 1
        angle = self.angle(self.at, start) if end - start <= _SLANTS else 0.0
        if angle and not abs(math.fmod(angle + _LEVEL, math.pi / 2)) < 2 * _LEVEL:
            return None  # a watermark across the page
        xs = tuple(self.starts[first:last]) if end - start > 1 else (x0,)
        behind = self.inked[first - 1] + 1 if first else 0
        spaced = behind < start and self._blank(behind, start)
        return Mark(self.read[start:end], x0, y0, x1, y1, xs, spaced, start)

    def _blank(self, start: int, end: int) -> bool:
        """Whether the file has a blank between; pdfium adds others where it sees a gap."""
        for i in range(start, end):
            if self.text[i] in _SPACES and not self.generated(self.at, i):
                return True
        return False
