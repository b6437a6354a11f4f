"""Labels of the forms: which row, column or heading a printed text is.

Texts are compared by their core: normal form, Simplified characters, without numbering,
explanations in brackets and punctuation.  All spellings come from the form files.

>>> [label.key for label in labels().match("2.其他法律、行政法规禁止公开")]
['R3_3_2']
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, lru_cache

from reportkit.form import FORMATS, TABLES, load
from reportkit.text import normalise, simplify

__all__ = ["Label", "LabelIndex", "core", "is_numbered", "labels", "strict"]

_NUMBERING = re.compile(
    r"^(?:\([一二三四五六七八九十\d]{1,3}\)|[一二三四五六七八九十]{1,3}[、.,]|[、]|\d{1,2}[、.,)]?(?=\D))"
)
_BRACKETS = re.compile(r"\([^()]*(?:\)|$)")
_NOTE_MARK = re.compile(
    r"\s*(?:[（(]?[①-⑳*※＊]{1,3}[）)]?|[\[［〔【]注?\s*\d{1,2}[\]］〕】]|注\s*[\d①-⑳]{1,2})\s*$"
)
_PUNCTUATION = re.compile(r"[、,。.;:\"'\[\]<>《》/\-—_·*!?()]")
# what a core has not: explanations in brackets, and all that is no Chinese character
_EXPLAINED = re.compile("[（(][^（()）]*[)）]?")
_NEXT_LETTER = "(?:[^\u4e00-\u9fff]*+[\u4e00-\u9fff])"
_FUZZY_LEAST = 6
_FUZZY_RATIO = 0.82
_LONGEST = 80  # no label with its explanation is longer; what is longer is prose


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What a printed text may be.

    `kind` is ``row``, ``group`` (rows below it), ``column``, ``columns`` (a group of columns),
    ``title`` (of a block) or ``corner``.
    """

    table: str
    kind: str
    key: str
    text: str
    formats: tuple[str, ...]


def core(text: str) -> str:
    """Return what is compared: no numbering, no explanation in brackets, no punctuation."""
    return _core(simplify(normalise(text)))


def _core(plain: str) -> str:
    bare = _BRACKETS.sub("", plain)
    return _PUNCTUATION.sub("", _NUMBERING.sub("", bare) or plain)


def _whole(plain: str) -> str:
    """Return what is compared of titles: they differ only in the bracketed number."""
    return _PUNCTUATION.sub("", plain)


@lru_cache(maxsize=8192)
def strict(text: str) -> str:
    """Return the form in which a printed label must equal the official one.

    Spaces, widths, script, kinds of quotes and the sign behind a number do not count.
    """
    plain = simplify(normalise(text))
    return re.sub(r"^(\d+)[、,]", r"\1.", plain)


def is_numbered(text: str) -> bool:
    """Whether the text begins with a number or a bracketed number."""
    return _NUMBERING.match(normalise(text)) is not None


class LabelIndex:
    """All labels of all forms by their core."""

    def __init__(self) -> None:
        """Collect the labels of every table of every format."""
        self._by_core: dict[str, list[Label]] = {}
        self._titles: dict[str, list[Label]] = {}
        for format_ in FORMATS:
            for key in TABLES:
                self._collect(format_, key)
        longest = max(map(len, [*self._by_core, *self._titles]))
        self._most = longest + longest // 3 + len("二十一")  # with what a slip adds, numbered
        self._longer = re.compile(f"{_NEXT_LETTER}{{{self._most + 1}}}+")

    def _collect(self, format_: str, key: str) -> None:
        for block in load(format_).tables[key].blocks:
            if block.title:
                self._add(Label(table=key, kind="title", key=block.title, text=block.title,
                                formats=(format_,)), [block.title])  # fmt: skip
            if block.corner:
                self._add(Label(table=key, kind="corner", key="", text=block.corner,
                                formats=(format_,)), [block.corner])  # fmt: skip
            for axis, leaf, group in ((block.rows, "row", "group"),
                                      (block.columns, "column", "columns")):  # fmt: skip
                for entry in axis.walk():
                    if entry.label:
                        kind = group if entry.children else leaf
                        label = Label(table=key, kind=kind, key=entry.key, text=entry.label,
                                      formats=(format_,))  # fmt: skip
                        self._add(label, [entry.label, *entry.aliases])

    def _add(self, label: Label, spellings: list[str]) -> None:
        for spelling in spellings:
            if label.kind in {"title", "corner"}:
                found = self._titles.setdefault(_whole(simplify(normalise(spelling))), [])
            else:
                found = self._by_core.setdefault(core(spelling), [])
            same = [
                i
                for i, old in enumerate(found)
                if (old.table, old.kind, old.key) == (label.table, label.kind, label.key)
            ]
            if same:
                old = found[same[0]]
                formats = tuple(dict.fromkeys(old.formats + label.formats))
                found[same[0]] = Label(table=old.table, kind=old.kind, key=old.key, text=old.text,
                                       formats=formats)  # fmt: skip
            else:
                found.append(label)

    def match(self, text: str) -> tuple[Label, ...]:
        """Return everything that the text may be, nothing for prose and figures."""
        if not text or len(text) > _LONGEST + 40 or text.isascii() or self._is_prose(text):
            return ()
        return _matches(self, text)

    def _is_prose(self, text: str) -> bool:
        """Whether a text has more characters than the core of any label, brackets left out."""
        if len(text) <= self._most or "稽" in text:  # the note on 勾稽关系 goes by one word
            return False
        bare = _EXPLAINED.sub("", text) if "（" in text or "(" in text else text
        return self._longer.match(bare) is not None

    def look_up(self, text: str) -> tuple[Label, ...]:
        """Return what `match` returns, worked out anew."""
        bare = simplify(normalise(_NOTE_MARK.sub("", text)))
        whole = _whole(bare)
        titles = self._titles.get(whole)
        if titles:
            return tuple(titles)
        if "勾稽关系" in whole or "钩稽关系" in whole:
            return tuple(label for found in self._titles.values() for label in found
                         if "关系" in label.text)[:1]  # fmt: skip
        plain = _core(bare)
        exact = tuple(self._by_core.get(plain, ()))
        # 本年度未收到政府信息公开申请。 is a sentence, however near a label it comes.
        return exact if exact or text.rstrip().endswith("。") else self._nearly(plain)

    def _nearly(self, plain: str) -> tuple[Label, ...]:
        """Find the one label that a slip of the pen away gives this text.

        A figure behind a label is no slip: what stands there is a label and a cell.
        """
        if not _FUZZY_LEAST <= len(plain) <= _LONGEST or plain.isascii() or plain[-1].isdigit():
            return ()
        return _nearly(self, plain)

    def scored(self, plain: str) -> list[tuple[float, str]]:
        """Score the known cores against a text, best first."""
        scores = []
        for known in self._by_core:
            if len(known) >= _FUZZY_LEAST and abs(len(known) - len(plain)) <= len(known) // 3:
                matcher = SequenceMatcher(None, plain, known, autojunk=False)
                if matcher.quick_ratio() >= _FUZZY_RATIO:
                    ratio = matcher.ratio()
                    if ratio >= _FUZZY_RATIO:
                        scores.append((ratio, known))
        return sorted(scores, reverse=True)

    def of_core(self, plain: str) -> tuple[Label, ...]:
        """Return the labels with exactly this core."""
        return tuple(self._by_core.get(plain, ()))


@lru_cache(maxsize=8192)  # labels are the same in every report
def _matches(index: LabelIndex, text: str) -> tuple[Label, ...]:
    return index.look_up(text)


@lru_cache(maxsize=8192)
def _nearly(index: LabelIndex, plain: str) -> tuple[Label, ...]:
    scores = index.scored(plain)
    if not scores:
        return ()
    best = index.of_core(scores[0][1])
    keys = {label.key for label in best}
    rivals = [
        score
        for score, known in scores[1:]
        if keys != {label.key for label in index.of_core(known)}
    ]
    return best if not rivals or scores[0][0] - rivals[0] >= 0.05 else ()


@cache
def labels() -> LabelIndex:
    """Return the index of all labels, made once."""
    return LabelIndex()
