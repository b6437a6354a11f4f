"""The notebooks for checking one report and comparing two years, in JupyterLab as a clerk sees them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import browsing

pytestmark = browsing.MARKS

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
CHECKING, COMPARING = "02-检查一份报告.ipynb", "03-比较两年.ipynb"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return Path(shutil.copytree(NOTEBOOKS, tmp_path_factory.mktemp("office") / "notebooks"))


@pytest.fixture(scope="module")
def lab(folder, tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    with browsing.lab(folder, home) as address, browsing.chromium() as page:
        page.asked = []
        page.on("request", lambda request: page.asked.append(request.url))
        page.address = address
        yield page
        assert page.faults == []


def _run(lab, name):
    browsing.open_notebook(lab, lab.address, name)
    assert lab.evaluate(browsing.RUN_ALL) is True
    return lab


@pytest.fixture(scope="module")
def checking(lab):
    page = _run(lab, CHECKING)
    page.wait_for_selector(".rk-tab", timeout=30_000)
    return page


def _text(page):
    """Return all that the notebook shows, wherever it is scrolled to."""
    return "\n".join(page.locator(".jp-OutputArea-output").all_text_contents())


def test_the_menu_has_the_words_of_the_instructions(checking):
    """Whoever has never seen Jupyter finds on the screen what the page tells to press."""
    told = (NOTEBOOKS / CHECKING).read_text(encoding="utf-8")
    checking.locator("#jp-MainMenu").get_by_text("运行", exact=True).click()
    offered = checking.locator(".lm-Menu-itemLabel").all_inner_texts()
    checking.keyboard.press("Escape")
    for words in ("运行所有单元格", "运行选中的单元格及以下所有"):
        assert f"运行 → {words}" in told
        assert words in offered


def test_checking_shows_source_findings_and_marked_tables(checking):
    text = _text(checking)
    for words in ("读出的内容", "T3-01", "差1", "没有标记的格子没有发现问题", "检查结果.xlsx"):
        assert words in text
    assert checking.locator("[data-mime-type='application/vnd.jupyter.stderr']").count() == 0


def test_checking_leaves_two_files_beside_the_notebook(checking, folder):
    assert checking.address
    assert {path.suffix for path in folder.glob("检查结果.*")} == {".xlsx", ".html"}


def test_a_click_on_a_written_file_saves_it(checking):
    """JupyterLab cannot show a workbook; a link without more would end in its error message."""
    with checking.expect_download() as got:
        checking.locator("a", has_text="检查结果.xlsx").click()
    assert got.value.suggested_filename == "检查结果.xlsx"
    assert checking.locator(".jp-Dialog").count() == 0


def test_code_is_folded_away_but_the_names_of_the_files(checking):
    shown = checking.evaluate("""() => window.jupyterapp.shell.currentWidget.content.widgets
      .filter((cell) => cell.model.type === 'code' && !cell.inputHidden).map((cell) => cell.model.id)""")
    assert shown == ["parameters"]


def test_what_is_settled_reaches_the_findings(checking):
    """A figure typed into the form changes what stands below, after the cells are run again."""
    checking.locator('.rk-panel:not([hidden]) [data-cell="t3.R4.tot"]').click()
    checking.keyboard.type("1")
    checking.keyboard.press("Enter")
    checking.wait_for_function("!document.querySelector('.rk-find')?.textContent.includes('T3-03')")
    checking.evaluate("""async () => {
      const app = window.jupyterapp, content = app.shell.currentWidget.content;
      content.activeCellIndex = content.widgets.findIndex((cell) => cell.model.id === "about-findings");
      await app.commands.execute("notebook:run-all-below");
    }""")
    checking.wait_for_function(
        """() => [...document.querySelectorAll('.jp-OutputArea-output')]
           .filter((part) => part.textContent.includes('没有标记的格子'))
           .every((part) => !part.textContent.includes('T3-03'))"""
    )


def test_comparing_shows_tables_and_four_charts(checking):
    page = _run(checking, COMPARING)
    page.wait_for_function("document.body.textContent.includes('没有判断的规则')")
    text = _text(page)
    for words in ("2022年", "+57.1%", "看数据表"):
        assert words in text
    assert page.locator(".jp-OutputArea-output svg[role=img]").count() >= 4


def test_the_figures_below_a_chart_are_large_enough_to_read(checking):
    """It looks at the notebook that the test before left open."""
    sizes = checking.evaluate("""() => [...document.querySelectorAll('.jp-OutputArea-output summary')]
      .filter((one) => one.textContent === '看数据表')
      .flatMap((one) => [one, ...one.parentNode.querySelectorAll('td, th')])
      .map((one) => parseFloat(getComputedStyle(one).fontSize))""")
    assert len(sizes) > 40
    assert min(sizes) >= 13


def test_no_request_leaves_the_computer(checking):
    own = (checking.address, "ws" + checking.address.removeprefix("http"), "data:", "blob:")
    assert [url for url in checking.asked if not url.startswith(own)] == []
