"""Operations on tables, structure, years and dates: what they change and what they declare."""

from __future__ import annotations

import dataclasses

import pytest

from reportkit.form import load
from reportkit.lessons import Answer, Claim, LessonError, Outcome, faults, mark, plant
from reportkit.lessons._draft import Draft
from reportkit.lessons._exercise import sow
from reportkit.lessons._planting import compose, compose_again
from reportkit.lessons._sheet import is_missing, shown_table
from reportkit.lessons.operations._displaced import looks_displaced
from reportkit.lessons.operations._following import jumps, looks_counted_twice
from reportkit.lessons.operations._telling import headed, retell
from reportkit.specimens import Draw, specimen


def _made(kind, *, wanted=bool):
    """Return the first exercise with a kind of fault, and of the wanted sort."""
    fault = faults()[kind]
    for seed in range(300):
        made = plant(specimen(seed, **fault.wishes), [fault], Draw("table", seed))
        if made.planted and wanted(made):
            return made
    return pytest.fail(kind)


def _answer(made, place, value):
    claim = Claim(place=place, rule=made.planted[0].fault.rule, value=value)
    return mark(made, Answer(claims=(claim,))).faults[0]


# ------------------------------------------------------------------------------ zones and promises
def test_a_zone_holds_what_begins_with_its_name():
    draft = Draft(specimen(1))
    assert draft.take("t3.R1.nat")
    assert not draft.take("t3")
    assert draft.take("t4")
    assert not draft.take("t4.A.keep")
    assert draft.take("t3.R10.nat")


def test_nothing_is_taken_if_one_zone_is_not_free():
    draft = Draft(specimen(1))
    draft.take("title")
    assert not draft.take("requests", "title")
    assert draft.free("requests")


def test_a_fault_that_breaks_a_promise_is_taken_back():
    draft = Draft(specimen(1))
    before = draft.report
    draft.insist(lambda later: later.report.title == before.title)
    assert sow(draft, faults()["ST-08.twice"], Draw("x")) is None
    assert draft.report == before
    assert draft.take("title")


def test_a_kind_is_planted_only_into_a_report_of_its_sort():
    old = specimen(3, format="2019", year=2020)
    assert not plant(old, [faults()["ST-10.trial"]], Draw("x")).planted
    assert not plant(specimen(3, format="2021"), [faults()["T2-07.negative"]], Draw("x")).planted


# ------------------------------------------------------------------------------ figures and text
def test_a_changed_figure_is_told_in_the_text_too():
    """The slip is in the table alone: the sentence that cites the cell follows it."""
    made = _made("T3-01.more")
    new = made.report.number("t3.R1.tot")
    assert new != made.sound.number("t3.R1.tot")
    assert f"新收政府信息公开申请{new}件" in made.report.section(1).text


def test_a_sentence_keeps_its_numeral_and_heading():
    assert headed("（二）依申请公开。全年3件；", "全年4件。") == "（二）依申请公开。全年4件；"
    assert headed("二是收到申请3件，", "收到申请4件。") == "二是收到申请4件，"
    assert headed("2.依申请公开情况\n全年3件。", "全年4件。") == "2.依申请公开情况\n全年4件。"
    assert headed("依申请公开方面，全年3件。", "全年4件。") == "依申请公开方面，全年4件。"
    assert headed("收到申请3件。", "收到申请4件。") == "收到申请4件。"


def test_no_request_is_told_in_words():
    draft = Draft(specimen(1))
    zero = dict.fromkeys(draft.report.tables["t3"].cells, 0)
    draft.report = draft.report.replace(zero)
    retell(draft, ["requests"])
    assert "未收到政府信息公开申请" in draft.report.section(1).text


def test_a_wrong_cell_is_the_only_place_where_row_and_column_meet():
    made = _made("T3-03.kind")
    assert len(made.planted[0].places) == 1


def test_an_equation_alone_leaves_all_its_cells_in_question():
    made = _made("T3-01.carried")
    fault = made.planted[0]
    column = fault.places[0].rpartition(".")[2]
    assert {f"t3.{row}.{column}" for row in ("R1", "R2", "R3_7", "R4")} <= set(fault.places)


def test_every_place_has_its_own_right_value():
    made = _made("T3-01.carried", wanted=lambda m: m.planted[0].places[1].endswith(".tot"))
    sound = made.sound
    for place in made.planted[0].places[:2]:
        assert _answer(made, place, str(sound.number(place))).value is Outcome.RIGHT


def test_another_way_to_mend_an_equation_is_right_too():
    """Who takes the new requests for wrong, not what was carried over, may be right as well."""
    made = _made("T3-01.more")
    fault, report = made.planted[0], made.report
    column = fault.places[0].rpartition(".")[2]
    more = report.number(fault.places[0]) - made.sound.number(fault.places[0])
    left = f"t3.R4.{column}"
    assert _answer(made, left, str(report.number(left) + more)).value is Outcome.RIGHT
    assert _answer(made, left, str(report.number(left) + more + 1)).value is Outcome.WRONG


def test_a_value_of_another_place_is_wrong():
    made = _made("T3-03.swapped")
    first, second = made.planted[0].places[:2]
    assert _answer(made, second, made.report[second].text).value is Outcome.WRONG
    assert _answer(made, second, made.report[first].text).value is Outcome.RIGHT


# ------------------------------------------------------------------------------ what is left alone
def test_figures_that_one_shift_would_mend_look_displaced():
    made = _made("T3-08.right")
    assert looks_displaced(made.report)
    assert not looks_displaced(made.sound)


def test_figures_counted_twice_look_so():
    made = _made("T3-06.twice")
    assert looks_counted_twice(made.report)
    assert not looks_counted_twice(made.sound)


@pytest.mark.parametrize(("now", "before", "jump"), [(0, 20, True), (2, 19, False), (200, 20, True),
                                                     (20, 0, False), (30, 4, False)])  # fmt: skip
def test_a_jump_is_tenfold_and_of_some_size(now, before, jump):
    report = specimen(1, format="2021").report
    new, old = report.replace({"t2.permit": now}), report.replace({"t2.permit": before})
    assert jumps(new, old, "t2.permit") is jump


# ------------------------------------------------------------------------------ tables as printed
def test_a_blank_is_no_zero_but_zero_mends_it():
    made = _made("T3-04.row")
    place = made.planted[0].places[0]
    assert made.report[place].number is None
    assert _answer(made, place, "0").value is Outcome.RIGHT


def test_a_label_is_printed_otherwise_and_stands_in_the_reading():
    made = _made("T2-05.row")
    deviation = made.report.reading.deviations[0]
    assert (deviation.printed, deviation.expected) == (made.planted[0].wrong, made.planted[0].right)


def test_a_picture_has_no_figures():
    made = _made("ST-12.picture")
    table = made.planted[0].places[0]
    assert table not in made.report.reading.tables
    assert all(made.report.number(name) is None for name in made.report.tables[table].cells)


def test_the_old_table_three_holds_the_same_requests():
    made = _made("ST-03.table")
    assert made.report.tables["t3"] == load("2019").tables["t3"]
    for name in ("t3.R1.tot", "t3.R3_7.nat", "t3.R4.tot"):
        assert made.report.number(name) == made.sound.number(name)


def test_a_reading_tells_the_headings_that_stand_in_the_report():
    draft = Draft(specimen(5, format="2021"))
    kinds = [faults()["T2-05.row"], faults()["ST-11.further"]]
    made = plant(draft.specimen, kinds, Draw("both"))
    headings = tuple(section.heading for section in made.report.sections)
    assert made.report.reading.headings == headings


# ------------------------------------------------------------------------------ structure and dates
def test_a_heading_typed_right_in_another_width_is_right():
    made = _made("ST-01.numeral")
    value = made.planted[0].right.replace("、", "､")
    assert _answer(made, made.planted[0].places[0], value).value is Outcome.RIGHT


def test_a_heading_typed_without_its_numeral_is_right():
    made = _made("ST-02.short")
    value = made.planted[0].right.split("、", 1)[1]
    assert _answer(made, made.planted[0].places[0], value).value is Outcome.RIGHT
    assert _answer(made, made.planted[0].places[0], "概述").value is Outcome.WRONG


def test_any_day_in_time_mends_a_signature():
    made = _made("DT-01.copied")
    day = f"{made.report.year + 1}年1月11日"
    assert _answer(made, "issued_on", day).value is Outcome.RIGHT
    assert _answer(made, "issued_on", f"{made.report.year}年1月11日").value is Outcome.WRONG


def test_a_deadline_on_a_working_day_is_no_matter_of_holidays():
    made = _made("DT-02.published")
    assert [expected.rule for expected in made.planted[0].expected] == ["DT-02"]
    assert made.report.published_on > made.report.issued_on


# ------------------------------------------------------------------------------ finding a report
def test_as_many_faults_as_asked_for():
    kinds = [kind for kind in faults().values() if kind.rule.startswith("T3")]
    made = compose(kinds, 3, Draw("three"))
    assert len({planted.fault.rule for planted in made.planted}) == 3


def test_no_more_faults_than_rules():
    kinds = [faults()["T3-03.total"], faults()["T3-03.new"]]
    assert len(compose(kinds, 3, Draw("two")).planted) == 1


def test_a_weight_of_nothing_leaves_a_rule_out():
    kinds = [faults()["T3-03.total"], faults()["T4-02.group"]]
    drawn = [compose(kinds, 1, Draw(at), {"T3-03": 0.0}).planted[0] for at in range(6)]
    assert {planted.fault.rule for planted in drawn} == {"T4-02"}


def test_the_same_kinds_once_more_in_another_report():
    one = compose([faults()["T3-03.total"], faults()["DT-01.copied"]], 2, Draw("one"))
    other = compose_again(one, Draw("other"))
    assert {p.fault.id for p in one.planted} == {p.fault.id for p in other.planted}
    assert other.report != one.report


def test_a_kind_that_fits_no_report_is_said(monkeypatch):
    monkeypatch.setattr("reportkit.lessons._planting._REPORTS", 3)
    kind = dataclasses.replace(faults()["T3-03.total"], given={"table": "t3", "rows": ["R9"]})
    with pytest.raises(LessonError, match="没有找到"):
        compose([kind], 1, Draw("none"))


# ------------------------------------------------------------------------------ what a learner sees
def test_a_row_with_a_cell_too_few_is_drawn_so():
    made = _made("ST-12.width")
    row = made.planted[0].places[0]
    cells = [
        c for c in shown_table(made.report, "t3").cells if (c.cell or "").startswith(f"{row}.")
    ]
    assert len(cells) == 6
    assert cells[-1].colspan == 2
    assert all(cell.text.isdigit() for cell in cells)


def test_a_lost_column_is_not_drawn():
    made = _made("ST-05.column")
    whole, shown = shown_table(made.sound, "t3"), shown_table(made.report, "t3")
    assert shown.width == whole.width - 1
    assert made.planted[0].wrong not in {cell.text for cell in shown.cells}


def test_a_row_of_the_old_form_is_drawn_below():
    made = _made("ST-03.row")
    assert shown_table(made.report, "t2").cells[-1].text == made.planted[0].wrong


def test_a_table_that_is_missing_is_said_to_be():
    made = _made("ST-04.attached")
    gone = [key for key in made.report.tables if is_missing(made.report, key)]
    assert gone == [made.planted[0].places[1]]
    assert not any(is_missing(made.sound, key) for key in made.sound.tables)
