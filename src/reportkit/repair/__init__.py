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
from reportkit.repair._change import PAIR, SINGLE, pairs, single_cells
from reportkit.repair._cover import parts, smallest
from reportkit.repair._reasons import NONE
from reportkit.repair._slips import slips
from reportkit.repair._words import sentence

if TYPE_CHECKING:
    from reportkit.repair._balance import Balance
    from reportkit.repair._change import Change
    from reportkit.repair._cover import Cover
    from reportkit.report import Report

__all__ = ["propose"]

_MOST_SINGLE, _MOST_LARGER = 5, 3


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
    if balance is None or not balance.gaps:
        return ()
    solved = _solved(balance)
    firm = balance.firm()
    explained = frozenset(at for covers in solved for change in covers[0] for at in change.mends)
    if firm.gaps and not explained & firm.gaps.keys():
        alone = list(single_cells(firm))
        solved += [c for part, within in parts(firm.gaps, alone) if (c := smallest(part, within))]
    return tuple(repair for covers in solved for repair in _repairs(balance, covers))


def _solved(balance: Balance) -> list[list[Cover]]:
    """Explain every part of what is broken, as far as it can be explained."""
    changes = [*single_cells(balance), *slips(balance)]
    found = [(part, smallest(part, within)) for part, within in parts(balance.gaps, changes)]
    solved = [covers for _, covers in found if covers]
    open_gaps = [at for part, covers in found if not covers for at in part]
    if not open_gaps:
        return solved
    everything = _two_cells(balance)
    if everything:
        return [everything]
    rest = _two_cells(balance.limited(open_gaps)) if solved else []
    return [*solved, rest] if rest else solved


def _two_cells(balance: Balance) -> list[Cover]:
    """Return changes of two cells, likeliest first; many without a reason explain nothing."""
    found = sorted(pairs(balance), key=lambda change: change.rank)
    if len(found) > _MOST_LARGER:
        found = [change for change in found if change.rank < NONE]
    return [(change,) for change in found]


def _repairs(balance: Balance, covers: list[Cover]) -> list[Repair]:
    """Turn the covers of one part into proposals: what all share first, one by one."""
    shared = [change for change in covers[0] if all(change in cover for cover in covers)]
    found = [_repair(balance, (change,), only=True) for change in shared]
    choices = [tuple(c for c in cover if c not in shared) for cover in covers]
    choices = [choice for choice in choices if 0 < len(choice) < PAIR // SINGLE + 1]
    single = all(len(choice) == 1 and choice[0].weight == SINGLE for choice in choices)
    most = _MOST_SINGLE if single else _MOST_LARGER
    return found + [_repair(balance, choice, only=False) for choice in choices[:most]]


def _repair(balance: Balance, changes: tuple[Change, ...], *, only: bool) -> Repair:
    mends = frozenset(at for change in changes for at in change.mends)
    return Repair(
        cells=tuple((name, number) for change in changes for name, number in change.cells),
        restores=balance.rules(mends),
        why=sentence(balance, changes, only=only),
    )
