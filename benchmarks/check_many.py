"""How long it takes to check a report of 5,000 characters, and a thousand files in one call."""

from __future__ import annotations

import dataclasses
import re
import tempfile
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from stopwatch import table

from reportkit import check, load
from reportkit.checking import check_files
from reportkit.examples import PATH, PREVIOUS
from reportkit.report import Organ
from reportkit.specimens import specimen

if TYPE_CHECKING:
    from reportkit import Report

LONG = 5000  # characters of running text
FILES = 1000
ROUNDS = 15
_FIGURE = re.compile(r"[0-9]+(?:[.][0-9]+)?")


def _long(seed: int) -> tuple[Report, Report]:
    """Make a government's report of 5,000 characters, and last year's.

    Its own text comes first; plain sentences of other reports follow, so that there are about 17
    figures in 1,000 characters, as many as a published city's report of this length has.
    """
    made = specimen(seed, format="2021", kind=Organ.GOVERNMENT)
    one = next(section for section in made.report.sections if section.no == 1)
    text, left = one.text, LONG - sum(len(s.text) for s in made.report.sections)
    for other in count(seed * 100):
        for phrase in specimen(other, format="2021", kind=Organ.GOVERNMENT).phrases:
            if left > 0 and phrase.section and len(_FIGURE.findall(phrase.text)) <= 1:
                text += f"\n{phrase.text}"
                left -= len(phrase.text)
        if left <= 0:
            break
    sections = (dataclasses.replace(s, text=text) if s.no == 1 else s for s in made.report.sections)
    return made.report.replace(sections=tuple(sections)), made.previous


def _all(files: list[str], processes: int) -> None:
    for _ in check_files(files, processes=processes):
        pass


report, last_year = load(PATH), load(PREVIOUS)
again, before = _long(0)
new = iter([_long(seed) for seed in range(1, 16 * ROUNDS)])


def _cold() -> None:
    """Check a text that was not seen before, so that nothing is remembered from the last round."""
    check(next(new)[0])


def _both() -> None:
    """Check a new text with a new text of last year beside it: both are read."""
    draft, previous = next(new)
    check(draft, previous=previous)


length = sum(len(s.text) for s in again.sections)
figures = sum(len(_FIGURE.findall(s.text)) for s in again.sections)
print(f"long report: {length} characters of text, {figures} figures in it")
table(
    "full check",
    {
        "the example, last year's report beside it": lambda: check(report, previous=last_year),
        f"{LONG:,} characters, last year's report beside it, again": lambda: check(
            again, previous=before
        ),
        f"{LONG:,} characters, new text": _cold,
        f"{LONG:,} characters, new text, last year's report beside it, new too": _both,
    },
    rounds=ROUNDS,
)

with tempfile.TemporaryDirectory() as folder:
    names = [str(Path(folder) / f"{no}.txt") for no in range(FILES)]
    example = PATH.read_text(encoding="utf-8")
    for no, name in enumerate(names):  # all different, so that nothing is remembered
        Path(name).write_text(example.replace("。\n", f"（第{no}稿）。\n"), encoding="utf-8")
    table(
        f"{FILES:,} files in one call, reading included",
        {
            "one process": partial(_all, names, 1),
            "two processes": partial(_all, names, 2),
        },
        rounds=2,
    )
