"""The notebook of a project in JupyterLab, opened and run as a clerk does it, in a real browser."""

from __future__ import annotations

import pytest

import browsing
import samples
from reportkit import project

pytestmark = browsing.MARKS


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """Open the notebook of a report with one fault, run all cells, keep the page."""
    folder, home = tmp_path_factory.mktemp("project"), tmp_path_factory.mktemp("home")
    project.create(folder, samples.filled().replace({"t4.A.total": 2}))
    with browsing.lab(folder, home) as address, browsing.chromium() as page:
        page.outside = []
        page.on("request", lambda request: page.outside.append(request.url))
        browsing.open_notebook(page, address, project.NOTEBOOK)
        page.ran = page.evaluate(browsing.RUN_ALL)
        page.address = address
        yield page


def test_every_cell_runs(page):
    assert page.ran is True
    assert page.locator("[data-mime-type='application/vnd.jupyter.stderr']").count() == 0


def test_the_menus_are_chinese(page):
    assert page.locator("#jp-MainMenu").inner_text().startswith("文件")


def test_the_first_cell_tells_what_to_press(page):
    assert page.get_by_role("heading", name="怎样使用这个页面").is_visible()


def test_all_three_tables_are_drawn_with_merged_headers(page):
    tables = page.locator(".jp-OutputArea-output table")
    spans = tables.evaluate_all(
        "tables => tables.map(t => t.querySelectorAll('td[colspan],th[colspan]').length)"
    )
    assert len([count for count in spans if count]) >= 3


def test_the_broken_equation_is_among_the_findings(page):
    page.wait_for_selector(".rk-find")
    shown = page.locator(".jp-OutputArea-output").all_text_contents()
    assert any("T4-01" in text and "而总计填2，差1" in text for text in shown)


def test_the_report_ends_with_its_date(page):
    last = page.locator(".jp-OutputArea-output").last
    last.scroll_into_view_if_needed()
    assert "2024年1月15日" in last.inner_text()


def test_no_request_leaves_the_computer(page):
    own = (page.address, "ws" + page.address.removeprefix("http"), "data:", "blob:")
    assert [url for url in page.outside if not url.startswith(own)] == []
