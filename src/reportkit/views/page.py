"""Report + findings -> one page to read at a desk: findings beside the marked report.

The page stands alone: no script, no outside address.  Each finding leads to its cell or to its
words in the text.

>>> findings_page(report, findings)  # doctest: +SKIP
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from reportkit.finding import Severity
from reportkit.views import sheet, words
from reportkit.views.findings import badge, fact_lines, remarks
from reportkit.views.html import MARKS, Html, Look, anchor, table, tag
from reportkit.views.table import table as table_grid

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportkit.finding import Finding, Findings
    from reportkit.report import Report

__all__ = ["body", "document", "findings_page"]

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE = """
body{margin:0;background:#f0f0f0;color:#1a1a1a;line-height:1.7;
font-family:"Microsoft YaHei","PingFang SC","Noto Sans CJK SC",sans-serif;font-size:15px}
main{max-width:1000px;margin:0 auto;padding:16px 24px;background:#ffffff}
h1{font-size:22px;margin:0 0 8px}
h2{font-size:18px;border-bottom:2px solid #1a1a1a;margin:28px 0 8px}
h3{font-size:16px;margin:20px 0 4px}
.finding{margin:10px 0;padding:6px 12px;border-left:4px solid #999999;background:#fafafa}
.finding p{margin:2px 0}a{color:#0b4f9e}
.text p{margin:6px 0;text-indent:2em}mark{padding:0 1px}
:target{outline:4px solid #0b4f9e;outline-offset:2px}
.scroll{overflow-x:auto}.scroll table{min-width:720px}
@media print{body,main{background:#ffffff}.finding{break-inside:avoid}}
"""


def findings_page(report: Report, findings: Findings, *, name: str = "") -> str:
    """Write the page of a check.

    Parameters
    ----------
    report
        The report that was checked.
    findings
        What the check gave.
    name
        Name of the file that was checked, if there is one.

    Returns
    -------
    str
        A whole HTML document.
    """
    name_of_report = report.title or f"{report.agency or ''}政府信息公开工作年度报告"
    title = f"核对结果：{name_of_report}"
    source = [tag("p", f"文件：{name}")] if name else []
    main = tag("main", tag("h1", title), *source, *body(report, findings))
    return document(title, main)


def body(report: Report, findings: Findings, *, page: str = "") -> tuple[Html, ...]:
    """Write the findings and, below them, the report with its marks.

    Parameters
    ----------
    report, findings
        As for `findings_page`.  What a person has set aside is folded and not marked.
    page
        What the ids begin with, where several reports stand on one page.
    """
    live = replace(findings, items=findings.open())
    quotes, head = _Quotes(report, live, page), "h3" if page else "h2"
    found = [_finding(number, item, report, quotes) for number, item in enumerate(live, start=1)]
    return (
        tag("p", tag("strong", words.summary(findings))),
        tag(head, "发现的问题") if found else Html(""),
        *found,
        *remarks(findings, report, closed=False),
        tag(head, "报告原文"),
        *_legend(),
        *_report(report, live, quotes),
    )


def document(title: str, main: Html) -> str:
    """Write a whole page of checks around its content: no script, no outside address."""
    head = tag("head", Html('<meta charset="utf-8">'),
               Html(f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'),
               Html('<meta name="viewport" content="width=device-width, initial-scale=1">'),
               tag("title", title), tag("style", Html(_STYLE)))  # fmt: skip
    return f"<!DOCTYPE html>\n{tag('html', head, tag('body', main), lang='zh-CN')}\n"


def _finding(number: int, finding: Finding, report: Report, quotes: _Quotes) -> Html:
    here = finding.message
    page, made = quotes.page, quotes.decisions.get(finding.fingerprint)
    cell = anchor(finding.cells[0], page) if finding.cells else ""
    links = [tag("a", "看表格", href=f"#{cell}")] if cell else []
    if quotes.place(number) is not None:
        links.append(tag("a", "看原文", href=f"#{page}quote-{number}"))
    line = tag("p", badge(finding.severity), f" {number}．{finding.rule}　{here} ", *_spaced(links))
    facts = fact_lines(finding, report, made)
    return tag("div", line, *facts, class_="finding", id=f"{page}finding-{number}")


def _spaced(links: list[Html]) -> Iterator[str]:
    for link in links:
        yield from (link, " ")


def _legend() -> Iterator[Html]:
    shown = [badge(severity) for severity in Severity]
    yield tag("p", "标记：", *_spaced(shown), "鼠标停在有标记的格子上，可以看到说明。")


def _report(report: Report, findings: Findings, quotes: _Quotes) -> Iterator[Html]:
    yield tag("h3", *quotes.lines(_TITLE, report.title or "")[:1])
    yield _text(quotes.lines(0, report.introduction))
    shown: set[str] = set()
    for section in report.sections:
        heading = quotes.lines(_HEADINGS + section.no, section.heading)
        yield tag("h3", *heading[:1])
        yield _text(quotes.lines(section.no, section.text))
        for key, form in report.tables.items():
            if form.section == section.no and key not in shown:
                shown.add(key)
                yield _table(report, key, findings, quotes.page)
    for key in report.tables:
        if key not in shown:
            yield _table(report, key, findings, quotes.page)
    signed = report.signed_by or report.agency or "（没有落款单位）"
    date = words.day(report.issued_on) if report.issued_on else "（没有落款日期）"
    yield tag("p", f"落款：{signed}　{date}")


def _table(report: Report, key: str, findings: Findings, page: str) -> Html:
    grid = table_grid(report, key, findings)
    written = table(grid, Look(anchors=True, page=page, widths=sheet.column_widths(grid)))
    return tag(
        "div", written, class_="scroll", tabindex="0", role="region", aria_label=grid.caption
    )


def _text(lines: list[Html]) -> Html:
    return tag("div", *(tag("p", line) for line in lines), class_="text")


_TITLE, _HEADINGS = -1, 100  # texts that are neither introduction (0) nor a section's (1 to 6)


class _Quotes:
    """Where the quotes of the findings stand in the texts of the report."""

    def __init__(self, report: Report, findings: Findings, page: str) -> None:
        self.page, self.decisions = page, findings.decisions
        self._texts = {_TITLE: report.title or "", 0: report.introduction}
        self._texts |= {section.no: section.text for section in report.sections}
        self._texts |= {_HEADINGS + s.no: s.heading for s in report.sections}
        self._findings = dict(enumerate(findings, start=1))

    def place(self, number: int) -> tuple[int, int, int] | None:
        """Return text, start and end of the quote of finding `number`, or None."""
        finding = self._findings[number]
        if not finding.quote:
            return None
        section = finding.section
        likely = [] if section is None else [section, _HEADINGS + section]
        for key in (*likely, *self._texts):
            start = self._texts.get(key, "").find(finding.quote)
            if start >= 0:
                return key, start, start + len(finding.quote)
        return None

    def lines(self, key: int, text: str) -> list[Html]:
        """Write a text line by line, its quotes marked."""
        spans = [(number, self.place(number)) for number in self._findings]
        here = [(number, span[1], span[2]) for number, span in spans if span and span[0] == key]
        written, start = [], 0
        for line in text.split("\n"):
            if line.strip():
                written.append(Html("".join(self._pieces(line, start, here))))
            start += len(line) + 1
        return written

    def _pieces(self, line: str, offset: int, spans: list[tuple[int, int, int]]) -> Iterator[Html]:
        """Cut a line where quotes begin and end; quotes may overlap."""
        end = offset + len(line)
        cuts = {offset, end} | {c for _, *ends in spans for c in ends if offset < c < end}
        ordered = sorted(cuts)
        for left, right in pairwise(ordered):
            piece: str = line[left - offset : right - offset]
            covering = [number for number, start, stop in spans if start <= left and right <= stop]
            yield self._marked(piece, covering, left, spans) if covering else tag("span", piece)

    def _marked(
        self, piece: str, covering: list[int], left: int, spans: list[tuple[int, int, int]]
    ) -> Html:
        starts = {number for number, start, _ in spans if start == left}
        heaviest = min((self._findings[n] for n in covering), key=lambda f: f.severity.rank)
        note = "\n".join(self._findings[number].message for number in covering)
        style = MARKS[heaviest.severity.value][1].split(";border", 1)[0]
        ids = [
            tag("span", id=f"{self.page}quote-{number}") for number in covering if number in starts
        ]
        return tag("mark", *ids, piece, style=style, title=note)
