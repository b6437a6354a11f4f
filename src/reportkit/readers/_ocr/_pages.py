"""Pictures of pages as grey pixels: from picture files, and from PDF files without text.

PDF files come from anywhere, so they are drawn in a process of its own with limits on memory and
time.  Nothing here knows what is on a page.

>>> [page.grey.shape for page in of_picture(data, "scan.png")]  # doctest: +SKIP
[(2339, 1654)]
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reportkit._optional import require
from reportkit.errors import DamagedFile, ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["MOST_PAGES", "MOST_PIXELS", "Picture", "draw", "of_picture", "of_scan"]

MOST_PAGES = 40  # of a scanned report; 10 pages are usual
MOST_PIXELS = 60_000_000  # of a picture file; A4 at 600 dpi has 35 million
_SCALE = 200 / 72  # pixels per point that pages are drawn and pictures are brought to
_BREADTH, _LENGTH = 595.0, 842.0  # points: a picture is taken for A4 lying or standing
_LONGEST = 12.0  # times its breadth that a picture may be high
_PAGE_PIXELS = 12_000_000
_SMALLER = "请按每页一张、300 dpi 以内重新扫描。"
_SECONDS = 120
_MEMORY = 900 * 2**20  # bytes
_PROGRAM = "from reportkit.readers._ocr._pages import draw; draw()"


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A page as grey pixels, height × width, 0 being black; `scale` is pixels per point."""

    grey: Any
    scale: float


def of_picture(data: bytes, name: str) -> Picture:
    """Return the page that a picture file shows, upright as its camera meant it.

    Raises
    ------
    DamagedFile
        If the file is broken, or larger than any scan.
    """
    images: Any = require("PIL.Image", extra="ocr")
    try:
        with (
            warnings.catch_warnings(action="ignore", category=images.DecompressionBombWarning),
            images.open(io.BytesIO(data), formats=("PNG", "JPEG", "BMP")) as picture,
        ):
            _measure(picture.size, name)
            upright = require("PIL.ImageOps", extra="ocr").exif_transpose(_on_paper(picture))
            grey = require("numpy", extra="ocr").asarray(upright.convert("L"))
    except images.DecompressionBombError as error:
        message = f"“{name}”的像素太多，不像一页扫描件。"
        raise DamagedFile(message, hint=_SMALLER) from error
    except (OSError, SyntaxError, ValueError, MemoryError) as error:
        message = f"“{name}”不是完整的图片文件，可能没有下载完，或者已经损坏。"
        raise DamagedFile(message, hint="请重新扫描或下载。") from error
    return _enlarged(grey)


def _measure(size: tuple[int, int], name: str) -> None:
    """Refuse a picture that is no page, before its pixels are unpacked."""
    width, height = size
    if width * height > MOST_PIXELS or not height / _LONGEST < width < height * _LONGEST:
        message = f"“{name}”的尺寸是{width}×{height}像素，不像一页扫描件。"
        raise DamagedFile(message, hint=_SMALLER)


def _on_paper(picture: Any) -> Any:  # noqa: ANN401  untyped library
    """Lay what is transparent on white."""
    if picture.mode not in {"RGBA", "LA", "PA"} and "transparency" not in picture.info:
        return picture
    images = require("PIL.Image", extra="ocr")
    layer = picture.convert("RGBA")
    return images.alpha_composite(images.new("RGBA", layer.size, "white"), layer)


def _enlarged(grey: Any) -> Picture:  # noqa: ANN401  untyped library
    """Bring a picture to the size that strokes are looked for in."""
    cv2 = require("cv2", extra="ocr")
    height, width = grey.shape
    points = _LENGTH if width > height else _BREADTH
    factor = points * _SCALE / width
    how = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    return Picture(
        grey=cv2.resize(grey, None, fx=factor, fy=factor, interpolation=how), scale=_SCALE
    )


# ---------------------------------------------------------------- PDF


def of_scan(data: bytes, name: str, pages: Sequence[int] = ()) -> Iterator[tuple[int, Picture]]:
    """Give the pages of a PDF with their numbers from 1, drawn in another process.

    Parameters
    ----------
    data, name
        The whole file, and what messages call it.
    pages
        The pages to draw; all if empty.

    Raises
    ------
    DamagedFile
        If it has more than `MOST_PAGES`, cannot be drawn, or takes too much memory or time.
    """
    numpy = require("numpy", extra="ocr")
    paths = os.pathsep.join(path for path in sys.path if path)
    try:
        done = subprocess.run(  # noqa: S603  our own program
            [sys.executable, "-c", _PROGRAM, *map(str, pages)], input=data, capture_output=True,
            timeout=_SECONDS, check=False,
            env={**os.environ, "PYTHONPATH": paths, "PYTHONIOENCODING": "utf-8"},
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise _refusal(name, "画出各页用的时间太长") from error
    head, _, pixels = done.stdout.partition(b"\n")
    try:
        sizes = json.loads(head)
    except ValueError as error:
        raise _refusal(name, "各页展开后太大，或者已经损坏") from error
    if not sizes:
        raise _refusal(name, f"超过{MOST_PAGES}页")
    start = 0
    for number, width, height, scale in sizes:
        flat = numpy.frombuffer(pixels, numpy.uint8, width * height, start)
        start += width * height
        yield number, Picture(grey=flat.reshape(height, width).copy(), scale=scale)


def _refusal(name: str, why: str) -> ReadError:
    message = f"“{name}”是扫描件，{why}，不能识别。"
    return DamagedFile(message, hint="请只保留报告的各页，按 300 dpi 以内重新扫描。")


def draw() -> None:
    """Draw the PDF on standard input: sizes as one line of JSON, then the pixels of all pages.

    The numbers of the pages are the arguments of the process; without any, all are drawn.
    """
    _limit_memory()
    pdfium = require("pypdfium2", extra="pdf")
    document = pdfium.PdfDocument(sys.stdin.buffer.read())
    sizes, pages = [], []
    numbers = [int(word) for word in sys.argv[1:]] or range(1, len(document) + 1)
    for number in numbers if len(numbers) <= MOST_PAGES else ():
        page = document[number - 1]
        width, height = page.get_size()
        scale = min(_SCALE, (_PAGE_PIXELS / max(width * height, 1)) ** 0.5)
        drawn = page.render(scale=scale, grayscale=True)
        sizes.append((number, drawn.width, drawn.height, scale))
        pages.append(_packed(bytes(drawn.buffer), drawn.width, drawn.stride))
        drawn.close()
    sys.stdout.buffer.write(json.dumps(sizes).encode() + b"\n" + b"".join(pages))


def _packed(pixels: bytes, width: int, stride: int) -> bytes:
    """Leave out what fills up the rows."""
    if stride == width:
        return pixels
    return b"".join(pixels[i : i + width] for i in range(0, len(pixels), stride))


def _limit_memory() -> None:
    try:
        import resource  # noqa: PLC0415  not on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
