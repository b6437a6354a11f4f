"""Shares and changes: 占63.6%, 较上年增加4件, 同比增长57.14%, 上年为7件.

Each belongs to the figure next to it; a rate that belongs to an unknown figure is no claim.

>>> [(c.metric, c.number) for c in change_claims(teller, sentence, told)]  # doctest: +SKIP
[(<Metric.GROWTH: 'growth'>, Decimal('57.14'))]
"""

from __future__ import annotations

import dataclasses
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from reportkit.claims._claims import Claim, Metric, Scope, Year
from reportkit.claims._mentions import mentions
from reportkit.claims._outcomes import outcomes_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportkit.claims._mentions import Mention, Teller
    from reportkit.claims._sentences import Sentence

__all__ = ["change_claims", "is_change"]

_UP = re.compile("增加|增长|上升|提高|多|新增|增")
_DOWN = re.compile("减少|下降|降低|少|减|回落")
_DIRECTION = "(?:增加|增长|上升|提高|多|增|减少|下降|降低|少|减|回落)"
_CHANGE = re.compile(
    f"(?:较|比|同比|与)[^,;。]{{0,16}}?{_DIRECTION}(?:了|率|幅度|幅|量|数|近|约|为|达|至少|超)*$|^(?:净)?{_DIRECTION}(?:了|率|幅度|幅|量|数|为|达)*$"
    f"|(?:同比|环比|增长率|增幅|降幅|{_DIRECTION}率)(?:为|达|是)*$|(?:申请|件|数|量){_DIRECTION}(?:了)?$"
)
_MOVES = frozenset("增多升提少减下降回比率幅")  # a change has one of them
_COMPARING = frozenset("较比与同上去相2")  # what a comparison with last year begins with
_LEVEL = re.compile(
    "(?<=[,(])(?:与|较|同|和|跟)(?:上年度?|去年|上一年度?|(?P<year>20\\d\\d)年度?)"
    "(?:同期|数量|总量)?(?:相比)?(?:基本)?持平"
)
# 是上年的2倍 is an increase by 100 %.
_TIMES = re.compile(
    "(?:是|为|达到?|达到了|相当于)(?:上年度?|去年|上一年度?|(?P<year>20\\d\\d)年度?)(?:同期|全年)?的$"
)
# Whose figure it is, where it stands elsewhere: 申请量同比增长5%，共收到11件.
_OF_REQUESTS = re.compile(
    "(?:公开申请|收到申请|依申请公开|^申请|^收件|^受理)(?:件|的)?(?:数|数量|件数|总数|总量|量)?"
    f"(?:与?20\\d\\d年度?相比|(?:较|比|与|同)[^,;。]{{0,8}}|同比|{_DIRECTION})"
)
_ALONE = re.compile(
    f"(?:其中)?(?:同比|(?:较|比|与)[^,;。]{{0,10}}?)(?:净)?{_DIRECTION}(?:了|约|近)?"
)
_SHARE = re.compile("(?:占比?|比例|占到|占总[^,;。]{0,10}|占[^,;。]{1,14})(?:的|为|约|达|达到)*$")
_LAST_YEARS = re.compile(
    "(?:较|比|与|同)?(?:上年度?|去年|上一年度?)(?:同期)?(?:的|为|是|有|全年)*"
    "|(?:较|相较于?|比|与|同)(?P<year>20\\d\\d)年度?(?:同期)?的?"
    "|(?P<other>20\\d\\d)年度?(?:同期|全年)?(?:为|是)"
)
_OTHER_BASE = re.compile("环比|月|季度|前年|平均|前[两三几]|历年|近[两三几]")
_OF_RECEIVED = re.compile("占[^,;。]{0,8}(?:新收|收到|收件|申请总|申请量|申请数|总申请)")


@lru_cache(maxsize=1024)
def is_change(mention: Mention) -> bool:
    """Whether a figure says by how much something changed, not how much there is."""
    before = mention.before
    return not _MOVES.isdisjoint(before) and bool(_CHANGE.search(before))


def is_last_year(mention: Mention) -> bool:
    """Whether a figure is last year's, told beside this year's: 上年为7件."""
    before = mention.before
    return before[:1] in _COMPARING and bool(_LAST_YEARS.fullmatch(before))


def change_claims(
    teller: Teller,
    sentence: Sentence,
    told: tuple[Claim, ...],
    earlier: tuple[Claim, ...] = (),
) -> Iterator[Claim]:
    """Yield shares and changes with the claim each belongs to.

    Parameters
    ----------
    teller
        Knows the report's year and organ.
    sentence
        Any sentence.
    told
        The claims in figures of the sentence.
    earlier
        Those of the sentence before it in the same paragraph.
    """
    by_start = {claim.start: claim for claim in told}
    level = _LEVEL.search(sentence.text) if "持平" in sentence.text else None
    before = [c for c in told if level and c.start < sentence.places[level.start()] and c.compares]
    if level and before and _is_last(teller, level["year"]):
        yield teller.told(sentence, Metric.CHANGE, 0, level.span(), base=before[-1])
    for mention in mentions(sentence):
        unit = mention.quantity.unit
        known = sentence.places[mention.quantity.start] in by_start
        if is_last_year(mention) and not known:
            told_year = _LAST_YEARS.fullmatch(mention.before)
            if told_year and not _is_last(teller, told_year["year"] or told_year["other"]):
                continue
            base = _neighbour(mention, by_start)
            if base is not None and base.year is Year.THIS and base.unit == unit:
                claim = teller.claim(mention, base.metric, base.about, base=base)
                yield dataclasses.replace(claim, year=Year.LAST)
        elif unit == "%" and _SHARE.search(mention.before):
            share = _share(teller, mention, by_start)
            if share is not None:
                yield share
        elif _is_growth(teller, mention) and teller.is_statement(mention.lead):
            base = _neighbour(mention, by_start) or _elsewhere(mention, told, earlier)
            change = _change(teller, mention, base)
            if change is not None:
                yield change


def _is_last(teller: Teller, year: str | None) -> bool:
    return year is None or year == str((teller.year or 0) - 1)


def _is_growth(teller: Teller, mention: Mention) -> bool:
    times = _TIMES.search(mention.before) if mention.quantity.unit == "倍" else None
    return _is_last(teller, times["year"]) if times else is_change(mention)


def _elsewhere(
    mention: Mention, told: tuple[Claim, ...], earlier: tuple[Claim, ...]
) -> Claim | None:
    """Return the figure of a change that names its subject, or goes on from the sentence before."""
    if _OF_REQUESTS.search(mention.before):
        found = [c for c in told if c.metric is Metric.RECEIVED] or [
            c for c in earlier if c.metric is Metric.RECEIVED
        ]
        return found[0] if len(found) == 1 else None
    alone = mention.lead == mention.before and _ALONE.fullmatch(mention.before)
    return earlier[0] if alone and len(earlier) == 1 else None


def _share(teller: Teller, mention: Mention, by_start: dict[int, Claim]) -> Claim | None:
    """Make the claim of a share: of the figure in front, or of the outcome that it names."""
    words = mention.before[: mention.before.rfind("占")]
    named = outcomes_at(words) if words else ("", "")
    facts: dict[str, object] = {}
    if named[0]:
        if named[1]:
            return None
        facts["about"] = named[0]
        base = None
    else:
        base = _neighbour(mention, by_start)
        if base is None or (words and not re.fullmatch("(?:约|数量|件数|分别|的|其|比例)*", words)):
            return None
        facts["about"] = base.about
    if _OF_RECEIVED.search(mention.before):
        facts.update(year=Year.THIS, scope=Scope.PART)
    return teller.claim(mention, Metric.SHARE, base=base, **facts)


def _change(teller: Teller, mention: Mention, base: Claim | None) -> Claim | None:
    """Make the claim of a change of a figure; times are told in percent, 1.5倍 as 50."""
    before = mention.before
    if (
        base is None
        or not (base.compares or base.metric is Metric.PUBLISHED)
        or base.year is not Year.THIS
    ):
        return None
    lead = mention.lead[max(mention.lead.rfind(stop) for stop in ";。") + 1 :]
    years = {int(year) for year in re.findall("(20\\d\\d)年", lead)}
    if _OTHER_BASE.search(before) or (teller.year and years - {teller.year, teller.year - 1}):
        return None
    down = bool(_DOWN.search(before)) and not re.search("增", before[-4:])
    number = -mention.quantity.number if down else mention.quantity.number
    decimals = mention.quantity.decimals
    if mention.quantity.unit == "倍":
        if down:
            return None
        number = 100 * (number - 1 if _TIMES.search(before) else number)
        decimals -= 2
    metric = Metric.GROWTH if mention.quantity.unit in {"%", "倍"} else Metric.CHANGE
    if metric is Metric.CHANGE and mention.quantity.unit != base.unit:
        return None
    claim = teller.claim(mention, metric, base=base)
    return dataclasses.replace(claim, number=number, decimals=decimals, year=Year.THIS)


def _neighbour(mention: Mention, by_start: dict[int, Claim]) -> Claim | None:
    """Return the claim of the figure before, skipping other shares and changes."""
    sentence = mention.sentence
    for earlier in reversed(mentions(sentence)[: mention.index]):
        if earlier.quantity.unit == "%" or is_change(earlier) or is_last_year(earlier):
            continue
        claim = by_start.get(sentence.places[earlier.quantity.start])
        if claim is not None and claim.year is Year.LAST:
            continue
        return claim
    return _ahead(mention, by_start)


def _ahead(mention: Mention, by_start: dict[int, Claim]) -> Claim | None:
    """Return the claim behind a change: 同比增长57.14%，达到11件 of the same subject."""
    later = mentions(mention.sentence)[mention.index + 1 : mention.index + 2]
    if not later or not re.fullmatch(
        ",?(?:达到?|为|共|共计|至)*", later[0].lead[mention.quantity.end :]
    ):
        return None
    return by_start.get(mention.sentence.places[later[0].quantity.start])
