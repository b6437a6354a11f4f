"""What is written can be read back: every kind of file gives the same report."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import layouts
import reportkit as rk
import samples
import shown

if TYPE_CHECKING:
    from pathlib import Path

    from reportkit.report import Report


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


SEEDS = 10  # half of them in each format


def _scattered(seed: int) -> Report:
    return layouts.scattered(samples.filled() if seed % 2 else samples.trial(), seed)


@pytest.mark.parametrize("suffix", [".html", ".docx", ".xlsx", ".pdf"])
@pytest.mark.parametrize("seed", range(SEEDS))
def test_any_figures_marks_and_blanks_come_back(seed: int, suffix: str, tmp_path: Path) -> None:
    report = _scattered(seed)
    assert rk.load(rk.export(report, tmp_path / f"a{suffix}")) == report


@pytest.mark.parametrize("suffix", [".html", ".docx", ".pdf"])
@pytest.mark.parametrize("seed", range(4))
def test_the_charts_behind_a_report_do_not_disturb_its_reading(
    seed: int, suffix: str, tmp_path: Path
) -> None:
    report = _scattered(seed)
    path = rk.export(report, tmp_path / f"a{suffix}", appendix=True, previous=samples.last_year())
    assert rk.load(path) == report


@pytest.mark.parametrize("suffix", [".html", ".docx", ".xlsx", ".pdf"])
@pytest.mark.parametrize(
    "name",
    [
        "乡镇",
        "县级政府（考核、评议、追责）",
        "11位数",
        "六位小数、斜杠、横线、空白",
        "每部分一句话",
        "网址、引号、字母",
        "正文二十页",
    ],
)
def test_different_reports_come_back(name: str, suffix: str, tmp_path: Path) -> None:
    report = shown.SHOWN[name]()
    assert rk.load(rk.export(report, tmp_path / f"a{suffix}")) == report


@pytest.mark.parametrize("suffix", [".html", ".docx", ".xlsx", ".pdf"])
def test_a_very_long_name_loses_no_figure(suffix: str, tmp_path: Path) -> None:
    report = shown.long_name()
    assert rk.load(rk.export(report, tmp_path / f"a{suffix}")).values == report.values


@pytest.mark.parametrize("suffix", [".html", ".docx", ".pdf"])
@pytest.mark.parametrize("length", [20, 24, 32, 40])
def test_a_title_of_several_lines_comes_back(length: int, suffix: str, tmp_path: Path) -> None:
    name = "青禾县经济技术开发区管理委员会自然资源和规划建设综合行政执法大队筹备工作领导小组办公室"
    name = name[: length - 1] + "局"
    report = samples.filled().replace(agency=name, title=f"{name}2023年政府信息公开工作年度报告")
    back = rk.load(rk.export(report, tmp_path / f"a{suffix}"))
    assert (back.title, back.agency) == (report.title, report.agency)
