"""PDF files written object by object, for what no setting program would write."""

from __future__ import annotations

import zlib

HELVETICA = b"<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"


def pdf(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """Write objects numbered from 1, the first being the catalogue."""
    out, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (
        size, table, size, trailer, len(out))  # fmt: skip


def stream(content: bytes, about: bytes = b"") -> bytes:
    """Write a packed stream."""
    packed = zlib.compress(content, 9)
    return b"<<%s/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (
        about,
        len(packed),
        packed,
    )


def page(content: bytes, *others: bytes, resources: bytes = HELVETICA, more: bytes = b"") -> bytes:
    """Write a file of one page, 300 × 300 points; `others` are objects from number 5 on."""
    return pdf([
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Resources%s/Contents 4 0 R%s>>"
        % (resources, more),
        stream(content),
        *others,
    ])  # fmt: skip


def words(*placed: tuple[int, int, str]) -> bytes:
    """Write words at places, counted from the lower left corner."""
    return b" ".join(
        b"BT /F1 10 Tf %d %d Td (%s) Tj ET" % (x, y, text.encode("latin-1"))
        for x, y, text in placed
    )


def ruled(xs: list[int], ys: list[int]) -> bytes:
    """Draw all lines of a table."""
    level = [b"%d %d m %d %d l S" % (xs[0], y, xs[-1], y) for y in ys]
    plumb = [b"%d %d m %d %d l S" % (x, ys[0], x, ys[-1]) for x in xs]
    return b" ".join([*level, *plumb, b""])
