"""What comes before section one: title, list of sections and legal basis, ST-08 to ST-10.

A missing introduction is no fault; what it says must be right.

>>> [rule.id for rule in RULES]
['ST-08', 'ST-09', 'ST-10']
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING

from reportkit.finding import Severity
from reportkit.form import load
from reportkit.rules._prose import han, prose_of
from reportkit.rules._rule import Case, Fault, Undecided, Verdicts, rule
from reportkit.rules._scope import form_in_force, since_2021
from reportkit.text import chinese_number, normalise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportkit.rules._prose import Prose

__all__ = ["RULES"]

_NAME = "政府信息公开工作年度报告"
_HAN_YEAR = re.compile("[〇零○Oo一二三四五六七八九]{4}(?=年)")
_TITLES = (
    re.compile(rf"(?P<organ>.+?)(?<!关于)(?P<year>\d{{4}})年{_NAME}"),
    re.compile(rf"(?P<year>\d{{4}})年(?!度)(?P<organ>.+?){_NAME}"),
)
_TITLE_SLIPS = (
    (re.compile("政务信息公开|政务公开"), "“政府信息公开”误写成“政务公开”或“政务信息公开”"),
    (re.compile(r"\d{4}年度.*年度报告"), "“年度”重复"),
    (re.compile("政府信息公开年度报告"), "漏了“工作”"),
    (re.compile("工作的年度报告"), "多了“的”"),
    (re.compile("(?:(?<!年度)报告|年报)$"), "没有写“年度报告”"),
    (re.compile("年度报告.+$"), "后面有多余的字"),
    (re.compile(r"工作\d{4}年"), "年度应当写在单位名称后面"),
    (re.compile(r"^(?!.*\d{4})"), "没有写年度"),
    (re.compile(r"^(?:\d{4}年度?)?政府信息公开|^(?:\d{4}年度?)?政务"), "没有写单位名称"),
    (re.compile("关于"), "不用“关于”"),
)


@rule("ST-08")
def title(case: Case) -> Verdicts:
    """The title has the organ's full name, the year and the official name of the report.

    Both 某局2024年… and 2024年某局… are accepted; blanks and line breaks do not count.  A title
    with a short name where the signature has the full one gets a hint.

    Wrong: 某局2024年度政府信息公开工作年度报告.
    Right: 某局2024年政府信息公开工作年度报告.
    """
    printed = case.report.title
    if not printed or not printed.strip():
        yield Undecided("报告标题")
        return
    plain = normalise(printed).strip('"<>《》')
    plain = _HAN_YEAR.sub(lambda m: str(chinese_number(re.sub("[Oo]", "〇", m[0]))), plain)
    match = next((m for m in (p.fullmatch(plain) for p in _TITLES) if m), None)
    organ, year = case.report.agency, case.report.year
    if match is None:
        slips = [words for pattern, words in _TITLE_SLIPS if pattern.search(plain)]
        reason = "、".join(slips) or "与规定的写法不同"
        right = f"{organ or '（单位全称）'}{year or '××××'}年{_NAME}"
        message = f"标题“{_one_line(printed)}”{reason}，应写作“{right}”。"
        yield Fault(message=message, section=0, quote=printed, expected=right, found=printed)
        return
    signed = normalise(case.report.signed_by or "")
    if signed.endswith(match["organ"]) and signed != match["organ"]:
        message = f"标题里的单位名称“{match['organ']}”是简称，落款是“{signed}”，标题应当写全称。"
        yield Fault(message=message, section=0, quote=printed, expected=signed,
                    found=match["organ"], severity=Severity.INFO)  # fmt: skip


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


_ENDS = "情况|事项|概况|概述|思路|打算|附[件表]|措施|问题(?![及和、与])"
_LAST = re.compile(_ENDS)
_LISTED = re.compile(
    rf"[^。]{{0,45}}?(?:{_ENDS})"
    r"(?=的?[、,;和及与以等。)\"”]|共|[一二三四五六七八九十\d]|\Z)"
)
_OPENING = re.compile(
    r"^.*(?:由|包[括含]|涵盖|分为|分成|分别[是为]|依次[是为]|部分|方面|内容|项|:)(?=.)"
)
_JOINTS = re.compile(
    r"^(?:[、,;和及与以…\"“”《》]|\(?[一二三四五六七八九\d]\)?[、.是]|第[一二三四五六七八九]部分)*"
)
_COUNT = re.compile(r"([一二三四五六七八九十]|\d{1,2})(?:个|大|项)*(?:部分|方面|内容)")
_NUMERAL = re.compile(r"^\s*[一二三四五六七八九十\d]+\s*[、.．,，]\s*")
_LIST_LEAST = 3
_LOOK_AHEAD = 4  # characters behind the last item that tell whether it is one
_ALIKE = 0.55


@rule("ST-09")
def listed_sections(case: Case) -> Verdicts:
    """The sections that the introduction lists are called as their headings.

    The list is compared with the headings as printed and with the official ones; either will do,
    since a wrong heading is ST-02.  A number that does not fit the list makes it a warning.  An
    open list (等, ……) of at most half the sections is not taken for a complete one.

    Wrong: …因政府信息公开申请行政复议和提起行政诉讼的情况…等六部分 above the official heading.
    Right: the six headings word for word, or just 共六部分.
    """
    for prose in prose_of(case.report):
        if prose.section > 1:
            return
        found = _section_list(case, prose)
        if found:
            start, end, items, sentence = found
            yield from _compared(case, prose.quote(start, end), items, sentence)
            return


def _section_list(case: Case, prose: Prose) -> tuple[int, int, list[str], str] | None:
    """Find the sentence that lists sections: place of the list, its items, the sentence."""
    text = prose.text.replace("\n", "、") if prose.section == 0 else prose.text
    for match in re.finditer(r"[^。]+", text):
        ends = [end.end() for end in _LAST.finditer(match[0])]
        if len(ends) < _LIST_LEAST or not _OPENING.match(match[0]):
            continue
        spans = []
        for item in _LISTED.finditer(match[0], 0, ends[-1] + _LOOK_AHEAD):
            opening = _OPENING.match(item[0])
            start = item.start() + (opening.end() if opening else 0)
            joints = _JOINTS.match(match[0][start : item.end()])
            start += joints.end() if joints else 0
            spans.append((start, item.end()))
        items = [match[0][start:end] for start, end in spans]
        kept = [n for n, item in enumerate(items) if _closest(case, item)]
        if len(kept) >= _LIST_LEAST:
            first, last = kept[0], kept[-1]
            while last + 1 < len(items) and _goes_on(match[0], spans[last][1], spans[last + 1][0]):
                last += 1
            start, end = match.start() + spans[first][0], match.start() + spans[last][1]
            return start, end, items[first : last + 1], match[0]
    return None


def _goes_on(sentence: str, end: int, start: int) -> bool:
    """Whether only a mark or a conjunction stands between one item and the next."""
    joints = _JOINTS.match(sentence[end:start])
    return start > end and joints is not None and joints.end() == start - end


def _compared(case: Case, quote: str, items: list[str], sentence: str) -> Verdicts:
    announced = _COUNT.search(sentence)
    count = _number(announced[1]) if announced else None
    total = len(case.report.form.sections)
    is_open = "…" in sentence or ("等" in sentence and 2 * len(items) <= total)
    parts, severity = [], None
    if count and not is_open and count != len(items):
        parts.append(f"引言说有{han(count)}部分，只列出{len(items)}项" if count > len(items)
                     else f"引言说有{han(count)}部分，却列出{len(items)}项")  # fmt: skip
    elif (count or 0 if is_open else len(items)) not in {0, total} and (
        count or "等" not in sentence
    ):
        parts.append(f"引言说有{han(count or len(items))}部分，统一格式是{han(total)}部分")
    if parts:
        severity = Severity.WARNING
    names = [_mismatch(case, item) for item in items]
    wrong = [name for name in names if name]
    if wrong:
        parts.append(f"引言列举的名称与正文标题不一致：{'；'.join(wrong)}")
    if parts:
        yield Fault(
            message=f"{'；'.join(parts)}。", section=0, quote=quote, found="、".join(items),
            expected="、".join(s.title for s in case.report.form.sections), severity=severity,
        )  # fmt: skip


def _number(text: str) -> int | None:
    return int(text) if text.isdigit() else chinese_number(text)


def _names(case: Case) -> dict[str, str]:
    """Headings without numerals, normal form -> as people write it; the printed ones first."""
    headings = [*(s.heading for s in case.report.sections), *_all_headings(case)]
    printed = [_NUMERAL.sub("", heading) for heading in headings]
    official = [s.title for s in case.report.form.sections]
    return {_letters(name): name for name in (*printed, *official) if name}


@lru_cache(maxsize=512)  # each item is compared with the same few headings
def _letters(text: str) -> str:
    """Return the normal form without marks: a lost 、 is no other name."""
    return re.sub(r"\W", "", normalise(text))


def _all_headings(case: Case) -> tuple[str, ...]:
    return case.reading.headings if case.reading else ()


def _closest(case: Case, item: str) -> str | None:
    """Return the heading that an item means, or None if it means none."""
    names = _names(case)
    aliases = {_letters(a): s.title for s in case.report.form.sections for a in s.aliases}
    plain = _letters(item)
    if plain in names:
        return names[plain]
    if plain in aliases:
        return aliases[plain]
    tails = [name for name in names if plain.endswith(name)]
    if tails:
        return names[tails[0]]
    ratio, best = max((SequenceMatcher(None, plain, n, autojunk=False).ratio(), n) for n in names)
    return names[best] if ratio >= _ALIKE else None


def _mismatch(case: Case, item: str) -> str:
    meant = _closest(case, item)
    if meant is None:
        return f"正文没有“{item}”"
    return "" if _letters(item) in _names(case) else f"“{item}”，标题为“{meant}”"


_BRACKET = r"[\])〕】﹞]?"
_TRIAL = re.compile(rf"(?:国办公开办函)?[〔\[(【﹝]?2019{_BRACKET}60号|年度报告格式[》〉]?\(试行\)")
_TRIAL_NOTICE = re.compile("政府信息公开工作年度报告有关事项的通知")  # the notice 60号 by its name
_CURRENT = re.compile(rf"2021{_BRACKET}30号|年度报告格式(?![》〉]?\(试行)")
_BASIS = re.compile("根据|依据|按照|依照|遵照")
_MAKES = re.compile("编制|制作|撰写|制定|现?将|现?公布|形成|发布")


@rule("ST-10")
def legal_basis(case: Case) -> Verdicts:
    """The report rests on the 条例 and on the form in force.

    Read in the introduction, or in section one where it begins with the basis.  Citing the trial
    form is a warning; not citing the form at all is a hint, and only where the report names a
    basis.  The number and the articles of the old 条例 are WD-04.

    Wrong: a report about 2022 根据国办公开办函〔2019〕60号编制.
    Right: 根据《条例》和国办公开办函〔2021〕30号编制.
    """
    if not since_2021(case):
        return
    texts = [prose for prose in prose_of(case.report) if prose.section <= 1]
    outdated = [*_outdated(texts)]
    yield from outdated
    named = (_CURRENT, _TRIAL, _TRIAL_NOTICE)
    if any(pattern.search(prose.text) for pattern in named for prose in texts):
        return
    document = form_in_force().document
    for prose in texts:
        for start, sentence in prose.sentences():
            if _BASIS.search(sentence) and _MAKES.search(sentence) and "条例" in sentence:
                yield Fault(
                    message=f"编制依据没有引用现行的格式文件（{document}）。",
                    section=prose.section,
                    quote=prose.quote(start, start + len(sentence)),
                    expected=document,
                    severity=Severity.INFO,
                )
                return


def _outdated(texts: list[Prose]) -> Iterator[Fault]:
    old, new = load("2019"), form_in_force()
    numbered = any(_CURRENT.search(p.text) or _TRIAL.search(p.text) for p in texts)
    years = f"{old.first_year}、{old.last_year}年度"
    pattern = _TRIAL if numbered else _TRIAL_NOTICE
    for prose in texts:
        match = pattern.search(prose.text)
        if match:
            quote = prose.quote(match.start(), match.end())
            message = (
                f"编制依据引用的“{quote}”是试行格式的文件，只用于{years}，应当引用{new.document}。"
            )
            yield Fault(message=message, section=prose.section, quote=quote, found=quote)
            return


RULES = (title, listed_sections, legal_basis)
