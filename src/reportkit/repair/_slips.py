"""Slips that put several figures wrong at once: swapped, shifted, or totals left old.

Each generator yields what would stand in the cells if one such slip had happened; whether that
mends anything is not decided here.  Lines are rows or columns of a block of the form.

>>> [change.action for change in slips(balance)]  # doctest: +SKIP
['表三“新收”行的数整体左移一格']
"""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from reportkit.repair._change import SLIP, Change, make
from reportkit.repair._reasons import Reason
from reportkit.repair._words import place
from reportkit.text import print_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from reportkit.form import CellId, Table
    from reportkit.repair._balance import Balance, Number

__all__ = ["slips"]

Line = tuple["CellId", ...]
New = dict["CellId", "Number"]


class _Slip(NamedTuple):
    """What would stand in the cells; the words are only made for a slip that mends something."""

    new: New
    action: Callable[[], str]
    reason: Reason


class _Way(NamedTuple):
    """How people speak of lines that run in one direction and stand beside each other."""

    line: str
    across: str
    back: str
    forth: str


_ROWS = _Way("行", "列", "左", "右")
_COLUMNS = _Way("列", "行", "上", "下")


def slips(balance: Balance) -> Iterator[Change]:
    """Yield every change that undoes one slip and mends all equations that it touches."""
    seen: set[frozenset[CellId]] = set()
    for key in dict.fromkeys(balance.equations[at].table for at in balance.gaps):
        for slip in _of_table(balance, balance.report.tables[key]):
            change = make(balance, slip.new, weight=SLIP, action=slip.action, reason=slip.reason)
            if change is None or _says_little(balance, change):
                continue
            cells = frozenset(name for name, _ in change.cells)
            if cells not in seen:
                seen.add(cells)
                yield change


def _of_table(balance: Balance, table: Table) -> Iterator[_Slip]:
    for block in table.blocks:
        rows = tuple(
            tuple(block.cell_id(row.key, column.key) for column in block.columns.leaves)
            for row in block.rows.leaves
        )
        columns = tuple(zip(*rows, strict=True))
        for lines, way in ((rows, _ROWS), (columns, _COLUMNS)):
            for line in lines:
                yield from _neighbours_swapped(balance, line, way)
            for line in lines:
                yield from _line_shifted(balance, line, way)
            yield from _lines_swapped(balance, lines, way)
            if len(lines) > 1:
                called = partial("{}各{}".format, table.name, way.line)
                yield from _block_shifted(balance, lines, called, way)
    yield from _totals_left_old(balance, table)


def _says_little(balance: Balance, change: Change) -> bool:
    """Whether single cells say the same, or one equation is too little to tell so large a slip."""
    return (
        len(change.cells) == 1
        or (len(change.mends) == 1 and len(change.cells) > 2)
        or all(balance.mended({name: number}) for name, number in change.cells)
    )


def _called(balance: Balance, line: Line, way: _Way, start: int = 0) -> str:
    """Call a row or column by its name, from some cell on: 表三“新收”行自“科研机构”起."""
    cell, first = balance.report.cell(line[0]), balance.report.cell(line[start])
    table = balance.report.tables[cell.table].name
    entry, begin = (cell.row, first.column) if way is _ROWS else (cell.column, first.row)
    called = f"{table}“{entry.spoken}”{way.line}" if entry.key else f"{table}各格"
    if not start:
        return called
    return (
        called
        + f"自{place(balance.report, line[start]) if not entry.key else f'“{begin.spoken}”'}起"
    )


def _neighbours_swapped(balance: Balance, line: Line, way: _Way) -> Iterator[_Slip]:
    numbers, report = balance.numbers, balance.report

    def swapped() -> str:
        return (
            f"{place(report, first, table=True)}填{print_number(a)}、"
            f"{place(report, second)}填{print_number(b)}，两格互换"
        )

    def moved() -> str:
        wrong, right, side = (first, second, way.forth) if a else (second, first, way.back)
        return (
            f"{place(report, wrong, table=True)}填的{print_number(a or b)}"
            f"移到{side}边相邻的{place(report, right)}"
        )

    for first, second in pairwise(line):
        a, b = numbers[first], numbers[second]
        if a and b and a != b:
            yield _Slip({first: b, second: a}, swapped, Reason(1, "相邻两格的数填反"))
        elif a != b:
            reason = Reason(2, f"填错了一{way.across}，填进了相邻的格")
            yield _Slip({first: b, second: a}, moved, reason)


def _lines_swapped(balance: Balance, lines: Sequence[Line], way: _Way) -> Iterator[_Slip]:
    numbers = balance.numbers

    def action() -> str:
        names = "与".join(_called(balance, line, way) for line in (one, other))
        return f"{names}的数整{way.line}互换"

    for one, other in pairwise(lines):
        new: New = {}
        for a, b in zip(one, other, strict=True):
            if numbers[a] != numbers[b]:
                new[a], new[b] = numbers[b], numbers[a]
        if new:
            yield _Slip(new, action, Reason(0, f"相邻两{way.line}的数填反"))


def _line_shifted(balance: Balance, line: Line, way: _Way) -> Iterator[_Slip]:
    """Move a line, or its end from some cell on, where it can have been shifted.

    A part is only tried where it begins or ends with an empty cell, and where the cell that it
    leaves free stands in a broken equation.
    """
    numbers, gaps = balance.numbers, balance.gaps
    if not any(numbers[name] for name in line):
        return
    for start in range(len(line) - 1):
        end = line[start:]
        called = partial(_called, balance, line, way, start)
        if not start or (numbers[end[1]] and not numbers[end[0]]):
            yield from _shifted(balance, (end,), called, (way.back, way.forth))
        if not start or (
            not numbers[end[-1]] and any(at in gaps for at, _ in balance.signs.get(end[0], ()))
        ):
            yield from _shifted(balance, (end[::-1],), called, (way.forth, way.back))


def _block_shifted(
    balance: Balance, lines: Sequence[Line], called: Callable[[], str], way: _Way
) -> Iterator[_Slip]:
    """Move all lines of a block; with one figure a line this would explain anything."""
    if any(sum(1 for name in line if balance.numbers[name]) > 1 for line in lines):
        yield from _shifted(balance, lines, called, (way.back, way.forth))
        turned = [line[::-1] for line in lines]
        yield from _shifted(balance, turned, called, (way.forth, way.back))


def _shifted(
    balance: Balance, lines: Sequence[Line], called: Callable[[], str], sides: tuple[str, str]
) -> Iterator[_Slip]:
    """Move the figures of all lines one cell towards their beginning.

    The last cell, which becomes free, takes what its equation needs; the first, which is
    overwritten, must be empty, or hold that very figure, as a line that was turned round would.
    """
    numbers = balance.numbers
    new = {name: numbers[source] for line in lines for name, source in pairwise(line)}
    free = _free_cells(balance, new, [line[-1] for line in lines])
    if not free or any(numbers[line[0]] not in {0, free[line[-1]]} for line in lines):
        return

    def action() -> str:
        filled = "".join(
            f"，{place(balance.report, name)}填{print_number(number)}"
            for name, number in free.items()
            if number
        )
        return f"{called()}的数整体{sides[0]}移一格{filled}"

    yield _Slip(new | free, action, Reason(0, f"整体{sides[1]}移了一格"))


def _free_cells(balance: Balance, new: New, free: Sequence[CellId]) -> New:
    """Work out the cells that a shift leaves free, each from an equation of its own."""
    found: New = {}
    unknown = frozenset(free)
    for name in free:
        own = [
            (not balance.members[at].isdisjoint(new), at, sign)
            for at, sign in balance.signs.get(name, ())
            if len(unknown & balance.members[at]) == 1
        ]
        if not own:
            return {}
        moved, at, sign = min(own)
        gap = balance.gaps.get(at, 0)
        if moved:
            signs = {n: dict(balance.signs[n])[at] for n in balance.members[at] & new.keys()}
            gap += sum(s * (new[n] - balance.numbers[n]) for n, s in signs.items())
        found[name] = balance.numbers[name] - sign * gap
    return found


def _totals_left_old(balance: Balance, table: Table) -> Iterator[_Slip]:
    """Add up the totals anew: those down the columns, those along the rows, or both."""
    kinds: dict[str, list[int]] = {}
    for at, equation in enumerate(balance.equations):
        if equation.table == table.key and len(equation.right) == 1:
            kinds.setdefault(equation.kind, []).append(at)

    def action() -> str:
        places = "、".join(
            f"{place(balance.report, name)}由{print_number(balance.numbers[name])}改为"
            f"{print_number(number)}"
            for name, number in new.items()
        )
        return f"{table.name}按分项重新合计（{places}）"

    every = [at for kind in kinds.values() for at in kind]
    for way in (*kinds.values(), every):
        new = _added_up(balance, way)
        if any(new.values()):
            yield _Slip(new, action, Reason(1, "分项改过而总计没有跟着改"))


def _added_up(balance: Balance, equations: Sequence[int]) -> New:
    """Return the totals that change; a total is left alone where a part holds no figure."""
    work, new = dict(balance.numbers), {}
    for at in equations:
        equation = balance.equations[at]
        if balance.blank.isdisjoint(equation.cells) and balance.unread.isdisjoint(equation.cells):
            total = equation.right[0]
            number = sum(work[part] for part in equation.left)
            if number != work[total]:
                work[total] = new[total] = number
    return new
