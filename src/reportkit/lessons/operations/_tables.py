"""How tables are filled in and printed: blanks, odd spellings, totals alone, labels, lost rows.

Parameters in ``faults/*.toml`` are keys of the form and writings of officials.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from reportkit.lessons._fault import Expected, Planted
from reportkit.lessons.operations._following import number
from reportkit.lessons.operations._printed import (
    deviate,
    lose_cells,
    lose_table,
    official_label,
    reading_of,
)
from reportkit.lessons.operations._wrong import full_width
from reportkit.report import Deviation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reportkit.lessons._draft import Draft
    from reportkit.lessons._fault import Fault
    from reportkit.report import Report
    from reportkit.specimens import Draw

__all__ = [
    "cell_lost",
    "cells_left_out",
    "cells_misspelt",
    "column_lost",
    "label_changed",
    "row_added",
    "row_ragged",
    "rows_lost",
    "subtotal_added",
    "table_pictured",
    "total_alone",
]

_BLANK = "空白"


# ------------------------------------------------------------------------ what is filled in
def cells_left_out(draft: Draft, fault: Fault, draw: Draw) -> Planted | None:
    """Leave out zeros: a row, the rows of a group, or a column in which nothing happened.

    Notes
    -----
    ``given.lines`` is ``row``, ``column`` or ``table``, or a list of rows that go together;
    ``given.writing`` is what stands there instead of 0, one of which is drawn.
    """
    table, report = fault.given["table"], draft.report
    writing = draw.choice(fault.given["writing"])
    for rows in draw.shuffled(list(_lines(report, fault))):
        cells = [cell for row in rows for cell in row]
        if any(report.number(cell) != 0 for cell in cells):
            continue
        if not draft.take(*_together(report, cells), *draft.citing(*cells)):
            continue
        draft.report = report.replace(dict.fromkeys(cells, writing))
        expected = [Expected(rule=fault.rule, cells=tuple(row)) for row in rows]
        stubs = [cell.rpartition(".")[0] for cell in cells]
        return Planted(
            fault=fault,
            expected=tuple(expected),
            places=tuple(dict.fromkeys((*cells, *stubs, table))),
            wrong=writing or _BLANK,
            right="0",
        )
    return None


def cell_lost(draft: Draft, fault: Fault, draw: Draw) -> Planted | None:
    """Leave out a figure that is not 0, so that its equations can no longer be reckoned."""
    report, table = draft.report, draft.report.tables[fault.given["table"]]
    for name in draw.shuffled(list(table.cells)):
        held = number(report, name)
        if not held or name.rpartition(".")[2] not in fault.given["columns"]:
            continue
        alone = sum(number(report, cell) > 0 for cell in table.row_cells(name.split(".")[1])) <= 1
        if alone or draft.citing(name) or not draft.take(*_together(report, [name])):
            continue
        draft.report = report.replace({name: ""})
        return Planted(
            fault=fault,
            expected=(Expected(rule=fault.rule, cells=(name,)),),
            places=(name,),
            wrong=_BLANK,
            right=str(held),
        )
    return None


def cells_misspelt(draft: Draft, fault: Fault, draw: Draw) -> Planted | None:
    """Write a figure in a way that does not belong into a table: 2件, ２, 2.0.

    Notes
    -----
    ``given.writings`` have ``{n}`` for the figure and ``{wide}`` for its full-width form.
    """
    report, table = draft.report, fault.given["table"]
    names = fault.given.get("cells") or list(report.tables[table].cells)
    for name in draw.shuffled([n for n in names if n in report.values]):
        held = number(report, name)
        if not held or report.cell(name).holds != "count" or not draft.take(name):
            continue
        writing = draw.choice(fault.given["writings"]).format(n=held, wide=full_width(held))
        draft.report = report.replace({name: writing})
        return Planted(
            fault=fault,
            expected=(Expected(rule=fault.rule, cells=(name,)),),
            places=(name,),
            wrong=writing,
            right=str(held),
        )
    return None


def total_alone(draft: Draft, fault: Fault, draw: Draw) -> Planted | None:
    """Fill in only the total of a row and leave the kinds of applicant blank."""
    report = draft.report
    for row in draw.shuffled(fault.given["rows"]):
        cells = report.tables["t3"].row_cells(row)
        if not number(report, cells[-1]) or not draft.take(*_together(report, cells[:-1])):
            continue
        draft.report = report.replace(dict.fromkeys(cells[:-1], ""))
        return Planted(
            fault=fault,
            expected=(Expected(rule=fault.rule, cells=tuple(cells)),),
            places=(f"t3.{row}", *cells),
            wrong=str(number(report, cells[-1])),
        )
    return None


# ------------------------------------------------------------------------- what is printed
def label_changed(draft: Draft, fault: Fault, draw: Draw) -> Planted | None:
    """Print a label of table 2 otherwise than in the form.

    Notes
    -----
    ``given.labels`` is a list of [key of the row or column, what stands there].
    """
    table = draft.report.tables["t2"]
    for key, printed in draw.shuffled(fault.given["labels"]):
        named = [c.id for c in table.cells.values() if key in {c.row_key, c.column.key}]
        if not named or not draft.take(f"label.t2.{key}"):
            continue
        one = len(named) == 1 and printed.startswith("本年")
        official = (
            draft.report.cell(named[0]).column.label
            if one
            else official_label(draft.report, "t2", key)
        )
        deviate(
            draft,
            Deviation(kind="label", table="t2", row=key, printed=printed, expected=official),
        )
        is_row = any(draft.report.cell(name).row.key == key for name in named)
        stubs = (f"t2.{key}",) if is_row and len(named) > 1 else ()
        rules = (fault.rule, *fault.also)
        return Planted(
            fault=fault,
            expected=tuple(Expected(rule=r, cells=tuple(named), quote=printed) for r in rules),
            places=(*stubs, *named, "t2"),
            wrong=printed,
            right=official,
        )
    return None


def subtotal_added(draft: Draft, fault: Fault, draw: Draw) -> Planted | None:
    """Fill the sum of its rows into the line of a group of table 3."""
    groups = [e for e in draft.report.tables["t3"].blocks[0].rows.walk() if e.children]
    for group in draw.shuffled([e for e in groups if e.key != "R3"]):
        rows = [leaf.key for leaf in group.leaves]
        count = sum(number(draft.report, f"t3.{row}.tot") for row in rows)
        if not count or not draft.take(f"label.t3.{group.key}"):
            continue
        printed = f"{group.label} 小计 {count}"
        deviate(
            draft,
            Deviation(
                kind="subtotal", table="t3", row=group.key, printed=printed, expected=group.label
            ),
        )
        return Planted(
            fault=fault,
            expected=(Expected(rule=fault.rule, quote=printed),),
            places=(f"t3.{group.key}", *(f"t3.{row}" for row in rows), "t3"),
            wrong=printed,
            right=group.label,
        )
    return None


def table_pictured(draft: Draft, fault: Fault, draw: Draw) -> Planted | None:
    """Put a picture in place of a table."""
    key = draw.choice(fault.given["tables"])
    table = draft.report.tables[key]
    if not draft.take(key, *draft.citing(*table.cells)):
        return None
    lose_table(draft, key, f"{table.name}是图片")
    reading = dataclasses.replace(
        reading_of(draft.report), pictures=reading_of(draft.report).pictures + 1
    )
    draft.report = draft.report.replace(reading=reading)
    deviate(draft, Deviation(kind="picture", table=key, row="", printed="", expected=""))
    return Planted(
        fault=fault,
        expected=(Expected(rule=fault.rule),),
        places=(key, f"h{table.section}"),
        wrong="图片",
    )


def row_ragged(draft: Draft, fault: Fault, draw: Draw) -> Planted | None:
    """Print a row of table 3 with a cell less: a merged cell went wrong."""
    report = draft.report
    for row in draw.shuffled(fault.given["rows"]):
        cells = report.tables["t3"].row_cells(row)
        if not cells or not draft.take(*_together(report, cells), *draft.citing(*cells)):
            continue
        shown = [report[cell].shown for cell in cells][:-1]
        printed = " ".join([report.cell(cells[0]).row.label, *shown])
        reason = f"只有{len(shown)}格"
        lose_cells(draft, cells, reason)
        deviate(
            draft,
            Deviation(kind="width", table="t3", row=row, printed=printed, expected=reason),
        )
        return Planted(
            fault=fault,
            expected=(Expected(rule=fault.rule),),
            places=(f"t3.{row}", *cells, "t3"),
            wrong=reason,
        )
    return None


def rows_lost(draft: Draft, fault: Fault, draw: Draw) -> Planted | None:
    """Leave out rows in which nothing happened.

    Notes
    -----
    ``given.groups`` is a list of [table, row, row …]; one of them is drawn.
    """
    report = draft.report
    for table, *rows in draw.shuffled(fault.given["groups"]):
        cells = [name for row in rows for name in report.tables[table].row_cells(row)]
        if not cells or any(report.number(name) != 0 for name in cells):
            continue
        if not draft.take(*_together(report, cells), *draft.citing(*cells), f"label.{table}"):
            continue
        labels = {
            row: report.cell(report.tables[table].row_cells(row)[0]).row.label for row in rows
        }
        lose_cells(draft, cells, "没有这一行")
        deviate(draft, *(Deviation(kind="missing-row", table=table, row=row, printed="",
                                   expected=label) for row, label in labels.items()))  # fmt: skip
        return Planted(
            fault=fault,
            expected=(Expected(rule=fault.rule, cells=tuple(cells)),),
            places=(table, *_spots_of(report, table, rows), *cells),
            wrong="、".join(labels.values()),
        )
    return None


def row_added(draft: Draft, fault: Fault, draw: Draw) -> Planted | None:
    """Add a row that the form does not have.

    Notes
    -----
    ``given.rows`` is a list of [table, label of the row].
    """
    for table, label in draw.shuffled(fault.given["rows"]):
        if not draft.take(f"label.{table}"):
            continue
        width = len(draft.report.tables[table].blocks[0].columns.leaves)
        printed = " ".join([label, *["0"] * width])
        deviate(
            draft,
            Deviation(kind="extra-row", table=table, row="", printed=printed, expected=""),
        )
        return Planted(
            fault=fault,
            expected=(Expected(rule=fault.rule),),
            places=(table, f"h{draft.report.tables[table].section}"),
            wrong=label,
        )
    return None


def column_lost(draft: Draft, fault: Fault, draw: Draw) -> Planted | None:
    """Leave out a column in which nothing happened.

    Notes
    -----
    ``given.columns`` is a list of [table, key of the column].
    """
    report = draft.report
    for table, key in draw.shuffled(fault.given["columns"]):
        cells = [c.id for c in report.tables[table].cells.values() if c.column.key == key]
        if any(report.number(name) != 0 for name in cells):
            continue
        if not draft.take(*_together(report, cells), *draft.citing(*cells), f"label.{table}"):
            continue
        label = report.cell(cells[0]).column.label
        lose_cells(draft, cells, f"没有“{label}”一列")
        draft.report = draft.report.replace(reading=reading_of(draft.report))
        return Planted(
            fault=fault,
            expected=(Expected(rule=fault.rule, cells=tuple(cells)),),
            places=(table, *cells),
            wrong=label,
        )
    return None


# -------------------------------------------------------------------------------------- parts
def _lines(report: Report, fault: Fault) -> Iterator[list[list[str]]]:
    """Yield the lines that may be left out, each as rows of cells."""
    table, lines = report.tables[fault.given["table"]], fault.given["lines"]
    keys = [key for key in table.row_keys if key not in fault.given.get("never", ())]
    rows = {key: [str(name) for name in table.row_cells(key)] for key in keys}
    if lines == "row":
        yield from ([rows[key]] for key in keys)
    elif lines == "table":
        yield list(rows.values())
    elif lines == "column":
        for column in table.blocks[0].columns.leaves:
            yield [
                [cell] for row in rows.values() for cell in row if cell.endswith(f".{column.key}")
            ]
    else:
        yield from ([rows[key] for key in group if key in rows] for group in lines)


def _spots_of(report: Report, table: str, rows: Iterable[str]) -> list[str]:
    """Return the places of some rows: the groups in which others are left, and the rows."""
    lost = set(rows)
    groups = [
        entry.key
        for block in report.tables[table].blocks
        for entry in block.rows.walk()
        if (keys := {child.key for child in entry.children}) & lost and not keys <= lost
    ]
    return [f"{table}.{key}" for key in (*groups, *rows)]


def _together(report: Report, cells: Iterable[str]) -> set[str]:
    """Return the cells that stand in an equation with some cells, and these themselves."""
    names = set(cells)
    return names.union(*(e.cells for e in report.equations if names.intersection(e.cells)))
