"""The editor: one widget over a desk, beside it a plain picture of the report for later readers.

The widget carries messages and nothing else: every decision is made by `reportkit.widgets._desk`
and what stands below it.
"""

from __future__ import annotations

import asyncio
import atexit
import contextvars
import threading
import weakref
from pathlib import Path
from typing import TYPE_CHECKING, Any

import anywidget
from IPython.display import HTML, display

from reportkit.figures import resolved
from reportkit.loading import load
from reportkit.profile import NATIONAL, Profile
from reportkit.report import Report
from reportkit.views import report_html
from reportkit.views.html import details
from reportkit.widgets._desk import Desk
from reportkit.widgets._guard import guarded
from reportkit.widgets._static import ended, script, style

if TYPE_CHECKING:
    from collections.abc import Callable

    from IPython.display import DisplayHandle

    from reportkit.editing import Session

__all__ = ["Editor"]

_QUIET = 0.8  # seconds without a change after which the report is saved
_PICTURE = 3.0  # seconds after which the picture for later readers is renewed
_FAREWELL = 1.0  # seconds until an editor that was opened anew says so; in one page it is gone then
_open: weakref.WeakValueDictionary[Path, Editor] = weakref.WeakValueDictionary()


class Editor(anywidget.AnyWidget):
    """Fill in, check and finish an annual report on one screen.

    Parameters
    ----------
    source
        The path of a ``report.json``, which need not exist yet, or a report (which then has no
        file and lives in `report`).
    previous
        Last year's report, or a file that it is read from, for comparison; it can also be loaded
        on the screen.
    profile
        Local deadlines, limits and severities.

    Raises
    ------
    StoreError
        If the file is broken, or is not a ``report.json``.
    ReadError
        If last year's report cannot be read.

    Examples
    --------
    >>> Editor("report.json")  # doctest: +SKIP
    """

    _esm = script()
    _css = style()

    def __init__(
        self,
        source: Report | str | Path,
        *,
        previous: Report | str | Path | None = None,
        profile: Profile = NATIONAL,
    ) -> None:
        super().__init__()
        if isinstance(previous, str | Path):
            previous = load(previous)
        again = not isinstance(source, Report) and _retire_older(Path(source).resolve())
        self._desk = Desk(source, previous=previous, profile=profile)
        self._picture: DisplayHandle | None = None
        self._waiting: dict[str, threading.Timer] = {}
        # Every page that shows the editor is answered in a thread of its own (subshells).
        self._turn = threading.RLock()
        self._retired = False
        self._first = self._desk.keeper is not None and not again
        if self._desk.keeper:
            _open[self._desk.keeper.path] = self

    @property
    def session(self) -> Session:
        """The session of editing behind the screen."""
        return self._desk.session

    @property
    def report(self) -> Report:
        """The report as it is now, live figures in their places."""
        return resolved(self.session.report)

    def save(self) -> None:
        """Save now what is not saved yet."""
        with self._turn:
            self._desk.save(version=True)
            self._tell({"is": "patch", "patch": self._desk.news()})

    def close(self) -> None:
        """Save, let others open the report, and end the widget."""
        if "_turn" in self.__dict__:  # it is missing where the making failed
            self._leave()
        super().close()

    def _leave(self) -> None:
        """Save, let others open the report, and answer nothing any more."""
        with self._turn:
            for timer in self._waiting.values():
                timer.cancel()
            if not self._retired:
                self._retired = True
                self._desk.close()

    def _retire(self) -> None:
        """Leave the report to a newer editor, and say so on every page that shows this one.

        The widget itself goes on: a page that is just opening it would fail if it were gone.
        """
        self._leave()
        self._later("farewell", _FAREWELL, lambda: self.set_trait("_esm", ended()))

    def _handle_custom_msg(self, content: dict[str, Any], buffers: list[memoryview]) -> None:
        with self._turn:
            if not self._retired:
                self._answer(content, buffers)

    def _answer(self, content: dict[str, Any], buffers: list[memoryview]) -> None:
        """Answer one message of the front end."""
        folder = self._desk.keeper.folder if self._desk.keeper else None
        told = {"n": content.get("n"), "by": content.get("by")}
        with guarded(lambda said: self._complain(said, told), folder):
            answer = self._desk.act({**content, "buffers": buffers})
            files = answer.pop("buffers", None)
            if answer.pop("whole", False):
                said = answer.get("say", "")
                answer = {**answer, **self._desk.everything(), "say": said, "whole": True}
            if content["do"] == "open":
                answer["first"], self._first = self._first, False
            self._tell(answer, files)
        if self._desk.unsaved:
            self._put_off("picture")  # drawing three tables would hold up whoever goes on typing
            self._later("save", _QUIET, self._save)

    def _complain(self, sentence: str, told: dict[str, Any]) -> None:
        answer = {"is": "patch", "patch": self._desk.news(), "say": sentence, "bad": True}
        self._tell({**answer, **told})

    def _tell(self, content: dict[str, Any], buffers: list[bytes] | None = None) -> None:
        self.send(content, buffers)

    def _save(self) -> None:
        self._desk.save()
        self._tell({"is": "patch", "patch": self._desk.news()})
        self._later("picture", _PICTURE, self._renew_picture)

    def _later(self, name: str, seconds: float, do: Callable[[], object]) -> None:
        """Do something after a while without a change; at once outside a kernel.

        A timer of its own: the loop that a page's messages run in ends with the page.
        """
        if not _in_kernel():
            do()
            return
        self._put_off(name)
        context = contextvars.copy_context()  # answers belong to the message that is being handled
        timer = threading.Timer(seconds, context.run, (self._in_turn, do))
        timer.daemon = True
        self._waiting[name] = timer
        timer.start()

    def _put_off(self, name: str) -> None:
        if name in self._waiting:
            self._waiting.pop(name).cancel()

    def _in_turn(self, do: Callable[[], object]) -> None:
        with self._turn:
            do()

    def _ipython_display_(self) -> None:
        """Show the widget and, beside it, the picture that stays in the notebook.

        The widget's own output carries no figures: a saved notebook would show old ones.
        """
        bundle = self._repr_mimebundle_()
        data = dict(bundle[0] if isinstance(bundle, tuple) else bundle or {})
        data["text/plain"] = "年度报告编辑器"
        data["text/html"] = _WITHOUT_KERNEL
        display(data, raw=True)
        self._picture = display(HTML(self._drawn()), display_id=True)

    def _drawn(self) -> str:
        return details(_SUMMARY, report_html(resolved(self.session.report)))

    def _renew_picture(self) -> None:
        if self._picture is not None:
            self._picture.update(HTML(self._drawn()))


@atexit.register
def _end_all() -> None:
    """Save and unlock what is still open when the program ends in good order."""
    for editor in list(_open.values()):
        editor._leave()  # noqa: SLF001  the widget itself has no front end any more


def _retire_older(path: Path) -> bool:
    """Retire an older editor of the same file in this program; say whether there was one."""
    older = _open.pop(path, None)
    if older is not None:
        older._retire()  # noqa: SLF001  one of us
    return older is not None


def _in_kernel() -> bool:
    """Whether somebody waits for answers: a loop is running, or one of our timers."""
    if isinstance(threading.current_thread(), threading.Timer):
        return True
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True


_SUMMARY = "最近一次的内容（上面没有表格时点开看；要接着填，点“运行 → 运行所有单元格”）"
_WITHOUT_KERNEL = "<p>编辑器没有运行。请打开这个笔记本，点“运行 → 运行所有单元格”。</p>"
