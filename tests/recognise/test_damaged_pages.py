"""Pages with a tag lost or one too many: figures are right, unread or asked to be checked."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

import samples
from html_layouts import LAYOUTS, render
from reportkit.errors import ReadError
from reportkit.readers._html import read_html
from reportkit.recognise import recognise

if TYPE_CHECKING:
    from reportkit.report import Report

TAGS = (
    "<p>", "</p>", "<div>", "</div>", "<br>", "<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>",
    "<td colspan=2>", "<th>", "<tbody>", "</tbody>", "<span>", "</span>", "<b>", "</b>", "<a href=x>",
    "</a>", "<font>", "<ul>", "<li>", "<h2>", "<form>", "</form>", "<center>", "<caption>", "<thead>",
    "<em>", "<!--", "-->", "'", '"', "<o:p>")  # fmt: skip
# words that are hidden beside the figures come to light when the tag that hides them is lost
CODES = [code for code in LAYOUTS if code != "struck"]


def _report() -> Report:
    """Return the sample with figures that hold no sum, so that none can confirm a wrong place."""
    chance = random.Random(7)
    report = samples.filled()
    return report.replace(
        {name: chance.choice((0, 0, chance.randrange(400))) for name in report.values}
    )


def _damaged(page: str, chance: random.Random) -> str:
    """Lose a tag, or put one too many in front of another."""
    at = page.find("<", chance.randrange(len(page) // 2, len(page)))
    end = page.find(">", at) + 1
    if at < 0 or not end:
        return page
    if chance.random() < 0.5:
        return page[:at] + page[end:]
    return page[:at] + chance.choice(TAGS) + page[at:]


@pytest.mark.parametrize("code", CODES)
def test_a_damaged_page_gives_no_wrong_figure(code: str) -> None:
    report = _report()
    source = render(report, code)
    try:
        page = source.decode()
    except UnicodeDecodeError:
        page = source.decode("gb18030", errors="replace")
    for seed in range(12):
        chance = random.Random(f"{code} {seed}")
        damaged = page
        for _ in range(chance.choice((1, 1, 2, 4))):
            damaged = _damaged(damaged, chance)
        try:
            read = recognise(read_html(damaged.encode(), "a.html"))
        except ReadError:
            continue
        wrong = {
            name: value.text
            for name, value in read.values.items()
            if value.number not in {None, report[name].number}
            and not (value.origin and value.origin.inferred)
        }
        assert wrong == {}, seed


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("wider", '<td colspan="5">法人', "法人"),
        ("spans", "<td>法律服务机构</td>", "<table><td>法律服务机构</td>"),
        ("three pages", "<td>科研机构</td>", "</tbody><td>科研机构</td>"),
        (
            "results named",
            "<td>总计</td></tr>\n<tr><td>件数",
            "<tr><td>总计</td></tr>\n<tr><td>件数",
        ),
    ],
)
def test_a_heading_torn_apart_moves_no_column(code: str, old: str, new: str) -> None:
    report = _report()
    page = render(report, code).decode()
    assert old in page
    read = recognise(read_html(page.replace(old, new).encode(), "a.html"))
    assert all(
        value.number in {None, report[name].number} or (value.origin and value.origin.inferred)
        for name, value in read.values.items()
    )


@pytest.mark.parametrize("code", ["last year beside", "numbers behind labels", "shares beside"])
def test_a_row_that_lost_a_cell_beside_further_columns_is_unread(code: str) -> None:
    report = _report()
    page = render(report, code).decode()
    at = page.index("</td><td>", page.index("1.信访举报投诉类申请") + 40)
    read = recognise(read_html((page[:at] + page[at + 9 :]).encode(), "a.html"))
    assert [(row.table, row.row) for row in read.unread] == [("t3", "R3_5_1")]
    assert "少一格" in read.unread[0].reason
    assert all(value.number in {None, report[name].number} for name, value in read.values.items())


def test_numbered_columns_are_no_figures_where_the_figures_lack_one() -> None:
    page = render(_report(), "column numbers").decode()
    at = page.rindex("</td><td>")
    read = recognise(read_html((page[:at] + page[at + 9 :]).encode(), "a.html"))
    assert {row.row for row in read.unread} == {"A", "B", "C"}
    assert "只读到14个" in read.unread[0].reason
