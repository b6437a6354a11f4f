"""What the organ calls itself, and names of other organs left in the text: WD-09 and WD-10.

Other organs are named for good reasons (a government's departments, a partner, the superior), so
only a name in the place of the reporting organ counts.

>>> [rule.id for rule in RULES]
['WD-09', 'WD-10']
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportkit.finding import Severity
from reportkit.report import Organ
from reportkit.rules._agency import differ, is_county_level
from reportkit.rules._prose import ordinal, prose_of, squeeze
from reportkit.rules._rule import Case, Fault, Undecided, Verdicts, rule
from reportkit.rules._spots import before, sentence_at, unnamed
from reportkit.text import normalise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportkit.prose import Prose

__all__ = ["RULES"]

_ENDINGS = (
    "局|委员会|委|办事处|街道|镇|(?<![下返回家])乡|中心|厅|办公室|办|院|馆|所|站|处|队|校|会|部"
)
_ENDING = re.compile(rf"(?:{_ENDINGS}|人民政府|政府|市|县|区|州|旗|省)$")

# ------------------------------------------------------------------------------- self-names
_SELF = re.compile(
    r"[我本](?:单位|机关(?!不掌握)|部门|中心|街道|委员会|局|委|办(?![理法公事结])|厅|镇|乡|院|馆|校|队|所(?![有称列在需])|站|处(?![理罚置])|市|县|区)"
)
_LEADS = frozenset("。,;:、\n(由为是在对向使年度与和将“《") | {""}
_SITES = (
    re.compile("政务网(?<!信息政务网)(?!络)站?"),
    re.compile("政府(?:门户)?网站?(?!络|民|上)"),
)
_MOST_NAMES = 3


@rule("WD-09")
def self_names(case: Case) -> Verdicts:
    """The organ calls itself, and its website, by one name throughout.

    我局, 本局, 本单位 and the full name as the subject of the running text count; three of them are
    worth a hint.  我县 in a bureau's report is the place and does not count, nor does the full name
    in the introduction.

    Wrong: 我中心, 本中心, 本单位 and 某市某中心 in one report.
    Right: 本中心 throughout.
    """
    first: dict[str, tuple[Prose, int]] = {}
    sites: dict[int, str] = {}
    for prose in prose_of(case.report):
        for name, start in _names_in(case, prose):
            first.setdefault(name, (prose, start))
        for no, pattern in enumerate(_SITES):
            site = pattern.search(unnamed(prose.text))
            if site:
                sites.setdefault(no, site[0])
    parts = []
    if len(first) >= _MOST_NAMES:
        parts.append(f"自称有{'、'.join(first)}{len(first)}种")
    if len(sites) == len(_SITES):
        parts.append(f"网站有“{sites[0]}”“{sites[1]}”两种叫法")
    if not parts:
        return
    found = "、".join([*first, *sites.values()])
    message = f"{'；'.join(parts)}，宜前后统一。"
    if len(first) < _MOST_NAMES:
        yield Fault(message=message, found=found)
        return
    name, (prose, start) = list(first.items())[-1]
    quote = prose.quote(start, start + len(name))
    yield Fault(message=message, section=prose.section, quote=quote, found=found)


def _names_in(case: Case, prose: Prose) -> Iterator[tuple[str, int]]:
    places = case.organ is Organ.GOVERNMENT
    for match in _SELF.finditer(prose.text):
        is_self = before(prose.text, match) in _LEADS
        if is_self and (places or match[0][1:] not in {"市", "县", "区"}):
            yield match[0], match.start()
    own = normalise(case.report.agency or "")
    if prose.section and len(own) > 4:
        own_name = re.search(rf"{re.escape(own)}(?!(?:政府)?(?:门户)?网站?)", prose.text)
        if own_name:
            yield own, own_name.start()


# ------------------------------------------------------------------------------- other organs
_LETTER = "(?![我本该们年度月的了是在])[一-鿿]"
_NAME = rf"(?:{_LETTER}){{1,16}}?(?:{_ENDINGS}|人民政府)"
# 县局 and 本局 name no organ of their own.
_NAMELESS = re.compile(
    rf"^(?:省|市|县|区|州|旗|镇|乡|总|分|支|该|贵|上级|直属|各|全|我|本|局|市县|县区|镇街|乡镇)*(?:{_ENDINGS}|人民政府|政府)$"
)
_ACTS = (
    "高度重视|认真贯彻|深入贯彻|全面贯彻|认真落实|严格按照|严格落实|严格执行|积极推进|扎实推进|持续推进|全面推进|切实加强|不断加强|认真做好|扎实做好|坚持以"
    "|主动公开|共主动公开|共公开|累计公开|公开政府信息|共收到|未收到|收到政府信息|收到依申请|没有收到|全年共|全年主动|全年收到|全年未"
)
_SUBJECT = re.compile(
    rf"(?:^|(?<=[。;\n])|(?<=年,)|(?<=年度,)|(?<=来,)|(?<=年))(?P<name>(?![我本该各全其])(?:{_NAME}))(?={_ACTS})",
    re.MULTILINE,
)
_OFFICE_ACTS = re.compile(rf"(?:{_ENDINGS}|人民政府)(?:{_ACTS})")
_ABOVE = re.compile(
    "^(?:国务院|国家|中共|党中央|省|自治区|市委|县委|区委|州委|党委|上级)|政府$|党组$|领导小组$|分局$|支局$|派出所$|各|全[市县区省州]|部门$|党工委"
)
_COMPILED = re.compile(
    rf"由(?P<name>{_NAME})(?:办公室|综合科|[一-鿿]{{2,5}}科)?(?:负责)?(?:编制|汇总|撰写|制作)"
)
_CONTACT = re.compile(
    rf"(?:请?(?:与|和|向|同|径向)|联系(?:单位|部门)?[:：]?|联系)(?P<name>{_NAME})(?:办公室|综合科|[一-鿿]{{2,5}}[科股室])?(?:联系|咨询|反映|[,(。]|电话|\(地址|\(电话)"
)
_WHOSE = re.compile(
    rf"(?:^|[,。;:])(?:现|兹)?将?(?:公布|发布|编制)?(?P<name>{_NAME})(?=20\d\d年度?(?:政府)?信息公开工作(?:年度)?报告)",
    re.MULTILINE,
)
_OTHER_SELF = {
    "局": "镇|乡|街道|委员会",
    "镇": "局|街道|乡|委员会",
    "乡": "局|街道|镇|委员会",
    "街道": "局|镇|乡|委员会",
    "办事处": "局|镇|乡|委员会",
}


@rule("WD-10")
def foreign_names(case: Case) -> Verdicts:
    """No other organ stands where the reporting organ should: signature, contact, subject.

    Partners, superiors, a government's own departments and subordinate offices are named rightly.
    Names elsewhere need the roster of units and are left undecided.

    Wrong: 乙局高度重视信息公开工作 in the report of 甲局.
    Right: 在县司法局指导下，我局…; 由县政府办公室统一发布.
    """
    own = normalise(case.report.agency or "")
    if not own:
        yield Undecided("单位名称")
        return
    seen = {fault.found for fault in (*_signature(case, own),)}
    yield from _signature(case, own)
    undecided = False
    for prose in prose_of(case.report):
        for fault in (*_introduced(prose, own), *_subjects(case, prose, own)):
            if isinstance(fault, Undecided):
                undecided = True
            elif fault.found not in seen:
                seen.add(fault.found)
                yield fault
        yield from _other_self(case, prose, own)
    if undecided:
        yield Undecided("单位名录（核对文中出现的其他单位）")


def _signature(case: Case, own: str) -> Iterator[Fault]:
    signed = squeeze(0, case.report.signed_by or "").text.replace("\n", "")
    if signed and _is_other(own, signed) and not _of_one_house(own, signed):
        message = (
            f"落款“{signed}”与标题里的单位“{own}”不是同一个单位，疑为借用他单位的报告没有改净。"
        )
        yield Fault(message=message, section=6, expected=own, found=signed)


def _introduced(prose: Prose, own: str) -> Iterator[Fault]:
    """Yield names of another organ that compiles the report or answers questions on it."""
    if prose.section > 1:
        return
    patterns = (
        (_COMPILED, "编制单位"),
        (_CONTACT, "联系单位"),
        *(((_WHOSE, "报告单位"),) if prose.section == 0 else ()),
    )
    for pattern, words in patterns:
        for match in pattern.finditer(prose.text):
            name, end = match["name"], match.end("name")
            if own.endswith("政府办公室") and prose.text.startswith("政府办公室", end - 2):
                name, end = f"{name}办公室", end + len("办公室")
            if not _is_other(own, name) or _of_one_house(own, name):
                continue
            if pattern is not _WHOSE and not _same_kind(own, name):
                continue
            quote = prose.quote(match.start("name"), end)
            message = f"{words}“{quote}”不是本单位（{own}），疑为借用他单位的报告没有改净。"
            yield Fault(message=message, section=prose.section, quote=quote, expected=own,
                        found=name)  # fmt: skip


def _subjects(case: Case, prose: Prose, own: str) -> Iterator[Fault | Undecided]:
    """Yield other organs of the same kind as the subject of the organ's own work."""
    speaks_for_others = own.endswith(("政府", "办公室", "市", "县", "区"))
    if case.organ is Organ.GOVERNMENT or (speaks_for_others and case.organ is not Organ.TOWNSHIP):
        return
    text = unnamed(prose.text)
    for match in _SUBJECT.finditer(text) if _OFFICE_ACTS.search(text) else ():
        name = match["name"]
        above = _ABOVE.search(name) or (name.startswith("市") and is_county_level(own))
        if above or not _is_other(own, name) or not _same_kind(own, name):
            continue
        start, end = sentence_at(text, match.start())
        if "公开" not in text[start:end]:
            continue
        if _of_one_house(own, name):
            yield Undecided("单位名录")
            continue
        quote = prose.quote(match.start(), match.end())
        message = (
            f"{ordinal(prose.section)}以“{quote}”作主语写公开工作，本单位是{own}，"
            "疑为借用他单位的报告没有改净。"
        )
        yield Fault(message=message, section=prose.section, quote=quote, expected=own, found=name)


def _other_self(case: Case, prose: Prose, own: str) -> Iterator[Fault]:
    """Yield 我镇 in the report of a bureau, and the like."""
    kind = next((end for end in _OTHER_SELF if own.removesuffix("人民政府").endswith(end)), "")
    if not prose.section or not kind or case.organ is Organ.GOVERNMENT:
        return
    match = re.search(rf"我(?:{_OTHER_SELF[kind]})(?![一-鿿]*(?:一级|两级|干部职工))", prose.text)
    if match and not re.search(rf"(?:{match[0][1:]})[一-鿿]*$", own):
        quote = prose.quote(match.start(), match.end())
        message = f"“{quote}”不是本单位（{own}）的自称，疑为借用他单位的报告没有改净。"
        yield Fault(message=message, section=prose.section, quote=quote, expected=own, found=quote,
                    severity=Severity.WARNING)  # fmt: skip


def _same_kind(own: str, name: str) -> bool:
    """Whether two names end alike: two bureaus, two towns."""
    one, other = _ENDING.search(own), _ENDING.search(name)
    towns = {"镇", "乡", "街道", "办事处", "人民政府"}
    if one is None or other is None:
        return False
    return one[0] == other[0] or (one[0] in towns and other[0] in towns)


# 市 of 市场监督 and 城市管理 is no place.
_CITY = "(?<!城)市(?![场政容监民级直])"
_PLACE = re.compile(
    f"^(?:[一-鿿]{{2,6}}?(?:自治区|自治州|自治县|省|{_CITY}|州|盟))?(?:[一-鿿]{{2,6}}?(?:自治县|县|区(?![域划])|{_CITY}|旗))?"
)


def _short(name: str) -> str:
    """Return a name without its place: 林业局 for 青禾县林业局 and 县林业局."""
    rest = _PLACE.sub("", name) or name
    if rest == name:
        rest = re.sub("^(?:省|市(?![场政容监民级直])|县|区|州|旗|自治县)(?=[一-鿿]{2})", "", name)
    return re.sub("人民政府$|办事处$", "", rest)


def _is_other(own: str, name: str) -> bool:
    """Whether a name clearly is another organ's, short names and renamed organs considered."""
    if _NAMELESS.match(name):
        return False
    mine, theirs = _short(own), _short(name)
    if _abbreviates(theirs, mine):
        return _is_elsewhere(own, name)
    if not theirs or mine.endswith(theirs) or theirs.endswith(mine) or own.endswith(name):
        return _is_elsewhere(own, name)
    return differ(own, name) or differ(mine, theirs)


def _abbreviates(short: str, full: str) -> bool:
    """Whether a name is made of characters of another in their order: 市监局, 市场监督管理局."""
    letters = iter(full)
    return all(letter in letters for letter in _ENDING.sub("", short) or "■")


def _is_elsewhere(own: str, name: str) -> bool:
    """Whether the same office is named of another place: 乙县林业局 in the report of 甲县林业局."""
    one, other = (_PLACE.match(text) for text in (own, name))
    first, second = one[0] if one else "", other[0] if other else ""
    return (
        bool(first and second)
        and not (first.endswith(second) or second.endswith(first))
        and (differ(own, name))
    )


def _of_one_house(own: str, name: str) -> bool:
    """Whether one is an office of the other, or below it: 县政府 and 县政府办公室."""
    if name.startswith(own) or own.startswith(name):
        return True
    if name.endswith(("政府办公室", "政府办公厅")):
        counties = is_county_level(own) and is_county_level(name)
        return not (counties and _is_elsewhere(own, name))
    city, other = _PLACE.match(own), _PLACE.match(name)
    if not city or not other or not city[0] or not other[0]:
        return False
    alike = _short(own) == _short(name)
    return alike and not is_county_level(own)


RULES = (self_names, foreign_names)
