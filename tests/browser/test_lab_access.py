"""The panel in JupyterLab for everybody: no violations told by axe-core, in light and dark."""

from __future__ import annotations

import pytest

import browsing
import samples
from reportkit import project

pytestmark = browsing.MARKS

_PANEL = "document.querySelector('.rk-editor')"
_TABS = ("基本信息", "一、总体情况", "二、表二", "三、表三", "四、表四", "六、其他需要报告的事项")


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """Run all cells of the notebook of a report with faults, beside last year's figures."""
    report = samples.filled().replace({"t3.R4.nat": 1, "t2.rule.valid": "/", "t4.A.total": ""})
    folder, home = tmp_path_factory.mktemp("project"), tmp_path_factory.mktemp("home")
    project.create(folder, report)
    with browsing.lab(folder, home) as address, browsing.chromium() as page:
        browsing.open_notebook(page, address, project.NOTEBOOK)
        assert page.evaluate(browsing.RUN_ALL) is True
        page.wait_for_selector(".rk-tab", timeout=60_000)
        yield page
        assert page.faults == []


@pytest.fixture(params=["JupyterLab Light", "JupyterLab Dark"])
def themed(page, request):
    page.evaluate(browsing.THEME, request.param)
    light = str("Light" in request.param).lower()
    page.wait_for_function(f"document.body.dataset.jpThemeLight === '{light}'")
    return page


def test_no_tab_has_a_violation(themed):
    for label in _TABS:
        themed.get_by_role("tab", name=label).click()
        if "表" in label:
            themed.locator(".rk-panel:not([hidden]) .rk-cell").first.click()
        assert (label, browsing.violations(themed, _PANEL)) == (label, [])


@pytest.mark.parametrize("name", ["载入上年…", "版本", "生成报告"])
def test_no_dialog_has_a_violation(themed, name):
    themed.get_by_role("button", name=name).click()
    themed.wait_for_function("!document.querySelector('.rk-dialog').textContent.includes('正在')")
    found = browsing.violations(themed, _PANEL)
    themed.keyboard.press("Escape")
    assert found == []
