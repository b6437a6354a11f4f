"""Whether numbered points follow one another: WD-08.

>>> [rule.id for rule in RULES]
['WD-08']
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportkit.rules._prose import han, ordinal, prose_of
from reportkit.rules._rule import Case, Fault, Verdicts, rule
from reportkit.rules._spots import before
from reportkit.text import chinese_number, normalise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportkit.prose import Prose

__all__ = ["RULES"]

_HAN = "[一二三四五六七八九十]{1,3}"


@dataclass(frozen=True, slots=True)
class _Style:
    """A way of numbering: the pattern of a point, how to write point n, what may begin it.

    An anchored point stands at the beginning of a line or behind the end of a clause.  An inline
    one may stand behind a comma, too, and at the head of a line it is the heading of a section as
    often as a point, so there it need not begin with one.
    """

    point: re.Pattern[str]
    write: str
    loose: str
    beginnings: str = ""
    anchored: bool = True
    inline: bool = False
    sign: str = ""  # without which there is no such point


# 统一是, 唯一是, 其一是 and 二十一是 are no points.
_ENDS = frozenset("。;:!?\n") | {""}
_WORDS_BEFORE = frozenset("第统之唯专万任其同某单逐划归十一二三四五六七八九百千")
# what may stand for the first point: words anywhere before, another numbering in the same line
_OTHER_FIRST = "一方面|首先|第一|其一|一要|一抓|一则|一来|(?:1[.、]|\\(一\\)|\\(1\\)|①)(?=[^\n]*$)"
_LATEST_START = 4  # 十一是 alone is no point
_STYLES = (
    _Style(
        re.compile(
            rf"(?P<n>{_HAN})(?:是(?!否)|则是|要(?![素件闻点害求])|抓(?![手好]))"
        ),
        "{}是",
        "(?:其|第)?{}(?:是|要|则|来|抓|、|,)",
        _OTHER_FIRST,
        anchored=False,
    ),
    _Style(
        re.compile(
            rf"\((?P<n>{_HAN})\)(?![项款目类部点])"
        ),
        "（{}）",
        r"\({}\)",
        sign="(",
    ),
    _Style(
        re.compile(r"(?P<n>\d{1,2})[.、](?![\d])(?=[一-鿿“《])"),
        "{}.",
        r"(?<!\d){}[.、,]",
    ),
    _Style(
        re.compile(
            r"\((?P<n>\d{1,2})\)(?![项款目类])(?=[一-鿿“《])"
        ),
        "（{}）",
        r"\({}\)",
        sign="(",
    ),
    _Style(re.compile("(?P<n>[①-⑳])"), "{}", "{}", anchored=False),
    _Style(
        re.compile(rf"第(?P<n>{_HAN})(?=[,、:是])"),
        "第{}",
        "第{}|{}是",
        "首先|一方面|一是",
        sign="第",
    ),
    _Style(
        re.compile(rf"(?P<n>{_HAN})、(?![一二三四五六七八九十0-9])"),
        "{}、",
        r"(?:第|\()?{}[、是要)是,.]",
        _OTHER_FIRST,
        inline=True,
        sign="、",
    ),
)  # fmt: skip


@dataclass(slots=True)
class _Lists:
    """The lists open at a place of the text: the last number of each, the inner ones last."""

    last: list[int] = field(default_factory=list)

    def take(self, number: int) -> str:
        """Place the next number; say what is wrong with it, or nothing."""
        if number == 1:
            self.last.append(1)
            return ""
        for place in range(len(self.last) - 1, -1, -1):
            if self.last[place] + 1 == number:
                del self.last[place + 1 :]
                self.last[place] = number
                return ""
        if not self.last:
            if number > _LATEST_START:
                return ""
            self.last.append(number)
            return "start"
        fault = (
            "twice" if number == self.last[-1] else "jump" if number > self.last[-1] else "start"
        )
        self.last[-1] = number
        return fault


@rule("WD-08")
def order(case: Case) -> Verdicts:
    """Numbered points begin with one and follow one another: 一是、二是, （一）（二）, 1. 2.

    Lists within lists, lists that begin anew and lists that go on over paragraphs are right;
    一方面 or 首先 may stand for the first point.  Nothing is said where the missing number stands
    in the text in another way of writing.

    Wrong: 采取以下措施：加强培训；二是严格审核；三是….
    Right: 一是加强培训；二是严格审核；三是….
    """
    titles = tuple(normalise(section.title) for section in case.report.form.sections)
    for prose in prose_of(case.report):
        for style in (style for style in _STYLES if style.sign in prose.text):
            yield from _faults(prose, style, titles)


def _faults(prose: Prose, style: _Style, titles: tuple[str, ...]) -> Iterator[Fault]:
    lists, passed = _Lists(), 0
    for match in style.point.finditer(prose.text):
        number = _number(match["n"])
        if number is None or number > 20 or not _is_free(prose.text, match, style):
            continue
        if style.inline and prose.text.startswith(titles, match.end()):
            continue  # the heading of the next section
        previous = lists.last[-1] if lists.last else 0
        fault = lists.take(number)
        if fault == "start" and style.inline and before(prose.text, match) in {"", "\n"}:
            continue
        if fault and not _written_otherwise(
            prose.text[passed : match.start()], style, previous, number
        ):
            yield _fault(prose, style, match, _Step(fault, previous, number))
        passed = match.end()


def _is_free(text: str, match: re.Match[str], style: _Style) -> bool:
    """Whether a point stands where points begin, and is no part of a word."""
    lead = before(text, match)
    if not style.anchored:
        return lead not in _WORDS_BEFORE
    return lead in _ENDS or (style.inline and lead == ",")


def _written_otherwise(between: str, style: _Style, previous: int, number: int) -> bool:
    """Whether the missing numbers stand before this point in another way of writing."""
    if style.beginnings and number == 2 and re.search(style.beginnings, between):
        return True
    missing = range(previous + 1 if previous < number else 1, number)
    if not missing:
        return False
    return all(re.search(style.loose.replace("{}", _write(style, n)), between) for n in missing)


@dataclass(frozen=True, slots=True)
class _Step:
    """From one number to the next, and what is wrong with it."""

    fault: str
    previous: int
    number: int


def _shown(style: _Style, number: int) -> str:
    return style.write.format(_write(style, number))


def _number(text: str) -> int | None:
    if "①" <= text <= "⑳":
        return ord(text) - ord("①") + 1
    return int(text) if text.isdecimal() else chinese_number(text)


def _write(style: _Style, number: int) -> str:
    if "①" in style.point.pattern:
        return chr(ord("①") + number - 1)
    return str(number) if r"\d" in style.point.pattern else han(number)


def _fault(prose: Prose, style: _Style, match: re.Match[str], step: _Step) -> Fault:
    rest = re.compile("[,。;:、\n]").search(prose.text, match.end())
    end = min(rest.start() if rest else len(prose.text), match.end() + 12)
    quote = prose.quote(match.start(), max(end, match.end()))
    this, last, first = (_shown(style, n) for n in (step.number, step.previous, 1))
    words = {
        "start": f"从“{this}”开始，前面没有“{first}”",
        "twice": f"“{this}”重复",
        "jump": f"“{last}”后面直接是“{this}”",
    }
    following = first if step.fault == "start" else _shown(style, step.previous + 1)
    message = f"{ordinal(prose.section)}的序次不连续：{words[step.fault]}（“{quote}”）。"
    return Fault(
        message=message, section=prose.section, quote=quote, expected=following, found=this
    )


RULES = (order,)
