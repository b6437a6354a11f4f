"""Whether the figures of a row are whole, where nothing but blanks or line ends parts them.

Word sets the digits of a number in several spans, and some converters put each on a line of its
own; blank cells vanish, so that such a row may still have as many figures as the form.  Rows with
too many figures betray it; then only the sum printed in a row bears out its other figures.

>>> adds_up(table, "R1", ["1", "0", "0", "0", "0", "0", "1"])  # doctest: +SKIP
True
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportkit.text import parse_cell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportkit.form import Table

__all__ = ["PARTED", "adds_up"]

PARTED = "别的行数字太多，像是一个数字断成了几个，这一行的合计又不能印证，分不清数字"


def adds_up(table: Table, key: str, texts: Sequence[str]) -> bool:
    """Whether the sum that is printed in a row bears out its figures; a blank row needs none.

    Parameters
    ----------
    table
        The table as the form has it.
    key
        The row.
    texts
        What was found in it, as many as the row has cells.
    """
    line = table.lines[key]
    if len(texts) != len(line):
        return not texts
    read = [parse_cell(text).number for text in texts]
    numbers = {
        name: number for name, number in zip(line.values(), read, strict=True) if number is not None
    }
    own = [one for one in table.equations if numbers.keys() >= set(one.cells)]
    return (
        bool(own)
        and len(numbers) == len(line)
        and all(
            sum(numbers[name] for name in one.left) == sum(numbers[name] for name in one.right)
            for one in own
        )
    )
