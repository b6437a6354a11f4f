"""The text of a specimen: phrases with a role each, citing the figures of the tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reportkit.report import Report
    from reportkit.specimens._draw import Draw

__all__ = ["phrases"]

_T3 = ("t3.R1.tot", "t3.R2.tot", "t3.R3_7.tot", "t3.R4.tot")
_NORM = ("t2.norm.issued", "t2.norm.repealed", "t2.norm.valid")


def phrases(
    report: Report, words: Mapping[str, str], draw: Draw
) -> Iterator[tuple[str, int, int, str, tuple[str, ...]]]:
    """Yield role, section, paragraph, text and cited cells of every phrase, in order."""
    year, number = report.year, report.number
    document = "2019〕60" if report.format == "2019" else "2021〕30"
    yield ("basis", 0, 0, "本报告根据《中华人民共和国政府信息公开条例》（国务院令第711号）和《国务院办公厅政府信息"
           "与政务公开办公室关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》"
           f"（国办公开办函〔{document}号）要求编制。", ())  # fmt: skip
    yield "period", 0, 0, f"本报告所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。", ()
    yield ("contact", 0, 0, f"如对本报告有疑问，请与{words['agency']}办公室联系（地址：{words['street']}，"
           f"电话：{words['phone']}）。", ())  # fmt: skip
    yield ("opening", 1, 0, f"{year}年，{words['self']}按照《中华人民共和国政府信息公开条例》要求，坚持以公开为常态、不公开为例外，"
           "围绕行政许可、行政处罚和财政资金等群众关心的事项做好公开工作。", ())  # fmt: skip
    policy, result, budget = draw.between(5, 14), draw.between(20, 34), 4
    notice = draw.between(9, 19)
    yield ("disclosed", 1, 1, f"（一）主动公开。全年通过{words['site']}主动公开政府信息{policy + result + budget + notice}条，"
           f"其中政策文件{policy}条、行政许可和处罚结果{result}条、预算决算{budget}条、工作动态{notice}条。", ())  # fmt: skip
    new, brought, done, left = (number(name) for name in _T3)
    yield ("requests", 1, 2, f"（二）依申请公开。全年新收政府信息公开申请{new}件，上年结转{brought}件，办结{done}件，"
           f"结转下年度继续办理{left}件，均在法定期限内答复。", _T3)  # fmt: skip
    yield "request-work", 1, 2, "指定专人接收和登记申请，答复前由法规股审核。", ()
    norms = [number(name) for name in _NORM] if report.format == "2021" else []
    told = (
        f"全年制发行政规范性文件{norms[0]}件，废止{norms[1]}件，现行有效{norms[2]}件，已集中公开并提供下载。"
        if norms
        else ""
    )
    yield (
        "management",
        1,
        3,
        "（三）政府信息管理。严格执行发布前的保密审查和“三审三校”，公文起草时同步确定公开属性。",
        (),
    )
    if told:
        yield "norms", 1, 3, told, _NORM
    yield ("platform", 1, 4, f"（四）政府信息公开平台建设。依托{words['site']}政府信息公开专栏发布信息，调整栏目{draw.between(1, 4)}个，"
           f"每月巡查一次，清理失效链接{draw.between(2, 9)}处。", ())  # fmt: skip
    yield ("supervision", 1, 5, f"（五）监督保障。明确一名副局长分管，办公室具体负责。全年开展业务培训2次，参加{draw.between(31, 66)}人次；"
           "接受县政府办公室季度考核4次，按通报逐项整改。全年没有发生需要追究责任的情形。", ())  # fmt: skip
    late = draw.between(3, 9)
    yield ("problems", 5, 0, f"存在的主要问题：一是个别股室报送信息不够及时，财务信息比规定时间晚发布{late}天；二是政策解读形式单一，"
           f"全年{draw.between(2, 5)}篇解读都是文字。" if year and year % 2 else
           "存在的主要问题：栏目更新慢，有2个栏目超过三个月没有更新。", ())  # fmt: skip
    yield ("redress", 5, 1, "改进情况：针对上年提出的栏目更新慢的问题，已建立每月巡查制度，全年未再出现逾期未更新的栏目。" if year and year % 2 else
           "改进情况：针对上年提出的报送不及时、解读形式单一的问题，已建立发布时限清单，新增图表解读2篇。", ())  # fmt: skip
    yield ("measures", 5, 1, "下一步，一是建立信息发布时限清单，由办公室在到期前三天提醒股室；二是对涉及补贴的文件增加图表解读。" if year and year % 2 else
           "下一步建立每月巡查制度。", ())  # fmt: skip
    yield "fees", 6, 0, "本年度发出收费通知0件，总金额0元，实际收取信息处理费0元。", ()
    yield "others", 6, 0, "除此之外，没有其他需要报告的事项。", ()
