"""report.json: loss-free, whole or not at all, and clear about what is broken."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import samples
from layouts import render, scattered
from reportkit import store
from reportkit.errors import StoreError
from reportkit.readers import read_text
from reportkit.recognise import recognise

if TYPE_CHECKING:
    from reportkit.report import Report

SCHEMA = json.loads(
    (Path(store.__file__).parent / "schemas" / "report-1.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("report", [samples.filled(), samples.last_year(), samples.trial()])
def test_a_report_comes_back_as_it_was(report: Report) -> None:
    assert store.loads(store.dumps(report)) == report


@given(st.integers(0, 10**6))
@settings(max_examples=40, deadline=None)
def test_any_cells_come_back_as_they_were(seed: int) -> None:
    report = scattered(samples.filled() if seed % 2 else samples.trial(), seed)
    again = store.loads(store.dumps(report))
    assert again == report
    assert {n: v.text for n, v in again.values.items()} == {
        n: v.text for n, v in report.values.items()
    }


def test_unread_rows_and_origins_come_back() -> None:
    report = recognise(read_text(render(scattered(samples.filled(), 3), "A11"), "a.txt"))
    again = store.loads(store.dumps(report))
    assert report.unread
    assert again.unread == report.unread
    assert [v.origin for v in again.values.values()] == [v.origin for v in report.values.values()]


def test_what_is_written_fits_the_published_schema() -> None:
    for report in (samples.filled(), samples.trial(), scattered(samples.filled(), 5)):
        jsonschema.validate(json.loads(store.dumps(report)), SCHEMA)


def test_money_is_a_string_with_its_places_and_counts_are_integers() -> None:
    data = store.to_dict(samples.filled().replace({"t2.fee": "12.500000", "t2.rule.valid": "/"}))
    assert data["cells"]["t2.fee"] == "12.500000"
    assert data["cells"]["t3.R1.nat"] == 8
    assert data["cells"]["t2.rule.valid"] is None
    assert data["raw"] == {"t2.rule.valid": {"kind": "slash", "text": "/"}}


def test_saving_replaces_the_file_in_one_step(tmp_path: Path) -> None:
    target = tmp_path / "report.json"
    store.save(samples.last_year(), target)
    store.save(samples.filled(), target)
    assert store.load(target) == samples.filled()
    assert [path.name for path in tmp_path.iterdir()] == ["report.json"]


def test_a_failed_save_leaves_the_old_file_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "report.json"
    store.save(samples.last_year(), target)

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store.os, "fsync", full)
    with pytest.raises(StoreError, match="没有保存成功"):
        store.save(samples.filled(), target)
    assert store.load(target) == samples.last_year()
    assert [path.name for path in tmp_path.iterdir()] == ["report.json"]


def test_a_missing_folder_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="写不进去"):
        store.save(samples.filled(), tmp_path / "没有" / "report.json")


def _broken(**changes: object) -> str:
    return json.dumps({**store.to_dict(samples.filled()), **changes})


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        '{"schema": "reportkit/report@2"}',
        _broken(cells=None),
        _broken(cells={"t3.R99.nat": 1}),
        _broken(cells={"t3.R1.nat": "a"}),
        _broken(cells={"t3.R1.nat": True}),
        _broken(cells={"t3.R1.nat": "NaN"}),
        _broken(format="1999"),
        _broken(year="2023"),
        _broken(kind="公司"),
        _broken(issued_on="2024-02-31"),
        _broken(unread=[{"table": "t3", "row": "R99", "reason": "", "text": ""}]),
        _broken(raw={"t3.R1.nat": {"kind": "secret", "text": ""}}, cells={"t3.R1.nat": None}),
        _broken(sections=[{"no": 1, "heading": 5, "text": ""}]),
        _broken(sections="全文"),
        "[" * 100_000,
    ],
)
def test_broken_data_is_answered_with_one_chinese_sentence(text: str) -> None:
    with pytest.raises(StoreError) as caught:
        store.loads(text)
    assert "report.json" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_hand_edited_number_loads() -> None:
    data = store.to_dict(samples.filled())
    data["cells"]["t3.R1.nat"] = 9
    assert store.from_dict(data)["t3.R1.nat"].text == "9"
