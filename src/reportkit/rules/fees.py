"""The fee for handling requests (信息处理费), section six: NA-11 to NA-14.

Since 2021 section six tells how many notices were sent, the money in them and the money
collected, none of it included.  Amounts are in 元.

>>> [rule.id for rule in RULES]
['NA-11', 'NA-12', 'NA-13', 'NA-14']
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportkit.claims import Claim, Exactness, Metric, Year, is_about_fees, read_claims
from reportkit.finding import Severity
from reportkit.rules._prose import ordinal, squeeze
from reportkit.rules._rule import Case, Fault, Verdicts, rule
from reportkit.rules._scope import since_2021
from reportkit.rules._statements import row_total, shown

if TYPE_CHECKING:
    from decimal import Decimal

__all__ = ["RULES"]

_FEES = 6  # the section that tells the fee
_OTHER_WORDS = re.compile("收费|费用|收取")
_NOTHING_ELSE_FIRST = re.compile(
    "(?:无|没有|暂无)[^。]{0,8}其他[^。]{0,4}(?:需要|需|应)?报告[^。]{0,4}事项[,;]"
)
_PAGE, _PIECE = 10, 100  # 元: the least price per page and per application


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What section six tells of the fee, each as its claim or None."""

    notices: Claim | None
    notified: Claim | None
    collected: Claim | None

    @property
    def any(self) -> Claim | None:
        """The first of the three that is told."""
        return self.notices or self.notified or self.collected


def _told(case: Case) -> _Told:
    claims = [c for c in read_claims(case.report) if c.section == _FEES and c.year is Year.THIS]

    def first(metric: Metric) -> Claim | None:
        return next((c for c in claims if c.metric is metric), None)

    return _Told(
        notices=first(Metric.NOTICES),
        notified=first(Metric.NOTIFIED),
        collected=first(Metric.COLLECTED),
    )


def _text(case: Case) -> str | None:
    section = case.report.section(_FEES)
    return None if section is None else squeeze(_FEES, section.text).text


@rule("NA-11")
def fee_told(case: Case) -> Verdicts:
    """Section six tells about the fee, also where there was none.

    Where the fee is told in another section, or in other words, it is a hint.

    Wrong: 六、其他需要报告的事项：无.
    Right: 发出收费通知0件，总金额0元，实际收取0元.
    """
    text = _text(case)
    if not since_2021(case) or text is None or is_about_fees(text):
        return
    if _OTHER_WORDS.search(text) and _told(case).any:
        return
    elsewhere = [s.no for s in case.report.sections
                 if "处理费" in squeeze(s.no, s.text).text and s.no != _FEES]  # fmt: skip
    where = f"，{ordinal(elsewhere[0])}写到了，请移到第六部分" if elsewhere else ""
    message = f"第六部分没有报告信息处理费的情况{where}；没有收取的也要写明。"
    section = case.report.section(_FEES)
    quote = section.text.strip() if section and len(section.text.strip()) < 120 else None
    severity = Severity.INFO if elsewhere else None
    yield Fault(message=message, section=_FEES, quote=quote or None, severity=severity)


@rule("NA-12")
def fee_parts(case: Case) -> Verdicts:
    """Notices, money in them and money collected are all told and fit together.

    Figures that contradict each other are warned of, and money collected without a notice told.
    Where nothing was charged and only that is said, the lacking parts are a hint.

    Wrong: 实际收取380元, neither notices nor their amount told.
    Right: 发出收费通知1件，金额380元，实际收取380元.
    """
    text = _text(case)
    if not since_2021(case) or text is None or not is_about_fees(text):
        return
    told = _told(case)
    wrong = _contradiction(told)
    if wrong:
        yield wrong
        return
    yield from _lacking(case, told, text)


def _contradiction(told: _Told) -> Fault | None:
    notices, notified, collected = (
        c.number if c and c.exactness is Exactness.EXACT else None
        for c in (told.notices, told.notified, told.collected)
    )
    message, claim = "", told.collected or told.notified
    if collected and notified is not None and collected > notified:
        message = f"实际收取{shown(collected)}元，多于收费通知的总金额{shown(notified)}元"
    elif collected and notices == 0:
        message = f"实际收取{shown(collected)}元，收费通知却是0件"
    elif notified and notices == 0:
        message, claim = f"收费通知0件，总金额却是{shown(notified)}元", told.notified
    elif notices and notified == 0:
        message, claim = f"收费通知{shown(notices)}件，总金额却是0元", told.notified
    if not message or claim is None:
        return None
    return Fault(
        message=f"第六部分写{message}。",
        section=_FEES,
        quote=claim.quote,
        expected=notified,
        found=notices if collected is None else collected,
    )


def _lacking(case: Case, told: _Told, text: str) -> Verdicts:
    wanted = (
        ("收费通知的件数", told.notices),
        ("通知的总金额", told.notified),
        ("实际收取的金额", told.collected),
    )
    lacking = [name for name, claim in wanted if claim is None]
    disordered = _NOTHING_ELSE_FIRST.search(text)
    if not lacking and not disordered:
        return
    first = told.any
    message = f"第六部分没有写{'、'.join(lacking)}" if lacking else "第六部分"
    if lacking and not any(c.number for c in (told.notified, told.collected) if c):
        message += "，没有发生的写0"
    if disordered:
        message += ("；" if lacking else "") + "“没有其他需要报告的事项”宜放在信息处理费之后"
    charged = told.collected is not None and told.collected.number > 0
    severity = None if charged and told.notices is None else Severity.INFO
    section = case.report.section(_FEES)
    quote = first.quote if first else (section.text.strip() if section else None)
    yield Fault(
        message=f"{message}。",
        section=_FEES,
        quote=quote,
        found="、".join(lacking) or None,
        severity=severity,
    )


@rule("NA-13")
def lapsed_unpaid(case: Case) -> Verdicts:
    """Requests closed because a fee was not paid need the notices told in section six.

    A notice of late last year may lapse this year, so a small lack is possible; it still needs
    a word.

    Wrong: 203 requests closed unpaid, section six says that no fee arose.
    Right: 203 requests closed unpaid, 205 notices sent.
    """
    side = row_total(case, "R3_6_2")
    text = _text(case)
    if side is None or text is None or not since_2021(case):
        return
    if side.number is None:
        if case.is_unread(*side.cells):
            yield side.undecided(case)
        return
    notices = _told(case).notices
    if not side.number or (notices and notices.number >= side.number):
        return
    if notices is None and (first := _told(case).collected) and first.number:
        return  # NA-12 asks for the number of notices
    said = f"只写了收费通知{shown(notices.number)}件" if notices else "没有写相应的收费通知"
    message = f"{side.place}为{shown(side.number)}件，第六部分{said}。"
    first = _told(case).any
    yield Fault(
        message=message,
        cells=side.cells,
        section=_FEES,
        quote=first.quote if first else None,
        expected=f"不少于{shown(side.number)}件",
        found=notices.number if notices else None,
    )


@rule("NA-14")
def fee_amounts(case: Case) -> Verdicts:
    """Every amount of the fee is a multiple of ten 元, of a hundred where charged per request.

    Wrong: 实际收取信息处理费385元.
    Right: 68 pages: (68−30)×10 = 380元.
    """
    text = _text(case)
    if not since_2021(case) or text is None:
        return
    step = _PIECE if "按件" in text and "按量" not in text and "页" not in text else _PAGE
    seen: set[int | Decimal] = set()
    for claim in read_claims(case.report):
        is_amount = claim.metric in {Metric.NOTIFIED, Metric.COLLECTED} and claim.section == _FEES
        exact = claim.exactness is Exactness.EXACT and claim.number not in seen
        if not is_amount or not exact or claim.number % step == 0:
            continue
        seen.add(claim.number)
        what = "通知的金额" if claim.metric is Metric.NOTIFIED else "实际收取的金额"
        by = "按件计收的" if step == _PIECE else ""
        message = f"第六部分写{what}{shown(claim.number)}元，{by}信息处理费应当是{step}元的整数倍。"
        yield Fault(message=message, section=_FEES, quote=claim.quote,
                    expected=f"{step}元的整数倍", found=claim.number)  # fmt: skip


RULES = (fee_told, fee_parts, lapsed_unpaid, fee_amounts)
