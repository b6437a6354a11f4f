"""The PDF: every character shown, tables right, the same bytes, the page of GB/T 9704."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
import pytest

import samples
from reportkit.errors import ExportError
from reportkit.exporters import _markdown, _typst
from reportkit.views.parts import Part, PartKind, parts

if TYPE_CHECKING:
    from pathlib import Path

    from reportkit.report import Report


@cache
def _pdf() -> bytes:
    return _typst.render(parts(samples.filled()), system_fonts=False)


def _texts(pdf: bytes) -> list[str]:
    """Return the text of each page without white space."""
    document = pdfium.PdfDocument(pdf)
    texts = []
    for page in document:
        text = page.get_textpage()
        texts.append("".join(text.get_text_bounded().split()))
        text.close()
        page.close()
    document.close()
    return texts


def _render(report: Report) -> bytes:
    return _typst.render(parts(report), system_fonts=False)


def test_paper_is_a4() -> None:
    document = pdfium.PdfDocument(_pdf())
    sizes = {tuple(round(side) for side in document.get_page_size(i)) for i in range(len(document))}
    document.close()
    assert sizes == {(595, 842)}


def test_the_same_report_gives_the_same_bytes() -> None:
    assert _render(samples.filled()) == _pdf()


def test_the_whole_narrative_is_there() -> None:
    text = "".join(_texts(_pdf()))
    for number in range(1, 10):  # page numbers stand between the pages of a paragraph
        text = text.replace(f"—{number}—", "")
    for part in parts(samples.filled()):
        if part.kind is not PartKind.TABLE:
            assert "".join(part.text.split()) in text


def test_table_three_stands_whole_on_one_page() -> None:
    pages = [text for text in _texts(_pdf()) if "申请人情况" in text]
    assert len(pages) == 1
    for cell in ("一、本年新收政府信息公开申请数量", "四、结转下年度继续办理", "（七）总计"):
        assert cell in pages[0]


def test_a_heading_never_stands_alone_at_the_foot_of_a_page() -> None:
    for text in _texts(_pdf()):
        body = text.rsplit("—", 2)[0]
        assert not body.endswith(("情况", "事项"))


def test_page_numbers_have_dashes() -> None:
    texts = _texts(_pdf())
    assert [f"—{number}—" in text for number, text in enumerate(texts, start=1)] == [True] * len(
        texts
    )


def test_title_language_bookmarks_and_standards_are_set() -> None:
    document = pdfium.PdfDocument(_pdf())
    title = document.get_metadata_value("Title")
    marks = [mark.get_title() for mark in document.get_toc()]
    document.close()
    assert title == "青禾县林业局2023年政府信息公开工作年度报告"
    assert marks == [section.heading for section in samples.filled().sections]
    assert b"pdfuaid" in _pdf()
    assert b"zh-CN" in _pdf()


def test_a_character_without_a_glyph_is_said_and_never_printed_as_a_box() -> None:
    with pytest.raises(ExportError, match="没有“\U00030000”这个字"):
        _render(samples.filled().replace(introduction="某\U00030000县"))


def test_text_is_never_read_as_markup() -> None:
    text = '#panic("x") [*] $x$ \\ @a <b> `c` "d" #include "e"'
    assert (
        '#panic("x")[*]$x$\\@a<b>`c`"d"#include"e"'
        in _texts(_render(samples.filled().replace(introduction=text)))[0]
    )


def test_a_long_name_and_large_figures_are_set() -> None:
    name = "内蒙古自治区鄂尔多斯市东胜区经济技术开发区管理委员会自然资源和规划建设综合行政执法局"
    long = dict.fromkeys(samples.filled().tables["t3"].row_cells("R1"), 12345678901)
    report = samples.filled().replace(
        long, agency=name, title=name + "2023年年度报告", signed_by=name
    )
    text = "".join(_texts(_render(report)))
    assert text.count("12345678901") == 7
    assert name in text


def test_a_table_longer_than_a_page_repeats_its_header() -> None:

    rows = "\n".join(f"| 第{number}行 | {number} |" for number in range(1, 90))
    texts = _texts(
        _typst.render(_markdown.parts(f"| 名目 | 数量 |\n|---|---|\n{rows}"), system_fonts=False)
    )
    assert len(texts) > 1
    assert all("名目" in text for text in texts)
    assert "第89行" in texts[-1]


def test_headings_that_skip_a_level_are_set_all_the_same() -> None:
    found = (Part(kind=PartKind.HEADING, text="1.第一点", level=3),)
    assert "1.第一点" in _texts(_typst.render(found, system_fonts=False))[0]


def test_nothing_at_all_still_makes_a_page() -> None:
    assert len(_texts(_typst.render((), system_fonts=False))) == 1


def test_every_role_has_a_font_that_comes_with_the_package() -> None:
    assert {names[0] for names in _typst.fonts(system=False).values()} == {
        "Noto Serif SC",
        "Noto Sans SC",
    }


def test_missing_official_fonts_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    free = frozenset({"noto serif sc", "noto sans sc"})
    monkeypatch.setattr(_typst, "_families", lambda _system: free | {"simhei"})
    assert _typst.stand_ins() == {
        "方正小标宋": "Noto Serif SC",
        "仿宋_GB2312": "Noto Serif SC",
        "楷体_GB2312": "Noto Serif SC",
    }


@pytest.mark.skipif(not shutil.which("pdffonts"), reason="needs poppler")
def test_all_fonts_are_embedded(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(_pdf())
    listed = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True).stdout
    rows = [line.split() for line in listed.splitlines()[2:]]
    assert rows
    assert all(row[-5:-3] == ["yes", "yes"] for row in rows), listed
