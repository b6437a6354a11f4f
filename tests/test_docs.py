"""The documentation is true: its commands can be typed, its links lead somewhere."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import pytest

import reportkit
from reportkit.cli._parser import COMMANDS, parse
from reportkit.profile import Profile

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def _blocks(language: str) -> list[str]:
    pages = (path.read_text(encoding="utf-8") for path in PAGES)
    return [body for page in pages for kind, body in _BLOCK.findall(page) if kind == language]


def _lines() -> list[str]:
    return sorted({line for block in _blocks("console") for line in block.splitlines()})


@pytest.mark.parametrize("line", [line for line in _lines() if line.startswith("reportkit ")])
def test_every_command_of_the_documentation_can_be_typed(line):
    assert parse(shlex.split(line)[1:]).command in COMMANDS


@pytest.mark.parametrize("line", [line for line in _lines() if line.startswith("scripts/")])
def test_every_script_of_the_documentation_is_there(line):
    assert (ROOT / line.split()[0]).stat().st_mode & 0o111


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_somewhere(path):
    links = re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8"))
    assert [link for link in links if "//" not in link and not (path.parent / link).exists()] == []


def test_every_page_is_reached_from_the_index():
    text = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    pages = (path.relative_to(ROOT / "docs") for path in PAGES if path.parent != ROOT)
    # The pages of the rules are generated together with an index of their own.
    text += "".join(f"rules/{path.name}" for path in (ROOT / "docs" / "rules").glob("*.md"))
    assert [str(page) for page in pages if page.name != "index.md" and str(page) not in text] == []


def test_the_profile_of_the_documentation_is_accepted():
    for block in _blocks("toml"):
        Profile(**tomllib.loads(block))


def test_the_python_of_the_readme_uses_public_names_only():
    used = {name for block in _blocks("python") for name in re.findall(r"\brk\.(\w+)", block)}
    assert used
    assert used <= set(reportkit.__all__)
