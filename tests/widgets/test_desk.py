"""The desk: what each message of the screen does, without a screen."""

from __future__ import annotations

import json

import pytest

import samples
from reportkit import store
from reportkit.editing import Keeper
from reportkit.errors import ReportkitError, StoreError
from reportkit.form import load
from reportkit.report import Report
from reportkit.widgets._desk import Desk


@pytest.fixture
def path(tmp_path):
    return store.save(samples.filled(), tmp_path / "report.json")


@pytest.fixture
def desk():
    desk = Desk(samples.filled())
    desk.act({"do": "open"})
    return desk


def _do(desk, what, **more):
    return desk.act({"do": what, **more})


def _follow(state, patch):
    """Apply patches as the screen does."""
    for key, parts in patch.items():
        for name, part in parts.items():
            if part is None:
                state[key].pop(name)
            else:
                state.setdefault(key, {})[name] = part


def test_opening_gives_everything_the_screen_needs():
    opened = Desk(samples.filled()).act({"do": "open", "n": 1, "by": "a"})
    assert (opened["is"], opened["n"], opened["by"]) == ("state", 1, "a")
    assert opened["drawing"]["tabs"][0]["key"] == "facts"
    assert len(opened["state"]["cells"]) == 200
    assert opened["state"]["findings"] == {}


def test_a_wrong_figure_is_marked_and_its_finding_listed(desk):
    patch = _do(desk, "enter", at={"t3.R1.nat": "12"})["patch"]
    assert patch["about"]["T3-01.1"] == "t3.R1.nat t3.R2.nat t3.R3_7.nat t3.R4.nat"
    assert patch["about"]["T3-03.1"] == "t3.R1.nat,com,res,pub,law,oth,tot"
    assert {row["rule"] for row in patch["findings"].values()} == {"T3-01", "T3-03"}
    assert patch["sums"] == {"t3.R1.tot": "15"}
    assert patch["balance"] == {"nat": ["13", "9", "4"]}


def test_an_edit_answers_with_what_changed_only(desk):
    answer = _do(desk, "enter", at={"t2.permit": "127"})
    assert answer["patch"] == {
        "cells": {"t2.permit": "127"},
        "can": {"undo": "填写"},
    }


def test_patches_lead_the_screen_to_the_state_it_would_open_with(desk):
    screen = Desk(samples.filled()).act({"do": "open"})["state"]
    steps = [
        ("enter", {"at": {"t3.R4.nat": "1"}}), ("enter", {"at": {"t3.R4.nat": "/"}}), ("undo", {}),
        ("totals", {"table": "t3"}), ("zeros", {"table": "t3"}), ("enter", {"at": {"section.1": "收到{{ t3.R1.tot }}件。"}}),
        ("decide", {"finding": "ST-06.1", "verdict": "dismissed", "reason": "另附"}), ("undo", {}), ("redo", {}),
    ]  # fmt: skip
    for what, more in steps:
        _follow(screen, _do(desk, what, **more)["patch"])
    assert screen == desk.everything()["state"]


def test_keys_of_one_edit_are_undone_together(desk):
    for text in ("1", "12", "125"):
        _do(desk, "enter", at={"t3.R1.nat": text}, edit="a")
    _do(desk, "enter", at={"t3.R1.com": "3"}, edit="b")
    _do(desk, "undo")
    assert desk.session.report["t3.R1.nat"].text == "125"
    assert _do(desk, "undo")["went"] == ["t3.R1.nat"]
    assert desk.session.report == samples.filled()


def test_an_edit_after_an_undo_is_an_action_of_its_own(desk):
    _do(desk, "enter", at={"t3.R1.nat": "1"}, edit="a")
    _do(desk, "undo")
    _do(desk, "enter", at={"t3.R1.nat": "2"}, edit="a")
    assert [change.before for change in desk.session.changes] == [{"t3.R1.nat": "8"}]


def test_a_pasted_block_of_a_whole_table_is_one_action(desk):
    report = samples.last_year()
    block = "\r\n".join(
        "\t".join(report[cell].text for cell in report.tables["t3"].row_cells(row))
        for row in report.tables["t3"].row_keys
    )
    answer = _do(desk, "paste", cell="t3.R1.nat", text=block)
    assert answer["say"] == "粘贴25行×7列，填入175格。"
    assert desk.session.report.frame("t3").equals(report.frame("t3"))
    _do(desk, "undo")
    assert desk.session.report == samples.filled()


def test_a_block_larger_than_the_table_asks_first(desk):
    answer = _do(desk, "paste", cell="t3.R4.oth", text="1\t2\t3\n4\t5\t6\n")
    assert "只填表格里的部分吗" in answer["ask"]
    assert desk.session.report == samples.filled()
    desk.act(answer["again"])
    assert [desk.session.report[f"t3.R4.{c}"].text for c in ("oth", "tot")] == ["1", "2"]


def test_a_stretch_of_text_is_changed_where_the_browser_counts_it(desk):
    _do(desk, "enter", at={"section.6": "𠮷县没有收费。"})
    _do(desk, "splice", place="section.6", **{"from": 4, "to": 5}, text="有", length=8, by="x")
    assert desk.session.report.section(6).text == "𠮷县没有收费。"
    answer = _do(
        desk, "splice", place="section.6", **{"from": 3, "to": 4}, text="确未", length=8, by="x"
    )
    assert desk.session.report.section(6).text == "𠮷县确未有收费。"
    assert answer["splice"]["text"] == "确未"
    assert "texts" not in answer["patch"]


def test_a_stretch_that_does_not_fit_is_asked_for_again(desk):
    answer = _do(desk, "splice", place="section.6", **{"from": 0, "to": 0}, text="无", length=5, by="x")  # fmt: skip
    assert answer["stale"] == "section.6"
    assert desk.session.report == samples.filled()


def test_findings_are_marked_in_the_text_where_the_browser_counts_them(desk):
    text = "𠮷。共收到依申请公开{{ t3.R1.tot }}件，12月结转2件。"
    patch = _do(desk, "enter", at={"section.1": text})["patch"]
    figure = next(r for r in patch["ranges"]["section.1"] if r[2] == "figure")
    units = text.encode("utf-16-le")
    assert units[figure[0] * 2 : figure[1] * 2].decode("utf-16-le") == "{{ t3.R1.tot }}"
    assert patch["values"] == {"t3.R1.tot": "11"}


def test_topics_are_ticked_off_as_they_appear(desk):
    patch = _do(desk, "enter", at={"section.1": "（一）主动公开。公开信息3条。"})["patch"]
    assert patch["topics"]["监督保障"] is False
    assert "主动公开" not in patch["topics"]
    assert _do(desk, "undo")["patch"]["topics"]["监督保障"] is True


def test_title_signature_and_period_follow_name_and_year():
    desk = Desk(Report.empty(load("2021"), year=2024))
    _do(desk, "enter", at={"agency": "某县某局"})
    _do(desk, "enter", at={"year": "2023"})
    report = desk.session.report
    assert report.title == "某县某局2023年政府信息公开工作年度报告"
    assert (report.signed_by, str(report.period[1])) == ("某县某局", "2023-12-31")


def test_a_title_that_a_person_wrote_stays():
    desk = Desk(samples.filled().replace(title="关于2023年工作的报告", signed_by="局办公室"))
    _do(desk, "enter", at={"agency": "某县某局"})
    assert desk.session.report.title == "关于2023年工作的报告"
    assert desk.session.report.signed_by == "局办公室"


def test_a_repair_is_applied_by_one_click(desk):
    patch = _do(desk, "enter", at={"t3.R4.nat": "1"})["patch"]
    (key,) = patch["repairs"]
    assert _do(desk, "mend", repair=key)["went"] == ["t3.R4.nat"]
    assert desk.session.report == samples.filled()
    with pytest.raises(ReportkitError, match="已经过时"):
        _do(desk, "mend", repair=key)


def test_a_finding_can_be_set_aside_with_a_reason(desk):
    _do(desk, "enter", at={"section.1": "全年公开信息3条。"})
    with pytest.raises(ReportkitError, match="理由"):
        _do(desk, "decide", finding="ST-06.1", verdict="dismissed")
    patch = _do(desk, "decide", finding="ST-06.1", verdict="dismissed", reason="另有说明")["patch"]
    assert patch["findings"]["ST-06.1"]["settled"] is True
    assert patch["findings"]["ST-06.1"]["decision"]["reason"] == "另有说明"
    assert patch["tabs"]["section.1"] is None or "warning" not in patch["tabs"]["section.1"]


def test_the_rule_behind_a_finding_is_explained(desk):
    parts = _do(desk, "why", rule="T3-01")["why"]["parts"]
    assert {"规则", "依据", "错误写法", "正确写法", "怎么改"} <= set(parts)


def test_figures_are_offered_by_their_chinese_names(desk):
    offered = {label: (name, value) for name, label, value in _do(desk, "names")["names"]}
    assert offered["表三“新收·总计”"] == ("t3.R1.tot", "11")
    assert offered["单位名称"] == ("agency", "青禾县林业局")


def test_last_years_figures_and_changes_stand_beside_this_years():
    desk = Desk(samples.filled(), previous=samples.last_year())
    assert desk.everything()["state"]["last"]["t3.R1.nat"] == ["6", "+2"]
    assert desk.everything()["state"]["last"]["t3.R1.oth"] == ["1", "−1"]


def test_the_carry_over_is_filled_on_request_only():
    report = samples.filled().replace({"t3.R2.nat": "", "t3.R2.tot": ""})
    desk = Desk(report, previous=samples.last_year())
    assert desk.session.report["t3.R2.nat"].number is None
    assert "改了2格" in _do(desk, "carry")["say"]
    assert desk.session.report == samples.filled()


def test_without_last_year_there_is_nothing_to_carry(desk):
    with pytest.raises(ReportkitError, match="上年度"):
        _do(desk, "carry")


# ------------------------------------------------------------------------------ the file
def test_what_is_shown_as_saved_is_on_disk(path):
    desk = Desk(path)
    desk.everything()
    assert _do(desk, "enter", at={"t3.R1.nat": "9"})["patch"]["saved"]["is"] == "saving"
    assert store.load(path) == samples.filled()
    desk.save()
    assert desk.news()["saved"]["is"] == "saved"
    assert store.load(path)["t3.R1.nat"].number == 9


def test_a_failed_save_is_said_and_tried_again(path, monkeypatch):
    desk = Desk(path)
    _do(desk, "enter", at={"t3.R1.nat": "9"})

    def full(*_args, **_kwargs):
        message = "没有保存成功：磁盘已满。"
        raise StoreError(message)

    with monkeypatch.context() as broken:
        broken.setattr(Keeper, "save", full)
        desk.save()
    assert "磁盘已满" in desk.everything()["state"]["saved"]["text"]
    assert desk.unsaved
    desk.save()
    assert store.load(path)["t3.R1.nat"].number == 9


def test_a_file_that_does_not_exist_yet_begins_empty(tmp_path):
    desk = Desk(tmp_path / "report.json")
    assert desk.session.report["t3.R1.nat"].text == ""
    _do(desk, "enter", at={"agency": "某县某局"})
    desk.save()
    assert store.load(tmp_path / "report.json").agency == "某县某局"


@pytest.mark.parametrize("name", ["2023年报.docx", "没有/report.json"])
def test_what_cannot_be_edited_is_refused_in_one_sentence(tmp_path, name):
    with pytest.raises(StoreError):
        Desk(tmp_path / name)


def test_actions_can_be_undone_after_the_program_was_closed(path):
    first = Desk(path)
    _do(first, "enter", at={"t3.R1.nat": "9"})
    first.close()
    second = Desk(path)
    _do(second, "undo")
    assert second.session.report == samples.filled()


def test_what_is_kept_beside_the_report_may_be_damaged(path):
    keeper = Keeper(path)
    keeper.keep(samples.filled())
    (keeper.folder / "previous.json").write_text("{", encoding="utf-8")
    odd = [{"label": "填", "before": {"t9.x": ""}, "after": {"t9.x": "1"}}]
    (keeper.folder / "actions.json").write_text(json.dumps(odd), encoding="utf-8")
    desk = Desk(path)
    assert "重新载入上年度报告" in desk.warning
    assert desk.session.report == samples.filled()


def test_a_second_opener_is_warned(path):
    first = Desk(path)
    assert first.warning == ""
    second = Desk(path)
    assert "也打开着" in second.warning
    first.close()
    assert Desk(path).warning == ""


def test_a_file_changed_elsewhere_is_not_overwritten(path):
    desk = Desk(path)
    store.save(samples.last_year(), path)
    _do(desk, "enter", at={"t3.R1.nat": "9"})
    desk.save()
    assert desk.everything()["state"]["saved"]["is"] == "conflict"
    assert store.load(path) == samples.last_year()
    _do(desk, "conflict", mine=True)
    assert store.load(path)["t3.R1.nat"].number == 9


def test_a_file_changed_elsewhere_can_be_taken_instead(path):
    desk = Desk(path)
    store.save(samples.last_year(), path)
    _do(desk, "enter", at={"t3.R1.nat": "9"})
    desk.save()
    _do(desk, "conflict", mine=False)
    assert desk.session.report == samples.last_year()
    kept = [store.load(version)["t3.R1.nat"].number for version in desk.keeper.versions()]
    assert 9 in kept


def test_automatic_saving_keeps_a_version_once_in_a_while_only(path):
    desk = Desk(path)
    for number in range(5):
        _do(desk, "enter", at={"t3.R1.nat": str(number)})
        desk.save()
    assert len(desk.keeper.versions()) == 1


def test_one_can_go_back_to_a_version_and_forth_again(path):
    desk = Desk(path)
    _do(desk, "enter", at={"t3.R1.nat": "9"})
    desk.save(version=True)
    desk.keeper.keep(samples.last_year())
    newest = _do(desk, "versions")["versions"][0]
    assert newest[1].endswith(newest[0][17:19])
    answer = _do(desk, "version", version=newest[0])
    assert answer["whole"] is True
    assert desk.session.report == samples.last_year()
    assert 9 in {store.load(v)["t3.R1.nat"].number for v in desk.keeper.versions()}


def test_a_report_without_a_file_says_so(desk):
    _do(desk, "enter", at={"t3.R1.nat": "9"})
    desk.save()
    assert desk.everything()["state"]["saved"] == {"is": "memory"}
    assert not desk.everything()["keeps"]


# ------------------------------------------------------------------------------ the wire
def test_an_edit_on_a_full_report_stays_small(desk):
    for place, text in (("t3.R1.nat", "12"), ("t3.R3_3_4.com", "x"), ("t4.A.keep", "")):
        answer = _do(desk, "enter", at={place: text})
        assert len(json.dumps(answer, ensure_ascii=False).encode()) < 4000


def test_an_edit_on_an_empty_form_stays_small_too(tmp_path):
    desk = Desk(tmp_path / "report.json")
    desk.act({"do": "open"})
    for text in ("1", "12", "", "3"):
        answer = _do(desk, "enter", at={"t3.R1.nat": text})
        assert len(json.dumps(answer, ensure_ascii=False).encode()) < 4000


def test_everything_that_travels_is_json(desk):
    json.dumps(desk.everything())
