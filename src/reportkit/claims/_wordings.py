"""Claims about requests without a figure: 未收到申请, 无结转, 全部办结, 办结率100%.

What is said of deadlines (按时办结率100%, 答复率100%) is no claim about what is left over.

>>> [c.number for c in worded_claims(teller, sentence, ())]  # doctest: +SKIP
[0]
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportkit.claims._claims import Claim, Metric, Year
from reportkit.claims._outcomes import columns_named, outcomes_at
from reportkit.claims._requests import is_about_requests

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportkit.claims._mentions import Teller
    from reportkit.claims._sentences import Sentence

__all__ = ["worded_claims"]

_NONE = re.compile(
    "(?:未(?!经|按|及|能)|没有?(?!收取)|无(?!法|正当|条件|理由|偿))(?P<o>[^,;。:]{0,45}?)"
    "(?P<n>依申请(?:公开)?|申请(?!人|公开)|请求|申请公开)(?P<t>[^,;。:]*)"
)
_VERB = re.compile("^(?:再|曾|有)?(?:收到|接到|接收到?|收悉|受理|产生|发生|出现)?")
_NOT_WHOLE = re.compile(
    "答复|办理|办结|处理|逾期|超期|复议|诉讼|许可|因|撤回|补正|转|收取|缴|异议|援助"
    "|救助|予以|不予|部分|重复|投诉|举报|仲裁|听证"
    "|登记|延期|新增|其他(?!组织)|网络|信函|当面|线上|现场|邮|传真|复杂|大量|反复|批量"
    "|恶意|收费|费|结转|影响|以外|除"
)
_TAIL = re.compile(
    "(?:公开|政府信息|政务信息|信息|的|事项|案件|件|情况|情形|事宜|数|量|发生|业务|请求"
    "|需求|记录|工作|内容|或|、|和|申请)*$"
)
_ZERO = re.compile(
    "(?:申请|依申请公开)(?:的)?(?:政府信息|信息|件|事项|案件|数量|数|工作)*(?:均|实行"
    "|也|全年)?(?:为|是|:)?(?:零(?!散)|零报告|零申请|无)(?=[,;。)、]|$)"
    "|零申请|(?:依申请公开|公开申请)[^,;。\\d]{0,6}零报告"
)
_NO_CARRY = re.compile(
    "(?:无(?!法)|没有|未(?!办)|不存在|零)(?:需|须|要|发生|产生|有|任何|新增)*(?P<l>上年度?"
    "|上一年度?|去年)?(?:度)?(?:的)?(?:未办结)?"
    "(?:[^,;。\\d]{0,4})(?:结转|转结|转(?:入|至|到)?下|未办结(?=的?申请|件|事项|[,;。]))"
)
_NO_OUTCOME = re.compile(
    "(?:未(?:作出|产生|发生|出现|有)|没有(?:作出|发生|出现)?|无)(?P<k>不予公开|部分公开"
    "|无法提供|不予处理)(?=(?:的|政府信息|信息|决定|申请|情况|情形|件|答复|公开)*(?:[,;。、]|$))"
)
_ALL = re.compile(
    "(?P<a>均|全部|都|皆)已?(?P<w>(?:(?!申请)[^,;。\\d]){0,18}?)(?:办结|办理完毕|处理完毕|答复"
    "|回复|办理完成|办毕)(?P<t>[^,;。]*)"
)
_RATE = re.compile("(?P<w>[^,;。、]{0,8})办结率(?:均)?(?:为|达到|达|是|保持|实现|继续)*100%")
_ON_TIME = re.compile(
    "合法|依法|依规|规范|妥善|程序|按时|按期|及时|限时|法定|时限|期限|规定时间|当场|按规"
)
_SUBJECT = re.compile(
    "(?:所有|全部|收到|受理|各|上述|以上|对)[^,;。]{0,14}申请(?:公开)?(?:件|事项|案件)?[,]?$"
    "|申请(?:件|事项|案件)?$"
)
_OBJECT = re.compile(
    "(?:了)?(?:所有|全部)?(?:收到的)?(?:政府信息公开|信息公开|公开|依申请公开)的?申请"
)
_DUE = re.compile("到期|届期|届满|期满|应办结|应当办结")
_WHOLE = frozenset(
    (
        Metric.RECEIVED,
        Metric.WORKLOAD,
        Metric.HANDLED,
        Metric.CHANNEL,
        Metric.APPLICANT,
        Metric.CARRIED_IN,
    )
)


def worded_claims(teller: Teller, sentence: Sentence, told: tuple[Claim, ...]) -> Iterator[Claim]:
    """Yield what a sentence says of requests without a figure of its own.

    Parameters
    ----------
    teller
        Knows the report's year and organ.
    sentence
        Any sentence.
    told
        The claims in figures of the same sentence.
    """
    text = sentence.text
    if (
        "申请" not in text
        and "结转" not in text
        and "办结" not in text
        and not is_about_requests(sentence)
    ):
        return
    yield from _none_received(teller, sentence)
    if not is_about_requests(sentence):
        return
    for match in _NO_CARRY.finditer(text):
        lead = text[: match.start()]
        before = bool(match["l"]) or bool(
            re.search("(?:上年度?|去年)$|结转上年[^,;。]*$", lead + text[match.end() :][:3])
        )
        behind = text[match.end() : match.end() + 3]
        metric = Metric.CARRIED_IN if before or "上年" in behind else Metric.CARRIED_OUT
        yield _zero(teller, sentence, metric, match)
    for match in _NO_OUTCOME.finditer(text):
        key, rest = outcomes_at(match["k"])
        if key and not rest:
            yield _zero(teller, sentence, Metric.OUTCOME, match, about=key)
    yield from _all_answered(teller, sentence, told)


def _none_received(teller: Teller, sentence: Sentence) -> Iterator[Claim]:
    text = sentence.text
    for match in _NONE.finditer(text):
        words = match["o"]
        about_us = match["n"].startswith("依申请") or re.search("信息|公开", words + match["n"])
        if not about_us and not is_about_requests(sentence):
            continue
        if _NOT_WHOLE.search(words) or not _TAIL.fullmatch(match["t"]):
            continue
        if not _VERB.match(words) or "方式" in words:
            continue
        everybody = re.search("社会公众|社会各界|公众|群众|任何", words)
        kind = "" if everybody else columns_named(words)
        yield _zero(
            teller, sentence, Metric.APPLICANT if kind else Metric.RECEIVED, match, about=kind
        )
        return
    zero = _ZERO.search(text) if "零" in text or "无" in text else None
    if (
        zero
        and is_about_requests(sentence)
        and not re.search("复议|诉讼|许可", text[: zero.start()][-12:])
    ):
        yield _zero(teller, sentence, Metric.RECEIVED, zero)


def _zero(
    teller: Teller, sentence: Sentence, metric: Metric, match: re.Match[str], about: str = ""
) -> Claim:
    lead = sentence.text[: match.start()]
    clause = lead[max(lead.rfind(stop) for stop in ",;。:") + 1 :]
    carried = metric in {Metric.CARRIED_IN, Metric.CARRIED_OUT}
    return teller.told(
        sentence,
        metric,
        0,
        match.span(),
        about=about,
        year=Year.THIS if carried else teller.when(clause, lead),
        scope=teller.whose(lead),
    )


def _all_answered(teller: Teller, sentence: Sentence, told: tuple[Claim, ...]) -> Iterator[Claim]:
    text = sentence.text
    for match in _ALL.finditer(text):
        lead = text[: match.start()]
        if re.search("未|不|无", match["w"]) or "率" in match["t"] or not teller.is_statement(lead):
            continue
        clause = lead[max(lead.rfind(stop) for stop in ";。:") + 1 :]
        if _DUE.search(clause):
            continue
        if _covers_all(sentence, match, told):
            manner = match["a"] != "全部" and "全部" not in match["w"] and "办" not in match[0]
            on_time = manner and bool(_ON_TIME.search(match["w"]))
            about = "in time" if on_time else ""
            yield _zero(teller, sentence, Metric.ALL_ANSWERED, match, about=about)
            return
    rate = _RATE.search(text) if "办结率" in text else None
    if (
        rate
        and not _ON_TIME.search(rate["w"])
        and not _DUE.search(rate["w"])
        and not re.search("留言|信箱|热线|工单|提案|建议|诉求|信访|许可|审批|政务服务", text)
    ):
        yield _zero(teller, sentence, Metric.ALL_ANSWERED, rate)


def _covers_all(sentence: Sentence, match: re.Match[str], told: tuple[Claim, ...]) -> bool:
    """Whether 均 stands for every request that came in."""
    place = match.start()
    counted = [quantity for quantity in sentence.quantities if quantity.end <= place]
    counted = [quantity for quantity in counted if quantity.unit != "%"]
    if not counted:
        before = sentence.text[:place].rstrip("已")
        return bool(_SUBJECT.search(before) or _OBJECT.match(match["t"]))
    last = sentence.places[counted[-1].start]
    if any(claim.start == last and claim.metric in _WHOLE for claim in told):
        return True
    if "全部" in match[0] and not _ON_TIME.search(match["w"]):
        # 办结10件，均已全部办结 says that nothing is left
        return any(claim.start == last and claim.metric is Metric.ANSWERED for claim in told)
    incoming = {
        c.metric: c.number for c in told if c.metric in {Metric.RECEIVED, Metric.CARRIED_IN}
    }
    return len(incoming) > 1 and sum(incoming.values()) == counted[-1].number
