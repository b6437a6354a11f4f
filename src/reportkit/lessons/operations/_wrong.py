"""Wrong figures and writings as people really make them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportkit.specimens import Draw

__all__ = ["full_width", "wrong_figure", "wrong_figures"]


def wrong_figure(number: int, draw: Draw) -> int:
    """Draw a slip of the pen: one more or less, digits swapped, a digit lost or doubled."""
    return wrong_figures(number, draw)[0]


def wrong_figures(number: int, draw: Draw) -> list[int]:
    """Return slips of the pen in a drawn order, never the number itself nor 0."""
    digits = str(number)
    slips = [number + 1, max(number - 1, 0), int(digits[1:] or "0"), int(digits + digits[-1])]
    if len(digits) > 1:
        slips.append(int(digits[:-2] + digits[-1] + digits[-2]))
    found = [slip for slip in dict.fromkeys(slips) if slip not in {number, 0}]
    return draw.shuffled(found)


def full_width(number: int) -> str:
    """Write a number with digits as wide as Chinese characters.

    >>> full_width(12)
    '１２'
    """
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))
