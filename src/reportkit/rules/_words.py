"""Word lists as data: those of the product in ``words/*.toml``, lengthened by the profile.

>>> "部分地区" in listed("generic", NATIONAL)
True
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reportkit.profile import Profile

__all__ = ["listed", "own_words", "table"]

_FOLDER = Path(__file__).parent / "words"


@cache
def table(file: str) -> dict[str, Any]:
    """Return one file of word lists, by its stem."""
    return tomllib.loads((_FOLDER / f"{file}.toml").read_text(encoding="utf-8"))


@cache
def own_words(name: str) -> tuple[str, ...]:
    """Return a word list of the product alone."""
    return tuple(table("lists")[name])


def listed(name: str, profile: Profile) -> tuple[str, ...]:
    """Return a word list with what the profile adds to it.

    Raises
    ------
    KeyError
        If the product has no list of this name.
    """
    return own_words(name) + tuple(profile.words.get(name, ()))
