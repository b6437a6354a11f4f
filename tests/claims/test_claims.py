"""What sentences of reports claim: metric, number, year, scope and place."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

import pytest

import samples
from reportkit.claims import Metric, Scope, Year, read_claims
from reportkit.report import Organ

HEAD = "（二）依申请公开。"


def _claims(text, section=1, **facts):
    report = samples.filled()
    sections = tuple(
        dataclasses.replace(s, text=text if s.no == section else "") for s in report.sections
    )
    return read_claims(report.replace(introduction="", sections=sections, **facts))


def _told(text, **facts):
    return [(c.metric.value, c.number, c.about) for c in _claims(text, **facts)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("收到政府信息公开申请11件。", [("received", 11, "")]),
        ("受理申请11件。", [("received", 11, "loose")]),
        ("收到11件政府信息公开申请。", [("received", 11, "")]),
        ("依申请公开0件。", [("received", 0, "")]),
        ("未收到政府信息公开申请。", [("received", 0, "")]),
        ("没有接到群众主动要求公开政府信息的申请。", [("received", 0, "")]),
        ("无依申请公开事项。", [("received", 0, "")]),
        ("收办申请12件。", [("workload", 12, "")]),
        ("收到申请12件（含上年结转1件）。", [("workload", 12, ""), ("carried in", 1, "")]),
        ("办理申请10件。", [("handled", 10, "")]),
        ("上年结转1件，2件结转下年度。", [("carried in", 1, ""), ("carried out", 2, "")]),
        ("无需结转下年度办理。", [("carried out", 0, "")]),
        ("办结申请10件。", [("answered", 10, "")]),
        ("答复申请10件。", [("answered", 10, "replied")]),
        ("收到申请11件，全部办结。", [("received", 11, ""), ("all answered", 0, "")]),
        ("办结率100%。", [("all answered", 0, "")]),
        ("收到自然人申请8件。", [("applicant", 8, "nat")]),
        ("网络申请6件。", [("channel", 6, "网络")]),
    ],
)
def test_requests(text, told):
    assert _told(HEAD + text) == told


@pytest.mark.parametrize(
    "text",
    [
        "按时办结率100%。",
        "答复率100%。",
        "自收到之日起20个工作日内答复。",
        "收到征地类申请5件。",
        "受理许可申请126件。",
        "收到群众留言22条，全部办结。",
        "办结一件申请、解决一个问题。",
        "力争全年办结申请20件。",
        "自然人、法人申请分别为8件、3件、1件。",
        "延期答复1件，当场答复2件。",
        "涉及经济安全的，不予公开1件内容未制作，无法提供。",
    ],
)
def test_what_is_no_claim_about_all_requests(text):
    assert [c for c in _claims(HEAD + text) if c.compares] == []


@pytest.mark.parametrize(
    ("text", "about", "number"),
    [
        ("予以公开7件。", "R3_1", 7),
        ("7件予以公开。", "R3_1", 7),
        ("予以公开及部分公开8件。", "R3_1+R3_2", 8),
        ("不予公开和无法提供2件。", "R3_3+R3_4", 2),
        ("作其他处理（含撤回）4件。", "R3_6", 4),
        ("保护第三方合法权益1件。", "R3_3_4", 1),
        ("因本机关不掌握相关政府信息无法提供1件。", "R3_4_1", 1),
    ],
)
def test_outcomes_are_named_by_the_rows_of_the_form(text, about, number):
    (claim,) = _claims(HEAD + text)
    assert (claim.metric, claim.about, claim.number) == (Metric.OUTCOME, about, number)


def test_a_qualified_outcome_is_a_part():
    (claim,) = _claims(HEAD + "通过邮件予以公开3件。")
    assert claim.scope is Scope.PART


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("政府信息公开行政复议1件。", [("case", 1, "A")]),
        ("政府信息公开行政诉讼2件。", [("case", 2, "B+C")]),
        ("政府信息公开复议后起诉2件。", [("case", 2, "C")]),
        ("政府信息公开未经复议直接起诉2件。", [("case", 2, "B")]),
        ("政府信息公开行政复议、行政诉讼均为0件。", [("case", 0, "A"), ("case", 0, "B+C")]),
        ("政府信息公开行政复议1件，结果维持。", [("case", 1, "A"), ("all upheld", 0, "A")]),
        ("未发生政府信息公开行政诉讼。", [("case", 0, "B+C")]),
        ("政府信息公开行政诉讼零败诉。", [("case", 0, "B.fix+C.fix")]),
        ("办理行政复议案件35件。", []),
    ],
)
def test_review_and_litigation(text, told):
    assert _told(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("制发行政规范性文件2件，废止1件，现行有效14件。",
         [("document", 2, "norm.issued"), ("document", 1, "norm.repealed"), ("document", 14, "norm.valid")]),
        ("作出行政许可决定126件。", [("decision", 126, "permit")]),
        ("公示行政处罚12件。", []),
        ("行政许可事项24项。", []),
        ("门户网站公开政府信息64条。", [("published", 64, "信息@site")]),
    ],
)  # fmt: skip
def test_documents_decisions_and_publications(text, told):
    assert [item for item in _told(text) if not item[2].startswith("行政")] == told


def test_last_years_figure_beside_this_years():
    this, last, change = _claims(HEAD + "收到申请11件，较上年的7件增加4件。")
    assert (this.year, last.year, last.number) == (Year.THIS, Year.LAST, 7)
    assert (change.metric, change.number, change.base) == (Metric.CHANGE, 4, this)


def test_a_rate_belongs_to_the_figure_in_front():
    _, growth = _claims(HEAD + "收到申请11件，同比下降57.14%。")
    assert (growth.number, growth.decimals, growth.base.number) == (Decimal("-57.14"), 2, 11)


def test_a_rate_of_an_unknown_figure_is_no_claim():
    assert _claims("备案政务新媒体176个，同比增长6.7%。") == ()


def test_a_year_in_front_tells_the_year():
    last, this = _claims("2022年收到政府信息公开申请7件，2023年收到11件。")
    assert (last.year, this.year) == (Year.LAST, Year.THIS)


def test_part_of_the_year_is_not_the_year():
    assert {c.year for c in _claims(HEAD + "上半年收到申请5件。")} == {Year.OTHER}


def test_scope_of_the_area_for_a_bureau_and_for_a_government():
    text = "全县收到政府信息公开申请95件。"
    assert _claims(text)[0].scope is Scope.AREA
    government = _claims(text, kind=Organ.GOVERNMENT, agency="青禾县人民政府")
    assert government[0].scope is Scope.ORGAN


def test_an_office_of_the_government_is_not_the_government():
    text = "县政府办公室收到政府信息公开申请17件。"
    assert _claims(text, kind=Organ.GOVERNMENT, agency="青禾县人民政府")[0].scope is Scope.OFFICE
    assert _claims(text, agency="青禾县人民政府办公室")[0].scope is Scope.ORGAN


def test_place_and_quote_are_exact():
    text = "开头。全年 收到 政府信息公开申请 11 件，办结。"
    claim = _claims(text)[0]
    assert text[claim.start : claim.end] == "11 件"
    assert claim.quote in text
    assert claim.sentence == "全年 收到 政府信息公开申请 11 件，办结。"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("发出收费通知1件，金额380元，实际收取信息处理费380元。",
         [("fee notices", 1), ("fee notified", 380), ("fee collected", 380)]),
        ("未收取信息处理费。", [("fee collected", 0)]),
        ("未产生信息处理费。", [("fee notices", 0), ("fee notified", 0), ("fee collected", 0)]),
        ("信息处理费收费通知件数、总金额均为0。",
         [("fee notices", 0), ("fee notified", 0), ("fee collected", 0)]),
        ("收取信息处理费100元；邮寄费15元。", [("fee collected", 100)]),
    ],
)  # fmt: skip
def test_fees(text, told):
    assert [(c.metric.value, c.number) for c in _claims(text, section=6)] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("自然人、法人申请分别为8件、3件。", [8, 3]),
        ("新收、办结申请分别为11件和10件。", [11, 10]),
        ("2022年、2023年新收申请分别为7件、11件。", [7, 11]),
        ("法人和其他组织、自然人分别申请3件、8件。", [3, 8]),
    ],
)
def test_figures_told_together_have_each_their_name(text, told):
    claims = _claims(HEAD + text)
    assert [c.number for c in claims] == told
    assert len({(c.metric, c.about, c.year) for c in claims}) == len(told)


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("收到申请11件，是上年的2倍。", 100),
        ("收到申请11件，同比增长0.57倍。", 57),
        ("收到申请11件，同比增长百分之五点二。", Decimal("5.2")),
        ("收到申请11件。同比增长57%。", 57),
        ("申请量同比增长57%，共收到申请11件。", 57),
    ],
)
def test_growth_in_times_and_words_belongs_to_its_figure(text, rate):
    growth = [c for c in _claims(HEAD + text) if c.metric is Metric.GROWTH]
    assert [(c.number, c.base.number) for c in growth] == [(rate, 11)]


def test_what_was_published_on_line_is_no_way_of_requests():
    told = _claims("全年主动公开21条，依申请公开0件，网上公开了21件。")
    assert Metric.CHANNEL not in {claim.metric for claim in told}
