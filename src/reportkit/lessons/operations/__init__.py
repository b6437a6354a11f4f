"""What can be done to a sound report: one function an operation, named in ``faults/*.toml``.

An operation is given the draft, the kind of fault and draws.  It changes the draft and returns
what it planted, or returns None and changes nothing where this report has no free place for it.
It states the findings it must cause from its own knowledge of the form; it never runs a rule.
"""

from __future__ import annotations

from reportkit.lessons.operations._cells import (
    cell_off,
    columns_mixed,
    counted_twice,
    row_changed,
    row_shifted,
    totals_swapped,
)
from reportkit.lessons.operations._claims import first_row, growth, lapsed, share_of_received
from reportkit.lessons.operations._copying import (
    elsewhere,
    same_as_last_year,
    same_as_peer,
    section_of_last_year,
    signed_by_other,
)
from reportkit.lessons.operations._phrases import phrase_swap, retold
from reportkit.lessons.operations._privacy import exposed, left_in_file

__all__ = [
    "cell_off",
    "columns_mixed",
    "counted_twice",
    "elsewhere",
    "exposed",
    "first_row",
    "growth",
    "lapsed",
    "left_in_file",
    "phrase_swap",
    "retold",
    "row_changed",
    "row_shifted",
    "same_as_last_year",
    "same_as_peer",
    "section_of_last_year",
    "share_of_received",
    "signed_by_other",
    "totals_swapped",
]
