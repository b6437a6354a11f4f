"""Slips in what section one covers and how long it is.

The words stand in ``faults/structure.toml``; the topics and what shows them come from the form.
"""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING

from reportkit.lessons._fault import Expected, Planted
from reportkit.lessons.operations._telling import headed

if TYPE_CHECKING:
    from reportkit.form import Topic
    from reportkit.lessons._draft import Draft
    from reportkit.lessons._fault import Fault
    from reportkit.specimens import Draw

__all__ = ["section_padded", "section_thin", "topic_left_out"]

_CLAUSE = re.compile(r"[^。，,；;：:、！!？?\n]+")
_HEAD = re.compile(
    r"^(（[一二三四五六七八九十]）|\d[.．、]|[一二三四五六七八九十]、)([^。：\n，\d]{2,18})(?=[。：\n]|$)",
    re.MULTILINE,
)
_ABOUT = re.compile(r"\A[^。；，：\n\d]{2,14}方面，")
_POINT = re.compile(r"[。；;\n]|[一二三四五六七八九十]是")
_MOST, _LEAST = 1000, 200


def topic_left_out(draft: Draft, fault: Fault, draw: Draw) -> Planted | None:
    """Say something else where one of the topics of section one should stand.

    Notes
    -----
    ``given.roles`` are the phrases on the topic, the first of which gives way to ``given.text``
    and the others to nothing; ``given.head`` is the sub-heading then; ``given.topic`` the topic's
    name in the form.
    """
    text = draw.choice(fault.given["texts"])
    roles = [role for role in fault.given["roles"] if draft.specimen.phrase(role)]
    if not roles or not all(draft.phrase(role) and draft.free(role) for role in roles):
        return None
    topic = _topic(draft, fault.given["topic"])
    before, text = draft.report, _filled(draft, text)
    for at, role in enumerate(roles):
        phrase = draft.phrase(role)
        if phrase is not None:
            told = _ABOUT.sub("", headed(phrase.text, text)) if at == 0 else ""
            draft.swap(phrase.section, phrase.text, told)
    retitled = _HEAD.sub(lambda m: _other_head(m, topic, fault.given["head"]), draft.text(1))
    kept = "\n".join(line for line in retitled.split("\n") if line.strip())
    draft.swap(1, draft.text(1), kept)
    if _shows(kept, topic) or _length(kept) < _LEAST:
        draft.report = before
        return None
    draft.take(*roles, "length")
    draft.insist(lambda later: not _shows(later.text(1), topic))
    draft.insist(lambda later: _LEAST <= _length(later.text(1)) <= _MOST)
    expected = (Expected(rule=fault.rule),)
    quote = text.removesuffix("。")
    return Planted(fault=fault, expected=expected, places=("h1",), section=1, quote=quote)


def section_padded(draft: Draft, fault: Fault, draw: Draw) -> Planted | None:
    """Add paragraphs on the organ's business until section one is too long."""
    held = draft.report.section(1)
    if held is None or not draft.take("length"):
        return None
    added: list[str] = []
    for paragraph in draw.shuffled(fault.given["paragraphs"]):
        added.append(_filled(draft, paragraph))
        if _length(held.text) + sum(map(_length, added)) > _MOST:
            break
    text = "\n".join((held.text, *added))
    if _length(text) <= _MOST:
        return None
    draft.swap(1, held.text, text)
    draft.insist(lambda later: _length(later.text(1)) > _MOST)
    return Planted(
        fault=fault,
        expected=(Expected(rule=fault.rule),),
        places=("h1",),
        section=1,
        quote="\n".join(added),
        wrong=f"{_length(text)}字",
        right=f"{_MOST}字",
    )


def section_thin(draft: Draft, fault: Fault, draw: Draw) -> Planted | None:
    """Put one short paragraph in the place of section one.

    Notes
    -----
    ``given.texts`` name all five topics in a few words, with gaps for names and the year.
    """
    phrases = [phrase for phrase in draft.specimen.phrases if phrase.section in {1, 5}]
    text = _filled(draft, draw.choice(fault.given["texts"]))
    if _length(text) >= _LEAST or not draft.take("length", *(p.role for p in phrases)):
        return None
    sections = tuple(
        dataclasses.replace(s, text=text) if s.no == 1 else s for s in draft.report.sections
    )
    draft.report = draft.report.replace(sections=sections)
    return Planted(
        fault=fault,
        expected=tuple(Expected(rule=rule) for rule in (fault.rule, *fault.also)),
        places=("h1",),
        section=1,
        quote=text,
        wrong=f"{_length(text)}字",
        right=f"{_LEAST}字",
    )


# -------------------------------------------------------------------------------------- parts
def _topic(draft: Draft, name: str) -> Topic:
    topics = draft.report.form.section(1).topics
    return next(topic for topic in topics if topic.name == name)


def _other_head(match: re.Match[str], topic: Topic, head: str) -> str:
    named = any(word in match[2] for word in (*topic.words, *topic.heads))
    return f"{match[1]}{head}" if named else match[0]


def _shows(text: str, topic: Topic) -> bool:
    """Whether words of the form show the topic, or something was done about it in a clause."""
    if any(word in text for word in topic.words):
        return True
    clauses = [c for c in _CLAUSE.findall(text) if any(head in c for head in topic.heads)]
    if any(act in clause for clause in clauses for act in topic.acts):
        return True
    begun = [re.split("[。，,：:]", point, maxsplit=2)[:2] for point in _POINT.split(text)]
    return any(head in clause for clauses in begun for clause in clauses for head in topic.heads)


def _length(text: str) -> int:
    return len(re.sub(r"\s", "", text))


def _filled(draft: Draft, text: str) -> str:
    year = str(draft.report.year or "")
    words = {**draft.specimen.words, "year": year}
    return re.sub(r"\{(\w+)\}", lambda match: words[match[1]], text)
