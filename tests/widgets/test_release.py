"""From the screen to the finished files."""

from __future__ import annotations

import pytest

import reportkit as rk
import samples
from reportkit import store
from reportkit.editing import Session
from reportkit.errors import ExportError
from reportkit.form import load
from reportkit.report import Report, Value
from reportkit.text import Kind
from reportkit.widgets._desk import Desk
from reportkit.widgets._release import file_name, obstacles


@pytest.fixture
def desk(tmp_path):
    return Desk(store.save(samples.filled(), tmp_path / "report.json"))


def test_a_sound_report_meets_no_obstacle(desk):
    told = desk.act({"do": "release"})["release"]
    assert (told["obstacles"], told["warnings"]) == ([], 0)
    assert told["folder"] == str(desk.folder)


def test_every_obstacle_leads_to_its_place():
    report = samples.filled().replace({"t3.R4.nat": 1})
    found = list(obstacles(Session(report)))
    assert {item["place"] for item in found} == {"t3.R4.nat", "t3.R1.nat"}
    assert all(item["tab"] == "section.3" for item in found)


def test_a_live_figure_without_a_number_stands_in_the_way():
    session = Session(samples.filled().replace({"t3.R1.tot": ""}))
    session.enter({"section.6": "收到{{ t3.R1.tot }}件。"})
    texts = [item for item in obstacles(session) if item["place"] == "section.6"]
    assert any("{{ t3.R1.tot }}" in item["text"] for item in texts)


@pytest.mark.parametrize("ending", ["html", "docx"])
def test_the_file_is_written_and_sent_along(desk, ending):
    live = samples.filled().section(1).text.replace("申请11件", "申请{{ t3.R1.tot }}件")
    desk.act({"do": "enter", "at": {"section.1": live}})
    answer = desk.act({"do": "generate", "ending": ending, "release": True})
    assert answer["made"]["name"] == f"青禾县林业局2023年政府信息公开工作年度报告.{ending}"
    assert answer["buffers"] == [(desk.folder / answer["made"]["name"]).read_bytes()]
    again = rk.load(answer["made"]["path"])
    assert dict(again.values) == dict(samples.filled().values)
    assert again.section(1).text == samples.filled().section(1).text


def test_a_draft_says_so_in_its_name(desk):
    desk.act({"do": "enter", "at": {"t3.R4.nat": "1"}})
    with pytest.raises(ExportError, match="要先改正"):
        desk.act({"do": "generate", "ending": "html", "release": True})
    made = desk.act({"do": "generate", "ending": "html", "release": False})["made"]
    assert made["name"].endswith("（草稿）.html")


def test_making_a_file_keeps_a_version(desk):
    desk.act({"do": "enter", "at": {"t2.permit": "127"}})
    desk.act({"do": "generate", "ending": "html", "release": True})
    assert store.load(desk.keeper.versions()[0])["t2.permit"].number == 127


@pytest.mark.parametrize("ending", ["xlsx", "../x", "py"])
def test_other_endings_are_refused(desk, ending):
    with pytest.raises(ExportError):
        desk.act({"do": "generate", "ending": ending})


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("某局2023年报告", "某局2023年报告"),
        ("../a:b*", "ab"),
        (" . ", "年度报告"),
        ("", "年度报告"),
    ],
)
def test_a_title_becomes_a_name_that_every_system_takes(title, name):
    assert file_name(title) == name


def test_an_empty_report_is_far_from_release():
    report = Report.empty(load("2021"), year=2023)
    assert list(obstacles(Session(report)))


def test_an_error_set_aside_with_a_reason_is_no_obstacle_unless_it_is_arithmetic(desk):
    desk.act({"do": "enter", "at": {"section.6": "", "t3.R4.nat": "1"}})
    for finding in desk.session.findings.errors:
        desk.session.decide(finding, "dismissed", reason="另有说明")
    left = {item["text"][:5] for item in obstacles(desk.session)}
    assert left == {"T3-01", "T3-03"}


def test_a_cell_that_was_not_read_stands_in_the_way():
    lost = samples.filled().replace({"t3.R1.nat": Value(None, Kind.UNREADABLE, "")})
    found = list(obstacles(Session(lost)))
    assert any(item["place"] == "t3.R1.nat" and "没有读出" in item["text"] for item in found)
