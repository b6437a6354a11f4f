"""Findings in words: list, page and plain text say the same."""

from __future__ import annotations

import dataclasses

import pytest
from lxml import html

import reportkit as rk
import samples
from reportkit.finding import Finding, Findings, NotAssessable, Repair, Severity
from reportkit.report import UNREAD, Report, Unread
from reportkit.views import findings_html, findings_page, findings_text, report_html, words

BALANCE = Finding(
    rule="T3-01",
    severity=Severity.ERROR,
    message="自然人列不平。",
    cells=("t3.R1.nat", "t3.R2.nat", "t3.R3_7.nat", "t3.R4.nat"),
    section=3,
    expected="13",
    found="12",
    basis="表三左上角",
    fix="核对台账。",
)
WORDING = Finding(
    rule="WD-01", severity=Severity.WARNING, message="用词不对。", section=1, quote="森林资源保护"
)
UNDECIDED = NotAssessable(rule="CY-01", needs="上年度报告")
REPAIR = Repair(cells=(("t3.R4.nat", 3),), restores=("T3-01",), why="少计1件。")
ROW = Unread(table="t3", row="R3_5_2", reason="少了一格", text="2.重复申请 0 0")
FOUND = Findings(
    items=(BALANCE, WORDING), not_assessable=(UNDECIDED,), repairs=(REPAIR,), unread=(ROW,)
)


def _broken() -> Report:
    report = samples.filled()
    cells = report.tables["t3"].row_cells("R3_5_2")
    values = {**report.values, **dict.fromkeys(cells, UNREAD)}
    return dataclasses.replace(report, values=values, unread=(ROW,))


@pytest.mark.parametrize(
    ("findings", "said"),
    [
        (Findings(items=()), "没有发现问题。"),
        (Findings(items=(BALANCE, WORDING)), "发现错误1处、警告1处。"),
        (
            Findings(items=(), not_assessable=(UNDECIDED,)),
            "没有发现问题。另有1条规则缺少材料，没有判断。",
        ),
        (Findings(items=(), unread=(ROW,)), "没有发现问题。有1行数据没有读出，须对照原文补填。"),
    ],
)
def test_the_summary_never_passes_over_what_was_not_decided(findings: Findings, said: str) -> None:
    assert words.summary(findings) == said


def test_cells_are_named_as_people_call_them() -> None:
    assert words.places(["t3.R1.nat", "t3.R2.nat", "t2.permit"]) == (
        "表三“新收·自然人”、“上年结转·自然人”、表二“行政许可”"
    )


def test_cells_of_the_trial_form_have_names_too() -> None:
    assert words.place("t2.purchase.count").startswith("表二")
    assert words.place("t9.x") == "t9.x"


def test_many_cells_are_counted_and_named_in_full_behind() -> None:
    cells = samples.filled().tables["t3"].row_cells("R1")
    facts = words.facts(dataclasses.replace(BALANCE, cells=cells))
    said = {fact.name: fact for fact in facts}
    assert said["位置"].text.endswith("等7格")
    assert said["全部单元格"].long
    assert "总计" in said["全部单元格"].text


def test_a_finding_without_cells_says_its_section() -> None:
    said = {fact.name: fact.text for fact in words.facts(WORDING)}
    assert said == {"位置": "一、总体情况", "原文": "“森林资源保护”"}


def test_a_repair_says_from_what_to_what() -> None:
    said = words.repair_sentence(REPAIR, samples.filled())
    assert said == "把表三“结转下年度·自然人”由 2 改为 3，可消除 T3-01。少计1件。"


def test_an_unread_row_is_named_even_without_the_report() -> None:
    assert words.unread_sentence(ROW) == "表三“重复申请”：少了一格。原文：“2.重复申请 0 0”。"


def test_every_view_tells_everything() -> None:
    report = _broken()
    said = ["T3-01", "自然人列不平。", "13", "12", "核对台账。", "表三左上角", "森林资源保护", "由 2 改为 3",
            "重复申请", "上年度报告", "CY-01"]  # fmt: skip
    for text in (
        findings_text(FOUND, report),
        html.fromstring(findings_html(FOUND, report)).text_content(),
        html.fromstring(findings_page(report, FOUND)).text_content(),
    ):
        assert [word for word in said if word not in text] == []


def test_the_text_begins_with_the_file() -> None:
    assert findings_text(FOUND, name="甲.docx").startswith("甲.docx：发现错误1处")


def test_errors_come_first_in_the_list() -> None:
    text = html.fromstring(findings_html(FOUND)).text_content()
    assert text.index("错误（1处）") < text.index("警告（1处）")


def test_reports_and_findings_show_themselves_in_notebooks() -> None:
    findings = rk.check(samples.filled().replace({"t3.R1.nat": 9}))
    assert findings._repr_html_() == findings_html(findings)
    assert samples.filled()._repr_html_() == report_html(samples.filled())


def test_the_list_uses_no_attribute_that_notebooks_strip() -> None:
    for written in (findings_html(FOUND), report_html(_broken())):
        page = html.fromstring(written)
        assert {a for element in page.iter() for a in element.attrib} <= {
            "style", "rowspan", "colspan", "scope", "title"}  # fmt: skip


def test_a_report_shows_what_could_not_be_read() -> None:
    page = html.fromstring(report_html(_broken()))
    assert "表三“重复申请”：少了一格" in page.text_content()
    assert len(page.xpath("//td[text()='未读出']")) == 7


def _page(report: Report, findings: Findings) -> html.HtmlElement:
    return html.document_fromstring(findings_page(report, findings))


def test_the_page_leads_from_each_finding_to_its_place() -> None:
    page = _page(samples.filled(), FOUND)
    targets = [link.get("href") for link in page.iter("a")]
    assert targets == ["#cell-t3.R1.nat", "#quote-2"]
    for target in targets:
        assert len(page.xpath(f"//*[@id='{target[1:]}']")) == 1


def test_the_page_marks_exactly_the_quoted_words() -> None:
    page = _page(samples.filled(), FOUND)
    (mark,) = page.iter("mark")
    assert mark.text_content() == "森林资源保护"
    assert mark.get("title") == "用词不对。"


def test_overlapping_quotes_keep_the_text_whole() -> None:
    other = dataclasses.replace(WORDING, quote="资源保护、林木", severity=Severity.ERROR)
    page = _page(samples.filled(), Findings(items=(WORDING, other)))
    assert [mark.text_content() for mark in page.iter("mark")] == ["森林", "资源保护", "、林木"]
    assert "围绕森林资源保护、林木采伐审批" in page.text_content()
    assert {"quote-1", "quote-2"} <= {e.get("id") for e in page.iter("span")}


def test_a_quote_over_two_lines_is_marked_in_both() -> None:
    first, second = samples.filled().section(5).text.split("\n")
    quote = f"{first[-4:]}\n{second[:4]}"
    page = _page(samples.filled(), Findings(items=(dataclasses.replace(WORDING, quote=quote),)))
    assert [mark.text_content() for mark in page.iter("mark")] == [first[-4:], second[:4]]


def test_a_quote_that_is_not_in_the_report_gets_no_dead_link() -> None:
    lost = dataclasses.replace(WORDING, quote="报告里没有的话")
    page = _page(samples.filled(), Findings(items=(lost,)))
    assert not list(page.iter("a"))
    assert "报告里没有的话" in page.text_content()


def test_the_page_stands_alone() -> None:
    page = _page(samples.filled(), FOUND)
    assert page.get("lang") == "zh-CN"
    assert not page.xpath("//script|//link|//img|//iframe|//@src")
    assert all(link.startswith("#") for link in page.xpath("//@href"))
    assert "default-src 'none'" in page.xpath("//meta/@content")[0]


def test_hostile_text_stays_text_everywhere() -> None:
    bad = "</mark><script>alert(1)</script>"
    report = samples.filled().replace(introduction=f"开头{bad}", title=bad, agency=bad)
    finding = dataclasses.replace(WORDING, quote=bad, message=bad, section=0, fix=bad)
    page = _page(report, Findings(items=(finding,)))
    assert not list(page.iter("script"))
    assert page.text_content().count("alert(1)") >= 5


def test_the_page_marks_the_cells_of_a_finding() -> None:
    page = _page(samples.filled(), FOUND)
    (cell,) = page.xpath("//td[@id='cell-t3.R4.nat']")
    assert cell.get("title") == "自然人列不平。"
    assert cell.text_content() == "2错"


def test_every_table_is_on_the_page_even_without_its_section() -> None:
    report = samples.filled().replace(sections=())
    assert len(list(_page(report, FOUND).iter("table"))) == 3
