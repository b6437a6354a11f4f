"""From the source of a web page to its tree, and what the page says must not be seen of it.

The tree is what a browser would make of the source; nothing is run or fetched.  What would keep
the parser busy for minutes or fill the memory is refused before.

>>> page = parse(b"<p>1<span>2</span><s hidden>3</s></p>", "a.html")
>>> page.root.text(), len(page.hidden)
('123', 1)
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from reportkit.errors import DamagedFile

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

__all__ = ["Page", "parse"]

MOST_TAGS = 200_000  # a long report pasted from Word has about 10,000
LONGEST_TAG = 8_000  # bytes of a tag without its quoted values; the parser is quadratic in them
DEEPEST = 2_000  # elements within elements, where a page has many; the parser is quadratic in them
MOST_REOPENED = 1_000_000  # elements that the parser opens again in the next paragraph
_FEW_TAGS = 20_000  # however deep these are nested, they are parsed within a second
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
_TAG = re.compile(rb"<[a-zA-Z]")
_QUOTED = re.compile(rb"\"[^\"]*\"|'[^']*'")
_NAME = re.compile(rb"<(/?)([a-zA-Z][^\s/>]*)")
# elements that nest in themselves only through others, or never
_SHALLOW = frozenset(
    b"a p li dt dd option optgroup tr td th thead tbody tfoot caption colgroup rt rp"
    b" area base br col embed hr img input link meta param source track wbr".split()
)
# what the parser opens again after a paragraph has closed it; `a` never stands more than once
_FORMATTING = frozenset(b"b big code em font i nobr s small strike strong tt u".split())
_FORMATTING_TAG = re.compile(rb"<(?:" + b"|".join(sorted(_FORMATTING)) + rb")(?=[\s/])[^<>]*")


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
        meta=_meta(root),
        pictures=len(root.css("img")),
    )


def _tree(source: bytes, name: str) -> tuple[LexborNode, bytes]:
    """Return the tree of a page, and its different tags in small letters."""
    tags = _tags(source, name)
    root = LexborHTMLParser(source, scripting=True).root
    if root is None or not source.strip():
        message = f"“{name}”里没有网页内容，文件可能已经损坏。"
        raise DamagedFile(message, hint="请用浏览器打开原网页，另存为网页后再试。")
    return root, tags


# ---------------------------------------------------------------- what is refused


def _tags(source: bytes, name: str) -> bytes:
    """Return the tags of a page, each with the text behind it and once; Word repeats a few hundred.

    Raises
    ------
    DamagedFile
        If the page would keep the parser busy for minutes or fill the memory.
    """
    tags = source.split(b"<", MOST_TAGS + 1)
    if len(tags) > MOST_TAGS + 1:
        message = (
            f"“{name}”有超过 {MOST_TAGS // 10000} 万个标签，不像一份年度报告的网页，没有读取。"
        )
        raise DamagedFile(message)
    half = LONGEST_TAG // 2
    long = any(source.find(b">", at, at + half) < 0 for at in range(0, len(source) - half, half))
    if long and any(map(_is_long_tag, source.split(b">"))):
        message = f"“{name}”里有一个标签带着成千上万个属性，不像正常的网页，没有读取。"
        raise DamagedFile(message)
    different = b"<".join(set(tags)).lower()
    formats = 3 * len(set(_FORMATTING_TAG.findall(different)))  # of three alike one is left open
    if len(tags) > _FEW_TAGS or len(tags) * formats > MOST_REOPENED:
        deepest, still_open = _depths(source)
        if deepest > DEEPEST or len(tags) * min(formats, still_open) > MOST_REOPENED:
            message = f"“{name}”的标签嵌套太深，不像正常的网页，没有读取。"
            raise DamagedFile(message, hint="请用浏览器打开后另存为网页，再试一次。")
    return different


def _is_long_tag(piece: bytes) -> bool:
    """Whether what stands before a `>` is a tag too long even without its quoted values."""
    start = _TAG.search(piece) if len(piece) > LONGEST_TAG else None
    return start is not None and len(_QUOTED.sub(b"", piece[start.start() :])) > LONGEST_TAG


def _depths(source: bytes) -> tuple[int, int]:
    """Return how many elements, and how many that format, may be open at once at the most.

    A paragraph or cell that ends closes those that format, so only those in a row nest.
    """
    opened: Counter[bytes] = Counter()
    deepest = most_formats = depth = formats = in_a_row = 0
    for closing, name in _NAME.findall(source.lower()):
        in_a_row = in_a_row + 1 if name in _FORMATTING and not closing else 0
        if name in _SHALLOW or (closing and not opened[name]):
            continue
        step = -1 if closing else 1
        opened[name] += step
        if name in _FORMATTING:
            formats += step
        else:
            depth += step
        deepest, most_formats = max(deepest, depth + in_a_row), max(most_formats, formats)
    return deepest, most_formats


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


def _meta(root: LexborNode) -> dict[str, str]:
    """Return the title of a page and what it says in its head."""
    meta: dict[str, str] = {}
    for element in root.css("title, meta"):
        if element.tag == "title":
            meta.setdefault("title", " ".join(element.text().split()))
            continue
        key = element.attrs.get("name") or element.attrs.get("property")
        content = " ".join((element.attrs.get("content") or "").split())
        if key and content:
            meta.setdefault(key, content)
    return meta
