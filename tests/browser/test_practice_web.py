"""The examination as a web page (Voila): answer, hand in, score, files."""

from __future__ import annotations

import importlib.util

import pytest

import browsing
import lesson_pages
from reportkit.lessons import paper
from reportkit.lessons.trainer import read_answer

pytestmark = [
    *browsing.MARKS,
    pytest.mark.skipif(importlib.util.find_spec("voila") is None, reason="Voila is not installed"),
]

PAPER = "1-1-417A"


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "考场"
    folder.mkdir()
    exam = f'from reportkit.widgets import Exam\n\nExam("{PAPER}")'
    lesson_pages.notebook(folder / "考试.ipynb", exam)
    return folder


def _spot(page, place):
    return page.locator(f'article [data-place="{place}"]').first


def _press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def test_an_examination_as_a_web_page(folder, tmp_path):
    planted = paper(PAPER).planted[0]
    home = tmp_path / "home"
    home.mkdir()
    with lesson_pages.app(folder / "考试.ipynb", home) as address, browsing.chromium() as page:
        page.goto(address)
        page.wait_for_selector("article.rk-paper", timeout=90_000)
        place = next(p for p in planted.places if _spot(page, p).count())
        _spot(page, place).click()
        page.keyboard.type(planted.fault.rule)
        page.keyboard.press("Enter")
        _press(page, "记下")
        page.locator(".rk-claim").wait_for()
        page.get_by_label("姓名").fill("学员甲")
        _press(page, "交卷")
        _press(page, "确定交卷")
        page.wait_for_selector(".rk-score")
        assert int(page.locator(".rk-score strong").inner_text()) >= 3
        assert page.locator(".rk-fault").count() == len(paper(PAPER).planted)
        with page.expect_download() as got:
            _press(page, "成绩单（PDF）")
        assert got.value.suggested_filename == f"成绩单-{PAPER}-学员甲.pdf"
        own = [fault for fault in page.faults if "/voila/static/" not in fault]
        assert own == []  # Voila's scripts have a complaint of their own
    answer = read_answer(folder / f"答卷-{PAPER}-学员甲.json")
    assert [claim.rule for claim in answer.answer.claims] == [planted.fault.rule]
