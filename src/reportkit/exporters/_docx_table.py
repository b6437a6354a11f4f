"""Grid -> a table of Word's own XML: spans, borders, repeated header, rows that stay whole.

Shape: one ``w:tr`` a row; a place under a row span is a ``w:tc`` that continues the merge, a place
under a column span has none.  The order of child elements follows the schema.

>>> table(grid)  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from reportkit.exporters._docx_styles import TABLE_TEXT
from reportkit.grid import Role
from reportkit.views import sheet

if TYPE_CHECKING:
    from reportkit.grid import Grid, GridCell

__all__ = ["table"]

_MOST_ROWS_ON_A_PAGE = 40
_MARGIN = 45  # twentieths of a point left and right of a cell's text


def table(grid: Grid) -> Any:  # noqa: ANN401  lxml
    """Write a grid as ``w:tbl``.

    Parameters
    ----------
    grid
        The table; its widths and sizes come from `reportkit.views.sheet`.
    """
    widths = sheet.column_widths(grid)
    rows = [_row(grid, number, widths, places) for number, places in enumerate(_places(grid))]
    columns = _element("w:tblGrid", *(_element("w:gridCol", w=_twips(w)) for w in widths))
    return _element("w:tbl", _properties(grid, sum(widths)), columns, *rows)


def _element(name: str, *children: Any, text: str | None = None, **attributes: object) -> Any:  # noqa: ANN401  lxml
    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), str(value))
    element.extend(children)
    if text is not None:
        element.text = text
    return element


def _twips(points: float) -> int:
    return round(points * 20)


def _properties(grid: Grid, width: float) -> Any:  # noqa: ANN401  lxml
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = [_element(f"w:{s}", val="single", sz=4, space=0, color="000000") for s in sides]
    margins = [_element(f"w:{side}", w=_MARGIN, type="dxa") for side in ("left", "right")]
    return _element(
        "w:tblPr",
        _element("w:tblW", w=_twips(width), type="dxa"),
        _element("w:jc", val="center"),
        _element("w:tblBorders", *borders),
        _element("w:tblLayout", type="fixed"),
        _element("w:tblCellMar", *margins),
        _element("w:tblLook", val="04A0"),
        _element("w:tblCaption", val=grid.caption),
    )


def _places(grid: Grid) -> list[list[tuple[GridCell, bool]]]:
    """Return for each row the cells that need a ``w:tc``, and whether they begin there."""
    rows: list[list[tuple[GridCell, bool]]] = [[] for _ in range(grid.height)]
    for cell in sorted(grid.cells, key=lambda cell: cell.column):
        for row in range(cell.row, cell.row + cell.rowspan):
            rows[row].append((cell, row == cell.row))
    return rows


def _row(
    grid: Grid, number: int, widths: tuple[float, ...], places: list[tuple[GridCell, bool]]
) -> Any:  # noqa: ANN401  lxml
    size = sheet.table_size(grid)
    settings = [_element("w:cantSplit"), _element("w:trHeight", val=_twips(size * 1.75))]
    if number < grid.header_rows:
        settings.append(_element("w:tblHeader"))
    # Each row holds on to the next, so the table moves to a new page as a whole.
    whole = number < grid.height - 1 and grid.height <= _MOST_ROWS_ON_A_PAGE
    cells = [_cell(cell, widths, size, begins=begins, keep=whole) for cell, begins in places]
    return _element("w:tr", _element("w:trPr", *settings), *cells)


def _cell(
    cell: GridCell, widths: tuple[float, ...], size: float, *, begins: bool, keep: bool
) -> Any:  # noqa: ANN401  lxml
    width = sum(widths[cell.column : cell.column + cell.colspan])
    settings = [_element("w:tcW", w=_twips(width), type="dxa")]
    if cell.colspan > 1:
        settings.append(_element("w:gridSpan", val=cell.colspan))
    if cell.rowspan > 1:
        settings.append(_element("w:vMerge", val="restart" if begins else "continue"))
    settings.append(_element("w:vAlign", val="center"))
    lines = sheet.label_lines(cell.text, sheet.room(cell, widths, size)) if begins else ()
    runs = [_run(lines, sheet.fitted(cell, widths, size))] if any(lines) else []
    return _element("w:tc", _element("w:tcPr", *settings), _paragraph(cell, runs, keep=keep))


def _paragraph(cell: GridCell, runs: list[Any], *, keep: bool) -> Any:  # noqa: ANN401  lxml
    settings = [_element("w:pStyle", val=TABLE_TEXT.replace(" ", ""))]
    if keep:
        settings.append(_element("w:keepNext"))
    if cell.role in {Role.STUB, Role.TEXT} and cell.rowspan == 1:
        settings.append(_element("w:jc", val="left"))
    return _element("w:p", _element("w:pPr", *settings), *runs)


def _run(lines: tuple[str, ...], size: float) -> Any:  # noqa: ANN401  lxml
    half_points = round(size * 2)
    sizes = [_element("w:sz", val=half_points), _element("w:szCs", val=half_points)]
    words: list[Any] = []
    for line in lines:
        words += [_element("w:br")] if words else []
        words.append(_element("w:t", text=line))
        words[-1].set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return _element("w:r", _element("w:rPr", *sizes), *words)
