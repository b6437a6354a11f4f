"""The rules as people read them: a page each, an index, one table, and the text behind 为什么.

All of it comes from the catalogue, so the documentation and the notebook say the same.

>>> python -m reportkit.views.rule_pages docs/rules  # doctest: +SKIP
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportkit.catalogue import CERTAINTY, NEEDS, Entry, catalogue
from reportkit.finding import Severity
from reportkit.form import FORMATS, load
from reportkit.report import Organ
from reportkit.rules import waiting
from reportkit.views.html import Html, tag

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportkit.form import Form

__all__ = ["as_json", "as_markdown", "as_text", "page", "pages", "parts", "why"]

_SCHEMA = "reportkit/rules@1"
_WEIGHT = {
    Severity.ERROR: "这一条是错误：违反条例、不合格式或者数字对不上，改正以前不要发布。",
    Severity.WARNING: "这一条是警告：很可能有问题，或者是上级检查时通报的内容，请核对。",
    Severity.INFO: "这一条是提示：不一定有问题，请人看一眼。",
}
_FIRM = "这是表内的算术关系，只能改正，不能以说明理由代替。"
_ORGANS = {
    Organ.DEPARTMENT: "部门及其他单独报告的单位",
    Organ.TOWNSHIP: "乡镇、街道",
    Organ.GOVERNMENT: "县级以上地方人民政府",
}
_SPECIAL = re.compile(r"([\\`*_<>|\[\]])")


def parts(entry: Entry) -> tuple[tuple[str, str], ...]:
    """Return what there is to say of a rule: heading and text, in reading order."""
    reasons = (entry.why, _WEIGHT[entry.severity], _FIRM if entry.firm else "")
    return (
        ("说明", entry.statement),
        ("为什么", "".join(reasons)),
        ("法律依据", f"{entry.basis}。{CERTAINTY[entry.certainty]}"),
        ("错误示例", entry.wrong),
        ("正确示例", entry.right),
        ("怎么改", entry.fix),
        ("常见成因", entry.cause),
        ("需要什么资料", _material(entry)),
    )


def _material(entry: Entry) -> str:
    said = [f"适用于{_scope(entry)}。"]
    if entry.needs:
        needed = "、".join(NEEDS[need] for need in entry.needs)
        said.append(f"缺少下列材料时不作判断：{needed}。")
    else:
        said.append("只凭本年度报告就能检查。")
    if entry in waiting():
        said.append("检查单份报告时没有这些材料，所以总是列为“没有判断”。")
    if entry.helps:
        said.append(f"有下列材料时判断得更全：{'、'.join(NEEDS[need] for need in entry.helps)}。")
    return "".join(said)


def _scope(entry: Entry) -> str:
    forms = [load(key) for key in reversed(FORMATS) if key in entry.formats]
    years = "、".join(_years(form) for form in forms)
    return f"{'、'.join(_ORGANS[Organ(kind)] for kind in entry.organs)}{years}的报告"


def _years(form: Form) -> str:
    last = form.last_year
    return f"{form.first_year}至{last}年度" if last else f"{form.first_year}年度以后"


def why(rule: str) -> Html:
    """Write why a rule is there, what it rests on, and how to mend its faults, for a notebook.

    Raises
    ------
    KeyError
        If the catalogue has no such rule.
    """
    said = parts(catalogue()[rule])
    lines = (
        tag("p", tag("strong", f"{head}："), text, style="margin:2px 0") for head, text in said
    )
    return tag("div", *lines, style="color:#1a1a1a;background-color:#ffffff;padding:4px 12px")


def page(entry: Entry) -> str:
    """Write the page of a rule as Markdown."""
    head = f"# 规则 {entry.id}\n"
    facts = f"{entry.severity.label} · {entry.area} · [全部规则](index.md)\n"
    return "\n".join([head, facts, *(f"## {name}\n\n{_plain(t)}\n" for name, t in parts(entry))])


def _plain(text: str) -> str:
    """Keep signs of the text from being taken as Markdown."""
    return _SPECIAL.sub(r"\\\1", text)


def as_markdown(*, link: bool = False) -> str:
    """Write all rules as one Markdown table; `link` leads to their pages."""
    entries = list(catalogue().values())
    lines = [
        "# 检查规则\n",
        f"共{len(entries)}条。级别：错误，改正以前不要发布；警告，请核对；提示，请看一眼。\n",
        "| 规则 | 范围 | 级别 | 内容 | 需要的材料 |",
        "| --- | --- | --- | --- | --- |",
    ]
    for entry in entries:
        name = f"[{entry.id}]({entry.id}.md)" if link else entry.id
        cells = (name, entry.area, entry.severity.label, _plain(entry.statement), _needs(entry))
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _needs(entry: Entry) -> str:
    return "、".join(NEEDS[need] for need in entry.needs) or "本年度报告"


def as_text() -> str:
    """Write all rules as plain text, one a line, for the terminal."""
    lines = []
    area = ""
    for entry in catalogue().values():
        if entry.area != area:
            area = entry.area
            lines.append(f"{area}")
        needs = f"（需要{_needs(entry)}）" if entry.needs else ""
        lines.append(f"  {entry.id}　{entry.severity.label}　{entry.statement}{needs}")
    return "\n".join(lines) + "\n"


def as_json() -> str:
    """Return all rules as JSON, every key of the catalogue."""
    able = {entry.id for entry in catalogue().values()} - {entry.id for entry in waiting()}
    rules = [_row(entry, runs=entry.id in able) for entry in catalogue().values()]
    return json.dumps({"schema": _SCHEMA, "rules": rules}, ensure_ascii=False, indent=1) + "\n"


def _row(entry: Entry, *, runs: bool) -> dict[str, Any]:
    names = (name for name in Entry.__slots__ if not name.startswith("_"))
    data = {name: getattr(entry, name) for name in names}
    return {**data, "severity": entry.severity.value, "assessable": runs}


def pages() -> dict[str, str]:
    """Return every page of the documentation of rules: file name and content."""
    written = {f"{entry.id}.md": page(entry) for entry in catalogue().values()}
    return {"index.md": as_markdown(link=True), **written}


def main(words: Iterable[str]) -> None:
    """Write the pages into a folder and remove pages of rules that are no more."""
    folder = Path(next(iter(words)))
    folder.mkdir(parents=True, exist_ok=True)
    current = pages()
    for path in folder.glob("*.md"):
        if path.name not in current:
            path.unlink()
    for name, text in current.items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
