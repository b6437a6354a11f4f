"""Files checked one by one or shared out: the same rows, in order, a bad one among them."""

from __future__ import annotations

import os
import pickle
import signal

import pytest

import samples
from reportkit import checking, store
from reportkit.checking import Against, check_file, check_files


@pytest.fixture
def files(tmp_path):
    """Write reports with a fault in every third, and one file that is empty."""
    names = []
    for no in range(7):
        report = samples.filled().replace({"t4.A.total": 1 + (no % 3 == 0)}, year=2023 - no)
        names.append(str(store.save(report, tmp_path / f"{no}.json")))
    (tmp_path / "空.txt").write_bytes(b"")
    return [*names[:3], str(tmp_path / "空.txt"), *names[3:]]


def test_processes_give_the_same_rows_in_the_same_order(files, monkeypatch):
    monkeypatch.setattr(checking, "_BATCH", 2)
    alone = list(check_files(files, processes=1))
    assert list(check_files(files, processes=2)) == alone
    assert [row.file for row in alone] == files


def test_a_bad_file_is_a_row(files):
    rows = list(check_files(files))
    assert [row.error is None for row in rows] == [True] * 3 + [False] + [True] * 4


def test_a_report_travels_between_processes_without_its_form(files):
    row = check_file(files[0])
    assert pickle.loads(pickle.dumps(row)) == row  # noqa: S301  our own bytes
    assert len(pickle.dumps(row)) < 40_000


def test_last_years_report_is_meant_for_its_own_organ_only(files):
    against = Against(previous=samples.last_year(), same_organ=True)
    told = {item.rule for item in check_file(files[0], against).findings.not_assessable}
    other = Against(previous=samples.last_year().replace(agency="别的局"), same_organ=True)
    missed = {item.rule for item in check_file(files[0], other).findings.not_assessable}
    assert "CY-01" in missed - told


def test_a_defect_in_one_of_many_files_stays_with_it(files, monkeypatch):
    def fail(*words):
        raise KeyError(words)

    monkeypatch.setattr(checking, "check_file", fail)
    rows = list(check_files(files, processes=1))
    assert all("reportkit 的缺陷" in row.error for row in rows)


def _die(file, against):
    if file.endswith("3.json"):
        os.kill(os.getpid(), signal.SIGKILL)
    return check_file(file, against)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the patch reaches forked processes only")
def test_a_file_that_brings_its_reader_down_is_a_row(files, monkeypatch):
    monkeypatch.setattr(checking, "_BATCH", 2)
    monkeypatch.setattr(checking, "_row", _die)
    rows = list(check_files(files, processes=2))
    assert [row.file for row in rows] == files
    assert ["程序中止" in (row.error or "") for row in rows].count(True) == 1
