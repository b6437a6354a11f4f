"""Slips in table 2: documents, fees, and the items and purchases of the trial form."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from reportkit.lessons._fault import Expected
from reportkit.lessons.operations._altering import alter
from reportkit.lessons.operations._following import number
from reportkit.report import Organ
from reportkit.text import print_number

if TYPE_CHECKING:
    from reportkit.lessons._draft import Draft
    from reportkit.lessons._fault import Fault, Planted
    from reportkit.report import Report
    from reportkit.specimens import Draw

__all__ = [
    "change_impossible",
    "change_in_words",
    "fee_in_yuan",
    "purchase_without_unit",
    "purchases_half",
    "released_more",
    "rules_claimed",
    "stock_off",
    "stock_short",
]

_FEE = "t2.fee"
_FEN = Decimal("0.000001")  # one 分 in 万元
_UNIT_LOW, _UNIT_HIGH = 3000, 30000


def rules_claimed(draft: Draft, fault: Fault, draw: Draw) -> Planted | None:
    """Count internal rules of an organ that cannot make 规章 as 规章.

    References
    ----------
    《立法法》, articles 91 and 93: ministries, provinces, 设区的市 and 自治州.
    """
    report, words = draft.report, draft.specimen.words
    below = words.get("place", "")[-1:] in {"县", "区"} or report.kind is Organ.TOWNSHIP
    of_government = (report.agency or "").endswith(("政府", "政府办公室"))
    if not below and (report.kind is not Organ.DEPARTMENT or of_government):
        return None  # a 市 may be a 设区的市
    made = draw.between(1, 5)
    columns = ("issued", "valid") if report.format == "2021" else ("made", "released", "total")
    names = [f"t2.rule.{column}" for column in columns]
    if any(number(report, name) for name in report.tables["t2"].row_cells("rule")):
        return None
    return alter(
        draft,
        fault,
        dict.fromkeys(names, made),
        besides=[Expected(rule=fault.rule, cells=tuple(names))],
        places=(*names, "t2.rule"),
    )


def stock_short(draft: Draft, fault: Fault, draw: Draw) -> Planted | None:
    """State fewer documents in force than were made and not repealed this year, or published.

    Notes
    -----
    ``given.more`` and ``given.less`` are the columns whose difference the stock in
    ``given.stock`` must reach; ``less`` may be missing.
    """
    report = draft.report
    for row in draw.shuffled(["rule", "norm"]):
        names = {key: f"t2.{row}.{column}" for key, column in fault.given.items()}
        if names["stock"] not in report.values:
            return None
        least = number(report, names["more"])
        least -= number(report, names["less"]) if "less" in names else 0
        if least < 1:
            continue
        wrong = draw.part(row).below(least)
        cells = tuple(names[key] for key in ("stock", "more", "less") if key in names)
        own = [] if "less" in names else [Expected(rule=fault.rule, cells=cells)]
        planted = alter(draft, fault, {names["stock"]: wrong}, besides=own, places=cells)
        if planted is not None:
            return planted
    return None


def released_more(draft: Draft, fault: Fault, draw: Draw) -> Planted | None:
    """State more documents published in the year than were made in it."""
    report = draft.report
    for row in draw.shuffled(["rule", "norm"]):
        made, released, total = (f"t2.{row}.{column}" for column in ("made", "released", "total"))
        wrong = number(report, made) + draw.part(row).between(1, 3)
        cells = (released, made)
        if not number(report, made) or wrong > number(report, total):
            continue
        besides = [Expected(rule=fault.rule, cells=cells)]
        planted = alter(draft, fault, {released: wrong}, besides=besides, places=cells)
        if planted is not None:
            return planted
    return None


def stock_off(draft: Draft, fault: Fault, draw: Draw) -> Planted | None:
    """State a stock that does not follow from last year's.

    Notes
    -----
    ``given.way`` is ``repealed`` (what was repealed is not taken off), ``copied`` (last year's
    stock) or ``issued`` (what was made is not added).
    """
    report, previous = draft.report, draft.previous
    if previous is None or previous.format != report.format:
        return None
    for row in draw.shuffled(["norm"]):
        names = [f"t2.{row}.{column}" for column in ("valid", "issued", "repealed")]
        before = number(previous, names[0])
        wrong = {
            "repealed": before + number(report, names[1]),
            "issued": before - number(report, names[2]),
            "copied": before,
        }[fault.given["way"]]
        if wrong < 0 or wrong == number(report, names[0]):
            continue
        planted = alter(draft, fault, {names[0]: wrong}, places=names)
        if planted is not None:
            return planted
    return None


def fee_in_yuan(draft: Draft, fault: Fault, draw: Draw) -> Planted | None:  # noqa: ARG001
    """Write the fee in 元 into the column in 万元.

    Notes
    -----
    ``given.unit``, if given, is written behind it; without it the figure is ten thousand times
    too large, which last year's report shows.
    """
    report, previous = draft.report, draft.previous
    held = report.number(_FEE) if _FEE in report.values else None
    if not held or held <= 0 or report[_FEE].shown != print_number(held):
        return None
    amount = Decimal(held) * 10_000
    text = format(amount.normalize(), "f")
    unit = fault.given.get("unit", "")
    before = previous.number(_FEE) if previous and previous.format == report.format else None
    if not unit and (not before or not _UNIT_LOW <= amount / before <= _UNIT_HIGH):
        return None
    return alter(
        draft,
        fault,
        {_FEE: f"{text}{unit}"},
        besides=[Expected(rule=fault.rule, cells=(_FEE,))],
        places=(_FEE,),
    )


def change_in_words(draft: Draft, fault: Fault, draw: Draw) -> Planted | None:
    """Write a change of the number of items in words instead of a signed figure.

    Notes
    -----
    ``given.zero`` are writings for no change; ``given.other`` for any other, with ``{n}`` for the
    number and ``{up}``, ``{down}`` for two numbers that make it.
    """
    report = draft.report
    for name in draw.shuffled(_changes(report)):
        held = report.number(name)
        if not isinstance(held, int):
            continue
        some = fault.given["other"] if held else fault.given["zero"]
        down = draw.part(name).between(1, 3)
        up = held + down
        if not some or up <= 0:
            continue
        writing = draw.part(name, "text").choice(some).format(n=abs(held), up=up, down=down)
        planted = alter(
            draft,
            fault,
            {name: writing},
            besides=[Expected(rule=fault.rule, cells=(name,))],
            places=(name,),
        )
        if planted is not None:
            return planted
    return None


def change_impossible(draft: Draft, fault: Fault, draw: Draw) -> Planted | None:
    """Take off more items than there were."""
    report = draft.report
    for name in draw.shuffled(_changes(report)):
        before = name.replace(".delta", ".prev")
        wrong = -(number(report, before) + draw.part(name).between(1, 6))
        planted = alter(
            draft,
            fault,
            {name: wrong},
            besides=[Expected(rule=fault.rule, cells=(before, name))],
            places=(name, before),
        )
        if planted is not None:
            return planted
    return None


def purchase_without_unit(draft: Draft, fault: Fault, draw: Draw) -> Planted | None:  # noqa: ARG001
    """Leave the unit out behind the amount of purchases."""
    name = "t2.purchase.amount"
    held = draft.report[name] if name in draft.report.values else None
    if held is None or not held.number or not held.text.endswith("元"):
        return None
    return alter(
        draft,
        fault,
        {name: held.text.rstrip("亿万元")},
        besides=[Expected(rule=fault.rule, cells=(name,))],
        places=(name,),
    )


def purchases_half(draft: Draft, fault: Fault, draw: Draw) -> Planted | None:
    """Fill in the number of purchases without their amount, or the other way round."""
    names = ("t2.purchase.count", "t2.purchase.amount")
    report = draft.report
    if names[0] not in report.values or not all(report.number(name) for name in names):
        return None
    return alter(
        draft,
        fault,
        {draw.choice(names): 0},
        besides=[Expected(rule=fault.rule, cells=names)],
        places=names,
    )


def _changes(report: Report) -> list[str]:
    return [name for name, cell in report.cells.items() if cell.holds == "delta"]
