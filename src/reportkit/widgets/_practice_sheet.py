"""The sheet of an exercise as small JSON: parts, sentences and tables, each with its place.

Only places and texts leave the kernel from here, never what is wrong with them.

>>> from reportkit.lessons import exercise
>>> sheet(exercise(4, seed=417))["parts"][0]["is"]
'head'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportkit.grid import Role
from reportkit.lessons import place_name
from reportkit.lessons._sheet import PICTURE, file_facts, is_missing, is_picture, shown_table
from reportkit.views import grid_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reportkit.form import CellId, Table
    from reportkit.grid import Grid, GridCell
    from reportkit.lessons import Exercise
    from reportkit.report import Report, Section

__all__ = ["sheet"]

Part = dict[str, Any]

_MISSING = {
    "title": "（没有标题）",
    "signed_by": "（没有落款单位）",
    "issued_on": "（没有落款日期）",
}


def sheet(exercise: Exercise) -> Part:
    """Return what is drawn of an exercise: this year's parts, and what lies beside them.

    Notes
    -----
    A part that `Exercise.shows` leaves out is shown all the same if a fault stands in it or its
    figures are needed to see one: what nobody can point at nobody can find.
    """
    shown = _shown(exercise)
    parts = _Parts(exercise.report, exercise.places)
    return {
        "parts": [part for part in parts.all() if _wanted(part, shown)],
        "names": {place: place_name(exercise, place) for place in exercise.places},
        "beside": list(_beside(exercise, shown)),
    }


def _shown(exercise: Exercise) -> frozenset[str]:
    """Return the parts to be shown; empty means all."""
    if not exercise.shows:
        return frozenset()
    pointed = {place for planted in exercise.planted for place in planted.places}
    cells = {name for planted in exercise.planted for e in planted.expected for name in e.cells}
    needed = {_part_of(place) for place in pointed | cells}
    return frozenset({*exercise.shows, *needed})


def _part_of(place: str) -> str:
    """Return the part that a place stands in: ``t3.R1.nat`` -> ``t3``, ``s0.1`` -> ``head``."""
    stem = place.partition(".")[0]
    if stem == "s0" or not stem[1:].isdigit():
        return "head"
    return f"s{stem[1:]}" if stem.startswith("h") else stem


def _wanted(part: Part, shown: frozenset[str]) -> bool:
    """Whether a part is shown; what of a section is not shown is taken out of it."""
    if not shown:
        return True
    if part["is"] != "section":
        return "head" in shown
    text = f"s{part['no']}" in shown
    part["tables"] = [table for table in part["tables"] if table["key"] in shown]
    if not text:
        part["paragraphs"] = []
    return text or bool(part["tables"])


class _Parts:
    """The parts of a report with a place at everything that can be pointed at."""

    def __init__(self, report: Report, places: Mapping[str, str]) -> None:
        self._report = report
        self._places = places

    def all(self) -> Iterator[Part]:
        """Yield head, sections and foot in reading order."""
        yield {
            "is": "head",
            "title": self._spot("title"),
            "paragraphs": self._paragraphs(0, self._report.introduction),
        }
        for section in self._report.sections:
            yield self._section(section)
        foot = [self._spot(place) for place in ("signed_by", "issued_on")]
        if self._places.get("published_on"):
            foot.append({**self._spot("published_on"), "label": "发布日期"})
        yield {"is": "foot", "spots": foot, "file": self._file()}

    def _spot(self, place: str) -> Part:
        text = self._places.get(place, "")
        return {"place": place, "text": text or _MISSING.get(place, "（空）"), "empty": not text}

    def _section(self, section: Section) -> Part:
        tables = self._report.tables
        return {
            "is": "section",
            "no": section.no,
            "heading": self._spot(f"h{section.no}"),
            "paragraphs": self._paragraphs(section.no, section.text),
            "tables": [
                _table(self._report, key)
                for key, table in tables.items()
                if table.section == section.no and not is_missing(self._report, key)
            ],
        }

    def _paragraphs(self, section: int, text: str) -> list[list[Part]]:
        """Return the paragraphs, each as its sentences in order."""
        told, number = [], 1
        for line in text.splitlines():
            spots, at = [], 0
            while (place := f"s{section}.{number}") in self._places:
                start = line.find(self._places[place], at)
                if start < 0:
                    break
                at = start + len(self._places[place])
                spots.append(self._spot(place))
                number += 1
            if spots:
                told.append(spots)
        return told

    def _file(self) -> Part | None:
        facts = [list(fact) for fact in file_facts(self._report)]
        return {"place": "file", "facts": facts} if facts else None


def _table(report: Report, key: str) -> Part:
    """Return a table as the document prints it; labels of whole rows have their place."""
    name = report.tables[key].name
    if is_picture(report, key):
        return {"key": key, "name": name, "picture": PICTURE}
    grid = shown_table(report, key)
    stub = min((cell.column for cell in grid.cells if cell.role is Role.VALUE), default=0)
    told = {"key": key, "name": name, "stub": stub, **grid_json.dump(grid)}
    rows = _rows(report.tables[key])
    for cell, out in zip(grid.cells, told["cells"], strict=True):
        out["place"] = cell.cell or _row_of(grid, cell, rows) or key
    return told


def _rows(table: Table) -> dict[str, frozenset[CellId]]:
    """Return for each row and group of rows, by its place, the cells that it governs."""
    found: dict[str, set[CellId]] = {}
    for name in table.cells:
        stem = name.rpartition(".")[0]
        found.setdefault(stem if stem != table.key else name, set()).add(name)
    for block in table.blocks:
        for entry in block.rows.walk():
            if entry.is_group and entry.key:
                cells = (found.get(f"{table.key}.{row.key}", set()) for row in entry.leaves)
                found[f"{table.key}.{entry.key}"] = set().union(*cells)
    return {place: frozenset(cells) for place, cells in found.items()}


def _row_of(grid: Grid, label: GridCell, rows: Mapping[str, frozenset[CellId]]) -> str | None:
    """Return the row or group of rows whose label this is.

    A label at the side may govern fewer cells than the form gives it: rows can be missing.
    """
    if label.role not in {Role.STUB, Role.HEADER}:
        return None
    side = label.role is Role.STUB
    governed = {cell.cell for cell in grid.cells if cell.cell and _governs(label, cell, side=side)}
    fitting = [
        (len(cells), place)
        for place, cells in rows.items()
        if governed and (governed <= cells if side else governed == cells)
    ]
    return min(fitting)[1] if fitting else None


def _governs(label: GridCell, cell: GridCell, *, side: bool) -> bool:
    if side:
        return label.row <= cell.row < label.row + label.rowspan
    return label.column <= cell.column < label.column + label.colspan


def _beside(exercise: Exercise, shown: frozenset[str]) -> Iterator[Part]:
    """Yield the reports to compare with: last year's, and those of other organs."""
    if exercise.previous is not None and (not shown or "previous" in shown):
        yield _other(exercise.previous, "上年度报告", shown)
    for peer in exercise.peers:
        yield _other(peer, "其他单位的报告", frozenset())


def _other(report: Report, label: str, shown: frozenset[str]) -> Part:
    """Return a report that lies beside: the same parts, nothing to point at."""
    from reportkit.lessons import Exercise  # noqa: PLC0415  for its places alone

    parts = _Parts(report, Exercise(report=report, planted=()).places)
    return {
        "label": label,
        "title": report.title or report.agency or "",
        "parts": [part for part in parts.all() if _wanted(part, shown)],
    }
