"""How long a PDF with a text layer takes, from bytes to Report, beside pdfplumber's tables alone.

``python benchmarks/read_pdf.py [file …]`` takes other files than the printed example.  pdfplumber
is no dependency: where it is not installed its rows are left out, and pdfium's own work, loading
pages and text, is what the times are compared with.
"""

from __future__ import annotations

import io
import resource
import sys
from importlib.util import find_spec
from pathlib import Path

from pypdfium2 import PdfDocument
from stopwatch import table

import reportkit
from reportkit.examples import PATH
from reportkit.exporters import export
from reportkit.readers import read_bytes
from reportkit.recognise import recognise

PLUMBER = "pdfplumber: tables"
PDFIUM = "pdfium: pages and text"


def _printed() -> Path:
    target = Path(__file__).with_name("example.pdf")
    export(reportkit.load(PATH), target)
    return target


def _pdfium(data: bytes) -> int:
    document = PdfDocument(data)
    return sum(len(page.get_textpage().get_text_bounded()) for page in document)


def _plumber(data: bytes) -> int:
    import pdfplumber  # noqa: PLC0415  often not installed

    with pdfplumber.open(io.BytesIO(data)) as document:
        return sum(len(page.extract_tables()) for page in document.pages)


def _compare(path: Path) -> None:
    data = path.read_bytes()
    contenders = {
        PDFIUM: lambda: _pdfium(data),
        "reading": lambda: read_bytes(data, path.name),
        "reading and recognising": lambda: recognise(read_bytes(data, path.name)),
    }
    against = PDFIUM
    if find_spec("pdfplumber"):
        contenders[PLUMBER] = lambda: _plumber(data)
        against = "reading and recognising"
    table(f"{path.name}, {len(PdfDocument(data))} pages", contenders, rounds=9, against=against)


if __name__ == "__main__":
    files = [Path(name) for name in sys.argv[1:]]
    printed = None if files else _printed()
    for file in files or [printed]:
        if file:
            _compare(file)
    if printed:
        printed.unlink()
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\nMost memory of the whole run: {most:.0f} MB")
