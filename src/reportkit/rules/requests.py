"""Whether the figures on requests and cases are plausible: T3-06, T3-08, T3-10, T4-03 to T4-05.

The equations themselves are checked elsewhere; here is asked what may have happened where they
do not hold, and whether figures that add up can be true.

>>> [rule.id for rule in RULES]
['T3-06', 'T3-08', 'T3-10', 'T4-03', 'T4-04', 'T4-05']
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from reportkit.finding import Severity
from reportkit.rules._previous import objection
from reportkit.rules._rule import Case, Fault, Undecided, Verdicts, rule
from reportkit.text import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from reportkit.form import CellId, Equation, Table
    from reportkit.report import Report

    Figures = dict[CellId, int | Decimal]

__all__ = ["RULES"]

_GROUPS = ("A", "B", "C")
_DECIDED = ("keep", "fix", "other")
_REVIEW_FIRST = 2024  # the law that makes 复议 come first is in force from 2024-01-01


@rule("T3-06")
def counted_twice(case: Case) -> Verdicts:
    """A request answered in part counts as partly disclosed only.

    Where the outcomes exceed the requests to be answered, by no more than the partly disclosed
    ones and those refused, and in the same way in the total and in the kinds of applicant, some
    are likely to be counted twice.

    Wrong: one request counted as partly disclosed and as a third party's rights.
    Right: one request counted as partly disclosed.
    """
    balances = {e.key: e for e in case.report.tables["t3"].equations if e.kind == "E1"}
    outcomes = {e.key: e for e in case.report.tables["t3"].equations if e.kind == "E2"}
    excess: dict[str, int | Decimal] = {}
    for key, equation in outcomes.items():
        over = _excess(case, balances[key], equation)
        if over is None:
            if unread := case.unread(*balances[key].cells, *equation.left):
                yield Undecided(unread)
            return
        excess[key] = over
    total = excess.pop("tot")
    doubled = {key: over for key, over in excess.items() if over}
    if not doubled or sum(doubled.values()) != total:
        return
    if not all(0 < over <= _twice_at_most(case, outcomes[key]) for key, over in doubled.items()):
        return
    keys = (*doubled, "tot")
    done = sum(case.number(name) or 0 for name in outcomes["tot"].left)
    where = "、".join(f"{outcomes[key].along}列{over}件" for key, over in doubled.items())
    yield Fault(
        message=f"（一）至（六）各小项之和比应办结的件数（新收＋上年结转－结转下年度）多{total}件（{where}），"
        f"部分公开有{case.number('t3.R3_2.tot')}件，疑似区分处理的申请又计入了其他情形。",
        cells=tuple(
            name
            for key in keys
            for name in (*balances[key].left, *outcomes[key].left, balances[key].right[-1])
        ),
        section=3,
        expected=done - total,
        found=done,
    )


def _excess(case: Case, balance: Equation, outcome: Equation) -> int | Decimal | None:
    """Return how many outcomes a column has beyond R1 + R2 - R4."""
    came, left = case.sum(balance.left), case.number(balance.right[-1])
    done = case.sum(outcome.left)
    if came is None or left is None or done is None:
        return None
    return done - (came - left)


def _twice_at_most(case: Case, outcome: Equation) -> int | Decimal:
    """Return how many requests a column can count twice: partly disclosed, and refused too."""
    disclosed, partly = (f"t3.{row}.{outcome.key}" for row in ("R3_1", "R3_2"))
    refused = sum(
        case.number(name) or 0 for name in outcome.left if name not in {disclosed, partly}
    )
    return min(case.number(partly) or 0, refused)


@rule("T3-08")
def displaced_figures(case: Case) -> Verdicts:
    """No figures of table 3 stand in the wrong row or column.

    Asked only where an equation is broken: if moving one row or all rows by one place, or
    swapping two adjacent columns or rows, makes all equations hold, the figures are displaced.
    Of several such moves the one that touches the fewest cells is told.  Blanks count as 0 here.

    Wrong: the column of totals is 0, the column before it holds the sums.
    Right: the sums stand in the last column.
    """
    table = case.report.tables["t3"]
    figures = _figures(case.report, table)
    if figures is None:
        yield Undecided(case.unread(*table.cells))
        return
    broken = [e for e in table.equations if not _holds(e, figures)]
    if not broken:
        return
    ordered = (*broken, *(e for e in table.equations if e not in broken))
    touching = set(broken[0].cells)
    mending = [
        (moved, advice)
        for advice, moved in _moves(table, figures)
        if not touching.isdisjoint(moved) and _mends(figures | moved, ordered)
    ]
    if mending:
        moved, advice = min(mending, key=lambda move: len(move[0]))
        yield Fault(
            message=f"表三的数据疑似错位：{advice}，全部勾稽关系恰好成立。",
            cells=tuple(moved),
            section=table.section,
        )


def _mends(figures: Figures, equations: tuple[Equation, ...]) -> bool:
    return all(_holds(equation, figures) for equation in equations)


def _figures(report: Report, table: Table) -> Figures | None:
    """Return the table's numbers with blanks as 0, or None if a cell was not read."""
    figures: Figures = {}
    for name in table.cells:
        value = report.values[name]
        if value.kind is Kind.UNREADABLE:
            return None
        figures[name] = value.number or 0
    return figures


def _holds(equation: Equation, figures: Mapping[CellId, int | Decimal]) -> bool:
    left = sum(figures[name] for name in equation.left)
    return left == sum(figures[name] for name in equation.right)


def _moves(table: Table, figures: Figures) -> Iterator[tuple[str, Figures]]:
    """Yield ways to move figures: what to do, and the cells that then hold something else."""
    rows, columns = table.blocks[0].rows.leaves, table.blocks[0].columns.leaves
    across = {r.key: list(table.lines[r.key].values()) for r in rows}
    down = {c.key: [table.lines[r.key][c.key] for r in rows] for c in columns}
    everything = list(across.values())
    for way, step in (("左", 1), ("右", -1)):
        yield f"把每一行的数都向{way}移一格", _shifted(everything, figures, step)
        for row in rows:
            yield (
                f"把“{row.spoken}”行的数向{way}移一格",
                _shifted([across[row.key]], figures, step),
            )
    for kind, entries, lines in (("列", columns, down), ("行", rows, across)):
        for one, other in pairwise(entries):
            yield (
                f"把“{one.spoken}”和“{other.spoken}”两{kind}的数对调",
                _swapped(lines[one.key], lines[other.key], figures),
            )


def _shifted(lines: list[list[CellId]], figures: Figures, step: int) -> Figures:
    """Move each line by one place; what falls out at one end comes in at the other."""
    return {
        name: figures[line[(place + step) % len(line)]]
        for line in lines
        for place, name in enumerate(line)
        if figures[line[(place + step) % len(line)]] != figures[name]
    }


def _swapped(one: list[CellId], other: list[CellId], figures: Figures) -> Figures:
    moved: Figures = {}
    for first, second in zip(one, other, strict=True):
        if figures[first] != figures[second]:
            moved[first], moved[second] = figures[second], figures[first]
    return moved


@rule("T3-10")
def carried_over(case: Case) -> Verdicts:
    """What is carried over fits the terms for answering.

    Wrong: 40 new requests, 25 carried over, 9 of them received in June.
    Right: 40 new requests, 4 carried over, all received in December.
    """
    names = ("t3.R1.tot", "t3.R2.tot", "t3.R4.tot")
    new, carried_in, carried_out = (case.number(name) for name in names)
    if new is None or carried_in is None or carried_out is None:
        if unread := case.unread(*names):
            yield Undecided(unread)
        return
    due = new + carried_in
    if carried_out < case.profile.carried_least or due <= 0:
        return
    share = float(carried_out / due)
    if share > case.profile.carried_share:
        yield Fault(
            message=f"新收{new}件、上年结转{carried_in}件，结转下年度{carried_out}件，占{share:.1%}，"
            "请逐件核对是否都在法定答复期限内。",
            cells=names,
            section=3,
            found=carried_out,
        )


@rule("T4-03")
def cases_without_requests(case: Case) -> Verdicts:
    """Reviews and lawsuits come from requests of this year or the last.

    Wrong: table 3 all zero in both years, 3 lawsuits.
    Right: 2 new requests, 1 review.
    """
    totals = tuple(f"t4.{group}.total" for group in _GROUPS)
    if unread := case.unread(*totals, "t3.R1.tot", "t3.R2.tot"):
        yield Undecided(unread)
        return
    cases = sum(case.number(name) or 0 for name in totals)
    if not cases or any(case.number(f"t3.{row}.tot") != 0 for row in ("R1", "R2")):
        return
    reason = objection(case)
    if reason or case.previous is None:
        yield Undecided(reason)
        return
    before = [case.previous.number(f"t3.{row}.tot") for row in ("R1", "R2", "R4")]
    if None in before:
        yield Undecided("上年度报告的新收、上年结转和结转下年度件数")
    elif not any(before):
        yield Fault(
            message=f"本年和上年都没有政府信息公开申请，表四却有复议、诉讼{cases}件，"
            "请核实是否因政府信息公开工作引起。",
            cells=tuple(name for name in totals if case.number(name)),
            section=4,
            found=cases,
        )


@rule("T4-04")
def suits_without_review(case: Case) -> Verdicts:
    """Since 2024 a refusal to disclose goes to 复议 before it goes to court.

    Wrong: 2024, reviews 2, direct lawsuits 9, lawsuits after review 0.
    Right: 2024, reviews 9, direct lawsuits 0, lawsuits after review 3.
    """
    names = ("t4.A.total", "t4.B.total")
    reviews, direct = (case.number(name) for name in names)
    if direct is None or direct <= 0:
        if unread := case.unread(names[1]):
            yield Undecided(unread)
        return
    year = case.report.year
    if year is None:
        yield Undecided("报告年度")
    elif year >= _REVIEW_FIRST:
        many = (
            reviews is not None and direct > reviews and direct >= case.profile.direct_suits_least
        )
        compared = f"，多于行政复议的{reviews}件" if many else ""
        yield Fault(
            message=f"未经复议直接起诉{direct}件{compared}；2024年起，不服不予公开决定的须先申请复议，"
            "请逐案核对归类。",
            cells=names if many else names[1:],
            section=4,
            found=direct,
            severity=Severity.WARNING if many else None,
        )


@rule("T4-05")
def suits_after_review(case: Case) -> Verdicts:
    """Lawsuits after a review need a review that was decided this year or last.

    Wrong: no reviews in two years, 2 lawsuits after review.
    Right: 3 reviews upheld, 2 lawsuits after review.
    """
    decided = tuple(f"t4.A.{result}" for result in _DECIDED)
    if unread := case.unread(*decided, "t4.C.total"):
        yield Undecided(unread)
        return
    suits = case.number("t4.C.total")
    if not suits or suits < 0 or any(case.number(name) != 0 for name in decided):
        return
    reason = objection(case)
    if reason or case.previous is None:
        yield Undecided(reason)
        return
    before = [case.previous.number(name) for name in decided]
    if None in before:
        yield Undecided("上年度报告的行政复议各项结果")
    elif not any(before):
        yield Fault(
            message=f"复议后起诉{suits}件，而本年和上年都没有已经办结的行政复议，"
            "请向行政复议机构核对案件清单。",
            cells=(*decided, "t4.C.total"),
            section=4,
            found=suits,
        )


RULES = (
    counted_twice,
    displaced_figures,
    carried_over,
    cases_without_requests,
    suits_without_review,
    suits_after_review,
)
