"""Operations on single figures of the tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportkit.lessons._fault import Expected, Planted
from reportkit.lessons.operations._wrong import wrong_figure

if TYPE_CHECKING:
    from reportkit.form import CellId, Equation
    from reportkit.lessons._draft import Draft
    from reportkit.lessons._fault import Fault
    from reportkit.specimens import Draw

__all__ = ["cell_off"]

_RULES = {"E1": "T3-01", "E2": "T3-02", "E3": "T3-03", "E4": "T4-01"}


def cell_off(draft: Draft, fault: Fault, draw: Draw) -> Planted | None:
    """Put a slip of the pen into one cell that breaks equations of one kind only.

    Notes
    -----
    ``given.rows`` and ``given.columns`` are keys of rows and columns of ``given.table``; only
    cells whose equations are all of the fault's own rule or of `Fault.also` come into question.
    """
    table = draft.report.tables[fault.given["table"]]
    for name in draw.shuffled([n for n in table.cells if _wanted(n, fault)]):
        number = draft.report.number(name)
        broken = [e for e in table.equations if name in e.cells]
        if not isinstance(number, int) or not number or draft.citing(name):
            continue
        if {_RULES[e.kind] for e in broken} != {fault.rule, *fault.also}:
            continue
        if not draft.take(*{cell for e in broken for cell in e.cells}):
            continue
        wrong = wrong_figure(number, draw)
        draft.report = draft.report.replace({name: wrong})
        return Planted(
            fault=fault,
            expected=tuple(_broken(e) for e in broken),
            places=(name,),
            wrong=str(wrong),
            right=str(number),
        )
    return None


def _wanted(name: CellId, fault: Fault) -> bool:
    _, row, column = name.split(".")
    rows, columns = fault.given.get("rows"), fault.given.get("columns")
    return (not rows or row in rows) and (not columns or column in columns)


def _broken(equation: Equation) -> Expected:
    return Expected(rule=_RULES[equation.kind], cells=equation.cells)
