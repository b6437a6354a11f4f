"""The conformance suite: up to date, large enough, and passed by reportkit itself."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from reportkit import results, store
from reportkit.check import check
from reportkit.loading import load
from reportkit.profile import Profile
from reportkit.profile import load as load_profile
from reportkit.results import Checked
from reportkit.rules import RULES

ROOT = Path(__file__).parents[1]


def _module(path: str):
    name = f"suite_{Path(path).stem}"
    spec = importlib.util.spec_from_file_location(name, ROOT / path)
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


run = _module("conformance/run.py")
CASES = list(run.cases())


def test_the_cases_are_those_of_the_tests():
    """If this fails, run scripts/docs."""
    files = _module("scripts/conformance.py").written()
    there = {path.name: path.read_text(encoding="utf-8") for path in run.CASES.glob("*.jsonl")}
    assert sorted(there) == sorted(files)
    assert [name for name, text in files.items() if there[name] != text] == []


@pytest.mark.parametrize("rule", [rule.id for rule in RULES])
def test_every_automatic_rule_has_eight_cases(rule):
    told = [case["expect"]["verdict"] for case in CASES if case["id"].split("/")[0] == rule]
    counts = Counter(told)
    assert counts["fault"] >= 4
    assert counts["silent"] >= 4


def test_every_case_is_whole():
    for case in CASES:
        assert case["says"]
        assert ("report" in case) != ("page" in case)
        assert case["expect"]["verdict"] in {"fault", "silent", "undecided"}
    assert len({case["id"] for case in CASES}) == len(CASES)


def _ours(case, folder: Path) -> dict:
    if "page" in case:
        (folder / "a.html").write_text(case["page"], encoding="utf-8")
        report = load(folder / "a.html")
    else:
        report = store.from_dict(case["report"])
    previous = store.from_dict(case["previous"]) if "previous" in case else None
    peers = tuple(store.from_dict(peer) for peer in case.get("peers", ()))
    profile = Profile(**case.get("profile", {}))
    found = check(report, previous=previous, profile=profile, peers=peers)
    return results.to_dict([Checked(file="a", report=report, findings=found)])["reports"][0]


def test_reportkit_passes_every_case(tmp_path):
    scores = defaultdict(run.Score)
    for case in CASES:
        run.judge(case, _ours(case, tmp_path), scores[case["id"].split("/")[0]])
    assert [name for score in scores.values() for name in score.failures] == []


def _command(tmp_path, code: str) -> list[str]:
    script = tmp_path / "checker.py"
    script.write_text(code, encoding="utf-8")
    return ["--rule", "T4-01", "--failures", "--", sys.executable, str(script), "{report}"]


def test_a_command_that_finds_all_passes(capsys):
    code = "import sys; from reportkit.cli import main; sys.exit(main(sys.argv[1:]))"
    words = [sys.executable, "-c", code, "check", "{report}", "--previous", "{previous}"]
    status = run.main(["--rule", "T4-01", "--", *words, "--format", "json"])
    assert status == 0, capsys.readouterr().out


def test_a_command_that_says_nothing_finds_nothing(tmp_path, capsys):
    assert run.main(_command(tmp_path, "print('{\"reports\": [{}]}')")) == 1
    assert "   0 of 4 " in capsys.readouterr().out


def test_the_rule_alone_is_not_the_right_reason(tmp_path, capsys):
    finding = {"rule": "T4-01", "cells": ["t2.fee"], "quote": None}
    code = f"print({json.dumps({'reports': [{'findings': [finding] * 3}]})!r})"
    assert run.main(_command(tmp_path, code)) == 1
    line = next(x for x in capsys.readouterr().out.splitlines() if x.startswith("T4-01"))
    assert line.split()[1:5] == ["0", "of", "4", "4"]


def test_a_command_that_fails_is_not_silent(tmp_path, capsys):
    assert run.main(_command(tmp_path, "raise SystemExit('坏了')")) == 1
    shown = capsys.readouterr().out
    assert shown.count("坏了") == sum(case["id"].startswith("T4-01/") for case in CASES)


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"report": "r"}, ["check", "r", "--format", "json"]),
        ({"report": "r", "previous": "p"}, ["check", "r", "--previous", "p", "--format", "json"]),
    ],
)
def test_a_file_that_a_case_lacks_takes_its_option_along(files, words):
    command = ["check", "{report}", "--previous", "{previous}", "--format", "json"]
    assert run._words(command, files) == words


def test_a_profile_becomes_a_file_that_can_be_read(tmp_path):
    data = {"carried_share": 0.5, "topics": {"重点 领域": ["教育"]}, "rules_off": ["T4-01"]}
    path = tmp_path / "p.toml"
    path.write_text(run._toml(data), encoding="utf-8")
    assert dict(load_profile(path).topics) == {"重点 领域": ("教育",)}
