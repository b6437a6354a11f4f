"""Whatever stands in a report: reading claims never fails, and every claim can be quoted."""

from __future__ import annotations

import dataclasses

from hypothesis import given, settings
from hypothesis import strategies as st

import samples
from reportkit.claims import read_breakdowns, read_claims

WORDS = st.sampled_from(
    [
        "（一）主动公开。",
        "（二）依申请公开。",
        "收到",
        "新收",
        "办结",
        "结转下年度",
        "上年结转",
        "政府信息公开申请",
        "11件",
        "十一件",
        "1,600条",
        "其中",
        "自然人",
        "法人或其他组织",
        "，",
        "、",
        "；",
        "。",
        "：",
        "（",
        "）",
        "予以公开",
        "不予公开",
        "占70%",
        "较上年增加4件",
        "同比增长57.14%",
        "行政复议",
        "行政诉讼",
        "未发生",
        "均维持",
        "制发规范性文件2件",
        "现行有效",
        "2022年",
        "全县",
        "12月",
        "公开信息64条",
        "“",
        "”",
        "1.2万条",
        "分别",
        "均",
        "全部",
        "未收到",
        "收费通知",
        "380元",
        "信息处理费",
        "\n",
        "无",
        "１１",
        "零",
        "第20条",
        "约",
        "余",
        "至",
        "百分之五",
    ]
)


@settings(deadline=None, max_examples=150)
@given(st.lists(WORDS, max_size=40).map("".join), st.sampled_from([1, 3, 4, 6]))
def test_claims_of_any_text_are_exact_quotes(text, section):
    report = samples.filled()
    sections = tuple(
        dataclasses.replace(s, text=text if s.no == section else "") for s in report.sections
    )
    report = report.replace(introduction="", sections=sections)
    for claim in read_claims(report):
        assert claim.quote in text
        assert claim.sentence in text
        assert text[claim.start : claim.end]
    for found in read_breakdowns(report):
        assert found.quote in text
