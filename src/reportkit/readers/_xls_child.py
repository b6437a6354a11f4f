"""The process that opens an old Excel file: bytes on standard input, JSON on standard output.

python-calamine ends the whole process when a damaged file makes it ask for too much memory, so it
works in a process of its own, which has no more than it needs.  Knows nothing of reportkit.
"""

from __future__ import annotations

import datetime
import io
import json
import sys
from typing import Any

MEMORY = 900 * 2**20  # bytes
MOST_CELLS = 400_000
PASSWORD, DAMAGED, TOO_LARGE = 3, 4, 5
"""How the process ends where it cannot answer."""


def main() -> int:
    """Read one workbook and write what its sheets hold.

    Returns
    -------
    int
        0, or one of `PASSWORD`, `DAMAGED` and `TOO_LARGE`.
    """
    _limit_memory()
    import python_calamine  # noqa: PLC0415  after the limit

    try:
        with python_calamine.load_workbook(io.BytesIO(sys.stdin.buffer.read())) as workbook:
            sheets = []
            for about in workbook.sheets_metadata:
                read = workbook.get_sheet_by_name(about.name)
                if read.height * read.width > MOST_CELLS:
                    return TOO_LARGE
                shown = about.visible == python_calamine.SheetVisibleEnum.Visible
                sheets.append(_sheet(about.name, read, hidden=not shown))
    except python_calamine.PasswordError:
        return PASSWORD
    except BaseException:  # noqa: BLE001  a panic inside the library is not an Exception
        return DAMAGED
    json.dump(sheets, sys.stdout)
    return 0


def _limit_memory() -> None:
    try:
        import resource  # noqa: PLC0415  not on every system
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _sheet(title: str, read: Any, *, hidden: bool) -> dict[str, object]:  # noqa: ANN401  calamine
    top, left = read.start or (0, 0)
    cells = [
        (row, column, *_typed(value))
        for row, values in enumerate(read.to_python(skip_empty_area=True), start=top)
        for column, value in enumerate(values, start=left)
        if value != ""
    ]
    merged = [(*first, *last) for first, last in read.merged_cell_ranges or ()]
    return {"title": title, "hidden": hidden, "cells": cells, "merged": merged}


def _typed(value: object) -> tuple[str, object]:
    """Tell numbers, yes or no, days and texts apart, as JSON can say them."""
    if isinstance(value, bool):
        return "text", "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return "number", value
    if isinstance(value, datetime.datetime):
        whole = value.time() == datetime.time()
        return "text", f"{value:%Y-%m-%d}" if whole else f"{value:%Y-%m-%d %H:%M}"
    return "text", f"{value:%H:%M}" if isinstance(value, datetime.time) else str(value)


if __name__ == "__main__":
    sys.exit(main())
