"""How long the final report takes: against Chromium, inside a process, and 200 at once."""

from __future__ import annotations

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
    report = rk.load(examples.PATH)
    contenders = {
        f"to {suffix}{' with charts' if charts else ''}": partial(
            export, report, folder / f"y{suffix}", appendix=charts
        )
        for suffix in (".pdf", ".docx", ".html")
        for charts in (False, True)
    }
    table("inside a running process", {**contenders, "the parts": lambda: parts(report)}, rounds=9)


def _many(folder: Path, saved: Path) -> None:
    sources = [folder / f"{number:03}.json" for number in range(MANY)]
    for source in sources:
        shutil.copyfile(saved, source)
    start = time.perf_counter()
    rows = list(export_many(sources, folder / "many", (".docx", ".pdf"), processes=2))
    seconds = time.perf_counter() - start
    files = sum(len(row.files) for row in rows)
    print(f"\n{MANY} reports to docx and pdf, two processes: {files} files, {seconds:.1f} s")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        report_json = store.save(rk.load(examples.PATH), place / "report.json")
        _fresh(place, report_json)
        _inside(place)
        _many(place, report_json)
