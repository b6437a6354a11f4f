"""Chinese text and numbers: one normal form, and what a cell of a table says.

Text is normalised once, at the border; comparisons use the normal form, people see the raw one.
This module knows nothing of forms or reports.

>>> normalise("（一） 予以公开")
'(一)予以公开'
>>> parse_cell("１,６００件").number
1600
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

__all__ = [
    "CellText",
    "Kind",
    "chinese_number",
    "clean",
    "normalise",
    "parse_cell",
    "print_number",
    "simplify",
    "unradical",
]

# CJK radicals supplement: PDF text layers use them for whole characters; NFKC leaves them alone.
_RADICALS = str.maketrans(
    "⺀⺁⺃⺅⺈⺊⺌⺗⺙⺠⺡⺣⺤⺨⺩⺫⺬⺮⺯⺳⺶⺷⺸⺻⺼⻁⻂⻄⻅⻆⻇⻈⻉⻋⻌⻐⻑⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
    "冫厂乚亻刀卜小心攵民氵灬爫犭王目示竹糸网羊羊羊聿月虎衤西见角角讠贝车辶金长长门阝雨青韦页风飞食食食饣马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
)
_RADICAL = re.compile("[\u2e80-\u2fdf]")
_TRADITIONAL = str.maketrans(
    "万與專業豐爲為舉於衆眾優會體關內决決況减減辦務動區單發臺號後国國場處備復複覆頭審寬對導屬庫廢"
    "開强強歸當錄録態總执執護报報據数數無機權條構欄檔檢沒测測點現监監確礙祕穩類糾約级級納組織經結"
    "繼續維繳網罰範獲补補規計認訓議許訟設訪評訴詢說説請調責賬購費資轉載過運這进進適採銷問閱队隊項領"
    "題額製徵佈裡裏係傳縣鄉鎮鐵衛環營農漁業稅財員廳衞電話郵時間負聯繫實際",
    "万与专业丰为为举于众众优会体关内决决况减减办务动区单发台号后国国场处备复复复头审宽对导属库废"
    "开强强归当录录态总执执护报报据数数无机权条构栏档检没测测点现监监确碍秘稳类纠约级级纳组织经结"
    "继续维缴网罚范获补补规计认训议许讼设访评诉询说说请调责账购费资转载过运这进进适采销问阅队队项领"
    "题额制征布里里系传县乡镇铁卫环营农渔业税财员厅卫电话邮时间负联系实际",
)
_IS_TRADITIONAL = re.compile(f"[{''.join(chr(c) for c in _TRADITIONAL if c != _TRADITIONAL[c])}]")
_TO_CLEAN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00a0\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff]"
)
_INVISIBLE = re.compile("[\u200b-\u200f\u2028-\u202e\u2060\ufeff\u00ad]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_QUOTES = str.maketrans("“”「」『』＂〝〞‘’﹝﹞〔〕【】．﹒", '"""""""""\'\'()()[]..')
_HAS_QUOTES = re.compile(f"[{''.join(map(chr, _QUOTES))}]")


def unradical(text: str) -> str:
    """Turn Kangxi and CJK radicals (as PDF text layers write them) into the characters meant.

    One character stays one character, so offsets keep.
    """
    if not _RADICAL.search(text):
        return text
    return "".join(_kangxi(c) for c in text).translate(_RADICALS)


def _kangxi(c: str) -> str:
    if not "\u2f00" <= c <= "\u2fdf":
        return c
    # the radical of 户 decomposes to its Traditional form, which Simplified text never means
    return "户" if c == "\u2f3e" else unicodedata.normalize("NFKC", c)


def simplify(text: str) -> str:
    """Turn the Traditional characters of labels and headings into Simplified ones.

    Only what the form's own words need; machine conversion makes 檔案 of 文件, 資訊 of 信息.
    """
    if not _IS_TRADITIONAL.search(text):  # to translate takes ten times as long as to look
        return text
    return text.replace("檔案", "文件").replace("資訊", "信息").translate(_TRADITIONAL)


def normalise(text: str) -> str:
    """Return the form in which labels and headings are compared.

    NFKC, CJK radicals to characters, no white space, one kind of quotes and brackets.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", unradical(_INVISIBLE.sub("", text)))
        if _HAS_QUOTES.search(text):
            text = text.translate(_QUOTES)
    return "".join(_CONTROL.sub("", text).split())


def clean(text: str) -> str:
    """Drop invisible and control characters and white space at the ends; keep the rest."""
    if _TO_CLEAN.search(text):
        text = _CONTROL.sub("", _INVISIBLE.sub("", text)).replace("\u00a0", " ")
    return text.strip(" \t\r\n\u3000")


class Kind(StrEnum):
    """What stands in a cell."""

    NUMBER = "number"
    BLANK = "blank"
    SLASH = "slash"
    DASH = "dash"
    WORD = "word"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class CellText:
    """What one cell says: a number, or why it is none; `text` is what stood there."""

    number: int | Decimal | None
    kind: Kind
    text: str

    @property
    def plain(self) -> bool:
        """Whether the text is just the number as it would be printed."""
        return self.number is not None and self.text == print_number(self.number)


_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {
    "〇": 0, "○": 0, "两": 2, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7,
    "捌": 8, "玖": 9}  # fmt: skip
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_BIG = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_HAN_NUMBER = re.compile("[零〇○一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟萬億]+")

# raised, lowered and encircled digits: the mark of a note, so 12¹ is not 121
_NOTE = re.compile("[\u00b2\u00b3\u00b9\u2070-\u209f\u2460-\u24ff\u2776-\u2793\u3200-\u33ff]")

_MEASURE = "(?:件次|批次|人次|件|宗|份|条|次|项|个|起|批|元)"
_ARABIC = re.compile(rf"([+-]?)(\d{{1,3}}(?:,\d{{3}})+|\d+)(\.\d+)?(万|亿)?({_MEASURE})?[。.;]?")
# 12.5万 and 12.5万元 in a column in 万元 are 12.5; 1.2亿元 are 12000.
_HUNDREDS_OF_MILLIONS = {None: 1, "万": 1, "亿": 10**4}
_HAN_CELL = re.compile(rf"({_HAN_NUMBER.pattern})({_MEASURE})?")
_APART = re.compile(r"[\d.,．，]\s+[\d.,．，]")  # two figures, or one with a blank inside
_ILLEGIBLE = "\ufffd"  # what readers write for a character that cannot be told
_CHANGE = re.compile(rf"(增加|新增|增|减少|减)(\d+){_MEASURE}?")
_NO_CHANGE = {"未增未减", "无增减", "不增不减", "无变化", "没有变化", "未变化"}


def chinese_number(text: str) -> int | None:
    """Return the number written in Chinese characters, or None.

    Accepts positional (二〇二四) and multiplicative (一千二百零三) writing.

    >>> chinese_number("一千二百零三"), chinese_number("二〇二四")
    (1203, 2024)
    """
    if not _HAN_NUMBER.fullmatch(text):
        return None
    if all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total = section = digit = 0
    for c in text:
        if c in _DIGITS:
            digit = _DIGITS[c]
        elif c in _UNITS:
            section += (digit or 1) * _UNITS[c]
            digit = 0
        else:
            total = (total + section + digit) * _BIG[c]
            section = digit = 0
    return total + section + digit


def print_number(number: int | Decimal) -> str:
    """Print a number as a cell shows it: no exponent, no thousands separator."""
    return str(number) if isinstance(number, int) else format(number, "f")


@lru_cache(maxsize=8192)  # the same few texts fill most cells of most reports
def parse_cell(text: str, holds: str = "count") -> CellText:  # noqa: PLR0911  one a kind
    """Say what a cell holds, without changing what stood there.

    Parameters
    ----------
    text
        The cell as written.
    holds
        What the cell may hold (see `reportkit.form.Cell`): money stays a decimal.

    Returns
    -------
    CellText
        `number` is an int for whole counts, a Decimal otherwise; None where no number stands.

    Notes
    -----
    Full-width digits, thousands separators, a unit behind (件, 万元 …), Chinese numerals, signs
    and 增加5 are read; anything else in the cell makes it a word.  Nothing ever becomes 0 but a
    written zero, and 未增未减 in a cell for a change.  White space between digits may part two
    figures or group one, so these are a word; U+FFFD for a character makes a cell unreadable.

    Units: ``money`` is in 万元, so 12500元 reads as 1.25; ``amount`` is in 元 where the cell
    names a unit (25.1万元 reads as 251000), else as printed.
    """
    raw = clean(text)
    if _ILLEGIBLE in raw:
        return CellText(None, Kind.UNREADABLE, raw)
    if _APART.search(raw):
        return CellText(None, Kind.WORD, raw)
    plain = normalise(raw)
    number = None if _NOTE.search(raw) else _number(plain, holds)
    if number is not None:
        return CellText(number, Kind.NUMBER, raw)
    if not plain or plain in {"&nbsp;", "&nbsp"}:
        return CellText(None, Kind.BLANK, "")
    if set(plain) <= set("/\\"):
        return CellText(None, Kind.SLASH, raw)
    if set(plain) <= set("-—–―_－−"):
        return CellText(None, Kind.DASH, raw)
    return CellText(None, Kind.WORD, raw)


def _number(plain: str, holds: str) -> int | Decimal | None:
    if plain.isascii() and plain.isdigit():
        return Decimal(plain) if holds in {"money", "amount"} else int(plain)
    value = _arabic(plain.replace("−", "-"), holds)
    if value is None and (match := _HAN_CELL.fullmatch(plain)):
        counted = chinese_number(match[1])
        value = None if counted is None else Decimal(counted)
    if value is None and holds == "delta":
        value = _change(plain)
    if value is None or holds in {"money", "amount"}:
        return value
    return int(value) if value == value.to_integral_value() else value


def _arabic(plain: str, holds: str) -> Decimal | None:
    match = _ARABIC.fullmatch(plain)
    if not match:
        return None
    sign, whole, fraction, big, measure = match.groups()
    value = Decimal(sign + whole.replace(",", "") + (fraction or ""))
    if holds == "money":
        return value / 10**4 if measure == "元" and not big else value * _HUNDREDS_OF_MILLIONS[big]
    return value * _BIG[big] if big else value


def _change(plain: str) -> Decimal | None:
    if plain in _NO_CHANGE:
        return Decimal(0)
    match = _CHANGE.fullmatch(plain)
    if not match:
        return None
    return Decimal(match[2]) if match[1] in {"增加", "新增", "增"} else -Decimal(match[2])
