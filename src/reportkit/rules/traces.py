"""What a file shows besides the report, and telephones made unusable: PV-05 and PV-06.

>>> [rule.id for rule in RULES]
['PV-05', 'PV-06']
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportkit.finding import Severity
from reportkit.rules._prose import prose_of
from reportkit.rules._rule import Case, Fault, Verdicts, rule

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["RULES"]

# Key of `Reading.meta` -> words with {} for what stands there.
_LEFT = {
    "comments": "批注{}处",
    "changes": "修订痕迹{}处",
    "hidden": "隐藏文字{}处",
    "hiddenSheets": "隐藏工作表“{}”",
}
_PEOPLE = {"author": "作者", "Author": "作者", "creator": "作者", "lastModifiedBy": "最后修改人"}
# What programs and offices write there instead of a person.
_NO_PERSON = re.compile(
    r"[\x00-\x7f]*|.*(?:局|办|委|厅|政府|中心|街道|镇|乡|处|科|股|室|单位|用户|微软|系统|管理员|公司|电脑|秘书|打字|文印|部|院|所|站|队|委员会|联合会|协会|馆|学校)\d*"
)


@rule("PV-05")
def left_in_the_file(case: Case) -> Verdicts:
    """The file for download holds no comments, tracked changes, hidden parts or authors' names.

    Names that programs give (Administrator, 微软用户) and names of offices are right.  A person's
    name as the author is a hint and is told masked.

    Wrong: a file with the comment 此处数字待核.
    Right: a clean copy whose properties hold the office's name only.
    """
    meta: Mapping[str, str] = case.reading.meta if case.reading else {}
    left = [words.format(meta[key]) for key, words in _LEFT.items() if _is_left(meta.get(key, ""))]
    if left:
        message = f"文件里还有{'、'.join(left)}，发布前应当清除。"
        yield Fault(message=message, found="、".join(left))
    if _is_left(meta.get("embedded", "")):
        message = f"文件里嵌有{meta['embedded']}个其他文件，请打开核对，不需要公开的应当去掉。"
        yield Fault(message=message, found=f"嵌入{meta['embedded']}个", severity=Severity.INFO)
    people = {
        words: f"{name[0]}{'*' * (len(name) - 1)}"
        for key, words in _PEOPLE.items()
        if (name := meta.get(key, "").strip()) and not _NO_PERSON.fullmatch(name)
    }
    if people:
        told = "、".join(f"{words}“{name}”" for words, name in people.items())
        message = f"文件属性里有个人姓名：{told}（这里已遮盖），发布前宜清除，只留单位名称。"
        yield Fault(message=message, found=told, severity=Severity.INFO)


def _is_left(value: str) -> bool:
    return bool(value) and value != "0"


_CALL = r"(?:电话(?:号码)?|传真|联系方式|热线)(?:\([^()]{1,8}\))?[:为是]?"
_MASKED = re.compile(rf"{_CALL}\(?(?P<n>\d{{0,4}}[)-]?-?\d{{0,8}}[*＊×XxＸ●]{{2,}}[\d*×Xx]*)")
_NUMBER = re.compile(rf"{_CALL}(?P<n>\(?0\d{{2,3}}\)?(?:-|—|－)+\d+)(?![\d*×Xx-])")
_BARE = re.compile(rf"{_CALL}(?P<n>\d{{3,12}})(?![\d*×Xx-])")
_SHORT_NUMBERS = re.compile(
    r"1\d{2}|1[0-9]{4}|9\d{4}|12\d{3,5}|[48]00\d{7}|1[3-9]\d{9}|0\d{9,11}|[2-8]\d{6,7}"
)


@rule("PV-06")
def usable_telephones(case: Case) -> Verdicts:
    """The telephone of the office is printed in full.

    An area code with seven or eight digits, seven or eight digits alone and short public numbers
    (12345) are right.

    Wrong: 电话：057********58.
    Right: 电话：0576-82110000.
    """
    for prose in prose_of(case.report):
        for match in _MASKED.finditer(prose.text):
            quote = prose.quote(*match.span("n"))
            message = f"公开的电话“{quote}”被遮盖，群众无法使用，请补全。"
            yield Fault(message=message, section=prose.section, quote=quote, found=quote)
        for match in (*_NUMBER.finditer(prose.text), *_BARE.finditer(prose.text)):
            if not _is_complete(match["n"]):
                quote = prose.quote(*match.span("n"))
                message = f"公开的电话“{quote}”位数不对，请核对。"
                yield Fault(message=message, section=prose.section, quote=quote, found=quote)


def _is_complete(number: str) -> bool:
    parts = re.findall(r"\d+", number)
    if len(parts) == 1:
        return bool(_SHORT_NUMBERS.fullmatch(parts[0]))
    return len(parts[-1]) in {5, 7, 8} and (len(parts[-1]) > 5 or parts[-1].startswith(("1", "9")))


RULES = (left_in_the_file, usable_telephones)
