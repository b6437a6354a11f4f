"""A quantity with the words around it: what stands before and behind, which year, whose figure.

Here is decided what is no statement of fact about the year at all: plans, habits (每季度1篇),
figures inside quotation marks.  What is counted, the other modules say.

>>> mention.before, mention.after  # doctest: +SKIP
('全年新收政府信息公开申请', '')
"""

from __future__ import annotations

import dataclasses
import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING

from reportkit.claims._claims import Claim, Metric, Scope, Year
from reportkit.claims._shared import names_of

if TYPE_CHECKING:
    from decimal import Decimal

    from reportkit.claims._numbers import Quantity
    from reportkit.claims._sentences import Sentence

__all__ = ["Mention", "Teller", "clause_of", "mentions", "stated"]

_ASIDE = re.compile(r"\([^()]*\)")
_STOPS = ",;:。("
_NEXT_STOP = re.compile(r"[,;:。()、!?]")
_FILLER = re.compile(
    r"(?:其中|共计?|总计|合计|总数|总量|为|有|仅|只|计|数量|件数|均|也|即|达到?|\))*$"
)
_FILLER_BEGINS = frozenset("其共总合为有仅只计数件均也即达)")
_PLAN = re.compile(
    "下一步|下步|(?<![转入至到])下一?年(?!度?(?:继续|办理|结转))|明年|今后|力争|争取"
    "|计划(?!规划|总结|信息|类|执行|[0-9、和])|拟(?:于|在)|目标是"
    "|将(?:进一步|继续|力争|争取|组织|开展|不断|着力|加强|推动|推进|重点|新增|按照|把|通过)"
)
_HABIT = re.compile(
    r"每(?:个?(?:年|月|周|日|天|季度?|半年|次|件|条|篇|项)|[一两\d])[^,;。]{0,12}$|不少于$"
    r"|不得|至少$"
)
_MAYBE_NO_FACT = ("“", "每", "不少于", "不得", "至少")
_LAST = re.compile(
    r"(?:上年度?|去年|上一?年度|上一年|前一年)(?!度?(?:底|末)?(?:的)?(?:结转|转入|遗留"
    r"|转结|转来|未办结|未结|无结转|没有结转))"
)
_YEAR = re.compile(r"(?<!\d)(20\d\d)年")
_COMPARED = re.compile(r"(?:比|较|与|同|相比于?|对比)[^,;。]{0,2}$")
_MONTHS = re.compile(
    "上半年|下半年|前三季度|[一二三四1-4]季度|截[至止到]+(?:20\\d\\d年)?(?:\\d|1[01])月"
    "|(?<![\\d.至到~—–-])(?:[1-9]|1[0-2])月(?!\\d)"
)
_WHOLE_YEAR = re.compile(
    "1月(?:1日)?起?[至到~—–-]+(?:20\\d\\d年)?12月|1[至到~—–-]12月|12月(?:31日|底|末)"
    "|截[至止]到?(?:20\\d\\d年)?12月"
)
_MANY_YEARS = re.compile(
    r"历年|近[一二三四五两\d]+年|以来累计|[\d四]年以来|有史以来|自[^,;。]{0,12}以来"
)
_AREA = re.compile(
    r"全(?:市|区|县|州|省|旗|盟|镇|乡|街道?|系统|域)|(?:各级|下级|所辖|辖区|基层)(?:机关"
    r"|部门|单位|政府|行政机关)|市县两级|各(?:部门|单位|镇|乡|街道|县|区)"
)
_OFFICE = re.compile(
    r"[一二两三四五六七八九十\d]+[个家](?:部门|单位|乡镇|街道|镇)|[市区县州省镇]?本级|局?机关本级|局机关|(?:人民)?政府办(?:公室|公厅)?|(?:人民)?政府机关"
    r"|党政办(?:公室)?|(?:下属|所属|直属|二级)[^,;。]{0,8}(?:单位|机构)"
)
_OFFICE_WORDS = re.compile(
    "本级|机关|部门|单位|[个家](?:乡?镇|街道)|政府办|党政办|下属|所属|直属|二级"
)
_BODY = re.compile(
    r"[市区县州镇][\u4e00-\u9fff]{1,12}?(?:局|委|办|中心|分局|街道|镇|乡|开发区|新区)(?=共"
    r"|收到|受理|办理|新收|收办|\d)"
)
_GENERIC = re.compile(
    "20\\d\\d年度?|截[至止]?[^,;]*?(?:\\d+日|底|止|目前)|全年度?|本年度?|今年|年度|年内"
    "|年末|一年来|累计|共计?|总计|合计|总共"
    "|全[市县区镇乡州局街道]+|及时"
    "|依法|的|和|及|与|或|、|并|均|各|是|为|有|达|了|到"
)
# What an organ calls itself: to be taken out before words that are inside of it (中 of 我中心).
_SELF = re.compile(
    "我(?:中心|街道|单位|机关|[局镇乡委办站队街县区市州馆院所厅处会校旗])"
    "|本(?:中心|街道|单位|机关|[局级镇乡委办站队街馆院所厅处会校])+"
)
_ORGAN = re.compile(
    "[\\u4e00-\\u9fff]{1,8}?(?:局|委员会|管委会|委(?!会)|办公室|大队|执法中?队|镇|乡|街道办事处"
    "|街道|中心|人民政府)(?!部)"
)
_LONG = 60


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Mention:
    """A quantity and its surroundings in squeezed text."""

    sentence: Sentence
    quantity: Quantity
    before: str
    after: str
    lead: str
    aside: bool
    index: int


@lru_cache(maxsize=1024)
def mentions(sentence: Sentence) -> tuple[Mention, ...]:
    """Return the quantities of a sentence with what stands before and behind each."""
    if not sentence.quantities:
        return ()
    text, found = sentence.text, []
    flat = _ASIDE.sub(lambda match: "\x00" * len(match[0]), text) if "(" in text else text
    ends = {True: 0, False: 0}
    stops = [*(match.start() for match in _NEXT_STOP.finditer(text)), len(text)]
    for index, quantity in enumerate(sentence.quantities):
        aside = flat[quantity.start] == "\x00"
        shown = text if aside else flat
        found.append(
            Mention(
                sentence=sentence,
                quantity=quantity,
                before=_before(shown, ends[aside], quantity.start, inside=aside),
                after=text[quantity.end : stops[bisect_left(stops, quantity.end)]],
                lead=text[: quantity.start],
                aside=aside,
                index=index,
            )
        )
        ends[aside] = quantity.end
    return tuple(_shared_out(found) if "分别" in text else found)


@lru_cache(maxsize=1024)
def stated(teller: Teller, sentence: Sentence) -> tuple[Mention, ...]:
    """Return the mentions that state what was, not what shall be or usually is."""
    found = mentions(sentence)
    if not found or not teller.may_intend(sentence.text):
        return found
    return tuple(mention for mention in found if teller.is_statement(mention.lead))


def _shared_out(found: list[Mention]) -> list[Mention]:
    """Give each figure behind 分别 its name: 新收、办结申请分别为11件、10件."""
    for first in [mention for mention in found if "分别" in mention.before]:
        run = [first, *takewhile(_goes_on, found[first.index + 1 :])]
        head = first.lead[: len(first.lead) - len(first.before)]
        for mention, name in zip(run, names_of(first.before, len(run)), strict=False):
            found[mention.index] = dataclasses.replace(mention, before=name, lead=head + name)
    return found


def _goes_on(mention: Mention) -> bool:
    """Whether a figure directly follows the one before: 11件、10件和2件."""
    last = mention.sentence.quantities[mention.index - 1]
    between = mention.sentence.text[last.end : mention.quantity.start]
    return between in {"、", ",", "和", "及", "与", "以及"}


def _before(text: str, low: int, end: int, *, inside: bool) -> str:
    """Return the words before a number up to a stop; a bare 共 takes the clause before along."""
    start = max(low, _last_stop(text, low, end))
    words = text[start:end]
    if (
        not inside
        and start > low
        and (not words or words[0] in _FILLER_BEGINS)
        and _FILLER.fullmatch(words)
        and (words or text[start - 1] != ",")
    ):
        earlier = max(low, _last_stop(text, low, start - 1))
        start = earlier if earlier > low or not low else start
    joint = "、,;:)及和与" if start == low and low else "、,;:)"
    return text[start:end].replace("\x00", "").lstrip(joint)


def _last_stop(text: str, low: int, end: int) -> int:
    """Return the place behind the last stop of a stretch, 0 where it has none."""
    return max([text.rfind(stop, low, end) for stop in _STOPS]) + 1


def clause_of(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """Return the clause around a place: the sentence itself where it is short."""
    text = sentence.text
    if len(text) <= _LONG:
        return 0, len(text)
    left = max((text.rfind(stop, 0, start) for stop in ",;。:"), default=-1) + 1
    if start - left < 8 and left > 1 and text[left - 1] in ",:":
        left = max((text.rfind(stop, 0, left - 1) for stop in ",;。:"), default=-1) + 1
    right = _NEXT_STOP.search(text, end)
    return left, right.start() if right else len(text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """Turns mentions into claims for one report: its year, its organ and the organ's kind."""

    year: int | None
    agency: str
    whole_area: bool
    township: bool

    def is_statement(self, lead: str) -> bool:
        """Whether the words so far state what was, not what shall be or usually is."""
        if lead.count("“") > lead.count("”"):
            return False
        if self._tells_next_year(lead):
            return False
        return not (_PLAN.search(lead) or _HABIT.search(lead[-20:]))

    def may_intend(self, text: str) -> bool:
        """Whether any words of a sentence may be no statement: asked once for all its figures."""
        quoted_or_habit = any(word in text for word in _MAYBE_NO_FACT)
        return quoted_or_habit or self._tells_next_year(text) or bool(_PLAN.search(text))

    def _tells_next_year(self, text: str) -> bool:
        year = f"{self.year + 1}年" if self.year else "\n"
        return year in text and bool(re.search(rf"(?<!转)(?<!转[至入到]){year}(?!1月)", text))

    def claim(self, mention: Mention, metric: Metric, about: object = "", **facts: object) -> Claim:
        """Make the claim that a mention is, with year, scope and place."""
        quantity = mention.quantity
        number: int | Decimal = quantity.number
        return self.told(
            mention.sentence,
            metric,
            number,
            (quantity.start, quantity.end),
            about=about,
            unit=quantity.unit,
            exactness=quantity.exactness,
            decimals=quantity.decimals,
            **{
                "year": self.when(mention.before, mention.lead),
                "scope": self.whose(mention.lead),
                **facts,
            },
        )

    def told(
        self,
        sentence: Sentence,
        metric: Metric,
        number: int | Decimal,
        place: tuple[int, int],
        **facts: object,
    ) -> Claim:
        """Make a claim about a place of a sentence (squeezed offsets)."""
        start, end = place
        left, right = clause_of(sentence, start, end)
        return Claim(
            metric=metric,
            number=number,
            section=sentence.section,
            start=sentence.places[start],
            end=sentence.places[end - 1] + 1,
            sentence=sentence.raw(0, len(sentence.text)),
            quote=sentence.raw(left, right).strip(),
            **facts,  # type: ignore[arg-type]  # the remaining fields of Claim
        )

    def when(self, before: str, lead: str) -> Year:
        """Say which year a figure is about, by its clause and the sentence so far."""
        if "年" in before and _LAST.search(before):
            return Year.LAST
        if ("年" in before or "以来" in before) and _MANY_YEARS.search(before):
            return Year.OTHER
        clause = lead[max(lead.rfind(";"), lead.rfind("。")) + 1 :]
        part = ("月" in clause or "半年" in clause or "季度" in clause) and _MONTHS.search(clause)
        if part and not _WHOLE_YEAR.search(clause):
            return Year.OTHER
        if "年" not in lead:
            return Year.THIS
        told = [m for m in _YEAR.finditer(lead) if not self._is_aside(m, lead, before)]
        if not told or self.year is None:
            return Year.THIS
        behind = self.year - int(told[-1][1])
        return {0: Year.THIS, 1: Year.LAST}.get(behind, Year.OTHER)

    def _is_aside(self, match: re.Match[str], lead: str, before: str) -> bool:
        """Whether a year is only compared with, or the year from which cases were carried."""
        rest = lead[match.end() : match.end() + 6]
        if "结转" in rest or "转入" in rest:
            return True
        in_clause = match.start() >= len(lead) - len(before)
        return not in_clause and bool(_COMPARED.search(lead[: match.start()]))

    def whose(self, lead: str) -> Scope:
        """Say whom a figure covers, by the words in front of it."""
        area = [m for m in _AREA.finditer(lead) if not self._is_own_area(m[0])]
        office = []
        if _OFFICE_WORDS.search(lead):
            office += [m for m in _OFFICE.finditer(lead) if not self._is_own(m[0])]
        if self.whole_area:
            office += [m for m in _BODY.finditer(lead) if not self._is_own(m[0])]
        places = [(match.start(), Scope.AREA) for match in area]
        places += [(match.start(), Scope.OFFICE) for match in office]
        return max(places)[1] if places else Scope.ORGAN

    def narrowing(self, words: str, allowed: re.Pattern[str]) -> str:
        """Return what is left of words when time, organ and the allowed words are taken out.

        What is left makes the figure a part of the whole: 普通程序 in 普通程序行政处罚.
        """
        words = _SELF.sub("", words.replace(self.agency, "") if self.agency else words)
        return _GENERIC.sub("", _ORGAN.sub("", allowed.sub("", words)))

    def _is_own(self, name: str) -> bool:
        return name[-3:] in self.agency or (name[-2:] == "本级" and not self.whole_area)

    def _is_own_area(self, word: str) -> bool:
        if self.whole_area:
            return True
        return self.township and word[1] in "镇乡街"
