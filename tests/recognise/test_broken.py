"""Words of a heading that are broken over rows or lines: the heading is known, no text remains."""

from __future__ import annotations

import pytest

import samples
from layouts import LAYOUTS, expanded, grid_of
from reportkit.document import Document, Flow, Place, Row, Rows
from reportkit.readers import read_text
from reportkit.readers._html import read_html
from reportkit.recognise import recognise
from reportkit.recognise._items import items

_LEAVES = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
_FIGURES = ["1", "0", "0", "0", "1", *["0"] * 10]
# words with how many columns each spans; a leaf spans the rows below it as well
_HEADINGS = {
    "both words": [[("行政", 5), ("行政", 10)], [("复议", 5), ("诉讼", 10)]],
    "one word": [[("行政", 5), ("行政诉讼", 10)], [("复议", 5), ("", 10)]],
    "in three": [[("行", 5), ("行政", 10)], [("政复", 5), ("诉讼", 10)], [("议", 5), ("", 10)]],
    "blanks in words": [[("行 政", 5), ("行　政", 10)], [("复 议", 5), ("诉 讼", 10)]],
}
_SECOND = {
    "whole": [[("未经复议直接起诉", 5), ("复议后起诉", 5)]],
    "broken": [[("未经复议", 5), ("复议后", 5)], [("直接起诉", 5), ("起诉", 5)]],
}


def _row(words: list[tuple[str, int]], down: int = 1) -> str:
    cells = (f"<td colspan={n} rowspan={down}>{word}</td>" for word, n in words)
    return f"<tr>{''.join(cells)}</tr>"


@pytest.mark.parametrize("second", _SECOND)
@pytest.mark.parametrize("top", _HEADINGS)
def test_the_heading_of_table_four_broken_over_rows(top: str, second: str) -> None:
    leaves = [(word, 1) for word in _LEAVES]
    middle = [_row([*_SECOND[second][0]]), *map(_row, _SECOND[second][1:])]
    first = _row(leaves, len(middle) + 1).removesuffix("</tr>") + middle[0].removeprefix("<tr>")
    rows = [*map(_row, _HEADINGS[top]), first, *middle[1:], _row(leaves * 2)]
    page = f"<table>{''.join(rows)}{_row([(text, 1) for text in _FIGURES])}</table>"
    _read_whole(
        f"<p>四、政府信息公开行政复议、行政诉讼情况</p>{page}<p>五、存在的主要问题及改进情况</p>"
    )


def _read_whole(article: str) -> None:
    read = recognise(read_html(f"<p>{samples.filled().title}</p>{article}".encode(), "a.html"))
    assert [row for row in read.unread if row.table == "t4"] == []
    assert (read["t4.A.keep"].number, read["t4.B.keep"].number) == (1, 0)
    assert [section.text for section in read.sections if section.no == 4] == [""]


@pytest.mark.parametrize("code", ["A5", "A10", "A11", "L1"])
@pytest.mark.parametrize("words", [
    "行政 行政 复议 诉讼 未经复议 复议后 直接起诉 起诉",
    "行政 复议 行政 诉讼 未经复议 直接起诉 复议后 起诉",
])  # fmt: skip
def test_the_heading_of_table_four_broken_over_lines(words: str, code: str) -> None:
    report, parts = samples.filled(), []
    cells = [*words.split(), *_LEAVES * 3]
    figures = [" ".join(_FIGURES)] if code == "L1" else _FIGURES
    mark, gap = (" |" if code == "A5" else ""), ("\n\n" if code == "A10" else "\n")
    for section in report.sections:
        parts += [section.heading, *section.text.split("\n")]
        if section.no in {2, 3}:
            parts += [*LAYOUTS[code](expanded(grid_of(report, f"t{section.no}"))), ""]
        if section.no == 4:
            parts += [gap.join(text + mark for text in [*cells, *figures]), ""]
    read = recognise(read_text("\n".join([report.title or "", *parts]), "a.txt"))
    assert [row for row in read.unread if row.table == "t4"] == []
    assert read["t4.A.total"].number == 1
    assert read.sections[3].text == ""


def test_broken_words_that_make_no_label_stay_as_they_stand() -> None:
    rows = [["商业", "科研", "职工"], ["企业", "单位", "代表"], ["1", "2", "3"]]
    made = [Row(texts=tuple(row), place=Place(table=1, row=i)) for i, row in enumerate(rows, 1)]
    block = Rows(rows=tuple(made), flow=Flow.SPANNED)
    found = items(Document(name="a.html", blocks=(block,)))
    assert [item.text for item in found] == ["商业企业　科研　职工", "单位　代表", "1　2　3"]


def test_a_sentence_above_table_four_stays_in_the_text() -> None:
    report = samples.filled()
    sections = [s.text if s.no != 4 else "本年度情况如下：" for s in report.sections]
    parts = [report.title or ""]
    for section, text in zip(report.sections, sections, strict=True):
        parts += [section.heading, text]
        if section.no in {2, 3, 4}:
            parts += [*LAYOUTS["A4"](expanded(grid_of(report, f"t{section.no}"))), ""]
    assert recognise(read_text("\n".join(parts), "a.txt")).sections[3].text == "本年度情况如下："
