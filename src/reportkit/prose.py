"""The running text of a report as claims and rules read it: half-width, without blanks, quotable.

Officials mix widths and put blanks around figures (``2023 年``).  Patterns are written against the
squeezed text; `Prose.quote` leads back to the exact characters of the report.  This module knows
neither claims nor rules.

>>> prose = squeeze(1, "截至 ２０２３ 年底，")
>>> prose.text, prose.quote(2, 7)
('截至2023年底,', '２０２３ 年')
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from reportkit.text import normalise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportkit.report import Report

__all__ = ["Prose", "prose_of", "squeeze"]


# One character for one: full-width forms, and the radicals that PDF files use for characters.
_ONE_FOR_ONE = {
    chr(code): normalise(chr(code))
    for start, end in ((0xFF01, 0xFF5F), (0x2E80, 0x2FE0))
    for code in range(start, end)
    if len(normalise(chr(code))) == 1
}
_WIDE = re.compile(f"[{re.escape(''.join(_ONE_FOR_ONE))}]")
_BLANK = re.compile("[^\\S\n]|[\u200b-\u200f\u2060\ufeff]")
_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]?")


@dataclass(frozen=True, slots=True)
class Prose:
    """One text of the report: its section (0 for title and introduction), raw and squeezed."""

    section: int
    raw: str
    text: str = field(compare=False)  # both follow from `raw`; hashing them takes long
    places: tuple[int, ...] = field(compare=False)

    def quote(self, start: int, end: int) -> str:
        """Return the raw characters behind ``text[start:end]``."""
        return self.raw[self.places[start] : self.places[end - 1] + 1]

    def sentences(self) -> Iterator[tuple[int, str]]:
        """Yield each sentence with the place where it starts."""
        for match in _SENTENCE.finditer(self.text):
            yield match.start(), match[0]


@lru_cache(maxsize=64)
def squeeze(section: int, raw: str) -> Prose:
    """Make the squeezed form of a text; line breaks stay, other blanks go."""
    ends = [0, *(end for match in _BLANK.finditer(raw) for end in match.span()), len(raw)]
    kept = [range(start, end) for start, end in zip(ends[::2], ends[1::2], strict=True)]
    text = "".join([raw[stretch.start : stretch.stop] for stretch in kept])
    for wide in set(_WIDE.findall(text)):  # a few; `str.translate` asks for every character
        text = text.replace(wide, _ONE_FOR_ONE[wide])
    return Prose(section, raw, text, tuple(chain(*kept)))


def prose_of(report: Report) -> tuple[Prose, ...]:
    """Return the introduction and the sections of a report that have text, in order."""
    return _all_of(report.introduction, tuple([(s.no, s.text) for s in report.sections]))


@lru_cache(maxsize=16)  # nearly every rule asks
def _all_of(introduction: str, sections: tuple[tuple[int, str], ...]) -> tuple[Prose, ...]:
    texts = ((0, introduction), *sections)
    return tuple(squeeze(no, text) for no, text in texts if text.strip())
