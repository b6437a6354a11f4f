"""The built-in example: two made-up annual reports of one organ, as offices paste them.

The later one has faults of the kinds that published reports really have.  Organ, figures and
sentences are fictional.

>>> PATH.name
'青禾县林业局-2023.txt'
"""

from __future__ import annotations

from pathlib import Path

__all__ = ["PATH", "PREVIOUS"]

_FOLDER = Path(__file__).parent

PATH = _FOLDER / "青禾县林业局-2023.txt"
PREVIOUS = _FOLDER / "青禾县林业局-2022.txt"
