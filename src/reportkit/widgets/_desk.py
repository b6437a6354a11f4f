"""The desk behind the editor: session, file and screen state in one place, without a screen.

>>> desk = Desk(report)  # doctest: +SKIP
>>> desk.act({"do": "enter", "at": {"t3.R1.nat": "4"}})  # doctest: +SKIP
"""

from __future__ import annotations

import datetime
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportkit import form, store
from reportkit.editing import Keeper, Session
from reportkit.errors import ReportkitError, StoreError
from reportkit.profile import NATIONAL, Profile
from reportkit.report import Report
from reportkit.widgets._drawing import drawing
from reportkit.widgets._state import changed, state

if TYPE_CHECKING:
    from reportkit.widgets._loading import Incoming

__all__ = ["Desk"]

_BETWEEN_VERSIONS = 60  # seconds; automatic saving must not push out the older versions
_BETWEEN_SIGNS = 30  # seconds; others believe that the report is open here for longer than that


class Desk:
    """A report being edited, where it is kept, and what the screen shows of it.

    Parameters
    ----------
    source
        A report, or the path of a ``report.json``, which need not exist yet.
    previous
        Last year's report; by default the one that was loaded here before.
    profile
        Local deadlines, limits and severities.

    Raises
    ------
    StoreError
        If the file is broken, or is not a ``report.json``.
    """

    def __init__(
        self,
        source: Report | str | Path,
        *,
        previous: Report | None = None,
        profile: Profile = NATIONAL,
    ) -> None:
        self.keeper = None if isinstance(source, Report) else _keeper(Path(source))
        report = source if isinstance(source, Report) else _report(Path(source))
        self.session = Session(report, previous=previous, profile=profile)
        self.incoming: Incoming | None = None
        self.warning = ""
        self._shown: dict[str, Any] = {}
        self._edit: object = None
        self._unsaved = False
        self._seen = self._on_disk()
        self._saved: dict[str, str] = {"is": "memory" if self.keeper is None else "saved"}
        self._versioned = 0.0
        self._touched = time.monotonic()
        if self.keeper:
            self._open(self.keeper)

    def _open(self, keeper: Keeper) -> None:
        with suppress(ReportkitError, ValueError, TypeError):  # of another form, or damaged
            self.session.resume(keeper.actions())
        other = keeper.open().opened_by
        if other:
            self.warning = (
                f"{other}也打开着这份报告。两处同时修改，后保存的会盖掉先保存的，请先商量好。"
            )
        kept = keeper.folder / "previous.json"
        if self.session.previous is None and kept.is_file():
            try:
                self.session.previous = store.load(kept)
            except StoreError:
                self.warning += "上年度报告的存件读不出来，请重新载入上年度报告。"

    @property
    def folder(self) -> Path | None:
        """The folder of the report, or None for a report without a file."""
        return self.keeper.path.parent if self.keeper else None

    @property
    def unsaved(self) -> bool:
        """Whether there are changes that are not on disk."""
        return self._unsaved

    def everything(self) -> dict[str, Any]:
        """Return the whole screen: what is drawn once, and the state."""
        self._shown = {**state(self.session), "saved": self._saved}
        return {
            "is": "state",
            "drawing": drawing(self.session.report),
            "state": self._shown,
            "warning": self.warning,
            "keeps": self.keeper is not None,
        }

    def act(self, message: dict[str, Any]) -> dict[str, Any]:
        """Do what a message asks for and return the answer with the changed state.

        Raises
        ------
        ReportkitError
            If it cannot be done; then nothing is changed.
        """
        from reportkit.widgets._actions import ACTIONS  # noqa: PLC0415  they act on desks

        if message["do"] == "open":
            return {**self.everything(), "n": message.get("n"), "by": message.get("by")}
        before = self.session.report
        answer = ACTIONS[message["do"]](self, message)
        if message["do"] not in {"enter", "splice", "ping"}:
            self._edit = None
        if self.session.report is not before and self.keeper:
            self._unsaved = True
            self._saved = {"is": "saving"}
        told = {"n": message.get("n"), "by": message.get("by")}
        return {"is": "patch", "patch": self.news(), **told, **answer}

    def news(self) -> dict[str, Any]:
        """Return what changed on the screen since the last time."""
        now = {**state(self.session), "saved": self._saved}
        patch = changed(self._shown, now) if self._shown else {}
        self._shown = now
        return patch

    def enter(self, contents: dict[str, str], *, edit: object = None, label: str = "填写") -> None:
        """Put contents into places; the keys of one `edit` are undone together."""
        continues = edit is not None and edit == self._edit
        change = self.session.enter(contents, label=label, continues=continues)
        if change.after:
            self._edit = edit

    def showing(self, key: str, name: str, value: object) -> None:
        """Note that the screen shows a part already, so that it is not sent again."""
        self._shown.get(key, {})[name] = value

    def touch(self) -> None:
        """Show others now and then that the report is still open here."""
        if self.keeper and time.monotonic() - self._touched > _BETWEEN_SIGNS:
            self._touched = time.monotonic()
            self.keeper.touch()

    def save(self, *, version: bool = False) -> None:
        """Save what is unsaved; what goes wrong is shown, and tried again with the next change."""
        if not (self.keeper and self._unsaved):
            return
        if self._on_disk() != self._seen:
            self._saved = {
                "is": "conflict",
                "text": "没有保存成功：report.json 被别处改过。请选择保留哪一份。",
            }
            return
        due = version or time.monotonic() - self._versioned > _BETWEEN_VERSIONS
        try:
            self.keeper.save(self.session, version=due)
        except StoreError as error:
            self._saved = {"is": "failed", "text": str(error)}
            return
        self._versioned = time.monotonic() if due else self._versioned
        self._unsaved = False
        self._seen = self._on_disk()
        now = datetime.datetime.now().astimezone()
        self._saved = {"is": "saved", "at": f"{now:%H:%M:%S}"}

    def settle_conflict(self, *, mine: bool) -> None:
        """Go on with the report as it is here, or with what stands on disk."""
        self._seen = self._on_disk()
        if not mine and self.keeper:
            self.keeper.keep(self.session.report)
            self.session.take_over(self.keeper.load())
        self._unsaved = True
        self.save(version=True)

    def close(self) -> None:
        """Save and let others open the report."""
        self.save(version=True)
        if self.keeper:
            self.keeper.close()

    def _on_disk(self) -> bytes:
        try:
            return self.keeper.path.read_bytes() if self.keeper else b""
        except OSError:
            return b""


def _keeper(path: Path) -> Keeper:
    if path.suffix.casefold() != ".json":
        message = f"编辑的内容要存在 json 文件里，“{path.name}”不是。"
        hint = '请写 Editor("report.json")，再用“载入报告”读入这个文件。'
        raise StoreError(message, hint=hint)
    if not path.resolve().parent.is_dir():
        message = f"没有文件夹 {path.resolve().parent}。"
        raise StoreError(message)
    return Keeper(path.resolve())


def _report(path: Path) -> Report:
    """Load the report, or begin an empty one about the year before this."""
    if path.exists():
        return store.load(path)
    year = datetime.datetime.now().astimezone().year - 1
    period = (datetime.date(year, 1, 1), datetime.date(year, 12, 31))
    try:
        return Report.empty(form.load(form.FORMATS[0]), year=year, period=period)
    except ReportkitError as error:
        raise StoreError(str(error)) from error
