"""The editor's front end on a bare page: keys, clipboard, input methods, two views, no kernel."""

from __future__ import annotations

import pytest

import browsing
import samples
from reportkit import store
from reportkit.exporters import export
from reportkit.widgets._desk import Desk

pytestmark = browsing.MARKS


@pytest.fixture(scope="module")
def browser():
    with browsing.chromium() as page:
        yield page


@pytest.fixture
def page(browser):
    browsing.bare(browser, Desk(samples.filled()))
    yield browser
    assert browser.faults == []


def cell(page, name):
    return page.locator(f'.rk-panel:not([hidden]) [data-cell="{name}"]')


def focused(page):
    return page.evaluate("document.activeElement.dataset.cell ?? document.activeElement.tagName")


def text(page, name):
    return page.desk.session.report[name].text


def settled(page):
    """Wait until every message has its answer."""
    page.wait_for_timeout(60)


def tab(page, label):
    page.get_by_role("tab", name=label).click()


# --------------------------------------------------------------------------------- typing
def test_typing_replaces_and_marks_at_once(page):
    cell(page, "t3.R1.nat").click()
    page.keyboard.type("12")
    page.wait_for_selector('td[data-mark="error"]')
    assert text(page, "t3.R1.nat") == "12"
    assert cell(page, "t3.R1.nat").get_attribute("aria-invalid") == "true"
    assert "新收12" in cell(page, "t3.R1.nat").get_attribute("title")
    assert page.locator(".rk-sum").all_inner_texts() == ["应为 15"]


def test_escape_gives_back_what_stood_there(page):
    cell(page, "t3.R1.nat").click()
    page.keyboard.type("12")
    page.keyboard.press("Escape")
    settled(page)
    assert text(page, "t3.R1.nat") == "8"
    assert page.desk.session.changes == ()
    assert page.locator('td[data-mark="error"]').count() == 0


@pytest.mark.parametrize(
    ("keys", "where"),
    [
        ("ArrowRight", "t3.R1.com"), ("ArrowDown", "t3.R2.nat"), ("ArrowUp", "t3.R1.nat"),
        ("Tab", "t3.R1.com"), ("End", "t3.R1.tot"), ("Control+End", "t3.R4.tot"), ("Enter", "t3.R2.nat"),
        ("ArrowDown ArrowDown Shift+Enter", "t3.R2.nat"), ("Tab Shift+Tab", "t3.R1.nat"),
        ("End Home", "t3.R1.nat"), ("Control+End Control+Home", "t3.R1.nat"), ("1 ArrowRight", "t3.R1.com"),
        ("F2 ArrowLeft", "t3.R1.nat"), ("F2 Escape ArrowRight", "t3.R1.com"),
    ],
)  # fmt: skip
def test_keys_move_as_in_a_spreadsheet(page, keys, where):
    cell(page, "t3.R1.nat").click()
    for key in keys.split():
        page.keyboard.press(key)
    assert focused(page) == where


def test_f2_edits_where_the_caret_is(page):
    cell(page, "t3.R1.tot").click()
    for key in ("F2", "ArrowLeft", "9", "Enter"):
        page.keyboard.press(key)
    settled(page)
    assert text(page, "t3.R1.tot") == "191"


def test_a_double_click_edits_too(page):
    cell(page, "t3.R1.tot").dblclick()
    page.keyboard.type("0")
    settled(page)
    assert text(page, "t3.R1.tot") == "110"


def test_delete_clears_a_block_as_one_action(page):
    cell(page, "t3.R1.nat").click()
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Delete")
    settled(page)
    assert [text(page, f"t3.{r}.{c}") for r in ("R1", "R2") for c in ("nat", "com")] == [""] * 4
    page.keyboard.press("Control+z")
    settled(page)
    assert page.desk.session.report == samples.filled()
    assert cell(page, "t3.R1.com").input_value() == "2"


def test_undo_and_redo_by_key(page):
    cell(page, "t3.R1.nat").click()
    page.keyboard.type("1")
    page.keyboard.press("Tab")
    page.keyboard.type("5")
    page.keyboard.press("Tab")
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    settled(page)
    assert cell(page, "t3.R1.nat").input_value() == "8"
    page.keyboard.press("Control+y")
    page.keyboard.press("Control+Shift+z")
    settled(page)
    assert [text(page, "t3.R1.nat"), text(page, "t3.R1.com")] == ["1", "5"]


def test_what_is_typed_faster_than_the_answers_is_not_lost(page):
    page.evaluate("window.delay = 120")
    cell(page, "t3.R1.nat").click()
    page.keyboard.type("1234567", delay=15)
    page.wait_for_timeout(500)
    assert text(page, "t3.R1.nat") == "1234567"
    assert cell(page, "t3.R1.nat").input_value() == "1234567"
    sent = [m for m in page.evaluate("window.sent") if m["do"] == "enter"]
    assert len(sent) < 7
    page.keyboard.press("Control+z")
    page.wait_for_timeout(300)
    assert page.desk.session.report == samples.filled()


# --------------------------------------------------------------------------------- clipboard
def _paste(page, plain, html=""):
    page.evaluate(
        """([plain, html]) => {
      const data = new DataTransfer(); data.setData("text/plain", plain); if (html) data.setData("text/html", html);
      document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
    }""",
        [plain, html],
    )
    settled(page)


def test_a_block_is_pasted_as_one_action(page):
    cell(page, "t3.R1.nat").click()
    _paste(page, "1\t2\r\n3\t4\r\n")
    assert [text(page, f"t3.{r}.{c}") for r in ("R1", "R2") for c in ("nat", "com")] == [*"1234"]
    assert page.locator(".rk-notes").inner_text() == "粘贴2行×2列，填入4格。"
    page.keyboard.press("Control+z")
    settled(page)
    assert page.desk.session.report == samples.filled()


def test_a_block_that_is_too_large_asks(page):
    cell(page, "t3.R4.tot").click()
    _paste(page, "1\t2\r\n3\t4")
    assert text(page, "t3.R4.tot") == "2"
    page.get_by_role("button", name="只填表格里的部分").click()
    settled(page)
    assert text(page, "t3.R4.tot") == "1"


def test_a_table_from_a_web_page_is_taken_from_its_html(page):
    cell(page, "t3.R1.nat").click()
    html = "<table><tr><td><p>7</p></td><td>8<script>window.bad=1</script></td></tr></table>"
    _paste(page, "7\n\n8", html.replace("<script>window.bad=1</script>", ""))
    assert [text(page, "t3.R1.nat"), text(page, "t3.R1.com")] == ["7", "8"]
    assert page.evaluate("window.bad") is None


def test_copy_gives_a_block_as_text_and_as_a_table(page):
    cell(page, "t3.R1.nat").click()
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowDown")
    got = page.evaluate(
        """() => { const data = new DataTransfer();
      document.activeElement.dispatchEvent(new ClipboardEvent("copy", {clipboardData: data, bubbles: true, cancelable: true}));
      return [data.getData("text/plain"), data.getData("text/html")]; }"""
    )
    assert got[0] == "8\t2\r\n1\t0"
    assert got[1].count("<td>") == 4


def test_one_value_fills_the_chosen_block(page):
    cell(page, "t3.R3_3_1.nat").click()
    page.keyboard.press("Shift+ArrowDown")
    _paste(page, "0件")
    assert [text(page, f"t3.R3_3_{i}.nat") for i in (1, 2)] == ["0件", "0件"]


# --------------------------------------------------------------------------------- input methods
def _compose(page, *steps, final):
    client = page.context.new_cdp_session(page)
    for step in steps:
        client.send("Input.imeSetComposition", {"text": step, "selectionStart": len(step), "selectionEnd": len(step)})  # fmt: skip
        page.wait_for_timeout(40)
    client.send("Input.insertText", {"text": final})
    settled(page)


def test_an_input_method_is_left_alone_until_it_is_done(page):
    tab(page, "二、表二")
    cell(page, "t2.rule.valid").click()
    _compose(page, "w", "wu", final="无")
    assert text(page, "t2.rule.valid") == "无"
    sent = [m["at"]["t2.rule.valid"] for m in page.evaluate("window.sent") if m["do"] == "enter"]
    assert sent == ["无"]


def test_an_input_method_in_a_text(page):
    tab(page, "六、其他需要报告的事项")
    page.locator(".rk-panel:not([hidden]) textarea").click()
    page.keyboard.press("Control+End")
    _compose(page, "m", "mei", "mei you", final="没有")
    page.wait_for_timeout(300)
    assert page.desk.session.report.section(6).text.endswith("没有")
    sent = [m["text"] for m in page.evaluate("window.sent") if m["do"] == "splice"]
    assert sent == ["没有"]


# --------------------------------------------------------------------------------- keys that are not ours
@pytest.mark.parametrize("key", ["Control+s", "Control+p", "F5", "Alt+ArrowLeft"])
def test_keys_of_the_notebook_pass(page, key):
    page.evaluate(
        "window.passed = []; document.addEventListener('keydown', (e) => { window.passed.push([e.key, e.defaultPrevented]); e.preventDefault(); })"
    )
    cell(page, "t3.R1.nat").click()
    page.keyboard.press(key)
    passed = page.evaluate("window.passed")
    assert [key.split("+")[-1], False] in passed


def test_plain_letters_never_reach_the_notebook(page):
    page.evaluate(
        "window.passed = []; document.addEventListener('keydown', (e) => window.passed.push(e.key))"
    )
    cell(page, "t3.R1.nat").click()
    page.keyboard.type("dd")
    page.locator(".rk-tab").first.focus()
    page.keyboard.type("dda")
    assert page.evaluate("window.passed") == []


# --------------------------------------------------------------------------------- texts
def test_a_live_figure_is_chosen_by_its_name_and_shown(page):
    tab(page, "五、存在的主要问题及改进情况")
    area = page.locator(".rk-panel:not([hidden]) textarea")
    area.fill("收到件。")
    area.evaluate("(e) => e.setSelectionRange(2, 2)")
    page.locator(".rk-panel:not([hidden])").get_by_role("button", name="插入数字").click()
    page.get_by_placeholder("输入几个字").fill("新收 总计")
    page.keyboard.press("Enter")
    page.wait_for_selector(".rk-panel:not([hidden]) .rk-figure")
    assert page.desk.session.report.section(5).text == "收到{{ t3.R1.tot }}件。"
    assert page.locator(".rk-panel:not([hidden]) .rk-preview p").inner_text() == "收到11件。"


def test_the_preview_follows_the_table(page):
    page.desk.act({"do": "enter", "at": {"section.5": "收到{{ t3.R1.tot }}件。"}})
    browsing.bare(page, page.desk)
    cell(page, "t3.R1.tot").click()
    page.keyboard.type("15")
    settled(page)
    tab(page, "五、存在的主要问题及改进情况")
    assert page.locator(".rk-panel:not([hidden]) .rk-preview p").inner_text() == "收到15件。"


def test_what_a_finding_quotes_is_marked_in_the_text(page):
    tab(page, "一、总体情况")
    area = page.locator(".rk-panel:not([hidden]) textarea")
    area.fill(area.input_value().replace("申请11件", "申请12件"))
    page.wait_for_timeout(400)
    marked = page.locator(".rk-panel:not([hidden]) .rk-back mark.rk-on-error").all_text_contents()
    assert ["申请12件" in text for text in marked] == [True]
    area.evaluate("(e) => { const at = e.value.indexOf('申请12件'); e.setSelectionRange(at, at); }")
    area.press("ArrowRight")
    assert "NA-01" in page.locator(".rk-find[aria-expanded=true]").inner_text()


def test_topics_are_ticked_off(page):
    tab(page, "一、总体情况")
    page.locator(".rk-panel:not([hidden]) textarea").fill("（一）主动公开。公开信息3条。")
    page.wait_for_timeout(400)
    assert page.locator('.rk-topic[data-there="yes"]').all_inner_texts() == ["✓ 主动公开"]


def test_typing_in_the_middle_sends_the_stretch_only(page):
    tab(page, "一、总体情况")
    area = page.locator(".rk-panel:not([hidden]) textarea")
    area.click()
    area.evaluate("(e) => e.setSelectionRange(5, 5)")
    page.keyboard.type("（𠮷）")
    page.wait_for_timeout(400)
    assert page.desk.session.report.section(1).text == area.input_value()
    assert max(len(str(m)) for m in page.evaluate("window.sent")) < 500


# --------------------------------------------------------------------------------- findings
def test_a_click_on_a_finding_leads_to_its_cell(page):
    page.desk.act({"do": "enter", "at": {"t4.A.total": "9"}})
    browsing.bare(page, page.desk)
    page.locator(".rk-find", has_text="T4-01").click()
    assert focused(page) in {"t4.A.keep", "t4.A.total"}
    assert page.get_by_role("tab", name="四、表四").get_attribute("aria-selected") == "true"


def test_a_repair_is_applied_by_one_click_and_undone(page):
    cell(page, "t3.R4.nat").click()
    page.keyboard.type("1")
    page.get_by_role("button", name="就这样改").first.click()
    settled(page)
    assert page.desk.session.report == samples.filled()
    page.get_by_role("button", name="撤销").click()
    settled(page)
    assert text(page, "t3.R4.nat") == "1"


def test_the_rule_is_explained_on_request(page):
    cell(page, "t3.R4.nat").click()
    page.keyboard.type("1")
    page.get_by_role("button", name="为什么").first.click()
    page.wait_for_selector(".rk-fact-list")
    assert "勾稽" in page.locator(".rk-fact-list").inner_text()


def test_a_finding_is_set_aside_with_a_reason_and_counted(page):
    tab(page, "一、总体情况")
    page.locator(".rk-panel:not([hidden]) textarea").fill("全年公开信息3条。")
    page.locator(".rk-find", has_text="ST-06").click()
    page.get_by_role("button", name="不采纳…").click()
    page.keyboard.type("另有专门说明")
    page.keyboard.press("Enter")
    settled(page)
    page.get_by_role("button", name="已处理 1").click()
    assert "另有专门说明" in page.locator(".rk-decided").inner_text()


def test_findings_are_filtered_by_weight(page):
    page.desk.act({"do": "enter", "at": {"t3.R4.nat": "1", "section.1": "公开信息3条。"}})
    browsing.bare(page, page.desk)
    page.locator(".rk-chip-warning").click()
    kinds = page.locator(".rk-item").evaluate_all("all => all.map((e) => e.dataset.severity)")
    assert set(kinds) == {"warning"}


# --------------------------------------------------------------------------------- two views, no kernel
def test_two_views_stay_in_step(page):
    page.evaluate("void window.openView()")
    page.wait_for_function("document.querySelectorAll('.rk-editor').length === 2")
    settled(page)
    first = page.locator('.rk-editor >> nth=0 >> [data-cell="t3.R1.nat"]')
    second = page.locator('.rk-editor >> nth=1 >> [data-cell="t3.R1.nat"]')
    first.click()
    page.keyboard.type("12")
    settled(page)
    assert second.input_value() == "12"
    page.locator(".rk-editor >> nth=0").get_by_role("tab", name="一、总体情况").click()
    page.locator(".rk-editor >> nth=0 >> .rk-panel:not([hidden]) textarea").press("Control+Home")
    page.keyboard.type("另")
    page.wait_for_timeout(400)
    assert page.locator(".rk-editor >> nth=1 >> textarea >> nth=1").input_value().startswith("另")


def test_without_an_answer_the_panel_is_read_only_and_says_so(page):
    page.evaluate("window.dead = true")
    cell(page, "t3.R1.nat").click()
    page.keyboard.type("1")
    page.wait_for_selector(".rk-banner:not([hidden])", timeout=12_000)
    assert "未连接" in page.locator(".rk-banner").inner_text()
    assert not cell(page, "t3.R1.nat").is_editable()
    page.evaluate("window.dead = false")
    page.wait_for_selector(".rk-banner", state="hidden", timeout=12_000)
    assert cell(page, "t3.R1.nat").is_editable()


def test_markup_stays_text(page):
    evil = "<img src=x onerror=window.bad=1>"
    page.desk.act({"do": "enter", "at": {"t3.R1.nat": evil, "title": evil, "section.1": evil}})
    browsing.bare(page, page.desk)
    for label in ("一、总体情况", "三、表三"):
        tab(page, label)
    assert page.evaluate("window.bad") is None
    assert page.locator(".rk-editor img").count() == 0


# --------------------------------------------------------------------------------- files
@pytest.fixture
def file(tmp_path):
    return export(samples.last_year(), tmp_path / "上年.html")


def test_a_file_is_read_settled_and_taken_over(page, file):
    damaged = file.read_text(encoding="utf-8").replace("四、结转下年度继续办理", "四、读不清")
    file.write_text(damaged, encoding="utf-8")
    page.get_by_role("button", name="载入报告…").click()
    page.locator(".rk-file").set_input_files(str(file))
    page.wait_for_selector(".rk-doubt")
    assert "有7格没有读出" in page.locator(".rk-left").inner_text()
    assert "一、总体情况" in page.locator(".rk-source").inner_text()
    for field in page.locator(".rk-doubt input").all():
        field.fill("1")
    page.locator(".rk-left").click()
    page.wait_for_function("document.querySelector('.rk-left').textContent.startsWith('全部读出')")
    page.get_by_role("button", name="采用", exact=True).click()
    page.wait_for_function("document.querySelector('.rk-title').textContent.includes('2022')")
    assert text(page, "t3.R4.nat") == "1"


def test_a_file_that_cannot_be_read_is_told_where_it_was_chosen(page, tmp_path):
    odd = tmp_path / "a.txt"
    odd.write_text("没有报告", encoding="utf-8")
    page.get_by_role("button", name="载入报告…").click()
    for _ in range(2):  # the same file twice
        page.locator(".rk-file").set_input_files(str(odd))
        page.wait_for_function(
            "document.querySelector('.rk-told').textContent.includes('没有找到')"
        )
    page.keyboard.press("Escape")
    assert page.locator(".rk-dialog").count() == 0
    assert page.desk.session.report == samples.filled()


def test_what_stands_in_the_way_of_a_release_is_listed_and_linked(page):
    page.desk.act({"do": "enter", "at": {"t4.A.total": "9"}})
    browsing.bare(page, page.desk)
    page.get_by_role("button", name="生成报告").click()
    page.locator(".rk-release .rk-choice", has_text="T4-01").click()
    assert focused(page).startswith("t4.A.")
    assert page.get_by_role("button", name="生成正式报告").count() == 0


def test_a_file_that_misses_its_place_does_not_replace_the_page(page):
    page.get_by_role("button", name="载入报告…").click()
    prevented = page.evaluate(
        """() => ["dragover", "drop"].map((kind) => !document.querySelector(".rk-dialog").dispatchEvent(
      new DragEvent(kind, {dataTransfer: new DataTransfer(), bubbles: true, cancelable: true})))"""
    )
    assert prevented == [True, True]


# --------------------------------------------------------------------------------- the file elsewhere
def test_a_second_opener_sees_a_warning(browser, tmp_path):
    path = store.save(samples.filled(), tmp_path / "report.json")
    first = Desk(path)
    browsing.bare(browser, Desk(path))
    assert "也打开着这份报告" in browser.locator(".rk-notes").inner_text()
    first.close()


def test_a_file_changed_elsewhere_asks_which_to_keep(browser, tmp_path):
    path = store.save(samples.filled(), tmp_path / "report.json")
    desk = Desk(path)
    store.save(samples.last_year(), path)
    desk.act({"do": "enter", "at": {"t3.R1.nat": "9"}})
    desk.save()
    browsing.bare(browser, desk)
    browser.get_by_role("button", name="换成文件里的").click()
    browser.wait_for_function("document.querySelector('.rk-title').textContent.includes('2022')")
    assert desk.session.report == samples.last_year()


def test_a_text_that_fell_out_of_step_is_sent_whole(page):
    tab(page, "六、其他需要报告的事项")
    page.desk.session.enter({"section.6": "别处改的。"})
    area = page.locator(".rk-panel:not([hidden]) textarea")
    area.fill("这里写的。")
    page.wait_for_timeout(500)
    assert page.desk.session.report.section(6).text == "这里写的。"


def test_a_date_that_is_none_is_refused_and_the_old_one_shown(page):
    tab(page, "基本信息")
    field = page.get_by_label("落款日期")
    field.fill("明天")
    field.press("Enter")
    page.wait_for_selector(".rk-notes.rk-bad")
    assert field.input_value() == "2024-01-15"


def test_a_field_can_be_filled_undone_and_filled_the_same_again(page):
    tab(page, "基本信息")
    field = page.get_by_label("联系电话")
    for _ in range(2):
        field.click()
        field.fill("0599-1")
        settled(page)
        assert page.desk.session.report.contact.phone == "0599-1"
        page.keyboard.press("Control+z")
        settled(page)
        assert field.input_value() == "0599-6621870"


def test_the_title_follows_the_name_while_it_is_typed(page):
    page.evaluate("window.delay = 60")
    tab(page, "基本信息")
    field = page.get_by_label("单位全称")
    field.fill("")
    field.press_sequentially("松溪县林业局", delay=25)
    page.wait_for_timeout(600)
    assert field.input_value() == "松溪县林业局"
    assert page.get_by_label("标题").input_value() == "松溪县林业局2023年政府信息公开工作年度报告"
    assert page.get_by_label("落款单位").input_value() == "松溪县林业局"


def test_a_block_is_chosen_with_the_mouse(page):
    cell(page, "t3.R1.nat").hover()
    page.mouse.down()
    cell(page, "t3.R2.com").hover()
    page.mouse.up()
    assert page.locator("td.rk-picked").count() == 4
    page.keyboard.press("Delete")
    settled(page)
    assert [text(page, f"t3.{r}.{c}") for r in ("R1", "R2") for c in ("nat", "com")] == [""] * 4


def test_shift_and_a_click_choose_a_block(page):
    cell(page, "t3.R1.nat").click()
    cell(page, "t3.R2.res").click(modifiers=["Shift"])
    assert page.locator("td.rk-picked").count() == 6
