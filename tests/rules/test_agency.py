"""What the names of organs tell, and what they leave open."""

from __future__ import annotations

import dataclasses

import pytest

import samples
from reportkit.report import Organ
from reportkit.rules import Case
from reportkit.rules._agency import differ, is_county_level, makes_rules
from reportkit.rules._previous import objection

DEPARTMENT, TOWNSHIP, GOVERNMENT = Organ.DEPARTMENT, Organ.TOWNSHIP, Organ.GOVERNMENT


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("浙江省人民政府", GOVERNMENT),
        ("内蒙古自治区人民政府", GOVERNMENT),
        ("天津市人民政府", GOVERNMENT),
        ("临夏回族自治州人民政府", GOVERNMENT),
        ("自然资源部", DEPARTMENT),
        ("住房和城乡建设部", DEPARTMENT),
        ("国家卫生健康委员会", DEPARTMENT),
        ("国家市场监督管理总局", DEPARTMENT),
        ("中国人民银行", DEPARTMENT),
        ("海关总署", DEPARTMENT),
    ],
)
def test_these_may_make_rules(name: str, kind: Organ) -> None:
    assert makes_rules(name, kind) is True


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("青禾县林业局", DEPARTMENT),
        ("浙江省自然资源厅", DEPARTMENT),
        ("盐城市城市管理局", DEPARTMENT),
        ("青禾市政务服务和数据管理局", DEPARTMENT),
        ("青禾市市政园林局", DEPARTMENT),
        ("青禾县住房和城乡建设局", DEPARTMENT),
        ("国家税务总局广州市白云区税务局", DEPARTMENT),
        ("青禾经济技术开发区管理委员会", DEPARTMENT),
        ("青禾县人民政府办公室", DEPARTMENT),
        ("林业局", DEPARTMENT),
        ("青禾县人民政府", GOVERNMENT),
        ("三江侗族自治县人民政府", GOVERNMENT),
        ("温州市瓯海区人民政府", GOVERNMENT),
        ("青禾县新城镇人民政府", TOWNSHIP),
        ("青禾县金城乡人民政府", None),
        ("松涛街道办事处", None),
        ("青禾县林业局", None),
    ],
)
def test_these_may_not_make_rules(name: str, kind: Organ | None) -> None:
    assert makes_rules(name, kind) is False


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("宿迁市人民政府", GOVERNMENT),
        ("盐城市人民政府", GOVERNMENT),
        ("景德镇市人民政府", GOVERNMENT),
        ("宿迁市", GOVERNMENT),
        ("宿迁市人民政府办公室", DEPARTMENT),
        ("浙江省人民政府办公厅", DEPARTMENT),
        (None, DEPARTMENT),
        ("", None),
        ("全国妇女联合会", None),
    ],
)
def test_these_names_do_not_tell(name: str | None, kind: Organ | None) -> None:
    assert makes_rules(name, kind) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("青禾县林业局", "青禾县林业局"),
        ("青禾县林业局", "青禾县林业和草原局"),
        ("青禾县林业局", "浙江省青禾县林业局"),
        ("青禾县林业局", "青禾区林业局"),
        ("青禾县林业局", "林业局"),
        ("青禾县人民政府", "青禾县"),
        ("青禾县税务局", "国家税务总局青禾县税务局"),
        ("青禾县 林业局", "青禾县林业局"),
        ("青禾县林业局", None),
        (None, None),
    ],
)
def test_these_may_be_the_same_organ(one: str | None, other: str | None) -> None:
    assert not differ(one, other)
    assert not differ(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("青禾县林业局", "青禾县财政局"),
        ("青禾县林业局", "白水县林业局"),
        ("青禾县林业局", "青禾县人民政府"),
        ("青禾县民政局", "青禾县财政局"),
        ("盐城市城市管理局", "宿迁市城市管理局"),
        ("青禾县松涛镇人民政府", "青禾县白水镇人民政府"),
        ("青禾县人民政府", "白水县人民政府"),
    ],
)
def test_these_are_clearly_different_organs(one: str, other: str) -> None:
    assert differ(one, other)
    assert differ(other, one)


@pytest.mark.parametrize(
    "name", ["青禾县林业局", "瓯海区统计局", "松涛镇人民政府", "土默特左旗财政局"]
)
def test_these_are_at_county_level_or_below(name: str) -> None:
    assert is_county_level(name)


@pytest.mark.parametrize("name", ["宿迁市林业局", "浙江省财政厅", "自然资源部", "", None])
def test_these_are_not_clearly_at_county_level(name: str | None) -> None:
    assert not is_county_level(name)


def test_the_report_of_the_year_before_raises_no_objection() -> None:
    assert objection(Case(report=samples.filled(), previous=samples.last_year())) == ""


def test_a_report_without_year_or_name_is_taken_as_given() -> None:
    nameless = dataclasses.replace(samples.last_year(), agency=None, year=None)
    assert objection(Case(report=samples.filled(), previous=nameless)) == ""


def test_the_same_year_twice_is_refused_with_both_years() -> None:
    case = Case(report=samples.filled(), previous=samples.filled())
    assert objection(case) == "2022年度的报告（现在给的是2023年度的）"
