"""What a file says of itself: used where the text does not say it, and never against the text."""

from __future__ import annotations

import datetime
import io
import zipfile
from typing import TYPE_CHECKING

import pytest

import reportkit as rk
import samples
from html_layouts import LAYOUTS, article
from office import WORD
from reportkit.loading import load_bytes
from reportkit.readers._html import read_html
from reportkit.recognise import recognise_all

if TYPE_CHECKING:
    from reportkit.report import Report

_TITLE = samples.filled().title or ""


def _page(*metas: str, title: str = "", body: str | None = None) -> bytes:
    """Write the sample's page without its title in the text, the meta tags before it."""
    report = samples.filled()
    text = body or "".join(article(report, LAYOUTS["spans"])).split("</h1>")[1]
    return f"<html><head><title>{title}</title>{''.join(metas)}</head><body>{text}</body>".encode()


def _meta(name: str, content: str) -> str:
    return f'<meta name="{name}" content="{content}">'


def _read(*metas: str, **kwargs: str) -> Report:
    return load_bytes(_page(*metas, **kwargs), "a.html")


def test_the_tags_of_a_site_give_title_organ_and_day_of_publication() -> None:
    read = _read(_meta("ArticleTitle", _TITLE), _meta("PubDate", "2024-01-25 10:30"))
    assert (read.title, read.agency, read.year) == (_TITLE, samples.AGENCY, 2023)
    assert read.published_on == datetime.date(2024, 1, 25)


def test_a_day_of_publication_from_the_tags_is_judged() -> None:
    late = _read(_meta("pubdate", "2024-02-05"))
    assert "DT-02" in {finding.rule for finding in rk.check(late)}
    punctual = _read(_meta("pubdate", "2024-01-25"))
    assert "DT-02" not in {finding.rule for finding in rk.check(punctual)}


@pytest.mark.parametrize("title", [
    f"{_TITLE}_某县人民政府", f"{_TITLE} - 政府信息公开年报 - 某县人民政府门户网站", f"某县林业局|{_TITLE}",
    _TITLE.replace("2023", "<br>2023"),
])  # fmt: skip
def test_the_name_of_the_site_is_no_part_of_the_title(title: str) -> None:
    assert _read(title=title.replace("<br>", "")).title == _TITLE
    assert _read(_meta("ArticleTitle", title.replace("<", "&lt;"))).title == _TITLE


@pytest.mark.parametrize("title", [
    "政府信息公开年报_某县人民政府", "某县人民政府门户网站", _TITLE.replace("2023", "2021"),
    "{{ article.title }}", "政府信息公开工作年度报告",
])  # fmt: skip
def test_a_column_a_site_or_an_old_title_is_no_title(title: str) -> None:
    assert _read(title=title).title is None
    assert _read(_meta("ArticleTitle", title)).title is None


def test_the_text_goes_before_the_tags() -> None:
    other = _TITLE.replace("青禾县", "赤禾县")
    body = f"<p>{_TITLE}</p><p>发布日期：2024-01-20</p><p>一、总体情况</p><p>全年主动公开。</p>"
    read = _read(_meta("ArticleTitle", other), _meta("PubDate", "2024-03-01"), body=body)
    assert (read.title, read.published_on) == (_TITLE, datetime.date(2024, 1, 20))


@pytest.mark.parametrize("day", ["1970-01-01", "2022-12-31", "0000-00-00", "", "昨天"])
def test_a_day_that_cannot_be_is_no_day_of_publication(day: str) -> None:
    assert _read(_meta("PubDate", day)).published_on is None


def test_a_day_inside_the_year_is_kept_because_it_is_a_fault() -> None:
    assert _read(_meta("PubDate", "2023-12-19")).published_on == datetime.date(2023, 12, 19)


def test_the_properties_of_a_word_file_give_a_title_only_for_the_year_of_the_text() -> None:
    report = samples.filled().replace(title="")
    core = (
        '<cp:coreProperties xmlns:cp="c" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<dc:title>{}</dc:title></cp:coreProperties>"
    )
    for title, expected in ((_TITLE, _TITLE), (_TITLE.replace("2023", "2022"), None)):
        data = _with_part(WORD["merged"](report), "docProps/core.xml", core.format(title))
        assert load_bytes(data, "a.docx").title == expected


def _with_part(data: bytes, name: str, text: str) -> bytes:
    buffer = io.BytesIO(data)
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr(name, text)
    return buffer.getvalue()


def test_two_reports_on_a_page_take_nothing_from_its_tags() -> None:
    both = [samples.filled(), samples.last_year()]
    body = "".join("".join(article(report, LAYOUTS["spans"])) for report in both)
    reports = recognise_all(read_html(_page(_meta("PubDate", "2024-01-25"), body=body), "a.html"))
    assert [report.published_on for report in reports] == [None, None]


def test_the_tags_name_the_organ_where_the_title_in_the_text_does_not() -> None:
    body = f"<h1>{_TITLE.removeprefix(samples.AGENCY)}</h1><p>一、总体情况</p><p>全年公开6条。</p>"
    read = _read(title=f"{_TITLE}-某市人民政府", body=body)
    assert (read.title, read.agency) == (_TITLE.removeprefix(samples.AGENCY), samples.AGENCY)
    other = _read(title=f"{_TITLE.replace('2023', '2021')}-某市人民政府", body=body)
    assert other.agency is None
