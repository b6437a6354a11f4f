"""What is written can be read back: every kind of file gives the same report."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import reportkit as rk
import samples

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("suffix", [".html", ".docx", ".pdf", ".json"])
@pytest.mark.parametrize("make", [samples.filled, samples.last_year, samples.trial])
def test_the_same_report_comes_back(make: object, suffix: str, tmp_path: Path) -> None:
    report = make()  # type: ignore[operator]
    assert rk.load(rk.export(report, tmp_path / f"a{suffix}")) == report


@pytest.mark.parametrize("suffix", [".html", ".docx", ".pdf"])
def test_blank_slash_and_large_figures_come_back(suffix: str, tmp_path: Path) -> None:
    report = samples.filled().replace(
        {
            "t2.rule.issued": "",
            "t2.rule.valid": "/",
            "t2.permit": 11398889,
            "t3.R1.nat": 12345678901,
            "t3.R4.oth": "",
            "t4.C.open": "—",
        }
    )
    back = rk.load(rk.export(report, tmp_path / f"a{suffix}"))
    assert back.values == report.values
