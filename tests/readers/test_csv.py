"""Sheets saved as text with commas are read; running text with commas is none."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

import samples
from layouts import expanded, grid_of
from reportkit.document import Paragraph, Rows
from reportkit.readers import read_text
from reportkit.recognise import recognise

if TYPE_CHECKING:
    from reportkit.report import Report


def _sheet(report: Report, separator: str) -> str:
    """Write a report as a sheet program saves it: every line as wide as the widest."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=separator, lineterminator="\r\n")
    lines: list[list[str]] = [[report.title or ""]]
    for section in report.sections:
        lines += [[section.heading], *([text] for text in section.text.split("\n"))]
        if 2 <= section.no <= 4:
            rows = expanded(grid_of(report, f"t{section.no}"))
            lines += [["" if cell is None else text for cell, text in row] for row in rows]
    writer.writerows([*line, *[""] * (15 - len(line))] for line in lines)
    return file.getvalue().replace("\r\n", "\n")


@pytest.mark.parametrize("separator", [",", ";"])
def test_a_sheet_saved_as_text_is_read(separator: str) -> None:
    for report in (samples.filled(), samples.trial()):
        found = recognise(read_text(_sheet(report, separator), "a.csv"))
        assert found.values == report.values
        assert [one.heading for one in found.sections] == [one.heading for one in report.sections]


def test_a_quoted_field_may_hold_commas_and_quotes() -> None:
    line = '"1,234",2,"危及""三安全一稳定""",\n'
    block = read_text(line * 10, "a.csv").blocks[0]
    assert isinstance(block, Rows)
    assert block.rows[0].texts == ("1,234", "2", '危及"三安全一稳定"', "")


def test_sentences_with_commas_are_text() -> None:
    line = "今年,我局公开信息,回应关切,办理申请。\n"
    text = line * 10 + "明年,我局继续努力。\n"
    assert all(isinstance(block, Paragraph) for block in read_text(text, "a.txt").blocks)


def test_a_quote_that_never_ends_makes_no_sheet() -> None:
    assert len(read_text('规章,"1,2,3\n' * 11, "a.csv").blocks) == 11
