"""Names, phrases and rough figures in the running text, WD-01 to WD-05.

Every pattern says what is wrong and, as carefully, what only looks so: names of columns, titles of
documents and other laws stay untouched.

>>> [rule.id for rule in RULES]
['WD-01', 'WD-02', 'WD-03', 'WD-04', 'WD-05']
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportkit.finding import Severity
from reportkit.rules._prose import prose_of
from reportkit.rules._rule import Case, Fault, Verdicts, rule
from reportkit.rules._scope import since_2021
from reportkit.rules._spots import before, counted, sentence_at, unnamed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportkit.prose import Prose

__all__ = ["RULES"]

# ------------------------------------------------------------------------------- the name itself
_OFFICE = "(?:科|股|处室?(?!理)|办公室|办(?![理结件])|领导小组|中心|联席会议)"
_CONFUSED = re.compile(rf"政务信息公开(?<!电子政务信息公开)(?!{_OFFICE})")
_ACT = re.compile(r"政务(?<![省市州区]政务)(?:信息)?公开条例")
_APPLIED = re.compile(r"政务公开(?:的)?申请(?=\d|[,。;、]|件|表|人|量|办理|受理|处理|答复)")
_COUNTED = re.compile(
    r"政务信息(?:共|总数|数量?|总量)?\d"
    r"|(?:主动公开|发布|公布|公开)(?:了|的|各类|各项|相关|有关){0,2}政务信息(?=[,。;、]|共|数|总)"
)


@rule("WD-01")
def right_name(case: Case) -> Verdicts:
    """The text says 政府信息公开, not 政务信息公开.

    政务公开 is a wider notion with columns, zones, offices and plans of its own, so it is only
    wrong where the 条例 and its applications are meant.  Names in 《》, quoted names of columns and
    names of offices stay.  All places stand in one finding.

    Wrong: 明确政务信息公开范围、形式、内容.
    Right: 明确政府信息公开范围、形式、内容; “政务公开”栏目; 政务公开专区.
    """
    texts = [(prose, unnamed(prose.text)) for prose in prose_of(case.report)]
    printed = [(prose, prose.text) for prose, _ in texts]  # the act is named in 《》
    wrong = [*_found(_CONFUSED, texts), *_found(_APPLIED, texts), *_found(_ACT, printed)]
    loose = [*_found(_COUNTED, texts)]
    if wrong:
        prose, match = wrong[0]
        quote = prose.quote(match.start(), match.end())
        right = "政府信息公开" + quote.removeprefix("政务信息公开").removeprefix("政务公开")
        places = counted(prose.section for prose, _ in wrong)
        also = f"；另有{len(loose)}处把政府信息写成“政务信息”" if loose else ""
        message = f"“{quote}”应为“{right}”，《条例》的用语是“政府信息公开”（{places}{also}）。"
        yield Fault(
            message=message, section=prose.section, quote=quote, expected=right, found=quote
        )
    elif loose:
        prose, match = loose[0]
        start = match.start() + match[0].index("政务信息")
        places = counted(prose.section for prose, _ in loose)
        yield Fault(
            message=f"指《条例》所说的政府信息时，宜写“政府信息”，不写“政务信息”（{places}）。",
            section=prose.section,
            quote=prose.quote(start, start + 4),
            expected="政府信息",
            found="政务信息",
            severity=Severity.INFO,
        )


def _found(
    pattern: re.Pattern[str], texts: list[tuple[Prose, str]]
) -> Iterator[tuple[Prose, re.Match[str]]]:
    for prose, text in texts:
        for match in pattern.finditer(text):
            yield prose, match


# ------------------------------------------------------------------------------- applications
_GOT = "(?:收到|接到|接收到?|受理|办理|办结|收办|答复|收悉|接收)"
_BY = "(?:政府信息)?依申请(?:信息|政府信息)?公开(?:政府信息|信息)?"
_N = r"(?:\d+|[零〇一二两三四五六七八九十百]+)"
_UNIT = "[件条宗份个次起例]"
_WRONG_COUNT = (
    re.compile(rf"{_GOT}(?:了|的|到|过|各类|网上|群众|公民|并办理|并答复|网络|信函|当面|书面|现场|邮寄)*{_BY}(?:事项|案件|件|数量|数)?(?:共|共计|为|总计)?{_N}(?:{_UNIT})"),
    re.compile(rf"{_GOT}(?:了|到|过)?{_N}{_UNIT}(?:政府信息)?依申请公开(?=[,。;、:]|$)"),
)  # fmt: skip
_BY_COUNTED = re.compile(rf"依申请公开(?:方面|工作)?(?:全年|累计|共|总)*{_GOT}{_N}(?P<unit>条)")
_NOT_GOT = re.compile(
    rf"(?:未|没有|无|未曾)(?:收到|接到|接收到?|受理|办理)?(?:过|到)?(?:任何)?{_BY}(?:事项|案件|件|信息)?(?=[,。;、]|的?情况|$)"
)
_BARE = re.compile(rf"依申请(?:信息|政府信息)?公开(?:政府信息|信息)?(?:件|事项)?{_N}{_UNIT}")
_LOST = re.compile(
    rf"(?:{_GOT}|提出|提交)(?:了|的|到|过|任何|{_N}件)*政府信息申请"
    rf"|政府信息(?<!公开政府信息)(?<!公开的政府信息)(?<!获取政府信息)申请{_N}{_UNIT}"
)
_UNITS = re.compile(
    rf"公开(?:的)?申请(?:信息)?(?:共|共计|总数|数量?|为|总计)?{_N}(?P<unit>[条宗份个次起例])(?!以上|内|性)"
)
_UNITS_BEFORE = re.compile(
    rf"{_GOT}(?:了|到|过|的|共|共计|公民|群众)*{_N}(?P<unit>[条宗份个次起例])(?:政府)?(?:信息)?公开申请(?!表|书)"
)


@rule("WD-02")
def applications(case: Case) -> Verdicts:
    """Applications are 政府信息公开申请, counted in 件.

    收到依申请公开3件 leaves out what was received; 申请21条 takes the unit of published items.
    宗, 份 and the like are local habits and only a hint, as is 未收到依申请公开.  依申请公开工作,
    渠道, 指南 and 依申请公开申请 are right.

    Wrong: 共收到依申请公开0件; 收到政府信息公开申请21条.
    Right: 收到政府信息公开申请21件; 做好依申请公开工作.
    """
    for prose in prose_of(case.report):
        text = unnamed(prose.text)
        for match in (m for pattern in _WRONG_COUNT for m in pattern.finditer(text)):
            number = re.search(_N, match[0][2:])
            count = number[0] if number else ""
            yield _rephrased(prose, match, f"收到政府信息公开申请{count}件")
        for match in _LOST.finditer(text) if "政府信息申请" in text else ():
            yield _rephrased(prose, match, "政府信息公开申请")
        for match in (m for m in _BARE.finditer(text) if before(text, m) in {"", *"。,;:、\n"}):
            yield _rephrased(prose, match, "收到政府信息公开申请……件", Severity.INFO)
        for match in _NOT_GOT.finditer(text):
            yield _rephrased(prose, match, "未收到政府信息公开申请", Severity.INFO)
        for match in (
            m for pattern in (_UNITS, _UNITS_BEFORE, _BY_COUNTED) for m in pattern.finditer(text)
        ):
            severity = None if match["unit"] == "条" else Severity.INFO
            right = match[0].replace(match["unit"], "件", 1)
            yield _rephrased(prose, match, right, severity)


def _rephrased(
    prose: Prose, match: re.Match[str], right: str, severity: Severity | None = None
) -> Fault:
    quote = prose.quote(match.start(), match.end())
    return Fault(
        message=f"“{quote}”的说法不规范，宜写“{right}”；表三以“件”为单位。",
        section=prose.section,
        quote=quote,
        expected=right,
        found=quote,
        severity=severity,
    )


# ------------------------------------------------------------------------------- the principle
_MARKS = "[\"“”‘’'《》,、;:·\\s]*"
_PRINCIPLE = re.compile(
    rf"(?:以|将|把)?(?P<no1>[不非未]?)公开(?:作为|做为|成为|是|为)(?P<one>[一-鿿]{{2}}){_MARKS}"
    rf"(?:而|并|和|与|及|且)?(?:以|将|把)?(?P<no2>[不非未]?)公开(?:作为|做为|成为|是|为)(?P<two>[一-鿿]{{2}})"
)
_CUT = re.compile(rf"公开[是为]常态{_MARKS}不公开(?![是为成作做])|以公开常态{_MARKS}不公开")
_HALF = re.compile(rf"公开[是为]常态(?!化)(?!{_MARKS}(?:而|并|和|与|及|且|以|将|把)*[不非未]?公开)")
_NAMED = re.compile("以公开常态|公开(?:作为|做为|成为|是|为)(?:常态|例外|原则|[长列意特])")
_RIGHT_PRINCIPLE = "以公开为常态、不公开为例外"


@rule("WD-03")
def principle(case: Case) -> Verdicts:
    """The principle of article 5 is quoted rightly and in full.

    Marks, quotation marks, 坚持 and 是 for 为 do not matter; a missing 不, other words for 常态 and
    例外 or the wording before 2019 (公开为原则) do.  Half of it is a hint.

    Wrong: 坚持“公开是常态，公开是例外”.
    Right: 坚持以公开为常态、不公开为例外.
    """
    for prose in (p for p in prose_of(case.report) if _NAMED.search(p.text)):
        for match in _PRINCIPLE.finditer(prose.text):
            reason, severity = _misquoted(match)
            if reason:
                quote = prose.quote(match.start(), match.end())
                message = f"“{quote}”{reason}，《条例》第五条的原话是“{_RIGHT_PRINCIPLE}”。"
                yield Fault(message=message, section=prose.section, quote=quote, found=quote,
                            expected=_RIGHT_PRINCIPLE, severity=severity)  # fmt: skip
        for match in _CUT.finditer(prose.text):
            quote = prose.quote(match.start(), match.end())
            message = f"“{quote}”漏了字，《条例》第五条的原话是“{_RIGHT_PRINCIPLE}”。"
            yield Fault(message=message, section=prose.section, quote=quote, found=quote,
                        expected=_RIGHT_PRINCIPLE)  # fmt: skip
        for match in (m for m in _HALF.finditer(prose.text) if before(prose.text, m) != "不"):
            quote = prose.quote(match.start(), match.end())
            message = f"“{quote}”只引了一半，《条例》第五条的原话是“{_RIGHT_PRINCIPLE}”。"
            yield Fault(message=message, section=prose.section, quote=quote, found=quote,
                        expected=_RIGHT_PRINCIPLE, severity=Severity.INFO)  # fmt: skip


def _misquoted(match: re.Match[str]) -> tuple[str, Severity | None]:
    """Say what is wrong with a quotation of the principle; empty where nothing is."""
    one, two = match["one"], match["two"]
    if not match["no1"] and not match["no2"]:
        return "漏了“不”字", None
    if match["no1"] and not match["no2"]:
        return ("", None) if (one, two) == ("例外", "常态") else ("把意思说反了", None)
    if match["no1"] and match["no2"]:
        return "多了“不”字", None
    if one == "原则" and two == "例外":
        return "是2019年以前的说法", Severity.WARNING
    if (one, two) == ("例外", "常态"):
        return "把意思说反了", None
    return ("", None) if (one, two) == ("常态", "例外") else ("有错字", None)


# ------------------------------------------------------------------------------- the law
_LAW = "(?:(?:中华人民共和国)?政府信息公开条例|条例)"
_NEW = re.compile(
    rf"新(?:修订|修改|颁布|公布|出台|版)(?:实施|施行|颁布|后)?的?[《〈]?{_LAW}[》〉]?"
    rf"|新(?<![更革创刷全]新)(?:[《〈]{_LAW}[》〉]|条例)"
)
_DECREE = re.compile(r"492号令?\)?")
_OLD_ARTICLES = re.compile(
    r"第三十一条[^。\n]{0,30}(?:3月31日|三月三十一日|年度报告)"
    r"|第三十二条[^。\n]{0,30}(?:年度报告|六[个项方]|下列内容)"
    r"|(?<=条例)[》)〉]*第三十[一二]条[^。,;\n]{0,12}编制"
)


@rule("WD-04")
def current_law(case: Case) -> Verdicts:
    """From 2021 on the 条例 is no longer new, and the old one's number and articles are gone.

    Only the 条例 on disclosure counts: 新修订的《行政复议法》 in 2023 is right, and so are
    articles 31 and 32 on applications.

    Wrong: 根据新修订《条例》的要求 (2023).
    Right: 根据《条例》（国务院令第711号）.
    """
    if not since_2021(case):
        return
    new, decree, articles = [], [], []
    for prose in prose_of(case.report):
        new += [(prose, m) for m in _NEW.finditer(prose.text)]
        decree += [(prose, m) for m in _DECREE.finditer(prose.text) if _is_of_the_act(prose, m)]
        articles += [(prose, m) for m in _OLD_ARTICLES.finditer(prose.text)]
    reasons = (
        (new, "条例2019年5月15日就已施行，不应再称“新”"),
        (decree, "是修订前条例的文号，现行条例是国务院令第711号"),
        (articles, "是旧条例的条文序号，年度报告的规定现在是第四十九条、第五十条"),
    )
    for places, reason in reasons:
        if places:
            prose, match = places[0]
            quote = prose.quote(*_with_decree(prose.text, match))
            again = f"（{counted(p.section for p, _ in places)}）" if len(places) > 1 else ""
            message = f"“{quote}”：{reason}{again}。"
            yield Fault(
                message=message,
                section=prose.section,
                quote=quote,
                expected="《中华人民共和国政府信息公开条例》（国务院令第711号）",
                found=quote,
            )


def _with_decree(text: str, match: re.Match[str]) -> tuple[int, int]:
    """Take 国务院令第 into a quotation of the number."""
    lead = re.search(r"(?:国务院令?|国令)?\(?第?$", before(text, match, 6))
    end = match.end() - (match[0].endswith(")") and "(" not in (lead[0] if lead else ""))
    return match.start() - (len(lead[0]) if lead else 0), end


def _is_of_the_act(prose: Prose, match: re.Match[str]) -> bool:
    start, end = sentence_at(prose.text, match.start())
    around = prose.text[max(start, match.start() - 30) : min(end, match.end() + 12)]
    return "令" in around and ("条例" in around or "国务院" in around)


# ------------------------------------------------------------------------------- rough figures
_WHAT = "(?:人次|批次|场次|[条件篇次份期批宗起户家册例项则场款张幅处个人元]|万元)"
_NO_COUNT = "(?!个?(?:月|工作日|小时|百分点|年|天|日|周|星期|季度|学期))"
_BIG = "(?P<big>[千百]?万|亿|千|百)?"
_FIGURE = r"(?P<n>\d[\d,]{0,14}(?:\.\d{1,6})?)"
_ROUGH = (  # each with what must stand somewhere
    (("余", "多"), re.compile(rf"{_FIGURE}{_BIG}(?P<word>余|多)(?:万|亿)?{_NO_COUNT}{_WHAT}")),
    (("左右", "上下"), re.compile(rf"{_FIGURE}{_BIG}{_NO_COUNT}{_WHAT}(?P<word>左右|上下)")),
    (("约", "近"),
     re.compile(rf"(?P<word>大约|约|将近|接近|近){_FIGURE}{_BIG}{_NO_COUNT}{_WHAT}(?!来)")),
)  # fmt: skip
_ROUGH_HAN = re.compile(
    r"[一二两三四五六七八九十百千万][十百千万]{0,4}(?<=[十百千万])(?:余|多)(?:万)?"
    rf"{_NO_COUNT}(?:人次|批次|场次|[条件篇份期场])"
)
_SEVERAL = re.compile("数[十百千](?:条|件|篇|份|期|场)")
_PART_OF_NUMBER = frozenset("0123456789.,/-一二三四五六七八九十百千万第无")
_HOTLINES = {"12345", "12388", "12329", "12315", "12348", "12319", "12333", "12366", "12369"}


@rule("WD-05")
def exact_figures(case: Case) -> Verdicts:
    """Figures of the statistics are exact: no 余, 约, 近 or 多.

    A figure exact to the unit with 余 contradicts itself (warning); round figures with 余 are
    collected in one hint.  Spans of time (近三年, 5个多月) and 多次 are no figures.

    Wrong: 全年主动公开信息30299余条.
    Right: 全年主动公开信息30299条.
    """
    rounded: list[tuple[Prose, re.Match[str]]] = []
    for prose in prose_of(case.report):
        text = unnamed(prose.text)
        for match in _rough(text):
            if match["n"] in _HOTLINES or before(text, match) in _PART_OF_NUMBER:
                continue
            if not _contradicts(match):
                rounded.append((prose, match))
                continue
            quote, word = prose.quote(match.start(), match.end()), match["word"]
            exact = match[0].replace(word, "", 1)
            message = (
                f"“{quote}”前后矛盾：数字已经精确到个位，不应再用“{word}”，核实后写“{exact}”。"
            )
            yield Fault(message=message, section=prose.section, quote=quote, expected=exact,
                        found=quote)  # fmt: skip
        words = (*_ROUGH_HAN.finditer(text), *_SEVERAL.finditer(text))
        han = (m for m in words if before(text, m) not in _PART_OF_NUMBER)
        rounded += [(prose, match) for match in han]
    if rounded:
        prose, match = min(rounded, key=lambda pair: (pair[0].section, pair[1].start()))
        quote = prose.quote(match.start(), match.end())
        places = counted(prose.section for prose, _ in rounded)
        message = f"“{quote}”是约数，统计数字宜写实际数（约数{places}）。"
        yield Fault(message=message, section=prose.section, quote=quote, found=quote,
                    severity=Severity.INFO)  # fmt: skip


def _rough(text: str) -> Iterator[re.Match[str]]:
    for signs, pattern in _ROUGH:
        if any(sign in text for sign in signs):
            yield from pattern.finditer(text)


def _contradicts(match: re.Match[str]) -> bool:
    """Whether a figure is exact to the unit, so that a word like 余 contradicts it."""
    digits = match["n"].replace(",", "")
    if match["big"] or "." in digits or digits.endswith("0"):
        return False
    return len(digits) >= 3 or not match[0].startswith(match["word"])


RULES = (right_name, applications, principle, current_law, exact_figures)
