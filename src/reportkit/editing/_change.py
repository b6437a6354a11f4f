"""A change: what one action of a person altered, and how it was before.

A change names places by key: a cell (``t3.R1.nat``), a section's text (``section.1``), or a fact of
the report (``title``, ``introduction``, ``agency``, ``year``, ``kind``, ``issued_on``,
``published_on``, ``period``, ``signed_by``, ``contact.phone`` …), or what was decided about a
finding (``decision.`` and its fingerprint).  What stands there is text, as typed; a decision is
JSON.

>>> Change(label="填数", before={"t3.R1.nat": ""}, after={"t3.R1.nat": "4"}).label
'填数'
"""

from __future__ import annotations

import dataclasses
import datetime
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reportkit.decisions import Decision, Verdict
from reportkit.errors import ReportkitError
from reportkit.report import Organ, Section
from reportkit.text import normalise

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from reportkit.report import Report

__all__ = ["Change", "apply", "content_of"]

_DATES = ("issued_on", "published_on")
_DAY = re.compile(r"(\d{4})(?:-|年|[./])(\d{1,2})(?:-|月|[./])(\d{1,2})日?")
_DAY_HINT = "请写成 2024-01-15 或者 2024年1月15日的样子。"
_TEXTS = ("title", "agency", "signed_by")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One action of a person: what stood in each place before, and what stands there after."""

    label: str
    before: Mapping[str, str]
    after: Mapping[str, str]

    def to_json(self) -> dict[str, Any]:
        """Return the change as a JSON object."""
        return {"label": self.label, "before": dict(self.before), "after": dict(self.after)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Change:
        """Make a change of its JSON object."""
        return cls(label=str(data["label"]), before=dict(data["before"]), after=dict(data["after"]))


def content_of(report: Report, place: str) -> str:
    """Return what stands in a place of the report, as text.

    Raises
    ------
    UnknownCell
        If there is no such place.
    """
    if place.startswith("section."):
        section = report.section(int(place.removeprefix("section.")))
        return section.text if section else ""
    if place.startswith("decision."):
        return _decision_out(report.decisions.get(place.removeprefix("decision.")))
    if place.startswith("contact."):
        return getattr(report.contact, place.removeprefix("contact.")) or ""
    if place in {*_TEXTS, "introduction", "year", "kind"}:
        value = getattr(report, place)
        return "" if value is None else str(value)
    if place in _DATES or place == "period":
        days = report.period or () if place == "period" else (getattr(report, place),)
        return "/".join(map(_day_out, days))
    return report[place].text


def apply(report: Report, contents: Mapping[str, str]) -> Report:
    """Return the report with other contents in the named places.

    Raises
    ------
    ReportkitError
        If a date, a year or a kind of organ is written in a way that cannot be taken.
    UnknownCell
        If there is no such place.
    """
    cells: dict[str, str] = {}
    facts: dict[str, Any] = {}
    sections = list(report.sections)
    contact = report.contact
    decisions = dict(report.decisions)
    for place, text in contents.items():
        if place.startswith("section."):
            sections = _with_section(report, sections, int(place.removeprefix("section.")), text)
        elif place.startswith("contact."):
            contact = dataclasses.replace(contact, **{place.removeprefix("contact."): text or None})
        elif place.startswith("decision."):
            _decide(decisions, place.removeprefix("decision."), text)
        elif place in _FACTS:
            facts[place] = _FACTS[place](text)
        else:
            cells[place] = text
    facts |= {"contact": contact, "sections": tuple(sections), "decisions": decisions}
    return report.replace(cells, **facts)


def _decide(decisions: dict[str, Decision], fingerprint: str, text: str) -> None:
    if not text:
        decisions.pop(fingerprint, None)
        return
    data = json.loads(text)
    verdict, day = Verdict(data.pop("verdict")), datetime.date.fromisoformat(data.pop("on"))
    decisions[fingerprint] = Decision(verdict=verdict, on=day, **data)


def _decision_out(made: Decision | None) -> str:
    if made is None:
        return ""
    data = {**dataclasses.asdict(made), "verdict": made.verdict.value, "on": made.on.isoformat()}
    return json.dumps(data, ensure_ascii=False)


def _with_section(report: Report, sections: list[Section], no: int, text: str) -> list[Section]:
    if any(section.no == no for section in sections):
        return [dataclasses.replace(s, text=text) if s.no == no else s for s in sections]
    added = Section(no=no, heading=report.form.section(no).heading, text=text)
    return sorted([*sections, added], key=lambda section: section.no)


def _day(text: str) -> datetime.date | None:
    if not text.strip():
        return None
    numbers = _DAY.fullmatch(normalise(text))
    try:
        if numbers:
            return datetime.date(*map(int, numbers.groups()))
    except ValueError as error:
        message = f"“{text}”没有这一天。"
        raise ReportkitError(message, hint=_DAY_HINT) from error
    message = f"“{text}”不是日期。"
    raise ReportkitError(message, hint=_DAY_HINT)


def _day_out(day: datetime.date | None) -> str:
    return day.isoformat() if day else ""


def _period(text: str) -> tuple[datetime.date | None, datetime.date | None] | None:
    first, slash, last = text.partition("/")
    return (_day(first), _day(last)) if slash else None


def _year(text: str) -> int | None:
    plain = text.strip().removesuffix("年")
    if not plain:
        return None
    if not (plain.isascii() and plain.isdigit() and len(plain) == 4):
        message = f"“{text}”不是年份。"
        raise ReportkitError(message, hint="请写成四位数字，例如 2023。")
    return int(plain)


def _organ(text: str) -> Organ | None:
    try:
        return Organ(text) if text else None
    except ValueError as error:
        message = f"“{text}”不是单位类型。"
        hint = "请在部门、乡镇（街道）、县级以上政府中选一个。"
        raise ReportkitError(message, hint=hint) from error


# how the text of a fact becomes its value
_FACTS: dict[str, Callable[[str], Any]] = {
    "introduction": str,
    **dict.fromkeys(_TEXTS, lambda text: text or None),
    **dict.fromkeys(_DATES, _day),
    "period": _period,
    "year": _year,
    "kind": _organ,
}
