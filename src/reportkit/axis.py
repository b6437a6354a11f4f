"""An axis of a table: its rows or its columns as an ordered tree of labelled entries.

Leaves carry figures, groups only carry a label over their leaves.  Depth and spans are computed
from the tree, so no span is ever written down.  An axis knows nothing of reports or figures.

>>> axis = Axis(entries=(Entry(key="a", label="甲"), Entry(key="b", label="乙")))
>>> [leaf.key for leaf in axis.leaves]
['a', 'b']
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportkit.errors import FormError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Axis", "Entry", "Placed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One labelled entry of an axis: a leaf, or a group of entries.

    Notes
    -----
    `key` is the part of a cell's name that this entry gives; it may be empty.  `label` is the
    official label, character for character; `short` is how a sentence calls it.  `aliases` are
    spellings met in published reports.  `sums` names the entries whose sum this one must be.
    """

    key: str
    label: str
    short: str = ""
    aliases: tuple[str, ...] = ()
    sums: tuple[str, ...] = ()
    holds: str = "count"
    unit: str = "件"
    cites: str = ""
    children: tuple[Entry, ...] = ()

    @property
    def is_group(self) -> bool:
        """Whether the entry has entries below it and no figures of its own."""
        return bool(self.children)

    @property
    def leaves(self) -> tuple[Entry, ...]:
        """The leaves below, in order; a leaf is its own only leaf."""
        if not self.children:
            return (self,)
        return tuple(leaf for child in self.children for leaf in child.leaves)

    @property
    def depth(self) -> int:
        """Number of levels from here down to the deepest leaf."""
        return 1 + max((child.depth for child in self.children), default=0)

    @property
    def spoken(self) -> str:
        """The name to use inside a sentence."""
        return self.short or self.label


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """An entry with the rectangle that its label takes: `level` × `start`, spans in cells."""

    entry: Entry
    level: int
    start: int
    across: int
    levels: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """An ordered tree of entries whose leaves are the rows or columns of a table.

    `depth` is the number of label levels.

    Raises
    ------
    FormError
        If two leaves share a key.
    """

    entries: tuple[Entry, ...]
    leaves: tuple[Entry, ...] = field(init=False, compare=False)
    depth: int = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """Collect the leaves once, measure the depth, and refuse a key used twice."""
        leaves = tuple(leaf for entry in self.entries for leaf in entry.leaves)
        keys = [leaf.key for leaf in leaves]
        twice = {key for key in keys if keys.count(key) > 1}
        if twice:
            message = f"表样定义有误：行或列的代号重复：{'、'.join(sorted(twice))}。"
            raise FormError(message)
        object.__setattr__(self, "leaves", leaves)
        depth = max((entry.depth for entry in self.entries), default=0)
        object.__setattr__(self, "depth", depth)

    def walk(self) -> Iterator[Entry]:
        """Yield every entry, groups before their children."""
        stack = list(reversed(self.entries))
        while stack:
            entry = stack.pop()
            yield entry
            stack.extend(reversed(entry.children))

    def path(self, key: str) -> tuple[Entry, ...]:
        """Return the entries from the top down to the leaf `key`, or an empty tuple."""

        def search(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
            for entry in entries:
                if not entry.children and entry.key == key:
                    return (entry,)
                below = search(entry.children)
                if below:
                    return (entry, *below)
            return ()

        return search(self.entries)

    def leaf(self, key: str) -> Entry:
        """Return the leaf called `key`.

        Raises
        ------
        FormError
            If there is none.
        """
        for leaf in self.leaves:
            if leaf.key == key:
                return leaf
        message = f"表样里没有代号为“{key}”的行或列。"
        raise FormError(message)

    def expand(self, key: str) -> tuple[str, ...]:
        """Return the leaf keys that `key` stands for: itself, or all leaves of the group."""
        for entry in self.walk():
            if entry.key == key:
                return tuple(leaf.key for leaf in entry.leaves)
        message = f"表样定义有误：合计引用了不存在的“{key}”。"
        raise FormError(message)

    def placed(self) -> Iterator[Placed]:
        """Yield every entry with its rectangle; a leaf reaches down to the last level.

        A chain of groups ends where its leaves are: the leaf takes all remaining levels.
        """
        depth = self.depth

        def place(entry: Entry, level: int, start: int) -> Iterator[Placed]:
            across = len(entry.leaves)
            levels = 1 if entry.children else depth - level
            yield Placed(entry=entry, level=level, start=start, across=across, levels=levels)
            for child in entry.children:
                yield from place(child, level + 1, start)
                start += len(child.leaves)

        start = 0
        for entry in self.entries:
            yield from place(entry, 0, start)
            start += len(entry.leaves)
