"""Operations on figures that the text derives: sums of groups, shares, growth, lapsed requests.

The sentences stand in ``faults/*.toml`` (see `reportkit.lessons.operations._phrases`); here the
figures are worked out that their gaps name besides those of the tables.
"""

from __future__ import annotations

import dataclasses
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from reportkit.lessons.operations._gaps import Figures
from reportkit.lessons.operations._phrases import may_go, told
from reportkit.lessons.operations._wrong import wrong_figure

if TYPE_CHECKING:
    from reportkit.lessons._draft import Draft
    from reportkit.lessons._fault import Fault, Planted
    from reportkit.specimens import Draw

__all__ = ["first_row", "growth", "lapsed", "share_of_received"]

_TENTH = Decimal("0.1")


def first_row(draft: Draft, fault: Fault, draw: Draw) -> Planted | None:
    """Tell one row's figure for the whole group of table three.

    Notes
    -----
    ``given.groups`` are the groups that come into question; one with requests in two rows at least
    is drawn.  Gaps: ``{group}`` its name, ``{part}`` the row's figure, ``{whole}`` the group's.
    """
    figures = Figures(draft.report)
    rows = {row.key: row for row in draft.report.tables["t3"].blocks[0].rows.walk()}
    for key in draw.shuffled(fault.given["groups"]):
        cells = figures.cells(key)
        numbers = [n for cell in cells if isinstance(n := draft.report.number(cell), int)]
        parts = [number for number in numbers if number]
        if len(parts) < 2 or len(numbers) < len(cells):
            continue
        known: dict[str, str | int] = {
            "group": rows[key].spoken,
            "part": parts[0],
            "whole": sum(parts),
        }
        named = dataclasses.replace(fault, given={**fault.given, "cells": [key]})
        planted = told(draft, named, draw, known)
        return planted and dataclasses.replace(planted, fault=fault)
    return None


def share_of_received(draft: Draft, fault: Fault, draw: Draw) -> Planted | None:
    """Tell the share of an outcome, with what came in instead of what was handled as the base.

    Notes
    -----
    Gaps: ``{rate}`` the right share in percent, ``{share}`` the wrong one.
    """
    figures = Figures(draft.report)
    count, done, came = (figures.number(key) for key in ("R3_1", "R3_7", "R1"))
    if not done or not came or count > came:
        return None
    right, wrong = _percent(count, done), _percent(count, came)
    if abs(right - wrong) <= _TENTH:
        return None
    return told(draft, fault, draw, {"rate": str(right), "share": str(wrong)})


def growth(draft: Draft, fault: Fault, draw: Draw) -> Planted | None:
    """Tell how the requests grew or fell against last year's report.

    Notes
    -----
    Gaps: ``{last}`` last year's figure and ``{bad_last}`` a wrong one; ``{step}`` the difference,
    ``{direction}`` 增加 or 减少 and ``{opposite}`` the other; ``{grew}`` 增长 or 下降, ``{rate}``
    the right rate in percent, ``{bad_rate}`` the one with this year's figure as the base.
    """
    if draft.previous is None:
        return None
    now, last = Figures(draft.report).number("R1"), Figures(draft.previous).number("R1")
    if not last or not now or now == last:
        return None
    step, up = abs(now - last), now > last
    rate, bad_rate = _percent(step, last), _percent(step, now)
    if abs(rate - bad_rate) <= _TENTH:
        return None
    bad_last = wrong_figure(last, draw.part("last"))
    known: dict[str, str | int] = {
        "last": last,
        "bad_last": bad_last,
        "step": step,
        "direction": "增加" if up else "减少",
        "opposite": "减少" if up else "增加",
        "grew": "增长" if up else "下降",
        "rate": str(rate),
        "bad_rate": str(bad_rate),
    }
    return told(draft, fault, draw, known)


def lapsed(draft: Draft, fault: Fault, draw: Draw) -> Planted | None:
    """Let requests lapse because a fee was not paid, and tell too few notices in section six.

    Notes
    -----
    ``given.moved`` requests of individuals are moved from another outcome to the row of lapsed
    ones; all equations go on holding.
    """
    moved = int(fault.given["moved"])
    row = "R3_6_2"
    name = f"t3.{row}.tot"
    if name not in draft.report.values or draft.report.number(name) != 0:
        return None
    leaves = draft.report.tables["t3"].blocks[0].rows.leaves
    sources = [r.key for r in leaves if r.key.startswith("R3_") and r.key not in {row, "R3_7"}]
    for source in draw.shuffled(sources):
        cells = [f"t3.{key}.{column}" for key in (source, row) for column in ("nat", "tot")]
        numbers = [draft.report.number(cell) for cell in cells]
        given_up, total = numbers[0], numbers[1]
        if not isinstance(given_up, int) or not isinstance(total, int) or given_up < moved:
            continue
        citing = [role for role in draft.citing(*cells) if role != "fees"]
        if not may_go(citing) or not draft.free(*cells):
            continue
        before = draft.report
        after = (given_up - moved, total - moved, moved, moved)
        draft.report = before.replace(dict(zip(cells, after, strict=True)))
        named = dataclasses.replace(fault, given={**fault.given, "cuts": citing})
        planted = told(draft, named, draw, {})
        if planted is None:
            draft.report = before
            return None
        draft.take(*cells)
        expected = tuple(
            dataclasses.replace(e, cells=(cells[3],)) if e.rule == fault.rule else e
            for e in planted.expected
        )
        places = (f"t3.{row}", *cells[2:])
        return dataclasses.replace(planted, fault=fault, expected=expected, places=places)
    return None


def _percent(part: int, whole: int) -> Decimal:
    return (Decimal(100 * part) / whole).quantize(_TENTH, ROUND_HALF_UP)
