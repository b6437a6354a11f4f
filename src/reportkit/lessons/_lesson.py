"""The ten lessons in order, from ``lessons.toml``.

>>> lesson(4).title
'表三：收到和处理申请情况'
"""

from __future__ import annotations

import shutil
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from reportkit.errors import ReportkitError
from reportkit.lessons._fault import faults

__all__ = ["LEVELS", "Lesson", "LessonError", "copy_notebooks", "lesson", "lessons"]

_HERE = Path(__file__).parent
_NOTEBOOKS = (_HERE / "notebooks", _HERE.parents[2] / "notebooks" / "lessons")  # installed, source

LEVELS = {1: "入门", 2: "熟练", 3: "精通"}
"""Level -> what people call it."""


class LessonError(ReportkitError):
    """There is no such lesson, paper or exercise; the message says what there is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """One lesson: its number, title, notebook, and the rules its exercises are about."""

    no: int
    title: str
    notebook: str
    rules: tuple[str, ...] = ()
    shows: tuple[str, ...] = ()

    @property
    def faults(self) -> tuple[str, ...]:
        """The ids of the kinds of faults that belong to the lesson."""
        return tuple(
            fault.id for fault in faults().values() if not self.rules or fault.rule in self.rules
        )


@cache
def lessons() -> tuple[Lesson, ...]:
    """Return every lesson, in order."""
    text = (_HERE / "lessons.toml").read_text(encoding="utf-8")
    found = []
    for item in tomllib.loads(text)["lesson"]:
        lists = {key: tuple(value) for key, value in item.items() if isinstance(value, list)}
        found.append(Lesson(**{**item, **lists}))
    return tuple(found)


def lesson(no: int) -> Lesson:
    """Return one lesson.

    Raises
    ------
    LessonError
        If there is no lesson of that number.
    """
    for item in lessons():
        if item.no == no:
            return item
    message = f"没有第{no}课：一共有{len(lessons())}课，请写1到{len(lessons())}之间的数。"
    raise LessonError(message)


def copy_notebooks(folder: str | Path) -> tuple[Path, ...]:
    """Copy the notebooks of the lessons into a folder; what is there already is left alone.

    Returns
    -------
    tuple of Path
        The files that were written.

    Raises
    ------
    LessonError
        If this installation lacks the notebooks, or the folder cannot be written to.
    """
    source = next((place for place in _NOTEBOOKS if place.is_dir()), None)
    if source is None:
        message = "这次安装里没有课程笔记本，请重新安装 reportkit。"
        raise LessonError(message)
    target = Path(folder)
    try:
        target.mkdir(parents=True, exist_ok=True)
        new = [path for path in sorted(source.glob("*.ipynb")) if not (target / path.name).exists()]
        return tuple(Path(shutil.copy(path, target / path.name)) for path in new)
    except OSError as error:
        message = f"课程笔记本放不进 {target}（{error.strerror}）。"
        raise LessonError(message) from error
