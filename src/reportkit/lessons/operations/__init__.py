"""What can be done to a sound report: one function an operation, named in ``faults/*.toml``.

An operation is given the draft, the kind of fault and draws.  It changes the draft and returns
what it planted, or returns None and changes nothing where this report has no free place for it.
It states the findings it must cause from its own knowledge of the form; it never runs a rule.
"""

from __future__ import annotations

from reportkit.lessons.operations._cells import cell_off
from reportkit.lessons.operations._phrases import phrase_swap

__all__ = ["cell_off", "phrase_swap"]
