"""The desk of an examination: name, handing in, the answer file, the score sheet."""

from __future__ import annotations

import json

import pytest

from reportkit.lessons import RECORDS, LessonError, Records, mark, paper
from reportkit.lessons.trainer import read_answer
from reportkit.widgets._practice_exam import ExamDesk, drawn_number

NUMBER = "1-1-417A"


@pytest.fixture
def desk(tmp_path):
    return ExamDesk(NUMBER, folder=tmp_path)


def _do(desk, what, **more):
    return desk.act({"do": what, "n": 1, "by": "a", **more})


def _answered(desk):
    planted = desk.exercise.planted[0]
    value = planted.right or ""
    _do(desk, "claim", place=planted.places[0], rule=planted.fault.rule, value=value)


def test_the_paper_is_that_of_the_number(desk):
    assert desk.exercise.report == paper(NUMBER).report
    assert desk.news()["level"] == "入门"


def test_there_are_no_hints(desk):
    with pytest.raises(KeyError):
        _do(desk, "hint")


def test_the_answer_file_is_what_the_trainer_reads(desk):
    _do(desk, "name", name=" 张三 ")
    _answered(desk)
    told = _do(desk, "hand-in")["patch"]
    assert told["file"] == f"答卷-{NUMBER}-张三.json"
    sheet = read_answer(desk.folder / told["file"])
    assert (sheet.paper, sheet.name) == (NUMBER, "张三")
    assert mark(paper(NUMBER), sheet.answer).points == told["result"]["points"] > 0


def test_the_answer_file_has_these_parts(desk):
    _do(desk, "none", none=True)
    _do(desk, "hand-in")
    data = json.loads(desk.file.read_text(encoding="utf-8"))
    del data["schema"]
    assert data == {"paper": NUMBER, "name": "", "none_wrong": True, "claims": [], "hints": []}


def test_before_handing_in_nothing_is_told_of_the_marks(desk):
    _answered(desk)
    assert desk.news()["result"] is None


def test_an_earlier_answer_is_not_written_over(desk, tmp_path):
    _do(desk, "hand-in")
    again = ExamDesk(NUMBER, folder=tmp_path)
    _do(again, "hand-in")
    assert again.file.name == f"答卷-{NUMBER}-未写姓名（2）.json"


def test_an_answer_that_was_not_handed_in_is_gone_on_with(desk, tmp_path):
    _do(desk, "name", name="张三")
    _answered(desk)
    again = ExamDesk(NUMBER, folder=tmp_path)  # what a reload of a page without a notebook does
    assert again.sitting.claims == desk.sitting.claims
    assert (again.name, again.news()["notice"]) == ("张三", "这是上次没有交的答案，可以接着做。")
    _do(again, "withdraw", at=0)
    assert again.news()["notice"] == ""


def test_somebody_elses_answer_is_put_aside(desk, tmp_path):
    _do(desk, "name", name="张三")
    _answered(desk)
    again = ExamDesk(NUMBER, folder=tmp_path)
    told = _do(again, "fresh")["state"]
    assert (told["claims"], told["name"], told["notice"]) == ([], "", "")
    assert ExamDesk(NUMBER, folder=tmp_path).sitting.claims == []


def test_after_handing_in_nothing_is_left_behind(desk, tmp_path):
    _answered(desk)
    _do(desk, "hand-in")
    _do(desk, "fresh")
    assert desk.sitting.marked
    assert ExamDesk(NUMBER, folder=tmp_path).sitting.claims == []


def test_a_damaged_draft_is_passed_over(desk, tmp_path):
    _answered(desk)
    desk._draft.write_text("{", encoding="utf-8")
    assert ExamDesk(NUMBER, folder=tmp_path).sitting.claims == []


def test_an_answer_is_handed_in_once(desk):
    _do(desk, "hand-in")
    with pytest.raises(LessonError, match="已经核对过"):
        _do(desk, "hand-in")
    with pytest.raises(LessonError, match="不能再改"):
        _do(desk, "name", name="李四")
    assert len(list(desk.folder.glob("答卷*"))) == 1


def test_what_cannot_be_saved_is_not_handed_in(tmp_path):
    desk = ExamDesk(NUMBER, folder=tmp_path / "没有")
    with pytest.raises(Exception, match="没有保存成功"):
        _do(desk, "hand-in")
    assert desk.sitting.marked is None


def test_a_name_cannot_leave_the_folder(desk):
    _do(desk, "name", name="../../坏人\n<b>")
    _do(desk, "hand-in")
    assert desk.file.parent == desk.folder
    assert desk.file.exists()


@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_the_score_sheet_is_written_and_sent(desk, ending):
    _do(desk, "name", name="张三")
    _answered(desk)
    _do(desk, "hand-in")
    told = _do(desk, "score", **{"as": ending})
    path = desk.folder / f"成绩单-{NUMBER}-张三.{ending}"
    assert told["made"] == {"name": path.name}
    assert told["buffers"] == [path.read_bytes()]


def test_before_handing_in_there_is_no_score_sheet_and_no_file(desk):
    for what in ("score", "file"):
        with pytest.raises(LessonError, match="交卷以后"):
            _do(desk, what, **{"as": "pdf"})


def test_it_goes_into_the_records(desk):
    _do(desk, "name", name="张三")
    _do(desk, "hand-in")
    attempts = list(Records(desk.folder / RECORDS))
    assert len(attempts) == len(desk.exercise.planted)
    assert {attempt.name for attempt in attempts} == {"张三"}


def test_without_a_folder_nothing_is_written(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    desk = ExamDesk(NUMBER, folder=None)
    assert _do(desk, "hand-in")["patch"]["endings"] == []
    assert list(tmp_path.iterdir()) == []


def test_a_trainer_can_keep_the_marks(tmp_path):
    desk = ExamDesk(NUMBER, folder=tmp_path, marks=False)
    told = _do(desk, "hand-in")["patch"]
    assert told["result"] == {"quiet": True, "marks": {}}
    assert [path.name for path in tmp_path.iterdir()] == [told["file"]]
    with pytest.raises(LessonError, match="由老师发"):
        desk.score("pdf")


def test_a_drawn_number_is_one_of_a_paper():
    assert paper(drawn_number(2)).number.startswith("1-2-")
    with pytest.raises(LessonError, match="没有难度9"):
        drawn_number(9)
