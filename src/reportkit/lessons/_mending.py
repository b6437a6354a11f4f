"""Put a learner's value into the report, and see what the check says of it."""

from __future__ import annotations

import dataclasses
import re
from datetime import date
from typing import TYPE_CHECKING

from reportkit.text import normalise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportkit.finding import Finding
    from reportkit.form import CellId
    from reportkit.lessons._exercise import Exercise
    from reportkit.lessons._fault import Expected, Planted
    from reportkit.report import Report

__all__ = ["answers_figure", "causes", "mended", "mendings", "mends", "same"]

_NUMERALS = "〇一二三四五六七八九"
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
    if place.startswith("h") and place[1:].isdigit():
        return _with_heading(report, int(place[1:]), value)
    if place in {"title", "signed_by"}:
        is_title = place == "title"
        return report.replace(title=value) if is_title else report.replace(signed_by=value)
    if planted.section is not None and planted.quote:
        return _with_words(report, planted.section, planted.quote, _fitted(planted, value))
    return None


def mendings(exercise: Exercise, planted: Planted, place: str, value: str) -> Iterator[Report]:
    """Yield the reports that a learner may have in mind with a value.

    Notes
    -----
    Who mends a kind of applicant in table 3 has its total follow, or the other kind whose column
    does not balance either: one value is asked, not the two or three that belong together.
    """
    report = mended(exercise, planted, place, value)
    if report is None:
        return
    yield report
    table, row, column = (*place.split("."), "", "")[:3]
    if table != "t3" or place not in report.values or column == "tot":
        return
    old, new = exercise.report.number(place), report.number(place)
    step = int(new or 0) - int(old or 0)
    columns = {name.split(".")[2] for e in planted.expected for name in e.cells if "." in name}
    total = f"{table}.{row}.tot"
    yield report.replace({total: int(report.number(total) or 0) + step})
    for other in sorted(columns - {column, "tot"}):
        partner = f"{table}.{row}.{other}"
        yield report.replace({partner: int(report.number(partner) or 0) - step})


def mends(exercise: Exercise, planted: Planted, report: Report) -> bool:
    """Whether a report lacks the findings of a planted fault, and has no fresh ones instead.

    Notes
    -----
    A finding that other faults cause may change its looks, if one finding tells of several cells.
    A sentence that cites a mended figure has to follow it; that it does not yet is no fresh fault.
    """
    before = {finding.fingerprint for finding in exercise.found}
    others = [e for other in exercise.planted if other is not planted for e in other.expected]
    after = [f for f in exercise.findings(report) if not any(causes(e, f) for e in others)]
    if any(causes(expected, finding) for expected in planted.expected for finding in after):
        return False
    changed = {name for name, held in report.values.items() if held != exercise.report.values[name]}
    return all(f.fingerprint in before or _has_to_follow(f, changed) for f in after)


def _has_to_follow(finding: Finding, changed: set[CellId]) -> bool:
    """Whether a finding only says that the text still tells the figure from before."""
    return finding.rule.startswith("NA-") and any(name in changed for name in finding.cells)


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


def _with_heading(report: Report, no: int, typed: str) -> Report:
    """Put a heading in; who types it without its numeral means the right one."""
    heading = typed.strip()
    heading = heading if "、" in heading[:3] else f"{_NUMERALS[no]}、{heading}"
    sections = tuple(
        dataclasses.replace(s, heading=heading) if s.no == no else s for s in report.sections
    )
    return report.replace(sections=sections)


def _overlap(one: str, other: str) -> bool:
    """Whether the end of one text is the beginning of the other."""
    return any(
        left.endswith(right[:size])
        for left, right in ((one, other), (other, one))
        for size in range(1, min(len(one), len(other)))
    )


_FIGURE = re.compile(r"\d[\d.,]*")


_HAN_FIGURE = re.compile("[零〇一二两三四五六七八九十百千万]")


def answers_figure(planted: Planted, value: str) -> bool:
    """Whether a value has a figure where one is asked, and the same one where it was not wrong.

    Words without any figure would silence the check without mending anything.
    """
    if planted.right is None or not planted.quote or _HAN_FIGURE.search(value):
        return True
    right, wrong, told = (
        _FIGURE.findall(normalise(text)) for text in (planted.right, planted.wrong, value)
    )
    if right and right == wrong:
        return set(right) <= set(told)
    return bool(told) if right and wrong else True


def _fitted(planted: Planted, value: str) -> str:
    """Return the quotation with a learner's words in place of the wrong ones in it.

    Words around the slip may be typed along; a bare figure takes the unit of the right one.
    """
    before, wrong, after = planted.quote.partition(planted.wrong) if planted.wrong else ("", "", "")
    if not wrong:
        return value
    core = value.strip()
    if core.startswith(before) and (before or core.endswith(after)):
        core = core.removeprefix(before).removesuffix(after)
    told = planted.right or wrong
    figure = _FIGURE.match(told)
    if figure and _FIGURE.fullmatch(normalise(core)):
        core += told[figure.end() :]
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
