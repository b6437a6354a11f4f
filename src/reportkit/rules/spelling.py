"""Slips of the pen in fixed terms: WD-07.

The terms and what is typed for what are data (``words/terms.toml``, ``words/lists.toml``).  Only
what cannot be right is reported: a term with one character replaced by one that sounds or looks
alike, a doubled character or word, and the listed slips.

>>> [rule.id for rule in RULES]
['WD-07']
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from reportkit.rules._prose import prose_of, squeeze
from reportkit.rules._rule import Case, Fault, Verdicts, rule
from reportkit.rules._spots import unnamed
from reportkit.rules._words import own_words, table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reportkit.prose import Prose

__all__ = ["RULES"]


@dataclass(frozen=True, slots=True)
class _Slip:
    """A slip at ``text[start:end]`` and what should stand there."""

    start: int
    end: int
    right: str


@rule("WD-07")
def slips(case: Case) -> Verdicts:
    """Fixed terms have no wrong, missing or doubled character.

    A word that only resembles a term is right (社会评价, 政务信息, 规定性文件), and so are doubled
    characters where two words meet (主动公开开展情况) or that people double (一一, 层层).  An
    office adds its own slips and its own right words in the profile.

    Wrong: 统计限自; 过程性性信息; 自觉接收社会皮衣.
    Right: 统计期限自; 过程性信息; 自觉接受社会评议.
    """
    words = case.profile.words
    own = tuple(words.get("slips", ())), tuple(words.get("allowed", ()))
    title = squeeze(0, case.report.title or "")
    for prose in (*((title,) if title.text else ()), *prose_of(case.report)):
        for slip in _slips(prose, *own):
            quote = prose.quote(slip.start, slip.end)
            yield Fault(
                message=f"“{quote}”有错字、漏字或者重字，应为“{slip.right}”。",
                section=prose.section,
                quote=quote,
                expected=slip.right,
                found=quote,
            )


def _without_overlaps(slips: Iterable[_Slip]) -> Iterator[_Slip]:
    """Keep the first and longest of slips that overlap."""
    last = 0
    for slip in sorted(slips, key=lambda s: (s.start, -s.end)):
        if slip.start >= last:
            last = slip.end
            yield slip


@lru_cache(maxsize=64)  # an editor checks after every change, mostly of another section
def _slips(prose: Prose, wrong: tuple[str, ...], allowed: tuple[str, ...]) -> tuple[_Slip, ...]:
    """Return the slips of a text; an office's own slips and right words lengthen the lists."""
    text = unnamed(prose.text)
    found = (*_listed_slips(prose.text, wrong), *_replaced(text), *_rigid(text),
             *_doubled(text), *_repeated(prose))  # fmt: skip
    right = _places_of(text, (*own_words("allowed"), *allowed)) if found else []
    kept = (
        slip for slip in found
        if not any(start < slip.end and slip.start < end for start, end in right)
    )  # fmt: skip
    return tuple(_without_overlaps(kept))


@lru_cache(maxsize=8)
def _alternation(words: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(set(words), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)))


def _places_of(text: str, words: tuple[str, ...]) -> list[tuple[int, int]]:
    return [match.span() for match in _alternation(words).finditer(text)]


def _listed_slips(text: str, wrong: tuple[str, ...]) -> Iterator[_Slip]:
    pattern, known = _known(wrong)
    for match in pattern.finditer(text):
        yield _Slip(match.start(), match.end(), known[match[0]])


@lru_cache(maxsize=8)
def _known(more: tuple[str, ...]) -> tuple[re.Pattern[str], dict[str, str]]:
    pairs = [entry.partition("=") for entry in (*own_words("slips"), *more)]
    known = {squeeze(0, slip).text: right for slip, _, right in pairs}
    return _alternation(tuple(known)), known


# --------------------------------------------------------------------- one character replaced
@cache
def _suspects() -> tuple[re.Pattern[str], dict[str, tuple[tuple[str, str], ...]]]:
    """Return the terms with one character typed for another, each with the term that was meant.

    They stand under the wrong character with its neighbour in the term, the one behind it or, at
    the end of a term, the one before it; the pattern finds what may be such a pair.
    """
    data = table("terms")
    terms = dict.fromkeys(data["terms"])
    spoils: dict[str, list[tuple[str, str]]] = {}
    for term in terms:
        for place, character in enumerate(term):
            for odd in data["confused"].get(character, ""):
                slip = term[:place] + odd + term[place + 1 :]
                if slip not in terms:
                    pair = slip[place : place + 2] if place + 1 < len(term) else slip[place - 1 :]
                    spoils.setdefault(pair, []).append((slip, term))
    firsts, seconds = ("".join(sorted(set(c))) for c in zip(*spoils, strict=True))
    pattern = re.compile(f"[{firsts}](?=[{seconds}])")
    return pattern, {pair: tuple(found) for pair, found in spoils.items()}


def _replaced(text: str) -> Iterator[_Slip]:
    pattern, spoils = _suspects()
    pairs = {text[match.start() : match.end() + 1] for match in pattern.finditer(text)}
    for slip, term in (found for pair in pairs & spoils.keys() for found in spoils[pair]):
        start = text.find(slip)
        while start >= 0:
            yield _Slip(start, start + len(slip), term)
            start = text.find(slip, start + 1)


@cache
def _rigid_pattern() -> re.Pattern[str]:
    """Return a pattern of each rigid term with any other character at one place inside."""
    starts: dict[str, list[str]] = {}
    for term in table("terms")["rigid"]:
        for place in range(1, len(term) - 1):
            head, tail = term[:place], term[place + 1 :]
            starts.setdefault(term[0], []).append(f"{head[1:]}(?!{term[place]})[一-鿿]{tail}")
    return re.compile("|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in starts.items()))


@cache
def _rigid_terms() -> tuple[tuple[str, ...], frozenset[str]]:
    data = table("terms")
    return tuple(data["rigid"]), frozenset(data["neighbours"])


def _rigid(text: str) -> Iterator[_Slip]:
    terms, neighbours = _rigid_terms()
    for match in _rigid_pattern().finditer(text):
        if match[0] in neighbours:
            continue
        near = (t for t in terms if len(t) == len(match[0]) and _one_apart(t, match[0]))
        yield _Slip(match.start(), match.end(), next(near))


def _one_apart(one: str, other: str) -> bool:
    return sum(a != b for a, b in zip(one, other, strict=True)) == 1


# --------------------------------------------------------------------- characters and words twice
_TWICE = re.compile(r"([一-鿿])\1")
# Doubled words of one character that are no reduplication, with what makes them right.
_LONE = re.compile(
    "(?<!目)的的(?![确士哥])|(?<!不)了了(?![之解结然望如])|在在(?<![存现所潜实正内外旨自]在在)(?![建线岗编职册校全此场案办])"
    "|与与(?<![参给授赠赋予付供]与与)(?!会)|性性(?![质别能格状命价])|和和(?<![总调饱共温缓谐中平]和和)(?![气睦谐平美解缓善])"
    "|制制(?<![机限体编法强控管]制制)(?=[度定])|罚罚(?![款没金单则])|局局(?<=[我本]局局)(?![长机属党领办部里内务级网直])"
    "|共共(?![产和同建享有])|是是(?<=[一二三四五六七八九]是是)|已已|将将(?<!麻将将)(?![来军])|未未(?!来)"
)


@cache
def _doubling() -> dict[str, tuple[tuple[str, int], ...]]:
    """Return for each character inside a term the terms and places where it stands."""
    inside: dict[str, list[tuple[str, int]]] = {}
    for term in dict.fromkeys(table("terms")["terms"]):
        for place in range(1, len(term) - 1):
            inside.setdefault(term[place], []).append((term, place))
    return {character: tuple(found) for character, found in inside.items()}


def _doubled(text: str) -> Iterator[_Slip]:
    inside = _doubling()
    for match in _TWICE.finditer(text):
        for term, place in inside.get(match[1], ()):
            start = match.start() - place
            if text.startswith(term[: place + 1] + term[place:], max(start, 0)) and start >= 0:
                yield _Slip(start, start + len(term) + 1, term)
                break
        else:
            if _LONE.match(text, match.start()):
                yield _Slip(match.start(), match.end(), match[1])


_WORD_TWICE = re.compile(r"([一-鿿]{2,8})\1")
# Two characters twice are right where the second begins another word: 政府信息信息化.
_GOES_ON = re.compile(
    "信息信息[化技系安中员网库科]|(?<=人民)政府政府[信采网门]|规范规范[性化]|公开公开[指目栏属范方时渠平透公日专]|管理管理[办规制条人局处科委员]"
    "|报告报告[格模人制]|部门部门[预决文动规网间职]|单位单位[名内]|工作工作[人要动]|文件文件[库柜名]|服务服务[对中局大事站指企]"
    "|解读解读[材稿方质]|机构机构[改职设编概]|政策政策[文解咨法措性吹问简宣]|行政行政[执处许审机权复强职规法裁事]|公示公示[栏牌期]"
    "|建设建设[工项局用单]|教育教育[局系部厅]|监督监督[管员电检]|财政财政[局预资信厅部]|发展发展[改规和]|民政民政[局部厅]|社会社会[评组公监保救主]"
    "|政务政务[服公新信]|安全安全[生]|平台平台[建运]|人员人员[管信名]|制度制度[化建]|标准标准[化]|技术技术[部支]|审查审查[意]|审核审核[把]"
    "|专栏专栏[名]|网络网络[安]|申请申请[人表书]|答复答复[书意]|培训培训[班会]|会议会议[纪]|(?<=[依合])法法|督查督查[室组]|考核考核[办结]"
    "|数据数据[共资中]|生态生态[环]|环境环境[保]|保障保障[性]|住房住房[和保公]|城乡城乡[建居]|卫生卫生[健院监]|应急应急[管预]"
)


def _repeated(prose: Prose) -> Iterator[_Slip]:
    """Yield words that stand twice in a row without anything between them."""
    for match in _WORD_TWICE.finditer(prose.text):
        word = match[1]
        broken = any(c.isspace() for c in prose.quote(match.start(), match.end()))
        if broken or len(set(word)) == 1 or word[0] == "一":
            continue
        if len(word) == 2 and _GOES_ON.match(prose.text, match.start()):
            continue
        yield _Slip(match.start(), match.end(), word)


RULES = (slips,)
