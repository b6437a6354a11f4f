"""Parts -> PDF: the page of GB/T 9704 set by typst, with fonts looked up by name.

The parts go into the template as JSON, so no text is ever read as markup.  A PDF standard is
always asked for, because only then does a character without a glyph raise instead of printing
an empty box.

>>> render(parts(report))[:5]  # doctest: +SKIP
b'%PDF-'
"""

from __future__ import annotations

import base64
import datetime
import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportkit._optional import require
from reportkit.errors import ExportError
from reportkit.grid import Role
from reportkit.views import charts, sheet
from reportkit.views.parts import PartKind

if TYPE_CHECKING:
    from reportkit.grid import Grid, GridCell
    from reportkit.views.parts import Part

__all__ = ["FONTS", "fonts", "picture", "render", "stand_ins"]

_LAYOUT = Path(__file__).parent / "static" / "reportkit.typ"
_MAIN, _NAME = b'#import "reportkit.typ": report\n#report()\n', "report.typ"
_STANDARDS = ["a-2a", "ua-1"]
_CHARACTER = 16  # points

# Best first.  The official faces are not free: they are taken where they are installed.
FONTS: dict[str, tuple[str, ...]] = {
    "title": ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "方正小标宋简体", "方正小标宋_GBK",
              "Noto Serif CJK SC", "Noto Serif SC"),
    "body": ("FangSong_GB2312", "仿宋_GB2312", "FangSong", "STFangsong",
             "Zhuque Fangsong (technical preview)", "FandolFang R", "Noto Serif SC"),
    "hei": ("SimHei", "STHeiti", "FandolHei", "Noto Sans SC", "Noto Sans CJK SC"),
    "kai": ("KaiTi_GB2312", "楷体_GB2312", "KaiTi", "STKaiti", "LXGW WenKai", "FandolKai",
            "AR PL UKai CN", "Noto Serif SC"),
    "number": ("SimSun", "STSong", "Noto Serif SC"),
}  # fmt: skip
_OFFICIAL = {"title": "方正小标宋", "body": "仿宋_GB2312", "hei": "黑体", "kai": "楷体_GB2312"}
_FIRST_FREE = {"title": "Noto Serif CJK SC", "body": "Zhuque Fangsong (technical preview)",
               "hei": "FandolHei", "kai": "LXGW WenKai"}  # fmt: skip
_LAST = ("Noto Serif SC", "Noto Sans SC")  # behind every list: they have all 8105 characters
_BOLD_STAND_IN = "Noto Serif CJK SC"


def fonts(*, system: bool = True) -> dict[str, tuple[str, ...]]:
    """Return the families that are used for each role, best first.

    Parameters
    ----------
    system
        Whether fonts installed on this computer count; without them the same input gives the
        same bytes on every computer.

    Raises
    ------
    MissingLibrary
        If typst or the fonts that come with the package are not installed.
    """
    known = _families(system)
    return {
        role: tuple(dict.fromkeys(name for name in (*wanted, *_LAST) if name.casefold() in known))
        for role, wanted in FONTS.items()
    }


def stand_ins() -> dict[str, str]:
    """Return the official fonts that are not installed, and what the PDF shows instead.

    Returns
    -------
    dict
        Such as ``{"仿宋_GB2312": "Noto Serif SC"}``; empty where every official font is there.
    """
    chosen = fonts()
    return {
        name: chosen[role][0]
        for role, name in _OFFICIAL.items()
        if chosen[role][0] not in FONTS[role][: FONTS[role].index(_FIRST_FREE[role])]
    }


@cache
def _families(system: bool) -> frozenset[str]:  # noqa: FBT001  a key of the cache
    return frozenset(name.casefold() for name in _book(system).families())


@cache
def _book(system: bool) -> Any:  # noqa: ANN401, FBT001  typst is untyped; a key of the cache
    """Return the fonts for typst, looked up once: that takes longer than setting a report."""
    typst = require("typst", extra="pdf")
    return typst.Fonts(include_system_fonts=system, font_paths=[_folder()])


def _folder() -> str:
    """Return the folder of the fonts that come with the package."""
    return str(Path(require("pylopdf_fonts_zh_cn", extra="pdf").serif_path()).parent)


def render(
    parts: tuple[Part, ...], *, system_fonts: bool = True, template: Path | None = None
) -> bytes:
    """Set the parts as a PDF (PDF/A-2a and PDF/UA-1).

    Parameters
    ----------
    parts
        The final report.
    system_fonts
        See `fonts`.
    template
        The office's folder with a ``report.typ`` and the files that it uses.

    Returns
    -------
    bytes
        The same for the same parts and fonts.

    Raises
    ------
    ExportError
        If a character cannot be shown with any font, or typst refuses.
    MissingLibrary
        If typst or the fonts are not installed.

    References
    ----------
    GB/T 9704-2012: A4, text area 156 mm × 225 mm, 22 lines of 28 characters.
    """
    typst = require("typst", extra="pdf")
    data = _data(parts, fonts(system=system_fonts))
    try:
        pdf: bytes = typst.compile(
            {**_files(template), "parts.json": json.dumps(data).encode()},
            font_paths=_book(system_fonts),
            pdf_standards=_STANDARDS,
            timestamp=_midnight(data["date"]),
        )
    except RuntimeError as error:  # TypstError, and what typst says of its input
        raise _refused(str(error)) from error
    return pdf


def _files(template: Path | None) -> dict[str, bytes]:
    """Return the files that typst may see: the layout, and those of the office's folder."""
    own = template / _NAME if template else None
    files = {"main.typ": _MAIN, "reportkit.typ": _LAYOUT.read_bytes()}
    if template is None or own is None or not own.is_file():
        return files
    beside = (file for file in template.iterdir() if file.suffix in _BESIDE and file != own)
    return (
        {file.name: file.read_bytes() for file in beside} | files | {"main.typ": own.read_bytes()}
    )


_BESIDE = {".typ", ".svg", ".png", ".jpg", ".jpeg"}


def picture(svg: str) -> bytes:
    """Draw an SVG as a PNG of 200 dots an inch, with the fonts of the PDF.

    Raises
    ------
    ExportError
        If typst refuses.
    MissingLibrary
        If typst or the fonts are not installed.
    """
    typst = require("typst", extra="pdf")
    source = b'#set page(width: auto, height: auto, margin: 0pt)\n#image("drawing.svg")'
    try:
        png: bytes = typst.compile(
            {"main.typ": source, "drawing.svg": svg.encode()},
            font_paths=_book(False), format="png", ppi=200,  # noqa: FBT003  a key of the cache
        )  # fmt: skip
    except RuntimeError as error:
        raise _refused(str(error)) from error
    return png


def _midnight(day: list[int]) -> datetime.datetime:
    year, month, date = day
    return datetime.datetime(year, month, date, tzinfo=datetime.UTC)


def _refused(message: str) -> ExportError:
    lost = re.search(r'the text `?"(.*?)"`? could not be displayed', message)
    if lost:
        sentence = f"没有生成 PDF：电脑上的字体都没有“{lost[1]}”这个字，印出来会是空框。"
        return ExportError(sentence, hint="请把这个字换成规范汉字，或安装有这个字的字体后再导出。")
    return ExportError(f"没有生成 PDF：排版程序报告“{message}”。")


def _data(parts: tuple[Part, ...], chosen: dict[str, tuple[str, ...]]) -> dict[str, Any]:
    titles = [part.text for part in parts if part.kind is PartKind.TITLE]
    signed = [part for part in parts if part.kind is PartKind.SIGNATURE]
    dates = [part for part in parts if part.kind is PartKind.DATE and part.date]
    day = datetime.date.fromisoformat(dates[0].date) if dates else datetime.date(2000, 1, 1)
    return {
        "title": "".join(titles[0].splitlines()) if titles else "政府信息公开工作年度报告",
        "author": signed[0].text if signed else "",
        "date": [day.year, day.month, day.day],
        "fonts": chosen,
        "bold": chosen["title"][0] == _BOLD_STAND_IN,
        "stroke": chosen["title"][0] in _LAST,
        "parts": _parts(parts),
    }


def _parts(parts: tuple[Part, ...]) -> list[dict[str, Any]]:
    written: list[dict[str, Any]] = []
    outline = 0
    for number, part in enumerate(parts):
        data: dict[str, Any] = {"kind": part.kind.value, "text": part.text}
        if part.kind is PartKind.TITLE:
            data["lines"] = sheet.title_lines(part.text)
        elif part.kind is PartKind.HEADING:
            outline = min(part.level, outline + 1)  # the outline of a PDF must not skip a level
            data |= {"level": part.level, "outline": outline, "breaks": part.new_page}
        elif part.kind is PartKind.TEXT:
            data["lead"] = len(part.text[: part.lead].encode())  # typst counts bytes
            data["justify"] = not sheet.has_long_run(part.text)
            data["last"] = number + 1 < len(parts) and parts[number + 1].kind in _CLOSING
        elif part.kind is PartKind.PICTURE:
            png = base64.b64decode(part.picture)
            data |= {"bytes": list(png), "size": sheet.picture_size(png)}
        elif part.chart is not None:
            said = f"{part.chart.title}：{charts.says(part.chart)}"
            data |= {"svg": charts.draw(part.chart), "width": charts.WIDTH, "text": said}
        elif part.grid is not None:
            data["table"] = _table(part.grid)
        else:
            data |= {"indent": part.indent * _CHARACTER, "first": not _closes(written)}
        written.append(data)
    return written


def _closes(written: list[dict[str, Any]]) -> bool:
    return bool(written) and written[-1]["kind"] in _CLOSING


_CLOSING = {PartKind.SIGNATURE, PartKind.DATE}


def _table(grid: Grid) -> dict[str, Any]:
    widths, size = sheet.column_widths(grid), sheet.table_size(grid)

    def cell(cell: GridCell) -> dict[str, Any]:
        long_label = cell.role in {Role.STUB, Role.TEXT} and cell.rowspan == 1
        return {
            "r": cell.row,
            "c": cell.column,
            "rs": cell.rowspan,
            "cs": cell.colspan,
            "lines": sheet.label_lines(cell.text, sheet.room(cell, widths, size)),
            "left": long_label,
            "size": sheet.fitted(cell, widths, size),
        }

    cells = [cell(item) for item in grid.cells]
    return {"size": size, "widths": widths, "header": grid.header_rows, "cells": cells}
