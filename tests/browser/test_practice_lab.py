"""A lesson's exercises in JupyterLab, by clicks and keys."""

from __future__ import annotations

import json

import pytest

import browsing
import lesson_pages
from reportkit.lessons import RECORDS, exercise

pytestmark = browsing.MARKS


def _seeds():
    """Yield seeds of exercises at level 1 with one wrong figure in table 3."""
    for seed in range(1, 500):
        planted = exercise(4, seed=seed).planted
        if len(planted) == 1 and planted[0].places[0].count(".") == 2 and planted[0].right:
            yield seed


FIRST, SECOND = (seed for seed, _ in zip(_seeds(), range(2), strict=False))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lessons")
    practice = f"from reportkit.widgets import Practice\n\nPractice(4, seed={FIRST})"
    lesson_pages.notebook(folder / "课.ipynb", practice)
    return folder


@pytest.fixture(scope="module")
def page(folder, tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    with browsing.lab(folder, home) as address, browsing.chromium() as page:
        page.address = address
        browsing.open_notebook(page, address, "课.ipynb")
        assert page.evaluate(browsing.RUN_ALL) is True
        page.wait_for_selector("article.rk-paper", timeout=60_000)
        yield page
        assert page.faults == []


def _spot(page, place):
    return page.locator(f'article [data-place="{place}"]').first


def _press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def _number(page):
    return page.locator(".rk-fact-number strong").inner_text()


def _numbered(page, number):
    page.wait_for_function(
        "(number) => document.querySelector('.rk-fact-number strong')?.textContent === number",
        arg=number,
    )


def test_a_wrong_answer_and_a_hint_cost_and_are_explained(page):
    assert _number(page) == f"1-K4-1-{FIRST}"
    _spot(page, "title").click()
    page.keyboard.type("ST-08")
    page.keyboard.press("Enter")
    _press(page, "记下")
    page.locator(".rk-claim").wait_for()
    _press(page, "给我提示（扣1分）")
    planted = exercise(4, seed=FIRST).planted[0]
    page.locator(".rk-hint-list", has_text=planted.fault.ask).wait_for()
    _press(page, "核对答案")
    page.wait_for_selector(".rk-score")
    assert page.locator(".rk-score strong").inner_text() == "0"
    assert [card.get_attribute("data-mark") for card in page.locator(".rk-fault").all()] == [
        "missed",
        "alarm",
    ]
    assert _spot(page, planted.places[0]).locator(".rk-sign").inner_text().startswith("漏")
    assert "依据" in page.locator(".rk-about").first.inner_text()


def test_the_next_exercise_is_another_one(page):
    before = _number(page)
    _press(page, "下一题")
    page.wait_for_function(
        "(before) => document.querySelector('.rk-fact-number strong')?.textContent !== before",
        arg=before,
    )
    assert _number(page).startswith("1-K4-1-")
    assert page.locator(".rk-score").count() == 0


def test_a_number_gives_that_exercise_and_a_right_answer_full_marks(page):
    page.get_by_label("按题号做题").fill(f"1-K4-1-{SECOND}")
    page.keyboard.press("Enter")
    _numbered(page, f"1-K4-1-{SECOND}")
    planted = exercise(4, seed=SECOND).planted[0]
    _spot(page, planted.places[0]).locator(".rk-target").focus()
    page.keyboard.press("Enter")
    page.keyboard.type(planted.fault.rule)
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.classList.contains('rk-value-field')")
    page.keyboard.type(planted.right)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator(".rk-claim", has_text=f"改为：{planted.right}").wait_for()
    _press(page, "核对答案")
    page.wait_for_selector('.rk-score[data-well="full"]')
    assert "全对" in page.locator(".rk-score").inner_text()


def test_the_keys_of_an_exercise_do_not_reach_the_notebook(page):
    cells = page.evaluate("window.jupyterapp.shell.currentWidget.content.widgets.length")
    _spot(page, "title").focus()
    page.keyboard.press("d")
    page.keyboard.press("d")
    page.keyboard.press("b")
    assert page.evaluate("window.jupyterapp.shell.currentWidget.content.widgets.length") == cells


def test_the_whole_of_table_three_is_seen_without_moving_sideways(page):
    wide = page.evaluate(
        "(() => { const frame = document.querySelector('article .rk-scroll');"
        " return [frame.scrollWidth - frame.clientWidth,"
        " document.querySelector('.rk-main-area').scrollWidth"
        " - document.querySelector('.rk-main-area').clientWidth]; })()"
    )
    assert max(wide) <= 0


def test_a_reload_of_the_page_loses_nothing(page):
    page.evaluate("() => window.jupyterapp.commands.execute('docmanager:save')")
    browsing.open_notebook(page, page.address, "课.ipynb")  # nothing is run again
    page.wait_for_selector(".rk-score", timeout=60_000)
    assert _number(page) == f"1-K4-1-{SECOND}"
    assert "已做2题" in page.locator(".rk-bar").inner_text()


def test_what_was_done_is_written_down_and_can_be_deleted(page, folder):
    lines = (folder / RECORDS).read_text(encoding="utf-8").splitlines()
    outcomes = [json.loads(line)["outcome"] for line in lines]
    assert outcomes == ["not-attempted", "right"]
    _press(page, "清除练习记录")
    _press(page, "清除")
    page.locator(".rk-mastery").wait_for(state="hidden")
    assert not (folder / RECORDS).exists()
