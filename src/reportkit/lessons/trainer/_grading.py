"""Grade a class: every answer file of a folder against its paper, key made from the number.

>>> result = grade("答卷")  # doctest: +SKIP
>>> result.rows[0].points  # doctest: +SKIP
21
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from reportkit.lessons._lesson import LessonError
from reportkit.lessons._making import paper
from reportkit.lessons._marking import Outcome, mark
from reportkit.lessons.trainer._answers import SUFFIXES, AnswerSheet, read_answer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from reportkit.lessons._exercise import Exercise
    from reportkit.lessons._marking import Marked

__all__ = ["ClassResult", "Graded", "HardItem", "Refused", "grade", "grade_sheets"]

_MOST_FILES = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Graded:
    """One answer, marked."""

    sheet: AnswerSheet
    marked: Marked

    @property
    def percent(self) -> int:
        """Points in percent of what was to be had, rounded half up."""
        return int(self.marked.points * 100 / self.marked.most + 0.5)

    @property
    def outcomes(self) -> Mapping[str, Outcome]:
        """What became of each rule of the paper; of several faults of a rule the worst counts."""
        found: dict[str, Outcome] = {}
        for item in self.marked.faults:
            rule = item.planted.fault.rule
            if found.get(rule, Outcome.RIGHT) is Outcome.RIGHT:
                found[rule] = item.outcome
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A file that could not be graded, and why."""

    file: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HardItem:
    """A rule of the papers: how many were asked about it and how many were right."""

    rule: str
    asked: int
    right: int
    missed: int

    @property
    def share(self) -> float:
        """Share of right ones."""
        return self.right / self.asked if self.asked else 0.0


@dataclass(frozen=True, kw_only=True)
class ClassResult:
    """A class: its graded answers, best first, and the files that could not be graded."""

    rows: tuple[Graded, ...]
    refused: tuple[Refused, ...] = ()

    @cached_property
    def rules(self) -> tuple[str, ...]:
        """The rules that the papers asked about, in order."""
        return tuple(sorted({rule for row in self.rows for rule in row.outcomes}))

    @cached_property
    def hardest(self) -> tuple[HardItem, ...]:
        """Every rule asked about, the hardest first."""
        asked: Counter[str] = Counter()
        right: Counter[str] = Counter()
        missed: Counter[str] = Counter()
        for row in self.rows:
            for rule, outcome in row.outcomes.items():
                asked[rule] += 1
                right[rule] += outcome is Outcome.RIGHT
                missed[rule] += outcome is Outcome.NOT_ATTEMPTED
        items = [
            HardItem(rule=rule, asked=asked[rule], right=right[rule], missed=missed[rule])
            for rule in self.rules
        ]
        return tuple(sorted(items, key=lambda item: (item.share, item.rule)))

    @property
    def average(self) -> float | None:
        """The average in percent; None where nothing was graded."""
        return sum(row.percent for row in self.rows) / len(self.rows) if self.rows else None

    def _repr_html_(self) -> str:
        from reportkit.lessons.trainer._results import to_html  # noqa: PLC0415  only when shown

        return to_html(self)


def grade(folder: str | Path, *, key: Callable[[str], Exercise] = paper) -> ClassResult:
    """Grade every answer file of a folder.

    Parameters
    ----------
    folder
        Where the files are (``.json`` or ``.xlsx``); what is no answer file is listed as refused.
    key
        Number of a paper -> its exercise; the papers that reportkit makes where not given.

    Returns
    -------
    ClassResult
        Of several files of the same person to the same paper each is graded by itself.

    Raises
    ------
    LessonError
        If there is no such folder, it holds no answer file, or more than 2,000.
    """
    place = Path(folder)
    if not place.is_dir():
        message = f"找不到文件夹 {place}。"
        raise LessonError(message)
    files = sorted(
        path for path in place.iterdir()
        if path.suffix.casefold() in SUFFIXES and not path.name.startswith(("~$", "."))
    )  # fmt: skip
    if not files:
        message = f"文件夹 {place} 里没有答卷（.json 或者 .xlsx）。"
        raise LessonError(message)
    if len(files) > _MOST_FILES:
        message = f"文件夹 {place} 里有{len(files)}个文件，一次最多批改{_MOST_FILES}个。"
        raise LessonError(message)
    sheets: list[AnswerSheet | Refused] = []
    for path in files:
        try:
            sheets.append(read_answer(path))
        except LessonError as error:
            sheets.append(Refused(file=path.name, reason=str(error)))
    return grade_sheets(sheets, key=key)


def grade_sheets(
    sheets: list[AnswerSheet | Refused], *, key: Callable[[str], Exercise] = paper
) -> ClassResult:
    """Grade answers; each paper is made once."""
    made: dict[str, Exercise] = {}
    rows: list[Graded] = []
    refused: list[Refused] = []
    for sheet in sheets:
        if isinstance(sheet, Refused):
            refused.append(sheet)
            continue
        try:
            number = sheet.paper.strip().upper()
            exercise = made.get(number) or made.setdefault(number, key(number))
        except LessonError as error:
            refused.append(Refused(file=sheet.file, reason=str(error)))
            continue
        told = sheet.with_places(exercise.report)
        rows.append(Graded(sheet=told, marked=mark(exercise, told.answer)))
    rows.sort(key=lambda row: (-row.percent, row.sheet.name, row.sheet.file))
    return ClassResult(rows=tuple(rows), refused=tuple(refused))
