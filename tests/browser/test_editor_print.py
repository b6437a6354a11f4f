"""Printing from the screen: the open table whole on A4, without what is only for working."""

from __future__ import annotations

import pypdfium2
import pytest

import browsing
import samples
from reportkit.widgets._desk import Desk

pytestmark = browsing.MARKS


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    path = tmp_path_factory.mktemp("print") / "a.pdf"
    with browsing.chromium(viewport={"width": 1366, "height": 768}) as page:
        browsing.bare(page, Desk(samples.filled()))
        page.get_by_role("tab", name="表三").click()
        page.pdf(path=path, format="A4")
    document = pypdfium2.PdfDocument(path)
    texts = [document[no].get_textpage().get_text_bounded() for no in range(len(document))]
    document.close()
    return texts


def test_the_first_page_has_the_table_from_its_heading_to_its_last_row(printed):
    for said in (
        "申请人情况",
        "法律服",
        "一、本年新收政府信息公开申请数量",
        "四、结转下年度继续办理",
    ):
        assert said in printed[0]
    assert "总计" in printed[0].split()  # the last column is not cut off


def test_buttons_and_findings_are_left_out(printed):
    whole = "".join(printed)
    for said in ("生成报告", "撤销", "没有发现问题"):
        assert said not in whole
