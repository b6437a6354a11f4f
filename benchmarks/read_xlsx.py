"""From an Excel file to a Report, against openpyxl reading the same cells."""

from __future__ import annotations

import io
import sys
import tracemalloc
from pathlib import Path

import openpyxl
import python_calamine
from openpyxl.styles import Border, Font, Side
from stopwatch import table

from reportkit.examples import PATH
from reportkit.exporters._xlsx import render
from reportkit.loading import load
from reportkit.readers import read_bytes
from reportkit.recognise import recognise

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from office import EXCEL


def _ruled(data: bytes) -> bytes:
    """Return the file with borders and a font in every cell, as offices have it."""
    book, kept = openpyxl.load_workbook(io.BytesIO(data)), io.BytesIO()
    side, font = Side(style="thin"), Font(name="宋体", size=10)
    border = Border(left=side, right=side, top=side, bottom=side)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                cell.border, cell.font = border, font
    book.save(kept)
    return kept.getvalue()


REPORT = load(PATH)
PLAIN = EXCEL["one sheet"](REPORT)
FILES = {
    "form of reportkit": render(REPORT),
    "one sheet of another hand": PLAIN,
    "the same with borders and a font": _ruled(PLAIN),
}


def _openpyxl(data: bytes) -> None:
    for sheet in openpyxl.load_workbook(io.BytesIO(data)):
        for row in sheet.iter_rows():
            for cell in row:
                _ = cell.value


def _calamine(data: bytes) -> None:
    book = python_calamine.load_workbook(io.BytesIO(data))
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python()


for title, data in FILES.items():
    document = read_bytes(data, "a.xlsx")
    table(
        f"{title}, {len(data) // 1000} kB",
        {
            "openpyxl, every cell": lambda data=data: _openpyxl(data),
            "python-calamine, values alone": lambda data=data: _calamine(data),
            "file to Document": lambda data=data: read_bytes(data, "a.xlsx"),
            "Document to Report": lambda document=document: recognise(document),
            "file to Report": lambda data=data: recognise(read_bytes(data, "a.xlsx")),
        },
        rounds=15,
    )
    tracemalloc.start()
    recognise(read_bytes(data, "a.xlsx"))
    print(f"\npeak memory of one file: {tracemalloc.get_traced_memory()[1] / 2**20:.1f} MB")
    tracemalloc.stop()
