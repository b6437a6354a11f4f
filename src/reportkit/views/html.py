"""HTML for notebooks and pages: the only place that writes tags and escapes text.

Everything carries inline styles, because untrusted notebooks and the editors of web sites drop
style sheets.  Colour and background are always set together, so light and dark themes show the
same.  This module knows grids and text, not reports, findings or files.

>>> tag("b", "1 < 2")
'<b>1 &lt; 2</b>'
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from reportkit.grid import Grid, GridCell, Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = [
    "BODY_FONTS",
    "MARKS",
    "Html",
    "Look",
    "anchor",
    "details",
    "lines",
    "picture",
    "table",
    "tag",
]

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


def picture(png: str, says: str) -> Html:
    """Show a PNG, given in base 64, inside the page itself; `says` tells what it shows."""
    known = png if re.fullmatch(r"[A-Za-z0-9+/=]*", png) else ""
    source = f"data:image/png;base64,{known}"
    return Html(f'<img src="{source}" alt="{_escaped(says)}" style="max-width:100%">')


def anchor(cell: str, page: str = "") -> str:
    """Return the id of a cell on a page (never in a notebook); `page` tells reports apart."""
    return f"{page}cell-{cell}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a table is written.

    Notes
    -----
    `caption` tells whether the grid's caption stands above; `anchors` whether each figure gets an
    id to link to (pages only: notebooks strip ids), and `page` what that id begins with.  `size`
    is the font size, `widths` the shares of the columns (without them the browser decides), and
    `shrink` tells for a cell how much smaller its text is set, so that a long figure fits.
    """

    caption: bool = True
    anchors: bool = False
    page: str = ""
    size: str = "14px"
    widths: tuple[float, ...] = ()
    shrink: Callable[[GridCell], float] = lambda _cell: 1.0


_PLAIN = Look()


def table(grid: Grid, look: Look = _PLAIN) -> Html:
    """Write a grid as a table that looks like the official form.

    Parameters
    ----------
    grid
        What to show.  A cell with a mark gets a colour, a thick border, a sign and, as its
        tooltip, its note.
    look
        How.
    """
    rows = list(grid.rows())
    head, body = rows[: grid.header_rows], rows[grid.header_rows :]

    def section(name: str, lines: list[tuple[GridCell, ...]]) -> list[Html]:
        return [tag(name, *(_row(line, look) for line in lines))] if lines else []

    title = [tag("caption", grid.caption, style=_CAPTION)] if look.caption and grid.caption else []
    columns = [_columns(look.widths)] if look.widths else []
    style = f"{_TABLE};{_BLACK_ON_WHITE};font-size:{look.size}"
    return tag(
        "table", *title, *columns, *section("thead", head), *section("tbody", body), style=style
    )


_TABLE = "border-collapse:collapse;width:100%;margin:8px 0;line-height:1.3"


def _columns(widths: tuple[float, ...]) -> Html:
    whole = sum(widths)
    shares = (Html(f'<col style="width:{width / whole:.1%}">') for width in widths)
    return tag("colgroup", *shares)


_CAPTION = f"{_BLACK_ON_WHITE};text-align:left;font-weight:bold;padding:4px 0"


def _row(cells: tuple[GridCell, ...], look: Look) -> Html:
    written = (_value(cell, look) if cell.role in _FIGURES else _label(cell) for cell in cells)
    return tag("tr", *written, style=_BLACK_ON_WHITE)


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


def _value(cell: GridCell, look: Look) -> Html:
    size = look.shrink(cell)
    sign, marked = MARKS.get(cell.mark, ("", ""))
    corner = [tag("sup", sign, style="font-weight:bold;font-size:11px")] if sign else []
    style = f"{_BOX};text-align:{'center' if cell.role is Role.VALUE else 'left'}"
    style += f";font-size:{size:.2g}em" if size < 1 else ""
    return tag(
        "td",
        cell.text,
        *corner,
        style=f"{style};{marked}" if marked else style,
        title=cell.note or None,
        id=anchor(cell.cell, look.page) if look.anchors and cell.cell else None,
        tabindex="0" if look.anchors and cell.mark else None,
        **_spans(cell),
    )


_BOX = "border:1px solid #000000;padding:3px 3px;vertical-align:middle"
_FIGURES = {Role.VALUE, Role.TEXT}


def _spans(cell: GridCell) -> dict[str, str | int | None]:
    return {
        "rowspan": cell.rowspan if cell.rowspan > 1 else None,
        "colspan": cell.colspan if cell.colspan > 1 else None,
    }
