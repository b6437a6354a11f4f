"""The command line around a release: export with its options, many files, package and verify."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

import reportkit as rk
import samples
from reportkit import store
from reportkit.cli import main

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def sound(tmp_path: Path) -> str:
    return str(store.save(samples.filled(), tmp_path / "好.json"))


@pytest.fixture
def broken(tmp_path: Path) -> str:
    return str(store.save(samples.filled().replace({"t4.A.total": 2}), tmp_path / "错.json"))


def test_the_fonts_that_stand_in_are_named_after_a_pdf(
    sound: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lacking = {
        "仿宋_GB2312": "Noto Serif SC",
        "楷体_GB2312": "Noto Serif SC",
        "黑体": "Noto Sans SC",
    }
    monkeypatch.setattr("reportkit.cli._export.stand_ins", lambda: lacking)
    assert main(["export", sound, "-o", str(tmp_path / "a.pdf")]) == 0
    assert capsys.readouterr().out.splitlines()[1:] == [
        "电脑上没有仿宋_GB2312、楷体_GB2312，用 Noto Serif SC 代替；没有黑体，用 Noto Sans SC 代替。"
    ]
    assert main(["export", sound, "-o", str(tmp_path / "a.html")]) == 0
    assert "代替" not in capsys.readouterr().out


def test_a_page_for_the_portal_has_no_page_around_it(sound: str, tmp_path: Path) -> None:
    assert main(["export", sound, "-o", str(tmp_path / "a.html"), "--portal"]) == 0
    assert (tmp_path / "a.html").read_text(encoding="utf-8-sig").startswith("<div style=")


def test_charts_are_added_when_asked_for(sound: str, tmp_path: Path) -> None:
    previous = str(store.save(samples.last_year(), tmp_path / "上年.json"))
    words = ["export", sound, "-o", str(tmp_path / "a.html"), "--appendix", "--previous", previous]
    assert main(words) == 0
    assert (tmp_path / "a.html").read_text(encoding="utf-8").count("<svg") == 5


def test_a_template_is_used(sound: str, tmp_path: Path) -> None:
    (tmp_path / "report.css").write_text("main { color: #123456; }", encoding="utf-8")
    words = ["export", sound, "-o", str(tmp_path / "a.html"), "--template", str(tmp_path)]
    assert main(words) == 0
    assert "#123456" in (tmp_path / "a.html").read_text(encoding="utf-8")


def test_many_files_go_into_a_folder_with_progress(
    sound: str, broken: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "成品"
    assert main(["export", sound, broken, "-o", str(folder), "--to", "docx,html"]) == 0
    assert sorted(p.name for p in folder.iterdir()) == ["好.docx", "好.html", "错.docx", "错.html"]
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == ["1/2", "2/2"]


@pytest.mark.parametrize(
    ("second", "more", "status"),
    [("错.json", ["--release"], 3), ("错.json", [], 0), ("没有.json", ["--release"], 2)],
)
@pytest.mark.usefixtures("broken")
def test_the_worst_of_many_files_decides(
    second: str, more: list[str], status: int, sound: str, tmp_path: Path
) -> None:
    words = ["export", sound, str(tmp_path / second), "-o", str(tmp_path / "成品"), "--to", "html"]
    assert main([*words, *more]) == status
    assert (tmp_path / "成品" / "好.html").exists()


@pytest.mark.parametrize(
    "more", [["-o", "a.pdf"], ["-o", "成品", "--portal"], ["-o", "成品", "--to", "doc"]]
)
def test_what_many_files_cannot_have_is_one_sentence(
    more: list[str], sound: str, broken: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", sound, broken, *more]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_package_is_made_and_verified(
    sound: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = str(tmp_path / "报送.zip")
    assert main(["package", sound, "-o", target]) == 0
    assert main(["verify", target]) == 0
    out = capsys.readouterr().out
    assert "核对通过：文件齐全，没有被改动。" in out
    assert "清单校验码：" in out


def test_a_report_with_errors_is_not_packed_unless_as_a_draft(
    broken: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "报送.zip"
    assert main(["package", broken, "-o", str(target)]) == 3
    assert "T4-01" in capsys.readouterr().err
    assert not target.exists()
    assert main(["package", broken, "-o", str(target), "--draft"]) == 0
    assert main(["verify", str(target)]) == 0
    assert "这是草稿" in capsys.readouterr().out


def test_an_error_across_years_stops_a_package(sound: str, tmp_path: Path) -> None:
    last = samples.last_year().replace({"t3.R4.nat": 5, "t3.R4.tot": 5})
    previous = str(store.save(last, tmp_path / "上年.json"))
    found = [item.severity.value for item in rk.check(samples.filled(), previous=last)]
    status = main(["package", sound, "-o", str(tmp_path / "a.zip"), "--previous", previous])
    assert "error" in found
    assert status == 3


def test_a_changed_package_is_told_and_ends_with_1(
    sound: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "报送.zip"
    main(["package", sound, "-o", str(target)])
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("多余.txt", "x")
    capsys.readouterr()
    assert main(["verify", str(target)]) == 1
    out = capsys.readouterr().out
    assert "多出清单以外的文件“多余.txt”" in out
    assert "核对没有通过：1处问题。" in out


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"<html>"])
def test_what_is_no_package_ends_with_2(
    content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.zip").write_bytes(content)
    assert main(["verify", str(tmp_path / "a.zip")]) == 2
    assert capsys.readouterr().err.count("\n") == 1
