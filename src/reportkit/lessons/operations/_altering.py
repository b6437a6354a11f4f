"""Change figures of the tables, and say what must follow from it.

What follows is taken from the form (its equations) and from the two years side by side; no rule
is asked.  Where something else would follow than the kind of fault says, nothing is changed.

>>> alter(draft, fault, {"t3.R3_1.tot": 8})  # doctest: +SKIP
Planted(…)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportkit.lessons._fault import Expected, Planted
from reportkit.lessons.operations._displaced import looks_displaced
from reportkit.lessons.operations._following import following, looks_counted_twice
from reportkit.lessons.operations._telling import can_retell, retell

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reportkit.form import Equation
    from reportkit.lessons._draft import Draft
    from reportkit.lessons._fault import Fault
    from reportkit.report import Report

__all__ = ["EQUATIONS", "alter", "broken"]

EQUATIONS = {"E1": "T3-01", "E2": "T3-02", "E3": "T3-03", "E4": "T4-01"}
"""Kind of equation -> the rule that asks for it."""


def alter(  # noqa: PLR0913  what is changed, and three options with defaults
    draft: Draft,
    fault: Fault,
    changes: Mapping[str, int | str],
    *,
    besides: Sequence[Expected] = (),
    places: Sequence[str] = (),
    zones: Sequence[str] = (),
) -> Planted | None:
    """Change figures together with the sentences that cite them.

    Parameters
    ----------
    draft, fault
        What is changed, and the kind of fault.
    changes
        Cell -> what stands there now; the first one is what `Planted.wrong` and `right` tell.
    besides
        Findings that follow from the meaning of the rows, beyond equations and years.
    places
        Where a learner may point; if not given, the changed cells and all others of the broken
        equations that may be the wrong ones.
    zones
        What else is taken, such as a whole table.

    Returns
    -------
    Planted or None
        None, and nothing changed, where another rule would be broken than those of the fault, or
        where cells or sentences are taken.
    """
    old = draft.report
    if any(name not in old.values for name in changes):
        return None
    new = old.replace(changes)
    equations = [e for e in broken(new, changes) if e not in broken(old, changes)]
    expected = (
        *(Expected(rule=EQUATIONS[e.kind], cells=e.cells) for e in equations),
        *following(draft, new, changes),
        *besides,
    )
    if {e.rule for e in expected} != {fault.rule, *fault.also}:
        return None
    if _looks_otherwise(fault, new):
        return None
    roles = draft.citing(*changes)
    cells = {cell for e in expected for cell in e.cells}
    if not can_retell(draft, roles) or not draft.take(*changes, *cells, *roles, *zones):
        return None
    draft.report = new
    retell(draft, roles)
    first = next(iter(changes))
    return Planted(
        fault=fault,
        expected=expected,
        places=tuple(dict.fromkeys(places or (*changes, *_suspects(equations, changes)))),
        wrong=new[first].shown,
        right=old[first].shown,
    )


def _looks_otherwise(fault: Fault, new: Report) -> bool:
    """Whether the figures look as if something else had happened than the fault says."""
    rules = {fault.rule, *fault.also}
    twice = "T3-06" not in rules and looks_counted_twice(new)
    return twice or ("T3-08" not in rules and looks_displaced(new))


def broken(report: Report, cells: Mapping[str, object]) -> list[Equation]:
    """Return the equations with one of the cells whose two sides differ."""
    return [
        equation
        for equation in report.equations
        if any(name in cells for name in equation.cells) and _differs(report, equation)
    ]


def _differs(report: Report, equation: Equation) -> bool:
    sides = [[report.number(n) for n in side] for side in (equation.left, equation.right)]
    if any(value is None for side in sides for value in side):
        return False
    left, right = (sum(value or 0 for value in side) for side in sides)
    return left != right


def _suspects(equations: Sequence[Equation], changes: Mapping[str, object]) -> Iterator[str]:
    """Yield the cells that may be the wrong ones as well as those that were changed.

    Equations of one kind tell nothing about which of their cells is wrong; where two kinds meet,
    only the cells that stand in all of them are suspected.
    """
    if len({equation.kind for equation in equations}) == 1:
        for equation in equations:
            yield from equation.cells
    elif equations:
        common = set.intersection(*(set(equation.cells) for equation in equations))
        yield from sorted(common.difference(changes))
