"""From bytes to text: which encoding a file is in, and what kind of file it is.

Never guesses by frequency: short GBK files are taken for Korean that way.  The ladder is byte
order mark, UTF-8, UTF-16 by its zero bytes, GB18030; what fits none of them is not text.
"""

from __future__ import annotations

import codecs
import re

from reportkit.errors import DamagedFile, UnsupportedFormat

__all__ = ["decode", "sniff"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = (
    (b"\x89PNG", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF8", "gif"),
    (b"BM", "bmp"),
    (b"%PDF", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0", "ole"),
    (b"Rar!", "rar"),
    (b"7z\xbc\xaf", "7z"),
    (b"{\\rtf", "rtf"),
    (b"\x1f\x8b", "gz"),
)
_PRINTABLE_SHARE = 0.9
# what no report has and random bytes decoded as GB18030 are full of
_STRANGE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\x80-\x9f\ue000-\uf8ff\ufffd]")


def sniff(data: bytes) -> str:
    """Return the kind of file by its first bytes: ``png``, ``pdf``, ``zip`` …, or ``text``."""
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return kind
    return "text"


def decode(data: bytes, name: str) -> str:
    """Return the text of a file.

    Parameters
    ----------
    data
        The whole file.
    name
        What messages call the file.

    Raises
    ------
    DamagedFile
        If the file is empty.
    UnsupportedFormat
        If the bytes are no text in any of the encodings.
    """
    if not data.strip(b" \t\r\n\x00"):
        message = f"“{name}”是空文件，里面没有任何内容。"
        raise DamagedFile(message)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(data.decode(encoding, errors="replace"), name)
    for candidate in ("utf-8", _utf16(data), "gb18030"):
        if candidate is None:
            continue
        try:
            return _checked(data.decode(candidate), name)
        except UnicodeDecodeError:
            continue
    raise _no_text(name)


def _utf16(data: bytes) -> str | None:
    """Tell UTF-16 without a mark by where its zero bytes are: half the bytes of ASCII text."""
    sample = data[:4096]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    least = len(sample) // 50
    if odd > max(least, 4 * even):
        return "utf-16-le"
    if even > max(least, 4 * odd):
        return "utf-16-be"
    return None


def _checked(text: str, name: str) -> str:
    """Refuse what decodes but is not text; a few stray NULs are only dropped."""
    sample = text[:20000]
    strange = len(_STRANGE.findall(sample))
    if strange > (1 - _PRINTABLE_SHARE) * len(sample):
        raise _no_text(name)
    return text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")


def _no_text(name: str) -> UnsupportedFormat:
    message = f"“{name}”不是能读的文字：内容像是其他类型的文件，或者已经损坏。"
    return UnsupportedFormat(message, hint="请用 Word、Excel 或记事本打开，另存后再试。")
