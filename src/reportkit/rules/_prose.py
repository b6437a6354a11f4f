"""How the rules name the parts of a report, and the squeezed text they are written against.

>>> ordinal(5)
'第五部分'
"""

from __future__ import annotations

from reportkit.prose import Prose, prose_of, squeeze

__all__ = ["Prose", "han", "ordinal", "prose_of", "squeeze"]


def han(number: int) -> str:
    """Write a small number in Chinese characters.

    >>> han(6), han(12)
    ('六', '十二')
    """
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    if not tens:
        return digits[ones]
    return ("" if tens == 1 else digits[tens]) + "十" + (digits[ones] if ones else "")


def ordinal(section: int) -> str:
    """Say which section is meant: 第五部分, or 标题和引言 for 0."""
    return f"第{han(section)}部分" if section else "标题和引言"
