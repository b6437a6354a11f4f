"""Editing a report: changes that can be undone, blocks that are pasted, a file that is kept safe.

Everything here works without a screen; the widgets only draw it.

>>> session = Session(report)  # doctest: +SKIP
>>> session.enter({"t3.R1.nat": "4"})  # doctest: +SKIP
>>> session.undo()  # doctest: +SKIP
"""

from __future__ import annotations

from reportkit.editing._change import Change, content_of
from reportkit.editing._keeper import Keeper, KeeperState
from reportkit.editing._paste import Pasted, paste, read_block
from reportkit.editing._quotes import references, span_of
from reportkit.editing._session import Balance, Session

__all__ = [
    "Balance",
    "Change",
    "Keeper",
    "KeeperState",
    "Pasted",
    "Session",
    "content_of",
    "paste",
    "read_block",
    "references",
    "span_of",
]
