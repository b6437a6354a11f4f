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


@pytest.mark.parametrize("told", [True, False])
def test_a_list_of_links_beside_the_article_gives_no_title(*, told: bool) -> None:
    links = (
        "青禾县林业局2022年政府信息公开工作年度报告\n青禾县林业局2021年政府信息公开工作年度报告\n"
    )
    opening = "统计期限为2023年1月1日至12月31日。" if told else "我局认真贯彻条例。"
    read = _read(f"{links}{opening}\n一、总体情况\n稳步推进。\n")
    assert (read.title, read.year) == (None, 2023 if told else None)
    assert read.introduction == opening


def test_lines_of_one_width_are_joined_in_a_short_introduction() -> None:
    opening = (
        "根据条例和上级通知的要求编制本报告，内容包括：1.总体情况；2.主动公开\n"
        "政府信息情况；3.收到和处理申请情况；4.行政复议、行政诉讼情况；\n"
        "5.存在的主要问题。如有疑问，请与办公室联系（地址：松涛路18号；电话：\n"
        "0599-6621870）。\n"
    )
    body = (
        "一、总体情况\n全局围绕中心工作推进公开，主动公开政府信息六十四条，其中政策文件\n"
        "十二条，行政许可和处罚结果三十一条，预算决算四条，工作动态十七条，\n"
        "发布政策解读三篇，回应群众留言二十二条，均在规定时间内办结并公开答\n复内容。\n"
    )
    read = _read(f"青禾县林业局2023年政府信息公开工作年度报告\n{opening}{body}")
    assert read.introduction == opening.replace("\n", "")
    assert "\n" not in read.sections[0].text
    assert read.contact.phone == "0599-6621870"


def test_headings_and_text_in_one_short_line_are_parted() -> None:
    read = _read("一、总体情况：全年公开6条。\n第二部分 主动公开政府信息情况 见下表。\n")
    assert [(s.no, s.text) for s in read.sections] == [(1, "全年公开6条。"), (2, "见下表。")]


@pytest.mark.parametrize(("text", "kind"), [
    ("我镇全年公开6条。", "township"), ("我局全年公开6条。", "department"), ("我局指导我镇公开。", "None"),
    ("全县公开6条。", "None"),
])  # fmt: skip
def test_a_report_without_a_name_tells_its_kind_by_what_it_calls_itself(
    text: str, kind: str
) -> None:
    assert str(_read(f"一、总体情况\n{text}\n").kind) == kind


def test_the_organ_that_works_under_the_lead_of_others_is_the_reports() -> None:
    read = _read(
        "2023年，青禾职业技术学院在县委、县政府的领导下，做好公开工作。\n一、总体情况\n无。\n"
    )
    assert (read.agency, str(read.kind)) == ("青禾职业技术学院", "department")


def test_a_list_of_contents_is_no_introduction() -> None:
    report = samples.filled()
    contents = ["目  录", *(s.heading for s in report.sections)]
    dotted = [f"{s.heading}......{n}" for n, s in enumerate(report.sections, 1)]
    for lines in (contents, dotted):
        text = render(report, "A0").replace(
            report.introduction, "\n".join([*lines, report.introduction])
        )
        read = _read(text)
        assert read.introduction == report.introduction
        assert read.sections == report.sections


@pytest.mark.parametrize("foot", [
    "推荐阅读\n赤禾县财政局2024年政府信息公开工作年度报告2025-01-20\n", "赤禾县财政局2024年政府信息公开工作年度报告\n",
    "青禾县林业局2023年政府信息公开工作年度报告.docx\n", "上一条：无\n",
])  # fmt: skip
def test_links_below_an_unsigned_report_are_no_part_of_it(foot: str) -> None:
    report = samples.filled().replace(signed_by=None, issued_on=None)
    read = _read(render(report, "A0") + foot)
    assert (read.sections, read.title) == (report.sections, report.title)


def test_a_signature_whose_day_lost_digits_is_still_one() -> None:
    text = render(samples.filled(), "A0")
    read = _read(text[: text.rindex("青禾县林业局")] + "青禾县林业局\n2024年月12日\n")
    assert (read.signed_by, read.issued_on) == ("青禾县林业局", None)
    assert read.sections == samples.filled().sections


def test_the_last_word_of_a_title_on_a_line_of_its_own() -> None:
    title = samples.filled().title or ""
    for cut in ("年度报告", "告"):
        lines = title.removesuffix(cut) + "\n" + cut
        assert _read(render(samples.filled(), "A0").replace(title, lines)).title == title


def test_headings_counted_in_figures_where_there_are_no_others() -> None:
    report = samples.filled()
    text = render(report, "A0")
    for n, section in enumerate(report.sections, 1):
        text = text.replace(section.heading, f"{n}．{section.heading[2:]}")
    read = _read(text)
    assert [s.no for s in read.sections] == [1, 2, 3, 4, 5, 6]
    assert [s.text for s in read.sections] == [s.text for s in report.sections]
    assert read.introduction == report.introduction


@pytest.mark.parametrize(
    "behind", ["　2024-01-18", " 发布时间：2024-01-18 浏览：3", "【2024年1月18日】"]
)
def test_what_the_page_tells_behind_a_title_is_no_part_of_it(behind: str) -> None:
    title = samples.filled().title or ""
    read = _read(render(samples.filled(), "A0").replace(title, f"{title} {behind}"))
    assert (read.title, read.agency, read.year) == (title, samples.AGENCY, 2023)


def test_a_letter_with_its_subject_on_the_second_line_names_the_organ() -> None:
    title = samples.filled().title or ""
    letter = f"{samples.AGENCY}\n关于2023年度政府信息公开工作情况的报告"
    read = _read(render(samples.filled(), "A0").replace(title, letter))
    assert (read.title, read.agency) == (letter.replace("\n", ""), samples.AGENCY)


@pytest.mark.parametrize("foot", [
    "（责任编辑：某某）\n【纠错】【收藏】\n", "您认为本信息：很好 一般 差\n我要纠错\n", "编辑：某某\n审核：某某\n",
    "分享到：微信 微博\n保护视力色：\n", "相关附件\n青禾县林业局2023年政府信息公开工作年度报告.pdf下载\n",
    "相关文章\n青禾县林业局 2024-02-02\n", "一图读懂2023年年报\n",
])  # fmt: skip
def test_more_feet_of_pages_below_an_unsigned_report(foot: str) -> None:
    report = samples.filled().replace(signed_by=None, issued_on=None)
    read = _read(render(report, "A0") + foot)
    assert (read.sections, read.issued_on) == (report.sections, None)


def test_a_list_that_names_annual_reports_is_text() -> None:
    lines = "2.政府信息公开年报\n3.政府信息公开制度共公布6项。"
    assert _read(f"一、总体情况\n1.政府信息公开指南\n{lines}\n").sections[0].text.endswith(lines)
