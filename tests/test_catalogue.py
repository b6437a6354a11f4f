"""The catalogue: every rule of the field once, whether it can be run or not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import samples
from reportkit import catalogue as module
from reportkit.catalogue import AREAS, CERTAINTY, NEEDS, catalogue
from reportkit.check import check
from reportkit.report import Organ
from reportkit.rules import RULES, waiting

ROOT = Path(__file__).parents[1]
COUNTS = {"ST": 13, "T2": 8, "T3": 10, "T4": 5, "CY": 6, "NA": 19, "DT": 7, "PV": 6, "WD": 10, "AG": 6}  # fmt: skip
FIELD = {f"{area}-{no:02}" for area, count in COUNTS.items() for no in range(1, count + 1)}
WAITING = {f"AG-{no:02}" for no in range(1, 7)}


def _withdrawn() -> set[str]:
    """Return the ids that a decision withdraws or merges: rows ``| ST-99 | withdrawn | why |``."""
    pages = (ROOT / "docs" / "decisions").glob("*.md")
    text = "\n".join(page.read_text(encoding="utf-8") for page in pages)
    return set(re.findall(r"^\| ([A-Z]\w-\d\d) \| (?:withdrawn|merged)", text, re.MULTILINE))


def test_the_rules_of_the_field_are_ninety():
    assert len(FIELD) == 90
    assert list(COUNTS) == list(AREAS)


def test_every_rule_of_the_field_is_there_once_or_withdrawn_for_a_reason():
    assert set(catalogue()) | _withdrawn() >= FIELD
    assert not set(catalogue()) & _withdrawn()


def test_every_rule_that_runs_is_in_the_catalogue_and_every_other_waits():
    assert {rule.id for rule in RULES} | {entry.id for entry in waiting()} == set(catalogue())
    assert {entry.id for entry in waiting()} == WAITING


@pytest.mark.parametrize("entry", catalogue().values(), ids=catalogue())
def test_an_entry_tells_everything(entry):
    texts = (entry.statement, entry.why, entry.basis, entry.cause, entry.fix, entry.wrong, entry.right)  # fmt: skip
    assert all(texts)
    assert entry.certainty in CERTAINTY
    assert set(entry.needs) | set(entry.helps) <= set(NEEDS)
    assert {Organ(kind) for kind in entry.organs} <= set(Organ)
    assert entry.statement.endswith("。")


def test_what_waits_needs_what_a_single_report_cannot_give():
    assert all(entry.needs for entry in waiting())


@pytest.mark.parametrize("kind", [Organ.GOVERNMENT, None])
def test_rules_on_sums_are_never_passed(kind):
    report = samples.filled().replace(kind=kind)
    told = {item.rule: item.needs for item in check(report).not_assessable}
    assert set(told) >= WAITING
    assert "下级单位的报告" in told["AG-01"]
    assert not {item.rule for item in check(report)} & WAITING


def test_a_department_is_not_asked_for_units_it_does_not_have():
    told = {item.rule for item in check(samples.filled()).not_assessable}
    assert not told & WAITING


def test_an_entry_twice_is_refused(tmp_path, monkeypatch):
    for name in ("a", "b"):
        (tmp_path / f"{name}.toml").write_text(
            'area = "x"\n[[rule]]\nid = "ST-01"\nseverity = "info"\nstatement = "x"\nbasis = "x"\n'
            'certainty = "law"\ncause = "x"\nfix = "x"\nwrong = "x"\nright = "x"\n'
        )
    monkeypatch.setattr(module, "_FOLDER", tmp_path)
    with pytest.raises(ValueError, match="twice"):
        catalogue.__wrapped__()
