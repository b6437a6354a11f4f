"""Organs and their manners: names fit the kind, and many kinds come."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from reportkit.report import Organ
from reportkit.specimens import Draw, specimen
from reportkit.specimens._manner import TOPICS, manner
from reportkit.specimens._organs import organ

SELF = {"局": "局|单位|机关", "委员会": "委|单位|机关", "镇人民政府": "镇", "乡人民政府": "乡", "街道办事处": "街道",
        "县人民政府": "县", "区人民政府": "区", "市人民政府": "市"}  # fmt: skip


@pytest.mark.parametrize("kind", list(Organ))
def test_the_self_name_fits_the_organ(kind: Organ) -> None:
    for seed in range(80):
        words = organ(Draw(seed), kind).words
        end = next((end for end in SELF if words["agency"].endswith(end)), None)
        if end:
            assert re.fullmatch(f"[我本](?:{SELF[end]})", words["self"]), words


def test_names_that_texts_need_are_there() -> None:
    for kind in Organ:
        words = organ(Draw(1), kind).words
        for name in (
            "agency",
            "self",
            "place",
            "office",
            "site",
            "phone",
            "street",
            "level",
            "above",
        ):
            assert words[name]


def test_telephones_are_whole_landlines() -> None:
    for seed in range(60):
        assert re.fullmatch(r"0\d{3}-[2-8]\d{6}", organ(Draw(seed), None).words["phone"])


def test_many_organs_come() -> None:
    agencies = Counter(specimen(seed).report.agency for seed in range(200))
    offices = {re.sub("^.*?[县区市]", "", name) for name in agencies}
    assert len(agencies) > 180
    assert len(offices) > 60


def test_every_style_comes_and_fits() -> None:
    styles = {shape: Counter(manner(Draw(shape, seed), shape).style for seed in range(200))
              for shape in ("department", "township", "street", "government")}  # fmt: skip
    assert set(styles["department"]) == {"plain", "terse", "long", "enumerating", "narrative"}
    assert styles["government"].most_common(1)[0][0] == "long"
    assert "terse" not in styles["government"]


@pytest.mark.parametrize("seed", range(12))
def test_headings_number_the_five_topics(seed: int) -> None:
    way = manner(Draw(seed), "department")
    headed = [way.headed(role, "正文。") for role in TOPICS]
    if way.heading in {"inline", "line"}:
        assert headed[1].startswith(("（二）", "2."))
        assert "\n" in headed[0] or way.heading == "inline"
    assert all(text.endswith("正文。") for text in headed)
    assert way.headed("opening", "正文。") == "正文。"
