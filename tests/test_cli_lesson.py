"""``reportkit lesson``: papers, keys, grading and questions from the command line."""

from __future__ import annotations

import json

import pytest

from reportkit.cli import main
from reportkit.lessons import paper
from reportkit.lessons.trainer import hand_in_examples


def test_the_list_names_every_lesson(capsys):
    assert main(["lesson", "list"]) == 0
    said = capsys.readouterr().out
    assert [f"第{no}课" in said for no in range(1, 12)] == [True] * 10 + [False]


def test_the_notebooks_are_copied_and_none_is_overwritten(tmp_path, capsys):
    folder = tmp_path / "课程"
    assert main(["lesson", "start", str(folder)]) == 0
    kept = folder / "01-为什么要有年报.ipynb"
    kept.write_text("我的笔记", encoding="utf-8")
    assert main(["lesson", "start", str(folder)]) == 0
    assert kept.read_text(encoding="utf-8") == "我的笔记"
    assert len(list(folder.glob("*.ipynb"))) == 11
    assert "0个" in capsys.readouterr().out.splitlines()[2]


def test_both_papers_and_their_answer_sheets(tmp_path):
    words = ["lesson", "paper", "1-1-7", "--both", "-o", str(tmp_path), "--to", "docx"]
    assert main(words) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "答题卡-1-1-7A.xlsx",
        "答题卡-1-1-7B.xlsx",
        "试卷-1-1-7A.docx",
        "试卷-1-1-7B.docx",
    ]


def test_the_key_names_every_fault_of_the_paper(capsys):
    assert main(["lesson", "key", "1-2-417A"]) == 0
    said = capsys.readouterr().out
    for planted in paper("1-2-417A").planted:
        assert f"规则：{planted.fault.rule}" in said


def test_a_folder_is_graded(tmp_path, capsys):
    folder = tmp_path / "答卷"
    folder.mkdir()
    hand_in_examples("1-1-7A", folder)
    assert main(["lesson", "grade", str(folder), "-o", str(tmp_path / "成绩.xlsx")]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("学员甲")
    assert said[0].endswith("100分")
    assert said[3].startswith("共3份")
    assert (tmp_path / "成绩.xlsx").stat().st_size > 0


def test_questions_are_written(tmp_path):
    path = tmp_path / "题库.json"
    assert main(["lesson", "quiz", "1-1-7", "-o", str(path), "--judgements"]) == 0
    assert len(json.loads(path.read_text(encoding="utf-8"))) > 168


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["paper", "7"], "不是试卷编号"),
        (["paper", "99-1-7"], "第99版"),
        (["key", "1-4-7"], "不是试卷编号"),
        (["grade", "没有这个文件夹"], "找不到文件夹"),
        (["quiz", "1-1-7", "-o", "题.pdf"], "写不成"),
        (["teach"], "没有“lesson teach”"),
        ([], "请说明要做什么"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(words, says, capsys):
    assert main(["lesson", *words]) == 2
    said = capsys.readouterr().err
    assert says in said
    assert len(said.strip().splitlines()) == 1
