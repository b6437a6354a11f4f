"""Worked examples: the wrong words marked, the finding said, and how to mend it."""

from __future__ import annotations

import re

import pytest

from reportkit.lessons import LessonError, example, faults, lessons


def _said(shown):
    return re.sub("<[^>]*>", "", shown._repr_html_())


def test_an_example_shows_the_fault_the_finding_and_the_remedy():
    shown = example("WD-03")
    said = _said(shown)
    assert shown.findings[0].message in said
    for step in ("看一看", "检查说什么", "错在哪里，怎么改", "依据："):
        assert step in said
    assert shown._repr_html_().count("<mark") == 1


def test_only_the_cells_that_were_changed_are_marked_as_wrong():
    shown = example("T3-03.total")
    assert shown._repr_html_().count("border:3px solid #b3001b") == 1 + len(shown.findings)


def test_what_is_missing_is_shown_by_the_whole_section():
    shown = example("ST-06")
    section = shown.exercise.report.section(1)
    assert all(line in _said(shown) for line in section.text.splitlines())
    assert "<mark" not in shown._repr_html_()


def test_the_same_example_every_time():
    assert example("T3-01").exercise == example("T3-01").exercise


def test_every_rule_of_every_lesson_has_one():
    taught = {rule for item in lessons() for rule in item.rules}
    assert taught == {fault.rule for fault in faults().values()}
    assert all(example(rule).findings for rule in sorted(taught))


def test_an_unknown_kind_is_one_sentence():
    with pytest.raises(LessonError, match="没有“T9-99”这种错误"):
        example("T9-99")
