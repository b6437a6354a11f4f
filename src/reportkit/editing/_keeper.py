"""Keeping a report safe: atomic saving, versions to go back to, a lock against a second opener.

Beside ``report.json`` a folder ``.reportkit`` holds the last versions, the actions that can be
undone, and a lock that tells who has the report open.

>>> keeper = Keeper("report.json")  # doctest: +SKIP
>>> keeper.save(session)  # doctest: +SKIP
"""

from __future__ import annotations

import datetime
import getpass
import json
import os
import socket
import uuid
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reportkit import store
from reportkit.editing._change import Change
from reportkit.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reportkit.editing._session import Session
    from reportkit.report import Report

__all__ = ["Keeper", "KeeperState"]

_FOLDER = ".reportkit"
_USUAL = "report"  # the name of the only report of a folder
_VERSIONS = 50
_STALE = 120  # seconds without a sign of life after which a lock is no longer believed


@dataclass(frozen=True, slots=True, kw_only=True)
class KeeperState:
    """How the report is kept: when it was last saved, and who else has it open (empty: nobody)."""

    saved_at: datetime.datetime | None
    opened_by: str


class Keeper:
    """Saves one report file and what belongs to it.

    Parameters
    ----------
    path
        The ``report.json``; it need not exist yet, its folder must.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self._id = uuid.uuid4().hex
        self._saved_at: datetime.datetime | None = None

    @property
    def folder(self) -> Path:
        """Where versions, actions and the lock are kept: apart for each report of a folder."""
        folder = self.path.parent / _FOLDER
        return folder if self.path.stem == _USUAL else folder / self.path.stem

    def load(self) -> Report:
        """Load the report as it was saved last.

        Raises
        ------
        StoreError
            If the file is missing or broken.
        """
        return store.load(self.path)

    def save(self, session: Session, *, version: bool = True) -> KeeperState:
        """Save the report whole or not at all, keep a version, and note the actions.

        Parameters
        ----------
        session
            What is saved.
        version
            Whether to keep a version, too; automatic saving does so once in a while only.

        Raises
        ------
        StoreError
            If the report could not be written; then nothing is lost and nothing is said saved.
        """
        content = store.dumps(session.report).encode()
        store.write_atomically(self.path, content)
        self._saved_at = self._now()
        if version:
            self._keep_version(content)
        actions = [change.to_json() for change in session.changes]
        with suppress(StoreError):  # the report itself is safe; only undoing is lost
            store.write_atomically(
                self._place("actions.json"), json.dumps(actions, ensure_ascii=False).encode()
            )
        return self.state()

    def keep(self, report: Report) -> None:
        """Keep a report as a version, such as one that is about to be replaced."""
        self._keep_version(store.dumps(report).encode())

    def actions(self) -> tuple[Change, ...]:
        """Return the actions of the last session, oldest first; none if they cannot be read."""
        try:
            data = json.loads(self._place("actions.json").read_text(encoding="utf-8"))
            return tuple(Change.from_json(item) for item in data)
        except (OSError, StoreError, ValueError, KeyError, TypeError, AttributeError):
            return ()

    def versions(self) -> tuple[Path, ...]:
        """Return the kept versions, newest first."""
        return tuple(sorted(self.folder.glob("versions/*.json"), reverse=True))

    def state(self) -> KeeperState:
        """Return when the report was saved and who else has it open."""
        return KeeperState(saved_at=self._saved_at, opened_by=self._other_opener())

    def open(self) -> KeeperState:
        """Note that the report is open here; say who else has it open."""
        other = self._other_opener()
        if not other:
            self._write_lock()
        return KeeperState(saved_at=self._saved_at, opened_by=other)

    def touch(self) -> None:
        """Show that the report is still open here."""
        if not self._other_opener():
            self._write_lock()

    def close(self) -> None:
        """Note that the report is no longer open here."""
        if not self._other_opener():
            with suppress(OSError):
                self._place("lock.json").unlink()

    def _keep_version(self, content: bytes) -> None:
        stamp = self._now().strftime("%Y-%m-%dT%H-%M-%S-%f")
        with suppress(StoreError, OSError):  # a version less is no reason to fail a save
            folder = self._place("versions")
            folder.mkdir(exist_ok=True)
            kept = self.versions()
            if kept and kept[0].read_bytes() == content:
                return
            store.write_atomically(folder / f"{stamp}.json", content)
            for old in self.versions()[_VERSIONS:]:
                old.unlink()

    def _place(self, name: str) -> Path:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            message = f"文件夹 {self.folder} 建不了（{error.strerror or error}）。"
            raise StoreError(message) from error
        return self.folder / name

    def _write_lock(self) -> None:
        lock = {
            "id": self._id,
            "who": _who(),
            "at": self._now().isoformat(),
            "host": socket.gethostname(),
            "process": os.getpid(),
        }
        with suppress(StoreError, OSError):
            store.write_atomically(
                self._place("lock.json"), json.dumps(lock, ensure_ascii=False).encode()
            )

    def _other_opener(self) -> str:
        """Return who else has the report open and was there a moment ago, or an empty text."""
        try:
            lock = json.loads((self.folder / "lock.json").read_text(encoding="utf-8"))
            seen = datetime.datetime.fromisoformat(lock["at"])
            fresh = (self._now() - seen).total_seconds() < _STALE
            other = lock["id"] != self._id and not _is_gone(lock)
            return str(lock["who"]) if fresh and other else ""
        except (OSError, ValueError, KeyError, TypeError):
            return ""

    @staticmethod
    def _now() -> datetime.datetime:
        return datetime.datetime.now(datetime.UTC)


def _is_gone(lock: Mapping[str, object]) -> bool:
    """Whether the program that wrote the lock has certainly ended: it ran here, under Unix."""
    process = lock.get("process")
    if lock.get("host") != socket.gethostname() or not isinstance(process, int):
        return False
    if os.name != "posix":
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False


def _who() -> str:
    """Return the name of the person and the computer, as far as the system tells."""
    try:
        person = getpass.getuser()
    except (KeyError, OSError, ImportError):
        person = str(os.getpid())
    return f"{person}（{socket.gethostname()}）"
