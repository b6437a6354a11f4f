"""Web pages and web archives: what is seen of them, in order, and what is refused."""

from __future__ import annotations

import time
import tracemalloc

import pytest

from reportkit.document import Document, Paragraph, Row, Rows
from reportkit.errors import DamagedFile, ReadError, UnsupportedFormat
from reportkit.readers._html import read_html, read_pages
from reportkit.readers._mhtml import is_mhtml, read_mhtml

PROSE = (
    "全年通过政府网站主动公开政府信息六十四条，回应群众留言二十二条，按时办结政府信息公开申请十件。"
    * 3
)


def _document(source: str) -> Document:
    return read_html(source.encode(), "a.html")


def _lines(source: str) -> list[str]:
    return [block.text for block in _document(source).blocks if isinstance(block, Paragraph)]


def _tables(source: str) -> list[list[tuple[str | None, ...]]]:
    blocks = _document(source).blocks
    return [[row.texts for row in block.rows] for block in blocks if isinstance(block, Rows)]


def _rows(source: str) -> list[Row]:
    blocks = _document(source).blocks
    return [row for block in blocks if isinstance(block, Rows) for row in block.rows]


def _table(rows: str) -> list[tuple[str | None, ...]]:
    (table,) = _tables(f"<table>{rows}</table>")
    return table


# ---------------------------------------------------------------- lines


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("<p>一</p><p>二</p>", ["一", "二"]),
        ("<div>一<br>二</div>", ["一", "二"]),
        ("<div>一<p>二</p>三</div>", ["一", "二", "三"]),
        ("<h1>题</h1>文", ["题", "文"]),
        ("<p><span>2<b>02</b></span><font>3</font>年</p>", ["2023年"]),
        ("<p>\u3000\u3000&nbsp;一、总体情况 </p>", ["一、总体情况"]),
        ("<p>政府信\n   息公开</p>", ["政府信息公开"]),
        ("<p>政府  信息\n2023</p>", ["政府 信息 2023"]),
        ("<p> &nbsp; </p><p></p>一", ["一"]),
        ("<ul><li>一</li><li>二</li></ul>", ["一", "二"]),
        ("<pre>一\n二</pre>", ["一", "二"]),
        ("<p>⼀、总体情况</p>", ["一、总体情况"]),
        ("<p>１，２００</p>", ["１，２００"]),
        ("<p>一<o:p></o:p><st1:chsdate Year='1'>二</st1:chsdate></p>", ["一二"]),
        ("<p><![if !supportLists]>一、<![endif]>总体</p>", ["一、总体"]),
        ("<P ALIGN=CENTER>一<P>二", ["一", "二"]),
    ],
)
def test_a_line_ends_where_a_browser_ends_it(source: str, lines: list[str]) -> None:
    assert _lines(source) == lines


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>var a = '甲'</script>",
        "<style>甲</style>",
        "<!-- 甲 -->",
        "<noscript>甲</noscript>",
        "<template><p>甲</p></template>",
        "<div style='color:red; display : none'>甲<p>甲</p></div>",
        "<span style='DISPLAY: NONE'>甲</span>",
        "<div hidden>甲</div>",
        "<span style='mso-hide:all'>甲</span>",
        "<span style='text-decoration:line-through'>甲</span>",
        "<del>甲</del>",
        "<s>甲</s>",
        "<svg><text>甲</text></svg>",
        "<input type=hidden value=甲>",
        "<?xml version='1.0' encoding='gb2312'?>",
        "<xml><o:Author>甲</o:Author></xml>",
        "<iframe>甲</iframe>",
    ],
)
def test_what_a_page_hides_is_left_out(hidden: str) -> None:
    assert _lines(f"<p>前{hidden}后</p>") in (["前后"], ["前", "后"])


def test_a_page_whose_body_waits_for_its_script_is_read() -> None:
    assert _lines("<body style='visibility:hidden'><p>一</p></body>") == ["一"]


def test_inserted_text_and_entry_fields_show_what_they_hold() -> None:
    assert _lines("<p><ins>1</ins><input value=2><textarea>3</textarea></p>") == ["123"]
    assert _lines("<select><option>1<option selected>2</select>") == ["2"]


@pytest.mark.parametrize("field", ["<input value='&#xffff;5'>", "<textarea>&#xfffe;5</textarea>"])
def test_signs_that_no_text_may_hold_are_dropped(field: str) -> None:
    assert _lines(field)[0].endswith("5")


def test_lines_of_one_paragraph_are_neighbours_and_paragraphs_are_not() -> None:
    blocks = _document("<p>一<br>二</p><p>三<br><br>四</p>").blocks
    assert [block.place.row for block in blocks if isinstance(block, Paragraph)] == [2, 3, 5, 7]


def test_menus_of_links_are_left_out_and_single_links_stay() -> None:
    menu = "<ul><li><a href=1>行政许可</a></li><li><a href=2>首页</a> 2024-01-02</li><li><a href=3>年报</a></ul>"
    crumbs = "<div><a href=1>首页</a> &gt; <a href=2>公开</a> &gt; <a href=3>年报</a></div>"
    assert _lines(f"{menu}<p>一</p>{crumbs}<p>二</p><p><a href=4>附件</a></p>") == [
        "一",
        "二",
        "附件",
    ]


def test_an_article_inside_a_link_that_nobody_closed_stays() -> None:
    assert _lines("<a href=1><p>一</p><p>二</p><p>三</p>") == ["一", "二", "三"]


def test_meta_and_pictures_are_noted() -> None:
    document = _document(
        "<title> 某局  年报 </title><meta name=PubDate content='2024-01-12'><meta name=x content=''>"
        "<meta property='og:title' content=题><p><img src=a><img src=b></p>"
    )
    assert document.meta == {"title": "某局 年报", "PubDate": "2024-01-12", "og:title": "题"}
    assert (document.pictures, document.blocks) == (2, ())


# ---------------------------------------------------------------- tables


def test_a_span_gives_its_text_to_its_first_place_only() -> None:
    rows = "<tr><td rowspan=2 colspan=2>甲<td>1<tr><td>2<tr><td>乙<td>丙<td>&nbsp;"
    assert _table(rows) == [("甲", None, "1"), (None, None, "2"), ("乙", "丙", "")]


@pytest.mark.parametrize("span", ["0", "3", "99", "65535", "999999999"])
def test_a_rowspan_ends_with_its_table(span: str) -> None:
    rows = f"<tr><td rowspan={span}>甲<td>1<tr><td>2<tr><td>3"
    assert _table(rows) == [("甲", "1"), (None, "2"), (None, "3")]


def test_a_rowspan_ends_with_its_section() -> None:
    rows = "<thead><tr><td rowspan=9>甲<td>1</thead><tbody><tr><td>2<td>3</tbody>"
    assert _table(rows) == [("甲", "1"), ("2", "3")]


@pytest.mark.parametrize("span", ["1000000000", "201", "abc", "", "-2", "0", "1.0"])
def test_a_colspan_that_makes_no_sense_is_one(span: str) -> None:
    rows = f"<tr><td colspan='{span}'>甲<td>1<tr><td>2<td>3"
    assert _table(rows) == [("甲", "1"), ("2", "3")]


def test_columns_in_which_no_cell_begins_are_left_out() -> None:
    assert _table("<tr><td colspan=150>甲<td>1<tr><td colspan=150>乙<td>2") == [
        ("甲", "1"), ("乙", "2")]  # fmt: skip


def test_lost_cells_leave_a_row_short_and_empty_ones_stay() -> None:
    rows = "<tr><td>甲<td>乙<td>1<tr><td>丙<td>2<tr><td></td><td>丁<td><tr></tr><tr><td><td><td>"
    assert _table(rows) == [
        ("甲", "乙", "1"), ("丙", "2", None), ("", "丁", ""), ("", "", "")]  # fmt: skip


@pytest.mark.parametrize(
    "cell",
    [
        "商业<br>企业",
        "<p>商业</p><p>企业</p>",
        "<div>商业</div>\n企业",
        "商业\n  企业",
        "<p class=MsoNormal><span lang=EN-US>商</span>业企<span>业<o:p></o:p></span></p>",
        "<table><tr><td><b>商业</b>企业</td></tr></table>",
    ],
)
def test_words_broken_in_a_cell_are_whole_again(cell: str) -> None:
    assert _table(f"<tr><td>{cell}</td><td>1<tr><td>a<td>b") == [("商业企业", "1"), ("a", "b")]


def test_figures_in_two_lines_of_a_cell_are_not_made_one() -> None:
    assert _table("<tr><td>甲<td>1<br>2<tr><td>乙<td>3") == [("甲", "1 2"), ("乙", "3")]


@pytest.mark.parametrize("tag", ["sup", "sub"])
def test_a_raised_note_does_not_become_a_digit(tag: str) -> None:
    rows = f"<tr><td>行政许可<{tag}>①</{tag}><td>12<{tag}>1</{tag}><tr><td>乙<td>3"
    assert _table(rows) == [("行政许可（①）", "12（1）"), ("乙", "3")]


def test_places_count_tables_of_data_and_their_rows() -> None:
    data = "<table><tr><td>甲<td>1<tr><td>乙<td>2</table>"
    blocks = _document(f"<table><tr><td>{data}</td><td>{data}</td></tr></table>").blocks
    places = [(r.place.table, r.place.row) for b in blocks if isinstance(b, Rows) for r in b.rows]
    assert places == [(1, 1), (1, 2), (2, 1), (2, 2)]


@pytest.mark.parametrize("frame", ["{}", "<table><tr><td>{}</td></tr></table>",
                                   "<table><tr><td>菜单</td><td>{}</td></tr></table>"])  # fmt: skip
def test_a_table_round_an_article_is_dissolved(frame: str) -> None:
    article = f"<h2>标题</h2><p>{PROSE}</p><table><tr><td>规章<td>0<tr><td>甲<td>1</table><p>尾</p>"
    document = _document(frame.format(article))
    kinds = [b.text if isinstance(b, Paragraph) else b.rows[0].texts for b in document.blocks]
    assert kinds[-4:] == ["标题", PROSE, ("规章", "0"), "尾"]


def test_an_article_in_the_last_row_of_a_table_is_dissolved_and_the_rows_stay() -> None:
    source = (
        "<table><tr><td>索引号<td>1<td>公开方式<td>主动公开</tr>"
        f"<tr><td colspan=4><p>标题</p><p>{PROSE}</p></td></tr></table>"
    )
    assert _tables(source) == [[("索引号", "1", "公开方式", "主动公开")]]
    assert _lines(source) == ["标题", PROSE]


def test_a_table_inside_a_row_of_data_is_kept_behind_it() -> None:
    note = "<table><tr><td>注<td>8<tr><td>说明<td>9</table>"
    source = f"<table><tr><td>甲<td>1<td>2<td>{note}<tr><td>乙<td>3<td>4<td>5</table>"
    assert _tables(source) == [
        [("甲", "1", "2", None), ("乙", "3", "4", "5")], [("注", "8"), ("说明", "9")]]  # fmt: skip


def test_a_title_row_of_two_lines_stays_a_row() -> None:
    rows = "<tr><td colspan=2>第二十条<br>第（一）项<tr><td>规章<td>0"
    assert _table(rows) == [("第二十条第（一）项", None), ("规章", "0")]


def test_a_table_without_text_is_no_table() -> None:
    assert _document("<table><tr><td><img src=a><td><tr><td><td></table>").blocks == ()


@pytest.mark.parametrize(
    "source",
    [
        "<table><tr><td>甲<td>1<tr><td>乙<td>2",
        "<TABLE><TR><TD>甲</TD><TD>1</TD></TR><TR><TD>乙</TD><TD>2</TD></TR></TABLE>",
        "<table><td>甲<td>1</tr><tr><td>乙</td><td>2</table>",
        "<table><form><tr><th>甲<th>1</form><tr><th>乙<th>2</table></table></div>",
        "<table><tbody><tr><td>甲</td></div><td>1</td></tr></tbody><tr><td>乙<td>2</table>",
    ],
)
def test_broken_markup_is_read_as_browsers_read_it(source: str) -> None:
    assert _tables(source) == [[("甲", "1"), ("乙", "2")]]


def test_text_between_cells_is_not_lost() -> None:
    assert _lines("<table>前<tr>中<td>甲<td>乙</table>后") == ["前中", "后"]


# ---------------------------------------------------------------- encodings


@pytest.mark.parametrize("meta", ["utf-8", "gb2312", "big5", "iso-8859-1"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
def test_bytes_tell_the_encoding_whatever_the_page_says(meta: str, encoding: str) -> None:
    source = f"<?xml version='1.0' encoding='{meta}'?><html><meta charset={meta}><p>一、总体情况，政府信息公开"
    (block,) = read_html(source.encode(encoding), "a.html").blocks
    assert isinstance(block, Paragraph)
    assert block.text == "一、总体情况，政府信息公开"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_one_broken_byte_spoils_only_its_word(encoding: str) -> None:
    data = f"<p>{PROSE * 9}</p><p>一、总体情况</p>".encode(encoding)
    last = read_html(data[:9] + b"\xff" + data[9:], "a.html").blocks[-1]
    assert isinstance(last, Paragraph)
    assert last.text == "一、总体情况"


@pytest.mark.parametrize("data", [b"", b" \n\x00", bytes(range(128, 256)) * 90])
def test_what_is_no_page_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises((DamagedFile, UnsupportedFormat)) as caught:
        read_html(data, "a.html")
    assert "“a.html”" in str(caught.value)


# ---------------------------------------------------------------- hostile pages


_CELL = "<td rowspan=10000 colspan=200>1<td>2"


@pytest.mark.parametrize(
    "source",
    [
        "<div>" * 100_000 + "文",
        "<table><tr><td>一" * 100_000,
        "<table><tr><td>一<td>" * 60,
        f"<table>{'<tr>' + _CELL}" * 1 + f"<tr>{_CELL}" * 10_000,
        "<table><tr>" + "<td rowspan=65000>1" * 150 + "<tr><td>2" * 5000,
        "<p>" * 7_000_000,
        "<ul><li>" * 40_000,
        "<object><p>" * 40_000,
        "<p>" + "".join(f"<font href={i}>" for i in range(2000)) + "</p>" + "<p>字</p>" * 2000,
        "<p>" + "".join(f"<b href={i}></i>" for i in range(9000)) + "</p>" + "<p>字</p>" * 9000,
        '<p " ' + " ".join(f"a{i}" for i in range(200_000)) + ">",
        "<pre>" + "行\n" * 5_000_000,
        "<p>" + "字\n" * 5_000_000,
    ],
    ids=[
        "depth",
        "depth of tables",
        "tables",
        "spans",
        "rowspans",
        "tags",
        "lists",
        "objects",
        "reopened",
        "reopened among strays",
        "attributes",
        "lines",
        "a line",
    ],
)
def test_a_page_beyond_reason_is_refused_at_once(source: str) -> None:
    start = time.monotonic()
    with pytest.raises(DamagedFile, match=r"^“a.html”.*。$"):
        _document(source)
    assert time.monotonic() - start < 20


@pytest.mark.parametrize(
    "source",
    [
        "<!DOCTYPE l [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]><p>&b;</p>",
        "<!DOCTYPE l [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><p>&a;</p>",
        "<p onclick=alert(1)><object data=file:///etc/passwd></object></p>",
        "<base href=http://localhost:9/><link rel=stylesheet href=x><img src=x>",
        "<p>" + "<font>" * 1500 + "文",
        "<a href=x>" * 90_000,
        "<a href=x><b>" * 9_000,
        "<div>" * 15_000 + "文",
        "<p style='display:none'>x" * 90_000,
        "<p " + " ".join(f"a{i}" for i in range(200_000)) + ">",
        "<p" + " " * 3_000_000 + ">",
        "<script>x</script>" * 60_000,
        "<svg>" + "<p>" * 15_000 + "</svg>",
    ],
)
def test_nothing_is_expanded_fetched_or_run(source: str) -> None:
    tracemalloc.start()
    text = "".join(_lines(source))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(text) < 50
    assert "root:" not in text
    assert peak < 100e6


# ---------------------------------------------------------------- several pages, archives


def _archive(*parts: str, boundary: str = "x") -> bytes:
    head = f'From: <saved>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary="{boundary}"\n\n'
    return (
        head + "".join(f"--{boundary}\n{part}\n" for part in parts) + f"--{boundary}--\n"
    ).encode()


def test_sheets_of_a_workbook_are_read_as_one_document() -> None:
    page = "<title>{0}</title><table><tr><td>甲<td>{0}<tr><td>乙<td>2</table>"
    document = read_pages([page.format(1).encode(), page.format(3).encode("gb18030")], "a.xls")
    tables = [block for block in document.blocks if isinstance(block, Rows)]
    assert [table.rows[0].texts for table in tables] == [("甲", "1"), ("甲", "3")]
    assert [table.rows[0].place.table for table in tables] == [1, 2]
    assert document.meta == {"title": "1"}


def test_an_archive_gives_its_pages_and_counts_its_pictures() -> None:
    data = _archive(
        "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\nPHA+5LiAPC9wPg==",
        "Content-Type: text/html; charset=gb2312\nContent-Transfer-Encoding: quoted-printable\n\n"
        "<p class=3D1>=E4=BA=\n=8C</p>",
        "Content-Type: image/png\nContent-Transfer-Encoding: base64\n\nAAAA",
        "Content-Type: text/css\n\np { color: red }",
    )
    document = read_mhtml(data, "a.mht")
    assert is_mhtml(data)
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == ["一", "二"]
    assert document.pictures == 1


@pytest.mark.parametrize("data", [b"<html>multipart/related", b"From: me\n\nmultipart", b""])
def test_a_page_or_a_letter_is_no_archive(data: bytes) -> None:
    assert not is_mhtml(data)


def test_an_archive_without_a_page_is_refused() -> None:
    with pytest.raises(ReadError, match=r"^“a.mht”是网页归档文件"):
        read_mhtml(_archive("Content-Type: image/png\n\nx"), "a.mht")


def test_an_archive_nested_beyond_reason_is_refused() -> None:
    part = "".join(
        f'Content-Type: multipart/mixed; boundary="b{i}"\n\n--b{i}\n' for i in range(3000)
    )
    with pytest.raises(ReadError, match=r"^“a.mht”"):
        read_mhtml(_archive(part), "a.mht")


def test_a_page_inside_a_frame_of_its_own_is_read_in_place() -> None:
    inner = "<html><body>甲<p>乙</p><p style='display:none'>密</p></body></html>"
    document = read_html(f'<p>前</p><iframe srcdoc="{inner}"></iframe><p>后</p>'.encode(), "a")
    assert [b.text for b in document.blocks if isinstance(b, Paragraph)] == ["前", "甲", "乙", "后"]


def test_many_tags_of_one_kind_that_nobody_closed_are_read() -> None:
    rows = "<tr><td><p><b style=x>甲<td><p><b style=x>1" * 5000
    assert _tables(f"<table>{rows}</table>")[0][4999] == ("甲", "1")


def test_text_without_size_is_not_seen() -> None:
    source = "<p><span style='font-size:0'>9</span>12</p><div style='font-size: 0'><p>3</p></div>"
    document = read_html(source.encode(), "a.html")
    assert [b.text for b in document.blocks if isinstance(b, Paragraph)] == ["12", "3"]


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ('<p>1<span title="a>b">2</span><span>3</span></p>', "123"),
        ("<p>1<span title='甲<乙'>2</span>3</p>", "123"),
        ("<p>1<span class=x style='mso-hide:all'>9</span><span>2</span></p>", "12"),
        ("<p>1<span hidden>9</span><font color=red>2</font></p>", "12"),
        ("<p>1<spanner>2</spanner><o:p/>3</p>", "123"),
        ("<p>1<span lang=EN-US>2<p>3", "12"),
        ("<p>小于<span 5件</p>", "小于"),
    ],
)
def test_inline_tags_part_no_words_whatever_stands_in_them(source: str, line: str) -> None:
    assert _lines(source)[0] == line


def test_more_inline_tags_than_a_report_has_are_refused_in_little_memory() -> None:
    tracemalloc.start()
    with pytest.raises(DamagedFile, match="20 万个标签"):
        _document("<p>一" + "<span>" * 2_000_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 200e6


def test_a_table_of_one_row_beside_a_label_is_part_of_the_row() -> None:
    figures = "<table><tr><td>1<td>2<td>3</table>"
    source = f"<table><tr><td>规章<td colspan=4>{figures}<tr><td>许可<td>4<td>5<td>6<td>7</table>"
    rows = [row.texts for row in _rows(source)]
    assert rows == [("规章", "1", "2", "3", None), ("许可", "4", "5", "6", "7")]


def test_typed_text_keeps_its_tabs() -> None:
    source = "<p>甲</p><pre>规章\t1\t\t3\n许可\t2\t\t4\n</pre><table><tr><td>乙<td>5</table>"
    found = _rows(source)
    assert [row.texts for row in found] == [
        ("规章", "1", "", "3"),
        ("许可", "2", "", "4"),
        ("乙", "5"),
    ]
    assert [row.place.table for row in found] == [0, 0, 1]


def test_a_frame_drawn_in_typed_text_is_a_table() -> None:
    source = "<table><tr><td>甲<td>1</table><pre>+----+---+\n|规章| 2 |\n+----+---+\n</pre>"
    assert [(row.texts, row.place.table) for row in _rows(source)] == [
        (("甲", "1"), 1),
        (("规章", "2"), 2),
    ]


def test_typed_text_without_tables_is_lines() -> None:
    blocks = read_html("<pre>一、总体情况\n我局　认真 | 公开\n</pre>".encode(), "a.html").blocks
    assert [type(block) for block in blocks] == [Paragraph, Paragraph]
