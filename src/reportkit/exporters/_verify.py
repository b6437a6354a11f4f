"""Check a zip that was handed in: whole, unchanged, and nothing besides.

Nothing is unpacked to disk; sizes and names are held to the limits of the readers of office files.

>>> verify("2024年报.zip").problems  # doctest: +SKIP
()
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportkit.errors import DamagedFile
from reportkit.exporters._package import CONTENTS, MANIFEST, SCHEMA, rules_digest
from reportkit.readers import fetch
from reportkit.readers._archive import Archive

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["Verified", "verify"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What was found in a package.

    Notes
    -----
    `problems` are sentences on what is missing, changed or extra; none means that every file is
    the one that the manifest names.  `remarks` are sentences worth knowing that are no fault.
    `code` is the SHA-256 of the manifest: who handed the package in can tell it, and then nothing
    can have been exchanged.
    """

    title: str
    problems: tuple[str, ...]
    remarks: tuple[str, ...]
    code: str


def verify(path: str | Path) -> Verified:
    """Check a package against its manifest.

    Parameters
    ----------
    path
        A zip that `reportkit.exporters.package` has written.

    Raises
    ------
    ReadError
        If it cannot be opened, is no zip, is not safe to open, or has no manifest.
    """
    name = Path(path).name
    try:
        archive = Archive(fetch(path), name)
    except DamagedFile as error:
        raise DamagedFile(error.message, hint="如果收到的是报送包，请报送单位重新发送。") from error
    if MANIFEST not in archive:
        message = f"“{name}”里没有清单 {MANIFEST}，不是报送包。"
        raise DamagedFile(message, hint="报送包用 reportkit package 生成。")
    content = archive.read(MANIFEST)
    manifest = _manifest(content, name)
    listed = {item["name"]: item for item in manifest["members"]}
    return Verified(
        title=str(manifest.get("title") or "（没有题目）"),
        problems=tuple(_problems(archive, listed)),
        remarks=tuple(_remarks(manifest)),
        code=hashlib.sha256(content).hexdigest(),
    )


def _manifest(content: bytes, name: str) -> dict[str, Any]:
    try:
        manifest = json.loads(content)
        right = manifest["schema"] == SCHEMA and all(
            isinstance(item["name"], str) and isinstance(item["sha256"], str)
            for item in manifest["members"]
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        right = False
    if not right:
        message = f"“{name}”的清单 {MANIFEST} 不完整，或者不是这个版本的程序能核对的。"
        raise DamagedFile(message, hint="请报送单位重新生成报送包。")
    return dict(manifest)


def _problems(archive: Archive, listed: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    for name in CONTENTS:
        if name not in listed:
            yield f"清单里没有 {_called(name)}。"
    for name, item in listed.items():
        if name not in archive:
            yield f"缺少 {_called(name)}。"
            continue
        try:
            content = archive.read(name)
        except DamagedFile:
            yield f"{_called(name)} 已损坏，打不开。"
            continue
        if hashlib.sha256(content).hexdigest() != item["sha256"]:
            yield f"{_called(name)} 被改动过，和清单对不上。"
    known = {name.casefold() for name in (*listed, MANIFEST)}
    for name in archive.names:
        if name not in known:
            yield f"多出清单以外的文件“{name}”。"


def _called(name: str) -> str:
    return f"{name}（{CONTENTS[name]}）" if name in CONTENTS else f"“{name}”"


def _remarks(manifest: Mapping[str, Any]) -> Iterator[str]:
    if manifest.get("released") is not True:
        yield "这是草稿：打包时还有没改正的错误，或者没读出来的单元格。"
    rules = manifest.get("rules")
    if isinstance(rules, dict) and rules.get("sha256") != rules_digest():
        yield "打包时用的检查规则和这台电脑上的版本不同，检查结果可能不一样。"
