"""The pages of many different reports: whole, in order, and set by the rules of Chinese print."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
import pytest

import samples
import shown
from reportkit.exporters import _typst
from reportkit.views.appendix import appendix_parts
from reportkit.views.parts import PartKind, parts

if TYPE_CHECKING:
    from collections.abc import Iterator

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
NOT_FIRST = set("，。、；：？！）》〉”’】…％%")
NOT_LAST = set("（《〈“‘【")
LINES = 22


@cache
def _pdf(name: str) -> bytes:
    return _typst.render(parts(shown.SHOWN[name]()), system_fonts=False)


@cache
def _pages(name: str) -> tuple[str, ...]:
    """Return the text of each page, its lines as they are printed."""
    document = pypdfium2.PdfDocument(_pdf(name))
    texts = []
    for page in document:
        found = page.get_textpage()
        texts.append(found.get_text_range().replace("\r\n", "\n"))
        found.close()
        page.close()
    document.close()
    return tuple(texts)


def _lines(name: str) -> Iterator[str]:
    """Yield the printed lines of the narrative: pages of tables are left out."""
    for page in _pages(name):
        if "申请人情况" not in page and "第二十条" not in page:
            yield from (line for line in page.split("\n") if line and not line.startswith("—"))


@pytest.mark.parametrize("name", shown.SHOWN)
def test_no_line_begins_or_ends_with_the_wrong_sign(name: str) -> None:
    for line in _lines(name):
        assert line[0] not in NOT_FIRST, line
        assert line.rstrip()[-1] not in NOT_LAST, line


@pytest.mark.parametrize("name", shown.SHOWN)
def test_no_line_has_more_than_28_characters(name: str) -> None:
    for line in _lines(name):
        han = re.findall("[\u4e00-\u9fff]", line)
        assert len(han) <= 28, line


@pytest.mark.parametrize("name", shown.SHOWN)
def test_every_page_has_its_number_and_text(name: str) -> None:
    for number, page in enumerate(_pages(name), start=1):
        assert f"—{number}—" in page.replace(" ", "")
        assert len(re.findall("[\u4e00-\u9fff]", page)) > 8


@pytest.mark.parametrize("name", shown.SHOWN)
def test_name_and_date_stand_on_a_page_with_text(name: str) -> None:
    report = shown.SHOWN[name]()
    last = _pages(name)[-1].replace("\n", "")
    assert report.signed_by in last
    assert report.sections[-1].text[-8:] in last


@pytest.mark.parametrize("name", shown.SHOWN)
def test_the_words_are_all_there_in_order(name: str) -> None:
    whole = "".join("".join(_pages(name)).split())
    whole = re.sub("—[0-9]+—", "", whole)
    at = 0
    for part in parts(shown.SHOWN[name]()):
        if part.kind is not PartKind.TABLE:
            found = whole.find("".join(part.text.split()), at)
            assert found >= at, part.text
            at = found


def test_a_long_narrative_fills_its_pages() -> None:
    pages = _pages("正文二十页")
    assert len(pages) >= 20
    full = [len([line for line in page.split("\n") if line]) for page in pages[1:19]]
    assert min(full) >= LINES - 2  # a page number, and a paragraph that is not split


def test_a_table_that_needs_two_pages_repeats_its_header_and_splits_no_row() -> None:
    pages = [page for page in _pages("11位数") if "申请人情况" in page]
    assert len(pages) == 2
    figures = [len(re.findall("12345678901", page)) for page in pages]
    assert [count % 7 for count in figures[:1]] == [0]
    assert sum(figures) == 25 * 7 + 15


def test_the_appendix_is_one_page() -> None:
    for make in (samples.filled, shown.large_figures, shown.unread_draft):
        report = make()
        plain = _typst.render(parts(report), system_fonts=False)
        more = parts(report) + appendix_parts(report, samples.last_year())
        one, two = (
            len(pypdfium2.PdfDocument(pdf))
            for pdf in (plain, _typst.render(more, system_fonts=False))
        )
        assert two == one + 1


def test_the_words_of_a_chart_are_text_in_the_pdf() -> None:
    pdf = _typst.render(appendix_parts(samples.filled(), samples.last_year()), system_fonts=False)
    page = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
    for word in (
        "图解",
        "申请的来源和办理结果",
        "应办理12件",
        "结转下年度",
        "社会公益组织",
        "2022年",
    ):
        assert word in page


@pytest.mark.skipif(not shutil.which("pdffonts"), reason="needs poppler")
def test_fonts_of_charts_are_embedded_too(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(_typst.render(appendix_parts(samples.filled()), system_fonts=False))
    run = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True)
    rows = [line.split() for line in run.stdout.splitlines()[2:]]
    assert rows
    assert all(row[-5:-2] == ["yes", "yes", "yes"] for row in rows), run.stdout


@pytest.mark.skipif(not shutil.which("qpdf"), reason="needs qpdf")
def test_the_structure_of_the_pdf_is_sound_and_tagged(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(_pdf("部门"))
    subprocess.run(["qpdf", "--check", path], capture_output=True, check=True)
    out = subprocess.run(["qpdf", "--json", path], capture_output=True, text=True, check=True)
    objects = json.loads(out.stdout)["qpdf"][1].values()
    values = [item["value"] for item in objects if isinstance(item.get("value"), dict)]
    (catalogue,) = [value for value in values if value.get("/Type") == "/Catalog"]
    assert catalogue["/Lang"] == "u:zh-CN"
    assert catalogue["/MarkInfo"]["/Marked"] is True
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"] is True
    kinds = [value["/S"] for value in values if "/S" in value and "/P" in value]
    assert kinds.count("/Table") == 3
    assert kinds.count("/H1") == 6
    assert kinds.count("/TH") >= 20


def _gb2312_level_one() -> str:
    """Return the 3755 most common characters."""
    rows = (bytes((high, low)) for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF))
    return "".join(pair.decode("gb2312", "ignore") for pair in rows)


def _setting(text: str) -> bytes:
    report = samples.filled().replace(introduction=text)
    return _typst.render(parts(report), system_fonts=False)


def test_every_common_character_is_in_the_fonts_of_the_package() -> None:
    """A character that is not would raise (see `test_typst`)."""
    text = _gb2312_level_one()
    assert len(text) == 3755
    assert _setting(text).startswith(b"%PDF-")


def test_every_role_has_every_common_character() -> None:
    """In title, headings and tables as well, which are set in other faces."""
    report = samples.filled()
    common = _gb2312_level_one()
    found = [part for part in parts(report) if part.kind is not PartKind.TABLE]
    import dataclasses  # noqa: PLC0415  only here

    texts = [dataclasses.replace(part, text=common, lead=0) for part in found[:4]]
    assert _typst.render(tuple(texts), system_fonts=False).startswith(b"%PDF-")


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the shared corpus is not here")
def test_every_character_of_the_corpus_is_in_the_fonts() -> None:
    texts = [path.read_text(encoding="utf-8", errors="ignore") for path in CORPUS.rglob("*.txt")]
    used = {c for text in texts for c in text if c.isprintable() and not "\ue000" <= c <= "\uf8ff"}
    assert len(used) > 1000
    assert _setting("".join(sorted(used))).startswith(b"%PDF-")
