"""Put a learner's value into the report, and see what the check says of it."""

from __future__ import annotations

import dataclasses
import re
from datetime import date
from typing import TYPE_CHECKING

from reportkit.text import normalise

if TYPE_CHECKING:
    from reportkit.finding import Finding
    from reportkit.lessons._exercise import Exercise
    from reportkit.lessons._fault import Expected, Planted
    from reportkit.report import Report

__all__ = ["causes", "mended", "mends", "same"]

_DATE = re.compile(r"(\d{4})\D+(\d{1,2})\D+(\d{1,2})\D*")


def same(one: str, other: str) -> bool:
    """Whether two values are the same but for width of letters and white space."""
    return _plain(one) == _plain(other)


def mended(exercise: Exercise, planted: Planted, place: str, value: str) -> Report | None:
    """Return the report with a learner's value in place of the wrong one.

    Returns
    -------
    Report or None
        None where the value is nothing that could stand there.
    """
    report = exercise.report
    if place in report.values:
        changed = report.replace({place: value})
        return changed if changed[place].number is not None else None
    if place in {"issued_on", "published_on"}:
        return _with_day(report, place, value)
    if place == "title":
        return report.replace(title=value)
    if place == "signed_by":
        return report.replace(signed_by=value)
    if planted.section is not None and planted.quote:
        return _with_words(report, planted.section, planted.quote, _fitted(planted, value))
    return None


def mends(exercise: Exercise, planted: Planted, report: Report) -> bool:
    """Whether a report lacks the findings of a planted fault, and has no fresh ones instead."""
    before = {finding.fingerprint for finding in exercise.found}
    after = exercise.findings(report)
    stays = any(causes(expected, finding) for expected in planted.expected for finding in after)
    return not stays and all(finding.fingerprint in before for finding in after)


def causes(expected: Expected, finding: Finding) -> bool:
    """Whether a finding is one that a planted fault must cause."""
    if finding.rule != expected.rule or not set(expected.cells) <= set(finding.cells):
        return False
    if not expected.quote or finding.quote is None:
        return not expected.quote or not finding.cells
    quote = finding.quote
    return expected.quote in quote or quote in expected.quote or _overlap(expected.quote, quote)


def _with_day(report: Report, place: str, value: str) -> Report | None:
    match = _DATE.fullmatch(normalise(value))
    try:
        day = date(*map(int, match.groups())) if match else None
    except ValueError:
        day = None
    if day is None:
        return None
    return (
        report.replace(issued_on=day) if place == "issued_on" else report.replace(published_on=day)
    )


def _overlap(one: str, other: str) -> bool:
    """Whether the end of one text is the beginning of the other."""
    return any(
        left.endswith(right[:size])
        for left, right in ((one, other), (other, one))
        for size in range(1, min(len(one), len(other)))
    )


_FIGURE = re.compile(r"\d[\d.,]*")


def _fitted(planted: Planted, value: str) -> str:
    """Return the quotation with a learner's words in place of the wrong ones in it.

    Words around the slip may be typed along; a bare figure takes the unit of the wrong one.
    """
    before, wrong, after = planted.quote.partition(planted.wrong) if planted.wrong else ("", "", "")
    if not wrong:
        return value
    core = value.strip()
    if before and core.startswith(before):
        core = core.removeprefix(before).removesuffix(after)
    figure = _FIGURE.match(wrong)
    if figure and _FIGURE.fullmatch(normalise(core)):
        core += wrong[figure.end() :]
    return f"{before}{core}{after}"


def _with_words(report: Report, section: int, old: str, new: str) -> Report:
    if section == 0:
        return report.replace(introduction=report.introduction.replace(old, new, 1))
    sections = tuple(
        dataclasses.replace(s, text=s.text.replace(old, new, 1)) if s.no == section else s
        for s in report.sections
    )
    return report.replace(sections=sections)


def _plain(value: str) -> str:
    return "".join(normalise(value).split()).strip("。；，、")
