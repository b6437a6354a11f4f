"""The equations of the form as rules: T3-01, T3-02, T3-03 and T4-01.

The equations themselves are derived from the form; no row or column is named here.  An equation
with a cell that holds no number is not broken: blank cells are the matter of T3-04 and T4-02.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportkit.rules._rule import Case, Fault, Undecided, Verdicts, rule

if TYPE_CHECKING:
    from decimal import Decimal

    from reportkit.form import CellId, Equation

__all__ = ["RULES"]


@rule("T3-01")
def balance(case: Case) -> Verdicts:
    """What came in equals what went out.

    In every column, R1 + R2 = R3_7 + R4.

    Wrong: 20 new, 1 carried in, 20 handled, 0 carried out.
    Right: 20 new, 1 carried in, 20 handled, 1 carried out.
    """
    for equation in _of_kind(case, "E1"):
        yield from _broken(case, equation, f"{equation.along}列：", "，而", lists=True)


@rule("T3-02")
def outcomes(case: Case) -> Verdicts:
    """The total of the outcomes equals the sum of all outcomes.

    In every column, R3_7 is the sum of all rows (一) to (六).

    Wrong: the outcomes add to 28, the total says 27.
    Right: the outcomes add to 28, the total says 28.
    """
    for equation in _of_kind(case, "E2"):
        start = f"{equation.along}列：（一）至（六）各小项之和为"
        yield from _broken(case, equation, start, "，而（七）总计填", lists=False)


@rule("T3-03")
def applicants(case: Case) -> Verdicts:
    """The total of a row equals the sum over the kinds of applicant.

    In every row, tot = nat + com + res + pub + law + oth.

    Wrong: individuals 5, enterprises 1, others 0, total 5.
    Right: individuals 5, enterprises 1, others 0, total 6.
    """
    for equation in _of_kind(case, "E3"):
        start = f"“{equation.along}”行：自然人与各类组织之和为"
        yield from _broken(case, equation, start, "，而总计填", lists=False)


@rule("T4-01")
def results(case: Case) -> Verdicts:
    """The total of each group of cases equals the sum of its results.

    For A, B and C, total = keep + fix + other + open.

    Wrong: upheld 2, corrected 1, other 1, open 1, total 4.
    Right: upheld 2, corrected 1, other 1, open 1, total 5.
    """
    for equation in _of_kind(case, "E4"):
        start = f"{equation.along}："
        yield from _broken(case, equation, start, "，而总计填", lists=True)


def _of_kind(case: Case, kind: str) -> tuple[Equation, ...]:
    return tuple(e for e in case.report.equations if e.kind == kind)


def _broken(case: Case, equation: Equation, start: str, link: str, *, lists: bool) -> Verdicts:
    """Yield a fault if the two sides differ, both sides worded with their numbers."""
    left, right = case.sum(equation.left), case.sum(equation.right)
    if left is None or right is None:
        if unread := case.unread(*equation.cells):
            yield Undecided(unread)
        return
    if left != right:
        sides = (
            (_addition(case, equation.left, left), _addition(case, equation.right, right))
            if lists
            else (str(left), str(right))
        )
        yield Fault(
            message=f"{start}{sides[0]}{link}{sides[1]}，差{abs(left - right)}。",
            cells=tuple(equation.cells),
            section=case.report.tables[equation.table].section,
            expected=right if equation.kind == "E1" else left,
            found=left if equation.kind == "E1" else right,
        )


def _addition(case: Case, names: tuple[CellId, ...], total: int | Decimal) -> str:
    """Word a side as 新收10＋上年结转2＝12; a single cell is just its number."""
    if len(names) == 1:
        return str(total)
    cells = [case.report.cell(name) for name in names]
    spoken = [
        (cell.row if cell.row.key else cell.column).spoken + str(case.number(cell.id))
        for cell in cells
    ]
    return f"{'＋'.join(spoken)}＝{total}"


RULES = (balance, outcomes, applicants, results)
