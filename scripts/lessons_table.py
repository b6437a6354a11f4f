"""Write the table of what is taught: every automatic rule with its faults, exercise and hints.

``scripts/docs`` runs this; a test compares the page with what it writes.

>>> python scripts/lessons_table.py docs/zh/课程与规则.md  # doctest: +SKIP
"""

from __future__ import annotations

import itertools
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from reportkit.lessons import LEVELS, exercise, explanation, faults, hints, lessons
from reportkit.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportkit.lessons import Exercise

__all__ = ["page"]

_MOST_SEEDS = 4000

_HEAD = """\
# 课程与规则对照

本页由 `scripts/docs` 生成。每一条可以自动检查的规则，都有出错的样子、练习、三步提示和解释。
题号可以在课程的练习里输入，得到的就是同一道题；提示和解释是那道题里的原话。

"""


def page() -> str:
    """Return the page."""
    found = _found()
    lines = [_HEAD, f"共{len(RULES)}条规则，{len(faults())}种错误。\n"]
    for rule in RULES:
        kinds = [fault for fault in faults().values() if fault.rule == rule.id]
        named = "、".join(
            f"第{item.no}课　{item.title}" for item in lessons() if rule.id in item.rules
        )
        lines.append(f"\n## {rule.id}　{rule.entry.statement}\n")
        lines.append(f"{named}。\n")
        lines.append("| 错误 | 难度 | 题号 | 提示一 | 提示二 | 提示三 | 解释 |")
        lines.append("| --- | --- | --- | --- | --- | --- | --- |")
        for fault in kinds:
            made, at = found[fault.id]
            cells = [fault.id, LEVELS[fault.level], made.number, *hints(made, at),
                     explanation(made, made.planted[at])]  # fmt: skip
            lines.append("| " + " | ".join(map(_cell, cells)) + " |")
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "｜").split())


def _found() -> dict[str, tuple[Exercise, int]]:
    """Return for each kind of fault the first exercise of its lesson that holds it."""
    found: dict[str, tuple[Exercise, int]] = {}
    for item in lessons():
        wanted = set(item.faults) if item.rules else set()
        for made in _exercises(item.no):
            if wanted <= found.keys():
                break
            for at, planted in enumerate(made.planted):
                found.setdefault(planted.fault.id, (made, at))
    missing = faults().keys() - found.keys()
    if missing:
        message = f"no exercise holds {', '.join(sorted(missing))}"
        raise ValueError(message)
    return found


def _exercises(no: int) -> Iterator[Exercise]:
    for seed, level in itertools.product(range(_MOST_SEEDS), LEVELS):
        yield exercise(no, level=level, seed=seed)


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), encoding="utf-8")
