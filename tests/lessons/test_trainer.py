"""For trainers: answer files read and refused, a class graded, questions, own cases."""

from __future__ import annotations

import dataclasses
import json

import openpyxl
import pytest

import samples
from papers import exercise, full_answer
from reportkit.lessons import Answer, Claim, LessonError, Outcome, mark, trainer


def _hand_in(folder, name, answer, paper="1-2-417A"):
    sheet = trainer.AnswerSheet(paper=paper, name=name, answer=answer)
    return trainer.write_answer(sheet, folder / f"{name}.json")


def _grade(folder):
    return trainer.grade(folder, key=lambda _number: exercise())


def test_an_answer_file_comes_back_as_it_was(tmp_path):
    path = _hand_in(tmp_path, "小张", full_answer())
    read = trainer.read_answer(path)
    assert (read.paper, read.name, read.answer) == ("1-2-417A", "小张", full_answer())


def test_a_filled_answer_sheet_is_read_with_its_codes(tmp_path):
    path = trainer.write_blank("1-2-417A", tmp_path / "答题卡.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book["答题卡"]
    sheet["B3"] = "小李"
    for row, line in enumerate([("表三3g", "t3-03", 7), ("一1", "WD-03", "不公开为例外")], start=7):
        for column, content in enumerate(line, start=2):
            sheet.cell(row, column, content)
    book.save(path)
    row = _grade(tmp_path).rows[0]
    assert (row.sheet.name, row.marked.points, row.marked.most) == ("小李", 8, 8)


def test_the_blank_answer_sheet_offers_every_rule(tmp_path):
    book = openpyxl.load_workbook(trainer.write_blank("1-1-7A", tmp_path / "x.xlsx"))
    assert book["规则一览"].max_row == 84
    assert book["答题卡"]["B2"].value == "1-1-7A"


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.json", b"{", "读不出来"),
        ("a.json", b"[]", "不是本软件的答卷"),
        ("a.json", b'{"schema": "other"}', "不是本软件的答卷"),
        ("a.xlsx", b"PK\x03\x04 broken", "读不出来"),
        ("a.json", b" " * 2_000_001, "太大"),
    ],
)
def test_a_bad_file_is_one_sentence_and_the_rest_is_graded(tmp_path, name, content, says):
    _hand_in(tmp_path, "小张", full_answer())
    (tmp_path / name).write_bytes(content)
    result = _grade(tmp_path)
    assert [row.sheet.name for row in result.rows] == ["小张"]
    assert says in result.refused[0].reason
    assert "\n" not in result.refused[0].reason


def test_hints_below_nothing_gain_no_points(tmp_path):
    path = _hand_in(tmp_path, "小张", full_answer())
    data = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**data, "hints": [-9, -9, -9]}), encoding="utf-8")
    assert _grade(tmp_path).rows[0].marked.points == 8


def test_a_class_is_ordered_and_its_hardest_rule_comes_first(tmp_path):
    claims = full_answer().claims
    _hand_in(tmp_path, "甲", Answer(claims=claims[:1]))
    _hand_in(tmp_path, "乙", full_answer())
    _hand_in(tmp_path, "丙", Answer())
    result = _grade(tmp_path)
    assert [row.sheet.name for row in result.rows] == ["乙", "甲", "丙"]
    assert [(item.rule, item.asked, item.right) for item in result.hardest] == [
        ("WD-03", 3, 1),
        ("T3-03", 3, 2),
    ]
    assert result.rows[1].outcomes == {"T3-03": Outcome.RIGHT, "WD-03": Outcome.NOT_ATTEMPTED}


def test_the_workbook_has_people_by_rules_with_signs(tmp_path):
    _hand_in(tmp_path, "甲", Answer(claims=full_answer().claims[:1]))
    path = trainer.write_results(_grade(tmp_path), tmp_path / "成绩.xlsx")
    page = openpyxl.load_workbook(path)["人和规则"]
    assert [[cell.value for cell in row] for row in page["A1:C2"]] == [
        ["姓名", "T3-03", "WD-03"],
        ["甲", "✓", "○"],
    ]


def test_a_name_that_looks_like_a_formula_or_a_tag_is_text(tmp_path):
    sheet = trainer.AnswerSheet(paper="1-2-417A", name="=cmd()<b>", answer=Answer())
    trainer.write_answer(sheet, tmp_path / "x.json")
    result = _grade(tmp_path)
    assert "&lt;b&gt;" in result._repr_html_()
    path = trainer.write_results(result, tmp_path / "成绩.xlsx")
    cell = openpyxl.load_workbook(path)["成绩"]["B2"]
    assert (cell.value, cell.data_type) == ("=cmd()<b>", "s")


def test_an_empty_folder_is_one_sentence(tmp_path):
    with pytest.raises(LessonError, match="没有答卷"):
        trainer.grade(tmp_path)


def test_a_paper_of_another_edition_is_refused_by_name(tmp_path):
    _hand_in(tmp_path, "甲", Answer(), paper="99-1-7")
    assert "第99版" in trainer.grade(tmp_path).refused[0].reason


def test_questions_have_one_right_option_and_say_why():
    found = trainer.questions([exercise()])
    choices = [question for question in found if question.kind == "choice"]
    assert len(choices) == 2
    assert all(q.options.count(q.answer) == 1 and len(set(q.options)) == 4 for q in choices)
    assert [q.answer for q in found if q.kind == "number"] == ["7"]


def test_questions_for_jupyterquiz(tmp_path):
    path = trainer.write_questions(trainer.questions([exercise()]), tmp_path / "题.json")
    items = json.loads(path.read_text(encoding="utf-8"))
    assert {item["type"] for item in items} == {"multiple_choice", "numeric"}
    rights = [sum(a.get("correct", False) for a in item["answers"]) for item in items]
    assert set(rights) == {1}


def test_questions_for_an_exam_platform(tmp_path):
    found = (*trainer.questions([exercise()]), *trainer.judgements(["T3-01"]))
    page = openpyxl.load_workbook(trainer.write_questions(found, tmp_path / "题.xlsx"))["题库"]
    rows = list(page.iter_rows(values_only=True))
    assert rows[0][:2] == ("题型", "题干")
    assert [row[6] for row in rows if row[0] == "判断题"] == ["B", "A"]
    text = trainer.write_questions(found, tmp_path / "题.txt").read_text(encoding="utf-8")
    assert text.count("答案：") == text.count("解析：") == len(found)


def _marks():
    return [
        trainer.Mark(place="t3.R3_1.tot", rule="T3-03", reason="总计多写了{2}件。", right="7"),
        trainer.Mark(place="s1.2", rule="NA-15", reason="太空泛。"),
    ]


def test_an_own_case_comes_back_from_its_file_and_is_marked(tmp_path):
    case = trainer.make_case(exercise().report, _marks(), title="案例一")
    read = trainer.load_case(trainer.save_case(case, tmp_path / "案例.json"))
    assert read.number == "案例一"
    right = Claim(place="t3.R3_1.tot", rule="T3-03", value="7")
    marked = mark(read, Answer(claims=(right, Claim(place="s1.2", rule="NA-15"))))
    assert (marked.points, marked.most) == (7, 7)


def test_a_value_that_only_a_person_can_judge_is_uncheckable():
    mark_ = trainer.Mark(place="s1.2", rule="NA-15", reason="太空泛。", right="写出件数")
    case = trainer.make_case(samples.filled(), [mark_])
    marked = mark(case, Answer(claims=(Claim(place="s1.2", rule="NA-15", value="别的"),)))
    assert marked.faults[0].outcome is Outcome.UNCHECKABLE


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"place": "t3.R9.nat"}, "没有“t3.R9.nat”"),
        ({"rule": "T3-99"}, "没有规则“T3-99”"),
        ({"reason": " "}, "还没有写为什么错"),
    ],
)
def test_a_mark_that_cannot_be_is_one_sentence(change, says):
    wrong = dataclasses.replace(_marks()[0], **change)
    with pytest.raises(LessonError, match=says):
        trainer.make_case(samples.filled(), [wrong])


@pytest.mark.parametrize("content", ["", "{}", "[1]", '{"schema": "reportkit/case@1"}'])
def test_a_file_that_is_no_case_is_one_sentence(tmp_path, content):
    path = tmp_path / "x.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(LessonError, match=r"x\.json"):
        trainer.load_case(path)
