"""Running text: title, introduction, sections, signature; page furniture stays out."""

from __future__ import annotations

import dataclasses
import datetime

import pytest

import samples
from layouts import render
from reportkit.readers import read_text
from reportkit.recognise import recognise, recognise_all
from reportkit.recognise._contact import contact_of
from reportkit.recognise._dates import find_date, find_period, is_date_line
from reportkit.recognise._facts import agency_of, kind_of, year_of
from reportkit.recognise._headings import section_of
from reportkit.recognise._paragraphs import join
from reportkit.report import Organ, Report
from reportkit.text import unradical


def _read(text: str) -> Report:
    return recognise(read_text(text, "a.txt"))


def _changed(old: str, new: str) -> Report:
    text = render(samples.filled(), "A0")
    assert old in text
    return _read(text.replace(old, new))


@pytest.mark.parametrize(
    ("heading", "no"),
    [
        ("一、总体情况", 1),
        ("一、 总体情况", 1),
        ("总体情况", 1),
        ("、主动公开政府信息情况", 2),
        ("二、行政机关主动公开政府信息的情况", 2),
        ("三、收到和处理政府信息公开的申请情况", 3),
        ("四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", 4),
        ("五、存在问题及改进情况", 5),
        ("五、政府信息公开工作存在的主要问题及改进情况", 5),
        ("六、需要报告的其他事项", 6),
        ("⼀、总体情况", 1),
    ],
)
def test_headings_in_the_spellings_that_are_met(heading: str, no: int) -> None:
    assert section_of(unradical(heading)) == no


@pytest.mark.parametrize(
    "line",
    [
        "四、结转下年度继续办理",
        "一、本年新收政府信息公开申请数量",
        "三、本年度办理结果",
        "（一）主动公开政府信息情况",
        "详见此文第三大点“收到和处理政府信息公开申请情况”。",
        "1.总体情况",
        "主动公开情况",
    ],
)
def test_lines_that_only_look_like_headings(line: str) -> None:
    assert section_of(line) == 0


def test_headings_inside_one_line_are_split_off() -> None:
    report = samples.filled()
    flat = " ".join(render(report, "A11").split("\n"))
    read = _read(f"{report.title}\n{flat}")
    assert [s.no for s in read.sections][:2] == [1, 2]


def test_a_seventh_part_is_kept_as_it_stands() -> None:
    text = render(samples.filled(), "A0")
    cut = text.rindex("青禾县林业局")
    read = _read(text[:cut] + "七、下一年工作思路\n\n继续做好公开工作。\n\n" + text[cut:])
    assert read.sections[-1].heading == "七、下一年工作思路"
    assert read.reading is not None
    assert len(read.reading.headings) == 7


def test_a_table_of_contents_is_no_second_report() -> None:
    report = samples.filled()
    contents = "\n".join(section.heading for section in report.sections)
    text = render(report, "A0").replace(
        report.introduction, f"{report.introduction}\n\n{contents}\n"
    )
    read = _read(text)
    assert [s.no for s in read.sections] == [1, 2, 3, 4, 5, 6]
    assert read.sections[0].text == report.sections[0].text


@pytest.mark.parametrize(
    "title",
    [
        "青禾县林业局 2023 年政府信息公开\t工作年度报告".replace("\t", " "),
        "青禾县林业局\n2023年政府信息公开工作年度报告",
        "青禾县林业局2023年\n政府信息公开工作年度报告",
        "标题：青禾县林业局2023年政府信息公开工作年度报告",
    ],
)
def test_titles_in_one_or_two_lines(title: str) -> None:
    read = _changed(samples.filled().title or "", title)
    assert read.title == samples.filled().title
    assert read.agency == "青禾县林业局"


def test_the_title_is_found_behind_breadcrumbs_and_metadata() -> None:
    noise = (
        "首页 > 政府信息公开 > 政府信息公开年报\n索引号: 11350/2024-001 发布机构: 青禾县林业局\n"
        "发布日期: 2024-01-18 浏览次数: 35\n"
    )
    read = _read(noise + render(samples.filled(), "A0"))
    assert read.title == samples.filled().title
    assert read.introduction == samples.filled().introduction
    assert read.published_on == datetime.date(2024, 1, 18)


def test_what_follows_the_signature_is_no_part_of_section_six() -> None:
    text = render(samples.filled(), "A0") + "\n扫一扫在手机打开当前页\n分享到：\n打印\n"
    assert _read(text).sections[5].text == samples.filled().sections[5].text


def test_page_numbers_inside_the_text_are_dropped() -> None:
    old = samples.filled().sections[4].text.split("\n")[1]
    read = _changed(old, f"— 5 —\n\n{old}")
    assert read.sections[4].text == samples.filled().sections[4].text


def test_a_report_without_title_and_signature_says_so() -> None:
    report = dataclasses.replace(
        samples.filled(), title=None, signed_by=None, issued_on=None, introduction=""
    )
    read = _read(render(report, "A0"))
    assert (read.title, read.signed_by, read.issued_on) == (None, None, None)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024年1月12日", (2024, 1, 12)),
        ("2024 年 1 月 12 日", (2024, 1, 12)),
        ("二〇二四年一月十二日", (2024, 1, 12)),
        ("二○二四年一月二十三日", (2024, 1, 23)),
        ("2024-01-12 14:59", (2024, 1, 12)),
        ("（2024年1月12日）", (2024, 1, 12)),
        ("2024.1.12", (2024, 1, 12)),
    ],
)
def test_dates_as_they_are_written(text: str, day: tuple[int, int, int]) -> None:
    assert find_date(text) == datetime.date(*day)


@pytest.mark.parametrize("text", ["2024年2月30日", "2024年1月", "12日", ""])
def test_what_is_no_day_is_no_date(text: str) -> None:
    assert find_date(text) is None


def test_a_date_line_may_carry_the_organ() -> None:
    assert is_date_line("青禾县林业局 2024年1月15日")
    assert not is_date_line("截至2023年12月31日，公开信息64条。")


@pytest.mark.parametrize(
    "text",
    [
        "统计期限自2023年1月1日起至2023年12月31日止",
        "统计期限为2023年1月1日至12月31日",
        "数据统计期限从 2023 年 1 月 1 日到 12 月 31 日",
        "2023年1月1日—2023年12月31日",
    ],
)
def test_periods_as_they_are_written(text: str) -> None:
    assert find_period(text) == (datetime.date(2023, 1, 1), datetime.date(2023, 12, 31))


def test_a_period_with_lost_digits_is_no_period() -> None:
    assert find_period("自202311日至1231日") is None


@pytest.mark.parametrize(
    ("title", "agency"),
    [
        ("青禾县林业局2023年政府信息公开工作年度报告", "青禾县林业局"),
        ("2023年青禾县林业局政府信息公开工作年度报告", "青禾县林业局"),
        ("青禾县林业局关于2023年度政府信息公开情况的报告", "青禾县林业局"),
        ("青禾县林业局政府信息公开工作年度报告", "青禾县林业局"),
        ("2023年政府信息公开工作年度报告", None),
    ],
)
def test_the_organ_in_the_title(title: str, agency: str | None) -> None:
    assert agency_of(title, None, "") == agency


@pytest.mark.parametrize(
    ("agency", "kind"),
    [
        ("青禾县林业局", Organ.DEPARTMENT),
        ("青禾县人民政府办公室", Organ.DEPARTMENT),
        ("青禾县人民政府", Organ.GOVERNMENT),
        ("青禾市", Organ.GOVERNMENT),
        ("松涛镇人民政府", Organ.TOWNSHIP),
        ("松涛街道办事处", Organ.TOWNSHIP),
        ("青禾县松涛乡", Organ.TOWNSHIP),
        ("国家卫生健康委", Organ.DEPARTMENT),
        ("某某", None),
        (None, None),
    ],
)
def test_the_kind_of_organ_by_its_name(agency: str | None, kind: Organ | None) -> None:
    assert kind_of(agency) is kind


def test_the_year_is_told_by_title_period_or_text_and_never_guessed() -> None:
    assert year_of("青禾县林业局2023年政府信息公开工作年度报告", 2022, "") == 2023
    assert year_of(None, 2022, "") == 2022
    assert year_of(None, None, "2021年，我局认真贯彻条例。") == 2021
    assert year_of(None, None, "2020年我局公开33项，2021年我局公开40项。") is None
    assert year_of(None, None, "依据国办公开办函〔2021〕30号编制。") is None


def test_contacts_are_read_as_they_stand() -> None:
    text = "联系人：办公室，地址：青禾县松涛路18号；邮编：353000，电话：0599-6621870，邮箱：lyj@qinghe.gov.cn。网址：https://www.qinghe.gov.cn/lyj。"
    contact = contact_of(text)
    assert contact.phone == "0599-6621870"
    assert contact.email == "lyj@qinghe.gov.cn"
    assert contact.address == "青禾县松涛路18号"
    assert contact.website == "https://www.qinghe.gov.cn/lyj"


def test_a_sentence_broken_by_a_page_end_is_joined() -> None:
    before = "要求各股室起草文件时同步考虑并在送审稿上注明公"
    assert join([(before, 1), ("开属性和依据。", 3)]) == before + "开属性和依据。"


def test_paragraphs_that_end_stay_apart() -> None:
    lines = [
        ("第一段写完了，到这里为止，没有下文，请看下一段的内容。", 1),
        ("第二段从这里开始。", 2),
    ]
    assert join(lines) == "\n".join(text for text, _ in lines)


def test_a_heading_is_never_joined_to_the_line_before() -> None:
    lines = [("一年来本局认真落实条例要求并取得了一定成效", 1), ("（二）依申请公开。", 2)]
    assert "\n（二）" in join(lines)


def test_a_long_sub_heading_without_a_full_stop_stays_apart() -> None:
    lines = [
        ("（一）行政机关主动公开政府信息以及重点领域信息公开工作的开展情况", 1),
        ("2023年，我局公开64条。", 3),
    ]
    assert join(lines) == "\n".join(text for text, _ in lines)


def test_lines_of_one_width_are_joined_even_behind_a_full_stop() -> None:
    lines = [
        ("全局围绕中心工作推进公开，主动公开政府信息六十四条，其中政策文件", 1),
        ("十二条，行政许可和处罚结果三十一条，预算决算四条，工作动态十七条。", 2),
        ("发布政策解读三篇，回应群众留言二十二条，均在规定时间内办结并公开", 3),
        ("答复内容，群众满意。调整栏目两个，每月巡查一次，清理失效链接五处", 4),
        ("并通报。", 5),
    ]
    assert "\n" not in join(lines)


@pytest.mark.parametrize("between", ["", "\n扫一扫在手机打开当前页\n\n上一篇\n"])
@pytest.mark.parametrize("code", ["A0", "A10", "L1"])
def test_several_reports_in_one_file_are_parted_at_their_titles(code: str, between: str) -> None:
    reports = (samples.last_year(), samples.filled())
    text = between.join(render(report, code) for report in reports)
    assert recognise_all(read_text(text, "a.txt")) == reports


def test_the_signature_is_found_above_the_foot_of_a_web_page() -> None:
    foot = "\n".join(f"友情链接{number}号网站" for number in range(30))
    read = _read(render(samples.filled(), "A0") + foot)
    assert read.issued_on == samples.filled().issued_on
    assert read.sections[5].text == samples.filled().sections[5].text


@pytest.mark.parametrize(
    ("title", "agency"),
    [
        ("青禾县人民政府信息公开工作年度报告（2023年度）", "青禾县人民政府"),
        (
            "青禾县大数据局（青禾县政务局）2023年政府信息公开工作年度报告",
            "青禾县大数据局（青禾县政务局）",
        ),
        ("青禾县林业局二〇二三年政府信息公开工作年度报告", "青禾县林业局"),
        ("青禾县林业局2023政府信息公开工作年度报告", "青禾县林业局"),
        ("2023年青禾县政务公开办公室政府信息公开工作年度报告", "青禾县政务公开办公室"),
        ("我局2023年政府信息公开工作年度报告", None),
        ("全县2023年政府信息公开工作年度报告", None),
        ("首页/政府信息公开年报", None),
    ],
)
def test_titles_name_the_organ_or_nobody(title: str, agency: str | None) -> None:
    assert agency_of(title, None, "") == agency


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("本报告由青禾县林业局根据条例编制。", "青禾县林业局"),
        ("由青禾县松涛镇人民政府综合指挥室（党政办）负责编制本报告。", "青禾县松涛镇人民政府"),
        (
            "特编制青禾县人民政府地方志办公室2023年政府信息公开工作年度报告。",
            "青禾县人民政府地方志办公室",
        ),
        ("我局认真贯彻条例。请与青禾县林业局办公室联系，电话1。", "青禾县林业局"),
        ("我镇认真贯彻条例。请与青禾县人民政府办公室联系，电话1。", None),
        ("2023年，青禾县林业局通过网站公开9条。2023年，青禾县水利局全年公开3条。我局重视。", None),
        ("按照县政府办公室的要求，我局编制了本报告。", None),
    ],
)
def test_a_text_names_its_organ_or_nobody(text: str, agency: str | None) -> None:
    assert agency_of(None, None, text) == agency


@pytest.mark.parametrize(
    ("title", "signed", "agency"),
    [
        ("松涛镇2023年政府信息公开工作年度报告", "青禾县松涛镇人民政府", "青禾县松涛镇人民政府"),
        ("青禾县2023年政府信息公开工作年度报告", "青禾县人民政府办公室", "青禾县"),
    ],
)
def test_a_signature_completes_the_title_and_does_not_replace_it(
    title: str, signed: str, agency: str
) -> None:
    assert agency_of(title, signed, "") == agency


@pytest.mark.parametrize(
    ("agency", "kind"),
    [
        ("青禾经济技术开发区", None),
        ("青禾县松涛镇社区", None),
        ("青禾经济技术开发区管理委员会", Organ.DEPARTMENT),
        ("某某盟行政公署", Organ.GOVERNMENT),
        ("青禾海关", Organ.DEPARTMENT),
        ("青禾县实验中学", Organ.DEPARTMENT),
        ("青禾县人民政府驻省城办事处", Organ.DEPARTMENT),
    ],
)
def test_zones_are_no_local_governments(agency: str, kind: Organ | None) -> None:
    assert kind_of(agency) is kind


@pytest.mark.parametrize(
    ("heading", "no"),
    [
        ("第一部分　总体情况", 1),
        ("二．主动公开政府信息情况", 2),
        ("二、政府信息主动公开情况", 2),
        ("一、2023年总体情况", 1),
        ("【六、其他需要报告的事项】", 6),
        ("三、本年度办理结果", 0),
    ],
)
def test_headings_with_other_marks(heading: str, no: int) -> None:
    assert section_of(heading) == no


@pytest.mark.parametrize(
    "text",
    ["2023.1.1-2023.12.31", "2023年1月1日00时起至2023年12月31日", "2023年1月1日至同年12月31日"],
)
def test_periods_written_otherwise(text: str) -> None:
    assert find_period(text) == (datetime.date(2023, 1, 1), datetime.date(2023, 12, 31))


@pytest.mark.parametrize("seal", ["", "（盖章）", "\n（盖章）"])
def test_a_sealed_signature_and_one_without_a_day(seal: str) -> None:
    text = render(samples.filled(), "A0")
    cut = text.rindex("青禾县林业局")
    dated = _read(text.replace(text[cut:], f"青禾县林业局{seal}\n2024年1月15日\n"))
    assert (dated.signed_by, dated.issued_on) == ("青禾县林业局", datetime.date(2024, 1, 15))
    undated = _read(text[:cut] + "青禾县林业局\n")
    assert (undated.signed_by, undated.issued_on) == ("青禾县林业局", None)
    assert undated.sections == dated.sections == samples.filled().sections


def test_a_month_alone_is_no_day_of_the_signature() -> None:
    text = render(samples.filled(), "A0")
    read = _read(text[: text.rindex("青禾县林业局")] + "青禾县林业局\n2024年1月\n")
    assert (read.signed_by, read.issued_on) == ("青禾县林业局", None)
    assert read.sections == samples.filled().sections


def test_a_title_in_traditional_script_is_kept_as_it_stands() -> None:
    read = _changed(samples.filled().title or "", "青禾縣林業局2023年政府信息公開工作年度報告")
    assert (read.title, read.agency) == (
        "青禾縣林業局2023年政府信息公開工作年度報告",
        "青禾縣林業局",
    )
    assert kind_of("青禾縣松濤鎮人民政府") is Organ.TOWNSHIP


def test_a_line_without_a_full_stop_is_not_joined_to_a_sentence_that_begins() -> None:
    first = "本局全年通过各类渠道主动公开政府信息共计一百二十三条"
    for second in ("2023年，本局未收到申请。", "全年召开会议二次。", "下一步，继续努力。"):
        assert join([(first, 1), (second, 3)]) == f"{first}\n{second}"
    assert join([(first + "，期限为", 1), ("2023年全年。", 3)]) == first + "，期限为2023年全年。"


def test_a_place_named_last_in_a_list_is_no_signature() -> None:
    text = render(samples.filled(), "A0")
    read = _read(text[: text.rindex("青禾县林业局")] + "可到以下地点查阅：\n青禾县档案馆\n")
    assert read.signed_by is None
    assert read.sections[5].text.endswith("青禾县档案馆")


@pytest.mark.parametrize(
    "told",
    [
        "由青禾县司法局负责编制规范性文件目录。",
        "由青禾县教育局发布招生信息120条。",
        "由青禾县财政局编制决算报告并公开。",
        "我局与青禾县财政局联系沟通预算公开。",
        "按照《青禾县人民政府2022年政府信息公开工作年度报告》要求整改。",
        "青禾县公安局主动公开120条，青禾县教育局主动公开30条。",
    ],
)
def test_organs_that_do_something_else_are_not_the_reports(told: str) -> None:
    read = _read(f"2023年政府信息公开工作年度报告\n一、总体情况\n全年公开12条。{told}\n")
    assert (read.agency, read.year) == (None, 2023)


@pytest.mark.parametrize(
    "told",
    [
        "2022年全年公开100条，今年公开120条。",
        "2022年共收到申请3件，本年收到4件。",
        "2021年，国务院办公厅印发格式。",
        "根据2019年修订的条例，全年公开12条。",
    ],
)
def test_a_year_beside_this_one_is_not_the_reports(told: str) -> None:
    assert year_of("政府信息公开工作年度报告", None, told) is None


def test_the_period_goes_before_a_report_that_is_cited() -> None:
    cited = "《青禾县2022年政府信息公开工作年度报告》反映的问题已整改。"
    assert year_of("政府信息公开工作年度报告", 2023, cited) == 2023


def test_a_part_of_its_own_before_section_six_does_not_take_its_number() -> None:
    text = render(samples.filled(), "A0")
    six = samples.filled().sections[5].heading
    read = _read(
        text.replace(six, "六、下一年工作思路\n\n继续做好公开工作。\n\n七、其他需要报告的事项")
    )
    assert [s.no for s in read.sections] == [1, 2, 3, 4, 5, 7, 6]
    assert read.sections[6].text == samples.filled().sections[5].text


def test_headings_in_brackets_where_there_are_no_others() -> None:
    text = render(samples.filled(), "A0")
    for n, section in zip("一二三四五六", samples.filled().sections, strict=True):
        text = text.replace(section.heading, f"（{n}）{section.heading[2:]}")
    assert [s.no for s in _read(text).sections] == [1, 2, 3, 4, 5, 6]
