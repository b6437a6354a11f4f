"""The flow of a page: its lines and tables in reading order, as a browser would set them.

A line ends at a block or at a `<br>`; white space collapses; a table is rows of cells, and each
cell is a flow of its own.  Whether a table holds data or only arranges the page is not asked here.

>>> flow = flow_of(parse("<p>一<br>二</p>".encode(), "a.html").body, "a.html")
>>> [line.text for line in flow]
['一', '二']
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportkit.errors import DamagedFile
from reportkit.text import clean, unradical

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

__all__ = ["Cell", "Flow", "HtmlTable", "Line", "TableRow", "flow_of"]

_BLOCK, _BREAK, _TABLE, _ROW, _CELL, _SECTION, _LINK, _PRE, _SKIP = range(1, 10)
_KINDS = dict.fromkeys(
    ("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
     "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form",
     "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "main",
     "menu", "nav", "ol", "p", "search", "section", "summary", "ul"), _BLOCK,
) | {"br": _BREAK, "table": _TABLE, "tr": _ROW, "td": _CELL, "th": _CELL, "thead": _SECTION,
     "tbody": _SECTION, "tfoot": _SECTION, "a": _LINK, "pre": _PRE, "listing": _PRE, "xmp": _PRE,
     "head": _SKIP, "colgroup": _SKIP, "col": _SKIP}  # fmt: skip
MOST_LINES = 100_000
LONGEST_LINE = 1_000_000  # characters
_DEEPEST = 40  # tables within tables; layout tables of real pages go to about ten
_MENU_LINKS = 3
_LONGEST_LINK = 60

_CELLS = {"td", "th"}
_SPACES = re.compile(r"[ \t\n\r\f]+")
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
# a line end of the source between two Chinese characters is no blank (CSS Text 3, section 4.1.3)
_SEGMENT_BREAK = re.compile(rf"(?<=[{_WIDE}])[ \t\r\f]*\n[ \t\n\r\f]*(?=[{_WIDE}])")
_NUMBER = re.compile(r"\s*\+?(\d{1,9})")
# what a line may hold that does not stay as it is: blanks, radicals, invisible and control signs
_ODD = re.compile(
    "[\x00-\x20\x7f\xa0\xad\u200b-\u200f\u2028-\u202e\u2060\u2e80-\u2fdf\u3000\ufeff]"
)
_BETWEEN_LINKS = re.compile(r"[\s|｜>＞»›·•/\-—.\[\]【】()（）:：\d年月日]*")


@dataclass(slots=True)
class Line:
    """A line of text; `near` when only a `<br>` parts it from the line before.

    `links` counts the links that the line consists of, 0 where it has words of its own.
    """

    text: str
    near: bool = False
    links: int = 0


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


def flow_of(body: etree._Element, name: str) -> Flow:
    """Return the lines and tables below an element.

    Raises
    ------
    DamagedFile
        If tables are nested deeper than any page needs.

    Notes
    -----
    Walks without recursion, so that the depth of the page does not matter.
    """
    builder = _Builder(name)
    stack: list[tuple[Iterator[etree._Element], etree._Element, int]] = []
    children: Iterator[etree._Element] = iter(body)
    parent, kind = body, builder.enter(body, _BLOCK)
    while True:
        child = next(children, None)
        if child is not None:
            of_child = _KINDS.get(child.tag, 0)
            if of_child == _BREAK:
                builder.near = builder.end_line()
            elif of_child != _SKIP and not (of_child == _ROW and builder.add_simple_row(child)):
                stack.append((children, parent, kind))
                children, parent, kind = iter(child), child, builder.enter(child, of_child)
                continue
        else:
            builder.leave(kind)
            if not stack:
                return without_menus(builder.flow)
            child = parent
            children, parent, kind = stack.pop()
        if child.tail:
            builder.add(child.tail)


class _Builder:
    """Puts text into the innermost open cell, or into the page.

    `frames` are the open tables and cells (None), `outer` the flows around the open cells.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.flow: Flow = []
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
        text = collapse(text)
        if text:
            self._lines += 1
            self.flow.append(Line(text, self.near, self._only_links()))
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

    def enter(self, element: etree._Element, kind: int) -> int:
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
        elif kind and table is None:
            self._end_block()
            kind = _BLOCK
        elif kind:
            kind = 0
        if element.text:
            self.add(element.text)
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

    def _open_cell(self, element: etree._Element, table: HtmlTable) -> None:
        self._end_block()
        flow: Flow = []
        table.add(_cell(element, flow=flow))
        self._frames.append(None)
        self._outer.append(self.flow)
        self.flow = flow

    def add_simple_row(self, row: etree._Element) -> bool:
        """Add a row of which every cell holds one paragraph of plain text; most rows are so."""
        table = self._frames[-1] if self._frames else None
        if table is None or _stands(row.text):
            return False
        cells = _simple_cells(row)
        if cells is None:
            return False
        table.begin()
        table.rows[-1].cells = cells
        table.open = False
        return True


def _stands(text: str | None) -> bool:
    return text is not None and not text.isspace()


def _simple_cells(row: etree._Element) -> list[Cell] | None:
    """Return the cells of a row if each holds nothing but text, or one paragraph of text."""
    cells: list[Cell] = []
    cell: Cell | None = None
    open_for_text = False
    for element in row.iterdescendants():
        tag, text, tail = element.tag, element.text, element.tail
        if tail and not tail.isspace():
            return None
        if tag in _CELLS:
            cell = _cell(element)
            cells.append(cell)
            open_for_text = not text or text.isspace()
        elif tag == "p" and open_for_text:
            open_for_text = False
        else:
            return None
        if text and cell is not None:
            cell.text = collapse(text)
    return cells if len(cells) == len(row) else None  # no cell in a cell, no paragraph beside one


def _cell(element: etree._Element, *, flow: Flow | None = None) -> Cell:
    rows, columns = element.get("rowspan"), element.get("colspan")
    return Cell(_span(rows) if rows else 1, (_span(columns) or 1) if columns else 1, "", flow)


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
    if not _ODD.search(text):
        return text
    if "\n" in text:
        text = _SEGMENT_BREAK.sub("", text)
    return unradical(clean(_SPACES.sub(" ", text)))


def _span(given: str) -> int:
    """Return a span as the page gives it: 0 is to the end, what is no number is 1."""
    match = _NUMBER.match(given)
    return int(match[1]) if match else 1
