"""Numbers as people type them: any dash, any width, small letters; another edition is refused."""

from __future__ import annotations

import pytest

from reportkit.lessons import ExerciseNumber, LessonError, PaperNumber


@pytest.mark.parametrize("written", ["1-2-417b", " 1—2–417B", "１－２－４１７Ｂ", "1‑2‑417 B"])
def test_a_number_of_a_paper(written):
    assert str(PaperNumber.read(written)) == "1-2-417B"


def test_a_paper_without_a_letter_is_variant_a():
    assert str(PaperNumber.read("1-2-417")) == "1-2-417A"


@pytest.mark.parametrize("written", ["1-k4-2-417", "1—K4—2—417", "１-Ｋ4-2-417"])
def test_a_number_of_an_exercise(written):
    assert ExerciseNumber.read(written) == (1, 4, 2, 417)


@pytest.mark.parametrize(
    "written", ["", "417", "1-4-7", "1-2-417C", "1-K4-2-417", "1-2-1234567890"]
)
def test_what_is_no_number_of_a_paper(written):
    with pytest.raises(LessonError, match="不是试卷编号"):
        PaperNumber.read(written)


@pytest.mark.parametrize("read", [PaperNumber.read, ExerciseNumber.read])
def test_another_edition_is_named(read):
    number = "9-2-7" if read == PaperNumber.read else "9-K4-2-7"
    with pytest.raises(LessonError, match="第9版题库"):
        read(number)
