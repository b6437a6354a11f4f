"""One editor on several pages of JupyterLab: a second view, a second tab, the cell run again."""

from __future__ import annotations

import pytest

import browsing
import samples
from reportkit import project, store

pytestmark = browsing.MARKS

CELL = "t3.R1.nat"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return project.create(tmp_path_factory.mktemp("project"), samples.filled())


@pytest.fixture(scope="module")
def first(folder, tmp_path_factory):
    """Run all cells of the notebook once, and save it, so that another page shows the editor."""
    home = tmp_path_factory.mktemp("home")
    with browsing.lab(folder, home) as address, browsing.chromium() as page:
        page.address = address
        browsing.open_notebook(page, address, project.NOTEBOOK)
        page.evaluate(browsing.READY)
        page.locator("#jp-MainMenu").get_by_text("运行", exact=True).click()
        page.locator(".lm-Menu-itemLabel").get_by_text("运行所有单元格", exact=True).click()
        page.wait_for_selector(".rk-tab", timeout=60_000)
        yield page
        assert page.faults == []


@pytest.fixture
def second(first):
    """Open the notebook in another tab of the browser, without running anything."""
    _save_notebook(first)
    page = browsing.another(first)
    browsing.open_notebook(page, first.address, project.NOTEBOOK)
    page.wait_for_selector(".rk-tab", timeout=60_000)
    yield page
    faults = page.faults
    page.close()
    assert faults == []


def _save_notebook(page):
    page.evaluate("() => jupyterapp.commands.execute('docmanager:save')")
    page.wait_for_function("!window.jupyterapp.shell.currentWidget.context.model.dirty")


def _type(page, text, *, view=0):
    page.bring_to_front()
    page.locator(f'[data-cell="{CELL}"]').nth(view).click()
    page.keyboard.type(text)


def _shows(page, text, *, views=1):
    """Wait until every view of a page shows this in the cell."""
    page.wait_for_function(
        """([cell, text, views]) => { const all = [...document.querySelectorAll(`[data-cell="${cell}"]`)];
          return all.length === views && all.every((one) => one.value === text); }""",
        arg=[CELL, text, views],
    )


def _saved(page, folder, text):
    page.wait_for_function("document.querySelector('.rk-saved').dataset.is === 'saved'")
    assert store.load(folder / project.DATA)[CELL].text == text


def test_after_the_first_run_the_form_is_in_sight(first):
    """JupyterLab itself goes to the last cell; a clerk would not know where the form is."""
    first.wait_for_function("""() => {
      const box = document.querySelector('.rk-editor').getBoundingClientRect();
      const frame = document.querySelector('.jp-WindowedPanel-outer').getBoundingClientRect();
      return box.top >= frame.top - 1 && box.bottom <= frame.bottom;
    }""")


def test_a_second_view_shows_the_same_and_takes_edits(first, folder):
    first.evaluate("""async () => {
      const notebook = jupyterapp.shell.currentWidget.content;
      notebook.activeCellIndex = notebook.widgets.findIndex((cell) => cell.model.id === "editor");
      await jupyterapp.commands.execute("notebook:create-output-view");
    }""")
    _shows(first, "8", views=2)
    _type(first, "9", view=1)
    _shows(first, "9", views=2)
    _type(first, "10", view=0)
    _shows(first, "10", views=2)
    marks = first.locator('.rk-editor td[data-mark="error"]')
    assert marks.count() >= 4
    assert marks.count() % 2 == 0
    first.evaluate(
        "() => [...jupyterapp.shell.widgets('main')].find((one) => !one.context).close()"
    )
    _shows(first, "10")
    _saved(first, folder, "10")


def test_two_tabs_show_the_same_and_lose_nothing(first, second, folder):
    _shows(second, "10")
    _type(second, "7")
    _shows(first, "7")
    _type(first, "5")
    _shows(second, "5")
    second.bring_to_front()
    second.keyboard.type("6")  # the cell is still chosen there: typing replaces
    _shows(second, "6")
    _shows(first, "6")
    _saved(first, folder, "6")


def test_what_is_typed_just_before_a_tab_is_closed_is_saved(first, second, folder):
    _type(second, "14")
    _shows(second, "14")
    second.wait_for_function("document.querySelector('.rk-saved').dataset.is !== 'memory'")
    second.goto("about:blank")
    _shows(first, "14")
    _saved(first, folder, "14")


def test_texts_of_two_tabs_stay_in_step(first, second):
    for page in (first, second):
        page.get_by_role("tab", name="一、总体情况").click()
    for page, other, word in ((second, first, "甲"), (first, second, "乙")):
        page.bring_to_front()
        page.locator(".rk-panel:not([hidden]) textarea").press("Control+Home")
        page.keyboard.type(word)
        other.wait_for_function(
            "(word) => document.querySelector('.rk-panel:not([hidden]) textarea').value.startsWith(word)",
            arg=word,
        )
    for page in (first, second):
        page.get_by_role("tab", name="三、表三").click()


def test_run_again_elsewhere_is_said_on_the_older_page(first, second):
    assert second.evaluate(browsing.RUN_ALL) is True
    _shows(second, "14")
    first.bring_to_front()
    first.wait_for_selector(".rk-ended")
    assert "重新打开过了" in first.locator(".rk-ended").inner_text()
    _type(second, "8")
    _shows(second, "8")
    assert first.evaluate(browsing.RUN_ALL) is True
    _shows(first, "8")
    assert first.locator(".rk-notes").inner_text() == ""


@pytest.mark.parametrize("round_", [1, 2])
def test_a_reopened_notebook_is_run_at_once_without_a_fault(first, round_):
    """Its old editor is still being opened by the page when the cell makes a new one."""
    assert round_
    _save_notebook(first)
    browsing.open_notebook(first, first.address, project.NOTEBOOK)
    assert first.evaluate(browsing.RUN_ALL) is True
    _shows(first, "8")
    first.wait_for_timeout(2500)  # after two seconds the widget library gives up, and says so
    assert first.faults == []
