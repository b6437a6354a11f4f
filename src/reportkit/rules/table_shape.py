"""The tables as printed: their version, whether they are there, their rows: ST-03 to ST-05, ST-12.

A table that was not read is never called present, nor called absent without the file.

>>> [rule.id for rule in RULES]
['ST-03', 'ST-04', 'ST-05', 'ST-12']
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportkit.form import FORMATS, load
from reportkit.rules._prose import ordinal
from reportkit.rules._rule import Case, Fault, Undecided, Verdicts, rule
from reportkit.rules._scope import before_any_form
from reportkit.rules._subtotals import is_subtotal
from reportkit.text import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reportkit.form import CellId, Form, Table
    from reportkit.report import Deviation

__all__ = ["RULES"]

_LONGEST_QUOTE = 30
_MOST_NAMES = 4


@rule("ST-03")
def version(case: Case) -> Verdicts:
    """The tables are those of the form in force for the year.

    Only tables that differ between the forms can tell; table four is the same in both.  Years
    before the first form had no common tables: there neither this rule nor ST-01, ST-02 and
    ST-11 can say anything.

    Wrong: a report about 2023 with 本年新公开数量 in table two.
    Right: a report about 2023 with 本年制发件数, 本年废止件数, 现行有效件数.
    """
    year = case.report.year
    if year is None:
        yield Undecided("报告年度")
        return
    due = next((load(f) for f in FORMATS if load(f).first_year <= year), None)
    if due is None:
        yield Undecided("2019年度及以后的报告（以前没有统一格式）")
        return
    telling = [table for table in case.report.tables.values() if _differs_between_forms(table.key)]
    seen = [table for table in telling if _read(case, table)]
    if not seen:
        yield Undecided("、".join(table.name for table in telling) + "（没有读出，看不出格式）")
    wrong = [table for table in seen if table.format != due.format]
    if wrong:
        yield _wrong_version(case, due, wrong)
    for deviation in _deviations(case, "format"):
        if deviation.table not in {table.key for table in wrong}:
            table = case.report.tables[deviation.table]
            message = f"{table.name}里混有另一种格式的内容：{_row_name(case, deviation)}。"
            yield Fault(message=message, section=table.section, found=deviation.printed)


def _wrong_version(case: Case, due: Form, wrong: list[Table]) -> Fault:
    used = load(wrong[0].format)
    names = "、".join(table.name for table in wrong)
    sign = f"（列有“{used.telltale}”）" if wrong[0].key == "t2" else ""
    return Fault(
        message=f"{case.report.year}年度报告应当用{due.document}的格式，"
        f"而{names}用的是{used.document}的格式{sign}。",
        section=wrong[0].section,
        expected=due.format,
        found=used.format,
    )


@rule("ST-04")
def tables(case: Case) -> Verdicts:
    """Sections two, three and four each have their table, even if all is zero.

    Silent where the whole section is missing (ST-01), the table is a picture (ST-12) or only its
    header was found (ST-05).  Without the file, a table with values is there, one that was never
    read stays undecided.

    Wrong: 二、主动公开政府信息情况：无。
    Right: the heading with the complete table of zeros.
    """
    for table in _prescribed(case):
        section = case.report.section(table.section)
        found = case.reading is not None and table.key in case.reading.tables
        if found or section is None or _read(case, table):
            continue
        if case.reading is None:
            yield Undecided(f"{table.name}（整张表没有读出）")
        elif not any(d.table == table.key for d in _deviations(case, "picture")):
            text = section.text.strip().split("\n")[0]
            quote = text if 0 < len(text) <= _LONGEST_QUOTE else None
            says = f"，只写了“{quote}”" if quote else ""
            yield Fault(
                message=f"{ordinal(table.section)}没有找到统计表（{table.name}）{says}。",
                section=table.section,
                quote=quote or section.heading or None,
            )


@rule("ST-05")
def rows(case: Case) -> Verdicts:
    """The tables have exactly the rows and columns of the form.

    One finding a table for rows that are lacking, one for rows too many, one for a lost column.
    A row that stands in the file but could not be read is undecided; figures in a group row are
    T3-07, other names for a row T2-05.

    Wrong: table three without the three rows of （六）其他处理.
    Right: table three with 1, 2 and 3 under （六）.
    """
    for kind, word in (("missing-row", "少了"), ("extra-row", "多了")):
        for table in _prescribed(case):
            here = (d for d in _deviations(case, kind) if d.table == table.key)
            found = [deviation for deviation in here if not is_subtotal(deviation)]
            if found:
                yield _row_fault(case, table, found, word)
    for table in _prescribed(case) if case.reading else ():
        for column, cells in _lost_columns(case, table):
            message = f"{table.name}少了“{column}”一列；表格的列应当与规定的格式完全相同。"
            yield Fault(message=message, section=table.section, cells=tuple(cells), found=column)
    yield from _unsure_rows(case)


def _unsure_rows(case: Case) -> Verdicts:
    """Say which rows stand in the file, or may, but could not be read."""
    told = {(d.table, d.row) for d in _deviations(case, "missing-row")}
    tables = case.report.tables
    partly = {
        table.key
        for table in _prescribed(case)
        if _read(case, table) and not (case.reading and _lost_columns(case, table))
    }
    rows = [u for u in case.report.unread if u.table in partly and (u.table, u.row) not in told]
    if rows:
        row = _label(case, rows[0].table, rows[0].row)
        more = f"等{len(rows)}行" if len(rows) > 1 else ""
        yield Undecided(f"没有读出的行（{tables[rows[0].table].name}“{row}”{more}）")


def _row_fault(case: Case, table: Table, found: list[Deviation], word: str) -> Fault:
    names = dict.fromkeys(_row_name(case, d) for d in found)
    cells = [name for d in found for name in table.row_cells(d.row)] if word == "少了" else []
    if {d.row for d in found} >= set(table.row_keys):
        what = f"{table.name}只有表头，规定的{len(table.row_keys)}行都没有找到"
    else:
        what = f"{table.name}{word}{len(found)}行：{_list(names)}"
    return Fault(
        message=f"{what}；表格的行应当与规定的格式完全相同。",
        section=table.section,
        cells=tuple(dict.fromkeys(cells)),
        found="、".join(names),
    )


def _lost_columns(case: Case, table: Table) -> list[tuple[str, list[CellId]]]:
    """Return the columns of which no cell could be read although their neighbours could."""
    lost: list[tuple[str, list[CellId]]] = []
    values = case.report.values
    if not any(values[name].kind is Kind.UNREADABLE for name in table.cells):
        return lost
    for block in table.blocks:
        columns = {leaf: [block.cell_id(row.key, leaf.key) for row in block.rows.leaves]
                   for leaf in block.columns.leaves}  # fmt: skip
        blind = {leaf: cells for leaf, cells in columns.items()
                 if all(case.is_unread(name) for name in cells)}  # fmt: skip
        if len(block.rows.leaves) > 1 and len(blind) < len(columns):
            lost += [(leaf.spoken, cells) for leaf, cells in blind.items()]
    return lost


@rule("ST-12")
def searchable(case: Case) -> Verdicts:
    """The tables are text, and every row has its number of cells.

    Wrong: section three is a blurred picture; a row of table three with six figures.
    Right: a table in the page, with docx and pdf to download.
    """
    for table in _prescribed(case):
        if any(d.table == table.key for d in _deviations(case, "picture")):
            which = f"{ordinal(table.section)}的统计表（{table.name}）"
            message = f"{which}是图片，不能检索和复制，数字也无法核对。"
            yield Fault(message=message, section=table.section, found="图片")
        elif _may_be_picture(case, table):
            message = (
                f"{ordinal(table.section)}没有读到表格文字，文件里有{_pictures(case)}张"
                f"图片；{table.name}如果贴成了图片，应当换成可以检索、复制的表格。"
            )
            yield Fault(message=message, section=table.section, found="没有表格文字")
        ragged = [d for d in _deviations(case, "width") if d.table == table.key]
        if ragged:
            names = _list(dict.fromkeys(_row_name(case, d) for d in ragged))
            message = (
                f"{table.name}有{len(ragged)}行不能按规定的格数读出：{names}；"
                "请检查合并单元格是否走样、这一行是否重复。"
            )
            yield Fault(message=message, section=table.section, found=names)


def _may_be_picture(case: Case, table: Table) -> bool:
    """Whether a section says nothing at all, its table was not found, and there are pictures."""
    section = case.report.section(table.section)
    silent = section is not None and not section.text.strip()
    absent = any(d.table == table.key for d in _deviations(case, "missing-table"))
    return silent and absent and _pictures(case) > 0


def _pictures(case: Case) -> int:
    return case.reading.pictures if case.reading else 0


def _prescribed(case: Case) -> tuple[Table, ...]:
    """Return the tables that the report must have: none before there was a form (ST-03)."""
    return () if before_any_form(case) else tuple(case.report.tables.values())


def _deviations(case: Case, kind: str) -> Iterator[Deviation]:
    if case.reading is not None:
        known = case.report.tables
        yield from (d for d in case.reading.deviations if d.kind == kind and d.table in known)


def _read(case: Case, table: Table) -> bool:
    """Whether the table was found, and something of it could be read."""
    if case.reading is not None and table.key not in case.reading.tables:
        return False
    return not all(case.is_unread(name) for name in table.cells)


def _differs_between_forms(key: str) -> bool:
    return len({tuple(load(f).tables[key].cells) for f in FORMATS}) > 1


def _label(case: Case, table: str, row: str) -> str:
    cells = case.report.tables[table].row_cells(row)
    entry = case.report.cell(cells[0]).row if cells else None
    return entry.label if entry and entry.key else row


def _row_name(case: Case, deviation: Deviation) -> str:
    """Name a row by its label in the form, one that the form lacks by what stands there."""
    known = _label(case, deviation.table, deviation.row) if deviation.row else ""
    if deviation.kind in {"extra-row", "format"}:
        known = ""
    name = re.sub(r"\s+", " ", known or deviation.printed or deviation.expected)
    return f"“{name[:_LONGEST_QUOTE]}{'…' if len(name) > _LONGEST_QUOTE else ''}”"


def _list(names: Iterable[str]) -> str:
    """Join names, only as many as a sentence bears."""
    names = list(names)
    return "、".join(names[:_MOST_NAMES]) + ("等" if len(names) > _MOST_NAMES else "")


RULES = (version, tables, rows, searchable)
