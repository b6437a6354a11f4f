"""Fictional organs: name, place, what they call themselves, what they usually do.

Places and offices are data (``data/places.toml``, ``data/offices.toml``).  Nothing here knows
figures of a year or sentences.

>>> organ(Draw("organ", 7), Organ.TOWNSHIP).words["self"]  # doctest: +SKIP
'我镇'
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from reportkit.report import Organ
from reportkit.specimens._tables import data

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reportkit.specimens._draw import Draw

__all__ = ["Usual", "Who", "organ"]

_KINDS = ((Organ.DEPARTMENT, Organ.TOWNSHIP, Organ.GOVERNMENT), (66, 22, 12))
_LEVELS = (("县", "区", "市"), (60, 25, 15))
_LARGER = {"县": 1.0, "区": 1.6, "市": 3.5}
"""Level of a place -> how much more an organ there does than one of a county."""
_SELF = (("我", "本"), (80, 20))


class Usual(NamedTuple):
    """What an organ usually does in a year, in a county; ranges are from - to."""

    permits: tuple[int, int]
    penalties: tuple[int, int]
    coercions: tuple[int, int]
    fee: int
    norms: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """An organ.

    Notes
    -----
    `shape` is ``department``, ``township``, ``street`` or ``government``; `level` is the kind of
    its place (县, 区, 市).  `asked` says how often requests come, `ends` how they usually end,
    `subjects` what the organ publishes.  `words` are the names by which a text calls things.
    """

    kind: Organ
    shape: str
    level: str
    usual: Usual
    larger: float
    asked: str
    ends: str
    subjects: tuple[str, ...]
    words: Mapping[str, str]


def organ(draw: Draw, kind: Organ | None) -> Who:
    """Make an organ up, of the wished kind or any."""
    kind = kind or draw.weighted(*_KINDS)
    places = data("places")
    (stem, pinyin), (city, _) = draw.sample(places["stems"], 2)
    level = draw.weighted(*_LEVELS)
    place = _Place(stem, level, city, pinyin)
    if kind is Organ.GOVERNMENT:
        return _government(draw, place)
    return (_township if kind is Organ.TOWNSHIP else _department)(draw, place)


class _Place(NamedTuple):
    stem: str
    level: str
    city: str
    pinyin: str

    @property
    def name(self) -> str:
        return self.stem + self.level


class _Kind(NamedTuple):
    organ: Organ
    shape: str
    office: Mapping[str, Any]


def _department(draw: Draw, place: _Place) -> Who:
    office = draw.choice(data("offices")["office"])
    own = office.get("self", "局")
    room = "股" if place.level == "县" else "科"
    # a large city's organ rarely names the city above, a county's sometimes
    above = f"{place.city}市" if place.level == "区" and draw.chance(0.4) else ""
    me = draw.weighted(_SELF[0], _SELF[1]) + draw.weighted((own, "单位", "机关"), (86, 8, 6))
    me = me.replace("我机关", "本机关")
    words = {
        "agency": f"{above}{place.name}{office['name']}",
        "self": me,
        "whole": f"全{own}" if own in {"局", "委"} else "本单位",
        "office": draw.choice(("办公室", "办公室", "综合" + room))
        if own != "办"
        else "综合" + room,
        "units": f"各{room}室",
        "unit": f"{room}室",
        "legal": draw.choice((f"法规{room}", f"政策法规{room}")),
        "money": f"财务{room}",
        "deputy": {"局": "分管副局长", "馆": "分管副馆长"}.get(own, "分管副主任"),
        "head": {"局": "局长", "馆": "馆长"}.get(own, "主任"),
        "hall": draw.choice(("政务服务大厅", "办事窗口", "服务大厅")),
    }
    return _made(draw, place, _Kind(Organ.DEPARTMENT, "department", office), words)


def _township(draw: Draw, place: _Place) -> Who:
    is_street = place.level != "县" and draw.chance(0.6)
    places = data("places")
    own = "街道" if is_street else draw.weighted(("镇", "乡"), (72, 28))
    name = draw.choice(places["streets"] if is_street else places["towns"]) + own
    end = "办事处" if is_street else "人民政府"
    words = {
        "agency": f"{place.name}{name}{end}",
        "self": draw.weighted(_SELF[0], _SELF[1]) + own,
        "whole": f"全{own}",
        "office": draw.choice(("党政办公室", "党政综合办公室", "综合办公室")),
        "units": draw.choice(("各办公室、站所", "各站所、办公室", "各办所")),
        "unit": "站所",
        "legal": "司法所",
        "money": "财政所",
        "deputy": {"镇": "分管副镇长", "乡": "分管副乡长"}.get(own, "分管副主任"),
        "head": {"镇": "镇长", "乡": "乡长"}.get(own, "主任"),
        "hall": draw.choice(("便民服务中心", "为民服务中心", "便民服务大厅")),
    }
    shape = "street" if is_street else "township"
    street = f"{draw.choice(places['roads'])}{draw.between(1, 88)}号"
    words["street"] = f"{place.name}{name}{street}"
    return _made(draw, place, _Kind(Organ.TOWNSHIP, shape, data("offices")[shape]), words)


def _government(draw: Draw, place: _Place) -> Who:
    level = place.level
    words = {
        "agency": f"{place.name}人民政府",
        "self": f"我{level}",
        "whole": f"全{level}",
        "office": f"{level}政府办公室",
        "units": draw.choice(("各镇（街道）、各部门", "各级各部门", "各单位")),
        "unit": "单位",
        "legal": f"{level}司法局",
        "money": f"{level}财政局",
        "deputy": f"分管副{level}长",
        "head": f"{level}长",
        "hall": "政务服务中心",
    }
    office = data("offices")["government"]
    return _made(draw, place, _Kind(Organ.GOVERNMENT, "government", office), words)


def _made(draw: Draw, place: _Place, kind: _Kind, words: Mapping[str, str]) -> Who:
    """Add the names that every organ has, and what its kind usually does."""
    level = place.level
    sites = (f"{place.name}人民政府门户网站", f"{level}政府门户网站", f"{level}人民政府网站",
             f"{place.name}政府门户网站")  # fmt: skip
    street = f"{place.name}{draw.choice(data('places')['roads'])}{draw.between(2, 198)}号"
    top = kind.organ is Organ.GOVERNMENT
    names = {
        "place": place.name,
        "level": level,
        "gov": f"{level}政府",
        "above": _above(draw, level) if top else f"{level}政府办公室",
        "site": draw.choice(sites),
        "website": f"www.{place.pinyin}.example",
        "email": f"{place.pinyin}{'zfb' if top else 'gk'}@{place.pinyin}.example",
        "phone": f"{draw.choice(data('places')['areas'])}-{draw.between(2000000, 8999999)}",
        "street": street,
        **words,
    }  # fmt: skip
    office = kind.office
    usual = Usual(
        permits=tuple(office["permits"]),
        penalties=tuple(office["penalties"]),
        coercions=tuple(office["coercions"]),
        fee=office["fee"],
        norms=tuple(office["norms"]),
    )
    return Who(
        kind=kind.organ,
        shape=kind.shape,
        level=level,
        usual=usual,
        larger=_LARGER[level],
        asked=office.get("asked", kind.shape),
        ends=office.get("ends", "plain"),
        subjects=tuple(office["subjects"]),
        words=names,
    )


def _above(draw: Draw, level: str) -> str:
    """Name who supervises a government: the office of the province, or of the city."""
    return draw.choice(("省政府办公厅", "省政府")) if level == "市" else "市政府办公室"
