"""HTML for notebooks and pages: the only place that writes tags and escapes text.

Everything carries inline styles, because untrusted notebooks and the editors of web sites drop
style sheets.  Colour and background are always set together, so light and dark themes show the
same.  This module knows grids and text, not reports, findings or files.

>>> tag("b", "1 < 2")
'<b>1 &lt; 2</b>'
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from reportkit.grid import Grid, GridCell, Role

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["BODY_FONTS", "MARKS", "Html", "anchor", "details", "lines", "tag", "table"]

BODY_FONTS = "FangSong_GB2312, FangSong, STFangsong, SimSun, 'Noto Serif CJK SC', serif"
_BLACK_ON_WHITE = "color:#000000;background-color:#ffffff"

MARKS: dict[str, tuple[str, str]] = {
    "error": ("错", "color:#8c0016;background-color:#fde3e1;border:3px solid #b3001b"),
    "warning": ("警", "color:#5c3d00;background-color:#fff2cc;border:3px dashed #8a5a00"),
    "info": ("提", "color:#12356b;background-color:#e6f0ff;border:3px dotted #1f4e9c"),
    "unread": ("", "color:#8c0016;background-color:#eeeeee;border:3px dashed #b3001b"),
}
"""Mark of a cell -> its corner sign and its style: colour, border and sign each tell it alone."""

# Control characters and lone surrogates cannot stand in a page at all.
_IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class Html(str):
    """Text that is HTML already, so that `tag` does not escape it again."""

    __slots__ = ()


def _escaped(text: str) -> str:
    return text if isinstance(text, Html) else escape(_IMPOSSIBLE.sub("", text), quote=True)


def tag(name: str, *content: str, style: str = "", **attributes: str | int | None) -> Html:
    """Write one element.

    Parameters
    ----------
    name
        Name of the element.
    *content
        What stands inside; text is escaped, `Html` is not.
    style
        Inline style.
    **attributes
        Other attributes; None leaves one out, ``class_`` and ``for_`` lose their underscore and
        ``aria_label`` becomes ``aria-label``.
    """
    given = {"style": style or None, **attributes}
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_escaped(str(value))}"'.replace("\n", "&#10;")
        for key, value in given.items()
        if value is not None
    )
    return Html(f"<{name}{written}>{''.join(map(_escaped, content))}</{name}>")


def details(summary: str, *content: str) -> Html:
    """Write a part that is closed until the reader opens it."""
    head = tag("summary", summary, style="cursor:pointer")
    return tag("details", head, *content, style="margin:4px 0")


def lines(texts: Iterable[str]) -> Html:
    """Write texts below each other."""
    return Html("<br>".join(_escaped(text) for text in texts))


def anchor(cell: str) -> str:
    """Return the id of a cell on a page of its own (never in a notebook)."""
    return f"cell-{cell}"


def table(
    grid: Grid,
    *,
    caption: bool = True,
    anchors: bool = False,
    size: str = "14px",
    widths: Iterable[float] = (),
) -> Html:
    """Write a grid as a table that looks like the official form.

    Parameters
    ----------
    grid
        What to show.  A cell with a mark gets a colour, a thick border, a sign and, as its
        tooltip, its note.
    caption
        Whether the grid's caption stands above the table.
    anchors
        Whether each figure gets an id to link to (pages only: notebooks strip ids).
    size
        Font size.
    widths
        Shares of the columns in the width; without them the browser decides.
    """
    rows = list(grid.rows())
    head, body = rows[: grid.header_rows], rows[grid.header_rows :]

    def section(name: str, lines: list[tuple[GridCell, ...]]) -> list[Html]:
        return [tag(name, *(_row(line, anchors=anchors) for line in lines))] if lines else []

    title = [tag("caption", grid.caption, style=_CAPTION)] if caption and grid.caption else []
    columns = [_columns(tuple(widths))] if widths else []
    style = f"{_TABLE};{_BLACK_ON_WHITE};font-size:{size}"
    return tag(
        "table", *title, *columns, *section("thead", head), *section("tbody", body), style=style
    )


_TABLE = "border-collapse:collapse;width:100%;margin:8px 0;line-height:1.3"


def _columns(widths: tuple[float, ...]) -> Html:
    whole = sum(widths)
    shares = (Html(f'<col style="width:{width / whole:.1%}">') for width in widths)
    return tag("colgroup", *shares)


_CAPTION = f"{_BLACK_ON_WHITE};text-align:left;font-weight:bold;padding:4px 0"


def _row(cells: tuple[GridCell, ...], *, anchors: bool) -> Html:
    return tag("tr", *(_cell(cell, anchors=anchors) for cell in cells), style=_BLACK_ON_WHITE)


def _cell(cell: GridCell, *, anchors: bool) -> Html:
    return _value(cell, anchors=anchors) if cell.role in _FIGURES else _label(cell)


def _label(cell: GridCell) -> Html:
    stub = cell.role is Role.STUB
    scope = ("rowgroup" if cell.rowspan > 1 else "row") if stub else (
        "colgroup" if cell.colspan > 1 else "col"
    )  # fmt: skip
    align = "left" if stub and cell.rowspan == 1 else "center"
    return tag(
        "td" if cell.role is Role.CORNER and not cell.text else "th",
        cell.text,
        style=f"{_BOX};text-align:{align};font-weight:normal",
        scope=None if cell.role is Role.CORNER else scope,
        **_spans(cell),
    )


def _value(cell: GridCell, *, anchors: bool) -> Html:
    sign, marked = MARKS.get(cell.mark, ("", ""))
    corner = [tag("sup", sign, style="font-weight:bold;font-size:10px")] if sign else []
    align = "center" if cell.role is Role.VALUE else "left"
    return tag(
        "td",
        cell.text,
        *corner,
        style=f"{_BOX};text-align:{align}" + (f";{marked}" if marked else ""),
        title=cell.note or None,
        id=anchor(cell.cell) if anchors and cell.cell else None,
        tabindex="0" if anchors and cell.mark else None,
        **_spans(cell),
    )


_BOX = "border:1px solid #000000;padding:3px 5px;vertical-align:middle"
_FIGURES = {Role.VALUE, Role.TEXT}


def _spans(cell: GridCell) -> dict[str, str | int | None]:
    return {
        "rowspan": cell.rowspan if cell.rowspan > 1 else None,
        "colspan": cell.colspan if cell.colspan > 1 else None,
    }
