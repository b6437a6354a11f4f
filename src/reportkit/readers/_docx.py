"""Word files (.docx, .docm): paragraphs and tables in reading order, spans kept.

What is read is the final text: insertions in, deletions out, hidden text out and counted.
Headers, footers, notes and comments are not part of it, macros and links are never followed.
A table that only lays out the page is taken apart; a table inside a cell is never lost.

>>> read_docx(data, "2023年报.docx").blocks[0]  # doctest: +SKIP
Paragraph(text='某县某局2023年政府信息公开工作年度报告', place=Place(...))
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from reportkit.document import Document, Flow, Paragraph, Place, Row, Rows
from reportkit.errors import DamagedFile
from reportkit.readers._archive import Archive
from reportkit.readers._docx_inline import (
    CHOICE,
    FALLBACK,
    MARKUP,
    PAGES,
    PLACEHOLDER,
    TELLING,
    Inline,
    W,
    switched_on,
)
from reportkit.readers._docx_numbering import Numbering, numbered_styles
from reportkit.text import clean, unradical

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from lxml.etree import _Element

__all__ = ["read_docx"]

_PARAGRAPH, _PROPERTIES, _TABLE = W + "p", W + "pPr", W + "tbl"
_CONTENT = {_PARAGRAPH, _TABLE}
_ROW, _CELL, _CELL_SETTINGS = W + "tr", W + "tc", W + "tcPr"
_STYLE, _NUMBERED, _MARK, _VAL = W + "pStyle", W + "numPr", W + "rPr", W + "val"
_ROW_SETTINGS, _BEFORE = (W + "tblPrEx", W + "trPr"), W + "gridBefore"
_TEXT, _BREAK, _TYPE = W + "t", W + "br", W + "type"
_SPAN, _DOWN, _ACROSS, _DELETED = W + "gridSpan", W + "vMerge", W + "hMerge", W + "cellDel"
_WRAPPERS = {W + name for name in ("sdtContent", "customXml", "smartTag", "ins", "moveTo")}
_GONE = (W + "del", W + "moveFrom")
_CHANGES = (W + "ins", *_GONE, W + "moveTo", W + "cellDel", W + "cellIns")
# What a table may hold to be read in one walk, and what calls for care.
_PLAIN = (_CELL, _PARAGRAPH, _TEXT, _SPAN, _DOWN, _BREAK, _BEFORE)
_CAREFUL = (
    *(tag for tag in TELLING if tag != _BREAK),
    *_CHANGES, _TABLE, _ACROSS, W + "customXml", W + "altChunk",
)  # fmt: skip
_CORE = {"creator": "author", "lastModifiedBy": "lastModifiedBy", "title": "title",
         "created": "created", "modified": "modified"}  # fmt: skip

_WIDEST = 64  # grid columns that a span may cover; Word itself allows 63
_MOST_COLUMNS = 512
_LONG = 120  # characters; no label is longer, so a cell with more holds running text
_SHORT = 45
_DIGIT_ENDS = re.compile(r"[\d.,%](?=\n)")
_DIGIT_BEGINS = re.compile(r"\n[\d.,%+\-]")


def read_docx(data: bytes, name: str) -> Document:
    """Read a Word file.

    Parameters
    ----------
    data
        The whole file.
    name
        The file's name, kept as origin.

    Returns
    -------
    Document
        Paragraphs, placed by their number, and `Flow.SPANNED` rows.  ``meta`` tells author,
        lastModifiedBy, title, created and modified, and how many comments, tracked changes
        (``changes``), runs of hidden text (``hidden``) and embedded documents (``embedded``)
        there are, where there are any.

    Raises
    ------
    DamagedFile
        If the file is incomplete, broken, or beyond the limits.
    UnsupportedFormat
        If it is encrypted.
    """
    archive = Archive(data, name)
    part = archive.main_part("word/document.xml")
    root = archive.xml(part)
    body = root.find(W + "body")
    if body is None:
        message = f"“{name}”里没有正文，可能没有存完整。"
        raise DamagedFile(message, hint="请用 Word 或 WPS 打开检查，另存后再读。")
    relations = {kind: target for _, kind, target in archive.relations(part)}
    numbering = _numbering(archive, root, relations)
    reader = _Reader(
        Inline(root), numbering,
        simple=numbering is None and next(root.iter(*_GONE), None) is None,
    )  # fmt: skip
    try:
        reader.read(body)
    except RecursionError as error:
        message = f"“{name}”里的表格或内容一层套一层，层数太多，不像一份报告。"
        raise DamagedFile(message) from error
    except _TooWide as error:
        message = f"“{name}”里有超过 {_MOST_COLUMNS} 列的表格，不像一份报告。"
        raise DamagedFile(message) from error
    meta = _meta(archive, root, relations)
    if reader.inline.hidden:
        meta["hidden"] = str(reader.inline.hidden)
    pictures = reader.inline.pictures
    return Document(name=name, blocks=tuple(reader.blocks), pictures=pictures, meta=meta)


def _numbering(archive: Archive, root: _Element, relations: dict[str, str]) -> Numbering | None:
    """Return what numbers the paragraphs, or None where the file has no lists."""
    lists = relations.get("numbering", "word/numbering.xml")
    if lists not in archive:
        return None
    used = {style.get(_VAL, "") for style in root.iter(_STYLE)}
    styles = relations.get("styles", "word/styles.xml")
    by_style = numbered_styles(archive.read(styles), used) if used and styles in archive else {}
    if not by_style and next(root.iter(_NUMBERED), None) is None:
        return None
    return Numbering(archive.xml(lists), by_style)


def _meta(archive: Archive, root: _Element, relations: dict[str, str]) -> dict[str, str]:
    meta: dict[str, str] = {}
    properties = {kind: target for _, kind, target in archive.relations()}
    core = properties.get("core-properties", "docProps/core.xml")
    if core in archive:
        for element in archive.xml(core):
            key = _CORE.get(str(element.tag).rpartition("}")[2])
            if key and (text := clean(element.text or "")):
                meta[key] = text
    comments = relations.get("comments", "word/comments.xml")
    counts = {
        "comments": sum(1 for _ in archive.xml(comments).iter(W + "comment"))
        if comments in archive else 0,
        "changes": sum(1 for _ in root.iter(*_CHANGES)),
        "embedded": sum(1 for _ in root.iter(W + "altChunk")),
    }  # fmt: skip
    return meta | {key: str(count) for key, count in counts.items() if count}


class _TooWide(Exception):
    """A row has more columns than any table of a report."""


class _Found(NamedTuple):
    """One cell as it was found: its width, merges down and across, lines, and itself."""

    span: int
    down: str
    across: str
    lines: tuple[str, ...]
    element: _Element | None = None


class _Cell(NamedTuple):
    """One cell of a row: where it begins, how wide it is, its lines; None under a span."""

    start: int
    span: int
    lines: tuple[str, ...] | None
    element: _Element | None


@dataclass(slots=True)
class _Reader:
    """Walks the body once and collects blocks; keeps counts of paragraphs and tables.

    `simple` says that no paragraph has a number of its own or a deleted end.
    """

    inline: Inline
    numbering: Numbering | None
    simple: bool
    blocks: list[Paragraph | Rows] = field(default_factory=list)
    paragraphs: int = 0
    tables: int = 0

    def read(self, container: _Element) -> None:
        """Read everything in a body, a text box or a cell of a layout table."""
        for lines, table in self._content(container):
            if table is not None:
                self._table(table)
                continue
            self.paragraphs += 1
            self._lines(lines, Place(row=self.paragraphs))

    def _lines(self, lines: tuple[str, ...], place: Place) -> None:
        for line in lines:
            if line:
                self.blocks.append(Paragraph(text=line, place=place))

    def _content(self, container: _Element) -> Iterator[tuple[tuple[str, ...], _Element | None]]:
        """Yield the lines of each paragraph and each table, in order.

        A paragraph whose end was deleted goes on with the next one.
        """
        carried = ""
        for element in _unwrapped(container, _CONTENT):
            if element.tag == _TABLE:
                yield (), element
                continue
            text, goes_on, boxes = self._paragraph(element)
            text = carried + text
            carried = text if goes_on else ""
            if not goes_on:
                yield _clean_lines(text), None
            for box in boxes:
                yield from self._content(box)
        if carried:
            yield _clean_lines(carried), None

    def _paragraph(self, element: _Element) -> tuple[str, bool, list[_Element]]:
        """Return text with its number, whether the paragraph's end was deleted, text boxes."""
        text = self.inline.text(element)
        if self.simple or not len(element) or element[0].tag != _PROPERTIES:
            return text, False, self.inline.boxes
        goes_on, style, own = False, "", None
        for setting in element[0]:
            if setting.tag == _STYLE:
                style = setting.get(_VAL, "")
            elif setting.tag == _NUMBERED:
                own = setting
            elif setting.tag == _MARK:
                goes_on = any(setting.find(gone) is not None for gone in _GONE)
        if self.numbering is not None and (style or own is not None) and (text or not goes_on):
            text = self.numbering.before(style, own) + text
        return text, goes_on, self.inline.boxes

    # ------------------------------------------------------------ tables

    def _table(self, table: _Element) -> None:
        """Give the rows of a table; rows that lay out the page give what is in their cells."""
        self.tables += 1
        number, width = self.tables, 0
        run: list[tuple[int, list[str | None]]] = []
        parts: list[list[tuple[int, list[str | None]]] | list[Paragraph | Rows]] = [run]
        merged: dict[int, int] = {}
        plain = self.simple and next(table.iterdescendants(*_CAREFUL), None) is None
        found_rows = map(_plain_row, table.iterchildren(_ROW)) if plain else self._careful(table)
        for at, (before, found) in enumerate(found_rows, start=1):
            cells, merged = _placed(found, before, merged)
            if _lays_out(cells):
                run = []
                parts += [self._inside(cells, Place(table=number, row=at)), run]
                continue
            texts = _texts(before, cells)
            width = max(width, len(texts))
            run.append((at, texts))
        for part in parts:
            rows = [entry for entry in part if isinstance(entry, tuple)]
            self.blocks += [entry for entry in part if not isinstance(entry, tuple)]
            if rows:
                self.blocks.append(_spanned(rows, width, number))

    def _careful(self, table: _Element) -> Iterator[tuple[int, list[_Found]]]:
        """Yield for each row how many columns it leaves out, and its cells."""
        for row in _unwrapped(table, {_ROW}):
            before, deleted = _row_settings(row)
            if deleted:
                continue
            found: list[_Found] = []
            for cell in _unwrapped(row, {_CELL}):
                span, down, across, gone = _settings(cell)
                if not gone:
                    found.append(_Found(span, down, across, self._cell_lines(cell), cell))
            yield before, found

    def _cell_lines(self, cell: _Element) -> tuple[str, ...]:
        """Return the lines of a cell; a table inside that has one cell counts as text."""
        if any(len(list(islice(table.iter(_CELL), 2))) > 1 for table in cell.iter(_TABLE)):
            return (_NESTED,)
        found: list[str] = []
        for lines, table in self._content(cell):
            inner = next(table.iter(_CELL), None) if table is not None else None
            kept = lines if inner is None else self._cell_lines(inner)
            found += (line for line in kept if line)
        return tuple(found)

    def _inside(self, cells: list[_Cell], place: Place) -> list[Paragraph | Rows]:
        """Read the cells of a row one after the other, as if they stood in the body."""
        kept, self.blocks = self.blocks, []
        for cell in cells:
            if cell.lines == (_NESTED,) and cell.element is not None:
                self.read(cell.element)
            elif cell.lines:
                self._lines(cell.lines, place)
        found, self.blocks = self.blocks, kept
        return found


_NESTED = "\0table"


def _plain_row(row: _Element) -> tuple[int, list[_Found]]:
    """Read a row that holds nothing but cells, paragraphs and texts, in one walk."""
    before = 0
    found: list[tuple[list[int], list[str], list[list[str]]]] = []
    for element in row.iterdescendants(*_PLAIN):
        tag = element.tag
        if tag == _TEXT:
            found[-1][2][-1].append(element.text or "")
        elif tag == _PARAGRAPH:
            found[-1][2].append([])
        elif tag == _CELL:
            found.append(([1], [""], []))
        elif tag == _SPAN:
            found[-1][0][0] = max(1, min(_number(element, 1), _WIDEST))
        elif tag == _DOWN:
            found[-1][1][0] = element.get(_VAL, "continue")
        elif tag == _BREAK:
            found[-1][2][-1].append("" if element.get(_TYPE) in PAGES else "\n")
        else:
            before = min(_number(element, 0), _WIDEST)
    return before, [_Found(span, down, "", _cell_text(lines)) for (span,), (down,), lines in found]


def _cell_text(lines: list[list[str]]) -> tuple[str, ...]:
    """Join the pieces of each paragraph of a cell; empty lines are left out."""
    if len(lines) == 1 and len(lines[0]) == 1:
        text = lines[0][0]
        if text.isascii() and text.isalnum():  # most cells: a figure
            return (text,)
    return tuple(line for pieces in lines for line in _clean_lines("".join(pieces)) if line)


def _placed(
    found: list[_Found], at: int, above: dict[int, int]
) -> tuple[list[_Cell], dict[int, int]]:
    """Put the cells of a row on the grid.

    Parameters
    ----------
    found
        The cells.
    at
        Grid column of the first.
    above
        Start and width of the merges that come from the row above.

    Returns
    -------
    tuple
        The cells with their places, and the merges that go on below.
    """
    cells: list[_Cell] = []
    merged: dict[int, int] = {}
    goes_on = False  # a merge of the old kind, from cell to cell
    for span, down, across, texts, element in found:
        if at + span > _MOST_COLUMNS:
            raise _TooWide
        lines: tuple[str, ...] | None = texts
        # words in a cell that only looks merged must not vanish
        if down == "continue" and at in above and (not texts or above[at] == span):
            lines = None
        if across == "continue" and goes_on:
            lines = None
        goes_on = across == "restart" or (across == "continue" and goes_on)
        if down:
            merged[at] = span
        cells.append(_Cell(at, span, lines, element))
        at += span
    return cells, merged


def _within(element: _Element) -> _Element | None:
    """Return what a content control or the first of several writings holds."""
    if element.tag == W + "sdt":
        return None if switched_on(element.find(PLACEHOLDER)) else element.find(W + "sdtContent")
    if element.tag == MARKUP:
        chosen = element.find(CHOICE)
        return chosen if chosen is not None else element.find(FALLBACK)
    return None


def _unwrapped(container: _Element, kinds: AbstractSet[str]) -> Iterator[_Element]:
    """Yield the elements of some kinds, whatever is wrapped around them, deleted ones left out."""
    stack = [iter(container)]
    while stack:
        element = next(stack[-1], None)
        if element is None:
            stack.pop()
        elif element.tag in kinds:
            yield element
        elif element.tag in _WRAPPERS:
            stack.append(iter(element))
        elif (inner := _within(element)) is not None:
            stack.append(iter(inner))


def _row_settings(row: _Element) -> tuple[int, bool]:
    """Return how many grid columns a row leaves out at its beginning, whether it was deleted."""
    before, deleted = 0, False
    if len(row) and row[0].tag in _ROW_SETTINGS:
        for settings in row.iterchildren(*_ROW_SETTINGS):
            for setting in settings:
                if setting.tag == _BEFORE:
                    before = min(_number(setting, 0), _WIDEST)
                deleted = deleted or setting.tag == _GONE[0]
    return before, deleted


def _settings(cell: _Element) -> tuple[int, str, str, bool]:
    """Return how wide a cell is, how it is merged down and across, whether it was deleted."""
    span, down, across, deleted = 1, "", "", False
    if len(cell) and cell[0].tag == _CELL_SETTINGS:
        for setting in cell[0]:
            if setting.tag == _SPAN:
                span = max(1, min(_number(setting, 1), _WIDEST))
            elif setting.tag == _DOWN:
                down = setting.get(_VAL, "continue")
            elif setting.tag == _ACROSS:
                across = setting.get(_VAL, "continue")
            elif setting.tag == _DELETED:
                deleted = True
    return span, down, across, deleted


def _number(element: _Element | None, default: int) -> int:
    text = element.get(W + "val", "") if element is not None else ""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _SHORT else default


def _lays_out(cells: list[_Cell]) -> bool:
    """Whether a row holds tables or running text instead of labels and figures."""
    for cell in cells:
        lines = cell.lines
        if lines and (lines[0] == _NESTED or sum(map(len, lines)) > _LONG):
            return True
    return False


def _texts(before: int, cells: list[_Cell]) -> list[str | None]:
    """Put the texts of a row on its grid columns."""
    texts: list[str | None] = [None] * before
    alone = sum(1 for cell in cells if cell.lines) == 1
    for cell in cells:
        texts.append(None if cell.lines is None else _joined(cell.lines, alone=alone))
        texts += [None] * (cell.span - 1)
    return texts


def _joined(lines: tuple[str, ...], *, alone: bool) -> str:
    """Join the paragraphs of a cell: words broken over lines become one word.

    Sentences, and figures one under the other, stay apart.
    """
    apart = "\n".join(lines)
    if len(lines) < 2:
        return apart
    figures = _DIGIT_ENDS.search(apart) and _DIGIT_BEGINS.search(apart)
    prose = "。" in apart or any(len(line) > _SHORT for line in lines)
    return apart if alone or figures or prose else "".join(lines)


def _clean_lines(text: str) -> tuple[str, ...]:
    if text.isascii() and text.isalnum():  # most cells: a figure
        return (text,)
    return tuple(clean(unradical(line)) for line in text.split("\n"))


def _spanned(rows: list[tuple[int, list[str | None]]], width: int, number: int) -> Rows:
    """Widen the rows to the width of their table; where a row ends early there is no cell."""
    return Rows(
        rows=tuple(
            Row(texts=tuple(texts + [None] * (width - len(texts))),
                place=Place(table=number, row=at))
            for at, texts in rows
        ),
        flow=Flow.SPANNED,
    )  # fmt: skip
