"""A change that may mend broken equations, and the search for changes of one or two cells.

>>> list(single_cells(balance))  # doctest: +SKIP
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportkit.repair._reasons import TELLING, Reason, reason_for
from reportkit.repair._words import place
from reportkit.text import print_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from reportkit.form import CellId
    from reportkit.repair._balance import Balance, Number

__all__ = ["PAIR", "SINGLE", "SLIP", "Change", "make", "pairs", "single_cells"]

SINGLE, SLIP, PAIR = 2, 3, 4
_PAIR_REACH = 6  # two cells stand in at most three equations each


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """New figures for some cells, the equations they mend, and how likely the change is.

    `weight` is `SINGLE`, `SLIP` or `PAIR`: what is tried first; `rank` orders changes of the same
    weight, the likelier first.  `action` and `reason` are clauses for people.
    """

    cells: tuple[tuple[CellId, int], ...]
    mends: frozenset[int]
    weight: int
    rank: int
    action: str
    reason: str


def make(
    balance: Balance,
    new: Mapping[CellId, Number],
    *,
    weight: int,
    action: Callable[[], str],
    reason: Reason,
) -> Change | None:
    """Make a change of new figures, or None where it mends nothing or is not possible."""
    new = {name: number for name, number in new.items() if number != balance.numbers[name]}
    mends = balance.mended(new)
    if not mends or not balance.allowed(new):
        return None
    return Change(
        cells=tuple((name, int(number)) for name, number in new.items()),
        mends=mends,
        weight=weight,
        rank=reason.rank,
        action=action(),
        reason=reason.text,
    )


def single_cells(balance: Balance) -> Iterator[Change]:
    """Yield every change of one cell that mends all usable equations of that cell.

    Notes
    -----
    A cell can only be the fault if each of its equations is off by the same amount in the
    direction of its sign.  In table 3 no two cells stand in the same set of equations.
    """
    tried = dict.fromkeys(name for at in balance.gaps for name in balance.equations[at].cells)
    for name in tried:
        (first, sign), *others = balance.signs[name]
        added = -sign * balance.gaps.get(first, 0)
        if added and all(-s * balance.gaps.get(at, 0) == added for at, s in others):
            change = _one(balance, name, balance.numbers[name] + added)
            if change:
                yield change


def _one(balance: Balance, name: CellId, new: Number) -> Change | None:
    if name in balance.unread or (not new and _alone(balance, name)):
        return None
    reason = reason_for(balance, name, new)

    def action() -> str:
        return _action(balance, name, new, table=True)

    return make(balance, {name: new}, weight=SINGLE, action=action, reason=reason)


def _alone(balance: Balance, name: CellId) -> bool:
    """Whether only blank cells stand beside a cell: then it is they that are wrong."""
    return any(
        balance.blank.issuperset(other for other in balance.equations[at].cells if other != name)
        for at, _ in balance.signs[name]
    )


def _action(balance: Balance, name: CellId, new: Number, *, table: bool) -> str:
    value, where = balance.report[name], place(balance.report, name, table=table)
    if value.number is None:
        stands = f"填的是“{value.text}”" if value.text else "是空白"
        return f"{where}{stands}，改填{int(new)}"
    return f"{where}填{print_number(value.number)}，改为{int(new)}"


def pairs(balance: Balance) -> Iterator[Change]:
    """Yield every change of two cells that mends all gaps of the system.

    Notes
    -----
    Each of the two cells has an equation that the other has not, and the gap there tells by how
    much the cell is off; what is left must be the fault of a single cell.
    """
    if not 0 < len(balance.gaps) <= _PAIR_REACH:
        return
    by_equations: dict[frozenset[int], list[CellId]] = {}
    for name, signs in balance.signs.items():
        by_equations.setdefault(frozenset(at for at, _ in signs), []).append(name)
    seen = set()
    tried = dict.fromkeys(name for at in balance.gaps for name in balance.equations[at].cells)
    for first in tried:
        for added in dict.fromkeys(-s * balance.gaps.get(at, 0) for at, s in balance.signs[first]):
            rest = _left_over(balance, first, added)
            for second in by_equations.get(frozenset(rest), ()) if added else ():
                at, sign = balance.signs[second][0]
                new = {first: balance.numbers[first] + added,
                       second: balance.numbers[second] - sign * rest[at]}  # fmt: skip
                if frozenset(new) not in seen and (change := _two(balance, new)):
                    seen.add(frozenset(new))
                    yield change


def _left_over(balance: Balance, name: CellId, added: Number) -> dict[int, Number]:
    gaps = dict(balance.gaps)
    for at, sign in balance.signs[name]:
        gaps[at] = gaps.get(at, 0) + sign * added
    return {at: gap for at, gap in gaps.items() if gap}


def _two(balance: Balance, new: Mapping[CellId, Number]) -> Change | None:
    if not balance.allowed(new):
        return None
    (a, x), (b, y) = new.items()

    def action() -> str:
        first, second = _action(balance, a, x, table=True), _action(balance, b, y, table=False)
        return f"{first}，同时{second}"

    change = make(balance, new, weight=PAIR, action=action, reason=_reason_for_two(balance, new))
    return change if change and change.mends == frozenset(balance.gaps) else None


def _reason_for_two(balance: Balance, new: Mapping[CellId, Number]) -> Reason:
    (a, x), (b, y) = new.items()
    old = balance.numbers
    if (x, y) == (old[b], old[a]):
        return Reason(2, "两格的数填反" if x and y else "一个数填错了格")
    for part, total in ((a, b), (b, a)):
        if _adds_to(balance, part, total) and new[part] - old[part] == new[total] - old[total]:
            reason = reason_for(balance, part, new[part])
            return reason._replace(text=f"{reason.text}，总计也跟着算错")
    reasons = [reason_for(balance, name, number) for name, number in new.items()]
    text = "，另一格".join(dict.fromkeys(reason.text for reason in reasons))
    return Reason(TELLING + sum(reason.rank for reason in reasons), text)


def _adds_to(balance: Balance, part: CellId, total: CellId) -> bool:
    return any(
        balance.equations[at].right == (total,) and part in balance.equations[at].left
        for at, _ in balance.signs[total]
    )
