"""The editor in Notebook 7, opened and worked with as a clerk does: an edit, a repair, the files."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import signal
from pathlib import Path

import pytest

import browsing
import samples
from reportkit import project, store

pytestmark = [
    *browsing.MARKS,
    pytest.mark.skipif(importlib.util.find_spec("notebook") is None, reason="no Notebook 7"),
]

NOTEBOOK = "01-编制年度报告.ipynb"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Put the notebook for making a report beside a filled report."""
    folder = tmp_path_factory.mktemp("office") / "年报"
    folder.mkdir()
    shutil.copy(Path(__file__).parents[2] / "notebooks" / NOTEBOOK, folder)
    store.save(samples.filled(), folder / project.DATA)
    return folder


@pytest.fixture(scope="module")
def page(folder, tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    with browsing.notebook(folder, home) as address, browsing.chromium() as page:
        page.address = address
        _open(page)
        yield page
        assert page.faults == []


def _open(page):
    browsing.open_notebook(page, page.address, NOTEBOOK, way="notebooks")
    assert page.evaluate(browsing.RUN_ALL) is True
    page.wait_for_selector(".rk-tab", timeout=60_000)


def _cell(page, name):
    return page.locator(f'.rk-panel:not([hidden]) [data-cell="{name}"]')


def _saved(page, folder, name, wanted):
    page.wait_for_function("document.querySelector('.rk-saved').dataset.is === 'saved'")
    assert store.load(folder / project.DATA)[name].text == wanted


@pytest.mark.parametrize("screen", [(1366, 768), (1920, 1080)], ids=str)
def test_the_form_fits_the_page(page, screen):
    page.set_viewport_size({"width": screen[0], "height": screen[1]})
    page.locator(".rk-editor").evaluate("(editor) => editor.scrollIntoView({block: 'start'})")
    inside = page.evaluate("""() => {
      const box = document.querySelector('.rk-editor').getBoundingClientRect();
      const frame = document.querySelector('.jp-WindowedPanel-outer').getBoundingClientRect();
      const area = document.querySelector('.rk-main-area');
      return [box.left >= frame.left, box.right <= frame.right, box.bottom <= frame.bottom,
              area.scrollWidth <= area.clientWidth, document.documentElement.scrollWidth <= innerWidth];
    }""")
    page.set_viewport_size({"width": 1366, "height": 768})
    assert inside == [True] * 5


def test_a_wrong_total_is_marked_and_a_repair_mends_it(page, folder):
    _cell(page, "t3.R1.tot").click()
    page.keyboard.type("12")
    page.wait_for_selector('.rk-panel:not([hidden]) td[data-mark="error"]')
    page.wait_for_selector(".rk-find >> text=T3-03")
    page.get_by_role("button", name="就这样改").first.click()
    page.wait_for_function("!document.querySelector('td[data-mark=error]')")
    page.wait_for_function("document.querySelector('.rk-saved').dataset.is === 'saved'")
    assert store.load(folder / project.DATA) == samples.filled()


def test_keys_of_notebook_commands_stay_in_the_form(page):
    """Outside the form “d d” deletes a cell of the notebook, “a” adds one, Shift+Enter runs one."""
    count = "jupyterapp.shell.currentWidget.content.widgets.length"
    before = page.evaluate(count)
    cell = _cell(page, "t3.R3_5_1.nat")
    cell.click()
    for key in ("d", "d", "a", "b", "x", "Shift+Enter", "Enter", "Escape"):
        page.keyboard.press(key)
    assert page.evaluate(count) == before
    page.get_by_role("button", name="撤销").click()
    page.wait_for_function(  # the keys of one cell are undone together
        "document.querySelector('[data-cell=\"t3.R3_5_1.nat\"]').value === '0'"
    )
    page.wait_for_function("document.querySelector('.rk-saved').dataset.is === 'saved'")


def test_control_s_saves_the_notebook(page):
    _cell(page, "t3.R1.nat").click()
    page.keyboard.press("Control+s")
    page.wait_for_function("!jupyterapp.shell.currentWidget.context.model.dirty")


def test_the_dark_theme_is_followed(page):
    ground = "getComputedStyle(document.querySelector('.rk-editor .rk-main-area').parentNode).backgroundColor"
    light = page.evaluate(ground)
    for theme in ("JupyterLab Dark", "JupyterLab Light"):
        page.evaluate(browsing.THEME, theme)
        page.wait_for_function(f"({ground} === '{light}') === {str('Light' in theme).lower()}")


def test_a_killed_kernel_loses_nothing(page, folder):
    _cell(page, "t3.R3_1.com").click()
    page.keyboard.type("3")
    page.wait_for_function("document.querySelector('.rk-saved').dataset.is === 'saving'")
    _saved(page, folder, "t3.R3_1.com", "3")
    lock = json.loads((folder / ".reportkit" / "lock.json").read_text(encoding="utf-8"))
    os.kill(lock["process"], signal.SIGKILL)
    page.wait_for_selector(".rk-banner:not([hidden])", timeout=60_000)
    _open(page)
    assert _cell(page, "t3.R3_1.com").input_value() == "3"
    page.get_by_role("button", name="撤销").click()
    page.wait_for_function("document.querySelector('.rk-saved').dataset.is === 'saving'")
    _saved(page, folder, "t3.R3_1.com", "1")


def test_the_three_files_are_made(page, folder):
    page.get_by_role("button", name="生成报告").click()
    page.get_by_role("button", name="生成正式报告").click()
    page.wait_for_function("document.querySelectorAll('[data-made]').length === 3", timeout=60_000)
    title = samples.filled().title
    assert {path.suffix for path in folder.glob(f"{title}.*")} == {".html", ".pdf", ".docx"}
