"""Whether a reading of a cell can be trusted, so that no figure of a picture is guessed.

A figure must be read twice alike, with confidence, and have as many pieces of ink as digits.
What is not certain becomes U+FFFD, the character for what could not be read.  Words are kept as
they are: a label is certain once the form knows it.

>>> trusted([Line(readings=(Reading("12", 0.99), Reading("12", 0.98)), tall=2, dots=0,
...               slender=1.3)])
('12', 0.98)
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportkit.readers._ocr._recogniser import Reading

__all__ = ["UNREAD", "Line", "is_word", "trusted"]

UNREAD = "\ufffd"
_CERTAIN = 0.9  # wrong readings of figures were seen below this, never above
_CHINESE = re.compile("[\u4e00-\u9fff]")
_WORDS = 2  # Chinese characters that make a text a word; a lone one may be a misread figure
_NONE = {"无"}
_FIGURE = re.compile(r"[+\-]?\d+(?:,\d{3})*(?:\.\d+)?")
_EITHER = re.compile(r"\d{1,3}[.,]\d{3}")  # 1.600 or 1,600: too small a difference
_MARKS = {"/", "-", "—", "——"}
_DIGIT = 0.4  # of its height: the width that a digit takes at least among others


class Line(NamedTuple):
    """A line of a cell as it was read, once or twice, and what its ink looks like."""

    readings: tuple[Reading, ...]
    tall: int
    dots: int
    slender: float
    left: bool = False
    right: bool = False
    level: bool = False


def trusted(lines: Sequence[Line]) -> tuple[str, float]:
    """Return what a cell says and how sure that is; U+FFFD where it is not certain.

    Confidence is 0 where readings differ from one another or from the ink.
    """
    text = "".join(line.readings[0].text for line in lines)
    confidence = min(reading.confidence for line in lines for reading in line.readings)
    if is_word(text):
        return text, confidence
    if len(lines) > 1 or len({reading.text for reading in lines[0].readings}) > 1:
        return UNREAD, 0.0
    if confidence < _CERTAIN:
        return UNREAD, confidence
    return (text, confidence) if _plausible(text, lines[0]) else (UNREAD, 0.0)


def is_word(text: str) -> bool:
    """Whether a text is certainly no figure."""
    return len(_CHINESE.findall(text)) >= _WORDS


def _plausible(text: str, line: Line) -> bool:
    """Whether ink can show this text."""
    if line.level or (line.left and text[:1] == "1") or (line.right and text[-1:] == "1"):
        return False
    if text in _NONE | _MARKS:
        return True
    if not _FIGURE.fullmatch(text) or _EITHER.fullmatch(text):
        return False
    digits = sum(c.isdigit() for c in text)
    if line.tall > digits or line.dots != sum(c in ".," for c in text):
        return False
    return line.tall == digits or line.slender >= _DIGIT * digits
