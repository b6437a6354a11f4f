"""Versions on screen: the list, going back to one, and settling a file changed elsewhere."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from reportkit import store
from reportkit.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reportkit.editing import Keeper
    from reportkit.widgets._desk import Desk

__all__ = ["ACTIONS"]

Message = dict[str, Any]


def _versions(desk: Desk, _message: Message) -> Message:
    paths = desk.keeper.versions() if desk.keeper else ()
    return {"versions": [[path.stem, _when(path)] for path in paths]}


def _when(path: Path) -> str:
    """Say when a version was kept, in local time: 1月12日 10:22:03."""
    kept = datetime.datetime.strptime(f"{path.stem}+0000", "%Y-%m-%dT%H-%M-%S-%f%z")
    local = kept.astimezone()
    return f"{local.year}年{local.month}月{local.day}日 {local:%H:%M:%S}"


def _version(desk: Desk, message: Message) -> Message:
    """Go back to a version; what stands there now becomes a version itself."""
    keeper = _keeper(desk)
    path = next((path for path in keeper.versions() if path.stem == message["version"]), None)
    if path is None:
        text = "这个版本已经不在了。"
        raise StoreError(text)
    report = store.load(path)
    keeper.keep(desk.session.report)
    desk.session.take_over(report)
    return {"whole": True, "say": f"已回到{_when(path)}的版本；刚才的内容也存成了一个版本。"}


def _conflict(desk: Desk, message: Message) -> Message:
    """Settle that the file was changed elsewhere: keep what is here, or take what is there."""
    desk.settle_conflict(mine=bool(message["mine"]))
    return {"whole": True}


def _keeper(desk: Desk) -> Keeper:
    if desk.keeper is None:
        text = "这份报告没有对应的文件，没有版本可选。"
        raise StoreError(text)
    return desk.keeper


ACTIONS: dict[str, Callable[[Desk, Message], Message]] = {
    "versions": _versions,
    "version": _version,
    "conflict": _conflict,
}
