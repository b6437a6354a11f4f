"""``reportkit decide``: what a person says of a finding, kept in ``report.json``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportkit import profile, store
from reportkit.check import check
from reportkit.cli._parser import UsageError
from reportkit.decisions import Verdict, decide, withdraw
from reportkit.loading import load
from reportkit.views import words

if TYPE_CHECKING:
    from argparse import Namespace

    from reportkit.finding import Finding, Findings
    from reportkit.report import Report

__all__ = ["run"]


def run(args: Namespace) -> int:
    """Record or withdraw a decision; without a finding, list them all."""
    report = store.load(args.file)
    previous = load(args.previous) if args.previous else None
    findings = check(report, previous=previous, profile=profile.load(args.profile))
    if args.finding is None:
        print(_listed(findings))  # noqa: T201  the command line speaks
        return 0
    store.save(_decided(report, findings, args), args.file)
    print(f"处理意见已写入 {args.file}")  # noqa: T201  the command line speaks
    return 0


def _decided(report: Report, findings: Findings, args: Namespace) -> Report:
    if args.withdraw:
        known = [key for key in report.decisions if key.startswith(args.finding.lower())]
        key = known[0] if len(known) == 1 else _wanted(findings, args.finding).fingerprint
        return withdraw(report, key)
    verdict, reason = _said(args)
    return decide(report, _wanted(findings, args.finding), verdict, reason=reason, by=args.by)


def _said(args: Namespace) -> tuple[Verdict, str]:
    if args.confirm:
        return Verdict.CONFIRMED, ""
    if args.dismiss is not None:
        return Verdict.DISMISSED, args.dismiss
    if args.comment is not None:
        return Verdict.COMMENTED, args.comment
    message = "请写明处理意见：--confirm、--dismiss 理由、--comment 备注 或者 --withdraw。"
    raise UsageError(message)


def _wanted(findings: Findings, name: str) -> Finding:
    """Return the finding of this fingerprint (or its beginning) or rule.

    Raises
    ------
    UsageError
        If there is none, or more than one.
    """
    by_rule = [item for item in findings if item.rule == name.upper()]
    found = by_rule or [item for item in findings if item.fingerprint.startswith(name.lower())]
    if len(found) == 1:
        return found[0]
    if not found:
        message = f"检查结果里没有“{name}”这个问题。"
        raise UsageError(message, hint="不写问题，就可以列出全部问题和编码。")
    codes = "、".join(item.fingerprint for item in found)
    message = f"“{name}”有{len(found)}处，请写明是哪一处的编码：{codes}。"
    raise UsageError(message)


def _listed(findings: Findings) -> str:
    lines = []
    for item in findings:
        lines.append(f"{item.fingerprint}【{item.severity.label}】{item.rule}　{item.message}")
        made = findings.decisions.get(item.fingerprint)
        lines += [f"　　{words.decided(made)}"] if made else []
    lines += [
        f"{key}　内容已变化：{words.outdated_sentence(made)}"
        for key, made in findings.outdated.items()
    ]
    return "\n".join(lines) or "没有发现问题。"
