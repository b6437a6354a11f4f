"""Renderings of a report as flattened text, in the layouts that pastes and crawlers leave.

Each function takes a report and gives the text of its three tables with their headings; the codes
are those of the catalogue of layouts.  Figures that the layout cannot carry are not hidden: tests
expect every cell to be read right or to be left unread.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from reportkit.grid import Grid, GridCell, Role, layout, with_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reportkit.report import Report

Rows = list[list[tuple[GridCell | None, str]]]


def grid_of(report: Report, table: str) -> Grid:
    """Lay out a table with what stands in its cells."""
    return with_texts(layout(report.tables[table]), lambda name: report[name].text)


def expanded(grid: Grid) -> Rows:
    """Return every place of the grid: (cell, text), or (None, '') under a span."""
    rows: Rows = [[(None, "")] * grid.width for _ in range(grid.height)]
    for cell in grid.cells:
        rows[cell.row][cell.column] = (cell, cell.text)
    return rows


def present(row: list[tuple[GridCell | None, str]]) -> list[str]:
    """Return the texts of the cells that begin in a row, covered places left out."""
    return [text for cell, text in row if cell is not None]


def covered(row: list[tuple[GridCell | None, str]]) -> int:
    """Count the places of a row that lie under a span."""
    return sum(cell is None for cell, _ in row)


def tabs_in_place(rows: Rows) -> Iterator[str]:
    """A paste from a spreadsheet: every place, covered ones empty."""
    for row in rows:
        yield "\t".join(text for _, text in row)


def tabs_shifted(rows: Rows) -> Iterator[str]:
    """A0: covered cells lost to the left of a row, its tail filled up with empty cells."""
    for row in rows:
        lead = 1 if row[0][0] is None else 0
        texts = [""] * lead + present(row)
        yield "\t".join(texts + [""] * (len(row) - len(texts)))


def pipes_padded(rows: Rows) -> Iterator[str]:
    """A1: one row a line, missing cells of merged ones as a run of pipes at the end."""
    for row in rows:
        line = " | ".join(present(row))
        yield line + " | " + "|" * covered(row) if covered(row) else line


def pipes_bare(rows: Rows) -> Iterator[str]:
    """A2: the same with no sign of merged cells."""
    for row in rows:
        yield " | ".join(present(row)) + " |"


def pipes_leading(rows: Rows) -> Iterator[str]:
    """A3: with a leading pipe."""
    for row in rows:
        yield "| " + " | ".join(present(row)) + " | " + "|" * covered(row)


def cells_and_pipes(rows: Rows) -> Iterator[str]:
    """A4: each cell on a line, each pipe on a line."""
    for row in rows:
        for text in present(row):
            yield from (text, "|")


def cells_and_pipes_marked(rows: Rows) -> Iterator[str]:
    """A4m: the same, merge marks on their own line."""
    for row in rows:
        for text in present(row):
            yield from (text, "|")
        if covered(row):
            yield "|" * covered(row)


def cells_closed(rows: Rows) -> Iterator[str]:
    """A5: text and pipe on a line for each cell."""
    for row in rows:
        for text in present(row):
            yield f"{text} |".strip()


def cells_closed_marked(rows: Rows) -> Iterator[str]:
    """A6: the same, merge marks on the last cell's line."""
    for row in rows:
        *texts, last = [f"{text} |".strip() for text in present(row)]
        yield from texts
        yield f"{last} {'|' * covered(row)}" if covered(row) else last


def cells_opened(rows: Rows) -> Iterator[str]:
    """A7: a row opens with a pipe and its label, then cell and pipe lines."""
    for row in rows:
        first, *texts = present(row)
        yield f"| {first}"
        for text in texts:
            yield from ("|", text)
        yield "|"


def cells_lone(rows: Rows) -> Iterator[str]:
    """A8: a lone pipe opens every row."""
    for row in rows:
        yield "|"
        for text in present(row):
            yield f"{text} |".strip()


def paragraphs(rows: Rows) -> Iterator[str]:
    """A10: one cell a paragraph, no marks; blank cells vanish."""
    for row in rows:
        for text in present(row):
            if text:
                yield from (text, "")


def lines(rows: Rows) -> Iterator[str]:
    """A11: one cell a line, no marks; blank cells vanish."""
    for row in rows:
        yield from (text for text in present(row) if text)


def markdown(rows: Rows) -> Iterator[str]:
    """A14: a Markdown table, covered places empty."""
    for i, row in enumerate(rows):
        yield "| " + " | ".join(text for _, text in row) + " |"
        if i == 0:
            yield "|" + " --- |" * len(row)


def spaced(rows: Rows) -> Iterator[str]:
    """L1: the text layer of a PDF, words and figures with blanks between."""
    for row in rows:
        yield " ".join(text for text in present(row) if text)


def spaced_broken(rows: Rows) -> Iterator[str]:
    """L1: labels too long for their cell stand before and after their figures."""
    for row in rows:
        figures = [text for cell, text in row if cell is not None and cell.role is Role.VALUE]
        words = [text for cell, text in row if cell is not None and cell.role is not Role.VALUE]
        label = words[-1] if words else ""
        if figures and len(label) > 13:
            cut = 11
            yield " ".join([*words[:-1], label[:cut]])
            yield " ".join([label[cut : cut + 2], *(f for f in figures if f)])
            if label[cut + 2 :]:
                yield label[cut + 2 :]
        else:
            yield " ".join(text for text in [*words, *figures] if text)


LAYOUTS: dict[str, Callable[[Rows], Iterator[str]]] = {
    "tabs": tabs_in_place,
    "A0": tabs_shifted,
    "A1": pipes_padded,
    "A2": pipes_bare,
    "A3": pipes_leading,
    "A4": cells_and_pipes,
    "A4m": cells_and_pipes_marked,
    "A5": cells_closed,
    "A6": cells_closed_marked,
    "A7": cells_opened,
    "A8": cells_lone,
    "A10": paragraphs,
    "A11": lines,
    "A14": markdown,
    "L1": spaced,
    "L1-broken": spaced_broken,
}


def render(report: Report, code: str) -> str:
    """Write a whole report as text, its tables in one of the `LAYOUTS`."""
    parts = [report.title or "", "", report.introduction, ""]
    for section in report.sections:
        parts += [section.heading, ""]
        for paragraph in section.text.split("\n") if section.text else ():
            parts += [paragraph, ""]
        table = {2: "t2", 3: "t3", 4: "t4"}.get(section.no)
        if table:
            parts += [*LAYOUTS[code](expanded(grid_of(report, table))), ""]
    if report.issued_on:
        day = report.issued_on
        parts += [report.signed_by or "", "", f"{day.year}年{day.month}月{day.day}日"]
    return "\n".join(parts) + "\n"


def scattered(report: Report, seed: int) -> Report:
    """Return the report with other figures, blanks and marks: anything a cell may hold."""
    chance = random.Random(seed)
    style = chance.choice(["figures", "blank zeros", "slash zeros", "sparse"])
    changes: dict[str, object] = {}
    for name, cell in report.cells.items():
        number = chance.choice([0, 0, 0, chance.randrange(10), chance.randrange(100000)])
        if style == "blank zeros" and not number:
            changes[name] = ""
        elif style == "slash zeros" and not number:
            changes[name] = "/"
        elif style == "sparse" and chance.random() < 0.7:
            changes[name] = ""
        elif cell.holds == "money":
            changes[name] = f"{number}.{chance.randrange(10**6):06d}"
        else:
            changes[name] = number
    return report.replace(changes)
