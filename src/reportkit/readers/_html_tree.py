"""From the source of a web page to a small tree: only what a reader of the page would see.

Hidden parts, scripts and struck-out words are gone, entry fields are their values, and words
that were split over inline tags are whole again.  Blocks, links, line breaks and tables stay.

>>> page = parse(b"<p>1<span>2</span><s>3</s></p>", "a.html")
>>> page.body[0].text
'12'
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from reportkit.errors import DamagedFile

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Page", "parse", "tag_of"]

MOST_TAGS = 200_000  # a long report pasted from Word has about 10,000
LONGEST_TAG = 8_000  # bytes of a tag without its quoted values; the parser is quadratic in them
_UNSEEN = ("script", "style", "noscript", "template", "svg", "math", "xml", "iframe", "object",
           "applet", "audio", "video", "datalist", "rt", "rp", "del", "s", "strike")  # fmt: skip
_INLINE = ("span", "font", "b", "strong", "i", "em", "u", "ins", "big", "small", "tt", "code",
           "label", "abbr", "mark", "nobr", "cite", "var", "wbr", "sup", "sub", "img", "input",
           "select", "textarea", "bdo", "ruby", "rb", "o:p")  # fmt: skip
_REPLACED = ("meta", "title", "img", "input", "select", "textarea", "sup", "sub", "a")
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
)  # what a page must hold for `_HIDING` to matter
# tags that hold words together and say nothing of their own; half of a page pasted from Word
_BARE = re.compile(rb"(</?(?:span|font|o:p)(?=[\s>/])[^<>]*>)")
_TAG = re.compile(rb"<[a-zA-Z]")
_QUOTED = re.compile(rb"\"[^\"]*\"|'[^']*'")
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # no XML text
_NO_TEXT = {"hidden", "checkbox", "radio", "button", "submit", "reset", "image", "file", "password"}
_NOTE = re.compile(r"\s*[\w*※①-⑳]{1,3}\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page: `body` holds what is seen, `meta` what the page says of itself."""

    body: etree._Element
    meta: dict[str, str]
    pictures: int


def parse(source: bytes, name: str) -> Page:
    """Parse a page and leave what is seen.

    Parameters
    ----------
    source
        The page in UTF-8; what it says of its own encoding is ignored.
    name
        What messages call the file.

    Raises
    ------
    DamagedFile
        If the page has more tags than any report, is nested deeper than the parser goes, or
        holds nothing.
    """
    source = _without_bare_tags(source)
    tags = _tags(source, name)
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True
    )
    try:
        root = etree.fromstring(source, parser)
    except etree.LxmlError as error:
        raise _nothing(name) from error
    # huge_tree lifts the depth from 256 to 2048 (unclosed <font> tags reach 256); beyond that
    # the parser stops in the middle, which must not look like a page without tables
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        message = f"“{name}”的标签嵌套太深，不像正常的网页，没有读取。"
        raise DamagedFile(message, hint="请用浏览器打开后另存为网页，再试一次。")
    if root is None:
        raise _nothing(name)
    seen = b"<".join(tags).lower()
    if b"srcdoc" in seen:
        _open_frames(root, parser, name)
    if any(hint in seen for hint in _HINTS):
        _drop_hidden(root)
    etree.strip_elements(root, *_UNSEEN, with_tail=False)
    meta, pictures = _replace(root)
    etree.strip_tags(root, *_INLINE)
    return Page(body=root, meta=meta, pictures=pictures)


def _without_bare_tags(source: bytes) -> bytes:
    """Leave out inline tags that would be taken from the tree anyway; parsing them takes longer.

    A page that hides words by such a tag, or has one with an angle bracket in quotes, is left as
    it is.
    """
    parts = _BARE.split(source, MOST_TAGS)
    bare = set(parts[1::2])
    if any(tag.count(b'"') % 2 or tag.count(b"'") % 2 for tag in bare):
        return source
    styles = b" ".join(bare).lower()
    if any(hint in styles for hint in _HINTS):
        return source
    return b"".join(parts[::2])


def tag_of(element: etree._Element) -> str:
    """Return the tag's name, empty for what is no element."""
    tag = element.tag
    return tag if isinstance(tag, str) else ""


def _nothing(name: str) -> DamagedFile:
    message = f"“{name}”里没有网页内容，文件可能已经损坏。"
    return DamagedFile(message, hint="请用浏览器打开原网页，另存为网页后再试。")


def _tags(source: bytes, name: str) -> set[bytes]:
    """Return the tags of a page, each with the text behind it; Word repeats a few hundred.

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
    return set(tags)


def _is_long_tag(piece: bytes) -> bool:
    """Whether what stands before a `>` is a tag too long even without its quoted values."""
    start = _TAG.search(piece) if len(piece) > LONGEST_TAG else None
    return start is not None and len(_QUOTED.sub(b"", piece[start.start() :])) > LONGEST_TAG


def _open_frames(root: etree._Element, parser: etree.HTMLParser, name: str) -> None:
    """Put a page that stands in a frame's own ``srcdoc`` in the place of the frame."""
    for frame in list(root.iter("iframe")):
        source = str(frame.attrib.pop("srcdoc", "")).encode()
        if not source:
            continue
        _tags(source, name)
        inner = etree.fromstring(source, parser)
        body = None if inner is None else inner.find("body")
        if body is not None:
            frame.tag = "div"
            frame.text = body.text
            frame[:] = list(body)


def _drop_hidden(root: etree._Element) -> None:
    """Turn hidden elements into unseen ones; a hidden body is shown by its script later."""
    for element in root.iter():
        style = element.get("style")
        hides = style and (_HIDING.search(style) or (not len(element) and _NO_SIZE.search(style)))
        if element.get("hidden") is None and not hides:
            continue
        if element.tag not in {"html", "body"}:
            element.tag = "script"


def _replace(root: etree._Element) -> tuple[dict[str, str], int]:
    """Put values in the place of entry fields and mark notes; return meta and pictures."""
    meta: dict[str, str] = {}
    pictures = 0
    for element in root.iter(*_REPLACED):
        tag = element.tag
        if tag == "meta":
            _keep_meta(meta, element)
        elif tag == "title":
            meta.setdefault("title", " ".join("".join(_texts(element)).split()))
            element.text = None
        elif tag == "img":
            pictures += 1
        elif tag == "a":
            if element.get("href") is None:
                element.tag = "span"
        elif tag in {"sup", "sub"}:
            _bracket(element)
        else:
            element.text = _ILLEGAL.sub("", _value(element))
            del element[:]
    return meta, pictures


def _keep_meta(meta: dict[str, str], element: etree._Element) -> None:
    key = element.get("name") or element.get("property")
    content = " ".join((element.get("content") or "").split())
    if key and content:
        meta.setdefault(key, content)


def _bracket(element: etree._Element) -> None:
    """Put a raised note in brackets: 12 with note 1 must not become 121."""
    text = "".join(_texts(element))
    in_cell = any(True for _ in element.iterancestors("td", "th"))
    if in_cell and _NOTE.fullmatch(text):
        del element[:]
        element.text = f"（{_ILLEGAL.sub('', text).strip()}）"


def _value(element: etree._Element) -> str:
    """Return what an entry field shows."""
    if element.tag == "textarea":
        return "".join(_texts(element))
    if element.tag == "select":
        options = list(element.iter("option"))
        chosen = [one for one in options if one.get("selected") is not None] or options[:1]
        return "".join(text for one in chosen for text in _texts(one))
    kind = (element.get("type") or "text").lower()
    return "" if kind in _NO_TEXT else element.get("value") or ""


def _texts(element: etree._Element) -> Iterator[str]:
    for text in element.itertext():
        yield str(text)
