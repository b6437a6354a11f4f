"""A worked example for a lesson: a fault as it stands, what the check says, and how it is mended.

>>> example("T3-03.total")  # doctest: +SKIP
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportkit.catalogue import CERTAINTY, catalogue
from reportkit.lessons._exercise import Exercise, plant
from reportkit.lessons._fault import faults
from reportkit.lessons._hints import explanation, place_name
from reportkit.lessons._lesson import LessonError
from reportkit.lessons._mending import causes
from reportkit.lessons._places import touching
from reportkit.lessons._sheet import PICTURE, is_missing, is_picture, shown_table
from reportkit.specimens import EDITION, Draw, specimen
from reportkit.views import sheet
from reportkit.views.findings import badge
from reportkit.views.html import MARKS, Html, Look, table, tag

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportkit.finding import Finding
    from reportkit.grid import GridCell
    from reportkit.lessons._fault import Fault, Planted

__all__ = ["Example", "example"]

_TRIES = 200
_MOST_RELATED = 14  # more cells with a frame tell nothing
_BOX = (
    "color:#1a1a1a;background-color:#ffffff;border:1px solid #999999;border-left:6px solid #1f4e9c;"
    "padding:8px 14px;font-size:15px;line-height:1.7;max-width:1000px"
)
_STEP = "margin:8px 0 2px;font-weight:bold"
_TEXT = "margin:2px 0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A report with one planted fault, shown step by step in a notebook."""

    exercise: Exercise

    @property
    def planted(self) -> Planted:
        """The fault."""
        return self.exercise.planted[0]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the check finds because of it."""
        return tuple(
            finding
            for finding in self.exercise.found
            if any(causes(expected, finding) for expected in self.planted.expected)
        )

    def _repr_html_(self) -> str:
        return tag("div", *_steps(self), style=_BOX)


def example(fault: str, seed: int = 1) -> Example:
    """Make a worked example of a kind of fault.

    Parameters
    ----------
    fault
        Its id, such as ``"T3-03.total"`` (see `reportkit.lessons.faults`), or a rule, whose
        easiest kind is taken.
    seed
        Another one gives another report; the first fitting one from there is taken.

    Raises
    ------
    LessonError
        If there is no such kind, or no report has a place for it.
    """
    kind = _kind(fault)
    for at in range(seed, seed + _TRIES):
        made = plant(specimen(at, **kind.wishes), [kind], Draw("example", EDITION, kind.id, at))
        if made.planted:
            return Example(exercise=dataclasses.replace(made, number=f"例 {kind.id}"))
    message = f"没有找到适合“{fault}”的报告。"
    raise LessonError(message)


def _kind(name: str) -> Fault:
    """Return a kind of fault by its id, or the easiest one of a rule."""
    found = [fault for fault in faults().values() if name in {fault.id, fault.rule}]
    if not found:
        message = f"没有“{name}”这种错误。"
        raise LessonError(message)
    return min(found, key=lambda fault: fault.level)


def _steps(shown: Example) -> Iterator[Html]:
    exercise, planted = shown.exercise, shown.planted
    entry = catalogue()[planted.fault.rule]
    who = f"{exercise.report.agency}{exercise.report.year}年度报告"
    yield tag("p", f"例：{who}（虚构）", style=_STEP)
    yield from _extract(exercise, planted)
    yield tag("p", "看一看", style=_STEP)
    yield tag("p", planted.fault.ask, style=_TEXT)
    yield tag("p", "检查说什么", style=_STEP)
    for finding in shown.findings:
        sentence = f" {finding.rule}　{finding.message}"
        yield tag("p", badge(finding.severity), sentence, style=_TEXT)
    yield tag("p", "错在哪里，怎么改", style=_STEP)
    yield tag("p", explanation(exercise, planted), style=_TEXT)
    yield tag("p", f"改法：{entry.fix}", style=_TEXT)
    yield tag(
        "p", f"依据：{entry.basis.removesuffix('。')}。{CERTAINTY[entry.certainty]}", style=_TEXT
    )


def _extract(exercise: Exercise, planted: Planted) -> Iterator[Html]:
    """Show the part of the report that the fault is in, the fault itself marked."""
    report = exercise.report
    if planted.section is not None and planted.quote:
        yield from _words(exercise, planted)
    for key in dict.fromkeys(_tables(exercise, planted)):
        if is_missing(report, key):
            continue
        if is_picture(report, key):
            yield tag("p", PICTURE, style=_TEXT)
            continue
        yield _marked_table(exercise, planted, key)
    if planted.section is None:
        for place in planted.places[:3]:
            if place not in report.values and place not in report.tables:
                said = exercise.places.get(place) or "（没有内容）"
                yield tag("p", f"{place_name(exercise, place)}：", _mark(said), style=_TEXT)


def _tables(exercise: Exercise, planted: Planted) -> Iterator[str]:
    cells = (cell for expected in planted.expected for cell in expected.cells)
    for name in (*planted.places, *cells):
        key = name.partition(".")[0]
        if key in exercise.report.tables:
            yield key


def _marked_table(exercise: Exercise, planted: Planted, key: str) -> Html:
    report, sound = exercise.report, exercise.sound or exercise.report
    places = [place for place in planted.places if place in report.values]
    changed = {place for place in places if report[place] != sound[place]}
    wrong = changed or (set(places) if planted.section is None else set())
    related = {*places, *(cell for expected in planted.expected for cell in expected.cells)}
    if len(related) > _MOST_RELATED:
        related = set()

    def marked(cell: GridCell) -> GridCell:
        if cell.cell in wrong:
            return dataclasses.replace(cell, mark="error")
        return dataclasses.replace(cell, mark="info") if cell.cell in related else cell

    grid = shown_table(exercise.report, key).map(marked)
    look = Look(widths=sheet.column_widths(grid), size="13px")
    said = ["粗红框是写错的格子"] * bool(wrong) + ["蓝点框是有关的格子"] * bool(related - wrong)
    note = f"{'，'.join(said)}。" if said else ""
    drawn = tag("div", table(grid, look), style="overflow-x:auto")
    return tag("div", drawn, tag("p", note, style=f"{_TEXT};font-size:13px"))


def _words(exercise: Exercise, planted: Planted) -> Iterator[Html]:
    """Show the sentence; or the whole section, where no single value would mend it."""
    if planted.fault.valued:
        yield _sentences(exercise, planted)
        return
    report = exercise.report
    found = report.section(planted.section or 0)
    if found:
        yield tag("p", found.heading, style=f"{_TEXT};font-weight:bold")
    for line in (found.text if found else report.introduction).splitlines():
        before, wrong, after = line.partition(planted.wrong or "\n")
        marked = (before, _mark(wrong), after) if wrong else (line,)
        yield tag("p", *marked, style=f"{_TEXT};text-indent:2em")


def _sentences(exercise: Exercise, planted: Planted) -> Html:
    """Show the sentences around the wrong words, in quotation marks, the words marked."""
    section = planted.section or 0
    said = [exercise.places[p] for p in touching(exercise.report, section, planted.quote)]
    before, found, after = "".join(said).partition(planted.quote)
    if not found:  # the words reach over more than one paragraph
        return tag("p", "“", _mark(planted.quote), "”", style=_TEXT)
    return tag("p", f"“{before}", _mark(found), f"{after}”", style=_TEXT)


def _mark(text: str) -> Html:
    return tag("mark", text, style=f"{MARKS['error'][1]};padding:0 3px")
