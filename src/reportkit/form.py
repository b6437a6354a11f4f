"""The statutory form: its sections, tables, cells and equations, read from ``forms/*.toml``.

A form is data.  This module turns the data into frozen values and derives what follows from
them; no row or column is named here.  It knows nothing of reports and figures.

>>> form = load("2021")
>>> len(form.cells), len(form.equations)
(200, 42)
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NewType

from reportkit.axis import Axis, Entry
from reportkit.errors import FormError, UnknownCell

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = [
    "FORMATS",
    "TABLES",
    "Block",
    "Cell",
    "CellId",
    "Equation",
    "Form",
    "SectionForm",
    "Table",
    "Topic",
    "load",
    "nearest",
]

CellId = NewType("CellId", str)

FORMATS = ("2021", "2019")
TABLES = ("t2", "t3", "t4")
_FOLDER = Path(__file__).parent / "forms"


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One of the matters that section one must cover, with the words that show it.

    Notes
    -----
    `words` show it wherever they stand; `heads` show it only as the subject of a paragraph, or
    beside one of the `acts` in the same clause (优化 … 栏目).
    """

    name: str
    words: tuple[str, ...]
    heads: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionForm:
    """One of the six sections: its number, exact heading, other spellings and topics."""

    no: int
    heading: str
    aliases: tuple[str, ...] = ()
    topics: tuple[Topic, ...] = ()

    @property
    def title(self) -> str:
        """The heading without its number."""
        return self.heading.split("、", 1)[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One place for a figure: its name, where it stands and what it may hold.

    Notes
    -----
    `holds` is ``count`` (integer, not negative), ``delta`` (signed integer), ``money``
    (decimal, up to six places) or ``amount`` (decimal whose unit stands in the cell).
    """

    id: CellId
    table: str
    row: Entry
    column: Entry
    place: str
    holds: str
    unit: str

    @property
    def row_key(self) -> str:
        """Second part of the cell's name: what `unread` calls the row."""
        return self.id.split(".")[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Equation:
    """Two sums of cells that must be equal.

    Notes
    -----
    `kind` is E1 (in and out), E2 (outcomes), E3 (kinds of applicant) or E4 (results of cases);
    `along` is the label of the column, row or group the equation is about.
    """

    kind: str
    table: str
    along: str
    key: str
    left: tuple[CellId, ...]
    right: tuple[CellId, ...]

    @property
    def cells(self) -> tuple[CellId, ...]:
        """All cells of both sides."""
        return self.left + self.right


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A part of a table that has rows and columns of its own; table 2 has several."""

    table: str
    title: str
    corner: str
    cites: str
    rows: Axis
    columns: Axis

    def cell_id(self, row: str, column: str) -> CellId:
        """Name the cell in leaf `row` and leaf `column`."""
        return CellId(".".join(part for part in (self.table, row, column) if part))

    @property
    def cell_ids(self) -> tuple[CellId, ...]:
        """All cells, row by row."""
        return tuple(
            self.cell_id(row.key, column.key)
            for row in self.rows.leaves
            for column in self.columns.leaves
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One of the three tables of a form: blocks of rows and columns, and its equations.

    `cells` has every cell by name, `lines` the cells of each row by the keys of the columns,
    `rows` the cells of each row as ``unread`` names it.
    `begins` and `ends` are the keys with which a printed table may begin, and its last rows.
    """

    key: str
    name: str
    format: str
    section: int
    blocks: tuple[Block, ...]
    balances: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()
    begins: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    cells: Mapping[CellId, Cell] = field(init=False, compare=False)
    lines: Mapping[str, Mapping[str, CellId]] = field(init=False, compare=False)
    rows: Mapping[str, tuple[CellId, ...]] = field(init=False, compare=False)
    equations: tuple[Equation, ...] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """Derive the cells, the lines, the rows and the equations."""
        cells: dict[CellId, Cell] = {}
        rows: dict[str, tuple[CellId, ...]] = {}
        lines: dict[str, dict[str, CellId]] = {}
        for block in self.blocks:
            for row in block.rows.leaves:
                line = lines.setdefault(row.key, {})
                for column in block.columns.leaves:
                    name = block.cell_id(row.key, column.key)
                    line[column.key] = name
                    cells[name] = cell = _cell(self, block, row, column, name)
                    rows[cell.row_key] = (*rows.get(cell.row_key, ()), name)
        object.__setattr__(self, "cells", cells)
        object.__setattr__(self, "lines", lines)
        object.__setattr__(self, "rows", rows)
        object.__setattr__(self, "equations", tuple(_equations(self)))

    def __reduce__(self) -> tuple[Callable[[str, str], Table], tuple[str, str]]:
        """Travel between processes by name: every report would carry the form otherwise."""
        return _table_of, (self.format, self.key)

    def row_cells(self, row_key: str) -> tuple[CellId, ...]:
        """Return the cells whose row is called `row_key` in ``unread``."""
        return self.rows.get(row_key, ())

    @property
    def row_keys(self) -> tuple[str, ...]:
        """The rows as ``unread`` names them, in order."""
        return tuple(self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A whole form: the sections and the three tables of one format."""

    format: str
    document: str
    first_year: int
    last_year: int | None
    telltale: str
    sections: tuple[SectionForm, ...]
    tables: Mapping[str, Table]

    @property
    def cells(self) -> Mapping[CellId, Cell]:
        """All cells of the three tables, in order."""
        return {name: cell for table in self.tables.values() for name, cell in table.cells.items()}

    @property
    def equations(self) -> tuple[Equation, ...]:
        """All equations of the three tables, in order."""
        return tuple(e for table in self.tables.values() for e in table.equations)

    def cell(self, name: str) -> Cell:
        """Return the cell called `name`.

        Raises
        ------
        UnknownCell
            If the form has no such cell; the message names the nearest ones.
        """
        for table in self.tables.values():
            found = table.cells.get(CellId(name))
            if found is not None:
                return found
        raise unknown_cell(name, self.cells)

    def section(self, no: int) -> SectionForm:
        """Return section `no` (1 to 6)."""
        return self.sections[no - 1]


def unknown_cell(name: str, known: Mapping[CellId, Cell]) -> UnknownCell:
    """Make the exception for a cell name that is in none of the tables `known`."""
    near = nearest(name, tuple(known))
    hint = f"您要的是不是 {'、'.join(near)}？" if near else ""
    return UnknownCell(f"表样里没有单元格“{name}”。", hint=hint)


def nearest(name: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """Return up to three of the `known` names that resemble `name`, best first."""
    from difflib import get_close_matches  # noqa: PLC0415  rare, and slow to import

    return tuple(get_close_matches(name, known, n=3, cutoff=0.6))


def _table_of(format: str, key: str) -> Table:  # noqa: A002  the field's own word
    return load(format).tables[key]


@cache
def load(format: str) -> Form:  # noqa: A002  the field's own word
    """Load the form of one format.

    Parameters
    ----------
    format
        ``"2021"`` or ``"2019"``.

    Raises
    ------
    FormError
        If there is no such format, or its definition contradicts itself.

    References
    ----------
    国办公开办函〔2021〕30号 and 国办公开办函〔2019〕60号, the forms of sections two to four.
    """
    if format not in FORMATS:
        message = f"没有“{format}”这种报告格式，只有 2021（现行）和 2019（试行）两种。"
        raise FormError(message)
    data = _read(format)
    tables = {key: _table(key, _resolve(data[key], key), format) for key in TABLES}
    sections = data["section"] if "section" in data else _resolve(data["sections"], "section")
    return Form(
        format=format,
        document=data["document"],
        first_year=data["first_year"],
        last_year=data.get("last_year"),
        telltale=data["telltale"],
        sections=tuple(_section(item) for item in sections),
        tables=tables,
    )


@cache
def _read(format: str) -> dict[str, Any]:  # noqa: A002
    import tomllib  # noqa: PLC0415  a tenth of the start-up, and not wanted before the first form

    with (_FOLDER / f"{format}.toml").open("rb") as file:
        return tomllib.load(file)


def _resolve(data: dict[str, Any], key: str) -> Any:  # noqa: ANN401  TOML is untyped
    """Follow ``same_as`` to the form that has the definition."""
    return _read(data["same_as"])[key] if "same_as" in data else data


def _section(data: dict[str, Any]) -> SectionForm:
    topics = tuple(
        Topic(
            name=topic["name"],
            words=tuple(topic["words"]),
            heads=tuple(topic.get("heads", ())),
            acts=tuple(topic.get("acts", ())),
        )
        for topic in data.get("topic", ())
    )
    return SectionForm(
        no=data["no"],
        heading=data["heading"],
        aliases=tuple(data.get("aliases", ())),
        topics=topics,
    )


def _table(key: str, data: dict[str, Any], format: str) -> Table:  # noqa: A002
    blocks = tuple(
        Block(
            table=key,
            title=block.get("title", ""),
            corner=block["corner"],
            cites=block.get("cites", ""),
            rows=Axis(entries=_tree(block["rows"])),
            columns=Axis(entries=_tree(block["columns"])),
        )
        for block in data["block"]
    )
    balances = tuple((tuple(b["left"]), tuple(b["right"])) for b in data.get("balance", ()))
    return Table(
        key=key,
        name=data["name"],
        format=format,
        section=data["section"],
        blocks=blocks,
        balances=balances,
        begins=tuple(data.get("begins", ())),
        ends=tuple(data.get("ends", ())),
    )


def _tree(items: list[dict[str, Any]], parent: str | None = None) -> tuple[Entry, ...]:
    """Build the entries below `parent` from the flat list of a TOML file."""
    return tuple(
        Entry(
            key=item["key"],
            label=item["label"],
            short=item.get("short", ""),
            aliases=tuple(item.get("aliases", ())),
            sums=tuple(item.get("sums", ())),
            holds=item.get("holds", "count"),
            unit=item.get("unit", "件"),
            cites=item.get("cites", ""),
            children=_tree(items, item["key"]) if item["key"] else (),
        )
        for item in items
        if item.get("part_of") == parent
    )


def _cell(table: Table, block: Block, row: Entry, column: Entry, name: CellId) -> Cell:
    group = block.columns.path(column.key)
    words = [row.spoken] if row.key else []
    if not row.key and len(group) > 1:
        words.append(group[-2].spoken)
    if column.key:
        words.append(column.spoken)
    return Cell(
        id=name,
        table=table.key,
        row=row,
        column=column,
        place=f"{table.name}“{'·'.join(words)}”",
        holds=column.holds,
        unit=column.unit,
    )


def _equations(table: Table) -> list[Equation]:
    """Derive E1 from the balances of a table, E2, E3 and E4 from the totals of its axes."""
    found: list[Equation] = []
    for block in table.blocks:
        found += _balances(table, block)
        found += _column_totals(table, block)
        found += _row_totals(table, block)
    return found


def _balances(table: Table, block: Block) -> list[Equation]:
    return [
        Equation(
            kind="E1",
            table=table.key,
            along=column.spoken,
            key=column.key,
            left=tuple(block.cell_id(row, column.key) for row in left),
            right=tuple(block.cell_id(row, column.key) for row in right),
        )
        for left, right in table.balances
        for column in block.columns.leaves
    ]


def _column_totals(table: Table, block: Block) -> list[Equation]:
    """E2: down each column, a total row equals the rows that it sums."""
    return [
        Equation(
            kind="E2",
            table=table.key,
            along=column.spoken,
            key=column.key,
            left=tuple(
                block.cell_id(row, column.key)
                for key in total.sums
                for row in block.rows.expand(key)
            ),
            right=(block.cell_id(total.key, column.key),),
        )
        for total in block.rows.leaves
        if total.sums
        for column in block.columns.leaves
    ]


def _row_totals(table: Table, block: Block) -> list[Equation]:
    """E3 and E4: along each row, a total column equals the columns that it sums."""
    return [
        Equation(
            kind="E3" if row.key else "E4",
            table=table.key,
            along=row.spoken if row.key else block.columns.path(total.key)[-2].spoken,
            key=row.key or total.key.split(".")[0],
            left=tuple(
                block.cell_id(row.key, column)
                for key in total.sums
                for column in block.columns.expand(key)
            ),
            right=(block.cell_id(row.key, total.key),),
        )
        for row in block.rows.leaves
        for total in block.columns.leaves
        if total.sums
    ]
