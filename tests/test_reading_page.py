"""The page on what is read names every layout that the tests render."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import html_layouts
import layouts
import office
import pdfs
import pdfs_html

PAGE = Path(__file__).parents[1] / "docs" / "reading.md"
_LAYOUTS = {
    "Text": layouts.LAYOUTS,
    "Web page": html_layouts.LAYOUTS,
    "Word": office.WORD,
    "Excel": office.EXCEL,
    "PDF": pdfs.STYLES,
    "PDF printed by a browser": pdfs_html.LOOKS,
}


def _section(name: str) -> str:
    return PAGE.read_text(encoding="utf-8").split(f"## {name}\n")[1].split("\n## ")[0]


@pytest.mark.parametrize("name", _LAYOUTS)
def test_every_layout_is_on_the_page(name: str) -> None:
    named = set(re.findall(r"^(?:\| |- )(.+?)(?: \||$)", _section(name), re.MULTILINE))
    assert sorted(set(_LAYOUTS[name]) - named) == []


def test_no_cell_on_the_page_is_wrong() -> None:
    rows = re.findall(r"^\|.*\| (\d+) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(rows) >= sum(map(len, list(_LAYOUTS.values())[:5]))
    assert set(rows) == {"0"}
