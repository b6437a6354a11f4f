"""Operations on the text: a phrase says something else than it should.

The sentences stand in ``faults/*.toml``; nothing here depends on how a specimen words its own.
What `told` reads of a fault's ``given`` (and of each of its ``texts``, which win):

``role``     role of the phrase that gives way to the sentence; ``after``: roles behind one of which
             the sentence is added; ``section``: number of the section that gives way as a whole
``texts``    the sentences, one of which is drawn; ``{wrong}`` is the slip
``wrong``    what stands there, ``right`` what should (none: no single value)
``value``    the right figure (see `_gaps`); ``ways``: how people get it wrong, for ``{slip}``:
             ``slip`` of the pen, ``last`` year's figure, or another sum of figures
``unlike``   sums of figures that the slip must not be
``figures``  drawn figures: name = [least, most]
``cells``    figures whose cells the finding names
``needs``    sums that must be above 0; ``none``: sums that must be 0
``organs``   kinds of organ that the fault suits; ``names``: words the specimen must have
``cuts``     roles that are left out where the report has them; ``zones``: what else is taken
``also_says``  further sentences, as [role behind which, text]; ``instead``: one phrase that gives
             way to another sentence besides, as [role, text]
``alone``    true where no other phrase may tell the figures of ``cells``
``unquoted`` true where the finding points at no words of the slip; ``anywhere`` where it
             is about the section as a whole; ``around`` where a learner may point at any of its
             sentences, although the finding points at the slip
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from reportkit.lessons._fault import Expected, Planted
from reportkit.lessons.operations._gaps import Figures
from reportkit.lessons.operations._wrong import wrong_figure

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reportkit.lessons._draft import Draft
    from reportkit.lessons._fault import Fault
    from reportkit.specimens import Draw, Phrase

__all__ = ["may_go", "phrase_swap", "retold", "told"]

Known = dict[str, str | int]

# Roles that every report must have; any other phrase may be left out.
_NEEDED = frozenset(
    ("basis", "period", "contact", "opening", "disclosed", "requests", "request-work", "management",
     "norms", "platform", "supervision", "problems", "redress", "measures", "fees", "others")
)  # fmt: skip
_MARK = (
    r"(?:（[一二三四五六七八九十]{1,2}）|[一二三四五六七八九十]{1,2}(?:是|、)|\d{1,2}[.．、](?!\d)"
    r"|第[一二三四五六七八九十][，、])"
)
_BEGUN = re.compile(rf"{_MARK}(?:[^，。；：\n\d]{{2,20}}[。：\n])?|[^，。；：\n\d]{{2,14}}[：\n]")
_SLIP = "\x00"  # stands for the slip while its place is looked for
_CONTEXT = 14  # characters beside the slip among which a quotation is looked for
_SHORTEST = 6
_ENDS = frozenset("。！？；\n")


def phrase_swap(draft: Draft, fault: Fault, draw: Draw) -> Planted | None:
    """Put other words into one phrase.

    Notes
    -----
    ``given.swaps`` is a list of ``[role, old, new]``; one that this report has is drawn.
    """
    swaps = [
        (phrase, old, new)
        for role, old, new in fault.given["swaps"]
        if (phrase := draft.phrase(role)) and old in phrase.text and draft.free(role)
    ]
    if not swaps:
        return None
    phrase, old, new = draw.choice(swaps)
    draft.take(phrase.role)
    draft.swap(phrase.section, phrase.text, phrase.text.replace(old, new, 1))
    rules = (fault.rule, *fault.also)
    return Planted(
        fault=fault,
        expected=tuple(Expected(rule=rule, quote=new) for rule in rules),
        section=phrase.section,
        quote=new,
        wrong=new,
        right=old,
    )


def retold(draft: Draft, fault: Fault, draw: Draw) -> Planted | None:
    """Tell a thing in another sentence, with a slip in it (see the module's docstring)."""
    return told(draft, fault, draw, {})


def told(draft: Draft, fault: Fault, draw: Draw, known: Mapping[str, str | int]) -> Planted | None:
    """Put one of the fault's sentences into the report.

    Parameters
    ----------
    draft, fault, draw
        As for every operation.
    known
        What the gaps of the sentences may name besides the figures of the report.
    """
    texts = fault.given["texts"]
    for text in draw.shuffled(texts):
        own = {"text": text} if isinstance(text, str) else text
        given = {**fault.given, **own}
        try:
            made = _sentence(draft, given, draw, known)
        except KeyError:
            continue
        planted = made and _put(draft, fault, given, made, draw)
        if planted:
            return planted
    return None


def may_go(roles: Iterable[str]) -> bool:
    """Whether a report is still complete without the phrases of these roles."""
    return _NEEDED.isdisjoint(roles)


class _Sentence(NamedTuple):
    """A sentence with its slip, filled in: `at` is where the slip stands in it.

    `cells` are those that the finding names, `used` those whose figures the sentence tells.
    """

    text: str
    at: int
    wrong: str
    right: str | None
    others: tuple[tuple[str, str, bool], ...]
    cells: tuple[str, ...]
    used: tuple[str, ...]


def _sentence(
    draft: Draft, given: Mapping[str, Any], draw: Draw, known: Mapping[str, str | int]
) -> _Sentence | None:
    facts: Known = {**_facts(draft), **known}
    for name, (least, most) in given.get("figures", {}).items():
        facts[name] = draw.between(least, most)
    figures = Figures(draft.report, facts)
    if not _suits(draft, given, figures, facts):
        return None
    if "value" in given:
        facts["true"] = figures.number(given["value"])
        slip = _slip(draft, given, draw, figures)
        if slip is None:
            return None
        facts["slip"] = slip
    wrong = figures.fill(given["wrong"])
    right = figures.fill(given["right"]) if "right" in given else None
    facts["wrong"] = _SLIP
    text = figures.fill(given["text"])
    return _Sentence(
        text=text.replace(_SLIP, wrong),
        at=text.index(_SLIP),
        wrong=wrong,
        right=right,
        others=_others(given, figures),
        cells=tuple(cell for name in given.get("cells", ()) for cell in figures.cells(name)),
        used=tuple(dict.fromkeys(figures.used)),
    )


def _others(given: Mapping[str, Any], figures: Figures) -> tuple[tuple[str, str, bool], ...]:
    """Return what else is said: role, text, and whether it takes the place of the phrase."""
    added = [(role, figures.fill(text), False) for role, text in given.get("also_says", ())]
    instead = [given["instead"]] if "instead" in given else []
    return (*added, *((role, figures.fill(text), True) for role, text in instead))


def _facts(draft: Draft) -> Known:
    year = draft.report.year or 0
    years = {"year": year, "last_year": year - 1, "next_year": year + 1}
    return {**draft.specimen.words, **years}


def _suits(draft: Draft, given: Mapping[str, Any], figures: Figures, facts: Known) -> bool:
    """Whether this report has what the sentence speaks of."""
    kind = draft.report.kind
    return (
        all(figures.number(sum_of) > 0 for sum_of in given.get("needs", ()))
        and all(figures.number(sum_of) == 0 for sum_of in given.get("none", ()))
        and all(facts.get(name) for name in given.get("names", ()))
        and (kind is None or kind.value in given.get("organs", (kind.value,)))
    )


def _slip(draft: Draft, given: Mapping[str, Any], draw: Draw, figures: Figures) -> int | None:
    """Draw a wrong figure that none of the right readings allows."""
    right = figures.number(given["value"])
    barred = {right, *(figures.number(sum_of) for sum_of in given.get("unlike", ()))}
    for way in draw.shuffled(given.get("ways", ["slip"])):
        if way == "slip":
            tries = [wrong_figure(right, draw.part(way, at)) for at in range(6)]
        elif way == "last":
            tries = [Figures(draft.previous).number(given["value"])] if draft.previous else []
        else:
            tries = [figures.number(way)]
        for number in tries:
            if number not in barred and number >= given.get("least", 0):
                return number
    return None


# ------------------------------------------------------------------------------- into the text
def _put(
    draft: Draft, fault: Fault, given: Mapping[str, Any], made: _Sentence, draw: Draw
) -> Planted | None:
    section, roles = _where(draft, given, draw)
    cuts = _cuts(draft, given, made, roles)
    behind = [role for role, _, _ in made.others]
    zones = {*roles, *made.used, *made.cells, *(cuts or ()), *behind, *given.get("zones", ())}
    if not roles or cuts is None or not draft.free(*zones):
        return None
    if any(draft.phrase(role) is None for role in (*roles, *cuts, *behind)):
        return None
    draft.take(*zones)
    for role in cuts:
        _cut(draft, role)
    if "section" in given:
        draft.swap(section, draft.text(section), made.text)
    else:
        _write(draft, roles[0], made.text, instead="role" in given)
    for role, text, instead in made.others:
        _write(draft, role, text, instead=instead)
    whole = draft.text(section) if given.get("anywhere") else ""
    quote = whole or _quote(draft.text(section), made)
    expected = _expected(fault, given, made, quote)
    asked = ((draft.specimen.phrase(role), text) for role, text, _ in made.others)
    beside = [(phrase.section, text) for phrase, text in asked if phrase]
    beside += [(section, draft.text(section))] if given.get("around") else []
    return Planted(
        fault=fault,
        expected=expected,
        places=made.cells if len(made.cells) == 1 else (),
        section=section,
        quote=quote,
        wrong=made.wrong,
        right=made.right,
        beside=(*beside, *(((section, ""),) if whole else ())),
    )


def _expected(
    fault: Fault, given: Mapping[str, Any], made: _Sentence, quote: str
) -> tuple[Expected, ...]:
    said = "" if given.get("unquoted") else quote
    first = Expected(rule=fault.rule, cells=made.cells, quote=said)
    also = (Expected(rule=rule, quote=said) for rule in given.get("also", fault.also))
    return (first, *also)


def _where(draft: Draft, given: Mapping[str, Any], draw: Draw) -> tuple[int, list[str]]:
    """Return the section to be changed and the roles that the change takes, its own first."""
    if "section" in given:
        no = int(given["section"])
        return no, [p.role for p in draft.specimen.phrases if p.section == no]
    wanted = [given["role"]] if "role" in given else draw.shuffled(given["after"])
    free = (p for role in wanted if draft.free(role) and (p := draft.phrase(role)))
    phrase = next((p for p in free if "role" in given or p.text.endswith("。")), None)
    return (phrase.section, [phrase.role]) if phrase else (0, [])


def _cuts(
    draft: Draft, given: Mapping[str, Any], made: _Sentence, roles: Sequence[str]
) -> list[str] | None:
    """Return the optional phrases that must go; None where one that must stay tells the figure."""
    told_cells = made.cells if "value" in given or given.get("alone") else ()
    citing = [role for role in draft.citing(*told_cells) if role not in roles]
    wanted = [r for r in given.get("cuts", ()) if draft.specimen.phrase(r) and r not in roles]
    if not may_go(citing):
        return None
    return list(dict.fromkeys((*citing, *wanted)))


def _cut(draft: Draft, role: str) -> None:
    phrase = draft.phrase(role)
    if phrase is None:
        return
    text = draft.text(phrase.section)
    left = "\n".join(line for line in text.replace(phrase.text, "", 1).split("\n") if line.strip())
    draft.swap(phrase.section, text, left)


def _write(draft: Draft, role: str, text: str, *, instead: bool) -> None:
    """Write a text behind a phrase, or in its place; its number and sub-heading stay."""
    phrase = draft.phrase(role)
    if phrase is not None:
        head = _begun(phrase) if instead else phrase.text
        draft.swap(phrase.section, phrase.text, head + text)


def _begun(phrase: Phrase) -> str:
    """Return the number and the sub-heading that a phrase begins with."""
    begun = _BEGUN.match(phrase.text)
    return begun[0] if begun else ""


def _quote(text: str, made: _Sentence) -> str:
    """Return the words around a slip, as few as stand only once in the text."""
    start = text.index(made.text) + made.at
    end = start + len(made.wrong)
    sides = [(left, right) for left in range(_CONTEXT) for right in range(_CONTEXT)]
    for left, right in sorted(sides, key=lambda pair: (sum(pair), pair[1])):
        quote = text[max(start - left, 0) : end + right]
        around = text[max(start - left, 0) : start] + text[end : end + right]
        crosses = not _ENDS.isdisjoint(around)
        if len(quote) < _SHORTEST or text.count(quote) > 1 or crosses:
            continue
        if quote.find(made.wrong) == min(left, start):
            return quote
    return made.wrong
