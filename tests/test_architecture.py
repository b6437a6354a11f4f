"""Promises about the whole tree: what imports what, what is public, what is clean."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import reportkit

ROOT = Path(__file__).parents[1]
SRC = ROOT / "src" / "reportkit"
MODULES = sorted(SRC.rglob("*.py"))
NOTEBOOKS = sorted((ROOT / "notebooks").rglob("*.ipynb"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

_LOADED = """
import sys
before = set(sys.modules)
{}
print("\\n".join(sorted({{name.split(".")[0] for name in set(sys.modules) - before}})))
"""


def _newly_imported(code: str) -> set[str]:
    """Return the top-level modules that `code` loads in a fresh process."""
    run = subprocess.run(
        [sys.executable, "-I", "-c", _LOADED.format(code)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return set(run.stdout.split())


def test_import_contracts_hold():
    run = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout


@pytest.mark.parametrize("code", ["import reportkit", "import reportkit.cli._parser"])
def test_the_core_loads_the_standard_library_only(code):
    assert _newly_imported(code) - set(sys.stdlib_module_names) == {"reportkit"}


def test_checking_a_report_loads_the_standard_library_only():
    code = (
        "import reportkit; from reportkit import form; from reportkit.report import Report\n"
        "reportkit.check(Report.empty(form.load('2021'), year=2023))"
    )
    assert _newly_imported(code) - set(sys.stdlib_module_names) == {"reportkit"}


def test_the_public_names_are_few_and_exist():
    assert len(reportkit.__all__) <= 16
    assert reportkit.__all__ == sorted(set(reportkit.__all__), key=reportkit.__all__.index)
    for name in reportkit.__all__:
        assert getattr(reportkit, name) is not None


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SRC)))
def test_modules_and_functions_stay_small(path):
    """At most 500 lines a module and 80 a function; ruff sees to the docstrings."""
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 500
    functions = (n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.FunctionDef))
    assert [f.name for f in functions if f.end_lineno - f.lineno >= 80] == []


def test_no_module_has_a_name_that_says_nothing():
    banned = {"utils", "helpers", "common", "misc", "manager", "service", "handler", "factory",
              "base", "data", "info", "process"}  # fmt: skip
    assert not {path.stem.lstrip("_") for path in MODULES} & banned


def test_extras_bring_nothing_that_is_not_declared_with_the_package():
    """One list of dependencies: an extra repeats entries of the package's own."""
    own = {re.split(r"[<>=]", item)[0] for item in PROJECT["project"]["dependencies"]}
    extras = PROJECT["project"]["optional-dependencies"]
    for name in set(extras) - {"app", "ocr", "dev", "all"}:
        assert {re.split(r"[<>=]", item)[0] for item in extras[name]} <= own


def test_every_extra_that_an_error_message_names_exists():
    named = set()
    for path in MODULES:
        text = path.read_text(encoding="utf-8")
        named |= set(re.findall(r'extra="(\w+)"', text)) | set(
            re.findall(r"reportkit\[(\w+)\]", text)
        )
    assert named <= set(PROJECT["project"]["optional-dependencies"])


def test_environment_yml_repeats_no_python_package():
    text = (ROOT / "environment.yml").read_text(encoding="utf-8")
    assert f"python {PROJECT['project']['requires-python']}\n" in text
    pip = text.split("pip:", 1)[1]
    assert pip.split() == ["-", "--editable", ".[all]"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebooks_are_thin_and_clean(path):
    book = json.loads(path.read_text(encoding="utf-8"))
    code = [cell for cell in book["cells"] if cell["cell_type"] == "code"]
    assert "widgets" not in book["metadata"]
    for cell in code:
        assert cell["outputs"] == []
        assert cell["execution_count"] is None
        assert len(cell["source"]) <= 8
        assert not re.search(r"^\s*(def|class) ", "".join(cell["source"]), re.MULTILINE)


def test_there_is_a_notebook():
    assert NOTEBOOKS


def test_the_change_log_has_an_unreleased_part():
    assert "## [Unreleased]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
