"""The sheet of an exercise: its parts, its places, and that every fault can be pointed at."""

from __future__ import annotations

import pytest

import lesson_samples
from lesson_samples import CELL
from reportkit.lessons import faults, plant
from reportkit.specimens import Draw, specimen
from reportkit.widgets._practice_sheet import sheet


def _places(drawn):
    """Return every place that can be pointed at on a sheet."""
    found = set()
    for part in drawn["parts"]:
        spots = [part.get("title"), part.get("heading"), part.get("file"), *part.get("spots", [])]
        spots += [spot for paragraph in part.get("paragraphs", []) for spot in paragraph]
        found |= {spot["place"] for spot in spots if spot}
        for table in part.get("tables", []):
            found |= {table["key"], *(cell["place"] for cell in table.get("cells", []))}
    return found


def _labels(drawn, table):
    cells = [
        cell
        for part in drawn["parts"]
        for one in part.get("tables", [])
        if one["key"] == table
        for cell in one["cells"]
        if cell["is"] in {"stub", "header"}
    ]
    return {cell["text"].strip(): cell["place"] for cell in cells}


@pytest.fixture(scope="module")
def drawn():
    return sheet(lesson_samples.exercise())


def test_every_place_of_the_exercise_has_a_name(drawn):
    made = lesson_samples.exercise()
    assert set(drawn["names"]) == set(made.places)
    assert _places(drawn) <= set(drawn["names"])


def test_every_sentence_and_every_cell_is_there(drawn):
    made = lesson_samples.exercise()
    wanted = {p for p, text in made.places.items() if p[0] == "s" and p[1].isdigit() and text}
    assert wanted | set(made.report.values) <= _places(drawn)


def test_the_text_is_that_of_the_report(drawn):
    made = lesson_samples.exercise()
    section = next(part for part in drawn["parts"] if part.get("no") == 1)
    told = ["".join(spot["text"] for spot in paragraph) for paragraph in section["paragraphs"]]
    assert told == made.report.section(1).text.splitlines()


def test_labels_lead_to_their_rows_and_groups(drawn):
    labels = _labels(drawn, "t3")
    assert labels["1.属于国家秘密"] == "t3.R3_3_1"
    assert labels["（三）不予公开"] == "t3.R3_3"
    assert labels["自然人"] == "t3"
    assert _labels(drawn, "t4")["行政复议"] == "t4.A"
    assert _labels(drawn, "t2")["行政许可"] == "t2.permit"


def test_only_the_parts_of_the_lesson_are_shown():
    drawn = sheet(lesson_samples.exercise(shows=("s1", "t3")))
    assert [part.get("no") for part in drawn["parts"]] == [1, 3]
    assert drawn["parts"][1]["paragraphs"] == []
    assert drawn["beside"] == []


def test_a_part_with_a_fault_is_shown_all_the_same():
    drawn = sheet(lesson_samples.exercise(shows=("head",)))
    assert CELL in _places(drawn)
    assert [part["is"] for part in drawn["parts"]] == ["head", "section", "section", "foot"]


def test_what_is_missing_can_be_pointed_at():
    made = lesson_samples.sound()
    bare = made.report.replace(title=None, signed_by=None, issued_on=None)
    head, *_, foot = sheet(type(made)(report=bare, planted=()))["parts"]
    assert (head["title"]["text"], head["title"]["empty"]) == ("（没有标题）", True)
    assert [spot["text"] for spot in foot["spots"]] == ["（没有落款单位）", "（没有落款日期）"]


def test_last_year_is_told_without_places_to_point_at(drawn):
    (last,) = drawn["beside"]
    assert last["label"] == "上年度报告"
    assert str(lesson_samples.exercise().previous.year) in last["title"]


@pytest.mark.parametrize("family", sorted({fault.rule[:2] for fault in faults().values()}))
def test_every_kind_of_fault_can_be_pointed_at(family):
    hidden = []
    for kind in (fault for fault in faults().values() if fault.rule.startswith(family)):
        tries = (specimen(seed, **dict(kind.base)) for seed in range(1, 13))
        made = (plant(tried, [kind], Draw("sheet", tried.seed)) for tried in tries)
        found = next((one for one in made if one.planted), None)
        if found and not _places(sheet(found)) & set(found.planted[0].places):
            hidden.append(kind.id)
    assert hidden == []
