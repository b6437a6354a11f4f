"""How an office writes: its style, how it marks the five topics, how it puts points together.

An office keeps its manner over the years.  The styles are data (``data/styles.toml``).

>>> manner(draw, "township").style  # doctest: +SKIP
'terse'
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportkit.specimens._tables import data

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reportkit.specimens._draw import Draw

__all__ = ["TOPICS", "Manner", "manner"]

TOPICS = ("disclosed", "requests", "management", "platform", "supervision")
"""The roles with which the five topics begin, in order."""

_ORDINAL = "一二三四五六七八九十"
_NUMBERS = (("（{}）", "（{}）", "（{}）", "{}."), (70, 10, 10, 10))


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How one office writes.

    Notes
    -----
    `heading` is ``inline``, ``line``, ``topic`` or ``none``; `items` are the fewest and most
    points of a role; `more` is the share of optional phrases; `numerals` says whether small
    counts are written in Chinese.
    """

    style: str
    heading: str
    names: tuple[str, ...]
    number: str
    stop: str
    joins: Mapping[str, float]
    items: Mapping[str, Sequence[int]]
    more: float
    numerals: bool

    def headed(self, role: str, text: str) -> str:
        """Return the first phrase of a topic with its heading."""
        if role not in TOPICS or self.heading == "none":
            return text
        at = TOPICS.index(role)
        name = self.names[at]
        if self.heading == "topic":
            return f"{name.removesuffix('情况')}方面，{text}"
        sign = str(at + 1) if self.number == "{}." else _ORDINAL[at]
        return (
            self.number.format(sign) + name + ("\n" if self.heading == "line" else self.stop) + text
        )

    def joined(self, points: Sequence[str], draw: Draw, lead: str = "") -> str:
        """Put points together: by semicolons, as sentences, or as 一是、二是."""
        join = draw.weighted(tuple(self.joins), tuple(self.joins.values()))
        if len(points) < 2:
            return f"{lead}{'；'.join(points)}。"
        if join == "ordinal":
            mark = draw.choice(("；", "；", "。"))
            return lead + mark.join(numbered(points)) + "。"
        return lead + ("；" if join == "semicolon" else "。").join(points) + "。"


def numbered(points: Sequence[str], sign: str = "{}是") -> list[str]:
    """Put 一是, 二是 or another sign in front of points."""
    return [
        sign.format(at if sign == "{}." else _ORDINAL[at - 1]) + point
        for at, point in enumerate(points, start=1)
    ]


def manner(draw: Draw, shape: str) -> Manner:
    """Draw the manner of an office of one shape (department, township, street, government)."""
    known = data("styles")
    style = draw.weighted(known["style"], [style["who"][shape] for style in known["style"]])
    heading = draw.weighted(tuple(style["heading"]), tuple(style["heading"].values()))
    names = tuple(draw.choice(known["headings"])["names"])
    return Manner(
        style=style["name"],
        heading=heading,
        names=names,
        number=draw.weighted(*_NUMBERS),
        stop="：" if draw.chance(0.12) else "。",
        joins=style["join"],
        items=style["items"],
        more=style["more"],
        numerals=draw.chance(style["numerals"]),
    )
