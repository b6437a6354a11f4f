"""What a claim is: one thing that a sentence says in figures, and how far it reaches.

>>> claim.metric, claim.number, claim.quote  # doctest: +SKIP
(<Metric.RECEIVED: 'received'>, 11, '全年新收政府信息公开申请11件')
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from reportkit.claims._numbers import Exactness

if TYPE_CHECKING:
    from decimal import Decimal

__all__ = ["Claim", "Metric", "Scope", "Year"]


class Metric(StrEnum):
    """What a claim counts.

    Notes
    -----
    `Claim.about` says more: row keys for ``outcome`` (``R3_3``, ``R3_1+R3_2``), column keys for
    ``applicant``, groups and fields for ``case`` (``A``, ``B+C``, ``A.fix``), row and column for
    ``document`` (``norm.issued``), the row for ``decision``, object and place for ``published``.
    ``workload`` is what came in and what was carried in; ``handled`` does not say which of both.
    """

    RECEIVED = "received"
    CARRIED_IN = "carried in"
    WORKLOAD = "workload"
    HANDLED = "handled"
    ANSWERED = "answered"
    ALL_ANSWERED = "all answered"
    CARRIED_OUT = "carried out"
    OUTCOME = "outcome"
    APPLICANT = "applicant"
    CHANNEL = "channel"
    CASE = "case"
    ALL_UPHELD = "all upheld"
    DOCUMENT = "document"
    DECISION = "decision"
    PUBLISHED = "published"
    NOTICES = "fee notices"
    NOTIFIED = "fee notified"
    COLLECTED = "fee collected"
    SHARE = "share"
    CHANGE = "change"
    GROWTH = "growth"


class Year(StrEnum):
    """Which year a figure is about."""

    THIS = "this"
    LAST = "last"
    OTHER = "other"


class Scope(StrEnum):
    """Whom or what a figure covers."""

    ORGAN = "organ"
    AREA = "area"
    OFFICE = "office"
    PART = "part"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One thing that a sentence says in figures.

    Notes
    -----
    `start` and `end` are places in the section's text, as it stands there; `quote` is exactly
    ``text[start:end]`` widened to its clause, `sentence` the whole sentence.  `base` is the claim
    that a share or a growth rate belongs to.  Counts are in the printed unit, money in 元.
    """

    metric: Metric
    number: int | Decimal
    unit: str = ""
    about: str = ""
    year: Year = Year.THIS
    scope: Scope = Scope.ORGAN
    exactness: Exactness = Exactness.EXACT
    decimals: int = 0
    section: int = 0
    start: int = 0
    end: int = 0
    sentence: str = ""
    quote: str = ""
    base: Claim | None = None

    @property
    def compares(self) -> bool:
        """Whether the claim can be held against the tables: exact, this year, the organ's own."""
        return (
            self.exactness is Exactness.EXACT
            and self.year is Year.THIS
            and self.scope is Scope.ORGAN
        )
