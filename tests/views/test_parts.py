"""The content of the final report, and the pieces that notebook cells show."""

from __future__ import annotations

import dataclasses
import json

import pytest
from lxml import html

import samples
from reportkit.report import Report, Section
from reportkit.views import parts as final
from reportkit.views.parts import MIME, PartKind, Piece


def _kinds(report: Report) -> list[str]:
    return [part.kind.value for part in final.parts(report)]


def _with_text(no: int, text: str) -> Report:
    report = samples.filled()
    changed = (dataclasses.replace(s, text=text) if s.no == no else s for s in report.sections)
    return report.replace(sections=tuple(changed))


def test_the_report_has_everything_in_order() -> None:
    found = final.parts(samples.filled())
    headings = [part.text for part in found if part.kind is PartKind.HEADING]
    assert headings == [section.heading for section in samples.filled().sections]
    assert found[0].text == "青禾县林业局2023年政府信息公开工作年度报告"
    assert [part.text for part in found[-2:]] == ["青禾县林业局", "2024年1月15日"]


def test_each_table_stands_in_its_section() -> None:
    kinds = [(part.kind.value, part.text[:2]) for part in final.parts(samples.filled())]
    for number, name in (("二、", "表二"), ("三、", "表三"), ("四、", "表四")):
        assert kinds[kinds.index(("heading", number)) + 1] == ("table", name)


def test_a_table_is_printed_even_where_its_section_is_missing() -> None:
    report = samples.filled()
    report = report.replace(sections=tuple(s for s in report.sections if s.no not in {3, 5}))
    assert _kinds(report).count("table") == 3
    assert "五、存在的主要问题及改进情况" not in [part.text for part in final.parts(report)]


def test_a_section_read_twice_loses_no_text() -> None:
    report = samples.filled()
    again = Section(no=6, heading="六、其他需要报告的事项", text="又一段。")
    texts = [part.text for part in final.parts(report.replace(sections=(*report.sections, again)))]
    assert "又一段。" in texts


def test_without_a_title_the_standard_title_is_made() -> None:
    report = samples.filled().replace(title=None)
    assert final.parts(report)[0].text == "青禾县林业局2023年政府信息公开工作年度报告"


def test_without_date_no_date_is_invented() -> None:
    assert _kinds(samples.filled().replace(issued_on=None))[-1] == "signature"


@pytest.mark.parametrize(
    ("line", "kind", "level", "lead"),
    [
        ("（一）主动公开情况", "heading", 2, ""),
        ("（一）主动公开。全年公开64条。", "text", 0, "（一）主动公开。"),
        ("（五）明确一名副局长分管，办公室具体负责，各股室配合做好工作。另起。", "text", 0, ""),
        ("1.加强组织领导", "heading", 3, ""),
        ("1.加强组织领导。全年开会2次。", "text", 0, ""),
        ("2023年，我局公开64条。", "text", 0, ""),
        ("12.6万元", "text", 0, ""),
        ("一是加强学习", "text", 0, ""),
        ("（一）完。", "text", 0, ""),
    ],
)
def test_sub_headings(line: str, kind: str, level: int, lead: str) -> None:
    (part,) = final.heading_or_text(line)
    assert (part.kind.value, part.level, part.text[: part.lead]) == (kind, level, lead)
    assert part.text == line


def test_blank_lines_and_control_characters_make_no_part() -> None:
    found = final.parts(_with_text(1, "甲。\n\n \u3000\n\x00\ud800乙。"))
    assert [part.text for part in found if part.text in {"甲。", "乙。"}] == ["甲。", "乙。"]


def test_parts_go_to_json_and_back() -> None:
    for part in final.parts(samples.filled()):
        assert final.from_json(json.loads(json.dumps(final.to_json(part)))) == part


@pytest.mark.parametrize(
    "data", [{}, {"kind": "script", "text": ""}, {"kind": "table", "text": "", "grid": 3}]
)
def test_what_is_no_part_is_refused(data: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"."):
        final.from_json(data)


def test_the_digest_follows_the_data() -> None:
    report = samples.filled()
    assert final.digest(report) == final.digest(report.replace({"t3.R1.nat": 8}))
    assert final.digest(report) != final.digest(report.replace({"t3.R1.nat": 9}))
    assert final.digest(report) != final.digest(report.replace({"t2.rule.valid": "/"}))


def test_a_piece_carries_its_parts_and_the_digest() -> None:
    report = samples.filled()
    bundle = final.section(report, 4)._repr_mimebundle_()
    assert set(bundle) == {"text/html", "text/plain", MIME}
    piece = Piece.from_json(json.loads(json.dumps(bundle[MIME])))
    assert piece == final.section(report, 4)
    assert piece.data == final.digest(report)


def test_the_pieces_together_are_the_report() -> None:
    report = samples.filled()
    pieces = [final.front(report), *(final.section(report, no) for no in range(1, 7))]
    pieces.append(final.signature(report))
    assert tuple(part for piece in pieces for part in piece.parts) == final.parts(report)


def test_a_section_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="没有第 7 部分"):
        final.section(samples.filled(), 7)


def test_a_piece_of_another_version_is_refused() -> None:
    with pytest.raises(ValueError, match="reportkit/parts@1"):
        Piece.from_json({"schema": "reportkit/parts@2", "parts": []})


def test_the_cell_view_shows_hostile_text_as_text() -> None:
    report = _with_text(1, "<script>alert(1)</script><img src=x onerror=y>")
    page = html.fromstring(final.section(report, 1)._repr_html_())
    assert not page.xpath("//script|//img")
    assert "<script>alert(1)</script>" in page.text_content()


def test_the_cell_view_uses_no_attribute_that_notebooks_strip() -> None:
    page = html.fromstring(final.section(samples.filled(), 3)._repr_html_())
    assert {a for element in page.iter() for a in element.attrib} <= {
        "style", "rowspan", "colspan", "scope", "title"}  # fmt: skip
