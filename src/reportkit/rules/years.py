"""Compare the report with last year's: CY-01 to CY-06.

Last year's report must be of the same organ and the year before; otherwise nothing is said but
what is needed.  The cells that findings name are those of this year's report.

>>> [rule.id for rule in RULES]
['CY-01', 'CY-02', 'CY-03', 'CY-04', 'CY-05', 'CY-06']
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportkit.rules._previous import objection
from reportkit.rules._rule import Case, Fault, Undecided, Verdicts, rule
from reportkit.text import print_number

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from decimal import Decimal

    from reportkit.form import CellId
    from reportkit.report import Report

__all__ = ["RULES"]

_LISTED = 6  # cells that a message names; all of them stand in the finding


@rule("CY-01")
def carried_in(case: Case) -> Verdicts:
    """What last year carried out, this year carries in.

    In every column, R2 of this year = R4 of last year.

    Wrong: last year carried out 3, this year carried in 2.
    Right: last year carried out 3, this year carried in 3.
    """
    previous = yield from _previous(case)
    if previous is None:
        return
    for column in case.report.tables["t3"].blocks[0].columns.leaves:
        name, source = f"t3.R2.{column.key}", f"t3.R4.{column.key}"
        now, before = case.number(name), previous.number(source)
        if before is None:
            yield Undecided("上年度报告“结转下年度”各列的件数")
        elif now is None:
            yield Undecided("本年“上年结转”各列的件数")
        elif now != before:
            yield Fault(
                message=f"{column.spoken}列：上年报告结转下年度{before}件，"
                f"本年报告上年结转{now}件，差{abs(now - before)}。",
                cells=(name,),
                section=3,
                expected=before,
                found=now,
            )


@rule("CY-02")
def documents_in_force(case: Case) -> Verdicts:
    """Documents in force are last year's, plus those made, less those repealed.

    Wrong: 20 last year, made 3, repealed 1, in force 20.
    Right: 20 last year, made 3, repealed 1, in force 22.
    """
    previous = yield from _previous(case, same_format=True)
    if previous is None:
        return
    stocks = [
        cell for cell in case.report.tables["t2"].cells.values() if cell.column.key == "valid"
    ]
    for stock in stocks:
        names = tuple(f"t2.{stock.row.key}.{column}" for column in ("issued", "repealed", "valid"))
        issued, repealed, valid = (case.number(name) for name in names)
        before, label = previous.number(names[2]), stock.row.spoken
        if before is None or issued is None or repealed is None or valid is None:
            yield Undecided(f"两年“{label}”行完整的件数")
        elif valid != before + issued - repealed:
            due = before + issued - repealed
            yield Fault(
                message=f"{label}：上年现行有效{before}＋本年制发{issued}－本年废止{repealed}＝{due}，"
                f"而本年现行有效填{valid}，差{abs(due - valid)}。",
                cells=names,
                section=2,
                expected=due,
                found=valid,
            )


@rule("CY-03")
def open_cases(case: Case) -> Verdicts:
    """Cases open at the end of last year appear in this year's table.

    Wrong: 2 reviews open last year, none this year.
    Right: 2 reviews open last year, 2 upheld this year.
    """
    previous = yield from _previous(case)
    if previous is None:
        return
    columns = case.report.tables["t4"].blocks[0].columns
    for group in ("A", "B", "C"):
        name, source = f"t4.{group}.total", f"t4.{group}.open"
        now, before = case.number(name), previous.number(source)
        label = columns.path(f"{group}.total")[-2].spoken
        if now is None or before is None:
            yield Undecided(f"本年{label}的总计和上年{label}的尚未审结件数")
        elif now < before:
            yield Fault(
                message=f"{label}：上年尚未审结{before}件，本年总计只有{now}件，"
                "上年未结的案件没有计入本年。",
                cells=(name,),
                section=4,
                expected=f"≥{before}",
                found=now,
            )


@rule("CY-04")
def items_of_the_year_before(case: Case) -> Verdicts:
    """The number of items of the year before is last year's number with its change.

    Wrong: last year 30 and +2, this year's 上一年项目数量 28.
    Right: last year 30 and +2, this year's 上一年项目数量 32.
    """
    previous = yield from _previous(case, same_format=True)
    if previous is None:
        return
    for name, cell in case.report.tables["t2"].cells.items():
        if cell.column.key != "prev":
            continue
        change_name = f"t2.{cell.row.key}.delta"
        now, before, change = case.number(name), previous.number(name), previous.number(change_name)
        if now is None or before is None or change is None:
            yield Undecided(f"两年“{cell.row.spoken}”行完整的项目数量")
        elif now != before + change:
            yield Fault(
                message=f"{cell.row.spoken}：上年报告的项目数量{before}，增减{change}，"
                f"应为{before + change}，而本年的上一年项目数量填{now}，"
                f"差{abs(before + change - now)}。",
                cells=(name,),
                section=2,
                expected=before + change,
                found=now,
            )


@rule("CY-05")
def sudden_changes(case: Case) -> Verdicts:
    """Main figures do not jump from one year to the next without a word.

    Wrong: 486 penalties last year, 0 this year, not a word about it.
    Right: 486 penalties last year, 31 this year, and the text says why.
    """
    previous = yield from _previous(case)
    if previous is None:
        return
    yield from _unread(case, previous)
    factor, base = case.profile.change_factor, case.profile.change_base
    found: list[tuple[CellId, str]] = []
    for name, now, before in _pairs(case, previous):
        low, high = sorted((now, before))
        if before > 0 <= low and high >= base and low * factor <= high:
            figures = f"上年{print_number(before)}、本年{print_number(now)}"
            found.append((name, f"{case.place(name)}{figures}"))
    if found:
        listed = "；".join(words for _, words in found[:_LISTED])
        more = f"等{len(found)}处" if len(found) > _LISTED else ""
        sections = {case.report.tables[case.report.cell(name).table].section for name, _ in found}
        yield Fault(
            message=f"与上年相比变化很大，请核实：{listed}{more}。",
            cells=tuple(name for name, _ in found),
            section=sections.pop() if len(sections) == 1 else None,
        )


@rule("CY-06")
def copied_figures(case: Case) -> Verdicts:
    """Two years do not have the same figures throughout.

    Totals are left out: they repeat what the other cells say.

    Wrong: permits 216, penalties 35, coercion 4 and fees 12.6 in both years.
    Right: permits 216 and 241, penalties 35 and 29, coercion 4 and 4.
    """
    previous = yield from _previous(case)
    if previous is None:
        return
    yield from _unread(case, previous)
    totals = {e.right[0] for e in case.report.equations if len(e.right) == 1}
    both = [
        pair for pair in _pairs(case, previous) if pair[1] and pair[2] and pair[0] not in totals
    ]
    same = tuple(name for name, now, before in both if now == before)
    if len(same) >= case.profile.same_least and len(same) >= case.profile.same_share * len(both):
        yield Fault(
            message=f"两年都不为0的{len(both)}个数（不含总计）中，有{len(same)}个完全相同，"
            "请核实是否沿用了上年的数据。",
            cells=same,
        )


def _previous(
    case: Case, *, same_format: bool = False
) -> Generator[Fault | Undecided, None, Report | None]:
    """Return last year's report, or say why it cannot be compared and return None."""
    reason = objection(case)
    previous = case.previous
    if not reason and same_format and previous and previous.format != case.report.format:
        reason = f"{case.report.format}年格式的上年度报告（两年表二的栏目不同，不能比较）"
    if reason or previous is None:
        yield Undecided(reason)
        return None
    return previous


def _unread(case: Case, previous: Report) -> Iterator[Undecided]:
    """Say that rows that were not read in one of the years are left out."""
    for whose, report in (("本年", case.report), ("上年", previous)):
        if report.unread:
            tables = dict.fromkeys(report.tables[row.table].name for row in report.unread)
            yield Undecided(f"{whose}{'、'.join(tables)}没有读出的行")


def _pairs(case: Case, previous: Report) -> Iterator[tuple[CellId, int | Decimal, int | Decimal]]:
    """Yield the cells that mean the same in both years and hold numbers, with both of them."""
    for key, table in case.report.tables.items():
        if key == "t2" and previous.tables[key].format != table.format:
            continue
        for name, cell in table.cells.items():
            now, value = case.report.values[name].number, previous.values.get(name)
            before = value.number if value else None
            if cell.holds != "delta" and now is not None and before is not None:
                yield name, now, before


RULES = (
    carried_in,
    documents_in_force,
    open_cases,
    items_of_the_year_before,
    sudden_changes,
    copied_figures,
)
