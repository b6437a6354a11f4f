"""Slips that put many figures wrong at once: swapped, shifted, or totals left old.

Each generator yields what would stand in the cells if one such slip had happened; whether that
mends anything is not decided here.  Lines are rows or columns of a block of the form.

>>> [slip.action for slip in slips(balance)]  # doctest: +SKIP
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from reportkit.repair._change import SLIP, Change, make
from reportkit.repair._reasons import Reason
from reportkit.text import print_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportkit.form import Block, CellId, Table
    from reportkit.repair._balance import Balance, Number

__all__ = ["slips"]

Line = tuple["CellId", ...]
New = dict["CellId", "Number"]


class _Slip(NamedTuple):
    new: New
    action: str
    reason: Reason


class _Way(NamedTuple):
    """How people speak of lines that run in one direction and stand beside each other."""

    line: str
    back: str
    forth: str


_ROWS = _Way("行", "左", "右")
_COLUMNS = _Way("列", "上", "下")


def slips(balance: Balance) -> Iterator[Change]:
    """Yield every change that undoes one slip and mends all equations that it touches."""
    seen: set[frozenset[CellId]] = set()
    for table in balance.report.tables.values():
        if not any(balance.equations[at].table == table.key for at in balance.gaps):
            continue
        for slip in _of_table(balance, table):
            change = make(balance, slip.new, weight=SLIP, action=slip.action, reason=slip.reason)
            if change is None or len(change.cells) == 1 or _falls_apart(balance, change):
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
                yield from _shifted(balance, (line,), _called(balance, line, way), way)
            yield from _lines_swapped(balance, lines, way)
            yield from _shifted(balance, lines, f"{table.name}各{way.line}", way)
    yield from _totals_left_old(balance, table)


def _falls_apart(balance: Balance, change: Change) -> bool:
    """Whether the change is only several one-cell changes that have nothing to do with another."""
    return all(balance.mended({name: number}) for name, number in change.cells)


def _called(balance: Balance, line: Line, way: _Way) -> str:
    """Call a row or column by its name: 表三“新收”行."""
    cell = balance.report.cell(line[0])
    entry = cell.row if way is _ROWS else cell.column
    table = balance.report.tables[cell.table].name
    return f"{table}“{entry.spoken}”{way.line}" if entry.key and entry.label else f"{table}各数"


def _neighbours_swapped(balance: Balance, line: Line, way: _Way) -> Iterator[_Slip]:
    numbers, cell = balance.numbers, balance.report.cell
    for first, second in pairwise(line):
        a, b = numbers[first], numbers[second]
        if a == b:
            continue
        new = {first: b, second: a}
        if a and b:
            action = (
                f"{cell(first).place}填{print_number(a)}、{cell(second).place}填{print_number(b)}，"
                "两格互换"
            )
            yield _Slip(new, action, Reason(1, "相邻两格的数填反"))
        else:
            wrong, right, side = (first, second, way.forth) if a else (second, first, way.back)
            action = f"{cell(wrong).place}填的{print_number(a or b)}移到{side}边相邻的{cell(right).place}"
            yield _Slip(new, action, Reason(2, f"填错了相邻的一格（错{_across(way)}）"))


def _across(way: _Way) -> str:
    return "列" if way is _ROWS else "行"


def _lines_swapped(balance: Balance, lines: Sequence[Line], way: _Way) -> Iterator[_Slip]:
    numbers = balance.numbers
    for one, other in pairwise(lines):
        new: New = {}
        for a, b in zip(one, other, strict=True):
            if numbers[a] != numbers[b]:
                new[a], new[b] = numbers[b], numbers[a]
        if new:
            names = "与".join(_called(balance, line, way) for line in (one, other))
            action = f"{names}的数整{way.line}互换"
            yield _Slip(new, action, Reason(0, f"相邻两{way.line}的数填反"))


def _shifted(balance: Balance, lines: Sequence[Line], called: str, way: _Way) -> Iterator[_Slip]:
    """Move the figures of all lines one cell back or forth, where they can have been shifted.

    The cell that becomes free takes what its equation needs; the cell that is overwritten must be
    empty, or hold that very figure, as a line that was turned round would.
    """
    if not any(sum(1 for name in line if balance.numbers[name]) > 1 for line in lines):
        return
    for move, slipped, ordered in (
        (way.back, way.forth, lines),
        (way.forth, way.back, [line[::-1] for line in lines]),
    ):
        new = {name: balance.numbers[source] for line in ordered for name, source in pairwise(line)}
        free = _free_cells(balance, new, [line[-1] for line in ordered])
        if free and all(balance.numbers[line[0]] in {0, free[line[-1]]} for line in ordered):
            new |= free
            places = "、".join(
                f"{balance.report.cell(name).place}填{print_number(number)}"
                for name, number in free.items()
                if number
            )
            filled = f"，{places}" if places else ""
            action = f"{called}的数整体{move}移一格{filled}"
            yield _Slip(new, action, Reason(0, f"整体{slipped}移了一格"))


def _free_cells(balance: Balance, new: New, free: Sequence[CellId]) -> New:
    """Work out the cells that a shift leaves free, each from an equation of its own."""
    found: New = {}
    unknown = frozenset(free)
    for name in free:
        for at, sign in balance.signs.get(name, ()):
            equation = balance.equations[at]
            if len(unknown.intersection(equation.cells)) == 1:
                gap = sum(new.get(other, balance.numbers[other]) for other in equation.left)
                gap -= sum(new.get(other, balance.numbers[other]) for other in equation.right)
                gap -= sign * new.get(name, balance.numbers[name])
                found[name] = -sign * gap
                break
        else:
            return {}
    return found


def _totals_left_old(balance: Balance, table: Table) -> Iterator[_Slip]:
    """Add up the totals anew: those down the columns, those along the rows, or both."""
    kinds: dict[str, list[int]] = {}
    for at, equation in enumerate(balance.equations):
        if equation.table == table.key and len(equation.right) == 1:
            kinds.setdefault(equation.kind, []).append(at)
    ways = [*kinds.values(), *([sum(kinds.values(), [])] if len(kinds) > 1 else [])]
    for way in ways:
        new = _added_up(balance, way)
        if any(new.values()):
            places = "、".join(
                f"{balance.report.cell(name).place}{print_number(balance.numbers[name])}改为"
                f"{print_number(number)}"
                for name, number in new.items()
            )
            yield _Slip(new, f"按分项重新合计（{places}）", Reason(1, "分项改过而总计没有跟着改"))


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
