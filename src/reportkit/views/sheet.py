"""The printed sheet: sizes of GB/T 9704, widths of table columns, lines of a title.

Page, Word and PDF take their measures from here, so all set the same page.  Nothing here knows
reports or libraries.

>>> title_lines("某县某局2023年政府信息公开工作年度报告")
('某县某局', '2023年政府信息公开工作年度报告')
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from reportkit.grid import Role

if TYPE_CHECKING:
    from reportkit.grid import Grid, GridCell

__all__ = [
    "TEXT_WIDTH",
    "closing_indents",
    "column_widths",
    "em_width",
    "fitted",
    "has_long_run",
    "label_lines",
    "picture_size",
    "room",
    "table_size",
    "title_lines",
]

TEXT_WIDTH = 442.2
"""Width of the text area in points: 156 mm, 28 characters of 16 pt set 0.2 pt closer."""

_HIGHEST = 560.0  # points: a picture leaves room for its heading
_TITLE_EMS = 20  # characters of 22 pt on one line
_PADDING = 5.0  # points left and right of a cell's text, together
_SMALLEST = 4.0  # points
_SLACK = 0.2  # em: faces differ in the width of brackets and digits
_SHORT = 3  # characters: 自然人 is not broken
_READABLE = 9  # em: a long label is not set narrower, figures rather smaller
_NARROWEST = 4  # characters: a column is never planned for less


def picture_size(png: bytes) -> tuple[float, float]:
    """Return width and height in points at which a PNG is printed: its own, if the page has room.

    Raises
    ------
    ValueError
        If it is not a PNG.
    """
    if png[:8] != b"\x89PNG\r\n\x1a\n" or len(png) < 24:  # signature, then width and height
        message = "不是 PNG 图片"
        raise ValueError(message)
    width, height = (int.from_bytes(png[at : at + 4]) * 0.75 for at in (16, 20))
    scale = min(1.0, TEXT_WIDTH / max(width, 1), _HIGHEST / max(height, 1))
    return width * scale, height * scale


def em_width(text: str) -> float:
    """Return the width of `text` in em: 1 for a Chinese character, about half for a digit."""
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.56 for c in text)


def title_lines(title: str) -> tuple[str, ...]:
    """Break a title that is too long for one line where the sense breaks.

    The year and what follows it go on a line of their own; what is still too long is cut into
    lines of about even length, after the name of a place or an office where one ends nearby.
    """
    given = tuple(line.strip() for line in title.splitlines() if line.strip())
    if len(given) > 1:
        return given
    if em_width(title) <= _TITLE_EMS:
        return given
    parts = [part for part in re.split(r"(?<=\D)(?=\d{4}年)", title, maxsplit=1) if part]
    return tuple(line for part in parts for line in _even_lines(part))


def _even_lines(text: str) -> list[str]:
    count = -int(-em_width(text) // _TITLE_EMS)
    ends = [match.end() for match in _NAME_ENDS.finditer(text)]
    lines: list[str] = []
    while count > 1:
        even = -(-len(text) // count)
        done = sum(map(len, lines))
        near = [end - done for end in ends if abs(end - done - even) <= _NEAR]
        cut = min(near, key=lambda end: abs(end - even), default=even)
        if not _holds(text[cut:], count - 1) or not _holds(text[:cut], 1):
            cut = even
        lines.append(text[:cut])
        text, count = text[cut:], count - 1
    return [*lines, text]


_NAME_ENDS = re.compile("委员会|办公室|人民政府|自治[区州县旗]|开发区|[省市县区旗局厅院处镇乡]")
_NEAR = 5  # characters from an even length


def _holds(text: str, count: int) -> bool:
    return em_width(text) <= _TITLE_EMS * count


def has_long_run(text: str) -> bool:
    """Tell whether a text holds an address or the like, which would tear justified lines apart."""
    return re.search(r"[!-~]{20,}", text) is not None


def table_size(grid: Grid) -> float:
    """Return the font size of a table in points: 小四 for narrow ones, down to 小五."""
    if grid.width <= 6:
        return 12.0
    return 10.5 if grid.height <= 12 else 9.0


def column_widths(grid: Grid, width: float = TEXT_WIDTH) -> tuple[float, ...]:
    """Share out the width of a table, in points.

    A column gets its share by the longest text of its own; a text over many rows may wrap there
    and counts less.  A figure that would not fit gets the room it needs from the wide columns, as
    long as labels stay readable; beyond that it is set smaller.
    """
    size = table_size(grid)
    needs = [float(_NARROWEST)] * grid.width
    least = [2 * size + _PADDING] * grid.width
    for cell in grid.cells:
        if cell.colspan == 1:
            need = em_width(cell.text) / cell.rowspan**0.5
            needs[cell.column] = max(needs[cell.column], need)
            kept = _unbroken(cell.text)
            if cell.role is Role.STUB and cell.rowspan == 1:
                kept = max(kept, min(em_width(cell.text), _READABLE))
            least[cell.column] = max(least[cell.column], kept * size + _PADDING)
    weights = [need**0.65 for need in needs]
    shares = [width * weight / sum(weights) for weight in weights]
    return _at_least(shares, least)


def _unbroken(text: str) -> float:
    """Width in em of what must stay on one line: a short label, a figure, a word of letters."""
    if em_width(text) <= _SHORT:
        return em_width(text)
    runs = re.findall(r"（[一二三四五六七八九十]）|[0-9A-Za-z.,%+-]+", text)
    return max((em_width(run) + _SLACK for run in runs), default=0.0)


def _at_least(shares: list[float], least: list[float]) -> tuple[float, ...]:
    """Raise narrow columns to what they need, as far as the others have room to spare."""
    pairs = list(zip(shares, least, strict=True))
    lacking = sum(max(0.0, need - share) for share, need in pairs)
    spare = sum(max(0.0, share - need) for share, need in pairs)
    if not lacking or not spare:
        return tuple(shares)
    given, taken = min(1.0, spare / lacking), min(1.0, lacking / spare)
    return tuple(
        share + (need - share) * (given if share < need else taken) for share, need in pairs
    )


def closing_indents(name: str, date: str) -> tuple[float, float]:
    """Return how far name and date below a report stand from the right, in characters.

    The date stands four characters from the edge and a short name is centred over it; a name that
    is longer than the date stands two characters from the edge.
    """
    spare = em_width(date) - em_width(name)
    return (4 + spare / 2 if spare >= 0 or not date else 2.0), 4.0


def label_lines(text: str, room: float) -> tuple[str, ...]:
    """Break a label of a narrow cell where words of two characters end, as the form prints them.

    Parameters
    ----------
    text
        The label.
    room
        Width of the cell in em.

    Returns
    -------
    tuple of str
        One line where the label fits, is mixed with other signs, or has no even length.

    Examples
    --------
    >>> label_lines("商业企业", 3.3), label_lines("（三）不予公开", 3.3)
    (('商业', '企业'), ('（三）', '不予', '公开'))
    """
    number = _NUMBER.match(text)
    head, rest = (number[0], text[number.end() :]) if number else ("", text)
    step = int(room) // 2 * 2
    if em_width(text) <= room or not _HAN.fullmatch(rest) or len(rest) % 2 or not 2 <= step <= 4:
        return (text,)
    cut = tuple(rest[start : start + step] for start in range(0, len(rest), step))
    return (head, *cut) if head else cut


_NUMBER = re.compile("（[一二三四五六七八九十]）")
_HAN = re.compile("[\u4e00-\u9fff]+")


def room(cell: GridCell, widths: tuple[float, ...], size: float) -> float:
    """Return the width of a cell in em of the font size `size`."""
    return (sum(widths[cell.column : cell.column + cell.colspan]) - _PADDING) / size


def fitted(cell: GridCell, widths: tuple[float, ...], size: float) -> float:
    """Return the font size at which the longest figure of a cell fits into its column."""
    space, need = room(cell, widths, size), _unbroken(cell.text)
    return size if need <= space else max(_SMALLEST, round(size * space / need, 1))
