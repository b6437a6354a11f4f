"""How long the final report takes: against Chromium, inside a process, and 200 at once."""

from __future__ import annotations

import dataclasses
import itertools
import os
import shutil
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from stopwatch import table

import reportkit as rk
from reportkit import examples, store
from reportkit.exporters import export, export_many
from reportkit.views.parts import parts

COMMAND = Path(sys.executable).with_name("reportkit")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
# As users run it: with compiled modules on disk, which the first, untimed call writes.
ENVIRONMENT = {key: os.environ[key] for key in os.environ if key != "PYTHONDONTWRITEBYTECODE"}
MANY = 200


def _process(*words: str | Path) -> partial[subprocess.CompletedProcess[bytes]]:
    return partial(subprocess.run, words, check=True, capture_output=True, env=ENVIRONMENT)


def _fresh(folder: Path, saved: Path) -> None:
    page = export(saved, folder / "page.html")
    contenders = {
        f"reportkit export report.json -o x{suffix}": _process(
            COMMAND, "export", saved, "-o", folder / f"x{suffix}"
        )
        for suffix in (".pdf", ".docx", ".html", ".xlsx")
    }
    if CHROMIUM:
        contenders["chromium --print-to-pdf page.html"] = _process(
            CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
            f"--print-to-pdf={folder / 'print.pdf'}", page.as_uri(),
        )  # fmt: skip
    table("fresh process, the same report", contenders, rounds=7)


def _inside(folder: Path) -> None:
    report, numbers = rk.load(examples.PATH), itertools.count()

    def other(suffix: str, *, charts: bool) -> None:
        """Export a report that typst has not set before: it remembers what it has."""
        export(_changed(report, next(numbers)), folder / f"y{suffix}", appendix=charts)

    contenders = {
        f"to {suffix}{' with charts' if charts else ''}": partial(other, suffix, charts=charts)
        for suffix in (".pdf", ".docx", ".html")
        for charts in (False, True)
    }
    table("inside a running process", {**contenders, "the parts": lambda: parts(report)}, rounds=9)


def _changed(report: rk.Report, number: int) -> rk.Report:
    """Return a report with another figure in every cell and every paragraph."""
    sections = [
        dataclasses.replace(s, text=s.text.replace("。", f"（{number}）。"))
        for s in report.sections
    ]
    figures = {name: number for name in report.cells if name[:2] == "t3"}
    return report.replace(figures, sections=tuple(sections))


def _many(folder: Path, report: rk.Report) -> None:
    sources = [
        store.save(_changed(report, number), folder / f"{number:03}.json") for number in range(MANY)
    ]
    start, used = time.perf_counter(), sum(os.times()[:4])
    rows = list(export_many(sources, folder / "many", (".docx", ".pdf"), processes=2))
    seconds, used = time.perf_counter() - start, sum(os.times()[:4]) - used
    files = sum(len(row.files) for row in rows)
    print(f"\n{MANY} reports to docx and pdf, two processes: {files} files, {seconds:.1f} s")
    print(f"of which the processors worked {used:.1f} s: {used / 2:.1f} s on two idle cores")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        report_json = store.save(rk.load(examples.PATH), place / "report.json")
        _fresh(place, report_json)
        _inside(place)
        _many(place, rk.load(examples.PATH))
