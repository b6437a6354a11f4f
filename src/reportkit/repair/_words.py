"""The sentence that explains a proposal: what to change, what it mends, what may have happened.

It only words what the search found, and leaves the decision to the ledger.

>>> place(report, "t3.R1.nat", table=True)  # doctest: +SKIP
'表三“新收·自然人”'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportkit.repair._balance import Balance
    from reportkit.report import Report

__all__ = ["place", "sentence"]

_NAMED = 3  # more relations than this are counted, not named
_EQUATION = {
    "E1": "“{}”列收办平衡",
    "E2": "“{}”列办理结果合计",
    "E3": "“{}”行总计",
    "E4": "“{}”总计",
}


def place(report: Report, name: str, *, table: bool = False) -> str:
    """Call a cell as people do, with or without the table's name in front."""
    cell = report.cell(name)
    return cell.place if table else cell.place.removeprefix(report.tables[cell.table].name)


def sentence(
    balance: Balance, action: str, mends: Sequence[int], reason: str, certainty: str
) -> str:
    """Word a proposal.

    Parameters
    ----------
    balance
        The broken system.
    action, reason, certainty
        Clauses: what to change, what may have happened, and how sure the relations make it.
    mends
        The equations that hold again.
    """
    return (
        f"{action}后，{_mended(balance, mends)}；可能是{reason}。"
        f"{certainty}{_tentative(balance, mends)}请以台账为准核对。"
    )


def _mended(balance: Balance, mends: Sequence[int]) -> str:
    """Say which relations hold again, and whether a table is then in order."""
    equations = [balance.equations[at] for at in sorted(mends)]
    if len(equations) > _NAMED:
        held = f"不平的{len(equations)}处勾稽关系都成立"
    else:
        names = [_EQUATION[equation.kind].format(equation.along) for equation in equations]
        held = f"{'、'.join(names)}{'都' if len(names) > 1 else ''}成立"
    tables = balance.report.tables
    for key in dict.fromkeys(equation.table for equation in equations):
        if {at for at in balance.gaps if balance.equations[at].table == key} <= set(mends):
            held += f"，{tables[key].name}再无不平"
    return held


def _tentative(balance: Balance, mends: Sequence[int]) -> str:
    if any(not balance.blank.isdisjoint(balance.equations[at].cells) for at in mends):
        return "其余没有填数字的格暂按0试算；"
    return ""
