"""From an empty folder to the three files, following only what is on the screen.

With ``REPORTKIT_PICTURES`` naming a folder, every step leaves a picture there; those of
``docs/pictures/walk`` are made this way.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

import browsing
import reportkit as rk
import samples
from reportkit import cli, examples, store

pytestmark = [*browsing.MARKS, pytest.mark.timeout(300)]
ROOT = Path(__file__).parents[2]


class Walk:
    """A person before the screen: clicks what can be read there, and takes a picture of it."""

    def __init__(self, page):
        self.page = page
        self.steps = 0

    def picture(self, name):
        """Take a picture of this step, if pictures are wanted."""
        self.page.wait_for_timeout(350)
        self.steps += 1
        if os.environ.get("REPORTKIT_PICTURES"):
            folder = Path(os.environ["REPORTKIT_PICTURES"])
            folder.mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=str(folder / f"{self.steps:02}-{name}.png"))

    def press(self, name):
        """Press a button by what stands on it."""
        self.page.get_by_role("button", name=name, exact=True).locator("visible=true").first.click()

    def tab(self, name):
        """Choose a part of the report."""
        self.page.get_by_role("tab", name=name).click()

    def field(self, label):
        """Find a field by its label."""
        return self.page.get_by_label(label, exact=True).locator("visible=true").first

    def cell(self, name):
        """Find a cell of the table that is shown."""
        return self.page.locator(f'.rk-panel:not([hidden]) [data-cell="{name}"]')

    def said(self, text):
        """Wait for a notice, and put it away: the next one may say the same."""
        self.page.wait_for_function(
            "(text) => { const notes = document.querySelector('.rk-notes');"
            " if (!notes.textContent.includes(text)) return false;"
            " notes.replaceChildren(); return true; }",
            arg=text,
        )

    def paste(self, text):
        """Paste what was copied elsewhere."""
        self.page.evaluate("(text) => navigator.clipboard.writeText(text)", text)
        self.page.keyboard.press("Control+v")


@pytest.fixture
def walk(tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    # The folder is seen on the pictures, so it gets a place that does not look odd there.
    place = Path(tempfile.mkdtemp()) if os.environ.get("REPORTKIT_PICTURES") else tmp_path
    folder = place / "2023年报"
    words = ["new", str(folder), "--agency", samples.AGENCY, "--year", "2023"]
    assert cli.main(words) == 0
    with browsing.lab(folder, home) as address, browsing.chromium() as page:
        browsing.open_notebook(page, address, "report.ipynb")
        page.evaluate("() => window.jupyterapp.shell.collapseLeft()")
        page.set_default_timeout(60_000)  # a busy machine is no fault
        page.folder = folder
        yield Walk(page)
        assert page.faults == []


def test_from_an_empty_folder_to_three_files(walk):
    _start(walk)
    _cover(walk)
    _last_year(walk)
    _table_three(walk)
    _other_tables(walk)
    _texts(walk)
    _files(walk)


def _start(walk):
    page = walk.page
    page.get_by_role("heading", name="怎样使用这个页面").wait_for()
    page.evaluate("async () => { await jupyterapp.shell.currentWidget.context.sessionContext.ready; await jupyterapp.shell.currentWidget.context.sessionContext.session.kernel.info; }")  # fmt: skip
    walk.picture("打开")
    page.locator("#jp-MainMenu").get_by_text("运行", exact=True).click()
    walk.picture("菜单")
    page.locator(".lm-Menu-itemLabel").get_by_text("运行所有单元格", exact=True).click()
    page.wait_for_selector(".rk-tab", timeout=60_000)
    page.locator(".rk-editor").scroll_into_view_if_needed()


def _cover(walk):
    walk.tab("基本信息")
    assert walk.field("标题").input_value() == samples.filled().title
    walk.field("单位类型").select_option(label="部门和其他单独报告的单位")
    walk.field("落款日期").fill("2024年1月15日")
    walk.field("联系电话").fill("0599-6621870")
    walk.page.locator(".rk-panel:not([hidden]) textarea").fill(samples.filled().introduction)
    walk.picture("基本信息")
    assert walk.field("落款日期").input_value() == "2024-01-15"


def _last_year(walk):
    walk.press("载入上年…")
    walk.picture("载入上年")
    walk.page.locator(".rk-file").set_input_files(str(examples.PREVIOUS))
    walk.page.wait_for_selector(".rk-pair")
    walk.picture("核对读出的内容")
    walk.press("采用为上年度报告")
    walk.said("已载入上年度报告")


def _table_three(walk):
    walk.tab("三、表三")
    walk.press("填上年结转")
    walk.said("已按上年报告填入上年结转")
    report = samples.filled()
    rows = [r for r in report.tables["t3"].row_keys if r not in {"R2", "R3_7"}]
    shown = [r for r in rows if any(report[c].number for c in report.tables["t3"].row_cells(r))]
    for row in shown:
        cells = [c for c in report.tables["t3"].row_cells(row) if not c.endswith(".tot")]
        walk.cell(cells[0]).click()
        walk.paste("\t".join(report[cell].text for cell in cells))
        walk.said("填入6格")
    walk.press("空格填0")
    walk.said("个空格填成0")
    walk.press("填入合计")
    walk.said("已填入合计")
    walk.cell("t3.R4.nat").click()
    walk.page.keyboard.type("1")
    walk.page.wait_for_selector('.rk-panel:not([hidden]) td[data-mark="error"]')
    walk.picture("填错当场标出")
    walk.press("就这样改")
    walk.said("已经改好")
    walk.picture("表三填好")


def _other_tables(walk):
    for label, table in (("二、表二", "t2"), ("四、表四", "t4")):
        walk.tab(label)
        for name, value in samples.filled().values.items():
            if name.startswith(table) and value.number and not name.endswith("total"):
                walk.cell(name).click()
                walk.page.keyboard.type(value.text)
        walk.press("空格填0")
        walk.said("个空格填成0")
        walk.press("填入合计")
    walk.picture("表四")


def _texts(walk):
    page = walk.page
    report = samples.filled()
    for label, no in (("一、总体情况", 1), ("五、存在的主要问题及改进情况", 5), ("六、其他需要报告的事项", 6)):  # fmt: skip
        walk.tab(label)
        area = page.locator(".rk-panel:not([hidden]) textarea")
        area.fill(report.section(no).text.replace("申请11件", "申请12件"))
        page.wait_for_timeout(500)
        if no == 1:
            walk.picture("文字和表格对不上")
            at = area.input_value().index("12件，上年结转")
            area.evaluate("(e, at) => e.setSelectionRange(at, at + 2)", at)
            walk.press("插入数字")
            page.get_by_label("查找数字").fill("新收 总计")
            walk.picture("插入数字")
            page.keyboard.press("Enter")
            page.wait_for_selector(".rk-panel:not([hidden]) .rk-figure")
            walk.picture("跟着表格走的数")
    page.wait_for_function("document.querySelector('.rk-saved').dataset.is === 'saved'")


def _files(walk):
    page = walk.page
    walk.press("生成报告")
    walk.picture("发布前检查")
    walk.press("生成正式报告")
    page.wait_for_function("document.querySelectorAll('[data-made]').length === 3", timeout=90_000)
    walk.picture("三种文件")
    title = samples.filled().title
    assert {p.suffix for p in page.folder.glob(f"{title}.*")} == {".html", ".pdf", ".docx"}
    saved = store.load(page.folder / "report.json")
    again = rk.load(page.folder / f"{title}.docx")
    assert dict(saved.values) == dict(samples.filled().values) == dict(again.values)
    assert [s.text for s in again.sections] == [s.text for s in samples.filled().sections]
