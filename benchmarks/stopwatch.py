"""Time contenders side by side in one run, so that ratios hold whatever the machine is doing.

>>> table("one call", {"nothing": list, "a sum": lambda: sum(range(99))}, rounds=3)
"""

from __future__ import annotations

import gc
import statistics
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["table"]

_AT_LEAST = 0.02  # seconds that one measurement lasts, so that the clock's grain does not show


def table(
    title: str, contenders: Mapping[str, Callable[[], object]], *, rounds: int, against: str = ""
) -> None:
    """Print the median time of each contender and its ratio to one of them.

    Parameters
    ----------
    title
        Heading of the table.
    contenders
        Name and what is timed; all are called once a round, in turn.
    rounds
        How many rounds; the ratio is taken round by round, then the median.
    against
        The contender of ratio 1; the first where not given.
    """
    base = against or next(iter(contenders))
    calls = {name: _calls(run) for name, run in contenders.items()}
    times: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, run in contenders.items():
            times[name].append(_seconds(run, calls[name]))
    print(f"\n| {title} | median | ratio to {base} | slowest / fastest round |")
    print("| --- | ---: | ---: | ---: |")
    for name, found in times.items():
        ratios = [one / other for one, other in zip(found, times[base], strict=True)]
        spread = max(found) / min(found)
        median = statistics.median(found)
        print(f"| {name} | {_spoken(median)} | {statistics.median(ratios):,.2f} | {spread:.2f} |")


def _calls(run: Callable[[], object]) -> int:
    """Return how many calls last long enough to be measured."""
    calls = 1
    while (seconds := _seconds(run, calls) * calls) < _AT_LEAST:
        calls = max(calls * 2, int(calls * _AT_LEAST / max(seconds, 1e-9)))
    return calls


def _seconds(run: Callable[[], object], calls: int) -> float:
    gc.collect()  # nobody clears away what the contender before has left
    start = time.perf_counter()
    for _ in range(calls):
        run()
    return (time.perf_counter() - start) / calls


def _spoken(seconds: float) -> str:
    for unit, size in (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds / 1e-9:.3g} ns"
