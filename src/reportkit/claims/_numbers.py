"""Quantities in running text: the number, its unit, how exact it is, and where it stands.

Only the shape of a quantity is known here, not what it counts.  Text is squeezed (half-width,
without blanks).

>>> [(q.number, q.unit) for q in scan("公开1,600条,收到三件,占12.5%")]
[(1600, '条'), (3, '件'), (Decimal('12.5'), '%')]
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from operator import attrgetter

from reportkit.text import chinese_number

__all__ = ["Exactness", "Quantity", "scan"]


class Exactness(StrEnum):
    """How exactly a number is meant."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at least"
    AT_MOST = "at most"
    RANGE = "range"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in the text with its unit; `start` and `end` are places in the squeezed text.

    Notes
    -----
    Money is in 元 (万元 is converted), shares are in percent.  `decimals` is the number of
    decimal places that are printed.
    """

    number: int | Decimal
    unit: str
    exactness: Exactness
    start: int
    end: int
    decimals: int = 0

    @property
    def is_exact(self) -> bool:
        """Whether the number is meant as it stands."""
        return self.exactness is Exactness.EXACT


# Longer units first; 个 is kept so that 20个工作日 is seen and put aside.
_UNITS = (
    "个百分点|个工作日|工作日|件次|人次|批次|场次|万元|元|%|‰|倍|件|宗|份|条|次|起|个|例|项|篇|期|"
    "则|册|部|人|名|家|户|处|场|页|卷|类|天|日|月|年|时|分|号|级|位|只|种|批|张|套|本|度|小时|单"
)
# What must not stand in front is asked behind the first character: patterns that begin with a set
# of characters are found several times faster.
_ARABIC = re.compile(
    r"(\d(?<![\d.第A-Za-z/〔+]\d)(?:\d{0,2}(?:,\d{3})+(?!\d)|\d*)(?:\.\d+)?)"
    rf"([余多来几]?)([万亿千百]?)([余多来]?)({_UNITS})?"
)
_ONE = "零〇一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟"
_HAN = re.compile(
    rf"([{_ONE}](?<![{_ONE}\d万余第每任同这那某另首唯几数统单][{_ONE}])[{_ONE}]*)([余多来]?)()([余多]?)"
    r"(件次|件(?!事)|宗|份|条|次(?!性)|起(?!诉|草)|例|篇|元|万元)"
)
_PERCENT = re.compile(
    rf"百分之(?P<whole>\d+(?:\.\d+)?|[{_ONE}]+)(?:点(?P<part>[{_ONE}]+))?(?P<more>[多余几])?"
)
_ABOUT = ("约", "大约", "近", "将近", "接近", "左右")
_AT_LEAST = ("超", "超过", "超出", "逾", "至少", "不少于", "不低于", "突破")
_AT_MOST = ("不足", "不到", "至多", "最多", "不超过")
_TO = frozenset("至~—–-到")
_RANGE_BEFORE = re.compile(r"[\d一二三四五六七八九十件条]\s*[至~—–-]$|\d到$")
_RANGE_AFTER = re.compile(r"[至~—–-]\d|到\d")
_BEHIND = re.compile("左右|上下|以上|以下|以内|不等")
_BEHIND_BEGINS = frozenset("左上以不")
_NO_UNIT_AFTER = frozenset((*",;、。)\n", ""))
_TIMES = frozenset(
    ["年", "月", "日", "时", "分", "号", "天", "级", "位", "度", "小时", "工作日", "个工作日"]
)
_WHOLE_LIMIT = 7  # digits; what is longer and has no unit is a telephone or a code
_BIG = {"": 1, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}


def scan(text: str) -> tuple[Quantity, ...]:
    """Find every quantity in a squeezed text, in order.

    Dates, ordinals (第20条), codes and telephone numbers are none.  A number without a unit
    counts only between a word and a stop (微信公众号170，).
    """
    found = [_quantity(text, match) for match in _ARABIC.finditer(text)]
    found += [_quantity(text, match, han=True) for match in _HAN.finditer(text)]
    if "百分之" in text:
        found += [_percent(text, match) for match in _PERCENT.finditer(text)]
    known = [quantity for quantity in found if quantity is not None]
    return tuple(sorted(known, key=attrgetter("start")) if len(known) > 1 else known)


def _quantity(text: str, match: re.Match[str], *, han: bool = False) -> Quantity | None:
    digits, more, big, over, unit = match.groups()
    start, end = match.span()
    if unit in _TIMES:
        return None
    if unit is None:
        unit = ""
        if len(digits) > _WHOLE_LIMIT or "." in digits or big:
            return None
        stopped = text[end : end + 1] in _NO_UNIT_AFTER
        if not stopped or not _is_word(text[max(start - 1, 0) : start]):
            return None
    value = chinese_number(digits) if han else _value(digits)
    if value is None:
        return None
    adjacent = han and _is_adjacent(digits)
    exactness = _exactness(text, start, end, more=bool(more or over), adjacent=adjacent)
    decimals = len(digits.partition(".")[2])
    if big or unit == "万元" or decimals:
        value, unit, exactness = _scaled(Decimal(value), unit, big, exactness)
    return Quantity(value, unit, exactness, start, end, decimals)


def _percent(text: str, match: re.Match[str]) -> Quantity | None:
    """Read 百分之五十七点一四 as 57.14 %."""
    whole, part = match["whole"], match["part"] or ""
    value = Decimal(whole) if whole[0].isascii() else chinese_number(whole)
    digits = "".join(str(chinese_number(character)) for character in part)
    if value is None or not (digits.isdigit() or not part):
        return None
    number = _plain(Decimal(f"{value}.{digits}")) if part else _plain(Decimal(value))
    start, end = match.span()
    exactness = _exactness(text, start, end, more=bool(match["more"]), adjacent=False)
    decimals = len(digits) or len(whole.partition(".")[2])
    return Quantity(number, "%", exactness, start, end, decimals)


def _plain(value: Decimal) -> int | Decimal:
    return int(value) if value == value.to_integral_value() else value


def _is_word(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff" or character in {"”", '"', ":"}


def _value(digits: str) -> int | Decimal:
    plain = digits.replace(",", "")
    return Decimal(plain) if "." in plain else int(plain)


def _scaled(
    value: Decimal, unit: str, big: str, exactness: Exactness
) -> tuple[int | Decimal, str, Exactness]:
    """Multiply by 万 and the like; a count in 万条 is rounded, money in 万元 is exact."""
    if unit == "万元":
        value, unit = value * 10**4, "元"
    elif big:
        value *= _BIG[big]
        money = unit == "元"
        exactness = exactness if money or exactness is not Exactness.EXACT else Exactness.ABOUT
    return _plain(value), unit, exactness


def _is_adjacent(han: str) -> bool:
    """Whether two digits stand side by side: 三四件 is three or four, not 34."""
    return len(han) > 1 and not set(han) & set("十百千零〇拾佰仟")


def _exactness(text: str, start: int, end: int, *, more: bool, adjacent: bool) -> Exactness:
    before, following = text[max(0, start - 4) : start], text[end : end + 1]
    if adjacent or (following in _TO and _RANGE_AFTER.match(text, end)):
        return Exactness.RANGE
    if before[-1:] in _TO and _RANGE_BEFORE.search(before):
        return Exactness.RANGE
    behind = _BEHIND.match(text, end) if following in _BEHIND_BEGINS else None
    if before.endswith(_AT_MOST) or (behind and behind[0] in {"以下", "以内"}):
        return Exactness.AT_MOST
    if before.endswith(_AT_LEAST) or (behind and behind[0] == "以上"):
        return Exactness.AT_LEAST
    if (
        more
        or behind
        or (before.endswith(_ABOUT) and not before.endswith(("附近", "最近", "大近")))
    ):
        return Exactness.ABOUT
    return Exactness.EXACT
