"""The editor in JupyterLab, worked with as a clerk does: from an edit to the three files."""

from __future__ import annotations

import json
import os
import signal

import pytest

import browsing
import reportkit as rk
import samples
from reportkit import project, store
from reportkit.widgets import _editor

pytestmark = browsing.MARKS


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return project.create(tmp_path_factory.mktemp("project"), samples.filled())


@pytest.fixture(scope="module")
def page(folder, tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    with browsing.lab(folder, home) as address, browsing.chromium() as page:
        page.address = address
        _open(page)
        yield page
        assert page.faults == []


def _open(page):
    browsing.open_notebook(page, page.address, project.NOTEBOOK)
    assert page.evaluate(browsing.RUN_ALL) is True
    page.wait_for_selector(".rk-tab", timeout=30_000)


def _cell(page, name):
    return page.locator(f'.rk-panel:not([hidden]) [data-cell="{name}"]')


def _saved(page, folder, name, wanted):
    """Wait until the panel says saved; then the file must hold what was typed."""
    page.wait_for_function("document.querySelector('.rk-saved').dataset.is === 'saving'")
    page.wait_for_function("document.querySelector('.rk-saved').dataset.is === 'saved'")
    assert store.load(folder / project.DATA)[name].text == wanted


def test_a_wrong_total_is_marked_while_typing(page, folder):
    _cell(page, "t3.R1.tot").click()
    page.keyboard.type("12")
    page.wait_for_selector('td[data-mark="error"]')
    assert page.locator(".rk-find", has_text="T3-03").count() == 1
    _saved(page, folder, "t3.R1.tot", "12")


def test_a_finding_leads_to_its_cell_and_a_repair_mends_it(page, folder):
    page.locator(".rk-find", has_text="T3-03").first.click()
    assert page.evaluate("document.activeElement.dataset.cell").startswith("t3.R1.")
    if not page.locator(".rk-repair").count():
        page.locator(".rk-find", has_text="T3-03").first.click()
    page.get_by_role("button", name="就这样改").first.click()
    page.wait_for_function("!document.querySelector('td[data-mark=error]')")
    _saved(page, folder, "t3.R1.tot", "11")


def test_a_whole_table_is_pasted_and_undone(page, folder):
    report = samples.last_year()
    rows = [
        "\t".join(report[cell].text for cell in report.tables["t3"].row_cells(row))
        for row in report.tables["t3"].row_keys
    ]
    page.evaluate("(text) => navigator.clipboard.writeText(text)", "\r\n".join(rows) + "\r\n")
    _cell(page, "t3.R1.nat").click()
    page.keyboard.press("Control+v")
    page.wait_for_function(
        "document.querySelector('.rk-notes').textContent.includes('粘贴25行×7列，填入175格')"
    )
    _saved(page, folder, "t3.R1.oth", "1")
    page.keyboard.press("Control+z")
    _saved(page, folder, "t3.R1.oth", "0")
    assert store.load(folder / project.DATA) == samples.filled()


def test_a_live_figure_in_the_text(page):
    page.get_by_role("tab", name="一、总体情况").click()
    area = page.locator(".rk-panel:not([hidden]) textarea")
    area.fill(area.input_value().replace("申请11件", "申请{{ t3.R1.tot }}件"))
    page.wait_for_selector(".rk-panel:not([hidden]) .rk-preview .rk-figure")
    assert "申请11件" in page.locator(".rk-panel:not([hidden]) .rk-preview").inner_text()
    page.wait_for_function("document.querySelector('.rk-saved').dataset.is === 'saved'")


def test_the_picture_for_later_readers_follows_what_is_typed(page, folder):
    page.get_by_role("tab", name="三、表三").click()
    _cell(page, "t3.R3_5_1.nat").click()
    page.keyboard.type("4567")
    page.wait_for_function(
        "[...document.querySelectorAll('.jp-OutputArea-output details')].some((one) => one.textContent.includes('4567'))"
    )
    page.get_by_role("button", name="撤销").click()
    _saved(page, folder, "t3.R3_5_1.nat", "0")


def test_control_s_saves_the_notebook(page):
    page.get_by_role("tab", name="三、表三").click()
    _cell(page, "t3.R1.nat").click()
    page.keyboard.press("Control+s")
    page.wait_for_function("!window.jupyterapp.shell.currentWidget.context.model.dirty")


def test_the_saved_notebook_shows_the_report_without_a_kernel(folder):
    book = json.loads((folder / project.NOTEBOOK).read_text(encoding="utf-8"))
    (cell,) = [cell for cell in book["cells"] if cell["id"] == "editor"]
    widget, picture = cell["outputs"]
    assert "widget-view" in " ".join(widget["data"])
    assert "<table" not in "".join(widget["data"]["text/html"])
    assert "".join(picture["data"]["text/html"]).count("<table") == 3


def test_a_stock_export_of_the_saved_notebook_shows_the_tables(folder):
    nbconvert = pytest.importorskip("nbconvert")
    html, _ = nbconvert.HTMLExporter().from_filename(str(folder / project.NOTEBOOK))
    shown = html.split(_editor._SUMMARY, 1)[1]
    assert shown.split("</details></details>", 1)[0].count("<table") >= 1
    assert html.count(samples.filled().cell("t3.R3_6_2.nat").row.label) >= 2


def test_the_three_files_are_made_and_the_word_file_is_the_same_report(page, folder):
    page.get_by_role("button", name="生成报告").click()
    page.get_by_role("button", name="生成正式报告").click()
    page.wait_for_function("document.querySelectorAll('[data-made]').length === 3", timeout=60_000)
    title = samples.filled().title
    assert {path.suffix for path in folder.glob(f"{title}.*")} == {".html", ".pdf", ".docx"}
    again = rk.load(folder / f"{title}.docx")
    wanted = samples.filled()
    assert dict(again.values) == dict(wanted.values)
    assert [s.text for s in again.sections] == [s.text for s in wanted.sections]
    assert (again.title, again.issued_on) == (wanted.title, wanted.issued_on)
    with page.expect_download() as got:
        page.locator("[data-made] a[download$='.docx']").click()
    assert got.value.suggested_filename == f"{title}.docx"
    page.keyboard.press("Escape")


def test_a_reload_of_the_page_loses_nothing(page, folder):
    _cell(page, "t3.R3_1.nat").click()
    page.keyboard.type("6")
    _saved(page, folder, "t3.R3_1.nat", "6")
    browsing.open_notebook(page, page.address, project.NOTEBOOK)  # nothing is run again
    page.wait_for_selector(".rk-tab", timeout=30_000)
    assert _cell(page, "t3.R3_1.nat").input_value() == "6"
    page.get_by_role("button", name="撤销").click()
    _saved(page, folder, "t3.R3_1.nat", "5")


def test_a_killed_kernel_loses_nothing_that_was_shown_as_saved(page, folder):
    _cell(page, "t3.R3_1.com").click()
    page.keyboard.type("3")
    _saved(page, folder, "t3.R3_1.com", "3")
    page.keyboard.type("4")
    lock = json.loads((folder / ".reportkit" / "lock.json").read_text(encoding="utf-8"))
    os.kill(lock["process"], signal.SIGKILL)
    assert store.load(folder / project.DATA)["t3.R3_1.com"].number in {3, 34}
    page.wait_for_selector(".rk-banner:not([hidden])", timeout=30_000)
    _open(page)
    assert _cell(page, "t3.R3_1.com").input_value() in {"3", "34"}
    assert page.locator(".rk-notes").inner_text() == ""
