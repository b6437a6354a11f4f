"""Rules as pages, as one table and as the text behind 为什么."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reportkit.catalogue import catalogue
from reportkit.cli import main
from reportkit.views.rule_pages import as_json, as_markdown, as_text, page, pages, parts, why

DOCS = Path(__file__).parents[2] / "docs" / "rules"


def test_the_pages_of_the_documentation_are_those_of_the_catalogue():
    """If this fails, run scripts/docs."""
    there = {path.name: path.read_text(encoding="utf-8") for path in DOCS.glob("*.md")}
    assert sorted(there) == sorted(pages())
    assert [name for name, text in pages().items() if there[name] != text] == []


@pytest.mark.parametrize("entry", catalogue().values(), ids=catalogue())
def test_a_page_tells_everything_in_order(entry):
    heads = [line.removeprefix("## ") for line in page(entry).splitlines() if line[:3] == "## "]
    assert heads == [
        "说明", "为什么", "法律依据", "错误示例", "正确示例", "怎么改", "常见成因", "需要什么资料",
    ]  # fmt: skip


def test_the_legal_basis_says_how_certain_it_is():
    said = dict(parts(catalogue()["DT-02"]))["法律依据"]
    assert "第四十九条" in said
    assert "逐字核对" in said


def test_the_notebook_says_the_same_as_the_page():
    shown = why("T3-01")
    assert all(text in shown for _, text in parts(catalogue()["T3-01"]))
    assert "不能以说明理由代替" in shown


def test_text_cannot_become_markup():
    entry = catalogue()["T2-05"]
    odd = type(entry)(**{**{s: getattr(entry, s) for s in entry.__slots__}, "fix": "<b>|*"})
    assert "\\<b\\>\\|\\*" in page(odd)


@pytest.mark.parametrize("write", [as_text, as_markdown, as_json])
def test_every_rule_is_in_every_table(write):
    shown = write()
    assert [rule for rule in catalogue() if rule not in shown] == []


def test_the_json_says_which_rules_wait_for_their_input():
    rules = {rule["id"]: rule for rule in json.loads(as_json())["rules"]}
    assert rules["T3-01"]["assessable"] is True
    assert rules["AG-01"]["assessable"] is False
    assert rules["AG-01"]["needs"] == ["units"]


@pytest.mark.parametrize(("name", "start"), [("a.json", "{"), ("a.md", "# "), ("a.txt", "结构")])
def test_the_command_writes_by_the_ending_of_the_file(name, start, tmp_path):
    assert main(["rules", "-o", str(tmp_path / name)]) == 0
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)


def test_the_command_shows_the_table(capsys):
    assert main(["rules"]) == 0
    assert "T3-01　错误" in capsys.readouterr().out
