"""What was left to be filled in: WD-06.

>>> [rule.id for rule in RULES]
['WD-06']
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportkit.rules._prose import prose_of, squeeze
from reportkit.rules._rule import Case, Fault, Verdicts, rule
from reportkit.rules._spots import before, without_addresses
from reportkit.rules._words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportkit.prose import Prose

__all__ = ["RULES"]

_UNIT = "(?:人次|场次|万元|[条件篇份次期批起册例项则场个元人])"
_STOP = "(?=[,。;、)]|其中|$)"

# A gap as wide as a number between a word and its unit, in the text as it stands.
_GAP = re.compile(
    r"[ \u3000\xa0_]{1,12}(?:人次|场次|万元|[条件篇份次期批起册例项则场元])(?=[，,。；;、）)])"
)
_IN_ALL = "共计?|总计|合计|累计|总共"
_NO_NUMBER = re.compile(
    rf"(?:{_IN_ALL})(?:公开|发布|收到|受理|办结|开展|组织)?(?:政府信息|信息)?(?:条|篇|则){_STOP}"
    rf"|信息(?:共计?|总数)?(?:条|篇|则){_STOP}"
    rf"|(?:{_IN_ALL})(?:件|份|次|期|场|场次|人次|宗){_STOP}"
    r"|占比?%|增长%|下降%|上升%|减少%|提高%|达到?%|率为%|比例?为%"
    rf"|(?:处理费|金额|{_IN_ALL}|收取|收费)(?:为|共计?)?(?:万)?元{_STOP}"
    r"|年月日(?<=\d{4}年月日)|年月日(?<=[自从至]年月日)|年月(?<=\d{4}年月)(?![报末底度初均刊日])|月日(?<=\d月日)"
)
_COUNTS = frozenset(
    "一二三四五六七八九十百千万亿两几多数零余每各本该此首逐这那哪另某同下上前后单整半"
)
_ODD = re.compile(r"[XxTNnMm×✕╳〇○◯□■△▲#_＿﹍﹎﹏【〔\[(?？/*{$<….—-]")  # with these a mark begins
_MARKS = re.compile(
    r"[Xx]{2,}(?![A-Za-z0-9@.])|[Xx](?=[条件篇份次])|TODO|TBD|[〇○◯□]{1,6}(?=[条件篇份次个%])|[○◯□]{2,}|[×✕╳]{2,}|[_＿﹍﹎﹏]{2,}"
    rf"|[■△▲#]{{1,6}}(?={_UNIT}{_STOP})|[■△▲]{{2,}}"
    rf"|(?:〔〕|\{{[一-鿿]{{0,10}}\}}|\((?:具体|实际)?(?:数字|数量|数据|[次件条期]数|金额)\))(?={_UNIT})"
    r"|【\s*】|\[\s*\](?=[条件篇份次个%元])|\(\)(?=[条件篇份次个%元])"
    r"|[NnMm](?=[条件篇份次场])"
    rf"|[?？]{{1,6}}(?={_UNIT}{_STOP})|\?{{2,}}|[/*]{{1,6}}(?=[条件篇份]{_STOP})"
    r"|\{\{[^{}\n]*\}\}|\$\{[^{}\n]*\}|<[一-鿿]{2,10}>"
    r"|(?:…{1,6}|\.{3,9}|—{1,6}|-{2,9})(?=[条件篇份])"
    r"|[(\[【][^()\[\]【】\n]{0,12}(?:待核|待定|待补|待填|待确认|待查)[^()\[\]【】\n]{0,12}[)\]】]"
    r"|[(\[【](?:填写|填入|补填|录入)[^()\[\]【】《》\n]{0,8}(?:[数量次件条称]|日期|金额|情况)[)\]】]"
    r"|[(\[【]如(?:有|无|没有|存在)[^()\[\]【】\n]{0,8}[请应需](?:写明|说明|填写|注明|删)[^()\[\]【】\n]{0,8}[)\]】]"
    r"|[(\[【](?:此处|这里)(?!指|所|仅|特指|[为是均不含])[^()\[\]【】\n]{0,24}[)\]】]"
    r"|[(\[【]请(?:填|补|核|替换|据实|自行|修改|删)[^()\[\]【】\n]{0,24}[)\]】]"
    r"|[\[【](?:单位|机关|部门|年份|年度|数字|数量|日期|姓名|电话|地址|金额|网址|邮箱)(?:名称|全称|简称)?[\]】]"
)
# What may not stand before a mark, by the first character of the mark.
_JOINED = {
    "Xx": re.compile(r"[A-Za-z0-9@./_*-]$"),
    "×✕╳": re.compile(r"[\d*-]$"),
    "NnMm": re.compile(r"[A-Za-z0-9+×第]$"),
    "〇○": re.compile(r"[二一三四五六七八九十\d]$"),
    "■△▲": re.compile(r"(?:^|[^一-鿿:])$"),  # at the head of a line they adorn
    "#": re.compile(r"(?:^|[^一-鿿:])$"),
    "….—-": re.compile(r"(?<!共)(?<!信息)(?<!申请)(?<!公开)$"),
}
# What masks a name, a telephone or a case number is no gap in a template.
_MASKED_BEFORE = re.compile(
    r"(?:申请人|原告|被告|第三人|上诉人|当事人|信访人|投诉人|举报人)[:为是]?[一-鿿]?$|\d[-—)]?$|[行初终赔]$"
)
_HAN = re.compile("[一-鿿]")
_MASKED_AFTER = re.compile(r"号(?=[案行判裁])|先生|女士|同志|某")


@rule("WD-06")
def blanks(case: Case) -> Verdicts:
    """Nothing is left to be filled in: no gap before a unit, no XX, ＿＿, 【】 or 待核.

    Masked names and telephones, web addresses and 1+N are no gaps; neither are the marks that a
    web page shows before its script has run.

    Wrong: 主动公开信息  条; 共件; XX局; 收到申请N件.
    Right: 主动公开信息164条; “1+N”制度体系.
    """
    waiting = listed("placeholders", case.profile)
    phrase = re.compile("|".join(map(re.escape, waiting)))
    title = squeeze(0, case.report.title or "")
    for prose in (*((title,) if title.text else ()), *prose_of(case.report)):
        last = -1
        for start, end, right in sorted(_gaps(prose, phrase)):
            if start > last:
                last = end
                quote = prose.raw[start:end]
                message = f"“{_shown(prose.raw, start, end)}”{right}，填好或者删去后再发布。"
                yield Fault(message=message, section=prose.section, quote=quote, found=quote)


def _gaps(prose: Prose, phrase: re.Pattern[str]) -> Iterator[tuple[int, int, str]]:
    """Yield start and end in the raw text of each gap, and what is to be done."""
    for match in _GAP.finditer(prose.raw):
        last = before(prose.raw, match)
        if _HAN.match(last) and last not in _COUNTS:
            yield match.start() - 1, match.end(), "缺少数字"
    text = without_addresses(prose.text)
    for match in _NO_NUMBER.finditer(text):
        yield *_raw(prose, match), "缺少数字"
    for match in _marks(text):
        if _is_left_open(text, match):
            yield *_raw(prose, match), "是没有填写的占位符"
    for match in phrase.finditer(text):
        yield *_raw(prose, match), "是模板里的提示语"


def _marks(text: str) -> Iterator[re.Match[str]]:
    end = 0
    for odd in _ODD.finditer(text):
        match = _MARKS.match(text, odd.start()) if odd.start() >= end else None
        if match:
            end = match.end()
            yield match


def _is_left_open(text: str, match: re.Match[str]) -> bool:
    """Whether a mark stands for something to be filled in, and masks or joins nothing."""
    lead = before(text, match, 8)
    masks = match[0][0] in "Xx×✕╳*"
    if masks and (_MASKED_BEFORE.search(lead) or _MASKED_AFTER.match(text, match.end())):
        return False
    if match[0].startswith("{{"):
        return bool(_HAN.search(match[0]) or _HAN.match(lead[-1:]))
    if match[0] == "()":
        return bool(_HAN.match(lead[-1:]))
    joined = next((p for firsts, p in _JOINED.items() if match[0][0] in firsts), None)
    return not (joined and joined.search(lead))


def _raw(prose: Prose, match: re.Match[str]) -> tuple[int, int]:
    return prose.places[match.start()], prose.places[match.end() - 1] + 1


def _shown(raw: str, start: int, end: int) -> str:
    """Show a gap with a few characters before it, so that people find it."""
    line = raw.rfind("\n", 0, start) + 1
    return raw[max(line, start - 8) : end].strip()


RULES = (blanks,)
