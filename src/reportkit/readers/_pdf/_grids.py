"""Ruling lines to grids: where a page has tables, and which of their places are merged.

Lines within a few points of one another are one border, whether double, thick, or drawn in many
pieces.  A table may lack its outer borders: where its lines end, it ends.

>>> [grid.shape for grid in grids(sheet.rulings)]  # doctest: +SKIP
[(32, 10)]
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportkit.readers._pdf._drawing import Ruling
    from reportkit.readers._pdf._marks import Mark

__all__ = ["Cell", "Grid", "grids"]

_TOLERANCE = 4.0  # points: nearer lines are one border, and ends this near touch
_SHORTEST = 8.0  # points: what is shorter rules nothing
_COVERED = 0.6  # of a place's side that must be ruled to part it from its neighbour
_MOST_PLACES = 20_000  # in one table; the largest real one has 400


class Cell(NamedTuple):
    """One cell: the place of its upper left corner, and how many rows and columns it takes."""

    row: int
    column: int
    rowspan: int
    colspan: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The borders of one table, from left to right and from top to bottom, and its cells."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[Cell, ...]

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return len(self.ys) - 1, len(self.xs) - 1

    @property
    def area(self) -> float:
        """Square points that the table takes."""
        return (self.xs[-1] - self.xs[0]) * (self.ys[-1] - self.ys[0])

    def part(self, marks: Sequence[Mark]) -> tuple[list[Mark], list[Mark]]:
        """Part marks into those whose middle lies in the table, and all others."""
        left, right = 2 * self.xs[0], 2 * self.xs[-1]
        top, bottom = 2 * self.ys[0], 2 * self.ys[-1]
        inside: list[Mark] = []
        outside: list[Mark] = []
        for mark in marks:
            _, x0, y0, x1, y1, _, _, _ = mark
            within = left <= x0 + x1 <= right and top <= y0 + y1 <= bottom
            (inside if within else outside).append(mark)
        return inside, outside

    def encloses(self, other: Grid) -> bool:
        """Whether another table lies inside this one."""
        return (
            self is not other
            and self.xs[0] - _TOLERANCE <= other.xs[0]
            and other.xs[-1] <= self.xs[-1] + _TOLERANCE
            and self.ys[0] - _TOLERANCE <= other.ys[0]
            and other.ys[-1] <= self.ys[-1] + _TOLERANCE
        )

    def within(self, width: float) -> Grid | None:
        """Return what of the table is on the page: columns beyond its right side are not seen."""
        seen = sum(x <= width + _TOLERANCE for x in self.xs)
        if seen == len(self.xs):
            return self
        cells = [cell._replace(colspan=min(cell.colspan, seen - 1 - cell.column))
                 for cell in self.cells if cell.column < seen - 1]  # fmt: skip
        return replace(self, xs=self.xs[:seen], cells=tuple(cells)) if seen > 1 else None

    def place(self, x: float, y: float) -> tuple[int, int]:
        """Return row and column of a point of the table."""
        row = bisect_right(self.ys, y, 1, len(self.ys) - 1) - 1
        column = bisect_right(self.xs, x, 1, len(self.xs) - 1) - 1
        return row, column


@dataclass(slots=True)
class _Border:
    """Lines of one direction at one height or breadth: `at`, and the stretches they cover."""

    at: float
    stretches: list[tuple[float, float]]

    def open_between(self, places: Sequence[float]) -> list[bool]:
        """Say of each stretch between two places whether most of it is not ruled."""
        if any(a <= places[0] + 1 and b >= places[-1] - 1 for a, b in self.stretches):
            return [False] * (len(places) - 1)
        ruled = [0.0] * (len(places) - 1)
        for a, b in self.stretches:
            i = max(bisect_right(places, a) - 1, 0)
            while i < len(ruled) and places[i] < b:
                ruled[i] += min(places[i + 1], b) - max(places[i], a)
                i += 1
        return [
            one < _COVERED * (end - start)
            for one, (start, end) in zip(ruled, itertools.pairwise(places), strict=True)
        ]


def grids(rulings: Sequence[Ruling]) -> list[Grid]:
    """Return the tables that the lines of a page make, from top to bottom.

    A frame around text, an underline, or lines that never cross make none; nor do lines that
    part their places into anything but rectangles.
    """
    level = _borders((r.y0, r.y1, r.x0, r.x1) for r in rulings if _long(r.x0, r.x1, r.y0, r.y1))
    plumb = _borders((r.x0, r.x1, r.y0, r.y1) for r in rulings if _long(r.y0, r.y1, r.x0, r.x1))
    found = (_grid(rows, columns) for rows, columns in _joined(level, plumb))
    return sorted((grid for grid in found if grid), key=lambda grid: (grid.ys[0], grid.xs[0]))


def _long(start: float, end: float, side: float, other: float) -> bool:
    """Whether a bar runs in this direction; a dot of a dotted line may run in either."""
    return end - start >= other - side or end - start > _TOLERANCE


def _borders(bars: Iterable[tuple[float, float, float, float]]) -> list[_Border]:
    """Gather lines of one direction into borders; each bar is its sides, start and end.

    Pieces are joined exactly in line first: the dots of a line across would else, lying side by
    side, make one broad border.
    """
    rows: dict[int, list[tuple[float, float]]] = {}
    for one, two, start, end in bars:
        rows.setdefault(round(one + two), []).append((start, end))
    gathered: list[list[tuple[int, list[tuple[float, float]]]]] = []
    last = 0
    for double, pieces in sorted(rows.items()):
        stretches = [(a, b) for a, b in _joined_pieces(pieces) if b - a >= _SHORTEST]
        if not stretches:
            continue
        if not gathered or double - last > 2 * _TOLERANCE:
            gathered.append([])
        gathered[-1].append((double, stretches))
        last = double
    return [
        _Border(
            sum(double for double, _ in group) / len(group) / 2,
            _joined_pieces(piece for _, pieces in group for piece in pieces),
        )
        for group in gathered
    ]


def _joined_pieces(pieces: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """Join pieces of one border that touch."""
    joined: list[tuple[float, float]] = []
    for start, end in sorted(pieces):
        if joined and start <= joined[-1][1] + _TOLERANCE:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


# ---------------------------------------------------------------- tables


def _joined(
    level: list[_Border], plumb: list[_Border]
) -> list[tuple[list[_Border], list[_Border]]]:
    """Part the borders into tables: stretches that meet belong together."""
    rows = [(border.at, a, b) for border in level for a, b in border.stretches]
    columns = [(border.at, a, b) for border in plumb for a, b in border.stretches]
    if len(rows) * len(columns) > _MOST_PLACES:
        return []
    family = list(range(len(rows) + len(columns)))

    def head(i: int) -> int:
        while family[i] != i:
            family[i] = family[family[i]]
            i = family[i]
        return i

    for i, (y, left, right) in enumerate(rows):
        for j, (x, top, bottom) in enumerate(columns, start=len(rows)):
            if (left - _TOLERANCE <= x <= right + _TOLERANCE
                    and top - _TOLERANCE <= y <= bottom + _TOLERANCE):  # fmt: skip
                family[head(i)] = head(j)
    tables: dict[int, tuple[dict[float, _Border], dict[float, _Border]]] = {}
    for i, (at, a, b) in enumerate((*rows, *columns)):
        side = tables.setdefault(head(i), ({}, {}))[i >= len(rows)]
        side.setdefault(at, _Border(at, [])).stretches.append((a, b))
    return [
        (sorted(one.values(), key=_at), sorted(two.values(), key=_at))
        for one, two in tables.values()
        if one and two
    ]


def _at(border: _Border) -> float:
    return border.at


def _grid(rows: list[_Border], columns: list[_Border]) -> Grid | None:
    """Make the grid of one table, or None where it parts nothing."""
    xs, ys = _with_ends(columns, rows), _with_ends(rows, columns)
    if len(xs) * len(ys) > _MOST_PLACES or len(xs) < 2 or len(ys) < 2:
        return None
    cells = _cells(xs, ys, rows, columns)
    if not cells or len(cells) == 1:
        return None
    return Grid(xs=tuple(xs), ys=tuple(ys), cells=tuple(cells))


def _with_ends(borders: list[_Border], across: list[_Border]) -> list[float]:
    """Return where the borders are, and where the lines across them end without one."""
    places = [border.at for border in borders]
    first = min(a for border in across for a, _ in border.stretches)
    last = max(b for border in across for _, b in border.stretches)
    if first < places[0] - 2 * _TOLERANCE:
        places.insert(0, first)
    if last > places[-1] + 2 * _TOLERANCE:
        places.append(last)
    return places


def _cells(xs: list[float], ys: list[float], rows: list[_Border],
           columns: list[_Border]) -> list[Cell] | None:  # fmt: skip
    """Join places with no line between them; None where they make other than rectangles."""
    level = {border.at: border for border in rows}
    plumb = {border.at: border for border in columns}
    free = [True] * max(len(xs), len(ys))
    below = [b.open_between(xs) if (b := level.get(y)) else free for y in ys[1:-1]]
    upright = [b.open_between(ys) if (b := plumb.get(x)) else free for x in xs[1:-1]]
    beside = [[column[row] for column in upright] for row in range(len(ys) - 1)]
    height, width = len(ys) - 1, len(xs) - 1
    taken = [[False] * width for _ in range(height)]
    cells: list[Cell] = []
    for row in range(height):
        for column in range(width):
            if taken[row][column]:
                continue
            right = column
            while right < width - 1 and beside[row][right]:
                right += 1
            bottom = row
            while bottom < height - 1 and below[bottom][column]:
                bottom += 1
            alone = row == bottom and column == right  # ruled on all sides, and never met again
            if not alone and not _rectangle(taken, below, beside, (row, column, bottom, right)):
                return None
            cells.append(Cell(row, column, bottom - row + 1, right - column + 1))
    return cells


def _rectangle(taken: list[list[bool]], below: list[list[bool]], beside: list[list[bool]],
               corners: tuple[int, int, int, int]) -> bool:  # fmt: skip
    """Take the places of a cell; whether nothing inside is ruled and all its borders are."""
    top, left, bottom, right = corners
    for row in range(top, bottom + 1):
        for column in range(left, right + 1):
            if taken[row][column]:
                return False
            taken[row][column] = True
            if row < bottom and not below[row][column]:
                return False
            if column < right and not beside[row][column]:
                return False
            if row == bottom and row < len(below) and below[row][column]:
                return False
            if column == right and right < len(beside[row]) and beside[row][column]:
                return False
    return True
