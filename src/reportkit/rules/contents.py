"""What section one must say, and at what length: ST-06, ST-07 and ST-13.

The five topics and their words come from the form; no topic is named here.

>>> [rule.id for rule in RULES][:2]
['ST-06', 'ST-07']
"""

from __future__ import annotations

import re
from bisect import bisect
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from reportkit.finding import Severity
from reportkit.report import Organ
from reportkit.rules._prose import han, squeeze
from reportkit.rules._rule import Case, Fault, Verdicts, rule
from reportkit.rules._scope import before_any_form, form_in_force, since_2021
from reportkit.text import normalise

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reportkit.form import Topic
    from reportkit.rules._prose import Prose

__all__ = ["RULES"]

# ------------------------------------------------------------------------------ section one
_ITEM = re.compile(
    r"(?:^|(?<=[。;:,\n]))(?:\([一二三四五六七八九十\d]{1,3}\)|[一二三四五六七八九十]{1,2}是|[①-⑳]"
    r"|[一二三四五六七八九十]{1,2}、|第[一二三四五六七八九十][,、是]|\d{1,2}[.、](?!\d)|首先|其次)",
    re.MULTILINE,
)
_CLAUSE = re.compile(r"[^。,;:、!?\n]+")
_BARE_YEAR = re.compile(r"(?:\d{4}年度?|今年|全年|本年度?|一年来)(?:以来)?")
_PUBLISHED = re.compile(r"(?:公开|发布|公布|公示|更新|推送|刊发).{0,16}\d余?多?[条件篇份项个期则]")
_BY_WAY_OF = re.compile("(?:通过|利用|依托|借助|发挥|在|于)")
_POINT = re.compile(r"[^。,;:!?\n]+")
_SHORT_HEAD = 20


@rule("ST-06")
def topics(case: Case) -> Verdicts:
    """Section one covers the five topics of the form.

    A topic counts where a paragraph or item is about it, or where a clause says what was done
    about it (优化网站栏目).  A website named as the place of publication, or a lone 监督, does not
    count: nearly every report has these words.  All topics that lack stand in one finding; those
    that only the profile asks for, where any of their words will do, in another.

    Wrong: five points on mechanism, disclosure, applications, management and supervision.
    Right: （四）政府信息公开平台建设：依托市政府门户网站专栏，全年调整栏目2个.
    """
    section = case.report.section(1)
    if not since_2021(case) or section is None or not section.text.strip():
        return
    wanted = next(s.topics for s in form_in_force().sections if s.no == 1)
    prose = squeeze(1, section.text)
    lacking = [topic for topic in wanted if not _covers(prose, topic)]
    if lacking:
        names = "、".join(topic.name for topic in lacking)
        places = _places(prose, lacking)
        note = f"（文中的{'、'.join(places)}只是发布信息的地方）" if places else ""
        yield Fault(
            message=f"总体情况没有写到{names}{note}；应当写全{'、'.join(t.name for t in wanted)}"
            f"{han(len(wanted))}个方面。",
            section=1,
            expected="、".join(topic.name for topic in wanted),
            found="、".join(topic.name for topic in wanted if topic not in lacking),
        )
    yield from _local_topics(prose, case.profile.topics)


def _local_topics(prose: Prose, topics: Mapping[str, tuple[str, ...]]) -> Iterator[Fault]:
    """Yield what the local notice asks for and no word of section one tells."""
    told = {name: any(word in prose.text for word in words) for name, words in topics.items()}
    lacking = [name for name, there in told.items() if not there]
    if lacking:
        yield Fault(
            message=f"当地要求总体情况写到的{'、'.join(lacking)}，本报告没有写。",
            section=1,
            expected="、".join(told),
            found="、".join(name for name, there in told.items() if there),
        )


@lru_cache(maxsize=64)
def _covers(prose: Prose, topic: Topic) -> bool:
    if any(word in prose.text for word in topic.words):
        return True
    heads = _any_of(topic.heads)
    if not heads.search(prose.text):
        return False
    if any(_is_about(head, heads) for head in _subjects(prose)):
        return True
    acts = _any_of(topic.acts)
    clauses = _clauses(prose)
    starts = [clause.start() for clause in clauses]
    named = {bisect(starts, head.start()) - 1 for head in heads.finditer(prose.text)}
    return any(_acts_on(clauses[place][0], heads, acts) for place in named)


@lru_cache(maxsize=16)
def _clauses(prose: Prose) -> tuple[re.Match[str], ...]:
    return tuple(_CLAUSE.finditer(prose.text))


@lru_cache(maxsize=32)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern for any of the words; none of none."""
    return re.compile("|".join(map(re.escape, words)) or "(?!)")


def _is_about(head: str, heads: re.Pattern[str]) -> bool:
    """Whether a paragraph's first words name the topic, other than as a means to publish."""
    named = heads.search(head)
    if named is None or _PUBLISHED.search(head):
        return False
    return not _BY_WAY_OF.search(head[: named.start()])


def _acts_on(clause: str, heads: re.Pattern[str], acts: re.Pattern[str]) -> bool:
    """Whether a clause says that something was done about the topic, not just published there."""
    said = heads.search(clause) and acts.search(clause)
    return bool(said) and not _PUBLISHED.search(clause)


@lru_cache(maxsize=16)
def _subjects(prose: Prose) -> tuple[str, ...]:
    """Return what each paragraph and each item is about: its first words."""
    return tuple(_first_words(prose))


def _first_words(prose: Prose) -> Iterator[str]:
    for line in prose.text.split("\n"):
        starts = [match.span() for match in _ITEM.finditer(line)]
        for _, end in starts:
            clauses = (point[0] for point in _POINT.finditer(line, end, end + 80))
            yield next((c for c in clauses if not _BARE_YEAR.fullmatch(c)), "")
        if not starts or starts[0][0] > 0:
            head = re.split("[。:]", line, maxsplit=1)[0]
            if len(head) <= _SHORT_HEAD:
                yield head


def _places(prose: Prose, lacking: list[Topic]) -> list[str]:
    """Name the first places of publication that are no topic of their own."""
    text = prose.text
    words = (word for topic in lacking for word in topic.heads if word in text)
    found = (w for w in words if re.search(rf"{_BY_WAY_OF.pattern}[^。,]{{0,14}}{w}", text))
    return list(islice(found, 2))


_DUTIES = (
    ("工作考核", re.compile("考核|考评|绩效评估|绩效考评")),
    ("社会评议", re.compile("评议|满意度|第三方评估|民意调查|问卷")),
    ("责任追究", re.compile("责任追究|追责|问责|追究.{0,4}责任")),
)
_RESULT = re.compile(
    r"\d|[一二三四五六七八九十]次|已|未|无|没有|不存在|结果|通报|完成|纳入|列入|得分|评分|位[列居]|排名|优秀|良好"
    r"|满意|整改|合格|占比?|组织了?|开展了?|实施|接受|定期|每[年季半月]"
)
_PLAN = re.compile(
    "将(?:进一步|继续|会|要|加|组织|开展|探索|适时|逐步|研究|定期|对)|下一步|拟|要|继续|进一步|不断|加强(?!了)"
    "|强化(?!了)|完善(?!了)|健全(?!了)|推进(?!了)"
)


@rule("ST-07")
def duties_of_governments(case: Case) -> Verdicts:
    """A government also reports on assessment, public review and accountability.

    Each must be named with a result, not only as an intention.  Article 50 says 各级人民政府: a
    township's people's government is one too (hint only, since no notice seen insists on it); a
    street office is not.

    Wrong: 加强监督考核.
    Right: 年度考核占4%，结果已通报；满意度评议得分91.2；全年无责任追究情形.
    """
    severity = _bound_by_article_50(case)
    texts = [squeeze(s.no, s.text) for s in case.report.sections if s.no in {1, 5, 6}]
    if severity is None or not texts or before_any_form(case):
        return
    sentences = [text for prose in texts for _, text in prose.sentences()]
    absent, bare = [], []
    for name, words in _DUTIES:
        about = [sentence for sentence in sentences if words.search(sentence)]
        if not about:
            absent.append(name)
        elif not any(_tells_result(sentence, words) for sentence in about):
            bare.append(name)
    if absent or bare:
        parts = [f"没有写{'、'.join(absent)}" if absent else ""]
        parts.append(f"{'、'.join(bare)}只写了要求或者打算，没有写结果" if bare else "")
        yield Fault(
            message=f"各级人民政府的报告还应当写工作考核、社会评议和责任追究结果，本报告"
            f"{'；'.join(part for part in parts if part)}。",
            section=1,
            expected="、".join(name for name, _ in _DUTIES),
            found="、".join(n for n, _ in _DUTIES if n not in absent + bare) or "无",
            severity=severity,
        )


def _bound_by_article_50(case: Case) -> Severity | None:
    if case.organ is Organ.GOVERNMENT:
        return Severity.ERROR
    names = (case.report.agency or "", case.report.signed_by or "", case.report.title or "")
    if case.organ is Organ.TOWNSHIP and any("人民政府" in normalise(name) for name in names):
        return Severity.INFO
    return None


def _tells_result(sentence: str, words: re.Pattern[str]) -> bool:
    """Whether a clause with the word, or the one after it, tells more than an intention."""
    clauses = _POINT.findall(sentence)
    for place, clause in enumerate(clauses):
        if words.search(clause):
            near = "，".join(clauses[max(place - 1, 0) : place + 2])
            if _RESULT.search(words.sub("", near)) and not _PLAN.match(clause):
                return True
    return False


@rule("ST-13")
def length(case: Case) -> Verdicts:
    """Section one has about a thousand characters, as local notices ask.

    The limits are those of the profile; white space does not count.

    Wrong: 3200 characters on the organ's business.
    Right: about 900 characters, a paragraph a topic.
    """
    section = case.report.section(1)
    if not since_2021(case) or section is None or not section.text.strip():
        return
    count = len(re.sub(r"\s", "", section.text))
    most, least = case.profile.section_one_most, case.profile.section_one_least
    if count > most:
        message = (
            f"总体情况共{count}字，超过了{most}字；请按当地要求精简，留下与公开有关的做法和数字。"
        )
        yield Fault(message=message, section=1, expected=f"不超过{most}字", found=f"{count}字")
    elif count < least:
        message = f"总体情况只有{count}字（不到{least}字），五个方面恐怕没有写清楚。"
        yield Fault(message=message, section=1, expected=f"不少于{least}字", found=f"{count}字")


RULES = (topics, duties_of_governments, length)
