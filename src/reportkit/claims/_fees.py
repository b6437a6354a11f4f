"""Claims about 信息处理费: notices sent, money in them, money collected, or none of it.

Postage and copies, and 行政事业性收费 as a whole, are other money.  Amounts are in 元.

>>> [(c.metric.value, c.number) for c in fee_claims(teller, sentence)]  # doctest: +SKIP
[('fee notices', 1), ('fee notified', 380), ('fee collected', 380)]
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportkit.claims._claims import Claim, Metric
from reportkit.claims._mentions import stated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportkit.claims._mentions import Mention, Teller
    from reportkit.claims._sentences import Sentence

__all__ = ["fee_claims", "is_about_fees"]

_ABOUT = re.compile(
    "信息处理费|处理费|收费通知|缴费通知|公开[^,;。]{0,8}(?:费用|收费|费)|收取[^,;。]{0,6}费"
)
_OTHER_MONEY = re.compile(
    "邮寄|邮费|邮资|复印|工本|材料费|快递|行政事业性|预算|决算|经费|补贴|采购|罚款|罚没"
)
_PIECES = frozenset(("件", "份", "次", "个", "张", "笔", "起", "宗", "人次", ""))
_NOTICE = re.compile(
    "(?:收费|缴费|处理费|费用)(?:的)?(?:通知|告知)(?:书|单)?|通知(?:书|单)?(?:的)?(?:件数"
    "|份数|数量)|发出[^,;。]{0,10}通知"
)
_NOTICE_BEHIND = re.compile("(?:政府信息公开)?(?:信息处理费)?(?:的)?(?:收费|缴费)(?:通知|告知)")
_COLLECTED = re.compile("实际|实收|已收|收到|实缴|缴纳|到账|入库|上缴|收取|收缴")
_NOTIFIED = re.compile(
    "总金额|总额|金额|应收|应缴|应当收取|拟收|核定|通知[^,;。]{0,6}(?:收取|收费|缴纳)"
)
_ALL_ZERO = re.compile("(?:均|都|皆|分别)(?:为)?(?:0|零)(?!\\d|\\.\\d)")
_NO_NOTICE = re.compile(
    "(?:未(?!按)|没有|无|没|零)(?:发出|出具|开具|下达|制发|发放|发送|产生|有|发过|作出"
    "|任何|信息处理费|的)*(?:收费|缴费)通知"
)
_NO_COLLECTED = re.compile(
    "(?:未|没有?|无|不存在|零|从未|免于|不)(?:向[^,;。]{0,12})?(?:实际)?(?:收取|收缴"
    "|收)[^,;。]{0,24}(?:费|收费|费用)"
    "|(?:费用?|收费)[^,;。\\d]{0,8}(?:未收取|没有收取|无收取|未收|零收取)|免费提供"
    "|收取[^,;。\\d]{0,12}费[^,;。\\d]{0,8}(?:无|零)"
)
_NO_FEE = re.compile(
    "(?:未|没有?|无|不存在|零|不|均未)(?:有|实际|需|因|[^,;。\\d]{0,14})?(?:产生|发生"
    "|涉及|出现)[^,;。\\d]{0,20}(?:费|收费|费用)"
    "|(?:处理费|收费)[^,;。\\d]{0,12}(?:未产生|未发生|没有发生|没有产生|无|为零|:无)(?=[,;。]"
    "|情况|$)|无(?:政府信息公开)?信息处理费"
)


def is_about_fees(text: str) -> bool:
    """Whether a text speaks of the fee at all.

    >>> is_about_fees("未收取信息处理费。")
    True
    """
    return bool(_ABOUT.search(text))


def fee_claims(teller: Teller, sentence: Sentence) -> Iterator[Claim]:
    """Yield the claims about the fee that a sentence makes, figures first."""
    follows = sentence.follows
    before = follows.text if follows else ""
    if "费" not in sentence.text and "费" not in before:
        return
    if not (_ABOUT.search(sentence.text) or (sentence.quantities and _ABOUT.search(before))):
        return
    told: set[Metric] = set()
    zero = _ALL_ZERO.search(sentence.text)
    if zero and "金额" in sentence.text[: zero.start()]:
        yield from _worded(teller, sentence, told)
        return
    for mention in stated(teller, sentence):
        metric = _metric(mention)
        if metric is not None:
            told.add(metric)
            yield teller.claim(mention, metric)
    yield from _worded(teller, sentence, told)


def _metric(mention: Mention) -> Metric | None:
    before, after, unit = mention.before, mention.after, mention.quantity.unit
    clause = mention.lead[max(mention.lead.rfind(stop) for stop in ",;。") + 1 :]
    if _OTHER_MONEY.search(clause + after):
        return None
    if unit == "元":
        return _money(clause)
    if unit in _PIECES and (_NOTICE.search(before) or _NOTICE_BEHIND.match(after)):
        return None if re.search("逾期|未缴|不再处理|撤销", before) else Metric.NOTICES
    return None


def _money(clause: str) -> Metric | None:
    """Say whether an amount was notified or collected, by its clause."""
    found = [(m.end(), Metric.NOTIFIED) for m in _NOTIFIED.finditer(clause)]
    found += [(m.end(), Metric.COLLECTED) for m in _COLLECTED.finditer(clause)]
    by_amount = found and "金额" in clause and "收取" not in clause
    if re.search("实际|实收|实缴|已收", clause):
        return Metric.COLLECTED
    if re.search("应收|应缴|总金额|通知", clause) or by_amount:
        return Metric.NOTIFIED
    if not found and re.search("费用?(?:共|共计|合计|为|是|:)*$", clause):
        return Metric.COLLECTED
    return max(found)[1] if found else None


def _worded(teller: Teller, sentence: Sentence, told: set[Metric]) -> Iterator[Claim]:
    text = sentence.text
    found: list[tuple[re.Match[str], tuple[Metric, ...]]] = []
    everything = (Metric.NOTICES, Metric.NOTIFIED, Metric.COLLECTED)
    if not told and (match := _ALL_ZERO.search(text)):
        found.append((match, everything))
    if match := _NO_NOTICE.search(text):
        found.append((match, (Metric.NOTICES, Metric.NOTIFIED)))
    if match := _NO_FEE.search(text):
        found.append((match, everything))
    if match := _NO_COLLECTED.search(text):
        found.append((match, (Metric.COLLECTED,)))
    for match, metrics in found:
        for metric in metrics:
            if metric not in told:
                told.add(metric)
                yield teller.told(sentence, metric, 0, match.span())
