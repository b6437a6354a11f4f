r"""Findings as plain Chinese text, for the terminal and for log files.

>>> from reportkit.finding import Findings
>>> findings_text(Findings(items=()))
'没有发现问题。\n'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportkit.finding import Severity
from reportkit.views import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportkit.finding import Findings
    from reportkit.report import Report

__all__ = ["findings_text"]


def findings_text(findings: Findings, report: Report | None = None, *, name: str = "") -> str:
    """Word the findings as text, one line a fact.

    Parameters
    ----------
    findings
        What `reportkit.check` gave.
    report
        The report they are about; it names cells and rows more exactly.
    name
        What the first line calls the report, such as its file name.
    """
    head = f"{name}：" if name else ""
    return "\n".join([head + words.summary(findings), *_lines(findings, report)]) + "\n"


def _lines(findings: Findings, report: Report | None) -> Iterator[str]:
    for severity in Severity:
        for finding in (item for item in findings.open() if item.severity is severity):
            yield f"【{severity.label}】{finding.rule}　{finding.message}"
            made = findings.decisions.get(finding.fingerprint)
            for fact in words.facts(finding, report, made):
                yield f"　　{fact.name}：{fact.text}"
    if findings.dismissed:
        yield "经人工核实、不作问题的："
    for finding in findings.dismissed:
        made = findings.decisions[finding.fingerprint]
        yield f"　　{finding.rule}　{finding.message}{words.decided(made)}"
    if findings.outdated:
        yield "内容已变化的处理意见："
        yield from (f"　　{words.outdated_sentence(made)}" for made in findings.outdated.values())
    if findings.repairs:
        yield "可能的改法（只供参考，请先核对台账）："
        yield from (f"　　{words.repair_sentence(item, report)}" for item in findings.repairs)
    if findings.unread:
        yield "没有读出的行："
        yield from (f"　　{words.unread_sentence(row, report)}" for row in findings.unread)
    for group in words.undecided(findings):
        rules = "、".join(rule.split("（", 1)[0] for rule in group.rules)
        yield f"没有判断（待补{group.needs}）：{rules}"
