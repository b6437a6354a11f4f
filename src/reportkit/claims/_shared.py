"""Names that figures share: 新收、办结申请分别为11件、10件 is 新收申请11件, 办结申请10件.

Only words are taken apart here; which figures follow, `reportkit.claims._mentions` knows.

>>> names_of("全年新收、办结政府信息公开申请分别为", 2)
('全年新收政府信息公开申请', '办结政府信息公开申请')
"""

from __future__ import annotations

import re

__all__ = ["names_of"]

_EACH = re.compile(r"(?P<names>.+?)(?:各|的)?分别(?:是|为|有|达到?|共)*(?P<act>[^\d]*)")
# 和 joins two names, but also stands inside one: 法人和其他组织.
_JOINTS = (
    re.compile("、|以及|和|及|与"),
    re.compile("、|以及|和(?!其他)|及(?!其他)|与(?!其他)"),
    re.compile("、"),
)
_NOUN = re.compile(
    "(?:(?:政府)?信息公开申请|公开申请|申请|行政规范性文件|规范性文件|规章|决定|案件)"
    "(?:的?(?:数量?|件数|总数))?$"
)
# Offices that have a figure each: none of these figures is that of the whole organ.
_OFFICE = re.compile(
    "(?:局|委|委员会|办公?室?|镇|乡|街道|中心|单位|部门|处室?|科室?|股室?|厅|政府|院|所)$"
)
_YEAR = re.compile(r"(?:20\d\d|今|去|上)年度?")


def names_of(words: str, count: int) -> tuple[str, ...]:
    """Return the name of each of `count` figures, nothing where the words name another number.

    A noun at the end belongs to every name that has none of its own; a bare year takes all that
    is said behind the last one.
    """
    match = _EACH.fullmatch(words)
    if match is None:
        return ()
    for joint in _JOINTS:
        names = joint.split(match["names"])
        if len(names) == count and all(names) and not any(map(_OFFICE.search, names)):
            return tuple(f"{name}{match['act']}" for name in _completed(names))
    return ()


def _completed(names: list[str]) -> list[str]:
    last = names[-1]
    year = _YEAR.match(last)
    behind = last[year.end() :] if year else ""
    noun = _NOUN.search(last)
    return [
        name + behind
        if _YEAR.fullmatch(name)
        else name + (noun[0] if noun and not _NOUN.search(name) else "")
        for name in names
    ]
