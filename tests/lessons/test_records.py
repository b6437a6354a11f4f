"""Records: what was done stays, whatever happens to the file, and goes when one wants it gone."""

from __future__ import annotations

import datetime

import pytest

from papers import exercise, full_answer
from reportkit.lessons import Answer, LessonError, Outcome, Records, mark

AT = datetime.datetime(2026, 3, 4, 9, 30)  # noqa: DTZ001  the clock on the wall


def _add(records, answer=None, **more):
    return records.add(exercise(), mark(exercise(), answer or full_answer()), at=AT, **more)


def test_what_was_added_comes_back(tmp_path):
    records = Records(tmp_path / "练习记录.jsonl")
    made = _add(records, hints=(1, 0))
    assert tuple(records) == made
    assert [(item.rule, item.outcome, item.hints) for item in made] == [
        ("T3-03", Outcome.RIGHT, 1),
        ("WD-03", Outcome.RIGHT, 0),
    ]


def test_nothing_personal_stands_there_unless_a_name_was_typed(tmp_path):
    records = Records(tmp_path / "r.jsonl")
    assert {item.name for item in _add(records)} == {""}
    assert {item.name for item in _add(records, name="小张")} == {"小张"}


def test_a_damaged_line_loses_no_other(tmp_path):
    path = tmp_path / "r.jsonl"
    records = Records(path)
    _add(records)
    path.write_bytes(path.read_bytes() + b'{"at": "2026')
    _add(records)
    assert len(tuple(records)) == 4


def test_clearing_deletes_the_file_and_may_be_repeated(tmp_path):
    records = Records(tmp_path / "r.jsonl")
    _add(records)
    records.clear()
    records.clear()
    assert not records.path.exists()
    assert tuple(records) == ()


def test_mastery_needs_three_attempts_and_the_last_ones_count(tmp_path):
    records = Records(tmp_path / "r.jsonl")
    _add(records, Answer())
    _add(records, Answer())
    assert records.mastery()["T3-03"].label == "要再练"
    for _ in range(4):
        _add(records)
    assert records.mastery()["T3-03"].mastered


def test_what_is_not_known_comes_more_often(tmp_path):
    records = Records(tmp_path / "r.jsonl")
    claims = full_answer().claims
    for _ in range(3):
        _add(records, Answer(claims=claims[:1]))
    weights = records.weights()
    assert weights["T3-03"] < 1 < weights["WD-03"]


def test_a_place_that_cannot_be_written_to_is_one_sentence(tmp_path):
    with pytest.raises(LessonError, match="练习记录没有写进去"):
        _add(Records(tmp_path / "没有" / "r.jsonl"))
