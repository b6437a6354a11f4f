"""Excel files: every sheet as rows, merged cells kept, figures as they are shown.

An .xlsx is read from its own XML: only so are formulas that were never calculated, error values
and number formats seen, and a lone cell in row 1,048,576 costs nothing.  The older .xls goes
through python-calamine.  Hidden sheets are named, and read only where nothing else holds anything;
formulas are never run.

>>> read_xlsx(data, "2023年报.xlsx").blocks[0].rows[0].texts  # doctest: +SKIP
('信息内容', '本年制发件数', '本年废止件数', '现行有效件数')
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportkit.document import Document
from reportkit.errors import DamagedFile
from reportkit.readers._archive import Archive
from reportkit.readers._sheet import Sheet, to_rows
from reportkit.readers._xlsx_cells import Styles, X, read_sheet, shared_texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reportkit.document import Rows

__all__ = ["read_xlsx"]

_REL_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MOST_SHEETS = 200
_OLE = b"\xd0\xcf\x11\xe0"


def read_xlsx(data: bytes, name: str) -> Document:
    """Read an Excel file, .xlsx, .xlsm or .xls.

    Parameters
    ----------
    data
        The whole file.
    name
        The file's name, kept as origin.

    Returns
    -------
    Document
        One `Flow.SPANNED` run of rows a sheet, each as wide as the sheet's used columns; empty
        rows are left out.  ``table`` of a place is the number of the sheet, ``row`` its row.
        ``meta`` names ``sheets`` and, where there are any, ``hiddenSheets``.

    Raises
    ------
    DamagedFile
        If the file is incomplete, broken, or beyond the limits.
    UnsupportedFormat
        If it is encrypted.
    """
    if data.startswith(_OLE):
        from reportkit.readers._xls import sheets_of  # noqa: PLC0415  only for old files

        sheets = list(sheets_of(data, name))
    else:
        sheets = list(_sheets(Archive(data, name), name))
    blocks = _blocks(sheet for sheet in sheets if not sheet.hidden) or _blocks(sheets)
    meta = {"sheets": "、".join(sheet.title for sheet in sheets)}
    hidden = [sheet.title for sheet in sheets if sheet.hidden]
    if hidden:
        meta["hiddenSheets"] = "、".join(hidden)
    pictures = sum(sheet.pictures for sheet in sheets)
    return Document(name=name, blocks=tuple(blocks), pictures=pictures, meta=meta)


def _blocks(sheets: Iterable[Sheet]) -> list[Rows]:
    return [rows for rows in map(to_rows, sheets) if rows.rows]


def _sheets(archive: Archive, name: str) -> Iterator[Sheet]:
    part = archive.main_part("xl/workbook.xml")
    workbook = archive.xml(part)
    targets = {key: (kind, target) for key, kind, target in archive.relations(part)}
    parts = {kind: target for kind, target in targets.values() if target in archive}
    texts = shared_texts(archive.xml(parts["sharedStrings"])) if "sharedStrings" in parts else {}
    settings = workbook.find(f"{X}workbookPr")
    since_1904 = settings is not None and settings.get("date1904") in {"1", "true"}
    styles = Styles(archive.xml(parts["styles"]) if "styles" in parts else None, since_1904)
    listed = list(workbook.iter(f"{X}sheet"))
    if len(listed) > _MOST_SHEETS:
        message = f"“{name}”有 {len(listed)} 张工作表，超过 {_MOST_SHEETS} 张的上限，不像一份报告。"
        raise DamagedFile(message)
    for number, entry in enumerate(listed, start=1):
        kind, target = targets.get(entry.get(_REL_ID, ""), ("", ""))
        if kind != "worksheet":  # charts and macros hold no cells
            continue
        sheet = Sheet(
            title=entry.get("name", ""),
            number=number,
            hidden=entry.get("state", "visible") != "visible",
        )
        read_sheet(archive.xml(target), texts, styles, sheet)
        yield sheet
