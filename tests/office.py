"""Word and Excel files for the tests, written as raw XML or with xlsxwriter, in many layouts.

Each layout of `WORD` and `EXCEL` writes a whole report the way some office program or some person
leaves it.  `word` and `package` write single files around a piece of XML.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable
from xml.sax.saxutils import escape

import xlsxwriter

from layouts import expanded, grid_of
from reportkit.grid import GridCell, Role
from reportkit.report import Report

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_CONTENT_TYPES = f"""<Types xmlns="{_PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml"
ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
</Types>"""
_TABLES = {2: "t2", 3: "t3", 4: "t4"}

Place = tuple[GridCell | None, str]


def package(parts: dict[str, str | bytes]) -> bytes:
    """Pack parts into a zip file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def relations(*targets: tuple[str, str]) -> str:
    """Write a part of relations: (kind, target) each."""
    rows = "".join(
        f'<Relationship Id="rId{i}" Type="{R}/{kind}" Target="{target}"/>'
        for i, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def word(body: str, **parts: str) -> bytes:
    """Write a Word file around the content of its body; `parts` adds word/<name>.xml."""
    document = (
        f'<w:document xmlns:w="{W}" xmlns:mc="{MC}" xmlns:r="{R}" '
        'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:wps="wps">'
        f"<w:body>{body}<w:sectPr/></w:body></w:document>"
    )
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": relations(("officeDocument", "word/document.xml")),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": relations(*((name, f"{name}.xml") for name in parts)),
    }
    return package(files | {f"word/{name}.xml": text for name, text in parts.items()})


def p(text: str, settings: str = "") -> str:
    """Write a paragraph."""
    return f"<w:p><w:pPr>{settings}</w:pPr>{run(text)}</w:p>"


def run(text: str, settings: str = "") -> str:
    """Write a run."""
    return f'<w:r><w:rPr>{settings}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def tc(content: str, settings: str = "") -> str:
    """Write a cell around its paragraphs."""
    return f"<w:tc><w:tcPr>{settings}</w:tcPr>{content}</w:tc>"


def tbl(rows: Iterable[Iterable[str]]) -> str:
    """Write a table of cells."""
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows) + "</w:tbl>"


# ---------------------------------------------------------------- Word


def _plain(text: str) -> str:
    return p(text)


def _merged(report: Report, key: str, content: Callable[[str], str] = _plain) -> list[list[str]]:
    """Give the rows of a table with its spans."""
    grid = grid_of(report, key)
    rows: list[list[tuple[int, str]]] = [[] for _ in range(grid.height)]
    for cell in grid.cells:
        span = f'<w:gridSpan w:val="{cell.colspan}"/>' if cell.colspan > 1 else ""
        for row in range(cell.row, cell.row + cell.rowspan):
            first = row == cell.row
            down = '<w:vMerge w:val="restart"/>' if first else "<w:vMerge/>"
            settings = span + (down if cell.rowspan > 1 else "")
            rows[row].append((cell.column, tc(content(cell.text) if first else p(""), settings)))
    return [[text for _, text in sorted(row)] for row in rows]


def _lost(report: Report, key: str) -> list[list[str]]:
    """Give the rows without any span: only the cells that begin there."""
    rows = expanded(grid_of(report, key))
    return [[tc(p(text)) for cell, text in row if cell is not None] for row in rows]


def _stub_lost(report: Report, key: str) -> list[list[str]]:
    """Give the heading with its spans and the rows below it without any."""
    head = grid_of(report, key).header_rows
    return _merged(report, key)[:head] + _lost(report, key)[head:]


def _filled(report: Report, key: str) -> list[list[str]]:
    """Give the rows with an empty cell for each place under a span."""
    return [[tc(p(text)) for _, text in row] for row in expanded(grid_of(report, key))]


def _repeated(report: Report, key: str) -> list[list[str]]:
    """Give the rows with the labels repeated in every place they span."""
    return [[tc(p(text)) for text in row] for row in repeated(report, key)]


def repeated(report: Report, key: str) -> list[list[str]]:
    """Return the texts of a table, labels repeated over their spans, figures not."""
    grid = grid_of(report, key)
    rows = [[""] * grid.width for _ in range(grid.height)]
    for cell in grid.cells:
        for row in range(cell.row, cell.row + cell.rowspan):
            for column in range(cell.column, cell.column + cell.colspan):
                if cell.role is not Role.VALUE or (row, column) == (cell.row, cell.column):
                    rows[row][column] = cell.text
    return rows


def _broken(text: str) -> str:
    """Break words over two paragraphs, numbers over two runs."""
    if text.isdigit() and len(text) > 1:
        return f"<w:p>{run(text[0])}<w:proofErr/>{run(text[1:])}</w:p>"
    if len(text) in {4, 6} and not any(c.isdigit() for c in text):
        return p(text[:2]) + p(text[2:])
    return p(text)


def _line_break(text: str) -> str:
    if len(text) == 4 and not any(c.isdigit() for c in text):
        return f"<w:p><w:r><w:t>{text[:2]}</w:t><w:br/><w:t>{text[2:]}</w:t></w:r></w:p>"
    return p(text)


def _tracked(text: str) -> str:
    """Show a figure as inserted in place of another one."""
    if not text.isdigit():
        return p(text)
    old = "<w:del><w:r><w:delText>77</w:delText></w:r></w:del>"
    return f"<w:p>{old}<w:ins>{run(text)}</w:ins></w:p>"


def _struck(text: str) -> str:
    """Show an old figure crossed out in front of the new one."""
    if not text.isdigit():
        return p(text)
    return f"<w:p>{run('7', '<w:strike/>')}{run(text)}{run('8', '<w:dstrike/>')}</w:p>"


def _control(text: str) -> str:
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{p(text)}</w:sdtContent></w:sdt>"


def _field(text: str) -> str:
    """Show a figure as the result of a field."""
    if not text.isdigit():
        return p(text)
    marks = {kind: f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'
             for kind in ("begin", "separate", "end")}  # fmt: skip
    code = "<w:r><w:instrText>=SUM(ABOVE)+1</w:instrText></w:r>"
    return f"<w:p>{marks['begin']}{code}{marks['separate']}{run(text)}{marks['end']}</w:p>"


Rows = Callable[[Report, str], list[list[str]]]


def _whole(report: Report, rows: Rows, heading: Callable[[str], str] = p, cut: int = 0,
           again: int = 0) -> str:  # fmt: skip
    """Write the body: title, texts, tables; `cut` splits table 3, repeating `again` rows."""
    parts = [p(report.title or ""), *map(p, report.introduction.split("\n"))]
    for section in report.sections:
        parts.append(heading(section.heading))
        parts += [p(line) for line in section.text.split("\n") if line]
        if section.no in _TABLES:
            key = _TABLES[section.no]
            table = rows(report, key)
            if key == "t3" and cut:
                parts += [tbl(table[:cut]), p("— 3 —"), tbl(table[:again] + table[cut:]), p("")]
            else:
                parts += [tbl(table), p("")]
    if report.issued_on:
        day = report.issued_on
        parts += [p(report.signed_by or ""), p(f"{day.year}年{day.month}月{day.day}日")]
    return "".join(parts)


def _of_cells(content: Callable[[str], str]) -> Callable[[Report], bytes]:
    def write(report: Report) -> bytes:
        return word(_whole(report, lambda r, key: _merged(r, key, content)))

    return write


def _of_rows(rows: Rows, cut: int = 0, again: int = 0) -> Callable[[Report], bytes]:
    def write(report: Report) -> bytes:
        return word(_whole(report, rows, cut=cut, again=again))

    return write


NUMBERING = f"""<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="4">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/>
<w:lvlText w:val="%1、"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/>
<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl></w:abstractNum>
<w:num w:numId="7"><w:abstractNumId w:val="4"/></w:num></w:numbering>"""


def _numbered(report: Report) -> bytes:
    """Number the headings automatically."""

    def heading(text: str) -> str:
        settings = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr>'
        return p(text.split("、", 1)[1], settings)

    return word(_whole(report, _merged, heading), numbering=NUMBERING)


def _in_a_table(report: Report) -> bytes:
    """Put the whole report into one cell of a table that lays out the page."""
    return word(tbl([[tc(_whole(report, _merged))]]))


def _tables_in_cells(report: Report) -> bytes:
    """Put each table into a cell of a table of its own."""
    return word(_whole(report, lambda r, key: [[tc(tbl(_merged(r, key)) + p(""))]]))


WORD: dict[str, Callable[[Report], bytes]] = {
    "merged": _of_rows(_merged),
    "merges lost": _of_rows(_lost),
    "merges of rows lost": _of_rows(_stub_lost),
    "empty cells": _of_rows(_filled),
    "labels repeated": _of_rows(_repeated),
    "split": _of_rows(_merged, cut=12),
    "split, header repeated": _of_rows(_merged, cut=12, again=3),
    "words broken": _of_cells(_broken),
    "line breaks": _of_cells(_line_break),
    "tracked": _of_cells(_tracked),
    "struck": _of_cells(_struck),
    "controls": _of_cells(_control),
    "fields": _of_cells(_field),
    "numbered": _numbered,
    "inside a table": _in_a_table,
    "tables in cells": _tables_in_cells,
}


# ---------------------------------------------------------------- Excel


def _excel(  # noqa: PLR0913  the ways in which sheets differ
    report: Report, *, merge: bool = True, sheets: bool = False, as_text: bool = False,
    left: int = 0, fill: bool = False, packed: bool = False, hidden: bool = False,
) -> bytes:  # fmt: skip
    """Write a report as Excel: on one sheet or one for each table, merged or not."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet, row = book.add_worksheet("报告"), 2 if left else 0
    for text in (report.title or "", *report.introduction.split("\n")):
        sheet.write_string(row, left, text)
        row += 1
    for section in report.sections:
        for text in (section.heading, *section.text.split("\n")):
            sheet.write_string(row, left, text)
            row += 1
        if section.no in _TABLES:
            key = _TABLES[section.no]
            into, top = (book.add_worksheet(f"表{section.no}"), 0) if sheets else (sheet, row)
            row += grid_of(report, key).height + 1
            if packed:
                _excel_packed(into, report, key, (top, left))
                continue
            _excel_table(into, report, key, (top, left), merge=merge, as_text=as_text, fill=fill)
    if report.issued_on:
        sheet.write_string(row, left, report.signed_by or "")
        sheet.write_string(row + 1, left, f"{report.issued_on:%Y年%m月%d日}")
    if hidden:
        other = book.add_worksheet("上年")
        other.write_string(0, 0, (report.title or "").replace("20", "19"))
        _excel_table(other, report.replace(dict.fromkeys(report.tables["t3"].cells, 9)), "t3",
                     (2, 0), merge=True, as_text=False, fill=False)  # fmt: skip
        other.hide()
    book.close()
    return buffer.getvalue()


def _excel_table(  # noqa: PLR0913  as above
    sheet: xlsxwriter.worksheet.Worksheet, report: Report, key: str, at: tuple[int, int], *,
    merge: bool, as_text: bool, fill: bool,
) -> None:  # fmt: skip
    top, left = at
    if fill:
        for y, texts in enumerate(repeated(report, key)):
            for x, text in enumerate(texts):
                _excel_text(sheet, top + y, left + x, text, as_text=as_text)
        return
    for cell in grid_of(report, key).cells:
        row, column = top + cell.row, left + cell.column
        if merge and cell.rowspan * cell.colspan > 1:
            sheet.merge_range(row, column, row + cell.rowspan - 1, column + cell.colspan - 1, "")
        _excel_text(sheet, row, column, cell.text, as_text=as_text)


def _excel_packed(
    sheet: xlsxwriter.worksheet.Worksheet, report: Report, key: str, at: tuple[int, int]
) -> None:
    """Write the heading in its place and the cells of the rows below as far left as they go."""
    top, left = at
    grid = grid_of(report, key)
    for y, row in enumerate(grid.rows()):
        for x, cell in enumerate(row):
            column = cell.column if y < grid.header_rows else x
            _excel_text(sheet, top + y, left + column, cell.text, as_text=False)


def _excel_text(
    sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, text: str, *, as_text: bool
) -> None:
    if not as_text and text.isdigit():
        sheet.write_number(row, column, int(text))
    elif text:
        sheet.write_string(row, column, text)


EXCEL: dict[str, Callable[[Report], bytes]] = {
    "one sheet": _excel,
    "a sheet a table": lambda report: _excel(report, sheets=True),
    "merges lost": lambda report: _excel(report, merge=False),
    "merges of rows lost": lambda report: _excel(report, packed=True),
    "labels repeated": lambda report: _excel(report, merge=False, fill=True),
    "figures as text": lambda report: _excel(report, as_text=True),
    "a hidden sheet": lambda report: _excel(report, hidden=True),
    "further right": lambda report: _excel(report, left=2),
    "merges lost, further right": lambda report: _excel(report, merge=False, left=2, as_text=True),
}
