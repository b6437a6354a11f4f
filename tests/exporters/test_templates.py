"""An office's own templates: a letterhead in page, PDF and Word, and nothing else changed."""

from __future__ import annotations

import re
from pathlib import Path

import docx
import pypdfium2
import pytest
from docx.shared import Pt

import reportkit as rk
import samples
from reportkit.errors import ExportError
from reportkit.exporters import export

LETTERHEAD = "青禾县林业局文件"
TYPST = f"""#import "reportkit.typ": report
#report(letterhead: align(center, text(size: 26pt, fill: red, [{LETTERHEAD}])))
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "模板").mkdir()
    return tmp_path / "模板"


def _pdf_text(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    texts = []
    for page in document:
        found = page.get_textpage()
        texts.append(found.get_text_bounded())
        found.close()
        page.close()
    document.close()
    return texts


def test_a_letterhead_stands_above_the_title_of_the_pdf(folder: Path, tmp_path: Path) -> None:
    (folder / "report.typ").write_text(TYPST, encoding="utf-8")
    path = export(samples.filled(), tmp_path / "a.pdf", template=folder)
    first, *others = _pdf_text(path)
    assert first.startswith(LETTERHEAD)
    assert not any(LETTERHEAD in text for text in others)
    assert rk.load(path).values == samples.filled().values


def test_margins_and_fonts_of_the_pdf_can_be_changed(folder: Path, tmp_path: Path) -> None:
    settings = 'margin: 60mm, fonts: (body: ("Noto Sans SC",))'
    (folder / "report.typ").write_text(
        f'#import "reportkit.typ": report\n#report({settings})', encoding="utf-8"
    )
    plain = len(_pdf_text(export(samples.filled(), tmp_path / "a.pdf")))
    assert len(_pdf_text(export(samples.filled(), tmp_path / "b.pdf", template=folder))) > plain


def test_a_picture_of_the_folder_can_be_used(folder: Path, tmp_path: Path) -> None:
    (folder / "emblem.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
    )
    source = '#import "reportkit.typ": report\n#report(letterhead: image("emblem.svg", alt: "徽"))'
    (folder / "report.typ").write_text(source, encoding="utf-8")
    assert export(samples.filled(), tmp_path / "a.pdf", template=folder).exists()


def test_nothing_outside_the_folder_is_read(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("秘密", encoding="utf-8")
    (folder / "report.typ").write_text('#read("../secret.txt")', encoding="utf-8")
    with pytest.raises(ExportError, match="没有生成 PDF"):
        export(samples.filled(), tmp_path / "a.pdf", template=folder)


def test_header_and_styles_of_the_word_file_are_kept(folder: Path, tmp_path: Path) -> None:
    own = docx.Document(str(export(samples.last_year(), tmp_path / "own.docx")))
    own.sections[0].header.paragraphs[0].text = LETTERHEAD
    own.styles["Body Text"].font.size = Pt(15)
    own.save(str(folder / "report.docx"))
    path = export(samples.filled(), tmp_path / "a.docx", template=folder)
    made = docx.Document(str(path))
    assert made.sections[0].header.paragraphs[0].text == LETTERHEAD
    assert made.styles["Body Text"].font.size == Pt(15)
    assert made.sections[0].footer.paragraphs[0].text == "— 1 —"
    assert rk.load(path) == samples.filled()


def test_a_word_file_without_our_styles_gets_them(folder: Path, tmp_path: Path) -> None:
    own = docx.Document()
    own.add_paragraph("旧的正文")
    own.save(str(folder / "report.docx"))
    path = export(samples.filled(), tmp_path / "a.docx", template=folder)
    made = docx.Document(str(path))
    assert "Table Text" in {style.name for style in made.styles}
    assert made.sections[0].footer.paragraphs[0].text == "— 1 —"
    assert "旧的正文" not in [paragraph.text for paragraph in made.paragraphs]
    assert rk.load(path) == samples.filled()


def test_a_broken_word_file_is_said_in_one_sentence(folder: Path, tmp_path: Path) -> None:
    (folder / "report.docx").write_bytes(b"PK")
    with pytest.raises(ExportError, match=r"模板 .*report\.docx 打不开"):
        export(samples.filled(), tmp_path / "a.docx", template=folder)


def test_the_style_of_the_page_can_be_changed(folder: Path, tmp_path: Path) -> None:
    (folder / "report.css").write_text("main { color: #123456; }", encoding="utf-8")
    page = export(samples.filled(), tmp_path / "a.html", template=folder).read_text(
        encoding="utf-8"
    )
    assert "#123456" in page
    assert "210mm" not in page


def test_a_page_may_build_on_ours(folder: Path, tmp_path: Path) -> None:
    (folder / "report.css").write_text("", encoding="utf-8")
    source = "{% for part in resources.report.parts %}{{ part.html }}{% endfor %}"
    (folder / "index.html.j2").write_text(
        f"<html lang='zh'><p>{LETTERHEAD}</p>{source}</html>", encoding="utf-8"
    )
    page = export(samples.filled(), tmp_path / "a.html", template=folder).read_text(
        encoding="utf-8"
    )
    assert page.startswith(f"<html lang='zh'><p>{LETTERHEAD}</p><h1")


@pytest.mark.parametrize("suffix", [".html", ".pdf", ".docx"])
def test_what_the_folder_lacks_is_taken_from_us(suffix: str, folder: Path, tmp_path: Path) -> None:
    one = export(samples.filled(), tmp_path / f"a{suffix}", template=folder).read_bytes()
    assert one == export(samples.filled(), tmp_path / f"b{suffix}").read_bytes()


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="找不到模板文件夹"):
        export(samples.filled(), tmp_path / "a.pdf", template=tmp_path / "没有")


DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("name", ["templates.md", "zh/模板.md"])
def test_the_letterhead_of_the_documentation_works(name: str, folder: Path, tmp_path: Path) -> None:
    text = (DOCS / name).read_text(encoding="utf-8")
    (source,) = re.findall(r"```typst\n(.*?)```", text, re.DOTALL)
    (folder / "report.typ").write_text(source, encoding="utf-8")
    path = export(samples.filled(), tmp_path / "a.pdf", template=folder)
    assert _pdf_text(path)[0].count("青禾县林业局") > 1
    assert rk.load(path).values == samples.filled().values
