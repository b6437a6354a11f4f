"""Questions to choose from, made of exercises: for jupyterquiz, and for exam platforms.

Three kinds: which rule does this break (one of four), what number should stand here, and is this
right (yes or no, from the catalogue's examples).

>>> write_questions(questions([paper("1-1-7")]), "题库.xlsx")  # doctest: +SKIP
"""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportkit import store
from reportkit._optional import require
from reportkit.catalogue import catalogue
from reportkit.lessons._hints import explanation, place_name
from reportkit.lessons._lesson import LessonError
from reportkit.rules import RULES
from reportkit.specimens import Draw

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reportkit.lessons._exercise import Exercise
    from reportkit.lessons._fault import Planted

__all__ = ["Question", "judgements", "questions", "write_questions"]

_LETTERS = "ABCD"
_KINDS = {"choice": "单选题", "number": "填空题", "judgement": "判断题"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question.

    Notes
    -----
    `kind` is ``choice`` (`options` to choose one from), ``number`` (no options), or
    ``judgement`` (对 or 错).  `answer` is the text of the right option, or the number.
    """

    kind: str
    stem: str
    answer: str
    why: str
    options: tuple[str, ...] = ()

    @property
    def letter(self) -> str:
        """The letter of the right option; the answer itself where there are none."""
        return _LETTERS[self.options.index(self.answer)] if self.options else self.answer


def questions(exercises: Iterable[Exercise]) -> tuple[Question, ...]:
    """Return the questions that the planted faults of exercises give, in order, none twice."""
    found: dict[str, Question] = {}
    for exercise in exercises:
        for no, planted in enumerate(exercise.planted):
            draw = Draw("question", exercise.number, no)
            for question in (_choice(exercise, planted, draw), _number(exercise, planted)):
                if question is not None:
                    found.setdefault(question.stem, question)
    return tuple(found.values())


def judgements(rules: Iterable[str] = ()) -> tuple[Question, ...]:
    """Return yes-or-no questions from the catalogue's wrong and right examples.

    Parameters
    ----------
    rules
        Ids of the rules; every automatic rule where none is given.
    """
    known = catalogue()
    made = []
    for rule in tuple(rules) or tuple(rule.id for rule in RULES):
        entry = known[rule]
        why = f"{rule}：{entry.statement}{entry.basis}"
        for said, answer in ((entry.wrong, "错"), (entry.right, "对")):
            stem = f"年度报告里有这样的写法，对不对？{said}"
            made.append(
                Question(kind="judgement", stem=stem, answer=answer, why=why, options=("对", "错"))
            )
    return tuple(made)


def _stem(exercise: Exercise, planted: Planted) -> str:
    report = exercise.report
    place = place_name(exercise, planted.places[0]) if planted.places else "文件"
    said = exercise.places.get(planted.places[0], "") if planted.places else ""
    who = f"{report.agency}{report.year}年政府信息公开工作年度报告"
    beside = _beside(exercise, planted)
    told = f"{who}，{place}：{said}" if said else f"{who}，{place}。"
    return f"{told}{'' if told.endswith('。') else '。'}{f'有关的数：{beside}。' if beside else ''}"


def _beside(exercise: Exercise, planted: Planted) -> str:
    """Name the figures that belong together; those that are 0 in one word."""
    report, rule = exercise.report, planted.fault.rule
    cells = next((item.cells for item in planted.expected if item.rule == rule and item.cells), ())
    told = [cell for cell in cells if report[cell].shown != "0"]
    named = "，".join(
        f"{place_name(exercise, cell)}为{report[cell].shown or '空白'}" for cell in told
    )
    rest = "其余相关各格为0" if named and len(told) < len(cells) else ""
    return "，".join(part for part in (named, rest) if part)


def _choice(exercise: Exercise, planted: Planted, draw: Draw) -> Question | None:
    if not planted.places:
        return None
    known = catalogue()
    rule = planted.fault.rule
    broken = {item.rule for item in planted.expected}
    others = [item.id for item in RULES if item.id not in broken and item.id[:2] != rule[:2]]
    near = [item.id for item in RULES if item.id not in broken and item.id[:2] == rule[:2]]
    wrong = [*draw.sample(near, 1), *draw.sample(others, 2)]
    options = draw.shuffled([known[name].statement for name in (rule, *wrong)])
    return Question(
        kind="choice",
        stem=f"{_stem(exercise, planted)}这里违反了哪一条规则？",
        answer=known[rule].statement,
        why=f"{explanation(exercise, planted)}依据：{known[rule].basis}",
        options=tuple(options),
    )


def _number(exercise: Exercise, planted: Planted) -> Question | None:
    is_cell = planted.places and planted.places[0] in exercise.report.values
    if not is_cell or len(planted.places) > 1 or planted.right is None:
        return None
    if not planted.right.lstrip("-").isdigit():
        return None
    return Question(
        kind="number",
        stem=f"{_stem(exercise, planted)}这一格应当填多少？",
        answer=planted.right,
        why=explanation(exercise, planted),
    )


def write_questions(found: Sequence[Question], path: str | Path) -> Path:
    """Write questions: ``.json`` for jupyterquiz, ``.xlsx`` or ``.txt`` for exam platforms.

    Raises
    ------
    LessonError
        If the ending is another one.
    StoreError
        If the place cannot be written to.
    """
    target = Path(path)
    writers = {".json": _jupyterquiz, ".xlsx": _workbook, ".txt": _text}
    write = writers.get(target.suffix.casefold())
    if write is None:
        message = f"题目写不成“{target.name}”：文件名应以 {'、'.join(writers)} 之一结尾。"
        raise LessonError(message)
    return store.write_atomically(target, write(found))


def _jupyterquiz(found: Sequence[Question]) -> bytes:
    data = [_quiz_item(question) for question in found]
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def _quiz_item(question: Question) -> dict[str, Any]:
    if question.kind == "number":
        right = {
            "type": "value",
            "value": int(question.answer),
            "correct": True,
            "feedback": f"对。{question.why}",
        }
        wrong = {"type": "default", "feedback": "不对，再算一遍。"}
        return {"question": question.stem, "type": "numeric", "answers": [right, wrong]}
    answers = [
        {
            "answer": option,
            "correct": option == question.answer,
            "feedback": f"对。{question.why}" if option == question.answer else "不对，再想一想。",
        }
        for option in question.options
    ]
    return {"question": question.stem, "type": "multiple_choice", "answers": answers}


def _text(found: Sequence[Question]) -> bytes:
    return "\n".join(line for no, q in enumerate(found, 1) for line in _lines(no, q)).encode()


def _lines(no: int, question: Question) -> Iterator[str]:
    yield f"{no}.（{_KINDS[question.kind]}）{question.stem}"
    for letter, option in zip(_LETTERS, question.options, strict=False):
        yield f"{letter}.{option}"
    yield f"答案：{question.letter}"
    yield f"解析：{question.why}"
    yield ""


_COLUMNS = (("题型", 8), ("题干", 70), ("选项A", 30), ("选项B", 30), ("选项C", 30), ("选项D", 30),
            ("答案", 8), ("解析", 60), ("分值", 6))  # fmt: skip


def _workbook(found: Sequence[Question]) -> bytes:
    xlsxwriter = require("xlsxwriter", extra="xlsx")
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        page = book.add_worksheet("题库")
        head = book.add_format({"bold": True, "border": 1, "bg_color": "#DDDDDD"})
        cell = book.add_format({"border": 1, "text_wrap": True, "valign": "top"})
        for column, (name, width) in enumerate(_COLUMNS):
            page.set_column(column, column, width)
            page.write_string(0, column, name, head)
        for row, question in enumerate(found, start=1):
            shown = (*question.options, "", "", "", "")[:4]
            line = (_KINDS[question.kind], question.stem, *shown, question.letter, question.why)
            for column, text in enumerate(line):
                page.write_string(row, column, text, cell)
            page.write_number(row, len(line), 1, cell)
        page.freeze_panes(1, 0)
    return buffer.getvalue()
