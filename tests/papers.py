"""An exercise made by hand, so that these tests do not depend on which kinds of faults there are."""

from __future__ import annotations

import dataclasses
from functools import cache

import samples
from reportkit.lessons import Answer, Claim, Exercise, Expected, Fault, Planted

TOTAL = Fault(
    id="T3-03.total",
    rule="T3-03",
    operation="",
    level=1,
    says="和是{right}，错写成{wrong}。",
    ask="加一遍？",
)
WORDS = Fault(
    id="WD-03.principle",
    rule="WD-03",
    operation="",
    level=1,
    says="漏了一个“不”字。",
    ask="意思对吗？",
)


@cache
def exercise() -> Exercise:
    """Return a report with a wrong total in table 3 and a wrong quotation in section one."""
    sound = samples.filled()
    sections = tuple(
        dataclasses.replace(s, text=s.text.replace("不公开为例外", "公开为例外", 1))
        for s in sound.sections
    )
    report = sound.replace({"t3.R3_1.tot": 9}, sections=sections)
    row = tuple(f"t3.R3_1.{c}" for c in ("nat", "com", "res", "pub", "law", "oth", "tot"))
    total = Planted(
        fault=TOTAL,
        expected=(
            Expected(rule="T3-03", cells=row),
            Expected(rule="T3-02", cells=("t3.R3_1.tot",)),
        ),
        places=("t3.R3_1.tot",),
        wrong="9",
        right="7",
    )
    words = Planted(
        fault=WORDS,
        expected=(Expected(rule="WD-03", quote="公开为例外"),),
        places=("s1.1",),
        section=1,
        quote="公开为例外",
        wrong="公开为例外",
        right="不公开为例外",
    )
    return Exercise(
        report=report, planted=(total, words), sound=sound, previous=samples.last_year(),
        number="1-2-417A",
    )  # fmt: skip


def full_answer() -> Answer:
    """Return the answer that has everything right."""
    return Answer(
        claims=(
            Claim(place="t3.R3_1.tot", rule="T3-03", value="7"),
            Claim(place="s1.1", rule="WD-03", value="不公开为例外"),
        )
    )
