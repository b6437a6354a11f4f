"""Renderings of a report as web pages, in the layouts that sites, Word and Excel leave.

Each layout says how a table is written, what the figures look like and what stands around the
article.  A layout may lose what a figure belongs to; then its row must be left unread.
"""

from __future__ import annotations

import base64
import quopri
import random
from dataclasses import dataclass, replace
from html import escape
from typing import TYPE_CHECKING

import html_beside as beside
import html_tables as tables
from layouts import grid_of
from reportkit.grid import Grid, Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reportkit.report import Report

# ---------------------------------------------------------------- figures


def full_width(text: str) -> str:
    """Write digits in full width."""
    return text.translate({ord("0") + i: 0xFF10 + i for i in range(10)})


def thousands(text: str) -> str:
    """Write whole numbers with separators."""
    return f"{int(text):,}" if text.isdigit() else text


def counted(text: str) -> str:
    """Write 件 behind whole numbers."""
    return f"{text}件" if text.isdigit() else text


def stopped(text: str) -> str:
    """Write a full stop behind whole numbers."""
    return f"{text}。" if text.isdigit() else text


def hard_blanks(text: str) -> str:
    """Write hard blanks around whatever stands there."""
    return f"\u00a0{text}\u00a0\u3000"


# ---------------------------------------------------------------- the page


def bare(article: str, report: Report) -> str:
    """Nothing but the article."""
    return f"<html><head><title>{escape(report.title or '')}</title></head><body>{article}</body></html>"


def in_a_frame(article: str, report: Report) -> str:
    """The whole page stands in a frame's own source."""
    inner = escape(bare(article, report))
    return f'<html><body><p><a href=/>首页</a></p><iframe srcdoc="{inner}"></iframe></body></html>'


def in_layout_cell(article: str, report: Report) -> str:
    """The article is a cell of a layout table."""
    return bare(f"<table width=100%><tr><td>{article}</td></tr></table>", report)


def in_nested_layout(article: str, report: Report) -> str:
    """The article is a cell in the third of three layout tables, below its index numbers."""
    index = (
        "<tr><td>索引号：</td><td>00123/2024-00001</td><td>公开方式：</td><td>主动公开</td></tr>"
        "<tr><td>发布机构：</td><td>某部门</td><td>主题分类：</td><td>行政许可</td></tr>"
    )
    inner = f"<table class=xxgk>{index}<tr><td colspan=4><div>{article}</div></td></tr></table>"
    menu = "<p><a href=/1>行政许可</a></p><p><a href=/2>行政规范性文件</a></p><p><a href=/3>年报</a></p>"
    middle = f"<table><tr><td width=200>{menu}</td><td>{inner}</td><td></td></tr></table>"
    return bare(
        f"<center><table><tr><td>&nbsp;</td></tr><tr><td>{middle}</td></tr></table>", report
    )


def among_navigation(article: str, report: Report) -> str:
    """A portal's menus, links to other years, a hidden dialogue and a foot stand around."""
    year = report.year or 2023
    links = "".join(
        f'<li><a href="/{y}.html">{report.agency}{y}年政府信息公开工作年度报告</a><span>{y + 1}-01-20</span></li>'
        for y in range(year - 3, year + 2)
    )
    menu = "".join(
        f'<li><a href="#">{word}</a></li>'
        for word in ("首页", "政府信息公开指南", "行政规范性文件", "行政许可", "行政处罚", "行政强制",
                     "行政事业性收费", "信息公开年报", "依申请公开", "总体情况")
    )  # fmt: skip
    return f"""<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8">
<title>{report.title}</title><meta name="ArticleTitle" content="{report.title}">
<script>var rows = "<table><tr><td>行政许可</td><td>99</td></tr></table>";</script>
<style>.hidden {{ display: none }}</style></head><body>
<header><h2>某县人民政府</h2><nav><ul>{menu}</ul></nav></header>
<div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/x">信息公开</a> &gt; 年报</div>
<aside><h4>信息公开年报</h4><ul>{links}</ul><ul>{menu}</ul></aside>
<div style="display:none"><table><tr><td>行政许可</td><td>99</td></tr></table>登录</div>
<div class="tools">字号：<a>大</a> <a>中</a> <a>小</a></div><div><a href="javascript:print()">打印</a></div>
<article>{article}</article>
<div>【<a href="javascript:print()">打印</a>】【<a href="javascript:close()">关闭</a>】</div>
<div class="links"><ul>{links}</ul></div>
<footer><p>版权所有：某县人民政府</p><p>主办单位：某县人民政府办公室</p></footer>
</body></html>"""


def excel_page(article: str, _: Report) -> str:
    """What Excel writes into an .xls that is a page."""
    return (
        '<?xml version="1.0" encoding="gb2312"?>\n<html xmlns:o="urn:schemas-microsoft-com:office:office" '
        'xmlns:x="urn:schemas-microsoft-com:office:excel"><head><!--[if gte mso 9]><xml><x:ExcelWorkbook>'
        "</x:ExcelWorkbook></xml><![endif]--><style>td{mso-number-format:General}</style></head>"
        f"<body link=blue>{article}</body></html>"
    )


def in_utf8(page: str) -> bytes:
    """Encode truthfully."""
    return page.encode()


def lying(page: str) -> bytes:
    """GB18030 under a meta that says UTF-8."""
    return page.replace("<head>", "<head><meta charset=utf-8>", 1).encode("gb18030")


def lying_back(page: str) -> bytes:
    """UTF-8 under a meta that says GB2312."""
    meta = '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'
    return page.replace("<head>", f"<head>{meta}", 1).encode()


def utf16(page: str) -> bytes:
    """UTF-16 with a mark, as old Word and Excel save."""
    return page.encode("utf-16")


def archived(page: str) -> bytes:
    """A web archive of Word: the page in quoted-printable, a picture beside it."""
    body = quopri.encodestring(page.encode("gb18030")).decode()
    return (
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="----=_Next"\r\n\r\n'
        "此文档为“单个文件网页”。\r\n\r\n------=_Next\r\nContent-Location: file:///C:/1/a.htm\r\n"
        'Content-Transfer-Encoding: quoted-printable\r\nContent-Type: text/html; charset="gb2312"\r\n\r\n'
        f"{body}\r\n------=_Next\r\nContent-Location: file:///C:/1/a.png\r\n"
        "Content-Transfer-Encoding: base64\r\nContent-Type: image/png\r\n\r\n"
        f"{base64.b64encode(b'x' * 40).decode()}\r\n------=_Next--\r\n"
    ).encode()


@dataclass(frozen=True)
class Layout:
    """How a report is written as a page."""

    table: Callable[[Grid], str] = tables.spans
    figure: Callable[[str], str] = str
    page: Callable[[str, Report], str] = bare
    encode: Callable[[str], bytes] = in_utf8
    paragraph: str = "<p>{}</p>"
    text: Callable[[str], str] = tables.text_html
    whole: bool = True  # nothing is lost, so that a full report is read whole


_WORD_P = (
    '<p class=MsoNormal align=left style="margin-top:0cm;margin-bottom:.0001pt;text-align:justify;'
    "text-justify:inter-ideograph;text-indent:32.0pt;line-height:28.0pt;mso-line-height-rule:exactly;"
    'mso-pagination:none;layout-grid-mode:char">{}</p>'
)
_WORD_SPAN = (
    '<span {lang}style="font-size:16.0pt;font-family:仿宋_GB2312;mso-hansi-font-family:仿宋_GB2312;'
    'mso-bidi-font-family:仿宋_GB2312;color:black;mso-font-kerning:0pt">'
)


def word_text(text: str) -> str:
    """Write running text as Word does."""
    return tables.word_runs(text, _WORD_SPAN)


LAYOUTS: dict[str, Layout] = {
    "spans": Layout(),
    "spans lost": Layout(tables.spans_lost),
    "groups repeated": Layout(tables.groups_repeated),
    "groups empty": Layout(tables.groups_empty),
    "all filled": Layout(tables.all_filled),
    "wider": Layout(tables.wider),
    "fillers": Layout(tables.fillers),
    "broken by br": Layout(tables.broken_by_br),
    "broken by blank": Layout(tables.broken_by_blank),
    "broken by p": Layout(tables.broken_by_p),
    "header in two rows": Layout(tables.header_in_two_rows),
    "word": Layout(tables.word, paragraph=_WORD_P, text=word_text),
    "two pages": Layout(tables.two_pages),
    "three pages": Layout(tables.three_pages),
    "blocks apart": Layout(tables.blocks_apart),
    "halves": Layout(tables.halves),
    "empty rows": Layout(tables.empty_rows),
    "no end tags": Layout(tables.no_end_tags),
    "all th": Layout(tables.all_th),
    "upper": Layout(tables.upper),
    "sections": Layout(tables.with_sections),
    "rowspan too large": Layout(tables.rowspan_too_large),
    "subtotals": Layout(tables.subtotals),
    "other order": Layout(tables.other_order),
    "one cell a row": Layout(tables.one_cell_a_row, whole=False),
    "nested tables": Layout(tables.nested_note),
    "struck": Layout(tables.struck),
    "fields": Layout(tables.fields),
    "full width": Layout(figure=full_width),
    "thousands": Layout(figure=thousands),
    "counted": Layout(figure=counted),
    "full stops": Layout(figure=stopped),
    "hard blanks": Layout(figure=hard_blanks),
    "numbered rows": Layout(beside.numbered),
    "numbers behind labels": Layout(beside.coded),
    "shares beside": Layout(beside.shares),
    "last year beside": Layout(beside.last_year),
    "remarks beside": Layout(beside.remarks),
    "column numbers": Layout(beside.column_numbers),
    "results in rows": Layout(beside.results_in_rows),
    "results named": Layout(beside.named_results),
    "top heading broken": Layout(beside.top_broken),
    "notes at labels": Layout(beside.noted),
    "figures below labels": Layout(beside.figures_below),
    "in a frame": Layout(page=in_a_frame),
    "layout cell": Layout(page=in_layout_cell),
    "nested layout": Layout(page=in_nested_layout),
    "layout cell, word": Layout(tables.word, page=in_layout_cell, paragraph=_WORD_P, text=word_text),
    "navigation": Layout(page=among_navigation),
    "navigation, spans lost": Layout(tables.spans_lost, page=among_navigation, paragraph="<div>　　{}</div>"),
    "br only": Layout(paragraph="　　{}<br>"),
    "excel": Layout(tables.groups_empty, page=excel_page, paragraph="<table><tr><td colspan=5>{}</td></tr></table>"),
    "lying meta": Layout(encode=lying),
    "lying back": Layout(encode=lying_back),
    "utf-16": Layout(encode=utf16),
    "archive": Layout(tables.word, encode=archived, paragraph=_WORD_P, text=word_text),
}  # fmt: skip


def article(report: Report, layout: Layout) -> str:
    """Write the article: title, introduction, sections with their tables, signature."""
    return "\n".join(_parts(report, layout))


def _parts(report: Report, layout: Layout) -> Iterator[str]:
    def paragraphs(text: str) -> Iterator[str]:
        for line in text.split("\n"):
            if line:
                yield layout.paragraph.format(layout.text(line))

    yield f"<h1>{escape(report.title or '')}</h1>"
    yield from paragraphs(report.introduction)
    for section in report.sections:
        yield from paragraphs(section.heading)
        yield from paragraphs(section.text)
        table = {2: "t2", 3: "t3", 4: "t4"}.get(section.no)
        if table:
            yield layout.table(_figures(grid_of(report, table), layout.figure))
    yield from paragraphs(report.signed_by or "")
    if report.issued_on:
        day = report.issued_on
        yield from paragraphs(f"{day.year}年{day.month}月{day.day}日")


def _figures(grid: Grid, write: Callable[[str], str]) -> Grid:
    return grid.map(
        lambda cell: replace(cell, text=write(cell.text)) if cell.role is Role.VALUE else cell
    )


def render(report: Report, code: str) -> bytes:
    """Write a whole report as a page in one of the `LAYOUTS`."""
    layout = LAYOUTS[code]
    return layout.encode(layout.page(article(report, layout), report))


def marked(report: Report, seed: int) -> Report:
    """Return the report with its zeros printed in one of the ways in which offices print none."""
    chance = random.Random(seed)
    mark = chance.choice(["", "/", "—", "无", "-"])
    return report.replace(
        {name: mark for name, value in report.values.items() if value.number == 0}
    )
