"""The sentence that explains a proposal: what to change, what it mends, what may have happened.

It only words what the search found, and leaves the decision to the ledger.

>>> sentence(balance, (change,), only=True)  # doctest: +SKIP
'表三“新收·自然人”填21，改为12后，“自然人”列收办平衡、“新收”行总计成立，表三其余……'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportkit.repair._change import SINGLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportkit.form import Equation
    from reportkit.repair._balance import Balance
    from reportkit.repair._change import Change

__all__ = ["sentence"]

_NAMED = 3
_EQUATION = {
    "E1": "“{}”列收办平衡",
    "E2": "“{}”列办理结果合计",
    "E3": "“{}”行总计",
    "E4": "“{}”总计",
}


def sentence(balance: Balance, changes: Sequence[Change], *, only: bool) -> str:
    """Word a proposal.

    Parameters
    ----------
    balance
        The broken system.
    changes
        What to change together.
    only
        Whether the equations leave no other change as small as this.
    """
    mends = sorted(at for change in changes for at in change.mends)
    action = "，同时".join(change.action for change in changes)
    reason = "，另一处".join(dict.fromkeys(change.reason for change in changes))
    return (
        f"{action}后，{_mended(balance, mends)}；可能是{reason}。"
        f"{_certainty(changes, only=only)}{_tentative(balance, changes, mends)}请以台账为准核对。"
    )


def _mended(balance: Balance, mends: Sequence[int]) -> str:
    """Say which relations hold again, and whether a table is then in order."""
    equations = [balance.equations[at] for at in mends]
    if len(equations) > _NAMED:
        named = f"不平的{len(equations)}处勾稽关系都成立"
    else:
        named = f"{'、'.join(map(_name, equations))}{'都' if len(equations) > 1 else ''}成立"
    whole = [
        table.name
        for table in balance.report.tables.values()
        if {at for at in balance.gaps if balance.equations[at].table == table.key}
        and {at for at in balance.gaps if balance.equations[at].table == table.key} <= set(mends)
    ]
    return f"{named}，{'、'.join(whole)}再无不平" if whole else named


def _name(equation: Equation) -> str:
    return _EQUATION[equation.kind].format(equation.along)


def _certainty(changes: Sequence[Change], *, only: bool) -> str:
    if not only:
        return "改法不止一种，仅凭勾稽关系不能断定；"
    if len(changes) == 1 and changes[0].weight == SINGLE:
        return "只改一格就能做到的，仅此一处；"
    return ""


def _tentative(balance: Balance, changes: Sequence[Change], mends: Sequence[int]) -> str:
    changed = {name for change in changes for name, _ in change.cells}
    blank = balance.blank - changed
    if any(not blank.isdisjoint(balance.equations[at].cells) for at in mends):
        return "其余空白或未填数字的格暂按0试算；"
    return ""
