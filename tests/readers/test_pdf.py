"""PDF: what stands on a page comes out as lines and tables, and nothing harmful comes in."""

from __future__ import annotations

import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from pdfs_raw import HELVETICA, page, pdf, ruled, stream, words
from reportkit.document import Flow, Paragraph, Rows
from reportkit.errors import DamagedFile, ReadError, UnsupportedFormat
from reportkit.readers import _ocr
from reportkit.readers._pdf import read_pdf
from reportkit.readers._pdf._tame import tame

if TYPE_CHECKING:
    from pathlib import Path

_QPDF = shutil.which("qpdf")
_GRID = ruled([20, 120, 200, 280], [100, 130, 160, 190])
_CELLS = words((30, 170, "Label"), (130, 170, "12"), (210, 170, "3"), (30, 140, "Other"),
               (130, 140, "4"), (30, 110, "Last"), (210, 110, "56"))  # fmt: skip


def _lines(data: bytes) -> list[str]:
    return [b.text for b in read_pdf(data, "a.pdf").blocks if isinstance(b, Paragraph)]


def _tables(data: bytes) -> list[list[tuple[str | None, ...]]]:
    blocks = read_pdf(data, "a.pdf").blocks
    return [[row.texts for row in b.rows] for b in blocks if isinstance(b, Rows)]


# ---------------------------------------------------------------- lines


def test_lines_come_from_top_to_bottom_whatever_their_order_in_the_file() -> None:
    assert _lines(page(words((20, 50, "third"), (20, 250, "first"), (20, 150, "second")))) == [
        "first", "second", "third"]  # fmt: skip


def test_words_far_apart_on_one_line_have_a_blank_between() -> None:
    assert _lines(page(words((20, 50, "26"), (60, 50, "2"), (100, 50, "0")))) == ["26 2 0"]


def test_text_drawn_twice_to_look_bold_is_read_once() -> None:
    twice = words((20, 50, "113")) + b" BT /F1 10 Tf 20.3 50 Td (113) Tj ET"
    assert _lines(page(twice)) == ["113"]


def test_text_outside_the_page_is_not_seen() -> None:
    assert _lines(page(words((20, 50, "seen"), (20, 400, "above"), (-90, 50, "beside")))) == [
        "seen"
    ]


def test_a_watermark_across_the_page_is_left_out() -> None:
    slanting = b" BT /F1 40 Tf 0.7 0.7 -0.7 0.7 50 50 Tm (9999) Tj ET"
    assert _tables(page(_GRID + _CELLS + slanting)) == _tables(page(_GRID + _CELLS))


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_text_that_is_turned_is_read_upright(turn: int) -> None:
    turned = {90: b"0 1 -1 0 300 0 cm ", 180: b"-1 0 0 -1 300 300 cm ", 270: b"0 -1 1 0 0 300 cm "}
    assert _tables(page(turned[turn] + _GRID + _CELLS)) == _tables(page(_GRID + _CELLS))


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_shown_turned_with_its_text_is_read_upright(turn: int) -> None:
    turned = {90: b"0 1 -1 0 300 0 cm ", 180: b"-1 0 0 -1 300 300 cm ", 270: b"0 -1 1 0 0 300 cm "}
    data = page(turned[turn] + _GRID + _CELLS, more=b"/Rotate %d" % turn)
    assert _tables(data) == _tables(page(_GRID + _CELLS))


def test_a_soft_hyphen_before_a_figure_is_its_sign() -> None:
    font = (b"<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding"
            b"<</Type/Encoding/Differences[45/softhyphen]>>/ToUnicode 5 0 R>>>>>>")  # fmt: skip
    names = stream(b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> "
                   b"endcodespacerange 2 beginbfchar <2D> <00AD> <32> <0032> endbfchar endcmap")  # fmt: skip
    assert _lines(page(words((20, 50, "-2")), names, resources=font)) == ["-2"]


def test_a_character_without_a_meaning_keeps_its_place() -> None:
    font = (b"<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica"
            b"/ToUnicode 5 0 R>>>>>>")  # fmt: skip
    names = stream(b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> "
                   b"endcodespacerange 2 beginbfchar <31> <0031> <32> <E123> endbfchar endcmap")  # fmt: skip
    assert _lines(page(words((20, 50, "12")), names, resources=font)) == ["1\ufffd"]


def test_what_is_filled_into_a_form_is_read() -> None:
    look = (b"<</Type/XObject/Subtype/Form/BBox[0 0 60 20]/Resources%s/Length 35>>stream\n"
            b"BT /F1 10 Tf 2 5 Td (4711) Tj ET   \nendstream" % HELVETICA)  # fmt: skip
    field = (
        b"<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V(4711)/Rect[100 45 160 65]/F 4/AP<</N 6 0 R>>>>"
    )
    data = page(words((20, 50, "Label")), field, look, more=b"/Annots[5 0 R]")
    assert _lines(data) == ["Label 4711"]


def test_places_name_page_and_line() -> None:
    document = read_pdf(page(words((20, 250, "one"), (20, 238, "two"))), "a.pdf")
    assert [str(block.place) for block in document.blocks] == ["第1页第1行", "第1页第2行"]


def test_what_the_file_says_of_itself_is_kept() -> None:
    data = pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
                b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Resources%s/Contents 4 0 R>>"
                % HELVETICA, stream(words((20, 50, "text"))),
                b"<</Title(Report)/CreationDate(D:20240115093000+08'00')>>"],
               trailer=b"/Info 5 0 R")  # fmt: skip
    assert read_pdf(data, "a.pdf").meta == {
        "Title": "Report",
        "CreationDate": "2024-01-15 09:30:00",
    }


# ---------------------------------------------------------------- tables


def test_a_ruled_table_keeps_blank_cells_in_their_places() -> None:
    assert _tables(page(_GRID + _CELLS)) == [
        [("Label", "12", "3"), ("Other", "4", ""), ("Last", "", "56")]
    ]


def test_a_place_without_a_line_to_the_next_is_merged_with_it() -> None:
    lines = (b"20 100 m 280 100 l S 20 130 m 280 130 l S 120 160 m 280 160 l S 20 190 m 280 190 l S "
             b"20 100 m 20 190 l S 120 100 m 120 190 l S 200 100 m 200 130 l S "
             b"200 160 m 200 190 l S 280 100 m 280 190 l S ")  # fmt: skip
    text = words((30, 150, "tall"), (130, 170, "1"), (210, 170, "2"), (150, 140, "wide"))
    assert _tables(page(lines + text)) == [[("tall", "1", "2"), (None, "wide", None), ("", "", "")]]


def test_a_table_open_at_its_sides_ends_where_its_lines_end() -> None:
    lines = (b"20 130 m 280 130 l S 20 160 m 280 160 l S "
             b"120 100 m 120 190 l S 200 100 m 200 190 l S ")  # fmt: skip
    assert _tables(page(lines + _CELLS)) == _tables(page(_GRID + _CELLS))


@pytest.mark.parametrize("gap", [1, 2, 3])
def test_two_lines_near_one_another_are_one_border(gap: int) -> None:
    second = ruled([x + gap for x in (20, 120, 200, 280)], [y + gap for y in (100, 130, 160, 190)])
    assert _tables(page(_GRID + second + _CELLS)) == _tables(page(_GRID + _CELLS))


def test_lines_may_be_filled_bars_in_one_drawing() -> None:
    bars = b" ".join([b"%d 100 1 90 re" % x for x in (20, 120, 200, 280)]
                     + [b"20 %d 261 1 re" % y for y in (100, 130, 160, 190)] + [b"f "])  # fmt: skip
    assert _tables(page(bars + _CELLS)) == _tables(page(_GRID + _CELLS))


def test_lines_may_stand_in_a_form() -> None:
    form = stream(_GRID, b"/Type/XObject/Subtype/Form/BBox[0 0 300 300]/Matrix[1 0 0 1 5 5]")
    resources = HELVETICA[:-2] + b"/XObject<</X 5 0 R>>>>"
    data = page(b"q 1 0 0 1 -5 -5 cm /X Do Q " + _CELLS, form, resources=resources)
    assert _tables(data) == _tables(page(_GRID + _CELLS))


def test_a_shaded_head_is_no_line() -> None:
    shade = b"0.8 g 20 160 260 30 re f 0 g "
    assert _tables(page(shade + _GRID + _CELLS)) == _tables(page(_GRID + _CELLS))


def test_a_frame_and_underlines_make_no_table() -> None:
    lines = b"10 10 280 280 re S 20 48 m 90 48 l S 20 98 m 90 98 l S "
    data = page(lines + words((20, 50, "one"), (20, 100, "two")))
    assert (_tables(data), _lines(data)) == ([], ["two", "one"])


@pytest.mark.parametrize("second", [(130, 142, "7"), (150, 170, "7")], ids=["below", "beside"])
def test_two_figures_in_one_place_are_never_made_one(second: tuple[int, int, str]) -> None:
    missing = (
        b"20 100 m 280 100 l S 20 190 m 280 190 l S 20 100 m 20 190 l S 120 100 m 120 190 l S "
    )
    data = page(
        missing + b"280 100 m 280 190 l S " + words((30, 170, "Label"), (130, 170, "12"), second)
    )
    assert _tables(data) == []
    assert "127" not in " ".join(_lines(data)).split()


def test_one_place_with_two_figures_among_many_does_not_undo_the_table() -> None:
    ys = list(range(40, 281, 30))
    grid = ruled([20, 120, 200, 280], ys)
    cells = words(*((x, y + 10, f"{y + x}") for y in ys[:-1] for x in (30, 130)),
                  *((x, y + 10, "12") for y in ys[1:-1] for x in (210,)), (205, 50, "7"),
                  (250, 50, "3"))  # fmt: skip
    rows = _tables(page(grid + cells))[0]
    assert rows[-1] == ("70", "170", "7\n3")
    assert rows[0] == ("280", "380", "12")


def test_digits_that_are_spread_in_their_cells_are_not_taken_for_columns() -> None:
    spread = words((30, 170, "A"), (130, 170, "4"), (150, 170, "1"), (30, 140, "B"),
                   (130, 140, "5"), (30, 110, "C"), (210, 110, "8"))  # fmt: skip
    assert [row[1] for row in _tables(page(_GRID + spread))[0]] == ["4\n1", "5", ""]


def test_a_frame_around_lines_with_figures_is_no_table() -> None:
    frame = ruled([20, 280], [100, 130, 160, 190])
    text = words((30, 170, "Label"), (130, 170, "12"), (210, 170, "3"), (30, 140, "Other"),
                 (30, 110, "Last"))  # fmt: skip
    assert _tables(page(frame + text)) == []
    assert _lines(page(frame + text)) == ["Label 12 3", "Other", "Last"]


def test_columns_beyond_the_side_of_the_page_are_not_taken_for_blank() -> None:
    wide = ruled([20, 120, 200, 280, 360], [100, 130, 160, 190])
    assert {len(row) for row in _tables(page(wide + _CELLS))[0]} == {3}


def test_a_figure_that_fills_its_cell_goes_on_below() -> None:
    data = page(
        ruled([20, 120, 150], [100, 130])
        + words((30, 110, "L"), (122, 118, "1234"), (122, 106, "56"))
    )
    assert _tables(data) == [[("L", "123456")]]


def test_tables_are_spanned_rows_with_places() -> None:
    table = read_pdf(page(_GRID + _CELLS), "a.pdf").blocks[0]
    assert isinstance(table, Rows)
    assert table.flow is Flow.SPANNED
    assert [str(row.place) for row in table.rows] == [f"第1页第1张表第{n}行" for n in (1, 2, 3)]


# ---------------------------------------------------------------- several pages


def _pages(*contents: bytes) -> bytes:
    kids = b" ".join(b"%d 0 R" % (3 + 2 * n) for n in range(len(contents)))
    objects = [b"<</Type/Catalog/Pages 2 0 R>>",
               b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(contents))]  # fmt: skip
    for n, content in enumerate(contents):
        objects += [b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Resources%s/Contents %d 0 R>>"
                    % (HELVETICA, 4 + 2 * n), stream(content)]  # fmt: skip
    return pdf(objects)


def test_heads_feet_and_page_numbers_of_every_page_are_left_out() -> None:
    data = _pages(*(words((20, 280, "Head"), (20, 150, f"text {n * n}"), (140, 20, f"{n} / 3"))
                    for n in (1, 2, 3)))  # fmt: skip
    assert _lines(data) == ["text 1", "text 4", "text 9"]


def test_figures_at_the_edge_that_do_not_count_pages_stay() -> None:
    data = _pages(words((20, 280, "A 5")), words((20, 280, "A 9")))
    assert _lines(data) == ["A 5", "A 9"]


def test_a_table_cut_by_the_page_goes_on_in_the_next_rows() -> None:
    data = _pages(_GRID + _CELLS, _GRID + _CELLS)
    kinds = [type(block) for block in read_pdf(data, "a.pdf").blocks]
    assert kinds == [Rows, Rows]
    assert len(_tables(data)[1]) == 3


# ---------------------------------------------------------------- what is refused


def _picture(more: bytes = b"") -> bytes:
    image = stream(b"\x80" * 100, b"/Type/XObject/Subtype/Image/Width 10/Height 10/BitsPerComponent 8"
                   b"/ColorSpace/DeviceGray")  # fmt: skip
    return page(b"q 300 0 0 300 0 0 cm /X Do Q " + more, image,
                resources=HELVETICA[:-2] + b"/XObject<</X 5 0 R>>>>")  # fmt: skip


def test_a_scan_is_refused_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_ocr, "available", lambda: False)
    with pytest.raises(UnsupportedFormat, match="扫描件") as caught:
        read_pdf(_picture(), "a.pdf")
    assert "reportkit[ocr]" in (caught.value.hint or "")


def test_text_hidden_under_a_scan_is_not_trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_ocr, "available", lambda: False)
    with pytest.raises(UnsupportedFormat, match="扫描件"):
        read_pdf(_picture(b"3 Tr " + words((20, 50, "guessed 12"))), "a.pdf")


def test_text_on_a_picture_is_read_and_the_picture_counted() -> None:
    document = read_pdf(_picture(words((20, 50, "seen"))), "a.pdf")
    assert (len(document.blocks), document.pictures) == (1, 1)


def test_an_empty_page_is_refused() -> None:
    with pytest.raises(DamagedFile, match="没有文字"):
        read_pdf(page(b" "), "a.pdf")


def test_a_page_of_characters_without_ink_is_refused() -> None:
    font = b"<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 5 0 R>>>>>>"
    names = stream(b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> "
                   b"endcodespacerange 1 beginbfchar <31> <200B> endbfchar endcmap")  # fmt: skip
    with pytest.raises(DamagedFile, match="没有文字"):
        read_pdf(page(words((20, 50, "11")), names, resources=font), "a.pdf")


def test_a_page_whose_corner_is_not_at_zero_is_read_the_same() -> None:
    crossing = _GRID + words((30, 170, "Label"), (185, 170, "123456"))
    moved = page(crossing).replace(b"[0 0 300 300]", b"[9 7 300 300]")
    assert _tables(moved) == _tables(page(crossing))


@pytest.mark.parametrize("data", [b"%PDF-1.7", page(_CELLS)[:200], b"%PDF" + bytes(range(256)) * 9])
def test_a_damaged_file_is_refused(data: bytes) -> None:
    with pytest.raises(DamagedFile):
        read_pdf(data, "a.pdf")


@pytest.mark.skipif(_QPDF is None, reason="qpdf is not here")
@pytest.mark.parametrize("key", ["128", "256"])
def test_only_a_password_for_opening_matters(key: str, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(page(_CELLS))

    def locked(user: str) -> bytes:
        weak = ["--allow-weak-crypto"] if key == "128" else []
        subprocess.run([str(_QPDF), *weak, "--encrypt", user, "owner", key, "--", "a.pdf", "b.pdf"],
                       cwd=tmp_path, check=True)  # fmt: skip
        return (tmp_path / "b.pdf").read_bytes()

    assert _lines(locked("")) == _lines(page(_CELLS))
    with pytest.raises(UnsupportedFormat, match="打开密码"):
        read_pdf(locked("user"), "a.pdf")


def test_a_file_of_ten_thousand_pages_is_refused() -> None:
    kids = b" ".join([b"3 0 R"] * 10_000)
    data = pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count 10000>>" % kids,
                b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"])  # fmt: skip
    with pytest.raises(DamagedFile, match="10000页"):
        read_pdf(data, "a.pdf")


def test_a_page_of_more_lines_than_any_report_is_refused() -> None:
    with pytest.raises(DamagedFile, match="条以上的线"):
        read_pdf(page(b"0 0 9 1 re f " * 50_000), "a.pdf")


def test_a_page_of_more_text_than_any_report_is_refused() -> None:
    with pytest.raises(DamagedFile, match="个字"):
        read_pdf(page(b"BT /F1 9 Tf " + b"(0123456789) Tj " * 7000 + b"ET"), "a.pdf")


def _laughs(depth: int) -> bytes:
    forms = [stream(b"/X Do " * 20 if n < depth - 1 else b"0 0 9 1 re f ",
                    b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>"
                    % (6 + n)) for n in range(depth)]  # fmt: skip
    return page(b"/X Do " * 20, *forms, resources=b"<</XObject<</X 5 0 R>>>>")


@pytest.mark.parametrize("data", [
    page(b"BT /F1 9 Tf " + b"(0123456789) Tj " * 500_000 + b"ET"), page(b"0 0 9 1 re f " * 5_000_000),
    _laughs(8)], ids=["text", "lines", "forms"])  # fmt: skip
def test_what_unpacks_to_too_much_is_not_given_to_pdfium_here(data: bytes) -> None:
    assert len(data) < 200_000
    assert not tame(data)
    with pytest.raises(ReadError):
        read_pdf(data, "a.pdf")


def test_a_file_read_in_its_own_process_gives_the_same() -> None:
    content = _GRID + _CELLS + words((20, 20, "below"))
    odd = page(content, more=b"/Encrypt 1")
    assert not tame(odd)
    assert read_pdf(odd, "a.pdf") == read_pdf(page(content), "a.pdf")


@pytest.mark.parametrize("matrix", [b"1e39 0 0 1e39 0 0", b"0 0 0 0 9 9", b"1e-30 1e30 0 0 1e38 0"])
def test_a_matrix_of_no_sense_does_no_harm(matrix: bytes) -> None:
    data = page(
        b"q %s cm BT /F1 9 Tf %s Tm (12) Tj ET 0 0 m 99 0 l S Q " % (matrix, matrix) + _CELLS
    )
    assert "Label 12 3" in _lines(data)


@pytest.mark.parametrize("deep", [b"[" * 100_000, b"<<" * 100_000, b"q " * 100_000])
def test_deep_nesting_does_no_harm(deep: bytes) -> None:
    assert _lines(page(words((20, 50, "text")) + deep)) == ["text"]


def test_files_may_be_read_in_several_threads() -> None:
    data = page(_GRID + _CELLS)
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(_tables, [data] * 40))
    assert found == [_tables(data)] * 40
