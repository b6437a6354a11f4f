"""Parts -> Word: the page of GB/T 9704 with python-docx, tables written cell by cell.

Merged cells are written as Word's own XML, because merging through the library is slow and
leaves empty paragraphs behind.  The file names no author and is the same for the same parts.

>>> render(parts(report))[:2]  # doctest: +SKIP
b'PK'
"""

from __future__ import annotations

import base64
import datetime
import io
import zipfile
from typing import TYPE_CHECKING, Any

from docx.text.paragraph import Paragraph

from reportkit._optional import require
from reportkit.errors import ExportError
from reportkit.exporters import _docx_styles as styles
from reportkit.exporters import _docx_table
from reportkit.views import charts, sheet
from reportkit.views.parts import PartKind

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reportkit.views.parts import Part

__all__ = ["render"]

_THUMBNAIL = "/thumbnail"
_NAME = "report.docx"


def render(parts: tuple[Part, ...], *, template: Path | None = None) -> bytes:
    """Write the parts as a Word file.

    Parameters
    ----------
    parts
        The final report.
    template
        The office's folder with a ``report.docx``, whose page, headers and styles are kept.

    Returns
    -------
    bytes
        A docx file, the same for the same parts.

    Raises
    ------
    ExportError
        If the office's file cannot be opened.
    MissingLibrary
        If python-docx is not installed.

    References
    ----------
    GB/T 9704-2012: A4, margins 37/28/26/35 mm, 22 lines of 28 characters.
    """
    document = _new(template)
    _describe(document, parts)
    previous = None
    for part in parts:
        _WRITERS[part.kind](document, part, previous)
        previous = part.kind
    buffer = io.BytesIO()
    document.save(buffer)
    return _same_bytes(buffer.getvalue())


def _new(template: Path | None) -> Any:  # noqa: ANN401  python-docx
    """Return an empty document with the official layout, or the office's."""
    docx = require("docx", extra="docx")
    own = template / _NAME if template else None
    if own is None or not own.is_file():
        document = docx.Document()
        styles.prepare(document)
        return document
    try:
        document = docx.Document(str(own))
    except Exception as error:  # python-docx raises what zipfile, lxml and itself raise
        message = f"没有生成 Word 文件：模板 {own} 打不开。"
        raise ExportError(message, hint="请用 Word 打开它检查，另存为 docx 后再试。") from error
    styles.empty(document)
    return document


def _describe(document: Any, parts: tuple[Part, ...]) -> None:  # noqa: ANN401  python-docx
    """Set title, language and date, and drop what the template says of its maker."""
    texts = {part.kind: part for part in reversed(parts)}
    title, date = texts.get(PartKind.TITLE), texts.get(PartKind.DATE)
    day = datetime.date.fromisoformat(date.date) if date and date.date else None
    moment = datetime.datetime.combine(day or datetime.date(2000, 1, 1), datetime.time())
    facts = document.core_properties
    facts.title = "".join(title.text.splitlines()) if title else ""
    facts.author = facts.last_modified_by = facts.comments = facts.keywords = ""
    facts.language = "zh-CN"
    facts.created = facts.modified = moment
    facts.revision = 1
    package = document.part.package
    for key in [key for key, rel in package.rels.items() if rel.reltype.endswith(_THUMBNAIL)]:
        del package.rels[key]


def _title(document: Any, part: Part, *_: object) -> None:  # noqa: ANN401  python-docx
    paragraph = document.add_paragraph(style="Title")
    for number, line in enumerate(sheet.title_lines(part.text)):
        run = paragraph.add_run()
        if number:
            run.add_break()
        run.add_text(line)


def _heading(document: Any, part: Part, *_: object) -> None:  # noqa: ANN401  python-docx
    paragraph = document.add_paragraph(part.text, style=f"Heading {part.level}")
    if part.new_page:
        paragraph.paragraph_format.page_break_before = True


def _text(document: Any, part: Part, *_: object) -> None:  # noqa: ANN401  python-docx
    paragraph = document.add_paragraph(style="Body Text")
    if part.lead:
        styles.east_asian(paragraph.add_run(part.text[: part.lead])._r, styles.KAI)  # noqa: SLF001  python-docx gives no other way
    paragraph.add_run(part.text[part.lead :])


def _table(document: Any, part: Part, *_: object) -> None:  # noqa: ANN401  python-docx
    if part.grid is not None:
        body = document.element.body
        body.insert(len(body) - 1, _docx_table.table(part.grid))  # before the section's settings
        styles.gap(document)


def _picture(document: Any, part: Part, *_: object) -> None:  # noqa: ANN401  python-docx
    png = base64.b64decode(part.picture)
    _put(document, png, sheet.picture_size(png), part.text)


def _chart(document: Any, part: Part, *_: object) -> None:  # noqa: ANN401  python-docx
    """Put a chart in as a picture: Word before 2016 shows no SVG."""
    if part.chart is not None:
        from reportkit.exporters import _typst  # noqa: PLC0415  typst only for charts

        png = _typst.picture(charts.draw(part.chart))
        size = charts.WIDTH, charts.height(part.chart)
        _put(document, png, size, f"{part.chart.title}：{charts.says(part.chart)}")


def _put(document: Any, png: bytes, size: tuple[float, float], says: str) -> None:  # noqa: ANN401  python-docx
    width, height = (round(side * styles.POINT) for side in size)
    paragraph = document.add_paragraph(style=styles.TABLE_TEXT)
    shape = paragraph.add_run().add_picture(io.BytesIO(png), width, height)
    shape._inline.docPr.set("descr", says)  # noqa: SLF001  python-docx gives no other way


def _close(
    document: Any,  # noqa: ANN401  python-docx
    part: Part,
    previous: PartKind | None,
) -> None:
    paragraph = document.add_paragraph(part.text, style="Signature")
    paragraph.paragraph_format.right_indent = int(part.indent * styles.CHARACTER * styles.POINT)
    if previous not in {PartKind.SIGNATURE, PartKind.DATE}:
        paragraph.paragraph_format.space_before = int(styles.LINE * styles.POINT)
        before = paragraph._p.getprevious()  # noqa: SLF001  python-docx gives no other way
        if before is not None and before.tag == paragraph._p.tag:  # noqa: SLF001  as above
            # Name and date never stand on a page without text.
            Paragraph(before, paragraph._parent).paragraph_format.keep_with_next = True  # noqa: SLF001  as above
    paragraph.paragraph_format.keep_with_next = part.kind is PartKind.SIGNATURE


_WRITERS: dict[PartKind, Callable[..., None]] = {
    PartKind.TITLE: _title,
    PartKind.HEADING: _heading,
    PartKind.TEXT: _text,
    PartKind.TABLE: _table,
    PartKind.PICTURE: _picture,
    PartKind.CHART: _chart,
    PartKind.SIGNATURE: _close,
    PartKind.DATE: _close,
}


def _same_bytes(content: bytes) -> bytes:
    """Pack the file again without the time of packing."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3  # else the byte tells the operating system
            new.writestr(info, old.read(name))
    return buffer.getvalue()
