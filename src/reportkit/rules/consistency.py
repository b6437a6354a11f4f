"""The running text against itself and against last year's: NA-05, NA-06 and NA-19.

Lists must add up, the same thing must have one number, and growth must follow from last year's
figures.

>>> [rule.id for rule in RULES]
['NA-05', 'NA-06', 'NA-19']
"""

from __future__ import annotations

import re
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from reportkit.claims import Breakdown, Claim, Metric, Year, read_breakdowns, read_claims
from reportkit.finding import Severity
from reportkit.rules._previous import objection
from reportkit.rules._prose import ordinal
from reportkit.rules._rule import Case, Fault, Undecided, Verdicts, rule
from reportkit.rules._statements import apart, cells_side, claims_of, row_total, rows_total, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reportkit.claims import Part

__all__ = ["RULES"]

# From which share of its total on a list is meant as complete, by number of parts: (2, more).
_COMPLETE = (Decimal("0.8"), Decimal("0.6"))
_NEAR = Decimal("0.1")  # how far off a list may be that is not said to be one


_FLOW_WORDS = re.compile("办结|答复|结转|办理|转入|剩余|其余")


# ------------------------------------------------------------------------------------ lists
@rule("NA-05")
def lists(case: Case) -> Verdicts:
    """The parts of a list add up to its total, on every level.

    An openly partial list (主要包括, 等) may only not exceed its total.  One that lacks much, and
    does not say so, is a hint.  Kinds of applicants and channels are each a list of their own.

    Wrong: 主动公开52条，其中政策文件9条、机构信息6条、其他30条.
    Right: 主动公开45条，其中政策文件9条、机构信息6条、其他30条.
    """
    claims = read_claims(case.report)
    for found in read_breakdowns(case.report):
        exact = found.total.is_exact and all(part.quantity.is_exact for part in found.parts)
        if exact and _is_of_one_year(found, claims):
            yield from _list(found, claims)
    yield from _channels(case, claims)


def _is_of_one_year(found: Breakdown, claims: Iterable[Claim]) -> bool:
    inside = [
        c for c in claims if c.section == found.section and found.start <= c.start < found.end
    ]
    return all(claim.year is Year.THIS for claim in inside)


def _list(found: Breakdown, claims: tuple[Claim, ...]) -> Verdicts:
    by_kind = _kinds(found, claims)
    if by_kind is not None:
        for parts in by_kind:
            if len(parts) > 1 and sum(p.quantity.number for p in parts) != found.total.number:
                yield _wrong_sum(found, parts)
        return
    if found.fits or not found.parts:
        return
    over = found.sum > found.total.number
    if found.said and (over or (not found.partial and _is_complete(found))):
        yield _wrong_sum(found, found.parts)
    elif not found.said:
        off = apart(found.sum, found.total.number)
        if found.total.number and Decimal(off) / Decimal(found.total.number) <= _NEAR:
            yield _wrong_sum(found, found.parts)
    elif not found.partial and len(found.parts) > 1:
        yield _wrong_sum(found, found.parts, severity=Severity.INFO)


def _is_complete(found: Breakdown) -> bool:
    if found.closed:
        return True
    if len(found.parts) < 2 or not found.total.number:
        return False
    share = Decimal(found.sum) / Decimal(found.total.number)
    return share >= _COMPLETE[0 if len(found.parts) == 2 else 1]


def _kinds(found: Breakdown, claims: tuple[Claim, ...]) -> list[tuple[Part, ...]] | None:
    """Split a list of requests by kind; None where the list is not about requests.

    Outcomes and what was carried over may belong to more requests than the total in front, and
    are held against table three by other rules.
    """
    inside = [
        c for c in claims if c.section == found.section and found.start <= c.start < found.end
    ]
    metrics = {c.metric for c in inside}
    total = next(
        (c.metric for c in claims if c.section == found.section and c.start == found.total_start),
        None,
    )
    flows = {
        Metric.OUTCOME,
        Metric.CARRIED_OUT,
        Metric.CARRIED_IN,
        Metric.ANSWERED,
        Metric.RECEIVED,
    }
    incoming = total in {Metric.RECEIVED, Metric.WORKLOAD, Metric.HANDLED, Metric.ANSWERED}
    if incoming and not metrics and _FLOW_WORDS.search(found.quote.partition("其中")[2]):
        return []
    if not metrics & {Metric.APPLICANT, Metric.CHANNEL, *flows}:
        return None
    if total in {
        Metric.CARRIED_IN,
        Metric.CARRIED_OUT,
        Metric.OUTCOME,
        Metric.APPLICANT,
        Metric.CHANNEL,
    }:
        return []
    numbers = {c.metric: [x.number for x in inside if x.metric is c.metric] for c in inside}
    kinds = []
    for metric in (Metric.APPLICANT, Metric.CHANNEL):
        wanted = list(numbers.get(metric, ()))
        parts = [p for p in found.parts if p.quantity.number in wanted and not found.partial]
        rest = len(found.parts) - len(parts)
        whole = metric is not Metric.APPLICANT or _is_everybody(
            c.about for c in inside if c.metric is metric
        )
        over = sum(part.quantity.number for part in parts) > found.total.number
        if len(parts) == len(wanted) and (not rest or metrics - {metric}) and (whole or over):
            kinds.append(tuple(parts))
    return kinds


def _is_everybody(kinds: Iterable[str]) -> bool:
    """Whether individuals and every kind of organisation are named."""
    return {"nat", "com", "res", "pub", "law", "oth"} <= {
        key for kind in kinds for key in kind.split("+")
    }


def _wrong_sum(
    found: Breakdown, parts: tuple[Part, ...], severity: Severity | None = None
) -> Fault:
    total, added = found.total.number, sum(part.quantity.number for part in parts)
    unit = found.total.unit
    terms = "+".join(shown(part.quantity.number) for part in parts)
    tail = "；如果没有列全，请写明“主要有”" if severity else ""
    difference = apart(added, total)
    return Fault(
        message=f"{ordinal(found.section)}写总数{shown(total)}{unit}，所列各项相加为"
        f"{terms}={shown(added)}{unit}，相差{shown(difference)}{tail}。",
        section=found.section,
        quote=found.quote,
        expected=total,
        found=added,
        severity=severity,
    )


def _channels(case: Case, claims: tuple[Claim, ...]) -> Verdicts:
    """Hold channels told one after the other against the requests that came in."""
    lists = read_breakdowns(case.report)
    groups: dict[tuple[int, str], list[Claim]] = {}
    for claim in claims:
        if claim.metric is not Metric.CHANNEL or not claim.compares:
            continue
        if not any(b.section == claim.section and b.start <= claim.start < b.end for b in lists):
            groups.setdefault((claim.section, claim.sentence), []).append(claim)
    for (section, sentence), found in groups.items():
        if len(found) < 2 or re.search("主要|等", sentence):
            continue
        added = sum(claim.number for claim in found)
        told = claims_of(case, Metric.RECEIVED, Metric.WORKLOAD, Metric.HANDLED)
        sides = [s for s in (row_total(case, "R1"), rows_total(case, "R1", "R2")) if s]
        right = {c.number for c in told} | {s.number for s in sides if s.number is not None}
        right |= _new_alone(case)
        if right and added not in right:
            total = told[0].number if told else sides[0].number
            message = (
                f"{ordinal(section)}所写各渠道的申请相加为{shown(added)}件，"
                f"收到申请的总数是{shown(total or 0)}件。"
            )
            yield Fault(message=message, cells=() if told else sides[0].cells, section=section,
                        quote=found[-1].quote, expected=total, found=added)  # fmt: skip


def _new_alone(case: Case) -> set[int | Decimal]:
    """Return what the text leaves for the new requests: 109件（含上年结转11件） leaves 98."""
    whole, brought = (claims_of(case, m) for m in (Metric.WORKLOAD, Metric.CARRIED_IN))
    return {one.number - other.number for one in whole for other in brought}


# ------------------------------------------------------------------------- the same twice
_ONCE = (
    Metric.RECEIVED,
    Metric.CARRIED_IN,
    Metric.WORKLOAD,
    Metric.CARRIED_OUT,
    Metric.CASE,
    Metric.DOCUMENT,
    Metric.DECISION,
    Metric.PUBLISHED,
)
_NAMES = {
    Metric.RECEIVED: "收到的申请",
    Metric.CARRIED_IN: "上年结转的申请",
    Metric.WORKLOAD: "新收和上年结转的申请",
    Metric.CARRIED_OUT: "结转下年度的申请",
}


@rule("NA-06")
def same_number(case: Case) -> Verdicts:
    """One thing has one number wherever the text tells it.

    What was published is the same thing only with the same object and the same place.

    Wrong: 专栏公开20条 in one paragraph, 同一专栏公开16条 in another.
    Right: 20 in both.
    """
    seen: dict[tuple[Metric, str], Claim] = {}
    told = set()
    for claim in claims_of(case, *_ONCE):
        about = "" if claim.metric is Metric.RECEIVED else claim.about
        key = (claim.metric, about)
        first = seen.setdefault(key, claim)
        again = claim.sentence != first.sentence or claim.section != first.section
        if claim.number == first.number or not again or key in told:
            continue
        if claim.metric is Metric.PUBLISHED and claim.unit != first.unit:
            continue
        told.add(key)
        where = "同一部分另一处" if claim.section == first.section else ordinal(first.section)
        message = (
            f"{ordinal(claim.section)}写{_name(claim)}{shown(claim.number)}{claim.unit}，"
            f"{where}写的是{shown(first.number)}{first.unit}。"
        )
        yield Fault(message=message, section=claim.section, quote=claim.quote,
                    expected=first.number, found=claim.number)  # fmt: skip


def _name(claim: Claim) -> str:
    if claim.metric is Metric.PUBLISHED:
        what, _, where = claim.about.partition("@")
        return f"公开的{what}" if not where else f"同一渠道公开的{what}"
    return _NAMES.get(claim.metric, "同一指标")


# ------------------------------------------------------------------------------- growth
@rule("NA-19")
def growth(case: Case) -> Verdicts:
    """Growth told in the text follows from last year's figures.

    The base is last year's table, last year's text, or the figure of last year that the same
    sentence tells.  A rate may be rounded or cut at its last printed place.

    Wrong: 80件，同比增长5.26% where last year's report says 80.
    Right: 80件，同比增长5.26% where last year's report says 76.
    """
    claims = read_claims(case.report)
    unfit = objection(case)
    for claim in claims:
        if claim.metric not in {Metric.GROWTH, Metric.CHANGE} or claim.base is None:
            continue
        if claim.exactness != "exact":
            continue
        bases = list(_last_year(case, claim, claims, fits=not unfit))
        loose = bases or list(_published_before(case, claim)) if not unfit else bases
        bases = loose if len({number for _, number in loose}) == 1 else bases
        if any(_follows(claim, base) for _, base in loose):
            continue
        if not bases:
            yield Undecided(unfit or "上年度报告中的同一数字")
        else:
            yield _not_following(claim, *bases[0])
    if not unfit:
        yield from _misquoted(case, claims)


def _last_year(
    case: Case, claim: Claim, claims: tuple[Claim, ...], *, fits: bool
) -> Iterator[tuple[tuple[str, ...], int | Decimal]]:
    """Yield every figure of last year that the base of a growth may be, with its cells."""
    base = claim.base
    if base is None:
        return
    if fits and case.previous is not None:
        cells = _cells(case, base)
        before = Case(report=case.previous)
        known = bool(cells) and all(c in case.previous.values for c in cells)
        side = cells_side(before, cells) if known else None
        if side is not None and side.number is not None:
            yield cells, side.number
        for earlier in read_claims(case.previous):
            if (earlier.metric, earlier.about) == (base.metric, base.about) and earlier.compares:
                yield (), earlier.number
    for told in claims:
        same = told.base is not None and told.base.start == base.start
        if told.year is Year.LAST and told.metric is base.metric and same:
            yield (), told.number


def _published_before(case: Case, claim: Claim) -> Iterator[tuple[tuple[str, ...], int | Decimal]]:
    """Yield what last year's text says of the same object, wherever it was published."""
    base = claim.base
    if base is None or base.metric is not Metric.PUBLISHED or case.previous is None:
        return
    what = base.about.partition("@")[0]
    for earlier in read_claims(case.previous):
        same = earlier.metric is base.metric and earlier.about.partition("@")[0] == what
        same = same and all("公开政府信息" in claim.quote for claim in (base, earlier))
        if same and earlier.compares and earlier.unit == base.unit:
            yield (), earlier.number


def _cells(case: Case, base: Claim) -> tuple[str, ...]:
    """Return the cells of a claim's metric, the same in both years."""
    rows = {
        Metric.RECEIVED: ("R1",),
        Metric.CARRIED_IN: ("R2",),
        Metric.WORKLOAD: ("R1", "R2"),
        Metric.ANSWERED: ("R3_7",),
        Metric.CARRIED_OUT: ("R4",),
        Metric.OUTCOME: tuple(base.about.split("+")),
    }.get(base.metric)
    if rows:
        side = rows_total(case, *rows)
        return side.cells if side else ()
    if base.metric is Metric.APPLICANT:
        side = rows_total(case, "R1", columns=base.about.split("+"))
        return side.cells if side else ()
    if base.metric is Metric.CASE:
        return tuple(f"t4.{p}" if "." in p else f"t4.{p}.total" for p in base.about.split("+"))
    if base.metric in {Metric.DOCUMENT, Metric.DECISION}:
        return (f"t2.{base.about}",)
    return ()


def _follows(claim: Claim, last: int | Decimal) -> bool:
    now = claim.base.number if claim.base else 0
    if claim.metric is Metric.CHANGE:
        return now - last == claim.number
    if not last:
        return True
    rate = 100 * (Decimal(now) / Decimal(last) - 1)
    step = Decimal(1).scaleb(-claim.decimals)
    return claim.number in {rate.quantize(step, ROUND_HALF_UP), rate.quantize(step, ROUND_DOWN)}


def _not_following(claim: Claim, cells: tuple[str, ...], last: int | Decimal) -> Fault:
    now = claim.base.number if claim.base else 0
    unit = claim.base.unit if claim.base else ""
    if claim.metric is Metric.CHANGE:
        words = f"{_direction(now - last)}{shown(apart(now, last))}{unit}"
        told = f"{_direction(claim.number)}{shown(apart(claim.number, 0))}{unit}"
        told = told if claim.number else "与上年持平"
    elif claim.unit == "倍":
        times = (Decimal(now) / Decimal(last)).quantize(Decimal("0.01"), ROUND_HALF_UP)
        words = f"上年的{shown(times)}倍"
        told = f"上年的{shown(_plain(1 + Decimal(claim.number) / 100))}倍"
    else:
        rate = 100 * (Decimal(now) / Decimal(last) - 1)
        right = rate.quantize(Decimal(1).scaleb(-claim.decimals), ROUND_HALF_UP)
        words = f"{_direction(right)}{shown(abs(right))}%"
        told = f"{_direction(claim.number)}{shown(apart(claim.number, 0))}%"
    return Fault(
        message=f"{ordinal(claim.section)}写{told}，本年{shown(now)}{unit}、上年{shown(last)}{unit}，"
        f"应为{words}。",
        cells=cells,
        section=claim.section,
        quote=claim.quote,
        expected=words,
        found=told,
    )


def _plain(number: Decimal) -> int | Decimal:
    return int(number) if number == number.to_integral_value() else number.normalize()


def _direction(number: int | Decimal) -> str:
    return "减少" if number < 0 else "增加"


def _misquoted(case: Case, claims: tuple[Claim, ...]) -> Verdicts:
    """Hold what the text says of last year against last year's table."""
    if case.previous is None:
        return
    for claim in claims:
        if claim.year is not Year.LAST or claim.exactness != "exact" or claim.scope != "organ":
            continue
        cells = _cells(case, claim)
        if not cells or any(c not in case.previous.values for c in cells):
            continue
        side = cells_side(Case(report=case.previous), cells)
        earlier = {c.number for c in read_claims(case.previous) if c.year is Year.THIS
                   and (c.metric, c.about) == (claim.metric, claim.about)}  # fmt: skip
        if side.number is None or claim.number in {side.number, *earlier}:
            continue
        message = (
            f"{ordinal(claim.section)}写上年为{shown(claim.number)}{claim.unit}，上年度报告的"
            f"{side.place}为{shown(side.number)}{claim.unit}。"
        )
        yield Fault(message=message, cells=cells, section=claim.section, quote=claim.quote,
                    expected=side.number, found=claim.number)  # fmt: skip


RULES = (lists, same_number, growth)
