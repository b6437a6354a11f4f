"""Whether a PDF is small also when unpacked, judged without giving it to pdfium.

A file of 2 kB can make pdfium take gigabytes: streams unpack a thousandfold, forms call forms,
and a page may name one stream many times.  What is not plainly harmless goes to `_isolated`,
where memory and time are limited; nothing is refused here.

>>> tame(b"%PDF-1.7")
True
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["PICTURE", "Stream", "streams", "tame"]

_LARGEST = 2 * 2**20  # bytes of one unpacked stream; a full page of a report takes 100 kB
_TOGETHER = 64 * 2**20  # bytes of all streams
_DRAWN = 8 * 2**20  # bytes of the largest form, times how often forms are called at all
_OFTEN = 32  # times that a file may name one stream
_BLANKS = bytes.maketrans(b"\t\r\n\f\x00", b"     ")
_DIGITS = b"0123456789"
_FONT_FILE = re.compile(rb"/FontFile[23]? +(\d+) +\d+ +R")
_NUMBER = re.compile(rb"(\d+)\s+\d+\s+$")
_SMALL = 2000  # packed bytes; they cannot unpack to more than 1032 times as many
# A name may be written with #xx; other filters, and filters on top of one another, unpack more.
_ODD = re.compile(rb"#|LZW|RunLength|/RL|ASCII|/A85|/AHx|/Crypt|Flate.{0,40}Flate", re.DOTALL)
PICTURE = re.compile(rb"DCTDecode|JPXDecode|CCITTFaxDecode|JBIG2Decode")
_FONT = re.compile(rb"/Length1|/CIDFontType0C|/Type1C|/OpenType")
_FONT_BEGINS = (b"\x00\x01\x00\x00", b"true", b"OTTO", b"ttcf", b"\x01\x00\x04", b"%!")


@dataclass(frozen=True, slots=True)
class Stream:
    """A stream as it stands in the file: its number, its dictionary, its packed content."""

    number: bytes
    about: bytes
    packed: bytes

    @property
    def is_font(self) -> bool:
        """Whether it says that it is a font, and begins like one."""
        if not _FONT.search(self.about) or b"Flate" not in self.about:
            return False
        try:
            return zlib.decompressobj().decompress(self.packed, 8).startswith(_FONT_BEGINS)
        except zlib.error:
            return False

    def content(self) -> bytes | None:
        """Return what it unpacks to, or None where that is too large or oddly packed."""
        flate = b"Flate" in self.about
        if b"Filter" in self.about and (not flate or _ODD.search(self.about)):
            return None
        if not flate:
            # with #xx the word Filter itself may be hidden
            hidden = b"#" in self.about and self.packed[:1] == b"x"
            return self.packed if len(self.packed) <= _LARGEST and not hidden else None
        try:
            if len(self.packed) < _SMALL:
                return zlib.decompress(self.packed)
            content = zlib.decompressobj().decompress(self.packed, _LARGEST + 1)
        except zlib.error:
            return None
        return content if len(content) <= _LARGEST else None


def tame(data: bytes) -> bool:
    """Whether no part of the file unpacks to more than a report can have."""
    if b"/Encrypt" in data:
        return False
    bare: list[bytes] = []
    fonts: list[bytes] = []
    others: list[bytes] = []
    together = calls = largest = 0
    for stream in streams(data, bare):
        if stream.is_font:
            fonts.append(stream.number)
            continue
        if PICTURE.search(stream.about):
            continue
        others.append(stream.number)
        content = stream.content()
        if content is None:
            return False
        together += len(content)
        if b"/ObjStm" in stream.about:
            bare.append(content)
            continue
        drawn = content.count(b"Do")
        if b"Form" in stream.about:
            largest = max(largest, len(content))
            drawn *= _DRAWN  # forms in forms multiply
        calls += drawn
    text = b" ".join(bare)
    if together > _TOGETHER or calls * largest > _DRAWN:
        return False
    return _single(fonts, others, text)


def streams(data: bytes, bare: list[bytes]) -> Iterator[Stream]:
    """Go through the streams of a file; what stands between them is put into `bare`."""
    at = 0
    while (start := data.find(b"stream", at)) >= 0:
        before = data[at:start]
        bare.append(before)
        about = before[before.rfind(b"obj") + 3 :]
        number = _NUMBER.search(before[: before.rfind(b"obj")][-24:])
        first = start + 6
        first += 2 if data[first : first + 2] == b"\r\n" else 1
        end = data.find(b"endstream", first)
        end = len(data) if end < 0 else end
        yield Stream(number[1] if number else b"", about, data[first:end])
        at = end + 9
    bare.append(data[at:])


def _single(fonts: list[bytes], others: list[bytes], text: bytes) -> bool:
    """Whether what says it is a font is used as nothing else, and no stream again and again."""
    text = text.translate(_BLANKS)
    before = [piece.rsplit(None, 2) for piece in text.split(b" R")[:-1]]
    named = Counter([words[-2] for words in before if len(words) > 1])
    for word in [word for word in named if not word.isdigit()]:  # [12 0 R
        named[word[len(word.rstrip(_DIGITS)) :]] += named[word]
    as_font = Counter(_FONT_FILE.findall(text))
    return all(number and named[number] == as_font[number] for number in fonts) and all(
        number and named[number] <= _OFTEN for number in others
    )
