"""Draw the final reports of ``tests/shown.py`` and put all their pages on contact sheets.

``scripts/docs`` does not run it: fonts differ from computer to computer.  Run it by hand and look:

    .venv/bin/python scripts/contact_sheet.py docs/layout /tmp/pages
"""

from __future__ import annotations

import struct
import sys
import zlib
from pathlib import Path

import numpy as np
import pypdfium2

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

import samples  # noqa: E402  the path is known only now
import shown  # noqa: E402  as above
from reportkit.exporters import _typst  # noqa: E402  as above
from reportkit.views.appendix import appendix_parts  # noqa: E402  as above
from reportkit.views.parts import parts  # noqa: E402  as above

COLUMNS, WIDTH, GAP, GREYS = 6, 230, 6, 8  # a row for each report


def main(folder: Path, pages: Path | None) -> None:
    """Write the sheets; with `pages`, every page in a readable size too."""
    thumbs: list[np.ndarray] = []
    for number, (name, make) in enumerate(shown.SHOWN.items(), start=1):
        report = make()
        found = parts(report)
        if number in {1, 3}:
            found += appendix_parts(report, samples.last_year() if number == 1 else None)
        document = pypdfium2.PdfDocument(_typst.render(found, system_fonts=False))
        print(number, name, len(document), "pages")  # noqa: T201  a script
        for at, page in enumerate(document):
            if pages is not None:
                _save(pages / f"{number:02}-{at + 1:02}.png", _picture(page, 620), 256)
            if at < COLUMNS - 1 or at == len(document) - 1:
                thumbs.append(_picture(page, WIDTH))
        thumbs += [np.full((1, WIDTH), 170, np.uint8)] * (-len(thumbs) % COLUMNS)
    folder.mkdir(parents=True, exist_ok=True)
    _save(folder / "contact-sheet.png", _sheet(thumbs), GREYS)


def _picture(page: pypdfium2.PdfPage, width: int) -> np.ndarray:
    bitmap = page.render(scale=width / page.get_width(), grayscale=True)
    picture: np.ndarray = bitmap.to_numpy().reshape(bitmap.height, bitmap.width).copy()
    return picture


def _sheet(thumbs: list[np.ndarray]) -> np.ndarray:
    high, rows = max(len(t) for t in thumbs), -(-len(thumbs) // COLUMNS)
    sheet = np.full((rows * (high + GAP) + GAP, COLUMNS * (WIDTH + GAP) + GAP), 170, np.uint8)
    for at, thumb in enumerate(thumbs):
        y, x = at // COLUMNS * (high + GAP) + GAP, at % COLUMNS * (WIDTH + GAP) + GAP
        sheet[y : y + len(thumb), x : x + WIDTH] = thumb[:, :WIDTH]
    return sheet


def _save(path: Path, picture: np.ndarray, greys: int) -> None:
    """Write a grey picture as PNG; few greys make a small file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    bits = {8: 4, 256: 8}[greys]
    levels = np.round(picture.astype(float) / 255 * (2**bits - 1)).astype(np.uint8)
    if bits == 4:
        levels = np.pad(levels, ((0, 0), (0, levels.shape[1] % 2)))
        packed = (levels[:, ::2] << 4) | levels[:, 1::2]
    else:
        packed = levels
    raw = b"".join(b"\0" + row.tobytes() for row in packed)
    head = struct.pack(">IIBBBBB", picture.shape[1], picture.shape[0], bits, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(raw, 9)), (b"IEND", b""))
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in chunks))


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
