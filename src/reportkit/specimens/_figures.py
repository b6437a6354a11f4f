"""Figures of two years that hold every equation, within each year and between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportkit.form import Form
    from reportkit.specimens._draw import Draw

__all__ = ["figures"]

Cells = dict[str, int | str]

_COLUMN_WEIGHTS = (80, 12, 1, 2, 2, 3)  # individuals first, as in published reports


def figures(form: Form, draw: Draw) -> tuple[Cells, Cells]:
    """Return last year's and this year's figures for every cell of the form."""
    blank: Cells = dict.fromkeys(form.cells, 0)
    last_requests = _table3(form, draw.part("t3", 0), {})
    open_then = {name.split(".")[2]: n for name, n in last_requests.items() if ".R4." in name}
    requests = _table3(form, draw.part("t3", 1), open_then)
    last = {**blank, **_table2(draw, 13, 3, 2), **last_requests, **_table4(1)}
    this = {**blank, **_table2(draw, 14, 2, 1), **requests, **_table4(1)}
    return last, this


def _table2(draw: Draw, valid: int, issued: int, repealed: int) -> Cells:
    return {
        "t2.norm.issued": issued,
        "t2.norm.repealed": repealed,
        "t2.norm.valid": valid,
        "t2.permit": draw.between(90, 140),
        "t2.penalty": draw.between(12, 20),
        "t2.coercion": 3,
        "t2.fee": "12.6",
    }


def _table3(form: Form, draw: Draw, brought: dict[str, int]) -> dict[str, int]:
    cells = [name.split(".") for name in form.cells if name.startswith("t3.")]
    rows = list(dict.fromkeys(row for _, row, _ in cells))
    columns = [column for column in dict.fromkeys(c for _, _, c in cells) if column != "tot"]
    made = {(row, column): 0 for row in rows for column in columns}
    for column in columns:
        made["R2", column] = brought.get(column, 0)
        for _ in range(made["R2", column]):
            made["R3_1", column] += 1
    for _ in range(draw.between(6, 14)):
        column = draw.weighted(columns, _COLUMN_WEIGHTS)
        made[draw.weighted(["R3_1", "R3_2", "R3_4_1"], [6, 2, 1]), column] += 1
    made["R4", "nat"] = 1
    for column in columns:
        done = sum(made[row, column] for row in rows if row.startswith("R3_") and row != "R3_7")
        made["R3_7", column] = done
        made["R1", column] = done + made["R4", column] - made["R2", column]
    found = {f"t3.{row}.{column}": number for (row, column), number in made.items()}
    return found | {f"t3.{row}.tot": sum(made[row, c] for c in columns) for row in rows}


def _table4(kept: int) -> Cells:
    return {"t4.A.keep": kept, "t4.A.total": kept}
