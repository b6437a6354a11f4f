"""The fee for handling requests (信息处理费): notices, money in them, money collected.

Prices are those of 国办函〔2020〕109号: by page 10, 20 or 40 元 beyond 30 pages, by request a
multiple of 100 元.  Amounts are in 元.

>>> fees(0, draw)  # doctest: +SKIP
Fees(notices=0, notified=0, collected=0, unpaid=0, by="")
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from reportkit.specimens._draw import Draw

__all__ = ["Fees", "fees"]


class Fees(NamedTuple):
    """The fee of a year; `unpaid` are the requests that lapsed, `by` is 按件 or 按量."""

    notices: int
    notified: int
    collected: int
    unpaid: int
    by: str


def fees(asked: int, draw: Draw) -> Fees:
    """Draw the fee of a year; nearly all organs charge none."""
    share = 0.22 if asked >= 90 else 0.06 if asked >= 12 else 0.0
    if not draw.chance(share):
        return Fees(0, 0, 0, 0, "")
    by = draw.choice(("按件", "按量"))
    amounts = [_amount(by, draw) for _ in range(draw.between(1, 1 + min(asked // 60, 6)))]
    paid = [amount for amount in amounts if draw.chance(0.6)]
    lapsed = len(amounts) - len(paid)
    return Fees(len(amounts), sum(amounts), sum(paid), lapsed, by)


def _amount(by: str, draw: Draw) -> int:
    """Draw the amount of one notice."""
    if by == "按件":
        beyond = draw.between(1, 24)
        return 100 * min(beyond, 20) + 200 * max(beyond - 20, 0)
    pages = draw.between(32, 260)
    return sum(
        price * max(0, min(pages, high) - low)
        for low, high, price in ((30, 100, 10), (100, 200, 20), (200, pages, 40))
    )
