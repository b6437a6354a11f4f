"""From a Word file to a Report, against python-docx walking the same tables."""

from __future__ import annotations

import io
import tracemalloc
import zipfile

import docx
from lxml import etree
from stopwatch import table

from reportkit.examples import PATH
from reportkit.exporters import _docx
from reportkit.loading import load
from reportkit.readers import read_bytes
from reportkit.recognise import recognise
from reportkit.views.parts import parts

DATA = _docx.render(parts(load(PATH)))
DOCUMENT = read_bytes(DATA, "a.docx")


def _unzip_and_parse() -> None:
    with zipfile.ZipFile(io.BytesIO(DATA)) as archive:
        etree.fromstring(archive.read("word/document.xml"))


def _python_docx() -> None:
    for grid in docx.Document(io.BytesIO(DATA)).tables:
        for row in grid.rows:
            for cell in row.cells:
                _ = cell.text


def _report() -> object:
    return recognise(read_bytes(DATA, "a.docx"))


table(
    f"Word file of {len(DATA) // 1000} kB",
    {
        "python-docx, text of every cell": _python_docx,
        "unzip and parse alone": _unzip_and_parse,
        "file to Document": lambda: read_bytes(DATA, "a.docx"),
        "Document to Report": lambda: recognise(DOCUMENT),
        "file to Report": _report,
    },
    rounds=15,
)
tracemalloc.start()
_report()
print(f"\npeak memory of one file: {tracemalloc.get_traced_memory()[1] / 2**20:.1f} MB")
