"""Made-up reports that try the layout of the final report, each in its own way.

Everything in them is fictional.  `SHOWN` is what the contact sheet of the documentation shows and
what the tests of the layout go through.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import balanced
import samples
from reportkit.form import CellId
from reportkit.report import UNREAD, Organ, Report, Unread

if TYPE_CHECKING:
    from collections.abc import Callable

_GOVERNMENT = """{year}年，县政府深入贯彻《中华人民共和国政府信息公开条例》，围绕中心工作和群众关切，全面推进政务公开。
（一）主动公开情况
全年通过县政府门户网站发布信息3268条，其中行政规范性文件9件、重大项目信息86条、财政预决算信息154条。县政府常务会议\
邀请利益相关方和公众代表列席6次，发布政策解读42篇。
（二）依申请公开情况
1.加强登记和会商
全县统一使用依申请公开办理平台，由县政府办公室登记、分办和督办，疑难申请由县司法局参与会商。
2.规范答复文书
修订答复文书示范文本12种，答复书统一载明救济途径。
（三）政府信息管理情况
严格执行“先审查、后公开”和“一事一审”制度，清理并公开现行有效的县政府规范性文件57件。
（四）政府信息公开平台建设情况
在县政务服务中心、县图书馆和14个乡镇便民服务中心设立政务公开专区16个，接待查阅2114人次。
（五）监督保障情况
1.考核情况：政务公开在对乡镇、部门的年度综合考核中占4分，全年组织检查2轮，发现问题63个，全部整改。
2.社会评议情况：委托第三方开展社会评议，发放问卷1500份，收回1432份，满意率为96.2%。
3.责任追究情况：对2个超过法定期限答复申请的单位通报批评，约谈负责人2人。"""

_TOWN = """{year}年，我镇坚持把政府信息公开作为联系群众的重要渠道，公开了惠民补贴、村级工程和低保评议等信息。
全年在县政府门户网站和村务公开栏公布信息213条，没有收到政府信息公开申请。"""

_ADDRESS = (
    "信息公开专栏网址为https://www.example.gov.cn/zwgk/xxgkml/2023/nianbao/index_2023_01_15.html，"
    "电子邮箱为xinxigongkai-bangongshi@example.gov.cn；政策文件《关于印发〈青禾县“十四五”林业发展规划（2021—2025年）〉"
    "的通知》（青林〔2023〕7号）、PPP项目（GB/T 9704—2012）以及A4、B5两种版式的办事指南都可以下载……“青禾林业”"
    "公众号（ID：qinghe_linye）关注人数为12,345人，比上年增长8.6%；‘双随机、一公开’抽查32次！是否满意？满意率98.05%。"
)


def _texts(report: Report, year: int | None = None, **texts: str) -> Report:
    """Put other texts into sections: ``one=``, ``five=``, ``six=``."""
    numbers = {"one": 1, "five": 5, "six": 6}
    given = {numbers[key]: text.replace("{year}", str(year)) for key, text in texts.items()}
    sections = (dataclasses.replace(s, text=given.get(s.no, s.text)) for s in report.sections)
    return report.replace(sections=tuple(sections))


def _named(report: Report, agency: str, kind: Organ) -> Report:
    title = f"{agency}{report.year}年政府信息公开工作年度报告"
    introduction = report.introduction.replace(samples.AGENCY, agency)
    return report.replace(
        agency=agency, signed_by=agency, title=title, kind=kind, introduction=introduction
    )


def township() -> Report:
    """Return a town's report: hardly any figures, a short narrative."""
    report = samples.filled().replace(dict.fromkeys(samples.filled().cells, 0))
    return _texts(_named(report, "青禾县云岭镇人民政府", Organ.TOWNSHIP), 2023, one=_TOWN)


def government() -> Report:
    """Return a county government's report with sub-headings of two levels and many requests."""
    figures = balanced.balanced("2021", 6).values
    report = samples.filled().replace({n: v for n, v in figures.items() if n[:2] != "t2"})
    report = _named(report, "青禾县人民政府", Organ.GOVERNMENT)
    return _texts(report, 2023, one=_GOVERNMENT)


def long_name() -> Report:
    """Return a report whose organ has a name of 47 characters."""
    name = (
        "内蒙古自治区鄂尔多斯市东胜区经济技术开发区管理委员会自然资源和规划建设综合行政执法局筹备处"
    )
    return _named(samples.filled(), name, Organ.DEPARTMENT)


def large_figures() -> Report:
    """Return a report with figures of eleven digits in every row of tables 3 and 4."""
    report = samples.filled()
    wide = {name: 12345678901 for name in report.cells if name[:2] in {"t3", "t4"}}
    return report.replace({**wide, "t2.permit": 98765432109})


def six_decimals() -> Report:
    """Return a report with a fee of six decimals, slashes, dashes and blanks."""
    rules = {"t2.rule.issued": "/", "t2.rule.repealed": "/", "t2.rule.valid": "/"}
    blank = dict.fromkeys(samples.filled().tables["t3"].row_cells("R3_6_2"), "")
    dashes = dict.fromkeys(samples.filled().tables["t3"].row_cells("R3_3_1"), "—")
    return samples.filled().replace({**rules, **blank, **dashes, "t2.fee": "123456.123456"})


def one_sentence() -> Report:
    """Return a report whose narrative is one sentence in each section."""
    short = {"one": "2023年，我局依法公开政府信息64条。", "five": "没有。", "six": "无。"}
    return _texts(samples.filled(), 2023, **short)


def twenty_pages() -> Report:
    """Return a report whose first section runs over twenty pages."""
    text = samples.filled().sections[0].text
    return _texts(samples.filled(), 2023, one="\n".join([text] * 21))


def unread_draft() -> Report:
    """Return a draft with rows that could not be read."""
    report = samples.filled()
    rows = ("R3_3_2", "R3_6_3")
    lost = [name for row in rows for name in report.tables["t3"].row_cells(row)]
    values = {**report.values, **dict.fromkeys(map(CellId, lost), UNREAD)}
    unread = tuple(Unread(table="t3", row=row, reason="没有找到这一行") for row in rows)
    return dataclasses.replace(report, values=values, unread=unread)


def odd_signs() -> Report:
    """Return a report with addresses, quotation marks and letters among the Chinese."""
    report = _texts(samples.filled(), 2023, one=f"{_ADDRESS}\n{_ADDRESS}")
    site = "https://www.example.gov.cn/zwgk/xxgkml/2023/nianbao/index_2023_01_15.html"
    mail = "xinxigongkai-bangongshi@example.gov.cn"
    return report.replace(contact=dataclasses.replace(report.contact, email=mail, website=site))


SHOWN: dict[str, Callable[[], Report]] = {
    "部门": samples.filled,
    "乡镇": township,
    "县级政府（考核、评议、追责）": government,
    "2019年格式": samples.trial,
    "单位名称47个字": long_name,
    "11位数": large_figures,
    "六位小数、斜杠、横线、空白": six_decimals,
    "每部分一句话": one_sentence,
    "网址、引号、字母": odd_signs,
    "有没读出来的行（草稿）": unread_draft,
    "正文二十页": twenty_pages,
}
