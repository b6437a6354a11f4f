"""How long a web page of 300 kB pasted from Word takes, from its bytes to the report.

The bar is what pandas takes for the tables of the same page alone.
"""

from __future__ import annotations

import io
import sys
import tracemalloc
from pathlib import Path

import pandas
from lxml import etree
from stopwatch import table

from reportkit import load
from reportkit.examples import PATH
from reportkit.readers._html import read_html
from reportkit.recognise import recognise
from reportkit.text import Kind

sys.path.append(str(Path(__file__).parents[1] / "tests"))
from html_layouts import render

PAGE = render(load(PATH), "word")
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
print(f"\nPython memory at its peak: {tracemalloc.get_traced_memory()[1] / 1e6:.1f} MB")
