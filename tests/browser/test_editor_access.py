"""The editor for everybody: no violations told by axe-core, in light and dark, at every size."""

from __future__ import annotations

from pathlib import Path

import pytest

import browsing
import samples
from reportkit.widgets._desk import Desk

pytestmark = browsing.MARKS

_PANEL = "document.querySelector('.rk-editor')"


@pytest.fixture(scope="module")
def browser():
    with browsing.chromium() as page:
        yield page


def _faulty():
    report = samples.filled().replace({"t3.R4.nat": 1, "t2.rule.valid": "/", "t4.A.total": ""})
    desk = Desk(report, previous=samples.last_year())
    desk.act({"do": "enter", "at": {"section.1": "公开信息{{ t3.R1.tot }}条。", "section.6": ""}})
    return desk


_TABS = ("基本信息", "一、总体情况", "二、表二", "三、表三", "四、表四", "六、其他需要报告的事项")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_no_tab_has_a_violation(browser, dark):
    browsing.bare(browser, _faulty(), dark=dark)
    for label in _TABS:
        browser.get_by_role("tab", name=label).click()
        if "表" in label:
            browser.locator(".rk-panel:not([hidden]) .rk-cell").first.click()
        assert (label, browsing.violations(browser, _PANEL)) == (label, [])


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("name", ["载入报告…", "生成报告", "插入数字"])
def test_no_dialog_has_a_violation(browser, dark, name):
    browsing.bare(browser, _faulty(), dark=dark)
    browser.get_by_role("tab", name="一、总体情况").click()
    browser.get_by_role("button", name=name).locator("visible=true").first.click()
    browser.wait_for_timeout(200)
    if name == "载入报告…":
        text = Path(__file__).parents[2] / "src/reportkit/examples/青禾县林业局-2022.txt"
        browser.locator(".rk-file").set_input_files(text)
        browser.wait_for_selector(".rk-pair")
    assert browsing.violations(browser, _PANEL) == []


@pytest.mark.parametrize("zoom", [1.0, 1.25, 1.5])
def test_nothing_is_cut_off_when_enlarged(browser, zoom):
    browsing.bare(browser, _faulty())
    browser.set_viewport_size({"width": int(1366 / zoom), "height": int(768 / zoom)})
    for label in _TABS:
        browser.get_by_role("tab", name=label).click()
        wide = browser.evaluate(
            "[document.documentElement.scrollWidth - innerWidth,"
            " document.querySelector('.rk-main-area').scrollWidth - document.querySelector('.rk-main-area').clientWidth]"
        )
        assert wide[0] <= 0, label
        assert wide[1] <= 0, label
    browser.set_viewport_size({"width": 1366, "height": 768})


def test_a_narrow_window_scrolls_the_table_only(browser):
    browsing.bare(browser, _faulty())
    browser.set_viewport_size({"width": 520, "height": 700})
    browser.get_by_role("tab", name="三、表三").click()
    scroll = browser.evaluate(
        "(() => { const s = document.querySelector('.rk-panel:not([hidden]) .rk-scroll');"
        " return [s.scrollWidth > s.clientWidth, document.documentElement.scrollWidth <= innerWidth]; })()"
    )
    browser.set_viewport_size({"width": 1366, "height": 768})
    assert scroll == [True, True]


def test_the_labels_stay_when_a_narrow_table_is_scrolled(browser):
    browsing.bare(browser, _faulty())
    browser.set_viewport_size({"width": 520, "height": 700})
    browser.get_by_role("tab", name="三、表三").click()
    browser.locator('.rk-panel:not([hidden]) [data-cell="t3.R1.nat"]').click()
    browser.keyboard.press("End")
    where = browser.evaluate(
        "(() => { const s = document.querySelector('.rk-panel:not([hidden]) .rk-scroll');"
        " const left = (n) => n.getBoundingClientRect().left - s.getBoundingClientRect().left;"
        " const cell = document.activeElement.getBoundingClientRect();"
        " return [s.scrollLeft > 0, left(s.querySelector('tbody th')), cell.right <= s.getBoundingClientRect().right + 1]; })()"
    )
    browser.set_viewport_size({"width": 1366, "height": 768})
    assert where == [True, 0, True]


def test_the_panel_does_not_leave_the_window_when_a_finding_is_followed(browser):
    browsing.bare(browser, _faulty())
    browser.evaluate("document.querySelector('.rk-editor').before(document.createElement('div'))")
    browser.evaluate("document.querySelector('.rk-editor').previousSibling.style.height = '900px'")
    browser.locator(".rk-find", has_text="T3-01").click()
    top = browser.evaluate("document.querySelector('.rk-editor').getBoundingClientRect().top")
    assert 0 <= top < 768
    box = browser.evaluate(
        "(() => { const c = document.activeElement.getBoundingClientRect();"
        " const a = document.activeElement.closest('.rk-main-area').getBoundingClientRect();"
        " return [c.top >= a.top, c.bottom <= a.bottom]; })()"
    )
    assert box == [True, True]


def test_every_field_has_a_name(browser):
    browsing.bare(browser, _faulty())
    cell = browser.locator('[data-cell="t3.R3_3_1.com"]')
    assert cell.get_attribute("aria-label") == samples.filled().cell("t3.R3_3_1.com").place
    assert browser.locator(".rk-table th:not([scope])").count() == 0
