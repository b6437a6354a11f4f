"""Flattened text: cells and paragraphs are found, whatever separates them; nothing means anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import reportkit as rk
import samples
from layouts import render
from reportkit import readers
from reportkit.document import Flow, Paragraph, Rows
from reportkit.errors import DamagedFile, ReadError, UnsupportedFormat
from reportkit.loading import load_all
from reportkit.readers import decode, read_text
from reportkit.recognise import recognise

if TYPE_CHECKING:
    from pathlib import Path


def _texts(text: str) -> list[tuple[str | None, ...]]:
    document = read_text(text, "a.txt")
    return [row.texts for block in document.blocks if isinstance(block, Rows) for row in block.rows]


def test_tabs_part_a_line_into_cells_blank_ones_kept() -> None:
    assert _texts("规章\t0\t\t2\n") == [("规章", "0", "", "2")]


def test_a_tab_that_indents_makes_no_row() -> None:
    block = read_text("\t一、总体情况\n", "a.txt").blocks[0]
    assert block == Paragraph(text="一、总体情况", place=block.place)  # type: ignore[union-attr]


def test_pipes_part_a_line_into_cells() -> None:
    assert _texts("规章 | 0 | | 2 |\n| 规章 | 0 | 0 | 2 |\n") == [
        ("规章", "0", "", "2"),
        ("规章", "0", "0", "2"),
    ]


def test_one_cell_a_line_with_pipes_is_a_stream_of_cells() -> None:
    document = read_text("规章\n|\n0\n|\n|\n2\n|\n", "a.txt")
    block = document.blocks[0]
    assert isinstance(block, Rows)
    assert block.flow is Flow.CELLS
    assert [row.texts for row in block.rows] == [("规章",), ("0",), ("",), ("2",)]


def test_the_rule_of_a_markdown_table_is_no_row() -> None:
    assert _texts("| 规章 | 3 |\n| --- | ---: |\n| 行政许可 | 5 |\n") == [
        ("规章", "3"),
        ("行政许可", "5"),
    ]


def test_places_are_lines_of_the_file() -> None:
    document = read_text("\n\n一、总体情况\n\n正文。\n", "a.txt")
    assert [block.place.row for block in document.blocks] == [3, 5]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"]
)
def test_every_usual_encoding_is_read(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "年报.txt"
    path.write_bytes(render(samples.filled(), "A0").encode(encoding))
    assert rk.load(path) == samples.filled()


def test_windows_and_old_mac_line_ends_are_read(tmp_path: Path) -> None:
    for end in ("\r\n", "\r"):
        path = tmp_path / "年报.txt"
        path.write_bytes(render(samples.filled(), "A5").replace("\n", end).encode())
        assert rk.load(path) == samples.filled()


def test_stray_nul_bytes_are_dropped(tmp_path: Path) -> None:
    path = tmp_path / "年报.txt"
    path.write_bytes(render(samples.filled(), "A0").replace("规章", "规\x00章").encode())
    assert rk.load(path) == samples.filled()


@pytest.mark.parametrize("data", [b"", b"  \n\t\r\n", b"\x00\x00\x00"])
def test_an_empty_file_is_said_to_be_empty(data: bytes) -> None:
    with pytest.raises(DamagedFile, match="空文件"):
        decode(data, "年报.txt")


def test_noise_is_no_text() -> None:
    noise = bytes((i * 7919 + i // 3) % 256 for i in range(40000))
    with pytest.raises(UnsupportedFormat, match="不是能读的文字"):
        decode(noise, "年报.txt")


def test_a_picture_named_txt_is_recognised(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportkit.readers._ocr.available", lambda: False)
    path = tmp_path / "年报.txt"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    with pytest.raises(UnsupportedFormat, match="图片"):
        rk.load(path)


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "年报.txt"
    with path.open("wb") as file:
        file.truncate(readers.LARGEST + 1)
    with pytest.raises(DamagedFile, match="MB"):
        rk.load(path)


def test_missing_files_and_folders_are_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="找不到文件"):
        rk.load(tmp_path / "没有.txt")
    with pytest.raises(ReadError, match="是文件夹"):
        rk.load(tmp_path)


def test_a_text_without_a_report_is_said_to_hold_none() -> None:
    with pytest.raises(ReadError, match="没有找到年度报告的内容"):
        recognise(read_text("今天天气很好。\n明天开会。\n", "日记.txt"))


def test_several_reports_in_one_file_are_loaded_one_by_one(tmp_path: Path) -> None:
    path = tmp_path / "两年.txt"
    reports = (samples.last_year(), samples.filled())
    path.write_text("\n".join(render(report, "A0") for report in reports), encoding="utf-8")
    assert load_all(path) == reports


def test_a_backslash_before_a_sign_of_markdown_is_no_text() -> None:
    assert _texts("| 行政许可 | 5 | \\-3 | \\+4 |\n") == [("行政许可", "5", "-3", "+4")]


def test_a_lone_backslash_stays() -> None:
    assert _texts("| 规章 | \\ | 0 |\n") == [("规章", "\\", "0")]


def test_two_tabs_between_all_cells_are_one_separator() -> None:
    rows = [f"行政许可\t\t{n}\t\t\t\t{n}" for n in range(6)]
    assert _texts("\n".join(rows)) == [("行政许可", str(n), "", str(n)) for n in range(6)]


def test_two_tabs_in_some_rows_have_a_blank_cell_between() -> None:
    rows = ["行政许可\t\t3", "行政处罚\t1\t2", *["行政强制\t\t0"] * 5]
    assert _texts("\n".join(rows))[0] == ("行政许可", "", "3")


def test_a_row_that_ends_with_a_pipe_has_a_blank_cell_where_others_do_not() -> None:
    assert _texts("规章 | 1 | 2\n许可 | 3 | \n处罚 | 4 | 5\n") == [
        ("规章", "1", "2"),
        ("许可", "3", ""),
        ("处罚", "4", "5"),
    ]


@pytest.mark.parametrize("separator", [" ", "\t", "|", " | ", "\u3000"])
def test_a_report_in_one_line_is_read(separator: str) -> None:
    lines = render(samples.filled(), "A11").split("\n")
    words = [line.strip() for line in lines if line.strip()]
    folded = recognise(read_text(separator.join(words), "a.txt"))
    assert folded.values == samples.filled().values
    assert not folded.unread


def test_prose_in_one_line_is_no_stream_of_words() -> None:
    line = "我局 2023 年主动公开信息 12 条。 " * 60
    assert len(read_text(line, "a.txt").blocks) == 1


def test_cells_that_browsers_copy_with_lines_of_their_own_keep_their_blanks() -> None:
    row = "行政许可\n\n\t\n\n{}\n\n\t\n\n\t\n\n3\n\n\n"
    text = "".join(row.format(n) for n in range(6))
    assert _texts(text)[:4] == [("行政许可",), ("0",), ("",), ("3",)]
    assert isinstance(read_text(text, "a.txt").blocks[0], Rows)


def test_cells_that_end_their_lines_make_one_row() -> None:
    text = "\n".join(["信息内容\t甲\t乙\t丙", *["行政许可\t1\n\t2\n\t3"] * 6])
    assert _texts(text)[1:] == [("行政许可", "1", "2", "3")] * 6


def test_a_blank_cell_with_a_line_end_does_not_break_its_row() -> None:
    whole = ["行政许可\t1\t2\t3"] * 2
    assert _texts("\n".join([*whole, "行政处罚\t4\t", "\t6"])) == [
        ("行政许可", "1", "2", "3"),
        ("行政许可", "1", "2", "3"),
        ("行政处罚", "4", "", "6"),
    ]


def test_rows_that_end_and_begin_blank_stay_apart() -> None:
    rows = ["合计\t1\t2\t", "\t\t3\t4", "项目\t5\t6\t7"]
    assert len(_texts("\n".join(rows))) == 3


def test_marks_between_the_rows_of_a_wiki_are_no_cells() -> None:
    text = '{| class="wikitable"\n|-\n| 规章\n| 0\n|-\n| 许可\n| 3\n|}\n'
    assert ("-",) not in _texts(text)
