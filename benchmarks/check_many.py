"""How long it takes to check a report of 5,000 characters, and a thousand files in one call."""

from __future__ import annotations

import dataclasses
import tempfile
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from stopwatch import table

from reportkit import check, load
from reportkit.checking import check_files
from reportkit.examples import PATH, PREVIOUS

if TYPE_CHECKING:
    from reportkit import Report

LONG = 5000  # characters of running text
FILES = 1000


def _long(report: Report) -> Report:
    """Return the report with its own paragraphs repeated until it has 5,000 characters."""
    one = next(section for section in report.sections if section.no == 1)
    lines, text, turn = one.text.split("\n"), one.text, 0
    while sum(len(s.text) for s in report.sections) - len(one.text) + len(text) < LONG:
        text += f"\n{lines[turn % len(lines)]}"
        turn += 1
    sections = (dataclasses.replace(s, text=text) if s.no == 1 else s for s in report.sections)
    return report.replace(sections=tuple(sections))


def _all(files: list[str], processes: int) -> None:
    for _ in check_files(files, processes=processes):
        pass


report, last_year = load(PATH), load(PREVIOUS)
longer = _long(report)
drafts = count(1)


def _cold() -> None:
    """Check a text that was not seen before, so that nothing is remembered from the last round."""
    draft = f"\n第{next(drafts)}稿。"
    sections = (dataclasses.replace(s, text=s.text + draft) for s in longer.sections)
    new = longer.replace(introduction=longer.introduction + draft, sections=tuple(sections))
    check(new, previous=last_year)


print(f"long report: {sum(len(s.text) for s in longer.sections)} characters of text")
table(
    "full check, last year's report beside it",
    {
        "the example": lambda: check(report, previous=last_year),
        f"{LONG:,} characters, again": lambda: check(longer, previous=last_year),
        f"{LONG:,} characters, new text": _cold,
    },
    rounds=15,
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
