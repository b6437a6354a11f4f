"""The widgets around the desks: messages, errors, several views, what a reader without a kernel sees."""

from __future__ import annotations

import pytest

import lesson_samples
from reportkit.lessons import LessonError
from reportkit.widgets import Editor, Exam, Practice
from reportkit.widgets._static import lesson_script, lesson_style, script, style


@pytest.fixture
def practice():
    widget = Practice(lesson_samples.exercise(number="案例"))
    widget.told = []
    widget.send = lambda content, buffers=None: widget.told.append((content, buffers))
    yield widget
    widget.close()


def _send(widget, **content):
    widget._handle_custom_msg(content, [])
    return widget.told[-1][0]


def test_every_message_gets_its_answer(practice):
    _send(practice, do="open", n=1, by="a")
    _send(practice, do="none", none=True, n=2, by="a")
    assert [(c["is"], c["n"], c["by"]) for c, _ in practice.told] == [
        ("state", 1, "a"),
        ("patch", 2, "a"),
    ]


def test_what_cannot_be_done_is_said_in_one_sentence(practice):
    answer = _send(practice, do="claim", place="t9", rule="T3-03", n=7, by="a")
    assert (answer["bad"], answer["n"]) == (True, 7)
    assert answer["say"].startswith("报告里没有这个位置")
    assert answer["patch"]["claims"] == []


def test_a_defect_fails_the_test(practice):
    with pytest.raises(KeyError):
        practice._handle_custom_msg({"do": "no such thing"}, [])


def test_for_people_a_defect_is_one_sentence(practice, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PYTEST_CURRENT_TEST")
    assert "程序出错了" in _send(practice, do="no such thing")["say"]


def test_the_marks_can_be_asked_for(practice):
    assert practice.marked is None
    _send(practice, do="none", none=True)
    _send(practice, do="hand-in")
    assert practice.marked.points == 0


def test_without_a_kernel_a_reader_is_told_what_to_do(practice, monkeypatch):
    shown = []
    monkeypatch.setattr("reportkit.widgets._practice.display", lambda data, **_: shown.append(data))
    practice._ipython_display_()
    assert "练习案例没有运行" in shown[0]["text/html"]
    assert "运行所有单元格" in shown[0]["text/html"]
    assert shown[0]["text/html"].count("<table") == 3


def test_a_wrong_number_is_refused_at_once():
    with pytest.raises(LessonError, match="不是试卷编号"):
        Exam("abc")


def test_files_of_an_examination_travel_as_bytes(tmp_path):
    widget = Exam("1-1-417A", folder=tmp_path)
    told = []
    widget.send = lambda content, buffers=None: told.append((content, buffers))
    for message in ({"do": "hand-in"}, {"do": "file"}):
        widget._handle_custom_msg(message, [])
    content, buffers = told[-1]
    assert "buffers" not in content
    assert buffers[0].startswith(b"{")
    widget.close()


def test_the_editor_does_not_carry_the_lessons():
    assert "rk-lesson" not in script()
    assert "rk-lesson" not in style()
    assert Editor._esm != Practice._esm


def test_the_script_is_one_module_that_shows_text_as_text():
    for source in (lesson_script(), script()):
        assert source.count("export default") == 1
        assert "innerHTML" not in source
        assert "insertAdjacentHTML" not in source
    assert "rk-lesson" in lesson_style()
