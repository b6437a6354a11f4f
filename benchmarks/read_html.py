"""How long a web page of 300 kB pasted from Word takes, from its bytes to the report.

The bar is what pandas takes for the tables of the same page alone.  The page is the built-in
example with a district's length of text, written as Word writes it: every figure and Latin word in
a span of its own, an empty ``o:p`` behind every paragraph, and about 900 bytes of styles a cell.
Every call takes another page, with other figures in its tables and in its text, so that nothing
but the template can be remembered from the call before; one contender forgets the template too.
"""

from __future__ import annotations

import dataclasses
import io
import itertools
import random
import re
import sys
import tracemalloc
from pathlib import Path
from typing import TYPE_CHECKING

import pandas
from lxml import etree
from stopwatch import table

from reportkit.examples import PATH
from reportkit.readers import read, read_bytes
from reportkit.recognise import _alike, recognise
from reportkit.text import Kind

if TYPE_CHECKING:
    from reportkit import Report

sys.path.append(str(Path(__file__).parents[1] / "tests"))
from html_layouts import render

CHARACTERS = 5000  # of running text, as a district's report has
PAGES = 200


def _long(report: Report) -> Report:
    """Return the report with its text repeated to the usual length."""
    size = sum(len(section.text) for section in report.sections)
    times = -(-CHARACTERS // size)
    sections = tuple(
        dataclasses.replace(section, text="\n".join([section.text] * times) if section.text else "")
        for section in report.sections
    )
    return report.replace(sections=sections)


def _other(report: Report, seed: int) -> Report:
    """Return the report with other figures; most cells of a real report are 0."""
    chance = random.Random(seed)  # noqa: S311  the same figures in every run

    def digits(text: str) -> str:
        return re.sub(r"\d", lambda _: chance.choice("123456789"), text)

    sections = tuple(dataclasses.replace(s, text=digits(s.text)) for s in report.sections)
    figures = {name: chance.choice((0, 0, chance.randrange(400))) for name in report.values}
    return report.replace(figures, sections=sections)


EXAMPLE = _long(recognise(read(PATH)))
SOURCES = [render(_other(EXAMPLE, seed), "word") for seed in range(PAGES)]
NEXT = itertools.cycle(SOURCES)


def _parsed() -> object:
    return etree.fromstring(next(NEXT), etree.HTMLParser(encoding="utf-8"))


def _tables_alone() -> object:
    return pandas.read_html(io.BytesIO(next(NEXT)), flavor="lxml", encoding="utf-8")


def _document() -> object:
    return read_bytes(next(NEXT), "年报.html")


def _whole_way() -> object:
    return recognise(read_bytes(next(NEXT), "年报.html"))


def _first_of_its_template() -> object:
    _alike._memory = _alike._Memory()  # noqa: SLF001  as if no such table had been read before
    return _whole_way()


reports = [recognise(read_bytes(page, "年报.html")) for page in SOURCES]
values = [value for report in reports for value in report.values.values()]
unread = sum(value.kind is Kind.UNREADABLE for value in values)
del reports
print(f"{len(SOURCES[0]) / 1000:.0f} kB; {len(values)} cells of {PAGES} pages, {unread} unread")
table(
    "a page pasted from Word",
    {
        "pandas.read_html, tables alone": _tables_alone,
        "lxml, parsing alone": _parsed,
        "page to document": _document,
        "page to report": _whole_way,
        "page to report, new template": _first_of_its_template,
    },
    rounds=15,
)
tracemalloc.start()
_whole_way()
peak = tracemalloc.get_traced_memory()[1]
tracemalloc.stop()
print(f"\nPython memory at its peak: {peak / 1e6:.1f} MB")
