"""Operations that let out what must not be published, and what a file hides.

Every number and name is made up and shows it: the place of an identity number is a province as a
whole and its date of birth is 1 January 1900; a bank card's account is all zeros but for four
digits; a mobile number has four zeros in the middle; people are called 张三 and the like.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from reportkit.lessons._fault import Expected, Planted
from reportkit.lessons.operations._gaps import Figures
from reportkit.lessons.operations._phrases import told
from reportkit.lessons.operations._printed import reading_of

if TYPE_CHECKING:
    from reportkit.lessons._draft import Draft
    from reportkit.lessons._fault import Fault
    from reportkit.specimens import Draw

__all__ = ["exposed", "left_in_file"]

_PEOPLE = ("张三", "李四", "王五", "赵六")
_PROVINCES = (11, 13, 21, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 50, 51, 61)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


def exposed(draft: Draft, fault: Fault, draw: Draw) -> Planted | None:
    """Let out a number or a name of a person, or spoil the telephone of the office.

    Notes
    -----
    Gaps besides the usual: ``{id}`` an identity number, ``{card}`` a bank card, ``{mobile}`` a
    mobile number, ``{person}`` a name, ``{masked}`` and ``{short}`` the office's telephone with
    stars or without its last digit.
    """
    phone = draft.specimen.words.get("phone", "")
    known: dict[str, str | int] = {
        "id": _identity(draw.part("id")),
        "card": _card(draw.part("card")),
        "mobile": f"1{draw.choice((38, 39, 58, 86))}0000{draw.between(1000, 9999)}",
        "person": draw.choice(_PEOPLE),
        "masked": f"{phone[:-6]}****{phone[-2:]}",
        "short": phone[:-1],
    }
    return told(draft, fault, draw, known)


def _identity(draw: Draw) -> str:
    """Make up an identity number (GB 11643—1999) of nobody."""
    body = f"{draw.choice(_PROVINCES)}000019000101{draw.between(0, 9):03d}"
    total = sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True))
    return body + _CHECKS[total % 11]


def _card(draw: Draw) -> str:
    """Make up a card number (ISO/IEC 7812) of nobody."""
    body = f"62{draw.between(1000, 9999):016d}"
    total = sum(_doubled(int(d)) if at % 2 == 0 else int(d) for at, d in enumerate(reversed(body)))
    return body + str(-total % 10)


def _doubled(digit: int) -> int:
    return sum(divmod(2 * digit, 10))


def left_in_file(draft: Draft, fault: Fault, draw: Draw) -> Planted | None:
    """Leave traces in the file: ``given.key`` says which, as the readers name them.

    Notes
    -----
    ``given.least`` to ``given.most`` traces, or one of ``given.names``; ``given.file`` is the name
    of a report that does not come from a file.
    """
    given = fault.given
    if not draft.take("file"):
        return None
    facts: dict[str, str | int] = {**draft.specimen.words, "year": draft.report.year or 0}
    left = draw.choice(given["names"]) if "names" in given else ""
    count = 0 if left else draw.between(given["least"], given["most"])
    name = Figures(draft.report, facts).fill(given["file"])
    reading = reading_of(draft.report)
    if draft.report.reading is None:
        reading = dataclasses.replace(reading, file=name)
    meta = {**reading.meta, given["key"]: left or str(count)}
    draft.report = draft.report.replace(reading=dataclasses.replace(reading, meta=meta))
    wrong = given["wrong"].format(n=count, name=left)
    expected = (Expected(rule=fault.rule),)
    return Planted(fault=fault, expected=expected, places=("file",), wrong=wrong)
