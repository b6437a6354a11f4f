"""Renderings of a report as PDF, in the table styles that setting programs leave.

`STYLES` names them; each is typst set-up for the same report.  What a style cannot show (a column
of blanks without lines) is not hidden: tests expect each cell read right or left unread.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pylopdf_fonts_zh_cn
import typst

from layouts import grid_of

if TYPE_CHECKING:
    from reportkit.report import Report

_FONTS = Path(pylopdf_fonts_zh_cn.serif_path()).parent

_TEMPLATE = """
#let d = json(bytes(sys.inputs.data))
#set document(title: d.title, author: "某局")
#set text(font: "Noto Serif SC", size: 12pt, lang: "zh", region: "cn")
#set par(justify: true, first-line-indent: (amount: 2em, all: true), leading: 0.8em)
#set page(paper: "a4", margin: (x: 2.6cm, y: 3cm))
#let stroke = 0.5pt + black
#let cellsize = 9pt
#let gutter = none
#let repeated = false
#let shade = none
#let pad = 3pt
#let wide = (1fr,)
#let turned = body => body
#let value = it => it
%STYLE%
#let tab(t) = turned(block(width: 100%, breakable: true, {
  set text(size: cellsize)
  set par(first-line-indent: 0pt, justify: false)
  let one(c) = table.cell(x: c.c, y: c.r, rowspan: c.rs, colspan: c.cs,
    fill: if c.head and shade != none { shade } else { none },
    if c.value { value(c.text) } else { c.text })
  let head = t.cells.filter(c => c.r < t.header).map(one)
  let body = t.cells.filter(c => c.r >= t.header).map(one)
  let columns = range(t.width).map(i => if i < t.stub { t.first.at(i) * 1fr } else { 1fr })
  table(columns: columns, stroke: stroke, inset: pad, align: center + horizon,
    column-gutter: if gutter == none { 0pt } else { gutter },
    row-gutter: if gutter == none { 0pt } else { gutter },
    ..(if head.len() > 0 { (table.header(repeat: repeated, ..head),) } else { () }), ..body)
}))
#for p in d.parts {
  if p.kind == "title" { align(center, text(size: 20pt, weight: "bold", p.text)) }
  else if p.kind == "heading" { text(weight: "bold", p.text); parbreak() }
  else if p.kind == "table" { tab(p.table) }
  else if p.kind == "right" { align(right, p.text) }
  else { p.text; parbreak() }
}
"""

STYLES: dict[str, str] = {
    "plain": "",
    "hair lines": "#let stroke = 0.1pt + luma(150)",
    "thick lines": "#let stroke = 2.5pt + black",
    "dashed": '#let stroke = (thickness: 0.5pt, dash: "dashed")',
    "dotted": '#let stroke = (thickness: 0.8pt, dash: "dotted")',
    "double lines": "#let gutter = 1.6pt",
    "shaded heads": "#let shade = rgb(200, 220, 240)",
    "heads again": "#let repeated = true\n#set page(height: 14cm)",
    "cut often": "#set page(height: 11cm, margin: (y: 1.5cm))\n#let cellsize = 7pt",
    "cut with heads": "#let repeated = true\n#set page(height: 17cm)\n#let cellsize = 8pt",
    "narrow": "#set page(width: 13cm, margin: (x: 1.2cm))\n#let cellsize = 7pt",
    "landscape": "#set page(flipped: true)\n#let cellsize = 11pt",
    "tiny": "#let cellsize = 4.5pt\n#let pad = 1.5pt",
    "large": "#set page(width: 60cm, height: 84cm)\n#let cellsize = 24pt\n#set text(size: 30pt)",
    "open sides": "#let stroke = (x, y) => (left: if x > 0 { 0.5pt }, top: 0.5pt, bottom: 0.5pt)",
    "numbered": '#set page(numbering: "- 1 -")\n#set page(height: 16cm)',
    "bare numbers": '#set page(numbering: "1", height: 16cm)',
    "heads and feet": "#set page(header: [某局年度报告　内部资料], footer: context [第"
    "#counter(page).display()页　共#counter(page).final().at(0)页], height: 16cm)",
    "figures right": "#let value = it => align(right, it)",
    "bold twice": "#let value = it => box({ place(dx: 0.25pt, it); it })",
    "spread": "#let value = it => text(tracking: 0.6pt, it)",
    "watermark": "#set page(background: rotate(-40deg, text(60pt, luma(220))[仅供参考1234]))",
    "turned tables": "#let turned = body => page(margin: 1cm, "
    "rotate(-90deg, reflow: true, block(width: 25cm, body)))\n#let cellsize = 5pt",
    "turned the other way": "#let turned = body => page(margin: 1cm, "
    "rotate(90deg, reflow: true, block(width: 25cm, body)))\n#let cellsize = 5pt",
    "only level lines": "#let stroke = (x: none, y: 0.5pt)",
    "only upright lines": "#let stroke = (x: 0.5pt, y: none)",
    "no lines": "#let stroke = none",
    "three lines": "#let stroke = (x, y) => (top: if y < 2 { 1pt }, bottom: 1pt)",
    "no lines between figures": "#let stroke = (x, y) => (top: 0.5pt, bottom: 0.5pt, "
    "left: if x < 4 { 0.5pt })",
    "framed, no lines below": "#let stroke = (x, y) => (x: 0.5pt, top: if y < 4 { 0.5pt }, "
    "bottom: 0pt)",
    "heads turned": "#show table.cell: it => if it.y < 3 and it.colspan == 1 and it.x > 2 "
    "{ rotate(-90deg, reflow: true, it) } else { it }",
    "white lines": "#let stroke = 1pt + white\n#set table(fill: luma(225))",
    "shaded rows": "#let stroke = none\n"
    "#set table(fill: (x, y) => if calc.odd(y) { luma(220) } else { luma(240) })",
    "tables on pages of their own": "#let turned = body => page(flipped: true, body)",
    "open frame": "#let stroke = (x, y) => (left: if x > 0 { 0.5pt }, top: if y > 0 { 0.5pt })",
    "struck": "#let value = it => [#strike[9]#it]",
    "underlined": "#let value = it => underline(it)",
    "framed page": "#set page(background: rect(width: 92%, height: 94%))",
}


def render(report: Report, style: str) -> bytes:
    """Set a report in one of the `STYLES`."""
    source = _TEMPLATE.replace("%STYLE%", STYLES[style])
    with tempfile.NamedTemporaryFile(suffix=".typ") as file:
        file.write(source.encode())
        file.flush()
        return typst.compile(
            file.name,
            font_paths=[_FONTS],
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(_data(report), ensure_ascii=False)},
        )


def _data(report: Report) -> dict[str, object]:
    parts: list[dict[str, object]] = [{"kind": "title", "text": report.title}]
    parts.append({"kind": "text", "text": report.introduction})
    for section in report.sections:
        parts.append({"kind": "heading", "text": section.heading})
        parts += [{"kind": "text", "text": text} for text in section.text.split("\n") if text]
        table = {2: "t2", 3: "t3", 4: "t4"}.get(section.no)
        if table:
            parts.append({"kind": "table", "table": _table(report, table)})
    if report.issued_on:
        day = report.issued_on
        parts.append({"kind": "right", "text": report.signed_by})
        parts.append({"kind": "right", "text": f"{day.year}年{day.month}月{day.day}日"})
    return {"title": report.title or "", "parts": parts}


def _table(report: Report, key: str) -> dict[str, object]:
    grid = grid_of(report, key)
    stub = {"t2": 1, "t3": 3, "t4": 0}[key]
    return {
        "width": grid.width,
        "header": grid.header_rows,
        "stub": stub,
        "first": {"t2": [2], "t3": [0.8, 1.4, 3.2], "t4": []}[key],
        "cells": [
            {
                "r": cell.row,
                "c": cell.column,
                "rs": cell.rowspan,
                "cs": cell.colspan,
                "text": cell.text,
                "head": cell.role in {"title", "corner", "header"},
                "value": cell.cell is not None,
            }
            for cell in grid.cells
        ],
    }
