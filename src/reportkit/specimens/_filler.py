"""Fill sentences: places for names and figures, and ways of saying it otherwise.

A template is plain text with four marks:

``{name}``
    A name or a figure that the facts know; ``{name:2-6}`` draws a figure and remembers it under
    the name, ``{name:h}`` and ``{name:2-6h}`` write it as the office writes small counts (两次).
``{!name}``
    Nothing, but the cells behind the name are cited: for 全部办结, which tells of a cell without
    its figure.
``[one|another]``
    One of the ways is drawn; an empty one is allowed.  They may hold each other.
``<conditions?yes|no>``
    The first part where the conditions hold, else the second, which may be missing.

What the names mean and whether conditions hold is asked of the facts.

>>> fill("[收到|新收]{new}件<left?，结转{left}件>。", facts, draw)  # doctest: +SKIP
Filled(text='新收3件。', cites=('t3.R1.tot',))
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from reportkit.specimens._draw import Draw

__all__ = ["Facts", "Filled", "fill", "parse"]


class Facts(Protocol):
    """What a template asks of whoever knows the report."""

    def say(self, name: str, form: str, draw: Draw) -> tuple[str, tuple[str, ...]]:
        """Return what stands for a name, and the cells that it tells."""

    def hold(self, conditions: str) -> bool:
        """Whether all conditions, parted by blanks, hold."""


class Filled(NamedTuple):
    """A sentence that is ready, and the cells whose figures it tells."""

    text: str
    cites: tuple[str, ...]


class _Slot(NamedTuple):
    name: str
    form: str


class _Ways(NamedTuple):
    ways: tuple[_Row, ...]


class _If(NamedTuple):
    conditions: str
    yes: _Row
    no: _Row


_Row = tuple["str | _Slot | _Ways | _If", ...]

_PLAIN = re.compile(r"[^\[\]{}<>|]+")
_NAME = re.compile(r"\{([^{}:]+)(?::([^{}]*))?\}")
_CONDITION = re.compile(r"<([^<>?|]+)\?")


def fill(template: str, facts: Facts, draw: Draw) -> Filled:
    """Fill a template in.

    Raises
    ------
    ValueError
        If a bracket of the template is not closed.
    KeyError
        If the facts do not know a name.
    """
    cites: dict[str, None] = {}
    text = "".join(_said(parse(template), facts, draw, cites))
    return Filled(text, tuple(cites))


def _said(row: _Row, facts: Facts, draw: Draw, cites: dict[str, None]) -> list[str]:
    said: list[str] = []
    for part in row:
        if isinstance(part, str):
            said.append(part)
        elif isinstance(part, _Slot):
            text, cells = facts.say(part.name.removeprefix("!"), part.form, draw)
            cites.update(dict.fromkeys(cells))
            said.append("" if part.name.startswith("!") else text)
        elif isinstance(part, _Ways):
            said += _said(draw.choice(part.ways), facts, draw, cites)
        else:
            chosen = part.yes if facts.hold(part.conditions) else part.no
            said += _said(chosen, facts, draw, cites)
    return said


@cache
def parse(template: str) -> _Row:
    """Take a template apart, once.

    Raises
    ------
    ValueError
        If a bracket is not closed, or closed without being open.
    """
    rows, end = _ways(template, 0, "")
    if end != len(template) or len(rows) != 1:
        message = f"a bracket or bar too much at {end}: {template}"
        raise ValueError(message)
    return rows[0]


def _ways(template: str, start: int, close: str) -> tuple[list[_Row], int]:
    """Read rows parted by bars up to the closing bracket; return them and the place behind."""
    rows: list[_Row] = []
    row: list[str | _Slot | _Ways | _If] = []
    at = start
    while at < len(template):
        mark = template[at]
        if mark == close:
            return [*rows, tuple(row)], at + 1
        if mark == "|" and close:
            rows.append(tuple(row))
            row, at = [], at + 1
            continue
        part, at = _part(template, at)
        row.append(part)
    if close:
        message = f"a bracket is not closed: {template}"
        raise ValueError(message)
    return [*rows, tuple(row)], at


def _part(template: str, at: int) -> tuple[str | _Slot | _Ways | _If, int]:
    if match := _PLAIN.match(template, at):
        return match[0], match.end()
    if match := _NAME.match(template, at):
        return _Slot(match[1], match[2] or ""), match.end()
    if template[at] == "[":
        rows, end = _ways(template, at + 1, "]")
        return _Ways(tuple(rows)), end
    if match := _CONDITION.match(template, at):
        rows, end = _ways(template, match.end(), ">")
        yes, *no = rows
        return _If(match[1].strip(), yes, no[0] if no else ()), end
    message = f"cannot read {template[at : at + 12]!r} in {template}"
    raise ValueError(message)
