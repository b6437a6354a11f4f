"""A row of a table taken apart, before it is known what stands in which of its cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportkit.document import Place
    from reportkit.recognise._items import Field, Item
    from reportkit.recognise._labels import Label

__all__ = ["Line"]


@dataclass(slots=True)
class Line:
    """A row in its parts: the field that names it, what that is, and the cells behind it.

    `label` is the row that the field names wherever it stands; `filled` counts cells with text.
    """

    item: Item
    at: Field | None
    label: Label | None
    cells: list[tuple[Field, Place]]
    filled: int
