"""The screen of the exercises on a bare page: keys, marks, what is shown and what never is."""

from __future__ import annotations

import dataclasses

import pytest

import browsing
import lesson_pages
import lesson_samples
from lesson_samples import CELL, OTHER
from reportkit.widgets._practice_case import CaseDesk
from reportkit.widgets._practice_desk import PracticeDesk
from reportkit.widgets._practice_exam import ExamDesk

pytestmark = browsing.MARKS

_PANEL = "document.querySelector('.rk-lesson')"


@pytest.fixture(scope="module")
def browser():
    with browsing.chromium() as page:
        yield page


@pytest.fixture
def page(browser):
    lesson_pages.bare(browser, PracticeDesk(lesson_samples.exercise(number="案例")))
    yield browser
    assert browser.faults == []


def spot(page, place):
    return page.locator(f'article [data-place="{place}"]').first


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def note(page, place, rule, value=None):
    """Write down by clicks and keys that something is wrong."""
    spot(page, place).click()
    page.keyboard.type(rule)
    page.get_by_role("option", name=rule).first.wait_for()
    page.keyboard.press("Enter")
    if value is not None:
        page.get_by_label("应当怎样写").fill(value)
    press(page, "记下")
    page.locator(".rk-claim", has_text=rule).first.wait_for()


def focused(page):
    return page.evaluate("document.activeElement.closest('[data-place]')?.dataset.place ?? ''")


# ------------------------------------------------------------------------------- answering
def test_a_click_opens_the_panel_with_what_stands_there(page):
    spot(page, CELL).click()
    assert "表三“予以公开" in page.locator(".rk-pick").inner_text()
    page.get_by_role("option", name="T3-03").first.click()
    assert page.get_by_label("应当怎样写").input_value() == page.desk.sitting.exercise.places[CELL]


def test_a_label_is_changed_where_it_stands(page):
    page.locator("article th", has_text="自然人").click()
    assert page.locator(".rk-pick h3").inner_text() == "表三"
    assert page.locator("article th.rk-picked").inner_text() == "自然人"
    page.keyboard.type("T3-08")
    page.keyboard.press("Enter")
    assert page.get_by_label("应当怎样写").input_value() == "自然人"
    press(page, "记下")
    page.locator(".rk-claim").wait_for()
    assert page.desk.sitting.claims[0].value == ""


def test_what_is_noted_stands_in_the_list_and_on_the_sheet(page):
    note(page, CELL, "T3-03", "5")
    note(page, OTHER, "NA-01")
    assert page.locator(".rk-claim").count() == 2
    assert "改为：5" in page.locator(".rk-claim").first.inner_text()
    assert spot(page, CELL).locator(".rk-sign").inner_text().startswith("1")
    assert spot(page, OTHER).get_attribute("data-mark") == "noted"


def test_a_claim_is_changed_and_taken_back(page):
    note(page, CELL, "T3-03", "5")
    page.get_by_role("button", name="修改第1处").click()
    page.get_by_label("应当怎样写").fill("6")
    press(page, "记下")
    page.locator(".rk-claim", has_text="改为：6").wait_for()
    page.get_by_role("button", name="删除第1处").click()
    page.locator(".rk-claim").wait_for(state="detached")


def test_a_claim_takes_another_rule_and_a_place_a_second_fault(page):
    note(page, CELL, "T3-03")
    spot(page, CELL).click()
    press(page, "换一条")
    page.keyboard.type("T3-02")
    page.keyboard.press("Enter")
    press(page, "记下")
    page.locator(".rk-claim", has_text="T3-02").wait_for()
    assert page.locator(".rk-claim").count() == 1
    spot(page, CELL).click()
    press(page, "这里还有一处问题")
    page.keyboard.type("T3-04")
    page.keyboard.press("Enter")
    press(page, "记下")
    page.locator(".rk-claim").nth(1).wait_for()


def test_what_is_not_noted_yet_is_not_forgotten(page):
    note(page, OTHER, "NA-01")
    spot(page, CELL).click()
    page.get_by_role("option", name="T3-03").first.click()
    press(page, "核对答案")
    assert "还没有记下" in page.locator(".rk-notes").inner_text()
    assert page.desk.sitting.marked is None


def test_the_rules_are_searched(page):
    spot(page, CELL).click()
    everything = page.get_by_role("option").count()
    page.keyboard.type("结转 平衡")
    page.wait_for_timeout(50)
    assert [text[:5] for text in page.get_by_role("option").all_inner_texts()] == ["T3-01"]
    page.get_by_label("违反了哪条规则").fill("没有这样的规则")
    assert page.get_by_text("没有找到，换几个字试试").is_visible()
    assert everything > 60


def test_without_a_rule_nothing_is_noted(page):
    spot(page, CELL).click()
    press(page, "记下")
    assert page.locator(".rk-wanting").count() == 1
    assert page.desk.sitting.claims == []


def test_nothing_wrong_is_an_answer(page):
    hand_in = page.get_by_role("button", name="核对答案")
    assert hand_in.is_disabled()
    page.get_by_label("这份报告没有错误").check()
    page.wait_for_function("!document.querySelector('[data-key=hand-in]').disabled")
    assert page.desk.sitting.none_wrong


def test_a_hint_shows_its_price(page):
    press(page, "给我提示（扣1分）")
    page.get_by_text("再看看这一处？").wait_for()
    assert page.get_by_text("已扣1分").is_visible()


# ------------------------------------------------------------------------------------ keys
def test_a_whole_exercise_by_keys_alone(page):
    page.locator("article [tabindex='0']").first.focus()
    while focused(page) != lesson_samples.sentence(page.desk.sitting.exercise):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.type("WD-03")
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.classList.contains('rk-value-field')")
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("不公开为例外")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator(".rk-claim", has_text="WD-03").wait_for()
    assert focused(page) == lesson_samples.sentence(page.desk.sitting.exercise)
    page.locator("[data-key=hand-in]").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".rk-score")
    assert page.locator(".rk-score strong").inner_text() == "4"


def test_arrows_go_through_a_table_as_it_looks(page):
    spot(page, "t3.R1.nat").locator(".rk-target").focus()
    seen = []
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowLeft", "End", "Home"):
        page.keyboard.press(key)
        seen.append(focused(page))
    assert seen == ["t3.R1.com", "t3.R2.com", "t3.R2.nat", "t3.R2", "t3.R2.tot", "t3.R2"]


def test_escape_leaves_the_panel_and_goes_back(page):
    spot(page, CELL).click()
    page.keyboard.press("Escape")
    assert page.locator(".rk-pick").is_hidden()
    assert focused(page) == CELL


def test_tab_goes_from_part_to_part(page):
    spot(page, "title").locator("xpath=.").focus()
    page.keyboard.press("Tab")
    assert focused(page) == "s0.1"
    page.keyboard.press("Tab")
    assert focused(page) == "h1"


# ----------------------------------------------------------------------------------- marks
def test_marks_stand_on_the_sheet_with_signs(page):
    note(page, CELL, "T3-03", "99999")
    note(page, OTHER, "NA-01")
    press(page, "核对答案")
    page.wait_for_selector(".rk-score")
    word = lesson_samples.sentence(page.desk.sitting.exercise)
    signs = {
        place: spot(page, place).locator(".rk-sign").inner_text() for place in (CELL, OTHER, word)
    }
    assert [signs[place][0] for place in (CELL, OTHER, word)] == ["✗", "误", "漏"]
    assert [card.get_attribute("data-mark") for card in page.locator(".rk-fault").all()] == [
        "wrong",
        "missed",
        "alarm",
    ]


def test_what_a_reader_unfolds_stays_open(page):
    page.get_by_label("这份报告没有错误").check()
    press(page, "核对答案")
    page.wait_for_selector(".rk-score")
    page.locator(".rk-more-rule summary").first.click()
    page.evaluate("window.model.send({do: 'ping', n: 900, by: 'x'})")
    page.evaluate("window.model.send({do: 'open', n: 901, by: 'x'})")
    page.wait_for_timeout(300)
    assert page.locator(".rk-more-rule[open]").count() == 1


def test_a_search_waits_for_the_input_method(page):
    spot(page, CELL).click()
    field = page.get_by_label("违反了哪条规则")
    field.evaluate(
        "(f) => { f.value = 'zong ji'; f.dispatchEvent(new InputEvent('input', {isComposing: true})); }"
    )
    assert page.get_by_role("option").count() > 60
    field.evaluate(
        "(f) => { f.value = '总计'; f.dispatchEvent(new CompositionEvent('compositionend')); }"
    )
    assert 0 < page.get_by_role("option").count() < 20


def test_last_year_stays_open_from_one_exercise_to_the_next(browser, tmp_path):
    lesson_pages.bare(browser, PracticeDesk(7, seed=1, records=tmp_path / "r"))
    browser.get_by_role("button", name="对照上年度报告").click()
    browser.get_by_label("按题号做题").fill("5")
    browser.keyboard.press("Enter")
    browser.locator(".rk-fact-number", has_text="1-K7-1-5").wait_for()
    assert browser.locator(".rk-beside").is_visible()
    again = browser.get_by_role("button", name="对照上年度报告")
    assert again.get_attribute("aria-expanded") == "true"


def test_after_the_marks_a_click_shows_no_panel(page):
    page.get_by_label("这份报告没有错误").check()
    press(page, "核对答案")
    page.wait_for_selector(".rk-score")
    spot(page, CELL).click()
    assert page.locator(".rk-pick").is_hidden()


def test_before_the_marks_the_page_does_not_know_the_key(page):
    sent = page.evaluate("JSON.stringify(document.documentElement.outerHTML)")
    for planted in page.desk.sitting.exercise.planted:
        assert planted.fault.says[-8:] not in sent
        assert planted.fault.ask not in sent


# --------------------------------------------------------------------------- what is shown
def test_text_of_a_report_is_text_and_never_markup(browser):
    made = lesson_samples.exercise()
    evil = '<img src=x onerror="window.hurt=1"><b>局</b>'
    report = made.report.replace({"t3.R1.nat": evil}, title=evil, introduction=f"{evil}。")
    lesson_pages.bare(browser, PracticeDesk(dataclasses.replace(made, report=report)))
    assert spot(browser, "title").inner_text() == evil
    spot(browser, "title").click()
    assert browser.evaluate(
        "[window.hurt, document.querySelectorAll('.rk-lesson img').length]"
    ) == [
        None,
        0,
    ]


def test_last_year_lies_beside_and_cannot_be_pointed_at(page):
    page.get_by_role("button", name="对照上年度报告").click()
    beside = page.locator(".rk-beside")
    assert str(page.desk.sitting.exercise.previous.year) in beside.inner_text()
    assert beside.locator("[data-place]").count() == 0


def test_a_lesson_shows_only_its_parts(browser):
    made = lesson_samples.exercise(shows=("head", "t3", "s1"))
    lesson_pages.bare(browser, PracticeDesk(made))
    assert browser.locator("article table").count() == 1
    assert browser.get_by_role("button", name="对照").count() == 0


def test_two_views_show_the_same_answer(page):
    page.evaluate("() => { window.closeSecond = window.openView(); }")
    page.wait_for_function("document.querySelectorAll('article.rk-paper').length === 2")
    page.locator(".rk-lesson").first.get_by_label("这份报告没有错误").check()
    page.wait_for_function(
        "[...document.querySelectorAll('[data-key=none]')].every((box) => box.checked)"
    )
    page.evaluate("() => { window.closeSecond(); }")


def test_a_page_opened_anew_shows_what_was_answered(page):
    note(page, CELL, "T3-03", "5")
    lesson_pages.bare(page, page.desk)
    assert "改为：5" in page.locator(".rk-claim").inner_text()


def test_a_silent_kernel_is_told(page):
    page.evaluate("window.dead = true")
    page.get_by_label("这份报告没有错误").check()
    page.wait_for_selector(".rk-banner:not([hidden])", timeout=12_000)
    assert "未连接" in page.locator(".rk-banner").inner_text()


def test_what_is_refused_is_one_sentence(browser, tmp_path):
    lesson_pages.bare(browser, PracticeDesk(4, seed=1, records=tmp_path / "r"))
    browser.get_by_label("按题号做题").fill("abc")
    browser.keyboard.press("Enter")
    browser.wait_for_selector(".rk-notes.rk-bad")
    assert browser.locator(".rk-notes").inner_text().startswith("“abc”不是题号")


# -------------------------------------------------------------------------------- everybody
def _answering(page):
    note(page, CELL, "T3-03", "99999")
    press(page, "给我提示（扣1分）")
    spot(page, OTHER).click()


def _marked(page):
    note(page, CELL, "T3-03", "99999")
    note(page, OTHER, "NA-01")
    press(page, "核对答案")
    page.wait_for_selector(".rk-score")
    page.locator(".rk-more-rule summary").first.click()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("state", [None, _answering, _marked], ids=["fresh", "answering", "marked"])
def test_no_state_has_a_violation(browser, dark, state):
    lesson_pages.bare(browser, PracticeDesk(lesson_samples.exercise(number="案例")), dark=dark)
    browser.get_by_role("button", name="对照上年度报告").click()
    if state:
        state(browser)
    assert browsing.violations(browser, _PANEL) == []


@pytest.mark.parametrize("zoom", [1.0, 1.25, 1.5])
def test_nothing_is_cut_off_when_enlarged(page, zoom):
    page.set_viewport_size({"width": int(1366 / zoom), "height": int(768 / zoom)})
    wide = page.evaluate(
        "[document.documentElement.scrollWidth - innerWidth,"
        " ...[...document.querySelectorAll('.rk-main-area, .rk-lesson-side, article .rk-scroll')]"
        " .map((one) => one.scrollWidth - one.clientWidth)]"
    )
    page.set_viewport_size({"width": 1366, "height": 768})
    assert max(wide) <= 0


def test_an_examination_asks_before_it_takes_the_answer(browser, tmp_path):
    lesson_pages.bare(browser, ExamDesk("1-1-417A", folder=tmp_path))
    assert browser.get_by_role("button", name="给我提示").count() == 0
    press(browser, "交卷")
    assert "一处问题也没有记下" in browser.get_by_role("alert").last.inner_text()
    press(browser, "再看看")
    assert list(tmp_path.iterdir()) == []
    press(browser, "交卷")
    press(browser, "确定交卷")
    browser.wait_for_selector(".rk-score")
    with browser.expect_download() as got:
        press(browser, "成绩单（Word）")
    assert got.value.suggested_filename == "成绩单-1-1-417A-未写姓名.docx"
    assert browsing.violations(browser, _PANEL) == []


def test_an_own_case_is_marked_with_reasons_and_saved(browser, tmp_path):
    report = lesson_samples.exercise().report
    lesson_pages.bare(browser, CaseDesk(report, tmp_path / "案例.json"))
    spot(browser, CELL).click()
    browser.keyboard.type("T3-03")
    browser.keyboard.press("Enter")
    press(browser, "记下")
    browser.get_by_text("请写一句理由").wait_for()
    browser.get_by_label("为什么错").fill("总计多加了1件。")
    press(browser, "记下")
    browser.locator(".rk-claim", has_text="总计多加了1件").wait_for()
    browser.get_by_role("button", name="修改第1处").click()
    browser.get_by_label("为什么错").fill("总计多了1件。")
    press(browser, "记下")
    browser.locator(".rk-claim", has_text="总计多了1件").wait_for()
    assert browser.locator(".rk-claim").count() == 1
    assert browsing.violations(browser, _PANEL) == []
    press(browser, "保存案例")
    browser.get_by_text("已经存为").wait_for()
    assert (tmp_path / "案例.json").exists()
