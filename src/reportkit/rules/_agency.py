"""What the name of an organ tells: where it is, what it does, which powers it may have.

A name proves little, so every answer may be "cannot tell".  This module knows no figures.

>>> makes_rules("青禾县林业局", Organ.DEPARTMENT)
False
>>> differ("青禾县林业局", "青禾县林业和草原局")
False
"""

from __future__ import annotations

import re

from reportkit.report import Organ
from reportkit.text import normalise

__all__ = ["differ", "is_county_level", "makes_rules"]

# Words that hold the name of a level without being a place: 市场监督管理局, 住房和城乡建设局.
# 城市 and its like only behind a place or 和: 盐城市 and 新城镇 are places.
_NOT_PLACES = re.compile(
    "市场|市政(?![府务协法])|市容|乡村|社区|区域|区划"
    "|(?<=[县区市旗州])(?:经济|高新|产业|工业|技术|旅游){1,3}开发区|(?<=[省市县区州旗盟房和、])城[市乡镇]|^城[市乡镇]"
)
_PLACE = re.compile(
    "(.{2,}?)(自治区|自治州|自治县|自治旗|省|市|县|区|州(?!市)|盟|旗|乡|镇(?!市)|街道)"
)
_COUNTY = frozenset({"县", "自治县", "旗", "自治旗", "区", "乡", "镇", "街道"})
_NATIONAL = re.compile(
    "(国家|国务院|中华人民共和国|中国).*(部|委员会|总局|局|署|银行)|.*部|审计署|海关总署"
)
_PROVINCE = re.compile("(北京|上海|天津|重庆)市人民政府|.{2,}(省|自治区)人民政府")
_GENERAL = re.compile("人民政府|政府|办公室|办公厅|办事处|委员会|局|厅|部|中心|本级|机关")
_ALIKE = 0.5  # share of common characters above which a new name can be the old organ's


def makes_rules(name: str | None, kind: Organ | None) -> bool | None:
    """Say whether an organ has the power to make 规章; None where its name does not tell.

    Notes
    -----
    The power is with ministries and comparable bodies of the State Council, governments of
    provinces, of 设区的市 and of 自治州.  Whether a 市 is 设区的市 its name does not say.

    References
    ----------
    《立法法》 as amended in 2023, articles 91 and 93.
    """
    if kind is Organ.TOWNSHIP:
        return False
    plain = normalise(name or "")
    if not plain:
        return None
    places = _places(plain)
    if not places:
        return _without_place(plain, kind)
    if plain.endswith("人民政府") or kind is Organ.GOVERNMENT:
        return _government(plain, places[-1][1])
    of_government = plain.endswith(("政府办公室", "政府办公厅", "政府办"))
    if of_government and places[-1][1] not in _COUNTY:
        return None
    return False if kind is Organ.DEPARTMENT or plain.endswith(("局", "厅", "办事处")) else None


def _without_place(plain: str, kind: Organ | None) -> bool | None:
    """Judge a name that holds no place: 自然资源部, or 林业局 for short."""
    if _NATIONAL.fullmatch(plain):
        return True
    small = plain.endswith(("局", "中心", "所", "队", "站", "院", "办公室"))
    return False if kind is Organ.DEPARTMENT and small and len(plain) <= 8 else None


def _government(plain: str, level: str) -> bool | None:
    if _PROVINCE.fullmatch(plain) or level in {"省", "自治区", "自治州"}:
        return True
    return False if level in _COUNTY else None


def is_county_level(name: str | None) -> bool:
    """Whether the name clearly says an organ of a county, a district or below."""
    places = _places(normalise(name or ""))
    return bool(places) and places[-1][1] in _COUNTY


def differ(one: str | None, other: str | None) -> bool:
    """Whether two names clearly belong to different organs.

    A missing place, a renamed organ (林业局, 林业和草原局) or a county that has become a district
    is no clear difference.
    """
    first, second = normalise(one or ""), normalise(other or "")
    if not first or not second or first == second:
        return False
    ends = [places[-1][0] for places in (_places(first), _places(second)) if places]
    if len(ends) == 2 and not _part_of(*ends) and not _part_of(*reversed(ends)):
        return True
    offices = _office(first), _office(second)
    if not all(offices):
        return offices[0] != offices[1]
    common = set(offices[0]) & set(offices[1])
    return len(common) / min(len(set(office)) for office in offices) <= _ALIKE


def _part_of(short: str, long: str) -> bool:
    return long.startswith(short) or long.endswith(short)


def _places(plain: str) -> list[tuple[str, str]]:
    """Return the places in a name, from the largest: [("青禾", "县")]."""
    return _PLACE.findall(_NOT_PLACES.sub("", plain))


def _office(plain: str) -> str:
    """Return what a name says of the office itself: 林业 for 青禾县林业局."""
    return _GENERAL.sub("", _PLACE.sub("", _NOT_PLACES.sub("", plain)))
