"""Operations that take text over: from last year's report, from another organ, from elsewhere."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING

from reportkit.lessons._fault import Expected, Planted
from reportkit.lessons._places import sentences
from reportkit.lessons.operations._gaps import Figures
from reportkit.lessons.operations._phrases import told
from reportkit.report import Organ

if TYPE_CHECKING:
    from reportkit.lessons._draft import Draft
    from reportkit.lessons._fault import Fault
    from reportkit.report import Report
    from reportkit.specimens import Draw, Phrase

__all__ = [
    "elsewhere",
    "same_as_last_year",
    "same_as_peer",
    "section_of_last_year",
    "signed_by_other",
]

_STEMS = ("云麓", "柏川", "桐岭", "晴川", "梅岑")  # places that do not exist
_TOWNS = ("石塘", "双桥", "白鹭", "梨花", "下渡")
_FOR_OTHERS = ("政府", "办公室")
_TOWN = re.compile("^(.+?[县区市])[^县区市]+?(镇|乡|街道)")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?=年)")
_COMPARES = re.compile("上年|去年|同比|相比")
_MOSTLY = 0.7  # share of the text that must be the same for it to be a copy
_REQUESTS = (
    "全年新收政府信息公开申请{R1}件，上年结转{R2}件，办结{R3_7}件，结转下年度继续办理{R4}件。"
)


# ------------------------------------------------------------------------------- other names
def elsewhere(draft: Draft, fault: Fault, draw: Draw) -> Planted | None:
    """Tell a thing with names of another organ (see `reportkit.lessons.operations._phrases`).

    Notes
    -----
    Gaps besides the usual: ``{other}`` the organ of the same name in another county (the next town
    for a town), where the name tells; ``{other_self}`` 本局 for 我局 and the other way round, where
    the text has not the full name too; ``{third_self}`` a third one.  ``{bureau}`` is there where
    the organ is a bureau, ``{of_itself}`` where it does not write for a government.
    """
    own, agency = draft.specimen.words["self"], draft.report.agency or ""
    in_full = any(agency in section.text for section in draft.report.sections)
    known: dict[str, str | int] = {
        "other": _other(draft, draw),
        "other_self": "" if in_full else ("本" if own.startswith("我") else "我") + own[1:],
        "third_self": "本机关" if own.endswith("单位") else "本单位",
        "of_itself": "" if agency.endswith(_FOR_OTHERS) else agency,
        "bureau": own if own.endswith("局") else "",
    }
    return told(draft, fault, draw, known)


def signed_by_other(draft: Draft, fault: Fault, draw: Draw) -> Planted | None:
    """Sign the report by the organ of the same name in another county."""
    other, agency = _other(draft, draw), draft.report.agency
    if not other or not agency or not draft.take("signed_by"):
        return None
    draft.report = draft.report.replace(signed_by=other)
    return Planted(
        fault=fault,
        expected=(Expected(rule=fault.rule),),
        places=("signed_by",),
        wrong=other,
        right=agency,
    )


def _other(draft: Draft, draw: Draw) -> str:
    """Return the organ of the same name in another county, or the next town's.

    Empty where the name does not tell the county or the town.
    """
    place, agency = draft.specimen.words["place"], draft.report.agency or ""
    if draft.report.kind is Organ.TOWNSHIP:
        towns = [town for town in _TOWNS if town not in agency]
        changed = _TOWN.sub(rf"\g<1>{draw.choice(towns)}\g<2>", agency)
        return "" if changed == agency else changed
    if not agency.startswith(place) or place[-1] not in "县区" or len(agency) == len(place):
        return ""
    stems = [stem for stem in _STEMS if stem not in agency]
    return f"{draw.choice(stems)}{place[-1]}{agency.removeprefix(place)}"


# ------------------------------------------------------------------------------- last year
def section_of_last_year(draft: Draft, fault: Fault, draw: Draw) -> Planted | None:  # noqa: ARG001  as every operation
    """Put last year's text into section ``given.section``, its years moved on by one."""
    no = int(fault.given["section"])
    last = draft.previous.section(no) if draft.previous else None
    roles = [p.role for p in draft.specimen.phrases if p.section == no]
    if last is None or not last.text.strip() or not draft.take(*roles, f"previous.s{no}"):
        return None
    draft.swap(no, draft.text(no), _moved(last.text, 1))
    return _copied(draft, fault, no)


def same_as_last_year(draft: Draft, fault: Fault, draw: Draw) -> Planted | None:  # noqa: ARG001  as every operation
    """Let last year's report say what this year's says, but for the figures of the tables.

    Notes
    -----
    ``given.sections`` are the sections that are the same.  It is last year's text that changes, so
    that this year's stays true to its tables.
    """
    last = draft.previous
    text = _text_without_figures(draft, fault.given["sections"])
    zones = [p.role for p in draft.specimen.phrases if p.section]
    if last is None or text is None or not draft.take(*zones, "previous"):
        return None
    _drop(draft, "compare")
    told_then = Figures(last).fill(_REQUESTS)
    draft.previous = _with_sections(last, {no: _moved(t, -1) for no, t in text.items()}, told_then)
    return _copied(draft, fault, fault.given["sections"][0])


def same_as_peer(draft: Draft, fault: Fault, draw: Draw) -> Planted | None:
    """Put beside the report one of another organ that says the same but for its own figures."""
    own, place = draft.report.agency or "", draft.specimen.words["place"]
    text = _text_without_figures(draft, fault.given["sections"])
    names = [f"{place}{office}" for office in fault.given["offices"] if office[:-1] not in own]
    zones = [p.role for p in draft.specimen.phrases if p.section and not p.cites]
    if text is None or not names or not draft.take(*zones, "peers"):
        return None
    name = draw.choice(names)
    known = {key: draw.between(2, 9) for key in ("R1", "R2", "R3_7", "R4")}
    peer = draft.report.replace(
        agency=name, signed_by=name, title=(draft.report.title or "").replace(own, name)
    )
    renamed = {no: t.replace(own, name) for no, t in text.items()}
    draft.peers = (
        *draft.peers,
        _with_sections(peer, renamed, Figures(peer, known).fill(_REQUESTS)),
    )
    return _copied(draft, fault, fault.given["sections"][0])


def _text_without_figures(draft: Draft, sections: list[int]) -> dict[int, str] | None:
    """Return the sections without what cites the tables; None where too little is left.

    What is left must make up most of sections one and five, or it would be no copy, and must go on
    doing so whatever other faults add.
    """
    if any(draft.phrase(p.role) is None for p in draft.specimen.phrases if p.section):
        return None
    kept = [p for p in draft.specimen.phrases if p.section in sections and _is_own(p)]
    if not _makes_up_most(draft, kept):
        return None
    draft.insist(lambda later: _makes_up_most(later, kept))
    paragraphs: dict[int, dict[int, str]] = {}
    for phrase in kept:
        lines = paragraphs.setdefault(phrase.section, {})
        lines[phrase.paragraph] = lines.get(phrase.paragraph, "") + phrase.text
    return {no: "\n".join(lines.values()) for no, lines in paragraphs.items()}


def _makes_up_most(draft: Draft, kept: list[Phrase]) -> bool:
    """Whether some phrases make up most of what sections one and five say now."""
    said = sum(len(p.text) for p in kept if p.text in draft.text(p.section))
    return said >= _MOSTLY * (len(draft.text(1)) + len(draft.text(5)))


def _is_own(phrase: Phrase) -> bool:
    """Whether a phrase is true of any year: neither tables nor, in section one, last year cited."""
    return not phrase.cites and not (phrase.section == 1 and _COMPARES.search(phrase.text))


def _with_sections(report: Report, texts: dict[int, str], requests: str) -> Report:
    """Return a report with other texts; section one also tells the requests."""
    sections = tuple(
        dataclasses.replace(s, text=texts[s.no] + ("\n" + requests if s.no == 1 else ""))
        if s.no in texts
        else s
        for s in report.sections
    )
    return report.replace(sections=sections)


def _drop(draft: Draft, role: str) -> None:
    phrase = draft.phrase(role)
    if phrase is not None:
        draft.swap(phrase.section, phrase.text, "")


def _moved(text: str, years: int) -> str:
    """Return a text with every year moved."""
    return _YEAR.sub(lambda match: str(int(match[1]) + years), text)


def _copied(draft: Draft, fault: Fault, section: int) -> Planted:
    """Return the fault with every sentence of the sections in question as its places."""
    wanted = fault.given.get("sections", [section])
    places = tuple(
        f"s{no}.{at}" for no in wanted for at, _ in enumerate(sentences(draft.text(no)), start=1)
    )
    rules = (fault.rule, *fault.also)
    return Planted(
        fault=fault, expected=tuple(Expected(rule=rule) for rule in rules), places=places
    )
