"""The flow of a page: its lines and tables in reading order, as a browser would set them.

A line ends at a block or at a `<br>`; white space collapses; a table is rows of cells, and each
cell is a flow of its own.  Only what a reader of the page would see is in it: no hidden parts, no
scripts, no struck-out words; an entry field is its value.  Whether a table holds data or only
arranges the page is not asked here.

>>> flow = flow_of(parse("<p>一<br>二</p>".encode(), "a.html"), "a.html")
>>> [line.text for line in flow]
['一', '二']
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from reportkit.errors import DamagedFile
from reportkit.text import clean, unradical

if TYPE_CHECKING:
    from collections.abc import Iterable

    from selectolax.lexbor import LexborNode

    from reportkit.readers._html_tree import Page

__all__ = ["Cell", "Flow", "HtmlTable", "Line", "TableRow", "flow_of"]

(_PLAIN, _BLOCK, _BREAK, _TABLE, _ROW, _CELL, _SECTION, _LINK, _PRE, _FIELD, _RAISED, _FRAME,
 _UNSEEN) = range(13)  # fmt: skip
_KINDS = dict.fromkeys(
    ("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
     "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form",
     "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "main",
     "menu", "nav", "ol", "p", "search", "section", "summary", "ul"), _BLOCK,
) | {"br": _BREAK, "table": _TABLE, "tr": _ROW, "td": _CELL, "th": _CELL, "thead": _SECTION,
     "tbody": _SECTION, "tfoot": _SECTION, "a": _LINK, "pre": _PRE, "listing": _PRE, "xmp": _PRE,
     "input": _FIELD, "select": _FIELD, "textarea": _FIELD, "sup": _RAISED, "sub": _RAISED,
     "iframe": _FRAME} | dict.fromkeys(
    ("applet", "audio", "col", "colgroup", "datalist", "del", "head", "math", "noembed", "noframes",
     "noscript", "object", "rp", "rt", "s", "script", "strike", "style", "svg", "template", "title",
     "video"), _UNSEEN)  # fmt: skip


def _numbers(names: Iterable[str]) -> dict[str, int]:
    """Return the parser's numbers of elements that HTML knows; the same in every page."""
    parser = LexborHTMLParser("")
    return {name: parser.create_node(name).tag_id for name in names}


# asking a node for its number takes half the time of asking for its name
_KIND_OF = {number: _KINDS[name] for name, number in _numbers(_KINDS).items()}
_CELLS = frozenset(_numbers(("td", "th")).values())
_PARAGRAPH, _TEXT = _numbers(("p",))["p"], 2
_LAST_KNOWN = 1_000  # elements that HTML does not know have numbers far above
_ISLAND = "xml"  # Word's, with data that nobody sees
MOST_LINES = 100_000
LONGEST_LINE = 1_000_000  # characters
_DEEPEST = 40  # tables within tables; layout tables of real pages go to about ten
_MENU_LINKS = 3
_LONGEST_LINK = 60

_SPACES = re.compile(r"[ \t\n\r\f]+")
_WIDE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
_NUMBER = re.compile(r"\s*\+?(\d{1,9})")
# what a line may hold that does not stay as it is: blanks, radicals, invisible and control signs
_ODD = re.compile(
    "[\x00-\x1f\x7f\xa0\xad\u200b-\u200f\u2028-\u202e\u2060\u2e80-\u2fdf\u3000\ufeff]|  "
)
_NO_TEXT = {"hidden", "checkbox", "radio", "button", "submit", "reset", "image", "file", "password"}
_NOTE = re.compile(r"\s*[\w*※①-⑳]{1,3}\s*")
_BETWEEN_LINKS = re.compile(r"[\s|｜>＞»›·•/\-—.\[\]【】()（）:：\d年月日]*")


@dataclass(slots=True)
class Line:
    """A line of text; `near` when only a `<br>` parts it from the line before.

    `links` counts the links that the line consists of, 0 where it has words of its own;
    `typed` is the line as it was typed where blanks and tabs are shown as such.
    """

    text: str
    near: bool = False
    links: int = 0
    typed: str = ""


@dataclass(slots=True)
class Cell:
    """A cell with the spans that the page gives it, not clipped yet.

    `text` is what stands in a cell of one line or none; `flow` is there where a cell holds more.
    """

    rowspan: int
    colspan: int
    text: str = ""
    flow: Flow | None = None

    @property
    def parts(self) -> Flow:
        """What the cell holds, whatever it is."""
        if self.flow is not None:
            return self.flow
        return [Line(self.text)] if self.text else []


@dataclass(slots=True)
class TableRow:
    """A row; `section` tells rows of one thead, tbody or tfoot from those of the next."""

    section: int
    cells: list[Cell] = field(default_factory=list)


@dataclass(slots=True)
class HtmlTable:
    """A table as the page gives it; `open` while its last row takes cells."""

    rows: list[TableRow] = field(default_factory=list)
    section: int = 0
    open: bool = False

    def begin(self, *, new_section: bool = False) -> None:
        """Begin a row, or a section whose rows begin by themselves."""
        self.section += new_section
        self.open = not new_section
        if self.open:
            self.rows.append(TableRow(self.section))

    def add(self, cell: Cell) -> None:
        """Add a cell, in a row of its own where none is open."""
        if not self.open:
            self.begin()
        self.rows[-1].cells.append(cell)


Flow = list["Line | HtmlTable"]


def flow_of(page: Page, name: str) -> Flow:
    """Return the lines and tables of a page.

    Parameters
    ----------
    page
        The page as it was parsed.
    name
        What messages call the file.

    Raises
    ------
    DamagedFile
        If tables are nested deeper than any page needs.

    Notes
    -----
    Walks without recursion, so that the depth of the page does not matter.
    """
    builder = _Builder(name, page.hidden)
    above: list[tuple[LexborNode | None, int]] = []
    kind = builder.enter(page.root, _BLOCK)
    node = page.root.first_child
    while node is not None or above:
        if node is None:
            builder.leave(kind)
            node, kind = above.pop()
            continue
        opened = builder.take(node)
        if opened is not None:
            above.append((node.next, kind))
            inner = page.frames.get(node.mem_id) if opened == _FRAME else node.first_child
            node, kind = inner, opened
        else:
            node = node.next
    builder.leave(kind)
    return without_menus(builder.flow)


class _Builder:
    """Puts text into the innermost open cell, or into the page.

    `frames` are the open tables and cells (None), `outer` the flows around the open cells.
    """

    def __init__(self, name: str, hidden: frozenset[int]) -> None:
        self.name = name
        self.flow: Flow = []
        self._hidden = hidden
        self.near = False
        self._frames: list[HtmlTable | None] = []
        self._outer: list[Flow] = []
        self._parts: list[str] = []
        self._links: list[tuple[int, int]] = []
        self._link = self._preformatted = self._lines = 0

    # ------------------------------------------------------------ lines

    def add(self, text: str) -> None:
        """Add text to the open line; in preformatted text a line end is one."""
        if not self._preformatted or "\n" not in text:
            self._parts.append(text)
            return
        first, *others = text.split("\n")
        self._parts.append(first)
        for line in others:
            self.near = self.end_line()
            self._parts.append(line)

    def end_line(self) -> bool:
        """Close the open line; return whether anything stood in it."""
        if not self._parts:
            return False
        text = "".join(self._parts)
        if len(text) > LONGEST_LINE or self._lines >= MOST_LINES:
            raise self._excess(text)
        typed = text if self._preformatted else ""
        text = collapse(text)
        if text:
            self._lines += 1
            self.flow.append(Line(text, self.near, self._only_links(), typed))
        self._parts, self._links, self._link = [], [], 0
        return bool(text)

    def _excess(self, text: str) -> DamagedFile:
        what = f"有超过 {MOST_LINES // 10000} 万行文字"
        if len(text) > LONGEST_LINE:
            what = f"有一段文字超过 {LONGEST_LINE // 10000} 万字"
        return DamagedFile(f"“{self.name}”{what}，不像一份年度报告，没有读取。")

    def _end_block(self) -> None:
        self.end_line()
        self.near = False

    def _only_links(self) -> int:
        """Return the number of links if nothing but bars and arrows stands between them."""
        if not self._links:
            return 0
        own = self._parts[:]
        for start, end in reversed(self._links):
            del own[start:end]
        return len(self._links) if _BETWEEN_LINKS.fullmatch("".join(own)) else 0

    # ------------------------------------------------------------ elements

    def take(self, node: LexborNode) -> int | None:
        """Take in a node; return as what it was opened where its children are to follow."""
        number = node.tag_id
        if number == _TEXT:
            self._take_text(node.text_content or "")
            return None
        kind = _KIND_OF.get(number, _PLAIN)
        if kind == _LINK and "href" not in node.attrs:
            kind = _PLAIN
        if kind == _UNSEEN or (self._hidden and node.mem_id in self._hidden):
            return None
        if kind == _BREAK:
            self.near = self.end_line()
        elif kind == _FIELD:
            self.add(_value(node))
        elif kind == _RAISED:
            self.add(self._raised(node))
        elif kind == _ROW and (cells := self._simple_cells(node)) is not None:
            self._add_row(cells)
        elif number > _LAST_KNOWN and node.tag == _ISLAND:
            pass
        elif kind == _BLOCK and (text := self._words(node)) is not None:
            opened = self.enter(node, kind)
            self.add(text)
            self.leave(opened)
        else:
            return self.enter(node, kind)
        return None

    def _take_text(self, text: str) -> None:
        """Take in text; blanks with which a line begins are not seen."""
        if self._parts or self._preformatted or not text.isspace():
            self.add(text)

    def _raised(self, element: LexborNode) -> str:
        """Return raised words, a note of a cell in brackets: 12 with note 1 must not become 121."""
        text = element.text()
        return f"（{text.strip()}）" if None in self._frames and _NOTE.fullmatch(text) else text

    def enter(self, element: LexborNode, kind: int) -> int:
        """Open an element and return as what it was opened: a stray `<td>` is a block."""
        table = self._frames[-1] if self._frames else None
        if kind == _TABLE:
            self._open_table()
        elif kind == _LINK:
            self._link = len(self._parts)
        elif kind == _CELL and table is not None:
            self._open_cell(element, table)
        elif kind in {_ROW, _SECTION} and table is not None:
            table.begin(new_section=kind == _SECTION)
        elif kind == _PRE:
            self._end_block()
            self._preformatted += 1
        elif kind == _FRAME:
            pass
        elif kind and table is None:
            self._end_block()
            kind = _BLOCK
        elif kind:
            kind = _PLAIN
        return kind

    def leave(self, kind: int) -> None:
        """Close what was opened as `kind`."""
        if kind == _BLOCK:
            self._end_block()
        elif kind == _CELL:
            self._end_block()
            self._frames.pop()
            self.flow[:] = without_menus(self.flow)
            self.flow = self._outer.pop()
        elif kind == _TABLE:
            self._close_table()
        elif kind == _ROW:
            table = self._frames[-1]
            if table is not None:
                table.open = False
        elif kind == _LINK:
            if len(self._parts) > self._link:  # no block inside: a link, not an article in one
                self._links.append((self._link, len(self._parts)))
        elif kind == _PRE:
            self._end_block()
            self._preformatted -= 1

    def _open_table(self) -> None:
        if len(self._frames) >= 2 * _DEEPEST:
            message = f"“{self.name}”里表格套表格超过 {_DEEPEST} 层，不像正常的网页，没有读取。"
            raise DamagedFile(message)
        self._end_block()
        self._frames.append(HtmlTable())

    def _close_table(self) -> None:
        """Keep a table; one of a single cell is only a frame round what it holds."""
        self._end_block()
        table = self._frames.pop()
        rows = [] if table is None else [row for row in table.rows if row.cells]
        if len(rows) == 1 and len(rows[0].cells) == 1:
            self.flow.extend(rows[0].cells[0].parts)
        elif rows and table is not None:
            self.flow.append(table)

    def _open_cell(self, element: LexborNode, table: HtmlTable) -> None:
        self._end_block()
        flow: Flow = []
        table.add(_cell(element, flow=flow))
        self._frames.append(None)
        self._outer.append(self.flow)
        self.flow = flow

    def _add_row(self, cells: list[Cell]) -> None:
        table = self._frames[-1]
        if table is not None:
            table.begin()
            table.rows[-1].cells = cells
            table.open = False

    def _simple_cells(self, row: LexborNode) -> list[Cell] | None:
        """Return the cells of a row if each holds words alone, or one paragraph of them."""
        if not self._frames or self._frames[-1] is None or self._preformatted:
            return None
        hidden = self._hidden
        cells: list[Cell] = []
        for element in row.iter():
            if element.tag_id not in _CELLS or (hidden and element.mem_id in hidden):
                return None
            text = self._words(_sole_paragraph(element))
            if text is None:
                return None
            cells.append(_cell(element, collapse(text)))
        return cells

    def _words(self, element: LexborNode) -> str | None:
        """Return the text of an element that holds but words and what holds words together."""
        hidden = self._hidden
        inner = element.traverse()
        next(inner)
        for one in inner:
            number = one.tag_id
            if number in _KIND_OF or (hidden and one.mem_id in hidden):
                return None
            if number > _LAST_KNOWN and one.tag == _ISLAND:
                return None
        return element.text()


def _sole_paragraph(cell: LexborNode) -> LexborNode:
    """Return the paragraph that is all a cell holds, or the cell."""
    child = cell.first_child
    if child is not None and child.is_empty_text_node:
        child = child.next
    if child is None or child.tag_id != _PARAGRAPH:
        return cell
    behind = child.next
    if behind is not None and behind.is_empty_text_node:
        behind = behind.next
    return child if behind is None else cell


def _cell(element: LexborNode, text: str = "", *, flow: Flow | None = None) -> Cell:
    attributes = element.attributes
    rows, columns = attributes.get("rowspan"), attributes.get("colspan")
    return Cell(_span(rows) if rows else 1, (_span(columns) or 1) if columns else 1, text, flow)


def without_menus(flow: Flow) -> Flow:
    """Leave out three or more links in a row, and what else is only links: site navigation."""
    kept: Flow = []
    run: Flow = []
    links = 0
    for part in [*flow, None]:
        if isinstance(part, Line) and part.links and len(part.text) <= _LONGEST_LINK * part.links:
            run.append(part)
            links += part.links
            continue
        if links < _MENU_LINKS:
            kept.extend(run)
        run, links = [], 0
        if part is not None:
            kept.append(part)
    return kept


def collapse(text: str) -> str:
    """Return a line of text as a browser sets it."""
    text = text.strip(" \t\n\r\f")
    if "\n" in text:
        text = _joined(text)
    if not _ODD.search(text):
        return text
    return unradical(clean(_SPACES.sub(" ", text)))


def _joined(text: str) -> str:
    """Join the lines of a source; an end between two Chinese characters is no blank.

    CSS Text 3, section 4.1.3.
    """
    lines = [line for part in text.split("\n") if (line := part.strip(" \t\r\f"))]
    pieces = lines[:1]
    for before, line in pairwise(lines):
        if not (_WIDE.match(before[-1]) and _WIDE.match(line)):
            pieces.append(" ")
        pieces.append(line)
    return "".join(pieces)


def _span(given: str) -> int:
    """Return a span as the page gives it: 0 is to the end, what is no number is 1."""
    match = _NUMBER.match(given)
    return int(match[1]) if match else 1


def _value(field: LexborNode) -> str:
    """Return what an entry field shows."""
    if field.tag == "textarea":
        return field.text()
    if field.tag == "select":
        options = field.css("option")
        chosen = [one for one in options if "selected" in one.attrs] or options[:1]
        return "".join(one.text() for one in chosen)
    kind = (field.attrs.get("type") or "text").lower()
    return "" if kind in _NO_TEXT else field.attrs.get("value") or ""
