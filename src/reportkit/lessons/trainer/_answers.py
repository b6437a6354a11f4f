"""Answer files: what a learner hands in, as JSON from the screen or as an Excel answer sheet.

>>> sheet = read_answer("答卷-1-2-417A-学员.json")  # doctest: +SKIP
>>> sheet.paper, sheet.name  # doctest: +SKIP
('1-2-417A', '学员')
"""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportkit import store
from reportkit._optional import require
from reportkit.lessons._codes import Codes
from reportkit.lessons._lesson import LessonError
from reportkit.lessons._marking import Answer, Claim
from reportkit.rules import RULES
from reportkit.text import normalise

if TYPE_CHECKING:
    from reportkit.report import Report

__all__ = ["SUFFIXES", "AnswerSheet", "read_answer", "write_answer", "write_blank"]

SUFFIXES = (".json", ".xlsx")
"""Endings of the files that hold an answer."""

_SCHEMA = "reportkit/answer@1"
_LARGEST = 2_000_000  # bytes
_HINTS = 3  # for each fault; a file that was tampered with must gain nothing
_LINES = 12
_HEADER = ("序号", "位置", "规则编号", "应当怎样写")
_FIRST = 6  # the row of the first answer, from 0
_NUMBER, _NAME, _NONE = "试卷编号", "姓名", "没有错误（是的话写“是”）"
_YES = {"是", "对", "√", "✓", "V", "Y", "YES", "1", "TRUE", "没有错误"}


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSheet:
    """An answer, whose it is, and to which paper.

    Notes
    -----
    Places are as they were written: names (``t3.R1.nat``) or codes (表三1A); see `with_places`.
    """

    paper: str
    name: str
    answer: Answer
    file: str = ""

    def with_places(self, report: Report) -> AnswerSheet:
        """Return the sheet with the names of places instead of codes."""
        codes = Codes(report)
        claims = tuple(
            Claim(
                place=codes.place(claim.place),
                rule=normalise(claim.rule).upper(),
                value=claim.value,
            )
            for claim in self.answer.claims
        )
        answer = Answer(claims=claims, none_wrong=self.answer.none_wrong, hints=self.answer.hints)
        return AnswerSheet(paper=self.paper, name=self.name, answer=answer, file=self.file)


def write_answer(sheet: AnswerSheet, path: str | Path) -> Path:
    """Write an answer as JSON.

    Raises
    ------
    StoreError
        If the place cannot be written to.
    """
    data = {
        "schema": _SCHEMA,
        "paper": sheet.paper,
        "name": sheet.name,
        "none_wrong": sheet.answer.none_wrong,
        "claims": [
            {"place": claim.place, "rule": claim.rule, "value": claim.value}
            for claim in sheet.answer.claims
        ],
        "hints": list(sheet.answer.hints),
    }
    text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    return store.write_atomically(Path(path), text.encode())


def read_answer(path: str | Path) -> AnswerSheet:
    """Read an answer file.

    Raises
    ------
    LessonError
        If it is none, is damaged or too large; one sentence says which.
    """
    source = Path(path)
    if source.suffix.casefold() not in SUFFIXES:
        message = f"{source.name} 不是答卷：答卷是 .json 或者 .xlsx 文件。"
        raise LessonError(message)
    try:
        content = source.read_bytes()
    except OSError as error:
        message = f"{source.name} 打不开（{error.strerror}）。"
        raise LessonError(message) from error
    if len(content) > _LARGEST:
        message = f"{source.name} 太大，不像是答卷。"
        raise LessonError(message)
    read = _from_json if source.suffix.casefold() == ".json" else _from_xlsx
    try:
        return read(content, source.name)
    except LessonError:
        raise
    except Exception as error:  # whatever a damaged file makes the libraries raise
        message = f"{source.name} 读不出来，文件可能损坏了，请让学员重新交。"
        raise LessonError(message) from error


def _from_json(content: bytes, file: str) -> AnswerSheet:
    data: dict[str, Any] = json.loads(content)
    if not isinstance(data, dict) or data.get("schema") != _SCHEMA:
        message = f"{file} 不是本软件的答卷。"
        raise LessonError(message)
    claims = tuple(
        Claim(place=str(item["place"]), rule=str(item["rule"]), value=str(item["value"]))
        for item in data["claims"]
    )
    hints = tuple(min(max(int(number), 0), _HINTS) for number in data.get("hints", ()))
    answer = Answer(claims=claims, none_wrong=data.get("none_wrong") is True, hints=hints)
    return AnswerSheet(
        paper=str(data["paper"]), name=str(data.get("name", "")), answer=answer, file=file
    )


def _from_xlsx(content: bytes, file: str) -> AnswerSheet:
    calamine = require("python_calamine", extra="xlsx")
    rows = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
    lines = [[_told(cell) for cell in row] for row in rows.to_python(skip_empty_area=False)]
    facts = {line[0]: line[1] for line in lines if len(line) > 1 and line[0]}
    start = next((no for no, line in enumerate(lines) if tuple(line[:4]) == _HEADER), None)
    if start is None or _NUMBER not in facts:
        message = f"{file} 不是本软件的答题卡，或者表头被改动了。"
        raise LessonError(message)
    claims = tuple(
        Claim(place=line[1], rule=line[2], value=line[3] if len(line) > 3 else "")
        for line in lines[start + 1 :]
        if len(line) > 2 and line[1]
    )
    none_wrong = facts.get(_NONE, "").upper() in _YES
    return AnswerSheet(
        paper=facts[_NUMBER],
        name=facts.get(_NAME, ""),
        answer=Answer(claims=claims, none_wrong=none_wrong),
        file=file,
    )


def _told(cell: object) -> str:
    """Return what a cell says; a whole number without the point that Excel puts behind it."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def write_blank(number: str, path: str | Path) -> Path:
    """Write the answer sheet of a paper as an Excel file to fill in.

    Raises
    ------
    StoreError
        If the place cannot be written to.
    MissingLibrary
        If xlsxwriter is not installed.
    """
    xlsxwriter = require("xlsxwriter", extra="xlsx")
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        base = {"font_name": "宋体", "font_size": 11, "valign": "vcenter", "text_wrap": True}
        label = book.add_format({**base, "bold": True, "border": 1, "bg_color": "#EDEDED"})
        open_ = book.add_format({**base, "border": 1, "locked": False, "num_format": "@"})
        plain = book.add_format(base)
        sheet = book.add_worksheet("答题卡")
        for column, width in enumerate((26, 24, 14, 48)):
            sheet.set_column(column, column, width)
        sheet.merge_range(0, 0, 0, 3, "政府信息公开工作年度报告查错试卷　答题卡", book.add_format(
            {**base, "bold": True, "font_size": 15, "align": "center"}))  # fmt: skip
        for row, (name, content) in enumerate(((_NUMBER, number), (_NAME, ""), (_NONE, "")), 1):
            sheet.write_string(row, 0, name, label)
            sheet.write_string(row, 1, content, open_ if row > 1 else label)
        sheet.merge_range(4, 0, 4, 3, _HOW, plain)
        sheet.set_row(4, 48)
        for column, name in enumerate(_HEADER):
            sheet.write_string(_FIRST - 1, column, name, label)
        for line in range(_LINES):
            sheet.write_number(_FIRST + line, 0, line + 1, label)
            for column in range(1, 4):
                sheet.write_blank(_FIRST + line, column, None, open_)
        _offer_rules(book, sheet)
        sheet.freeze_panes(_FIRST, 0)
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.protect("", {"format_columns": True, "format_rows": True})
    return store.write_atomically(Path(path), buffer.getvalue())


_HOW = (
    "位置写试卷上方括号里的代号，例如 表三1A、一4、引2、标题、落款日期；规则编号从下拉列表里选；"
    "“应当怎样写”只写改对以后的数字或者词句，没有单一写法的可以不填。"
)


def _offer_rules(book: Any, sheet: Any) -> None:  # noqa: ANN401  xlsxwriter
    """Offer the ids of all rules as a list; they stand on a sheet of their own with their words."""
    page = book.add_worksheet("规则一览")
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    page.set_column(0, 0, 10)
    page.set_column(1, 1, 90, wrap)
    for row, rule in enumerate(RULES):
        page.write_string(row, 0, rule.id)
        page.write_string(row, 1, rule.entry.statement)
    sheet.data_validation(_FIRST, 2, _FIRST + _LINES - 1, 2, {
        "validate": "list",
        "source": f"=规则一览!$A$1:$A${len(RULES)}",
        "error_title": "没有这个编号",
        "error_message": "请从列表里选一个规则编号。",
    })  # fmt: skip
