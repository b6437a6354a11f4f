"""The page of many checked files: how each stands, and nothing of it taken as markup."""

from __future__ import annotations

import samples
from reportkit.check import check
from reportkit.results import Checked
from reportkit.views.overview import overview_page


def _row(file="a.txt", **changes):
    report = samples.filled().replace(changes)
    return Checked(file=file, report=report, findings=check(report))


def test_every_file_is_listed_with_how_it_stands():
    page = overview_page(
        [_row(), _row("b.txt", **{"t4.A.total": 2}), Checked(file="c", error="坏")]
    )
    assert "核对结果（3个文件）" in page
    assert page.count('href="#file-') == 3
    assert "发现错误1处" in page
    assert "没有读出来" in page


def test_an_unreadable_file_says_why():
    assert "<p>c 是空文件。</p>" in overview_page([Checked(file="c", error="c 是空文件。")])


def test_names_of_files_are_text_not_markup():
    page = overview_page([Checked(file="<script>alert(1)</script>", error="<b>")])
    assert "<script" not in page
    assert "<b>" not in page


def test_the_page_calls_nothing_from_outside():
    page = overview_page([_row(**{"t4.A.total": 2})])
    assert "http" not in page.replace("http-equiv", "")
