"""What belongs to a page and what to a report; how to reach the organ; days that a page tells."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

import samples
from layouts import render
from reportkit.readers import read_text
from reportkit.recognise import recognise
from reportkit.recognise._contact import contact_of
from reportkit.recognise._furniture import ends_article, is_furniture, is_page_data, published_in

if TYPE_CHECKING:
    from reportkit.report import Report

_DAY = datetime.date(2024, 1, 18)


def _read(text: str) -> Report:
    return recognise(read_text(text, "a.txt"))


@pytest.mark.parametrize("line", [
    "编辑发布《政府公报》6期。", "首页设置法定主动公开内容专栏", "阅读量有待提高", "分享经验做法，",
    "附件管理不规范", "关闭账号2个", "技术支持不足，平台功能有待完善", "点击率不高", "相关信息公开不及时",
    "主办政务公开培训班2期", "无障碍改造全部完成", "收藏政务公开案例12个",
])  # fmt: skip
def test_words_of_buttons_also_begin_sentences(line: str) -> None:
    assert not is_furniture(line)
    assert not ends_article(line)
    last = samples.filled().sections[4].text.split("\n")[-1]
    text = render(samples.filled(), "A0").replace(last, f"{last}\n{line}")
    assert line in _read(text).sections[4].text


@pytest.mark.parametrize("line", [
    "编辑：办公室", "【字体：大 中 小】", "打印本页", "关闭窗口", "首页", "首页 > 政务公开", "阅读：128",
    "附件：1.统计表", "附件2：表格.xls", "【 打印 】 【 关闭 】", "上一篇：无", "主办：某市人民政府 承办：某局",
    "视力保护色：", "Copyright © 2023",
])  # fmt: skip
def test_buttons_and_feet_of_pages(line: str) -> None:
    assert is_furniture(line)


_FOOT = (
    "上一篇：青禾县林业局2021年政府信息公开工作年度报告\n下一篇：没有了\n相关链接\n"
    "青禾县林业局2020年政府信息公开工作年度报告\n主办：青禾县人民政府\n地址：青禾县市政路1号\n"
    "联系电话：0599-1234567\n发布日期：2024-01-18\n"
)


@pytest.mark.parametrize("signed", [True, False])
def test_the_foot_of_a_page_is_no_part_of_a_report(*, signed: bool) -> None:
    report = (
        samples.filled() if signed else samples.filled().replace(signed_by=None, issued_on=None)
    )
    read = _read(render(report, "A0") + _FOOT)
    assert read.sections == report.sections
    assert (read.title, read.year, read.issued_on) == (report.title, 2023, report.issued_on)
    assert read.published_on == _DAY
    assert read.contact == report.contact


def test_links_to_other_reports_give_no_title_and_no_year() -> None:
    read = _read("一、总体情况\n我局认真贯彻条例，稳步推进公开工作。\n" + _FOOT)
    assert (read.title, read.year, read.agency) == (None, None, None)


def test_the_address_of_the_page_above_the_text_is_no_website() -> None:
    read = _read(
        "https://www.qinghe.gov.cn/art/2024/1/18/art_1_2.html\n" + render(samples.filled(), "A0")
    )
    assert read.introduction == samples.filled().introduction
    assert read.contact == samples.filled().contact


@pytest.mark.parametrize("line", [
    "发布日期：2024-01-18", "2024-01-18 10:20 来源：林业局 【字体：大 中 小】", "2024年01月18日来源：林业局",
    "【信息来源：县政府办】【信息时间：2024-01-18 阅读次数：56】", "发布日期：20240118",
    "来源：林业局 2024-01-18 10:22", "[2024-01-18 09:00:00] 浏览：3", "时间：2024/01/18 来源：本站",
    "成文日期：2024-01-10　发布日期：2024-01-18",
])  # fmt: skip
def test_days_of_publication_as_pages_tell_them(line: str) -> None:
    assert is_page_data(line)
    assert published_in([line]) == _DAY
    read = _read(f"{line}\n" + render(samples.filled(), "A0"))
    assert read.published_on == _DAY
    assert read.introduction == samples.filled().introduction


@pytest.mark.parametrize(
    "line", ["生成日期：2024-01-10", "有效期：2024-01-18", "截至2024年1月18日，公开6条。"]
)
def test_other_days_are_no_day_of_publication(line: str) -> None:
    assert published_in([line]) is None


@pytest.mark.parametrize(("text", "phone"), [
    ("传真：0599-7700000，电话：0599-6621870", "0599-6621870"), ("电话/传真：0599-6621870", "0599-6621870"),
    ("传真电话：0599-7700000", None), ("监督电话：0599-7700000；联系电话：0599-6621870", "0599-6621870"),
    ("电话：(0599)6621870", "(0599)6621870"), ("政务服务便民热线12345", None), ("电话：12345", "12345"),
    ("电话：0599-66218701转802", "0599-66218701转802"),
])  # fmt: skip
def test_the_phone_is_the_one_to_ask(text: str, phone: str | None) -> None:
    assert contact_of(text).phone == phone


@pytest.mark.parametrize(("text", "address"), [
    ("地址：松涛路18号 邮编：353000", "松涛路18号"), ("地址：松涛路18号(市民中心)3楼，电话", "松涛路18号(市民中心)3楼"),
    ("地址：松涛路18号联系电话：123", "松涛路18号"), ("网站地址：www.a.gov.cn", None), ("地址：http://a.cn", None),
    ("地址：松涛路18号（邮编353000", "松涛路18号"),
])  # fmt: skip
def test_an_address_ends_where_something_else_begins(text: str, address: str | None) -> None:
    assert contact_of(text).address == address


@pytest.mark.parametrize(("text", "website"), [
    ("http://www.a.gov.cn本报告的期限", "http://www.a.gov.cn"), ("网站（www.a.gov.cn/）下载", "www.a.gov.cn/"),
    ("网址为：lyj.a.gov.cn", "lyj.a.gov.cn"), ("邮箱：lyj@www.a.gov.cn", None),
])  # fmt: skip
def test_a_website_ends_before_chinese_text(text: str, website: str | None) -> None:
    assert contact_of(text).website == website
