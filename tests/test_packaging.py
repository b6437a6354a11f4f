"""The wheel, built offline and installed elsewhere, has everything that is not code as well."""

from __future__ import annotations

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "reportkit"
pytest.importorskip("hatchling")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """Build the wheel with what is installed here, without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    words = ["-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    run = subprocess.run([sys.executable, *words], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def elsewhere(wheel, tmp_path_factory) -> Path:
    """Install the wheel, and nothing else, into a fresh environment; return its Python."""
    folder = tmp_path_factory.mktemp("elsewhere")
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    words = ["-m", "pip", "install", "--quiet", "--no-deps", "--no-index", str(wheel)]
    subprocess.run([python, *words], check=True, cwd=folder)
    return python


def _data_files() -> set[str]:
    """Return every file of the package that is not code, as the wheel names it."""
    return {
        str(path.relative_to(PACKAGE.parent))
        for path in PACKAGE.rglob("*")
        if path.is_file() and path.suffix not in {".py", ".pyc"}
    }


def test_the_wheel_has_every_data_file(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    files = _data_files()
    assert files <= names, files - names
    kinds = {Path(name).parts[1] for name in files}
    assert {"forms", "schemas", "examples", "rules", "py.typed"} <= kinds


def test_an_installed_program_hands_out_the_lessons(elsewhere, tmp_path):
    code = "import sys; from reportkit.lessons._lesson import copy_notebooks; copy_notebooks(sys.argv[1])"
    subprocess.run([elsewhere, "-c", code, tmp_path / "课程"], check=True, cwd=tmp_path)
    source = {path.name for path in (ROOT / "notebooks" / "lessons").glob("*.ipynb")}
    assert {path.name for path in (tmp_path / "课程").iterdir()} == source


def test_the_wheel_has_the_nbconvert_template(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    place = "data/share/jupyter/nbconvert/templates/reportkit/"
    for path in (ROOT / "templates" / "reportkit").iterdir():
        assert any(name.endswith(place + path.name) for name in names), path.name
    assert any(name.endswith(place + "conf.json") for name in names)


def test_the_wheel_has_nothing_else(wheel):
    """No tests, notebooks or workplace files slip in."""
    tops = {name.split("/")[0].split("-")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert tops == {"reportkit"}


def test_the_wheel_announces_commands_and_exporters(wheel):
    archive = zipfile.ZipFile(wheel)
    name = next(name for name in archive.namelist() if name.endswith("entry_points.txt"))
    text = archive.read(name).decode()
    for word in ("reportkit", "jupyter-reportkit", "report_html", "report_pdf", "report_docx"):
        assert f"{word} = " in text


def test_the_installed_core_works_without_any_other_package(elsewhere, tmp_path):
    code = (
        "import reportkit, reportkit.form as form, reportkit.rules as rules\n"
        "from reportkit.report import Report\n"
        "report = Report.empty(form.load('2021'), year=2023)\n"
        "assert 'site-packages' in reportkit.__file__\n"
        "print(len(report.cells), len(form.load('2019').equations), len(reportkit.check(report)) > 0)"
    )
    run = subprocess.run(
        [elsewhere, "-I", "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert run.stdout.split() == ["200", "40", "True"]


def test_the_installed_command_reads_and_checks_the_example(elsewhere, tmp_path):
    command = elsewhere.with_name("reportkit")
    package = next(elsewhere.parents[1].glob("lib/python*/site-packages/reportkit"))
    example = next((package / "examples").glob("*2023.txt"))
    run = subprocess.run(
        [command, "check", example, "--format", "json"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 1, run.stderr
    assert '"status": "checked"' in run.stdout
