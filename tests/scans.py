"""Reports as pictures of pages: set, drawn at a resolution, slanted and made grainy."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pdfs

if TYPE_CHECKING:
    from reportkit.report import Report


def pages(
    report: Report, *, style: str = "plain", dpi: int = 150, slant: float = 0.0, grain: float = 0.0
) -> list[Any]:
    """Draw a report as pictures.

    Parameters
    ----------
    report, style
        What is set, and which of `pdfs.STYLES` it is set in.
    dpi
        Pixels per inch.
    slant
        Degrees by which a page lies askew in the scanner.
    grain
        By how many of 255 shades the pixels of grey paper differ.
    """
    import numpy as np  # noqa: PLC0415  not needed where reading is skipped
    import pypdfium2  # noqa: PLC0415
    from PIL import Image  # noqa: PLC0415

    chance = np.random.default_rng(1)
    found = []
    for page in pypdfium2.PdfDocument(pdfs.render(report, style)):
        picture = page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
        if slant:
            picture = picture.rotate(slant, resample=Image.Resampling.BICUBIC, fillcolor=255)
        if grain:
            shades = np.asarray(picture) * 0.85 + 20 + chance.normal(0, grain, picture.size[::-1])
            specks = chance.random(shades.shape) < 0.0008
            shades[specks] = chance.integers(0, 256, specks.sum())
            picture = Image.fromarray(shades.clip(0, 255).astype("uint8"))
        found.append(picture)
    return found


def scanned_pdf(pictures: list[Any], dpi: int = 150) -> bytes:
    """Bind pictures as a PDF without text."""
    data = io.BytesIO()
    pictures[0].save(data, "PDF", save_all=True, append_images=pictures[1:], resolution=dpi)
    return data.getvalue()


def as_file(picture: Any, kind: str = "PNG") -> bytes:
    """Write one picture as a file."""
    data = io.BytesIO()
    picture.save(data, kind)
    return data.getvalue()
