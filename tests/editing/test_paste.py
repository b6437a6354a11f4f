"""Pasting a block: by its labels where it has some, else where the focus is; never wrapped."""

from __future__ import annotations

import pytest

import samples
from layouts import expanded, grid_of
from reportkit.editing import read_block
from reportkit.editing._paste import paste
from reportkit.form import load

T2, T3, T4 = (load("2021").tables[key] for key in ("t2", "t3", "t4"))


def _figures(table: str) -> str:
    report = samples.filled()
    lines: dict[str, list[str]] = {}
    for name in report.tables[table].cells:
        lines.setdefault(name.split(".")[1], []).append(report[name].text)
    return "\r\n".join("\t".join(line) for line in lines.values()) + "\r\n"


def _with_labels(table: str) -> str:
    rows = expanded(grid_of(samples.filled(), table))
    return "\n".join("\t".join(text for _, text in row) for row in rows)


def test_a_block_of_25_by_7_figures_fills_table_three() -> None:
    pasted = paste(T3, _figures("t3"), "t3.R1.nat")
    assert samples.filled().replace({"t3.R1.nat": ""}).replace(pasted.contents) == samples.filled()
    assert pasted.message == "粘贴25行×7列，填入175格。"


@pytest.mark.parametrize("table", [T2, T3])
def test_a_block_with_labels_and_headings_goes_where_its_labels_say(table: object) -> None:
    key = table.key  # type: ignore[attr-defined]
    pasted = paste(table, _with_labels(key), next(iter(table.cells)))  # type: ignore[arg-type, attr-defined]
    values = {n: v.text for n, v in samples.filled().values.items() if n.startswith(key)}
    assert pasted.contents == values
    assert "按行名对齐" in pasted.message


def test_table_four_is_pasted_with_or_without_its_heading() -> None:
    figures = "\t".join(samples.filled()[name].text for name in T4.cells)
    for text in (figures, _with_labels("t4")):
        assert list(paste(T4, text, "t4.A.keep").contents.values()) == figures.split("\t")


def test_rows_with_labels_in_another_order_find_their_places() -> None:
    text = "四、结转下年度继续办理\t2\t0\t0\t0\t0\t0\t2\n（一）予以公开\t5\t1\t0\t0\t1\t0\t7"
    contents = paste(T3, text, "t3.R1.nat").contents
    assert contents["t3.R4.tot"] == "2"
    assert contents["t3.R3_1.nat"] == "5"
    assert len(contents) == 14


def test_what_does_not_fit_is_ignored_and_said_never_wrapped() -> None:
    pasted = paste(T3, "1\t2\t3\n4\t5\t6", "t3.R4.oth")
    assert pasted.contents == {"t3.R4.oth": "1", "t3.R4.tot": "2"}
    assert pasted.ignored == 4
    assert "忽略4格" in pasted.message


def test_a_huge_block_is_refused_in_one_sentence() -> None:
    pasted = paste(T3, "\n".join(["1\t" * 200] * 100), "t3.R1.nat")
    assert pasted.contents == {}
    assert "没有粘贴" in pasted.message


def test_copied_text_is_parted_as_excel_means_it() -> None:
    assert read_block('1\t"两\n行"\t"a""b"\r\n\t2\r\n') == (("1", "两\n行", 'a"b'), ("", "2"))


def test_a_stray_quote_is_taken_as_it_stands() -> None:
    assert read_block('"1\t2\n3') == (('"1', "2"), ("3",))


def test_a_field_beyond_all_limits_is_taken_as_it_stands() -> None:
    assert read_block('"' + "a" * 200_000 + '"\t2')[0][1] == "2"
