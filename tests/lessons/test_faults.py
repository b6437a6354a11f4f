"""Kinds of faults: every rule has some, each says what it does, and the check finds just that.

Here each kind is planted once by itself and with others; ``scripts/faults.py`` does it for
thousands of papers.
"""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from reportkit.lessons import (
    LEVELS,
    Answer,
    Claim,
    exercise,
    explanation,
    faults,
    hints,
    mark,
    operations,
    paper,
    place_name,
    plant,
)
from reportkit.lessons._proof import mismatches
from reportkit.rules import RULES
from reportkit.specimens import Draw, specimen

KINDS = list(faults().values())
_GAPS = {"wrong", "right", "place", "cell", "quote"}
_REPORTS = 250


def _planted(kind, seed=0):
    """Plant a kind by itself into the first report from `seed` on that has a place for it."""
    for at in range(seed, seed + _REPORTS):
        made = plant(specimen(at, **kind.wishes), [kind], Draw("test", at))
        if made.planted:
            return made
    return pytest.fail(f"{kind.id} found no place in {_REPORTS} reports")


def _full(made):
    return Answer(
        claims=tuple(
            Claim(place=p.places[0], rule=p.fault.rule, value=p.right or "") for p in made.planted
        ),
        none_wrong=not made.planted,
    )


# --------------------------------------------------------------------------------- declarations
@pytest.mark.parametrize("rule", [rule.id for rule in RULES])
def test_every_automatic_rule_has_a_kind_of_fault(rule):
    assert any(kind.rule == rule for kind in KINDS)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_a_kind_is_declared_in_full(kind):
    assert kind.id.startswith(f"{kind.rule}.")
    assert kind.level in LEVELS
    assert kind.operation in operations.__all__
    assert kind.says.endswith(("。", "？"))
    assert kind.ask.endswith(("。", "？"))
    assert set(kind.also) <= {rule.id for rule in RULES} - {kind.rule}
    assert {gap for _, gap, _, _ in string.Formatter().parse(kind.says) if gap} <= _GAPS


def test_operations_never_ask_a_rule():
    """They state what must be found from knowledge of the form and of the law."""
    folder = Path(operations.__file__).parent
    for path in folder.glob("*.py"):
        source = path.read_text(encoding="utf-8")
        assert not re.search(
            r"import reportkit\.(?:rules|check)|reportkit\.(?:rules|check)[. ]", source
        )


def test_a_question_does_not_name_the_wrong_words():
    assert not [kind.id for kind in KINDS if "{" in kind.ask]


# --------------------------------------------------------------------------- one kind by itself
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_the_check_finds_a_fault_and_nothing_else(kind):
    """What is found is what was declared; the places exist; all can be told to a learner."""
    made = _planted(kind)
    assert mismatches(made) == []
    fault = made.planted[0]
    assert fault.places
    assert set(fault.places) <= set(made.places)
    assert explanation(made, fault).strip()
    assert all(hints(made, 0))
    assert mark(made, _full(made)).points == mark(made, _full(made)).most
    assert mark(made, Answer()).points == 0
    if kind.valued:
        assert fault.right is not None
        assert fault.right != fault.wrong


def test_the_same_draws_plant_the_same_fault():
    kind = faults()["T3-01.more"]
    assert _planted(kind, 40).report == _planted(kind, 40).report


# -------------------------------------------------------------------------------- many together
@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("seed", range(4))
def test_a_paper_holds_as_many_faults_as_its_level_asks(level, seed):
    made = paper(f"1-{level}-{seed}A")
    assert len(made.planted) == {1: 4, 2: 7, 3: 10}[level]
    assert mismatches(made) == []
    assert mark(made, _full(made)).points == mark(made, _full(made)).most
    rules = [planted.fault.rule for planted in made.planted]
    assert len(rules) == len(set(rules))


@pytest.mark.parametrize("seed", range(3))
def test_both_variants_of_a_paper_hold_the_same_kinds(seed):
    one, other = paper(f"1-2-{seed}A"), paper(f"1-2-{seed}B")
    assert [p.fault.id for p in one.planted] == [p.fault.id for p in other.planted]
    assert one.report != other.report
    assert mismatches(other) == []


@pytest.mark.parametrize("no", range(1, 11))
def test_exercises_of_every_lesson_come_out_as_declared(no):
    for level in LEVELS:
        made = exercise(no, level=level, seed=no)
        assert mismatches(made) == []
        assert len(made.planted) <= level


@pytest.mark.parametrize("no", range(1, 11))
@pytest.mark.parametrize("level", LEVELS)
def test_every_lesson_has_faults_at_every_level(no, level):
    assert any(exercise(no, level=level, seed=seed).planted for seed in range(3))


def test_some_exercises_are_sound():
    counts = [len(exercise(4, level=2, seed=seed).planted) for seed in range(24)]
    assert 0 in counts
    assert counts.count(0) < 10


def test_places_have_names_for_people():
    made = paper("1-3-7A")
    names = [place_name(made, place) for planted in made.planted for place in planted.places]
    assert all(name and not name.isascii() for name in names)
