"""The source of a web page before it is parsed: what is refused, and what need not be parsed.

Nine tenths of a page pasted from Word are attributes that say how things look.  They are left out
of the source where that changes nothing else: in whole tags, read in order as the parser reads
them.  From the first tag on that is not whole, the source stays as it is.

>>> lean(b'<p class="MsoNormal" style="color:red">1</p>', "a.html").text
b'<p>1</p>'
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from reportkit.errors import DamagedFile

__all__ = ["Source", "lean"]

MOST_TAGS = 200_000  # a long report pasted from Word has about 10,000
LONGEST_TAG = 8_000  # bytes of a tag without its quoted values; the parser is quadratic in them
DEEPEST = 2_000  # elements within elements, where a page has many; the parser is quadratic in them
MOST_REOPENED = 1_000_000  # elements that the parser opens again in the next paragraph
_FEW_TAGS = 20_000  # however deep these are nested, they are parsed within a second

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

_ONE_ATTRIBUTE = rb"""\s++([^\s"'<>/=]++)(?:\s*+=\s*+("[^"<>]*+"|'[^'<>]*+'|[^\s"'<>=`]++))?+"""
_ATTRIBUTE = re.compile(_ONE_ATTRIBUTE)
_START = re.compile(rb"""([a-zA-Z][^\s"'<>/=]*+)(?:""" + _ONE_ATTRIBUTE + rb""")*+\s*+(/?)""")
_END = re.compile(rb"""/([a-zA-Z][^\s"'<>/=]*+)\s*+""")
_LONGEST_KEPT = 2_000  # bytes of a tag that is remembered
# attributes that the readers ask for, and those that the parser itself looks at
_ATTRIBUTES = frozenset(
    b"hidden srcdoc name property content href rowspan colspan selected type value".split()
)
_MAY_HIDE = re.compile(
    rb"display|visibility|text-decoration|mso-hide|font-size\s*:\s*0|&", re.IGNORECASE
)
# elements whose source is text up to their end tag, those in which it would be none, and one
# behind which nothing is certain any more
_TEXT_ALONE = frozenset(b"title textarea script style xmp iframe noembed noframes noscript".split())
_OTHER_LAWS = frozenset(b"svg math select".split())
_SPECIAL = _TEXT_ALONE | _OTHER_LAWS | {b"plaintext", b"frameset"}
_COMMENT = b"!--"


@dataclass(frozen=True, slots=True)
class Source:
    """What is to be parsed, and its different tags in small letters, each with the text behind."""

    text: bytes
    tags: bytes


def lean(source: bytes, name: str) -> Source:
    """Leave out what the tree of a page does not need.

    Parameters
    ----------
    source
        The page in UTF-8.
    name
        What messages call the file.

    Raises
    ------
    DamagedFile
        If the page would keep the parser busy for minutes or fill the memory.
    """
    pieces = source.split(b"<", MOST_TAGS + 1)
    if len(pieces) > MOST_TAGS + 1:
        message = (
            f"“{name}”有超过 {MOST_TAGS // 10000} 万个标签，不像一份年度报告的网页，没有读取。"
        )
        raise DamagedFile(message)
    tags = _lean_tags(pieces)
    lean = b"<".join([pieces[0], *tags])
    different = b"<" + b"<".join(set(tags)).lower()
    _refuse_long_tags(lean, name)
    formats = 3 * len(set(_FORMATTING_TAG.findall(different)))  # of three alike one is left open
    if len(tags) > _FEW_TAGS or len(tags) * formats > MOST_REOPENED:
        deepest, still_open = _depths(lean)
        if deepest > DEEPEST or len(tags) * min(formats, still_open) > MOST_REOPENED:
            message = f"“{name}”的标签嵌套太深，不像正常的网页，没有读取。"
            raise DamagedFile(message, hint="请用浏览器打开后另存为网页，再试一次。")
    return Source(lean, different)


# ---------------------------------------------------------------- what is left out


class _Lean(dict[bytes, "bytes | None"]):
    """By what stands from one `<` to the next: the same, lean; None where the state changes."""

    def __missing__(self, piece: bytes) -> bytes | None:
        head, closed, text = piece.partition(b">")
        tag = _lean_tag(head) if closed and len(head) <= _LONGEST_KEPT else None
        lean = tag + closed + text if tag is not None else _lean_otherwise(piece)
        self[piece] = lean
        return lean


@lru_cache(maxsize=2048)  # the tags of a page pasted from Word are a few dozen
def _lean_tag(head: bytes) -> bytes | None:
    """Return a tag without what says how it looks, or None if it is not a whole one.

    Nor is the tag of an element given behind which the source is read otherwise.
    """
    if _END.fullmatch(head):
        return head
    whole = _START.fullmatch(head)
    if whole is None or whole[1].lower() in _SPECIAL:
        return None
    last = max(whole.end(2), whole.end(3))  # blanks behind it would be gone through again and again
    kept = [
        found[0]
        for found in _ATTRIBUTE.finditer(head, whole.end(1), last)
        if _matters(found[1].lower(), found[2] or b"")
    ]
    return whole[1] + b"".join(kept) + (b" /" if whole[4] else b"")


def _lean_otherwise(piece: bytes) -> bytes | None:
    """Return what is no short whole tag: a long one lean, a comment if it is over."""
    head, closed, text = piece.partition(b">")
    if piece.startswith(_COMMENT):
        return piece if b"-->" in piece and b"--!>" not in piece else None
    if piece[:1] in {b"!", b"?"}:
        return piece if closed else None
    if len(head) > _LONGEST_KEPT and closed:
        tag = _lean_tag.__wrapped__(head)
        return None if tag is None else tag + closed + text
    return None if piece[:1].isalpha() or piece[:1] == b"/" else piece  # a `<` that is text


def _matters(attribute: bytes, value: bytes) -> bool:
    if attribute == b"style":
        return _MAY_HIDE.search(value) is not None
    return attribute in _ATTRIBUTES


def _lean_tags(pieces: list[bytes]) -> list[bytes]:
    """Return the tags of a page, each with the text behind it, as lean as can be."""
    lean = _Lean()
    tags = list(map(lean.__getitem__, pieces[1:]))
    at = _next_special(tags, 0)
    while at < len(tags):
        end = _end_of_special(pieces, at + 1, lean)
        tags[at:end] = pieces[at + 1 : end + 1]
        at = _next_special(tags, end)
    return cast("list[bytes]", tags)


def _next_special(tags: list[bytes | None], at: int) -> int:
    try:
        return tags.index(None, at)
    except ValueError:
        return len(tags)


def _end_of_special(pieces: list[bytes], at: int, lean: _Lean) -> int:
    """Return the piece up to which the source is kept from one on that changes the state.

    It is the end of a comment or of an element; all that follows where the end is not certain.
    """
    whole = _START.fullmatch(pieces[at].partition(b">")[0])
    name = whole[1].lower() if whole and b">" in pieces[at] else b""
    if pieces[at].startswith(_COMMENT):
        ends = (n for n in range(at, len(pieces)) if b"-->" in pieces[n])
    elif name in _TEXT_ALONE | _OTHER_LAWS:
        ends = (n for n in range(at + 1, len(pieces)) if _ended_by(pieces[n]) == name)
    else:
        return len(pieces)
    end = next(ends, len(pieces))
    inside = pieces[at + 1 : end]
    if name in _OTHER_LAWS:
        certain = all(lean[piece] is not None for piece in inside)
    elif name == b"script":
        certain = not any(piece[:6].lower() == name for piece in inside)
    else:
        certain = name != b"" or not any(b"--!>" in piece for piece in pieces[at : end + 1])
    return end if certain else len(pieces)


def _ended_by(piece: bytes) -> bytes:
    """Return the name of the element that a piece ends."""
    match = _END.fullmatch(piece.partition(b">")[0])
    return match[1].lower() if match and b">" in piece else b""


# ---------------------------------------------------------------- what is refused


def _refuse_long_tags(source: bytes, name: str) -> None:
    half = LONGEST_TAG // 2
    long = any(source.find(b">", at, at + half) < 0 for at in range(0, len(source) - half, half))
    if long and any(map(_is_long_tag, source.split(b">"))):
        message = f"“{name}”里有一个标签带着成千上万个属性，不像正常的网页，没有读取。"
        raise DamagedFile(message)


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
