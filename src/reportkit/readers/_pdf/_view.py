"""Coordinates: from those of a PDF page, y up and perhaps turned, to those of a sheet, y down.

>>> View(0, 0, 595, 842, turns=0).box(10, 800, 50, 812)
(10, 30, 50, 42)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

__all__ = ["IDENTITY", "Box", "Matrix", "View"]

Box: TypeAlias = tuple[float, float, float, float]
"""Left, upper, right and lower side on a sheet; or left, lower, right, upper in the file."""


@dataclass(frozen=True, slots=True)
class View:
    """What is seen of a page: its sides in the file, and how often it is turned right."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as seen."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.turns % 2 else (width, height)

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Return where a box of the file is seen: x0, y0, x1, y1."""
        if self.turns == 0:
            return left - self.left, self.top - top, right - self.left, self.top - bottom
        if self.turns == 1:
            return bottom - self.bottom, left - self.left, top - self.bottom, right - self.left
        if self.turns == 2:
            return self.right - right, bottom - self.bottom, self.right - left, top - self.bottom
        return self.top - top, self.right - right, self.top - bottom, self.right - left


@dataclass(frozen=True, slots=True)
class Matrix:
    """How the coordinates of a form become those of its page."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point lies."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Return the box around a turned box."""
        if self is IDENTITY:
            return left, bottom, right, top
        corners = [self.point(x, y) for x in (left, right) for y in (bottom, top)]
        xs, ys = [p[0] for p in corners], [p[1] for p in corners]
        return min(xs), min(ys), max(xs), max(ys)

    def after(self, first: Matrix) -> Matrix:
        """Return the matrix that does `first` and then this one."""
        if self is IDENTITY:
            return first
        x, y = self.point(first.e, first.f)
        return Matrix(
            self.a * first.a + self.c * first.b,
            self.b * first.a + self.d * first.b,
            self.a * first.c + self.c * first.d,
            self.b * first.c + self.d * first.d,
            x,
            y,
        )


IDENTITY = Matrix(1, 0, 0, 1, 0, 0)
