"""The final report as a page: official, self-contained, changeable by an office."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import html

import samples
from reportkit.errors import ExportError
from reportkit.exporters import _html
from reportkit.views.parts import Part, parts

if TYPE_CHECKING:
    from pathlib import Path


def _page(found: tuple[Part, ...]) -> html.HtmlElement:
    return html.document_fromstring(_html.render(found).decode())


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the person a Jupyter folder of their own with room for a template."""
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path))
    folder = tmp_path / "nbconvert" / "templates" / "reportkit"
    folder.mkdir(parents=True)
    return folder


def test_the_page_has_title_language_and_one_main_part() -> None:
    page = _page(parts(samples.filled()))
    assert page.get("lang") == "zh-CN"
    assert page.findtext(".//title") == "青禾县林业局2023年政府信息公开工作年度报告"
    assert len(page.xpath("//main")) == len(page.xpath("//h1")) == 1


def test_headings_and_tables_stand_in_order() -> None:
    page = _page(parts(samples.filled()))
    found = [e.tag for e in page.xpath("//h2|//table")]
    assert found == ["h2", "h2", "table", "h2", "table", "h2", "table", "h2", "h2"]


def test_the_page_calls_no_other_address_and_runs_nothing() -> None:
    page = _page(parts(samples.filled()))
    assert not page.xpath("//script|//link|//img|//iframe|//@src|//@href")
    assert "url(" not in page.findtext(".//style")
    assert "@import" not in page.findtext(".//style")


def test_hostile_text_stays_text() -> None:
    bad = "</style></title><script>alert(1)</script>{{ 7*7 }}"
    page = _page(parts(samples.filled().replace(title=bad, introduction=bad, agency=bad)))
    assert not page.xpath("//script")
    assert page.findtext(".//title") == bad
    assert "49" not in page.findtext(".//h1")


def test_wide_tables_can_be_scrolled_with_the_keys() -> None:
    regions = _page(parts(samples.filled())).xpath("//div[@role='region'][@tabindex='0']")
    assert [region.get("aria-label")[:2] for region in regions] == ["表二", "表三", "表四"]


def test_an_office_can_change_the_style(office: Path) -> None:
    (office / "report.css").write_text("main { color: #333333; }", encoding="utf-8")
    page = _page(parts(samples.filled()))
    assert page.findtext(".//style").strip() == "main { color: #333333; }"
    assert page.xpath("//table")


def test_an_office_can_change_the_page(office: Path) -> None:
    source = "<p>{{ resources.report.title }}</p>{% for p in resources.report.parts %}{{ p.html }}{% endfor %}"
    (office / "index.html.j2").write_text(source, encoding="utf-8")
    assert _html.render(parts(samples.filled())).startswith("<p>青禾县林业局".encode())


def test_a_broken_template_is_said_in_one_sentence(office: Path) -> None:
    (office / "index.html.j2").write_text("{% for %}", encoding="utf-8")
    with pytest.raises(ExportError, match=r"模板 index\.html\.j2 有问题"):
        _html.render(parts(samples.filled()))


def test_a_report_without_title_has_one_in_the_page() -> None:
    assert _page(()).findtext(".//title") == "政府信息公开工作年度报告"
