"""Live figures: references in a report's text that show what stands in its tables.

A text may say ``新收申请{{ t3.R1.tot }}件``; what people read, check and print is the figure of
the cell, so text and tables cannot disagree.  A reference whose cell holds no number is left as
it stands and is told.

>>> from reportkit import form
>>> from reportkit.report import Report
>>> report = Report.empty(form.load("2021"), year=2023).replace({"t3.R1.tot": 11})
>>> resolve("{{ year }}年新收申请{{ t3.R1.tot }}件", report)
'2023年新收申请11件'
"""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportkit.form import CellId, nearest
from reportkit.text import print_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from reportkit.axis import Entry
    from reportkit.form import Block, Table
    from reportkit.report import Report

__all__ = [
    "REFERENCE",
    "Unresolved",
    "names",
    "resolve",
    "resolved",
    "unresolved",
    "value_of",
    "why_not",
]

REFERENCE = re.compile(r"\{\{\s*([\w.]+)\s*\}\}")
_FACTS = {"year": "报告年度", "agency": "单位名称"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Unresolved:
    """A reference that shows no figure: where it stands (section 0 is the introduction), why."""

    section: int
    reference: str
    reason: str


def names(report: Report) -> Mapping[str, str]:
    """Return every reference that a text may use, with its Chinese name, in the form's order.

    Besides the cells these are the sums over groups of rows (``t3.R3_3.tot``: 不予公开) and over
    both kinds of lawsuit (``t4.litigation.total``), and the facts ``year`` and ``agency``.
    """
    found = dict(_FACTS)
    for table in report.tables.values():
        found |= {name: cell.place for name, cell in table.cells.items()}
        found |= {name: label for name, label, _ in _sums(table)}
    return found


def value_of(reference: str, report: Report) -> int | Decimal | str | None:
    """Return what a reference shows, or None where a cell of it holds no number.

    Raises
    ------
    KeyError
        If there is no such reference.
    """
    if reference in _FACTS:
        fact = getattr(report, reference)
        return None if fact is None else str(fact)
    if CellId(reference) in report.values:
        return report.values[CellId(reference)].number
    for table in report.tables.values():
        for name, _, cells in _sums(table):
            if name == reference:
                return _total(report, cells)
    raise KeyError(reference)


def resolve(text: str, report: Report) -> str:
    """Put the figures in place of the references; one without a figure stays as it stands."""

    def shown(match: re.Match[str]) -> str:
        try:
            value = value_of(match[1], report)
        except KeyError:
            return match[0]
        if value is None:
            return match[0]
        return value if isinstance(value, str) else print_number(value)

    return REFERENCE.sub(shown, text) if "{{" in text else text


def resolved(report: Report) -> Report:
    """Return the report as people read it: every reference replaced by its figure."""
    if not any("{{" in text for _, text in _texts(report)):
        return report
    sections = tuple(
        dataclasses.replace(section, text=resolve(section.text, report))
        for section in report.sections
    )
    introduction = resolve(report.introduction, report)
    title = resolve(report.title, report) if report.title else report.title
    return dataclasses.replace(report, sections=sections, introduction=introduction, title=title)


def unresolved(report: Report) -> tuple[Unresolved, ...]:
    """Return the references that show no figure, in the order of the text."""
    found: list[Unresolved] = []
    for section, text in _texts(report):
        for match in REFERENCE.finditer(text):
            reason = why_not(match[1], report)
            if reason:
                found.append(Unresolved(section=section, reference=match[1], reason=reason))
    return tuple(found)


def _texts(report: Report) -> Iterator[tuple[int, str]]:
    yield 0, report.title or ""
    yield 0, report.introduction
    for section in report.sections:
        yield section.no, section.text


def why_not(reference: str, report: Report) -> str:
    """Say why a reference shows no figure, in Chinese; an empty text where it shows one."""
    try:
        value = value_of(reference, report)
    except KeyError:
        near = nearest(reference, tuple(names(report)))
        hint = f"，您要的是不是 {near[0]}" if near else ""
        return f"没有“{reference}”这一格{hint}"
    return f"{names(report)[reference]}还没有数" if value is None else ""


def _total(report: Report, cells: tuple[CellId, ...]) -> int | Decimal | None:
    total: int | Decimal = 0
    for name in cells:
        number = report.values[name].number
        if number is None:
            return None
        total += number
    return total


def _sums(table: Table) -> Iterator[tuple[str, str, tuple[CellId, ...]]]:
    """Yield name, label and cells of every sum over a group that the form does not print."""
    for block in table.blocks:
        yield from _row_sums(table, block)
        yield from _column_sums(table, block)


def _row_sums(table: Table, block: Block) -> Iterator[tuple[str, str, tuple[CellId, ...]]]:
    for group in block.rows.walk():
        if group.children and not any(child.sums for child in group.leaves):
            for column in block.columns.leaves:
                name = f"{table.key}.{group.key}.{column.key}"
                label = f"{table.name}“{group.spoken}（各小项合计）·{column.spoken}”"
                yield name, label, tuple(block.cell_id(r.key, column.key) for r in group.leaves)


def _column_sums(table: Table, block: Block) -> Iterator[tuple[str, str, tuple[CellId, ...]]]:
    """Add the totals of groups below one group: 行政诉讼 has two, and no total of its own."""
    for group in block.columns.walk():
        parts = [child for child in group.children if child.children]
        if len(parts) < 2 or len(parts) != len(group.children):
            continue
        for place, leaf in enumerate(parts[0].leaves):
            name = ".".join((table.key, group.key, leaf.key.rsplit(".", 1)[-1]))
            label = f"{table.name}“{group.spoken}（合计）·{leaf.spoken}”"
            yield name, label, tuple(block.cell_id("", _at(part, place).key) for part in parts)


def _at(group: Entry, place: int) -> Entry:
    return group.leaves[place]
