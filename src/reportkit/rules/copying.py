"""Text taken over: from the organ's own report of last year and from other organs, NA-16, NA-17.

>>> [rule.id for rule in RULES]
['NA-16', 'NA-17']
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from reportkit.finding import Severity
from reportkit.rules._agency import differ
from reportkit.rules._previous import objection
from reportkit.rules._prose import ordinal, squeeze
from reportkit.rules._rule import Case, Fault, Undecided, Verdicts, rule
from reportkit.similarity import Collection, fingerprint, plain, share

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportkit.prose import Prose
    from reportkit.report import Report, Section

__all__ = ["RULES"]

# What every report must or may say in the same words.
_FIXED = re.compile(
    "统计期限|国务院令|公开办函|以公开为常态|没有其他需要报告|无其他需要报告|信息处理费|收费通知|行政复议|行政诉讼|责任追究|追究责任|未收到政府信息公开申请|勾稽关系"
)
_SHORT = 10  # characters; a shorter sentence proves nothing
_MARKS = re.compile(r"\W+")
_YEAR = re.compile(r"\d{4}年度?")


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of a report: where it stands and what is compared."""

    prose: Prose
    start: int
    end: int
    exact: str
    bare: str

    @property
    def weight(self) -> int:
        return len(self.bare)


def _sentences(report: Report) -> tuple[_Sentence, ...]:
    """Return the sentences that an organ writes itself, without the introduction."""
    return _written(report.sections)


@lru_cache(maxsize=16)
def _written(sections: tuple[Section, ...]) -> tuple[_Sentence, ...]:
    found = []
    for prose in (squeeze(s.no, s.text) for s in sections if s.text.strip()):
        for start, text in prose.sentences():
            if len(text) < _SHORT or _FIXED.search(text):
                continue
            exact = _MARKS.sub("", _YEAR.sub("", text) if "年" in text else text)
            bare = plain(exact)
            if len(bare) >= _SHORT:
                found.append(_Sentence(prose, start, start + len(text), exact, bare))
    return tuple(found)


@rule("NA-16")
def same_as_last_year(case: Case) -> Verdicts:
    """The text is not last year's with another year.

    Sentences are compared without years and marks.  Those with new figures count as new; if nearly
    all sentences agree but for their figures, that is a hint.  The introduction and what every
    report must say do not count.

    Wrong: nothing changed but 2023 to 2024.
    Right: the fixed introduction alike, the rest of this year.
    """
    reason = objection(case)
    if reason or case.previous is None:
        yield Undecided(reason)
        return
    mine, last = _sentences(case.report), _sentences(case.previous)
    total = sum(s.weight for s in mine)
    if total < 100 or not last:
        return
    exact, bare = {s.exact for s in last}, {s.bare for s in last}
    same = [s for s in mine if s.exact in exact]
    part = sum(s.weight for s in same) / total
    alike = sum(s.weight for s in mine if s.bare in bare) / total
    if part > case.profile.text_same_warning:
        grave = part > case.profile.text_same_error
        yield _taken_over(mine, same, part, Severity.ERROR if grave else Severity.WARNING)
    elif alike > case.profile.text_same_error:
        kept = [s for s in mine if s.bare in bare]
        yield _taken_over(kept, kept, alike, Severity.INFO)


def _taken_over(
    mine: Sequence[_Sentence], same: Sequence[_Sentence], part: float, severity: Severity
) -> Fault:
    run = _longest_run(mine, same)
    first, last = run[0], run[-1]
    quote = first.prose.quote(first.start, last.end if last.prose is first.prose else first.end)
    figures = "除数字外" if severity is Severity.INFO else ""
    return Fault(
        message=f"正文{figures}有{part:.0%}与上年报告相同（共{len(same)}句），{ordinal(first.prose.section)}"
        f"连续{len(run)}句一字未改；应当写当年的情况。",
        section=first.prose.section,
        quote=quote if len(quote) <= 400 else quote[:400],
        found=f"{part:.0%}",
        severity=severity,
    )


def _longest_run(mine: Sequence[_Sentence], same: Sequence[_Sentence]) -> list[_Sentence]:
    """Return the longest row of sentences of one section that are all the same as last year's."""
    kept = {(s.prose.section, s.start) for s in same}
    best: list[_Sentence] = []
    run: list[_Sentence] = []
    for sentence in mine:
        together = not run or run[-1].prose.section == sentence.prose.section
        if (sentence.prose.section, sentence.start) in kept:
            run = [*run, sentence] if together else [sentence]
            best = max(best, run, key=len)
        else:
            run = []
    return best


# ------------------------------------------------------------------------------- other organs
_LEAST_MARKS = 25
_MOST_NAMED = 3


@rule("NA-17")
def same_as_others(case: Case) -> Verdicts:
    """The text is not another organ's.

    Compared without introduction, figures and what stands in many reports; the share is that of
    this report's text which stands in the other.  Other years of the same organ do not count.

    Wrong: the measures of another unit, about documents that this one never makes.
    Right: columns and services of its own.
    """
    text = _own_text(case.report)
    collection = _collection(case.peers)
    if len(fingerprint(text) - collection.boilerplate) < _LEAST_MARKS:
        return
    found = sorted(collection.shares(text).items(), key=lambda item: -item[1])
    near = [(part, case.peers[place]) for place, part in found if part > case.profile.peer_share]
    others = [(part, peer) for part, peer in near if _is_other(case.report, peer)]
    for part, peer in others[:_MOST_NAMED]:
        yield _copied(case, peer, part)


def _is_other(report: Report, peer: Report) -> bool:
    if peer is report or (report.agency or "") == (peer.agency or ""):
        return False
    return differ(report.agency, peer.agency) or report.year == peer.year


def _own_text(report: Report) -> str:
    """Return the running text without introduction, fixed sentences and the organ's own name."""
    text = "\n".join(s.prose.text[s.start : s.end] for s in _sentences(report))
    return text.replace(report.agency or "\n", "")


_LAST: list[tuple[tuple[Report, ...], Collection]] = []


def _collection(peers: tuple[Report, ...]) -> Collection:
    """Return the fingerprints of the peers, made once as long as the same reports are given.

    Reports cannot be hashed, so the last tuple is remembered by identity.
    """
    if not _LAST or _LAST[0][0] is not peers:
        _LAST[:] = [(peers, Collection.of([_own_text(peer) for peer in peers]))]
    return _LAST[0][1]


def _copied(case: Case, peer: Report, part: float) -> Fault:
    passages = [*_passages(case.report, peer)]
    name = peer.agency or "另一单位"
    if peer.year and peer.year != case.report.year:
        name += f"{peer.year}年度"
    first = max(passages, key=lambda s: s.weight, default=None)
    shown = "；".join(s.prose.quote(s.start, s.end) for s in passages[:3])
    return Fault(
        message=f"正文有{part:.0%}与{name}的报告相同，疑为互相抄用"
        + (f"，例如：{shown}" if shown else "。"),
        section=first.prose.section if first else None,
        quote=first.prose.quote(first.start, first.end) if first else None,
        expected=name,
        found=f"{part:.0%}",
    )


def _passages(report: Report, peer: Report) -> Iterator[_Sentence]:
    """Yield the sentences of a report that stand in another, whole or nearly."""
    theirs = fingerprint(_own_text(peer))
    for sentence in _sentences(report):
        marks = fingerprint(sentence.prose.text[sentence.start : sentence.end])
        if len(marks) >= 3 and share(marks, theirs) >= 0.8:
            yield sentence


RULES = (same_as_last_year, same_as_others)
