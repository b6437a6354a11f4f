"""`reportkit new`: what a project folder holds, and what the old year hands on."""

from __future__ import annotations

import json

import pytest

import samples
from reportkit import project, store
from reportkit.errors import ReportkitError, StoreError
from reportkit.report import Organ


def _draft(**facts):
    return project.draft(**{"agency": samples.AGENCY, "year": 2023, **facts})


def test_a_new_report_has_title_period_and_headings():
    report = _draft(kind=Organ.TOWNSHIP)
    assert report.title == "青禾县林业局2023年政府信息公开工作年度报告"
    assert [str(day) for day in report.period] == ["2023-01-01", "2023-12-31"]
    assert [section.heading for section in report.sections] == [
        section.heading for section in samples.filled().sections
    ]
    assert report.kind is Organ.TOWNSHIP


def test_a_new_report_has_no_figure_at_all():
    """Nothing is zero before somebody has written a zero."""
    assert {value.number for value in _draft().values.values()} == {None}


@pytest.mark.parametrize(("year", "format_"), [(2019, "2019"), (2020, "2019"), (2021, "2021")])
def test_the_year_decides_the_form(year, format_):
    assert _draft(year=year).format == format_


def test_years_without_a_form_are_refused():
    with pytest.raises(ReportkitError, match="没有2018年度的报告格式，最早是2019年度"):
        _draft(year=2018)


def test_last_years_carry_over_is_filled_in_column_by_column():
    last = samples.last_year().replace({"t3.R4.nat": 3, "t3.R4.com": 4, "t3.R4.tot": 7})
    report = _draft(previous=last)
    columns = {
        name.rsplit(".", 1)[1]: report.number(name) for name in report.tables["t3"].row_cells("R2")
    }
    assert columns == {"nat": 3, "com": 4, "res": 0, "pub": 0, "law": 0, "oth": 0, "tot": 7}
    assert report["t3.R2.nat"] == _draft().replace({"t3.R2.nat": 3})["t3.R2.nat"]


def test_only_the_carry_over_is_filled_in():
    report = _draft(previous=samples.last_year())
    filled = {name for name, value in report.values.items() if value.number is not None}
    assert filled == set(report.tables["t3"].row_cells("R2"))


def test_a_carry_over_that_was_no_number_stays_blank():
    last = samples.last_year().replace({"t3.R4.law": "/"})
    assert _draft(previous=last)["t3.R2.law"].number is None


def test_the_trial_form_hands_on_to_the_form_in_force():
    report = _draft(year=2021, previous=samples.trial())
    assert report.number("t3.R2.tot") == samples.trial().number("t3.R4.tot")


def test_a_report_of_another_year_is_not_carried_over():
    with pytest.raises(ReportkitError, match="应当是2023年度的，给出的是2022年度的"):
        _draft(year=2024, previous=samples.last_year())


def test_the_folder_holds_the_report_and_the_notebook(tmp_path):
    folder = project.create(tmp_path / "新" / "2023年报", samples.filled())
    assert sorted(path.name for path in folder.iterdir()) == ["report.ipynb", "report.json"]
    assert store.load(folder / "report.json") == samples.filled()


@pytest.mark.parametrize("name", ["report.json", "report.ipynb"])
def test_a_project_is_never_overwritten(tmp_path, name):
    (tmp_path / name).write_text("别动", encoding="utf-8")
    with pytest.raises(StoreError, match=f"已经有 {name}，没有覆盖"):
        project.create(tmp_path, samples.filled())
    assert (tmp_path / name).read_text(encoding="utf-8") == "别动"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_folder_that_cannot_be_made_is_said_in_one_sentence(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="建不了文件夹"):
        project.create(tmp_path / "file" / "new", samples.filled())


def test_the_notebook_is_valid_thin_and_clean():
    nbformat = pytest.importorskip("nbformat")
    book = project.notebook(samples.filled())
    nbformat.validate(book)
    code = [cell for cell in book.cells if cell.cell_type == "code"]
    assert all(not cell.outputs and cell.execution_count is None for cell in code)
    assert max(len(cell.source.splitlines()) for cell in code) <= 8
    assert not any(word in cell.source for cell in code for word in ("def ", "class "))


def test_the_notebook_shows_every_part_in_the_order_of_the_form():
    sources = [cell.source for cell in project.notebook(samples.filled()).cells]
    parts = [f"rk.section(report, {no})" for no in range(1, 7)]
    assert sources[-8:] == ["rk.front(report)", *parts, "rk.signature(report)"]


def test_instructions_and_the_editor_are_dropped_from_the_final_report():
    tags = {
        cell.id: cell.metadata.get("tags", []) for cell in project.notebook(samples.filled()).cells
    }
    assert [name for name, given in tags.items() if given == ["drop"]] == [
        "welcome",
        "editor",
        "below",
    ]
    assert tags["parameters"] == ["parameters"]


def test_the_same_report_gives_the_same_notebook(tmp_path):
    one, two = (project.create(tmp_path / name, samples.filled()) for name in "ab")
    assert (one / "report.ipynb").read_bytes() == (two / "report.ipynb").read_bytes()


def test_the_notebook_holds_no_figures():
    text = json.dumps(project.notebook(samples.filled()), ensure_ascii=False)
    assert "126" not in text
    assert "0599" not in text
