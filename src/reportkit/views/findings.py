"""Findings as a list for a notebook: grouped by severity, counted, each with what to do.

>>> from reportkit.finding import Findings
>>> "没有发现问题" in findings_html(Findings(items=()))
True
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportkit.catalogue import catalogue
from reportkit.finding import Severity
from reportkit.views import words
from reportkit.views.html import MARKS, Html, details, tag

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reportkit.decisions import Decision, Decisions
    from reportkit.finding import Finding, Findings
    from reportkit.report import Report

__all__ = ["badge", "fact_lines", "findings_html", "remarks"]

_BOX = "color:#1a1a1a;background-color:#ffffff;padding:8px 12px;font-size:14px;line-height:1.6"
_ITEM = "margin:6px 0;padding:4px 0 4px 10px;border-left:3px solid #999999"
_HEAD = "font-size:15px;font-weight:bold;margin:10px 0 4px"


def findings_html(findings: Findings, report: Report | None = None) -> Html:
    """Write the findings with inline styles, for a notebook cell.

    Parameters
    ----------
    findings
        What `reportkit.check` gave.
    report
        The report they are about; it names cells and rows more exactly.
    """
    groups = [part for severity in Severity for part in _group(severity, findings, report)]
    head = tag("p", tag("strong", words.summary(findings)), style="margin:0 0 4px")
    return tag("div", head, *groups, *remarks(findings, report, closed=True), style=_BOX)


def _group(severity: Severity, findings: Findings, report: Report | None) -> Iterator[Html]:
    found = [finding for finding in findings.open() if finding.severity is severity]
    if found:
        yield tag("p", f"{severity.label}（{len(found)}处）", style=_HEAD)
    for finding in found:
        yield _item(finding, report, findings.decisions)


def _item(finding: Finding, report: Report | None, decisions: Decisions) -> Html:
    sentence = f" {finding.rule}　", finding.message
    return tag(
        "div",
        tag("p", badge(finding.severity), *sentence, style="margin:0"),
        *fact_lines(finding, report, decisions.get(finding.fingerprint)),
        style=_ITEM,
    )


def badge(severity: Severity) -> Html:
    """Write the word of a severity on its colour."""
    return tag("span", severity.label, style=f"{MARKS[severity.value][1]};padding:0 4px")


def fact_lines(
    finding: Finding, report: Report | None = None, made: Decision | None = None
) -> Iterator[Html]:
    """Yield the facts of a finding, the long ones closed together, and what was decided."""
    facts = words.facts(finding, report, made)
    for fact in facts:
        if not fact.long:
            yield _fact(fact)
    long = [fact for fact in facts if fact.long]
    if long:
        yield details("、".join(fact.name for fact in long), *map(_fact, long))
    if finding.rule in catalogue():
        from reportkit.views.rule_pages import why  # noqa: PLC0415  the rules take time to load

        yield details(f"为什么有 {finding.rule} 这一条", why(finding.rule))


def _fact(fact: words.Fact) -> Html:
    return tag("p", tag("strong", f"{fact.name}："), fact.text, style="margin:0")


def remarks(findings: Findings, report: Report | None, *, closed: bool) -> Iterator[Html]:
    """Yield what else there is to say: decisions, proposed repairs, undecided rules, unread rows.

    Parameters
    ----------
    findings, report
        As for `findings_html`.
    closed
        Whether undecided rules stay closed until the reader opens them.
    """
    if findings.dismissed:
        items = (_item(finding, report, findings.decisions) for finding in findings.dismissed)
        yield details(f"经人工核实、不作问题的（{len(findings.dismissed)}处）", *items)
    if findings.outdated:
        said = _list(words.outdated_sentence(made) for made in findings.outdated.values())
        yield details(f"内容已变化的处理意见（{len(findings.outdated)}条）", said)
    if findings.repairs:
        yield tag("p", "可能的改法（只供参考，请先核对台账）", style=_HEAD)
        yield _list(words.repair_sentence(repair, report) for repair in findings.repairs)
    if findings.unread:
        yield tag("p", f"没有读出的行（{len(findings.unread)}行）", style=_HEAD)
        yield _list(words.unread_sentence(row, report) for row in findings.unread)
    groups = words.undecided(findings)
    if groups:
        count = len({item.rule for item in findings.not_assessable})
        title = f"没有判断的规则（{count}条）"
        said = _list(f"待补{group.needs}：{'、'.join(group.rules)}" for group in groups)
        write: Callable[..., Html] = details if closed else _open
        yield write(title, said)


def _open(title: str, *content: str) -> Html:
    return tag("div", tag("p", title, style=_HEAD), *content)


def _list(sentences: Iterator[str]) -> Html:
    items = (tag("li", sentence) for sentence in sentences)
    return tag("ul", *items, style="margin:0;padding:0 0 0 20px")
