"""Exporting: which file, whole or not at all, and never released with faults."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import reportkit as rk
import samples
from reportkit import store
from reportkit.errors import ExportError, StoreError
from reportkit.exporters import EXPORTERS, export
from reportkit.form import CellId
from reportkit.report import UNREAD, Report, Unread

if TYPE_CHECKING:
    from pathlib import Path

SIGNS = {
    ".html": b"<!DOCTYPE html>",
    ".pdf": b"%PDF-",
    ".docx": b"PK",
    ".json": b"{",
    ".xlsx": b"PK",
}


@pytest.mark.parametrize("suffix", EXPORTERS)
def test_each_ending_gives_its_kind_of_file(suffix: str, tmp_path: Path) -> None:
    path = export(samples.filled(), tmp_path / f"2023年报{suffix}")
    assert path.read_bytes().startswith(SIGNS[suffix])
    assert [found.name for found in tmp_path.iterdir()] == [f"2023年报{suffix}"]


@pytest.mark.parametrize("suffix", EXPORTERS)
def test_the_same_report_gives_the_same_bytes(suffix: str, tmp_path: Path) -> None:
    first = export(samples.filled(), tmp_path / f"a{suffix}").read_bytes()
    assert export(samples.filled(), tmp_path / f"b{suffix}").read_bytes() == first


@pytest.mark.parametrize("suffix", EXPORTERS)
def test_the_trial_form_is_exported_too(suffix: str, tmp_path: Path) -> None:
    assert export(samples.trial(), tmp_path / f"a{suffix}").stat().st_size > 1000


@pytest.mark.parametrize("suffix", EXPORTERS)
def test_an_empty_report_is_exported_too(suffix: str, tmp_path: Path) -> None:
    report = Report.empty(samples.filled().form)
    assert export(report, tmp_path / f"a{suffix}").exists()


def test_the_ending_may_be_in_capitals(tmp_path: Path) -> None:
    assert export(samples.filled(), tmp_path / "A.PDF").read_bytes().startswith(b"%PDF-")


def test_an_unknown_ending_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"“a\.doc”.*\.pdf、\.docx"):
        export(samples.filled(), tmp_path / "a.doc")


def test_a_saved_report_can_be_exported_by_its_path(tmp_path: Path) -> None:
    source = store.save(samples.filled(), tmp_path / "report.json")
    one = export(source, tmp_path / "a.html").read_bytes()
    assert one == export(samples.filled(), tmp_path / "b.html").read_bytes()


def test_json_is_the_saved_report(tmp_path: Path) -> None:
    assert store.load(export(samples.filled(), tmp_path / "a.json")) == samples.filled()


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="没有保存成功"):
        export(samples.filled(), tmp_path / "none" / "a.html")


def test_a_sound_report_is_released(tmp_path: Path) -> None:
    assert export(samples.filled(), tmp_path / "a.html", release=True).exists()


def test_a_report_with_errors_is_not_released(tmp_path: Path) -> None:
    report = samples.filled().replace({"t3.R1.nat": 9})
    with pytest.raises(ExportError, match="T3-01") as caught:
        export(report, tmp_path / "a.html", release=True)
    assert caught.value.refused
    assert not list(tmp_path.iterdir())


def test_a_report_with_unread_rows_is_not_released(tmp_path: Path) -> None:
    report = samples.filled()
    values = {**report.values, CellId("t3.R2.nat"): UNREAD}
    row = Unread(table="t3", row="R2", reason="少了一格")
    report = dataclasses.replace(report, values=values, unread=(row,))
    with pytest.raises(ExportError, match="表三“上年结转”") as caught:
        export(report, tmp_path / "a.html", release=True)
    assert caught.value.refused


def test_a_report_with_unread_cells_is_not_released(tmp_path: Path) -> None:
    """Even where no row is named as unread."""
    report = samples.filled()
    report = dataclasses.replace(report, values={**report.values, CellId("t3.R2.nat"): UNREAD})
    with pytest.raises(ExportError, match="没有读出"):
        export(report, tmp_path / "a.html", release=True)


def test_warnings_do_not_stop_a_release(tmp_path: Path) -> None:
    report = samples.filled().replace({"t2.rule.valid": "/"})
    assert [finding.severity.value for finding in rk.check(report)] == ["warning"]
    assert export(report, tmp_path / "a.html", release=True).exists()


def test_an_unknown_ending_is_no_refusal(tmp_path: Path) -> None:
    with pytest.raises(ExportError) as caught:
        export(samples.filled(), tmp_path / "a", release=True)
    assert not caught.value.refused


def test_a_draft_is_written_without_loading_any_rule(tmp_path: Path) -> None:
    """The rules are most of the start-up, and nobody asked for a check."""
    source = store.save(samples.filled(), tmp_path / "report.json")
    code = f"""
import sys
from reportkit.cli import main
main(["export", {str(source)!r}, "-o", {str(tmp_path / "a.pdf")!r}])
print([name for name in sys.modules if name.startswith(("reportkit.rules", "multiprocessing"))])
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines()[-1] == "[]"
