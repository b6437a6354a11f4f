"""Write the conformance cases: one file a rule, one case a line, from the cases of the tests.

Cases are written once, as changes to a consistent report (``tests/rules/cases``) or to its web
page (``tests/rules/pages``); here they become whole reports that any checker can read.
``scripts/docs`` runs this.

>>> python scripts/conformance.py conformance/cases  # doctest: +SKIP
"""

from __future__ import annotations

import dataclasses
import json
import sys
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
SOURCES = ROOT / "tests" / "rules" / "cases"
PAGES = ROOT / "tests" / "rules" / "pages"
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "rules")]

import test_cases  # noqa: E402  likewise

import pages  # noqa: E402  the path above leads to it
import samples  # noqa: E402  likewise
from reportkit import store  # noqa: E402  after the path
from reportkit.profile import NATIONAL, Profile  # noqa: E402  after the path

__all__ = ["cases", "written"]


def cases(rule: str) -> list[dict[str, Any]]:
    """Return the cases of a rule: those about reports as JSON, then those about pages.

    Notes
    -----
    What only the original file shows (printed labels, pictures) is no part of the JSON; the
    tests make it up, here such cases are whole pages.
    """
    told = [_case("", case) for case in _source(SOURCES, rule) if "reading" not in case]
    told += [_page("", case) for case in _source(PAGES, rule)]
    return [{**case, "id": f"{rule}/{no}"} for no, case in enumerate(told, start=1)]


def _source(folder: Path, rule: str) -> list[dict[str, Any]]:
    path = folder / f"{rule}.toml"
    text = path.read_text(encoding="utf-8") if path.exists() else "case = []"
    found: list[dict[str, Any]] = tomllib.loads(text)["case"]
    return found


def _page(name: str, case: dict[str, Any]) -> dict[str, Any]:
    html = pages.edited(pages.page(samples.filled()), case)
    return {"id": name, "says": case["says"], "expect": _expected(case), "page": html}


def _case(name: str, case: dict[str, Any]) -> dict[str, Any]:
    report, previous, profile = test_cases.build(case)
    data: dict[str, Any] = {"id": name, "says": case["says"], "expect": _expected(case)}
    data["report"] = store.to_dict(report)
    if previous is not None:
        data["previous"] = store.to_dict(previous)
    peers = [store.to_dict(peer) for peer in test_cases._peers(case)]  # noqa: SLF001  the same cases
    if peers:
        data["peers"] = peers
    if profile != NATIONAL:
        data["profile"] = _differences(profile)
    return data


def _expected(case: dict[str, Any]) -> dict[str, Any]:
    if case.get("finds"):
        found: list[dict[str, Any]] = [{"cells": sorted(cells)} for cells in case["finds"]]
    elif case.get("quotes"):
        found = [{"quote": quote} for quote in case["quotes"]]
    else:
        found = [{} for _ in range(case.get("count", 0))]
    if found:
        return {"verdict": "fault", "findings": found}
    return {"verdict": "undecided" if case.get("undecided") else "silent"}


def _differences(profile: Profile) -> dict[str, Any]:
    given = {item.name: getattr(profile, item.name) for item in dataclasses.fields(profile)}
    return {key: value for key, value in given.items() if value != getattr(NATIONAL, key)}


def written() -> dict[str, str]:
    """Return every file of the suite: name and content."""
    files = {}
    for path in sorted(SOURCES.glob("*.toml")):
        lines = [
            json.dumps(case, ensure_ascii=False, separators=(",", ":")) for case in cases(path.stem)
        ]
        if lines:
            files[f"{path.stem}.jsonl"] = "\n".join(lines) + "\n"
    return files


def main(folder: Path) -> None:
    """Write the files and remove those of rules that are no more."""
    folder.mkdir(parents=True, exist_ok=True)
    files = written()
    for path in folder.glob("*.jsonl"):
        if path.name not in files:
            path.unlink()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
