"""Kinds of faults, as declared in ``faults/*.toml``: what is done to a sound report, and why.

>>> faults()["T3-03.total"].rule
'T3-03'
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportkit.report import Organ

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Expected", "Fault", "Planted", "faults"]

_FOLDER = Path(__file__).parent / "faults"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A kind of fault that officials really make.

    Notes
    -----
    `operation` names a function of `reportkit.lessons.operations`; `given` is what it needs
    (cells, phrases, words).  `level` is 1 for what the eye sees at once, 2 for what has to be
    computed or compared, 3 for what needs the law or last year's report.  `base` are wishes about
    the specimen, such as ``{format = "2019"}``.  `also` are the other rules that the same fault
    breaks for certain.  `says` explains to the learner what was done; ``{wrong}``, ``{right}``,
    ``{place}`` (the first two places), ``{cell}`` (the first one) and ``{quote}`` are filled in.
    `ask` is the first, mildest hint: a question that leads to it.
    `valued` is False where no single right value can be typed (a missing paragraph, say).
    """

    id: str
    rule: str
    operation: str
    level: int
    says: str
    ask: str
    given: Mapping[str, Any] = field(default_factory=dict)
    base: Mapping[str, Any] = field(default_factory=dict)
    also: tuple[str, ...] = ()
    valued: bool = True

    @property
    def wishes(self) -> dict[str, Any]:
        """The base as `reportkit.specimens.specimen` takes it."""
        kind = self.base.get("kind")
        return {**self.base, "kind": Organ(kind)} if kind else dict(self.base)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """A finding that a planted fault must cause: its rule and where it points.

    Notes
    -----
    A finding matches if the rule is the same, it names all of `cells` (where given), and what it
    quotes shares text with `quote` (where given).
    """

    rule: str
    cells: tuple[str, ...] = ()
    quote: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """A fault in a certain report.

    Notes
    -----
    `places` are where a learner may rightly point (see `reportkit.lessons.Exercise`); for text,
    `section` and `quote` say which words, and the places follow from them.  `wrong` is what stands
    there (within `quote`), `right` what stood there before; None where no single value is right.
    `beside` are sections and words elsewhere that may rightly be pointed at, too; a section without
    words is its heading.
    """

    fault: Fault
    expected: tuple[Expected, ...]
    places: tuple[str, ...] = ()
    section: int | None = None
    quote: str = ""
    wrong: str = ""
    right: str | None = None
    beside: tuple[tuple[int, str], ...] = ()


@cache
def faults() -> dict[str, Fault]:
    """Return every kind of fault by its id (rule, dot, a word).

    Raises
    ------
    ValueError
        If an id stands there twice, does not begin with its rule, or has an unknown key.
    """
    found: dict[str, Fault] = {}
    for path in sorted(_FOLDER.glob("*.toml")):
        for item in tomllib.loads(path.read_text(encoding="utf-8"))["fault"]:
            fault = _fault(item, path.name)
            if fault.id in found:
                message = f"{fault.id} stands in {path.name} although it is known"
                raise ValueError(message)
            found[fault.id] = fault
    return found


def _fault(item: dict[str, Any], file: str) -> Fault:
    data = {**item, "rule": item["id"].partition(".")[0], "also": tuple(item.get("also", ()))}
    try:
        return Fault(**data)
    except TypeError as error:
        message = f"{file}, {item['id']}: {error}"
        raise ValueError(message) from error
