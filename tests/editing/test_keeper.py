"""Keeping a report safe: atomic saves, versions, undo over sessions, a warning to a second opener."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import samples
from reportkit import store
from reportkit.editing import Keeper, Session, _keeper
from reportkit.errors import StoreError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return store.save(samples.filled(), tmp_path / "report.json")


def test_what_is_said_saved_is_on_disk(path: Path) -> None:
    session = Session(samples.filled())
    session.enter({"t3.R1.nat": "9"})
    state = Keeper(path).save(session)
    assert state.saved_at is not None
    assert store.load(path)["t3.R1.nat"].number == 9


def test_versions_can_be_gone_back_to(path: Path) -> None:
    keeper, session = Keeper(path), Session(samples.filled())
    keeper.save(session)
    session.enter({"t3.R1.nat": "9"})
    keeper.save(session)
    newest, oldest = keeper.versions()
    assert store.load(newest)["t3.R1.nat"].number == 9
    assert store.load(oldest) == samples.filled()


def test_saving_twice_keeps_one_version(path: Path) -> None:
    keeper, session = Keeper(path), Session(samples.filled())
    keeper.save(session)
    keeper.save(session)
    assert len(keeper.versions()) == 1


def test_only_the_last_versions_are_kept(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_keeper, "_VERSIONS", 3)
    keeper, session = Keeper(path), Session(samples.filled())
    for number in range(6):
        session.enter({"t3.R1.nat": str(20 + number)})
        keeper.save(session)
    numbers = [store.load(version)["t3.R1.nat"].number for version in keeper.versions()]
    assert numbers == [25, 24, 23]


def test_actions_survive_the_end_of_a_session(path: Path) -> None:
    session = Session(samples.filled())
    session.enter({"t3.R1.nat": "9"})
    Keeper(path).save(session)
    keeper = Keeper(path)
    again = Session(keeper.load())
    again.resume(keeper.actions())
    again.undo()
    assert again.report == samples.filled()


def test_a_broken_list_of_actions_is_no_reason_to_fail(path: Path) -> None:
    keeper = Keeper(path)
    keeper.save(Session(samples.filled()))
    (keeper.folder / "actions.json").write_text("[5", encoding="utf-8")
    assert keeper.actions() == ()


def test_a_second_opener_is_told_who_was_first(path: Path) -> None:
    first, second = Keeper(path), Keeper(path)
    assert first.open().opened_by == ""
    assert second.open().opened_by
    first.close()
    assert second.open().opened_by == ""


def test_an_old_lock_is_not_believed(path: Path) -> None:
    first, second = Keeper(path), Keeper(path)
    first.open()
    lock = first.folder / "lock.json"
    data = json.loads(lock.read_text(encoding="utf-8"))
    lock.write_text(json.dumps({**data, "at": "2020-01-01T00:00:00+00:00"}), encoding="utf-8")
    assert second.open().opened_by == ""


def test_a_failed_save_is_said_and_the_old_file_stays(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = Session(samples.filled())
    session.enter({"t3.R1.nat": "9"})

    def full(_path: object, _content: bytes) -> None:
        message = "没有保存成功：磁盘已满。"
        raise StoreError(message)

    monkeypatch.setattr(store, "write_atomically", full)
    keeper = Keeper(path)
    with pytest.raises(StoreError):
        keeper.save(session)
    assert keeper.state().saved_at is None
    assert store.load(path) == samples.filled()


def test_saving_may_leave_the_versions_alone(path: Path) -> None:
    keeper, session = Keeper(path), Session(samples.filled())
    session.enter({"t3.R1.nat": "9"})
    keeper.save(session, version=False)
    assert keeper.versions() == ()
    assert store.load(path)["t3.R1.nat"].number == 9


def test_what_is_about_to_be_replaced_becomes_a_version(path: Path) -> None:
    keeper = Keeper(path)
    keeper.keep(samples.last_year())
    assert store.load(keeper.versions()[0]) == samples.last_year()


def test_the_lock_of_a_program_that_has_ended_is_not_believed(path: Path) -> None:
    first, second = Keeper(path), Keeper(path)
    first.open()
    lock = first.folder / "lock.json"
    ended = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    data = json.loads(lock.read_text(encoding="utf-8"))
    lock.write_text(json.dumps({**data, "process": int(ended.stdout)}), encoding="utf-8")
    assert second.open().opened_by == ""


def test_two_reports_of_one_folder_do_not_share_their_versions(path: Path) -> None:
    other = Keeper(path.with_name("草稿.json"))
    other.save(Session(samples.last_year()))
    assert Keeper(path).versions() == ()
    assert Keeper(path).open().opened_by == other.open().opened_by == ""
    assert store.load(other.versions()[0]) == samples.last_year()
