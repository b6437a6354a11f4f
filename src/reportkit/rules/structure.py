"""The skeleton of a report: sections, headings and tables, ST-01 to ST-05, ST-11 and ST-12.

What the sections say is the matter of `contents`.  The headings and their order come from the
form; a table that was not read is never called present.

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
from reportkit.form import FORMATS, load
from reportkit.rules._prose import han, ordinal
from reportkit.rules._rule import Case, Fault, Undecided, Verdicts, rule
from reportkit.rules._scope import before_any_form
from reportkit.text import Kind, chinese_number, normalise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportkit.form import Form, SectionForm, Table
    from reportkit.report import Deviation, Section

__all__ = ["RULES"]

_NUMBERED = re.compile(
    r"(?:第?([一二三四五六七八九十]{1,3}|\d{1,2})(?:部分)?[、.,:。]|\(([一二三四五六七八九十]{1,3})\)、?"
    r"|第([一二三四五六七八九十]{1,3})部分)(?=.)"
)
_PROBLEMS = 5  # the section whose long form was common in the trial years
_LONGEST_HEADING = 40
_LONGEST_QUOTE = 30

_MERGE = "内容应当并入相应的部分"

# Columns of the reports before 2019, and where their matter belongs now.
_OLD_COLUMNS = (
    (re.compile("收费|减免|费用"), "信息处理费应当写入第六部分"),
    (re.compile("机构|人员|经费|组织领导|保障"), "机构、人员和保障应当写入第一部分"),
    (re.compile("咨询|投诉|举报"), "咨询和投诉的处理应当写入第一部分"),
    (re.compile("概述|概况|基本情况"), "内容应当并入第一部分"),
    (re.compile("思路|打算|计划|措施|下一步"), "下一步的打算应当写入第五部分"),
)


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
    for section in missing:
        message = f"缺少{ordinal(section.no)}“{section.heading}”。"
        yield Fault(message=message, section=section.no, expected=section.heading)
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
    return bool(tables) and (case.reading is not None or any(_read(case, t) for t in tables))


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
    if matcher.ratio() < 0.6:  # noqa: PLR2004  more differs than agrees: both are shown anyway
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
    filed = {normalise(section.heading) for section in case.report.sections}
    filed |= {normalise(section.heading) for section in form.sections}
    if case.reading is None:
        numbers = {section.no for section in form.sections}
        extra = [s.heading for s in case.report.sections if s.no not in numbers]
    else:
        extra = [h for h in case.reading.headings if _is_extra(case, h, filed)]
    texts = [section.text for section in case.report.sections]
    texts += [section.heading for section in case.report.sections] + [case.report.introduction]
    for heading in dict.fromkeys(extra):
        where = next((hint for words, hint in _OLD_COLUMNS if words.search(heading)), _MERGE)
        message = f"“{heading}”不是统一格式的六个部分之一，不应单列，{where}。"
        quote = heading if any(heading in text for text in texts) else None
        yield Fault(message=message, quote=quote, found=heading)


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


# ------------------------------------------------------------------------------------- tables
@rule("ST-03")
def version(case: Case) -> Verdicts:
    """The tables are those of the form in force for the year.

    Only tables that differ between the forms can tell; table four is the same in both.  Years
    before the first form had no common tables: there neither this rule nor ST-01, ST-02 and
    ST-11 can say anything.

    Wrong: a report about 2023 with 本年新公开数量 in table two.
    Right: a report about 2023 with 本年制发件数, 本年废止件数, 现行有效件数.
    """
    year = case.report.year
    if year is None:
        yield Undecided("报告年度")
        return
    due = next((load(f) for f in FORMATS if load(f).first_year <= year), None)
    if due is None:
        yield Undecided("2019年度及以后的报告（以前没有统一格式）")
        return
    telling = [table for table in case.report.tables.values() if _differs_between_forms(table.key)]
    seen = [table for table in telling if _read(case, table)]
    if not seen:
        yield Undecided("、".join(table.name for table in telling) + "（没有读出，看不出格式）")
    wrong = [table for table in seen if table.format != due.format]
    if wrong:
        yield _wrong_version(case, due, wrong)
    for deviation in _deviations(case, "format"):
        if deviation.table not in {table.key for table in wrong}:
            table = case.report.tables[deviation.table]
            message = f"{table.name}里混有另一种格式的内容：{_row_name(case, deviation)}。"
            yield Fault(message=message, section=table.section, found=deviation.printed)


def _wrong_version(case: Case, due: Form, wrong: list[Table]) -> Fault:
    used = load(wrong[0].format)
    names = "、".join(table.name for table in wrong)
    sign = f"（列有“{used.telltale}”）" if wrong[0].key == "t2" else ""
    return Fault(
        message=f"{case.report.year}年度报告应当用{due.document}的格式，"
        f"而{names}用的是{used.document}的格式{sign}。",
        section=wrong[0].section,
        expected=due.format,
        found=used.format,
    )


@rule("ST-04")
def tables(case: Case) -> Verdicts:
    """Sections two, three and four each have their table, even if all is zero.

    Silent where the whole section is missing (ST-01) or the table is a picture (ST-12).  Without
    the file, a table with values is there, one that was never read stays undecided.

    Wrong: 二、主动公开政府信息情况：无。
    Right: the heading with the complete table of zeros.
    """
    for table in case.report.tables.values():
        section = case.report.section(table.section)
        if _read(case, table) or section is None:
            continue
        if case.reading is None:
            yield Undecided(f"{table.name}（整张表没有读出）")
        elif not any(d.table == table.key for d in _deviations(case, "picture")):
            text = section.text.strip().split("\n")[0]
            quote = text if 0 < len(text) <= _LONGEST_QUOTE else None
            says = f"，只写了“{quote}”" if quote else ""
            yield Fault(
                message=f"{ordinal(table.section)}没有找到统计表（{table.name}）{says}。",
                section=table.section,
                quote=quote or section.heading or None,
            )


@rule("ST-05")
def rows(case: Case) -> Verdicts:
    """The tables have exactly the rows of the form.

    One finding a table for rows that are lacking, one for rows too many.  A row that stands in
    the file but could not be read is undecided; figures in a group row are T3-07, other names
    for a row T2-05.

    Wrong: table three without the three rows of （六）其他处理.
    Right: table three with 1, 2 and 3 under （六）.
    """
    for kind, word in (("missing-row", "少了"), ("extra-row", "多了")):
        for table in case.report.tables.values():
            found = [d for d in _deviations(case, kind) if d.table == table.key]
            if found:
                yield _row_fault(case, table, found, word)
    missing = {(d.table, d.row) for d in _deviations(case, "missing-row")}
    left = [u for u in case.report.unread if (u.table, u.row) not in missing]
    known = [u for u in left if _read(case, case.report.tables[u.table])]
    if known:
        row = _label(case, known[0].table, known[0].row)
        more = f"等{len(known)}行" if len(known) > 1 else ""
        yield Undecided(f"没有读出的行（{case.report.tables[known[0].table].name}“{row}”{more}）")


def _row_fault(case: Case, table: Table, found: list[Deviation], word: str) -> Fault:
    names = list(dict.fromkeys(_row_name(case, d) for d in found))
    cells = [name for d in found for name in table.row_cells(d.row)] if word == "少了" else []
    shown = "、".join(names[:4]) + ("等" if len(names) > 4 else "")  # noqa: PLR2004  a sentence
    return Fault(
        message=f"{table.name}{word}{len(names)}行：{shown}；表格的行应当与规定的格式完全相同。",
        section=table.section,
        cells=tuple(dict.fromkeys(cells)),
        found="、".join(names),
    )


@rule("ST-12")
def searchable(case: Case) -> Verdicts:
    """The tables are text, and every row has its number of cells.

    Wrong: section three is a blurred picture; a row of table three with six figures.
    Right: a table in the page, with docx and pdf to download.
    """
    for table in case.report.tables.values():
        if any(d.table == table.key for d in _deviations(case, "picture")):
            which = f"{ordinal(table.section)}的统计表（{table.name}）"
            message = f"{which}是图片，不能检索和复制，数字也无法核对。"
            yield Fault(message=message, section=table.section)
        ragged = [d for d in _deviations(case, "width") if d.table == table.key]
        if ragged:
            names = list(dict.fromkeys(_row_name(case, d) for d in ragged))
            message = (
                f"{table.name}有{len(names)}行的格数与规定不符：{'、'.join(names[:4])}"
                f"{'等' if len(names) > 4 else ''}；请检查合并单元格是否走样。"  # noqa: PLR2004
            )
            yield Fault(message=message, section=table.section, found="、".join(names))


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


def _deviations(case: Case, kind: str) -> Iterator[Deviation]:
    if case.reading is not None:
        known = case.report.tables
        yield from (d for d in case.reading.deviations if d.kind == kind and d.table in known)


def _read(case: Case, table: Table) -> bool:
    """Whether the table was found, and something of it could be read."""
    if case.reading is not None and table.key not in case.reading.tables:
        return False
    return any(case.report.values[name].kind is not Kind.UNREADABLE for name in table.cells)


def _differs_between_forms(key: str) -> bool:
    return len({tuple(load(f).tables[key].cells) for f in FORMATS}) > 1


def _label(case: Case, table: str, row: str) -> str:
    cells = case.report.tables[table].row_cells(row)
    entry = case.report.cell(cells[0]).row if cells else None
    return entry.label if entry and entry.key else row


def _row_name(case: Case, deviation: Deviation) -> str:
    """Name a row by what stands there, else by its label in the form."""
    extra = deviation.kind in {"extra-row", "format"}
    known = _label(case, deviation.table, deviation.row) if deviation.row else ""
    name = (deviation.printed or known) if extra else (deviation.expected or known)
    name = name or deviation.printed
    return f"“{name[:_LONGEST_QUOTE]}{'…' if len(name) > _LONGEST_QUOTE else ''}”"


RULES = (sections, headings, version, tables, rows, extra_sections, searchable)
