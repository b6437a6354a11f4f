"""What the figures of table 2 mean: powers, stocks, units of money, signed changes (T2-02 …).

Whether the cells hold figures at all is not asked here; what is no number stays undecided or
belongs to T2-01.

>>> [rule.id for rule in RULES]
['T2-02', 'T2-03', 'T2-04', 'T2-06', 'T2-07', 'T2-08']
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from reportkit.finding import Severity
from reportkit.report import Organ
from reportkit.rules._agency import is_county_level, makes_rules
from reportkit.rules._previous import objection
from reportkit.rules._rule import Case, Fault, Undecided, Verdicts, rule
from reportkit.text import Kind, print_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportkit.report import Value

__all__ = ["RULES"]

_SECTION = 2
_FEE = "t2.fee"
_PLACES = 6  # 0.000001 万元 is one 分
_TEN_THOUSAND = 10**4
_SIGNED = re.compile(r"[+-]?\d+")
_NO_CHANGE = frozenset({"无", "没有", "无变化", "不变", "持平"})
_BOTH_WAYS = re.compile(r"增(?:加)?(\d+)\D*减(?:少)?(\d+)\D*")


@rule("T2-02")
def power_to_make_rules(case: Case) -> Verdicts:
    """An organ without the power to make 规章 has none in table 2.

    Wrong: a county's development zone with 规章 5, 5, 5.
    Right: 规章 0, 0, 0.
    """
    cells = case.report.tables["t2"].row_cells("rule")
    filled = [name for name in cells if case.number(name)]
    if unread := case.unread(*cells):
        yield Undecided(unread)
    if not filled:
        return
    power = case.profile.makes_rules
    if power is None:
        power = makes_rules(case.report.agency, case.organ)
    if power is None:
        yield Undecided("本单位有没有规章制定权（可在配置里写明 makes_rules）")
    elif not power:
        said = "、".join(
            f"{case.report.cell(name).column.spoken}{case.number(name)}" for name in filled
        )
        who = case.report.agency or "本单位"
        yield Fault(
            message=f"表二“规章”行填了{said}，而{who}没有规章制定权，这一行应当是0。",
            cells=tuple(filled),
            section=_SECTION,
            expected=0,
            found="、".join(str(case.number(name)) for name in filled),
        )


@rule("T2-03")
def stock_of_documents(case: Case) -> Verdicts:
    """Documents in force are at least those made less those repealed, and no running total.

    Wrong: made 4, repealed 0, in force 0.
    Right: made 4, repealed 1, in force 23.
    """
    for row in _rows_with(case, "valid"):
        names = tuple(f"t2.{row}.{column}" for column in ("issued", "repealed", "valid"))
        if unread := case.unread(*names):
            yield Undecided(unread)
        numbers = [case.number(name) for name in names]
        if None in numbers:
            continue
        issued, repealed, valid = (number or 0 for number in numbers)
        if valid < issued - repealed:
            label = case.report.cell(names[2]).row.spoken
            yield Fault(
                message=f"{label}：本年制发{issued}件、废止{repealed}件，现行有效至少应有"
                f"{issued - repealed}件，现在填{valid}件。",
                cells=names,
                section=_SECTION,
                expected=f"≥{issued - repealed}",
                found=valid,
                severity=Severity.ERROR if valid == 0 else None,
            )
    yield from _running_total(case)


def _running_total(case: Case) -> Iterator[Fault]:
    """Report a header that calls the stock a running total: 现行有效件数（历史累计）."""
    for deviation in case.reading.deviations if case.reading else ():
        if (deviation.kind, deviation.table) == ("label", "t2") and "累计" in deviation.printed:
            cells = case.report.tables["t2"].cells.values()
            yield Fault(
                message=f"列名“{deviation.printed}”说是累计数，这一列应当填年末仍然有效的件数。",
                cells=tuple(cell.id for cell in cells if cell.column.key == "valid"),
                section=_SECTION,
                quote=deviation.printed,
            )
            return


@rule("T2-04")
def unit_of_the_fee(case: Case) -> Verdicts:
    """Fees are in 万元, so not in 元, and no finer than one 分.

    Wrong: 1286500
    Right: 128.65
    """
    if not _rows_with(case, "valid"):
        return
    value = case.value(_FEE)
    if not isinstance(value.number, Decimal) or value.number <= 0:
        if value.kind is Kind.UNREADABLE:
            yield Undecided(case.unread(_FEE))
        return
    yield from _odd_amount(case, value, value.number)
    reason = objection(case)
    if reason or case.previous is None:
        yield Undecided(reason)
    elif case.previous.format == "2021":
        yield from _other_unit(case, value.number, case.previous.number(_FEE))


def _odd_amount(case: Case, value: Value, fee: Decimal) -> Iterator[Fault]:
    """Report an amount that its own digits make doubtful."""
    shown, exponent = print_number(fee), fee.as_tuple().exponent
    if value.text.endswith("元") and "万" not in value.text and "亿" not in value.text:
        yield _fee(
            f"收费金额写成“{value.text}”，表头单位是万元，应当填{_short(fee)}。",
            expected=_short(fee),
            found=value.text,
        )
    elif isinstance(exponent, int) and -exponent > _PLACES:
        yield _fee(
            f"收费金额{shown}有{-exponent}位小数，以万元为单位精确到分只有六位小数，请核对单位。",
            found=shown,
        )
    elif _is_too_much(case, fee):
        small = _short(fee / _TEN_THOUSAND)
        yield _fee(
            f"收费金额填{shown}万元，对本单位来说很大，疑似以元填写；如果单位是元，应当填{small}。",
            found=shown,
            severity=None if fee >= case.profile.fee_most else Severity.INFO,
        )


def _is_too_much(case: Case, fee: Decimal) -> bool:
    """Whether a whole amount is beyond what an organ below the city collects."""
    if fee % 1 or case.organ not in {Organ.DEPARTMENT, Organ.TOWNSHIP}:
        return False
    if fee >= case.profile.fee_most:
        return True
    low = case.organ is Organ.TOWNSHIP or is_county_level(case.report.agency)
    return low and fee >= case.profile.fee_round_least and fee % _TEN_THOUSAND == 0


def _other_unit(case: Case, fee: Decimal, before: int | Decimal | None) -> Iterator[Fault]:
    """Report a change by the factor that lies between 元 and 万元."""
    low, high = case.profile.fee_unit_low, case.profile.fee_unit_high
    if before is None or before <= 0:
        return
    larger, smaller = max(fee, before), min(fee, before)
    if low <= larger / smaller <= high:
        times = f"{larger / smaller:.0f}"
        change = f"是上年的{times}倍" if fee > before else f"只有上年的{times}分之一"
        yield _fee(
            f"收费金额上年{print_number(before)}万元，本年{print_number(fee)}万元，{change}，"
            "疑似元和万元混用。",
            found=print_number(fee),
        )


def _fee(
    message: str,
    *,
    found: str,
    expected: str | None = None,
    severity: Severity | None = None,
) -> Fault:
    return Fault(
        message=message,
        cells=(_FEE,),
        section=_SECTION,
        expected=expected,
        found=found,
        severity=severity,
    )


def _short(amount: Decimal) -> str:
    """Print an amount without zeros at its end: 1.25 for 1.2500."""
    text = format(amount, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


@rule("T2-06")
def stock_of_published_documents(case: Case) -> Verdicts:
    """All published documents are at least those published this year.

    That more were published than made is only worth a look: older ones may have been added.

    Wrong: made 14, published 14, all published 10.
    Right: made 14, published 14, all published 96.
    """
    for row in _rows_with(case, "total"):
        made, released, total = (f"t2.{row}.{column}" for column in ("made", "released", "total"))
        label = case.report.cell(total).row.spoken
        if unread := case.unread(released, total):
            yield Undecided(unread)
        made_number = case.number(made)
        released_number, total_number = case.number(released), case.number(total)
        if released_number is None:
            continue
        if total_number is not None and total_number < released_number:
            yield Fault(
                message=f"{label}：本年新公开{released_number}件，对外公开总数量却只有{total_number}件。",
                cells=(released, total),
                section=_SECTION,
                expected=f"≥{released_number}",
                found=total_number,
            )
        if made_number is not None and released_number > made_number:
            yield Fault(
                message=f"{label}：本年新公开{released_number}件，多于新制作的{made_number}件，"
                "请核实是否补公开了往年的文件。",
                cells=(made, released),
                section=_SECTION,
                severity=Severity.INFO,
            )


@rule("T2-07")
def signed_changes(case: Case) -> Verdicts:
    """A change of the number of items is a signed whole number; what is left is not negative.

    Wrong: 12 items the year before, change 无.
    Right: 12 items the year before, change -2.
    """
    for name, cell in case.report.tables["t2"].cells.items():
        if cell.holds != "delta":
            continue
        value, prev = case.value(name), f"t2.{cell.row.key}.prev"
        said = _change_misspelt(value)
        if value.kind is Kind.UNREADABLE:
            yield Undecided(case.unread(name))
        elif said:
            yield Fault(
                message=f"{cell.place}写成“{value.text}”，{said}。",
                cells=(name,),
                section=_SECTION,
                found=value.text,
                severity=Severity.INFO if isinstance(value.number, int) else None,
            )
        before = case.number(prev)
        if before is not None and value.number is not None and before + value.number < 0:
            yield Fault(
                message=f"{cell.row.spoken}：上一年项目数量{before}项，本年增减{value.number}项，"
                f"相加为{before + value.number}，不能是负数。",
                cells=(prev, name),
                section=_SECTION,
                found=before + value.number,
            )


def _change_misspelt(value: Value) -> str:
    """Say how a change should be written; empty where it is a signed whole number."""
    if isinstance(value.number, int):
        return "" if _SIGNED.fullmatch(value.text) else f"请改写为{value.number}"
    if value.number is not None:
        return "应当是整数"
    if value.kind is not Kind.WORD:
        return ""
    both = _BOTH_WAYS.fullmatch(value.text)
    if both:
        return f"应当填净增减数{int(both[1]) - int(both[2])}"
    if value.text in _NO_CHANGE:
        return "没有变化的应当填0"
    return "应当填带符号的整数，增加填正数，减少用负号，没有变化填0"


@rule("T2-08")
def purchases(case: Case) -> Verdicts:
    """Purchases and their amount are both 0 or both not, and the amount names its unit.

    Wrong: 6 purchases, amount 251000.
    Right: 6 purchases, amount 25.1万元.
    """
    names = ("t2.purchase.count", "t2.purchase.amount")
    if not _rows_with(case, "amount"):
        return
    if unread := case.unread(*names):
        yield Undecided(unread)
        return
    count, amount = (case.number(name) for name in names)
    text = case.value(names[1]).text
    if amount is None and case.value(names[1]).kind is Kind.WORD:
        yield Fault(
            message=f"采购总金额写成“{text}”，看不出是多少元，请写成数字加单位。",
            cells=names[1:],
            section=_SECTION,
            found=text,
        )
    if count is None or amount is None:
        return
    if (count == 0) != (amount == 0):
        yield Fault(
            message=f"政府集中采购：项目数量{count}，总金额{text}，应当同为0或者同不为0。",
            cells=names,
            section=_SECTION,
        )
    elif amount and not re.search("元|万|亿", text):
        yield Fault(
            message=f"采购总金额填{text}，没有写明单位，请注明元或者万元。",
            cells=names[1:],
            section=_SECTION,
            found=text,
        )


def _rows_with(case: Case, column: str) -> tuple[str, ...]:
    """Return the rows of table 2 that have this column; none where the form has it not."""
    cells = case.report.tables["t2"].cells.values()
    return tuple(cell.row.key for cell in cells if cell.column.key == column)


RULES = (
    power_to_make_rules,
    stock_of_documents,
    unit_of_the_fee,
    stock_of_published_documents,
    signed_changes,
    purchases,
)
