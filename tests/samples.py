"""Made-up reports for the tests: a consistent one, `filled`, and the one of the year before.

The organ, its figures and its sentences are fictional.  `filled()` breaks no rule of any family;
tests break it in one place and expect exactly that to be found.
"""

from __future__ import annotations

import dataclasses
import datetime
from functools import cache

from reportkit.form import load
from reportkit.report import Contact, Organ, Report, Section

AGENCY = "青禾县林业局"

_INTRODUCTION = (
    "本报告根据《中华人民共和国政府信息公开条例》（国务院令第711号）和《国务院办公厅政府信息与政务公开办公室"
    "关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》（国办公开办函〔2021〕30号）要求编制。"
    "本报告所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。"
    "如对本报告有疑问，请与青禾县林业局办公室联系（地址：青禾县松涛路18号，电话：0599-6621870）。"
)
_SECTION_ONE = """{year}年，我局按照《中华人民共和国政府信息公开条例》要求，坚持以公开为常态、不公开为例外，\
围绕森林资源保护、林木采伐审批和国土绿化等群众关心的事项做好公开工作。
（一）主动公开。全年通过县政府门户网站主动公开政府信息64条，其中政策文件12条、行政许可和处罚结果31条、\
预算决算4条、工作动态17条。发布政策解读3篇，回应群众留言22条。
（二）依申请公开。全年新收政府信息公开申请11件，上年结转1件，办结10件，结转下年度继续办理2件，均在法定期限内答复。\
指定专人接收和登记申请，答复前由法规股审核。
（三）政府信息管理。严格执行发布前的保密审查和“三审三校”，公文起草时同步确定公开属性。全年制发行政规范性文件2件，\
废止1件，现行有效14件，已在县政府门户网站集中公开并提供下载。
（四）政府信息公开平台建设。依托县政府门户网站政府信息公开专栏发布信息，调整栏目2个，每月巡查一次，\
清理失效链接5处；“青禾林业”微信公众号由专人维护。
（五）监督保障。明确一名副局长分管，办公室具体负责。全年开展业务培训2次，参加56人次；接受县政府办公室季度考核4次，\
按通报逐项整改；通过问卷开展社会评议，收回问卷120份。全年没有发生需要追究责任的情形。"""
_SECTION_FIVE = """存在的主要问题：一是个别股室报送信息不够及时，财务信息比规定时间晚发布6天；\
二是政策解读形式单一，全年3篇解读都是文字。
改进情况：针对上年提出的栏目更新慢的问题，已建立每月巡查制度，全年未再出现逾期未更新的栏目。\
下一步，一是建立信息发布时限清单，由办公室在到期前三天提醒股室；二是对涉及林农补贴的文件增加图表解读，每季度不少于1篇。"""
_SECTION_SIX = (
    "本年度发出收费通知0件，总金额0元，实际收取信息处理费0元。除此之外，没有其他需要报告的事项。"
)

_FIGURES = {
    "t2.norm.issued": 2,
    "t2.norm.repealed": 1,
    "t2.norm.valid": 14,
    "t2.permit": 126,
    "t2.penalty": 18,
    "t2.coercion": 3,
    "t2.fee": "12.6",
    "t3.R1.nat": 8,
    "t3.R1.com": 2,
    "t3.R1.law": 1,
    "t3.R1.tot": 11,
    "t3.R2.nat": 1,
    "t3.R2.tot": 1,
    "t3.R3_1.nat": 5,
    "t3.R3_1.com": 1,
    "t3.R3_1.law": 1,
    "t3.R3_1.tot": 7,
    "t3.R3_2.nat": 1,
    "t3.R3_2.tot": 1,
    "t3.R3_3_4.com": 1,
    "t3.R3_3_4.tot": 1,
    "t3.R3_4_1.nat": 1,
    "t3.R3_4_1.tot": 1,
    "t3.R3_7.nat": 7,
    "t3.R3_7.com": 2,
    "t3.R3_7.law": 1,
    "t3.R3_7.tot": 10,
    "t3.R4.nat": 2,
    "t3.R4.tot": 2,
    "t4.A.keep": 1,
    "t4.A.total": 1,
}
_LAST_YEAR = {
    "t2.norm.issued": 3,
    "t2.norm.repealed": 2,
    "t2.norm.valid": 13,
    "t2.permit": 140,
    "t2.penalty": 22,
    "t2.coercion": 5,
    "t2.fee": "10.45",
    "t3.R1.nat": 6,
    "t3.R1.oth": 1,
    "t3.R1.tot": 7,
    "t3.R3_1.nat": 4,
    "t3.R3_1.oth": 1,
    "t3.R3_1.tot": 5,
    "t3.R3_4_3.nat": 1,
    "t3.R3_4_3.tot": 1,
    "t3.R3_7.nat": 5,
    "t3.R3_7.oth": 1,
    "t3.R3_7.tot": 6,
    "t3.R4.nat": 1,
    "t3.R4.tot": 1,
}
_TRIAL = {
    "t2.norm.made": 2,
    "t2.norm.released": 2,
    "t2.norm.total": 15,
    "t2.permit.prev": 24,
    "t2.permit.delta": -2,
    "t2.permit.decisions": 130,
    "t2.service.prev": 40,
    "t2.service.delta": 3,
    "t2.service.decisions": 210,
    "t2.penalty.prev": 55,
    "t2.penalty.decisions": 20,
    "t2.coercion.prev": 6,
    "t2.coercion.decisions": 2,
    "t2.fee.prev": 1,
    "t2.purchase.count": 6,
    "t2.purchase.amount": "25.1万元",
}


def _report(format: str, year: int, figures: dict[str, object]) -> Report:  # noqa: A002
    form = load(format)
    texts = {1: _SECTION_ONE.format(year=year), 5: _SECTION_FIVE, 6: _SECTION_SIX}
    report = Report.empty(
        form,
        agency=AGENCY,
        year=year,
        kind=Organ.DEPARTMENT,
        title=f"{AGENCY}{year}年政府信息公开工作年度报告",
        signed_by=AGENCY,
        issued_on=datetime.date(year + 1, 1, 15),
        period=(datetime.date(year, 1, 1), datetime.date(year, 12, 31)),
        contact=Contact(phone="0599-6621870", address="青禾县松涛路18号"),
        introduction=_INTRODUCTION.format(year=year),
        sections=tuple(
            Section(no=s.no, heading=s.heading, text=texts.get(s.no, "")) for s in form.sections
        ),
    )
    return report.replace({**dict.fromkeys(report.cells, 0), **figures})


@cache
def filled() -> Report:
    """Return a consistent report about 2023 in the form of 2021."""
    return _report("2021", 2023, _FIGURES)


@cache
def last_year() -> Report:
    """Return the same organ's consistent report about 2022, to which `filled` fits."""
    report = _report("2021", 2022, _LAST_YEAR)
    one = _SECTION_ONE.format(year=2022)
    for old, new in (("新收政府信息公开申请11件，上年结转1件，办结10件，结转下年度继续办理2件",
                      "新收政府信息公开申请7件，无上年结转，办结6件，结转下年度继续办理1件"),
                     ("制发行政规范性文件2件，\\\n废止1件，现行有效14件", "制发行政规范性文件3件，废止2件，现行有效13件"),
                     ("制发行政规范性文件2件，废止1件，现行有效14件", "制发行政规范性文件3件，废止2件，现行有效13件"),
                     ("64条，其中政策文件12条、行政许可和处罚结果31条、预算决算4条、工作动态17条",
                      "52条，其中政策文件9条、行政许可和处罚结果26条、预算决算4条、工作动态13条")):  # fmt: skip
        one = one.replace(old, new)
    five = (
        "存在的主要问题：栏目更新慢，有2个栏目超过三个月没有更新。\n"
        "改进情况：针对上年培训少的问题，全年组织培训1次、31人次。下一步建立每月巡查制度。"
    )
    texts = {1: one, 5: five}
    sections = tuple(dataclasses.replace(s, text=texts.get(s.no, s.text)) for s in report.sections)
    return report.replace(sections=sections)


@cache
def trial() -> Report:
    """Return a consistent report about 2020 in the trial form of 2019."""
    figures = {name: value for name, value in _FIGURES.items() if not name.startswith("t2")}
    report = _report("2019", 2020, {**figures, **_TRIAL})
    introduction = report.introduction.replace("〔2021〕30号", "〔2019〕60号")
    return report.replace(introduction=introduction)
