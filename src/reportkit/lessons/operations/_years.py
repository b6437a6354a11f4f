"""Slips that only last year's report shows, and cases that cannot well be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportkit.lessons._fault import Expected, Planted
from reportkit.lessons.operations._altering import alter, broken
from reportkit.lessons.operations._following import following, number, same_figures
from reportkit.lessons.operations._telling import can_retell, retell

if TYPE_CHECKING:
    from reportkit.lessons._draft import Draft
    from reportkit.lessons._fault import Fault
    from reportkit.report import Report
    from reportkit.specimens import Draw

__all__ = [
    "case_added",
    "cases_forgotten",
    "cases_misplaced",
    "figure_jumped",
    "many_carried",
    "year_copied",
]

_ASKED = ("t3.R1", "t3.R2", "t4.A")  # what tells whether there can be cases
_RESULTS = ("keep", "fix", "other", "open")


def many_carried(draft: Draft, fault: Fault, draw: Draw) -> Planted | None:
    """Carry so many requests over that they can hardly all be within their terms."""
    report = draft.report
    for more in draw.sample(range(8, 40), 12):
        cells = [f"t3.{row}.{column}" for row in ("R4", "R1") for column in ("tot", "nat")]
        changes = {name: number(report, name) + more for name in cells}
        places = ("t3.R4.tot", "t3.R4", "t3.R4.nat", "t3.R1.tot", "t3.R2.tot")
        planted = alter(draft, fault, changes, places=places)
        if planted is not None:
            return planted
    return None


def case_added(draft: Draft, fault: Fault, draw: Draw) -> Planted | None:
    """Enter one or two cases of a group that the report cannot well have.

    Notes
    -----
    ``given.groups`` are keys of groups of table 4; which rule speaks depends on the report.
    """
    for group in draw.shuffled(fault.given["groups"]):
        result = draw.part(group).choice(_RESULTS[:3])
        count = draw.part(group, "n").between(1, 2)
        names = (f"t4.{group}.total", f"t4.{group}.{result}")
        changes = {name: number(draft.report, name) + count for name in names}
        places = (*names, f"t4.{group}", "t4")
        planted = alter(draft, fault, changes, places=places, zones=_ASKED)
        if planted is not None:
            return planted
    return None


def cases_misplaced(draft: Draft, fault: Fault, draw: Draw) -> Planted | None:  # noqa: ARG001
    """Enter the lawsuits after review among those without."""
    report, changes = draft.report, {}
    if not number(report, "t4.C.total"):
        return None
    for column in ("total", *_RESULTS):
        moved = number(report, f"t4.C.{column}")
        if moved:
            changes[f"t4.B.{column}"] = number(report, f"t4.B.{column}") + moved
            changes[f"t4.C.{column}"] = 0
    return alter(draft, fault, changes, places=(*changes, "t4.B", "t4.C"))


def cases_forgotten(draft: Draft, fault: Fault, draw: Draw) -> Planted | None:
    """Leave out the cases that were still open at the end of last year."""
    for group in draw.shuffled(("A", "B", "C")):
        names = [f"t4.{group}.{column}" for column in ("total", *_RESULTS)]
        changes = {name: 0 for name in names if number(draft.report, name)}
        planted = changes and alter(draft, fault, changes, places=(*names, f"t4.{group}"))
        if planted:
            return planted
    return None


def figure_jumped(draft: Draft, fault: Fault, draw: Draw) -> Planted | None:
    """Let a figure jump since last year without a word.

    Notes
    -----
    ``given.cells`` come into question; ``given.way`` is ``zero``, ``tenth`` (a digit lost) or
    ``tenfold`` (a digit too many).
    """
    report = draft.report
    for name in draw.shuffled([n for n in fault.given["cells"] if n in report.values]):
        held = number(report, name)
        wrong = {"zero": 0, "tenth": held // 10, "tenfold": held * 10 + draw.part(name).below(10)}
        found = wrong[fault.given["way"]]
        planted = alter(draft, fault, {name: found}, places=(name,)) if found != held else None
        if planted is not None:
            return planted
    return None


def year_copied(draft: Draft, fault: Fault, draw: Draw) -> Planted | None:  # noqa: ARG001
    """Copy last year's figures, as far as the two years still fit together."""
    old, previous = draft.report, draft.previous
    if previous is None or previous.format != old.format or not draft.free("t2", "t3", "t4"):
        return None
    changes = _copied(old, previous)
    new = old.replace(changes)
    same = same_figures(new, previous)
    if changes and min(changes.values()) < 0:
        return None
    if not same or any(following(draft, new, changes)) or broken(new, changes):
        return None
    roles = draft.citing(*changes)
    if not can_retell(draft, roles) or not draft.take("t2", "t3", "t4", "copied", *roles):
        return None
    draft.report = new
    retell(draft, roles)
    return Planted(
        fault=fault,
        expected=(Expected(rule=fault.rule, cells=same),),
        places=("t2", "t3", "t4", *same),
        wrong=f"{len(same)}个数与上年相同",
    )


def _copied(report: Report, previous: Report) -> dict[str, int]:
    """Return last year's figures, with what must follow from it: R2, R1 and the stocks."""
    copied = {}
    for name, cell in report.cells.items():
        if cell.holds == "count" and previous.number(name) is not None:
            copied[str(name)] = number(previous, name)
    for column in report.tables["t3"].blocks[0].columns.leaves:
        key = column.key
        brought = number(previous, f"t3.R4.{key}")
        done = copied[f"t3.R3_7.{key}"] + copied[f"t3.R4.{key}"]
        copied |= {f"t3.R2.{key}": brought, f"t3.R1.{key}": done - brought}
    for row in ("rule", "norm"):
        stock = f"t2.{row}.valid"
        names = [name for name in copied if name.startswith(f"t2.{row}.")]
        if not any(copied[name] for name in names):  # the text may tell of this year's documents
            copied = {name: count for name, count in copied.items() if name not in names}
        if stock in copied:
            made = copied[f"t2.{row}.issued"] - copied[f"t2.{row}.repealed"]
            copied[stock] = number(previous, stock) + made
    for row in dict.fromkeys(n.split(".")[1] for n in copied if n.endswith(".prev")):
        items = f"t2.{row}.prev"
        copied[items] = number(previous, items) + number(previous, f"t2.{row}.delta")
    return {name: count for name, count in copied.items() if count != number(report, name)}
