"""A profile: what is local, such as deadlines, limits, thresholds and the organ's powers.

A profile is a TOML file.  Every key has a national default, so a local file names only what
differs; unknown keys and unknown rules are refused with the nearest known one.  ``profiles/``
holds the built-in ones: ``national`` with every key explained, and two worked examples.

>>> load("national").section_one_most
1000
"""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportkit.catalogue import catalogue
from reportkit.errors import ProfileError
from reportkit.form import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

__all__ = ["NATIONAL", "WORD_LISTS", "Profile", "built_in", "load"]

_FOLDER = Path(__file__).parent / "profiles"

WORD_LISTS = {
    "slips": "错误写法及其正确写法，写成“错=对”",
    "allowed": "本地的正确用语，不再当作错别字",
    "placeholders": "模板里的占位文字",
    "generic": "不指本单位的泛称",
    "off_topic": "与政府信息公开无关的内容",
}
"""Lists of words that a profile may lengthen (table ``words``) -> what they hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What the rules take from the place and the organ.

    Notes
    -----
    Deadlines are month and day of the year after the reported one, written ``"01-31"``.
    Lengths are in characters without white space.  Shares are between 0 and 1.
    `makes_rules` says whether the organ may make 规章; None where the profile does not say.
    `kind` and `vertical` describe the organ where the report does not tell.  `words` lengthens
    the word lists of `WORD_LISTS`; `topics` names what else section one must tell, each with the
    words of which one must stand there.
    """

    name: str = "national"
    deadline_department: str = "01-31"
    deadline_township: str = "01-31"
    deadline_government: str = "03-31"
    section_one_most: int = 1000
    section_one_least: int = 200
    carried_share: float = 0.3
    carried_least: int = 10
    change_factor: int = 10
    change_base: int = 20
    same_share: float = 0.8
    same_least: int = 4
    fee_unit_low: int = 3000
    fee_unit_high: int = 30000
    fee_round_least: int = 10000
    fee_most: int = 1_000_000
    direct_suits_least: int = 5
    section_five_least: int = 60
    section_five_same: float = 0.8
    facts_least: int = 3
    text_same_warning: float = 0.6
    text_same_error: float = 0.85
    peer_share: float = 0.5
    makes_rules: bool | None = None
    kind: str | None = None
    vertical: bool | None = None
    rules_off: tuple[str, ...] = ()
    severities: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    topics: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse values that no rule could use."""
        for key in ("deadline_department", "deadline_township", "deadline_government"):
            _month_and_day(key, getattr(self, key))
        if self.kind not in {None, "department", "township", "government"}:
            message = "配置项 kind 只能是 department、township、government 之一。"
            raise ProfileError(message)
        wrong = [s for s in self.severities.values() if s not in {"error", "warning", "info"}]
        if wrong:
            message = f"配置项 severities 里的“{wrong[0]}”不对，只能是 error、warning、info。"
            raise ProfileError(message)
        _known_rules("rules_off", self.rules_off)
        _known_rules("severities", self.severities)
        _known_lists(self.words)
        for topic, words in self.topics.items():
            if isinstance(words, str) or not words:
                message = f'配置项 topics 里的“{topic}”应当是一列文字，例如 ["甲", "乙"]。'
                raise ProfileError(message)
        _in_range(self)

    def deadline(self, kind: str | None) -> tuple[int, int]:
        """Return month and day by which an organ of this kind must have published."""
        text = getattr(self, f"deadline_{kind or 'department'}")
        return _month_and_day("deadline", text)


def _known_rules(key: str, rules: Iterable[str]) -> None:
    for rule in rules:
        if rule not in catalogue():
            near = nearest(rule, tuple(catalogue()))
            message = f"配置项 {key} 里没有“{rule}”这条规则。"
            raise ProfileError(message, hint=f"您要的是不是 {near[0]}？" if near else "")


def _in_range(profile: Profile) -> None:
    """Refuse negative limits and shares above 1."""
    for item in dataclasses.fields(profile):
        value = getattr(profile, item.name)
        if isinstance(value, int | float) and not isinstance(value, bool):
            most = 1 if isinstance(item.default, float) else None
            if value < 0 or (most is not None and value > most):
                wanted = "在 0 和 1 之间" if most else "不小于 0"
                message = f"配置项 {item.name} 应当{wanted}，现在是 {value}。"
                raise ProfileError(message)


def _known_lists(words: Mapping[str, tuple[str, ...]]) -> None:
    for key, entries in words.items():
        if key not in WORD_LISTS:
            near = nearest(key, tuple(WORD_LISTS))
            message = f"配置项 words 里没有“{key}”，只有{'、'.join(WORD_LISTS)}。"
            raise ProfileError(message, hint=f"您要的是不是 {near[0]}？" if near else "")
        if isinstance(entries, str) or not all(isinstance(entry, str) for entry in entries):
            message = f'配置项 words 里的“{key}”应当是一列文字，例如 ["甲", "乙"]。'
            raise ProfileError(message)
        for entry in entries if key == "slips" else ():
            if not all(entry.partition("=")):
                message = f"配置项 words 里的“{entry}”应写成“错=对”，例如 统计限自=统计期限自。"
                raise ProfileError(message)


def _month_and_day(key: str, text: str) -> tuple[int, int]:
    parts = text.split("-") if isinstance(text, str) else []
    numbers = [int(part) for part in parts if part.isdigit()]
    if (
        len(numbers) != len(parts)
        or len(parts) != 2
        or not 1 <= numbers[0] <= 12
        or not (1 <= numbers[1] <= 31)
    ):
        message = f"配置项 {key} 应写成“月-日”，例如 01-31，现在是“{text}”。"
        raise ProfileError(message)
    return numbers[0], numbers[1]


NATIONAL = Profile()


def built_in() -> dict[str, Path]:
    """Return the built-in profiles: name and file, the national one first."""
    paths = {path.stem: path for path in sorted(_FOLDER.glob("*.toml"))}
    return {NATIONAL.name: paths.pop(NATIONAL.name), **paths}


def load(name: str | Path) -> Profile:
    """Load a profile by its built-in name or from a TOML file.

    Raises
    ------
    ProfileError
        If there is no such profile or file, a key is unknown, or a value is of the wrong kind.
    """
    import tomllib  # noqa: PLC0415  most runs use the national profile, which is made in code

    own = built_in().get(str(name))
    path = own or Path(name)
    try:
        data = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        names = tuple(built_in())
        near = nearest(str(name), names)
        message = f"找不到配置“{name}”：内置的有 {'、'.join(names)}，也没有这个文件。"
        raise ProfileError(message, hint=f"您要的是不是 {near[0]}？" if near else "") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        line = re.search(r"line (\d+)", str(error))
        where = f"第{line[1]}行" if line else "末尾" if "end of" in str(error) else "有的地方"
        message = f"配置文件 {path.name} {where}写得不对，读不出来（应为 UTF-8 编码的 TOML）。"
        raise ProfileError(message) from error
    return _profile({"name": path.stem, **data}, path.name)


def _profile(data: dict[str, Any], file: str) -> Profile:
    known = {item.name: item for item in dataclasses.fields(Profile)}
    for key, value in data.items():
        if key not in known:
            near = nearest(key, tuple(known))
            hint = f"您要的是不是 {near[0]}？" if near else ""
            message = f"配置文件 {file} 里有不认识的项“{key}”。"
            raise ProfileError(message, hint=hint)
        wanted = _KINDS[str(known[key].type).partition(" ")[0]]
        if not wanted.fits(value):
            message = f"配置文件 {file} 里“{key}”的值不对，应当是{wanted.said}。"
            raise ProfileError(message)
    return Profile(**{key: _frozen(value) for key, value in data.items()})


def _frozen(value: Any) -> Any:  # noqa: ANN401  what TOML gives
    if isinstance(value, dict):
        return {key: _frozen(item) for key, item in value.items()}
    return tuple(value) if isinstance(value, list) else value


@dataclass(frozen=True, slots=True)
class _Kind:
    """What a key may hold: the words for it, and the test."""

    said: str
    fits: Callable[[object], bool]


def _is_list(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _is_table(value: object) -> bool:
    return isinstance(value, dict) and all(
        isinstance(v, str) or _is_list(v) for v in value.values()
    )


_KINDS = {
    "str": _Kind("文字（用引号括起来）", lambda value: isinstance(value, str)),
    "int": _Kind("整数", lambda value: type(value) is int),
    "float": _Kind("小数", lambda value: type(value) in {int, float}),
    "bool": _Kind("true 或者 false", lambda value: isinstance(value, bool)),
    "tuple[str,": _Kind('一列文字，例如 ["甲", "乙"]', _is_list),
    "Mapping[str,": _Kind('一张表，例如 { "T3-10" = "warning" }', _is_table),
}
"""First word of a field's annotation -> what stands in the file."""
