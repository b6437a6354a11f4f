"""Write docs/reading.md: cells right, unread and wrong in every layout that the tests render.

Reports are those of the tests, the layouts their generators'; the shared corpus is added where it
is there.  Time and memory are measured in a process of their own for each format.

``--quick`` leaves out what takes minutes: scans, and pages printed by a browser.

>>> python scripts/reading_table.py docs/reading.md  # doctest: +SKIP
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

import corpus_truth  # noqa: E402  the path above leads to it
import html_layouts  # noqa: E402  likewise
import layouts  # noqa: E402  likewise
import office  # noqa: E402  likewise
import pdfs  # noqa: E402  likewise
import pdfs_html  # noqa: E402  likewise
import samples  # noqa: E402  likewise
import scans  # noqa: E402  likewise
from reportkit.loading import load, load_bytes  # noqa: E402  after the path
from reportkit.text import Kind  # noqa: E402  after the path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reportkit.report import Report

__all__ = ["FORMATS", "SCANS", "main"]

_SEEDS = range(1, 7)
_FEW = 3  # reports a layout where setting or recognising one takes seconds
_ROUNDS = 5

SCANS: dict[str, dict[str, float]] = {
    "200 dpi": {"dpi": 200},
    "150 dpi": {"dpi": 150},
    "150 dpi, slanting by 1 degree": {"dpi": 150, "slant": 1.0},
    "150 dpi, slanting by 1 degree, grainy": {"dpi": 150, "slant": 1.0, "grain": 8.0},
    "100 dpi": {"dpi": 100},
}


def _scan(report: Report, how: dict[str, float]) -> bytes:
    return scans.scanned_pdf(scans.pages(report, **how), int(how["dpi"]))


def _printed(report: Report, look: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return pdfs_html.chromium(pdfs_html.page(report, look), Path(folder))


# format -> layout -> how a report is written in it
FORMATS: dict[str, dict[str, Callable[[Report], bytes]]] = {
    "Text": {
        code: lambda report, code=code: layouts.render(report, code).encode()
        for code in layouts.LAYOUTS
    },
    "Web page": {
        code: lambda report, code=code: html_layouts.render(report, code)
        for code in html_layouts.LAYOUTS
    },
    "Word": dict(office.WORD),
    "Excel": dict(office.EXCEL),
    "PDF": {style: lambda report, style=style: pdfs.render(report, style) for style in pdfs.STYLES},
    "PDF printed by a browser": {
        look: lambda report, look=look: _printed(report, look) for look in pdfs_html.LOOKS
    },
    "Scanned PDF": {
        name: lambda report, how=how: _scan(report, how) for name, how in SCANS.items()
    },
}
_QUICK = "--quick" in sys.argv  # leave out what takes minutes
_ABSENT = {
    "PDF printed by a browser": _QUICK or pdfs_html.CHROMIUM is None,
    "Scanned PDF": _QUICK or find_spec("rapidocr") is None,
}


class Count(NamedTuple):
    """Cells right, unread, wrong."""

    right: int = 0
    unread: int = 0
    wrong: int = 0

    def plus(self, other: Count) -> Count:
        """Add up."""
        return Count(*map(sum, zip(self, other, strict=True)))


def _reports(number: int) -> list[Report]:
    """Return full reports first and last, between them such with blanks and long figures."""
    base = [samples.filled(), samples.trial()]
    mixed = [layouts.scattered(base[seed % 3 == 0], seed) for seed in _SEEDS]
    return [base[0], *mixed, base[1]][:number]


def _count(report: Report, read: Report) -> Count:
    right = unread = 0
    for name, value in report.values.items():
        found = read.values.get(name)
        if found is None or found.kind is Kind.UNREADABLE:
            unread += 1
        elif (found.number, found.kind) == (value.number, value.kind):
            right += 1
    return Count(right, unread, len(report.values) - right - unread)


def _row(format_: str, layout: str) -> str:
    write = FORMATS[format_][layout]
    full, blanks = Count(), Count()
    for report in _reports(_FEW if "PDF" in format_ else 8):
        one = _count(report, load_bytes(write(report), "report"))
        if any(value.kind is Kind.BLANK for value in report.values.values()):
            blanks = blanks.plus(one)
        else:
            full = full.plus(one)
    wrong = full.wrong + blanks.wrong
    shown = (full.right, full.unread, blanks.right, blanks.unread, wrong)
    return f"| {layout} | {' | '.join(map(str, shown))} |"


_HEAD = (
    "| layout | full: right | full: unread | with blanks: right | with blanks: unread | wrong |\n"
    "| --- | ---: | ---: | ---: | ---: | ---: |"
)


def _sections() -> Iterator[str]:
    for format_, written in FORMATS.items():
        yield f"\n## {format_}\n"
        if _ABSENT.get(format_):
            yield "Not measured in this run.\n"
            yield from (f"- {layout}" for layout in written)
            continue
        yield _HEAD
        yield from (_row(format_, layout) for layout in written)


def _corpus() -> Iterator[str]:
    """Score the shared corpus by the ending of its files."""
    documents = corpus_truth.documents()
    if not documents:
        return
    scores: dict[str, list[corpus_truth.Score]] = {}
    for path in documents:
        score = corpus_truth.score(load(path), corpus_truth.truth_of(path))
        scores.setdefault(f"{path.parent.name} reports, {path.suffix}", []).append(score)
    yield "\n## Real documents\n"
    yield "Beginnings of reports have only some of their rows; what is not in the file is unread.\n"
    yield "| documents | number | right | unread | wrong |\n| --- | ---: | ---: | ---: | ---: |"
    for name, found in sorted(scores.items()):
        sums = (
            sum(s.right for s in found),
            sum(s.unread for s in found),
            sum(len(s.wrong) for s in found),
        )
        yield f"| {name} | {len(found)} | {' | '.join(map(str, sums))} |"


# ---------------------------------------------------------------- time and memory

_MEASURE = """
import json, resource, statistics, sys, time
from pathlib import Path
import reportkit as rk
def peak():
    # ru_maxrss of this process would count the one that started it
    own = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
    return max(int(own.split()[1]), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) / 1024
before = peak()
def once():
    start = time.perf_counter()
    rk.load(Path(sys.argv[1]))
    return time.perf_counter() - start
first = once()
later = [once() for _ in range(int(sys.argv[2]))]
print(json.dumps([first, statistics.median(later), before, peak()]))
"""


def _costs() -> Iterator[str]:
    report = samples.filled()
    files: dict[str, Callable[[], bytes]] = {
        "text": lambda: layouts.render(report, "A14").encode(),
        "web page": lambda: html_layouts.render(report, "navigation"),
        "web page pasted from Word": lambda: html_layouts.render(report, "word"),
        "web archive": lambda: html_layouts.render(report, "archive"),
        "Word": lambda: office.WORD["merged"](report),
        "Excel": lambda: office.EXCEL["one sheet"](report),
        "PDF": lambda: pdfs.render(report, "plain"),
    }
    if not _ABSENT["Scanned PDF"]:
        files["scanned PDF, 200 dpi"] = lambda: _scan(report, SCANS["200 dpi"])
        files["one page as PNG, 150 dpi"] = lambda: scans.as_file(scans.pages(report)[0])
    yield "| document | size | first reading | later readings | peak memory | more than before |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: |"
    for name, write in files.items():
        yield _cost(name, write())


def _cost(name: str, data: bytes) -> str:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report"
        path.write_bytes(data)
        rounds = "1" if name.startswith(("scanned", "one page")) else str(_ROUNDS)
        done = subprocess.run(  # noqa: S603  our own program
            [sys.executable, "-c", _MEASURE, str(path), rounds],
            capture_output=True, check=True,
        )  # fmt: skip
    first, later, before, peak = json.loads(done.stdout)
    return (f"| {name} | {len(data) / 1024:.0f} kB | {_seconds(first)} | {_seconds(later)} | "
            f"{peak:.0f} MB | {peak - before:.0f} MB |")  # fmt: skip


def _seconds(time: float) -> str:
    return f"{time:.1f} s" if time >= 1 else f"{time * 1000:.0f} ms"


_PAGE = Path(__file__).with_suffix(".md")  # the words of the page, with marks for what is measured


def main(target: Path) -> None:
    """Measure everything and write the page."""
    text = _PAGE.read_text(encoding="utf-8")
    for mark, lines in (("COSTS", _costs()), ("LAYOUTS", _sections()), ("CORPUS", _corpus())):
        text = text.replace(f"%{mark}%\n", "\n".join([*lines, ""]).lstrip("\n"))
    target.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
