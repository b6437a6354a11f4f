"""Report -> charts: which figures each chart shows.  Labels are those of the form.

>>> from reportkit import form
>>> from reportkit.report import Report
>>> report = Report.empty(form.load("2021")).replace({"t3.R1.tot": 11})
>>> key_figures(report).rows[0].values
(11,)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportkit.views.charts._chart import Chart, Row, Shape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from reportkit.axis import Entry
    from reportkit.report import Report

__all__ = ["CHARTS", "applicants", "carry_over", "key_figures", "outcomes", "years"]

# Rows of table 3 that are no outcome, and the column of totals.
_NEW, _CARRIED_IN, _DONE, _LEFT, _TOTAL = "R1", "R2", "R3_7", "R4", "tot"
_BLANKS = "有{}格没有填数，未计入。"


def key_figures(report: Report) -> Chart:
    """Show requests received, handled and carried over, reviews and lawsuits."""
    rows = [_row(report, name) for name in (_NEW, _CARRIED_IN, _DONE, _LEFT)]
    return Chart(shape=Shape.TILES, title="主要数据", rows=(*rows, *_disputes(report)))


def outcomes(report: Report) -> Chart:
    """Show where requests came from and what became of them (totals of table 3)."""
    coming = [_row(report, name, "in") for name in (_NEW, _CARRIED_IN)]
    entries = [e for e in _entries(report) if e.key not in {_NEW, _CARRIED_IN}]
    going, blanks = [], 0
    for entry in entries:
        for outcome in entry.children or (entry,):
            if outcome.key == _DONE:
                continue
            names = [leaf.key for leaf in outcome.leaves]
            total, missing = _sum(report, names)
            going.append(Row(label=_word(outcome), values=(total,), role="out"))
            blanks += missing
    note = _BLANKS.format(blanks) if blanks else ""
    return Chart(shape=Shape.FLOW, title="申请的来源和办理结果", rows=(*coming, *going), note=note)


def applicants(report: Report) -> Chart:
    """Show who asked: new requests by kind of applicant."""
    columns = report.tables["t3"].blocks[0].columns.leaves
    rows = tuple(
        Row(label=column.spoken, values=(_number(report, f"t3.{_NEW}.{column.key}"),))
        for column in columns
        if column.key != _TOTAL
    )
    return Chart(shape=Shape.BARS, title="新收申请的申请人", rows=rows)


def carry_over(report: Report) -> Chart:
    """Show how last year's open requests become this year's."""
    roles = ((_CARRIED_IN, "in"), (_NEW, "in"), (_DONE, "out"), (_LEFT, "end"))
    rows = tuple(_row(report, name, role) for name, role in roles)
    return Chart(shape=Shape.STEPS, title="本年度办理进度", rows=rows)


def years(report: Report, previous: Report) -> Chart:
    """Show the year beside the one before: requests, outcomes, reviews and lawsuits."""
    now, then = key_figures(report).rows, key_figures(previous).rows
    before = {row.label: row.values[0] for row in then}
    rows = tuple(Row(label=row.label, values=(before.get(row.label), row.values[0])) for row in now)
    names = (_year(previous, "上年度"), _year(report, "本年度"))
    return Chart(shape=Shape.PAIRS, title="与上年度相比", rows=rows, series=names)


CHARTS: Mapping[str, Callable[[Report], Chart]] = {
    "key_figures": key_figures,
    "outcomes": outcomes,
    "carry_over": carry_over,
    "applicants": applicants,
}
"""Name -> chart of one report, in the order of the appendix."""


def _year(report: Report, otherwise: str) -> str:
    return f"{report.year}年" if report.year else otherwise


def _entries(report: Report) -> tuple[Entry, ...]:
    return report.tables["t3"].blocks[0].rows.entries


def _row(report: Report, key: str, role: str = "") -> Row:
    entry = report.tables["t3"].blocks[0].rows.leaf(key)
    return Row(label=entry.spoken, values=(_number(report, f"t3.{key}.{_TOTAL}"),), role=role)


def _word(entry: Entry) -> str:
    """Return the name of an outcome without its number."""
    return entry.spoken.partition("）")[2] or entry.spoken


def _disputes(report: Report) -> Iterable[Row]:
    """Yield reviews and lawsuits: the totals of table 4, those of both kinds of lawsuit added."""
    for group in report.tables["t4"].blocks[0].columns.entries:
        totals = [leaf.key for leaf in group.leaves if leaf.sums]
        numbers = [_number(report, f"t4.{key}") for key in totals]
        known = [number for number in numbers if number is not None]
        whole = sum(known) if len(known) == len(numbers) else None
        yield Row(label=group.spoken, values=(whole,))


def _sum(report: Report, rows: list[str]) -> tuple[int | None, int]:
    """Add the totals of rows; return with the sum how many of them hold no number."""
    numbers = [_number(report, f"t3.{key}.{_TOTAL}") for key in rows]
    known = [number for number in numbers if number is not None]
    return (sum(known) if known else None), len(numbers) - len(known)


def _number(report: Report, name: str) -> int | None:
    number = report.number(name)
    return None if number is None else int(number)
