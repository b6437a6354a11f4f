"""Many reports at once: each in its own files, and a bad one never stops the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import reportkit as rk
import samples
from reportkit import store
from reportkit.errors import ExportError
from reportkit.exporters import export, export_many

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def reports(tmp_path: Path) -> list[Path]:
    """Save three good reports and, between them, a broken file."""
    made = [store.save(samples.filled(), tmp_path / f"{name}.json") for name in "甲乙丙"]
    (tmp_path / "坏.json").write_text("{", encoding="utf-8")
    return [*made[:2], tmp_path / "坏.json", made[2]]


@pytest.mark.parametrize("processes", [1, 2])
def test_each_report_is_written_and_a_bad_file_is_a_row(
    processes: int, reports: list[Path], tmp_path: Path
) -> None:
    rows = list(export_many(reports, tmp_path / "成品", processes=processes))
    assert [row.error is None for row in rows] == [True, True, False, True]
    assert "坏.json" in (rows[2].error or "")
    names = sorted(path.name for path in (tmp_path / "成品").iterdir())
    assert names == ["丙.docx", "丙.pdf", "乙.docx", "乙.pdf", "甲.docx", "甲.pdf"]


def test_the_files_are_those_of_a_single_export(reports: list[Path], tmp_path: Path) -> None:
    (row,) = export_many(reports[:1], tmp_path / "成品", (".docx",))
    single = export(samples.filled(), tmp_path / "a.docx")
    assert row.files[0].read_bytes() == single.read_bytes()


def test_a_refused_release_is_told(tmp_path: Path) -> None:
    path = store.save(samples.filled().replace({"t3.R1.nat": 9}), tmp_path / "a.json")
    (row,) = export_many([path], tmp_path / "成品", (".html",), release=True)
    assert row.refused
    assert "T3-01" in (row.error or "")


def test_the_same_name_in_two_folders_makes_two_files(tmp_path: Path) -> None:
    for name in ("甲局", "乙局"):
        (tmp_path / name).mkdir()
        store.save(samples.filled(), tmp_path / name / "report.json")
    sources = [tmp_path / name / "report.json" for name in ("甲局", "乙局")]
    rows = list(export_many(sources, tmp_path / "成品", (".html",)))
    assert [row.files[0].name for row in rows] == ["甲局-report.html", "乙局-report.html"]


def test_two_sources_of_one_name_are_refused(reports: list[Path], tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="同一个文件"):
        export_many([reports[0], reports[0]], tmp_path / "成品")


def test_an_unknown_ending_is_refused_before_anything_is_written(
    reports: list[Path], tmp_path: Path
) -> None:
    with pytest.raises(ExportError, match=r"“\.doc”"):
        export_many(reports, tmp_path / "成品", (".doc",))
    assert not (tmp_path / "成品").exists()


def test_what_was_written_is_read_back(reports: list[Path], tmp_path: Path) -> None:
    (row,) = export_many(reports[:1], tmp_path / "成品")
    assert [rk.load(path) == samples.filled() for path in row.files] == [True, True]
