"""Slips in figures that break equations: one cell, two columns, a row, the totals of two rows.

Parameters in ``faults/*.toml``: ``table``, ``rows``, ``columns`` are keys of the form.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportkit.lessons._fault import Expected
from reportkit.lessons.operations._altering import alter
from reportkit.lessons.operations._following import number
from reportkit.lessons.operations._wrong import wrong_figures

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reportkit.form import CellId
    from reportkit.lessons._draft import Draft
    from reportkit.lessons._fault import Fault, Planted
    from reportkit.report import Report
    from reportkit.specimens import Draw

__all__ = [
    "cell_off",
    "columns_mixed",
    "counted_twice",
    "row_changed",
    "row_shifted",
    "totals_swapped",
]


def cell_off(draft: Draft, fault: Fault, draw: Draw) -> Planted | None:
    """Put another number into one cell and leave everything else as it was.

    Notes
    -----
    ``given.slip`` is ``pen`` (a slip of the pen, the default), ``zero`` (forgotten) or ``minus``
    (the figure less that of ``given.less`` in the same line).  Only cells that break the rules of
    the fault, and no others, come into question.
    """
    table = draft.report.tables[fault.given["table"]]
    for name in draw.shuffled([n for n in table.cells if _wanted(n, fault)]):
        held = number(draft.report, name)
        for wrong in _slips(draft, fault, name, draw.part(name)) if held else ():
            planted = alter(draft, fault, {name: wrong})
            if planted is not None:
                return planted
    return None


def columns_mixed(draft: Draft, fault: Fault, draw: Draw) -> Planted | None:
    """Count some requests of one row under another kind of applicant; the total stays.

    Notes
    -----
    ``given.partner``, if given, is a row in which the same requests are moved back the other way,
    so that the columns still balance.
    """
    keys = _kinds(draft.report)
    pairs = [(row, a, b) for row in fault.given["rows"] for a in keys for b in keys if a != b]
    for row, one, other in draw.shuffled(pairs):
        held = number(draft.report, f"t3.{row}.{one}")
        if not held:
            continue
        moved = draw.part(row, one, other).between(1, min(held, 3))
        changes = _moved(draft.report, row, one, other, moved)
        partner = fault.given.get("partner")
        if partner:
            changes |= _moved(draft.report, partner, other, one, moved)
        if min(changes.values()) < 0:
            continue
        planted = alter(draft, fault, changes)
        if planted is not None:
            return planted
    return None


def row_changed(draft: Draft, fault: Fault, draw: Draw) -> Planted | None:
    """Change a row in one kind of applicant and in its total alike.

    Notes
    -----
    ``given.by`` says how: ``zero`` (the whole row was forgotten), ``fewer``, ``more``, or the key
    of a row that is added to it by mistake.  ``given.against``, if given, is a row that is
    changed the other way, so that the columns still balance.
    """
    for row in draw.shuffled(fault.given["rows"]):
        for steps in _steps(draft.report, fault.given["by"], row, draw.part(row)):
            if not steps:
                continue
            changes = _stepped(draft.report, row, steps)
            if against := fault.given.get("against"):
                back = {column: -step for column, step in steps.items()}
                changes |= _stepped(draft.report, against, back)
            planted = alter(draft, fault, changes) if min(changes.values()) >= 0 else None
            if planted is not None:
                return planted
    return None


def totals_swapped(draft: Draft, fault: Fault, draw: Draw) -> Planted | None:
    """Write the totals of two rows into each other's place."""
    rows = fault.given["rows"]
    pairs = [(a, b) for at, a in enumerate(rows) for b in rows[at + 1 :]]
    for one, other in draw.shuffled(pairs):
        first, second = f"t3.{one}.tot", f"t3.{other}.tot"
        held = number(draft.report, first), number(draft.report, second)
        if held[0] == held[1]:
            continue
        planted = alter(draft, fault, {first: held[1], second: held[0]})
        if planted is not None:
            return planted
    return None


def counted_twice(draft: Draft, fault: Fault, draw: Draw) -> Planted | None:
    """Count a request that was answered in part a second time among the refusals."""
    report = draft.report
    for column in draw.shuffled(_kinds(report)):
        row = draw.part(column).choice(fault.given["rows"])
        partly = number(report, f"t3.R3_2.{column}")
        refused = f"t3.{row}.{column}"
        if not partly:
            continue
        changes = {refused: number(report, refused) + 1}
        changes[f"t3.{row}.tot"] = number(report, f"t3.{row}.tot") + 1
        cells = (refused, f"t3.R3_2.{column}", f"t3.{row}.tot", "t3.R3_2.tot")
        planted = alter(
            draft,
            fault,
            changes,
            besides=[Expected(rule="T3-06", cells=cells)],
            places=(refused, f"t3.{row}.tot", f"t3.{row}", *cells[1:], "t3.R3_2"),
            zones=["t3"],
        )
        if planted is not None:
            return planted
    return None


def row_shifted(draft: Draft, fault: Fault, draw: Draw) -> Planted | None:
    """Move the figures of one row by one column; what falls out comes in at the other end.

    Notes
    -----
    ``given.step`` is 1 to the right, -1 to the left.
    """
    step = fault.given["step"]
    columns = [column.key for column in draft.report.tables["t3"].blocks[0].columns.leaves]
    for row in draw.shuffled(fault.given["rows"]):
        names = [f"t3.{row}.{column}" for column in columns]
        held = [number(draft.report, name) for name in names]
        moved = {name: held[(at - step) % len(held)] for at, name in enumerate(names)}
        changes = {n: moved[n] for n, old in zip(names, held, strict=True) if moved[n] != old}
        planted = changes and alter(
            draft,
            fault,
            changes,
            besides=[Expected(rule="T3-08", cells=(f"t3.{row}.tot",) if step > 0 else ())],
            places=(*changes, f"t3.{row}"),
            zones=["t3"],
        )
        if planted:
            return planted
    return None


# -------------------------------------------------------------------------------------- parts
def _wanted(name: CellId, fault: Fault) -> bool:
    row, column = (*name.split(".")[1:], "", "")[:2]
    rows, columns = fault.given.get("rows"), fault.given.get("columns")
    return (not rows or row in rows) and (not columns or column in columns)


def _slips(draft: Draft, fault: Fault, name: CellId, draw: Draw) -> Sequence[int]:
    slip, held = fault.given.get("slip", "pen"), number(draft.report, name)
    if slip == "zero":
        return [0]
    if slip == "minus":
        line = name.rpartition(".")[0]
        less = held - number(draft.report, f"{line}.{fault.given['less']}")
        return [less] if 0 < less < held else []
    return wrong_figures(held, draw)


def _kinds(report: Report) -> list[str]:
    """Return the keys of the kinds of applicant, without the total."""
    return [column.key for column in report.tables["t3"].blocks[0].columns.leaves][:-1]


def _moved(report: Report, row: str, one: str, other: str, count: int) -> dict[str, int]:
    source, target = f"t3.{row}.{one}", f"t3.{row}.{other}"
    return {source: number(report, source) - count, target: number(report, target) + count}


def _steps(report: Report, by: str, row: str, draw: Draw) -> Sequence[Mapping[str, int]]:
    """Return ways to change a row: column -> by how much."""
    held = {key: number(report, f"t3.{row}.{key}") for key in _kinds(report)}
    some = draw.shuffled([key for key, count in held.items() if count])
    if by == "zero":
        return [{key: -held[key] for key in some}]
    if by == "fewer":
        return [{key: -draw.part(key).between(1, min(held[key], 3))} for key in some]
    if by == "more":
        return [{key: draw.part(key).between(1, 3)} for key in some]
    return [{key: found for key in held if (found := number(report, f"t3.{by}.{key}"))}]


def _stepped(report: Report, row: str, steps: Mapping[str, int]) -> dict[str, int]:
    """Return the cells of a row, its total included, after each column took its step."""
    changes = {f"t3.{row}.{key}": number(report, f"t3.{row}.{key}") + n for key, n in steps.items()}
    total = f"t3.{row}.tot"
    return changes | {total: number(report, total) + sum(steps.values())}
