"""A sheet: one page's text, lines and pictures, in points from its upper left corner as seen.

>>> sheet = read_sheet(pdfium, page, 1, "a.pdf")  # doctest: +SKIP
"""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reportkit.errors import DamagedFile
from reportkit.readers._pdf._drawing import Drawing, read_drawing
from reportkit.readers._pdf._marks import Mark, quarter_turns, read_marks
from reportkit.readers._pdf._view import View

if TYPE_CHECKING:
    from reportkit.readers._pdf._drawing import Ruling

__all__ = ["MOST_CHARACTERS", "Sheet", "read_sheet"]

MOST_CHARACTERS = 60_000  # on one page; a full page of small print has 5,000
_A4 = (0.0, 0.0, 595.0, 842.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One page: its size in points, its visible text, its lines; how many pictures it has.

    `hidden` says that there is text which is not to be seen: under a scanned picture.
    """

    width: float
    height: float
    marks: tuple[Mark, ...]
    rulings: tuple[Ruling, ...]
    pictures: int
    hidden: bool


def read_sheet(pdfium: Any, page: Any, number: int, name: str) -> Sheet:  # noqa: ANN401  untyped library
    """Read one loaded page.

    Parameters
    ----------
    pdfium
        The raw interface of pypdfium2.
    page
        Handle of the page.
    number, name
        What messages call page and file.

    Raises
    ------
    DamagedFile
        If the page holds more than any printed page can.
    """
    called = f"“{name}”第{number}页"
    layer = pdfium.FPDFText_LoadPage(page)
    try:
        count = max(pdfium.FPDFText_CountChars(layer), 0) if layer else 0
        if count > MOST_CHARACTERS:
            message = f"{called}有{count}个字，不像一份年度报告。"
            raise DamagedFile(message)
        view = _view(pdfium, page, quarter_turns(pdfium, page, layer, count))
        drawing = read_drawing(pdfium, page, view, called)
        marks = [] if drawing.hidden else read_marks(pdfium, layer, count, view)
    finally:
        pdfium.FPDFText_ClosePage(layer)
    return _sheet(view, drawing, marks)


def _sheet(view: View, drawing: Drawing, marks: list[Mark]) -> Sheet:
    width, height = view.size
    return Sheet(
        width=width,
        height=height,
        marks=tuple(marks),
        rulings=tuple(drawing.rulings),
        pictures=drawing.pictures,
        hidden=drawing.hidden,
    )


def _view(pdfium: Any, page: Any, turns: int) -> View:  # noqa: ANN401  untyped library
    rect = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(rect))
    sides = (rect.left, rect.bottom, rect.right, rect.top)
    sound = math.isfinite(sum(sides)) and rect.right > rect.left and rect.top > rect.bottom
    left, bottom, right, top = sides if sound else _A4
    return View(left, bottom, right, top, turns=turns)
