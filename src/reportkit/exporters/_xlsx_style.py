"""Looks of the Excel form: fonts, borders, which cells are open, page set-up.

>>> styles = Styles(workbook)  # doctest: +SKIP
>>> styles.get("label", align="left")  # doctest: +SKIP
"""

from __future__ import annotations

from typing import Any

__all__ = ["LINE", "POINTS_A_CHARACTER", "TALLEST", "Styles", "prepare"]

FONT = "宋体"
POINTS_A_CHARACTER = 5.6  # of a column's width
LINE = 1.45  # height of a line in sizes of its font
TALLEST = 409.0  # points; no row of Excel is higher
_GREY = "#D9D9D9"
_OPEN = "#FFFDF2"
_A4 = 9

_LOOKS: dict[str, dict[str, object]] = {
    "title": {"bold": True, "font_size": 15, "align": "center"},
    "note": {"font_size": 9, "font_color": "#595959", "align": "left"},
    "label": {"border": 1, "align": "center"},
    "value": {"border": 1, "align": "center", "locked": False, "bg_color": _OPEN},
    "total": {"border": 1, "align": "center", "bg_color": _GREY},
    "check": {"align": "center", "font_color": "#C00000", "font_size": 9},
    "check label": {"align": "left", "font_color": "#7F7F7F", "font_size": 9},
    "text": {"border": 1, "align": "left", "indent": 1, "valign": "top", "locked": False,
             "bg_color": _OPEN, "num_format": "@"},
}  # fmt: skip


class Styles:
    """The formats of one workbook, each made once."""

    def __init__(self, workbook: Any) -> None:  # noqa: ANN401  xlsxwriter
        """Keep the workbook that formats are made in."""
        self._workbook = workbook
        self._made: dict[tuple[object, ...], Any] = {}

    def get(self, look: str, **more: object) -> Any:  # noqa: ANN401  xlsxwriter
        """Return the format of a look, with more properties of xlsxwriter's."""
        key = (look, *sorted(more.items()))
        if key not in self._made:
            plain = {"font_name": FONT, "font_size": 10.5, "text_wrap": True, "valign": "vcenter"}
            self._made[key] = self._workbook.add_format({**plain, **_LOOKS[look], **more})
        return self._made[key]


def prepare(sheet: Any, rows: int, columns: int) -> None:  # noqa: ANN401  xlsxwriter
    """Set the page of a sheet: A4 upright, one page wide, and protect it without a password.

    Parameters
    ----------
    sheet
        The sheet.
    rows, columns
        How much of it is printed.
    """
    sheet.set_paper(_A4)
    sheet.set_portrait()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.7, right=0.7, top=0.8, bottom=0.8)
    sheet.center_horizontally()
    sheet.print_area(0, 0, rows - 1, columns - 1)
    sheet.set_footer("&C第 &P 页，共 &N 页")
    sheet.hide_gridlines(2)
    sheet.protect("", {"format_rows": True, "format_columns": True})
