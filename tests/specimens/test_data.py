"""The data of the specimens: enough of everything, and well formed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from reportkit.specimens._facts import _DECISIONS, _GROUPS, _SHORT
from reportkit.specimens._filler import parse
from reportkit.specimens._tables import data

if TYPE_CHECKING:
    from collections.abc import Iterator

FILES = ("introduction", "disclosure", "applications", "upkeep", "issues", "ending")
LEAST = 6


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for key, item in value.items() if key != "when" for text in _strings(item))
    elif isinstance(value, list):
        yield from (text for item in value for text in _strings(item))


def _roles() -> dict[str, list[dict]]:
    found: dict[str, list[dict]] = {}
    for file in FILES:
        found |= {role: ways for role, ways in data(file).items() if isinstance(ways, list)}
    del found["issue"]
    return found


@pytest.mark.parametrize("role", _roles())
def test_every_role_has_many_ways(role: str) -> None:
    assert len(_roles()[role]) >= LEAST
    assert all(
        way["text"].endswith("。") or "。]" in way["text"] or "。|" in way["text"]
        for way in _roles()[role]
    )


def test_roles_with_few_eligible_ways_still_vary() -> None:
    """None, some and all requests: each state has its own ways of being told."""
    requests = _roles()["requests"]
    none = [way for way in requests if way["when"] == "!due"]
    some = [way for way in requests if way["when"] in {"due", "new"}]
    assert len(none) >= LEAST
    assert len(some) >= LEAST
    charged = [way for way in _roles()["fees"] if way["when"].startswith("notices")]
    assert len(charged) >= LEAST


@pytest.mark.parametrize("file", FILES)
def test_every_template_can_be_read(file: str) -> None:
    for text in _strings(data(file)):
        parse(text)


def test_points_have_no_end() -> None:
    upkeep, work = data("upkeep"), data("applications")["request-work"]
    points = [*_strings(work["points"])]
    for role in ("management", "platform"):
        points += [*_strings(upkeep[role]["core"]), *_strings(upkeep[role]["points"])]
    points += [t for key, found in upkeep["supervision"].items() if key != "leads" for t in found]
    for issue in data("issues")["issue"]:
        points += [*issue["problem"], *issue["measure"], *issue["redress"]]
    assert len(points) > 150
    assert not [point for point in points if re.search("[。；，]$", point)]


def test_each_problem_has_its_measure() -> None:
    issues = data("issues")["issue"]
    assert len(issues) >= 18
    assert all(len(issue["problem"]) == len(issue["measure"]) for issue in issues)
    assert len({issue["short"] for issue in issues}) == len(issues)


def test_drawn_figures_do_not_hide_figures_of_the_tables() -> None:
    drawn = {name for file in FILES for text in _strings(data(file))
             for name in re.findall(r"\{!?([^{}:]+):\d", text)}  # fmt: skip
    assert len(drawn) > 80
    assert not drawn & {*_SHORT, *_GROUPS, *_DECISIONS, "total", "web", "mail", "desk"}


def test_enough_places_and_offices() -> None:
    places, offices = data("places"), data("offices")["office"]
    stems = [stem for stem, _ in places["stems"]]
    assert len(set(stems)) == len(stems) >= 40
    assert len(places["towns"]) >= 20
    names = [office["name"] for office in offices]
    assert len(set(names)) == len(names) >= 25
    assert {office.get("self", "局") for office in offices} >= {"局", "委", "办", "中心"}


def test_a_place_does_not_hold_the_name_of_a_level() -> None:
    assert not [stem for stem, _ in data("places")["stems"] if re.search("[县区市镇乡州省]", stem)]


@pytest.mark.parametrize("ends", data("offices")["ends"])
def test_outcomes_are_rows_of_the_form(ends: str) -> None:
    from reportkit.form import load  # noqa: PLC0415  only here

    rows = {row.key for row in load("2021").tables["t3"].blocks[0].rows.leaves}
    assert set(data("offices")["ends"][ends]) < rows
