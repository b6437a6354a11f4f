"""How long a web page of 300 kB pasted from Word takes, from its bytes to the report.

The bar is what pandas takes for the tables of the same page alone.
"""

from __future__ import annotations

import dataclasses
import io
import sys
import tracemalloc
from pathlib import Path
from typing import TYPE_CHECKING

import pandas
from lxml import etree
from stopwatch import table

from reportkit.examples import PATH
from reportkit.readers import read
from reportkit.readers._html import read_html
from reportkit.recognise import recognise
from reportkit.text import Kind

if TYPE_CHECKING:
    from reportkit import Report

sys.path.append(str(Path(__file__).parents[1] / "tests"))
from html_layouts import render

CHARACTERS = 5000  # of running text, as a district's report has


def _long(report: Report) -> Report:
    """Return the report with its text repeated to the usual length."""
    size = sum(len(section.text) for section in report.sections)
    times = -(-CHARACTERS // size)
    sections = tuple(
        dataclasses.replace(section, text="\n".join([section.text] * times) if section.text else "")
        for section in report.sections
    )
    return report.replace(sections=sections)


PAGE = render(_long(recognise(read(PATH))), "word")
REPORT = recognise(read_html(PAGE, "年报.html"))


def _parsed() -> object:
    return etree.fromstring(PAGE, etree.HTMLParser(encoding="utf-8"))


def _tables_alone() -> object:
    return pandas.read_html(io.BytesIO(PAGE), flavor="lxml", encoding="utf-8")


def _whole_way() -> object:
    return recognise(read_html(PAGE, "年报.html"))


unread = sum(value.kind is Kind.UNREADABLE for value in REPORT.values.values())
print(f"{len(PAGE) / 1000:.0f} kB, {len(REPORT.values)} cells, {unread} unread")
table(
    "a page pasted from Word",
    {
        "pandas.read_html, tables alone": _tables_alone,
        "lxml, parsing alone": _parsed,
        "page to document": lambda: read_html(PAGE, "年报.html"),
        "page to report": _whole_way,
    },
    rounds=15,
)
tracemalloc.start()
_whole_way()
peak = tracemalloc.get_traced_memory()[1]
tracemalloc.stop()
print(f"\nPython memory at its peak: {peak / 1e6:.1f} MB")
