"""Slips in the skeleton of a report: sections, headings, tables as a whole, title.

The words stand in ``faults/structure.toml``; official headings come from the form.
"""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING

from reportkit.form import load
from reportkit.lessons._fault import Expected, Planted
from reportkit.lessons.operations._following import number
from reportkit.lessons.operations._printed import deviate, lose_table
from reportkit.report import Deviation, Section, Value

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportkit.lessons._draft import Draft
    from reportkit.lessons._fault import Fault
    from reportkit.report import Report
    from reportkit.specimens import Draw

__all__ = [
    "heading_changed",
    "heading_numeral",
    "old_rows",
    "old_table",
    "section_added",
    "section_emptied",
    "section_lost",
    "sections_swapped",
    "table_missing",
    "title_changed",
]

_LAST = 6  # the section that tells of fees
_NUMERALS = "〇一二三四五六七八九"


# ------------------------------------------------------------------------------- sections
def section_lost(draft: Draft, fault: Fault, draw: Draw) -> Planted | None:
    """Leave out a whole section (``given.sections``) of text."""
    for no in draw.shuffled(fault.given["sections"]):
        lost = draft.report.section(no)
        if lost is None or _owes_notices(draft.report, no) or not _take_section(draft, no):
            continue
        draft.report = _without(draft.report, no)
        places = [f"h{near}" for near in (no + 1, no - 1) if draft.report.section(near)]
        return Planted(
            fault=fault,
            expected=(Expected(rule=fault.rule),),
            places=tuple(places),
            wrong=lost.heading,
            right=lost.heading,
        )
    return None


def section_emptied(draft: Draft, fault: Fault, draw: Draw) -> Planted | None:
    """Leave only the heading of a section."""
    for no in draw.shuffled(fault.given["sections"]):
        section = draft.report.section(no)
        if section is None or _owes_notices(draft.report, no) or not _take_section(draft, no):
            continue
        draft.report = _with(draft.report, no, lambda s: dataclasses.replace(s, text=""))
        also = (Expected(rule=rule) for rule in fault.also)
        return Planted(
            fault=fault,
            expected=(Expected(rule=fault.rule, quote=section.heading), *also),
            places=(f"h{no}",),
            wrong=section.heading,
        )
    return None


def sections_swapped(draft: Draft, fault: Fault, draw: Draw) -> Planted | None:
    """Print two neighbouring sections of text in the wrong order."""
    for one, other in draw.shuffled(fault.given["pairs"]):
        first, second = draft.report.section(one), draft.report.section(other)
        if first is None or second is None:
            continue
        if not draft.take(f"heading.{one}", f"heading.{other}", "order"):
            continue
        order = {one: second, other: first}
        sections = tuple(order.get(s.no, s) for s in draft.report.sections)
        draft.report = draft.report.replace(sections=sections)
        return Planted(
            fault=fault,
            expected=(Expected(rule=fault.rule, quote=first.heading),),
            places=(f"h{other}", f"h{one}"),
            wrong=f"{second.heading}、{first.heading}",
        )
    return None


def section_added(draft: Draft, fault: Fault, draw: Draw) -> Planted | None:
    """Add a section that the form does not have.

    Notes
    -----
    ``given.sections`` is a list of [title, text].
    """
    title, text = draw.choice(fault.given["sections"])
    no = draft.report.sections[-1].no + 1
    if not draft.take("order", f"heading.{no}"):
        return None
    heading = f"{_NUMERALS[no]}、{title}"
    added = Section(no=no, heading=heading, text=_filled(draft, text))
    draft.report = draft.report.replace(sections=(*draft.report.sections, added))
    return Planted(
        fault=fault,
        expected=(Expected(rule=fault.rule, quote=heading),),
        places=(f"h{no}",),
        wrong=heading,
    )


# ------------------------------------------------------------------------------- headings
def heading_changed(draft: Draft, fault: Fault, draw: Draw) -> Planted | None:
    """Print a heading otherwise than in the form.

    Notes
    -----
    ``given.headings`` is a list of [number of the section, heading].
    """
    for no, heading in draw.shuffled(fault.given["headings"]):
        planted = _retitled(draft, fault, no, heading)
        if planted is not None:
            return planted
    return None


def heading_numeral(draft: Draft, fault: Fault, draw: Draw) -> Planted | None:
    """Give a heading the numeral of the section before it."""
    for no in draw.shuffled(fault.given["sections"]):
        section = draft.report.section(no)
        if section is None or not section.heading.startswith(f"{_NUMERALS[no]}、"):
            continue
        heading = f"{_NUMERALS[no - 1]}{section.heading[1:]}"
        planted = _retitled(draft, fault, no, heading)
        if planted is not None:
            return planted
    return None


def _retitled(draft: Draft, fault: Fault, no: int, heading: str) -> Planted | None:
    section = draft.report.section(no)
    if section is None or section.heading == heading or not draft.take(f"heading.{no}", "order"):
        return None
    draft.report = _with(draft.report, no, lambda s: dataclasses.replace(s, heading=heading))
    return Planted(
        fault=fault,
        expected=(Expected(rule=fault.rule, quote=heading),),
        places=(f"h{no}",),
        wrong=heading,
        right=section.heading,
    )


def title_changed(draft: Draft, fault: Fault, draw: Draw) -> Planted | None:
    """Print another title.

    Notes
    -----
    ``given.titles`` have gaps for ``{agency}``, ``{year}`` and ``{last_year}``.
    """
    right = draft.report.title
    title = _filled(draft, draw.choice(fault.given["titles"]))
    if not right or title == right or not draft.take("title"):
        return None
    draft.report = draft.report.replace(title=title)
    return Planted(
        fault=fault,
        expected=tuple(Expected(rule=r, quote=title) for r in (fault.rule, *fault.also)),
        places=("title",),
        wrong=title,
        right=right,
    )


# ------------------------------------------------------------------------------- tables
def table_missing(draft: Draft, fault: Fault, draw: Draw) -> Planted | None:
    """Leave out a table, with a sentence in its place.

    Notes
    -----
    ``given.texts`` is a list of [key of the table, sentence].  A table in which something
    happened is left out only where the sentence does not say that nothing did (``附件``).
    """
    for key, text in draw.shuffled(fault.given["texts"]):
        table = draft.report.tables[key]
        nothing = not any(draft.report.number(name) for name in table.cells)
        if not nothing and "附件" not in text:
            continue
        if not draft.take(key, f"heading.{table.section}", *draft.citing(*table.cells)):
            continue
        section = table.section
        draft.report = _with(draft.report, section, lambda s: dataclasses.replace(s, text=text))  # noqa: B023  used at once
        lose_table(draft, key, f"没有{table.name}")
        return Planted(
            fault=fault,
            expected=(Expected(rule=fault.rule, quote=text),),
            places=(f"h{section}", key),
            section=section,
            quote=text,
            wrong=text,
        )
    return None


def old_table(draft: Draft, fault: Fault, draw: Draw) -> Planted | None:  # noqa: ARG001
    """Fill the figures into table 3 of the trial form, which has no rows under （六）."""
    old, new = draft.report.tables["t3"], load("2019").tables["t3"]
    if old.format == new.format or not draft.take("t3", "label.t3", "heading.3"):
        return None
    report = draft.report
    values = {name: value for name, value in report.values.items() if name not in old.cells}
    for name in new.cells:
        parts = [n for n in old.cells if n == name or _is_part(n, name)]
        values[name] = Value.of(sum(number(report, n) for n in parts))
    tables = {**report.tables, "t3": new}
    draft.report = dataclasses.replace(report, tables=tables, values=values)
    rows_of_six = tuple(f"t3.{row}" for row in new.row_keys if row.startswith("R3_6"))
    return Planted(
        fault=fault,
        expected=(Expected(rule=fault.rule),),
        places=("t3", "h3", *rows_of_six),
        wrong=load("2019").document,
        right=load("2021").document,
    )


def old_rows(draft: Draft, fault: Fault, draw: Draw) -> Planted | None:
    """Leave rows of the trial form in table 2.

    Notes
    -----
    ``given.rows`` are what is printed.
    """
    printed = draw.choice(fault.given["rows"])
    if not draft.take("label.t2"):
        return None
    deviate(draft, Deviation(kind="format", table="t2", row="", printed=printed, expected=""))
    return Planted(
        fault=fault,
        expected=(Expected(rule=fault.rule),),
        places=("t2", "h2"),
        wrong=printed,
    )


# ------------------------------------------------------------------------------- parts
def _owes_notices(report: Report, no: int) -> bool:
    """Whether a section must tell the notices behind table 3's lapsed requests."""
    return no == _LAST and number(report, "t3.R3_6_2.tot") > 0


def _take_section(draft: Draft, no: int) -> bool:
    roles = [p.role for p in draft.specimen.phrases if p.section == no]
    zones = [f"heading.{near}" for near in (no - 1, no, no + 1)]
    zones += ["t3.R3_6_2.tot"] if no == _LAST else []
    return draft.take(*roles, *zones, "order")


def _with(report: Report, no: int, change: Callable[[Section], Section]) -> Report:
    sections = tuple(change(s) if s.no == no else s for s in report.sections)
    return report.replace(sections=sections)


def _without(report: Report, no: int) -> Report:
    return report.replace(sections=tuple(s for s in report.sections if s.no != no))


def _is_part(name: str, whole: str) -> bool:
    """Whether a cell stands in a row below another row, in the same column."""
    row, column = name.rsplit(".", 1)
    of_row, of_column = whole.rsplit(".", 1)
    return column == of_column and row.startswith(f"{of_row}_")


def _filled(draft: Draft, text: str) -> str:
    year = draft.report.year or 0
    words = {**draft.specimen.words, "year": str(year), "last_year": str(year - 1)}
    return re.sub(r"\{(\w+)\}", lambda match: words[match[1]], text)
