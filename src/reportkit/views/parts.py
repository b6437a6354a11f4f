"""Report -> parts: the content of the final report, before any page, Word file or PDF is made.

Parts are neutral: a title, headings, paragraphs, tables, signature and date, in order.  Writers
of pages, Word and PDF take nothing else, so all three show the same.  In a notebook a `Piece`
shows its parts and carries them, with the digest of the data, for the exporters to take up.

>>> [part.kind.value for part in heading_or_text("（一）主动公开")]
['heading']
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from reportkit import store
from reportkit.figures import resolved
from reportkit.text import clean
from reportkit.views import charts, grid_json, sheet, words
from reportkit.views.html import BODY_FONTS, Html, Look, details, picture, table, tag
from reportkit.views.table import table as table_grid

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from reportkit.grid import Grid
    from reportkit.report import Report
    from reportkit.views.charts import Chart

__all__ = [
    "MIME",
    "SCHEMA",
    "Part",
    "PartKind",
    "Piece",
    "digest",
    "from_json",
    "front",
    "heading_or_text",
    "parts",
    "piece",
    "section",
    "signature",
    "to_json",
]

MIME = "application/vnd.reportkit.parts+json"
SCHEMA = "reportkit/parts@1"
SECTIONS = 6
_NAME = "政府信息公开工作年度报告"


class PartKind(StrEnum):
    """What a part is."""

    TITLE = "title"
    HEADING = "heading"
    TEXT = "text"
    TABLE = "table"
    PICTURE = "picture"
    CHART = "chart"
    SIGNATURE = "signature"
    DATE = "date"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of the final report.

    Notes
    -----
    `level` is the level of a heading (1 to 3).  `lead` counts the characters at the beginning of
    a paragraph that take the place of a sub-heading, as in 「（一）主动公开。全年……」.  `grid` is
    there for tables only; `date` is the ISO form of a date.  `indent` is how far signature and date
    stand from the right, in characters.  `picture` is a PNG in base 64, whose
    `text` says what it shows; `chart` is drawn by each writer.  `new_page` begins a page.
    """

    kind: PartKind
    text: str = ""
    level: int = 0
    lead: int = 0
    grid: Grid | None = None
    date: str = ""
    indent: float = 0.0
    picture: str = ""
    chart: Chart | None = None
    new_page: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Some parts of one report, as a notebook cell shows them.

    Notes
    -----
    `data` is the digest of the report's data when the piece was made, so that nobody prints a
    piece that no longer fits ``report.json``.
    """

    parts: tuple[Part, ...]
    data: str

    def _repr_html_(self) -> str:
        shown = (to_html(part) for part in self.parts)
        return tag("div", *shown, style=_PIECE)

    def _repr_mimebundle_(
        self, include: Iterable[str] | None = None, exclude: Iterable[str] | None = None
    ) -> dict[str, Any]:
        """Give the page view, the plain text and the parts themselves."""
        del include, exclude  # the front end chooses among the three
        text = "\n".join(part.text for part in self.parts if part.text)
        return {"text/html": self._repr_html_(), "text/plain": text, MIME: self.to_json()}

    def to_json(self) -> dict[str, Any]:
        """Return the piece as the JSON object of ``reportkit/parts@1``."""
        return {"schema": SCHEMA, "data": self.data, "parts": [to_json(p) for p in self.parts]}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Piece:
        """Make a piece of its JSON object.

        Raises
        ------
        ValueError
            If it is not a piece, or one of another version.
        """
        if data.get("schema") != SCHEMA or not isinstance(data.get("parts"), list):
            message = f"应为 {SCHEMA}"
            raise ValueError(message)
        return cls(
            parts=tuple(from_json(part) for part in data["parts"]), data=str(data.get("data"))
        )


def digest(report: Report) -> str:
    """Return the SHA-256 of the report's data, in hexadecimal digits.

    Where the figures were read (`Origin`) does not count: it is not printed.
    """
    data = {key: value for key, value in store.to_dict(report).items() if key != "origins"}
    text = json.dumps(data, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def parts(report: Report) -> tuple[Part, ...]:
    """Return the whole final report: title, introduction, six sections, signature and date.

    Live figures in the texts are resolved; one without a figure stays as it stands.
    """
    report = resolved(report)
    return (
        *_front(report),
        *(part for no in range(1, SECTIONS + 1) for part in _section(report, no)),
        *_signature(report),
    )


def front(report: Report) -> Piece:
    """Return the title and the introduction, for one cell of the notebook."""
    return piece(report, _front(resolved(report)))


def section(report: Report, no: int) -> Piece:
    """Return section `no` (1 to 6): its heading, its text and, in 2 to 4, its table.

    Raises
    ------
    ValueError
        If there is no such section.
    """
    if not 1 <= no <= SECTIONS:
        message = f"报告只有第一至第六部分，没有第 {no} 部分。"
        raise ValueError(message)
    return piece(report, _section(resolved(report), no))


def signature(report: Report) -> Piece:
    """Return the organ's name and the date that stand below the report."""
    return piece(report, _signature(resolved(report)))


def piece(report: Report, found: Iterable[Part]) -> Piece:
    """Return parts of a report for one cell of the notebook, with the digest of its data."""
    return Piece(parts=tuple(found), data=digest(report))


def _front(report: Report) -> Iterator[Part]:
    year = f"{report.year}年" if report.year else ""
    title = _plain(report.title or "") or f"{_plain(report.agency or '')}{year}{_NAME}"
    yield Part(kind=PartKind.TITLE, text=title)
    yield from _paragraphs(report.introduction)


def _section(report: Report, no: int) -> Iterator[Part]:
    """Yield a section as it stands; a table is printed even where its heading is missing."""
    grids = [table_grid(report, key) for key, form in report.tables.items() if form.section == no]
    written = [item for item in report.sections if item.no == no]
    official = report.form.section(no).heading
    if not written and not grids:
        return
    yield Part(
        kind=PartKind.HEADING,
        text=(_plain(written[0].heading) if written else "") or official,
        level=1,
    )
    for item in written:
        yield from _paragraphs(item.text)
    for grid in grids:
        # Marks are for the screen; what could not be read keeps its words.
        yield Part(kind=PartKind.TABLE, text=grid.caption, grid=grid_json.unmarked(grid))


def _signature(report: Report) -> Iterator[Part]:
    name = _plain(report.signed_by or report.agency or "")
    day = report.issued_on
    date = words.day(day) if day else ""
    from_right = sheet.closing_indents(name, date)
    if name:
        yield Part(kind=PartKind.SIGNATURE, text=name, indent=from_right[0])
    if day:
        yield Part(kind=PartKind.DATE, text=date, date=day.isoformat(), indent=from_right[1])


def _paragraphs(text: str) -> Iterator[Part]:
    for line in text.splitlines():
        if plain := _plain(line):
            yield from heading_or_text(plain)


_SURROGATE = re.compile("[\ud800-\udfff]")
_NUMBERED = re.compile(r"（[一二三四五六七八九十]{1,3}）|[1-9][0-9]?[.．、](?![0-9])")
_LONGEST_HEADING = 30
_LONGEST_LEAD = 24
_SENTENCE = re.compile("[。；：，！？]")


def _plain(text: str) -> str:
    return clean(_SURROGATE.sub("", text))


def heading_or_text(line: str) -> Iterator[Part]:
    """Yield the part that one line of the narrative makes.

    A short line that begins with （一） or 1. and has no punctuation is a sub-heading.  Where the
    sub-heading runs into its paragraph, as in （一）主动公开。全年…, the line stays a paragraph
    and only remembers how long its lead is.
    """
    number = _NUMBERED.match(line)
    level = 0 if not number else 2 if line[0] == "（" else 3
    if level and len(line) <= _LONGEST_HEADING and not _SENTENCE.search(line):
        yield Part(kind=PartKind.HEADING, text=line, level=level)
        return
    stop = line.find("。") + 1
    lead = stop if level == 2 and 0 < stop <= _LONGEST_LEAD and stop < len(line) else 0
    yield Part(kind=PartKind.TEXT, text=line, lead=lead)


def to_json(part: Part) -> dict[str, Any]:
    """Return a part as a JSON object; what is empty is left out."""
    data: dict[str, Any] = {"kind": part.kind.value, "text": part.text}
    facts = {"level": part.level, "lead": part.lead, "date": part.date,
             "indent": part.indent, "picture": part.picture, "new_page": part.new_page}  # fmt: skip
    data |= {key: value for key, value in facts.items() if value}
    if part.grid is not None:
        data["grid"] = grid_json.dump(part.grid)
    if part.chart is not None:
        data["chart"] = charts.dump(part.chart)
    return data


def from_json(data: Mapping[str, Any]) -> Part:
    """Make a part of its JSON object.

    Raises
    ------
    ValueError
        If it is not a part.
    """
    try:
        grid = grid_json.load(data["grid"]) if "grid" in data else None
        return Part(
            kind=PartKind(data["kind"]),
            text=str(data["text"]),
            level=int(data.get("level", 0)),
            lead=int(data.get("lead", 0)),
            grid=grid,
            date=str(data.get("date", "")),
            indent=float(data.get("indent", 0)),
            picture=str(data.get("picture", "")),
            chart=charts.load(data["chart"]) if "chart" in data else None,
            new_page=data.get("new_page") is True,
        )
    except (KeyError, TypeError, AttributeError) as error:
        message = f"不是报告的一部分：{error}"
        raise ValueError(message) from error


_PIECE = (
    f"font-family:{BODY_FONTS};font-size:16px;color:#000000;background-color:#ffffff;"
    "padding:8px 12px"
)
_KAI = "font-family:KaiTi_GB2312, KaiTi, STKaiti, serif"
_HEI = "font-family:SimHei, STHeiti, 'Noto Sans CJK SC', sans-serif"
_SONG = "font-family:FZXiaoBiaoSong-B05S, 'Noto Serif CJK SC', SimSun, serif"
_LINE = "line-height:1.81;margin:0"
_TITLE = f"{_SONG};text-align:center;font-size:1.375em;line-height:1.5;margin:0 0 1.8em"
_LINE_OF_TITLE = "display:inline-block"
_HEADINGS = {
    1: ("h2", f"{_HEI};font-weight:normal;font-size:1em;text-indent:2em;{_LINE}"),
    2: ("h3", f"{_KAI};font-weight:normal;font-size:1em;text-indent:2em;{_LINE}"),
    3: ("h4", f"font-weight:normal;font-size:1em;text-indent:2em;{_LINE}"),
}
_CLOSING = {PartKind.SIGNATURE: "line-height:1.81;margin:1.81em 0 0", PartKind.DATE: _LINE}


def to_html(part: Part, *, page: bool = False) -> Html:
    """Write one part with inline styles, for a notebook cell or a web page.

    Parameters
    ----------
    part
        The part.
    page
        Whether it is for a page of its own, where a wide table can be scrolled with the keys.
        Sizes are relative to the size around it.
    """
    if part.grid is not None or part.chart is not None:
        return _wide(part, page=page)
    if part.kind is PartKind.TITLE:
        # Not by a break: the title stays one line for whoever copies or reads it.
        pieces = (tag("span", line, style=_LINE_OF_TITLE) for line in sheet.title_lines(part.text))
        return tag("h1", *pieces, style=_TITLE)
    if part.kind is PartKind.HEADING:
        name, style = _HEADINGS[min(max(part.level, 1), 3)]
        return tag(name, part.text, style=style + (";break-before:page" if part.new_page else ""))
    if part.kind is PartKind.TEXT:
        lead = [tag("span", part.text[: part.lead], style=_KAI)] if part.lead else []
        align = "left" if sheet.has_long_run(part.text) else "justify"
        style = f"text-indent:2em;text-align:{align};overflow-wrap:anywhere;{_LINE}"
        return tag("p", *lead, part.text[part.lead :], style=style)
    if part.kind is PartKind.PICTURE:
        return tag("p", picture(part.picture, part.text), style="text-align:center;margin:8px 0")
    right = f"text-align:right;padding:0 {part.indent:g}em 0 0;{_CLOSING[part.kind]}"
    return tag("p", part.text, style=right)


def _reach(name: str) -> dict[str, str | int | None]:
    """Let the keys scroll what is wider than a page."""
    return {"tabindex": "0", "role": "region", "aria_label": name or "表格"}


def _wide(part: Part, *, page: bool) -> Html:
    if part.grid is not None:
        return _table_html(part.grid, page=page)
    return Html("") if part.chart is None else _chart_html(part.chart, page=page)


def _chart_html(chart: Chart, *, page: bool) -> Html:
    """Draw a chart, its figures as a table below that the reader may open."""
    reach = _reach(chart.title) if page else {}
    svg = Html(charts.draw(chart, style="display:block;width:100%;height:auto;min-width:440px"))
    drawn = tag("div", svg, style="overflow-x:auto", **reach)
    figures = details("看数据表", table(charts.table(chart), Look(size="1em")))
    figures = tag("div", figures, style="font-size:14px")
    return tag("div", drawn, figures, style="margin:0.3em 0;break-inside:avoid")


def _table_html(grid: Grid, *, page: bool) -> Html:
    size, widths = sheet.table_size(grid), sheet.column_widths(grid)
    reach = _reach(grid.caption) if page else {}
    relative = size / 16 * (1 if page else 1.3)  # a screen has more room than paper
    look = Look(
        caption=False,
        size=f"{relative:.3g}em",
        widths=widths,
        shrink=lambda cell: sheet.fitted(cell, widths, size) / size,
    )
    return tag("div", table(grid, look), style="overflow-x:auto", **reach)
