"""Which rows of a printed table are subtotals: shared by the rules on rows and on group rows.

>>> is_subtotal(Deviation(kind="extra-row", table="t3", row="", printed="小计 4", expected=""))
True
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportkit.text import normalise

if TYPE_CHECKING:
    from reportkit.report import Deviation

__all__ = ["is_subtotal"]

_SUBTOTAL = re.compile(r"(?:\([三四五六]\)[^\d]{2,8}?)?小计")


def is_subtotal(deviation: Deviation) -> bool:
    """Whether a row adds up a group: figures in a group row, or a row of its own called 小计."""
    if deviation.kind == "subtotal":
        return True
    printed = normalise(deviation.printed)
    return deviation.kind == "extra-row" and _SUBTOTAL.match(printed) is not None
