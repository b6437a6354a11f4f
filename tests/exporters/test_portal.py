"""The page for editors of web sites: inline styles and nothing that an editor would drop."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bleach
import pytest
from bleach.css_sanitizer import CSSSanitizer
from lxml import html

import layouts
import reportkit as rk
import samples
import shown
from reportkit.errors import ExportError
from reportkit.exporters import _portal, export
from reportkit.views.parts import Part, PartKind, parts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reportkit.report import Report

TAGS = {"div", "p", "h1", "h2", "h3", "h4", "span", "br", "table", "colgroup", "col", "caption",
        "thead", "tbody", "tr", "th", "td"}  # fmt: skip
ALLOWED = {"*": ["style"], "th": ["scope", "rowspan", "colspan"], "td": ["rowspan", "colspan"]}
STYLES = ["font-family", "font-size", "font-weight", "text-align", "text-indent", "line-height", "color",
          "background-color", "margin", "padding", "border", "border-collapse", "vertical-align", "width",
          "overflow-x", "overflow-wrap"]  # fmt: skip


def _page(report: Report, tmp_path: Path) -> str:
    path = export(report, tmp_path / "portal.html", portal=True)
    return path.read_text(encoding="utf-8-sig")


def test_there_is_nothing_that_an_editor_drops(tmp_path: Path) -> None:
    page = html.fragment_fromstring(_page(samples.filled(), tmp_path))
    assert {element.tag for element in page.iter()} <= TAGS
    assert {key for element in page.iter() for key in element.attrib} <= {
        "style", "scope", "rowspan", "colspan"
    }  # fmt: skip


def test_a_browser_reads_the_bare_piece_as_utf_8(tmp_path: Path) -> None:
    assert export(samples.filled(), tmp_path / "a.html", portal=True).read_bytes()[:7] == (
        b"\xef\xbb\xbf<div"
    )


@pytest.mark.parametrize("make", [samples.filled, samples.trial, shown.government])
def test_a_strict_sanitizer_takes_nothing_away(make: Callable[[], Report], tmp_path: Path) -> None:
    page = _page(make(), tmp_path)
    css = CSSSanitizer(allowed_css_properties=STYLES)
    clean = bleach.clean(page, tags=TAGS, attributes=ALLOWED, css_sanitizer=css, strip=True)
    before, after = html.fragment_fromstring(page), html.fragment_fromstring(clean)
    assert after.text_content() == before.text_content()
    assert [(e.tag, sorted(e.attrib)) for e in after.iter()] == [
        (e.tag, sorted(e.attrib)) for e in before.iter()
    ]


@pytest.mark.parametrize("make", [samples.filled, samples.trial])
def test_without_any_style_the_same_report_is_read(
    make: Callable[[], Report], tmp_path: Path
) -> None:
    """Some editors take every style away."""
    spans = {"th": ["rowspan", "colspan"], "td": ["rowspan", "colspan"]}
    clean = bleach.clean(_page(make(), tmp_path), tags=TAGS, attributes=spans, strip=True)
    path = tmp_path / "clean.html"
    path.write_text(clean, encoding="utf-8")
    assert rk.load(path) == make()


@pytest.mark.parametrize("seed", range(8))
def test_any_figures_are_read_back(seed: int, tmp_path: Path) -> None:
    report = layouts.scattered(samples.filled() if seed % 2 else samples.trial(), seed)
    assert rk.load(export(report, tmp_path / "a.html", portal=True)) == report


def test_a_picture_becomes_a_line_and_a_chart_its_table(tmp_path: Path) -> None:
    picture = Part(kind=PartKind.PICTURE, text="近三年申请", picture="AAAA")
    assert "（此处有图：近三年申请）" in _portal.render((picture,)).decode()
    path = export(samples.filled(), tmp_path / "a.html", portal=True, appendix=True)
    page = html.fragment_fromstring(path.read_text(encoding="utf-8-sig"))
    assert len(page.xpath("//table")) == 3 + 4
    assert not page.xpath("//*[local-name()='svg']|//img|//details")


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    bad = '</div><script>alert(1)</script><img src=x onerror="a">'
    page = _page(samples.filled().replace(title=bad, introduction=bad), tmp_path)
    assert {e.tag for e in html.fragment_fromstring(page).iter()} <= TAGS


def test_only_a_page_can_be_made_for_the_portal(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"“a\.pdf”应以 \.html 结尾"):
        export(samples.filled(), tmp_path / "a.pdf", portal=True)


def test_the_words_are_those_of_the_page() -> None:
    texts = [part.text for part in parts(samples.filled()) if part.text and part.grid is None]
    page = html.fragment_fromstring(_portal.render(parts(samples.filled())).decode("utf-8-sig"))
    assert all("".join(text.split()) in page.text_content() for text in texts)
