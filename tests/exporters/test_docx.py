"""The Word file: official page and fonts, merged cells, nothing about its maker."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from typing import TYPE_CHECKING, Any

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm

import samples
from reportkit.exporters import _docx
from reportkit.views.parts import parts

if TYPE_CHECKING:
    from reportkit.report import Report


@cache
def _bytes() -> bytes:
    return _docx.render(parts(samples.filled()))


def _open(report: Report | None = None) -> Any:
    content = _bytes() if report is None else _docx.render(parts(report))
    return docx.Document(io.BytesIO(content))


def test_the_page_has_the_official_margins() -> None:
    section = _open().sections[0]
    measures = (section.page_width, section.page_height, section.top_margin, section.left_margin,
                section.right_margin, section.bottom_margin)  # fmt: skip
    assert [round(m / Mm(1)) for m in measures] == [210, 297, 37, 28, 26, 35]


def test_headings_are_headings() -> None:
    found = [p.text for p in _open().paragraphs if p.style.name == "Heading 1"]
    assert found == [section.heading for section in samples.filled().sections]


@pytest.mark.parametrize(
    ("style", "font", "size"),
    [("Title", "方正小标宋简体", 22), ("Body Text", "仿宋_GB2312", 16), ("Heading 1", "黑体", 16),
     ("Heading 2", "楷体_GB2312", 16), ("Heading 3", "仿宋_GB2312", 16)],
)  # fmt: skip
def test_styles_name_the_official_fonts(style: str, font: str, size: int) -> None:
    found = _open().styles[style]
    fonts = found.element.rPr.find(qn("w:rFonts"))
    assert fonts.get(qn("w:eastAsia")) == font
    assert not [key for key in fonts.attrib if key.endswith("Theme")]
    assert found.font.size.pt == size


def test_body_text_is_indented_by_two_characters_and_the_title_is_not() -> None:
    styles = _open().styles
    for name, indent in (
        ("Body Text", "200"),
        ("Heading 1", "200"),
        ("Title", "0"),
        ("Table Text", "0"),
    ):
        assert styles[name].element.pPr.find(qn("w:ind")).get(qn("w:firstLineChars")) == indent


def test_table_three_is_merged_as_the_form() -> None:
    table = _open().tables[1]
    assert (len(table.rows), len(table.columns)) == (28, 10)
    assert table.cell(3, 0)._tc is table.cell(3, 2)._tc
    assert table.cell(5, 0)._tc is table.cell(26, 0)._tc
    assert [cell.text for cell in table.rows[3].cells[3:]] == ["8", "2", "0", "0", "1", "0", "11"]


def test_the_header_is_repeated_and_rows_are_not_split() -> None:
    rows = _open().tables[1].rows
    headers = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in rows]
    assert headers == [True] * 3 + [False] * 25
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in rows)


def test_blank_and_slash_stay_as_they_are() -> None:
    table = _open(samples.filled().replace({"t2.rule.issued": "", "t2.rule.valid": "/"})).tables[0]
    assert [cell.text for cell in table.rows[2].cells] == ["规章", "", "0", "/"]


ORDER = {
    "tcPr": ("tcW", "gridSpan", "vMerge", "vAlign"),
    "trPr": ("cantSplit", "trHeight", "tblHeader"),
    "tblPr": ("tblW", "jc", "tblBorders", "tblLayout", "tblCellMar", "tblLook", "tblCaption"),
    "pPr": ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "pBdr", "snapToGrid", "spacing",
            "ind", "contextualSpacing", "jc", "outlineLvl", "rPr"),
    "rPr": ("rFonts", "b", "bCs", "i", "iCs", "color", "spacing", "kern", "sz", "szCs", "lang"),
}  # fmt: skip


def test_the_order_of_elements_is_that_of_the_schema() -> None:
    """Word refuses a file, or drops what stands in the wrong place."""
    document = _open()
    for root in (document.element, document.styles.element):
        for name, order in ORDER.items():
            for element in root.iter(qn(f"w:{name}")):
                found = [child.tag.split("}")[1] for child in element]
                known = [child for child in found if child in order]
                assert known == sorted(known, key=order.index), (name, found)


def test_page_numbers_have_dashes_and_change_sides() -> None:
    document = _open()
    section = document.sections[0]
    assert document.settings.odd_and_even_pages_header_footer
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        paragraph = footer.paragraphs[0]
        assert paragraph.text == "— 1 —"
        assert paragraph._p.pPr.find(qn("w:jc")).get(qn("w:val")) == side
        assert "PAGE" in paragraph._p.xml


def test_the_file_names_title_and_language_but_no_person() -> None:
    facts = _open().core_properties
    assert facts.title == "青禾县林业局2023年政府信息公开工作年度报告"
    assert facts.language == "zh-CN"
    assert {facts.author, facts.last_modified_by, facts.comments} == {""}
    assert facts.created.date() == samples.filled().issued_on


def test_the_same_report_gives_the_same_bytes() -> None:
    assert _docx.render(parts(samples.filled())) == _bytes()
    with zipfile.ZipFile(io.BytesIO(_bytes())) as file:
        assert {info.date_time[0] for info in file.infolist()} == {1980}
        assert not [name for name in file.namelist() if "thumbnail" in name]


def test_signature_and_date_stand_right_and_together() -> None:
    name, date = [p for p in _open().paragraphs if p.style.name == "Signature"]
    assert (name.text, date.text) == ("青禾县林业局", "2024年1月15日")
    assert date.paragraph_format.right_indent.pt == 64
    assert name.paragraph_format.keep_with_next


def test_characters_that_xml_cannot_hold_do_not_break_the_file() -> None:
    report = samples.filled().replace(
        introduction="甲\x00\x01\ud800乙", agency="某\x01局", signed_by=None
    )
    texts = [paragraph.text for paragraph in _open(report).paragraphs]
    assert "甲乙" in texts
    assert "某局" in texts


def test_a_lead_is_set_in_its_own_font() -> None:
    (paragraph,) = [p for p in _open().paragraphs if p.text.startswith("（一）主动公开")]
    lead = paragraph.runs[0]
    assert lead.text == "（一）主动公开。"
    assert lead._r.rPr.find(qn("w:rFonts")).get(qn("w:eastAsia")) == "楷体_GB2312"
