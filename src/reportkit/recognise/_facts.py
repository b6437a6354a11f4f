"""Facts of a report out of its running text: organ, year, kind.

What the text does not say is None; nothing is guessed.
"""

from __future__ import annotations

import itertools
import re

from reportkit.report import Organ
from reportkit.text import normalise, simplify

__all__ = ["agency_of", "kind_of", "organ_in", "year_of"]

_YEAR = re.compile(r"(?<!\d)(20\d{2})\s*年")
# how a text says which year it tells of; other years stand beside laws, documents, comparisons
_TOLD = re.compile(
    r"(?<!\d)(20\d{2})年度?(?:全年|[,，](?!国务院|国家|中央|中共|党中央|全国|省|习近平)|我|本|共)|截[至止](20\d{2})年(?:12月31日|底)|[现現][将將]\S{0,6}?(20\d{2})年"
)
_TITLE = re.compile(
    r"^(?:关于)?(?P<organ>.*?)(?:关于)?(?P<year>20\d{2})(?:年度?|(?=政府信息))(?P<late>.*?)"
    r"(?:政府|政务)信息(?:[和与]政务)?公开"
)
_TITLE_LOOSE = re.compile(
    r"^(?:关于)?(?P<organ>.*?)(?:关于)?(?P<year>20\d{2})年度?(?P<late>.*?)(?:信息公开|政务公开)"
)
_HAN_YEAR = re.compile("二[〇○零0][〇○零一二三四五六七八九0]{2}(?=年)")
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
_BARE_YEAR = re.compile(r"(?<![\d〔\[])(20\d{2})(?![\d〕\]])")
_PUBLICITY = re.compile("政府信息公开|政务信息公开|信息公开|政务公开")
_NAMED = re.compile(r"《([^《》]{2,40}?20\d{2}年度?政府信息公开[^《》]{0,12}报告)》")
_MADE_BY = re.compile(
    r"由([^，。,；;、\d（(《]{3,40}?)(?:[（(][^（）()]{1,20}[)）])?"
    r"(?:负责)?(?:(?:根据|依据|依照|按照)[^，。；]{2,80}?)?(?:编制|编写|编撰|发布)"
)
# 2022年公开100条，今年公开120条: which year is this one?
_AGAINST_THIS_YEAR = re.compile(r"20\d{2}年.*[,，；、](?:今年|本年)(?!度?工作)")
_SENTENCE = re.compile("[^。]+")
_PRESENTED = re.compile(
    r"(?:公布|发布|编制了?|编写了?|形成了?|现将|提交)((?:(?!公布|发布|编制|编写|现将)[\u4e00-\u9fff（）()]){3,40}?)"
    r"(?:关于)?20\d{2}年度?(?:政府|政务)信息公开"
)
_METADATA = re.compile(r"(?:标\s*题|名\s*称|关键[字词])[:：]\s*(\S*?20\d{2}年\S*?报告)")
# a room of an organ; 人民政府外事办公室 and 委员会办公室 are organs of their own
_ROOM = re.compile(
    r"^(.+(?:局|厅|办事处|管委会|中心))[^局厅府]{0,12}办公室$"
    r"|^(.+(?:局|委员会|委|厅|办事处|管委会|中心|政府))[^局委厅府]{0,12}(?:[^公]室|科|股)$"
)
# no name of an organ: 我局, 全县, what a page is called, a verb
_NO_NAME = re.compile("^[我本全各该贵此]|[:：/>＞《》，。；|]|要求|通知|精神|有关|做好")
_SUFFIX = re.compile("(?:人民政府|办事处)$")
_THE_REPORT = re.compile("本(?:年度|年)?报告|年度报告|年报")
_QUESTION = re.compile("疑问|问题|电话|地址|咨询|查询")
_OUR = re.compile(r"[我本](局|镇|乡|街道|委|办|中心|院|校|厅|会|站|所|馆|处|支队|大队|队|公司)")
_PLACE = r"[\u4e00-\u9fff]{2,}?(?:省|自治区|市|县|区|旗|州|盟|兵团)"
_WORDS_OF_NAME = r"(?:(?![，。；、]|20\d{2})[\u4e00-\u9fff])"
_LED = re.compile(
    rf"20\d{{2}}年度?[，,]?({_WORDS_OF_NAME}{{4,30}}?)在[^，。；]{{0,12}}[^。；]{{0,20}}"
    "(?:领导|指导|关心|支持|帮助)下"
)
_TO_BE_ASKED = re.compile(
    rf"(?:联系|与|到|至)({_PLACE}{_WORDS_OF_NAME}{{1,24}}?)"
    r"(?:办公室|党政办|办公|政务公开\w{0,4}|信息公开\w{0,4}|综合科?室?|秘书科?)?"
    "(?=联系|[（(，。；]|咨询|查询)"
)
_ACTS = re.compile(
    rf"20\d{{2}}年度?[，,]?({_PLACE}{_WORDS_OF_NAME}{{1,24}}?)(?:共|累计|全年|通过|主动公开|主动更新|依托"
    "|深入|认真|严格|坚持|全面|积极|高度|紧紧|始终|未收到|收到)"
)

_TOWNSHIP = re.compile(r"(?:乡|镇|街道|苏木|[^市县区]街)(?:人民政府|政府|办事处|党工委)?$|街道办$")
_GOVERNMENT = re.compile(r"(?:省|市|县|区|旗|自治州|州|盟|地区)(?:人民政府|政府)?$|行(?:政公)?署$")
# a zone for something is no local government by its name, and some counties are called so too
_ZONE = re.compile(
    r"(?:开发|社|保税|高新|技术|经济|示范|度假|名胜|风景|景|保护|园|新|试验|实验|林|矿|灌|产业|合作|工业|自贸|贸易|管理|旅游|集聚|综合|先行|功能|改革|创新|港)区$"
)
_OFFICE = re.compile(r"(?:人民政府|政府|市|县|区|省)(?:办公室|办公厅|机关)$")
_ORGAN = re.compile(
    "(?:局|委员会|委|办公室|办|中心|厅|部|院|署|会|站|队|所|处|馆|部门|办公厅|机关|公司|学校|中学|小学|大学|管委会|社|海关|分行|支行|集团|场|庭|台|库|宫|幼儿园|[妇科文侨残]联|工商联|社科联|科协)$"
)


def year_of(title: str | None, period_year: int | None, text: str) -> int | None:
    """Return the year the report is about: from its title, its period, or its first sentence."""
    named = _with_digits(title or "")
    years = set(_YEAR.findall(named)) or set(_BARE_YEAR.findall(named))
    if len(years) == 1:
        return int(years.pop())
    if match := _YEAR.search(named):
        return int(match[1])
    if period_year:
        return period_year
    for source in (*_NAMED.findall(text)[:1], *_METADATA.findall(text)[:1]):
        if match := _YEAR.search(source):
            return int(match[1])
    parts = _SENTENCE.findall("".join(text.split()))
    plain = "。".join(part for part in parts if not _AGAINST_THIS_YEAR.search(part))
    told = {year for years in _TOLD.findall(plain) for year in years if year}
    return int(told.pop()) if len(told) == 1 else None


def _with_digits(title: str) -> str:
    """Return a title with its year in plain digits: 二〇二三年, ２０２３年."""
    return _HAN_YEAR.sub(lambda year: year[0].translate(_DIGITS), title.translate(_WIDE))


def agency_of(
    title: str | None,
    signed_by: str | None,
    text: str,
    opening: str | None = None,
    year: int | None = None,
) -> str | None:
    """Return the name of the organ as the report writes it.

    Parameters
    ----------
    title, signed_by
        The title and who signed, as far as they were found.
    text
        All that is read.
    opening
        What stands before and right below the first heading, where a report says who made it;
        further down others do what 编制 and 联系 tell.
    year
        The year the report is about; a report of another year that is cited is another's.
    """
    opening = text if opening is None else opening
    cited = (name for name in _NAMED.findall(opening) if year is None or f"{year}年" in name)
    for source in (title, *itertools.islice(cited, 1)):
        if source and (organ := organ_in(source)):
            return signed_by if signed_by and _is_fuller(signed_by, organ) else organ
    if signed_by:
        return signed_by
    told = _SENTENCE.findall(opening)
    reports = "。".join(part for part in told if _THE_REPORT.search(part))
    asked = "。".join(part for part in told if _QUESTION.search(part))
    found = (_MADE_BY.findall(reports), _PRESENTED.findall(opening), _LED.findall(opening))
    for name in (names[0] for names in found if names):
        if organ := _outer(re.sub(r"\s", "", name)):
            return organ
    for source in _METADATA.findall(text)[:1]:
        if organ := organ_in(source):
            return organ
    return _named_by_itself(text, asked)


def organ_in(title: str) -> str | None:
    """Return the organ that a title names."""
    plain = _with_digits("".join(title.split()))
    simple = simplify(plain)  # one character for one
    match = _TITLE.match(simple) or _TITLE_LOOSE.match(simple)
    if match:
        start, end = match.span("organ" if match["organ"] else "late")
    else:
        start, end = 0, len(_PUBLICITY.split(simple, maxsplit=1)[0])
    organ = plain[start:end]
    if organ.endswith("人民"):  # 某县人民政府信息公开 has 政府 once for both
        organ += "政府"
    organ = re.sub(r"^[【\[][^】\]]*[】\]]|^关于|关于.*$", "", organ).strip("的度年")
    organ = re.sub(r"^[()（）]+$|^[)）]|[(（]$", "", organ)
    fits = len(organ) > 1 and not organ[0].isdigit() and not _NO_NAME.search(organ)
    return organ if fits else None


def _is_fuller(signed_by: str, organ: str) -> bool:
    """Whether the signature is the organ's name with its place or 人民政府 and the like."""
    _, found, behind = signed_by.rpartition(organ)
    return bool(found) and behind in {"", "人民政府", "政府", "办事处", "委员会", "管委会", "员会"}


def _outer(name: str) -> str | None:
    """Return the organ that made a report, not the room in it; None where it is no organ."""
    if _NO_NAME.search(name):
        return None
    room = None if _OFFICE.search(name) else _ROOM.match(name)
    organ = (room[1] or room[2]) if room else name
    known = _ORGAN.search(organ) or _GOVERNMENT.search(organ) or _TOWNSHIP.search(organ)
    return organ if known else None


def _named_by_itself(text: str, asked: str) -> str | None:
    """Return the one organ that a text names with its place and calls 我局, 我镇 elsewhere.

    Only where it acts or is to be asked; a name that ends otherwise is a superior's.
    """
    ours = set(_OUR.findall(text))
    if len(ours) != 1:
        return None
    ours = ours.pop()
    names = {
        organ
        for name in (*_TO_BE_ASKED.findall(asked), *_ACTS.findall(text))
        if (organ := _outer(name)) and _SUFFIX.sub("", organ).endswith(ours)
    }
    return names.pop() if len(names) == 1 else None


def kind_of(agency: str | None, text: str = "") -> Organ | None:
    """Tell the kind of organ by its name, or None where the name does not tell.

    A report that names no organ tells it where it calls itself 我镇, 我局.
    """
    if not agency:
        ours = set(_OUR.findall(text))
        if len(ours) != 1:
            return None
        return Organ.TOWNSHIP if ours <= {"镇", "乡", "街道"} else Organ.DEPARTMENT
    plain = re.sub(r"\([^()]*\)$", "", simplify(normalise(agency)))
    if _TOWNSHIP.search(plain):
        return Organ.TOWNSHIP
    if _OFFICE.search(plain):
        return Organ.DEPARTMENT
    if _GOVERNMENT.search(plain):
        return None if _ZONE.search(plain) else Organ.GOVERNMENT
    return Organ.DEPARTMENT if _ORGAN.search(plain) else None
