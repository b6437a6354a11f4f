"""Word files: the final text in reading order, spans kept, nothing lost and nothing invented."""

from __future__ import annotations

import dataclasses
import io
import tracemalloc

import docx
import pytest

import samples
from office import NUMBERING, WORD, W, p, package, relations, run, tbl, tc, word
from reportkit.document import Paragraph, Place, Rows
from reportkit.errors import DamagedFile
from reportkit.readers._docx import read_docx
from reportkit.readers._docx_numbering import spell


def _blocks(body: str, **parts: str) -> tuple[Paragraph | Rows, ...]:
    return read_docx(word(body, **parts), "a.docx").blocks


def _lines(body: str, **parts: str) -> list[str]:
    return [b.text for b in _blocks(body, **parts) if isinstance(b, Paragraph)]


def _grid(body: str, number: int = 0) -> list[tuple[str | None, ...]]:
    rows = [block for block in _blocks(body) if isinstance(block, Rows)]
    return [row.texts for row in rows[number].rows]


def _r(content: str) -> str:
    return f"<w:p><w:r>{content}</w:r></w:p>"


# ---------------------------------------------------------------- paragraphs


def test_paragraphs_are_placed_by_their_number_empty_ones_counted() -> None:
    first, second = _blocks(p("甲") + p("") + p("乙"))
    assert (first.place, second.place) == (Place(row=1), Place(row=3))


def test_a_line_break_ends_a_line_and_a_tab_stays() -> None:
    assert _lines(_r("<w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t>")) == ["甲", "乙\t丙"]


def test_a_page_break_inside_a_paragraph_breaks_no_word() -> None:
    assert _lines(_r('<w:t>一</w:t><w:br w:type="page"/><w:t>体</w:t>')) == ["一体"]


def test_runs_that_split_a_number_are_joined() -> None:
    assert _lines(
        f"<w:p>{run('1')}<w:bookmarkStart/>{run('26')}<w:proofErr/>{run('件')}</w:p>"
    ) == ["126件"]


def test_insertions_stay_and_deletions_go() -> None:
    moved = f"<w:moveFrom>{run('旧处')}</w:moveFrom><w:moveTo>{run('新处')}</w:moveTo>"
    body = f"<w:p><w:del><w:r><w:delText>5</w:delText></w:r></w:del><w:ins>{run('8')}</w:ins>{moved}</w:p>"
    document = read_docx(word(body), "a")
    assert [b.text for b in document.blocks if isinstance(b, Paragraph)] == ["8新处"]
    assert document.meta["changes"] == "4"


def test_a_paragraph_whose_end_was_deleted_goes_on() -> None:
    assert _lines(p("主动", "<w:rPr><w:del/></w:rPr>") + p("公开") + p("二")) == ["主动公开", "二"]


def test_fields_show_their_results() -> None:
    mark = '<w:fldChar w:fldCharType="{}"/>'.format
    body = _r(
        f"{mark('begin')}<w:instrText>PAGE</w:instrText><w:t>指令</w:t>{mark('separate')}"
        f"<w:t>12</w:t>{mark('end')}<w:t>页</w:t>"
    )
    assert _lines(body) == ["12页"]


def test_a_field_without_an_end_loses_no_text() -> None:
    assert _lines(_r('<w:fldChar w:fldCharType="begin"/><w:t>正文</w:t>') + p("后文")) == [
        "正文",
        "后文",
    ]


def test_hidden_text_is_left_out_and_counted() -> None:
    body = f"<w:p>{run('甲')}{run('密', '<w:vanish/>')}{run('乙', '<w:vanish w:val=%s0%s/>')}</w:p>"
    document = read_docx(word(body.replace("%s", '"')), "a")
    assert [b.text for b in document.blocks if isinstance(b, Paragraph)] == ["甲乙"]
    assert document.meta["hidden"] == "1"


@pytest.mark.parametrize("kind", ["strike", "dstrike"])
def test_words_that_are_struck_out_are_left_out(kind: str) -> None:
    kept = run("2", f'<w:{kind} w:val="0"/>')
    body = f"<w:p>{run('1')}{run('7', f'<w:{kind}/>')}{kept}</w:p>"
    document = read_docx(word(body), "a")
    assert [b.text for b in document.blocks if isinstance(b, Paragraph)] == ["12"]


def test_symbols_that_cannot_be_told_do_not_vanish() -> None:
    sym = '<w:sym w:font="{}" w:char="{}"/>'.format
    body = _r(
        f"{sym('Wingdings', 'F0FE')}{sym('Symbol', 'F033')}{sym('Webdings', 'F099')}<w:t>5</w:t>"
    )
    assert _lines(body) == ["☑3\ufffd5"]


def test_controls_give_their_content_but_no_prompt() -> None:
    control = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>".format
    body = f"<w:p>{control('', run('甲'))}{control('<w:showingPlcHdr/>', run('单击此处'))}</w:p>"
    assert _lines(body + control("", p("乙"))) == ["甲", "乙"]


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{p('框内')}</w:txbxContent>"
    body = _r(
        f"<mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent><w:t>正文</w:t>"
    )
    assert _lines(body) == ["正文", "框内"]


def test_pictures_and_embedded_objects_are_counted() -> None:
    blip = '<a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/>'
    body = _r(f"<w:drawing>{blip}</w:drawing><w:object/><w:pict><v:imagedata/></w:pict>")
    assert read_docx(word(body), "a").pictures == 3


def test_headers_notes_and_comments_are_no_text() -> None:
    other = f'<w:comments xmlns:w="{W}"><w:comment>{p("批注")}</w:comment></w:comments>'
    document = read_docx(word(p("正文"), comments=other, header1=other, footnotes=other), "a")
    assert [b.text for b in document.blocks if isinstance(b, Paragraph)] == ["正文"]
    assert document.meta["comments"] == "1"


def test_properties_tell_of_the_authors() -> None:
    core = (
        '<cp:coreProperties xmlns:cp="cp" xmlns:dc="dc"><dc:creator>张三</dc:creator>'
        "<cp:lastModifiedBy>李四</cp:lastModifiedBy></cp:coreProperties>"
    )
    parts = {"word/document.xml": f'<w:document xmlns:w="{W}"><w:body/></w:document>'}
    document = read_docx(package(parts | {"docProps/core.xml": core}), "a")
    assert document.meta == {"author": "张三", "lastModifiedBy": "李四"}


# ---------------------------------------------------------------- numbers of lists


def _item(text: str, level: int = 0) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="7"/></w:numPr>')


def test_automatic_numbers_stand_before_their_paragraphs() -> None:
    body = _item("总体") + _item("主动", 1) + _item("申请", 1) + _item("情况") + _item("问题", 1)
    assert _lines(body, numbering=NUMBERING) == [
        "一、总体", "（一）主动", "（二）申请", "二、情况", "（一）问题",
    ]  # fmt: skip


def test_a_style_numbers_its_paragraphs_by_inheritance() -> None:
    numbered = '<w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr>'
    styles = (
        f'<w:styles xmlns:w="{W}"><w:style w:styleId="a">{numbered}</w:style>'
        '<w:style w:styleId="b"><w:basedOn w:val="a"/></w:style></w:styles>'
    )
    body = p("总体", '<w:pStyle w:val="b"/>') + p("正文") + p("情况", '<w:pStyle w:val="a"/>')
    assert _lines(body, numbering=NUMBERING, styles=styles) == ["一、总体", "正文", "二、情况"]


def test_number_nought_means_no_number() -> None:
    body = p("甲", '<w:numPr><w:numId w:val="0"/></w:numPr>')
    assert _lines(body, numbering=NUMBERING) == ["甲"]


def test_bullets_and_unknown_kinds_give_no_text() -> None:
    for kind in ("bullet", "hebrew1"):
        numbering = NUMBERING.replace("chineseCountingThousand", kind)
        assert _lines(_item("总体"), numbering=numbering) == ["总体"]


def test_a_list_may_begin_anew() -> None:
    again = (
        '<w:num w:numId="8"><w:abstractNumId w:val="4"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="5"/></w:lvlOverride></w:num></w:numbering>'
    )
    body = _item("甲") + _item("乙").replace('w:val="7"', 'w:val="8"')
    assert _lines(body, numbering=NUMBERING.replace("</w:numbering>", again)) == [
        "一、甲",
        "五、乙",
    ]


@pytest.mark.parametrize(
    ("number", "kind", "text"),
    [
        (10, "chineseCounting", "十"),
        (12, "japaneseCounting", "十二"),
        (20, "chineseCountingThousand", "二十"),
        (35, "chineseCounting", "三十五"),
        (2, "ideographTraditional", "乙"),
        (3, "decimalEnclosedCircle", "③"),
        (4, "decimal", "4"),
        (4, "decimalZero", "04"),
        (5, "decimalFullWidth", "５"),
        (2, "lowerLetter", "b"),
        (2, "hebrew1", ""),
        (30, "decimalEnclosedCircle", ""),
        (0, "chineseCounting", ""),
        (120, "decimal", "120"),
    ],
)
def test_numbers_are_spelt_as_the_list_shows_them(number: int, kind: str, text: str) -> None:
    assert spell(number, kind) == text


# ---------------------------------------------------------------- tables


def _cell(text: str, settings: str = "") -> str:
    return tc(p(text), settings)


def test_spans_leave_none_in_the_places_they_cover() -> None:
    wide, down, on = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    table = tbl([[_cell("甲", down), _cell("乙", wide)], [_cell("", on), _cell("1"), _cell("2")]])
    assert _grid(table) == [("甲", "乙", None), (None, "1", "2")]


def test_cells_left_out_at_the_beginning_and_at_the_end_are_none() -> None:
    row = '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>' + _cell("1") + "</w:tr>"
    table = f"<w:tbl><w:tr>{_cell('甲')}{_cell('乙')}{_cell('丙')}</w:tr>{row}</w:tbl>"
    assert _grid(table) == [("甲", "乙", "丙"), (None, "1", None)]


def test_merges_of_the_old_kind_are_understood() -> None:
    first, on = '<w:hMerge w:val="restart"/>', '<w:hMerge w:val="continue"/>'
    assert _grid(tbl([[_cell("甲", first), _cell("", on), _cell("1")]])) == [("甲", None, "1")]


def test_a_merge_that_continues_nothing_keeps_its_text() -> None:
    assert _grid(tbl([[_cell("甲", "<w:vMerge/>")], [_cell("", "<w:vMerge/>")]])) == [
        ("甲",),
        (None,),
    ]


def test_words_in_a_cell_that_only_looks_merged_stay() -> None:
    wide = '<w:gridSpan w:val="2"/>'
    table = tbl([[_cell("甲", '<w:vMerge w:val="restart"/>'), _cell("1"), _cell("2")],
                 [_cell("乙", "<w:vMerge/>" + wide), _cell("3")]])  # fmt: skip
    assert _grid(table) == [("甲", "1", "2"), ("乙", None, "3")]


def test_deleted_rows_and_cells_are_left_out() -> None:
    gone = f"<w:tr><w:trPr><w:del/></w:trPr>{_cell('9')}{_cell('9')}</w:tr>"
    kept = f"<w:tr>{_cell('甲')}{_cell('9', '<w:cellDel/>')}{_cell('1')}</w:tr>"
    assert _grid(f"<w:tbl>{gone}{kept}</w:tbl>") == [("甲", "1")]


def test_paragraphs_of_a_cell_are_one_word_and_figures_stay_apart() -> None:
    cells = [tc(p("商业") + p("企业")), tc(p("1") + p("2")), tc(p("甲。") + p("乙"))]
    assert _grid(tbl([cells])) == [("商业企业", "1\n2", "甲。\n乙")]


def test_a_table_that_lays_out_the_page_is_taken_apart() -> None:
    inner = tbl([[_cell("规章"), _cell("0")]])
    blocks = _blocks(tbl([[tc(p("一、总体情况") + inner + p("后文"))], [_cell("页脚")]]))
    texts = [b.text if isinstance(b, Paragraph) else b.rows[0].texts for b in blocks]
    assert texts == ["一、总体情况", ("规章", "0"), "后文", ("页脚",)]


def test_a_table_of_one_cell_inside_a_cell_is_its_text() -> None:
    inner = tc(tbl([[_cell("126")]]) + p(""))
    assert _grid(tbl([[_cell("行政许可"), inner]])) == [("行政许可", "126")]


def test_long_text_beside_a_menu_is_running_text() -> None:
    article = p("全年主动公开政府信息64条。" * 8) + p("下一步继续做好公开工作。" * 8)
    lines = _lines(tbl([[_cell("首页"), tc(article)]]))
    assert [len(line) for line in lines] == [2, 13 * 8 + 8, 12 * 8]


def test_rows_and_cells_in_controls_are_found() -> None:
    control = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>".format
    row = control(f"<w:tr>{control(_cell('甲'))}{_cell('1')}</w:tr>")
    assert _grid(f"<w:tbl>{row}</w:tbl>") == [("甲", "1")]


def test_a_file_of_python_docx_gives_what_python_docx_shows() -> None:
    file = docx.Document(io.BytesIO(WORD["merged"](samples.filled())))
    ours = [
        b for b in read_docx(WORD["merged"](samples.filled()), "a").blocks if isinstance(b, Rows)
    ]
    for table, block in zip(file.tables, ours, strict=True):
        for row, mine in zip(table.rows, block.rows, strict=True):
            shown: list[str | None] = [cell.text for cell in row.cells]
            assert [t for t, m in zip(shown, mine.texts, strict=True) if m is not None] == [
                m for m in mine.texts if m is not None
            ]


# ---------------------------------------------------------------- hostile files


def test_a_billion_columns_are_clipped() -> None:
    wide = '<w:gridSpan w:val="1000000000"/>'
    grid = _grid(tbl([[_cell("甲", wide), _cell("1")]]))
    assert len(grid[0]) < 100
    assert [text for text in grid[0] if text] == ["甲", "1"]


def test_too_many_columns_are_refused() -> None:
    with pytest.raises(DamagedFile, match="列的表格"):
        _blocks(tbl([[_cell("1") for _ in range(600)]]))


@pytest.mark.parametrize("depth", [100, 400, 100_000])
@pytest.mark.parametrize(
    ("begin", "end"),
    [
        ("<w:tbl><w:tr><w:tc><w:p/>", "<w:tc/></w:tc></w:tr></w:tbl>"),
        ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        ("<w:p><w:ins><w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt></w:ins></w:p>"),
        ("<w:p><w:r><w:pict><w:txbxContent>", "</w:txbxContent></w:pict></w:r></w:p>"),
    ],
)
def test_deep_nesting_ends_in_a_sentence_or_in_text(begin: str, end: str, depth: int) -> None:
    tracemalloc.start()
    try:
        _blocks(begin * depth + p("深处") + end * depth)
    except DamagedFile as error:
        assert "\n" not in str(error)  # noqa: PT017  both ends are right
    assert tracemalloc.get_traced_memory()[1] < 300 * 2**20
    tracemalloc.stop()


def test_nothing_outside_the_file_is_fetched() -> None:
    rels = relations(("attachedTemplate", "x")).replace(
        'Target="x"', 'Target="http://127.0.0.1:1/x" TargetMode="External"'
    )
    parts = {
        "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{p("甲")}</w:body></w:document>',
        "word/_rels/document.xml.rels": rels,
        "word/vbaProject.bin": b"\0" * 10,
    }
    assert len(read_docx(package(parts), "a").blocks) == 1


@pytest.mark.parametrize("parts", [{}, {"word/document.xml": f'<w:document xmlns:w="{W}"/>'}])
def test_a_file_without_a_body_is_damaged(parts: dict[str, str]) -> None:
    with pytest.raises(DamagedFile, match="没有存完整"):
        read_docx(package(dict(parts)), "a.docx")


def test_a_missing_list_or_style_part_costs_only_the_numbers() -> None:
    data = word(_item("总体"), numbering="")
    with pytest.raises(DamagedFile):
        read_docx(data, "a")
    assert _lines(_item("总体")) == ["总体"]


def test_strict_documents_are_read() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    document = f'<w:document xmlns:w="{strict}"><w:body>{p("甲")}</w:body></w:document>'
    blocks = read_docx(package({"word/document.xml": document}), "a").blocks
    assert blocks == (Paragraph(text="甲", place=Place(row=1)),)


def test_the_document_keeps_its_name() -> None:
    document = read_docx(word(p("甲")), "报告.docx")
    assert dataclasses.asdict(document)["name"] == "报告.docx"
