"""Plant faults into thousands of reports and hold the check to account.

``python scripts/faults.py 5000`` makes, for every seed below 5000 and each of the three levels, a
paper or an exercise of one lesson, and compares what the check finds with what the planted faults
declare.  Each mismatch is one line: number of the paper, kind of fault, rule, sentence.  The full
answer must get full marks, the empty one none.  The status is 1 if anything did not agree; what
the check already finds in the report before any fault counts as ``specimen``.

Options: ``--from SEED`` to begin elsewhere, ``--jobs N`` for as many processes.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from multiprocessing import Pool
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from reportkit.check import check
from reportkit.lessons import Answer, Claim, exercise, lessons, mark, paper
from reportkit.lessons._proof import mismatches
from reportkit.specimens import EDITION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportkit.lessons import Exercise

_LEVELS = (1, 2, 3)
_TURNS = 4


class Trial(NamedTuple):
    """What came out of one seed: the kinds planted, and a line for each thing that was wrong."""

    planted: list[str]
    wrong: list[tuple[str, str]]


def main() -> int:
    """Try all seeds and print what does not agree."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("count", type=int, nargs="?", default=100)
    parser.add_argument("--from", dest="first", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=1)
    told = parser.parse_args()
    planted: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    began = time.monotonic()
    with Pool(told.jobs) as pool:
        seeds = range(told.first, told.first + told.count)
        for done in pool.imap_unordered(trial, seeds, chunksize=10):
            planted.update(done.planted)
            for kind, line in done.wrong:
                wrong[kind] += 1
                _say(line)
    taken = time.monotonic() - began
    _say(f"{told.count} seeds x {len(_LEVELS)} levels: {planted.total()} faults of {len(planted)} "
         f"kinds planted, {wrong.total()} mismatches, {taken:.0f} s")  # fmt: skip
    for kind, count in wrong.most_common():
        _say(f"  {kind}: {count} of {planted[kind]}")
    rare = sorted(planted.items(), key=itemgetter(1))[:12]
    _say(f"rarest: {', '.join(f'{kind} {count}' for kind, count in rare)}")
    return 1 if wrong else 0


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201  a script


def trial(seed: int) -> Trial:
    """Make and check the papers and exercises of a seed."""
    done = Trial([], [])
    for made in _made(seed):
        done.planted.extend(planted.fault.id for planted in made.planted)
        done.wrong.extend(_disagreements(made))
    return done


def _made(seed: int) -> Iterator[Exercise]:
    """Make one paper a level; of every fourth seed an exercise, of every other fourth variant B."""
    no, turn = seed // _TURNS % len(lessons()) + 1, seed % _TURNS
    for level in _LEVELS:
        if turn == 0:
            yield exercise(no, level=level, seed=seed)
        else:
            yield paper(f"{EDITION}-{level}-{seed}{'B' if turn == 1 else 'A'}")


def _disagreements(made: Exercise) -> Iterator[tuple[str, str]]:
    kinds = "＋".join(planted.fault.id for planted in made.planted)
    found = mismatches(made)
    before = _before(made) if found else set()
    for kind, rule, sentence in found:
        known = "specimen" if rule in before else kind if kind != kinds else rule
        yield known, f"{made.number}  {kind}  {rule}  {sentence}"
    claims = tuple(
        Claim(place=p.places[0], rule=p.fault.rule, value=p.right or "") for p in made.planted
    )
    full = mark(made, Answer(claims=claims, none_wrong=not claims))
    if full.points != full.most:
        short = [fault.planted.fault.id for fault in full.faults if fault.points != fault.most]
        yield "marking", f"{made.number}  {kinds}  {full.points} of {full.most} points: {short}"
    if made.planted and mark(made, Answer()).points:
        yield "marking", f"{made.number}  {kinds}  points for an empty answer"


def _before(made: Exercise) -> set[str]:
    """Return the rules that find something in the report before any fault."""
    if made.specimen is None:
        return set()
    return {f.rule for f in check(made.specimen.report, previous=made.specimen.previous)}


if __name__ == "__main__":
    sys.exit(main())
