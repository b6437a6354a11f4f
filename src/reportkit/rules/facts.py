"""Whether the text is about the organ and its disclosure: facts, nothing else; NA-15, NA-18.

>>> [rule.id for rule in RULES]
['NA-15', 'NA-18']
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from reportkit.finding import Severity
from reportkit.report import Organ
from reportkit.rules._prose import prose_of, squeeze
from reportkit.rules._rule import Case, Fault, Verdicts, rule
from reportkit.rules._spots import before, counted, excerpt, sentence_at, unnamed
from reportkit.rules._words import listed
from reportkit.similarity import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["RULES"]

# ------------------------------------------------------------------------------- facts
_FACT = re.compile(
    r"\d[\d,.]{0,14}(?:余|多)?(?:万|亿)?(?:人次|场次|批次|[条件篇次份期批宗起册例项则场个人名家处类种户元%页张])"
    r"|(?:未|没有|无)[^。,;]{0,6}(?:收到|接到|发生|出现|产生|收取|结转|受理|存在)|零(?:投诉|申请|诉讼)|[一二两三四五六七八九十]{1,4}(?:次|场|条|件|篇|个|期|名|项)(?!方面|是)"
)
_NO_FIGURE = frozenset("〔[(第令")
_LEADS = re.compile("(?:^|[。,;:\\n但而]|仍有|还有|目前|使得)$")
_MANY_MENTIONS = 3
_GENERAL_LEAST = 150


@rule("NA-15")
def facts_of_its_own(case: Case) -> Verdicts:
    """Section one tells facts and figures of the organ itself.

    Generic subjects (部分地区, 多数部门) at the head of a clause, or a long text without a single
    figure, are a warning; a few figures only are a hint.  A government speaks rightly of its
    departments.  Measures at length on documents that the organ has none of are copied, too.

    Wrong: 部分地区还开发了政务APP；多数部门能在法定时限内答复.
    Right: 本局全年公开信息64条，答复申请3件.
    """
    yield from _generic(case)
    section = case.report.section(1)
    prose = squeeze(1, section.text) if section is not None else None
    letters = len(plain(prose.text)) if prose else 0
    if prose and letters >= _GENERAL_LEAST:
        least = case.profile.facts_least
        found = (m for m in _FACT.finditer(prose.text) if before(prose.text, m) not in _NO_FIGURE)
        facts = sum(1 for _ in islice(found, least))
        if facts < least:
            words = f"只有{facts}处" if facts else "没有"
            yield Fault(
                message=f"总体情况有{letters}字，{words}本单位的数字和事实，请补写条数、件数、次数和栏目名称。",
                section=1,
                quote=excerpt(prose, 0, sentence_at(prose.text, 0)[1], 60),
                expected=f"不少于{least}处",
                found=f"{facts}处",
                severity=Severity.INFO if facts else None,
            )
    yield from _borrowed(case)


def _generic(case: Case) -> Iterator[Fault]:
    if case.organ is Organ.GOVERNMENT:
        return
    words = "|".join(map(re.escape, listed("generic", case.profile)))
    pattern = re.compile(rf"(?P<word>{words})(?!的?(?:群众|居民|企业|文件|要求|领导|关于|部署))")
    found = [
        (prose, match)
        for prose in prose_of(case.report)
        if prose.section == 1
        for match in pattern.finditer(prose.text)
        if _LEADS.search(before(prose.text, match, 2))
    ]
    if found:
        prose, match = found[0]
        quote = prose.quote(*match.span("word"))
        others = sorted({m["word"] for _, m in found} - {match["word"]})
        also = f"（另有“{'”“'.join(others)}”）" if others else ""
        message = f"“{quote}”{also}说的不是本单位；总体情况应当写本单位的做法和数字。"
        yield Fault(message=message, section=prose.section, quote=quote, found=quote)


def _borrowed(case: Case) -> Iterator[Fault]:
    """Yield long measures on 规范性文件 in the report of an organ that has none."""
    names = [
        n for n in ("t2.norm.issued", "t2.norm.repealed", "t2.norm.valid") if n in case.report.cells
    ]
    section = case.report.section(5)
    prose = squeeze(5, section.text) if section is not None else None
    if len(names) < 3 or prose is None or any(case.number(name) != 0 for name in names):
        return
    mentions = [m.start() for m in re.finditer("规范性文件", prose.text)]
    if len(mentions) >= _MANY_MENTIONS:
        start, end = sentence_at(prose.text, mentions[0])
        quote = excerpt(prose, start, end, 80)
        message = (
            f"第五部分有{len(mentions)}处写规范性文件，而表二制发、废止、现行有效都是0，"
            "疑为套用他人的通用段落。"
        )
        yield Fault(message=message, section=5, cells=tuple(names), quote=quote)


# ------------------------------------------------------------------------------- off the subject
_PRESS = re.compile(
    "(?:被|获)[^。,;]{2,20}(?:采用|录用|采纳)(?:信息|稿件)?\\d+[条篇]|(?:采用|录用)信息\\d+[条篇]|投稿\\d+[条篇]|上稿\\d+[条篇]|报送(?:政务|党政)信息\\d+[条篇]"
)
_MAYBE = re.compile(
    "信息报送(?!审|的?公开)|政务信息工作|宣传报道|新闻宣传工作|信息员队伍|刊[发登载](?:新闻|宣传)稿件?"
)


@rule("NA-18")
def off_the_subject(case: Case) -> Verdicts:
    """The internal news service and publicity are no part of the report.

    Reporting what is to be published to one's own office (股室报送公开信息) is right; 信息报送 or
    宣传报道 alone is a hint.  All places stand in one finding.

    Wrong: 硬化信息工作制度，包括信息采集、编制、报送.
    Right: 完善公开属性认定和发布审核制度.
    """
    words = re.compile("|".join(map(re.escape, _squeezed(listed("off_topic", case.profile)))))
    texts = [(prose, unnamed(prose.text)) for prose in prose_of(case.report) if prose.section]
    sure = [(p, m) for p, text in texts for w in (words, _PRESS) for m in w.finditer(text)]
    maybe = [(p, m) for p, text in texts for m in _MAYBE.finditer(text)]
    found = sure or maybe
    if not found:
        return
    prose, match = found[0]
    quote = prose.quote(*match.span())
    others = list(dict.fromkeys(m[0] for _, m in (*sure[1:], *(maybe if sure else found[1:]))))
    others = [text for text in others if text not in match[0]]
    also = f"，另有“{'”“'.join(others)}”" if others else ""
    places = counted(p.section for p, _ in found)
    yield Fault(
        message=f"“{quote}”属于信息报送、宣传工作，与政府信息公开无关（{places}{also}），宜删除或者改写。",
        section=prose.section,
        quote=quote,
        found=quote,
        severity=None if sure else Severity.INFO,
    )


def _squeezed(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(squeeze(0, word).text for word in words)


RULES = (facts_of_its_own, off_the_subject)
