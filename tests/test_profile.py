"""Profiles: what is local, refused in one Chinese sentence where it cannot be meant."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

import samples
from reportkit import profile
from reportkit.check import check
from reportkit.errors import ProfileError
from reportkit.profile import NATIONAL, WORD_LISTS, Profile, built_in, load

ROOT = Path(__file__).parents[1]
GUIDE = ROOT / "docs" / "zh" / "配置.md"
KEYS = {item.name: getattr(NATIONAL, item.name) for item in dataclasses.fields(Profile)}


def _load(tmp_path: Path, text: str) -> Profile:
    path = tmp_path / "本地.toml"
    path.write_text(text, encoding="utf-8")
    return load(path)


def test_the_national_file_says_the_defaults():
    assert load("national") == NATIONAL == Profile()


def test_the_national_file_explains_every_key():
    text = built_in()["national"].read_text(encoding="utf-8")
    named = set(re.findall(r"^(?:# )?(\w+) = ", text, re.MULTILINE))
    named |= set(re.findall(r"^\[(\w+)\]", text, re.MULTILINE))
    assert named >= set(KEYS)


@pytest.mark.parametrize("name", built_in())
def test_built_in_profiles_can_be_used(name):
    assert not check(samples.filled(), profile=load(name)).errors


def test_the_example_city_asks_for_more():
    found = check(samples.filled(), profile=load("example_city"))
    assert [item.rule for item in found] == ["ST-06"]
    assert "重点领域信息公开" in found[0].message


def test_the_example_township_has_its_own_day():
    report = samples.filled().replace(published_on=samples.filled().issued_on.replace(day=25))
    late = {item.rule for item in check(report, profile=load("example_township"))}
    assert "DT-02" in late
    assert "DT-02" not in {item.rule for item in check(report)}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('deadline_departmnt = "01-20"', "您要的是不是 deadline_department？"),
        ('rules_off = ["ST-99"]', "没有“ST-99”这条规则。您要的是不是 ST-09？"),
        ('[severities]\n"T3-1" = "info"', "没有“T3-1”这条规则"),
        ('[severities]\n"T3-10" = "high"', "只能是 error、warning、info"),
        ('section_one_most = "多"', "应当是整数"),
        ("section_one_most = true", "应当是整数"),
        ("section_one_most = -1", "应当不小于 0"),
        ("carried_share = 3.0", "应当在 0 和 1 之间"),
        ('makes_rules = "有"', "应当是true 或者 false"),
        ('rules_off = "ST-13"', "应当是一列文字"),
        ('deadline_township = "1月20日"', "应写成“月-日”"),
        ('kind = "village"', "只能是 department、township、government"),
        ('[words]\nslip = ["a=b"]', "您要的是不是 slips？"),
        ('[topics]\n"重点领域" = "教育"', "应当是一列文字"),
        ("section_one_most = ", "末尾写得不对"),
        ("section_one_most = x\nname = 1", "第1行写得不对"),
    ],
)
def test_what_cannot_be_meant_is_refused(tmp_path, text, said):
    with pytest.raises(ProfileError, match=re.escape(said)):
        _load(tmp_path, text)


def test_an_unknown_name_lists_the_built_in_ones():
    with pytest.raises(ProfileError, match=r"example_city.*您要的是不是 national"):
        load("natonal")


def test_a_file_in_another_encoding_is_one_sentence(tmp_path):
    (tmp_path / "a.toml").write_bytes('name = "某市"'.encode("gb18030"))
    with pytest.raises(ProfileError, match="UTF-8"):
        load(tmp_path / "a.toml")


def test_a_rule_that_is_off_says_nothing_and_is_not_missed(tmp_path):
    local = _load(tmp_path, 'rules_off = ["T4-01", "AG-01"]')
    found = check(samples.filled().replace({"t4.A.total": 2}), profile=local)
    told = {item.rule for item in found} | {item.rule for item in found.not_assessable}
    assert not told & {"T4-01", "AG-01"}


def test_a_local_severity_holds(tmp_path):
    local = _load(tmp_path, '[severities]\n"T4-01" = "info"')
    found = check(samples.filled().replace({"t4.A.total": 2}), profile=local)
    assert [str(item.severity) for item in found if item.rule == "T4-01"] == ["info"]


def test_the_guide_tells_every_key_with_its_default():
    text = GUIDE.read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| (.*?) \| (.+?) \|$", text, re.MULTILINE)
    told = {key: default for key, default, _ in rows}
    assert list(told) == list(KEYS)
    for key, default in KEYS.items():
        shown = "无" if default in (None, (), {}) else f"`{str(default).replace(',', '')}`"
        assert told[key] == shown, key


def test_the_guide_tells_every_word_list():
    text = GUIDE.read_text(encoding="utf-8")
    assert [name for name in WORD_LISTS if f"`{name}`" not in text] == []


def test_profiles_are_package_data():
    assert profile.__file__ is not None
    assert all(path.is_relative_to(Path(profile.__file__).parent) for path in built_in().values())
