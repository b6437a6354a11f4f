"""Tell figures that have changed: the sentences that cite them, said anew.

A fault in a table must not leave a second one in the text by accident.  Whoever changes a figure
has the phrases that cite it replaced by plain sentences of our own with the figures of now.

>>> retell(draft, ("t3.R1.nat", "t3.R1.tot"))  # doctest: +SKIP
True
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from reportkit.lessons._draft import Draft
    from reportkit.report import Report

__all__ = ["can_retell", "headed", "retell"]

_MARK = r"(?:（[一二三四五六七八九十]{1,3}）|\d{1,2}[.．、](?!\d)|[一二三四五六七八九十]{1,2}、)"
_WORDS = r"[^。；，：\n\d]"
_HEAD = re.compile(
    rf"\A(?:{_MARK}(?:{_WORDS}{{2,24}}[。：\n])?|[一二三四五六七八九十]{{1,2}}是"
    rf"|{_WORDS}{{2,14}}(?:方面，|\n))?"
)


def can_retell(draft: Draft, roles: Iterable[str]) -> bool:
    """Whether the phrases with these roles still stand and can be said anew."""
    return all(role in _SAID and draft.phrase(role) is not None for role in roles)


def retell(draft: Draft, roles: Iterable[str]) -> None:
    """Say the phrases with these roles anew, with the figures that the draft has now."""
    for role in roles:
        phrase = draft.phrase(role)
        if phrase is not None:
            told = headed(phrase.text, _SAID[role](draft.report))
            draft.swap(phrase.section, phrase.text, told)


def headed(phrase: str, sentence: str) -> str:
    """Put a sentence in place of a phrase: the numeral and head of the phrase stay, and its end.

    >>> headed("（二）依申请公开。全年收到申请3件；", "全年收到申请4件。")
    '（二）依申请公开。全年收到申请4件；'
    """
    match = _HEAD.match(phrase)
    head = match[0] if match else ""
    if phrase.rstrip("；，") != phrase:
        sentence = sentence.removesuffix("。") + phrase[-1]
    return head + sentence


def _requests(report: Report) -> str:
    new, brought, done, left = (report.number(f"t3.{row}.tot") for row in _BALANCE)
    if not any((new, brought, done, left)):
        return "全年未收到政府信息公开申请，没有上年结转的申请，也没有结转下年度的申请。"
    return (
        f"全年新收政府信息公开申请{new}件，上年结转{brought}件，本年度办结{done}件，"
        f"结转下年度继续办理{left}件。"
    )


def _norms(report: Report) -> str:
    issued, repealed, valid = (report.number(f"t2.norm.{name}") for name in _STOCK)
    return f"全年制发行政规范性文件{issued}件，废止{repealed}件，现行有效{valid}件。"


def _appeals(report: Report) -> str:
    reviews = report.number("t4.A.total") or 0
    suits = sum(report.number(f"t4.{group}.total") or 0 for group in ("B", "C"))
    if not reviews and not suits:
        return "全年没有因政府信息公开工作引起的行政复议和行政诉讼。"
    return f"全年因政府信息公开工作引起的行政复议{reviews}件、行政诉讼{suits}件。"


_BALANCE = ("R1", "R2", "R3_7", "R4")
_STOCK = ("issued", "repealed", "valid")
_SAID: dict[str, Callable[[Report], str]] = {
    "requests": _requests,
    "norms": _norms,
    "appeals": _appeals,
    "outcomes": lambda _: "各类办理结果的件数见第三部分的表格。",
    "channels": lambda _: "提交申请的方式已经在政府信息公开指南中写明。",
    "decisions": lambda _: "行政许可、行政处罚和行政强制的决定数量见第二部分的表格。",
    "compare": lambda _: "各项数据见第二部分至第四部分的表格。",
}
"""Role of a phrase -> the sentence that tells its figures, or where they stand."""
