"""The text of a specimen: phrases with a role each, citing the figures of the tables.

Roles, each at most once in a report:

introduction
    ``basis``, ``period``, ``contact``; sometimes ``parts`` (the six headings).
section one
    ``opening`` (holds 以公开为常态、不公开为例外); ``disclosed`` (what was published, with a sum);
    ``requests`` (new, carried in, handled, carried out), ``request-work``; ``management``, in the
    form of 2021 ``norms``; ``platform``; ``supervision`` (training, assessment, public review,
    accountability).  Sometimes ``decisions``, ``service`` (other
    applications and cases that the office handles), ``reading``, ``channels``, ``applicants``,
    ``outcomes``, ``compare`` and ``appeals``.
section five
    ``problems``, ``redress`` (of last year's problems), ``measures``.
section six
    in the form of 2021 ``fees``; ``others``.

The heading of a topic belongs to its first phrase.  `cites` are cells of this year's report, also
where a figure is compared with last year's.

>>> [phrase.role for phrase in phrases(teller, issues, draw)][:3]  # doctest: +SKIP
['basis', 'period', 'contact']
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from reportkit.specimens._filler import Filled, fill
from reportkit.specimens._issues import section_five
from reportkit.specimens._tables import data

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reportkit.specimens._draw import Draw
    from reportkit.specimens._facts import KnownFacts
    from reportkit.specimens._issues import Issue
    from reportkit.specimens._manner import Manner

__all__ = ["Phrase", "Teller", "phrases"]


class Phrase(NamedTuple):
    """A stretch of the text with one task: its role, where it stands, and the cells it cites.

    `section` is 0 for the introduction; `paragraph` counts from 0 within the section.
    """

    role: str
    section: int
    paragraph: int
    text: str
    cites: tuple[str, ...] = ()


class Teller(NamedTuple):
    """What the text of one year is made of."""

    facts: KnownFacts
    manner: Manner
    now: Sequence[Issue]
    before: Sequence[Issue]


_ALWAYS = {"requests": ("new", "brought", "done", "left"), "norms": ("issued", "repealed", "valid"),
           "fees": ("unpaid",)}  # fmt: skip
"""Role -> figures that it tells in any wording."""

_TOPICS = (
    ("opening",),
    ("disclosed", "decisions", "service", "reading"),
    ("requests", "channels", "applicants", "outcomes", "compare", "appeals", "request-work"),
    ("management", "norms"),
    ("platform",),
    ("supervision",),
)
_OPTIONAL = (
    "service",
    "applicants",
    "compare",
    "reading",
    "channels",
    "appeals",
    "decisions",
    "outcomes",
)
"""Roles that a report may lack, the first to go where section one grows too long."""
_FILES = {
    "introduction": ("basis", "period", "contact", "parts"),
    "disclosure": ("opening", "disclosed", "decisions", "service", "reading"),
    "applications": ("requests", "channels", "applicants", "outcomes", "appeals", "compare",
                     "request-work"),
    "upkeep": ("management", "platform", "supervision", "norms"),
    "ending": ("fees", "others"),
}  # fmt: skip
_FILE_OF = {role: file for file, roles in _FILES.items() for role in roles}
_POINTS = {"request-work", "management", "platform"}
_LEAST, _MOST = 330, 940
"""Characters of section one, without its headings."""


def phrases(teller: Teller, draw: Draw) -> Iterator[Phrase]:
    """Yield the phrases of one report, in order."""
    yield from _introduction(teller, draw)
    yield from _section_one(teller, draw)
    five = section_five(teller.now, teller.before, teller.facts, teller.manner, draw.part("five"))
    for role, paragraph, made in five:
        yield Phrase(role, 5, paragraph, made.text, made.cites)
    for role in ("fees", "others") if "2021" in teller.facts.tags else ("others",):
        said = _sentence(role, teller, draw)
        if said is not None:
            yield Phrase(role, 6, 0, said.text, said.cites)


def _introduction(teller: Teller, draw: Draw) -> Iterator[Phrase]:
    roles = ["basis", "period", "contact"]
    if draw.part("parts?").chance(teller.manner.more / 2):
        roles.insert(1, "parts")
    lines = draw.part("lines").chance(0.3)
    for at, role in enumerate(roles):
        made = _sentence(role, teller, draw)
        if made is None:
            continue
        if role == "basis" and "以下简称《条例》" in made.text:
            teller.facts.words["act"] = "《条例》"
        yield Phrase(role, 0, at if lines else 0, made.text, made.cites)


def _section_one(teller: Teller, draw: Draw) -> Iterator[Phrase]:
    told = _told(teller, draw)
    paragraph = 0
    for roles in _TOPICS:
        for role in roles:
            if role in told:
                text = teller.manner.headed(role, told[role].text)
                yield Phrase(role, 1, paragraph, text, told[role].cites)
        paragraph += not _runs_on(teller.manner, roles, draw)


def _told(teller: Teller, draw: Draw) -> dict[str, Filled]:
    """Write the roles of section one so that it is neither too short nor too long."""
    chance = draw.part("kept")
    wanted = {role for role in _OPTIONAL if chance.chance(teller.manner.more)}
    told: dict[str, Filled] = {}

    def write(roles: Iterable[str]) -> None:
        for role in roles:
            made = _sentence(role, teller, draw)
            if made is not None:
                told[role] = made

    def length() -> int:
        return sum(len(made.text) for made in told.values())

    kept = [role for roles in _TOPICS for role in roles if role in wanted or role not in _OPTIONAL]
    write(role for role in kept if role != "norms" or "2021" in teller.facts.tags)
    for role in reversed(_OPTIONAL):
        if length() < _LEAST and role not in told:
            write((role,))
    for role in _OPTIONAL:
        if length() > _MOST:
            told.pop(role, None)
    return told


def _runs_on(manner: Manner, roles: Sequence[str], draw: Draw) -> bool:
    """Whether what follows stands in the same paragraph, as where there are no headings."""
    return manner.heading == "none" and draw.part("runs on", roles[0]).chance(0.25)


def _sentence(role: str, teller: Teller, draw: Draw) -> Filled | None:
    """Write one role; None where this report has nothing to say there."""
    own, facts = draw.part(role), teller.facts
    known: Any = data(_FILE_OF[role])[role]
    if role in _POINTS:
        return _points(role, known, teller, own)
    if role == "supervision":
        return _supervision(known, teller, own)
    ways = [way for way in known if "when" not in way or facts.hold(way["when"])]
    if not ways:
        return None
    made = fill(own.choice(ways)["text"], facts, own)
    always = (cell for name in _ALWAYS.get(role, ()) for cell in facts.cells(name))
    return Filled(made.text, tuple(dict.fromkeys((*made.cites, *always))))


def _points(role: str, known: Any, teller: Teller, draw: Draw) -> Filled:  # noqa: ANN401  TOML
    count = draw.between(*teller.manner.items[role])
    core = draw.sample(known["core"], 1 if count < 3 else 2) if "core" in known else []
    points = [*core, *draw.sample(known["points"], count - len(core))]
    return _joined(draw.shuffled(points), known["leads"], teller, draw)


def _supervision(known: Any, teller: Teller, draw: Draw) -> Filled:  # noqa: ANN401  TOML
    matters = [draw.choice(known[key]) for key in ("training", "assessment", "review")]
    if draw.chance(0.4):
        matters = draw.shuffled(matters)
    count = draw.between(*teller.manner.items["guarantee"])
    points = [*draw.sample(known["guarantee"], count), *matters,
              draw.choice(known["accountability"])]  # fmt: skip
    return _joined(points, known["leads"], teller, draw)


def _joined(
    points: Sequence[str | list[str]], leads: Sequence[str], teller: Teller, draw: Draw
) -> Filled:
    """Fill points in and put them together; of points that exclude each other one is taken."""
    chosen = [point if isinstance(point, str) else draw.choice(point) for point in points]
    told = [fill(point, teller.facts, draw) for point in chosen]
    lead = fill(draw.choice(leads), teller.facts, draw).text
    text = teller.manner.joined([filled.text for filled in told], draw, lead)
    return Filled(text, tuple(cell for filled in told for cell in filled.cites))
