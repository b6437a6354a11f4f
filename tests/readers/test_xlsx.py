"""Excel files: what each cell shows, merged cells kept, nothing computed and nothing lost."""

from __future__ import annotations

import datetime
import io
import struct
import tracemalloc
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
import python_calamine
import xlsxwriter

import samples
from office import EXCEL, package, relations
from reportkit.document import Document, Place, Rows
from reportkit.errors import DamagedFile
from reportkit.readers import read_bytes
from reportkit.readers._sheet import Sheet, number_text, to_rows
from reportkit.readers._xls import sheets_of
from reportkit.readers._xlsx import read_xlsx
from reportkit.recognise import recognise

if TYPE_CHECKING:
    from collections.abc import Mapping

X = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

_OLD = (Path(__file__).parent / "data" / "old.xls").read_bytes()
_MORNING = datetime.datetime(2024, 1, 15, 8, 30)  # noqa: DTZ001  a sheet knows no zones


def _written(cells: Mapping[str, object], formats: Mapping[str, str] | None = None) -> bytes:
    """Write cells with openpyxl, some with a number format."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for place, value in cells.items():
        sheet[place] = value
        sheet[place].number_format = (formats or {}).get(place, sheet[place].number_format)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _raw(rows: str, **parts: str) -> bytes:
    """Write a workbook of one sheet around raw rows."""
    book = (
        f'<workbook xmlns="{X}" xmlns:r="{R}"><sheets><sheet name="甲" r:id="rId1"/></sheets>'
        "</workbook>"
    )
    targets = [("worksheet", "sheet1.xml"), *((name, f"{name}.xml") for name in parts)]
    files: dict[str, str | bytes] = {
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": book,
        "xl/_rels/workbook.xml.rels": relations(*targets),
        "xl/sheet1.xml": f'<worksheet xmlns="{X}"><sheetData>{rows}</sheetData></worksheet>',
    }
    return package(files | {f"xl/{name}.xml": text for name, text in parts.items()})


def _read(data: bytes) -> Document:
    return read_xlsx(data, "a.xlsx")


def _grid(data: bytes, number: int = 0) -> list[tuple[str | None, ...]]:
    block = _read(data).blocks[number]
    assert isinstance(block, Rows)
    return [row.texts for row in block.rows]


def _one(value: object, format_: str = "General") -> str | None:
    return _grid(_written({"A1": value}, {"A1": format_}))[0][0]


# ---------------------------------------------------------------- cells


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (3, "3"), (3.0, "3"), (0, "0"), (12.6, "12.6"), (0.1 + 0.2, "0.3"), (-4, "-4"),
        (59237.2449, "59237.2449"), (0.000001, "0.000001"), (11398889, "11398889"),
        (123456789012, "123456789012"), ("3", "3"), (" 3 ", "3"), ("1,600", "1,600"),
        (True, "TRUE"), ("/", "/"), ("甲\n乙", "甲\n乙"), ("'=1", "'=1"),
    ],
)  # fmt: skip
def test_values_are_written_as_their_cells_show_them(value: object, text: str) -> None:
    assert _one(value) == text


@pytest.mark.parametrize(
    ("value", "format_", "text"),
    [
        (0.125, "0.0%", "12.5%"),
        (1600, "#,##0", "1600"),
        (5, '0"件"', "5"),
        (12600, "0!.0,万", "12600（按缩放的格式显示）"),
        (12600, "#,##0,", "12600（按缩放的格式显示）"),
        (datetime.date(2024, 1, 15), "yyyy-mm-dd", "2024-01-15"),
        (datetime.date(2024, 1, 15), 'yyyy"年"m"月"d"日"', "2024-01-15"),
        (_MORNING, "yyyy-mm-dd hh:mm", "2024-01-15 08:30"),
        (datetime.time(8, 30), "hh:mm", "08:30"),
        (3, "[Red]0", "3"),
        (3, '"第"0"项 day"', "3"),
        (3, "0_);(0)", "3"),
    ],
)
def test_number_formats_that_change_the_meaning_count(
    value: object, format_: str, text: str
) -> None:
    assert _one(value, format_) == text


def test_a_formula_that_was_never_calculated_is_a_word_and_no_zero() -> None:
    assert _grid(_written({"A1": 1, "B1": "=A1+1"})) == [("1", "（公式未计算）")]


def test_a_formula_shows_its_stored_result() -> None:
    rows = '<row><c><f>1+1</f><v>2</v></c><c t="str"><f>""</f><v></v></c><c><v>1</v></c></row>'
    assert _grid(_raw(rows)) == [("2", "", "1")]


def test_errors_are_shown_as_they_stand() -> None:
    assert _grid(_raw('<row><c t="e"><f>1/0</f><v>#DIV/0!</v></c></row>')) == [("#DIV/0!",)]


def test_rich_and_inline_texts_are_joined_without_reading_aids() -> None:
    shared = f'<sst xmlns="{X}"><si><r><t>规</t></r><r><t>章</t></r><rPh><t>guizhang</t></rPh></si></sst>'
    rows = '<row><c t="s"><v>0</v></c><c t="inlineStr"><is><t>甲_x000D_乙</t></is></c></row>'
    assert _grid(_raw(rows, sharedStrings=shared)) == [("规章", "甲\n乙")]


def test_days_may_be_counted_from_1904() -> None:
    data = _raw('<row><c s="1"><v>43844</v></c></row>',
                styles=f'<styleSheet xmlns="{X}"><cellXfs><xf/><xf numFmtId="14"/></cellXfs>'
                       "</styleSheet>")  # fmt: skip
    assert _grid(data) == [("2020-01-14",)]


# ---------------------------------------------------------------- sheets


def test_rows_are_placed_by_sheet_and_row_and_trimmed_outside() -> None:
    data = _written({"C3": "甲", "E3": "丙", "D6": "丁"})
    block = _read(data).blocks[0]
    assert isinstance(block, Rows)
    assert [row.texts for row in block.rows] == [("甲", "", "丙"), ("", "丁", "")]
    assert [row.place for row in block.rows] == [Place(table=1, row=3), Place(table=1, row=6)]


def test_merged_cells_leave_none_in_the_places_they_cover() -> None:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        sheet = book.add_worksheet()
        sheet.merge_range("A1:A2", "甲")
        sheet.merge_range("B1:C1", "乙")
        sheet.write("B2", 1)
        sheet.write("C2", 2)
    assert _grid(buffer.getvalue()) == [("甲", "乙", None), (None, "1", "2")]


@pytest.mark.parametrize(
    ("filled", "read"), [(("明", "藏", "深藏"), ["明"]), (("藏", "深藏"), ["藏", "深藏"])]
)
def test_hidden_sheets_are_named_and_read_only_where_nothing_else_is(
    filled: tuple[str, ...], read: list[str]
) -> None:
    book = openpyxl.Workbook()
    for title, state in (("藏", "hidden"), ("深藏", "veryHidden"), ("明", "visible")):
        book.create_sheet(title)["A1"] = title if title in filled else None
        book[title].sheet_state = state
    book.create_chartsheet("图")
    buffer = io.BytesIO()
    book.save(buffer)
    document = _read(buffer.getvalue())
    assert [b.rows[0].texts[0] for b in document.blocks if isinstance(b, Rows)] == read
    assert document.meta["hiddenSheets"] == "藏、深藏"


def test_a_lone_cell_in_the_last_row_costs_nothing() -> None:
    tracemalloc.start()
    assert _grid(_written({"A1": "甲", "A1048576": "乙"})) == [("甲",), ("乙",)]
    assert tracemalloc.get_traced_memory()[1] < 20 * 2**20
    tracemalloc.stop()


@pytest.mark.parametrize("cells", [{"A1": 1, "XFD1": 2}, {f"A{i}": i for i in range(1, 20_100)}])
def test_more_than_any_report_is_refused(cells: dict[str, object]) -> None:
    with pytest.raises(DamagedFile, match="不像一份年度报告"):
        _read(_written(cells))


def test_merges_over_everything_are_refused() -> None:
    sheet = Sheet(title="甲", number=1, texts={(i, j): "1" for i in range(500) for j in range(50)})
    sheet.merged = [(0, 0, 2**20, 2**14)] * 1000
    with pytest.raises(DamagedFile, match="合并"):
        to_rows(sheet)


def test_an_empty_workbook_has_no_blocks() -> None:
    assert _read(_written({})).blocks == ()


@pytest.mark.parametrize("layout", [layout for layout in EXCEL if "hidden" not in layout])
def test_what_openpyxl_and_calamine_show_is_what_is_read(layout: str) -> None:
    data = EXCEL[layout](samples.filled())
    book = openpyxl.load_workbook(io.BytesIO(data))
    theirs = [
        str(cell.value) for sheet in book for row in sheet for cell in row if cell.value not in {None, ""}
    ]  # fmt: skip
    blocks = [b for b in _read(data).blocks if isinstance(b, Rows)]
    ours = [text for block in blocks for row in block.rows for text in row.texts if text]
    calamine = [
        number_text(value) if isinstance(value, float) else str(value)
        for sheet in python_calamine.load_workbook(io.BytesIO(data)).sheet_names
        for row in python_calamine.load_workbook(io.BytesIO(data))
        .get_sheet_by_name(sheet)
        .to_python()
        for value in row
        if value != ""
    ]
    assert ours == theirs == calamine


@pytest.mark.parametrize("number", [1, 2.5, 1e15, 123456.789, 1e-7, 99999999.999999])
def test_numbers_are_written_without_exponent(number: float) -> None:
    assert float(number_text(number)) == number
    assert "e" not in number_text(number)


# ---------------------------------------------------------------- hostile files


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="99999999999"><c r="ZZZ1"><v>1</v></c></row>',
        '<row r="-1"><c r="A-1"><v>1</v></c></row>',
        '<row><c t="s"><v>99</v></c><c t="s"><v>-1</v></c><c t="s"><v>x</v></c><c><v>1</v></c></row>',
        "<row><c><v>1e999</v></c><c><v>nan</v></c><c><v>一</v></c><c><v>1</v></c></row>",
        '<row><c s="x"><v>1</v></c><c s="-5"><v>1</v></c></row>',
        '<row r="２"><c r="Ａ１"><v>1</v></c></row>',
        '<row><c t="?"><v>1</v></c></row>',
    ],
)
def test_odd_cells_are_read_as_far_as_they_go(rows: str) -> None:
    assert "1" in (_grid(_raw(rows))[0])


def test_an_address_beyond_the_last_column_is_refused() -> None:
    with pytest.raises(DamagedFile):
        _read(_raw('<row><c r="A1"><v>1</v></c><c r="ZZZ1"><v>1</v></c></row>'))


def test_too_many_sheets_are_refused() -> None:
    many = "".join(f'<sheet name="{i}" r:id="rId1"/>' for i in range(300))
    book = f'<workbook xmlns="{X}" xmlns:r="{R}"><sheets>{many}</sheets></workbook>'
    with pytest.raises(DamagedFile, match="张工作表"):
        _read(package({"xl/workbook.xml": book}))


def test_a_sheet_that_is_missing_is_said() -> None:
    data = {
        "xl/workbook.xml": f'<workbook xmlns="{X}" xmlns:r="{R}"><sheet name="甲" r:id="rId1"/></workbook>',
        "xl/_rels/workbook.xml.rels": relations(("worksheet", "none.xml")),
    }
    with pytest.raises(DamagedFile, match="缺少必要的部件"):
        _read(package(dict(data)))


def test_words_that_are_struck_out_are_left_out() -> None:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        struck = book.add_format({"font_strikeout": True})
        book.add_worksheet().write_rich_string("A1", "1", struck, "7", "2")
    assert _grid(buffer.getvalue()) == [("12",)]


# ---------------------------------------------------------------- .xls


def _biff(*records: tuple[int, bytes]) -> bytes:
    """Write a stream of Excel 2 records, which calamine does not know."""
    return b"".join(struct.pack("<HH", kind, len(body)) + body for kind, body in records)


@pytest.mark.parametrize("data", [b"", _biff((0x809, b"\0" * 8)), b"\xd0\xcf\x11\xe0" + bytes(600)])
def test_a_broken_old_file_is_one_sentence(data: bytes) -> None:
    with pytest.raises(DamagedFile, match=r"^“a\.xls”已损坏"):
        list(sheets_of(data, "a.xls"))


def test_old_files_go_through_calamine() -> None:
    """Calamine tells the kind by itself, so an .xlsx shows what is made of its values."""
    data = EXCEL["one sheet"](samples.filled())
    sheet = next(sheets_of(data, "a.xls"))
    block = to_rows(sheet)
    assert [row.texts for row in block.rows] == _grid(data)


def test_a_real_old_file_is_read_whole() -> None:
    """LibreOffice wrote it from the made-up report, a sheet for each table."""
    report = recognise(read_bytes(_OLD, "2023.xls"))
    assert report.values == samples.filled().values
    assert report.unread == ()


@pytest.mark.parametrize("at", [0x2C, 0x40, 0x48])
def test_an_old_file_that_asks_for_all_memory_ends_in_a_sentence(at: int) -> None:
    """Calamine ends its process there, so it has one of its own."""
    data = _OLD[:at] + b"\xf0\xff\xff\xff" + _OLD[at + 4 :]
    try:
        sheets = list(sheets_of(data, "a.xls"))
    except DamagedFile as error:
        assert str(error).startswith("“a.xls”已损坏")  # noqa: PT017  either end is right
    else:
        assert len(sheets) == 4


@pytest.mark.parametrize("kept", [30, 600, 5000, 12_000])
def test_a_truncated_old_file_is_one_sentence(kept: int) -> None:
    with pytest.raises(DamagedFile, match=r"^“a\.xls”"):
        list(sheets_of(_OLD[:kept], "a.xls"))


def test_values_of_old_files_are_written_alike() -> None:
    cells = {"A1": 12.6, "B1": datetime.date(2024, 1, 15), "C1": True, "D1": " 甲 ", "E1": 3}
    cells |= {"F1": _MORNING}
    sheet = next(sheets_of(_written(cells), "a.xls"))
    assert list(sheet.texts.values()) == [
        "12.6", "2024-01-15", "TRUE", "甲", "3", "2024-01-15 08:30",
    ]  # fmt: skip
