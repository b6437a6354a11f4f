"""How long it takes to grade the answer files of a class of 200."""

from __future__ import annotations

import json
import random
import tempfile
from pathlib import Path

from stopwatch import table

from reportkit.lessons import Answer, Claim, paper
from reportkit.lessons.trainer import AnswerSheet, grade, write_answer

PEOPLE = 200
NUMBER = "1-3-2026A"


def _answer(chance: random.Random) -> Answer:
    """Answer as people do: mostly right, some values wrong, some in own words, some missed."""
    claims = []
    for planted in exercise.planted:
        way = chance.random()
        if way < 0.15:
            continue
        place, right = planted.places[0], planted.right or ""
        value = (
            right if way < 0.7
            else str(chance.randint(1, 99)) if way < 0.85
            else f"{right}{chance.choice('，。；')}{chance.randint(1, 9)}"
        )  # fmt: skip
        claims.append(Claim(place=place, rule=planted.fault.rule, value=value))
    extra = chance.choice(list(exercise.places))
    return Answer(claims=(*claims, Claim(place=extra, rule="WD-05", value="")))


def _read() -> None:
    for path in folder.iterdir():
        json.loads(path.read_text(encoding="utf-8"))


exercise = paper(NUMBER)
with tempfile.TemporaryDirectory() as name:
    folder = Path(name)
    chance = random.Random(1)  # noqa: S311  no secret
    for no in range(PEOPLE):
        sheet = AnswerSheet(paper=NUMBER, name=f"学员{no}", answer=_answer(chance))
        write_answer(sheet, folder / f"{no}.json")
    table(
        f"{PEOPLE} answer files to a paper with {len(exercise.planted)} faults",
        {"json.loads of the files": _read, "grade": lambda: grade(folder)},
        rounds=3,
    )
