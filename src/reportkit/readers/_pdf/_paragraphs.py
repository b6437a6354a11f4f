"""Lines to paragraphs, where the page leaves no doubt: a full line, and the next not indented.

Everything else stays a line of its own, for `recognise` to join or not.  Rows of figures and
their labels are never joined.

>>> [(p.text, p.row) for p in paragraphs(lines, width, cuts)]  # doctest: +SKIP
[('一、总体情况', 1), ('2023年，我局……', 3)]
"""

from __future__ import annotations

import itertools
import re
import statistics
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportkit.readers._pdf._lines import Line

__all__ = ["PageParagraph", "paragraphs"]

_INDENT = 1.2  # heights of a line
_APART = 1.6  # times the usual distance between lines
_FULL = 1.5  # heights of a line that a full line may lack at its end
_MOST_INDENT = 3.2  # heights of a line; what stands further in is set in the middle
_UNEVEN = 6  # heights of a line by which the margins of a page may differ
_FLUSH = 0.6  # heights of a line that an unindented line may be off the margin
_SIZE = 0.3  # share by which lines of one paragraph may differ in height, as their fonts do
_SAME = 0.1  # share by which lines of one title may differ
_STEP = 2.6  # heights from line to line of one paragraph at most
_SHORTEST = 12  # characters of a line that fills the page
_TALL = 1.2  # times the usual height: a title
_CENTRED = 0.06  # of the page's width that the middle of a title may be off
_LONGEST_TITLE = 60
_HEADING = re.compile(r"第[一二三四五六七八九十]部分|[一二三四五六七八九十]\s?[、．]")
_WORD = re.compile(r"[!-~]*")  # letters and figures stay together at the end of a line
_LETTER = 0.55  # heights of a line that one of them takes
_TITLE_BROKEN = re.compile(r"20\d{2}\s?年.{0,30}(?<!报告)(?<![。；，：\d])$")
_FIGURES = re.compile(r"(?:^|\s)[\d.,/+\-—]+(?:\s+[\d.,/+\-—]+)*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageParagraph:
    """A paragraph or line: its text, the height of its middle, and the number of its first line.

    Numbers leave one out before a line that is set off, as a blank line would.
    """

    text: str
    y: float
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Setting:
    """How the lines of a page are set: margins, usual height, and where tables cut them."""

    left: float
    right: float
    height: float
    middle: float
    width: float
    indents: bool
    cuts: tuple[float, ...]

    def goes_on(self, one: Line, two: Line, text: str) -> bool:
        """Whether the second line belongs to the paragraph of the first, which is `text` so far."""
        if (
            abs(one.height - two.height) > _SIZE * one.height
            or two.y0 - one.y0 > _STEP * one.height
        ):
            return False
        if any(one.y0 < cut < two.y0 for cut in self.cuts):
            return False
        return self._fills(one, two) or self._titles(one, two, text)

    def _fills(self, one: Line, two: Line) -> bool:
        return (
            self._is_full(one, two)
            and abs(two.x0 - self.left) < _FLUSH * two.height
            and one.x0 - self.left < _MOST_INDENT * one.height
            and len(one.text) >= _SHORTEST
            and (self.indents or not one.text.endswith("。"))
            and not _HEADING.match(two.text)
            and not _FIGURES.search(one.text)
            and not _FIGURES.search(two.text)
        )

    def _is_full(self, one: Line, two: Line) -> bool:
        """Whether the first word of the second line had no room at the end of the first."""
        word = _WORD.match(two.text)
        letters = word.end() if word else 0
        return self.right - one.x1 < (_FULL + _LETTER * letters) * one.height

    def _titles(self, one: Line, two: Line, text: str) -> bool:
        alike = abs(one.height - two.height) < _SAME * one.height
        if not alike or len(text) + len(two.text) > _LONGEST_TITLE:
            return False
        if not all(
            abs((line.x0 + line.x1) / 2 - self.middle) < _CENTRED * self.width
            for line in (one, two)
        ):
            return False
        rest = two.x0 - self.left > _MOST_INDENT * two.height  # of a title that fills its line
        return all(line.height > _TALL * self.height for line in (one, two)) or (
            rest
            and self._is_full(one, two)
            and not _HEADING.match(two.text)
            and _TITLE_BROKEN.search(one.text) is not None
        )


def paragraphs(lines: Sequence[Line], width: float, cuts: Sequence[float]) -> list[PageParagraph]:
    """Join the lines of a page.

    Parameters
    ----------
    lines
        The lines outside tables, from top to bottom.
    width
        Of the page, in points.
    cuts
        Heights at which tables begin; no paragraph goes on below one.
    """
    if not lines:
        return []
    setting, usual = _setting(lines, width, cuts), _usual_step(lines)
    found: list[PageParagraph] = []
    row, text, first, last = 1, lines[0].text, lines[0], lines[0]
    at = row
    for line in lines[1:]:
        if setting.goes_on(last, line, text):
            row += 1
            text += (" " if _latin(text[-1:]) and _latin(line.text[:1]) else "") + line.text
        else:
            found.append(PageParagraph(text=text, y=(first.y0 + first.y1) / 2, row=at))
            indented = line.x0 - setting.left > _INDENT * line.height
            row += 2 if indented or line.y0 - last.y0 > _APART * usual else 1
            at, text, first = row, line.text, line
        last = line
    found.append(PageParagraph(text=text, y=(first.y0 + first.y1) / 2, row=at))
    return found


def _setting(lines: Sequence[Line], width: float, cuts: Sequence[float]) -> _Setting:
    left = min(line.x0 for line in lines)
    height = statistics.median(line.height for line in lines)
    right = max(line.x1 for line in lines)
    if right < width - left - _UNEVEN * height:  # no line of the page is full
        right = width - left
    return _Setting(
        left=left,
        right=right,
        height=height,
        middle=width / 2,
        width=width,
        indents=any(_INDENT < (line.x0 - left) / max(line.height, 1) < 3 for line in lines),
        cuts=tuple(cuts),
    )


def _usual_step(lines: Sequence[Line]) -> float:
    steps = [two.y0 - one.y0 for one, two in itertools.pairwise(lines)]
    return statistics.median(steps) if steps else 0.0


def _latin(character: str) -> bool:
    return character.isascii() and character.isalpha()
