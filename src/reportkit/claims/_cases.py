"""Claims about 行政复议 and 行政诉讼 over disclosure: how many, how they ended, or none at all.

Cases that the organ decides for others (a bureau of justice reviews hundreds) are left alone: the
sentence or its paragraph must be about disclosure.

>>> [(c.about, c.number) for c in case_claims(teller, sentence)]  # doctest: +SKIP
[('A', 1), ('B+C', 0)]
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportkit.claims._claims import Claim, Metric, Scope
from reportkit.claims._mentions import mentions, stated
from reportkit.claims._requests import is_about_requests
from reportkit.claims._sentences import Sentence, Topic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportkit.claims._mentions import Mention, Teller

__all__ = ["case_claims"]

_ABOUT = re.compile("信息公开|政务公开|依申请|公开工作|公开申请|政府信息|公开类")
_AS_JUDGE = re.compile(
    "(?:审理|审结|代理|承办|受理|办理|备案|应诉)[^,;。]{0,6}(?:行政复议|行政诉讼|诉讼|复议)"
    "|作为(?:行政)?复议(?:机构|机关)|履行(?:行政)?复议职责"
)
_HAPPENED = re.compile(
    "(?:发生|引发|产生|涉及|被申请|被提起|未|无|没有|零)[^,;。]{0,16}(?:复议|诉讼|败诉)"
    "|^[^,;。]{0,6}(?:行政)?复议\\d"
)
_OTHER_WORK = re.compile("处罚|许可|执法|办案|案卷|强制|征收|拆迁")
_GROUP = re.compile(
    "(?P<B>(?:未经复议)?直接(?:起诉|提起[^,;。]{0,4}诉讼)|未经复议[^,;。]{0,4}诉讼)"
    "|(?P<C>(?:行政)?复议后[^,;。、]{0,6}(?:起诉|诉讼))"
    "|(?P<L>行政诉讼|诉讼|起诉|行政应诉)|(?P<A>行政复议|复议(?!机关|机构|决定|委员))"
)
_UNITS = frozenset(("件", "起", "宗", "次", "例", "个", "件次", "条", ""))
_COUNTED = re.compile(
    "(?:的|类|案件|案|申请|事项|数量?|总数|件|情况|政府信息公开|共计?|合计|总计|计|为"
    "|有|均|分别|各|发生|收到|[、和及与,])*$"
)
_ANY_CASE = re.compile(
    "出现|存在|任何|有关|相关|情况|公民|法人|其他组织|群众|公众|企业|个人|或者?|及其?"
    "|因|就|对|针对|关于|涉及|政府信息公开|信息公开|政务公开|公开|政府信息|信息|依申请"
    "|申请人?|工作|答复|不服|引发|引起|产生"
    "|发生|被|提起|收到|新|类|案件|领域|方面|事项|而|中|由|当事人|行政|受理|办理|备案"
    "|应诉|答辩|上述|其中|其|在|情况|接到|本|计|零|无|未|没"
)
_FIELDS = (
    (
        "open",
        re.compile(
            "(?:尚未|未|还未|没有)(?:审结|办结|结案)|(?:正在|尚在)(?:审理|办理|处理)|(?:审理"
            "|办理)中|未结"
        ),
    ),
    ("fix", re.compile("纠正|撤销|确认违法|责令|被变更|败诉|纠错")),
    ("other", re.compile("其他(?:结果|处理)?|终止|撤回|调解|和解|不予受理")),
    ("keep", re.compile("维持|驳回|胜诉")),
)
_VERB = re.compile("(?:[^,;]{0,14}(?:发生|收到|有|涉及|共|被提起|引发|产生|提起))?")
_CASES_BEHIND = re.compile("因?(?:政府信息公开|信息公开)?[^,;]{0,10}(?:复议|诉讼|起诉)")
_STILL_OPEN = re.compile(
    ",?(?:目前|年末|均|都)?(?:尚未审结|未审结|正在审理|正在办理|审理中|尚未结案)"
)
_UPHELD = re.compile(
    "(?:复议|诉讼|判决|裁判|审理)?(?:结果|决定)?(?P<all>均|全部|都|皆)?(?:已)?(?:被"
    "|获|予以|得到|为|是|依法|由[^,;。]{2,12}|复议机关|决定|结果"
    "|法院)*维持(?:原[^,;。]{0,10})?(?=[,;。)]|$)"
)
_NO_FIX = re.compile(
    "(?:零|无(?!法)|未(?!经|审|办|结)|没有|不存在)(?P<w>[^,;。\\d]{0,26}?(?:败诉|纠错"
    "|纠正|被?撤销|确认违法)[^,;。\\d]{0,16})"
)
_NO_CASE = re.compile(
    "(?:零|无(?!法|正当|被)|未(?!经|审|办|结|能)|没有|没(?!有)|不存在"
    "|不涉及)(?P<w>[^,;。\\d]{0,45}?(?:复议|诉讼|起诉)"
    "[^,;。\\d]{0,40}(?:,(?:(?:被)?提起|行政诉讼|也?[未无]|和|或|以及|亦)[^,;。\\d]{0,30})?)"
)
_NO_CASE_BEHIND = re.compile(
    "(?P<w>(?:行政)?(?:复议|诉讼)[^,;。\\d]{0,20}?)(?:均未发生|未发生|均无|均为零|为零"
    "|零发生|数为零|:无|情况:无)(?=[,;。]|$)"
)
_NOT_NONE = re.compile("败诉|纠|撤销|维持|逾期|新增|答辩|被诉案|异议|以外|除")


def case_claims(teller: Teller, sentence: Sentence) -> Iterator[Claim]:
    """Yield the claims about review and litigation that a sentence makes."""
    text = sentence.text
    if not ("复议" in text or "诉" in text or "纠错" in text) or not _is_about_us(sentence):
        return
    counted = []
    for mention in stated(teller, sentence):
        if mention.quantity.unit in _UNITS:
            counted += list(_counted(teller, mention))
    yield from counted
    yield from _upheld(teller, sentence, counted)
    yield from _none(teller, sentence)


def _is_about_us(sentence: Sentence) -> bool:
    text = sentence.text
    if _ABOUT.search(text):
        return True
    if _AS_JUDGE.search(text):
        return False
    if sentence.topic is Topic.NONE and _HAPPENED.search(text) and sentence.section:
        return True
    if _NO_CASE.search(text) and not _OTHER_WORK.search(text):
        return True
    by_heading = sentence.topic in {Topic.CASES, Topic.REQUESTS} or sentence.section == 4
    return by_heading or is_about_requests(sentence.follows)


def _groups(words: str) -> list[str]:
    """Return the groups of table four that words name, in order, each once."""
    found = []
    for match in _GROUP.finditer(words):
        name = "B+C" if match.lastgroup == "L" else str(match.lastgroup)
        if name not in found:
            found.append(name)
    return found


def _counted(teller: Teller, mention: Mention) -> Iterator[Claim]:
    """Yield the claims of one figure: a result, or the total of one group or of both."""
    if _is_of_others(mention):
        return
    item = mention.lead[max(mention.lead.rfind(stop) for stop in ";。") + 1 :]
    scope = {"scope": Scope.PART} if _registered(item) else {}
    before = mention.before
    field = _field(before, mention.after)
    if field:
        groups = _groups(mention.lead)
        if groups and not re.search("上年|去年", before):
            about = _with_field("A+B+C" if _joint(mention) else groups[-1], field)
            yield teller.claim(mention, Metric.CASE, about, **scope)
        return
    groups = _totals(teller, mention)
    if len(groups) > 1 and (not mention.quantity.number or "均" in before or "各" in before):
        for group in groups:
            yield teller.claim(mention, Metric.CASE, group, **scope)
    elif groups:
        if _STILL_OPEN.match(mention.sentence.text, mention.quantity.end) and len(groups) == 1:
            yield teller.claim(mention, Metric.CASE, _with_field(groups[0], "open"), **scope)
        yield teller.claim(mention, Metric.CASE, "+".join(groups), **scope)


def _totals(teller: Teller, mention: Mention) -> list[str]:
    """Return the groups whose cases a figure counts, by the words in front or behind."""
    before, after = mention.before, mention.after
    last = max((match.end() for match in _GROUP.finditer(before)), default=None)
    if last is not None:
        plain = _COUNTED.fullmatch(before[last:]) and "分别" not in before
        return _groups(before) if plain and not _is_narrow(teller, before) else []
    groups = _groups(after) if _VERB.fullmatch(before) and _CASES_BEHIND.match(after) else []
    return groups if len(groups) == 1 else []


def _is_of_others(mention: Mention) -> bool:
    """Whether the part of the sentence counts cases that the organ reviewed for others."""
    text, place = mention.sentence.text, mention.quantity.start
    end = text.find(";", place)
    part = text[text.rfind(";", 0, place) + 1 : end if end >= 0 else len(text)]
    begun = bool(_ABOUT.search(text[: text.rfind(";", 0, place) + 1]))
    elsewhere = bool(_ABOUT.search(text)) and not begun
    return not _ABOUT.search(part) and (elsewhere or bool(_AS_JUDGE.search(part)))


def _is_narrow(teller: Teller, before: str) -> bool:
    """Whether words in front make the cases a part: 土地类行政复议2件."""
    first = _GROUP.search(before)
    return bool(first and teller.narrowing(before[: first.start()], _ANY_CASE))


def _registered(before: str) -> bool:
    """Whether the figure is of cases filed with somebody, handled or argued: another count."""
    return bool(re.search("备案|答辩|应诉|出庭|报备", before))


def _field(before: str, after: str) -> str:
    """Say which result a number counts; the words before it win over those behind."""
    for words in (
        before,
        after[:10] if re.fullmatch("(?:其中|其余|另有?|还有|,|和|及)?", before) else "",
    ):
        for key, pattern in _FIELDS:
            if pattern.search(words):
                return key
    return ""


def _joint(mention: Mention) -> bool:
    """Whether the last total in front counted review and litigation together."""
    earlier = mentions(mention.sentence)[: mention.index]
    return any(len(_groups(m.before)) > 1 for m in earlier[-1:])


def _with_field(groups: str, field: str) -> str:
    return "+".join(f"{group}.{field}" for group in groups.split("+"))


def _upheld(teller: Teller, sentence: Sentence, counted: list[Claim]) -> Iterator[Claim]:
    text = sentence.text
    for match in _UPHELD.finditer(text):
        before = text[: match.start()].rstrip(",(:;")
        if not before or (before[-1] not in "件起宗次例个" and not match["all"]):
            continue
        part = max(text.rfind(";", 0, match.start()), text.rfind("。", 0, match.start()))
        ahead = [q for q in sentence.quantities if part < q.start < match.start()]
        totals = [c for c in counted if any(sentence.places[q.start] == c.start for q in ahead)]
        if not totals or totals[-1].start != sentence.places[ahead[-1].start]:
            continue
        totals = totals if match["all"] else [c for c in totals if c.start == totals[-1].start]
        groups = [c.about for c in totals if "." not in c.about and c.number and c.compares]
        if groups and len(groups) == len([c for c in totals if c.number]):
            yield teller.told(sentence, Metric.ALL_UPHELD, 0, match.span(), about="+".join(groups))


def _none(teller: Teller, sentence: Sentence) -> Iterator[Claim]:
    text = sentence.text
    for match in _NO_FIX.finditer(text):
        words = match["w"]
        parts = [*(["A"] if re.search("复议|纠错|纠正", words) else []),
                 *(["B", "C"] if re.search("败诉|诉讼", words) else [])]  # fmt: skip
        if parts and teller.is_statement(text[: match.start()]):
            about = "+".join(f"{part}.fix" for part in parts)
            yield _zero(teller, sentence, match, about)
    for match in (*_NO_CASE.finditer(text), *_NO_CASE_BEHIND.finditer(text)):
        if _NOT_NONE.search(match["w"]) or not teller.is_statement(text[: match.start()]):
            continue
        if _is_narrow(teller, match["w"]):
            continue
        for group in _groups(match["w"]):
            yield _zero(teller, sentence, match, group)


def _zero(teller: Teller, sentence: Sentence, match: re.Match[str], about: str) -> Claim:
    lead = sentence.text[: match.start()]
    clause = lead[max(lead.rfind(stop) for stop in ",;。:") + 1 :]
    return teller.told(
        sentence,
        Metric.CASE,
        0,
        match.span(),
        about=about,
        year=teller.when(clause + match[0], lead),
        scope=teller.whose(lead),
    )
