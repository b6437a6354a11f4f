"""``reportkit check`` in every format, and ``reportkit decide``: what goes where."""

from __future__ import annotations

import datetime
import json
import sys
from pathlib import Path

import pytest

import samples
from reportkit import store
from reportkit.cli import main

FORMATS = {
    "text": "。",
    "json": "reportkit/findings@1",
    "html": "<!DOCTYPE html>",
    "sarif": "2.1.0",
}


@pytest.fixture
def late(tmp_path) -> str:
    """Save a report that was published too late."""
    report = samples.filled().replace(published_on=datetime.date(2024, 2, 6))
    return str(store.save(report, tmp_path / "report.json"))


@pytest.fixture
def broken(tmp_path) -> str:
    return str(store.save(samples.filled().replace({"t4.A.total": 2}), tmp_path / "错.json"))


def _sentence(capsys) -> str:
    error = capsys.readouterr().err
    assert error.count("\n") == 1, error
    return error.strip()


# ---------------------------------------------------------------- formats


@pytest.mark.parametrize(("kind", "part"), FORMATS.items())
def test_every_format_goes_to_the_screen(kind, part, broken, capsys):
    assert main(["check", broken, "--format", kind]) == 1
    assert part in capsys.readouterr().out


@pytest.mark.parametrize("name", ["a.xlsx", "a.sarif", "a.html", "a.json", "a.txt"])
def test_the_ending_decides_the_format_for_several_files(name, late, broken, tmp_path, capsys):
    assert main(["check", late, broken, "-o", str(tmp_path / name)]) == 1
    assert (tmp_path / name).stat().st_size > 100
    assert name in capsys.readouterr().out


def test_excel_needs_a_file(broken, capsys):
    assert main(["check", broken, "--format", "xlsx"]) == 2
    assert "-o" in _sentence(capsys)


def test_several_files_are_shown_with_their_marked_reports(late, broken, tmp_path):
    main(["check", late, broken, "-o", str(tmp_path / "a.html")])
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert 'href="#r2-cell-t4.A.keep"' in page
    ids = [part.split('"', 1)[0] for part in page.split(' id="')[1:]]
    assert len(ids) == len(set(ids))


def test_a_terminal_is_told_how_far_the_check_has_come(broken, monkeypatch, capsys):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    main(["check", *[broken] * 12])
    assert "已检查 12/12 个文件" in capsys.readouterr().err


def test_a_file_or_pipe_is_not_told(broken, capsys):
    main(["check", *[broken] * 12])
    assert "已检查" not in capsys.readouterr().err


# ---------------------------------------------------------------- decisions


def test_a_finding_is_set_aside_and_no_longer_shown_as_a_fault(late, capsys):
    assert main(["decide", late, "DT-02", "--dismiss", "有延期批准", "--by", "法规股"]) == 0
    capsys.readouterr()
    assert main(["check", late]) == 1
    shown = capsys.readouterr().out
    assert "没有发现问题" in shown
    assert "核实无误（法规股，" in shown


def test_without_a_finding_all_are_listed_with_their_codes(late, capsys):
    assert main(["decide", late]) == 0
    code = capsys.readouterr().out.split("【")[0]
    assert len(code) == 16
    assert main(["decide", late, code[:6], "--confirm"]) == 0
    assert next(iter(store.load(late).decisions)) == code


def test_a_decision_is_withdrawn(late):
    main(["decide", late, "DT-02", "--comment", "待查"])
    assert main(["decide", late, "DT-02", "--withdraw"]) == 0
    assert store.load(late).decisions == {}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["DT-02"], "请写明处理意见"),
        (["DT-02", "--dismiss", " "], "要写明理由"),
        (["ST-01", "--confirm"], "没有“ST-01”这个问题"),
        (["DT-02", "--confirm", "--withdraw"], "不能同时写"),
    ],
)
def test_what_is_no_decision_is_one_sentence(words, said, late, capsys):
    before = Path(late).read_bytes()
    assert main(["decide", late, *words]) == 2
    assert said in _sentence(capsys)
    assert Path(late).read_bytes() == before


def test_a_rule_with_two_findings_asks_which(tmp_path, capsys):
    report = samples.filled().replace({"t4.A.total": 2, "t4.B.total": 1})
    file = str(store.save(report, tmp_path / "a.json"))
    assert main(["decide", file, "T4-01", "--confirm"]) == 2
    assert "有2处" in _sentence(capsys)


def test_a_release_tells_what_was_set_aside(late, tmp_path, capsys):
    report = samples.filled().replace(issued_on=datetime.date(2023, 1, 12))
    store.save(report, late)
    for line in _codes(late, capsys):
        main(["decide", late, line, "--dismiss", "签发单日期如此"])
    assert main(["export", late, "-o", str(tmp_path / "a.json"), "--release"]) == 0
    assert "经人工核实，没有改动" in capsys.readouterr().out
    assert "decisions" not in json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))


def _codes(file, capsys) -> list[str]:
    main(["decide", file])
    lines = capsys.readouterr().out.splitlines()
    return [line.split("【")[0] for line in lines if "【错误】" in line]
