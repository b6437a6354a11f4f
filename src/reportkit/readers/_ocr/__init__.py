"""Pictures of reports and scanned PDF files: text recognised, each cell with its confidence.

Ruling lines make the tables, as in a PDF; each cell is then read on its own.  A figure that is
not certain is left unread; nothing is guessed, and all that is read wants checking.

>>> read_picture(data, "scan.png").blocks[0].text  # doctest: +SKIP
'青禾县林业局2023年政府信息公开工作年度报告'
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from reportkit.document import Document, Place
from reportkit.readers._ocr._pages import of_picture, of_scan
from reportkit.readers._ocr._recogniser import recogniser
from reportkit.readers._ocr._straight import straighten
from reportkit.readers._ocr._strips import Area, Strip, strips
from reportkit.readers._ocr._trust import UNREAD, Line, is_word, trusted
from reportkit.readers._pdf import _lines, blocks
from reportkit.readers._pdf._layout import Page
from reportkit.readers._pdf._tables import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportkit.readers._ocr._pages import Picture
    from reportkit.readers._ocr._recogniser import Recogniser
    from reportkit.readers._ocr._straight import Sheet
    from reportkit.readers._pdf._grids import Grid

__all__ = ["HINT", "available", "read_picture", "read_scan"]

_TALLEST = 40.0  # points: what is larger outside tables is a seal or a drawing
_EMPTY = Page(width=595.0, height=842.0, lines=(), tables=())  # a page that is read elsewhere
_LEAST = 0.5  # confidence below which a line outside tables is no text
_LIBRARIES = ("rapidocr", "onnxruntime")
HINT = (
    "也可以安装图片识别功能后再读：pip install 'reportkit[ocr]'；不能上网的电脑，"
    "先在能上网的电脑上用 pip download 'reportkit[ocr]' -d 安装包 下载，拷贝过来后用 "
    "pip install --no-index --find-links 安装包 'reportkit[ocr]' 安装。"
)


def available() -> bool:
    """Tell whether the libraries of the ``ocr`` extra are installed."""
    return all(find_spec(library) for library in _LIBRARIES)


def read_picture(data: bytes, name: str) -> Document:
    """Read a picture of one page: PNG, JPG or BMP.

    Parameters
    ----------
    data
        The whole file.
    name
        What messages call the file.

    Returns
    -------
    Document
        As `reportkit.readers._pdf.read_pdf` gives it, with the confidence of every cell.  A cell
        whose figure is not certain holds U+FFFD.

    Raises
    ------
    DamagedFile
        If the file is broken or larger than a scan.
    MissingLibrary
        If the ``ocr`` extra is not installed.
    """
    return _document([(1, of_picture(data, name))], name)


def read_scan(
    data: bytes, name: str, *, pages: Sequence[int] = (), tables_before: int = 0
) -> Document:
    """Read a PDF whose pages are pictures; see `read_picture`.

    Parameters
    ----------
    data, name
        The whole file, and what messages call it.
    pages
        The pages to read, from 1; all if empty.
    tables_before
        After which number its tables are counted.
    """
    return _document(of_scan(data, name, pages), name, tables_before)


def _document(
    pictures: Iterable[tuple[int, Picture]], name: str, tables_before: int = 0
) -> Document:
    pages: list[Page] = []
    confidence: dict[Place, float] = {}
    scanned: list[int] = []
    count = 0
    for number, picture in pictures:
        pages += [_EMPTY] * (number - 1 - len(pages))
        scanned.append(number)
        sheet = straighten(picture.grey, picture.scale)
        tables = [_table(sheet, grid, recogniser()) for grid in sheet.grids]
        for _, sure in tables:
            count += 1
            for (row, column), one in sure.items():
                at = count + tables_before
                place = Place(page=number, table=at, row=row + 1, column=column + 1)
                confidence[place] = one
        width, height = sheet.size
        lines = _prose(sheet, recogniser())
        pages.append(
            Page(width=width, height=height, lines=lines, tables=tuple(t for t, _ in tables))
        )
    return Document(
        name=name,
        blocks=tuple(blocks(pages, tables_before)),
        pictures=len(scanned),
        scanned=tuple(scanned),
        confidence=confidence,
    )


# ---------------------------------------------------------------- tables


def _table(
    sheet: Sheet, grid: Grid, model: Recogniser
) -> tuple[Table, dict[tuple[int, int], float]]:
    """Read each cell of a table on its own; blank cells are certain."""
    rows, columns = grid.shape
    texts: list[list[str | None]] = [[None] * columns for _ in range(rows)]
    sure: dict[tuple[int, int], float] = {}
    written: dict[tuple[int, int], list[Strip]] = {}
    for cell in grid.cells:
        at = cell.row, cell.column
        found = strips(sheet, Area(grid.xs[cell.column], grid.ys[cell.row],
                                   grid.xs[cell.column + cell.colspan],
                                   grid.ys[cell.row + cell.rowspan]))  # fmt: skip
        texts[cell.row][cell.column] = "" if found is not None else UNREAD
        sure[at] = 1.0 if found is not None else 0.0
        if found:
            written[at] = found
    lines = iter(_read_twice([strip for found in written.values() for strip in found], model))
    for at, found in written.items():
        texts[at[0]][at[1]], sure[at] = trusted([next(lines) for _ in found])
    return Table(y0=grid.ys[0], rows=tuple(map(tuple, texts))), sure


def _read_twice(found: Sequence[Strip], model: Recogniser) -> list[Line]:
    """Read strips, and those that may be figures a second time, with more paper around them."""
    first = model.read([strip.pictures[0] for strip in found])
    figures = [i for i, reading in enumerate(first) if not is_word(reading.text)]
    again = dict(zip(figures, model.read([found[i].pictures[1] for i in figures]), strict=True))
    return [
        Line(
            readings=(reading, again[i]) if i in again else (reading,),
            tall=strip.tall,
            dots=strip.dots,
            slender=strip.slender,
            left=strip.left,
            right=strip.right,
            level=strip.level,
        )
        for i, (strip, reading) in enumerate(zip(found, first, strict=True))
    ]


# ---------------------------------------------------------------- running text


def _prose(sheet: Sheet, model: Recogniser) -> tuple[_lines.Line, ...]:
    """Read the lines outside tables."""
    width, height = sheet.size
    outside = strips(sheet.without_tables(), Area(0.0, 0.0, width, height)) or []
    found = [strip for strip in outside if strip.area.y1 - strip.area.y0 < _TALLEST]
    texts = model.read([strip.pictures[0] for strip in found])
    lines = [
        _lines.Line(text=reading.text, x0=area.x0, y0=area.y0, x1=area.x1, y1=area.y1,
                    height=area.y1 - area.y0)
        for (area, reading) in zip((strip.area for strip in found), texts, strict=True)
        if reading.text and reading.confidence >= _LEAST
    ]  # fmt: skip
    return tuple(sorted(lines, key=lambda line: line.y0))
