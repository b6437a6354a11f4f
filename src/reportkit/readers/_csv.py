"""Sheets saved as text with commas: every line has as many fields, and one of a table has many.

Commas part words in running text too, so only what is a whole rectangle is taken for a sheet.

>>> sheet = chr(10).join(["规章,1,,2"] * 10)
>>> read_commas(sheet).rows[0].texts
('规章', '1', '', '2')
"""

from __future__ import annotations

import csv
import io

from reportkit.document import Flow, Place, Row, Rows
from reportkit.text import clean, unradical

__all__ = ["read_commas"]

_FEWEST_FIELDS = 4  # the narrowest table of the form
_FEWEST_LINES = 10
_SEPARATORS = ",;"


def read_commas(text: str) -> Rows | None:
    """Return the rows of a sheet that was saved as text, or None if the text is none.

    Parameters
    ----------
    text
        The decoded text of the whole file.
    """
    first = next(filter(str.strip, text.split("\n", _FEWEST_LINES)), "")
    for separator in _SEPARATORS:
        if first.count(separator) >= _FEWEST_FIELDS - 1 and (rows := _rows(text, separator)):
            return Rows(rows=tuple(rows), flow=Flow.TABBED)
    return None


def _rows(text: str, separator: str) -> list[Row]:
    """Read lines with quoted fields; nothing where their numbers of fields differ."""
    reader = csv.reader(io.StringIO(text), delimiter=separator, strict=True)
    rows: list[Row] = []
    try:
        for fields in filter(None, reader):
            cells = tuple(clean(unradical(field)) for field in fields)
            rows.append(Row(texts=cells, place=Place(row=reader.line_num)))
            if len(fields) < _FEWEST_FIELDS or len(fields) != len(rows[0].texts):
                return []
    except csv.Error:
        return []
    return rows if len(rows) >= _FEWEST_LINES else []
