"""Wrong figures as people really write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportkit.specimens import Draw

__all__ = ["wrong_figure"]


def wrong_figure(number: int, draw: Draw) -> int:
    """Draw a slip of the pen: one more or less, digits swapped, a digit lost or doubled."""
    digits = str(number)
    slips = [number + 1, max(number - 1, 0), int(digits[1:] or "0"), int(digits + digits[-1])]
    if len(digits) > 1:
        slips.append(int(digits[:-2] + digits[-1] + digits[-2]))
    found = [slip for slip in dict.fromkeys(slips) if slip not in {number, 0}]
    return draw.choice(found)
