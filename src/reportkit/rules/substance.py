"""What section five says: problems, measures and what became of last year's, NA-08 to NA-10.

>>> [rule.id for rule in RULES]
['NA-08', 'NA-09', 'NA-10']
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from reportkit.finding import Severity
from reportkit.rules._previous import objection
from reportkit.rules._prose import squeeze
from reportkit.rules._rule import Case, Fault, Undecided, Verdicts, rule
from reportkit.rules._spots import excerpt
from reportkit.rules._words import table
from reportkit.similarity import dice, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportkit.prose import Prose

__all__ = ["RULES"]


def _problems_section(case: Case) -> Prose | None:
    section = case.report.section(5)
    return squeeze(5, section.text) if section is not None else None


# ------------------------------------------------------------------------------- section five
_NONE = re.compile(
    r"(?:(?:\d{4}年度?|本年度?|今年|全年|目前|经自查|经梳理)[,]?)*(?:[我本][一-鿿]{1,4}|[一-鿿]{2,16}(?:局|镇|乡|街道|中心|办|委))?"
    r"(?:在?(?:政府信息公开|政务公开|信息公开)(?:工作)?(?:方面|中)?)?(?:暂时?|尚|均)?"
    r"(?:无|没有|不存在|未发现|未出现)(?:存在)?(?:的)?(?:突出|明显|主要|重大|任何|相关|以上|上述)*(?:的)?(?:问题|情况|不足|内容)?(?:及改进情况|和改进情况)?[。.]?"
)
_NO_PROBLEM = re.compile(
    r"(?:暂?无|没有|不存在|未发现|未出现)(?:存在)?(?:突出|明显|主要|重大|任何|相关)*(?:的)?(?:问题|不足)(?!清单|得到)"
    r"|问题(?:及改进情况)?[:]\s*(?:暂?无|没有|不存在)"
)
_PROBLEM = re.compile(
    "问题|不足|短板|差距|薄弱|欠缺|不够|有待|不[高强深细严准宽多广大足够全畅快熟实新]|不(?:充分|明显|主动|系统|统一|清晰|理想|顺畅|积极|精准|规律)|不及时|不到位|单一|滞后|还需|需进一步|需要?(?:加强|提升|提高|完善|改进|优化)|尚[未需有]|缺乏|较少|偏少|偏低|不全|难题|困难|弱项|不深|不细|不严|不准|不规范"
    "|需(?:进一步|要进一步|继续|持续)|不够|待(?:加强|提升|提高|完善|优化|拓宽|丰富|加大|强化)|瓶颈|不平衡|不均衡|不丰富|不完善|不健全|较弱|较慢|偏慢"
    "|紧张|较长|过长|影响(?!力)|频繁|分散|陈旧|老旧|参差不齐|脱节|疏漏|遗漏|错漏|缺失|缺位|较低|较差|不便|难以|尚有|仍[有需存然]|有限|局限|制约|匮乏|紧缺|重.{1,4}轻|看不懂|不熟悉|不了解"
)
_MEASURE = re.compile(
    "改进|下一步|措施|整改|将|今后|针对|加强|完善|推进|提升|优化|强化|继续|加大|拓宽|健全|建立|组织|规范|严格|落实|丰富|接下来|明年|\\d{4}年,?[我本]"
)
_SOLID = re.compile(r"\d|[一二三四五六七八九十](?:次|条|件|个)")


@rule("NA-08")
def problems_and_improvement(case: Case) -> Verdicts:
    """Section five names real problems and what is done about them; 无 is no answer.

    A short text that names a problem and a measure is only a hint.

    Wrong: 五、存在的主要问题及改进情况：无.
    Right: 一是栏目更新慢，财务信息晚发12天……改进：每月5日前由财务科提交.
    """
    prose = _problems_section(case)
    if prose is None:
        return
    text = prose.text.replace("\n", "")
    letters = len(re.sub(r"[\W_]", "", text))
    quote = excerpt(prose, 0, len(prose.text), 60) if prose.text else None
    without = _NO_PROBLEM.sub("", text)
    problem, measure = _PROBLEM.search(without), _MEASURE.search(without)
    if not letters:
        reason = "没有内容"
    elif _NONE.fullmatch(text) or text.strip("。./-—") in {"", "无", "暂无", "略"}:
        reason = f"只写“{text}”"
    elif not problem:
        reason = "没有写出存在的问题"
    elif not measure:
        reason = "只写了问题，没有写改进情况和措施"
    elif letters < case.profile.section_five_least:
        reason = f"只有{letters}字，问题和改进情况恐怕没有写清楚"
    else:
        return
    light = bool(problem and measure and (letters >= 30 or _SOLID.search(text)))
    yield Fault(
        message=f"第五部分{reason}；应当写明具体问题和改进情况。",
        section=5,
        quote=quote,
        found=text[:30] or "空白",
        severity=Severity.INFO if light else None,
    )


# ------------------------------------------------------------------------------- problem by problem
_TURN = re.compile(
    r"(?:^|(?<=[。;\n!]))(?:\([一二三四五六七八九十]\)|[一二三四五六七八九十]、)?(?:下一步|下步|接下来|为此|对此|为(?:了|进一步)?(?:解决|改进|整改)|今后|在今后|改进(?:情况|措施|方向|办法|工作)|整改(?:情况|措施)|针对|对照|基于|围绕(?:上述|以上|存在)"
    r"|下一年|明年|新的一年|我[一-鿿]{1,2}将|本[一-鿿]{1,2}将|在?\d{4}年[^。]{0,30}?(?:将|要|重点|改进|着力|从以下))",
    re.MULTILINE,
)
_ALL_MENDED = re.compile(
    "逐[项条一](?:整改|改进|解决|落实)|全部(?:整改|解决)|均已(?:整改|解决|改进)|补齐短板"
)
_MEASURES_LEAST = 40  # characters; in less, nothing can be missed
_HEAD = re.compile(r"(?:主要|存在的?)?(?:问题|不足)[^。\n]{0,8}[:。]|问题[:]")
_VIEW = re.compile(r"^从[^,。]{2,16}看,")
_ITEM = re.compile(
    r"(?:[一二三四五六七八九十]{1,2}是|\([一二三四五六七八九十\d]{1,2}\)|(?<!\d)\d{1,2}[.、](?!\d)|第[一二三四五][,、是]|[①-⑩]|此外|同时,|另外|其次)"
)
_EMPTY = re.compile(
    "政府信|政务信|府信息|务信息|信息公|息公开|政务公|务公开|公开工|开工作|进一步|存在|问题|不足|需要|加强|提升|提高|完善|情况|方面|[我本的了在和与]|单位|部分|个别|公众(?!号)|群众|主要|一些|差距|工作"
)


# A sentence on last year's problems: 上年报告提出的链接失效等问题已得到改进.
_LOOKS_BACK = re.compile(
    r"(?:^|(?<=[。\n]))(?:\([一二三四五六七八九十]\)|[一二三四五六七八九十]、)?[^。\n]{0,12}?(?:上年|上一年|去年)"
    r"(?![^。\n]*(?:仍|依然|还(?:有|存在|不|未|没)))[^。\n]{0,60}?(?:问题|不足)[^。\n]*",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class _Point:
    """A problem: where its telling clauses stand, what they say, and all that is said of it."""

    start: int
    end: int
    text: str
    whole: str


@rule("NA-09")
def answered_problems(case: Case) -> Verdicts:
    """Each problem of section five is answered by a measure.

    A problem counts as answered where any measure shares one of its topics or one of its own words;
    only a problem that nothing touches is reported, for a person to judge.  Where the topic leaves
    room for measures in other words (意识, 知晓度), that is a hint.

    Wrong: problems: few channels; measures: explaining policies, documents.
    Right: problem: late publication; measure: a list of terms with reminders.
    """
    prose = _problems_section(case)
    if prose is None:
        return
    turn = _turn(prose.text)
    measures = prose.text[turn:]
    if len(measures) < _MEASURES_LEAST or _ALL_MENDED.search(measures):
        return
    for point in _points(prose.text[:turn]):
        topics = [topic for topic in _topics() if topic.names(point.text)]
        if not topics or any(topic.answers(measures) for topic in topics):
            continue
        if _own_words(point.whole) & _own_words(measures):
            continue
        quote = prose.quote(point.start, point.end)
        name = topics[0].name
        yield Fault(
            message=f"所列问题“{quote}”没有相应的改进措施（措施中没有涉及{name}），请人工核对。",
            section=5,
            quote=quote,
            expected=name,
            severity=None if topics[0].sure else Severity.INFO,
        )


@dataclass(frozen=True, slots=True)
class _Topic:
    name: str
    sure: bool
    problem: re.Pattern[str]
    measure: re.Pattern[str]

    def names(self, text: str) -> bool:
        return bool(self.problem.search(text))

    def answers(self, text: str) -> bool:
        return any(match["word"] for match in self.measure.finditer(text))


@cache
def _topics() -> tuple[_Topic, ...]:
    found = []
    for item in table("topics")["topic"]:
        words = "|".join(map(re.escape, item["words"]))
        signs = "|".join(map(re.escape, item.get("signs", item["words"])))
        passing = item.get("unless")
        skipped = rf"{passing}(?:{words})|" if passing else ""
        measure = re.compile(rf"{skipped}(?P<word>{words})")
        found.append(_Topic(item["name"], item.get("sure", False), re.compile(signs), measure))
    return tuple(found)


def _turn(text: str) -> int:
    """Return where the text turns from problems to measures; its end where it does not."""
    turns = (m.start() for m in _TURN.finditer(text))
    return next((place for place in turns if _PROBLEM.search(text[:place])), len(text))


def _points(text: str) -> Iterator[_Point]:
    """Yield the problems named in the first part of section five, each with its clause.

    What became of last year's problems is no problem of this year.
    """
    headed = False
    for clause in re.finditer(r"[^。;\n]+", _LOOKS_BACK.sub(lambda m: "。" * len(m[0]), text)):
        cuts = [0, *(m.start() for m in _ITEM.finditer(clause[0])), len(clause[0])]
        for first, last in pairwise(cuts):
            piece = clause[0][first:last]
            rest = _VIEW.sub("", _HEAD.sub("", piece))
            headed = headed or rest != piece
            if rest.strip(",:") and (headed or _PROBLEM.search(rest)):
                marked = _ITEM.match(piece) or _VIEW.match(piece)
                begin = first + (marked.end() if marked else 0)
                start, end = clause.start() + begin, clause.start() + last
                yield _point(text, start, end)


def _point(text: str, start: int, end: int) -> _Point:
    """Cut a problem to the clauses that say something: 渠道单一,缺乏多样化的传播方式."""
    telling = [
        (start + m.start(), start + m.end())
        for m in re.finditer("[^,:]+", text[start:end])
        if any(topic.names(m[0]) for topic in _topics())
    ]
    first, last = (telling[0][0], telling[-1][1]) if telling else (start, end)
    return _Point(first, last, text[first:last], text[start:end])


def _own_words(text: str) -> set[str]:
    """Return the passages of three characters that are about something."""
    passages = {text[i : i + 3] for i in range(len(text) - 2)}
    return {p for p in passages if re.fullmatch("[一-鿿]{3}", p) and not _EMPTY.search(p)}


# ------------------------------------------------------------------------------- last year
_DONE = re.compile(
    r"(?<!早)已(?!经?成为|有(?!效))|针对(?:上年|去年|上一年|\d{4}年度?|往年)|对(?:上年|去年|上一年)度?(?:报告)?(?:指出|提出|所列|反映|查找)|较(?:上年|去年|上一年|往年)|(?:上年|去年|上一年)度?[^。]{0,12}(?:问题|不足|整改)|整改(?:完成|到位|完毕)|完成整改|全部整改"
    r"|(?:开展|组织|举办|建立|完善|制定|修订|新增|解决|优化|健全|增设|调整|梳理|清理|印发|出台|参加|开设|开通|明确|落实|加强|改进|提升|提高|强化|推动|补充|更新|配备|增加|拓展|丰富|规范|进行|实现|做到)了"
    r"|得到(?:了)?(?:有效|明显|较好|显著)?(?:解决|改善|提升|加强|改进)|及时进行了?|(?:全年|本年度?|今年)[^。]{0,12}(?:开展|组织|举办|培训|整改|发布|更新|清理)|有(?:了)?(?:明显|显著|较大|所)(?:改善|提升|提高|改进)|改进(?:情况|成效)[:：][^。]*\d|完成(?:了|率)?"
)
_SAME_PROBLEM = 12


@rule("NA-10")
def results_of_last_year(case: Case) -> Verdicts:
    """Section five tells what became of last year's problems, and does not repeat them.

    Nothing but plans is a hint, with or without last year's report; nearly the same section as last
    year's is a warning, a problem named word for word again a hint.

    Wrong: 人员业务能力有待提高 two years running, no training mentioned.
    Right: 针对上年业务能力问题，全年培训4次、68人次.
    """
    prose = _problems_section(case)
    if prose is None or not _PROBLEM.search(prose.text):
        return
    undone = not _DONE.search(prose.text)
    if undone:
        yield Fault(
            message="第五部分只写了打算，没有写上年所列问题的改进结果。",
            section=5,
            quote=excerpt(prose, 0, len(prose.text), 60),
            severity=Severity.INFO,
        )
    reason = objection(case)
    if reason:
        yield Undecided(reason)
        return
    last = case.previous.section(5) if case.previous else None
    if last is None or not last.text.strip():
        return
    alike = dice(prose.text, last.text)
    if alike > case.profile.section_five_same:
        yield Fault(
            message=f"第五部分与上年报告相似度约{alike:.0%}，问题和措施应当写当年的情况。",
            section=5,
            quote=excerpt(prose, 0, len(prose.text), 60),
            found=f"{alike:.0%}",
        )
    elif undone:
        yield from _repeated_problems(prose, squeeze(5, last.text))


def _repeated_problems(prose: Prose, last: Prose) -> Iterator[Fault]:
    old = plain(last.text)
    for point in _points(prose.text[: _turn(prose.text)]):
        letters = plain(point.text)
        if len(letters) >= _SAME_PROBLEM and letters in old:
            quote = prose.quote(point.start, point.end)
            message = f"“{quote}”是上年就写过的问题，应当写明一年来做了什么、效果如何。"
            yield Fault(message=message, section=5, quote=quote, severity=Severity.INFO)
            return


RULES = (problems_and_improvement, answered_problems, results_of_last_year)
