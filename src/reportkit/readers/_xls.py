"""Old Excel files (.xls, .et) through python-calamine.

Error values and formulas that were never calculated come out of it as blanks.

>>> list(sheets_of(data, "2019年报.xls"))  # doctest: +SKIP
"""

from __future__ import annotations

import datetime
import io
from typing import TYPE_CHECKING, Any

from reportkit.errors import DamagedFile, UnsupportedFormat
from reportkit.readers._sheet import Sheet, number_text
from reportkit.text import clean, unradical

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["sheets_of"]

_MOST_CELLS = 400_000


def sheets_of(data: bytes, name: str) -> Iterator[Sheet]:
    """Read every sheet of an old Excel file.

    Raises
    ------
    DamagedFile
        If the file is broken or beyond the limits.
    UnsupportedFormat
        If it is encrypted.
    """
    import python_calamine  # noqa: PLC0415  only for old files

    try:
        with python_calamine.load_workbook(io.BytesIO(data)) as workbook:
            for number, about in enumerate(workbook.sheets_metadata, start=1):
                sheet = Sheet(
                    title=about.name,
                    number=number,
                    hidden=about.visible != python_calamine.SheetVisibleEnum.Visible,
                )
                _fill(sheet, workbook.get_sheet_by_name(about.name), name)
                yield sheet
    except python_calamine.PasswordError as error:
        message = f"“{name}”设有密码，打不开。"
        raise UnsupportedFormat(message, hint="请用 Excel 打开，去掉密码另存后再读。") from error
    except DamagedFile:
        raise
    except (GeneratorExit, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a panic inside the library is not an Exception
        message = f"“{name}”已损坏，读不出来。"
        raise DamagedFile(message, hint="请用 Excel 打开检查，另存为 .xlsx 后再读。") from error


def _fill(sheet: Sheet, read: Any, name: str) -> None:  # noqa: ANN401  calamine
    if read.start is None:
        return
    if read.height * read.width > _MOST_CELLS:
        message = (
            f"“{name}”的工作表“{sheet.title}”有 {read.height} 行、{read.width} 列，不像一份报告。"
        )
        raise DamagedFile(message, hint="请删去报告以外的内容，另存后再读。")
    top, left = read.start
    for row, values in enumerate(read.to_python(skip_empty_area=True), start=top):
        for column, value in enumerate(values, start=left):
            if value != "":
                sheet.texts[row, column] = _text(value)
    for (first, begin), (last, end) in read.merged_cell_ranges or ():
        sheet.merged.append((first, begin, last, end))


def _text(value: float | str | datetime.date | datetime.time | datetime.timedelta) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return number_text(value)
    if isinstance(value, datetime.datetime):
        whole = value.time() == datetime.time()
        return f"{value:%Y-%m-%d}" if whole else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, str):
        return clean(unradical(value.replace("\r\n", "\n").replace("\r", "\n")))
    return str(value)
