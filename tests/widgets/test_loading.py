"""Loading on screen: in pieces, source beside reading, doubtful rows, taking over."""

from __future__ import annotations

import pytest

import samples
from reportkit import store
from reportkit.errors import ReadError, ReportkitError
from reportkit.exporters import export
from reportkit.widgets._desk import Desk


@pytest.fixture
def desk(tmp_path):
    return Desk(store.save(samples.filled(), tmp_path / "report.json"))


def _load(desk, data, name="a.txt", purpose="report", piece=None):
    desk.act({"do": "file", "name": name, "size": len(data), "purpose": purpose})
    piece = piece or len(data) or 1
    for start in range(0, max(len(data), 1), piece):
        part = memoryview(data[start : start + piece])
        answer = desk.act({"do": "piece", "buffers": [part]})
    return answer


@pytest.fixture
def text(tmp_path):
    return export(samples.last_year(), tmp_path / "上年.html").read_bytes()


def test_a_file_comes_in_pieces_and_is_shown_beside_its_reading(desk, text):
    reading = _load(desk, text, "上年.html", piece=9999)["reading"]
    assert ["年度", "2022"] in reading["facts"]
    assert reading["state"]["cells"]["t3.R1.nat"] == "6"
    assert any("一、总体情况" in line.get("text", "") for line in reading["source"])
    assert any("6" in line.get("row", ()) for line in reading["source"])
    assert reading["doubts"] == []
    assert desk.session.report == samples.filled()


def test_what_was_read_is_taken_over_and_the_old_report_kept(desk, text):
    _load(desk, text)
    answer = desk.act({"do": "adopt"})
    assert answer["whole"] is True
    assert desk.session.report.year == 2022
    assert store.load(desk.keeper.versions()[0]) == samples.filled()


def test_the_same_file_can_be_loaded_twice(desk, text):
    for _ in range(2):
        _load(desk, text)
        desk.act({"do": "adopt"})
    assert desk.session.report.year == 2022


def test_last_years_report_is_remembered(desk, text):
    _load(desk, text, purpose="previous")
    desk.act({"do": "adopt"})
    assert desk.session.report == samples.filled()
    again = Desk(desk.keeper.path)
    assert again.session.previous.year == 2022


def test_last_years_report_about_another_year_is_refused(desk, tmp_path):
    data = export(samples.trial(), tmp_path / "a.html").read_bytes()
    _load(desk, data, purpose="previous")
    with pytest.raises(ReportkitError, match="2022年度"):
        desk.act({"do": "adopt"})
    assert desk.session.previous is None


def test_a_doubtful_row_is_settled_cell_by_cell(desk, text):
    damaged = text.decode().replace("四、结转下年度继续办理", "四、读不清").encode()
    reading = _load(desk, damaged)["reading"]
    (doubt,) = [d for d in reading["doubts"] if "t3.R4.nat" in d["cells"]]
    assert "结转下年度" in doubt["said"]
    for cell in doubt["cells"]:
        told = desk.act({"do": "settle", "at": {cell: "1"}})["settled"]
    assert told["left"] == 0
    desk.act({"do": "adopt"})
    assert desk.session.report["t3.R4.nat"].number == 1
    assert desk.session.report.unread == ()


def test_pasted_text_is_read_like_a_file(desk, text):
    answer = desk.act({"do": "text", "text": text.decode(), "purpose": "report"})
    assert ["年度", "2022"] in answer["reading"]["facts"]


def test_a_saved_report_can_be_loaded_too(desk):
    reading = _load(desk, store.dumps(samples.last_year()).encode(), "report.json")["reading"]
    assert reading["source"] == []
    assert reading["state"]["cells"]["t3.R1.nat"] == "6"


@pytest.mark.parametrize(("name", "size"), [("大.pdf", 33 * 2**20)])
def test_a_file_too_large_is_refused_before_it_travels(desk, name, size):
    with pytest.raises(ReadError, match="33 MB"):
        desk.act({"do": "file", "name": name, "size": size, "purpose": "report"})


def test_an_empty_or_foreign_file_is_refused_in_one_sentence(desk):
    for data in (b"", b"hello"):
        with pytest.raises(ReportkitError):
            _load(desk, data)
    assert desk.session.report == samples.filled()


def test_nothing_can_be_taken_over_that_was_not_loaded(desk):
    with pytest.raises(ReportkitError, match="重新选择"):
        desk.act({"do": "adopt"})
    desk.act({"do": "file", "name": "a.txt", "size": 5, "purpose": "report"})
    with pytest.raises(ReportkitError, match="还没有读完"):
        desk.act({"do": "adopt"})
    desk.act({"do": "drop"})
    assert desk.incoming is None


def test_markup_in_a_loaded_file_stays_text(desk, text):
    evil = text.decode().replace("一、总体情况", "一、总体情况</p><p>&lt;img src=x onerror=alert(1)&gt;", 1)  # fmt: skip
    reading = _load(desk, evil.encode(), "a.html")["reading"]
    assert any("<img" in line.get("text", "") for line in reading["source"])
