"""Many reports to files, shared out to processes; one that fails never stops the others.

>>> for done in export_many(["甲.json", "乙.json"], "成品", (".docx", ".pdf")):  # doctest: +SKIP
...     print(done.source, done.error or "完成")
"""

from __future__ import annotations

import os
import re
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from reportkit.errors import ExportError, ReportkitError
from reportkit.exporters import EXPORTERS, export
from reportkit.loading import load

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Exported", "export_many"]

_MANY = 4  # sources; below, starting processes costs more than it saves
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """One source: the files that were written, or why one was not (`refused`: its release)."""

    source: str
    files: tuple[Path, ...] = ()
    error: str | None = None
    refused: bool = False


def export_many(
    sources: Sequence[str | Path],
    folder: str | Path,
    endings: Sequence[str] = (".docx", ".pdf"),
    *,
    release: bool = False,
    processes: int | None = None,
) -> Iterator[Exported]:
    """Write the final reports of many sources into a folder, yielding each in the given order.

    Parameters
    ----------
    sources
        Paths of reports or notebooks.  A file is called after its source.
    folder
        Where to; made where it is missing.
    endings
        Which files: keys of `EXPORTERS`.
    release
        As for `export`.
    processes
        How many share the work; by default one a core.

    Raises
    ------
    ExportError
        If an ending is unknown, or two sources would be written to the same file.
    """
    unknown = [ending for ending in endings if ending not in EXPORTERS]
    if unknown:
        message = f"不知道怎样导出“{unknown[0]}”文件，只能是 {'、'.join(EXPORTERS)}。"
        raise ExportError(message)
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    jobs = list(zip(map(str, sources), _stems(sources), strict=True))
    run = partial(_one, folder=target, endings=tuple(endings), release=release)
    if processes is None:
        processes = (os.cpu_count() or 1) if len(jobs) >= _MANY else 1
    return _all(run, jobs, processes)


def _all(run: partial[Exported], jobs: list[tuple[str, str]], processes: int) -> Iterator[Exported]:
    if processes < 2:
        yield from map(run, jobs)
        return
    done = 0
    # A forked process would wait for ever for the threads that typst has in this one.
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        try:
            for row in pool.map(run, jobs):
                yield row
                done += 1
        except BrokenProcessPool:
            pass
    for source, _ in jobs[done:]:
        yield Exported(source=source, error=f"{source}：导出时程序中止，没有生成。")


def _stems(sources: Sequence[str | Path]) -> list[str]:
    """Return a file name for each source; same names in different folders take their folder's."""
    names = [Path(source).stem for source in sources]
    stems = [
        name if names.count(name) == 1 else f"{Path(source).resolve().parent.name}-{name}"
        for name, source in zip(names, sources, strict=True)
    ]
    twice = {stem for stem in stems if stems.count(stem) > 1}
    if twice:
        message = f"有几份报告会写成同一个文件“{min(twice)}”，没有导出。"
        raise ExportError(message, hint="请把文件改成不同的名字。")
    return [_NOT_IN_NAMES.sub("", stem) for stem in stems]


def _one(
    job: tuple[str, str], *, folder: Path, endings: tuple[str, ...], release: bool
) -> Exported:
    source, stem = job
    files: list[Path] = []
    try:
        given = source if source.casefold().endswith(".ipynb") else load(source)
        for ending in endings:
            files.append(export(given, folder / f"{stem}{ending}", release=release))  # noqa: PERF401  those written before a failure are told
    except ReportkitError as error:
        refused = isinstance(error, ExportError) and error.refused
        return Exported(
            source=source, files=tuple(files), error=f"{source}：{error}", refused=refused
        )
    except Exception as error:  # noqa: BLE001  the edge of a batch: the others go on
        said = (
            f"{source}：程序出错（{type(error).__name__}），这是 reportkit 的缺陷，请连同文件反馈。"
        )
        return Exported(source=source, files=tuple(files), error=said)
    return Exported(source=source, files=tuple(files))
