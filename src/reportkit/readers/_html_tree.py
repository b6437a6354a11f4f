"""From the source of a web page to its tree, and what the page says must not be seen of it.

The tree is what a browser would make of the source; nothing is run or fetched.  What would keep
the parser busy for minutes or fill the memory is refused before.

>>> page = parse(b"<p>1<span>2</span><s hidden>3</s></p>", "a.html")
>>> page.root.text(), len(page.hidden)
('123', 1)
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from reportkit.errors import DamagedFile
from reportkit.readers._html_source import lean

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

__all__ = ["Page", "parse"]

_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|text-decoration[^;]*:[^;]*line-through"
    r"|mso-hide\s*:\s*all",
    re.IGNORECASE,
)
# around other elements it only takes away the gaps between them
_NO_SIZE = re.compile(r"font-size\s*:\s*0(?:px|pt|em|%)?\s*(?:;|!|$)", re.IGNORECASE)
_HINTS = (
    b"display",
    b"hid",
    b"line-through",
    b"font-size:0",
    b"font-size: 0",
)  # what a page must hold for an element of it to be hidden


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page: its tree, and what it says of itself.

    `hidden` are the ``mem_id`` of the elements that are hidden by their attributes, `frames` the
    trees of the pages that stand in the source of a frame, by the frame's ``mem_id``.
    """

    root: LexborNode
    hidden: frozenset[int]
    frames: dict[int, LexborNode]
    meta: dict[str, str]
    pictures: int


def parse(source: bytes, name: str) -> Page:
    """Parse a page.

    Parameters
    ----------
    source
        The page in UTF-8; what it says of its own encoding is ignored.
    name
        What messages call the file.

    Raises
    ------
    DamagedFile
        If the page has more tags than any report, is nested deeper, or holds nothing.
    """
    root, tags = _tree(source, name)
    hidden = _hidden(root, tags)
    frames = {}
    if b"srcdoc" in tags:
        for frame in root.css("iframe[srcdoc]"):
            inner, its_tags = _tree((frame.attrs.get("srcdoc") or "").encode(), name)
            frames[frame.mem_id] = inner
            hidden |= _hidden(inner, its_tags)
    return Page(
        root=root,
        hidden=frozenset(hidden),
        frames=frames,
        meta=_meta(root, tags),
        pictures=len(root.css("img")) if b"<img" in tags else 0,
    )


def _tree(source: bytes, name: str) -> tuple[LexborNode, bytes]:
    """Return the tree of a page, and its different tags in small letters."""
    page = lean(source, name)
    root = LexborHTMLParser(page.text, scripting=True).root
    if root is None or not source.strip():
        message = f"“{name}”里没有网页内容，文件可能已经损坏。"
        raise DamagedFile(message, hint="请用浏览器打开原网页，另存为网页后再试。")
    return root, page.tags


# ---------------------------------------------------------------- what a page says


def _hidden(root: LexborNode, tags: bytes) -> set[int]:
    """Return the elements that are hidden; a hidden body is shown by its script later."""
    if not any(hint in tags for hint in _HINTS):
        return set()
    found = {element.mem_id for element in root.css("[hidden]")}
    for element in root.css("[style]"):
        style = element.attrs.get("style") or ""
        if _HIDING.search(style) or (_NO_SIZE.search(style) and not any(element.iter())):
            found.add(element.mem_id)
    return found - {element.mem_id for element in root.css("html, body")}


def _meta(root: LexborNode, tags: bytes) -> dict[str, str]:
    """Return the title of a page and what it says in its head, or elsewhere."""
    meta: dict[str, str] = {}
    head = root.first_child
    found = [] if head is None else [one for one in head.iter() if one.tag in {"title", "meta"}]
    if len(found) < tags.count(b"<meta") + tags.count(b"<title"):
        found = root.css("title, meta")
    for element in found:
        if element.tag == "title":
            meta.setdefault("title", " ".join(element.text().split()))
            continue
        key = element.attrs.get("name") or element.attrs.get("property")
        content = " ".join((element.attrs.get("content") or "").split())
        if key and content:
            meta.setdefault(key, content)
    return meta
