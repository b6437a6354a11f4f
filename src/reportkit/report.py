"""A report as a value: its figures, its text, and where both came from.

A report is frozen; a change gives a new one.  Blank, slash and unreadable are kept apart from
zero, and a printed total is never replaced by a computed one.

>>> from reportkit import form
>>> report = Report.empty(form.load("2021"), agency="某县某局", year=2023)
>>> report.replace({"t3.R1.nat": 4})["t3.R1.nat"].number
4
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from reportkit import _display
from reportkit._optional import require
from reportkit.form import CellId, Table, unknown_cell
from reportkit.form import load as load_form
from reportkit.text import Kind, parse_cell, print_number

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping

    from reportkit.decisions import Decisions
    from reportkit.document import Place
    from reportkit.form import Cell, Equation, Form

__all__ = [
    "Contact",
    "Deviation",
    "Organ",
    "Origin",
    "Reading",
    "Report",
    "Section",
    "Unread",
    "Value",
]


class Organ(StrEnum):
    """What kind of organ reports (``kind`` in report.json)."""

    DEPARTMENT = "department"
    TOWNSHIP = "township"
    GOVERNMENT = "government"


class Origin(NamedTuple):
    """Where a value was read: file name, place in it, and whether only reasoning justifies it."""

    file: str
    place: Place
    inferred: str = ""


class _Value(NamedTuple):
    number: int | Decimal | None
    kind: Kind
    text: str
    origin: Origin | None = None


class Value(_Value):
    """What a cell holds: a number, or why it is none; `text` is what stood there.

    Where a value was read has no part in what it is equal to.  A report has two hundred values,
    so they are a light kind of value.
    """

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        """Whether both say the same, wherever they were read."""
        return isinstance(other, Value) and self[:3] == other[:3]

    def __ne__(self, other: object) -> bool:
        """Whether they say something else."""
        return not self == other

    def __hash__(self) -> int:
        """Return the same for values that say the same."""
        return hash(self[:3])

    @classmethod
    def of(cls, content: float | Decimal | str | None, holds: str = "count") -> Value:
        """Make a value of what a person typed or a program passed.

        Parameters
        ----------
        content
            An int or Decimal; a text as it stands in a cell; None for a blank cell.  A float is
            taken by its shortest decimal writing.
        holds
            What the cell may hold (see `reportkit.form.Cell`).
        """
        if content is None:
            return cls(None, Kind.BLANK, "")
        if isinstance(content, int | Decimal) and not isinstance(content, bool):
            content = print_number(content)
        read = parse_cell(str(content), holds)
        return cls(read.number, read.kind, read.text)

    @property
    def plain(self) -> bool:
        """Whether the text is just the number, so that nothing else need be kept."""
        return self.number is not None and self.text == print_number(self.number)

    @property
    def shown(self) -> str:
        """What a table prints for this value: the cell as it stood there."""
        return self.text


UNREAD = Value(None, Kind.UNREADABLE, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One of the sections as it stands: heading and text, paragraphs as lines."""

    no: int
    heading: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """How the organ can be reached, as far as the report says."""

    phone: str | None = None
    email: str | None = None
    address: str | None = None
    website: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A row that could not be found or read for certain, why, and what stood there."""

    table: str
    row: str
    reason: str
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deviation:
    """A way in which the printed table differs from the form, although it could be read.

    Notes
    -----
    `kind` is one of ``label`` (a row or column is called otherwise), ``extra-row``,
    ``missing-row``, ``subtotal`` (a group row carries figures), ``missing-table``, ``picture``,
    ``width`` (a row with too few or too many cells), ``format`` (a row of another format),
    ``second-report`` (the file holds more than one report).
    """

    kind: str
    table: str
    row: str
    printed: str
    expected: str
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How a report was read from a file: what the rules on layout need, and what was left over.

    `meta` is what the file says of itself and of its hidden parts (see `reportkit.readers`).
    """

    file: str
    deviations: tuple[Deviation, ...] = ()
    headings: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    pictures: int = 0
    leftovers: tuple[str, ...] = ()
    meta: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One annual report.

    Notes
    -----
    `tables` are the table definitions the report was read with, which may come from different
    formats.  `values` has every cell of these tables.  `decisions` are what people said of
    findings, by fingerprint (see `reportkit.decisions`).  `reading` is there only after reading a
    document and is not part of the report's identity.  Counts are in 件, ``t2.fee`` in 万元.
    """

    tables: Mapping[str, Table]
    values: Mapping[CellId, Value]
    agency: str | None = None
    year: int | None = None
    kind: Organ | None = None
    title: str | None = None
    signed_by: str | None = None
    issued_on: datetime.date | None = None
    published_on: datetime.date | None = None
    period: tuple[datetime.date | None, datetime.date | None] | None = None
    contact: Contact = field(default_factory=Contact)
    introduction: str = ""
    sections: tuple[Section, ...] = ()
    unread: tuple[Unread, ...] = ()
    decisions: Decisions = field(default_factory=dict)
    reading: Reading | None = field(default=None, compare=False)

    @classmethod
    def empty(cls, form: Form, **facts: Any) -> Report:  # noqa: ANN401  fields of any type
        """Make a report with the form's headings and blank cells.

        Parameters
        ----------
        form
            The form to fill in.
        **facts
            Any other fields of the report.
        """
        blank = Value(None, Kind.BLANK, "")
        facts.setdefault(
            "sections", tuple(Section(no=s.no, heading=s.heading, text="") for s in form.sections)
        )
        return cls(tables=form.tables, values=dict.fromkeys(form.cells, blank), **facts)

    @property
    def format(self) -> str:
        """The format of table 2, which tells the form (``"2021"`` or ``"2019"``)."""
        return self.tables["t2"].format

    @property
    def form(self) -> Form:
        """The form that table 2 belongs to."""
        return load_form(self.format)

    @property
    def cells(self) -> Mapping[CellId, Cell]:
        """Every cell of the report's tables, in order."""
        cells: dict[CellId, Cell] = {}
        for table in self.tables.values():
            cells.update(table.cells)
        return cells

    @property
    def equations(self) -> tuple[Equation, ...]:
        """Every equation of the report's tables, in order."""
        return tuple(e for table in self.tables.values() for e in table.equations)

    def cell(self, name: str) -> Cell:
        """Return the definition of a cell.

        Raises
        ------
        UnknownCell
            If the report's tables have no such cell.
        """
        for table in self.tables.values():
            found = table.cells.get(CellId(name))
            if found is not None:
                return found
        raise unknown_cell(name, self.cells)

    def __getitem__(self, name: str) -> Value:
        """Return the value of a cell.

        Raises
        ------
        UnknownCell
            If the report's tables have no such cell.
        """
        try:
            return self.values[CellId(name)]
        except KeyError:
            raise unknown_cell(name, self.cells) from None

    def number(self, name: str) -> int | Decimal | None:
        """Return the number in a cell, or None where none was read."""
        return self[name].number

    def section(self, no: int) -> Section | None:
        """Return section `no` as it stands, or None where the report lacks it."""
        return next((section for section in self.sections if section.no == no), None)

    def replace(
        self, changes: Mapping[str, float | Decimal | str | Value | None] | None = None,
        **facts: Any,  # noqa: ANN401  fields of any type
    ) -> Report:  # fmt: skip
        """Return a new report with other figures or other facts.

        Parameters
        ----------
        changes
            Cell names with what stands there now (see `Value.of`).  A row that has a value in
            every cell is no longer unread.
        **facts
            Other fields, such as ``title=`` or ``issued_on=``.

        Raises
        ------
        UnknownCell
            If a name is not a cell of the report.
        """
        values = dict(self.values)
        for name, content in (changes or {}).items():
            holds = self.cell(name).holds
            value = content if isinstance(content, Value) else Value.of(content, holds)
            values[CellId(name)] = value
        if changes and "unread" not in facts:
            facts["unread"] = tuple(u for u in self.unread if _still_unread(self, u, values))
        return dataclasses.replace(self, values=values, **facts)

    def frame(self, table: str) -> Any:  # noqa: ANN401  pandas is optional
        """Return a table as a pandas data frame with the official labels.

        Parameters
        ----------
        table
            ``"t2"``, ``"t3"`` or ``"t4"``.

        Returns
        -------
        pandas.DataFrame
            Rows × columns (table 3 of 2021: 25 × 7; table 4: 3 × 5; table 2: one row a kind of
            document or decision).  Counts are of dtype ``Int64``; a cell that holds no number is
            ``<NA>``, never 0.  Money is an exact Decimal in 万元 (dtype object).

        Raises
        ------
        MissingLibrary
            If pandas is not installed.
        """
        from reportkit.frames import table_frame  # noqa: PLC0415  pandas only when asked for

        require("pandas", extra="notebook")
        return table_frame(self, table)

    def _repr_html_(self) -> str:
        return _display.to_html(self)


def _still_unread(report: Report, unread: Unread, values: Mapping[CellId, Value]) -> bool:
    cells = report.tables[unread.table].row_cells(unread.row)
    return any(values[name].kind is Kind.UNREADABLE for name in cells)
