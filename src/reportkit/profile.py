"""A profile: what is local, such as deadlines, limits, thresholds and the organ's powers.

A profile is a TOML file.  Every key has a national default, so a local file names only what
differs; unknown keys are refused with the nearest known one.

>>> load("national").section_one_most
1000
"""

from __future__ import annotations

import dataclasses
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportkit.errors import ProfileError
from reportkit.form import nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["NATIONAL", "Profile", "load"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What the rules take from the place and the organ.

    Notes
    -----
    Deadlines are month and day of the year after the reported one, written ``"01-31"``.
    Lengths are in characters without white space.  Shares are between 0 and 1.
    `makes_rules` says whether the organ may make 规章; None where the profile does not say.
    `kind` and `vertical` describe the organ where the report does not tell.
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
    makes_rules: bool | None = None
    kind: str | None = None
    vertical: bool | None = None
    rules_off: tuple[str, ...] = ()
    severities: Mapping[str, str] = field(default_factory=dict)

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

    def deadline(self, kind: str | None) -> tuple[int, int]:
        """Return month and day by which an organ of this kind must have published."""
        text = getattr(self, f"deadline_{kind or 'department'}")
        return _month_and_day("deadline", text)


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


def load(name: str | Path) -> Profile:
    """Load a profile by its built-in name or from a TOML file.

    Raises
    ------
    ProfileError
        If there is no such profile or file, a key is unknown, or a value is of the wrong kind.
    """
    if str(name) == "national":
        return NATIONAL
    path = Path(name)
    try:
        data = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        message = f"找不到配置“{name}”：内置的只有 national，也没有这个文件。"
        raise ProfileError(message) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        message = f"配置文件 {path.name} 不是正确的 TOML：{error}。"
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
        default = getattr(NATIONAL, key)
        if default is not None and not _same_kind(value, default):
            message = (
                f"配置文件 {file} 里“{key}”的值 {value!r} 类型不对，应与默认值 {default!r} 同类。"
            )
            raise ProfileError(message)
    if "rules_off" in data:
        data["rules_off"] = tuple(data["rules_off"])
    return Profile(**data)


def _same_kind(value: object, default: object) -> bool:
    if isinstance(default, tuple):
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    if isinstance(default, float):
        return isinstance(value, int | float) and not isinstance(value, bool)
    if isinstance(default, int) and not isinstance(default, bool):
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, type(default))
