"""Make many specimens, check them, and print every finding: a sound report has none.

python scripts/specimens.py 5000 [--from SEED] [--show]
"""

from __future__ import annotations

import argparse
import itertools
from collections import Counter

from reportkit import check
from reportkit.report import Organ, Report
from reportkit.specimens import Specimen, specimen

_WISHES = tuple(itertools.product(("2021", "2019"), Organ))


def main() -> int:
    """Check specimens over kinds and forms; return 1 if anything was found."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("count", type=int, nargs="?", default=500, help="how many seeds")
    given.add_argument("--from", type=int, default=0, dest="first", help="the first seed")
    given.add_argument("--show", action="store_true", help="print the text of each report")
    asked = given.parse_args()
    rules: Counter[str] = Counter()
    for seed in range(asked.first, asked.first + asked.count):
        made = _specimen(seed)
        if asked.show:
            _show(made.report)
        for words in _found(made):
            rules[words.split()[0]] += 1
            print(f"{seed}\t{words}")  # noqa: T201  a script
    print(f"{asked.count} specimens, {sum(rules.values())} findings {dict(rules)}")  # noqa: T201
    return 1 if rules else 0


def _specimen(seed: int) -> Specimen:
    """Make the specimen of a seed; every other one of a wished form and kind, in turn."""
    if seed % 2:
        return specimen(seed)
    form, kind = _WISHES[seed // 2 % len(_WISHES)]
    return specimen(seed, format=form, kind=kind)


def _found(made: Specimen) -> list[str]:
    """Return the findings in this year's and last year's report, in words."""
    both = (check(made.report, previous=made.previous), check(made.previous))
    return [
        f"{finding.rule} {finding.severity} {'this' if at == 0 else 'last'}: {finding.message} | "
        f"{finding.quote or ''}".replace("\n", "⏎")
        for at, findings in enumerate(both)
        for finding in findings
    ] + [f"unread {row}" for findings in both for row in findings.unread]


def _show(report: Report) -> None:
    parts = [
        report.title,
        report.introduction,
        *(f"{s.heading}\n{s.text}" for s in report.sections),
    ]
    print("\n".join(part or "" for part in parts), "\n")  # noqa: T201  a script


if __name__ == "__main__":
    raise SystemExit(main())
