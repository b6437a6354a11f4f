"""Sound fictional reports from a seed: organ, tables, text and last year's report with it.

The same seed gives the same report everywhere (see `EDITION`).  Every figure, name and sentence is
made up.  A specimen keeps every rule; this module knows neither the rules nor the lessons that
break them.

>>> specimen(7).report.agency == specimen(7).report.agency
True
"""

from __future__ import annotations

from reportkit.specimens._draw import Draw
from reportkit.specimens._specimen import Phrase, Specimen, specimen

__all__ = ["EDITION", "Draw", "Phrase", "Specimen", "specimen"]

EDITION = 1
"""What a seed gives; raised whenever any seed gives another report or another exercise."""
