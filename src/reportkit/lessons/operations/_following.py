"""What follows from changed figures beyond the equations: last year's report, and the law.

Everything is reckoned from the meaning of the rows; no rule is asked.

>>> jumps(report, previous, "t2.permit")  # doctest: +SKIP
False
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportkit.lessons._fault import Expected

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reportkit.lessons._draft import Draft
    from reportkit.report import Report

__all__ = ["following", "jumps", "looks_counted_twice", "number", "same_figures"]

_JUMP, _JUMP_LEAST = 10, 20
_CARRIED_LEAST, _CARRIED_SHARE = 10, 0.3
_SAME_LEAST, _SAME_SHARE = 4, 0.8
_REVIEW_FIRST = 2024  # from this year on a refusal goes to 复议 before it goes to court
_DECIDED = ("t4.A.keep", "t4.A.fix", "t4.A.other")


def number(report: Report, name: str) -> int:
    """Return the whole number in a cell; 0 where there is none, or no such cell."""
    found = report.number(name) if name in report.values else None
    return int(found) if found is not None else 0


def following(draft: Draft, new: Report, changes: Mapping[str, object]) -> Iterator[Expected]:
    """Yield what no longer fits last year's report, or the law, once these cells have changed."""
    previous = draft.previous
    if _carries_many(new) and not _carries_many(draft.report):
        yield Expected(rule="T3-10", cells=("t3.R4.tot",))
    if previous is None:
        return
    if any(name.startswith("t4.") for name in changes):
        told = [*_cases(draft.report, previous)]
        yield from (e for e in _cases(new, previous) if e not in told)
    for name in changes:
        table, row, *_ = name.split(".")
        source = _brought_from(name)
        if source and number(new, name) != number(previous, source):
            yield Expected(rule="CY-01", cells=(name,))
        if table == "t4" and name.endswith(".total"):
            waiting = number(previous, f"t4.{row}.open")
            if number(new, name) < waiting:
                yield Expected(rule="CY-03", cells=(name,))
    for row in dict.fromkeys(name.split(".")[1] for name in changes if name.startswith("t2.")):
        yield from _stock(new, previous, row)
    jumped = tuple(name for name in changes if jumps(new, previous, name))
    if jumped:
        yield Expected(rule="CY-05", cells=jumped)


def _carries_many(report: Report) -> bool:
    """Whether so much is carried over that it can hardly all be within the terms."""
    due = number(report, "t3.R1.tot") + number(report, "t3.R2.tot")
    left = number(report, "t3.R4.tot")
    return left >= _CARRIED_LEAST and left > _CARRIED_SHARE * due > 0


def _brought_from(name: str) -> str:
    """Name last year's cell that a cell must repeat: R2 repeats R4."""
    return name.replace(".R2.", ".R4.") if name.startswith("t3.R2.") else ""


def _stock(new: Report, previous: Report, row: str) -> Iterator[Expected]:
    """Yield what is wrong with the stock of documents, or with the number of items, in a row."""
    if new.format != previous.format:
        return
    names = tuple(f"t2.{row}.{column}" for column in ("issued", "repealed", "valid"))
    if names[2] in new.values and all(new.number(name) is not None for name in names):
        issued, repealed, valid = (number(new, name) for name in names)
        if valid < issued - repealed:
            yield Expected(rule="T2-03", cells=names)
        if valid != number(previous, names[2]) + issued - repealed:
            yield Expected(rule="CY-02", cells=names)
    items = f"t2.{row}.prev"
    if items in new.values:
        due = number(previous, items) + number(previous, f"t2.{row}.delta")
        if number(new, items) != due:
            yield Expected(rule="CY-04", cells=(items,))


def jumps(new: Report, previous: Report, name: str) -> bool:
    """Whether a figure changed so much since last year that it calls for a word."""
    now, before = new.number(name), previous.number(name) if name in previous.values else None
    if now is None or before is None or not before > 0 or now < 0:
        return False
    if new.cell(name).holds == "delta":
        return False
    low, high = sorted((now, before))
    return high >= _JUMP_LEAST and low * _JUMP <= high


# ----------------------------------------------------------------------------- counted twice
def same_figures(report: Report, previous: Report) -> tuple[str, ...]:
    """Return the figures that are as last year's and not 0, if they are nearly all of them.

    Totals do not count: they repeat what the other cells say.
    """
    if report.format != previous.format:
        return ()
    totals = {e.right[0] for e in report.equations if len(e.right) == 1}
    both = [
        str(name)
        for name, cell in report.cells.items()
        if name not in totals
        and cell.holds != "delta"
        and report.number(name)
        and name in previous.values
        and previous.number(name)
    ]
    same = tuple(n for n in both if report.number(n) == previous.number(n))
    return same if len(same) >= max(_SAME_LEAST, _SAME_SHARE * len(both)) else ()


def looks_counted_twice(report: Report) -> bool:
    """Whether the outcomes exceed what was to be answered as if some were counted twice.

    In every kind of applicant that has too many outcomes, no more of them than were disclosed in
    part, nor than were refused; the same number in the column of totals.
    """
    table = report.tables["t3"]
    excess = {}
    for column in table.blocks[0].columns.leaves:
        outcomes = next(e for e in table.equations if e.kind == "E2" and e.key == column.key)
        if any(report.number(name) is None for name in outcomes.cells):
            return False
        done = sum(number(report, name) for name in outcomes.left)
        came = sum(number(report, f"t3.{row}.{column.key}") for row in ("R1", "R2"))
        left = number(report, f"t3.R4.{column.key}")
        excess[column.key] = done - (came - left)
    total = excess.pop("tot")
    doubled = {key: over for key, over in excess.items() if over}
    if not doubled or sum(doubled.values()) != total:
        return False
    return all(0 < over <= _at_most(report, key) for key, over in doubled.items())


def _at_most(report: Report, column: str) -> int:
    partly = number(report, f"t3.R3_2.{column}")
    refused = sum(
        number(report, name)
        for name in report.tables["t3"].cells
        if name.endswith(f".{column}")
        and ".R3_" in name
        and name.split(".")[1] not in {"R3_1", "R3_2", "R3_7"}
    )
    return min(partly, refused)


# --------------------------------------------------------------------- reviews and lawsuits
def _cases(report: Report, previous: Report) -> Iterator[Expected]:
    """Yield which cases of table 4 cannot well be, or are to be looked at."""
    totals = {group: number(report, f"t4.{group}.total") for group in ("A", "B", "C")}
    asked = [number(report, f"t3.{row}.tot") for row in ("R1", "R2")]
    asked += [number(previous, f"t3.{row}.tot") for row in ("R1", "R2", "R4")]
    if sum(totals.values()) and not any(asked):
        cells = tuple(f"t4.{group}.total" for group, total in totals.items() if total)
        yield Expected(rule="T4-03", cells=cells)
    if totals["B"] and (report.year or 0) >= _REVIEW_FIRST:
        yield Expected(rule="T4-04", cells=("t4.B.total",))
    decided = [number(year, name) for year in (report, previous) for name in _DECIDED]
    if totals["C"] and not any(decided):
        yield Expected(rule="T4-05", cells=("t4.C.total",))
