"""What the screen shows now, as small JSON, and what changed since it was shown last.

>>> changed({"a": {"x": 1, "y": 2}}, {"a": {"x": 1, "y": 3}})
{'a': {'y': 3}}
"""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from reportkit.editing import content_of, references, span_of
from reportkit.figures import value_of
from reportkit.finding import Severity
from reportkit.text import Kind, print_number
from reportkit.views import words
from reportkit.widgets._drawing import FACTS
from reportkit.widgets._rows import Row, rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reportkit.editing import Session
    from reportkit.report import Report, Value

__all__ = ["changed", "figure_text", "reading_state", "repair_key", "state"]

_PLACES = (
    "agency", "year", "kind", "title", "signed_by", "issued_on", "published_on",
    "contact.phone", "contact.email", "contact.address", "contact.website",
)  # fmt: skip
_TOPICS = "ST-06"  # the rule that says which topics of section one are missing


def state(session: Session) -> dict[str, Any]:
    """Return everything the screen shows of a session.

    Notes
    -----
    Every value is a mapping of small parts, so that `changed` finds the few that differ.  Texts
    are those a person typed; offsets into them count UTF-16 units, as browsers do.
    """
    report, findings = session.report, session.findings
    listed = rows(session)
    texts = {"introduction": report.introduction} | {
        f"section.{form.no}": content_of(report, f"section.{form.no}")
        for form in report.form.sections
    }
    return {
        **_figures(report),
        "sums": _sums(session),
        "balance": _balances(session),
        "last": _last(report, session.previous),
        "facts": {place: content_of(report, place) for place in _PLACES},
        "texts": texts,
        "ranges": {place: _ranges(place, text, report, listed) for place, text in texts.items()},
        "values": _values(report, texts.values()),
        "topics": _topics(session),
        "about": _about(listed),
        "findings": {row.key: row.to_json() for row in listed},
        "order": {"keys": [row.key for row in listed]},
        "tabs": _counts(listed),
        "repairs": _repairs(session),
        "undecided": {item.needs: list(item.rules) for item in words.undecided(findings)},
        "said": {"summary": words.summary(findings)},
        "can": _can(session),
        "previous": _previous(session),
    }


def reading_state(session: Session) -> dict[str, Any]:
    """Return what the screen shows of a report that was read and is not taken over yet."""
    report = session.report
    return _figures(report)


def changed(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parts of `new` that differ from `old`; a part that is gone is None."""
    patch: dict[str, Any] = {}
    for key, parts in new.items():
        before = old.get(key, {})
        different = {name: part for name, part in parts.items() if before.get(name) != part}
        different |= {name: None for name in before if name not in parts}
        if different:
            patch[key] = different
    return patch


def _figures(report: Report) -> dict[str, Any]:
    return {
        "cells": {name: value.text for name, value in report.values.items()},
        "unread": {
            name: True for name, value in report.values.items() if value.kind is Kind.UNREADABLE
        },
    }


def _sums(session: Session) -> dict[str, str]:
    """Return the computed totals where the printed ones differ or are blank."""
    return {
        name: print_number(total)
        for name, total in session.computed().items()
        if session.report.number(name) != total
    }


def _balances(session: Session) -> dict[str, list[str]]:
    def told(number: int | Decimal | None) -> str:
        return "" if number is None else print_number(number)

    return {
        item.column: [told(item.came), told(item.went), told(item.difference)]
        for item in session.balances()
    }


def _last(report: Report, previous: Report | None) -> dict[str, list[str]]:
    """Return last year's figure of each cell, and what changed since."""
    if previous is None:
        return {}
    return {
        name: [previous.values[name].text, _change(value, previous.values[name])]
        for name, value in report.values.items()
        if name in previous.values
    }


def _change(now: Value, before: Value) -> str:
    if now.number is None or before.number is None or now.number == before.number:
        return ""
    difference = Decimal(now.number) - Decimal(before.number)
    return ("+" if difference > 0 else "−") + print_number(abs(difference))


def _ranges(place: str, text: str, report: Report, listed: Iterable[Row]) -> list[list[Any]]:
    """Return the stretches of a text to be marked: live figures and what findings quote."""
    found: list[list[Any]] = [
        [_utf16(text, start), _utf16(text, end), "figure", name]
        for start, end, name in references(text)
    ]
    for row in listed:
        quote, section = row.finding.quote, row.finding.section
        if (
            row.settled
            or not quote
            or place != (f"section.{section}" if section else "introduction")
        ):
            continue
        span = span_of(text, quote, report, occurrence=row.finding.occurrence)
        if span:
            mark = row.finding.severity.value
            found.append([_utf16(text, span[0]), _utf16(text, span[1]), mark, row.key])
    return found


def _utf16(text: str, offset: int) -> int:
    return len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2


def _values(report: Report, texts: Iterable[str]) -> dict[str, str]:
    """Return what the references in the texts show; empty where they show nothing yet."""
    shown: dict[str, str] = {}
    for name in {name for text in texts for _, _, name in references(text)}:
        value: int | Decimal | str | None = None
        with suppress(KeyError):
            value = value_of(name, report)
        shown[name] = figure_text(value)
    return shown


def figure_text(value: int | Decimal | str | None) -> str:
    """Return a figure as a text shows it; empty where there is none yet."""
    if value is None or isinstance(value, str):
        return value or ""
    return print_number(value)


def _topics(session: Session) -> dict[str, bool]:
    """Return for each required topic of the sections whether the text has it."""
    report = session.report
    missing: set[str] = set()
    for finding in session.findings:
        if finding.rule == _TOPICS and finding.expected is not None:
            missing = set(finding.expected.split("、")) - set((finding.found or "").split("、"))
            break
    return {
        topic.name: bool(content_of(report, f"section.{form.no}").strip())
        and topic.name not in missing
        for form in report.form.sections
        for topic in form.topics
    }


def _about(listed: Iterable[Row]) -> dict[str, str]:
    """Return for each finding its cells, those of a row together: ``t3.R1.nat,com t3.R2.nat``.

    On an empty form one finding is about 175 cells, and another number of them after every key.
    """
    found: dict[str, str] = {}
    for row in listed:
        if row.finding.cells and not row.settled:
            lines: dict[str, list[str]] = {}
            for name in dict.fromkeys(row.finding.cells):
                line, _, last = name.rpartition(".")
                lines.setdefault(line, []).append(last)
            found[row.key] = " ".join(f"{line}.{','.join(of)}" for line, of in lines.items())
    return found


def _counts(listed: Iterable[Row]) -> dict[str, dict[str, int]]:
    counts: dict[str, dict[str, int]] = {}
    for row in listed:
        if not row.settled and row.finding.severity is not Severity.INFO:
            tab = counts.setdefault(row.tab or FACTS, {})
            tab[row.finding.severity.value] = tab.get(row.finding.severity.value, 0) + 1
    return counts


def _repairs(session: Session) -> dict[str, dict[str, Any]]:
    return {
        repair_key(repair.cells): {
            "cells": [name for name, _ in repair.cells],
            "restores": list(repair.restores),
            "text": words.repair_sentence(repair, session.report),
        }
        for repair in session.findings.repairs
    }


def repair_key(cells: Iterable[tuple[str, int]]) -> str:
    """Name a repair by what it changes."""
    return " ".join(f"{name}={number}" for name, number in cells)


def _can(session: Session) -> dict[str, str]:
    done, undone = session.changes, session.undone
    return {
        "undo": done[-1].label if done else "",
        "redo": undone[-1].label if undone else "",
    }


def _previous(session: Session) -> dict[str, str]:
    before = session.previous
    return {"title": "" if before is None else before.title or f"{before.year or ''}年度报告"}
