"""The outcomes of table three as sentences call them, from the labels of the form.

>>> [key for key, _ in outcome_words()][:2]
['R3_1', 'R3_2']
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from reportkit.form import FORMATS, load
from reportkit.text import normalise

__all__ = ["columns_named", "outcome_named", "outcome_words", "outcomes_at"]

# What people say instead of the label; keys are those of the form.
_SPOKEN = {
    "R3_1": "(?:准予|同意|全部)公开|予以提供",
    "R3_3_1": "国家秘密",
    "R3_3_2": "法律、?行政法规禁止",
    "R3_3_3": "三安全一稳定",
    "R3_3_4": "第三方合法权益",
    "R3_3_5": "内部事务信息",
    "R3_3_6": "过程性信息",
    "R3_3_7": "执法案卷",
    "R3_3_8": "行政查询事项",
    "R3_4": "不能提供",
    "R3_4_1": "不掌握",
    "R3_4_2": "另行制作",
    "R3_4_3": "补正后[^,;]{0,6}不明确",
    "R3_5_1": "(?:信访|投诉|举报)[^,;]{0,8}类",
    "R3_5_3": "公开出版物",
    "R3_5_4": "(?:大量|反复)[^,;]{0,4}申请",
    "R3_5_5": "重新出具",
    "R3_6_1": "逾期不补正|逾期未补正|未补正",
    "R3_6_2": "逾期[未不]缴",
}
_APPLICANTS = {
    "com": ("企业(?!、?事业|法人|和|或|及|、|单位)",),
    "law": ("律师事务所", "律所"),
}
_BOTH = re.compile(
    "(?:予以|全部)(?:公开)?(?:、|及|和|与|或者?|以及)部分公开|公开(?:、|及|和|与|或者?"
    "|以及)部分公开"
)
_JOINT = re.compile("(?:、|及|和|与|或者?|以及)+作?")
_FILLER = re.compile(
    r"(?:其中|其|已|均|依法|经审查|经研究|作出?|做出?|决定|答复|的|申请|案件|情形|属于"
    r"|为|因|以|是|数量?|件数"
    r"|有|共计?|计|合计|有关|政府信息|信息|公开申请|结果|类|等|分别|按|一是|二是|三是"
    r"|四是|五是|六是|[、,:\"“”'])*"
)
_TAIL = re.compile(
    r"(?:处理)?(?:的|了|决定|答复|政府信息|信息|公开|申请|案件|情形|数量?|件数|有|共计?"
    r"|计|合计|为|分别|[、,:\"“”']|\([^()]*\)|总数)*$"
)


@cache
def outcome_words() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return row keys with the words for them, sub-rows before groups that hold their words."""
    rows = load(FORMATS[0]).tables["t3"].blocks[0].rows
    group = next(entry for entry in rows.entries if entry.children)
    last = group.leaves[-1].key
    found = []
    for entry in (*group.children, *(e for child in group.children for e in child.children)):
        if entry.key == last or entry.spoken.endswith("其他"):
            continue
        words = re.escape(normalise(entry.spoken).removeprefix("属于").removeprefix("要求"))
        spoken = _SPOKEN.get(entry.key)
        found.append((entry.key, re.compile(f"{words}|{spoken}" if spoken else words)))
    return tuple(found)


@cache
def _any_outcome() -> re.Pattern[str]:
    return re.compile("|".join(pattern.pattern for _, pattern in outcome_words()))


def outcomes_at(words: str) -> tuple[str, str]:
    """Say which outcome words before a number name, and what else they say.

    Returns
    -------
    tuple
        The row key (``R3_1+R3_2`` for both together, empty for none) and the qualifying rest:
        words that make the figure a part of the outcome.
    """
    if not _any_outcome().search(words):
        return "", ""
    both = _BOTH.search(words)
    if both:
        return "R3_1+R3_2", _rest(words, both.start(), both.end())
    found = []
    for key, pattern in outcome_words():
        found += [(m.start(), m.end(), key) for m in pattern.finditer(words)]
    sub = [item for item in found if item[2].count("_") == 2]
    groups = [item for item in found if item[2].count("_") == 1]
    wider = sub and _as_example(words, max(end for _, end, _ in sub), groups)
    if wider:
        return wider, ""
    if sub:
        keys = {item[2] for item in sub}
        parents = {item[2] for item in groups}
        fits = len(keys) == 1 and all(next(iter(keys)).startswith(parent) for parent in parents)
        return (next(iter(keys)), "") if fits else ("", "")
    groups.sort()
    key = "+".join(dict.fromkeys(item[2] for item in groups))
    if not all(_JOINT.fullmatch(words[a[1] : b[0]]) for a, b in pairwise(groups)):
        return "", ""
    return key, _rest(words, groups[0][0], groups[-1][1])


def _as_example(words: str, end: int, groups: list[tuple[int, int, str]]) -> str:
    """Return the group that a sub-row only gives an example of: 因不掌握等原因无法提供."""
    return next((key for at, _, key in groups if at > end and "等" in words[end:at]), "")


def _rest(words: str, start: int, end: int) -> str:
    before = words[:start]
    filled = _FILLER.match(before)
    rest = before[filled.end() :] if filled else before
    behind = words[end:]
    return rest + ("" if _TAIL.fullmatch(behind) else behind)


_NAMED = re.compile(
    r"(?:申请)?(?:均|已|均已|依法|经审查)?(?:予以|作出?|做出?|属于?|为|被|因|答复|决定"
    r"|告知|的?(?:结果)?(?:为|是))?"
)


def outcome_named(words: str) -> str:
    """Say which outcome the words behind a number name (7件予以公开); empty for none."""
    key, rest = outcomes_at(words)
    if key.count("_") == 2 or not key:
        return key
    return key if not rest and _NAMED.match(words) else ""


@cache
def _columns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    columns = load(FORMATS[0]).tables["t3"].blocks[0].columns
    nat = columns.leaves[0]
    path = columns.path(columns.leaves[1].key)
    group = path[-2]
    names = "|".join(re.escape(name) for name in (group.label, *group.aliases))
    return (
        (nat.key, re.compile(rf"{re.escape(nat.label)}|公民(?:个人)?|个人(?!隐私|信息)")),
        (
            "+".join(leaf.key for leaf in group.leaves),
            re.compile(rf"{names}|法人、其他组织|法人或者其他组织|法人(?:组织)?|其他组织"),
        ),
        *(
            (
                leaf.key,
                re.compile("|".join((re.escape(leaf.label), *_APPLICANTS.get(leaf.key, ())))),
            )
            for leaf in group.leaves
            if leaf.label != "其他"
        ),
    )


def columns_named(words: str) -> str:
    """Say which kind of applicant is named: ``nat``, ``com``, ``com+res+…``; empty for none or all.

    Individuals and organisations named together are everybody, so no kind.
    """
    found = [key for key, pattern in _columns() if pattern.search(words)]
    keys = dict.fromkeys(leaf for key in found for leaf in key.split("+"))
    return (
        "" if len(keys) == sum(len(key.split("+")) for key, _ in _columns()[:2]) else "+".join(keys)
    )
