"""The command line as people and scripts meet it: output, exit status, complaints."""

from __future__ import annotations

import dataclasses
import json
import random
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

import reportkit
import samples
from reportkit import store
from reportkit.cli import main
from reportkit.cli._parser import COMMANDS
from reportkit.examples import PATH as EXAMPLE
from reportkit.examples import PREVIOUS as LAST_YEAR
from reportkit.report import UNREAD, Unread

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00"


@pytest.fixture
def sound(tmp_path) -> str:
    return str(store.save(samples.filled(), tmp_path / "好.json"))


@pytest.fixture
def broken(tmp_path) -> str:
    report = samples.filled().replace({"t4.A.total": 2})
    return str(store.save(report, tmp_path / "错.json"))


@pytest.fixture
def partial(tmp_path) -> str:
    """Save a report in which one row could not be read."""
    report = samples.filled()
    values = report.values | dict.fromkeys(report.tables["t3"].row_cells("R3_6_3"), UNREAD)
    unread = (Unread(table="t3", row="R3_6_3", reason="没有找到这一行"),)
    return str(
        store.save(dataclasses.replace(report, values=values, unread=unread), tmp_path / "缺.json")
    )


def _sentence(capsys) -> str:
    """Return what stands on stderr: one line, Chinese, no traceback."""
    error = capsys.readouterr().err
    assert error.count("\n") == 1, error
    assert "Traceback" not in error
    assert any("\u4e00" <= letter <= "\u9fff" for letter in error)
    return error.strip()


# ---------------------------------------------------------------- words and help


def test_version(capsys):
    with pytest.raises(SystemExit, match="0"):
        main(["--version"])
    assert capsys.readouterr().out == f"reportkit {reportkit.__version__}\n"


@pytest.mark.parametrize("command", [[], *([name] for name in COMMANDS)])
def test_help_is_chinese(command, capsys):
    with pytest.raises(SystemExit, match="0"):
        main([*command, "--help"])
    shown = capsys.readouterr().out
    assert shown.startswith("用法：reportkit")
    assert not any(word in shown for word in ("usage", "options", "positional", "show this"))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "请说明要做什么"),
        (["chek", "a"], "没有“chek”这个命令。您要的是不是 check？"),
        (["check"], "缺少：文件"),
        (["check", "a", "--format", "xml"], "--format 不能是“xml”，只能是 text、json、html"),
        (["check", "a", "--published", "一月"], "日期应写成“2024-01-22”这样，现在是“一月”"),
        (["export", "a"], "缺少：-o"),
        (["export", "a", "-o"], "-o 后面要写上内容"),
        (["read", "a", "--fast"], "不认识“--fast”"),
        (["new", "a", "--agency", "某局", "--year", "今年"], "--year 应当是数字"),
        (["new", "a", "--agency", "某局", "--year", "2023", "--kind", "局"], "只能是 department"),
        (["new", "a", "--agency", " ", "--year", "2023"], "单位名称不能为空"),
    ],
)
def test_wrong_usage_is_one_chinese_sentence(words, said, capsys):
    assert main(words) == 2
    assert said in _sentence(capsys)


# ---------------------------------------------------------------- check


def test_a_sound_report_gives_status_0(sound):
    assert main(["check", sound]) == 0


def test_an_error_gives_status_1_and_both_sides_in_words(broken, capsys):
    assert main(["check", broken]) == 1
    assert "而总计填2，差1" in capsys.readouterr().out


def test_an_unread_row_gives_status_1(partial, capsys):
    assert main(["check", partial, "--format", "json"]) == 1
    row = json.loads(capsys.readouterr().out)["reports"][0]
    assert [unread["row"] for unread in row["unread"]] == ["R3_6_3"]


def test_warnings_alone_give_status_0(sound, tmp_path, capsys):
    last = samples.last_year().replace({"t2.norm.valid": 20})
    previous = str(store.save(last, tmp_path / "上年.json"))
    assert main(["check", sound, "--previous", previous, "--format", "json"]) == 0
    summary = json.loads(capsys.readouterr().out)["summary"]
    assert summary["error"] == 0
    assert summary["warning"] >= 1


def test_many_files_an_unreadable_one_is_a_row_and_the_others_go_on(
    sound, broken, tmp_path, capsys
):
    empty = tmp_path / "空.txt"
    empty.touch()
    assert main(["check", broken, str(empty), sound, "--format", "json"]) == 2
    shown = capsys.readouterr()
    rows = json.loads(shown.out)["reports"]
    assert [row["status"] for row in rows] == ["checked", "unreadable", "checked"]
    assert rows[1]["error"] == shown.err.strip()


def test_json_fits_the_published_schema(sound, broken, partial, capsys):
    main(["check", sound, broken, partial, "没有.txt", "--format", "json"])
    path = Path(reportkit.__file__).parent / "schemas" / "findings-1.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(json.loads(capsys.readouterr().out))


def test_last_years_report_is_compared(sound, tmp_path, capsys):
    last = samples.last_year().replace({"t3.R4.nat": 5, "t3.R4.tot": 5})
    previous = str(store.save(last, tmp_path / "上年.json"))
    assert main(["check", sound, "--previous", previous]) == 1
    assert "CY-01" in capsys.readouterr().out


def test_among_many_files_last_years_report_is_held_against_its_own_organ_only(
    sound, tmp_path, capsys
):
    other = samples.filled().replace(agency="青禾县水利局")
    last = samples.last_year().replace({"t3.R4.nat": 5, "t3.R4.tot": 5})
    paths = [str(store.save(r, tmp_path / f"{i}.json")) for i, r in enumerate((other, last))]
    main(["check", sound, paths[0], "--previous", paths[1], "--format", "json"])
    rows = json.loads(capsys.readouterr().out)["reports"]
    found = [{finding["rule"] for finding in row["findings"]} for row in rows]
    assert "CY-01" in found[0]
    assert "CY-01" not in found[1]
    assert "CY-01" in {item["rule"] for item in rows[1]["not_assessable"]}


def test_the_day_of_publication_is_judged(sound, capsys):
    assert main(["check", sound, "--published", "2024-02-20"]) == 1
    assert "DT-02" in capsys.readouterr().out


def test_an_unknown_profile_is_one_sentence(sound, capsys):
    assert main(["check", sound, "--profile", "火星"]) == 2
    assert "找不到配置“火星”" in _sentence(capsys)


@pytest.mark.parametrize(("name", "start"), [("a.json", "{"), ("a.html", "<!"), ("a.txt", "")])
def test_the_output_file_decides_the_format(broken, tmp_path, name, start, capsys):
    assert main(["check", broken, "-o", str(tmp_path / name)]) == 1
    assert (tmp_path / name).read_text(encoding="utf-8").lower().startswith(start)
    assert name in capsys.readouterr().out


def test_several_files_make_one_html_page(sound, broken, tmp_path):
    page = tmp_path / "a.html"
    main(["check", broken, sound, "-o", str(page)])
    text = page.read_text(encoding="utf-8").lower()
    assert text.count("<html") == text.count("</html>") == 1
    assert text.count("<h2") == 2


def test_a_place_that_cannot_be_written_is_one_sentence(sound, tmp_path, capsys):
    assert main(["check", sound, "-o", str(tmp_path / "没有" / "a.json")]) == 2
    assert "没有保存成功" in _sentence(capsys)


# ---------------------------------------------------------------- unreadable input


def _noise(size: int) -> bytes:
    return random.Random(1).randbytes(2**16) * (size // 2**16)


_BAD = {
    "空.txt": lambda: b"",
    "空.json": lambda: b"",
    "图片.txt": lambda: PNG + _noise(2**17),
    "噪声.txt": lambda: _noise(50 * 2**20),
    "零.txt": lambda: bytes(4096),
    "空白.txt": lambda: b" \r\n\t\n" * 100,
    "断.json": lambda: b'{"schema": "reportkit/report@1", ',
    "别的.json": lambda: b'{"schema": "something/else@1"}',
    "未知.xyz": lambda: b"text",
    "坏.docx": lambda: b"PK\x03\x04 broken",
}


@pytest.mark.parametrize("command", ["read", "check"])
@pytest.mark.parametrize("name", _BAD)
def test_unreadable_input_is_one_chinese_sentence(command, name, tmp_path, capsys):
    path = tmp_path / name
    path.write_bytes(_BAD[name]())
    assert main([command, str(path)]) == 2
    assert name in _sentence(capsys)


@pytest.mark.parametrize("command", ["read", "check"])
@pytest.mark.parametrize("name", ["没有.txt", "没有.json", ".", "没有.pdf"])
def test_what_is_no_file_is_one_chinese_sentence(command, name, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main([command, name]) == 2
    _sentence(capsys)


def test_a_report_without_tables_is_an_honest_partial_result(tmp_path, capsys):
    path = tmp_path / "只有文字.txt"
    text = EXAMPLE.read_text(encoding="utf-8")
    head = text.split("二、主动公开政府信息情况")[0]
    path.write_text(head, encoding="utf-8")
    assert main(["check", str(path), "--format", "json"]) == 1
    row = json.loads(capsys.readouterr().out)["reports"][0]
    assert row["agency"] == samples.AGENCY
    assert row["unread"]
    assert not any(
        finding["rule"] in {"T3-01", "T3-02", "T3-03", "T4-01"} for finding in row["findings"]
    )


# ---------------------------------------------------------------- read


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_read_gives_the_same_report_in_every_encoding(encoding, tmp_path, capsys):
    path = tmp_path / EXAMPLE.name
    path.write_text(EXAMPLE.read_text(encoding="utf-8"), encoding=encoding)
    assert main(["read", str(path)]) == 0
    report = store.loads(capsys.readouterr().out)
    assert (report.agency, report.year, report.unread) == (samples.AGENCY, 2023, ())


def test_read_writes_what_can_be_read_again(tmp_path):
    out = tmp_path / "report.json"
    assert main(["read", str(EXAMPLE), "-o", str(out)]) == 0
    assert store.load(out) == reportkit.load(EXAMPLE)


def test_read_says_which_rows_it_could_not_read(partial, capsys):
    assert main(["read", partial]) == 0
    assert "有1行没有读出：表三“其他处理中的其他”（" in capsys.readouterr().err


def test_a_pipe_gets_utf_8_whatever_the_locale(broken):
    run = subprocess.run(
        [sys.executable, "-c", "from reportkit.cli import main; main()", "check", broken],
        capture_output=True, check=False, env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
    )  # fmt: skip
    assert "行政复议" in run.stdout.decode()


def test_a_closed_pipe_is_no_fault(broken):
    code = f"{sys.executable} -c 'from reportkit.cli import main; main()' read {broken} | head -n 1"
    run = subprocess.run(["sh", "-c", code], capture_output=True, check=False)
    assert run.stdout == b"{\n"
    assert run.stderr == b""


# ---------------------------------------------------------------- new


def test_new_makes_a_project_that_says_how_to_open_it(tmp_path, capsys):
    folder = tmp_path / "年报"
    assert (
        main(["new", str(folder), "--agency", "某局", "--year", "2023", "--kind", "township"]) == 0
    )
    assert f"reportkit lab {folder}" in capsys.readouterr().out
    assert store.load(folder / "report.json").agency == "某局"


def test_new_takes_over_last_years_carry_over(tmp_path):
    words = ["--agency", samples.AGENCY, "--year", "2023", "--previous", str(LAST_YEAR)]
    assert main(["new", str(tmp_path), *words]) == 0
    report, last = store.load(tmp_path / "report.json"), reportkit.load(LAST_YEAR)
    assert report.number("t3.R2.tot") == last.number("t3.R4.tot") is not None


def test_new_refuses_a_folder_that_has_a_project(tmp_path, capsys):
    words = ["new", str(tmp_path), "--agency", "某局", "--year", "2023"]
    assert main(words) == 0
    capsys.readouterr()
    assert main(words) == 2
    assert "没有覆盖" in _sentence(capsys)


# ---------------------------------------------------------------- lab


def test_lab_refuses_a_folder_that_is_not_there(tmp_path, capsys):
    assert main(["lab", str(tmp_path / "没有")]) == 2
    assert "没有文件夹" in _sentence(capsys)


# ---------------------------------------------------------------- export and demo


@pytest.mark.parametrize(
    ("name", "start"), [("a.html", b"<!"), ("a.pdf", b"%PDF"), ("a.docx", b"PK"), ("a.json", b"{")]
)
def test_export_writes_every_format(sound, tmp_path, name, start, capsys):
    assert main(["export", sound, "-o", str(tmp_path / name)]) == 0
    assert (tmp_path / name).read_bytes().lower().startswith(start.lower())
    assert name in capsys.readouterr().out


@pytest.mark.parametrize("fault", ["broken", "partial"])
def test_release_refuses_a_report_that_is_not_in_order(fault, tmp_path, capsys, request):
    out = tmp_path / "a.html"
    assert main(["export", request.getfixturevalue(fault), "-o", str(out), "--release"]) == 3
    _sentence(capsys)
    assert not out.exists()


def test_release_lets_a_sound_report_pass(sound, tmp_path):
    assert main(["export", sound, "-o", str(tmp_path / "a.html"), "--release"]) == 0


def test_export_to_an_unknown_format_is_one_sentence(sound, tmp_path, capsys):
    assert main(["export", sound, "-o", str(tmp_path / "a.xyz")]) == 2
    _sentence(capsys)


def test_demo_writes_everything_it_says(tmp_path, capsys):
    assert main(["demo", "-o", str(tmp_path)]) == 0
    shown = capsys.readouterr().out
    title = reportkit.load(EXAMPLE).title
    for name in (f"{title}.html", f"{title}.pdf", f"{title}.docx", "findings.html", "project"):
        assert (tmp_path / name).exists()
        assert str(tmp_path / name) in shown
    assert "错误" in shown
    assert "scripts/lab" in shown


def test_demo_leaves_the_work_in_an_older_project_alone(tmp_path):
    (tmp_path / "project").mkdir()
    mine = store.save(samples.filled(), tmp_path / "project" / "report.json").read_bytes()
    assert main(["demo", "-o", str(tmp_path)]) == 0
    assert (tmp_path / "project" / "report.json").read_bytes() == mine


def test_a_defect_of_reportkit_is_a_sentence_and_not_taken_for_bad_input(
    monkeypatch, capsys, sound
):
    def fail(path):
        raise IndexError(path)

    monkeypatch.setattr("reportkit.checking.load", fail)
    assert main(["check", sound]) == 70
    assert "reportkit 的缺陷" in _sentence(capsys)
