"""Exercises and examinations on screen: thin widgets over a desk each.

The widgets carry messages and nothing else; see `reportkit.widgets._practice_desk`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import anywidget
from IPython.display import display

from reportkit.lessons._records import RECORDS
from reportkit.views.html import tag
from reportkit.widgets._guard import guarded
from reportkit.widgets._practice_desk import PracticeDesk
from reportkit.widgets._static import lesson_script, lesson_style

if TYPE_CHECKING:
    from reportkit.lessons import Exercise, Marked

__all__ = ["Practice"]


class _Paper(anywidget.AnyWidget):
    """What practice and examination have in common: messages there and back."""

    _esm = lesson_script()
    _css = lesson_style()
    _name = ""
    _desk: PracticeDesk

    @property
    def marked(self) -> Marked | None:
        """The marks of what is on the screen, or None before handing in."""
        return self._desk.sitting.marked

    @property
    def number(self) -> str:
        """The number of what is on the screen."""
        return self._desk.sitting.exercise.number

    def _handle_custom_msg(self, content: dict[str, Any], buffers: list[memoryview]) -> None:
        """Answer one message of the front end."""
        del buffers
        told = {"n": content.get("n"), "by": content.get("by")}
        with guarded(lambda said: self._complain(said, told), Path(".reportkit")):
            self.send(self._desk.act(content))

    def _complain(self, sentence: str, told: dict[str, Any]) -> None:
        news = {"is": "patch", "patch": self._desk.news()}
        self.send({**news, "say": sentence, "bad": True, **told})

    def _ipython_display_(self) -> None:
        """Show the widget; a reader without a kernel is told what to do."""
        bundle = self._repr_mimebundle_()
        data = dict(bundle[0] if isinstance(bundle, tuple) else bundle or {})
        data["text/plain"] = f"{self._name}　{self.number}"
        data["text/html"] = tag("p", _WITHOUT_KERNEL.format(self._name, self.number))
        display(data, raw=True)


class Practice(_Paper):
    """Do the exercises of a lesson: find what is wrong in a report, with hints and explanations.

    Parameters
    ----------
    source
        The number of a lesson (1 to 10), or an exercise of one's own.
    level
        The level to begin with: 1 入门, 2 熟练, 3 精通; it follows how it goes.
    seed
        The seed of the first exercise; drawn where not given.
    records
        The file in which it is written down how it went; None keeps no records.

    Raises
    ------
    LessonError
        If there is no such lesson or level.

    Examples
    --------
    >>> Practice(4)  # doctest: +SKIP
    """

    _name = "练习"

    def __init__(
        self,
        source: int | Exercise,
        *,
        level: int = 1,
        seed: int | None = None,
        records: str | Path | None = RECORDS,
    ) -> None:
        super().__init__()
        self._desk = PracticeDesk(source, level=level, seed=seed, records=records)


_WITHOUT_KERNEL = "{}{}没有运行。请打开这个笔记本，点“运行 → 运行所有单元格”。"
