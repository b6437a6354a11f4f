"""The places of a report that a learner can point at, and what stands there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportkit.views.words import day

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from reportkit.form import CellId, Table
    from reportkit.report import Report

__all__ = ["groups", "places", "sentences", "touching"]

_SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]?[”’）]*")


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Yield where each sentence of a text begins, and the sentence; a semicolon ends one too."""
    for match in _SENTENCE.finditer(text):
        if match[0].strip():
            yield match.start(), match[0].strip()


def places(report: Report) -> dict[str, str]:
    """Return every place of a report -> what stands there, in reading order."""
    found = {"title": report.title or ""}
    found |= _numbered(0, report.introduction)
    for section in report.sections:
        found[f"h{section.no}"] = section.heading
        found |= _numbered(section.no, section.text)
        for key, table in report.tables.items():
            if table.section == section.no:
                found[key] = table.name
                found |= dict.fromkeys(groups(table), "")
                for name in table.cells:
                    found.setdefault(name.rpartition(".")[0], "")
                    found[name] = report[name].shown
    found["signed_by"] = report.signed_by or ""
    found["issued_on"] = _day(report.issued_on)
    found["published_on"] = _day(report.published_on)
    found["file"] = report.reading.file if report.reading else ""
    return found


def groups(table: Table) -> dict[str, tuple[CellId, ...]]:
    """Return the groups of rows, whose labels are places too -> the cells of their rows."""
    return {
        f"{table.key}.{entry.key}": tuple(
            cell for leaf in entry.leaves for cell in table.row_cells(leaf.key)
        )
        for block in table.blocks
        for entry in block.rows.walk()
        if entry.is_group and entry.key
    }


def touching(report: Report, section: int, quote: str) -> tuple[str, ...]:
    """Return the places of the sentences that a quotation shares text with."""
    text = _text(report, section)
    start = text.find(quote)
    if start < 0:
        return ()
    end = start + len(quote)
    return tuple(
        f"s{section}.{no}"
        for no, (at, sentence) in enumerate(sentences(text), start=1)
        if at < end and start < at + len(sentence)
    )


def _text(report: Report, section: int) -> str:
    if section == 0:
        return report.introduction
    found = report.section(section)
    return found.text if found else ""


def _numbered(section: int, text: str) -> dict[str, str]:
    return {f"s{section}.{no}": said for no, (_, said) in enumerate(sentences(text), start=1)}


def _day(date: datetime.date | None) -> str:
    return day(date) if date else ""
