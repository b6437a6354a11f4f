"""Numbers give the same papers everywhere: digests of four of them.

A change that alters one needs `reportkit.specimens.EDITION` raised once that edition was released:
a paper printed last month must still be the one its number names.
"""

from __future__ import annotations

import hashlib
import json

import pytest

from reportkit import store
from reportkit.lessons import paper

GOLDEN = {
    "1-1-7A": "9e47841f06e02017",
    "1-2-417A": "80644fa164367542",
    "1-2-417B": "5f6878494f091170",
    "1-3-2026A": "c26ecf8cfb8621ba",
}


@pytest.mark.parametrize("number", GOLDEN)
def test_a_number_gives_the_same_paper_everywhere(number):
    made = paper(number)
    parts = [
        store.to_dict(made.report),
        [planted.places for planted in made.planted],
        [planted.right for planted in made.planted],
    ]
    told = json.dumps(parts, ensure_ascii=False, sort_keys=True)
    assert hashlib.sha256(told.encode()).hexdigest()[:16] == GOLDEN[number]


@pytest.mark.parametrize("level", [1, 2, 3])
def test_variants_hold_the_same_kinds_of_faults_in_other_words(level):
    one, other = paper(f"1-{level}-99A"), paper(f"1-{level}-99B")
    kinds = [sorted(planted.fault.id for planted in made.planted) for made in (one, other)]
    assert kinds[0] == kinds[1]
    assert one.report != other.report
