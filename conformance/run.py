"""Run any checker over the conformance cases and score it, rule by rule.

The checker is a command that takes a report and prints ``reportkit/findings@1`` (README.md).
Needs Python 3.11 and nothing else.

>>> python conformance/run.py -- reportkit check {report} --previous {previous} --profile {profile} --peers {peers} --format json
"""  # noqa: E501  a command that can be copied

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Score", "cases", "judge", "main"]

CASES = Path(__file__).parent / "cases"
_SHORTEST = 4  # characters two quotes must share, so that a lone 件 proves nothing


@dataclass(slots=True)
class Score:
    """How a checker does on one rule: wrong cases found, right cases left alone, and the rest."""

    wrong: int = 0
    named: int = 0
    found: int = 0
    right: int = 0
    alarms: int = 0
    open: int = 0
    said: int = 0
    failures: list[str] = field(default_factory=list)


def cases(rules: Iterable[str] = ()) -> Iterator[dict[str, Any]]:
    """Yield the cases of these rules, or of all."""
    wanted = set(rules)
    for path in sorted(CASES.glob("*.jsonl")):
        if not wanted or path.stem in wanted:
            for line in path.read_text(encoding="utf-8").splitlines():
                yield json.loads(line)


def judge(case: dict[str, Any], report: dict[str, Any], score: Score) -> None:
    """Enter what a checker says of a case into the score.

    Parameters
    ----------
    case
        One case of the suite.
    report
        The checker's entry in ``reports``.
    score
        The score of the case's rule.
    """
    rule, expect = case["id"].split("/")[0], case["expect"]
    found = [item for item in report.get("findings", ()) if item["rule"] == rule]
    if expect["verdict"] == "fault":
        score.wrong += 1
        score.named += bool(found)
        good = _for_the_right_reason(expect["findings"], found)
        score.found += good
    elif expect["verdict"] == "silent":
        score.right += 1
        score.alarms += bool(found)
        good = not found and "failed" not in report
    else:
        score.open += 1
        told = {item["rule"] for item in report.get("not_assessable", ())}
        good = not found and rule in told
        score.said += good
    if not good:
        why = f" ({report['failed']})" if "failed" in report else ""
        score.failures.append(f"{case['id']} {case['says']}{why}")


def _for_the_right_reason(expected: list[dict[str, Any]], found: list[dict[str, Any]]) -> bool:
    """Whether every expected fault is told by a finding of its own."""
    left = list(found)
    for fault in expected:
        hit = next((item for item in left if _matches(fault, item)), None)
        if hit is None:
            return False
        left.remove(hit)
    return True


def _matches(fault: dict[str, Any], item: dict[str, Any]) -> bool:
    """Whether a finding names some of the expected cells and no other, or quotes the text."""
    if fault.get("cells"):
        cells = set(item.get("cells") or ())
        return bool(cells) and cells <= set(fault["cells"])
    if fault.get("quote"):
        quote, wanted = item.get("quote") or "", fault["quote"]
        shortest = min(len(quote), len(wanted))
        return shortest >= min(_SHORTEST, len(wanted)) and (quote in wanted or wanted in quote)
    return True


def _words(command: list[str], files: dict[str, str]) -> list[str]:
    """Fill in the files; drop a word whose file the case lacks, and the option before it."""
    words: list[str] = []
    for word in command:
        name = word[word.find("{") + 1 : word.find("}")] if "{" in word else ""
        if name and name not in files:
            if words and words[-1].startswith("-"):
                words.pop()
        else:
            words.append(word.replace(f"{{{name}}}", files[name]) if name else word)
    return words


def _run(command: list[str], case: dict[str, Any]) -> dict[str, Any]:
    """Run the command on a case and return its entry for the report."""
    with tempfile.TemporaryDirectory() as folder:
        words = _words(command, _files(case, Path(folder)))
        done = subprocess.run(words, capture_output=True, check=False)  # noqa: S603  the user's own command
    try:
        entry: dict[str, Any] = json.loads(done.stdout)["reports"][0]
    except (ValueError, KeyError, IndexError, TypeError):
        said = done.stderr.decode(errors="replace").strip().splitlines()
        return {"findings": [], "failed": said[-1] if said else "no findings printed"}
    return entry


def _files(case: dict[str, Any], folder: Path) -> dict[str, str]:
    contents = {
        "report": ("report.json", json.dumps(case["report"])) if "report" in case
        else ("report.html", case["page"]),
        "previous": ("previous.json", json.dumps(case.get("previous"))),
        "profile": ("profile.toml", _toml(case.get("profile", {}))),
    }  # fmt: skip
    given = {"report"} | ({"previous", "profile"} & set(case))
    for key in given:
        name, text = contents[key]
        (folder / name).write_text(text, encoding="utf-8")
    files = {key: str(folder / contents[key][0]) for key in given}
    if "peers" in case:
        files["peers"] = str(folder / "peers")
        (folder / "peers").mkdir()
    for no, peer in enumerate(case.get("peers", ())):
        (folder / "peers" / f"{no}.json").write_text(json.dumps(peer), encoding="utf-8")
    return files


def _toml(data: dict[str, Any]) -> str:
    return "".join(f"{json.dumps(key)} = {_value(value)}\n" for key, value in data.items())


def _value(value: Any) -> str:  # noqa: ANN401  what JSON gives
    if isinstance(value, dict):
        pairs = (f"{json.dumps(k, ensure_ascii=False)} = {_value(v)}" for k, v in value.items())
        return f"{{ {', '.join(pairs)} }}"
    return json.dumps(value, ensure_ascii=False)


def _table(scores: dict[str, Score]) -> str:
    total = Score()
    lines = ["rule    found for the right reason   named   false alarms   told undecided"]
    for rule, score in [*sorted(scores.items()), ("all", total)]:
        lines.append(
            f"{rule:6}  {score.found:4} of {score.wrong:<4}               {score.named:4}"
            f"   {score.alarms:4} of {score.right:<4}   {score.said:4} of {score.open}"
        )
        for name in ("wrong", "named", "found", "right", "alarms", "open", "said"):
            setattr(total, name, getattr(total, name) + getattr(score, name))
    return "\n".join(lines)


def main(argv: list[str]) -> int:
    """Score the command; the status is 0 if every case is as expected."""
    parser = argparse.ArgumentParser(description="Score a checker on the conformance cases.")
    parser.add_argument("--rule", action="append", default=[], help="only this rule (repeatable)")
    parser.add_argument("--failures", action="store_true", help="list every case not as expected")
    parser.add_argument(
        "command", nargs="+", help="command with {report} {previous} {profile} {peers}"
    )
    args = parser.parse_args(argv)
    scores: dict[str, Score] = defaultdict(Score)
    chosen = list(cases(args.rule))
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for case, entry in zip(chosen, pool.map(partial(_run, args.command), chosen), strict=True):
            judge(case, entry, scores[case["id"].split("/")[0]])
    print(_table(scores))  # noqa: T201  this is what the runner is for
    failures = [name for score in scores.values() for name in score.failures]
    if args.failures:
        print("\n".join(failures))  # noqa: T201
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
