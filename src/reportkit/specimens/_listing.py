"""Parts of sentences that are lists: what was published, how requests ended, results of cases.

Each is a text and the cells that it tells; a list of parts adds up to its total.

>>> ends(facts)  # doctest: +SKIP
('予以公开5件、部分公开1件', ('t3.R3_1.tot', 't3.R3_2.tot'))
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportkit.specimens._tables import data

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportkit.specimens._draw import Draw
    from reportkit.specimens._facts import KnownFacts
    from reportkit.specimens._organs import Who

__all__ = ["add_lists"]

Made = tuple[str, tuple[str, ...]]

_ENDS = {
    "granted": "予以公开",
    "partly": "部分公开",
    "refused": "不予公开",
    "unable": "无法提供",
    "unhandled": "不予处理",
    "otherwise": "其他处理",
}
_RESULTS = {"keep": "结果维持", "fix": "结果纠正", "other": "其他结果", "open": "尚未审结"}


def add_lists(facts: KnownFacts, who: Who, draw: Draw) -> None:
    """Give the facts every list that this report can tell, and the figures that belong to it."""
    _published(facts, who, draw.part("published"))
    _channels(facts, draw.part("channels"))
    told = [(key, name) for key, name in _ENDS.items() if facts.number(key)]
    facts.made["ends"] = _counted(facts, told, draw.choice(("、", "，")))
    facts.made["shares"] = _shares(facts, told, draw.choice(("1", "2")))
    for group, name in (("t4.A", "review-results"), ("suits", "suit-results")):
        results = [(f"{group}.{key}", said) for key, said in _RESULTS.items()
                   if facts.number(f"{group}.{key}")]  # fmt: skip
        facts.made[name] = _counted(facts, results, "、")


def _counted(facts: KnownFacts, told: Sequence[tuple[str, str]], joint: str) -> Made:
    """Write 予以公开5件、部分公开1件 and cite the cells."""
    text = joint.join(f"{name}{facts.number(key)}件" for key, name in told)
    return text, tuple(cell for key, _ in told for cell in facts.cells(key))


def _shares(facts: KnownFacts, told: Sequence[tuple[str, str]], decimals: str) -> Made:
    """Write 予以公开5件，占62.5%；… and cite the cells and the total they are shares of."""
    parts: list[str] = []
    cites: list[str] = []
    for key, name in told if facts.number("done") else ():
        share, cells = facts.compared(key, "%", decimals)
        parts.append(f"{name}{facts.number(key)}件，占{share}%")
        cites += cells
    return "；".join(parts), tuple(dict.fromkeys(cites))


def _channels(facts: KnownFacts, draw: Draw) -> None:
    """Draw how the new requests came: by net, by letter, at the desk; when; and to whom."""
    new = facts.number("new")
    web = new - draw.below(new // 3 + 1)
    mail = draw.between(0, new - web)
    facts.drawn |= {"web": web, "mail": mail, "desk": new - web - mail}
    half, own = draw.between(new * 3 // 10, new * 7 // 10), draw.between(0, new // 8)
    offices = draw.between((new - own) // 2, new - own)
    facts.drawn |= {"firsthalf": half, "secondhalf": new - half, "topical": new - new // 3}
    facts.drawn |= {"own": own, "offices": offices, "towns": new - own - offices}


def _published(facts: KnownFacts, who: Who, draw: Draw) -> None:
    """Draw what was published: kinds with their numbers, the whole, and where."""
    parts = _kinds(facts, who, draw)
    total = sum(number for _, number in parts)
    facts.drawn["total"] = total
    joint = draw.choice(("、", "、", "，"))
    facts.made["list"] = (joint.join(f"{name}{number}条" for name, number in parts), ())
    facts.made["nested"] = (_nested(parts, draw), ())
    some = parts[: max(2, len(parts) - 2)]
    facts.made["some"] = ("、".join(f"{name}{number}条" for name, number in some), ())
    site = draw.between(total // 2, total * 8 // 10)
    media = draw.between((total - site) // 2, total - site - 1)
    facts.drawn["media"] = media
    ways = (
        ("网站", site),
        ("政务新媒体", media),
        (draw.choice(("公开栏", "其他渠道", "电子屏")), total - site - media),
    )
    first = "、".join(f"通过{name}公开{number}条" for name, number in ways)
    facts.made["waysfirst"] = (first, ())
    facts.made["ways"] = ("、".join(f"{name}{number}条" for name, number in ways), ())


def _nested(parts: Sequence[tuple[str, int]], draw: Draw) -> str:
    """Write the kinds in two groups, each with its own sum."""
    names = draw.choice((("基础信息", "业务信息"), ("常规信息", "重点信息")))
    cut = len(parts) // 2
    groups = []
    for name, group in zip(names, (parts[:cut], parts[cut:]), strict=True):
        inner = "、".join(f"{kind}{number}条" for kind, number in group)
        groups.append(f"{name}{sum(number for _, number in group)}条（{inner}）")
    return draw.choice(("、", "，")).join(groups)


def _kinds(facts: KnownFacts, who: Who, draw: Draw) -> list[tuple[str, int]]:
    known = [tuple(kind) for kind in data("disclosure")["categories"][who.shape]]
    if who.shape != "government":
        known += [(subject, 3, 48) for subject in who.subjects[:3] if not _named(subject, known)]
        if "2021" in facts.tags and facts.number("valid"):
            known.append(("政策文件", 2, 18))
        for key, name in (("permits", "行政许可结果"), ("penalties", "行政处罚结果")):
            number = facts.number(key)
            if 5 <= number <= 260:
                known.append((name, number * 6 // 10, number))
    chosen = draw.sample(known, draw.between(3, 6))
    factor = {"区": 1.3, "市": 2.4}.get(who.level, 1.0) if who.shape == "government" else 1.0
    return [(name, max(1, round(draw.between(low, high) * factor))) for name, low, high in chosen]


def _named(subject: str, known: Sequence[tuple[str, ...]]) -> bool:
    """Whether a kind with nearly the same name is there already."""
    return any(subject[:2] in str(kind[0]) for kind in known)
