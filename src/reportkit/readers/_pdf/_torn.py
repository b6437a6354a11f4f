"""Whether packed parts of a PDF are damaged, so that text may be missing from its pages.

pdfium shows what it can of a damaged page and says nothing; cells then look blank.  Packed parts
carry a checksum, which tells.

>>> torn(b"%PDF-1.7")
False
"""

from __future__ import annotations

import base64
import zlib
from typing import TYPE_CHECKING

from reportkit.readers._pdf._tame import PICTURE, streams

if TYPE_CHECKING:
    from reportkit.readers._pdf._tame import Stream

__all__ = ["torn"]

_LARGEST = 16 * 2**20  # bytes to which a part is unpacked; what is larger is not judged
_ENCODED = (b"ASCII85", b"/A85")
_OTHER = (b"LZW", b"RunLength", b"/RL", b"ASCIIHex", b"/AHx", b"/Crypt")


def torn(data: bytes, *, only_fonts: bool = False) -> bool:
    """Whether a packed part that holds no picture cannot be unpacked whole.

    Parameters
    ----------
    data
        The whole file.
    only_fonts
        Whether all else is known to be whole.  Fonts matter too: without its font, text has no
        width, or none is found.
    """
    if b"/Encrypt" in data:
        return False
    for stream in streams(data, []):
        packed = b"Flate" in stream.about and not any(name in stream.about for name in _OTHER)
        if not packed or (only_fonts and not stream.is_font) or PICTURE.search(stream.about):
            continue
        if not _is_whole(stream):
            return True
    return False


def _is_whole(stream: Stream) -> bool:
    packed = stream.packed
    try:
        if any(name in stream.about for name in _ENCODED):
            packed = base64.a85decode(packed.strip().removesuffix(b"~>").removeprefix(b"<~"))
        unpacking = zlib.decompressobj()
        content = unpacking.decompress(packed, _LARGEST)
    except (ValueError, zlib.error):
        return False
    return unpacking.eof or len(content) >= _LARGEST or _lacks_only_its_checksum(packed)


def _lacks_only_its_checksum(packed: bytes) -> bool:
    """Whether a part ends where its content does, as some programs leave it."""
    try:
        zlib.decompressobj().decompress(packed + bytes(8))
    except zlib.error as error:
        return "check" in str(error)
    return False
