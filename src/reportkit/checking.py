"""Check files, few or many: one row a file, in the order in which they were named.

A file that cannot be read is a row like the others, even one that brings its reader down.  Many
files are shared out to processes.  This module words nothing for people and writes nothing.

>>> rows = list(check_files(["2022年报.txt", "2023年报.txt"]))  # doctest: +SKIP
"""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from reportkit.check import check
from reportkit.errors import ReportkitError
from reportkit.loading import load
from reportkit.profile import NATIONAL, Profile
from reportkit.results import Checked

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator, Sequence

    from reportkit.report import Report

__all__ = ["Against", "check_file", "check_files"]

_MANY = 24  # files; below, starting processes costs more than it saves
_BATCH = 12  # files that a process takes at a time


@dataclass(frozen=True, slots=True, kw_only=True)
class Against:
    """What files are held against.

    Notes
    -----
    `previous` is last year's report.  With `same_organ` it is meant for the organ of that name
    only, as where several files are checked at once.  `peers` are reports of other organs, to see
    whether passages were copied; the file itself may be among them.
    """

    profile: Profile = field(default=NATIONAL)
    previous: Report | None = None
    peers: tuple[Report, ...] = ()
    published: datetime.date | None = None
    same_organ: bool = False


def check_file(file: str, against: Against = Against()) -> Checked:
    """Read and check one file.

    Returns
    -------
    Checked
        Report and findings, or the sentence that says why it could not be read.
    """
    try:
        report = load(file)
    except ReportkitError as error:
        return Checked(file=file, error=str(error))
    if against.published:
        report = report.replace(published_on=against.published)
    previous = against.previous
    if previous is not None and against.same_organ and previous.agency != report.agency:
        previous = None
    findings = check(report, previous=previous, profile=against.profile, peers=against.peers)
    return Checked(file=file, report=report, findings=findings)


def check_files(
    files: Sequence[str],
    against: Against = Against(),
    *,
    processes: int | None = None,
) -> Iterator[Checked]:
    """Read and check files, yielding a row for each in the given order.

    Parameters
    ----------
    files
        Paths, as they are to be called in the result.
    against
        What they are held against.
    processes
        How many processes share the work; by default one a core for many files, else none.

    Notes
    -----
    A defect in one file (or in its reader) is a row of its own; it never stops the others.
    """
    if processes is None:
        processes = (os.cpu_count() or 1) if len(files) >= _MANY else 1
    run = check_file if len(files) == 1 else _row
    if processes < 2:
        yield from map(partial(run, against=against), files)
        return
    batches = [files[start : start + _BATCH] for start in range(0, len(files), _BATCH)]
    done = 0
    with ProcessPoolExecutor(processes, initializer=_begin, initargs=(against,)) as pool:
        try:
            for rows in pool.map(_rows, batches):
                yield from rows
                done += 1
        except BrokenProcessPool:
            pass
    for batch in batches[done:]:  # a file has brought a process down: each in one of its own
        for file in batch:
            yield _alone(against, file)


_GIVEN = [Against()]
"""What the files of this process are held against: sent once, not with every batch."""


def _begin(against: Against) -> None:
    _GIVEN[0] = against


def _rows(files: Sequence[str]) -> list[Checked]:
    return [_row(file, _GIVEN[0]) for file in files]


def _row(file: str, against: Against) -> Checked:
    """Check one of several files; whatever goes wrong stays with it."""
    try:
        return check_file(file, against)
    except Exception as error:  # noqa: BLE001  the edge of a batch: the others go on
        said = (
            f"{file}：程序出错（{type(error).__name__}），这是 reportkit 的缺陷，请连同文件反馈。"
        )
        return Checked(file=file, error=said)


def _alone(against: Against, file: str) -> Checked:
    with ProcessPoolExecutor(1) as pool:
        try:
            return pool.submit(_row, file, against).result()
        except BrokenProcessPool:
            return Checked(file=file, error=f"{file}：读取时程序中止，文件可能已经损坏。")
