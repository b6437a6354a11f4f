"""Section five: this year's problems, what became of last year's, and what is planned.

Each issue (``data/issues.toml``) has its problem, its measure and its redress, so that they match;
what was a problem last year is redressed this year, and problems differ between the years.

>>> chosen = issues(facts, manner, draw)  # doctest: +SKIP
>>> [issue["short"] for issue in chosen.now]  # doctest: +SKIP
['栏目更新慢', '培训覆盖面不广']
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from reportkit.specimens._filler import Filled, fill
from reportkit.specimens._manner import numbered
from reportkit.specimens._tables import data

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportkit.specimens._draw import Draw
    from reportkit.specimens._facts import KnownFacts
    from reportkit.specimens._manner import Manner

__all__ = ["Issues", "issues", "section_five"]

_MOST = {"terse": (1, 2), "plain": (2, 2), "narrative": (2, 2), "enumerating": (2, 3), "long": (2, 3)}
_SIGNS = {
    "enumerating": ("{}是", "{}是", "（{}）", "{}."),
    "long": ("{}是", "{}是", "（{}）"),
    "plain": ("{}是", "{}是", ""),
    "terse": ("", "", "{}是"),
    "narrative": ("", "", "{}是"),
}
_ORDERS = (("problems redress measures", "redress problems measures", "problems measures redress"), (64, 18, 18))  # fmt: skip

Issue = dict[str, Any]
Placed = tuple[str, int, Filled]


class Issues(NamedTuple):
    """The issues of three years in a row; none comes twice."""

    before: tuple[Issue, ...]
    last: tuple[Issue, ...]
    now: tuple[Issue, ...]


def issues(facts: KnownFacts, manner: Manner, draw: Draw) -> Issues:
    """Draw the issues of the year before last, of last year and of this year."""
    known = [i for i in data("issues")["issue"] if "when" not in i or facts.hold(i["when"])]
    counts = [draw.between(*_MOST[manner.style]) for _ in range(3)]
    drawn = draw.sample(known, sum(counts))
    first, second = counts[0], counts[0] + counts[1]
    return Issues(tuple(drawn[:first]), tuple(drawn[first:second]), tuple(drawn[second:]))


def section_five(
    now: Sequence[Issue], before: Sequence[Issue], facts: KnownFacts, manner: Manner, draw: Draw
) -> Iterator[Placed]:
    """Yield role, paragraph and text of the phrases of section five, in order."""
    office = draw.part("manner")  # what an office keeps
    order = office.weighted(*_ORDERS).split()
    sign = office.choice(_SIGNS[manner.style])
    headed = manner.style in {"long", "enumerating"} and sign != "（{}）" and office.chance(0.4)
    together = not headed and office.chance(0.25)
    paired = [(issue, draw.below(len(issue["problem"]))) for issue in now]  # a measure fits its problem
    written = {
        "problems": _listed("problems", "problem", paired, sign, facts, draw.part("problems")),
        "redress": _redress(before, facts, draw.part("redress")),
        "measures": _listed("measures", "measure", paired, sign, facts, draw.part("measures")),
    }
    for at, role in enumerate(order):
        text = written[role].text
        if headed:
            text = f"（{'一二三'[at]}）{_HEADS[role]}。{text}"
        yield role, (min(at, 1) if together else at), Filled(text, written[role].cites)


_HEADS = {"problems": "主要问题", "redress": "上年问题的改进情况", "measures": "下一步措施"}


def _listed(
    role: str, part: str, chosen: Sequence[tuple[Issue, int]], sign: str, facts: KnownFacts, draw: Draw
) -> Filled:  # fmt: skip
    """Put the problems, or the measures, of the issues together under a head."""
    head = fill(draw.choice(data("issues")[role]["heads"]), facts, draw)
    told = [fill(issue[part][way % len(issue[part])], facts, draw) for issue, way in chosen]
    points = [filled.text for filled in told]
    if sign and len(points) > 1:
        points = numbered(points, sign)
    mark = "。" if sign in {"{}.", "（{}）"} else draw.choice(("；", "；", "。"))
    cites = tuple(cell for filled in (head, *told) for cell in filled.cites)
    return Filled(head.text + mark.join(points) + "。", cites)


def _redress(before: Sequence[Issue], facts: KnownFacts, draw: Draw) -> Filled:
    done = [fill(draw.choice(issue["redress"]), facts, draw).text for issue in before]
    shorts = [issue["short"] for issue in before]
    facts.words |= {
        "shorts": "、".join(shorts),
        "done": "；".join(done),
        "each": "；".join(f"关于{short}，{said}" for short, said in zip(shorts, done, strict=True)),
    }
    return fill(draw.choice(data("issues")["redress"]["texts"]), facts, draw)
