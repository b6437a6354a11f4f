"""Tables that differ from the form: columns, rows, subtotals, parts, second reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import html_beside
import html_tables
import samples
from layouts import expanded, grid_of, render
from reportkit.document import Document, Flow, Paragraph, Place, Row, Rows
from reportkit.errors import ReadError
from reportkit.grid import Role
from reportkit.readers import read_text
from reportkit.readers._html import read_html
from reportkit.recognise import recognise
from reportkit.text import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportkit.grid import Grid
    from reportkit.report import Report


def _rows(report: Report, table: str) -> list[list[str | None]]:
    grid = expanded(grid_of(report, table))
    return [[None if cell is None else text for cell, text in row] for row in grid]


def _document(tables: dict[str, list[list[str | None]]]) -> Document:
    blocks: list[Paragraph | Rows] = []
    for number, (table, rows) in enumerate(tables.items(), 1):
        heading = samples.filled().sections[int(table[1]) - 1].heading
        blocks.append(Paragraph(text=heading, place=Place()))
        made = tuple(
            Row(texts=tuple(row), place=Place(table=number, row=i)) for i, row in enumerate(rows, 1)
        )
        blocks.append(Rows(rows=made, flow=Flow.SPANNED))
    return Document(name="a.html", blocks=tuple(blocks))


def _same_figures(read: Report, report: Report, *, but: str = "") -> bool:
    return all(
        read[name].number == value.number
        for name, value in report.values.items()
        if not (but and name.endswith(but))
    )


def _all() -> dict[str, list[list[str | None]]]:
    return {table: _rows(samples.filled(), table) for table in ("t2", "t3", "t4")}


def test_real_tables_are_read_with_their_places() -> None:
    read = recognise(_document(_all()))
    assert _same_figures(read, samples.filled())
    origin = read["t3.R1.com"].origin
    assert origin is not None
    assert (origin.place.table, origin.place.row, origin.place.column) == (2, 4, 5)


def test_columns_in_another_order_are_read_by_their_heading() -> None:
    tables = _all()
    for row in tables["t3"][2:]:  # the group 法人或其他组织 above stays where it begins
        row[4], row[8] = row[8], row[4]
    assert _same_figures(recognise(_document(tables)), samples.filled())


def test_columns_of_table_two_in_another_order_are_read_by_their_heading() -> None:
    tables = _all()
    for row in tables["t2"][1:4]:
        row[1], row[3] = row[3], row[1]
    assert _same_figures(recognise(_document(tables)), samples.filled())


def test_a_column_left_out_is_unread_and_the_others_are_read() -> None:
    tables = _all()
    tables["t3"] = [row[:8] + row[9:] for row in tables["t3"]]
    read = recognise(_document(tables))
    assert {row.reason for row in read.unread} == {"表三缺少“其他”一列"}
    assert len(read.unread) == 25
    assert read["t3.R1.oth"].kind is Kind.UNREADABLE
    assert _same_figures(read, samples.filled(), but=".oth")


def test_rows_in_another_order_are_read_by_their_labels() -> None:
    tables = _all()
    rows = tables["t3"]
    rows[8], rows[10] = rows[10], rows[8]
    rows[3], rows[4] = rows[4], rows[3]
    read = recognise(_document(tables))
    assert read.unread == ()
    assert _same_figures(read, samples.filled())


def test_subtotals_of_groups_are_noted_and_not_read_as_rows() -> None:
    tables = _all()
    extra: list[str | None] = [None, "（三）不予公开", None, "0", "1", "0", "0", "0", "0", "1"]
    tables["t3"].insert(7, extra)
    read = recognise(_document(tables))
    assert _same_figures(read, samples.filled())
    assert read.reading is not None
    assert [(d.kind, d.row) for d in read.reading.deviations] == [("subtotal", "R3_3")]


def test_a_row_that_the_form_lacks_is_left_over() -> None:
    tables = _all()
    tables["t2"].insert(4, ["其他主动公开文件", "18", "6", "25"])
    read = recognise(_document(tables))
    assert _same_figures(read, samples.filled())
    assert read.reading is not None
    assert [d.kind for d in read.reading.deviations] == ["extra-row"]
    assert "其他主动公开文件" in read.reading.leftovers[0]


def test_a_missing_row_is_unread_and_said() -> None:
    tables = _all()
    del tables["t3"][12]
    read = recognise(_document(tables))
    assert [(row.table, row.row) for row in read.unread] == [("t3", "R3_3_6")]


def test_a_row_found_twice_with_other_figures_is_unread() -> None:
    tables = _all()
    again = list(tables["t3"][3])
    again[3] = "9"
    tables["t3"].append(again)
    read = recognise(_document(tables))
    assert [(row.row, row.reason) for row in read.unread] == [("R1", "这一行出现了两次，数字不同")]


def test_a_row_without_its_label_is_placed_by_its_order_and_marked() -> None:
    tables = _all()
    tables["t3"][4][0] = ""
    read = recognise(_document(tables))
    assert _same_figures(read, samples.filled())
    origin = read["t3.R2.nat"].origin
    assert origin is not None
    assert origin.inferred


@pytest.mark.parametrize("headed", [True, False])
def test_a_table_cut_in_two_by_text_is_read_on(*, headed: bool) -> None:
    report = samples.filled()
    rows = _rows(report, "t3")
    document = _document({"t2": _rows(report, "t2"), "t3": rows[:15]})
    rest = (rows[:3] if headed else []) + rows[15:]
    more = Rows(
        rows=tuple(Row(texts=tuple(row), place=Place(table=9, row=1)) for row in rest),
        flow=Flow.SPANNED,
    )
    note = Paragraph(
        text="（接上页）本表由办公室填报，各股室核对后报送，数据以台账为准，请注意查收。",
        place=Place(),
    )
    number = Paragraph(text="— 3 —", place=Place())
    tail = _document({"t4": _rows(report, "t4")})
    blocks = (*document.blocks, number, note, more, *tail.blocks)
    read = recognise(Document(name="a.html", blocks=blocks))
    assert read.unread == ()
    assert _same_figures(read, report)


def test_table_four_in_two_tables_is_put_together() -> None:
    report = samples.filled()
    rows = _rows(report, "t4")
    tables = _all()
    del tables["t4"]
    document = _document(tables)
    heading = Paragraph(text=report.sections[3].heading, place=Place())
    parts = [
        Rows(rows=tuple(Row(texts=tuple(row[a:b]), place=Place(row=1)) for row in rows),
             flow=Flow.SPANNED)
        for a, b in ((0, 5), (5, 15))
    ]  # fmt: skip
    read = recognise(Document(name="a", blocks=(*document.blocks, heading, *parts)))
    assert _same_figures(read, report)


def test_a_2019_row_in_a_2021_report_keeps_its_own_format() -> None:
    tables = _all()
    tables["t3"] = _rows(samples.trial(), "t3")
    read = recognise(_document(tables))
    assert (read.tables["t2"].format, read.tables["t3"].format) == ("2021", "2019")
    assert read.unread == ()


def test_missing_tables_are_unread_row_by_row_never_zero() -> None:
    tables = _all()
    del tables["t3"]
    read = recognise(_document(tables))
    assert len(read.unread) == 25
    assert {value.kind for name, value in read.values.items() if name.startswith("t3")} == {
        Kind.UNREADABLE
    }


def test_two_reports_in_one_file_are_refused_in_one_sentence() -> None:
    text = render(samples.last_year(), "A0") + "\n" + render(samples.filled(), "A0")
    with pytest.raises(ReadError, match="不止一份报告"):
        recognise(read_text(text, "两年.txt"))


def test_a_menu_with_the_words_of_the_table_is_no_table() -> None:
    menu = "首页\n行政许可\n行政处罚\n行政强制\n行政复议\n规章\n行政规范性文件\n行政事业性收费\n"
    read = recognise(read_text(menu + render(samples.filled(), "A11"), "a.txt"))
    assert read.unread == ()
    assert read.title == samples.filled().title
    assert read.introduction == samples.filled().introduction


def test_roles_of_the_layout_cover_the_whole_table() -> None:
    grid = grid_of(samples.filled(), "t3")
    values = [cell for cell in grid.cells if cell.role is Role.VALUE]
    assert len(values) == 175


def _pages(report: Report, table: str, make: Callable[[Grid], str]) -> Report:
    """Read the sample as a page on which one table is made otherwise."""
    parts = [f"<p>{report.title}</p>"]
    for section in report.sections:
        parts += [f"<p>{text}</p>" for text in (section.heading, *section.text.split("\n"))]
        if key := {2: "t2", 3: "t3", 4: "t4"}.get(section.no):
            parts.append((make if key == table else html_tables.spans)(grid_of(report, key)))
    return recognise(read_html("".join(parts).encode(), "a.html"))


def test_a_line_of_column_numbers_is_not_the_row_of_table_four() -> None:
    read = _pages(samples.filled(), "t4", html_beside.column_numbers)
    assert _same_figures(read, samples.filled())


def test_figures_one_to_fifteen_are_read_where_no_other_row_stands() -> None:
    names = [name for name in samples.filled().values if name.startswith("t4.")]
    report = samples.filled().replace({name: n for n, name in enumerate(names, 1)})
    assert _same_figures(_pages(report, "t4", html_tables.spans), report)


def test_two_rows_of_figures_in_table_four_are_unread() -> None:
    last = samples.last_year()

    def both(grid: Grid) -> str:
        row = html_tables.rows_of(grid_of(last, "t4"))[-1]
        return html_tables.table_html([*html_tables.rows_of(grid), row])

    read = _pages(samples.filled(), "t4", both)
    assert {row.reason for row in read.unread} == {"有2行数字，分不清哪一行是本年度的"}


def test_a_column_beside_the_form_that_no_heading_explains_leaves_rows_unread() -> None:
    def unnamed(grid: Grid) -> str:
        return html_beside.last_year(grid).replace("上年数", "")

    read = _pages(samples.filled(), "t3", unnamed)
    assert {row.row for row in read.unread} == set(samples.filled().tables["t3"].row_keys)


def test_a_second_total_beside_the_form_is_not_taken_for_the_first() -> None:
    def totals(grid: Grid) -> str:
        return html_beside.last_year(grid).replace("上年数", "总计")

    read = _pages(samples.filled(), "t3", totals)
    assert {row.row for row in read.unread} == set(samples.filled().tables["t3"].row_keys)


def test_figures_that_stand_away_from_their_rows_leave_no_row_blank() -> None:
    report = samples.filled()
    text = render(report, "A11")
    before, rest = text.split("一、本年新收政府信息公开申请数量\n", 1)
    table, after = rest.split("四、政府信息公开行政复议", 1)
    lines = ["一、本年新收政府信息公开申请数量", *table.splitlines()]
    words = [line for line in lines if not line.strip().isdigit()]
    figures = [line for line in lines if line.strip().isdigit()]
    moved = "\n".join([before.rstrip("\n"), *words, *figures, f"四、政府信息公开行政复议{after}"])
    read = recognise(read_text(moved, "a.txt"))
    assert {row.row for row in read.unread} == set(report.tables["t3"].row_keys)


def test_figures_without_labels_behind_a_row_without_figures_are_not_the_next_rows() -> None:
    text = (
        "一、本年新收政府信息公开申请数量\t1\t0\t0\t0\t0\t0\t1\n"
        "（一）予以公开\t\n\t5\t0\t0\t0\t0\t0\t5\n"
        "（三）不予公开\t1.属于国家秘密\t0\t0\t0\t0\t0\t0\t0\n"
    )
    report = recognise(read_text(text, "a.txt"))
    assert report["t3.R3_2.nat"].kind is Kind.UNREADABLE
    assert report["t3.R3_3_1.nat"].number == 0


def _results_page(*rows: str) -> Report:
    head = "<h2>四、政府信息公开行政复议、行政诉讼情况</h2>"
    return recognise(read_html((head + "".join(rows)).encode(), "a.html"))


_RESULTS = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]


def _results_table(figures: list[str]) -> str:
    cells = "".join(f"<td rowspan=2>{name}" for name in _RESULTS)
    below = "".join(f"<td>{name}" for name in _RESULTS * 2)
    return (
        "<table><tr><td colspan=5>行政复议<td colspan=10>行政诉讼"
        f"<tr>{cells}<td colspan=5>未经复议直接起诉<td colspan=5>复议后起诉<tr>{below}"
        f"<tr>{''.join(f'<td>{text}' for text in figures)}</table>"
    )


def test_results_that_stand_twice_alike_are_read_once() -> None:
    figures = ["1", "0", "0", "0", "1", "0", "2", "0", "0", "2", "0", "0", "0", "3", "3"]
    report = _results_page(_results_table(figures), _results_table(figures))
    assert [str(value.number) for value in list(report.values.values())[-15:]] == figures
    other = _results_page(_results_table(figures), _results_table(["9", *figures[1:]]))
    assert other["t4.A.keep"].kind is Kind.UNREADABLE


def test_results_left_blank_are_blank() -> None:
    report = _results_page(_results_table([""] * 15))
    assert {value.kind for value in list(report.values.values())[-15:]} == {Kind.BLANK}


def test_a_blank_row_short_of_a_cell_is_unread() -> None:
    report = _results_page(_results_table([""] * 14))
    assert report["t4.A.keep"].kind is Kind.UNREADABLE


def test_merged_cells_repeated_in_every_column_are_one() -> None:
    lines = [
        "\t".join(["行政复议"] * 5 + ["行政诉讼"] * 10),
        "\t".join([*_RESULTS, *["未经复议直接起诉"] * 5, *["复议后起诉"] * 5]),
        "\t".join(_RESULTS * 3),
        "1\t0\t0\t0\t1\t0\t2\t0\t0\t2\t0\t0\t0\t3\t3",
    ]
    text = "四、政府信息公开行政复议、行政诉讼情况\n" + "\n".join(lines)
    assert recognise(read_text(text, "a.txt"))["t4.C.open"].number == 3


def test_a_figure_repeated_below_its_repeated_heading_is_one() -> None:
    text = (
        "第二十条第（八）项\t第二十条第（八）项\t第二十条第（八）项\t第二十条第（八）项\n"
        "信息内容\t上一年项目数量\t本年增/减\t本年增/减\n"
        "行政事业性收费\t6\t-2\t{}\n"
    )
    report = recognise(read_text(text.format("-2"), "a.txt"))
    assert (report["t2.fee.prev"].number, report["t2.fee.delta"].number) == (6, -2)
    other = recognise(read_text(text.format("-1"), "a.txt"))
    assert other["t2.fee.delta"].kind is Kind.UNREADABLE


def test_a_figure_alone_in_the_line_below_a_blank_row_is_not_passed_over() -> None:
    text = (
        "第二十条第（五）项\n信息内容\t本年处理决定数量\n行政许可\t\n\n8\n"
        "第二十条第（六）项\n信息内容\t本年处理决定数量\n行政处罚\t\n行政强制\t3\n"
    )
    report = recognise(read_text(text, "a.txt"))
    assert report["t2.permit"].kind is Kind.UNREADABLE
    assert report["t2.penalty"].kind is Kind.BLANK
    assert report["t2.coercion"].number == 3


def test_a_label_of_two_lines_names_the_row_it_ends_in() -> None:
    text = (
        "第二十条第（一）项\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n"
        "规章\t0\t0\t0\n行政规范性\n文件\t2\t1\t5\n"
    )
    report = recognise(read_text(text, "a.txt"))
    assert report["t2.norm.valid"].number == 5


def test_a_heading_cut_by_a_line_end_does_not_move_columns() -> None:
    text = (
        "第二十条第（一）项\n信息内容\t本年制\n发件数\t本年废止件数\t现行有效件数\n"
        "规章\t7\t\n行政规范性文件\t6\t1\t8\n"
    )
    report = recognise(read_text(text, "a.txt"))
    assert report["t2.rule.repealed"].kind is Kind.UNREADABLE
    assert report["t2.norm.repealed"].number == 1


def _cut(tables: dict[str, list[list[str | None]]], at: int) -> Document:
    """Begin another table of the file before a row of table 3, as the end of a page does."""
    document = _document(tables)
    blocks = list(document.blocks)
    rows = next(b.rows for b in blocks if isinstance(b, Rows) and b.rows[0].place.table == 2)
    below = tuple(
        Row(texts=row.texts, place=Place(table=9, row=row.place.row)) for row in rows[at:]
    )
    blocks[3:4] = [Rows(rows=rows[:at], flow=Flow.SPANNED), Rows(rows=below, flow=Flow.SPANNED)]
    return Document(name="a.pdf", blocks=tuple(blocks))


@pytest.mark.parametrize("rest", [["", "", "", "7", "", "7", "", "", "9", ""],
                                  ["", "", "", "1", "2", "3", "4", "5", "6", "21"]])  # fmt: skip
def test_figures_without_a_label_behind_the_end_of_a_page_leave_the_last_row_unread(
    rest: list[str | None],
) -> None:
    tables = _all()
    tables["t3"].insert(8, rest)
    read = recognise(_cut(tables, 8))
    assert [row.row for row in read.unread] == ["R3_3_1"]
    assert "分页断开" in read.unread[0].reason


def test_a_label_whose_figures_stand_behind_the_end_of_a_page_is_not_blank() -> None:
    tables = _all()
    row = tables["t3"][6]
    assert row[1] == "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"
    rest: list[str | None] = ["", "不计其他情形）", None, *row[3:]]
    tables["t3"][6] = [*row[:3], *[""] * 7]
    tables["t3"].insert(7, rest)
    read = recognise(_cut(tables, 7))
    assert [row.row for row in read.unread] == ["R3_2"]


def test_two_lines_of_figures_beside_one_label_leave_its_row_unread() -> None:
    tables = _all()
    tables["t3"].insert(4, [None, None, None, "3", "", "", "", "", "", ""])
    read = recognise(_document(tables))
    assert [row.row for row in read.unread] == ["R1"]


@pytest.mark.parametrize(("text", "reason"), [("1\n0", "断开"), ("2 2件", "断开"),
                                              ("（公式未计算）", "公式")])  # fmt: skip
def test_broken_figures_and_sums_not_worked_out_are_unread(text: str, reason: str) -> None:
    tables = _all()
    tables["t3"][4][5] = tables["t3"][4][7] = text
    read = recognise(_document(tables))
    assert [row.row for row in read.unread] == ["R2"]
    assert reason in read.unread[0].reason
    assert read["t3.R2.res"].kind is read["t3.R2.law"].kind is Kind.UNREADABLE
    assert read["t3.R2.nat"] == samples.filled()["t3.R2.nat"]


def _unspanned() -> dict[str, list[list[str | None]]]:
    tables = _all()
    tables["t3"] = [[*(cell or "" for cell in row), "", ""] for row in tables["t3"]]
    for row in tables["t3"][3:]:  # figures only below 总计
        row[3:9] = [""] * 6
    return tables


def test_blank_cells_left_by_lost_spans_keep_figures_below_their_columns() -> None:
    read = recognise(_document(_unspanned()))
    assert read["t3.R1.tot"] == samples.filled()["t3.R1.tot"]
    assert read["t3.R3_1.tot"] == samples.filled()["t3.R3_1.tot"]
    assert [row for row in read.unread if row.table == "t3"] == []


def test_a_figure_below_no_column_shows_that_rows_were_moved_to_the_left() -> None:
    tables = _unspanned()
    row = tables["t3"][3]
    tables["t3"][3] = [row[0], "", "3", "", "", "", "", row[9], "", "", "", ""]
    unread = {row.row for row in recognise(_document(tables)).unread}
    assert {"R1", "R2", "R3_1", "R4"} <= unread


@pytest.mark.parametrize("named", [True, False])
def test_a_first_column_that_counts_all_rows_is_left_out(*, named: bool) -> None:
    tables = _all()
    for rows in tables.values():
        rows[:] = [[str(n), *row] for n, row in enumerate(rows)]
        if named:
            rows.insert(0, ["", *(str(n) for n in range(len(rows[0]) - 1))])
    read = recognise(_document(tables))
    assert read.unread == ()
    assert _same_figures(read, samples.filled())


def test_table_four_is_read_below_both_lines_of_its_heading_beside_empty_columns() -> None:
    report = samples.filled().replace({"t4.A.keep": None, "t4.B.open": None, "t4.C.fix": "/"})
    tables = {table: _rows(report, table) for table in ("t2", "t3", "t4")}
    for row in tables["t4"]:
        row += ["", ""]
    read = recognise(_document(tables))
    assert read.unread == ()
    assert all(read[name].kind is value.kind for name, value in report.values.items())


def test_figures_at_the_end_of_a_page_leave_a_blank_row_behind_it_unread() -> None:
    tables = _all()
    row = tables["t3"][6]
    tables["t3"].insert(6, [None, "", None, *row[3:9], ""])
    tables["t3"][7] = [*row[:3], *[""] * 7]
    read = recognise(_cut(tables, 7))
    assert [row.row for row in read.unread] == ["R3_2"]
