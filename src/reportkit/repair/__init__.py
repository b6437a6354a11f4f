"""Broken equations -> the smallest changes that mend them: proposals only, never applied.

A single cell comes first, then one slip that moved or aged several figures, then two cells.
Faults that have nothing to do with each other get a proposal each.  What the equations cannot
tell apart is ranked by what people are known to do, and said to be undecided.

>>> propose(report)[0].why  # doctest: +SKIP
'表三“新收·自然人”填21，改为12后……'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportkit.finding import Repair
from reportkit.repair._balance import balance_of
from reportkit.repair._change import SINGLE, pairs, single_cells
from reportkit.repair._cover import parts, smallest
from reportkit.repair._reasons import TELLING
from reportkit.repair._slips import slips
from reportkit.repair._words import sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportkit.repair._balance import Balance
    from reportkit.repair._change import Change
    from reportkit.repair._cover import Cover
    from reportkit.report import Report

__all__ = ["propose"]

_MOST_SINGLE, _MOST_LARGER, _MOST_TOGETHER = 5, 3, 2
_UNSURE = "改法不止一种，仅凭勾稽关系不能断定；"


def propose(report: Report) -> tuple[Repair, ...]:
    """Return the smallest repairs of the report's broken equations, best first.

    Parameters
    ----------
    report
        Any report.  A cell that could not be read takes its equations out of play; a cell that
        holds no figure is tentatively read as 0.

    Returns
    -------
    tuple of Repair
        For every independent part of what is broken, in the order of the form: the one change
        that mends it, or up to five (three where more than one cell changes) that might.  Empty
        where nothing is broken or nothing small explains it.  No figure proposed is negative.

    Notes
    -----
    `Repair.restores` names the rules whose broken equations the change mends; another part may
    still break the same rule elsewhere.
    """
    balance = balance_of(report)
    if balance is None:
        return ()
    found: list[Repair] = []
    for key in report.tables:
        gaps = [at for at in balance.gaps if balance.equations[at].table == key]
        if gaps:
            table = balance.limited(gaps)
            found += [repair for covers in _solved(table) for repair in _repairs(table, covers)]
    return tuple(found)


def _solved(balance: Balance) -> list[list[Cover]]:
    """Explain every part of what is broken, as far as it can be explained.

    Single cells go first.  Slips are tried where that leaves something open, and where a part is
    one equation, which cannot tell its cells apart; two cells where slips explain nothing either.
    """
    changes = list(single_cells(balance))
    found = _covered(balance, changes)
    if any(len(part) == 1 or not covers for part, covers in found):
        found = _covered(balance, [*changes, *slips(balance)])
    solved = [covers for _, covers in found if covers]
    left = [at for part, covers in found if not covers for at in part]
    if not left:
        return solved
    for gaps in [balance.gaps, left] if solved else [left]:
        covers = _two_cells(balance.limited(gaps))
        if covers:
            return [covers] if gaps is balance.gaps else [*solved, covers]
    return solved + _without_blanks(balance.limited(left))


def _covered(
    balance: Balance, changes: Sequence[Change]
) -> list[tuple[frozenset[int], list[Cover]]]:
    return [(part, smallest(part, within)) for part, within in parts(balance.gaps, changes)]


def _two_cells(balance: Balance) -> list[Cover]:
    """Return changes of two cells, likeliest first; of too many, only those with a good reason."""
    found = sorted(pairs(balance), key=lambda change: change.rank)
    if len(found) > _MOST_LARGER:
        found = [change for change in found if change.rank <= TELLING]
    return [(change,) for change in found]


def _without_blanks(balance: Balance) -> list[list[Cover]]:
    """Explain by single cells what is broken whatever the blank cells may stand for.

    A cell is left alone where an equation holds only with it as it is.
    """
    if not balance.blank:
        return []
    firm = balance.firm()
    changes = [
        change
        for change in single_cells(firm)
        if all(at in balance.gaps for name, _ in change.cells for at, _ in balance.signs[name])
    ]
    return [covers for _, covers in _covered(firm, changes) if covers]


def _repairs(balance: Balance, covers: list[Cover]) -> list[Repair]:
    """Turn the covers of one part into proposals: what all share first, one by one."""
    shared = [change for change in covers[0] if all(change in cover for cover in covers)]
    found = [_repair(balance, (change,), _sure(change)) for change in shared]
    choices = [tuple(c for c in cover if c not in shared) for cover in covers]
    choices = [choice for choice in choices if 0 < len(choice) <= _MOST_TOGETHER]
    single = all(len(choice) == 1 and choice[0].weight == SINGLE for choice in choices)
    most = _MOST_SINGLE if single else _MOST_LARGER
    return found + [_repair(balance, choice, _UNSURE) for choice in choices[:most]]


def _sure(change: Change) -> str:
    return "只改一格就能做到的，仅此一处；" if change.weight == SINGLE else ""


def _repair(balance: Balance, changes: Cover, certainty: str) -> Repair:
    mends = [at for change in changes for at in change.mends]
    action = "，同时".join(change.action for change in changes)
    reason = "，另一格".join(dict.fromkeys(change.reason for change in changes))
    return Repair(
        cells=tuple((name, number) for change in changes for name, number in change.cells),
        restores=balance.rules(mends),
        why=sentence(balance, action, mends, reason, certainty),
    )
