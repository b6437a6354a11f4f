"""Personal data: check digits, and that no finding spreads what it found."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

import samples
from reportkit.check import check
from reportkit.report import Reading, Report
from reportkit.rules.privacy import _checks, _luhn, _masked

_ID = "33038219850712301"
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def _with_digit(body: str) -> str:
    total = sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True))
    return body + "10X98765432"[total % 11]


def _report(text: str) -> Report:
    report = samples.filled()
    sections = (dataclasses.replace(report.sections[0], text=text), *report.sections[1:])
    return report.replace(sections=sections)


@given(st.integers(0, 17), st.integers(1, 9))
def test_one_wrong_digit_is_noticed(place: int, shift: int) -> None:
    """The check digit of GB 11643 notices every single wrong digit."""
    number = _with_digit(_ID)
    wrong = str((int(number[place].replace("X", "0")) + shift) % 10)
    changed = number[:place] + wrong + number[place + 1 :]
    assert _checks(number)
    assert changed == number or not _checks(changed)


@pytest.mark.parametrize("number", ["6228480402564890018", "4111111111111111", "79927398713"])
def test_the_check_digit_of_cards(number: str) -> None:
    assert _luhn(number)
    assert not _luhn(number[:-1] + str((int(number[-1]) + 1) % 10))


def test_masking_hides_the_middle() -> None:
    assert _masked("33038219850712301X") == "330*************1X"
    assert _masked("王建国", 1, 0) == "王**"


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        (f"身份证号{_with_digit(_ID)}。", _with_digit(_ID)),
        ("退费至银行卡6228480402564890018。", "6228480402564890018"),
        ("联系人小李13857712345。", "13857712345"),
        ("申请人家住松涛路18号3单元502室。", "松涛路18号"),
        ("原告王建国诉我局。", "王建国"),
        ("申请人青禾县大宏矿业有限公司申请公开文件。", "大宏矿业"),
        ("（2023）闽0722行初1286号案维持。", "0722行初1286"),
    ],
)
def test_a_finding_never_tells_what_it_found(text: str, secret: str) -> None:
    findings = [finding for finding in check(_report(text)) if finding.rule.startswith("PV-")]
    assert findings
    for finding in findings:
        told = f"{finding.message}{finding.quote}{finding.found}{finding.expected}"
        assert secret not in told


def test_the_author_of_a_file_is_told_masked() -> None:
    reading = Reading(file="年报.docx", meta={"author": "王建国"}, tables=("t2", "t3", "t4"))
    report = dataclasses.replace(samples.filled(), reading=reading)
    findings = [finding for finding in check(report) if finding.rule == "PV-05"]
    assert [finding.message.count("王建国") for finding in findings] == [0]


def test_two_numbers_make_two_findings_with_their_own_fingerprints() -> None:
    other = _with_digit("44010119900307561")
    findings = check(_report(f"身份证{_with_digit(_ID)}，身份证{other}。"))
    prints = [finding.fingerprint for finding in findings if finding.rule == "PV-01"]
    assert len(set(prints)) == 2
