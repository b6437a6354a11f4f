"""How long it takes to check a report after one changed cell, and to read and check the example."""

from __future__ import annotations

import json
from itertools import count
from typing import TYPE_CHECKING

from stopwatch import table

from reportkit import check, load, store
from reportkit.examples import PATH, PREVIOUS

if TYPE_CHECKING:
    from reportkit import Findings, Report

TIMES = 1000
REPORT, LAST_YEAR = load(PATH), load(PREVIOUS)
TEXT = store.dumps(REPORT)
NUMBERS = count()


def _nothing() -> None:
    """Do nothing: the price of a call."""


def _changed() -> Report:
    return REPORT.replace({"t3.R1.nat": next(NUMBERS) % 100})


def _changed_and_checked() -> Findings:
    return check(_changed(), previous=LAST_YEAR)


def _read_and_checked() -> None:
    for _ in range(TIMES):
        check(load(PATH), previous=LAST_YEAR)


def _parsed() -> None:
    for _ in range(TIMES):
        json.loads(TEXT)


table(
    "one changed cell",
    {
        "an empty call": _nothing,
        "json.loads of the same report": lambda: json.loads(TEXT),
        "the change alone": _changed,
        "the check alone": lambda: check(REPORT, previous=LAST_YEAR),
        "change and full check": _changed_and_checked,
    },
    rounds=15,
)
table(
    f"the example, {TIMES} times",
    {
        "json.loads of the same report": _parsed,
        "read the text and check": _read_and_checked,
    },
    rounds=3,
)
