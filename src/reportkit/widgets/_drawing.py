"""What the screen draws once: tabs, laid-out tables, names of cells, fields of the cover sheet.

All of it comes from the report's form; the script of the front end knows no row and no label.

>>> from reportkit import form
>>> from reportkit.report import Report
>>> [tab["key"] for tab in drawing(Report.empty(form.load("2021")))["tabs"]][:2]
['facts', 'section.1']
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportkit.finding import Severity
from reportkit.grid import Role, layout
from reportkit.report import Organ
from reportkit.views import grid_json
from reportkit.views.html import MARKS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportkit.form import SectionForm, Table
    from reportkit.report import Report

__all__ = ["FACTS", "drawing"]

FACTS = "facts"
"""Key of the tab with what the report says of itself."""

_KINDS = {
    "": "（请选择）",
    Organ.DEPARTMENT: "部门和其他单独报告的单位",
    Organ.TOWNSHIP: "乡镇、街道",
    Organ.GOVERNMENT: "县级以上地方人民政府",
}
# place, label, kind of field (late: sent when a person is done with it), what to type
_FIELDS = (
    ("agency", "单位全称", "text", "例如：青禾县林业局"),
    ("year", "报告年度", "late", "四位数字，例如 2023"),
    ("kind", "单位类型", "select", ""),
    ("title", "标题", "text", "填了单位和年度会自动写好"),
    ("signed_by", "落款单位", "text", "一般就是单位全称"),
    ("issued_on", "落款日期", "late", "例如 2024-01-15 或者 2024年1月15日"),
    ("published_on", "发布日期", "late", "还没有发布的不填"),
    ("contact.phone", "联系电话", "text", ""),
    ("contact.email", "电子邮箱", "text", ""),
    ("contact.address", "地址", "text", ""),
    ("contact.website", "网站", "text", ""),
    ("introduction", "引言", "area", "编制依据、统计期限、联系方式等"),
)


def drawing(report: Report) -> dict[str, Any]:
    """Return what the front end needs to draw the empty screen for a report."""
    tables = {table.section: table for table in report.tables.values()}
    tabs = [{"key": FACTS, "label": "基本信息", "fields": [_field(*field) for field in _FIELDS]}]
    tabs += [_tab(section, tables.get(section.no)) for section in report.form.sections]
    return {
        "tabs": tabs,
        "names": {name: cell.place for name, cell in report.cells.items()},
        "signs": {mark: sign for mark, (sign, _) in MARKS.items() if sign},
        "severities": {severity.value: severity.label for severity in Severity},
        "document": report.form.document,
    }


def _field(place: str, label: str, kind: str, tip: str) -> dict[str, Any]:
    field: dict[str, Any] = {"place": place, "label": label, "is": kind, "tip": tip}
    if kind == "select":
        field["options"] = [[str(value), name] for value, name in _KINDS.items()]
    return field


def _tab(section: SectionForm, table: Table | None) -> dict[str, Any]:
    tab: dict[str, Any] = {
        "key": f"section.{section.no}",
        "label": section.heading,
        "topics": [topic.name for topic in section.topics],
    }
    if table is not None:
        grid = layout(table)
        tab["label"] = f"{section.heading.split('、', 1)[0]}、{table.name}"
        tab["heading"] = section.heading
        tab["table"] = {"key": table.key, **grid_json.dump(grid)}
        tab["table"]["stub"] = min(c.column for c in grid.cells if c.role is Role.VALUE)
        tab["balance"] = list(_balance(table))
    return tab


def _balance(table: Table) -> Iterator[dict[str, Any]]:
    """Yield for each balanced column its first cell and the words for both sides."""
    for equation in table.equations:
        if equation.kind == "E1":
            sides = [
                "＋".join(table.cells[name].row.spoken for name in side)
                for side in (equation.left, equation.right)
            ]
            yield {"column": equation.key, "cell": equation.left[0], "sides": sides}
