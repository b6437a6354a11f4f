"""The cells of one .xlsx sheet: what each shows, by its value, type and number format.

A formula without a stored value and a value that is shown scaled become words, so that they can
never be taken for a figure.  Formulas themselves are not looked at.

>>> read_sheet(root, texts, styles, sheet)  # doctest: +SKIP
"""

from __future__ import annotations

import datetime
import math
import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from reportkit.document import NOT_CALCULATED
from reportkit.readers._sheet import Sheet, number_text
from reportkit.text import clean, unradical

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

__all__ = ["Styles", "X", "read_sheet", "shared_texts"]

X = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_CELL, _ROW, _VALUE, _FORMULA, _TEXT = X + "c", X + "row", X + "v", X + "f", X + "t"
_RUN_SETTINGS, _STRIKE = X + "rPr", X + "strike"
_INLINE, _RUBY, _MERGE, _DRAWING = X + "is", X + "rPh", X + "mergeCell", X + "drawing"

_LETTERS = re.compile(r"[A-Z]{1,3}")
_RANGE = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}  # built-in formats
_PERCENTS = {9, 10}
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_DATE_SIGNS = re.compile("[ymdhs年月日]", re.IGNORECASE)
_SCALED = re.compile(r"[0#?],+(?![0#?])|!\.")  # thousands left out, or a point put in
_LAST_DAY = 2956000  # in the year 9993, whichever day is the first
_MINUTES = 24 * 60
_EXACT = 16  # digits: a spreadsheet keeps one less


class Styles:
    """Which cells are dates, percentages or shown scaled, by the number of their style."""

    def __init__(self, root: _Element | None, since_1904: bool) -> None:  # noqa: FBT001
        """Read the number format of each style."""
        self._first_day = datetime.date(1904, 1, 1) if since_1904 else datetime.date(1899, 12, 30)
        self._kinds: dict[str, str] = {}
        self._plain: dict[str, str] = {}  # most cells of a report hold the same few figures
        if root is None:
            return
        codes = {
            entry.get("numFmtId", ""): entry.get("formatCode", "")
            for entry in root.iter(X + "numFmt")
        }
        styles = root.find(X + "cellXfs")
        for number, style in enumerate(styles if styles is not None else ()):
            key = style.get("numFmtId", "0")
            kind = _kind_of_format(key, codes.get(key))
            if kind:
                self._kinds[str(number)] = kind

    def shown(self, value: str, style: str) -> str:
        """Write a stored number as its cell shows it."""
        if style in self._kinds or value not in self._plain:
            return self._shown(value, style)
        return self._plain[value]

    def _shown(self, value: str, style: str) -> str:
        kind = self._kinds.get(style, "")
        if not kind and len(value) < _EXACT and value.isascii() and value.isdigit():
            self._plain[value] = str(int(value))
            return self._plain[value]
        number = _finite(value)
        if number is None:
            return value
        if kind == "percent":
            return f"{number_text(number * 100)}%"
        if kind == "scaled":
            return f"{number_text(number)}（按缩放的格式显示）"
        if kind == "date" and 0 <= number <= _LAST_DAY:
            return self._date(number)
        return number_text(number)

    def _date(self, number: float) -> str:
        days, minutes = divmod(round(number * _MINUTES), _MINUTES)
        time = f"{minutes // 60:02d}:{minutes % 60:02d}"
        if not days:
            return time
        day = self._first_day + datetime.timedelta(days=days)
        return f"{day} {time}" if minutes else str(day)


def _finite(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _kind_of_format(key: str, code: str | None) -> str:
    if code is None:
        number = int(key) if key.isdecimal() and len(key) < 4 else 0
        return "date" if number in _DATES else "percent" if number in _PERCENTS else ""
    plain = _LITERAL.sub("", code)
    if "%" in plain:
        return "percent"
    if _DATE_SIGNS.search(plain) and "general" not in plain.casefold():
        return "date"
    return "scaled" if _SCALED.search(code) or _SCALED.search(plain) else ""


def shared_texts(root: _Element) -> dict[str, str]:
    """Return the texts that cells refer to, by number as cells write it."""
    return {str(number): _rich(entry) for number, entry in enumerate(root.iterchildren(X + "si"))}


def _rich(entry: _Element) -> str:
    """Join the runs of a text; reading aids above the characters and struck words are left out."""
    if len(entry) == 1 and entry[0].tag == _TEXT:  # no runs, as most texts are
        return _unescaped(entry[0].text or "")
    struck = {run.getparent() for run in entry.iterdescendants(_RUN_SETTINGS)
              if (strike := run.find(_STRIKE)) is not None
              and strike.get("val", "1") not in {"0", "false"}}  # fmt: skip
    return _unescaped("".join(
        text.text or ""
        for text in entry.iter(_TEXT)
        if next(text.iterancestors(_RUBY), None) is None and text.getparent() not in struck
    ))  # fmt: skip


def _unescaped(text: str) -> str:
    """Resolve the way in which control characters are written."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return clean(unradical(text))


def read_sheet(root: _Element, texts: Mapping[str, str], styles: Styles, sheet: Sheet) -> None:
    """Read the cells and merged ranges of one sheet.

    Parameters
    ----------
    root
        The sheet's part.
    texts
        The shared texts of the workbook, by number.
    styles
        The number formats of the workbook.
    sheet
        What is filled.
    """
    row = -1
    filled = sheet.texts
    for element in root.iter(_ROW):
        given = element.get("r", "")
        row = int(given) - 1 if given.isdecimal() and len(given) < 8 else row + 1
        column = -1
        for cell in element:
            found = _reference(cell.get("r", ""))
            column = column + 1 if found is None else found
            inside = len(cell)
            if not inside:
                continue
            if inside == 1 and (first := cell[0]).tag == _VALUE:  # neither formula nor extension
                shown = _value(first.text, cell.get("t"), cell, texts, styles)
            else:
                shown = _shown(cell, texts, styles) if cell.tag == _CELL else ""
            if shown:
                filled[row, column] = shown
    for element in root.iter(_MERGE):
        match = _RANGE.fullmatch(element.get("ref", ""))
        if match:
            left, top, right, bottom = match.groups()
            sheet.merged.append((int(top) - 1, _column(left), int(bottom) - 1, _column(right)))
    sheet.pictures = sum(1 for _ in root.iterchildren(_DRAWING))


@lru_cache(maxsize=8192)  # the same places are filled in every report
def _reference(text: str) -> int | None:
    """Return the column of an address, or None where there is none that can be."""
    letters = text.rstrip("0123456789")
    if len(letters) == len(text) or not _LETTERS.fullmatch(letters):
        return None
    return _column(letters)


@cache
def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _shown(cell: _Element, texts: Mapping[str, str], styles: Styles) -> str:
    """Return what a cell with more in it than a value shows; empty for a blank one."""
    kind = cell.get("t")
    if kind == "inlineStr":
        inline = cell.find(_INLINE)
        return _rich(inline) if inline is not None else ""
    value, formula = cell.findtext(_VALUE), cell.find(_FORMULA) is not None
    if not value:
        # a formula whose result is an empty text has a value, if an empty one
        return NOT_CALCULATED if formula and kind != "str" else ""
    return _value(value, kind, cell, texts, styles)


def _value(
    value: str | None, kind: str | None, cell: _Element, texts: Mapping[str, str], styles: Styles
) -> str:
    """Return what a stored value shows."""
    if not value:
        return ""
    if kind == "s":
        return texts.get(value, "")
    if kind is None or kind == "n":
        return styles.shown(value, cell.get("s", "0"))
    if kind == "b":
        return "TRUE" if value == "1" else "FALSE"
    return _unescaped(value)
