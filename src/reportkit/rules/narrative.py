"""The running text against the tables: NA-01 to NA-04 and NA-07.

A rule takes the claims of `reportkit.claims` and holds each against its cells.  No claim, nothing
to say; a claim with another scope, year or exactness is not compared.

>>> [rule.id for rule in RULES][:2]
['NA-01', 'NA-02']
"""

from __future__ import annotations

import re
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from reportkit.claims import Claim, Metric, Scope, Year, read_breakdowns, read_claims
from reportkit.finding import Severity
from reportkit.rules._prose import ordinal
from reportkit.rules._rule import Case, Fault, Verdicts, rule
from reportkit.rules._statements import (
    Side,
    cells_side,
    claims_of,
    contradiction,
    row_total,
    rows_total,
    shown,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["RULES"]


# ------------------------------------------------------------------------------ what came in
@rule("NA-01")
def received(case: Case) -> Verdicts:
    """Requests told as received, carried in or to be handled agree with table three.

    收办 and 含上年结转 count what came in and what was carried in; 受理 may, so there the sum is
    only a hint.

    Wrong: the text says 2 requests came in, table three 3.
    Right: the text says 3, table three 3.
    """
    for claim in claims_of(case, Metric.RECEIVED, Metric.CARRIED_IN, Metric.WORKLOAD,
                           Metric.HANDLED, Metric.APPLICANT):  # fmt: skip
        sides = _incoming(case, claim)
        known = [side for side in sides if side.number is not None]
        if any(side.number == claim.number for side in known):
            continue
        if len(known) < len(sides):
            yield next(side for side in sides if side.number is None).undecided(case)
            continue
        yield _incoming_fault(case, claim, known[0])


def _incoming(case: Case, claim: Claim) -> list[Side]:
    """Return the figures that a claim may mean, the most likely first."""
    columns = claim.about.split("+") if claim.metric is Metric.APPLICANT else ("tot",)
    new, carried, both, done = ("R1",), ("R2",), ("R1", "R2"), ("R3_7",)
    meant = {
        Metric.RECEIVED: [new],
        Metric.CARRIED_IN: [carried],
        Metric.WORKLOAD: [both, new] if "收办" in claim.quote else [both],
        Metric.HANDLED: [new, both, done],
        Metric.APPLICANT: [new, both],
    }[claim.metric]
    if claim.metric is Metric.APPLICANT and not _counts_carried(case, claim):
        meant = [new]
    sides = (rows_total(case, *rows, columns=columns) for rows in meant)
    return [side for side in sides if side is not None]


def _counts_carried(case: Case, claim: Claim) -> bool:
    """Whether the sentence, or the text as a whole, counts what was carried in."""
    return any(
        other.metric in {Metric.WORKLOAD, Metric.HANDLED}
        or (other.metric is Metric.CARRIED_IN and other.sentence == claim.sentence)
        for other in read_claims(case.report)
    )


_SAID = {
    Metric.RECEIVED: "收到申请",
    Metric.CARRIED_IN: "上年结转申请",
    Metric.WORKLOAD: "新收和上年结转的申请共",
    Metric.HANDLED: "办理申请",
}


def _incoming_fault(case: Case, claim: Claim, side: Side) -> Fault:
    if claim.metric is Metric.APPLICANT:
        leaf = claim.about.split("+")
        columns = case.report.tables["t3"].blocks[0].columns
        group = columns.path(leaf[-1])[-2]
        whole = [e.key for e in group.leaves] == leaf
        who = group.spoken if whole else "、".join(columns.leaf(key).spoken for key in leaf)
        return contradiction(claim, side, f"{who}申请")
    both = rows_total(case, "R1", "R2")
    if claim.about == "loose" and both is not None and both.number == claim.number:
        hint = "，正好等于新收与上年结转之和，请写明含上年结转"
        return contradiction(claim, side, "受理申请", severity=Severity.INFO, hint=hint)
    return contradiction(claim, side, _SAID[claim.metric])


# ----------------------------------------------------------------------- what was left over
@rule("NA-02")
def carried_out(case: Case) -> Verdicts:
    """What the text says was answered, and left over, agrees with table three.

    全部办结, 办结率100% and 无结转 need an empty last row, unless the text itself tells what was
    carried over.  按时办结率 and 答复率 speak of deadlines and prove nothing;
    均在法定期限内答复 may be meant so, and is a hint.

    Wrong: 办结率100% beside 2 requests carried over.
    Right: 办结14件，结转下年度2件.
    """
    left = row_total(case, "R4")
    claims = claims_of(case, Metric.CARRIED_OUT, Metric.ANSWERED, Metric.ALL_ANSWERED)
    told = any(c.metric is Metric.CARRIED_OUT and c.number for c in claims)
    for claim in claims:
        sides = _answered(case, claim) if claim.metric is Metric.ANSWERED else [left]
        known = [side for side in sides if side is not None]
        if claim.metric is Metric.ALL_ANSWERED and told:
            continue
        if any(side.number == claim.number for side in known) or not known:
            continue
        if any(side.number is None for side in known):
            yield known[0].undecided(case)
        elif claim.metric is Metric.ALL_ANSWERED:
            yield _not_all(claim, known[0])
        else:
            what = "办结申请" if claim.metric is Metric.ANSWERED else "结转下年度的申请"
            yield contradiction(claim, known[0], what)


def _answered(case: Case, claim: Claim) -> list[Side | None]:
    """Return what was handled; a 答复 may leave out what ended without one."""
    done, other = row_total(case, "R3_7"), row_total(case, "R3_6")
    sides: list[Side | None] = [done]
    if claim.about != "replied" or not done or not other:
        return sides
    if done.number is not None and other.number is not None:
        sides.append(Side(cells=done.cells, number=done.number - other.number, place=""))
    return sides


def _not_all(claim: Claim, side: Side) -> Fault:
    message = (
        f"{ordinal(claim.section)}说申请已经全部办结，{side.place}却有{shown(side.number or 0)}件。"
    )
    severity = Severity.INFO if claim.about == "in time" else None
    return Fault(message=message, cells=side.cells, section=claim.section, quote=claim.quote,
                 expected=side.number, found=0, severity=severity)  # fmt: skip


# --------------------------------------------------------------------------------- outcomes
@rule("NA-03")
def outcomes(case: Case) -> Verdicts:
    """Outcomes and their shares in the text agree with table three.

    A group is the sum of its rows; a share is of all that was handled, to the printed precision,
    unless the text says that it is of what came in.

    Wrong: 无法提供265件 where the three rows of the group add up to 337.
    Right: 无法提供337件，占41.9%.
    """
    for claim in read_claims(case.report):
        if (
            claim.metric is Metric.OUTCOME
            and claim.exactness == "exact"
            and claim.year is Year.THIS
        ):
            yield from _outcome(case, claim)
        elif claim.metric is Metric.SHARE:
            yield from _share(case, claim)


def _outcome(case: Case, claim: Claim) -> Verdicts:
    side = rows_total(case, *claim.about.split("+"))
    if side is None or claim.scope not in {Scope.ORGAN, Scope.PART}:
        return
    if side.number is None:
        yield side.undecided(case)
        return
    part = claim.scope is Scope.PART
    if claim.number == side.number or (part and claim.number <= side.number):
        return
    rows = case.report.tables["t3"].blocks[0].rows
    hint = ""
    if any(case.number(cell) == claim.number for cell in side.cells) and len(side.cells) > 1:
        hint = "，正文只写了其中一个小项"
    names = {entry.key: entry.spoken for entry in rows.walk()}
    what = "和".join(names[key] for key in claim.about.split("+"))
    yield contradiction(claim, side, what, hint=hint)


def _share(case: Case, claim: Claim) -> Verdicts:
    """Hold a share against its figure and every total it may be of."""
    base = claim.base
    if base is None:
        side = rows_total(case, *claim.about.split("+")) if claim.about.startswith("R3_") else None
        count = side.number if side else None
    elif base.compares and base.metric in {Metric.OUTCOME, Metric.APPLICANT, Metric.CHANNEL}:
        count = base.number
    else:
        return
    wholes = _wholes(case, claim)
    if count is None or claim.exactness != "exact" or not wholes:
        return
    if any(whole.number is None for whole in wholes):
        yield wholes[0].undecided(case)
        return
    rates = [100 * Decimal(count) / Decimal(w.number) for w in wholes if w.number]
    if not rates or any(_prints_as(rate, claim) for rate in rates):
        return
    right = _rounded(rates[0], claim.decimals)
    subject = f"{shown(count)}件占{shown(claim.number)}%"
    message = (
        f"{ordinal(claim.section)}写{subject}，按{wholes[0].place}{shown(wholes[0].number or 0)}件"
        f"计算应为{shown(right)}%。"
    )
    yield Fault(message=message, cells=wholes[0].cells, section=claim.section, quote=claim.quote,
                expected=f"{right}%", found=f"{claim.number}%")  # fmt: skip


def _wholes(case: Case, claim: Claim) -> list[Side]:
    base = claim.base
    came, both, done = row_total(case, "R1"), rows_total(case, "R1", "R2"), row_total(case, "R3_7")
    of_received = claim.scope is Scope.PART or (base and base.metric is not Metric.OUTCOME)
    sides = [came, both, done] if of_received else [done]
    return [side for side in sides if side is not None]


def _rounded(rate: Decimal, decimals: int) -> Decimal:
    return rate.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def _prints_as(rate: Decimal, claim: Claim) -> bool:
    step = Decimal(1).scaleb(-claim.decimals)
    return claim.number in {rate.quantize(step, ROUND_HALF_UP), rate.quantize(step, ROUND_DOWN)}


# ---------------------------------------------------------------------- review, litigation
@rule("NA-04")
def cases(case: Case) -> Verdicts:
    """Reviews and lawsuits in the text agree with table four, their results too.

    行政诉讼 is both groups of lawsuits together.  均维持 needs nothing corrected, ended otherwise
    or open; 零败诉 nothing corrected; 未发生 no case at all.  Cases filed for the record (备案) are
    another count: a hint.

    Wrong: 行政复议7件，均获维持 where 2 of the 7 are still open.
    Right: 行政复议7件，维持5件，尚未审结2件.
    """
    for claim in read_claims(case.report):
        if claim.exactness != "exact" or claim.year is not Year.THIS:
            continue
        if claim.metric is Metric.CASE and claim.scope in {Scope.ORGAN, Scope.PART}:
            yield from _case(case, claim)
        elif claim.metric is Metric.ALL_UPHELD and claim.compares:
            yield from _all_upheld(case, claim)


def _case(case: Case, claim: Claim) -> Verdicts:
    names = [part if "." in part else f"{part}.total" for part in claim.about.split("+")]
    cells = tuple(f"t4.{name}" for name in names)
    side = cells_side(case, cells)
    if side.number is None:
        yield side.undecided(case)
    elif side.number != claim.number:
        severity = Severity.INFO if claim.scope is Scope.PART else None
        hint = "，备案、应诉等口径不同的请写明" if severity else ""
        yield contradiction(claim, side, _case_words(case, claim), severity=severity, hint=hint)


def _case_words(case: Case, claim: Claim) -> str:
    columns = case.report.tables["t4"].blocks[0].columns
    group, _, field = claim.about.partition("+")[0].partition(".")
    named = [p.split(".")[0] for p in claim.about.split("+")]
    path = columns.path(f"{group}.total")
    name = {"A": path[0].spoken}.get("+".join(named)) or (
        columns.path("B.total")[0].spoken if set(named) == {"B", "C"} else ""
    )
    if not name:
        name = path[-2].spoken if len(named) == 1 else "行政复议和行政诉讼"
    return name + (columns.leaf(f"{group}.{field}").spoken if field else "")


def _all_upheld(case: Case, claim: Claim) -> Verdicts:
    cells = tuple(f"t4.{group}.{field}" for group in claim.about.split("+")
                  for field in ("fix", "other", "open"))  # fmt: skip
    if any(case.number(cell) is None for cell in cells):
        yield cells_side(case, cells, "复议、诉讼结果").undecided(case)
        return
    against = tuple(cell for cell in cells if case.number(cell))
    if against:
        places = "、".join(f"{case.place(c)}{shown(case.number(c) or 0)}件" for c in against)
        message = f"{ordinal(claim.section)}说结果均为维持，但{places}。"
        yield Fault(message=message, cells=against, section=claim.section, quote=claim.quote,
                    expected=places, found="均维持")  # fmt: skip


# ----------------------------------------------------------------- documents and decisions
@rule("NA-07")
def documents(case: Case) -> Verdicts:
    """Documents made and decisions taken, as the text tells them, agree with table two.

    公开 and 公示 are other counts and not compared; but an organ that has made and holds no
    规范性文件 cannot have published one.

    Wrong: 制发行政规范性文件4件 where table two has 0.
    Right: 制发行政规范性文件4件 where table two has 4.
    """
    for claim in claims_of(case, Metric.DOCUMENT, Metric.DECISION):
        side = cells_side(case, (f"t2.{claim.about}",))
        if side.number is None:
            yield side.undecided(case)
        elif side.number != claim.number:
            yield contradiction(claim, side, _document_words(case, claim))
    yield from _published(case)


def _document_words(case: Case, claim: Claim) -> str:
    row, _, column = claim.about.partition(".")
    block = next(
        b for b in case.report.tables["t2"].blocks if any(e.key == row for e in b.rows.leaves)
    )
    name = block.rows.leaf(row).spoken
    return block.columns.leaf(column).spoken + name if column else name


_NORMATIVE = re.compile("规范性文件(?!解读|草案|征求)")
_POLICY = re.compile("政策文件(?!解读)")
_FOREIGN = re.compile("上级|国家|中央|[省市县区]委?政?府?的?(?=规范|政策)|转发|解读")


def _published(case: Case) -> Verdicts:
    cells = tuple(c for c in case.report.values if c.startswith("t2.norm."))
    if not cells or any(case.number(cell) != 0 for cell in cells):
        return
    for section, name, number, quote in _told_as_published(case):
        normative = bool(_NORMATIVE.search(name))
        if not number or _FOREIGN.search(name) or not (normative or _POLICY.search(name)):
            continue
        what = "规范性文件" if normative else "政策文件"
        message = (
            f"{ordinal(section)}写公开{what}{shown(number)}件，表二“规范性文件”各格都是0，"
            + ("请核对。" if normative else "请核实其中有没有规范性文件。")
        )
        yield Fault(message=message, cells=cells, section=section, quote=quote, expected=0,
                    found=number, severity=None if normative else Severity.INFO)  # fmt: skip
        return


def _told_as_published(case: Case) -> Iterator[tuple[int, str, int | Decimal, str]]:
    claims: Sequence[Claim] = read_claims(case.report)
    for claim in claims:
        if claim.metric is Metric.PUBLISHED and claim.year is Year.THIS:
            yield claim.section, claim.about.partition("@")[0], claim.number, claim.quote
    for found in read_breakdowns(case.report):
        if re.search("公开|发布", found.head):
            for part in found.parts:
                yield found.section, part.name, part.quantity.number, found.quote


RULES = (received, carried_out, outcomes, cases, documents)
