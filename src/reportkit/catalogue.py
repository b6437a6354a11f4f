"""The catalogue of rules: what people are told about each, from ``rules/catalogue/*.toml``.

One entry a rule, whether it can be run or not: a rule that needs what cannot be given yet stands
here without a function and is reported as not assessable.  This module runs nothing.

>>> catalogue()["T3-01"].severity.label
'错误'
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from reportkit.finding import Severity

__all__ = ["AREAS", "CERTAINTY", "NEEDS", "Entry", "catalogue"]

_FOLDER = Path(__file__).parent / "rules" / "catalogue"

AREAS = ("ST", "T2", "T3", "T4", "CY", "NA", "DT", "PV", "WD", "AG")
"""What rule ids begin with, in the order in which people read the rules."""

NEEDS = {
    "previous": "上年度报告",
    "reading": "原始文件（版面、表头和行名）",
    "organ": "单位属性（部门、乡镇街道或者县级以上政府）",
    "published": "发布日期",
    "ledger": "申请登记台账",
    "units": "下级单位的报告和单位名录",
    "peers": "其他单位的报告",
}
"""Key of what a rule needs besides the report -> what people call it."""

CERTAINTY = {
    "law": "依据是法规条文，条文已经逐字核对。",
    "document": "依据是国家的格式文件，引用的部分已经核对；文件的其余部分没有公开全文可查。",
    "local": "依据是个别地方的通知或者标准，在当地有效；其他地方按当地要求在配置里调整。",
    "sample": "依据是各地已经发布的报告的通行做法，没有见到明文规定。",
    "field": "依据是业务常识和数字之间的关系，没有见到明文规定，请结合实际判断。",
}
"""How sure the legal basis of a rule is -> the same in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A rule's entry in the catalogue: what people are told about it, in Chinese.

    Notes
    -----
    `certainty` is a key of `CERTAINTY`.  `needs` are the keys of `NEEDS` without which the rule
    says nothing at all, `helps` those with which it can say more.  `organs` are the kinds of organ
    the rule is about; empty means all.  `firm` marks a rule of plain arithmetic: a person cannot
    set its errors aside for a release.
    """

    id: str
    area: str
    severity: Severity
    formats: tuple[str, ...]
    needs: tuple[str, ...]
    statement: str
    basis: str
    certainty: str
    cause: str
    fix: str
    wrong: str
    right: str
    why: str = ""
    helps: tuple[str, ...] = ()
    organs: tuple[str, ...] = ()
    firm: bool = False


@cache
def catalogue() -> dict[str, Entry]:
    """Return every entry of the catalogue by rule id, in reading order.

    Raises
    ------
    ValueError
        If two entries have the same id, or an entry has a key that no reader knows.
    """
    import tomllib  # noqa: PLC0415  not wanted before the first check

    entries: dict[str, Entry] = {}
    for path in sorted(_FOLDER.glob("*.toml")):
        with path.open("rb") as file:
            data = tomllib.load(file)
        for item in data["rule"]:
            if item["id"] in entries:
                message = f"{item['id']} stands in the catalogue twice"
                raise ValueError(message)
            entries[item["id"]] = _entry(item, data["area"], path.name)
    return dict(sorted(entries.items(), key=lambda item: (AREAS.index(item[0][:2]), item[0])))


def _entry(item: dict[str, Any], area: str, file: str) -> Entry:
    data = {"formats": ["2019", "2021"], "needs": [], **item, "area": area}
    lists = {key: tuple(value) for key, value in data.items() if isinstance(value, list)}
    try:
        return Entry(**{**data, **lists, "severity": Severity(item["severity"])})
    except TypeError as error:
        message = f"{file}, {item['id']}: {error}"
        raise ValueError(message) from error
