"""Section five: this year's problems, what became of last year's, and what is planned.

Each issue (``data/issues.toml``) has problems with the measures that answer them, and what was
done about it a year later; problems differ between the years.

>>> chosen = issues(facts, manner, draw)  # doctest: +SKIP
>>> [issue["short"] for issue in chosen.now]  # doctest: +SKIP
['栏目更新慢', '培训覆盖面不广']
"""

from __future__ import annotations

from dataclasses import dataclass
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

_MOST = {
    "terse": (1, 2),
    "plain": (2, 2),
    "narrative": (2, 2),
    "enumerating": (2, 3),
    "long": (2, 3),
}
"""Style -> fewest and most problems of a year."""
_SIGNS = {
    "enumerating": ("{}是", "{}是", "（{}）", "{}."),
    "long": ("{}是", "{}是", "（{}）"),
    "plain": ("{}是", "{}是", ""),
    "terse": ("", "", "{}是"),
    "narrative": ("", "", "{}是"),
}
_BREAKING = frozenset(("（{}）", "{}."))
"""Signs that stand before sentences, not before parts of one."""
_ORDERS = (
    (
        ("problems", "redress", "measures"),
        ("redress", "problems", "measures"),
        ("problems", "measures", "redress"),
    ),
    (64, 18, 18),
)
_HEADS = {"problems": "主要问题", "redress": "上年问题的改进情况", "measures": "下一步措施"}

Issue = dict[str, Any]


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
) -> Iterator[tuple[str, int, Filled]]:
    """Yield role, paragraph and text of the phrases of section five, in order."""
    sign = draw.choice(_SIGNS[manner.style])
    headed = manner.style in {"long", "enumerating"} and sign != "（{}）" and draw.chance(0.4)
    together = not headed and draw.chance(0.25)
    writer = _Writer(facts, sign, headed)
    pairs = [(issue, draw.below(len(issue["problem"]))) for issue in now]
    written = {
        "problems": writer.listed("problems", pairs, draw.part("problems")),
        "redress": writer.redress(before, draw.part("redress")),
        "measures": writer.listed("measures", pairs, draw.part("measures")),
    }
    for at, role in enumerate(draw.weighted(*_ORDERS)):
        text, cites = written[role]
        if headed:
            text = f"（{'一二三'[at]}）{_HEADS[role]}。{text}"
        yield role, (min(at, 1) if together else at), Filled(text, cites)


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes the parts: with which sign before each point, under headings or not."""

    facts: KnownFacts
    sign: str
    headed: bool

    def listed(self, role: str, pairs: Sequence[tuple[Issue, int]], draw: Draw) -> Filled:
        """Put the problems, or the measures that answer them, together under a head."""
        heads = data("issues")[role]["heads"]
        if self.sign in _BREAKING:
            heads = [head for head in heads if head.endswith("：")]
        head = fill("" if self.headed else draw.choice(heads), self.facts, draw)
        key = role.removesuffix("s")
        told = [fill(issue[key][way], self.facts, draw) for issue, way in pairs]
        points = [filled.text for filled in told]
        if self.sign and len(points) > 1:
            points = numbered(points, self.sign)
        mark = "。" if self.sign in _BREAKING else draw.choice(("；", "；", "。"))
        cites = tuple(cell for filled in (head, *told) for cell in filled.cites)
        return Filled(head.text + mark.join(points) + "。", cites)

    def redress(self, before: Sequence[Issue], draw: Draw) -> Filled:
        """Tell what became of last year's issues."""
        done = [fill(draw.choice(issue["redress"]), self.facts, draw).text for issue in before]
        shorts = [issue["short"] for issue in before]
        each = [f"关于{short}，{said}" for short, said in zip(shorts, done, strict=True)]
        self.facts.words |= {
            "shorts": "、".join(shorts),
            "done": "；".join(done),
            "each": "；".join(each),
        }
        texts = data("issues")["redress"]["texts"]
        if self.headed:
            texts = [text for text in texts if "情况" not in text.partition("：")[0]]
        return fill(draw.choice(texts), self.facts, draw)
