"""A paper on paper: the report with codes at every place, answer sheet, rules, and the key.

Everything is written as the parts of a report, so Word and PDF come from the same exporters as
the report itself.

>>> write(exercise, "试卷.docx", key=False)  # doctest: +SKIP
"""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING

from reportkit.catalogue import CERTAINTY, catalogue
from reportkit.exporters._parts import write_parts
from reportkit.grid import Role
from reportkit.lessons._codes import Codes
from reportkit.lessons._grids import plain_table
from reportkit.lessons._hints import explanation, place_name
from reportkit.lessons._lesson import LEVELS
from reportkit.lessons._marking import Answer, mark
from reportkit.lessons._numbers import PaperNumber
from reportkit.lessons._places import sentences
from reportkit.lessons._sheet import PICTURE, file_facts, is_missing, is_picture, shown_table
from reportkit.rules import RULES
from reportkit.views import words
from reportkit.views.parts import Part, PartKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reportkit.form import CellId
    from reportkit.grid import Grid, GridCell
    from reportkit.lessons._exercise import Exercise
    from reportkit.report import Report

__all__ = ["key_parts", "paper_parts", "write"]

_ANSWERS = 12
"""Lines of the answer sheet."""
_ROOM = "　" * 24
"""Room to write in."""


def write(exercise: Exercise, path: Path, *, key: bool) -> Path:
    """Write a paper, or its key, as docx or pdf by the suffix of the path.

    Raises
    ------
    ExportError
        If the file cannot be written, or its suffix is none of both.
    """
    return write_parts(key_parts(exercise) if key else paper_parts(exercise), path)


def paper_parts(exercise: Exercise) -> tuple[Part, ...]:
    """Return a paper: how to answer, the report with codes, last year's, rules, answer sheet."""
    return (
        *_head(exercise),
        *_report(exercise.report, Codes(exercise.report)),
        *_others(exercise),
        *_rules(),
        *_answer_sheet(exercise),
    )


def key_parts(exercise: Exercise) -> tuple[Part, ...]:
    """Return the key of a paper: every fault with its place, rule, right value and explanation."""
    return (
        Part(kind=PartKind.TITLE, text="政府信息公开工作年度报告查错试卷\n参考答案"),
        Part(kind=PartKind.TEXT, text=_label(exercise)),
        Part(kind=PartKind.TEXT, text=_SCORING),
        *(part for no, _ in enumerate(exercise.planted) for part in _solution(exercise, no)),
        *([] if exercise.planted else [_text("这份报告没有错误，应当勾选“没有错误”。")]),
    )


_SCORING = (
    "每处错误：位置对得2分，规则对得1分，应当怎样写对得1分（参考答案没有列出“应为”的，不要求写）。"
    "把没有错的地方当作错误，每处扣1分，总分不低于0分。"
    "改成别的写法，只要改后各项规则都满足，也算对。"
)


def _text(text: str) -> Part:
    return Part(kind=PartKind.TEXT, text=text)


def _head(exercise: Exercise) -> Iterator[Part]:
    yield Part(kind=PartKind.TITLE, text="政府信息公开工作年度报告查错试卷")
    yield _text(_label(exercise))
    yield _text("姓名：＿＿＿＿＿　单位：＿＿＿＿＿＿＿　得分：＿＿＿")
    yield Part(kind=PartKind.HEADING, text="怎样答题", level=1)
    yield _text(
        "1. 下面是一份编造的年度报告，可能有一处或者多处错误，也可能没有错误。"
        "单位、数字、人名都是虚构的。"
    )
    yield _text(
        "2. 找到错误，在答题卡上写三样：位置、违反哪一条规则、应当怎样写。"
        "位置用方括号里的代号，例如“一4”是第一部分第4句，“引2”是引言第2句；"
        "表里的格子写表、行、列，例如“表三1A”是表三第1行A列（行号和列号在竖线前面）；整行写“表三1”，整张表写“表三”。"
    )
    yield _text("3. 规则写编号，见“规则一览”；同一处错误写一条最直接的规则即可。")
    yield _text("4. 没有错误的，在答题卡上勾选“没有错误”。" + _SCORING.partition("总分")[0])


def _label(exercise: Exercise) -> str:
    level = ""
    if exercise.number and "K" not in exercise.number:
        level = f"　　难度：{LEVELS[PaperNumber.read(exercise.number).level]}"
    return f"试卷编号：{exercise.number}{level}　　满分：{mark(exercise, Answer()).most}分"


def _report(report: Report, codes: Codes | None) -> Iterator[Part]:
    """Yield the report; with codes at every place, or plain."""
    yield Part(
        kind=PartKind.HEADING,
        text=_coded(codes, "title", report.title or ""),
        level=1,
        new_page=True,
    )
    yield from _paragraphs(0, report.introduction, codes)
    tables = {table.section: key for key, table in report.tables.items()}
    for section in report.sections:
        heading = _coded(codes, f"h{section.no}", section.heading)
        yield Part(kind=PartKind.HEADING, text=heading, level=1)
        yield from _paragraphs(section.no, section.text, codes)
        if key := tables.get(section.no):
            yield from _table(report, key, codes)
    for place, text in _closing(report):
        yield _text(_coded(codes, place, text))


def _closing(report: Report) -> Iterator[tuple[str, str]]:
    if report.signed_by:
        yield "signed_by", f"落款单位：{report.signed_by}"
    if report.issued_on:
        yield "issued_on", f"落款日期：{words.day(report.issued_on)}"
    if report.published_on:
        yield "published_on", f"发布日期：{words.day(report.published_on)}"
    if facts := file_facts(report):
        yield "file", f"文件信息　{'；'.join(f'{name}：{value}' for name, value in facts)}"


def _coded(codes: Codes | None, place: str, text: str) -> str:
    return f"［{codes.code(place)}］{text}" if codes else text


def _paragraphs(section: int, text: str, codes: Codes | None) -> Iterator[Part]:
    if codes is None:
        yield from (_text(line.strip()) for line in text.splitlines() if line.strip())
        return
    lines: dict[int, str] = {}
    for no, (at, sentence) in enumerate(sentences(text), start=1):
        line = text.count("\n", 0, at)
        lines[line] = lines.get(line, "") + _coded(codes, f"s{section}.{no}", sentence)
    yield from map(_text, lines.values())


def _table(report: Report, key: str, codes: Codes | None) -> Iterator[Part]:
    if is_missing(report, key):
        return
    if is_picture(report, key):
        yield _text(_coded(codes, key, PICTURE))
        return
    grid = shown_table(report, key)
    if codes:
        grid = _numbered(grid, codes)
    yield Part(kind=PartKind.TABLE, text=grid.caption, grid=grid)


def _numbered(grid: Grid, codes: Codes) -> Grid:
    """Write row numbers and column letters into the labels beside the figures."""
    rows: dict[int, int] = {}
    letters: dict[tuple[int, int], str] = {}
    for cell in grid.cells:
        if cell.cell is not None:
            rows.setdefault(cell.row, codes.row(cell.cell))
            above = _header_above(grid, cell)
            if above is not None:
                letters[above.row, above.column] = _letters(codes, grid, above)

    def changed(cell: GridCell) -> GridCell:
        place = cell.row, cell.column
        if place in letters:
            return dataclasses.replace(cell, text=f"{letters[place]}|{cell.text}")
        number = rows.get(cell.row)
        last = number and cell.role is Role.STUB and _is_last_stub(grid, cell)
        return dataclasses.replace(cell, text=f"{number}|{cell.text}") if last else cell

    return grid.map(changed)


def _header_above(grid: Grid, value: GridCell) -> GridCell | None:
    found = [
        cell
        for cell in grid.cells
        if cell.role is Role.HEADER
        and cell.row < value.row
        and cell.column <= value.column < cell.column + cell.colspan
    ]
    return max(found, key=lambda cell: cell.row, default=None)


def _letters(codes: Codes, grid: Grid, header: GridCell) -> str:
    """Return the letter of a column; where groups stand beside each other, their number too."""
    names: list[CellId] = [
        cell.cell
        for cell in grid.cells
        if cell.cell is not None
        and cell.row > header.row
        and header.column <= cell.column < header.column + header.colspan
    ]
    single = len({cell.row for cell in grid.cells if cell.cell is not None}) == 1
    return f"{codes.row(names[0]) if single else ''}{codes.letter(names[0])}"


def _is_last_stub(grid: Grid, stub: GridCell) -> bool:
    return not any(
        cell.role is Role.STUB and cell.row == stub.row and cell.column > stub.column
        for cell in grid.cells
    )


def _others(exercise: Exercise) -> Iterator[Part]:
    if exercise.previous is not None:
        yield Part(
            kind=PartKind.HEADING,
            text="附：本单位上年度的报告（供对照，没有错误）",
            level=1,
            new_page=True,
        )
        yield from _report_inside(exercise.previous)
    for peer in exercise.peers:
        yield Part(kind=PartKind.HEADING, text="附：其他单位的报告（供对照）", level=1)
        yield from _report_inside(peer)


def _report_inside(report: Report) -> Iterator[Part]:
    first, *rest = _report(report, None)
    yield Part(kind=PartKind.HEADING, text=first.text, level=2)
    yield from rest


def _answer_sheet(exercise: Exercise) -> Iterator[Part]:
    yield Part(kind=PartKind.HEADING, text="答题卡", level=1, new_page=True)
    yield _text(f"编号：{exercise.number}　　姓名：＿＿＿＿＿　　□ 没有错误")
    lines = [[str(no), "　" * 8, "　" * 5, _ROOM] for no in range(1, _ANSWERS + 1)]
    grid = plain_table(["序号", "位置", "规则编号", "应当怎样写"], lines, "答题卡")
    yield Part(kind=PartKind.TABLE, text="答题卡", grid=grid.map(_twice_as_high))


def _twice_as_high(cell: GridCell) -> GridCell:
    """Give a line of the answer sheet two rows: one writes by hand there."""
    if cell.role is Role.HEADER:
        return cell
    return dataclasses.replace(cell, row=2 * cell.row - 1, rowspan=2)


def _rules() -> Iterator[Part]:
    yield Part(kind=PartKind.HEADING, text="规则一览", level=1)
    known = {rule.id for rule in RULES}
    lines = [[item.id, item.statement] for item in catalogue().values() if item.id in known]
    grid = plain_table(["编号", "规则"], lines, "规则一览")
    yield Part(kind=PartKind.TABLE, text="规则一览", grid=grid)


def _solution(exercise: Exercise, no: int) -> Iterator[Part]:
    planted = exercise.planted[no]
    entry = catalogue()[planted.fault.rule]
    codes = Codes(exercise.report)
    named = [
        f"{codes.code(place)}（{place_name(exercise, place)}）" for place in planted.places[:6]
    ]
    yield Part(kind=PartKind.HEADING, text=f"第{no + 1}处　{entry.id}", level=1)
    yield _text(f"位置：{'，或者'.join(named)}。")
    yield _text(f"规则：{entry.id}　{entry.statement}")
    if planted.fault.valued and planted.right is not None:
        yield _text(f"错写：{_one_line(planted.wrong)}")
        yield _text(f"应为：{_one_line(planted.right)}")
    yield _text(f"说明：{explanation(exercise, planted)}")
    yield _text(f"依据：{entry.basis.removesuffix('。')}。{CERTAINTY[entry.certainty]}")
    yield _text(f"怎么改：{entry.fix}")


def _one_line(text: str) -> str:
    return re.sub(r"\s*\n\s*", "／", text) or "（没有内容）"
