"""Markdown cells -> parts: headings, paragraphs, lists and simple tables.

Emphasis is set as plain text, as an official report has none; pictures stand below the paragraph
that holds them.  Raw HTML in Markdown is never passed on.

>>> [part.text for part in parts("## 说明")]  # doctest: +SKIP
['说明']
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from reportkit._optional import require
from reportkit.grid import Grid, GridCell, Role
from reportkit.views.parts import Part, PartKind, heading_or_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

__all__ = ["parts"]

_DEEPEST = 3


def parts(source: str, picture: Callable[[str, str], Part] | None = None) -> tuple[Part, ...]:
    """Return the parts that a Markdown text makes.

    Parameters
    ----------
    source
        Text of a Markdown cell.
    picture
        Gives the part for a picture's address and the words that say what it shows; without it
        pictures are left out.

    Raises
    ------
    MissingLibrary
        If mistune, which comes with nbconvert, is not installed.
    """
    mistune = require("mistune", extra="export")
    tokens = mistune.create_markdown(renderer="ast", plugins=["table"])(source)
    return tuple(part for token in tokens for part in _with_pictures(token, picture))


def _with_pictures(
    token: Mapping[str, Any], picture: Callable[[str, str], Part] | None
) -> Iterator[Part]:
    yield from _block(token)
    if picture is not None:
        for image in _images(token):
            yield picture(unquote(image["attrs"]["url"]), "".join(map(_text, image["children"])))


def _images(token: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    if token["type"] == "image":
        yield token
    else:
        for child in token.get("children", ()):
            yield from _images(child)


def _block(token: Mapping[str, Any]) -> Iterator[Part]:
    kind = token["type"]
    if kind == "heading":
        level = min(token["attrs"]["level"], _DEEPEST)
        yield Part(kind=PartKind.HEADING, text=_text(token), level=level)
    elif kind in {"paragraph", "block_text"}:
        for line in _text(token).splitlines():
            if line.strip():
                yield from heading_or_text(line.strip())
    elif kind == "list":
        yield from _list(token)
    elif kind == "block_quote":
        for child in token["children"]:
            yield from _block(child)
    elif kind == "table":
        yield Part(kind=PartKind.TABLE, grid=_grid(token))


def _list(token: Mapping[str, Any]) -> Iterator[Part]:
    """Give ordered items their number (a bullet becomes the dash of official texts)."""
    attrs = token["attrs"]
    for number, item in enumerate(token["children"], start=attrs.get("start", 1)):
        sign = f"{number}." if attrs["ordered"] else "——"
        for child in item["children"]:
            for part in _block(child):
                plain = part.kind is PartKind.TEXT and child["type"] != "list"
                yield Part(kind=PartKind.TEXT, text=sign + part.text) if plain else part
                sign = "" if plain else sign


def _grid(token: Mapping[str, Any]) -> Grid:
    head, body = token["children"][0], token["children"][1:]
    rows = [head["children"], *(row["children"] for part in body for row in part["children"])]
    cells = [
        GridCell(row=y, column=x, text=_text(cell), role=Role.TEXT if y else Role.HEADER)
        for y, row in enumerate(rows)
        for x, cell in enumerate(row)
    ]
    return Grid(cells=tuple(cells), header_rows=1)


def _text(token: Mapping[str, Any]) -> str:
    if token["type"] == "softbreak":
        return ""
    if token["type"] == "linebreak":
        return "\n"
    if token["type"] in {"image", "inline_html"}:
        return ""
    if "children" in token:
        return "".join(_text(child) for child in token["children"])
    return str(token.get("raw", ""))
