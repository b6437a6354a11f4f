"""Styles and page of the Word file: sizes, fonts, margins and page numbers of GB/T 9704.

Chinese text takes its font from ``w:eastAsia``; the template's theme fonts would win over it and
are removed.  This module knows no parts and no grids.

>>> prepare(document)  # doctest: +SKIP
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

__all__ = [
    "CHARACTER",
    "FANG",
    "HEI",
    "KAI",
    "LINE",
    "POINT",
    "TABLE_TEXT",
    "east_asian",
    "empty",
    "gap",
    "prepare",
]

FANG, HEI, KAI, SONG, TITLE = "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体", "方正小标宋简体"
LATIN = "Times New Roman"
CHARACTER = 16  # points: 三号
LINE = 28.95  # points; 22 lines on the page
POINT = 12700  # length units of the library in one point
TABLE_TEXT = "Table Text"

# Tightens the characters of the text so that 28 stand on a line (measured with LibreOffice).
_TIGHTER = "-5"


def prepare(document: Any) -> None:  # noqa: ANN401  python-docx
    """Set page, styles and page numbers of a new document."""
    _defaults(document)
    _page(document)
    _styles(document)
    _page_numbers(document)


def empty(document: Any) -> None:  # noqa: ANN401  python-docx
    """Take the text out of an office's own file; its page, headers and styles stay.

    A style of ours that it lacks is added, and page numbers where its footers are empty.
    """
    body = document.element.body
    for element in [child for child in body if child.tag != qn("w:sectPr")]:
        body.remove(element)
    there = {style.name for style in document.styles}
    _styles(document, there)
    footers = [section.footer for section in document.sections]
    if not any(p.text.strip() for footer in footers for p in footer.paragraphs):
        _page_numbers(document)


def east_asian(element: Any, chinese: str, latin: str = LATIN) -> None:  # noqa: ANN401  lxml
    """Set the fonts of a run or style, and remove theme fonts, which would win over them."""
    properties = element.get_or_add_rPr()
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    for key in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{key}"), None)
    for key, name in (("ascii", latin), ("hAnsi", latin), ("eastAsia", chinese), ("cs", latin)):
        fonts.set(qn(f"w:{key}"), name)


def _defaults(document: Any) -> None:  # noqa: ANN401  python-docx
    defaults = document.styles.element.find(qn("w:docDefaults"))
    properties = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    fonts = properties.find(qn("w:rFonts"))
    for key in list(fonts.attrib):
        del fonts.attrib[key]
    for key, name in (("ascii", LATIN), ("hAnsi", LATIN), ("eastAsia", FANG), ("cs", LATIN)):
        fonts.set(qn(f"w:{key}"), name)
    language = properties.find(qn("w:lang"))
    for key in ("val", "eastAsia"):
        language.set(qn(f"w:{key}"), "zh-CN")


def _page(document: Any) -> None:  # noqa: ANN401  python-docx
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(25)
    grid = section._sectPr.find(qn("w:docGrid"))  # noqa: SLF001  python-docx gives no other way
    if grid is None:
        grid = OxmlElement("w:docGrid")
        section._sectPr.append(grid)  # noqa: SLF001  as above
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), "579")
    grid.attrib.pop(qn("w:charSpace"), None)


def _styles(document: Any, there: Collection[str] = ()) -> None:  # noqa: ANN401  python-docx
    """Set the official styles, except those that are `there` already."""
    makers: dict[str, Callable[[Any], None]] = {
        "Normal": lambda document: _style(document, "Normal", FANG, 16),
        "Body Text": _body_text,
        **{
            f"Heading {level}": partial(_style, name=f"Heading {level}", font=font, indent=True)
            for level, font in ((1, HEI), (2, KAI), (3, FANG))
        },
        "Title": _title,
        "Signature": _signature,
        TABLE_TEXT: _table_text,
    }
    for name, make in makers.items():
        if name not in there:
            make(document)


def _body_text(document: Any) -> None:  # noqa: ANN401  python-docx
    body = _style(document, "Body Text", FANG, 16, indent=True)
    body.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    _tighten(body)


def _title(document: Any) -> None:  # noqa: ANN401  python-docx
    title = _style(document, "Title", TITLE, 22)
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.space_after = Pt(LINE)
    title.paragraph_format.line_spacing = Pt(32)
    _off_grid(title)


def _signature(document: Any) -> None:  # noqa: ANN401  python-docx
    signature = _style(document, "Signature", FANG, 16)
    signature.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _table_text(document: Any) -> None:  # noqa: ANN401  python-docx
    text = _style(document, TABLE_TEXT, FANG, 12)
    text.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    text.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _off_grid(text)


def _style(document: Any, name: str, font: str, size: float = 16, *, indent: bool = False) -> Any:  # noqa: ANN401  python-docx
    found = [style for style in document.styles if style.name == name]
    style = found[0] if found else document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.font.size, style.font.bold, style.font.italic = Pt(size), False, False
    style.font.color.rgb = RGBColor(0, 0, 0)
    east_asian(style.element, font)
    if name != "Normal":
        style.base_style = document.styles["Normal"]
    shape = style.paragraph_format
    shape.space_before = shape.space_after = Pt(0)
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(LINE)
    shape.left_indent = Pt(0)
    properties = style.element.get_or_add_pPr()
    for name_of in ("w:pBdr", "w:contextualSpacing"):
        for element in properties.findall(qn(name_of)):
            properties.remove(element)
    shape.first_line_indent = Pt(32 if indent else 0)
    # In characters, so that the indent follows the size when a clerk changes it.
    properties.find(qn("w:ind")).set(qn("w:firstLineChars"), "200" if indent else "0")
    for spacing in style.element.get_or_add_rPr().findall(qn("w:spacing")):
        style.element.rPr.remove(spacing)
    return style


def _tighten(style: Any) -> None:  # noqa: ANN401  python-docx
    spacing = OxmlElement("w:spacing")
    spacing.set(qn("w:val"), _TIGHTER)
    properties = style.element.get_or_add_rPr()
    before = [child for child in properties if child.tag in {qn("w:kern"), qn("w:sz")}]
    before[0].addprevious(spacing)  # the order of a run's properties is part of the schema


def _off_grid(style: Any) -> None:  # noqa: ANN401  python-docx
    snap = OxmlElement("w:snapToGrid")
    snap.set(qn("w:val"), "0")
    style.element.get_or_add_pPr().find(qn("w:spacing")).addprevious(snap)


def gap(document: Any) -> None:  # noqa: ANN401  python-docx
    """Add the small paragraph that must stand between a table and what follows."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.line_spacing = Pt(8)


def _page_numbers(document: Any) -> None:  # noqa: ANN401  python-docx
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    for footer, side in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.style = document.styles["Normal"]
        paragraph.alignment = side
        paragraph.paragraph_format.left_indent = Pt(14)
        paragraph.paragraph_format.right_indent = Pt(14)
        for content in ("— ", None, " —"):
            run = paragraph.add_run(content or "")
            run.font.size = Pt(14)
            east_asian(run._r, SONG, SONG)  # noqa: SLF001  python-docx gives no other way
            if content is None:
                _field(run)


def _field(run: Any) -> None:  # noqa: ANN401  python-docx
    for kind, text in (("begin", ""), ("", "PAGE"), ("separate", ""), ("shown", "1"), ("end", "")):
        if kind == "":
            element = OxmlElement("w:instrText")
            element.text = text
        elif kind == "shown":
            element = OxmlElement("w:t")
            element.text = text
        else:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        run._r.append(element)  # noqa: SLF001  python-docx gives no other way
