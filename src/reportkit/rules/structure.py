"""The skeleton of a report: its sections and headings, ST-01, ST-02 and ST-11.

What the sections say is the matter of `contents`, their tables that of `table_shape`.  The
headings and their order come from the form.

>>> [rule.id for rule in RULES][:2]
['ST-01', 'ST-02']
"""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING

from reportkit.finding import Severity
from reportkit.rules._prose import han, ordinal
from reportkit.rules._rule import Case, Fault, Verdicts, rule
from reportkit.rules._scope import before_any_form
from reportkit.text import chinese_number, normalise

if TYPE_CHECKING:
    from reportkit.form import SectionForm
    from reportkit.report import Section

__all__ = ["RULES"]

_NUMBERED = re.compile(
    r"(?:第?([一二三四五六七八九十]{1,3}|\d{1,2})(?:部分)?[、.,:。]|\(([一二三四五六七八九十]{1,3})\)、?"
    r"|第([一二三四五六七八九十]{1,3})部分)(?=.)"
)
_PROBLEMS = 5  # the section whose long form was common in the trial years
_LONGEST_HEADING = 40

_MERGE = "内容应当并入相应的部分"

# Columns of the reports before 2019, and where their matter belongs now.
_OLD_COLUMNS = (
    (re.compile("收费|减免|费用"), "信息处理费应当写入第六部分"),
    (re.compile("机构|人员|经费|组织领导|保障"), "机构、人员和保障应当写入第一部分"),
    (re.compile("咨询|投诉|举报"), "咨询和投诉的处理应当写入第一部分"),
    (re.compile("概述|概况|基本情况"), "内容应当并入第一部分"),
    (re.compile("思路|打算|计划|措施|下一步"), "下一步的打算应当写入第五部分"),
)
_OLD_HEADING = re.compile(
    "[一二三四五六七八九十]、.{0,12}(?:收费及?减免|减免|咨询处理|咨询|投诉|举报|人员和?经费|经费)(?:的?情况|处理情况)?"
)
_WITHOUT_ITEMS = {2, 3, 4, 6}  # sections whose text has no items numbered 一、 of its own


# ------------------------------------------------------------------------- sections, headings
@rule("ST-01")
def sections(case: Case) -> Verdicts:
    """The six sections are all there, in order, and none is empty.

    A section that only holds its table is not empty; whether the table is there is the matter of
    ST-04.  A wrong numeral is reported only where nothing is missing: a lost section shifts all
    that follow.

    Wrong: no section four, because there were no cases.
    Right: section four with its heading and a table of zeros.
    """
    if before_any_form(case):
        return
    wanted = case.report.form.sections
    present = [section.no for section in case.report.sections]
    missing = [section for section in wanted if section.no not in present]
    if len(missing) == len(wanted):
        yield Fault(
            message="正文没有找到“一”至“六”中的任何一个部分。", expected=len(wanted), found=0
        )
        return
    if missing:
        names = "、".join(f"“{section.heading}”" for section in missing)
        first = missing[0]
        which = ordinal(first.no) if len(missing) == 1 else f"{len(missing)}个部分："
        yield Fault(message=f"缺少{which}{names}。", section=first.no, expected=names)
    yield from _disorder(case, misnumbered=not missing)
    yield from _empty(case)


def _disorder(case: Case, *, misnumbered: bool) -> Verdicts:
    """Yield sections that stand twice, stand too late, or carry another's numeral."""
    printed = case.report.sections
    if not _holds_two_reports(case):
        for no, times in Counter(section.no for section in printed).items():
            if times > 1:
                message = f"{ordinal(no)}出现了{times}次，每部分只能有一个。"
                yield Fault(message=message, section=no, expected=1, found=times)
    for before, after in pairwise(printed):
        if before.no > after.no:
            message = (
                f"“{before.heading}”排在“{after.heading}”前面，六个部分应当按一至六的次序排列。"
            )
            yield Fault(message=message, section=after.no, quote=after.heading)
            return
    wrong = [s for s in printed if _split(s.heading)[0] not in {None, s.no}]
    if misnumbered and wrong:
        first = wrong[0]
        message = f"标题“{first.heading}”的序号应为“{han(first.no)}”。"
        yield Fault(message=message, section=first.no, quote=first.heading, expected=han(first.no))


def _holds_two_reports(case: Case) -> bool:
    deviations = case.reading.deviations if case.reading else ()
    return any(deviation.kind == "second-report" for deviation in deviations)


def _empty(case: Case) -> Verdicts:
    for section in case.report.sections:
        if not section.text.strip() and not _speaks_by_table(case, section.no):
            message = f"{ordinal(section.no)}“{section.heading}”只有标题，没有内容。"
            yield Fault(message=message, section=section.no, quote=section.heading)


def _speaks_by_table(case: Case, no: int) -> bool:
    """Whether the section's table is there, or its absence is told by ST-04."""
    tables = [table for table in case.report.tables.values() if table.section == no]
    cells = [name for table in tables for name in table.cells]
    return bool(cells) and (
        case.reading is not None or not all(case.is_unread(name) for name in cells)
    )


@rule("ST-02")
def headings(case: Case) -> Verdicts:
    """The six headings stand word for word as in the form.

    Width, blanks and the mark behind the numeral do not count.  In the trial form the long form
    of heading five was common, and a mere comma does not change the sense: both are hints.  A
    lost numeral may be automatic numbering that a reader cannot see: one hint for all.

    Wrong: 四、因政府信息公开工作被申请行政复议提起行政诉讼情况.
    Right: 四、政府信息公开行政复议、行政诉讼情况.
    """
    bare = []
    if before_any_form(case):
        return
    for section in case.report.sections:
        wanted = _wanted(case, section.no)
        if wanted is None or not section.heading.strip():
            continue
        number, title = _split(section.heading)
        if title != normalise(wanted.title):
            yield _differs(case, section, wanted, title)
        elif number is None:
            bare.append(section)
    if bare:
        message = (
            f"{'、'.join(f'“{section.heading}”' for section in bare)}前面没有读到序号；"
            f"如果不是自动编号，请补上，例如“{_heading(case, bare[0].no)}”。"
        )
        yield Fault(
            message=message, section=bare[0].no, quote=bare[0].heading, severity=Severity.INFO
        )


def _differs(case: Case, section: Section, wanted: SectionForm, title: str) -> Fault:
    """Word how a heading differs from the form's."""
    official = normalise(wanted.title)
    trivial = _letters(title) == _letters(official)
    long_form = (
        case.report.format == "2019" and section.no == _PROBLEMS and title.endswith(official)
    )
    return Fault(
        message=f"标题“{section.heading}”应为“{wanted.heading}”{_changes(title, official)}。",
        section=section.no,
        quote=section.heading,
        expected=wanted.heading,
        found=section.heading,
        severity=Severity.INFO if trivial or long_form else None,
    )


def _changes(printed: str, official: str) -> str:
    """Say what is too much and what is lacking, where that is short enough to help."""
    matcher = SequenceMatcher(None, printed, official, autojunk=False)
    if matcher.ratio() < 0.6:
        return ""
    steps = [step for step in matcher.get_opcodes() if step[0] != "equal"]
    more = "、".join(f"“{printed[a:b]}”" for _, a, b, _, _ in steps if b > a)
    less = "、".join(f"“{official[c:d]}”" for _, _, _, c, d in steps if d > c)
    words = [f"多了{more}" if more else "", f"少了{less}" if less else ""]
    return f"（{'，'.join(word for word in words if word)}）"


@rule("ST-11")
def extra_sections(case: Case) -> Verdicts:
    """No level-one section stands beside the six.

    A heading that was filed as one of the six under another name is the matter of ST-02.  Row
    labels of table three (一、本年新收…) look like headings and are left out, and so are
    paragraphs that begin with a numeral.

    Wrong: 四、政府信息公开收费及减免情况.
    Right: the fee in section six.
    """
    if before_any_form(case):
        return
    form = case.report.form
    numbers = {section.no for section in form.sections}
    filed = {normalise(s.heading) for s in case.report.sections if s.no in numbers}
    filed |= {normalise(section.heading) for section in form.sections}
    if case.reading is None:
        extra = [s.heading for s in case.report.sections if s.no not in numbers]
    else:
        extra = [h for h in case.reading.headings if _is_extra(case, h, filed)]
    extra += _old_headings(case)
    texts = [section.text for section in case.report.sections]
    texts += [section.heading for section in case.report.sections] + [case.report.introduction]
    for heading in dict.fromkeys(extra):
        where = next((hint for words, hint in _OLD_COLUMNS if words.search(heading)), _MERGE)
        message = f"“{heading}”不是统一格式的六个部分之一，不应单列，{where}。"
        quote = heading if any(heading in text for text in texts) else None
        yield Fault(message=message, quote=quote, found=heading)


def _old_headings(case: Case) -> list[str]:
    """Return lines of the sections with tables and of the last one that name an old column."""
    lines = [
        line.strip()
        for section in case.report.sections
        if section.no in _WITHOUT_ITEMS
        for line in section.text.split("\n")
    ]
    return [line for line in lines if _OLD_HEADING.fullmatch(normalise(line))]


def _is_extra(case: Case, heading: str, filed: set[str]) -> bool:
    plain = normalise(heading)
    cut_off = any(name.startswith(plain) for name in filed)
    if cut_off or len(plain) > _LONGEST_HEADING or not _NUMBERED.match(plain):
        return False
    labels = {normalise(c.row.label) for c in case.report.cells.values()}
    labels |= {normalise(e.label) for t in case.report.tables.values()
               for b in t.blocks for e in b.rows.entries}  # fmt: skip
    return not any(
        label and (plain.startswith(label) or label.startswith(plain)) for label in labels
    )


# -------------------------------------------------------------------------------------- parts
def _wanted(case: Case, no: int) -> SectionForm | None:
    return next((section for section in case.report.form.sections if section.no == no), None)


def _heading(case: Case, no: int) -> str:
    wanted = _wanted(case, no)
    return wanted.heading if wanted else ""


def _split(heading: str) -> tuple[int | None, str]:
    """Take a heading apart into its numeral, if any, and its title in normal form."""
    plain = normalise(heading)
    match = _NUMBERED.match(plain)
    if not match:
        return None, plain.strip("、.,:。")
    digits = next(group for group in match.groups() if group)
    number = int(digits) if digits.isdigit() else chinese_number(digits)
    return number, plain[match.end() :].strip("、.,:。")


def _letters(text: str) -> str:
    return re.sub(r"\W", "", text)


RULES = (sections, headings, extra_sections)
