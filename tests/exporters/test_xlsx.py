"""The Excel form: live where it is filled in, exact where it is read back."""

from __future__ import annotations

import dataclasses
import datetime
import io
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import reportkit as rk
import samples
from layouts import scattered
from reportkit.cli import main
from reportkit.exporters._xlsx import render, write_form
from reportkit.form import load
from reportkit.grid import layout
from reportkit.readers import read_bytes
from reportkit.recognise import own_form, recognise
from reportkit.report import UNREAD, Contact, Organ, Report, Section, Unread
from reportkit.text import Kind
from strategies import consistent

if TYPE_CHECKING:
    from pathlib import Path

_TOTAL_3 = "J6"  # table 3, new requests, all applicants


def _back(data: bytes) -> Report:
    return recognise(read_bytes(data, "a.xlsx"))


def _book(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def _saved(book: Any) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _place(report: Report, name: str) -> tuple[Any, Any]:
    """Return sheet title and address of a cell of the form."""
    table = report.tables[name.partition(".")[0]]
    cell = next(cell for cell in layout(table).cells if cell.cell == name)
    letter = openpyxl.utils.get_column_letter(cell.column + 1)
    return table.name, f"{letter}{own_form.TABLE_TOP + cell.row}"


# ---------------------------------------------------------------- there and back


@pytest.mark.parametrize("make", [samples.filled, samples.trial, samples.last_year])
def test_a_report_comes_back(make: Any) -> None:
    assert _back(render(make())) == make()


@pytest.mark.parametrize("seed", range(24))
def test_figures_blanks_and_marks_come_back(seed: int) -> None:
    report = scattered(samples.trial() if seed % 3 == 0 else samples.filled(), seed)
    assert _back(render(report)) == report


@settings(max_examples=15, deadline=None)
@given(consistent())
def test_a_consistent_report_comes_back(report: Report) -> None:
    assert _back(render(report)) == report


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.text(st.sampled_from("甲乙1。，=+-@_x0A\t \n<&\"'"), max_size=40), min_size=3, max_size=9
    )
)
def test_any_text_comes_back(texts: list[str]) -> None:
    clean = ["\n".join(line.strip() for line in text.split("\n")).strip() for text in texts]
    report = samples.filled().replace(
        title=clean[0] or None,
        introduction=clean[1],
        sections=tuple(
            Section(no=i, heading=f"{i}、{t}".strip(), text=t) for i, t in enumerate(clean)
        ),
    )
    assert _back(render(report)) == report


def test_a_paragraph_longer_than_a_row_comes_back() -> None:
    text = "全年主动公开政府信息64条。" * 3000 + "\n\n第二段\n" + "长" * 40_000
    report = samples.filled().replace(introduction=text)
    assert _back(render(report)) == report


def test_facts_come_back_or_stay_unknown() -> None:
    facts: dict[str, Any] = {
        "kind": Organ.TOWNSHIP, "published_on": datetime.date(2024, 1, 22),
        "period": (None, datetime.date(2023, 12, 31)), "signed_by": None, "agency": None,
        "contact": Contact(email="a@b.cn", website="https://a.cn/b?c=1"),
    }  # fmt: skip
    assert _back(render(samples.filled().replace(**facts))) == samples.filled().replace(**facts)


def test_odd_cells_come_back_as_they_stood() -> None:
    changes = {
        "t3.R1.nat": "12件", "t3.R1.com": "１", "t3.R2.nat": "007", "t2.fee": "12.500000",
        "t3.R4.oth": "见附件", "t4.A.keep": "—", "t4.B.fix": "=cmd|'/c calc'!A1", "t2.permit": "1 2",
        "t3.R3_1.nat": 10**15, "t2.penalty": "未读",
    }  # fmt: skip
    report = samples.filled().replace(changes)
    assert _back(render(report)).values == report.values


def test_unread_rows_come_back_with_their_reasons() -> None:
    values = samples.filled().values | dict.fromkeys(
        samples.filled().tables["t3"].row_cells("R3_6_3"), UNREAD
    )
    unread = (Unread(table="t3", row="R3_6_3", reason="空白格太多", text="3.其他　1"),)
    report = dataclasses.replace(samples.filled(), values=values, unread=unread)
    assert _back(render(report)) == report


def test_an_unread_row_that_was_filled_in_is_read() -> None:
    values = samples.filled().values | {"t4.A.keep": UNREAD}  # type: ignore[dict-item]
    unread = (Unread(table="t4", row="A", reason="看不清"),)
    report = dataclasses.replace(samples.filled(), values=values, unread=unread)
    book = _book(render(report))
    sheet, place = _place(report, "t4.A.keep")
    book[sheet][place] = 1
    assert _back(_saved(book)).unread == ()


def test_tables_of_two_formats_come_back() -> None:
    tables = {**samples.filled().tables, "t3": load("2019").tables["t3"]}
    values = {name: v for name, v in samples.filled().values.items() if "R3_6" not in name}
    values |= dict.fromkeys(tables["t3"].row_cells("R3_6"), samples.filled()["t3.R2.com"])
    ordered = {n: values[n] for table in tables.values() for n in table.cells}
    report = dataclasses.replace(samples.filled(), tables=tables, values=ordered)
    assert _back(render(report)) == report


def test_the_same_report_gives_the_same_bytes() -> None:
    assert render(samples.filled()) == render(samples.filled())


def test_each_value_knows_sheet_row_and_column() -> None:
    origin = _back(render(samples.filled()))["t3.R1.tot"].origin
    assert origin is not None
    assert str(origin.place) == "第4张表第6行第10格"


# ---------------------------------------------------------------- the empty form


@pytest.mark.parametrize("format_", ["2021", "2019"])
def test_an_empty_form_is_an_empty_report(format_: str) -> None:
    assert _back(render(format=format_)) == Report.empty(load(format_))


@pytest.mark.parametrize("format_", ["2021", "2019"])
def test_every_total_of_the_form_is_a_live_formula(format_: str) -> None:
    book, form = _book(render(format=format_)), load(format_)
    empty = Report.empty(form)
    totals = {e.right[0] for e in form.equations if len(e.right) == 1}
    assert totals
    for name in form.cells:
        sheet, place = _place(empty, name)
        cell = book[sheet][place]
        assert str(cell.value or "").startswith("=IF(COUNT(") is (name in totals), name
        assert cell.protection.locked is (name in totals), name


def test_a_form_filled_in_by_program_is_read_and_its_totals_are_not_given() -> None:
    report = samples.filled()
    totals = {e.right[0] for e in report.equations if len(e.right) == 1}
    book = _book(render())
    for name, value in report.values.items():
        if name not in totals:
            sheet, place = _place(report, name)
            book[sheet][place] = float(value.text)
    back = _back(_saved(book))
    assert back.unread == ()
    for name, value in report.values.items():
        if name in totals:
            assert back[name].kind is Kind.BLANK
        else:
            assert (back[name].number, back[name].text) == (value.number, value.text)


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_a_form_recalculated_by_libreoffice_has_its_totals(tmp_path: Path) -> None:
    report = samples.filled()
    totals = {e.right[0] for e in report.equations if len(e.right) == 1}
    book = _book(render())
    for name, value in report.values.items():
        if name not in totals and value.number:
            sheet, place = _place(report, name)
            book[sheet][place] = float(value.text)
    book.save(tmp_path / "a.xlsx")
    calculated = _by_libreoffice(tmp_path / "a.xlsx")
    back = rk.load(calculated)
    for name in totals:
        number = back[name].number
        assert number == report[name].number or (number is None and not report[name].number), name


def _by_libreoffice(path: Path) -> Path:
    folder = path.parent / "calculated"
    profile = f"-env:UserInstallation=file://{path.parent}/profile"
    done = subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", folder, path],
        capture_output=True, check=False, timeout=100,
    )  # fmt: skip
    if not (folder / path.name).exists():
        pytest.skip(f"LibreOffice cannot calculate here: {done.stderr.decode()[:80]}")
    return folder / path.name


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_checks_are_live_and_never_read(tmp_path: Path) -> None:
    report = samples.filled()
    book = _book(render(report))
    sheet, place = _place(report, "t3.R1.nat")
    book[sheet][place] = 9
    book.save(tmp_path / "a.xlsx")
    calculated = _by_libreoffice(tmp_path / "a.xlsx")
    shown = openpyxl.load_workbook(calculated, data_only=True)["表三"]
    texts = [cell.value for row in shown for cell in row]
    assert texts.count("差1") == 2  # this column, and all applicants
    assert rk.load(calculated)["t3.R1.nat"].number == 9


def test_printed_totals_are_never_replaced_by_computed_ones() -> None:
    report = samples.filled().replace({"t3.R1.tot": 12, "t3.R2.tot": "", "t4.A.total": "1件"})
    book = _book(render(report))
    assert book["表三"][_TOTAL_3].value == 12
    assert _back(render(report)) == report
    shown = openpyxl.load_workbook(io.BytesIO(render(report)), data_only=True)["表三"]
    assert [shown[f"K{row}"].value for row in (6, 7, 8)] == ["差-1", "差1", "✓"]


def test_texts_of_a_report_are_never_formulas() -> None:
    hostile = "=cmd|' /C calc'!A0"
    report = samples.filled().replace({"t3.R1.nat": hostile}, title=hostile, introduction=hostile)
    for sheet in _book(render(report)):
        for row in sheet:
            for cell in row:
                assert cell.data_type != "f" or cell.value.startswith("=IF(COUNT("), cell.value
                assert cell.hyperlink is None


def test_a_form_whose_labels_were_changed_goes_to_the_general_recognition() -> None:
    book = _book(render(samples.filled()))
    book["表三"]["A6"] = "一、本年新收政府信息公开申请"
    back = _back(_saved(book))
    assert back["t3.R1.nat"].number == 8
    assert back.reading is not None
    assert any(d.printed == "一、本年新收政府信息公开申请" for d in back.reading.deviations)
    totals = {"t3.R1.tot", "t3.R3_7.nat", "t4.A.total"}  # nobody has worked them out
    assert {back[name].kind for name in totals} == {Kind.UNREADABLE}
    assert all("公式" in row.reason for row in back.unread)
    assert back["t4.A.keep"] == samples.filled()["t4.A.keep"]


def test_the_form_prints_on_a4_with_its_heading_repeated() -> None:
    sheet = _book(render())["表三"]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "portrait")
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0  # as many pages as it takes
    assert sheet.print_title_rows == "$3:$5"
    assert sheet.print_area == "'表三'!$A$1:$J$30"
    assert sheet.freeze_panes == "D6"


def test_the_form_is_protected_without_a_password_and_asks_for_numbers() -> None:
    sheet = _book(render())["表三"]
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    kinds = {v.type for v in sheet.data_validations.dataValidation}
    messages = {v.error for v in sheet.data_validations.dataValidation}
    assert kinds == {"whole"}
    assert messages == {"这里应填不小于0的整数，不带单位。没有数据可以留空。"}


def test_rows_are_high_enough_for_their_labels() -> None:
    sheet = _book(render())["表三"]
    low, high = sheet.row_dimensions[6].height, sheet.row_dimensions[26].height
    assert high > 2 * low * 0.8  # 申请人逾期未按收费通知要求缴纳费用…


def test_an_unknown_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(rk.ReportkitError, match="2018"):
        write_form(tmp_path / "a.xlsx", format="2018")


# ---------------------------------------------------------------- the command


def test_the_command_writes_a_form_that_reads_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "填报表.xlsx"
    assert main(["template", "-o", str(path), "--format", "2019"]) == 0
    assert "已生成填报表" in capsys.readouterr().out
    assert rk.load(path) == Report.empty(load("2019"))


def test_the_command_refuses_another_ending(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["template", "-o", str(tmp_path / "a.docx")]) == 2
    assert capsys.readouterr().err == "填报表是 Excel 文件，“a.docx”应以 .xlsx 结尾。\n"
