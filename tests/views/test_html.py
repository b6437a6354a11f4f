"""Tags and tables: escaped, inline styled, readable without colour."""

from __future__ import annotations

import re

from lxml import html

import samples
from reportkit.grid import Grid, GridCell, Role
from reportkit.views.html import MARKS, Look, details, picture, table, tag
from reportkit.views.table import table as table_grid


def test_text_is_escaped_and_html_is_not_escaped_twice() -> None:
    assert tag("p", "<b>&", tag("i", '"')) == "<p>&lt;b&gt;&amp;<i>&quot;</i></p>"


def test_attributes_are_escaped_and_none_leaves_one_out() -> None:
    written = tag("td", title='"><script>', id=None, aria_label="表", class_="a")
    assert written == '<td title="&quot;&gt;&lt;script&gt;" aria-label="表" class="a"></td>'


def test_characters_that_no_page_can_hold_are_dropped() -> None:
    assert tag("p", "甲\x00\x1b\ud800乙") == "<p>甲乙</p>"


def test_a_picture_stands_in_the_page_itself() -> None:
    shown = html.fromstring(picture("AAAA", '"近三年"'))
    assert (shown.get("src"), shown.get("alt")) == ("data:image/png;base64,AAAA", '"近三年"')
    assert "script" not in picture('"><script>', "")


def test_a_part_that_is_closed_names_itself() -> None:
    assert re.fullmatch(
        r"<details[^>]*><summary[^>]*>依据</summary>文</details>", details("依据", "文")
    )


def _lines(written: str) -> list[list[str]]:
    """Expand the table as a browser does, so that spans are tested by their effect."""
    places: dict[tuple[int, int], str] = {}
    for y, row in enumerate(html.fromstring(written).iter("tr")):
        x = 0
        for cell in row:
            while (y, x) in places:
                x += 1
            for down in range(int(cell.get("rowspan", 1))):
                for right in range(int(cell.get("colspan", 1))):
                    places[y + down, x + right] = cell.text_content()
    width = 1 + max(x for _, x in places)
    height = 1 + max(y for y, _ in places)
    return [[places[y, x] for x in range(width)] for y in range(height)]


def test_table_three_has_the_merged_form() -> None:
    rows = _lines(table(table_grid(samples.filled(), "t3")))
    assert len(rows) == 28
    assert {len(row) for row in rows} == {10}
    assert rows[2][3:] == [
        "自然人",
        "商业企业",
        "科研机构",
        "社会公益组织",
        "法律服务机构",
        "其他",
        "总计",
    ]
    assert rows[3][0] == rows[3][2] == "一、本年新收政府信息公开申请数量"
    assert rows[3][3:] == ["8", "2", "0", "0", "1", "0", "11"]
    assert rows[14][:2] == ["三、本年度办理结果", "（三）不予公开"]


def test_only_what_untrusted_notebooks_keep_is_used() -> None:
    written = table(table_grid(samples.filled(), "t3"))
    page = html.fromstring(written)
    used = {name for element in page.iter() for name in element.attrib}
    assert used <= {"style", "rowspan", "colspan", "scope", "title"}
    assert not page.xpath("//style|//svg|//script")


def test_every_row_sets_colour_and_background_together() -> None:
    for row in html.fromstring(table(table_grid(samples.filled(), "t2"))).iter("tr"):
        assert "color:#000000;background-color:#ffffff" in row.get("style")


def test_headings_say_what_they_head() -> None:
    page = html.fromstring(table(table_grid(samples.filled(), "t3")))
    scopes = {cell.text_content(): cell.get("scope") for cell in page.iter("th")}
    assert scopes["自然人"] == "col"
    assert scopes["法人或其他组织"] == "colgroup"
    assert scopes["（一）予以公开"] == "row"
    assert scopes["（三）不予公开"] == "rowgroup"


def _one_cell(mark: str, text: str = "5") -> str:
    cell = GridCell(row=0, column=0, text=text, role=Role.VALUE, mark=mark, note="甲<\n乙")
    return table(Grid(cells=(cell,)))


def test_a_mark_is_told_by_colour_border_sign_and_tooltip() -> None:
    cell = html.fromstring(_one_cell("error")).find(".//td")
    assert "background-color:#fde3e1" in cell.get("style")
    assert "3px solid" in cell.get("style")
    assert cell.text_content() == "5错"
    assert cell.get("title") == "甲<\n乙"


def test_each_mark_has_a_sign_or_border_of_its_own() -> None:
    borders = {style.split("border:")[1].split()[1] for _, style in MARKS.values()}
    signs = {sign for sign, _ in MARKS.values()}
    assert len(signs) == len(MARKS)
    assert borders == {"solid", "dashed", "dotted"}


def test_ids_are_given_only_on_a_page_of_its_own() -> None:
    grid = table_grid(samples.filled(), "t4")
    assert " id=" not in table(grid)
    assert 'id="cell-t4.A.keep"' in table(grid, Look(anchors=True))


def test_a_long_figure_is_set_smaller() -> None:
    cell = GridCell(row=0, column=0, text="12345678901", role=Role.VALUE)
    written = table(Grid(cells=(cell,)), Look(shrink=lambda _: 0.5))
    assert "font-size:0.5em" in written
