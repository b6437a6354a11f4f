"""How one figure may have become another: slips of the pen, each with how likely it is.

This module compares two numbers, and a total with its parts; it knows no equations' state and
never decides which cell is wrong.

>>> written(21, 12)
Reason(rank=1, text='数字前后写反')
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reportkit.repair._balance import whole
from reportkit.text import print_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportkit.form import CellId, Equation
    from reportkit.repair._balance import Balance, Number

__all__ = ["TELLING", "Reason", "reason_for", "written"]

TELLING = 4  # up to this rank, the figures themselves speak for a slip


class Reason(NamedTuple):
    """What may have happened, in Chinese; the lower the rank, the more it explains."""

    rank: int
    text: str


def reason_for(balance: Balance, name: CellId, new: Number) -> Reason:
    """Return the best reason why `name` does not hold `new`.

    Parameters
    ----------
    balance
        The broken system.
    name
        The cell, which may hold no figure.
    new
        What it would have to hold.
    """
    if name in balance.blank:
        return Reason(0, "漏填")
    found = [written(balance.numbers[name], new)]
    found += [
        _total(balance, balance.equations[at], new)
        for at, sign in balance.signs[name]
        if sign < 0 and balance.equations[at].right == (name,)
    ]
    return min(found)


def written(old: Number, new: Number) -> Reason:
    """Return the best reason in the two figures themselves.

    Parameters
    ----------
    old, new
        What stands there and what should stand there (whole, not negative).
    """
    if not whole(old):
        wrong = "误填了负数" if old < 0 else "误填了小数"
        return Reason(1, "多写了负号" if old == -new else wrong)
    return min(_slips_of_the_pen(int(old), int(new)))


def _slips_of_the_pen(old: int, new: int) -> Iterator[Reason]:
    before, after = str(old), str(new)
    longer, shorter = sorted((before, after), key=len, reverse=True)
    more = old > new
    if _transposed(before, after):
        yield Reason(1, "数字前后写反")
    if old and new and longer == f"{shorter}0":
        yield Reason(1, "多写了一个0" if more else "少写了一个0")
    if old and new and any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer))):
        yield Reason(2, "多写了一位数字" if more else "少写了一位数字")
    if len(before) == len(after) > 1 and _differing(before, after) == 1:
        yield Reason(4, "写错了一位数字")
    if abs(old - new) == 1:
        yield Reason(6 if old and new else 7, "多计1件" if more else "少计1件")
    if not old:
        yield Reason(8, "有数而填了0")
    if not new:
        yield Reason(8, "没有数而填了数")
    yield Reason(9, f"多计{old - new}件" if more else f"少计{new - old}件")


def _differing(before: str, after: str) -> int:
    return sum(a != b for a, b in zip(before, after, strict=True))


def _transposed(before: str, after: str) -> bool:
    """Whether two neighbouring digits changed places."""
    if len(before) != len(after):
        return False
    apart = [i for i, (a, b) in enumerate(zip(before, after, strict=True)) if a != b]
    return (
        len(apart) == 2
        and apart[1] - apart[0] == 1
        and before[apart[0]] == after[apart[1]]
        and before[apart[1]] == after[apart[0]]
    )


def _total(balance: Balance, equation: Equation, new: Number) -> Reason:
    """Say how a total may have missed a change of its parts."""
    missing = new - balance.numbers[equation.right[0]]
    for part in equation.left:
        if balance.numbers[part] == missing != 0:
            cell, total = balance.report.cell(part), balance.report.cell(equation.right[0])
            own = cell.row if cell.column is total.column else cell.column
            return Reason(3, f"合计时漏加了“{own.spoken}”的{print_number(missing)}")
    return Reason(5, "分项改过而总计没有跟着改")
