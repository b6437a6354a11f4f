"""All files of a paper at once, and made-up answers to try the grading with.

>>> write_paper("1-2-417A", "试卷")  # doctest: +SKIP
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reportkit.lessons._making import paper
from reportkit.lessons._marking import Answer, Claim
from reportkit.lessons._numbers import PaperNumber
from reportkit.lessons._printing import write
from reportkit.lessons.trainer._answers import AnswerSheet, write_answer, write_blank

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportkit.lessons._fault import Planted

__all__ = ["hand_in_examples", "write_paper"]


def write_paper(
    number: str,
    folder: str | Path,
    *,
    endings: Sequence[str] = (".docx", ".pdf"),
    key: bool = True,
) -> tuple[Path, ...]:
    """Write a paper, its blank answer sheet and, if wanted, its key into a folder.

    Parameters
    ----------
    number
        Number of the paper, such as ``"1-2-417A"``.
    folder
        Where to; it is made where it is missing.
    endings
        Kinds of files of the paper; the key has the first of them.
    key
        Whether the key is written too.

    Returns
    -------
    tuple of Path
        The files: paper, answer sheet, key.

    Raises
    ------
    LessonError
        If it is no number of a paper.
    ExportError
        If an ending is neither ``.docx`` nor ``.pdf``.
    """
    told = str(PaperNumber.read(number))
    exercise = paper(told)
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    files = [write(exercise, place / f"试卷-{told}{ending}", key=False) for ending in endings]
    files.append(write_blank(told, place / f"答题卡-{told}.xlsx"))
    if key:
        files.append(write(exercise, place / f"参考答案-{told}{endings[0]}", key=True))
    return tuple(files)


def hand_in_examples(number: str, folder: str | Path) -> tuple[Path, ...]:
    """Write the answers of three made-up learners: all right, half of it, and a guess.

    Raises
    ------
    LessonError
        If it is no number of a paper.
    """
    exercise = paper(number)
    right = [_claim(planted) for planted in exercise.planted]
    guess = Claim(place="title", rule="ST-08")
    answers = {"学员甲": right, "学员乙": right[: len(right) // 2], "学员丙": [guess]}
    return tuple(
        write_answer(
            AnswerSheet(paper=exercise.number, name=name, answer=Answer(claims=tuple(claims))),
            Path(folder) / f"答卷-{exercise.number}-{name}.json",
        )
        for name, claims in answers.items()
    )


def _claim(planted: Planted) -> Claim:
    return Claim(place=planted.places[0], rule=planted.fault.rule, value=planted.right or "")
